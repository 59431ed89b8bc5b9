"""A method that does not ship, written from the docs: the example of docs/writing-agendas.md does what it says."""

import re
from pathlib import Path

import pytest

from apv_tui.cli import main
from apv_tui.core import commands as c
from apv_tui.core.agenda import KINDS
from apv_tui.core.facts import PersonFacts
from apv_tui.core.plans import missing
from apv_tui.files.agenda_file import read_agenda
from apv_tui.files.places import default_places
from apv_tui.tui.desk import Desk
from apv_tui.wiring import Office, Options

PAGE = Path(__file__).parents[1] / "docs" / "writing-agendas.md"


def example() -> str:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (whole,) = (block for block in blocks if block.startswith("format:"))
    return whole


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("APV_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "one-two-four-all.yaml"
    path.write_text(example(), encoding="utf-8")
    return path


def test_the_table_of_the_page_names_every_kind_once() -> None:
    table = PAGE.read_text(encoding="utf-8").split("| You want | Take |")[1].split("\n\n")[0]
    assert sorted(re.findall(r"\[`(\w+)`\]\(agenda-format\.md#\w+\)", table)) == sorted(KINDS)


def test_the_example_is_checked_and_can_be_led(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read_agenda(example(), "").warnings == ()
    assert main(["check", str(written)]) == 0
    assert "can be led (meetings: 1, steps: 9)" in capsys.readouterr().out


def test_it_rehearses_itself_and_nothing_goes_wrong(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rehearse", str(written), "--headless", "--people", "4,7,13"]) == 0
    assert "Nothing would have gone wrong." in capsys.readouterr().out


def what_happens(desk: Desk, step: str) -> None:
    """Do at a step what the room does there."""
    state = desk.record.state
    if step == "all":
        for group in range(3):
            desk.do(c.NoteIdeas((f"Idea of group {group}", "Tea"), "ideas", group=group))
    elif step == "repeats":
        first, *others = (item.id for item in state.standing("ideas") if item.text == "Tea")
        desk.do(c.MergeIdeas(tuple(others), first))
    elif step == "choice":
        desk.do(c.OpenVote(13))
        for item, strokes in zip(state.standing("ideas"), (12, 9, 4, 1), strict=True):
            desk.do(c.CountStrokes(item.id, strokes))
        desk.do(c.CloseVote())
        desk.do(c.ChooseTopics())
    elif step == "plan":
        for wish in state.standing("chosen"):
            desk.do(c.AddAction("actions", f"Do: {wish.text}", wish.id))
        for action in desk.record.state.standing("actions"):
            desk.do(c.SetDetail(action.id, "owner", "Participant 1"))
            desk.do(c.SetDetail(action.id, "deadline", "in 3 weeks"))


def test_it_is_led_whole_and_each_step_has_what_it_needs(written: Path, tmp_path: Path) -> None:
    agenda = read_agenda(example(), "").agenda
    office = Office(default_places({"APV_TUI_HOME": str(tmp_path / "home")}), Options(seed=3), language="en")
    desk = office.new_session(agenda, path=tmp_path / "case.json", meeting="meeting")
    desk.do(c.AddPeople(tuple(PersonFacts(id="") for _ in range(13))))
    sizes: dict[str, list[int]] = {}
    for wanted in agenda.meetings[0].steps:
        desk.do(c.Next(whole=True))
        state = desk.record.state
        assert state.step == wanted
        sizes[wanted.id] = [len(group.everyone) for group in state.groups_of(wanted)]
        what_happens(desk, wanted.id)
    office.close()
    state = desk.record.state
    assert sizes["two"] == [2, 2, 2, 2, 2, 3]
    assert sizes["four"] == sizes["all"] == [4, 4, 5]
    assert 1 <= len(state.standing("chosen")) <= 3
    actions = state.standing("actions")
    assert len(actions) == len(state.standing("chosen"))
    assert not any(missing(state, action.id) for action in actions)
