"""The veil: no word of confidential notes stands in the meeting's own log, whatever kind of fact said it."""

import contextlib
import json
import random
import types
from datetime import UTC, date, datetime
from typing import Any, Literal, Union, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.clock import SettableClock
from apv_tui.core.evolve import fold
from apv_tui.core.facts import Entry, Fact, every_fact
from apv_tui.core.facts.base import Words
from apv_tui.core.log import entry_data
from apv_tui.core.messages import Refused
from apv_tui.core.record import Record
from apv_tui.core.state import State, fresh_state
from apv_tui.core.veil import Veil, chained, joined, preface, vault_of, veiled, without
from confidential import NAMES, SECRET, agenda, fumble, note, open_notes, people, plain

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ITEM, VAULT, TEXT = "1te3", "va17", "Jeg kan ikke sove"
TELLS_OF_THE_WHOLE = {f.VaultOpened, f.VaultErased, f.Veiled, f.Undone, f.Redone}
"""Facts that stay in the meeting's log though they have to do with notes: none of them holds words or items."""


def a_record() -> Record:
    record = Record(agenda(), SettableClock(START).utc, chance=random.Random(3))
    record.do(c.OpenMeeting("first"))
    record.do(c.AddPeople(people()))
    return record


def apart(entries: list[Entry]) -> tuple[list[Entry], dict[str, list[Entry]]]:
    """Give the meeting's own log, and each vault's."""
    veil, own, vaults = Veil(), [], {}  # type: ignore[var-annotated]
    for entry in entries:
        part = veil.part(entry)
        own.append(part.own)
        for vault in part.vaults:
            vaults.setdefault(vault, []).append(entry)
    return own, vaults


def folded(entries: Any) -> State:
    return fold(fresh_state(agenda()), entries)


def written(entries: Any) -> str:
    return json.dumps([entry_data(entry) for entry in entries], ensure_ascii=False)


# -- every kind of fact ------------------------------------------------------------------------------------


def filled(annotation: Any, text: str) -> Any:
    """Give a value of a type with a text wherever a text can be."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation.model_construct(
            **{name: filled(field.annotation, text) for name, field in annotation.model_fields.items()}
        )
    if origin is Literal:
        return inner[0]
    if origin in (Union, types.UnionType):
        return filled(inner[0], text)
    if origin is tuple:
        return tuple(filled(each, text) for each in inner if each is not ...)
    if origin is dict:
        return {text: text}
    if origin is not None:
        return filled(inner[0], text)
    plain = {str: text, int: 1, float: 1.0, bool: True}
    return {**plain, date: date(2026, 3, 2), datetime: datetime(2026, 3, 2, tzinfo=UTC)}[annotation]


def made(kind: type[Fact], text: str) -> Fact:
    fields = kind.model_fields.items()
    return kind.model_construct(
        **{n: field.default if n == "kind" else filled(field.annotation, text) for n, field in fields}
    )


def noted(vault: str = VAULT) -> f.IdeaNoted:
    return f.IdeaNoted(item=ITEM, list="core", number=1, text=TEXT, vault=vault)


def an_entry(fact: Fact, id_: str = "e2", unit: str = "u2") -> Entry:
    return Entry(id_, "e1", START, unit, "first", "write", fact)


@pytest.mark.parametrize("kind", every_fact(), ids=lambda kind: kind.__name__)
def test_every_kind_of_fact_that_names_a_confidential_item_is_veiled(kind: type[Fact]) -> None:
    veil = Veil([an_entry(noted(), "e1", "u1")])
    state = folded([an_entry(noted(), "e1")])._replace(vaults={VAULT: ...})  # type: ignore[dict-item]
    fact = made(kind, ITEM)
    if "vault" in kind.model_fields:
        fact = fact.model_copy(update={"vault": VAULT})
    part = veil.part(an_entry(fact))
    if kind in TELLS_OF_THE_WHOLE:
        assert part.own.fact == fact
        assert vault_of(state, fact) == ""
        assert "item" not in kind.model_fields
        assert all(Words.__metadata__[0] not in field.metadata for field in kind.model_fields.values())
    elif ITEM in str(fact.model_dump()):
        assert part.own == an_entry(f.Veiled(vault=VAULT))
        assert part.vaults == (VAULT,)
        assert vault_of(state, fact) == VAULT
        assert ITEM not in written([part.own])
    else:
        assert part == (an_entry(fact), ())


def test_every_kind_of_fact_with_a_field_for_items_was_looked_at() -> None:
    naming = {kind for kind in every_fact() if {"item", "items"} & kind.model_fields.keys()}
    assert f.IdeaReworded in naming
    assert not naming & TELLS_OF_THE_WHOLE
    for kind in naming:
        assert ITEM in str(made(kind, ITEM).model_dump())


def test_a_veiled_entry_keeps_its_place_and_nothing_else() -> None:
    entry = an_entry(noted())
    assert veiled(entry, VAULT) == entry._replace(fact=f.Veiled(vault=VAULT))
    assert TEXT not in written([veiled(entry, VAULT)])
    assert "core" not in written([veiled(entry, VAULT)])


def test_what_belongs_to_the_meeting_stays_as_it_is() -> None:
    veil = Veil()
    for fact in (noted(vault=""), f.IdeaReworded(item=ITEM, text=TEXT), f.StepEntered()):
        assert veil.part(an_entry(fact)) == (an_entry(fact), ())


# -- a meeting taken apart and put together ----------------------------------------------------------------


@given(st.integers(0, 10**9))
def test_whatever_is_done_the_meetings_log_holds_no_confidential_word(seed: int) -> None:
    record = a_record()
    open_notes(record)
    fumble(record, random.Random(seed), 80)
    own, vaults = apart(record.entries)
    assert SECRET not in written(own)
    whole = joined(own, vaults)
    assert list(whole.entries) == record.entries
    assert whole.added == ()
    assert folded(whole.entries) == record.state
    assert plain(folded(own)) == plain(record.state)
    assert [item for item in folded(own).items.values() if item.vault] == []


def test_random_hands_note_enough_that_is_confidential() -> None:
    record = a_record()
    open_notes(record)
    assert fumble(record, random.Random(6), 300) > 100
    own, vaults = apart(record.entries)
    assert len(vaults) > 1
    assert sum(isinstance(entry.fact, f.Veiled) for entry in own) > 20
    assert len({type(e.fact) for log in vaults.values() for e in log}) > 6


def test_with_one_of_two_vaults_at_hand_only_the_others_items_are_missing() -> None:
    record = a_record()
    first = open_notes(record, "m")
    note(record, "et")
    record.do(c.GoTo("write"))
    record.do(c.RepeatRun())
    second = open_notes(record, "s")
    note(record, "to")
    own, vaults = apart(record.entries)
    state = folded(joined(own, {first: vaults[first]}).entries)
    assert [item.text for item in state.items.values()] == [f"et {SECRET}"]
    assert (state.vaults[first].away, state.vaults[second].away) == (False, True)
    assert state.vault == ""


def test_notes_that_are_not_at_hand_are_not_gone_on_with_and_others_can_be_begun() -> None:
    record = a_record()
    vault = open_notes(record)
    note(record, "et")
    own, _ = apart(record.entries)
    again = Record(agenda(), SettableClock(START).utc, entries=own, chance=random.Random(4))
    assert again.last_undoable()[0].fact != f.Veiled(vault=vault)
    with pytest.raises(Refused) as refused:
        note(again, "to")
    assert refused.value.reason.id == "refused.no_vault"
    again.do(c.OpenVault("m", consented=True))
    assert again.state.vault not in ("", vault)
    assert len(note(again, "to")) == 1
    assert again.state.vaults[vault].away


def test_the_notes_of_what_was_undone_are_not_at_hand_either() -> None:
    record = a_record()
    vault = open_notes(record)
    note(record, "et")
    record.undo()
    own, _ = apart(record.entries)
    assert folded(own).vaults[vault].away


# -- where the two logs differ -----------------------------------------------------------------------------


def test_what_only_the_notes_knew_is_taken_over_at_the_end() -> None:
    record = a_record()
    vault = open_notes(record)
    note(record, "et")
    before, _ = apart(record.entries)
    note(record, "to")
    record.do(c.RewordIdea(next(iter(record.state.items)), f"andet {SECRET}"))
    record.undo()
    _, vaults = apart(record.entries)
    whole = joined(before, vaults)
    assert [entry.id for entry in whole.entries] == [entry.id for entry in record.entries]
    assert whole.added == tuple(record.entries[len(before) :])
    assert folded(whole.entries) == record.state
    assert whole.added[0].after == before[-1].id
    assert vault in vaults


def test_what_was_never_acknowledged_is_lost_and_the_notes_stay_at_hand() -> None:
    record = a_record()
    vault = open_notes(record)
    note(record, "et")
    note(record, "to")
    own, vaults = apart(record.entries)
    state = folded(joined(own, {vault: vaults[vault][:-1]}).entries)
    assert [item.text for item in state.items.values()] == [f"et {SECRET}"]
    assert not state.vaults[vault].away
    assert state.vault == vault


@pytest.mark.parametrize(
    "fact",
    [
        f.IdeaNoted(item="x", list="wishes", number=1, text="slipped in"),
        f.IdeaNoted(item="x", list="core", number=1, text="slipped in", vault="another"),
        f.PersonRemoved(person="m"),
        f.VaultErased(vault="another"),
    ],
)
def test_a_file_of_notes_cannot_speak_for_the_meeting(fact: Fact) -> None:
    record = a_record()
    vault = open_notes(record)
    note(record, "et")
    own, vaults = apart(record.entries)
    forged = [*vaults[vault][:-1], vaults[vault][-1]._replace(fact=fact), an_entry(fact, "new")]
    whole = joined(own, {vault: forged})
    assert plain(folded(whole.entries)) == plain(record.state)
    assert whole.added == ()
    assert "another" not in folded(whole.entries).vaults


# -- the notes alone ---------------------------------------------------------------------------------------


def test_the_notes_can_be_read_alone_and_name_nobody_but_their_owner() -> None:
    record = a_record()
    note(record, "et ønske", into="wishes")
    vault = open_notes(record)
    opened = record.entries[-1]
    begun = preface(record.state, opened)
    note(record, "et")
    note(record, "to")
    record.undo()
    record.do(c.GoTo("wishes"))
    note(record, "et ønske mere", into="wishes")
    _, vaults = apart(record.entries)
    alone = (*begun, *chained((e for e in vaults[vault] if e.id != opened.id), begun[-1].id))
    assert [entry.after for entry in alone] == ["", *(entry.id for entry in alone[:-1])]
    assert all(name not in written(alone) for name in NAMES[1:])
    assert "ønske" not in written(alone)
    state = folded(alone)
    assert [item.text for item in state.items.values()] == [f"et {SECRET}"]
    assert [person.name for person in state.present] == [NAMES[0]]
    assert (state.step_id, state.spot, state.vault) == ("story", "m", vault)
    assert state.open_vault is not None


def test_notes_that_were_read_alone_can_be_gone_on_with_and_come_back() -> None:
    record = a_record()
    vault = open_notes(record)
    begun = preface(record.state, record.entries[-1])
    (first,) = note(record, "et")
    own, vaults = apart(record.entries)
    alone = (*begun, *chained(vaults[vault][1:], begun[-1].id))
    home = Record(agenda(), SettableClock(START).utc, entries=alone, chance=random.Random(9))
    home.do(c.RewordIdea(first.id, f"hjemme {SECRET}"))
    note(home, "to")
    home.do(c.AddPeople(people()[1:]))
    state = folded(joined(own, {vault: home.entries}).entries)
    assert [item.text for item in state.items.values()] == [f"hjemme {SECRET}", f"to {SECRET}"]
    assert plain(state) == plain(record.state)


# -- kept apart, and erased --------------------------------------------------------------------------------


def test_nothing_ties_notes_to_anything_else() -> None:
    record = a_record()
    (wish,) = note(record, "ønske", into="wishes")
    vault = open_notes(record)
    (mine,) = note(record, "et")
    for command in (
        c.PutUnder(wish.id, mine.id),
        c.PutUnder(mine.id, wish.id),
        c.NoteIdeas(("under",), "wishes", under=mine.id),
        c.MoveIdea(wish.id, "core"),
        c.MoveIdea(mine.id, "wishes"),
        c.CarryOver((mine.id,), "wishes"),
        c.CarryOver((wish.id,), "core"),
        c.AddHeading("core", f"overskrift {SECRET}"),
    ):
        with pytest.raises(Refused):
            record.do(command)
    record.do(c.GoTo("write"))
    record.do(c.RepeatRun())
    open_notes(record, "s")
    (theirs,) = note(record, "to")
    for command in (c.MergeIdeas((theirs.id,), mine.id), c.PutUnder(theirs.id, mine.id)):
        with pytest.raises(Refused) as refused:
            record.do(command)
        assert refused.value.reason.id == "refused.confidential"
    assert record.state.items[mine.id].vault == vault


@given(st.integers(0, 10**9))
def test_what_is_erased_is_gone_from_memory_and_cannot_be_brought_back(seed: int) -> None:
    chance = random.Random(seed)
    record = a_record()
    vault = open_notes(record)
    note(record, "et")
    fumble(record, chance, 30)
    before = record.state
    record.do(c.EraseVault(vault))
    record.veil(vault)
    mine = {id_ for id_, item in before.items.items() if item.vault == vault}
    others = {id_: item for id_, item in before.items.items() if id_ not in mine}
    assert record.state.items == others
    assert plain(record.state) == plain(before)
    _, vaults = apart(record.entries)
    words = [e for e in vaults.get(vault, ()) if not isinstance(e.fact, f.VaultOpened | f.Undone | f.Redone)]
    assert words == []
    for _ in range(60):
        with contextlib.suppress(Refused):
            record.undo() if chance.random() < 0.7 else record.redo()
        assert not any(item.vault == vault for item in record.state.items.values())
    assert record.state.vaults[vault].erased
    assert record.entries == without(record.entries, vault)
