"""Text that tries to do something: wherever people's words are shown, they are words and nothing more."""

from typing import Any

import pytest
from desks import make_desk
from pilots import NARROW, WIDE, Room, painted, room
from rich.cells import cell_len

from apv_tui.core import commands as c
from apv_tui.core.agenda import KINDS, Agenda
from apv_tui.core.facts import PersonFacts
from apv_tui.core.log import entry_data
from apv_tui.core.messages import Problem, Refused, Unreadable, message
from apv_tui.core.text import one_line, safe
from apv_tui.tui.app import OVERLAYS, ApvApp
from apv_tui.tui.keeper import Place
from apv_tui.tui.overlays.add_people import PeopleList
from apv_tui.tui.screens.start import Choice, StartScreen
from apv_tui.tui.stages.base import Alarm
from hostile import (
    HAPPENS,
    HOSTILE,
    MARKUP,
    OBEYED,
    POISON,
    SEEN,
    hostile_agenda,
    is_stacked,
    named,
    standing,
)

POISONED = hostile_agenda(POISON)


def check(r: Room, width: int, height: int) -> str:
    """Nothing that is painted can be obeyed, and every row has all its columns. Give what is to be read."""
    assert r.app.fault is None
    rows = painted(r.app.screen)
    assert len(rows) == height
    for strip in rows:
        assert not OBEYED.search(strip.text), ascii(strip.text)
        assert not is_stacked(strip.text), ascii(strip.text)
        assert sum(cell_len(segment.text) for segment in strip) == width, ascii(strip.text)
        for segment in strip:
            assert segment.control is None
            style = segment.style
            assert style is None or (not style.meta.get("@click") and style.link is None), ascii(segment)
    return "\n".join(strip.text for strip in rows)


class Walker:
    """Somebody who leads the meetings of an agenda in which all say the same, and looks at every screen."""

    def __init__(self, r: Room, text: str, size: tuple[int, int]) -> None:
        self.r, self.text, self.size = r, text, size
        self.read: list[str] = []

    def look(self) -> None:
        """Check what is painted, and remember what is to be read."""
        self.read.append(check(self.r, *self.size))

    async def drawn(self) -> None:
        """Wait until the screen is painted, and look."""
        await self.r.settle()
        self.look()

    async def say(self, command: c.Command) -> None:
        """Do something; what is refused is told with the words in it, and that is looked at, too."""
        if not self.r.meeting.do(command):
            await self.drawn()

    async def type_it(self) -> None:
        """Paste the words where words are typed, take them with Enter, and look each time."""
        entry = self.r.meeting.query_one("#entry")
        if not (entry.display and self.r.meeting.focused is entry):
            return
        await self.r.paste(self.text)
        self.look()
        await self.r.press("enter")
        self.look()
        if self.r.open == "PasteOverlay":
            await self.r.press("enter")
            self.look()
        self.r.line.set_text("")

    async def step(self, id_: str, kind: str) -> None:
        """Come to a step, let everything happen that can, and look at each part of it."""
        r = self.r
        r.meeting.do(c.GoTo(id_))
        await self.drawn()
        if r.meeting.covered:
            await r.press("enter")
            self.look()
        for command in HAPPENS[kind](r.desk, self.text):
            await self.say(command)
        await self.drawn()
        await self.type_it()
        for _ in range(3):
            r.meeting.do(c.Next())
            if r.desk.record.state.step_id != id_:
                break
            await self.drawn()

    async def overlay(self, name: str) -> None:
        """Open an overlay, look, and type into it where it has a line."""
        r = self.r
        subject = {"gap": "75.0", "thread": next(iter(r.desk.state.items), "")}.get(name, self.text)
        before = len(r.app.screen_stack)
        r.meeting.open(name, subject)
        await self.drawn()
        if len(r.app.screen_stack) > before and r.app.screen.query("#entry"):
            await r.paste(self.text[:400])
            self.look()
            await r.press("enter")
            self.look()
        while len(r.app.screen_stack) > before:
            r.app.pop_screen()
        await self.drawn()


async def walk(agenda: Agenda, text: str, size: tuple[int, int]) -> tuple[Walker, list[int]]:
    """Lead every meeting of an agenda; give what was seen, and how often the bell rang for somebody's words."""
    listed = PeopleList(named(text, 3), message("did.step_entered", text=text), "names")
    async with room(agenda=agenda, size=size, count=9, read_people=lambda *_: listed) as r:
        walker = Walker(r, text, size)
        heard: list[int] = []
        r.app.bell = lambda: heard.append(1)  # type: ignore[method-assign]
        for at in range(1, 4):
            who = PersonFacts(id=f"p{at}", name=f"{text[:60]}{at}", department=text, leader=at == 1)
            r.desk.do(c.ChangePerson(who))
        r.desk.place = Place(text, text)
        await walker.drawn()
        for meeting in agenda.meetings:
            r.meeting.do(c.OpenMeeting(meeting.id))
            await walker.drawn()
            for step in meeting.steps:
                await walker.step(step.id, step.kind)
        r.desk.do(c.NoteIdeas((text,), "parking"))
        r.app.hear_trouble(message("save.nothing", reason=text, path=text))
        r.app.hear_notice(message("save.conflict", path=text, copy=text))
        await walker.drawn()
        while r.open == "NoticeOverlay":
            r.app.pop_screen()
            await walker.drawn()
        r.meeting._sound(Alarm(text, text, 5.0, sounds=False))
        await walker.drawn()
        r.meeting.dismiss_alarm()
        for name in OVERLAYS:
            await walker.overlay(name)
        for entry in r.desk.record.entries:
            str(entry_data(entry)).encode("utf-8")  # can be written
    return walker, heard


def test_the_agenda_has_every_kind_of_step_and_says_nothing_but_the_words() -> None:
    assert {step.kind for _, step in POISONED.steps()} == KINDS.keys() == HAPPENS.keys()

    def texts(value: Any, key: str = "") -> None:
        if isinstance(value, dict):
            for name, each in value.items():
                texts(each, name)
        elif isinstance(value, list | tuple):
            for each in value:
                texts(each, key)
        elif isinstance(value, str) and SEEN not in value:
            assert value.replace("-", "").replace("_", "").isalnum() or key == "weeks_after", (key, value)

    texts(POISONED.model_dump(mode="json", exclude_defaults=True))


async def test_words_are_only_words_at_every_step_and_in_every_overlay() -> None:
    walker, heard = await walk(POISONED, POISON, WIDE)
    assert heard == []
    assert "".join(walker.read).count(SEEN) > 300, "the words are to be read as they were written"


async def test_wide_stacked_and_long_words_move_nothing() -> None:
    texts = [HOSTILE[name] for name in ("family", "zalgo", "wide", "long")]
    await walk(hostile_agenda(*texts, POISON), "".join(texts[:3]), NARROW)


@pytest.mark.long
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["80", "54"])
@pytest.mark.parametrize("name", HOSTILE)
async def test_every_text_at_every_step_and_in_every_overlay(name: str, size: tuple[int, int]) -> None:
    text = HOSTILE[name]
    walker, heard = await walk(hostile_agenda(text), text, size)
    assert heard == []
    if name in MARKUP:
        assert one_line(text) in "\n".join(walker.read)


async def test_what_is_typed_and_pasted_is_what_it_was() -> None:
    async with room("gallery", agenda=hostile_agenda("Ord"), count=9) as r:
        for name, text in HOSTILE.items():
            await r.paste(text)
            check(r, *WIDE)
            if r.open == "PasteOverlay":
                await r.press("enter")
            else:
                assert not OBEYED.search(r.line.value), name
                assert not is_stacked(r.line.value), name
                await r.press("enter")
            seen = check(r, *WIDE)
            if name in MARKUP:
                assert one_line(text) in seen, name
            await r.press("ctrl+z")
            check(r, *WIDE)
            assert r.open == "MeetingScreen", name


async def test_marks_that_are_typed_letter_by_letter_do_not_pile_up() -> None:
    async with room("gallery", agenda=hostile_agenda("Ord"), count=9) as r:
        await r.write("Z" + "\u0300\u0489" * 20 + "algo e\u0301")
        assert not is_stacked(r.line.value)
        assert r.line.value.endswith("algo é")
        check(r, *WIDE)


async def test_what_stands_right_of_the_words_keeps_its_place() -> None:
    """The time, the sign of the window and the clock stand where they stand beside plain words."""

    def edges(r: Room) -> list[str]:
        # Columns are counted in cells: a wide letter takes two of them.
        rows = [strip.crop(80 - 36).text.rstrip() for strip in painted(r.app.screen)[:8]]
        return [rows[0][-5:], rows[1][-13:], *(row.strip() for row in rows[3:])]

    async with room("threes", agenda=hostile_agenda("Ord"), count=9) as r:
        plain = edges(r)
    for name in ("zero width", "family", "flags", "wide", "bidi", "long", "C0"):
        async with room("threes", agenda=hostile_agenda(HOSTILE[name]), count=9) as r:
            beside = edges(r)
        assert beside[:2] == plain[:2], name
        # Digits are smaller where a word of the task would be cut; there they are all the same.
        assert beside == plain or (name == "long" and "▄" in "".join(beside[2:])), name


async def test_the_start_screen_shows_words_only() -> None:
    """Names of sessions, agendas and files, what stands beside them, and why one cannot be opened."""
    texts = [POISON, *HOSTILE.values()]

    class Shelf:
        def choices(self) -> list[Choice]:
            return [Choice(message("start.go_on"), text, text, self.refuse(text)) for text in texts]

        def refuse(self, text: str) -> Any:
            def refused() -> Any:
                if len(text) % 2:
                    raise Refused(message("did.step_entered", text=text))
                if len(text) % 4:
                    raise OSError(5, text, text)
                raise Unreadable(text, [Problem(message("did.step_entered", text=text), line=3)])

            return refused

    desk, clock = make_desk(POISONED, 4)
    app = ApvApp(desk.words, clock, start=lambda owner: StartScreen(owner, Shelf()))
    async with app.run_test(size=WIDE) as pilot:
        r = Room(app, pilot, desk, clock)
        await r.settle()
        for _ in texts:
            check(r, *WIDE)
            await r.press("enter")
            assert isinstance(app.screen, StartScreen)
            check(r, *WIDE)
            await r.press("down")


async def test_the_palette_shows_words_only() -> None:
    async with room("threes", agenda=POISONED) as r:
        await r.press("ctrl+p")
        await r.pilot.pause()
        assert r.open == "FindAction"
        check(r, *WIDE)
        await r.write("gå til")
        await r.pilot.pause()
        assert "(/)(@click=app.bell)x" in check(r, *WIDE)  # brackets are markup there, whatever one does


async def test_nordic_letters_and_signs_come_through_unchanged() -> None:
    typed = "æøåÆØÅ @{[]}|\\~€ éüñç «»–… 100 % <b>"
    async with room("gallery", agenda=hostile_agenda("Ord"), count=9) as r:
        await r.write(typed)
        assert r.line.value == typed
        await r.press("enter")
        assert [r.desk.state.items[id_].text for id_ in standing(r.desk, "strengths")] == [typed]
        assert typed in r.text
        assert safe(typed) == typed
