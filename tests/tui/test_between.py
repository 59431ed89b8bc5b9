"""What interrupts a meeting: a dark room, a message, a break, a pause, a lid that is closed."""

import re
from pathlib import Path

import pytest
from pilots import NARROW, WIDE, Room, room

from apv_tui.core import commands as c
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.cover import DARK, Cover
from apv_tui.core.facts import BreakOver, BreakTaken
from apv_tui.core.pauses import KINDS, pauses_of, recess_of
from apv_tui.core.settings import Settings
from apv_tui.tui.lines import wrap
from apv_tui.tui.pausing import choices
from apv_tui.tui.widgets.signal import SignalPane
from apv_tui.words import Words, duration, languages

SIZES = (NARROW, WIDE, (200, 60))


def told(r: Room, id_: str, **params: object) -> str:
    return r.desk.words(id_, **params)  # type: ignore[arg-type]


def parked(r: Room) -> list[str]:
    return [item.text for item in r.desk.state.standing(PARKING_LOT)]


# -- dark, and a message -----------------------------------------------------------------------------------


async def test_what_covers_the_room_is_passed_on_and_is_no_event_of_the_meeting() -> None:
    seen: list[Cover | None] = []
    async with room("brainstorm") as r:
        r.desk.on_cover = seen.append
        events = len(r.desk.record.entries)
        await r.press("f9", "x")
        await r.press("ctrl+p", "escape")
        r.app.open_overlay("message")
        await r.settle()
        await r.write("Tilbage kl. 14\n")
        await r.press("f9")
        assert seen == [DARK, None, Cover("message", "Tilbage kl. 14"), None]
        assert len(r.desk.record.entries) == events


@pytest.mark.parametrize("size", SIZES)
async def test_a_message_fills_the_window_in_large_letters_and_any_key_takes_it_away(
    size: tuple[int, int],
) -> None:
    async with room("tre", size=size) as r:
        await r.press("ctrl+b")
        await r.write("Frokost på ø 7\n")
        ink = [row for row in r.rows if row.strip()]
        assert len(ink) >= 8, "each line of letters takes four rows at least"
        assert not set("".join(ink)) - set(" █▀▄")
        assert "Find sammen" not in r.text
        await r.pass_time(70)
        assert r.open == "BlankOverlay", "it stays until it is taken away"
        await r.press("space")
        assert (r.open, r.desk.cover) == ("MeetingScreen", None)


@pytest.mark.parametrize("key", ["escape", "pagedown", "x"])
async def test_any_key_ends_a_message_and_does_nothing_else(key: str) -> None:
    async with room("tre") as r:
        await r.press("ctrl+b")
        await r.write("Pause\n")
        await r.press("f5")
        assert r.open == "BlankOverlay", "clickers send it to begin a presentation"
        await r.press(key)
        assert (r.open, r.desk.cover, r.desk.state.step_id) == ("MeetingScreen", None, "tre")


async def test_escape_takes_a_signal_off_the_dark_screen_first() -> None:
    async with room("tre") as r:
        await r.press("b")
        r.meeting._sound(r.meeting.stage.alarm("zero"))
        await r.press("escape")
        assert (r.open, r.meeting._alarm) == ("BlankOverlay", None)
        await r.press("escape")
        assert r.open == "MeetingScreen"


@pytest.mark.parametrize("size", SIZES)
async def test_a_message_too_long_for_large_letters_is_shown_whole_all_the_same(
    size: tuple[int, int],
) -> None:
    text = " ".join(f"ord{n}" for n in range(50)) + " Слово"
    async with room("tre", size=size) as r:
        await r.press("ctrl+b")
        await r.paste(text)
        assert told(r, "message.small")[:30] in r.text
        await r.press("enter")
        assert " ".join(r.text.split()) == text


async def test_an_empty_message_goes_back_and_letters_are_text_while_it_is_typed() -> None:
    async with room("tre") as r:
        await r.press("ctrl+b", "b", "p", "i")
        assert r.line.value == "bpi"
        await r.press("ctrl+z", "enter")
        assert (r.open, r.desk.cover) == ("MeetingScreen", None)


async def test_behind_the_dark_the_clock_goes_on_and_says_so() -> None:
    async with room("tre") as r:
        await r.do(c.StartOrPause()) if not r.meeting.stage.here.clock.running else None
        await r.press("b")
        before = r.left
        r.clock.advance(61)
        r.meeting.tick()
        r.app.screen.redraw()  # type: ignore[attr-defined]
        await r.settle()
        assert r.left == before - 61
        assert told(r, "blank.clock_runs", left=duration(r.left)) in r.text


async def test_in_the_leaders_own_window_the_room_is_dark_and_the_work_goes_on() -> None:
    async with room("brainstorm") as r:
        r.desk.view = "leader"
        await r.press("f9")
        assert (r.open, r.desk.cover) == ("MeetingScreen", DARK)
        assert told(r, "cover.dark") in r.text
        await r.write("frokost\n")
        assert "frokost" in r.text
        await r.press("f9")
        assert r.desk.cover is None
        assert told(r, "cover.dark") not in r.text


async def test_the_leaders_window_that_becomes_the_rooms_is_covered_as_the_room_is() -> None:
    async with room("tre") as r:
        r.desk.view = "leader"
        await r.press("ctrl+b")
        await r.write("Vi ses kl. 14\n")
        assert told(r, "cover.back") in r.text
        await r.press("d")
        assert r.open == "BlankOverlay"
        await r.press("space")
        assert (r.open, r.desk.cover) == ("MeetingScreen", None)


async def test_a_window_that_follows_is_covered_and_lifted_from_the_one_that_leads() -> None:
    async with room("tre") as r:
        r.desk.follows = True
        r.app.hear_cover(DARK)
        await r.settle()
        assert r.open == "BlankOverlay"
        r.app.hear_cover(Cover("message", "Pause"))
        await r.settle()
        assert told(r, "blank.clock_runs", left="")[:8] not in r.text
        assert sum(1 for row in r.rows if row.strip()) > 6
        await r.press("f1")
        r.app.open_overlay("help")
        await r.settle()
        r.app.hear_cover(None)
        await r.settle()
        await r.press("f1")
        assert "Find sammen" in r.text


async def test_a_window_that_follows_for_the_leader_is_not_covered_and_says_what_the_room_sees() -> None:
    async with room("tre") as r:
        r.desk.follows, r.desk.view = True, "leader"
        r.app.hear_cover(Cover("message", "Vi ses kl. 14"))
        await r.settle()
        assert r.open == "MeetingScreen"
        assert told(r, "cover.message", text="Vi ses kl. 14") in r.text


async def test_parking_and_leaving_work_from_a_dark_screen() -> None:
    async with room("tre") as r:
        await r.press("b", "f3")
        await r.write("Parkering er dyr\n")
        assert parked(r) == ["Parkering er dyr"]
        await r.press("f3", "b", "ctrl+q")
        assert r.open == "QuitOverlay"


# -- a break -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_break_says_large_when_to_be_back_and_how_long_that_is(size: tuple[int, int]) -> None:
    async with room("brainstorm", size=size) as r:
        await r.pass_time(60)
        left = r.left
        await r.press("ctrl+t")
        await r.write("10\n")
        assert r.open == "MeetingScreen"
        assert told(r, "recess.task") in r.text
        assert told(r, "break.back") in r.text
        assert told(r, "recess.left") in r.text
        assert told(r, "hint.break_over") in r.rows[-1]
        await r.pass_time(120)
        assert r.left == left, "the step's clock stands"
        await r.press("pagedown")
        assert recess_of(r.desk.state) is None
        assert r.desk.state.step_id == "brainstorm"
        await r.pass_time(10)
        assert r.left == left - 10


async def test_a_break_keeps_what_was_being_typed() -> None:
    async with room("brainstorm") as r:
        await r.write("halvt skre")
        await r.press("ctrl+t")
        await r.write("5\n")
        assert not r.line.display
        await r.press("pagedown")
        assert r.line.value == "halvt skre"


async def test_what_is_typed_shows_the_time_to_be_back_and_the_leader_alone_the_new_end() -> None:
    async with room("brainstorm") as r:
        await r.press("ctrl+t")
        await r.write("10")
        assert told(r, "break.back_at", time="")[:10] in r.text
        assert told(r, "recess.end", time="")[:12] not in r.text
        r.desk.view = "leader"
        r.app.screen.redraw()  # type: ignore[attr-defined]
        await r.settle()
        assert told(r, "recess.end", time="")[:12] in r.text
        await r.press("ctrl+z")
        await r.write("snart\n")
        assert r.open == "RecessOverlay"
        assert recess_of(r.desk.state) is None


async def test_keys_by_accident_do_not_end_a_break_and_plus_makes_it_longer() -> None:
    async with room("tre") as r:
        await r.press("ctrl+t")
        await r.write("10\n")
        await r.press("enter", "space", "f4", "x")
        recess = recess_of(r.desk.state)
        assert recess is not None
        await r.press("plus")
        longer = recess_of(r.desk.state)
        assert longer is not None
        assert (longer.ends - recess.ends).total_seconds() == 60


async def test_the_room_is_told_a_minute_before_and_at_the_end_of_a_break() -> None:
    async with room("brainstorm") as r:
        await r.press("ctrl+t")
        await r.write("10\n")
        heard = []
        for passed in (290, 20, 225, 10, 40, 30):
            await r.pass_time(passed)
            pane = r.meeting.query_one(SignalPane)
            heard.append(" ".join(r.text.split()) if pane.display else "")
            r.meeting.dismiss_alarm()
        assert [bool(text) for text in heard] == [False, False, False, True, False, True]
        assert told(r, "signal.break_over.text") in heard[-1]


async def test_everything_else_is_one_key_away_in_a_break() -> None:
    async with room("brainstorm") as r:
        await r.press("ctrl+t")
        await r.write("10\n")
        opened = {
            "f3": "ParkingOverlay",
            "f6": "PeopleOverlay",
            "f1": "HelpOverlay",
            "ctrl+t": "RecessOverlay",
        }
        for key, name in opened.items():
            await r.press(key)
            assert r.open == name
            await r.press("escape")
        assert recess_of(r.desk.state) is not None


# -- a pause, and what it was ------------------------------------------------------------------------------


async def test_after_a_pause_one_figure_says_what_it_was() -> None:
    async with room("tre") as r:
        await r.do(c.Begin())
        await r.press("f4")
        await r.pass_time(200)
        await r.press("f4")
        assert duration(200) in r.text
        assert told(r, "pauses.technical") in r.text
        await r.press("3")
        assert [pause.what for pause in pauses_of(r.desk.state)] == ["technical"]
        await r.press("3")
        assert len(pauses_of(r.desk.state)) == 1


async def test_nobody_has_to_say_and_a_figure_later_on_is_no_answer() -> None:
    async with room("tre") as r:
        await r.do(c.Begin())
        await r.press("f4")
        await r.pass_time(200)
        await r.press("f4")
        await r.pass_time(25)
        assert told(r, "pauses.technical") not in r.text
        await r.press("2")
        assert [pause.what for pause in pauses_of(r.desk.state)] == [""]


async def test_while_words_are_typed_figures_are_text() -> None:
    async with room("brainstorm") as r:
        await r.press("f4")
        await r.pass_time(200)
        await r.press("f4", "3")
        assert r.line.value == "3"
        assert told(r, "said.paused_typing", time=duration(200))[:20] in r.text


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("width", [52, 78])
def test_a_figure_stays_beside_its_word_and_the_name_of_an_action_is_whole(language: str, width: int) -> None:
    words = Words(language)
    for seconds in (200, 2000):
        time = duration(seconds)
        rows = wrap(words("said.paused", time=time, choices=choices(words)), width)
        for at, kind in enumerate(KINDS, 1):
            assert any(f"{at} {words(f'pauses.{kind}')}" in row for row in rows)
        rows = wrap(words("said.paused_typing", time=time), width)
        assert any("Ctrl+P" in row for row in rows)
        quoted = re.compile("«[^»]+»|“[^”]+”|‘[^’]+’")
        assert any(quoted.search(row) for row in rows)


async def test_a_short_pause_is_not_asked_about() -> None:
    async with room("tre") as r:
        await r.do(c.Begin())
        await r.press("f4")
        await r.pass_time(20)
        await r.press("f4")
        assert told(r, "pauses.technical") not in r.text


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_list_of_pauses_names_any_of_them(size: tuple[int, int]) -> None:
    async with room("brainstorm", size=size) as r:
        for seconds in (100, 200):
            await r.do(c.StartOrPause())
            r.clock.advance(seconds)
            await r.do(c.StartOrPause())
        await r.do(c.TakeBreak(600))
        r.clock.advance(600)
        await r.do(c.EndBreak())
        r.app.open_overlay("pauses")
        await r.settle()
        await r.press("up", "2", "up", "4")
        assert [pause.what for pause in pauses_of(r.desk.state)] == ["other", "discussion", "break"]
        assert duration(900) in r.text
        await r.press("escape")
        r.app.open_overlay("steps")
        await r.settle()
        assert duration(900) in r.text, "the list of steps says it, too"


# -- a lid that is closed ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize(("key", "left", "kept"), [("1", 1199, []), ("2", 479, []), ("3", 1199, ["break"])])
async def test_twelve_minutes_count_as_asked(
    size: tuple[int, int], key: str, left: int, kept: list[str]
) -> None:
    async with room("brainstorm", size=size) as r:
        r.clock.sleep(720)
        await r.pass_time(1)
        assert r.open == "GapOverlay"
        assert r.text.count(told(r, "gap.end_later", time=duration(720)).split()[-1]) >= 2
        assert told(r, "hint.gap_break") in r.rows[-1]
        await r.press(key)
        assert (r.left, [pause.what for pause in pauses_of(r.desk.state)]) == (left, kept)


async def test_when_the_end_will_be_is_for_the_leader_alone() -> None:
    async with room("brainstorm") as r:
        r.clock.sleep(720)
        await r.pass_time(1)
        assert told(r, "gap.end_at", time="")[:5] not in r.text
        r.desk.view = "leader"
        r.app.screen.redraw()  # type: ignore[attr-defined]
        await r.settle()
        assert r.text.count(told(r, "gap.end_at", time="")[:5]) == 3


async def test_a_lid_closed_in_a_break_asks_nothing_and_the_break_went_on() -> None:
    async with room("brainstorm") as r:
        left = r.left
        await r.do(c.TakeBreak(900))
        r.clock.sleep(720)
        await r.pass_time(1)
        assert r.open == "MeetingScreen"
        recess = recess_of(r.desk.state)
        assert recess is not None
        assert recess.clock.left_at(r.desk.now()) == 179
        await r.press("pagedown")
        assert r.left == left
        assert r.open == "MeetingScreen"


@pytest.mark.parametrize("text", ["", "Tilbage om lidt"])
async def test_a_lid_closed_while_something_covers_the_room_asks_over_it(text: str) -> None:
    async with room("brainstorm") as r:
        r.app.cover_room(Cover("message", text) if text else DARK)
        await r.settle()
        r.clock.sleep(720)
        await r.pass_time(1)
        assert r.open == "GapOverlay"
        await r.press("3")
        assert r.open == "BlankOverlay", "what covered the room still does"
        await r.press("x")
        assert (r.open, r.left) == ("MeetingScreen", 1199)


async def test_a_window_that_follows_asks_nothing() -> None:
    async with room("brainstorm") as r:
        r.desk.follows = True
        r.app.hear_cover(DARK)
        await r.settle()
        assert [
            type(e.fact) for e in r.desk.record.entries if isinstance(e.fact, BreakTaken | BreakOver)
        ] == []
        assert r.open == "BlankOverlay"


# -- the parking lot ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["", "tre", "brainstorm"])
async def test_the_parking_lot_opens_anywhere(at: str) -> None:
    async with room(at) as r:
        await r.press("f3")
        await r.write("Mere lys\n")
        await r.press("f3")
        assert (r.open, parked(r)) == ("MeetingScreen", ["Mere lys"])


async def test_over_another_page_the_parking_lot_gives_back_what_was_being_typed() -> None:
    async with room("tre") as r:
        await r.press("f6")
        await r.write("Kar")
        await r.press("f3")
        await r.write("Mere lys\n")
        await r.press("f3")
        assert (r.open, r.line.value, parked(r)) == ("PeopleOverlay", "Kar", ["Mere lys"])


async def test_pasted_lines_are_parked_one_by_one_and_taken_back_together() -> None:
    async with room("tre") as r:
        await r.press("f3")
        await r.write("hal")
        await r.paste("- Mere lys\n- Nye stole\n\n- Kaffe\n")
        assert parked(r) == ["Mere lys", "Nye stole", "Kaffe"]
        assert r.line.value == "hal"
        await r.press("ctrl+z", "ctrl+z")
        assert parked(r) == []


async def test_without_a_plan_it_says_what_becomes_of_what_is_parked() -> None:
    async with room("tre") as r:
        await r.do(c.NoteIdeas(("Mere lys",), PARKING_LOT))
        await r.press("f3")
        assert told(r, "parking.no_plan")[:30] in r.text
        await r.press("up", "enter")
        assert parked(r) == ["Mere lys"]
        await r.press("delete")
        assert parked(r) == []
        await r.press("ctrl+z")
        assert parked(r) == ["Mere lys"]


# -- signals -----------------------------------------------------------------------------------------------


class Bells:
    """Settings that stay as they are, and a player that plays or not."""

    problems = ()

    def __init__(self, sound: str, works: bool) -> None:
        self.now = Settings(sound=sound)
        self.sound_path = Path("gong.wav")
        self.path = Path("settings.yaml")
        self.works = works
        self.played: list[Path] = []
        self.bells = 0

    def play(self, path: Path) -> bool:
        self.played.append(path)
        return self.works

    def ring(self) -> None:
        self.bells += 1

    def change(self, key: str, value: object, words: object) -> None:
        """Keep nothing."""


@pytest.mark.parametrize(
    ("sound", "works", "played", "bells"),
    [("bell", True, 0, 1), ("file", True, 1, 0), ("file", False, 1, 1), ("none", True, 0, 0)],
)
async def test_a_signal_is_heard_as_settled(sound: str, works: bool, played: int, bells: int) -> None:
    heard = Bells(sound, works)
    async with room("", settled=heard) as r:
        r.app.play, r.app.bell = heard.play, heard.ring  # type: ignore[method-assign]
        await r.press("s")
        assert (len(heard.played), heard.bells) == (played, bells)
        assert r.meeting.query_one(SignalPane).display, "whatever is heard, it is seen"


async def test_a_signal_is_painted_once_and_stands_still() -> None:
    async with room("brainstorm") as r:
        written: list[object] = []
        display = r.app._display

        def count(screen: object, update: object) -> None:
            if update is not None:
                written.append(update)
            display(screen, update)  # type: ignore[arg-type]

        r.app._display = count  # type: ignore[assignment, method-assign]
        quiet = 0
        while quiet < 6:  # until all of the first screen is laid out and painted
            written.clear()
            await r.pilot.pause(0.05)  # the first look at the clock comes with a timer
            await r.settle()
            quiet = 0 if written else quiet + 1
        r.meeting._sound(r.meeting.stage.alarm("zero"))
        for _ in range(4):
            await r.settle()
        assert len(written) == 1, "it comes in one piece, and does not flicker"
        written.clear()
        for _ in range(5):
            await r.pass_time(1)
        assert written == [], "nothing is painted while it is there"
        await r.write("n")
        assert written
        assert r.line.value == "n"
        assert r.rows[0].strip(), "what is below has come back"
