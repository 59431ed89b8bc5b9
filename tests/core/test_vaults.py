"""Confidential notes belong to one person: they are begun with consent, never mixed, and erased for good."""

import pytest
from helpers import Case
from hypothesis import given, settings
from hypothesis import strategies as st
from test_spotlight import at_core, run_agenda
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core.messages import Refused


def written() -> Case:
    """Give a case at the step that asks for consent."""
    case = Case(agenda=run_agenda())
    case.do(c.GoTo("written"))
    return case


def at_hand(case: Case) -> list[str]:
    return [item.text for item in case.state.at_hand("core")]


# -- beginning -----------------------------------------------------------------------------------------------


def test_nothing_is_noted_before_somebody_is_named() -> None:
    case = written()
    assert case.refuses(c.NoteIdeas(("Calm",), "core")) == "refused.no_vault"
    assert case.refuses(c.NoteOnPaper("core", None, 1, 3)) == "refused.no_vault"


def test_where_the_agenda_asks_for_consent_nothing_begins_without_it() -> None:
    case = written()
    assert case.refuses(c.OpenVault("p1")) == "refused.consent_first"
    (entry,) = case.do(c.OpenVault("p1", consented=True))
    assert (entry.fact.owner, entry.fact.consented) == ("p1", True)  # type: ignore[attr-defined]
    assert case.do(c.OpenVault("p1", consented=True)) == ()


def test_who_has_said_yes_is_not_asked_again_in_the_same_round() -> None:
    case = written()
    case.do(c.OpenVault("p1", consented=True), c.OpenVault("p2", consented=True), c.OpenVault("p1"))
    assert len(case.state.vaults) == 2


def test_only_where_a_confidential_list_is_filled() -> None:
    case = Case(agenda=run_agenda())
    case.do(c.GoTo("again"))
    assert case.refuses(c.OpenVault("p1")) == "refused.nothing_confidential"
    case.do(c.GoTo("written"))
    assert case.refuses(c.OpenVault("nobody", consented=True)) == "refused.no_such_person"


def test_the_notes_of_the_one_at_the_centre_are_nobody_elses() -> None:
    case = at_core("p1")
    assert case.refuses(c.OpenVault("p2")) == "refused.not_at_centre"
    case.do(c.OpenVault("p1"))
    case.note("Calm", list="core")
    case.do(c.GoTo("story"), c.ChooseSpot("p2"), c.GoTo("core"))
    assert at_hand(case) == []
    assert case.refuses(c.NoteIdeas(("Quick",), "core")) == "refused.no_vault"


# -- kept apart ----------------------------------------------------------------------------------------------


def test_only_the_notes_of_the_person_named_are_at_hand_and_each_counts_from_one() -> None:
    case = written()
    case.do(c.OpenVault("p1", consented=True))
    case.note("Calm", "Quick", list="core")
    case.do(c.OpenVault("p2", consented=True))
    (bold,) = case.note("Bold", list="core")
    assert (at_hand(case), bold.number) == (["Bold"], 1)
    case.do(c.OpenVault("p1"))
    assert at_hand(case) == ["Calm", "Quick"]


def test_a_note_never_leaves_for_a_list_that_all_may_see() -> None:
    case = written()
    case.do(c.OpenVault("p1", consented=True))
    (note,) = case.note("Calm", list="core")
    for list_id in ("open", "parking"):
        assert case.refuses(c.MoveIdea(note.id, list_id)) == "refused.confidential"
    assert case.refuses(c.CarryOver((note.id,), "open")) == "refused.confidential"


def test_taking_back_the_choice_of_a_person_does_not_open_their_notes_for_another() -> None:
    """The opening stays in the log; what is noted next must be the one's at the centre, or nobody's."""
    case = Case(agenda=run_agenda())
    case.do(c.GoTo("core"), c.ChooseSpot("p1"), c.OpenVault("p1"))
    case.do(c.GoTo("story"), c.ChooseSpot("p2"), c.GoTo("core"), c.OpenVault("p2"))
    case.record.undo()  # the step
    case.record.undo()  # the choice of p2
    assert case.state.spot == "p1"
    case.do(c.GoTo("core"))
    owner = case.state.open_vault.owner if case.state.open_vault else "p1"
    assert owner == "p1"


@settings(max_examples=tries(30), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3)), max_size=30))
def test_whatever_is_done_a_note_is_at_hand_for_its_owner_alone(moves: list[tuple[int, int]]) -> None:
    case = Case(3, agenda=run_agenda())
    case.do(c.GoTo("story"))
    for at, (what, person) in enumerate(moves):
        who = f"p{person}"
        try:
            if what == 6:
                case.record.undo()
            else:
                case.do(
                    (
                        c.GoTo(("story", "core", "written")[person - 1]),
                        c.ChooseSpot(who),
                        c.OpenVault(who, consented=True),
                        c.NoteIdeas((f"{case.state.spot} {at}",), "core"),
                        c.RepeatRun(),
                        c.EraseVault(case.state.vault_of(who)),
                    )[what]
                )
        except Refused:
            pass
        state = case.state
        opened = state.open_vault
        shown = list(state.at_hand("core"))
        assert opened is not None or not shown
        for item in shown:
            vault = state.vaults[item.vault]
            assert (vault, item.round) == (opened, state.round)
            assert not vault.erased
            if state.step_id in ("story", "core"):
                assert vault.owner == state.spot
        for item in state.items.values():
            if item.step in ("story", "core"):
                assert item.text.startswith(f"{state.vaults[item.vault].owner} "), "written for somebody else"


def test_undo_leaves_the_notes_alone_that_are_closed_now() -> None:
    case = written()
    case.do(c.OpenVault("p1", consented=True))
    case.note("Calm", list="core")
    case.do(c.OpenVault("p2", consented=True))
    assert case.record.last_undoable() == ()
    case.do(c.OpenVault("p1"))
    case.record.undo()
    assert case.state.items == {}


# -- erasing -------------------------------------------------------------------------------------------------


def test_erasing_takes_the_notes_and_nothing_else() -> None:
    case = written()
    case.do(c.OpenVault("p1", consented=True))
    case.note("Calm", list="core")
    gone = case.state.vault
    case.do(c.OpenVault("p2", consented=True))
    case.note("Bold", list="core")
    case.do(c.EraseVault(gone))
    assert [item.text for item in case.state.items.values()] == ["Bold"]
    assert at_hand(case) == ["Bold"]
    assert case.refuses(c.EraseVault(gone)) == "refused.nothing_confidential"
    assert case.refuses(c.EraseVault("nothing")) == "refused.nothing_confidential"


def test_what_is_erased_comes_back_by_no_undo_and_no_redo() -> None:
    case = written()
    case.do(c.OpenVault("p1", consented=True))
    case.note("Calm", list="core")
    case.note("Quick", list="core")
    case.record.undo()
    case.do(c.EraseVault(case.state.vault))
    with pytest.raises(Refused):
        case.record.redo()
    assert not any(getattr(entry.fact, "text", "") for entry in case.record.last_undoable())
    case.record.undo()
    assert case.state.items == {}


def test_notes_begun_anew_after_erasing_need_a_new_yes() -> None:
    case = written()
    case.do(c.OpenVault("p1", consented=True))
    case.do(c.EraseVault(case.state.vault))
    assert case.refuses(c.NoteIdeas(("Calm",), "core")) == "refused.no_vault"
    assert case.refuses(c.OpenVault("p1")) == "refused.consent_first"
