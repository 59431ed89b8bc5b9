"""People go where they burn for it: names, counts and the rest, the groups they make, and those groups elsewhere."""

import pytest
from choosing_desks import WISHES, formed, item_id, make_agenda, prioritised, told, typed
from desks import FakeHost, grid
from pilots import NARROW, WIDE, room
from rounds import SIZES, all_pages

from apv_tui.core import commands as c
from apv_tui.core.agenda import Question
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.facts import PersonFacts
from apv_tui.tui.lines import text_of
from apv_tui.tui.stages.asked import question_task
from apv_tui.tui.stages.base import Stage
from apv_tui.words import Words


def text(stage: Stage, size: tuple[int, int] = (78, 13)) -> str:
    return "\n".join(all_pages(stage, *size))


def row(stage: Stage, words: str) -> str:
    return next(row.rstrip(" ↑↓") for row in text(stage).split("\n") if words in row)


def counts(host: FakeHost) -> dict[int, tuple[list[str], int]]:
    """Give who stands at each wish, by its number: names, and how many more."""
    known = host.desk.state.state_of("valg")
    return {
        item.number: (
            [host.desk.name(who) for who, joined in known.joins.items() if joined == item.id],
            known.heads.get(item.id, 0),
        )
        for item in host.desk.state.standing("valgte")
    }


# -- who stands where ----------------------------------------------------------------------------------------


def test_the_wishes_stand_there_with_their_numbers_and_who_is_missing() -> None:
    stage, _ = prioritised()
    assert "0 af 16 har valgt · 16 mangler" in text(stage)
    for number in (2, 1, 4):
        assert row(stage, WISHES[number - 1]).endswith("ingen endnu")
    assert row(stage, WISHES[1]).startswith("►")
    assert stage.prompt() == "Til nr. 2"
    assert "Mangler: Bo, Ida" in text(stage)
    assert stage.next_label() == "act.next.form"


def test_a_few_letters_of_a_name_send_somebody_to_the_wish() -> None:
    stage, host = prioritised()
    assert typed(stage, host, "bo", "id") == [True, True]
    assert counts(host)[2] == (["Bo", "Ida"], 0)
    assert row(stage, WISHES[1]).endswith("2")
    assert "Bo, Ida" in text(stage)
    assert "2 af 16 har valgt · 14 mangler" in text(stage)


def test_the_number_of_a_wish_before_a_name_goes_there() -> None:
    stage, host = prioritised()
    typed(stage, host, "4 bo", "ida, åse")
    assert counts(host)[4] == (["Bo", "Ida", "Åse"], 0)
    assert typed(stage, host, "9 jens") == [False]
    assert "Nr. 9" in told(stage, host)


def test_a_number_alone_counts_and_goes_on_to_the_next_wish() -> None:
    stage, host = prioritised()
    assert typed(stage, host, "5", "", "6", "2 4") == [True, True, True, True]
    assert {number: heads for number, (_, heads) in counts(host).items()} == {2: 4, 1: 0, 4: 6}
    assert stage.prompt() == "Til nr. 1"


def test_a_count_is_of_all_who_stand_there() -> None:
    stage, host = prioritised()
    typed(stage, host, "bo", "ida", "5")
    assert counts(host)[2] == (["Bo", "Ida"], 3)
    assert "Bo, Ida, 3 uden navn" in text(stage)
    assert typed(stage, host, "2 1") == [False]
    assert "allerede 2 med navn" in told(stage, host)


def test_the_rest_go_to_one_wish() -> None:
    stage, host = prioritised()
    typed(stage, host, "bo", "ida", "4 +")
    assert len(counts(host)[4][0]) == 14  # all have names, and nobody was only counted
    assert "16 af 16 har valgt" in text(stage)
    assert typed(stage, host, "+") == [False]
    assert told(stage, host) == "Alle har valgt."


def test_the_rest_are_counted_where_others_were() -> None:
    stage, host = prioritised()
    typed(stage, host, "6", "+")
    assert counts(host)[1] == ([], 10)


def test_letters_that_can_mean_several_or_nobody_stay_in_the_line() -> None:
    stage, host = prioritised(30)
    assert typed(stage, host, "met") == [False]
    assert told(stage, host).startswith("Det kan være Mette")
    assert host.entry == "met"
    assert typed(stage, host, "bo, zzz, ida") == [False]
    assert (told(stage, host), host.entry) == ("Ingen her hedder «zzz». F6 skriver nye ind.", "zzz, ida")
    assert counts(host)[2][0] == ["Bo"]


def test_whom_the_letters_mean_is_seen_while_they_are_typed() -> None:
    stage, _ = prioritised()
    stage.typing("fat")
    assert "► Fatima" in text(stage)
    stage.typing("4 fat")
    assert "► Fatima" in text(stage, (52, 8))
    stage.typing("zzz")
    assert "Ingen her hedder «zzz»" in text(stage)


def test_who_changes_their_mind_goes_over() -> None:
    stage, host = prioritised()
    typed(stage, host, "bo", "4 bo")
    assert told(stage, host) == "Bo er gået over til nr. 4."
    assert (counts(host)[2], counts(host)[4]) == (([], 0), (["Bo"], 0))


def test_delete_takes_the_last_one_back() -> None:
    stage, host = prioritised()
    typed(stage, host, "bo", "ida")
    stage.key("delete", None)
    assert counts(host)[2] == (["Bo"], 0)
    host.desk.undo()
    assert counts(host)[2] == (["Bo", "Ida"], 0)


def test_a_crowd_says_that_it_will_be_split() -> None:
    stage, host = prioritised()
    typed(stage, host, "7")
    assert row(stage, WISHES[1]).endswith("deles i 2 grupper · 7")


# -- the groups ----------------------------------------------------------------------------------------------


def test_next_says_who_is_missing_and_what_nobody_chose_and_then_forms_the_groups() -> None:
    stage, host = prioritised()
    typed(stage, host, "2 7", "1 5")
    assert stage.before_next()
    said = told(stage, host)
    assert "4 har ikke valgt endnu." in said
    assert "Ingen vælger nr. 4: det bliver parkeret." in said
    assert stage.before_next()
    shown = text(stage)
    assert "Gruppe 1 · Vagtplanen kommer fire uger før\n  4 personer" in shown
    assert "Gruppe 2 · Vagtplanen kommer fire uger før\n  3 personer" in shown
    assert "Gruppe 3 · Fælles frokost om onsdagen\n  5 personer" in shown
    assert "parkeret, ikke glemt" in shown
    assert WISHES[3] in shown
    assert [item.text for item in host.desk.state.standing(PARKING_LOT)] == [WISHES[3]]
    assert stage.prompt() is None
    assert not stage.before_next()  # the next press goes on


def test_where_nothing_was_entered_next_makes_a_group_for_each_wish() -> None:
    stage, host = prioritised()
    assert stage.before_next()
    assert told(stage, host).startswith("Ingen er skrevet ind.")
    assert stage.before_next()
    assert text(stage).count("ingen navne skrevet") == 3


def test_all_there_nothing_is_asked_twice() -> None:
    stage, host = prioritised()
    typed(stage, host, "2 5", "1 5", "4 6")
    assert stage.before_next()
    assert stage.groups


def test_from_the_groups_back_to_who_stands_where() -> None:
    stage, host = prioritised()
    typed(stage, host, "2 5", "1 5", "4 6")
    stage.before_next()
    assert stage.before_back()
    assert stage.prompt() == "Til nr. 4"
    typed(stage, host, "1 4", "2 6")
    assert stage.before_next()
    assert [group.heads for group in stage.groups] == [6, 4, 6]
    assert stage.key("e", "e")
    assert stage.before_next()  # nothing has changed: the groups stay as they are
    assert not stage.before_next()


def test_groups_that_have_noted_something_are_not_formed_anew() -> None:
    stage, host = formed("vi")
    host.do(c.NoteIdeas(("x",), "handlinger", 0))
    host.do(c.GoTo("valg"))
    from apv_tui.tui.stages import make_stage

    stage = make_stage(host.desk, host)
    assert not stage.before_back()
    assert not stage.key("e", "e")


def test_who_comes_later_joins_the_smallest_group_and_who_has_none_is_named() -> None:
    stage, host = prioritised()
    everybody = [who.name.split()[0] for who in host.desk.state.present]
    typed(stage, host, f"2 {', '.join(everybody[:5])}", f"1 {', '.join(everybody[5:8])}")
    stage.before_next()
    stage.before_next()
    host.do(c.AddPeople((PersonFacts(id="ny", name="Xenia Ny"),)))
    shown = text(stage)
    assert "Xenia" in shown.split("Gruppe 2")[1]
    assert f"Uden gruppe: {everybody[8]}" in shown


def test_what_nobody_chose_is_told_whole_also_where_it_is_long() -> None:
    stage, host = prioritised(24, (1, 2, 3, 4, 5, 6))
    for person in host.desk.state.present[:4]:
        host.do(c.Join(person.id, item_id(host, 1)))
    stage.before_next()
    stage.before_next()
    for size in SIZES:
        flat = " ".join(text(stage, size).split())
        assert all(str(number) in flat for number in (2, 3, 4, 5, 6))
        for person in host.desk.state.present[4:]:
            assert host.desk.name(person.id) in flat


def test_without_wishes_there_is_nothing_to_go_to() -> None:
    stage, _ = prioritised(numbers=())
    assert stage.prompt() is None
    assert not stage.before_next()
    assert "Der er ikke noget at gå til" in text(stage)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [4, 16, 60])
def test_the_screen_is_whole_at_every_moment(size: tuple[int, int], count: int) -> None:
    stage, host = prioritised(count, tuple(range(1, min(6, -(-count // 4)) + 1)))
    grid(stage.body(*size), *size)
    everybody = [who.name for who in host.desk.state.present]
    for at, name in enumerate(everybody):
        typed(stage, host, name)
        if at % 3 == 0:
            stage.key("down", None)
        grid(stage.body(*size), *size)
    stage.before_next()
    stage.before_next()
    flat = " ".join("\n".join(all_pages(stage, *size)).split())
    for who in host.desk.state.present:
        assert host.desk.name(who.id) in flat


# -- such groups in other steps ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_the_groups_step_names_the_wish_of_each_group(size: tuple[int, int]) -> None:
    stage, _ = formed("find", names=2)
    shown = text(stage, size)
    assert "Gruppe 1 · Vagtplanen kommer fire uger før" in shown
    assert "4 personer" in shown
    assert "Bo, Ida" in shown
    assert "trækning" not in shown  # nothing was drawn, and nothing can be drawn again
    assert [hint.key for hint in stage.hints()] == ["m"]


def test_a_group_without_names_chooses_its_host_itself() -> None:
    stage, host = formed("rundt", names=2)
    shown = text(stage)
    assert "vært: én af jer" in shown
    assert "vært: Bo" in shown
    stage.key("down", None)
    stage.key("h", "h")  # nobody to name: nothing happens
    assert not host.told


@pytest.mark.parametrize("size", SIZES)
def test_when_groups_tell_the_wish_is_the_theme(size: tuple[int, int]) -> None:
    stage, host = formed("vi")
    host.do(c.NoteIdeas(("Vi spørger først",), "handlinger", 0, question="v1"))
    host.do(c.NoteIdeas(("Lederen svarer samme dag",), "handlinger", 0, question="l1"))
    host.do(c.NoteIdeas(("Fra en anden",), "handlinger", 1, question="v1"))
    host.do(c.GoTo("fortael"))
    from apv_tui.tui.stages import make_stage

    stage = make_stage(host.desk, host)
    shown = text(stage, size)
    assert "Gruppe 1 fortæller" in shown
    assert WISHES[1] in shown
    lines = [row.strip() for row in shown.split("\n")]
    assert lines.index("VI") < lines.index("1  Vi spørger først") < lines.index("Lederen")
    assert "Fra en anden" not in shown
    assert not any("Gruppe" in row and "ingen tilbage" in row for row in lines)


def test_a_name_entered_by_hand_can_be_moved_to_such_a_group() -> None:
    _, host = formed("find")
    host.do(c.MovePerson("p9", 1))
    groups = host.desk.state.groups_of(host.desk.state.step)  # type: ignore[arg-type]
    assert [(group.everyone, group.heads) for group in groups] == [((), 4), (("p9",), 4), ((), 3)]


# -- through three lenses ------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [44, 27])
def test_the_lens_stands_above_the_question(width: int) -> None:
    stage, host = formed("vi")
    lines = stage.task(width)
    assert text_of(lines[0]) == "Fra tre sider"
    assert text_of(lines[1]).split("  ")[1].replace(" ", "") == "VI"
    assert lines[1][0].role == "signal"
    assert "1 af 4" in text_of(lines[1])
    assert "Hvad skal vi tænke" in text_of(lines[2])
    for _ in range(3):
        host.do(c.Next())
    words = " ".join(text_of(row) for row in stage.task(width)).split()
    assert "SAMARBEJDSPARTNERE" in words
    assert "Fra tre sider" in " ".join(words)  # up to the next heading


def test_a_heading_that_is_the_lens_is_not_said_twice() -> None:
    question = Question(text="Hvad skal de gøre?", heading="Lederen", lens="LEDEREN")
    rows = [text_of(row) for row in question_task((question,), 0, Words("da"), 27)]
    assert [row.replace(" ", "") for row in rows] == ["LEDEREN", "Hvadskaldegøre?"]


def test_the_wish_of_the_group_stands_above_what_it_notes() -> None:
    stage, _ = formed("vi")
    for size in SIZES:
        assert f"2  {WISHES[1]}" in text(stage, size)
        assert "Ønsket skal gå i opfyldelse." in text(stage, size)
    stage.key("tab", None)
    stage.key("tab", None)
    assert stage.prompt() == "Gruppe 3"
    assert f"1  {WISHES[0]}" in text(stage)


def test_what_is_noted_keeps_its_question_and_belongs_to_the_wish() -> None:
    stage, host = formed("vi")
    typed(stage, host, "Vi spørger først")
    host.do(c.Next())
    typed(stage, host, "Vi siger tak")
    first, second = host.desk.state.standing("handlinger")
    assert (first.question, second.question) == ("v1", "v2")
    assert first.under == second.under == item_id(host, 2)
    # What was said to the other question through the same lens stays in view, and says so.
    assert row(stage, "Vi spørger først").endswith("spørgsmål 1")
    assert not row(stage, "Vi siger tak").endswith("spørgsmål 2")
    host.do(c.Next())  # the next lens begins with an empty sheet
    assert "Vi spørger" not in text(stage)
    assert "i alt 0 forslag" in text(stage)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_hands_at_the_keyboard(size: tuple[int, int]) -> None:
    async with room("saml", agenda=make_agenda(), count=8, size=size) as opened:
        await opened.do(c.NoteIdeas(WISHES, "brutto"), c.GoTo("fire"), c.GoTo("prioriter"))
        for group, number in enumerate((2, 1)):
            item = next(item.id for item in opened.desk.state.on_list("brutto") if item.number == number)
            await opened.do(c.Prioritise(item, group))
        await opened.do(c.GoTo("valg"))
        await opened.write("fat")
        assert "► Fatima" in opened.text
        await opened.press("enter")
        assert opened.line.value == ""
        await opened.write("4")
        await opened.press("enter", "down")
        await opened.press("pagedown")
        assert "har ikke valgt endnu" in opened.text
        await opened.press("pagedown")
        assert "Gruppe 1 · Vagtplanen" in opened.text
        assert opened.desk.state.step_id == "valg"
        await opened.press("pageup")
        assert "Til nr." in opened.text
        await opened.press("pagedown")
        await opened.press("pagedown", "pagedown")
        assert opened.desk.state.step_id == "find"


async def test_letters_that_mean_nobody_hold_nobody() -> None:
    async with room("saml", agenda=make_agenda(), count=8) as opened:
        await opened.do(c.NoteIdeas(WISHES, "brutto"), c.GoTo("fire"), c.GoTo("prioriter"))
        item = next(item.id for item in opened.desk.state.on_list("brutto") if item.number == 2)
        await opened.do(c.Prioritise(item, 0), c.GoTo("valg"))
        await opened.write("xyz")
        await opened.press("pagedown")
        assert opened.line.value == "xyz"
        assert "Esc sletter det" in opened.text
        await opened.press("escape")
        assert opened.line.value == ""
        await opened.write("xyz")
        await opened.press("pagedown", "pagedown")
        assert opened.line.value == ""
        assert "«xyz» blev ikke gemt." in opened.text
        await opened.press("pagedown")
        assert opened.desk.state.state_of("valg").groups
