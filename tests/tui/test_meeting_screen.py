"""The screen a meeting is led on: the keys of the one table, signals, and what the frame says."""

import pytest
from pilots import NARROW, WIDE, MemoryKeeper, painted, room
from rounds import make_agenda

from apv_tui.core import commands as c
from apv_tui.core.messages import message
from apv_tui.tui.actions import ACTIONS, IN_PALETTE_ONLY
from apv_tui.tui.back import named
from apv_tui.tui.screens.base import TOLD_SECONDS

# -- next and back -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("forth", "back"), [("pagedown", "pageup"), ("f8", "f7")])
async def test_next_and_back(forth: str, back: str) -> None:
    async with room() as r:
        await r.press(forth)
        assert r.desk.state.step_id == "tre"
        assert "Find sammen tre og tre" in r.rows[0]
        await r.press(back)
        assert r.desk.state.step_id == ""
        await r.press(back)
        assert r.desk.words("refused.in_lobby") in r.told


@pytest.mark.parametrize(("forth", "back"), [("pagedown", "pageup"), ("f8", "f7")])
async def test_next_and_back_work_in_the_middle_of_a_word(forth: str, back: str) -> None:
    async with room("brainstorm") as r:
        await r.write("frokost sam")
        await r.press(forth)
        assert r.desk.state.step_id == "rundgang"
        await r.press(back)
        assert r.desk.state.step_id == "brainstorm"
        assert r.app.screen.focused is r.line


async def test_the_last_step_says_that_it_is_the_last() -> None:
    async with room("kaffe") as r:
        await r.press("pagedown")
        assert r.desk.state.step_id == "kaffe"
        assert r.desk.words("refused.last_step") in r.told


async def test_without_people_next_asks_for_them() -> None:
    async with room(count=0) as r:
        await r.press("pagedown")
        assert (r.open, r.desk.state.step_id) == ("PeopleOverlay", "")
        await r.press("f6")
        assert r.desk.words("refused.nobody_here")[:40] in r.told


# -- the clock ---------------------------------------------------------------------------------------------


async def test_the_clock_is_paused_and_started() -> None:
    async with room("tre") as r:
        for key in ("space", "f4"):
            await r.press(key)
            await r.pass_time(10)
            assert r.left == 180
            assert r.desk.words("clock.paused") in r.text
            await r.press(key)
        await r.pass_time(5)
        assert r.left == 175
        assert "Mellemrum ur på pause" in r.rows[-1]


async def test_a_space_is_a_letter_while_a_text_is_typed() -> None:
    async with room("brainstorm") as r:
        await r.write("nyt køkken")
        await r.pass_time(10)
        assert (r.line.value, r.left) == ("nyt køkken", 1190)
        await r.press("f4")
        await r.pass_time(10)
        assert (r.line.value, r.left) == ("nyt køkken", 1190)
        assert "F4 start ur" in r.rows[-1]


async def test_plus_and_minus_give_and_take_a_minute() -> None:
    async with room("tre") as r:
        await r.press("plus")
        assert r.left == 240
        assert r.told == "+1 minut"
        await r.press("minus", "minus")
        assert r.left == 120
        assert r.told == "−1 minut"
    async with room("brainstorm") as r:
        await r.write("1+1-1")
        assert (r.line.value, r.left) == ("1+1-1", 1200)


async def test_the_clock_cannot_go_below_zero_by_hand() -> None:
    async with room("tre") as r:
        await r.press("minus", "minus", "minus")
        assert r.left == 0
        await r.press("minus")
        assert r.desk.words("refused.no_time_left") in r.told


async def test_enter_starts_what_waits() -> None:
    async with room("interview") as r:
        assert r.desk.words("clock.waiting") in r.text
        await r.press("enter")
        await r.pass_time(7)
        assert r.left == 893
        await r.press("enter")
        await r.pass_time(7)
        assert r.left == 886, "Enter never stops a clock that runs"
    async with room() as r:
        await r.press("enter")
        assert r.desk.state.step_id == "", "one Enter too many after a typed name must not begin the meeting"
        assert r.told == r.desk.words("lobby.how_to_begin")


async def test_overtime_counts_up() -> None:
    async with room("tre") as r:
        await r.pass_time(185)
        await r.pass_time(15)
        assert r.left == -20
        assert r.desk.words("clock.over") in r.text


# -- notes, undo and redo ----------------------------------------------------------------------------------


async def test_enter_notes_and_an_empty_line_does_nothing() -> None:
    async with room("brainstorm") as r:
        await r.write("frokost sammen")
        await r.press("enter")
        await r.press("enter")
        assert [item.text for item in r.desk.state.standing("oensker")] == ["frokost sammen"]
        assert r.line.value == ""
        assert "frokost sammen" in r.text


async def test_lines_stay_apart_that_come_faster_than_the_screen_is_drawn() -> None:
    """So comes a paste from a terminal that does not mark it."""
    async with room("brainstorm") as r:
        await r.write("frokost sammen\nro\n\nen pause\ttid")
        items = r.desk.state.standing("oensker")
        noted = [("frokost sammen", 0), ("ro", 0), ("en pause", 0)]
        assert [(item.text, item.group) for item in items] == noted, "Tab takes what is typed before it"
        assert r.line.value == "tid"
        await r.write("\n")
        assert r.desk.state.standing("oensker")[-1].group == 1, "Tab was pressed before Enter"


async def test_names_stay_apart_that_come_faster_than_the_screen_is_drawn() -> None:
    async with room() as r:
        await r.press("f6")
        await r.write("Yrsa, Køkken\nØjvind\nYrsa\n")
        people = list(r.desk.state.people.values())
        assert [(who.name, who.department) for who in people[-2:]] == [("Yrsa", "Køkken"), ("Øjvind", "")]
        assert people[-2] not in r.desk.state.present, "the third line names somebody known: she has gone"


async def test_backspace_takes_the_letter_before_it_however_fast() -> None:
    async with room("brainstorm") as r:
        await r.write("rp\bo i hverdagen")
        assert r.line.value == "ro i hverdagen"


async def test_next_comes_after_the_letters_before_it_however_fast() -> None:
    async with room("brainstorm") as r:
        await r.write("ro\f")
        assert [item.text for item in r.desk.state.standing("oensker")] == ["ro"]


async def test_ctrl_z_takes_back_what_is_typed_before_the_meeting() -> None:
    async with room("brainstorm") as r:
        await r.write("et ønske")
        await r.press("enter")
        await r.write("frokost sam")
        await r.press("ctrl+z")
        assert r.line.value == "frokost"
        await r.press("ctrl+z")
        assert (r.line.value, len(r.desk.state.standing("oensker"))) == ("", 1)
        await r.press("ctrl+z")
        assert len(r.desk.state.standing("oensker")) == 0
        assert "et ønske" not in r.told, "the room does not read again what was taken back"
        await r.press("ctrl+y")
        assert len(r.desk.state.standing("oensker")) == 1
        assert "et ønske" not in r.told, "the room does not read again what was taken back"


async def test_u_takes_back_next_where_nothing_is_typed() -> None:
    async with room("tre") as r:
        await r.press("pagedown")
        assert r.desk.state.step_id == "interview"
        await r.press("u")
        assert r.desk.state.step_id == "tre"
        assert "Interview hinanden" in r.told
        await r.press("ctrl+y")
        assert r.desk.state.step_id == "interview"
        await r.press("ctrl+y")
        assert r.told == r.desk.words("refused.nothing_to_redo")
        await r.press("ctrl+z")
        assert r.desk.state.step_id == "tre"
    async with room("brainstorm") as r:
        await r.write("uuu")
        assert (r.line.value, r.desk.state.step_id) == ("uuu", "brainstorm")


async def test_undo_tells_when_nothing_is_left() -> None:
    async with room(count=0) as r:
        await r.press("ctrl+z")
        assert r.told == r.desk.words("refused.nothing_to_undo")


# -- what a key opens, it closes ---------------------------------------------------------------------------

OPENED = [
    ("f1", "HelpOverlay"),
    ("f2", "NotesOverlay"),
    ("f3", "ParkingOverlay"),
    ("f6", "PeopleOverlay"),
    ("f9", "BlankOverlay"),
    ("ctrl+q", "QuitOverlay"),
]
OPENED_BY_LETTERS = [
    ("question_mark", "HelpOverlay"),
    ("b", "BlankOverlay"),
    ("full_stop", "BlankOverlay"),
    ("g", "StepsOverlay"),
]


async def test_every_key_that_opens_something_closes_it_too() -> None:
    async with room("tre") as r:
        for key, name in OPENED + OPENED_BY_LETTERS:
            await r.press(key)
            assert r.open == name
            await r.press(key)
            assert r.open == "MeetingScreen", key
            assert r.desk.state.step_id == "tre"


async def test_what_opens_while_typing_leaves_the_text_alone() -> None:
    async with room("brainstorm") as r:
        await r.write("b.?gt")
        for key, name in OPENED:
            await r.press(key)
            assert r.open == name
            await r.press(key)
            assert (r.open, r.line.value) == ("MeetingScreen", "b.?gt")
            assert r.app.screen.focused is r.line


async def test_from_one_overlay_straight_to_another() -> None:
    async with room("brainstorm") as r:
        await r.press("f3", "f6")
        assert [type(screen).__name__ for screen in r.app.screen_stack] == [
            "MeetingScreen",
            "PeopleOverlay",
        ]


async def test_the_palette_opens_and_closes() -> None:
    async with room("brainstorm") as r:
        await r.write("halv")
        await r.press("ctrl+p")
        assert r.open == "FindAction"
        await r.press("escape")
        assert (r.open, r.line.value) == ("MeetingScreen", "halv")


async def test_the_palette_is_closed_by_its_own_key() -> None:
    async with room("tre") as r:
        await r.press("ctrl+p", "ctrl+p")
        assert r.open == "MeetingScreen"


async def test_the_palette_has_every_action_and_step_and_each_can_be_carried_out() -> None:
    async with room("tre") as r:
        offered = {each.title: each.callback for each in r.app.get_system_commands(r.app.screen)}
        ids = [*(action.id for action in ACTIONS if action.id != "palette"), *IN_PALETTE_ONLY]
        meeting = r.desk.state.meeting
        assert meeting is not None
        steps = [r.desk.words("palette.go_to", step=step.title) for step in meeting.steps]
        titles = [named(r.desk, id_) or r.desk.words(f"act.{id_}") for id_ in ids]
        assert list(offered) == [*titles, *steps]
        assert "Fortryd: skift til «Find sammen tre og tre»" in titles  # named before it is done
        for call in offered.values():
            call()
            await r.settle()
        assert r.app.fault is None
        assert r.app.is_running


@pytest.mark.parametrize("overlay", ["help", "people", "gap", "blank"])
async def test_nothing_in_the_palette_breaks_on_an_overlay(overlay: str) -> None:
    async with room("tre") as r:
        ids = [*(action.id for action in ACTIONS if action.id != "palette"), *IN_PALETTE_ONLY]
        opened = ""
        for id_ in ids:
            if r.open != opened:  # the one before has closed it, or opened another
                while r.open != "MeetingScreen":
                    r.app.pop_screen()
                r.meeting.open(overlay, "60" if overlay == "gap" else "")
                await r.settle()
                opened = r.open
            r.app.action_perform(id_)
            await r.settle()
            assert r.app.fault is None, id_


async def test_light_and_dark() -> None:
    async with room("tre") as r:
        ground = painted(r.app.screen)[5]._segments[0].style
        await r.press("t")
        assert r.app.theme == "apv-light"
        assert painted(r.app.screen)[5]._segments[0].style != ground
        await r.press("t")
        assert r.app.theme == "apv-dark"
    async with room("brainstorm") as r:
        await r.write("t")
        assert (r.line.value, r.app.theme) == ("t", "apv-dark")


@pytest.mark.parametrize("step", ["", "tre", "interview", "brainstorm", "rundgang", "kaffe"])
async def test_f5_escape_and_ctrl_c_do_nothing(step: str) -> None:
    async with room(step) as r:
        before, entries = r.text, len(r.desk.record.entries)
        await r.press("f5", "escape", "ctrl+c", "escape")
        assert (r.open, len(r.desk.record.entries)) == ("MeetingScreen", entries)
        assert r.text == before
        assert r.app.is_running


async def test_escape_keeps_what_is_typed() -> None:
    async with room("brainstorm") as r:
        await r.write("halvt ord")
        await r.press("escape", "f5")
        assert r.line.value == "halvt ord"


async def test_leaving_asks_and_enter_leaves() -> None:
    async with room("tre") as r:
        await r.press("ctrl+q")
        assert r.app.is_running
        assert "prøve.json" in r.text
        await r.press("enter")
        assert r.app.return_code == 0


# -- signals -----------------------------------------------------------------------------------------------


async def test_a_signal_covers_the_screen_for_its_time() -> None:
    async with room("brainstorm") as r:
        await r.pass_time(590)
        before = r.text
        await r.pass_time(11)
        assert "H A L V V E J S" in r.text
        assert [row for row in r.rows if row.strip()] == [
            row for row in r.rows if "H A L V V E J S" in row or r.desk.words("signal.half.text") in row
        ]
        await r.pass_time(3.9)
        assert "H A L V V E J S" in r.text
        await r.pass_time(0.2)
        assert "H A L V V E J S" not in r.text
        assert r.rows[-1] == before.split("\n")[-1]


async def test_a_signal_is_seen_over_an_overlay_too() -> None:
    async with room("brainstorm") as r:
        await r.pass_time(1199)
        await r.press("f6")
        await r.pass_time(2)
        assert r.desk.words("signal.zero.text")[:20] in r.text


async def test_each_signal_comes_once_and_the_last_one_stays_longest() -> None:
    async with room("brainstorm") as r:
        seen = []
        for _ in range(1230):
            r.clock.advance(1)
            alarm = r.meeting._alarm
            r.meeting.tick()
            if r.meeting._alarm is not None and r.meeting._alarm is not alarm:
                seen.append((round(r.left), r.meeting._alarm.seconds))
        assert seen == [(600, 4.0), (120, 4.0), (60, 4.0), (0, 10.0)]


async def test_a_key_sends_a_signal_away_and_next_does_not_move_the_meeting() -> None:
    async with room("seks") as r:
        for key in ("pagedown", "f8", "pageup", "f7", "space", "f4", "enter"):
            await r.do(c.GoTo("tre"), c.GoTo("seks"))
            r.meeting.open("sound")
            await r.settle()
            assert "P R Ø V E" in r.text
            clock = r.desk.state.state_of("seks").clock
            await r.press(key)
            assert "P R Ø V E" not in r.text
            assert (r.desk.state.step_id, r.desk.state.state_of("seks").clock) == ("seks", clock), key
        await r.press("pagedown")
        assert r.desk.state.step_id == "brainstorm"


async def test_typed_letters_are_not_lost_under_a_signal() -> None:
    async with room("brainstorm") as r:
        await r.write("fro")
        r.meeting.open("sound")
        await r.settle()
        await r.write("kost")
        assert r.line.value == "frokost"
        assert "P R Ø V E" not in r.text
        r.meeting.open("sound")
        await r.press("enter")
        assert [item.text for item in r.desk.state.standing("oensker")] == ["frokost"]


async def test_what_nobody_sees_under_a_signal_is_not_done() -> None:
    async with room("brainstorm") as r:
        await r.write("frokost")
        await r.press("enter")
        for key in ("delete", "tab", "up"):
            r.meeting.open("sound")
            await r.press(key)
            assert "P R Ø V E" not in r.text, key
        assert len(r.desk.state.standing("oensker")) == 1
        assert r.desk.view_group == 0
    async with room("tre") as r:
        seed = r.desk.state.state_of("tre").seed
        for key in ("r", "m", "x", "down"):
            r.meeting.open("sound")
            await r.press(key)
            assert "P R Ø V E" not in r.text, key
            assert r.open == "MeetingScreen"
        assert r.desk.state.state_of("tre").seed == seed


async def test_sound_can_be_left_out_and_the_signal_is_still_seen() -> None:
    async with room("tre") as r:
        heard: list[int] = []
        r.app.bell = lambda: heard.append(1)  # type: ignore[method-assign]
        r.meeting.open("sound")
        assert heard == [1]
        r.app.sound_on = False
        r.meeting.open("sound")
        await r.settle()
        assert heard == [1]
        assert "P R Ø V E" in r.text


# -- what the frame says -----------------------------------------------------------------------------------


async def test_a_message_stands_for_a_while() -> None:
    async with room("tre") as r:
        await r.press("plus")
        await r.pass_time(TOLD_SECONDS - 1)
        assert r.told == "+1 minut"
        await r.pass_time(1)
        assert r.told == ""
        await r.press("plus", "pagedown")
        assert r.told == "", "it belonged to the step before"


async def test_a_message_of_two_lines_stands_above_the_keys_and_hides_none() -> None:
    async with room("tre", size=NARROW) as r:
        r.app.hear_notice(message("start.cannot_open", reason="ord " * 20))
        await r.settle()
        assert r.open == "MeetingScreen"
        assert r.text.count("ord") >= 20
        assert "PgDn" in r.rows[-1]


async def test_a_long_message_gets_a_page_of_its_own() -> None:
    async with room("tre") as r:
        text = message("start.cannot_open", reason="ord " * 80)
        r.app.hear_notice(text)
        await r.settle()
        assert r.open == "NoticeOverlay"
        assert r.text.count("ord") >= 80
        await r.press("enter")
        assert r.open == "MeetingScreen"


async def test_a_note_is_marked_when_it_is_on_the_disk() -> None:
    keeper = MemoryKeeper()
    async with room("brainstorm", keeper=keeper) as r:
        await r.write("frokost")
        await r.press("enter")
        assert "  1 · frokost" in r.text
        await r.write("mad")
        await r.press("enter")
        r.app.hear_saved(keeper.taken[0].id)
        await r.settle()
        assert "  1 √ frokost" in r.text
        assert "  2 · mad" in r.text
        r.app.hear_saved(keeper.taken[-1].id)
        await r.settle()
        assert "·" not in "".join(row for row in r.rows if "mad" in row)
        await r.press("pagedown")
        assert keeper.checkpoints == 1


async def test_trouble_with_saving_stands_where_it_cannot_be_overlooked() -> None:
    async with room("tre") as r:
        rule = r.rows[1]
        r.app.hear_trouble(message("save.nothing", reason=message("save.reason.disk_full")))
        await r.settle()
        assert "disken er fuld" in r.rows[1]
        await r.press("pagedown")
        assert "disken er fuld" in r.rows[1]
        r.app.hear_trouble(None)
        await r.settle()
        assert r.rows[1] == rule


@pytest.mark.parametrize("size", [WIDE, NARROW, (120, 36), (200, 60)])
async def test_the_window_says_that_the_room_sees_it(size: tuple[int, int]) -> None:
    for step in ("", "tre", "brainstorm"):
        async with room(step, size=size) as r:
            assert r.rows[1].endswith(" storskærm ──")
            assert r.rows[1].startswith("─")
            assert "×" not in r.rows[1]


async def test_a_clock_that_runs_fast_says_so() -> None:
    async with room("tre") as r:
        r.desk.speed = 60.0
        r.meeting.redraw()
        await r.settle()
        assert r.rows[1].endswith(" ×60 · storskærm ──")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_footer_has_at_most_seven_keys_with_next_and_help(size: tuple[int, int]) -> None:
    for step in ("", "tre", "interview", "brainstorm", "rundgang", "fortael", "kaffe"):
        async with room(step, size=size) as r:
            foot = r.rows[-1]
            assert ("PgDn" in foot) == (step != "kaffe"), "after the last step nothing comes"
            assert "F1" in foot
            assert len(foot.split("   ")) <= 7
            assert len(foot) <= size[0]


async def test_a_private_step_is_covered_until_the_leader_shows_it() -> None:
    async with room("seks", agenda=make_agenda(brainstorm={"private": True})) as r:
        await r.press("pagedown")
        assert r.desk.state.step_id == "brainstorm"
        await r.do(c.NoteIdeas(("sygefravær",), "oensker", 0))
        assert "sygefravær" not in r.text
        assert r.desk.words("private.cover")[:30] in r.text
        await r.press("delete", "tab", "x", "up", "space", "space")
        assert len(r.desk.state.standing("oensker")) == 1, "nobody saw what was deleted"
        assert r.desk.view_group == 0
        await r.press("enter")
        assert "sygefravær" in r.text
        await r.write("mere")
        assert r.line.value == "mere"
        await r.press("pagedown", "pageup")
        assert "sygefravær" not in r.text, "who comes back to it is asked again"


async def test_a_private_step_is_passed_with_next() -> None:
    async with room("seks", agenda=make_agenda(brainstorm={"private": True})) as r:
        await r.press("pagedown", "pagedown")
        assert r.desk.state.step_id == "rundgang"


# -- sleep, and windows of any size ------------------------------------------------------------------------


async def test_a_computer_that_slept_asks_once() -> None:
    async with room("brainstorm") as r:
        await r.pass_time(60)
        r.clock.sleep(720)
        await r.pass_time(1)
        assert r.open == "GapOverlay"
        await r.press("1")
        assert r.open == "MeetingScreen"
        await r.pass_time(1)
        assert r.open == "MeetingScreen"
        assert r.left == 1200 - 62


async def test_any_size_is_survived_and_the_layout_comes_back() -> None:
    async with room("brainstorm") as r:
        await r.write("frokost")
        before = r.text
        for size in ((1, 1), (0, 0), (3, 2), (200, 60), (20, 5), (54, 16), (10, 40), (300, 4), WIDE):
            await r.pilot.resize_terminal(*size)
            r.meeting.tick()
        await r.settle()
        assert r.text == before
        assert r.line.value == "frokost"
