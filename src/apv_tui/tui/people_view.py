"""What the list of people looks like, and how it says what follows when somebody comes or leaves."""

from collections.abc import Callable, Iterable, Sequence

from apv_tui.core.comings import Follows
from apv_tui.core.naming import who_is_meant
from apv_tui.core.people import Person
from apv_tui.core.roll_line import Several, heads_in
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Line, Lines, Span, line, pad, paragraph

MOST_FOLLOWS = 4
"""So many lines say what follows; with more, the screen of the step shows it."""


def person_row(desk: Desk, person: Person, width: int, *, chosen: bool) -> Line:
    """Give the row of a person: here or not, number, name, and what else is known."""
    words, here = desk.words, desk.state.meeting_state
    present = here is not None and person.id in here.present
    leads = here is not None and person.id in here.leads
    mark = words("people.screen.here" if present else "people.screen.gone")
    said = (
        words("people.screen.leads") if leads else "",
        person.department,
        words("people.screen.leader") if person.leader else "",
    )
    name_width = max(20, width * 4 // 10)
    name = pad(f"{person.number:>3}  {person.name or desk.name(person.id)}", name_width)
    role = "cursor" if chosen else "text"
    return line(
        Span(f"{'●' if present else ' '} {pad(mark, 10)} {name} ", role, present),
        Span(pad(", ".join(filter(None, said)), max(0, width - 14 - name_width)), role),
    )


def follows_said(desk: Desk, follows: Sequence[Follows], width: int) -> Lines:
    """Say what follows, the same about several people in one line."""
    rows: Lines = []
    for text in dict.fromkeys(_said(desk, each) for each in follows):
        rows += paragraph(text, width, role="accent", bold=True)
    if len(rows) > MOST_FOLLOWS:
        return paragraph(desk.words("people.follows.many", n=len(follows)), width, role="accent", bold=True)
    return rows


def _said(desk: Desk, follows: Follows) -> str:
    words = desk.words
    group = words("group.numbered", number=follows.group + 1)
    name = desk.name(follows.person) if follows.person else ""
    return words(f"people.follows.{follows.what}", name=name, group=group, n=follows.n, of=follows.of)


def several_said(
    desk: Desk, several: Several, present: Iterable[str], listed: Callable[[Sequence[str]], str]
) -> str:
    """Say what Enter does with several people named in one line."""
    words, here = desk.words, frozenset(present)
    if several.unsure:
        return words("people.several.unsure", what=listed(several.unsure))
    if leave_all(several, here):
        return words("people.several.leave", names=listed([desk.name(id_) for id_ in several.known]))
    come = [desk.name(id_) for id_ in several.known if id_ not in here]
    there = [desk.name(id_) for id_ in several.known if id_ in here]
    new = [who.name for who in several.new]
    said = [words("people.several.arrive", names=listed(come))] if come else []
    said += [words("people.several.new", names=listed(new))] if new else []
    said += [words("people.several.here", names=listed(there), n=len(there))] if there else []
    return " ".join(said)


def leave_all(several: Several, present: frozenset[str]) -> bool:
    """Whether a line of several names means that they leave: all of them are here."""
    return not several.new and present.issuperset(several.known)


def enter_said(desk: Desk, typed: str, several: Several | None) -> str:
    """Say what Enter does with "+3", "-1" or several names; "" for any other line."""
    if n := heads_in(typed):
        return desk.words("people.heads.more" if n > 0 else "people.heads.fewer", n=abs(n))
    here = desk.state.meeting_state
    return several_said(desk, several, here.present if here else (), desk.listed) if several else ""


def people_meant(desk: Desk, typed: str, several: Several | None) -> list[Person]:
    """Give the people a few letters mean: by the beginning of a name, else by anything in it, or by department.

    Several named in one line are all of them; a number is a person's own.
    """
    wanted = typed.casefold().strip()
    everybody = list(desk.state.people.values())
    if not wanted or heads_in(wanted):
        return everybody
    if several:
        return [person for person in everybody if person.id in several.known]
    if wanted.isdecimal():
        return [person for person in everybody if wanted == str(person.number) or wanted in person.name]
    meant = who_is_meant(everybody, desk.name, typed)
    return [person for person in everybody if person.id in meant] or [
        person
        for person in everybody
        if wanted in person.name.casefold() or wanted in person.department.casefold()
    ]
