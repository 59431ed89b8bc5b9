"""Striking out repeats from the keyboard."""

import pytest
from desks import FakeHost, grid, make_desk

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.state import Item
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages.merge import MergeStage

WISHES = (
    "Vagtplan fire uger før",
    "Frokost sammen",
    "Makker til nye kolleger",
    "Mindre støj på kontoret",
    "Makker til alle nye kolleger",
    "Ros i hverdagen",
)


def agenda() -> Agenda:
    return Agenda.model_validate(
        {
            "title": "Prøve",
            "language": "da",
            "lists": {"oensker": {"title": "Ønsker", "one": "ønske", "many": "ønsker"}},
            "steps": [
                {
                    "id": "ord",
                    "kind": "collect",
                    "title": "Ønsker",
                    "minutes": 10,
                    "into": "oensker",
                    "group_size": 6,
                    "at_least_groups": 2,
                },
                {
                    "id": "gengangere",
                    "kind": "merge",
                    "title": "Gengangere",
                    "minutes": 6,
                    "list": "oensker",
                    "instruction": "Streg gengangere over.",
                },
            ],
        }
    )


class Host(FakeHost):
    """A screen that tells its stage of changes, as the real one does."""

    stage: MergeStage

    def do(self, command: c.Command) -> bool:
        done = super().do(command)
        if done:
            self.stage.changed()
        return done


def at_merge(wishes: tuple[str, ...] = WISHES) -> tuple[MergeStage, Host, Desk]:
    desk, _ = make_desk(agenda(), 12)
    desk.do(c.Next())
    desk.do(c.DrawGroups(1))
    if wishes:
        desk.do(c.NoteIdeas(wishes, "oensker", group=1))
    desk.do(c.GoTo("gengangere"))
    step = desk.state.step
    assert step is not None
    host = Host(desk)
    stage = host.stage = MergeStage(desk, host, step)
    return stage, host, desk


def press(stage: MergeStage, *keys: str) -> None:
    for key in keys:
        taken = stage.choose() if key == "enter" else stage.key(key, key if len(key) == 1 else None)
        assert taken, key


def drawn(stage: MergeStage, width: int = 78, height: int = 13) -> str:
    return grid(stage.body(width, height), width, height)


def asked(stage: MergeStage) -> str:
    return grid(stage.task(40), 40, 20).replace("\n", " ")


def numbered(desk: Desk, number: int) -> Item:
    return next(item for item in desk.state.items.values() if item.number == number)


def test_the_list_is_whole_with_a_hint_of_the_likely_repeat() -> None:
    stage, _, _ = at_merge()
    text = drawn(stage)
    assert text.split("\n")[0].startswith(" 6 ønsker")
    assert "►  1  Vagtplan fire uger før" in text
    assert "ligner 3" in next(row for row in text.split("\n") if "alle nye" in row)


def test_enter_enter_merges_the_hinted_pair_and_the_cursor_goes_on() -> None:
    stage, host, desk = at_merge()
    press(stage, "n", "enter")
    assert "5 er en genganger af 3" in asked(stage)
    assert "►  3" in drawn(stage)
    press(stage, "enter")
    assert numbered(desk, 5).merged_into == numbered(desk, 3).id
    text = drawn(stage)
    assert "     =   5  Makker til alle nye kolleger (gruppe 2)" in text
    assert "►  6" in text
    assert "5 ønsker · 1 genganger" in text
    assert host.told[-1].id == "merge.done"


def test_undo_takes_the_merge_back() -> None:
    stage, _, desk = at_merge()
    press(stage, "n", "enter", "enter")
    desk.undo()
    stage.changed()
    assert not numbered(desk, 5).merged_into
    assert "6 ønsker" in drawn(stage)


def test_numbers_choose_both_ends() -> None:
    stage, _, desk = at_merge()
    press(stage, "6", "enter")
    assert "6 er en genganger af …" in asked(stage)
    press(stage, "2")
    assert "6 er en genganger af 2" in asked(stage)
    press(stage, "enter")
    assert numbered(desk, 6).merged_into == numbered(desk, 2).id


def test_a_number_that_is_not_there_is_said() -> None:
    stage, host, desk = at_merge()
    press(stage, "enter", "9", "9", "enter")
    assert host.told[-1].id == "merge.no_number"
    assert stage.picked == numbered(desk, 1).id


@pytest.mark.parametrize("key", ["escape", "backspace", "enter"])
def test_it_is_put_down_by_escape_backspace_or_picking_the_same(key: str) -> None:
    stage, _, desk = at_merge()
    press(stage, "enter", key)
    assert not stage.picked
    assert asked(stage) == "Streg gengangere over."
    assert all(not item.merged_into for item in desk.state.items.values())


def test_backspace_edits_the_number_before_it_puts_down() -> None:
    stage, _, desk = at_merge()
    press(stage, "enter", "1", "4", "backspace")
    assert stage.typed == "1"
    assert stage.picked == numbered(desk, 1).id


def test_pointing_at_a_struck_out_one_means_the_one_it_stands_under() -> None:
    stage, _, desk = at_merge()
    press(stage, "n", "enter", "enter", "6", "enter", "5", "enter")
    assert numbered(desk, 6).merged_into == numbered(desk, 3).id


def test_a_struck_out_one_stands_alone_again() -> None:
    stage, _, desk = at_merge()
    press(stage, "n", "enter", "enter", "5")
    assert stage.hints()[0].key == "s"
    press(stage, "s")
    assert not numbered(desk, 5).merged_into
    assert stage.item == numbered(desk, 5)


def test_a_struck_out_one_cannot_be_picked_up() -> None:
    stage, host, _ = at_merge()
    press(stage, "n", "enter", "enter", "5", "enter")
    assert not stage.picked
    assert host.told[-1].id == "merge.struck_already"


def test_off_the_wall_it_is_not_drawn_at_all() -> None:
    stage, host, desk = at_merge()
    press(stage, "down", "delete")
    assert numbered(desk, 2).withdrawn
    assert "Frokost" not in drawn(stage)
    assert "►  3" in drawn(stage)
    assert host.told[-1].id == "said.taken_off"
    desk.undo()
    stage.changed()
    assert "Frokost" in drawn(stage)


def test_rewording_uses_the_line() -> None:
    stage, host, desk = at_merge()
    press(stage, "down", "e")
    assert stage.prompt() == "Ret 2"
    assert host.entry == "Frokost sammen"
    assert stage.submit("Fælles frokost")
    assert numbered(desk, 2).text == "Fælles frokost"
    assert stage.prompt() is None


def test_escape_leaves_the_rewording_as_it_was() -> None:
    stage, host, desk = at_merge()
    press(stage, "e", "escape")
    assert stage.prompt() is None
    assert host.entry == ""
    assert numbered(desk, 1).text == WISHES[0]


def test_no_hints_left_is_said() -> None:
    stage, host, _ = at_merge(("En", "To"))
    press(stage, "n")
    assert host.told[-1].id == "merge.none_likely"


def test_an_empty_list_says_so() -> None:
    stage, _, _ = at_merge(())
    assert drawn(stage).strip() == "Der står ikke noget på listen endnu."
    assert not stage.choose()
    assert not stage.key("down", None)


@pytest.mark.parametrize(("width", "height"), [(78, 13), (54, 8), (54, 5), (118, 24), (30, 4)])
def test_it_fits_with_long_texts(width: int, height: int) -> None:
    long = tuple(f"Et meget langt ønske om noget, der fylder, nummer {n}, " * 3 for n in range(40))
    stage, _, _ = at_merge(long)
    for keys in (("end",), ("home",), ("enter",), ("1", "7")):
        press(stage, *keys)
        drawn(stage, width, height)
        grid(stage.task(26), 26, 20)


def test_of_a_very_long_list_only_the_rows_in_view_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    stage, _, desk = at_merge()
    for start in (0, 1000):
        desk.do(c.GoTo("ord"))
        desk.do(c.NoteIdeas(tuple(f"{n:04d}" for n in range(start, start + 1000)), "oensker", group=1))
    desk.do(c.GoTo("gengangere"))
    looked: list[str] = []
    built: list[Item] = []

    def alike(text: str, others: list[str]) -> list[float]:
        looked.append(text)
        return [0.0] * len(others)

    monkeypatch.setattr(desk, "alike", alike)
    whole = desk.item_text
    monkeypatch.setattr(desk, "item_text", lambda item: built.append(item) or whole(item))
    drawn(stage)
    first = len(looked)
    for _ in range(20):
        press(stage, "down")
        drawn(stage)
    assert len(looked) == first, "hints are worked out again only when an item changes"
    assert len(built) <= 21 * 14
    assert "↓" in drawn(stage)


def test_a_window_that_follows_goes_where_something_was_struck_out() -> None:
    stage, _, desk = at_merge()
    desk.follows = True
    ids = [item.id for item in desk.state.standing("oensker")]
    desk.record.do(c.MergeIdeas((ids[4],), ids[2]))
    stage.changed()
    assert stage.item is not None
    assert stage.item.id == ids[4]
