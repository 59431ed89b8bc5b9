"""Deciding on the count: opening, entering, closing, and choosing topics."""

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Vote
from apv_tui.core.decide.deciding import decides
from apv_tui.core.decide.means import Drafts, Means, at, need_item
from apv_tui.core.marks import marks_of
from apv_tui.core.messages import Refused, message
from apv_tui.core.state import State, VoteState
from apv_tui.core.text import one_line
from apv_tui.core.topics import tally
from apv_tui.core.voting import check_sheet_count, check_slip, is_empty, total_strokes


@decides(c.OpenVote)
def open_vote(state: State, command: c.OpenVote, _: Means) -> Drafts:
    """Open the count; nothing is lost if it was open already."""
    step = _need_vote_step(state)
    if state.state_of(step).vote is not None:
        return ()
    if not state.standing(step.list):
        raise Refused(message("refused.empty_list"))
    return at(step.id, f.VoteOpened(voters=_voters(command.voters)))


@decides(c.SetVoters)
def set_voters(state: State, command: c.SetVoters, _: Means) -> Drafts:
    """Say how many drew strokes."""
    step, _vote = _need_open(state)
    return at(step.id, f.VotersCounted(voters=_voters(command.voters)))


@decides(c.CountStrokes)
def count_strokes(state: State, command: c.CountStrokes, _: Means) -> Drafts:
    """Enter the strokes on one item's sheet; a struck-out repeat may be counted, for the one that stands."""
    step, vote = _need_open(state)
    item = need_item(state, command.item)
    if item.list != step.list:
        raise Refused(message("refused.other_list"))
    check_sheet_count(vote, step, command.strokes)
    return at(step.id, f.StrokesCounted(item=item.id, strokes=command.strokes))


@decides(c.CountSlip)
def count_slip(state: State, command: c.CountSlip, _: Means) -> Drafts:
    """Enter one slip by the numbers on it."""
    step, vote = _need_open(state)
    by_number = {item.number: item for item in state.on_list(step.list) if not item.withdrawn}
    for number in command.numbers:
        if number not in by_number:
            raise Refused(message("refused.no_such_number", number=number))
    slip = [by_number[number] for number in command.numbers]
    check_slip(state, step, slip)
    if command.slip:
        if command.slip not in vote.slips:
            raise Refused(message("refused.no_such_slip", number=command.slip))
    elif not slip:
        raise Refused(message("refused.empty_slip"))
    others = sum(1 for number, items in vote.slips.items() if items and number != command.slip)
    if slip and others >= vote.voters:
        raise Refused(message("refused.more_slips_than_voters", n=vote.voters))
    slip_number = command.slip or 1 + max(vote.slips, default=0)
    return at(step.id, f.SlipCounted(slip=slip_number, items=tuple(item.id for item in slip)))


@decides(c.CloseVote)
def close_vote(state: State, _: c.CloseVote, means: Means) -> Drafts:
    """Close the count and show it."""
    step, vote = _need_open(state)
    if not total_strokes(vote):
        raise Refused(message("refused.nothing_counted"))
    return at(step.id, f.VoteClosed())


@decides(c.ReopenVote)
def reopen_vote(state: State, _: c.ReopenVote, means: Means) -> Drafts:
    """Go on counting with what was counted."""
    step = _need_vote_step(state)
    vote = state.state_of(step).vote
    if vote is None or not vote.closed:
        return ()
    return at(step.id, f.VoteReopened())


@decides(c.OpenRunOff)
def open_run_off(state: State, _: c.OpenRunOff, means: Means) -> Drafts:
    """Vote once more on the tied only."""
    step, vote = _need_closed(state)
    proposal = tally(state, step).proposal
    if proposal.how != "undecided":
        raise Refused(message("refused.no_tie"))
    if vote.runoff is not None and not any(vote.runoff.values()) and set(vote.runoff) == set(proposal.tied):
        return ()
    return at(step.id, f.RunOffOpened(items=proposal.tied))


@decides(c.DropRunOff)
def drop_run_off(state: State, _: c.DropRunOff, means: Means) -> Drafts:
    """Let the last run-off not count: the room calls it off."""
    step, vote = _need_closed(state)
    if vote.runoff is None:
        raise Refused(message("refused.no_run_off"))
    return at(step.id, f.RunOffDropped())


@decides(c.Recount)
def recount(state: State, command: c.Recount, means: Means) -> Drafts:
    """Count everything anew, or some items; the round before is kept. Nothing where nothing was counted yet."""
    step = _need_vote_step(state)
    vote = state.state_of(step).vote
    if vote is None:
        raise Refused(message("refused.vote_not_open"))
    for id_ in command.items:
        if need_item(state, id_).list != step.list:
            raise Refused(message("refused.other_list"))
    items = tuple(dict.fromkeys(command.items))
    counted = not is_empty(vote, items)
    if not counted and not vote.closed:
        return ()
    return at(step.id, f.VoteRecounted(items=items))


@decides(c.CountRunOff)
def count_run_off(state: State, command: c.CountRunOff, _: Means) -> Drafts:
    """Enter an item's strokes in the run-off: one stroke a person."""
    step, vote = _need_closed(state)
    if vote.runoff is None or command.item not in vote.runoff:
        raise Refused(message("refused.no_run_off"))
    others = sum(strokes for item, strokes in vote.runoff.items() if item != command.item)
    if command.strokes < 0 or command.strokes + others > vote.voters:
        most = max(0, vote.voters - others)
        refused = "refused.run_off_impossible" if others else "refused.strokes_impossible"
        raise Refused(
            message(
                refused, n=command.strokes, most=most, voters=vote.voters, others=others, **marks_of(step)
            )
        )
    return at(step.id, f.RunOffCounted(item=command.item, strokes=command.strokes))


@decides(c.ChooseTopics)
def choose_topics(state: State, command: c.ChooseTopics, _: Means) -> Drafts:
    """Settle the topics: as proposed, or as the leader says; another choice than proposed needs a reason."""
    step, _vote = _need_closed(state)
    ranking, proposal = tally(state, step)
    reason = one_line(command.reason)
    items = command.items or proposal.items
    for id_ in items:
        item = need_item(state, id_)
        if not item.stands or item.list != step.list:
            raise Refused(message("refused.no_such_item"))
    if not items:
        raise Refused(message("refused.no_topic"))
    order = {entry.total.item: at_ for at_, entry in enumerate(ranking)}
    items = tuple(sorted(dict.fromkeys(items), key=lambda id_: order.get(id_, len(order))))
    if proposal.how != "undecided" and set(items) == set(proposal.items):
        return at(step.id, f.TopicsChosen(items=items, how=proposal.how, reason=reason))
    if proposal.how == "undecided" and set(items) == {*proposal.items, *proposal.tied}:
        return at(step.id, f.TopicsChosen(items=items, how="tie_taken", reason=reason))
    if not reason and len(items) > step.choose[1]:
        raise Refused(message("refused.more_topics", n=len(items), most=step.choose[1]))
    if not reason:
        raise Refused(message("refused.reason_needed", **marks_of(step)))
    return at(step.id, f.TopicsChosen(items=items, how="leader", reason=reason))


def _voters(number: int) -> int:
    if not 1 <= number <= 1_000:
        raise Refused(message("refused.voters", n=number))
    return number


def _need_vote_step(state: State) -> Vote:
    step = state.step
    if not isinstance(step, Vote):
        raise Refused(message("refused.no_vote_here"))
    return step


def _need_open(state: State) -> tuple[Vote, VoteState]:
    step = _need_vote_step(state)
    vote = state.state_of(step).vote
    if vote is None:
        raise Refused(message("refused.vote_not_open"))
    if vote.closed:
        raise Refused(message("refused.vote_closed"))
    return step, vote


def _need_closed(state: State) -> tuple[Vote, VoteState]:
    step = _need_vote_step(state)
    vote = state.state_of(step).vote
    if vote is None or not vote.closed:
        raise Refused(message("refused.vote_not_closed"))
    return step, vote
