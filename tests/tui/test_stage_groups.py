"""People find their group: every name once, the odd groups explained, on the two screens that count."""

import re

import pytest
from rounds import SIZES, all_pages, at_step, names, task_of

from apv_tui.core import commands as c
from apv_tui.core.facts import PersonFacts


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [2, 7, 8, 13, 23, 60])
def test_every_group_and_every_name_stands_once(count: int, size: tuple[int, int]) -> None:
    stage, host, _ = at_step(count, "tre")
    text = "\n".join(all_pages(stage, *size))
    groups = len(stage.groups)
    for number in range(1, groups + 1):
        assert len(re.findall(rf"Gruppe {number}\b", text)) == 1
    flat = " ".join(text.split())
    for group in range(groups):
        for number, name in enumerate(names(host.desk, group), 1):
            assert len(re.findall(rf"{number} {re.escape(name)}(?= |$)", flat)) == 1


def test_the_names_stand_in_the_order_of_the_numbers() -> None:
    stage, host, _ = at_step(7, "tre")
    first, second, *_ = all_pages(stage, 78, 13)[0].split("\n")
    a, b, last = names(host.desk, 0)
    assert first == f"Gruppe 1  1 {a}  2 {b}  3 {last}"
    assert second.startswith("Gruppe 2  1 ")
    assert task_of(stage) == ["Find jeres gruppe og en blok."]


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (7, "1 gruppe er fire: 4 × 3:45 i stedet for 3 × 5:00"),
        (23, "2 grupper er fire: 4 × 3:45 i stedet for 3 × 5:00"),
        (5, "1 gruppe er to: 2 × 7:30 i stedet for 3 × 5:00"),
    ],
)
def test_what_odd_groups_mean_for_the_clock(count: int, told: str) -> None:
    for size in SIZES:
        stage, _, _ = at_step(count, "tre")
        assert all(told in page for page in all_pages(stage, *size))


def test_nothing_is_said_of_the_clock_where_nobody_interviews() -> None:
    stage, _, _ = at_step(13, "seks")
    (page,) = all_pages(stage, 78, 13)
    assert "stedet" not in page
    assert "1 " not in page.split("Gruppe 1", 1)[1].split("\n")[0]  # no numbers before the names


def test_the_draw_can_be_repeated_and_drawn_again() -> None:
    stage, host, _ = at_step(23, "tre")
    before, seed = stage.groups, stage.here.seed
    assert f"23 personer i 7 grupper · trækning {seed}" in all_pages(stage, 78, 13)[0]
    assert stage.key("r", "r")
    assert stage.here.seed == seed + 1
    assert stage.groups != before
    assert host.told[-1].params == (("seed", seed + 1),)
    host.do(c.DrawGroups(seed))
    assert stage.groups == before


def test_m_moves_somebody_by_hand() -> None:
    stage, host, _ = at_step(7, "tre")
    assert stage.key("m", "m")
    assert host.opened == [("move", "")]
    assert not stage.key("x", "x")


def test_who_has_left_is_not_there_and_who_came_is_new() -> None:
    stage, host, _ = at_step(7, "tre")
    gone = stage.groups[0].members[1]
    name = host.desk.name(gone)
    host.do(c.Leave(gone))
    host.do(c.AddPeople((PersonFacts(id="ny", name="Xenia Ny", department="Drift"),)))
    text = all_pages(stage, 78, 13)[0]
    assert name not in text
    # The group that lost somebody is the smallest; the round has not begun, so she has a turn like the others.
    assert "3 Xenia" in text.split("\n")[0]


def test_one_who_is_left_alone_joins_another_group() -> None:
    stage, host, _ = at_step(6, "tre")
    first, second, last = stage.groups[1].members
    host.do(c.Leave(first))
    host.do(c.Leave(second))
    assert last in stage.groups[0].members
    assert "ingen tilbage" in all_pages(stage, 78, 13)[0]


def test_one_alone_in_the_only_group_is_pointed_out() -> None:
    stage, host, _ = at_step(3, "tre")
    for person in stage.groups[0].members[:2]:
        host.do(c.Leave(person))
    assert "Gruppe 1 er kun én. Flyt en person med m." in all_pages(stage, 78, 13)[0]


def test_the_leader_is_asked_in_where_that_makes_the_groups_even_and_it_is_one_undo() -> None:
    stage, host, _ = at_step(8, "tre")
    before = stage.groups
    assert "j: deltager du selv, går grupper på 3 op." in all_pages(stage, 78, 13)[0]
    assert stage.key("j", "j")
    assert [len(group.members) for group in stage.groups] == [3, 3, 3]
    assert "Mødeleder" in all_pages(stage, 78, 13)[0]
    assert "hvis du selv" not in all_pages(stage, 78, 13)[0]
    host.desk.undo()
    assert stage.groups == before
    assert len(host.desk.state.people) == 8


def test_who_leads_has_no_seat_is_named_and_takes_part_on_one_key() -> None:
    stage, host, _ = at_step(9, "tre")
    leads = stage.groups[0].members[0]
    host.do(c.TakePart(leads, takes=False))
    host.do(c.DrawGroups(3))
    assert leads not in {who for group in stage.groups for who in group.everyone}
    shown = all_pages(stage, 78, 13)[0]
    name = host.desk.name(leads)
    assert f"{name} leder mødet" in shown
    assert f"j: hvis {name} deltager, går grupper på 3 op." in shown
    assert stage.key("j", "j")
    assert [len(group.members) for group in stage.groups] == [3, 3, 3]
    assert "leder mødet" not in all_pages(stage, 78, 13)[0]


def test_nobody_present_yet() -> None:
    stage, _, _ = at_step(0, "tre")
    assert all_pages(stage, 52, 8) == ["Ingen er mødt endnu. Sæt folk på med F6."]
    assert not stage.hints()


def test_a_large_screen_shows_all_groups_at_once() -> None:
    stage, _, _ = at_step(60, "tre")
    assert len(all_pages(stage, 118, 25)) == 1
    assert stage.turns_pages()
