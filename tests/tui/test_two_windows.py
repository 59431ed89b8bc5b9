"""The window that only follows, the room's and the leader's; and the leader's own window, which leads."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import pytest
from desks import make_desk
from pilots import NARROW, WIDE, Room, room
from rounds import make_agenda

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.audience import View
from apv_tui.core.clock import FastClock
from apv_tui.core.in_step import FollowingTimekeeper, beat_of
from apv_tui.core.record import Record
from apv_tui.core.timekeeper import Timekeeper
from apv_tui.tui.app import ApvApp
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import text_of
from apv_tui.words import Words

TALL = (120, 36)
SIZES = [WIDE, NARROW, TALL]
LEADS = "mødelederens vindue"
SECRET = "HEMMELIGT"


def agenda(**changed: dict[str, Any]) -> Agenda:
    data = make_agenda(**changed).model_dump(mode="json", exclude_defaults=True)
    data["lists"]["egne"] = {"title": "Egne noter", "one": "note", "many": "noter", "private": True}
    steps = data["meetings"][0]["steps"]
    steps[0] |= {"say": ["Velkommen til jer alle."], "notes": ["Luk døren."], "bring": ["Blokke"]}
    own = {
        "id": "mit",
        "kind": "collect",
        "title": "For mig selv",
        "minutes": 5,
        "private": True,
        "into": "egne",
    }
    steps.append(own)
    steps.append({"id": "fravaer", "kind": "absence", "title": "Fravær", "minutes": 5, "account": "before"})
    valg = {"id": "valg", "kind": "vote", "title": "Valg", "minutes": 4, "list": "oensker", "into": "emner"}
    steps.append(valg | {"strokes": 3, "choose": "3-5"})
    steps.append({"id": "slut", "kind": "close", "title": "Slut", "minutes": 5})
    return Agenda.model_validate(data)


class Two(NamedTuple):
    """A meeting that is led (without a screen), and the window that follows it."""

    leads: Desk
    room: Room

    async def do(self, *commands: c.Command) -> None:
        for command in commands:
            self.leads.do(command)
        await self.pass_on()

    async def pass_on(self) -> None:
        """Let the window see what has been done since."""
        here, there = self.room.desk.record.entries, self.leads.record.entries
        self.room.app.hear_followed(len(here), tuple(there[len(here) :]))
        await self.room.settle()


@asynccontextmanager
async def two(
    view: View, at: str = "", size: tuple[int, int] = WIDE, speed: float = 1.0
) -> AsyncIterator[Two]:
    led, clock = make_desk(agenda(), 12)
    if speed != 1:
        led.timekeeper = Timekeeper(FastClock(speed, clock))
    if at:
        led.do(c.GoTo("tre"))
        led.do(c.GoTo(at))
    timekeeper = FollowingTimekeeper(clock)
    record = Record(led.agenda, timekeeper.now, entries=led.record.entries, chance=random.Random(1))
    desk = Desk(
        record, timekeeper, Words("da"), place=led.place, alike=led.alike, follows=True, view=view
    )  # fmt: skip
    desk.follow_time(beat_of(led.timekeeper, clock, speed))
    app = ApvApp(desk.words, clock, desk=desk)
    async with app.run_test(size=size) as pilot:
        shown = Room(app, pilot, desk, clock)
        await shown.settle()
        yield Two(led, shown)


def pages(r: Room) -> str:
    """What the leader's page says, on all its pages."""
    page = r.app.meeting_screen.page  # type: ignore[union-attr]
    assert r.app.meeting_screen is not None
    stage = r.app.meeting_screen.stage
    said = []
    for number in range(page.pages):
        page.number = number
        said += [text_of(row) for row in page.lines(stage, r.app.size.width - 2, 14)]
    page.number = 0
    return "\n".join(said)


# -- the leader's page -------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["", "tre", "interview", "brainstorm", "kaffe", "mit", "fravaer", "slut"])
async def test_the_leaders_page_fits_every_window_and_says_whose_it_is(at: str) -> None:
    async with two("leader", at) as w:
        for size in SIZES:
            await fits_and_says_whose_it_is(w, size)


async def fits_and_says_whose_it_is(w: Two, size: tuple[int, int]) -> None:
    w.room.app.meeting_screen.page.number = 0  # type: ignore[union-attr]
    await w.room.pilot.resize_terminal(*size)
    await w.room.settle()
    assert LEADS in w.room.rows[1]
    assert "følger med" in w.room.rows[1]
    assert not [row for row in w.room.rows if len(row) > size[0]]
    assert "F1" in w.room.rows[-1]
    assert "lovet" in w.room.text
    page = w.room.app.meeting_screen.page  # type: ignore[union-attr]
    seen = set()
    for _ in range(page.pages):
        seen.add(w.room.text)
        await w.room.press("pagedown")
    assert len(seen) == page.pages


async def test_it_says_what_to_say_what_comes_who_is_where_and_what_was_done() -> None:
    async with two("leader", "tre", TALL) as w:
        shown = w.room.text
        for text in ("Velkommen til jer alle.", "Luk døren.", "Blokke", "Interview hinanden, 15 minutter"):
            assert text in shown, text
        names = [w.leads.name(person) for person in w.leads.state.groups_of(w.leads.state.step)[0].everyone]  # type: ignore[arg-type]
        assert all(name in shown for name in names)
        assert "skift til «Find sammen tre og tre»" in shown
        assert "12 til stede af 12" in shown
        await w.do(c.Leave("p3"))
        assert f"Ikke her: {w.leads.name('p3')}" in w.room.text


async def test_it_says_how_late_it_is_and_is_never_older_than_a_minute() -> None:
    async with two("leader", "tre", TALL) as w:
        assert "til tiden" in w.room.text
        w.room.clock.advance(5 * 60)
        w.room.app.meeting_screen.tick()  # type: ignore[union-attr]
        await w.room.settle()
        assert "2 minutter bagud" in w.room.text


async def test_groups_that_noted_nothing_are_named() -> None:
    async with two("leader", "seks", TALL) as w:
        await w.do(c.GoTo("brainstorm"), c.NoteIdeas(("Kaffe",), "oensker", group=1))
        assert "! Gruppe 1 har ikke noteret noget." in w.room.text
        assert "nr. 1  Kaffe" in w.room.text


async def test_tab_goes_to_the_step_itself_and_back() -> None:
    async with two("leader", "interview") as w:
        assert "spørger" not in w.room.rows[12]
        await w.room.press("tab")
        assert "fortæller" in w.room.text
        assert LEADS in w.room.rows[1]
        await w.room.press("tab")
        assert "lovet" in w.room.text


async def test_a_signal_is_a_line_for_the_leader_and_covers_the_rooms_window() -> None:
    views: tuple[View, ...] = ("leader", "room")
    for view in views:
        async with two(view, "seks") as w:
            await w.do(c.GoTo("brainstorm"))
            screen = w.room.app.meeting_screen
            assert screen is not None
            w.room.clock.advance(10)
            screen.tick()
            w.room.clock.advance(10 * 60)
            screen.tick()
            await w.room.settle()
            covered = LEADS not in w.room.text and "storskærm" not in w.room.text
            assert covered == (view == "room")


# -- what is whose -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_steps_for_the_leader_alone_stand_open_in_the_leaders_window_only(
    size: tuple[int, int],
) -> None:
    async with two("leader", "tre", size) as leaders, two("room", "tre", size) as rooms:
        for w in (leaders, rooms):
            await w.do(c.GoTo("mit"), c.NoteIdeas((SECRET,), "egne"))
        assert SECRET in pages(leaders.room)
        assert "Ikke dette trin" in pages(leaders.room)
        assert SECRET not in rooms.room.text
        assert "Dette trin er" in rooms.room.text
        for key in ("enter", "tab", "f2", "f12", "l", "space", "pagedown"):
            await rooms.room.press(key)
            assert SECRET not in rooms.room.text, key
            if rooms.room.open != "FollowingScreen":
                await rooms.room.press("escape")


async def test_what_is_the_leaders_alone_is_not_even_in_the_state_the_room_is_drawn_from() -> None:
    async with two("room", "mit") as w:
        await w.do(c.NoteIdeas((SECRET,), "egne"))
        assert SECRET in repr(w.room.desk.record.state.items)
        assert SECRET not in repr(w.room.desk.state.items)
        for text in ("bagud", "foran", "til tiden", "lovet"):
            assert text not in w.room.text


async def test_the_rooms_window_becomes_the_leaders_only_after_asking_and_goes_back_at_once() -> None:
    async with two("room", "mit") as w:
        await w.do(c.NoteIdeas((SECRET,), "egne"))
        await w.room.press("d")
        assert w.room.open == "ViewOverlay"
        assert SECRET not in w.room.text
        await w.room.press("escape")
        assert "storskærm" in w.room.rows[1]
        await w.room.press("d", "enter")
        assert LEADS in w.room.rows[1]
        assert SECRET in w.room.text
        await w.room.press("d")
        assert "storskærm" in w.room.rows[1]
        assert SECRET not in w.room.text


# -- time --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["room", "leader"])
async def test_it_shows_the_second_of_the_window_that_leads_however_fast_it_runs(view: View) -> None:
    async with two(view, "seks", speed=60.0) as w:
        await w.do(c.GoTo("brainstorm"))
        assert "×60" in w.room.rows[1]
        for seconds in (1.0, 2.5, 7.25):
            w.room.clock.advance(seconds)
            clock = w.leads.state.state_of("brainstorm").clock
            here = w.room.desk.state.state_of("brainstorm").clock
            assert here.left_at(w.room.desk.now()) == pytest.approx(clock.left_at(w.leads.now()), abs=0.01)


async def test_a_pause_overtime_and_what_is_taken_back_are_followed() -> None:
    async with two("room", "tre") as w:
        await w.do(c.StartOrPause()) if not w.leads.state.state_of("tre").clock.running else None
        await w.do(c.StartOrPause())
        assert "pause" in w.room.text
        await w.do(c.StartOrPause())
        w.room.clock.advance(200)
        w.room.app.meeting_screen.tick()  # type: ignore[union-attr]
        await w.room.press("x")
        assert "over tid" in w.room.text
        w.leads.do(c.GoTo("galleritur"))
        await w.pass_on()
        assert "Galleri" in w.room.rows[0]
        w.leads.undo()
        await w.pass_on()
        assert "Find sammen" in w.room.rows[0]


async def test_it_goes_on_at_the_new_pace_when_the_meeting_is_opened_again() -> None:
    async with two("room", "tre", speed=60.0) as w:
        clock = w.room.clock
        again = Timekeeper(clock, not_before=w.leads.now())
        w.room.app.hear_beat(beat_of(again, clock, 1.0))
        await w.room.settle()
        assert "×" not in w.room.rows[1]
        clock.advance(30)
        assert w.room.desk.now() == again.now()


async def test_the_group_that_is_noted_for_is_the_one_the_room_sees() -> None:
    async with two("room", "seks") as w:
        await w.do(c.GoTo("brainstorm"), c.NoteIdeas(("Kaffe",), "oensker", group=1))
        assert "Kaffe" in w.room.text
        assert "[Gruppe 2: 1]" in w.room.text
        await w.do(c.NoteIdeas(("Parkeringen",), PARKING_LOT))
        assert "[Gruppe 2: 1]" in w.room.text


async def test_a_turn_that_is_changed_by_hand_is_signalled_in_the_rooms_window() -> None:
    async with two("room", "interview") as w:
        await w.do(c.Begin())
        assert "S K I F T" not in w.room.text
        await w.do(c.Next())
        assert "S K I F T" in w.room.text
        await w.room.press("space")
        await w.do(c.Back())
        assert "S K I F T" in w.room.text
        await w.do(c.GoTo("galleritur"))
        assert "S K I F T" not in w.room.text


async def test_nothing_can_be_changed_from_a_window_that_follows() -> None:
    views: tuple[View, ...] = ("room", "leader")
    for view in views:
        async with two(view, "seks") as w:
            await w.do(c.GoTo("brainstorm"))
            before = list(w.room.desk.record.entries)
            for key in (
                "space",
                "f4",
                "plus",
                "u",
                "ctrl+z",
                "f6",
                "f12",
                "g",
                "f8",
                "f7",
                "ctrl+n",
                "x",
                "f3",
            ):
                await w.room.press(key)
                assert w.room.open == "FollowingScreen", key
            assert w.room.desk.record.entries == before
            await w.room.press("f8")
            assert "Mødet ledes i det andet vindue" in w.room.told or view == "leader"


# -- the leader's own window -------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "rows"), [(NARROW, 1), (WIDE, 2), (TALL, 2)])
async def test_the_leaders_window_leads_with_how_late_it_is_below_the_work(
    size: tuple[int, int], rows: int
) -> None:
    async with room("brainstorm", size=size) as r:
        assert "lovet" not in r.text
        whole = len(r.meeting.parts["body"])
        await r.press("f2")
        assert r.open == "NotesOverlay", "the room could see it"
        await r.press("f2")
        r.meeting.show_to("leader")
        await r.settle()
        assert LEADS in r.rows[1]
        assert len(r.meeting.parts["body"]) == whole - rows
        assert "lovet" in r.rows[-3 - rows]
        await r.write("Kaffe\n")
        assert "Kaffe" in r.text
        await r.press("f2")
        assert r.open == "OverviewOverlay"
        assert "Næste trin" in r.text
        await r.press("f2", "f12")
        assert "Rummet kan se" not in r.text, "nobody else sees it"
        await r.press("f12")
        r.meeting.show_to("room")
        await r.settle()
        assert "lovet" not in r.text


async def test_a_private_step_stands_open_in_the_leaders_window_and_is_covered_when_it_becomes_the_rooms() -> (
    None
):
    async with room("mit", agenda=agenda()) as r:
        assert r.meeting.covered
        r.meeting.show_to("leader")
        await r.settle()
        assert not r.meeting.covered
        await r.write(f"{SECRET}\n")
        assert SECRET in r.text
        await r.do(c.GoTo("fravaer"))
        assert not r.meeting.covered
        await r.do(c.GoTo("mit"))
        r.meeting.show_to("room")
        await r.settle()
        assert r.meeting.covered
        assert SECRET not in r.text


# -- a tie -------------------------------------------------------------------------------------------------


def said(w: Two) -> str:
    return " ".join(w.room.text.split())


@pytest.mark.parametrize("size", SIZES)
async def test_the_room_sees_a_run_off_and_its_strokes_only_when_all_are_in(size: tuple[int, int]) -> None:
    async with two("room", "brainstorm", size) as w:
        wishes = tuple(f"Ønske {n}" for n in "abcdef")
        await w.do(c.NoteIdeas(wishes, "oensker", 0), c.GoTo("valg"), c.OpenVote(12))
        items = [item.id for item in w.leads.state.standing("oensker")]
        for item, strokes in zip(items, (9, 5, 5, 5, 5, 5), strict=True):
            await w.do(c.CountStrokes(item, strokes))
        await w.do(c.CloseVote())
        assert "Lige mange" in said(w)
        await w.do(c.OpenRunOff())
        assert "Omvalg mellem" in said(w)
        for item, strokes in zip(items[1:4], (5, 4, 3), strict=True):
            assert "Omvalg mellem" in said(w)
            assert "omvalg " not in said(w)
            await w.do(c.CountRunOff(item, strokes))
        assert "Afgjort ved omvalg" in said(w)


async def test_the_room_sees_how_far_the_count_has_come_and_no_number_even_where_there_are_too_many() -> None:
    async with two("room", "brainstorm") as w:
        wishes = tuple(f"Ønske nr. {n}" for n in range(1, 41))
        await w.do(c.NoteIdeas(wishes, "oensker", 0), c.GoTo("valg"), c.OpenVote(12))
        items = [item.id for item in w.leads.state.standing("oensker")]
        for item in items[:30]:
            await w.do(c.CountStrokes(item, 7))
        assert "► 31  Ønske nr. 31" in w.room.text
        await w.do(c.CountStrokes(items[29], 9))
        assert "[ 9]" not in w.room.text
        assert "[ 7]" not in w.room.text


# -- the lobby ---------------------------------------------------------------------------------------------


async def test_the_lobby_tells_the_room_nothing_that_only_the_leader_can_do() -> None:
    async with two("room", size=TALL) as w:
        assert "kan læses fra" in w.room.text
        for only in ("tryk s", "q vælger", "j:"):
            assert only not in w.room.text
