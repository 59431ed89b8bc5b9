"""Does every text of an agenda fit the screen: each step is drawn without a window, in the two sizes that count.

A text is looked for in what was drawn. Found whole it fits; found in part it is cut, or goes on on the next
page; not found in a small window, though in a large one, it has no room left. So nothing here knows how a stage
lays out what it shows, and a stage that changes is checked as it is drawn then.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Final, NamedTuple

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Meeting, Step
from apv_tui.core.agenda.faults import Fault, Place
from apv_tui.core.clock import SettableClock
from apv_tui.core.facts import PersonFacts
from apv_tui.core.messages import Message, message
from apv_tui.core.record import Record
from apv_tui.core.timekeeper import Timekeeper
from apv_tui.tui.desk import Desk
from apv_tui.tui.fit_drawn import (
    LARGE,
    SIZES,
    Drawn,
    Size,
    State,
    View,
    attempt,
    draw_all,
    is_whole,
    states_of,
)
from apv_tui.tui.fit_texts import Text, squeezed, texts_of
from apv_tui.tui.keeper import Place as Kept
from apv_tui.tui.lines import MORE, text_of
from apv_tui.tui.screens.top_line import top, whereabouts
from apv_tui.words import Words

_NOON: Final = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
_LEAST: Final = 8
"""Letters that are enough to know the beginning of a text by."""
_QUOTED: Final = 4
"""Words quoted of where a text is cut, or a page begins."""


class _Broken(NamedTuple):
    """A text with which a new page begins, after how many of its letters; and how many such pages there are."""

    text: Text
    begins: int
    pages: int = 0
    turning: bool = False


class _Misfit(NamedTuple):
    """What does not fit; `known` where the screen is made for that."""

    fault: Fault
    known: bool


class Misfits(NamedTuple):
    """What was found: what is to be mended, and what is only good to know."""

    warnings: tuple[Fault, ...]
    """Texts that are cut, that have no room, or for which somebody has to turn pages."""
    notes: tuple[Fault, ...]
    """Texts whose pages turn by themselves, and help that gives way to what matters more."""


def misfits(agenda: Agenda, people: Sequence[PersonFacts]) -> Misfits:
    """Say which texts do not fit, with these invented people present."""
    timekeeper = Timekeeper(SettableClock(_NOON))
    chance = random.Random(1)  # noqa: S311 - the same invented groups each time
    record = Record(agenda, timekeeper.now, chance=chance, language=agenda.language)
    kept = Kept(f"{agenda.short or agenda.title}.json", "~/apv-tui")
    words = Words(agenda.language)
    desk = Desk(record, timekeeper, words, place=kept, alike=lambda text, others: [0.0] * len(others))
    found: list[_Misfit] = []
    for at, meeting in enumerate(agenda.meetings):
        attempt(desk, c.OpenMeeting(meeting.id))
        if at == 0:
            attempt(desk, c.AddPeople(tuple(people)))
        found += _meeting(desk, meeting, ("meetings", at))
    return Misfits(
        tuple(each.fault for each in found if not each.known),
        tuple(each.fault for each in found if each.known),
    )


def _meeting(desk: Desk, meeting: Meeting, place: Place) -> Iterator[_Misfit]:
    about = [Text((*place, key), text) for key in ("about", "who") if (text := getattr(meeting, key))]
    yield from _judged(about, draw_all(desk, about, lambda: (State(),)))
    for at, step in enumerate(meeting.steps):
        here: Place = (*place, "steps", at)
        attempt(desk, c.GoTo(step.id))
        desk.revealed = step.id
        yield from _title(desk, step, here)
        if texts := list(texts_of(step, here)):
            yield from _judged(texts, draw_all(desk, texts, partial(states_of, desk, step)))


def _title(desk: Desk, step: Step, place: Place) -> Iterator[_Misfit]:
    for size in SIZES:
        where = whereabouts(desk, size[0])
        said = squeezed(text_of(top(*where, desk.words.time_of_day(_NOON), "", size[0])[0]))
        title = squeezed(step.title)
        if title in said:
            continue
        seen = next((at for at in range(len(title), 0, -1) if title[:at] + MORE in said), 0)
        most = len(_until(step.title, seen))
        yield _misfit(
            (*place, "title"),
            message("fit.title", size=_name(size), after=_last_words(step.title, seen)),
            message("fit.title.mend", n=most) if most >= _LEAST else message("fit.title.whole.mend"),
        )
        return


def _judged(texts: Sequence[Text], drawn: Drawn) -> Iterator[_Misfit]:
    """Say what is wrong with each text, in the larger of the sizes in which something is."""
    told: set[Place] = set()
    left_out = False
    paged = False
    for size in SIZES:
        broken = _broken(texts, drawn[size])
        if broken is not None and not paged and broken.text.place not in told:
            paged = True
            told.add(broken.text.place)
            yield _broken_fault(broken, size)
        for text in texts:
            if text.place in told or is_whole(text, drawn[size]):
                continue
            found = _cut(text, drawn[size], size) or _hidden(text, drawn, size)
            if found is not None and not (found.known and left_out):
                told.add(text.place)
                left_out = left_out or found.known
                yield found


def _broken(texts: Sequence[Text], views: Sequence[View]) -> _Broken | None:
    """Find the first page that begins with a question or a page of a talk, or with the rest of one."""
    own = [text for text in texts if text.sort in ("question", "page")]
    for view in views:
        firsts = [_first_on(own, view.pages, at) for at in range(1, len(view.pages))]
        breaks = [each for each in firsts if each is not None]
        if breaks:
            return breaks[0]._replace(pages=len(breaks) + 1, turning=view.turning)
    return None


def _first_on(texts: Sequence[Text], pages: Sequence[str], at: int) -> _Broken | None:
    """Give the text that a page begins with, if it stands on none of the pages before it."""
    found: list[tuple[int, _Broken]] = []
    for text in texts:
        if any(text.bare in page for page in pages[:at]):
            continue
        where = pages[at].find(text.bare)
        if where >= 0:
            found.append((where, _Broken(text, 0)))
        elif seen := _seen_at_end(text.bare, pages[at - 1]):
            rest = text.bare[seen : seen + _LEAST]
            if rest in pages[at]:
                found.append((pages[at].find(rest), _Broken(text, seen)))
    return min(found, key=lambda each: each[0])[1] if found else None


def _seen_at_end(bare: str, page: str) -> int:
    """Give how many letters of a text are the end of a page; 0 for none."""
    least = min(_LEAST, len(bare))
    return next((at for at in range(len(bare), least - 1, -1) if page.endswith(bare[:at])), 0)


def _broken_fault(broken: _Broken, size: Size) -> _Misfit:
    begins = _next_words(broken.text.text, broken.begins)
    place, shown = broken.text.place, _name(size)
    if broken.turning:
        what = message("fit.turning", size=shown, n=broken.pages, begins=begins)
        return _misfit(place, what, message("fit.turning.mend"), known=True)
    if broken.text.sort == "question":
        what = message("fit.questions", size=shown, n=broken.pages, begins=begins)
        return _misfit(place, what, message("fit.questions.mend"))
    what = message("fit.page", size=shown, n=broken.pages, begins=begins)
    return _misfit(place, what, message("fit.page.mend"))


def _cut(text: Text, views: Sequence[View], size: Size) -> _Misfit | None:
    """Say that a text ends before its end: at the last row there is, or with the sign for what is cut."""
    parts = [part for view in views for part in view.parts]
    seen = 0
    for at in range(len(text.bare), min(_LEAST, len(text.bare)) - 1, -1):
        start = text.bare[:at]
        if any(part.endswith(start) or start + MORE in part for part in parts):
            seen = at
            break
    if not seen or any(text.bare[seen : seen + _LEAST] in part for part in parts):
        return None  # not there, or it goes on on the next page
    after, most = _last_words(text.text, seen), len(_until(text.text, seen))
    if text.sort == "instruction":
        what = message("fit.instruction", size=_name(size), after=after)
        return _misfit(text.place, what, message("fit.instruction.mend", n=most))
    what = message("fit.cut", size=_name(size), after=after)
    return _misfit(text.place, what, message("fit.cut.mend", n=most))


def _hidden(text: Text, drawn: Drawn, size: Size) -> _Misfit | None:
    """Say that there is no room at all for what a large window shows."""
    if not is_whole(text, drawn[LARGE]):
        return None
    parts = [part for view in drawn[size] for part in view.parts]
    start = text.bare[: min(_LEAST, len(text.bare))]
    # In a form the label of a line is broken by what stands beside it.
    if any(_seen_at_end(text.bare, part) or (text.sort != "help" and start in part) for part in parts):
        return None  # it is there, on two pages
    if text.sort == "help":
        what = message("fit.left_out", size=_name(size), begins=_next_words(text.text, 0))
        return _misfit(text.place, what, message("fit.left_out.mend"), known=True)
    return _misfit(text.place, message("fit.hidden", size=_name(size)), message("fit.hidden.mend"))


def _misfit(place: Place, what: Message, mend: Message, *, known: bool = False) -> _Misfit:
    return _Misfit(Fault(place, what, mend, warning=True), known)


def _name(size: Size) -> str:
    return f"{size[0]}×{size[1]}"


def _until(text: str, letters: int) -> str:
    """Give the beginning of a text up to so many letters that are no spaces."""
    seen = 0
    for at, sign in enumerate(text):
        if seen == letters:
            return text[:at].rstrip()
        seen += not sign.isspace()
    return text


def _last_words(text: str, letters: int) -> str:
    return " ".join(_until(text, letters).split()[-_QUOTED:])


def _next_words(text: str, letters: int) -> str:
    rest = text[len(_until(text, letters)) :].split() if letters else text.split()
    return " ".join(rest[:_QUOTED])
