"""Folding the count of strokes."""

from collections.abc import Callable

from apv_tui.core import facts as f
from apv_tui.core.evolve.folding import change_step, folds, put
from apv_tui.core.state import State, Topics, VoteState


@folds(f.VoteOpened)
def _vote_opened(state: State, entry: f.Entry, fact: f.VoteOpened) -> State:
    return change_step(state, entry.step, vote=VoteState(fact.voters, {}, {}))


def _change_vote(state: State, entry: f.Entry, change: Callable[[VoteState], VoteState]) -> State:
    vote = state.state_of(entry.step).vote
    return state if vote is None else change_step(state, entry.step, vote=change(vote))


@folds(f.VotersCounted)
def _voters_counted(state: State, entry: f.Entry, fact: f.VotersCounted) -> State:
    return _change_vote(state, entry, lambda vote: vote._replace(voters=fact.voters))


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
    return _change_vote(state, entry, lambda vote: vote._replace(closed=False, runoff=None, topics=None))


@folds(f.RunOffOpened)
def _run_off_opened(state: State, entry: f.Entry, fact: f.RunOffOpened) -> State:
    return _change_vote(
        state, entry, lambda vote: vote._replace(runoff=dict.fromkeys(fact.items, 0), topics=None)
    )


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
