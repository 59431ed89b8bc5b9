"""The result of a count as a whole: the ranking, what it proposes, and when another choice needs a reason."""

from collections.abc import Iterable
from typing import NamedTuple

from apv_tui.core.agenda import Vote
from apv_tui.core.state import State, VoteState
from apv_tui.core.voting import Proposal, Ranked, propose, ranked


class Tally(NamedTuple):
    """A count, ranked, with the topics it proposes."""

    ranking: tuple[Ranked, ...]
    proposal: Proposal

    def ranked(self, item: str) -> Ranked | None:
        """Give the place of an item; None where it was not on the list."""
        return next((entry for entry in self.ranking if entry.total.item == item), None)


def tally(state: State, step: Vote) -> Tally:
    """Give the ranking of the step's list by what is counted so far, and the proposal that follows from it."""
    vote = state.state_of(step).vote or VoteState(0, {}, {})
    ranking = ranked(state, state.standing(step.list), vote)
    return Tally(ranking, propose(ranking, *step.choose, vote.runoff, vote.run_offs))


def needs_reason(proposal: Proposal, items: Iterable[str]) -> bool:
    """Whether choosing these items is the leader's own choice: neither what is proposed nor the whole tie."""
    wanted = set(items)
    if proposal.how == "undecided":
        return wanted != {*proposal.items, *proposal.tied}
    return wanted != set(proposal.items)
