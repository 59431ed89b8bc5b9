"""The plan read aloud: a page for each action, its gaps mended there, and the whole plan adopted."""

import pytest
from pilots import room
from plan_desks import Host, act, agenda, asked, case, drawn, open_stage, press, three_actions, write
from rounds import SIZES

from apv_tui.core import commands as c
from apv_tui.core.parts import parts_of
from apv_tui.core.plans import action_of, in_order
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages.plan import PlanStage
from apv_tui.tui.stages.read_back import ReadBackStage


def at_read_back(*, filled: bool = True, part: int = 0) -> tuple[ReadBackStage, Host, Desk]:
    desk, _ = case()
    if filled:
        three_actions(desk)
    stage, host = open_stage(desk, "op", ReadBackStage)
    for _ in range(part):
        desk.do(c.Next())
    return stage, host, desk


def test_an_action_is_read_in_sentences() -> None:
    stage, _, desk = at_read_back()
    first = in_order(desk.state, "tiltag")[0]
    desk.do(c.SetDetail(first.id, "start", "6. januar"))
    desk.do(c.SetDetail(first.id, "how", "på personalemødet"))
    desk.do(c.SetDetail(first.id, "sign", "ingen bytter vagter"))
    desk.do(c.SetDetail(first.id, "absence", "færre dage"))
    assert asked(stage).startswith("Tiltag 1 af 3")
    text = drawn(stage)
    for said in (
        "1  Vagtplan lægges 4 uger før",
        "Fra emne 1 Vagtplanen fire uger før (15 streger)",
        "Karen har ansvaret.",
        "Det begynder den 6. januar 2027.",
        "Det er gjort senest i uge 9 2027.",
        "Vi følger op den 12. marts 2027.",
        "Sådan følger vi op: på personalemødet",
        "Tegn på, at det er lykkedes: ingen bytter vagter",
        "For sygefraværet betyder det: færre dage",
    ):
        assert said in text


def test_a_wish_is_called_in_the_plan_as_it_is_read_aloud() -> None:
    for under in ("emner", None):
        desk, _ = case()
        data = desk.agenda.model_dump(mode="json", exclude_unset=True)
        plan = next(step for step in data["meetings"][0]["steps"] if step["id"] == "plan")
        # A plan that is gone on with later: the word is the same, whatever that step says.
        steps = data["meetings"][0]["steps"]
        if under is None:
            plan.pop("under")
        steps.insert(steps.index(plan), {**plan, "id": "plan0", "under": None})
        desk.record.state = desk.state._replace(agenda=type(desk.agenda).model_validate(data))  # type: ignore[misc]
        act(desk, "Vagtplan lægges 4 uger før", 0)
        word = "emne" if under else "ønske"
        for step in ("plan", "plan0"):
            stage, _ = open_stage(desk, step, PlanStage)
            assert f"{word} 1" in drawn(stage, (52, 8))
        reading, _ = open_stage(desk, "op", ReadBackStage)
        assert f"Fra {word} 1 Vagtplanen" in drawn(reading)


def test_what_is_missing_is_asked_for_and_what_is_open_is_said() -> None:
    stage, _, desk = at_read_back(part=2)
    desk.do(c.SetDetail(in_order(desk.state, "tiltag")[2].id, "follow_up", "åben"))
    text = drawn(stage)
    assert "► Hvem har ansvaret? Mangler." in text
    assert "Hvornår følger vi op? Det står åbent." in text
    assert "Hvornår begynder det? Ikke aftalt." in text


@pytest.mark.parametrize("size", SIZES)
def test_every_page_fits_and_shows_its_action(size: tuple[int, int]) -> None:
    desk, _ = case()
    long = "meget lange ord om samarbejdet " * 5
    item = act(desk, long, 0, owner="Ledelsen og alle de andre", how=long, sign=long, absence=long)
    desk.do(c.SetDetail(item.id, "start", "1. juni"))
    desk.do(c.SetDetail(item.id, "deadline", "1. maj"))
    stage, _ = open_stage(desk, "op", ReadBackStage)
    for _ in range(8):
        text = drawn(stage, size)
        assert "meget lange" in text.split("\n")[0]
        assert "►" in text
        assert "Fristen ligger før starten." in text
        stage.key("down", None)
    desk.do(c.Next())
    assert "►" in drawn(stage, size)


def test_enter_mends_what_is_missing_and_goes_to_the_next_gap() -> None:
    stage, host, desk = at_read_back(part=2)
    third = in_order(desk.state, "tiltag")[2]
    desk.do(c.SetDetail(third.id, "follow_up", ""))
    press(stage, "enter")
    assert stage.prompt() == "Ansvarlig"
    assert "Hvem har ansvaret?" in asked(stage)
    write(stage, host, "Bo")
    assert "Bo har ansvaret." in drawn(stage)
    assert "► Hvornår følger vi op?" in drawn(stage)
    press(stage, "enter")
    write(stage, host, "om 2 måneder")
    assert action_of(desk.state, third.id).details.keys() >= {"owner", "deadline", "follow_up"}


def test_any_line_can_be_corrected_and_a_wrong_day_is_refused() -> None:
    stage, host, desk = at_read_back()
    press(stage, "home", "enter")
    assert host.entry == "Vagtplan lægges 4 uger før"
    write(stage, host, "Vagtplanen i tide")
    assert in_order(desk.state, "tiltag")[0].text == "Vagtplanen i tide"
    press(stage, "home", "down", "down", "down", "enter")
    assert not stage.submit("engang")
    assert host.told[-1].id == "date.unknown"


def test_the_pages_are_counted_and_next_says_what_comes() -> None:
    stage, _, desk = at_read_back()
    assert stage.next_label() == "act.next.action"
    desk.do(c.Next())
    desk.do(c.Next())
    assert stage.next_label() == "act.next.whole_plan"
    desk.do(c.Next())
    assert desk.state.state_of("op").part == 3
    assert "Hele planen" in asked(stage)


def test_the_last_page_has_the_plan_in_short_with_its_gaps() -> None:
    stage, _, _ = at_read_back(part=3)
    text = drawn(stage)
    assert "Karen · frist uge 9 2027 · følges op 12. marts 2027" in text
    assert "opfølgning mangler" in text
    assert "2 tiltag mangler noget: ansvarlig (3), opfølgning (2)" in text
    assert "► 2" in text  # the first with a gap


def test_a_gap_is_mended_on_the_last_page_and_a_whole_action_is_read_again() -> None:
    stage, host, desk = at_read_back(part=3)
    press(stage, "enter")
    assert stage.prompt() == "Følges op"
    write(stage, host, "1. juni")
    assert "► 3" in drawn(stage)
    press(stage, "home", "enter")
    assert desk.state.state_of("op").part == 0


def test_the_plan_is_a_proposal_until_it_is_adopted() -> None:
    stage, host, desk = at_read_back(part=3)
    assert "forslag, ikke vedtaget" in asked(stage)
    assert stage.hints()[0].key == "a"
    press(stage, "a")
    assert not desk.state.adopted
    assert host.told[-1].id == "read_back.adopt_with_gaps", "it is adopted with its gaps only on purpose"
    press(stage, "a")
    assert desk.state.adopted.keys() == {"tiltag"}
    assert "vedtaget 23. november 2026" in asked(stage)
    assert all(hint.key != "a" for hint in stage.hints())
    press(stage, "a")
    assert host.told[-1].id == "read_back.adopted_already"
    host.undo()
    assert "ikke vedtaget" in asked(stage)


def test_it_is_adopted_on_the_last_page_alone() -> None:
    stage, host, desk = at_read_back()
    press(stage, "a")
    assert host.told[-1].id == "read_back.adopt_at_end"
    assert not desk.state.adopted


def test_going_on_without_adopting_is_said_once() -> None:
    stage, host, _ = at_read_back(part=3)
    assert stage.before_next()
    assert host.told[-1].id == "read_back.not_adopted"
    assert not stage.before_next()


def test_an_empty_plan_is_passed_by() -> None:
    stage, _, desk = at_read_back(filled=False)
    assert "ingen tiltag" in drawn(stage)
    assert stage.hints() == ()
    assert not stage.before_next()
    assert not stage.choose()
    assert parts_of(desk.state, stage.step) == 1


def test_an_action_taken_off_meanwhile_leaves_no_page_behind() -> None:
    stage, _, desk = at_read_back(part=3)
    desk.do(c.WithdrawIdea(in_order(desk.state, "tiltag")[2].id))
    stage.changed()
    assert "Hele planen" in asked(stage)
    assert "Fælles frokost" not in drawn(stage)


@pytest.mark.parametrize("size", [(80, 24), (54, 16)])
async def test_reading_mending_and_adopting_with_the_keys_a_hand_presses(size: tuple[int, int]) -> None:
    async with room("plan", agenda=agenda(), size=size) as r:
        await r.do(c.AddAction("tiltag", "Fælles frokost"), c.Next())
        assert "Hvem har ansvaret? Mangler." in r.text
        await r.press("enter")
        await r.write("Karen")
        await r.press("pagedown")
        assert "Hele planen" in r.text
        await r.press("pageup")
        assert "Karen" in r.text
        await r.press("pagedown", "a", "a")
        assert r.desk.state.adopted
        await r.press("pagedown")
        assert r.desk.state.step_id == "fulgt"


@pytest.mark.parametrize("size", [(80, 24), (54, 16)])
async def test_a_day_that_cannot_be_read_holds_nobody(size: tuple[int, int]) -> None:
    async with room("plan", agenda=agenda(), size=size) as r:
        await r.do(c.AddAction("tiltag", "Fælles frokost"), c.Next())
        await r.press("enter")
        await r.write("Karen\n\n")
        await r.write("når det passer")
        await r.press("pagedown")
        assert r.line.value == "når det passer"
        assert "Esc sletter det; PgDn igen går videre uden." in " ".join(r.text.split())
        assert r.open == "MeetingScreen", "in no case a page of its own"
        await r.write("!")
        await r.press("pagedown")
        assert r.line.value == "når det passer!", "something else was typed since"
        await r.press("pagedown")
        assert "«når det passer!» blev ikke gemt." in r.text
        assert "Hele planen" in r.text
        assert r.app.focused is None


async def test_escape_drops_a_day_that_cannot_be_read() -> None:
    async with room("plan", agenda=agenda()) as r:
        await r.do(c.AddAction("tiltag", "Fælles frokost"), c.Next())
        await r.press("enter")
        await r.write("Karen\n\n")
        await r.write("når det passer")
        await r.press("pagedown", "escape")
        assert r.app.focused is None
        await r.press("pagedown")
        assert "Hele planen" in r.text


async def test_the_same_words_at_another_line_are_refused_anew() -> None:
    async with room("plan", agenda=agenda()) as r:
        await r.do(c.AddAction("tiltag", "Fælles frokost"), c.AddAction("tiltag", "Makker"), c.Next())
        for _ in range(2):
            await r.press("enter")
            await r.write("Karen\n\n")
            await r.write("når det passer")
            await r.press("pagedown")
            assert r.line.value == "når det passer"
            await r.press("escape", "pagedown")


async def test_the_details_of_the_plan_hold_nobody_either() -> None:
    async with room("plan", agenda=agenda()) as r:
        await r.do(c.AddAction("tiltag", "Fælles frokost"))
        await r.press("enter", "down", "down")
        await r.write("når det passer")
        await r.press("pagedown")
        assert "PgDn igen går videre uden" in " ".join(r.text.split())
        await r.press("pagedown")
        assert "blev ikke gemt" in r.text
        assert r.desk.state.step_id == "plan"
        assert r.app.focused is None
