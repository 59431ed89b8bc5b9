"""The interview rounds: roles by name in every round, for every size of group, and signals at the changes."""

import re
from collections.abc import Sequence

import pytest
from desks import FakeHost
from rounds import SIZES, all_pages, at_step, task_of

from apv_tui.core import commands as c
from apv_tui.core.clock import SettableClock
from apv_tui.core.facts import PersonFacts
from apv_tui.core.rotation import roles
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import Alarm, Stage

TURN = 300.0


def running(count: int, **changed: dict[str, object]) -> tuple[Stage, FakeHost, SettableClock]:
    stage, host, clock = at_step(count, "tre", "interview", **changed)
    host.do(c.Begin())
    return stage, host, clock


def cells(text: str, number: int) -> list[str]:
    """Give the columns of a group's row in the wide table."""
    row = next(row for row in text.split("\n") if re.match(rf"Gruppe {number}\b", row))
    return re.split(r"\s{2,}", row.strip())


def sized(stage: Stage, k: int) -> int:
    """Give the first group of `k`."""
    return next(at for at, group in enumerate(stage.groups) if len(group.members) == k)


def called(host: FakeHost, people: Sequence[str]) -> list[str]:
    return [host.desk.name(person) for person in people]


def look(stage: Stage, host: FakeHost) -> tuple[Alarm, ...]:
    return stage.alarms(host.desk.now())


def walk(stage: Stage, host: FakeHost, clock: SettableClock, seconds: int) -> list[tuple[int, Alarm]]:
    """Tick once a second; give what was signalled, and after how many seconds."""
    look(stage, host)
    heard = []
    for second in range(1, seconds + 1):
        clock.advance(1.0)
        heard += [(second, alarm) for alarm in look(stage, host)]
    return heard


# -- who does what -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("turn", "task"),
    [
        (0, ["Runde 1 af 3", "Nummer 1 spørger nummer 2.", "Nummer 3 skriver stikord."]),
        (1, ["Runde 2 af 3", "Nummer 2 spørger nummer 3.", "Nummer 1 skriver stikord."]),
        (2, ["Runde 3 af 3", "Nummer 3 spørger nummer 1.", "Nummer 2 skriver stikord."]),
    ],
)
def test_the_round_in_words(turn: int, task: list[str]) -> None:
    stage, _, clock = running(23)
    clock.advance(turn * TURN + 1)
    assert task_of(stage) == task
    assert task_of(stage, 27) == task  # also left of the clock at 54 columns


@pytest.mark.parametrize("count", [7, 8, 13, 23])
@pytest.mark.parametrize("turn", [0, 1, 2])
def test_the_roles_of_threes_by_name(count: int, turn: int) -> None:
    stage, host, clock = running(count)
    seats = [called(host, each.members) for each in stage.groups]
    # A name that needs its department may stand in two lines.
    k = 4 if count == 8 else 3
    group = next(at for at, each in enumerate(seats) if len(each) == k and "(" not in str(each))
    members = seats[group]
    clock.advance(turn * 900.0 / k + 1)
    now = roles(k, turn)
    row = cells("\n".join(all_pages(stage, 78, 13)), group + 1)
    notes = ", ".join(members[person] for person in now.note_takers)
    assert row[1:4] == [members[now.interviewer], members[now.storyteller], notes]


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_four_beside_threes_has_its_own_turns(turn: int) -> None:
    stage, host, clock = running(7)
    group = sized(stage, 4)
    members = called(host, stage.groups[group].members)
    clock.advance(turn * 225.0 + 1)
    now = roles(4, turn)
    row = cells(all_pages(stage, 78, 13)[0], group + 1)
    notes = ", ".join(members[person] for person in now.note_takers)
    what = "slut" if turn == 3 else "skift"
    assert row[1:] == [
        members[now.interviewer],
        members[now.storyteller],
        notes,
        f"fire: {what} om 3:44",
    ]
    narrow = "\n".join(all_pages(stage, 52, 8))
    assert f"{members[now.interviewer]} › {members[now.storyteller]}, {notes}" in narrow
    assert f"fire: {what} om 3:44" in narrow


def test_in_pairs_the_interviewer_takes_notes() -> None:
    stage, host, clock = running(2, tre={"group_size": 2})
    a, b = called(host, stage.groups[0].members)
    assert task_of(stage, 60) == ["Runde 1 af 2", "Nummer 1 spørger nummer 2 og skriver stikord."]
    assert cells(all_pages(stage, 78, 13)[0], 1)[1:] == [a, b, a]
    clock.advance(451)
    assert cells(all_pages(stage, 78, 13)[0], 1)[1:] == [b, a, b]


def test_who_came_late_takes_notes_until_the_round_is_over() -> None:
    stage, host, clock = running(6)
    host.do(c.AddPeople((PersonFacts(id="ny", name="Xenia Ny"),)))
    group = next(at for at, each in enumerate(stage.groups) if each.late)
    for turn in range(3):
        row = cells(all_pages(stage, 78, 13)[0], group + 1)
        assert row[3].endswith(", Xenia (ny)"), turn
        assert task_of(stage)[0] == f"Runde {turn + 1} af 3"
        clock.advance(TURN)


def test_who_has_left_has_no_role() -> None:
    stage, host, clock = running(9)
    a, gone, b = stage.groups[0].members
    host.do(c.Leave(gone))
    row = cells(all_pages(stage, 78, 13)[0], 1)
    assert row[1:] == [*called(host, [a, b, a]), "to: skift om 7:30"]
    clock.advance(451)
    assert cells(all_pages(stage, 78, 13)[0], 1)[1:4] == called(host, [b, a, b])
    host.do(c.Leave(a))
    assert b not in stage.groups[0].everyone, "one who is alone joins another group"
    assert "tomt" not in cells(all_pages(stage, 78, 13)[0], 1)[1]


def test_one_who_is_alone_waits_for_the_next_who_comes() -> None:
    stage, host, clock = running(3)
    a, gone, b = stage.groups[0].members
    host.do(c.Leave(gone))
    clock.advance(451)
    host.do(c.Leave(a))
    assert f"{host.desk.name(b)} er alene. Flyt til en anden gruppe: m" in all_pages(stage, 78, 13)[0]
    host.do(c.AddPeople((PersonFacts(id="ny", name="Xenia Ny"),)))
    assert cells(all_pages(stage, 78, 13)[0], 1)[1:3] == [host.desk.name(b), "Xenia"]  # b has told already


def test_a_triad_that_becomes_a_pair_goes_on_from_its_present_turn_within_the_same_time() -> None:
    stage, host, clock = running(9)
    a, b, third = stage.groups[0].members
    clock.advance(TURN + 60)  # the second turn: b asks the third
    host.do(c.Leave(a))
    row = cells(all_pages(stage, 78, 13)[0], 1)
    assert row[1:] == [*called(host, [b, third, b]), "to: slut om 9:00"]
    assert task_of(stage)[0] == "Runde 2 af 3", "the others are not touched"
    narrow = "\n".join(all_pages(stage, 52, 8))
    assert f"{host.desk.name(b)} › {host.desk.name(third)}, {host.desk.name(b)} (to: slut om 9:00)" in narrow


def test_where_all_who_are_left_have_told_the_group_is_said_to_be_done() -> None:
    stage, host, clock = running(9)
    a, *_ = stage.groups[0].members
    clock.advance(2 * TURN + 30)  # the last turn: the first one tells, and leaves
    host.do(c.Leave(a))
    page = all_pages(stage, 78, 13)[0]
    assert "alle har haft deres tur" in page
    assert stage.face(host.desk.now()).digits == "4:30", "the others go on"


# -- the screen ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [2, 7, 8, 13, 23, 60])
def test_every_group_stands_on_one_page_and_the_questions_on_all(count: int, size: tuple[int, int]) -> None:
    stage, _, clock = running(count)
    clock.advance(400)
    pages = all_pages(stage, *size)
    rows = [row for page in pages for row in page.split("\n")]
    head = r"Gruppe (\d+)" if size[0] == 78 else r" *(\d+)  .+›.*?(?: +(\d+)  .+›|$)"
    found = [int(number) for row in rows if (m := re.match(head, row)) for number in m.groups() if number]
    assert sorted(found) == list(range(1, len(stage.groups) + 1))
    for page in pages:
        assert "Hvad i hverdagen giver dig mest energi?" in page
        assert "Hvor lykkes vores samarbejde allerbedst?" in page
        assert "Hvad vil du rose?" not in page
        assert ("side" in page) == (len(pages) > 1)


def test_the_interview_screen_as_it_was_drawn() -> None:
    stage, host, clock = running(7)
    clock.advance(400)
    (a1, a2, a3), (b1, b2, b3, b4) = (called(host, group.members) for group in stage.groups)
    rows = all_pages(stage, 78, 13)[0].split("\n")
    assert rows[:4] == [
        "1  Hvad i hverdagen giver dig mest energi?",
        "   · Hvornår sidst?",
        "2  Hvor lykkes vores samarbejde allerbedst?",
        "",
    ]
    assert rows[4].split() == ["spørger", "fortæller", "skriver"]
    assert cells(rows[5], 1) == ["Gruppe 1", a2, a3, a1]
    assert cells(rows[6], 2) == ["Gruppe 2", b2, b3, f"{b1}, {b4}", "fire: skift om 0:50"]
    narrow = all_pages(stage, 52, 8)[0].split("\n")
    assert narrow[-1] == "fire: skift om 0:50"
    assert f" 2  {b2} › {b3}, {b1}, {b4}" in narrow


def test_long_questions_of_the_leaders_own_are_pages_of_their_own() -> None:
    stage, host, _ = running(13)
    own = tuple(f"{word} " * 30 + "?" for word in ("Hvordan", "Hvorfor"))
    host.do(c.ChooseQuestions("interview", (), own))
    pages = all_pages(stage, 52, 8)
    text = " ".join(" ".join(pages).split())
    assert text.count("Hvordan") == 30
    assert text.count("Hvorfor") == 30
    assert text.count("›") == 4


def test_long_names_are_never_cut() -> None:
    long = tuple(
        PersonFacts(id=f"l{at}", name=f"Anne-Marie Christoffersen-Wang {at}", department="Køkkenet")
        for at in range(3)
    )
    stage, host, _ = at_step(0, "tre")
    host.do(c.AddPeople(long))
    host.do(c.DrawGroups(1))
    host.do(c.GoTo("interview"))
    stage = make_stage(host.desk, host)
    for size in SIZES:
        text = " ".join("\n".join(all_pages(stage, *size)).split())
        assert "…" not in text


# -- the clock -------------------------------------------------------------------------------------------------


def test_the_clock_counts_down_to_the_next_change() -> None:
    stage, host, clock = at_step(7, "tre", "interview")
    now = host.desk.now
    assert (stage.face(now()).digits, stage.next_label()) == ("5:00", "act.next.begin")
    assert stage.face(now()).caption == host.desk.words("clock.waiting")
    host.do(c.Begin())
    clock.advance(30)
    assert stage.face(now())[:2] == ("4:30", "skift kl. 13.05")
    assert stage.face(now()).fraction == pytest.approx(0.9)
    clock.advance(575)
    assert stage.face(now())[:2] == ("4:55", "slut kl. 13.15")
    assert stage.next_label() == "act.next"
    clock.advance(295 + 65)
    assert stage.face(now()).digits == "+1:05"
    assert task_of(stage)[0].startswith("Alle har spurgt")


def test_next_goes_through_the_rounds() -> None:
    stage, host, _ = at_step(7, "tre", "interview")
    for label in ("act.next.begin", "act.next.round", "act.next.round", "act.next"):
        assert stage.next_label() == label
        host.do(c.Next())
    assert host.desk.state.step_id == "galleritur"


def test_the_clock_that_stands_still_says_so() -> None:
    stage, host, clock = running(7)
    clock.advance(60)
    host.do(c.StartOrPause())
    clock.advance(600)
    face = stage.face(host.desk.now())
    assert face[:2] == ("4:00", host.desk.words("clock.paused"))
    assert look(stage, host) == ()


# -- signals ---------------------------------------------------------------------------------------------------


def test_threes_are_warned_and_told_at_every_change() -> None:
    stage, host, clock = running(6)
    heard = walk(stage, host, clock, 1000)
    assert [second for second, _ in heard] == [240, 300, 540, 600, 840, 900]
    assert heard[1][1] == Alarm("Skift", "Nummer 2 spørger nummer 3. Nummer 1 skriver stikord.", 10.0)
    assert heard[3][1].text == "Nummer 3 spørger nummer 1. Nummer 2 skriver stikord."
    assert heard[4][1][:2] == (host.desk.words("signal.one_minute"), "Så er sidste runde slut.")
    assert heard[5][1].heading == "Alle runder er slut"


def test_a_four_is_told_at_its_own_marks_by_name() -> None:
    stage, host, clock = running(7)
    group = sized(stage, 4)
    members = called(host, stage.groups[group].members)
    heard = [each for each in walk(stage, host, clock, 900) if each[1].heading.startswith("Gruppe")]
    assert [second for second, _ in heard] == [225, 450, 675]
    a, b, x, d = members
    assert heard[0][1] == Alarm(
        f"Gruppe {group + 1} skifter", f"{b} spørger {x}. {a} og {d} skriver stikord.", 6.0
    )


def test_several_fours_are_told_together_by_number() -> None:
    stage, host, clock = running(23)
    heard = [each for each in walk(stage, host, clock, 230) if each[1].heading.startswith("Gruppe")]
    assert heard == [
        (
            225,
            Alarm("Gruppe 6 og 7 skifter", "Nummer 2 spørger nummer 3. Nummer 1 og 4 skriver stikord.", 6.0),
        )
    ]
    assert host.drawn > 200  # seconds stand in the body


def test_pairs_and_fours_at_one_mark_beside_threes() -> None:
    stage, host, clock = running(13)  # 3+3+3+4; one of a three leaves
    host.do(c.Leave(stage.groups[0].members[0]))
    heard = dict(walk(stage, host, clock, 455))
    assert heard[450].heading == "Gruppe 1 og 4 skifter"
    asks, tells = called(host, stage.courses[0].takers)  # the first of the three has gone: they go by name
    assert heard[450].text.startswith(f"{asks} spørger {tells} og skriver stikord.")
    assert "Grupper på fire: Nummer 3 spørger nummer 4." in heard[450].text


def test_pairs_swap_roles() -> None:
    stage, host, clock = running(4, tre={"group_size": 2})
    heard = dict(walk(stage, host, clock, 460))
    assert list(heard) == [225, 330, 390, 450]  # turns of 7:30 are also told half time and two minutes
    assert heard[450][:2] == ("Skift", "Byt roller. Nummer 2 spørger nummer 1 og skriver stikord.")


def test_turns_under_a_minute_and_a_half_are_not_warned() -> None:
    stage, host, clock = running(6, interview={"minutes": 4})
    assert [second for second, _ in walk(stage, host, clock, 250)] == [80, 160, 240]


def test_of_several_marks_at_once_only_the_last_is_told() -> None:
    stage, host, clock = running(7)
    look(stage, host)
    clock.advance(700)
    (alarm,) = look(stage, host)
    assert alarm.heading == f"Gruppe {sized(stage, 4) + 1} skifter"
    clock.advance(300)
    assert [alarm.heading for alarm in look(stage, host)] == ["Alle runder er slut"]


def test_a_jump_is_not_told() -> None:
    stage, host, clock = running(6)
    look(stage, host)
    host.do(c.Next())
    stage.last_left = None  # as the screen does after every command that moves the clock
    clock.advance(1)
    assert look(stage, host) == ()
    assert task_of(stage)[0] == "Runde 2 af 3"


def test_a_minute_more_stretches_the_turns_that_remain() -> None:
    stage, host, clock = running(6)
    clock.advance(300)
    host.do(c.AddTime(120))
    stage.last_left = None
    assert stage.face(host.desk.now()).digits == "6:00"
    assert [second for second, alarm in walk(stage, host, clock, 730) if alarm.seconds == 10.0] == [360, 720]


# -- keys ------------------------------------------------------------------------------------------------------


def test_the_keys_of_the_step() -> None:
    stage, host, _ = running(7)
    assert [hint.key for hint in stage.hints()] == ["q"]
    assert stage.key("q", "q")
    assert stage.key("m", "m")
    assert not stage.key("space", " ")
    assert host.opened == [("questions", ""), ("move", "")]


def test_without_groups_there_are_still_the_questions() -> None:
    stage, _, _ = at_step(0, "interview")
    assert "Hvad i hverdagen giver dig mest energi?" in all_pages(stage, 78, 13)[0]
    assert stage.next_label() == "act.next"


@pytest.mark.parametrize("step", ["tre", "interview", "rundgang", "fortael", "streger", "kaffe"])
def test_any_size_of_screen_is_filled_and_never_overfilled(step: str) -> None:
    stage, _, _ = at_step(23, "tre", "interview", step)
    for width in (22, 40, 52, 76, 78, 118, 198):
        for height in (1, 2, 5, 8, 13, 25, 47):
            all_pages(stage, width, height)


# -- a long set of questions under headings ------------------------------------------------------------------

PARTS = [
    {"heading": "Om dig", "text": "Hvad sætter du mest pris på lige nu?", "probes": ["Hvornår sidst?"]},
    {
        "heading": "Dine bedste erfaringer",
        "intro": "Her skal vi lære af dig. Ét godt møde tæller lige så meget som et langt forløb.",
        "text": "Fortæl om en proces, hvor folk brændte for sagen.",
    },
    "Hvad gjorde, at det gik så godt?",
    "Hvad gjorde du helt konkret, og hvordan tænkte du?",
    "Hvad viser det, at du er god til?",
    {
        "heading": "Drømmen",
        "intro": "Tænk dig fem år frem. I har nået noget, I er meget stolte af.",
        "text": "Hvad har I nået?",
    },
    "Hvordan bidrog din måde at lede på?",
    "Hvad kan du gøre allerede nu?",
]
PAIRS = {"group_size": 2}
LONG = {"questions": PARTS, "choose_questions": None, "minutes": 40}


def parts_shown(pages: list[str]) -> list[str]:
    """Give the pages that hold questions, in one line each."""
    return [" ".join(page.split()) for page in pages if "?" in page]


@pytest.mark.parametrize("size", [*SIZES, (52, 10), (118, 24)])
@pytest.mark.parametrize("count", [8, 9, 24])
def test_every_part_stands_under_its_heading_with_what_is_said_first(
    count: int, size: tuple[int, int]
) -> None:
    stage, _, _ = running(count, tre=PAIRS, interview=LONG)
    pages = parts_shown(all_pages(stage, *size))
    for question in PARTS:
        text = question["text"] if isinstance(question, dict) else question
        assert any(text in page for page in pages), text
    for heading, first in (("Om dig", "Hvad sætter"), ("bedste erfaringer", "Her skal"), ("Drømmen", "Tænk")):
        assert any(re.search(rf"{heading} (\d )?{first}", page) for page in pages)
    if size[1] >= 10:  # a part is divided only where a page cannot hold it
        assert any("Drømmen" in page and "allerede nu?" in page for page in pages)


@pytest.mark.parametrize("size", SIZES)
def test_a_part_that_goes_on_says_its_heading_again(size: tuple[int, int]) -> None:
    stage, _, _ = running(8, tre=PAIRS, interview=LONG)
    for page in parts_shown(all_pages(stage, *size)):
        assert re.match(r"Om dig|Dine bedste erfaringer|Drømmen", page), page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [8, 9])
def test_pages_of_questions_stay_longer_and_the_names_have_pages_of_their_own(
    count: int, size: tuple[int, int]
) -> None:
    stage, host, _ = running(count, tre=PAIRS, interview=LONG)
    pages = all_pages(stage, *size)
    named = [page for page in pages if "?" not in page]
    for group in stage.groups:
        assert any(all(host.desk.name(who) in page for who in group.everyone) for page in named)
    assert stage.turns_pages()
    assert stage.page_seconds > 15
    short, _, _ = running(count)
    all_pages(short, *size)
    assert short.page_seconds < 15


def test_eight_people_swap_once_and_the_three_among_nine_has_two_changes_of_its_own() -> None:
    stage, host, clock = running(8, tre=PAIRS, interview=LONG)
    swaps = [(at, alarm) for at, alarm in walk(stage, host, clock, 2400) if alarm.seconds == 10.0]
    assert [at for at, _ in swaps] == [1200, 2400]
    assert swaps[0][1].text.startswith("Byt roller.")
    stage, host, clock = running(9, tre=PAIRS, interview=LONG)
    assert sorted(len(group.members) for group in stage.groups) == [2, 2, 2, 3]
    heard = walk(stage, host, clock, 2400)
    three = f"Gruppe {sized(stage, 3) + 1} skifter"
    assert [at for at, alarm in heard if alarm.heading == three] == [800, 1600]
    assert [at for at, alarm in heard if alarm.seconds == 10.0] == [1200, 2400]


def test_a_question_chosen_alone_keeps_its_heading() -> None:
    stage, host, _ = running(8, tre=PAIRS, interview={**LONG, "choose_questions": 2})
    host.do(c.ChooseQuestions("interview", ("q3", "q8")))
    text = " ".join("\n".join(all_pages(stage, 78, 13)).split())
    assert "Dine bedste erfaringer 1 Hvad gjorde, at det gik så godt?" in text
    assert "Drømmen 2 Hvad kan du gøre allerede nu?" in text
