"""Role cards: for each person what to do in which round, and for one at the centre and those around."""

from apv_tui.core.agenda import Appoint, Interviews, Meeting, Rounds, Spotlight, Step, Turns, Walk
from apv_tui.core.preparing import has_roles
from apv_tui.core.role_cards import Mine, my_turns, spotlight_run
from apv_tui.core.running_order import groups_plan, turns_in
from apv_tui.reports.case import Case, Seated
from apv_tui.reports.document import Block, Bullets, Card, Cards, Heading, Page, Para, bullets
from apv_tui.reports.phrases import BETWEEN
from apv_tui.reports.script import who_speaks
from apv_tui.words import duration


def pages(case: Case, meeting: Meeting) -> tuple[Page, ...]:
    """Give a page of cards for each step of a meeting at which people have roles."""
    found = []
    for step in case.steps(meeting):
        cards = _cards(case, meeting, step) if has_roles(step) else ()
        if cards:
            title = BETWEEN.join((case.words("print.roles"), meeting.title))
            found.append(
                Page((Heading(1, title), Heading(2, step.title), *_before(case, step), Cards(cards)))
            )
    return tuple(found)


def _before(case: Case, step: Step) -> tuple[Block, ...]:
    """Say that the groups of the cards are not those of the day, where they were drawn in advance."""
    drawn = not isinstance(step, Spotlight) and case.state.grouping_of(step) in case.drawn_before
    return (Para(case.words("print.drawn_before"), "note"),) if drawn else ()


def _cards(case: Case, meeting: Meeting, step: Step) -> tuple[Card, ...]:
    if isinstance(step, Interviews):
        return _interviews(case, meeting, step)
    if isinstance(step, Turns):
        return _turns(case, meeting, step)
    if isinstance(step, Spotlight):
        return _spotlight(case, meeting, step)
    return _hosts(case, meeting, step) if isinstance(step, Walk) else ()


# -- interviews ----------------------------------------------------------------------------------------------


def _interviews(case: Case, meeting: Meeting, step: Interviews) -> tuple[Card, ...]:
    """Give a card for each person; where nobody is known, one for each number in groups of each size."""
    words, cards = case.words, []
    groups = case.groups(meeting, step)
    for group in groups:
        k = len(group.turns)
        for place, name in enumerate(group.people):
            under = words("print.place", group=group.title, number=place + 1)
            cards.append(
                Card(name, under, _rounds(case, step, k, place, group.turns) if k > 1 else _alone(case))
            )
        cards += [Card(name, group.title, (Para(words("print.late")),)) for name in group.late]
    if groups or case.knows_people:
        return tuple(cards)
    for turns in turns_in(step, groups_plan(meeting, step)):
        numbers = tuple(words("print.nth", number=number) for number in range(1, turns.size + 1))
        under = words("print.of_size", turns=case.say.turns(turns))
        for place in range(turns.size):
            title = words("print.number", number=place + 1)
            cards.append(Card(title, under, _rounds(case, step, turns.size, place, numbers)))
    return tuple(cards)


def _alone(case: Case) -> tuple[Block, ...]:
    return (Para(case.words("print.alone")),)


def _rounds(case: Case, step: Rounds, k: int, place: int, names: tuple[str, ...]) -> tuple[Block, ...]:
    words = case.words
    each = duration(step.minutes * 60 / k)
    lines = tuple(
        f"{words('interviews.round', round=mine.turn + 1, of=k)}: {_does(case, mine, names)}"
        for mine in my_turns(k, place)
    )
    return (bullets(lines), Para(words("turns.each", turns=k, turn=each), "note"))


def _does(case: Case, mine: Mine, names: tuple[str, ...]) -> str:
    asks, tells = names[mine.interviewer], names[mine.storyteller]
    if mine.doing == "asks":
        return case.words("print.you_ask", name=tells)
    if mine.doing == "asks_and_notes":
        return case.words("print.you_ask_and_note", name=tells)
    if mine.doing == "tells":
        return case.words("print.you_tell", name=asks)
    return case.words("print.you_note", asks=asks, tells=tells)


# -- turns ---------------------------------------------------------------------------------------------------


def _turns(case: Case, meeting: Meeting, step: Turns) -> tuple[Card, ...]:
    """Give a card for each group with the order in which its people speak."""
    words, cards = case.words, []
    groups = case.groups(meeting, step)
    for group in groups:
        cards.append(Card(group.title, group.wish, _order(case, step, group.people)))
    if groups or case.knows_people:
        return tuple(cards)
    for turns in turns_in(step, groups_plan(meeting, step)):
        numbers = tuple(words("print.number", number=number) for number in range(1, turns.size + 1))
        cards.append(
            Card(words("print.of_size", turns=case.say.turns(turns)), "", _order(case, step, numbers))
        )
    return tuple(cards)


def _order(case: Case, step: Turns, names: tuple[str, ...]) -> tuple[Block, ...]:
    words, k = case.words, max(1, len(names))
    rule = words("turns.each", turns=k, turn=duration(step.minutes * 60 / k))
    order = Bullets(tuple((name, ()) for name in names), "numbers")
    return (Para(words("turns.task")), order, Para(rule, "note"))


# -- one at the centre ---------------------------------------------------------------------------------------


def _spotlight(case: Case, meeting: Meeting, step: Spotlight) -> tuple[Card, ...]:
    words = case.words
    run = spotlight_run(meeting, step)
    lines = Bullets(
        tuple(
            (
                f"{each.title} ({case.say.lasts(each.minutes)}): {who_speaks(each, each.role, words)}",
                (each.instruction,) if each.instruction else (),
            )
            for each in run
        ),
        "numbers",
    )
    others = max(1, len(case.at(meeting)) - 1) if case.knows_people else 1
    cards = [Card(step.role, "", (lines,)), Card(words("print.others"), "", (lines,), others)]
    return (*_appointed(case, meeting, step), *cards)


def _appointed(case: Case, meeting: Meeting, step: Step) -> list[Card]:
    """Give a card for each role that a form of the meeting hands out before the step, with what it asks of one."""
    cards = []
    for form in meeting.steps[: meeting.steps.index(step)]:
        if not isinstance(form, Appoint) or form not in case.steps(meeting):
            continue
        filled = case.state.state_of(form).fields
        for field in form.fields:
            if field.type == "people" and field.hint:
                who = filled.get(field.id)
                cards.append(Card(field.title, who.text if who else "", (Para(field.hint),)))
    return cards


# -- hosts ---------------------------------------------------------------------------------------------------


def _hosts(case: Case, meeting: Meeting, step: Walk) -> tuple[Card, ...]:
    """Give a card for the one of each group who stays at its sheet."""
    words = case.words
    said: tuple[Block, ...] = (Para(step.instruction),) if step.instruction else ()
    groups = case.groups(meeting, step)
    if not groups:
        return () if case.knows_people else (Card(words("print.host"), words("print.group_blank"), said),)
    return tuple(Card(words("print.host"), _of(group), said) for group in groups)


def _of(group: Seated) -> str:
    return BETWEEN.join(filter(None, (group.title, group.wish)))
