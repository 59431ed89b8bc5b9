"""Folding the count of strokes."""

from collections.abc import Callable

from apv_tui.core import facts as f
from apv_tui.core.evolve.folding import change_step, folds, put
from apv_tui.core.state import State, Topics, VoteState
from apv_tui.core.things import CountRound


@folds(f.VoteOpened)
def _vote_opened(state: State, entry: f.Entry, fact: f.VoteOpened) -> State:
    return change_step(state, entry.step, vote=VoteState(fact.voters, {}, {}, here=_can_draw(state, entry)))


def _can_draw(state: State, entry: f.Entry) -> int:
    return len(state.taking_part) if state.meeting_id == entry.meeting else 0


def _change_vote(state: State, entry: f.Entry, change: Callable[[VoteState], VoteState]) -> State:
    vote = state.state_of(entry.step).vote
    return state if vote is None else change_step(state, entry.step, vote=change(vote))


@folds(f.VotersCounted)
def _voters_counted(state: State, entry: f.Entry, fact: f.VotersCounted) -> State:
    return _change_vote(
        state, entry, lambda vote: vote._replace(voters=fact.voters, here=_can_draw(state, entry))
    )


@folds(f.StrokesCounted)
def _strokes_counted(state: State, entry: f.Entry, fact: f.StrokesCounted) -> State:
    return _change_vote(
        state, entry, lambda vote: vote._replace(sheet=put(vote.sheet, fact.item, fact.strokes))
    )


@folds(f.SlipCounted)
def _slip_counted(state: State, entry: f.Entry, fact: f.SlipCounted) -> State:
    return _change_vote(state, entry, lambda vote: vote._replace(slips={**vote.slips, fact.slip: fact.items}))


@folds(f.VoteClosed)
def _vote_closed(state: State, entry: f.Entry, _: f.VoteClosed) -> State:
    return _change_vote(state, entry, lambda vote: vote._replace(closed=True))


@folds(f.VoteReopened)
def _vote_reopened(state: State, entry: f.Entry, _: f.VoteReopened) -> State:
    return _change_vote(
        state, entry, lambda vote: vote._replace(closed=False, runoff=None, run_offs=(), topics=None)
    )


@folds(f.RunOffOpened)
def _run_off_opened(state: State, entry: f.Entry, fact: f.RunOffOpened) -> State:
    def opened(vote: VoteState) -> VoteState:
        before = (*vote.run_offs, vote.runoff) if vote.runoff is not None else vote.run_offs
        return vote._replace(runoff=dict.fromkeys(fact.items, 0), run_offs=before, topics=None)

    return _change_vote(state, entry, opened)


@folds(f.RunOffDropped)
def _run_off_dropped(state: State, entry: f.Entry, _: f.RunOffDropped) -> State:
    def dropped(vote: VoteState) -> VoteState:
        last = vote.run_offs[-1] if vote.run_offs else None
        return vote._replace(runoff=last, run_offs=vote.run_offs[:-1], topics=None)

    return _change_vote(state, entry, dropped)


@folds(f.VoteRecounted)
def _vote_recounted(state: State, entry: f.Entry, fact: f.VoteRecounted) -> State:
    anew = frozenset(fact.items)

    def recounted(vote: VoteState) -> VoteState:
        sheet = {item: n for item, n in vote.sheet.items() if anew and item not in anew}
        slips = {
            number: tuple(item for item in slip if item not in anew) for number, slip in vote.slips.items()
        }
        return vote._replace(
            sheet=sheet,
            slips=slips if anew else {},
            closed=False,
            runoff=None,
            run_offs=(),
            topics=None,
            rounds=(*vote.rounds, CountRound(vote._replace(rounds=()), anew)),
        )

    return _change_vote(state, entry, recounted)


@folds(f.RunOffCounted)
def _run_off_counted(state: State, entry: f.Entry, fact: f.RunOffCounted) -> State:
    return _change_vote(
        state,
        entry,
        lambda vote: vote._replace(runoff=put(vote.runoff or {}, fact.item, fact.strokes)),
    )


@folds(f.TopicsChosen)
def _topics_chosen(state: State, entry: f.Entry, fact: f.TopicsChosen) -> State:
    topics = Topics(fact.items, fact.how, fact.reason)
    return _change_vote(state, entry, lambda vote: vote._replace(topics=topics))
