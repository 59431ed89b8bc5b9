"""Group lists: who sits where, and what groups of another size mean; without people, for every number of them."""

from typing import Final

from apv_tui.core.agenda import Join, Meeting, Step
from apv_tui.core.running_order import groups_plan, odd_groups, rounds_of
from apv_tui.reports.case import Case, Seated
from apv_tui.reports.document import Block, Bullets, Card, Cards, Column, Heading, Page, Para, Table, bullets
from apv_tui.reports.phrases import BETWEEN

COUNTS: Final = range(4, 41)
"""The numbers of people that the table shows where it is not known how many come."""
_SMALL: Final = 4  # up to so many in a group three lists stand beside each other


def pages(case: Case, meeting: Meeting) -> tuple[Page, ...]:
    """Give a page for each draw of a meeting, and for groups that people chose themselves, once they are formed."""
    found = []
    for step in case.steps(meeting):
        groups = case.groups(meeting, step)
        if step.makes_groups and (groups or not case.knows_people):
            found.append(_drawn(case, meeting, step, groups))
        elif isinstance(step, Join) and groups:
            found.append(Page((*_head(case, meeting, step), _lists(case, groups)), big=True))
    return tuple(found)


def _head(case: Case, meeting: Meeting, step: Step) -> tuple[Block, ...]:
    return (Heading(1, BETWEEN.join((case.words("print.groups"), meeting.title))), Heading(2, step.title))


def _drawn(case: Case, meeting: Meeting, step: Step, groups: tuple[Seated, ...]) -> Page:
    head = _head(case, meeting, step)
    if not groups:
        return Page((*head, Para(case.words("print.by_count"), "note"), _table(case, meeting, step)))
    words = case.words
    people = sum(len(group.people) + len(group.late) for group in groups)
    facts = [words("groups.count", n=people, groups=len(groups))]
    if step.group_size:
        facts.append(words("groups.draw", seed=case.state.state_of(step).seed))
    notes = [Para(BETWEEN.join(facts), "note")]
    if step.id in case.drawn_before:
        notes.append(Para(words("print.drawn_before"), "note"))
    rounds = rounds_of(meeting, step.id)
    sizes = tuple(len(group.turns) for group in groups if len(group.turns) > 1)
    odd = odd_groups(sizes, rounds.minutes * 60) if rounds is not None else ()
    told = [Para(case.say.odd(each), "strong") for each in odd]
    return Page((*head, *notes, _lists(case, groups), *told), big=True)


def _lists(case: Case, groups: tuple[Seated, ...]) -> Block:
    new = case.words
    cards = []
    for group in groups:
        names = Bullets(tuple((name, ()) for name in group.people), "numbers")
        late = tuple(new("groups.new", name=name) for name in group.late)
        blocks: tuple[Block, ...] = (names,) if group.people else ()
        cards.append(Card(group.title, group.wish, (*blocks, *([bullets(late)] if late else []))))
    return Cards(tuple(cards), 3 if max(len(group.people) for group in groups) <= _SMALL else 2)


def _table(case: Case, meeting: Meeting, step: Step) -> Table:
    say, words = case.say, case.words
    rounds = rounds_of(meeting, step.id)
    rows = []
    for count in COUNTS:
        plan = groups_plan(meeting, step, count)
        if plan is None:
            continue
        odd = odd_groups(plan.sizes, rounds.minutes * 60) if rounds is not None else ()
        rows.append((str(count), say.sizes(plan), "; ".join(say.odd(each) for each in odd if each.size > 1)))
    heads = (
        Column(words("print.people"), "short"),
        Column(words("show.groups"), "main"),
        *((Column(words("print.means")),) if rounds is not None else ()),
    )
    return Table(heads, tuple(row[: len(heads)] for row in rows))
