"""Walking along the sheets, telling in turn, and the break."""

import re
from datetime import timedelta

import pytest
from desks import FakeHost, grid
from rounds import SIZES, all_pages, at_step, names, task_of

from apv_tui.core import commands as c
from apv_tui.core.clock import SettableClock
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import Stage
from apv_tui.tui.stages.walk import WalkStage

WISH = "frokost sammen hver onsdag ude i den store kantine, hele året"


def with_wishes(count: int, step: str, each: int = 4) -> tuple[Stage, FakeHost, SettableClock]:
    """Go to a step in a room whose groups have noted so many wishes each."""
    stage, host, clock = at_step(count, "seks", "brainstorm")
    for group in range(len(stage.groups)):
        texts = tuple(f"Ønske {group + 1}-{at} {WISH}" for at in range(1, each + 1))
        host.do(c.NoteIdeas(texts, "oensker", group))
    host.do(c.GoTo(step))
    return make_stage(host.desk, host), host, clock


def shown_wishes(pages: list[str]) -> list[str]:
    return re.findall(r"Ønske (\d+-\d+)", "\n".join(pages))


# -- hosts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [7, 23, 60])
def test_every_group_with_its_host_once(count: int, size: tuple[int, int]) -> None:
    stage, host, _ = with_wishes(count, "rundgang")
    text = "\n".join(all_pages(stage, *size))
    assert re.findall(r"Gruppe (\d+)", text) == [str(at + 1) for at in range(len(stage.groups))]
    for group in stage.groups:
        assert f"vært: {host.desk.name(group.host)}" in text
    assert task_of(stage) == ["Én bliver ved gruppens ark."]


def test_h_lets_the_next_of_the_group_stay() -> None:
    stage, host, _ = with_wishes(23, "rundgang")
    all_pages(stage, 78, 13)
    assert [hint.key for hint in stage.hints()] == ["up down"]
    assert stage.turns_pages()
    assert stage.key("down", None)
    assert stage.key("down", None)
    assert [hint.key for hint in stage.hints()] == ["up down", "h"]
    assert not stage.turns_pages()
    members = stage.groups[1].members
    assert stage.groups[1].host == members[0]
    assert stage.key("h", "h")
    assert stage.groups[1].host == members[1]
    assert f"► Gruppe 2   vært: {host.desk.name(members[1])}" in all_pages(stage, 78, 13)[0]
    for _ in range(len(members) - 1):
        stage.key("h", "h")
    assert stage.groups[1].host == members[0]
    assert stage.key("escape", None)
    assert not stage.key("escape", None)


def test_the_page_follows_the_group_that_is_chosen() -> None:
    stage, _, _ = with_wishes(60, "rundgang")
    all_pages(stage, 52, 8)
    for number in range(1, len(stage.groups) + 1):
        stage.key("down", None)
        assert f"► Gruppe {number} " in grid(stage.body(52, 8), 52, 8)
    stage.key("down", None)
    assert "► Gruppe 1 " in grid(stage.body(52, 8), 52, 8)


def test_for_a_host_who_has_left_another_is_proposed() -> None:
    stage, host, _ = with_wishes(12, "rundgang")
    gone = stage.groups[0].host
    host.do(c.Leave(gone))
    row = all_pages(stage, 78, 13)[0].split("\n")[0]
    assert f"vært: {host.desk.name(stage.groups[0].members[1])}" in row
    assert host.desk.name(gone) not in row
    stage.key("down", None)
    stage.key("h", "h")
    assert stage.groups[0].host == stage.groups[0].members[2], "the one after the one proposed"


# -- pairs and lists -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [7, 23, 60])
def test_the_pairs_and_then_every_wish_once(count: int, size: tuple[int, int]) -> None:
    stage, host, _ = with_wishes(count, "streger")
    pages = all_pages(stage, *size)
    flat = " ".join("\n".join(pages).split())
    pairs = stage.groups
    for group in range(len(pairs)):
        for name in names(host.desk, group):
            assert len(re.findall(rf"(?<!\w){re.escape(name)}(?=,| |$)", flat)) == 1
    groups = len(host.desk.state.state_of("seks").groups)
    assert shown_wishes(pages) == [f"{group}-{at}" for group in range(1, groups + 1) for at in range(1, 5)]
    assert stage.turns_pages()


def test_repeats_and_what_was_taken_off_are_not_on_the_wall() -> None:
    stage, host, _ = with_wishes(12, "streger", each=2)
    first, second, third, fourth = host.desk.state.standing("oensker")
    host.do(c.WithdrawIdea(second.id))
    host.do(c.MergeIdeas((fourth.id,), first.id))
    pages = all_pages(stage, 78, 13)
    assert shown_wishes(pages) == ["1-1", "2-1"]
    assert f"  {third.number}  Ønske 2-1" in "\n".join(pages)


def test_a_list_alone_has_its_title_on_every_page() -> None:
    stage, host, _ = at_step(12, "galleritur")
    assert "Der er ikke skrevet noget ind endnu" in all_pages(stage, 52, 8)[0]
    host.do(c.NoteIdeas(tuple(f"Ønske 1-{at} {WISH}" for at in range(20)), "styrker"))
    pages = all_pages(stage, 52, 8)
    assert len(pages) > 1
    assert all(page.startswith("Galleri") for page in pages)
    assert len(shown_wishes(pages)) == 20
    assert isinstance(stage, WalkStage)
    assert not stage.key("h", "h")


# -- telling in turn -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_each_group_tells_its_own(size: tuple[int, int]) -> None:
    stage, host, _ = with_wishes(23, "fortael")
    groups = len(stage.groups)
    assert task_of(stage) == ["Én fra hver gruppe fortæller kort.", "ca. 3 minutter pr. gruppe"]
    for number in range(1, groups + 1):
        pages = all_pages(stage, *size)
        assert all(f"Gruppe {number} fortæller" in page for page in pages)
        assert shown_wishes(pages) == [f"{number}-{at}" for at in range(1, 5)]
        after = f"derefter Gruppe {number + 1}" if number < groups else "den sidste gruppe"
        assert after in pages[0]
        assert stage.next_label() == ("act.next.group" if number < groups else "act.next")
        host.do(c.Next())
        stage.changed()
    assert host.desk.state.step_id == "streger"


def test_the_time_of_each_group() -> None:
    stage, _, _ = at_step(60, "seks", "fortael", fortael={"minutes": 5})
    assert task_of(stage)[-1] == "ca. 30 sekunder pr. gruppe"
    stage, _, _ = at_step(23, "seks", "fortael", fortael={"turn_minutes": 1})
    assert task_of(stage)[-1] == "ca. 1 minut pr. gruppe"
    assert "Der er ikke skrevet noget ind" in all_pages(stage, 52, 8)[0]
    stage, _, _ = at_step(0, "fortael")
    assert task_of(stage) == ["Én fra hver gruppe fortæller kort."]
    assert all_pages(stage, 52, 8) == [""]


# -- the break -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "rows"), [((78, 13), 10), ((52, 8), 5), ((30, 4), 0)])
def test_the_time_to_be_back_is_large(size: tuple[int, int], rows: int) -> None:
    stage, _, _ = at_step(4, "kaffe")
    text = grid(stage.body(*size), *size)
    assert "Tilbage kl." in text
    assert ("13.10" in text) == (rows == 0)
    assert sum("█" in row for row in text.split("\n")) >= rows - 2
    assert task_of(stage) == ["Stræk benene."]


def test_the_time_to_be_back_moves_while_the_clock_stands_still() -> None:
    stage, host, clock = at_step(4, "kaffe")
    before = stage.body(78, 13)
    clock.advance(90)
    stage.alarms(host.desk.now())
    assert host.drawn == 0
    assert stage.body(78, 13) == before
    host.do(c.StartOrPause())
    clock.advance(timedelta(minutes=2).total_seconds())
    stage.alarms(host.desk.now())
    assert host.drawn == 1
    assert stage.body(78, 13) != before
