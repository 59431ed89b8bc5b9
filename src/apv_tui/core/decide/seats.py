"""Finding people a place in the groups of the open meeting when somebody comes, leaves or joins in."""

from collections.abc import Iterable, Iterator

from apv_tui.core import facts as f
from apv_tui.core.agenda import Step
from apv_tui.core.decide.means import Drafts, at
from apv_tui.core.grouping import smallest_group
from apv_tui.core.state import State

_CLOSED = 1_000_000
"""The size of a group nobody is sent to: everybody has left it."""


class Seats:
    """The groups of every grouping of the open meeting, as they are once `come` are there and `gone` are not.

    Nobody who sits somewhere is moved, but for one who would be left alone.
    """

    def __init__(self, state: State, come: Iterable[str] = (), gone: Iterable[str] = ()) -> None:
        leads = state.meeting_state.leads if state.meeting_state else frozenset()
        self._here = ({who.id for who in state.taking_part} | (set(come) - leads)) - set(gone)
        self._state = state
        meeting = state.meeting
        self._groups: dict[str, list[set[str]]] = {}
        self._heads: dict[str, list[int]] = {}
        for step in meeting.steps if meeting else ():
            if groups := state.state_of(step).groups:
                self._groups[step.id] = [set(group.everyone) for group in groups]
                self._heads[step.id] = [group.heads for group in groups]

    def _sizes(self, step: str) -> list[int]:
        """Give how many are in each group of a grouping."""
        pairs = zip(self._groups[step], self._heads[step], strict=True)
        return [len(group & self._here) + heads for group, heads in pairs]

    def take(self, person: str) -> tuple[tuple[str, int], ...]:
        """Seat somebody who has no place yet in the smallest group of each grouping."""
        if person not in self._here:
            return ()
        joins = []
        for step, groups in self._groups.items():
            if not any(person in group for group in groups):
                # Where everybody has left a group, nobody is sent to sit there alone.
                index = smallest_group([size or _CLOSED for size in self._sizes(step)])
                groups[index].add(person)
                joins.append((step, index))
        return tuple(joins)

    def nobody_alone(self) -> Drafts:
        """Let whoever is left alone in a group that was drawn join the smallest other one.

        Only where those groups are still to work together. Who chose a group themselves stays by their wish.
        """
        return tuple(draft for step in self._at_work() for draft in self._joined(step))

    def _at_work(self) -> Iterator[Step]:
        """Give the steps that drew groups with which the present step or a later one works."""
        meeting = self._state.meeting
        ahead = meeting.steps[max(0, self._state.step_index) :] if meeting else ()
        used = {self._state.grouping_of(step) for step in ahead}
        for step in meeting.steps if meeting else ():
            if step.id in used and step.id in self._groups and (step.group_size or 0) > 1:
                yield step

    def _joined(self, step: Step) -> Drafts:
        groups, heads = self._groups[step.id], self._heads[step.id]
        moved: list[f.Fact] = []
        while True:
            sizes = self._sizes(step.id)
            alone = next((at_ for at_, size in enumerate(sizes) if size == 1 and not heads[at_]), None)
            if alone is None or max(sizes[:alone] + sizes[alone + 1 :], default=0) == 0:
                return at(step.id, *moved)
            person = next(iter(groups[alone] & self._here))
            open_to = [_CLOSED if place == alone else size or _CLOSED for place, size in enumerate(sizes)]
            target = smallest_group(open_to)
            moved.append(f.PersonMoved(person=person, group=target))
            groups[alone].discard(person)
            groups[target].add(person)
            if not groups[alone]:  # as when the move is folded: a group nobody belongs to is no more
                del groups[alone], heads[alone]
