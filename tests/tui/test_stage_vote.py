"""Counting strokes and choosing topics: hidden until closed, never ordered in silence."""

import re
from collections.abc import Sequence

import pytest
from desks import FakeHost, grid, make_desk

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.state import Item, Topics, VoteState
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages.vote import VoteStage

WISHES = (
    "Vagtplan fire uger før",
    "Frokost sammen",
    "Makker til nye kolleger",
    "Ros i hverdagen",
    "Mindre støj på kontoret",
    "Cykelskur",
    "Makker til de nye",
)
CLEAN = (15, 12, 11, 11, 6, 5)
TIE = (9, 6, 6, 6, 6, 6)


def agenda(**vote: object) -> Agenda:
    return Agenda.model_validate(
        {
            "title": "Prøve",
            "language": "da",
            "lists": {
                "oensker": {"title": "Ønsker", "one": "ønske", "many": "ønsker"},
                "emner": {"title": "Emner", "one": "emne", "many": "emner"},
            },
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
                    "id": "tael",
                    "kind": "vote",
                    "title": "Vi tæller op",
                    "minutes": 4,
                    "list": "oensker",
                    "into": "emner",
                    "strokes": 3,
                    "choose": "3-5",
                    "instruction": "Mødelederen tæller.",
                    **vote,
                },
                {"id": "slut", "kind": "close", "title": "Slut", "minutes": 5, "uses": "emner"},
            ],
        }
    )


class Host(FakeHost):
    """A screen that tells its stage of changes, as the real one does."""

    stage: VoteStage

    def do(self, command: c.Command) -> bool:
        done = super().do(command)
        if done:
            self.stage.changed()
        return done


def at_vote(
    wishes: tuple[str, ...] = WISHES[:6], people: int = 23, **vote: object
) -> tuple[VoteStage, Host, Desk]:
    desk, _ = make_desk(agenda(**vote), people)
    desk.do(c.Next())
    desk.do(c.DrawGroups(1))
    desk.do(c.NoteIdeas(wishes, "oensker", group=1))
    desk.do(c.GoTo("tael"))
    step = desk.state.step
    assert step is not None
    host = Host(desk)
    stage = host.stage = VoteStage(desk, host, step)
    return stage, host, desk


def press(stage: VoteStage, *keys: str) -> None:
    for key in keys:
        taken = stage.choose() if key == "enter" else stage.key(key, key if len(key) == 1 else None)
        assert taken, key


def type_in(stage: VoteStage, *numbers: int) -> None:
    for number in numbers:
        press(stage, *str(number), "enter")


def counted(
    strokes: Sequence[int], wishes: tuple[str, ...] = WISHES[:6], **vote: object
) -> tuple[VoteStage, Host, Desk]:
    stage, host, desk = at_vote(wishes, **vote)
    assert stage.submit("23")
    type_in(stage, *strokes)
    return stage, host, desk


def closed(strokes: Sequence[int], **vote: object) -> tuple[VoteStage, Host, Desk]:
    stage, host, desk = counted(strokes, **vote)
    assert stage.before_next()
    return stage, host, desk


def drawn(stage: VoteStage, width: int = 78, height: int = 13) -> str:
    return grid(stage.body(width, height), width, height)


def asked(stage: VoteStage) -> str:
    return grid(stage.task(41), 41, 20).replace("\n", " ")


def row(text: str, words: str) -> str:
    return next(line for line in text.split("\n") if words in line)


def numbered(desk: Desk, number: int) -> Item:
    return next(item for item in desk.state.items.values() if item.number == number)


def vote(desk: Desk) -> VoteState:
    found = desk.state.state_of("tael").vote
    assert found is not None
    return found


def topics(desk: Desk) -> Topics:
    found = vote(desk).topics
    assert found is not None
    return found


def chosen(desk: Desk) -> list[int]:
    return sorted(desk.state.items[id_].number for id_ in topics(desk).items)


# -- opening -------------------------------------------------------------------------------------------------


def test_at_first_the_number_present_is_offered_and_the_list_can_be_read() -> None:
    stage, host, desk = at_vote()
    assert stage.initial_entry() == "23"
    assert stage.prompt() == "Hvor mange satte streger?"
    text = drawn(stage)
    assert "3 streger til hver · højst 1 streg pr. ønske" in text
    assert "3  Makker til nye kolleger" in text
    assert stage.before_next(), "passing the count is not done by one press"
    assert host.told[-1].id == "vote.nothing_counted"
    assert not stage.before_next(), "a room that does not count can go on"
    assert stage.submit("21")
    assert vote(desk).voters == 21
    assert stage.initial_entry() == ""
    assert stage.prompt() is None


@pytest.mark.parametrize("typed", ["", "mange", "-3", "3,5"])
def test_a_number_is_asked_for(typed: str) -> None:
    stage, host, desk = at_vote()
    assert not stage.submit(typed)
    assert host.told[-1].id == "vote.not_number"
    assert desk.state.state_of("tael").vote is None


def test_undoing_the_opening_offers_the_number_again() -> None:
    stage, host, desk = at_vote()
    stage.submit("23")
    assert host.entry == ""
    desk.undo()
    stage.changed()
    assert host.entry == "23"


# -- by sheets -----------------------------------------------------------------------------------------------


def test_the_number_is_seen_while_it_is_typed_and_hidden_when_it_is_stored() -> None:
    stage, _, desk = at_vote()
    stage.submit("23")
    press(stage, "1", "5")
    assert row(drawn(stage), "Vagtplan").endswith("[15]")
    press(stage, "enter")
    text = drawn(stage)
    assert row(text, "Vagtplan").endswith("√")
    assert row(text, "Frokost").startswith("►")
    assert vote(desk).sheet == {numbered(desk, 1).id: 15}


def test_66_of_69_are_counted_and_no_number_shows_before_the_count_is_closed() -> None:
    stage, _, _ = counted((15, 12, 11, 11, 6, 5, 6), (*WISHES[:6], "Kaffe"))
    for cursor in range(8):
        stage.sheets.cursor = cursor
        rows = [line for line in drawn(stage).split("\n")[1:] if line and "Luk" not in line]
        assert len(rows) == 7
        for line in rows:
            assert re.fullmatch(r"[► ] +\d  \D+", line), "its own number, and no other"
    assert "66 af 69 streger" in drawn(stage)
    assert "højst 1 streg pr. ønske" in drawn(stage)


def test_enter_without_a_number_only_goes_on_and_backspace_edits() -> None:
    stage, _, desk = at_vote()
    stage.submit("23")
    press(stage, "enter", "9", "9", "backspace", "backspace", "8", "enter")
    assert vote(desk).sheet == {numbered(desk, 2).id: 8}


def test_a_number_the_voters_cannot_have_drawn_is_refused_where_it_stands() -> None:
    stage, host, desk = at_vote()
    stage.submit("23")
    press(stage, "9", "9", "enter")
    assert host.told[-1].id == "refused.strokes_impossible"
    assert stage.sheets.cursor == 0
    assert not vote(desk).sheet


def test_more_strokes_than_can_be_is_said_in_words() -> None:
    stage, _, _ = counted((10, 10, 10), WISHES[:3])
    press(stage, "v")
    assert stage.prompt() == "Hvor mange satte streger?"
    assert stage.submit("9") is True
    text = drawn(stage)
    assert "30 af 27 streger" in text
    assert "3 streger for meget" in text


def test_the_number_of_voters_can_be_left_as_it_was() -> None:
    stage, host, desk = counted(())
    press(stage, "v")
    assert host.entry == "23"
    press(stage, "escape")
    assert stage.prompt() is None
    assert vote(desk).voters == 23


def test_the_last_row_closes_the_count() -> None:
    stage, _, desk = counted(CLEAN)
    assert row(drawn(stage), "Luk optællingen").startswith("►")
    press(stage, "enter")
    assert vote(desk).closed


def test_with_nothing_counted_it_cannot_be_closed_and_next_goes_on() -> None:
    stage, host, _ = counted(())
    press(stage, "end")
    assert "6 er ikke talt" in drawn(stage)
    press(stage, "enter")
    assert host.told[-1].id == "refused.nothing_counted"
    assert stage.before_next()
    assert host.told[-1].id == "vote.nothing_counted"
    assert not stage.before_next()
    assert stage.next_label() == "act.next"


def test_next_stores_the_number_that_is_being_typed_before_it_closes() -> None:
    stage, _, desk = counted(CLEAN[:5])
    press(stage, "5")
    assert stage.next_label() == "act.next.close_count"
    assert stage.before_next()
    assert vote(desk).sheet[numbered(desk, 6).id] == 5
    assert vote(desk).closed


def test_next_does_not_close_over_a_number_that_is_refused() -> None:
    stage, _, desk = counted(CLEAN[:5])
    press(stage, "9", "9")
    assert stage.before_next()
    assert not vote(desk).closed


def test_strokes_on_a_struck_out_repeat_count_for_the_one_that_stands() -> None:
    stage, _, desk = at_vote(WISHES)
    desk.do(c.MergeIdeas((numbered(desk, 7).id,), numbered(desk, 3).id))
    stage.submit("23")
    type_in(stage, 15, 12, 9)
    assert "     =   7  Makker til de nye" in drawn(stage).replace("►", " ")
    type_in(stage, 2, 11, 6, 5)
    stage.before_next()
    assert "11 (9 + 2)" in row(drawn(stage), "Makker til nye")


def test_an_item_without_words_is_shown_by_sheet_and_number() -> None:
    stage, _, desk = at_vote()
    desk.do(c.GoTo("ord"))
    desk.do(c.NoteOnPaper("oensker", 1, 5, 5))
    desk.do(c.GoTo("tael"))
    stage.submit("23")
    assert "7  ark 2 nr. 5" in drawn(stage)


# -- by slips ------------------------------------------------------------------------------------------------


def test_slips_are_typed_as_numbers() -> None:
    stage, _, desk = counted(())
    press(stage, "tab")
    assert stage.prompt() == "Seddel 1"
    assert stage.submit("1 2 3")
    assert stage.submit("2, 4,5")
    assert stage.prompt() == "Seddel 3"
    assert "2 af 23 sedler · 6 af 69 streger" in drawn(stage)
    assert [len(slip) for slip in vote(desk).slips.values()] == [3, 3]
    press(stage, "tab")
    assert stage.prompt() is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("3 3", "refused.slip_repeats"),
        ("1 2 3 4", "refused.slip_too_many"),
        ("1 77", "refused.no_such_number"),
        ("3 frokost", "vote.not_numbers"),
    ],
)
def test_a_slip_that_cannot_be_is_refused_with_its_reason_and_stays_in_the_line(typed: str, why: str) -> None:
    stage, host, desk = counted(())
    press(stage, "tab")
    assert not stage.submit(typed)
    assert host.told[-1].id == why
    assert not vote(desk).slips


def test_an_item_and_its_repeat_are_the_same_wish_on_a_slip() -> None:
    stage, host, desk = at_vote(WISHES)
    desk.do(c.MergeIdeas((numbered(desk, 7).id,), numbered(desk, 3).id))
    stage.submit("23")
    press(stage, "tab")
    assert not stage.submit("3 7")
    assert host.told[-1].id == "refused.slip_repeats"


def test_an_earlier_slip_is_put_right() -> None:
    stage, host, desk = counted(())
    press(stage, "tab")
    for slip in ("1 2", "3", "4 5 6"):
        stage.submit(slip)
    press(stage, "up", "up")
    assert (stage.prompt(), host.entry) == ("Seddel 2", "3")
    assert stage.submit("3 1")
    assert stage.prompt() == "Seddel 4"
    assert len(vote(desk).slips[2]) == 2
    press(stage, "up", "down")
    assert (stage.prompt(), host.entry) == ("Seddel 4", "")


def test_an_earlier_slip_is_taken_out_by_an_empty_line() -> None:
    stage, host, desk = counted(())
    press(stage, "tab")
    stage.submit("1 2")
    press(stage, "up")
    assert stage.submit("")
    assert host.told[-1].id == "vote.slip_out"
    assert vote(desk).slips[1] == ()


def test_an_empty_slip_says_how_to_close() -> None:
    stage, host, _ = counted(())
    press(stage, "tab")
    assert stage.submit("")
    assert host.told[-1].id == "vote.how_to_close"


def test_next_closes_a_count_of_slips() -> None:
    stage, _, desk = counted(())
    press(stage, "tab")
    stage.submit("1 2 3")
    assert stage.before_next()
    assert not vote(desk).closed, "22 slips are missing: that is said first"
    assert stage.before_next()
    assert vote(desk).closed


# -- the result ----------------------------------------------------------------------------------------------


def test_a_clean_gap_proposes_four_and_next_settles_and_then_goes_on() -> None:
    stage, _, desk = closed(CLEAN)
    text = drawn(stage)
    lines = text.split("\n")
    assert [re.sub(r"[^\d ]", " ", line).split()[:2] for line in lines[:4]] == [
        ["1", "1"],
        ["2", "2"],
        ["3", "3"],
        ["3", "4"],
    ], "equal totals share a place"
    assert "── klart skel: 11 mod 6 ──" in lines[4]
    assert "Mindre støj" in lines[5]
    assert "Cykelskur" in lines[6], "all wishes stay in view"
    assert sum(line[1] == "●" for line in lines) == 4
    assert "Forslag: 4 emner" in asked(stage)
    assert stage.next_label() == "act.next.topics"
    assert stage.before_next()
    assert (topics(desk).how, chosen(desk)) == ("widened", [1, 2, 3, 4])
    assert "Valgt: 4 emner" in asked(stage)
    assert "Klart skel: 11 mod 6 streger." in asked(stage)
    assert "foreløbig" not in asked(stage)
    assert not stage.before_next()


@pytest.mark.parametrize("strokes", [CLEAN, (10, 10, 9, 9, 9, 9)])
def test_a_result_with_more_strokes_than_can_be_says_so_and_goes_on_saying_it(strokes: Sequence[int]) -> None:
    stage, _, desk = closed(strokes)
    assert "flere, end der kunne være" not in asked(stage)
    assert stage.host.do(c.ReopenVote())
    press(stage, "v")
    voters = (sum(strokes) - 1) // 3  # of the strokes one or more cannot be
    assert stage.submit(str(voters))
    assert stage.before_next(), "the first time it is only said"
    assert stage.before_next()
    over = sum(strokes) - voters * 3
    wanted = f"{over} streger flere" if over > 1 else "1 streg mere"
    assert wanted in asked(stage)
    assert wanted in grid(stage.task(50), 50, 20)
    assert any(span.role == "warn" for row in stage.task(78) for span in row)
    stage.host.do(c.ChooseTopics(tuple(item.id for item in desk.state.standing("oensker"))[:3], "fordi"))
    assert vote(desk).topics is not None
    assert wanted in asked(stage)


def test_the_room_reads_what_is_counted_and_the_footer_says_what_to_type() -> None:
    stage, _, _ = at_vote()
    for wanted in ("sheets", "slips"):
        if wanted == "sheets":
            assert stage.submit("23")
        else:
            press(stage, "tab")
        assert "Skriv" not in asked(stage)
        assert "tæller" in asked(stage)
        assert "ønske" not in asked(stage)
        assert ("0-9", "hint.strokes") in stage.hints() or wanted == "slips"


def test_a_choice_that_others_settle_afterwards_is_called_preliminary() -> None:
    stage, _, _ = closed(CLEAN, preliminary="ja")
    assert "Listen er foreløbig." in asked(stage)
    assert stage.before_next()
    assert "Valgt foreløbigt: 4 emner" in asked(stage)


@pytest.mark.parametrize("way", ["a", "r", "own"])
def test_a_tie_is_said_and_settled_in_one_of_three_ways(way: str) -> None:
    stage, host, desk = closed(TIE)
    assert "2, 3, 4, 5 og 6 har lige mange (6). Der er plads til 4 af dem." in asked(stage)
    assert sum(line[1] == "=" for line in drawn(stage).split("\n")) == 5
    assert stage.before_next(), "a choice is needed"
    assert host.told[-1].id == "vote.choose_first"
    if way == "a":
        press(stage, "a")
        assert (topics(desk).how, chosen(desk)) == ("tie_taken", [1, 2, 3, 4, 5, 6])
        assert "Alle med lige mange streger er taget med." in asked(stage)
    elif way == "r":
        press(stage, "r")
        assert "Omvalg mellem 2, 3, 4, 5 og 6" in asked(stage)
        type_in(stage, 9, 8, 3, 2)
        text = drawn(stage)
        assert "22 af 23 streger" in text
        assert "9" not in row(text, "Frokost")
        assert stage.next_label() == "act.next.result"
        press(stage, "1", "enter", "enter")
        assert "Afgjort ved omvalg." in asked(stage)
        assert "6 omvalg 9" in row(drawn(stage), "Frokost")
        assert stage.before_next()
        assert (topics(desk).how, chosen(desk)) == ("runoff", [1, 2, 3])
    else:
        press(stage, "enter")
        assert "Jeres eget valg: 1 emne" in asked(stage), "the one that is clear stays in"
        press(stage, "enter", "down", "space")
        assert "Jeres eget valg: 3 emner" in asked(stage)
        press(stage, "c")
        assert stage.prompt() == "Begrundelse"
        assert not stage.submit("  ")
        assert host.told[-1].id == "refused.reason_needed"
        assert stage.submit("Tre er nok")
        assert (topics(desk).how, chosen(desk), topics(desk).reason) == ("leader", [1, 2, 3], "Tre er nok")
        assert "Eget valg. Begrundelse: Tre er nok" in asked(stage)
    assert not stage.before_next()


def test_a_run_off_that_ends_in_a_tie_leaves_the_choice_open() -> None:
    stage, _, _ = closed(TIE)
    press(stage, "r")
    type_in(stage, 0, 0, 0, 0, 0)
    press(stage, "enter")
    assert "Lige mange ved skellet" in asked(stage)


def test_next_from_a_run_off_shows_what_came_of_it() -> None:
    stage, host, desk = closed(TIE)
    press(stage, "r", "9", "enter", "8")
    assert stage.before_next()
    assert host.told[-1].id == "vote.doubt.items", "half a run-off decides nothing in silence"
    assert "Omvalg" in asked(stage)
    assert stage.before_next()
    assert vote(desk).runoff is not None
    assert vote(desk).topics is None
    assert "Forslag" in asked(stage)


def test_another_choice_than_a_clean_proposal_needs_a_reason() -> None:
    stage, host, desk = closed(CLEAN)
    press(stage, "end", "enter", "enter")
    assert stage.before_next(), "next asks for the reason too"
    assert stage.prompt() == "Begrundelse"
    assert stage.before_next()
    assert host.told[-1].id == "vote.reason_first"
    assert stage.submit("Cykelskuret er allerede bestilt")
    assert (topics(desk).how, chosen(desk)) == ("leader", [1, 2, 3, 4, 6])
    assert "skel" not in drawn(stage)


def test_a_choice_of_ones_own_is_dropped_by_backspace_or_by_undoing_it() -> None:
    stage, _, desk = closed(CLEAN)
    press(stage, "enter", "enter", "backspace")
    assert stage.result.own is None
    press(stage, "enter", "enter", "enter")
    assert stage.before_next()
    assert topics(desk).how == "widened"


def test_nothing_at_all_is_no_choice() -> None:
    stage, host, _ = closed(CLEAN)
    press(stage, "enter")
    for _ in range(4):
        press(stage, "enter", "down")
    press(stage, "c")
    assert host.told[-1].id == "vote.nothing_chosen"


def test_one_enter_too_many_takes_nothing_out_of_the_choice() -> None:
    stage, _, desk = closed(CLEAN)
    before = stage.result.chosen()
    press(stage, "enter")
    assert stage.result.chosen() == before
    assert stage.before_next(), "and going on settles what was proposed, without a reason"
    assert frozenset(topics(desk).items) == before
    press(stage, "enter")
    assert stage.result.chosen() == before
    assert not stage.before_next(), "what is settled already is not settled once more"


def test_in_the_result_the_number_of_an_item_chooses_its_row() -> None:
    stage, _, _ = closed(CLEAN)
    press(stage, "5")
    assert stage.state.items[stage.tally.ranking[stage.result.cursor].total.item].number == 5


def test_an_enter_too_many_leaves_nothing_uncounted_in_a_run_off() -> None:
    stage, host, _ = closed(TIE)
    press(stage, "r", "enter", "enter")
    assert host.told[-1].id == "vote.type_first"
    type_in(stage, 9, 8, 3, 2)
    press(stage, "end", "enter")
    assert host.told[-1].id == "vote.doubt.items"
    assert stage.part is stage.run_off
    press(stage, "1", "enter", "enter")
    assert stage.part is stage.result


def test_a_vote_on_nothing_says_so_once() -> None:
    stage, host, desk = at_vote(WISHES[:1])
    desk.do(c.WithdrawIdea(numbered(desk, 1).id))
    assert stage.before_next()
    assert host.told[-1].id == "vote.no_items"
    assert not stage.before_next()


def test_the_count_is_opened_again_with_what_was_counted() -> None:
    stage, _, desk = closed(CLEAN)
    stage.before_next()
    press(stage, "o")
    assert not vote(desk).closed
    assert len(vote(desk).sheet) == 6
    assert "60 af 69 streger" in drawn(stage)


def test_a_wordless_winner_gets_its_words() -> None:
    stage, host, desk = closed(CLEAN)
    press(stage, "down", "e")
    assert (stage.prompt(), host.entry) == ("Ret 2", "Frokost sammen")
    assert stage.submit("Fælles frokost")
    assert numbered(desk, 2).text == "Fælles frokost"
    assert stage.prompt() is None


def test_a_stage_made_anew_goes_on_with_the_run_off() -> None:
    stage, host, desk = closed(TIE)
    press(stage, "r", "9", "enter")
    again = VoteStage(desk, host, stage.step)
    assert again.part is again.run_off
    assert row(drawn(again), "Makker").strip() != ""
    assert row(drawn(again), "Frokost").endswith("[√ ]")


# -- the screen ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [(78, 13), (54, 8), (54, 5), (118, 24), (40, 4)])
@pytest.mark.parametrize("strokes", [CLEAN, TIE])
def test_it_fits_with_long_texts(width: int, height: int, strokes: tuple[int, ...]) -> None:
    long = tuple(
        f"Et meget langt ønske om noget, der fylder, og som hedder nummer {n}, " * 3 for n in range(40)
    )
    stage, _, desk = at_vote(long)
    drawn(stage, width, height)
    stage.submit("23")
    desk.do(c.MergeIdeas((numbered(desk, 40).id,), numbered(desk, 3).id))
    type_in(stage, *strokes)
    for keys in (("end",), ("home",), ("tab",), ("tab",), ("v",), ("escape",)):
        press(stage, *keys)
        drawn(stage, width, height)
        grid(stage.task(26), 26, 20)
    stage.before_next()
    stage.before_next()  # not all are counted
    for keys in (("end",), ("home",), ("enter",), ("space",), ("c",), ("escape",), ("backspace",)):
        press(stage, *keys)
        text = drawn(stage, width, height)
        grid(stage.task(26), 26, 20)
    assert "…" in text, "what is cut says so"


def test_the_item_under_the_cursor_is_whole_below_the_ranking() -> None:
    wishes = ("At vi får vagtplanen fire uger før, så alle kan planlægge deres fritid", *WISHES[1:6])
    stage, _, _ = counted(CLEAN, wishes)
    stage.before_next()
    rows = drawn(stage, 54, 8).split("\n")
    assert rows[-2:] == [
        "   1  At vi får vagtplanen fire uger før, så alle kan",
        "      planlægge deres fritid",
    ]
    assert rows[0].startswith("►● 1.   1  At vi får vagtplanen fire uger…")


def test_of_a_very_long_list_only_the_rows_in_view_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    stage, _, desk = at_vote()
    for start in (0, 1000):
        desk.do(c.GoTo("ord"))
        desk.do(c.NoteIdeas(tuple(f"ønske {n}" for n in range(start, start + 1000)), "oensker", group=1))
    desk.do(c.GoTo("tael"))
    built: list[Item] = []
    whole = desk.item_text
    monkeypatch.setattr(desk, "item_text", lambda item: built.append(item) or whole(item))
    drawn(stage)
    assert len(built) <= 13
    stage.submit("23")
    type_in(stage, *CLEAN)
    built.clear()
    drawn(stage)
    assert len(built) <= 14
    stage.before_next()
    built.clear()
    drawn(stage)
    assert len(built) <= 16
