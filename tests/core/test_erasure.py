"""Erasing words: they are gone from all of the log, and nothing else of it changes."""

import contextlib
import json
import random
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from helpers import small_data
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from random_meetings import some_command

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Agenda
from apv_tui.core.clock import SettableClock
from apv_tui.core.erased_names import names_of
from apv_tui.core.erasure import (
    carried_along,
    carried_out,
    intended,
    mentioning,
    said,
    typed_fields,
    unfinished,
    words_of,
)
from apv_tui.core.evolve import fold
from apv_tui.core.facts import Entry, Fact, every_fact
from apv_tui.core.log import entry_data, entry_from
from apv_tui.core.messages import Refused
from apv_tui.core.record import Record
from apv_tui.core.state import State, fresh_state
from confidential import agenda as confidential_agenda
from confidential import fumble, note, open_notes, people

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HIS_NAME = "Karl Emil Nørgård"


def a_record(agenda: Agenda | None = None) -> Record:
    record = Record(agenda or confidential_agenda(), SettableClock(START).utc, chance=random.Random(3))
    record.do(c.OpenMeeting("first"))
    record.do(c.AddPeople((*people(), f.PersonFacts(id="k", name=HIS_NAME, department="Elværket"))))
    return record


def written(entries: Any) -> str:
    return json.dumps([entry_data(entry) for entry in entries], ensure_ascii=False)


def entry(number: int, fact: Fact) -> Entry:
    return Entry(
        f"e{number}", f"e{number - 1}" if number > 1 else "", START, f"u{number}", "first", "s", fact
    )


def log(*facts: Fact) -> list[Entry]:
    return [entry(number, fact) for number, fact in enumerate(facts, 1)]


def noted(item: str = "i", text: str = "hemmeligt", **more: Any) -> f.IdeaNoted:
    return f.IdeaNoted(item=item, list="wishes", number=1, text=text, **more)


# -- which fields are words --------------------------------------------------------------------------------

IDS_AND_KINDS = {
    "kind", "id", "item", "items", "into", "list", "under", "origin", "vault", "owner", "person", "people",
    "unit", "meeting", "present", "grouping", "question", "ids", "groups", "members", "swapped_with", "steps",
    "joins", "field", "unchosen", "detail", "status", "verdict", "risk", "account", "how", "why",
    "erasures", "host", "pause",
}  # fmt: skip
"""Fields with text that nobody typed: ids, and words of a fixed list. A new one is looked at here first."""
OF_NO_ITEM = {
    "HeadingAdded", "HeadingRenamed", "QuestionsChosen", "TopicsChosen", "FieldFilled", "PersonFacts",
    "ErasedPerson",
}  # fmt: skip
"""What holds words of no item: the leader's, a form's, a name."""
PARTS = (f.PersonFacts, f.FormedGroup, f.ErasedPerson)


def holds_text(annotation: Any) -> bool:
    return annotation is str or any(holds_text(each) for each in get_args(annotation))


@pytest.mark.parametrize("kind", [*every_fact(), *PARTS], ids=lambda kind: kind.__name__)
def test_every_text_in_a_fact_is_words_or_an_id(kind: type[BaseModel]) -> None:
    texts = {name for name, field in kind.model_fields.items() if holds_text(field.annotation)}
    if kind is f.AgendaRevised:
        texts -= {"agenda"}  # the agenda is the leader's file, not what was said
    assert texts - set(typed_fields(kind)) <= IDS_AND_KINDS
    assert not set(typed_fields(kind)) & {"item", "id", "list", "vault"}
    if words_of(kind):
        assert "item" in kind.model_fields or kind.__name__ in OF_NO_ITEM
        assert not ("item" in kind.model_fields and kind.__name__ in OF_NO_ITEM)


WORDY = [kind for kind in every_fact() if "item" in kind.model_fields and words_of(kind)]


@pytest.mark.parametrize("kind", WORDY, ids=lambda kind: kind.__name__)
def test_the_words_of_every_kind_of_fact_about_an_item_go(kind: type[Fact]) -> None:
    fields: dict[str, Any] = {"item": "i", "list": "wishes", "number": 4, "heading": "H", "status": "done"}
    fields |= {"verdict": "partly", "detail": "how", **dict.fromkeys(words_of(kind), "hemmeligt")}
    fact = kind(**{name: value for name, value in fields.items() if name in kind.model_fields})
    before = log(fact, f.WordsErased(items=("i",)))
    after = carried_out(before)
    assert "hemmeligt" in written(before)
    assert "hemmeligt" not in written(after)
    kept = {name for name in kind.model_fields if name not in words_of(kind)}
    assert after[0].fact.model_dump(include=kept) == fact.model_dump(include=kept)
    assert [each._replace(fact=fact) for each in after] == [each._replace(fact=fact) for each in before]
    assert carried_out(log(fact, f.WordsErased(items=("another",))))[0].fact == fact


def test_there_are_as_many_kinds_with_words_as_were_looked_at() -> None:
    assert {kind.__name__ for kind in WORDY} == {
        "IdeaNoted", "IdeaReworded", "IdeaAssessed", "ActionDetailed", "StatusNoted",
    }  # fmt: skip


# -- an item -----------------------------------------------------------------------------------------------


def structure(state: State, erased: frozenset[str]) -> Any:
    """Give all of a state but the words of these items, and what follows from them alone."""
    items = {
        id_: item._replace(text="", original="", reason="") if id_ in erased else item
        for id_, item in state.items.items()
    }
    actions = {
        id_: action._replace(
            details={},
            changes=tuple(change._replace(before="") for change in action.changes),
            log=tuple(each._replace(note="") for each in action.log),
        )
        for id_, action in state.actions.items()
    }
    for id_, action in actions.items():
        if id_ not in erased:
            actions[id_] = action._replace(details=state.actions[id_].details)
    return state._replace(items=items, actions=actions, erased=frozenset())


def meeting_at_random(seed: int, length: int) -> Record:
    data = small_data()
    record = Record(Agenda.model_validate(data), SettableClock(START).utc, chance=random.Random(seed))
    record.do(c.OpenMeeting("first"))
    record.do(c.AddPeople(people()))
    chance = random.Random(seed)
    for _ in range(length):
        with contextlib.suppress(Refused):
            turn = chance.random()
            if turn < 0.1:
                record.undo()
            elif turn < 0.15:
                record.redo()
            else:
                i, j, k = (chance.randrange(100) for _ in range(3))
                record.do(some_command(record.state, chance.randrange(10_000), i, j, k))
    return record


@given(st.integers(0, 10**9), st.integers(0, 60), st.randoms(use_true_random=False))
def test_whatever_happened_the_words_go_and_all_else_stays(seed: int, length: int, chance: Any) -> None:
    record = meeting_at_random(seed, length)
    texts = said(record.entries)
    if not texts:
        return
    victim = chance.choice(sorted(texts))
    before, state = list(record.entries), record.state
    record.erase([victim])
    assert said(record.entries)[victim] == ()
    assert {item: words for item, words in said(record.entries).items() if item != victim} == {
        item: words for item, words in texts.items() if item != victim
    }
    assert [(e.id, e.after, e.at, e.unit, e.step) for e in record.entries[:-1]] == [
        (e.id, e.after, e.at, e.unit, e.step) for e in before
    ]
    gone = frozenset({victim})
    assert structure(record.state, gone) == structure(state, gone)
    assert record.state.erased == gone
    assert carried_out(record.entries) == record.entries
    assert carried_out([*before, record.entries[-1]]) == record.entries
    again = [entry_from(entry_data(each)) for each in record.entries]
    assert fold(fresh_state(record._begun_with), again) == record.state


@given(st.integers(0, 10**9))
def test_undo_and_redo_work_after_it_and_never_bring_words_back(seed: int) -> None:
    record = meeting_at_random(seed, 40)
    chance = random.Random(seed)
    texts = {item: words for item, words in said(record.entries).items() if words}
    if not texts:
        return
    victim = chance.choice(sorted(texts))
    record.erase([victim])
    done = 0
    for _ in range(40):
        with contextlib.suppress(Refused):
            record.undo() if chance.random() < 0.6 else record.redo()
            done += 1
        item = record.state.items.get(victim)
        assert item is None or (item.text, item.original, item.reason) == ("", "", "")
        action = record.state.actions.get(victim)
        assert action is None or not any(filled.text for filled in action.details.values())
    assert said(record.entries)[victim] == ()


def test_a_wish_that_was_reworded_and_taken_back_is_gone_and_can_get_new_words() -> None:
    record = a_record()
    (wish, other) = note(record, "Karl er for meget", "Mere ro", into="wishes")
    record.do(c.RewordIdea(wish.id, "Karl er meget"))
    record.undo()
    record.erase([wish.id])
    assert "Karl er" not in written(record.entries)
    assert record.state.items[wish.id].number == wish.number
    assert record.state.items[other.id].text == "Mere ro"
    record.redo()
    assert record.state.items[wish.id].text == ""
    record.do(c.RewordIdea(wish.id, "Et ønske om samarbejde"))
    again = Record(confidential_agenda(), SettableClock(START).utc, entries=record.entries)
    assert again.state.items[wish.id].text == "Et ønske om samarbejde"  # it was said after the erasing


def test_what_was_noted_and_undone_is_erased_as_well() -> None:
    record = a_record()
    (wish,) = note(record, "skal væk", into="wishes")
    record.undo()
    assert wish.id not in record.state.items
    record.erase([wish.id])
    assert "skal væk" not in written(record.entries)
    record.redo()
    assert record.state.items[wish.id].text == ""
    assert wish.id in record.state.erased


def test_what_is_not_there_is_refused_and_nothing_changes() -> None:
    record = a_record()
    before = list(record.entries)
    for items, persons in ((["nothing"], []), ([], []), ([], [f.ErasedPerson(id="x", called="x")])):
        with pytest.raises(Refused):
            record.erase(items, persons)
    assert record.entries == before


def test_what_was_carried_over_is_found_both_ways_whoever_undid_it() -> None:
    record = a_record()
    (wish, other) = note(record, "et", "to", into="wishes")
    record.do(c.CarryOver((wish.id,), "parking"))
    (copy,) = (item for item in record.state.items.values() if item.origin == wish.id)
    assert carried_along(record.entries, wish.id) == (copy.id,)
    assert carried_along(record.entries, copy.id) == (wish.id,)
    assert carried_along(record.entries, other.id) == ()
    record.undo()
    assert carried_along(record.entries, wish.id) == (copy.id,)


def test_going_on_again_notes_what_was_carried_over_without_its_words() -> None:
    """Redo of going on happens now, behind the erasing: the facts it repeats have lost their words."""
    facts = log(noted("a", "hemmeligt"), f.WordsErased(items=("b",)))
    redone = entry(3, noted("b", ""))
    state = fold(fresh_state(confidential_agenda()), carried_out([*facts, redone]))
    assert state.items["b"].text == ""
    assert "b" in state.erased


# -- confidential notes ------------------------------------------------------------------------------------


def test_a_note_in_a_vault_is_erased_in_the_vaults_log_and_the_meetings_says_nothing_of_it() -> None:
    from apv_tui.core.veil import Veil, joined

    record = a_record()
    (wish,) = note(record, "et ønske", into="wishes")
    vault = open_notes(record)
    (mine, rest) = note(record, "væk", "blive")
    record.erase([mine.id, wish.id])
    veil = Veil()
    parts = [(each, veil.part(each)) for each in record.entries]
    own = [part.own for _, part in parts]
    theirs = [each for each, part in parts if vault in part.vaults]
    assert mine.id not in written(own)
    assert wish.id in written(own)
    assert "væk" not in written(theirs)
    assert rest.text in written(theirs)
    assert set(unfinished(theirs)) == {vault}
    assert set(unfinished(record.entries)) == {"", vault}
    assert list(joined(own, {vault: theirs}).entries) == record.entries
    record.erased_everywhere(vault)
    assert set(unfinished(record.entries)) == {""}
    record.do(c.EraseVault(vault))
    record.veil(vault)
    assert carried_out(record.entries) == record.entries


@given(st.integers(0, 10**9))
def test_hands_at_random_in_confidential_notes(seed: int) -> None:
    record = a_record()
    open_notes(record)
    note(record, "et")
    fumble(record, random.Random(seed), 40)
    victim = random.Random(seed).choice(sorted(said(record.entries)))
    record.erase([victim])
    assert said(record.entries)[victim] == ()
    fumble(record, random.Random(seed + 1), 40)
    before = [e.fact for e in record.entries if getattr(e.fact, "item", "") == victim]
    assert all(getattr(fact, "text", "") == "" for fact in before[:1])
    assert carried_out(record.entries) == record.entries


# -- finishing ---------------------------------------------------------------------------------------------


def test_an_erasing_is_unfinished_until_the_log_says_that_the_copies_are_gone() -> None:
    record = a_record()
    (wish, other) = note(record, "et", "to", into="wishes")
    assert unfinished(record.entries) == {}
    (first,) = record.erase([wish.id])
    (second,) = record.erase([other.id])
    assert unfinished(record.entries) == {"": (first.id, second.id)}
    (done,) = record.erased_everywhere("")
    assert done.fact == f.CopiesErased(erasures=(first.id, second.id))
    assert unfinished(record.entries) == {}
    assert record.erased_everywhere("") == ()


def test_a_log_with_the_words_still_in_it_is_read_without_them() -> None:
    facts = log(noted(), f.IdeaReworded(item="i", text="også hemmeligt"), f.WordsErased(items=("i",)))
    record = Record(confidential_agenda(), SettableClock(START).utc, entries=facts)
    assert "hemmeligt" not in written(record.entries)


def test_a_copy_that_does_not_know_of_the_erasing_loses_the_words_whenever_they_were_said() -> None:
    erasing = entry(9, f.WordsErased(items=("i",), people=(f.ErasedPerson(id="k", called="person 4"),)))
    added = f.PeopleAdded(people=(f.PersonFacts(id="k", name=HIS_NAME),))
    copy = log(noted(), added, f.IdeaReworded(item="i", text="senere"), noted("j", "bliver"))
    assert carried_out(copy, [erasing]) == log(
        noted(text=""),
        f.PeopleAdded(people=(f.PersonFacts(id="k"),)),
        f.IdeaReworded(item="i", text=""),
        noted("j", "bliver"),
    )
    knows = [*copy[:2], entry(3, erasing.fact)._replace(id="e9"), entry(4, noted("i", "nye ord"))]
    assert carried_out(knows, [erasing])[-1] == knows[-1]


# -- a person ----------------------------------------------------------------------------------------------


def erase_him(facts: list[Entry], called: str = "Deltager 4") -> list[Entry]:
    erasing = f.WordsErased(people=(f.ErasedPerson(id="k", called=called),))
    return carried_out([*facts, entry(len(facts) + 1, erasing)])[:-1]


HIM = f.PeopleAdded(people=(f.PersonFacts(id="k", name=HIS_NAME, department="Elværket", leader=True),))


def test_a_name_goes_from_the_roll_with_the_earlier_ones_and_the_person_stays() -> None:
    record = a_record()
    record.do(c.ChangePerson(f.PersonFacts(id="k", name="Carl Nørregård", department="Værkstedet")))
    record.undo()
    before = record.state
    record.erase([], [f.ErasedPerson(id="k", called="Deltager 4")])
    for word in ("Karl", "Carl", "Nørgård", "Nørregård", "Elværket", "Værkstedet"):
        assert word not in written(record.entries)
    assert record.state.people["k"] == before.people["k"]._replace(name="", department="")
    assert record.state.meetings == before.meetings
    assert {id_: who for id_, who in record.state.people.items() if id_ != "k"} == {
        id_: who for id_, who in before.people.items() if id_ != "k"
    }
    record.redo()
    assert record.state.people["k"].name == ""


@pytest.mark.parametrize(
    ("text", "referred", "left"),
    [
        (HIS_NAME, ("k",), "Deltager 4"),
        ("Karl", ("k",), "Deltager 4"),
        ("Karl N., Mette", ("k", "m"), "Deltager 4, Mette"),
        ("ledelsen;  karl emil nørgård", (), "ledelsen;  Deltager 4"),
        (f"{HIS_NAME} (Elværket), Bo", ("k",), "Deltager 4, Bo"),
        (f"{HIS_NAME} fra Elværket", (), "Deltager 4 fra Elværket"),
        (f"{HIS_NAME}s gruppe", (), "Deltager 4s gruppe"),
        ("Karl", (), "Karl"),  # somebody else may be meant
        (f"Mette, {HIS_NAME}", ("m",), "Mette, Deltager 4"),  # he was not known yet
        ("Karla, Karlo", ("k",), "Karla, Karlo"),
    ],
)
def test_where_a_name_was_filled_in_the_numbered_person_stands(
    text: str, referred: tuple[str, ...], left: str
) -> None:
    for fact in (
        f.FieldFilled(field="host", text=text, people=referred),
        f.ActionDetailed(item="i", detail="owner", text=text, people=referred),
    ):
        assert erase_him(log(HIM, fact))[1].fact == fact.model_copy(update={"text": left})


def test_another_one_of_that_name_keeps_it() -> None:
    both = f.PeopleAdded(people=(*HIM.people, f.PersonFacts(id="n", name=HIS_NAME)))
    his = f.FieldFilled(field="host", text=HIS_NAME, people=("k",))
    other = f.FieldFilled(field="host", text=f"{HIS_NAME}, Bo", people=("n",))
    after = [each.fact for each in erase_him(log(both, his, other))]
    assert after[1:] == [his.model_copy(update={"text": "Deltager 4"}), other]
    assert names_of(log(after[0]), "n") == (HIS_NAME,)


def test_other_words_about_no_item_lose_a_whole_name_and_are_left_alone_otherwise() -> None:
    whole = log(
        HIM,
        f.HeadingAdded(list="wishes", heading=f"Om {HIS_NAME}"),
        f.IdeaSorted(item="i", heading=f"Om {HIS_NAME}"),
        f.HeadingRenamed(list="wishes", heading=f"Om {HIS_NAME}", to="Om Karl"),
        f.TopicsChosen(items=("i",), how="leader", reason=f"{HIS_NAME} bad om det"),
        f.QuestionsChosen(own=(f"Hvad siger {HIS_NAME}?", "Karl?")),
    )
    assert [each.fact for each in erase_him(whole)[1:]] == [
        f.HeadingAdded(list="wishes", heading="Om Deltager 4"),
        f.IdeaSorted(item="i", heading="Om Deltager 4"),
        f.HeadingRenamed(list="wishes", heading="Om Deltager 4", to="Om Karl"),
        f.TopicsChosen(items=("i",), how="leader", reason="Deltager 4 bad om det"),
        f.QuestionsChosen(own=("Hvad siger Deltager 4?", "Karl?")),
    ]


def test_one_word_for_a_name_is_no_reason_to_change_a_sentence() -> None:
    ro = f.PeopleAdded(people=(f.PersonFacts(id="k", name="Ro"),))
    heading = f.HeadingAdded(list="wishes", heading="Ro til arbejdet")
    assert erase_him(log(ro, heading))[1].fact == heading


def test_items_that_say_the_name_are_left_as_they_are_and_named() -> None:
    record = a_record()
    wishes = note(record, "Karl skal spørges", "Ikke Karlo", f"{HIS_NAME}s idé", "Ro", into="wishes")
    record.do(c.RewordIdea(wishes[3].id, "ring til karl"))
    record.undo()
    open_notes(record)
    note(record, "Karl er streng")
    names = names_of(record.entries, "k")
    assert mentioning(record.entries, names) == (wishes[0].id, wishes[2].id, wishes[3].id)
    record.erase([], [f.ErasedPerson(id="k", called="Deltager 4")])
    assert [record.state.items[wish.id].text for wish in wishes[:3]] == [
        "Karl skal spørges", "Ikke Karlo", f"{HIS_NAME}s idé",
    ]  # fmt: skip
    assert names_of(record.entries, "k") == ()
    assert mentioning(record.entries, names) == (wishes[0].id, wishes[2].id, wishes[3].id)
    assert mentioning(record.entries, ()) == ()


def test_erasing_twice_reaches_what_was_said_between() -> None:
    record = a_record()
    record.erase([], [f.ErasedPerson(id="k", called="Deltager 4")])
    record.do(c.ChangePerson(f.PersonFacts(id="k", name="Kalle Nør")))
    record.do(c.AddHeading("wishes", "Kalle Nørs ønsker"))
    record.erase([], [f.ErasedPerson(id="k", called="Deltager 4")])
    assert "Kalle" not in written(record.entries)
    assert carried_out(record.entries) == record.entries


def test_the_intention_holds_ids_and_no_word() -> None:
    record = a_record()
    (wish,) = note(record, "hemmeligt", into="wishes")
    him = f.ErasedPerson(id="k", called="Deltager 4")
    (fact,) = intended(record.entries, [wish.id, wish.id], [him])
    assert fact == f.WordsErased(items=(wish.id,), people=(him,))
