"""The action plan on paper, and what the minutes say of weighing, choosing, planning, absence and the rules."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import pytest
from helpers import Case as Room
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_cases import NAMES, all_texts, blocks_in, shipped, texts_in
from played_cases import play_it, played, read_case
from random_meetings import AGENDA as RANDOM
from random_meetings import some_command
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core.absence import percentage
from apv_tui.core.legal import case_check
from apv_tui.core.messages import Refused
from apv_tui.core.planning import chosen_wishes
from apv_tui.core.plans import DETAILS, ENDED, in_order
from apv_tui.core.record import Record
from apv_tui.core.state import State
from apv_tui.core.thread import book_of, thread_in
from apv_tui.files.rules_file import read_rules, rules_of
from apv_tui.reports import html, markdown
from apv_tui.reports.document import Document, Facts, Heading, Keep, Signatures, Table
from apv_tui.reports.minutes import minutes
from apv_tui.reports.minutes.desk import asks_for_absence
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.plan import plan_document
from apv_tui.words import Words, languages
from confidential import SECRET

DANISH = read_rules("dk-apv-2024")
RULED = ReportOptions(rules=DANISH)
PLAIN = ReportOptions()


@cache
def whole() -> Record:
    """Play the Danish process, and put right what invented people left undone."""
    record = play_it(shipped("apv.da"), 13)
    for item in list(record.state.on_list("bruttoliste")):
        if item.stands and not (item.verdict and item.risk):
            record.do(c.AssessIdea(item.id, item.verdict or "possible", item.reason, item.risk or "low"))
    record.do(c.GoTo("foelg-status"))
    for item in in_order(record.state, "tiltag"):
        action = record.state.actions[item.id]
        for detail, text in (("owner", "Per"), ("deadline", "1. juni 2027"), ("follow_up", "1. maj 2027")):
            if detail not in action.details:
                record.do(c.SetDetail(item.id, detail, text))
    return record


def read(document: Document) -> str:
    return "\n".join(all_texts(document))


def facts_of(document: Document, title: str) -> dict[str, str]:
    """Give the facts of the block that begins with this heading."""
    for block in blocks_in(document.pages):
        if isinstance(block, Keep) and isinstance(block.blocks[0], Heading) and title in block.blocks[0].text:
            return {
                label: value for each in block.blocks if isinstance(each, Facts) for label, value in each.rows
            }
    raise AssertionError(title)


# -- the plan --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_can_be_made_of_any_case_at_any_moment(name: str) -> None:
    for cues in (1, 40, 0):
        document = plan_document(read_case(played(name, cues=cues).state), PLAIN)
        assert html.render(document)
        assert markdown.render(document)


def test_every_action_is_in_the_overview_and_by_itself_in_the_order_of_the_plan() -> None:
    state = whole().state
    document = plan_document(read_case(state), RULED)
    actions = [item.text for item in in_order(state, "tiltag")]
    (table,) = (block for block in blocks_in(document.pages) if isinstance(block, Table))
    assert [row[1] for row in table.rows] == actions
    titles = [
        block.text for block in blocks_in(document.pages) if isinstance(block, Heading) and block.level == 3
    ]
    assert titles == [f"{at}. {text}" for at, text in enumerate(actions, 1)]


def test_everything_typed_for_an_action_stands_beside_it() -> None:
    state = whole().state
    document = plan_document(read_case(state), RULED)
    for item in in_order(state, "tiltag"):
        shown = "\n".join(facts_of(document, item.text).values())
        for name, filled in state.actions[item.id].details.items():
            if name in DETAILS and filled.first is None:
                assert filled.text in shown, name
        log = state.actions[item.id].log
        assert all(entry.note in read(document) for entry in log)


def test_an_action_names_its_wish_with_sheet_and_strokes() -> None:
    state = whole().state
    document = plan_document(read_case(state), RULED)
    item = next(item for item in in_order(state, "tiltag") if item.under)
    wish = state.items[state.stands_for(item.under)]
    facts = facts_of(document, item.text)
    assert facts["Ønske"] == wish.text
    assert "Ønsker og drømme nr." in facts["Kommer fra"]
    assert "streg" in facts["Kommer fra"]
    assert "alvor:" in facts["Vurdering"]


def test_the_lists_that_belong_to_the_plan_come_before_it() -> None:
    text = read(plan_document(read_case(whole().state), RULED))
    assert text.index("Planens mål") < text.index("Hensyn til sygefravær") < text.index("Planen kort")


def changed(*commands: Callable[[Record], object]) -> tuple[Record, Document]:
    """Play on from a plan that was adopted."""
    record = play_it(shipped("apv.da"), 13)
    record.do(c.GoTo("foelg-status"))
    for command in commands:
        command(record)
    return record, plan_document(read_case(record.state), RULED)


def first(record: Record) -> str:
    return in_order(record.state, "tiltag")[0].id


def test_what_was_changed_after_it_was_adopted_stands_with_its_version_before() -> None:
    before = played("apv.da").state
    old = before.actions[in_order(before, "tiltag")[0].id].details["owner"].text
    _, document = changed(lambda record: record.do(c.SetDetail(first(record), "owner", "Åse")))
    text = read(document)
    assert f"Ansvarlig ændret, før: {old}" in text


def test_what_was_taken_off_the_plan_stays_visible() -> None:
    words = in_order(played("apv.da").state, "tiltag")[0].text
    _, document = changed(lambda record: record.do(c.WithdrawIdea(first(record))))
    text = read(document)
    assert text.index("Taget af planen") < text.rindex(words)
    (table,) = (block for block in blocks_in(document.pages) if isinstance(block, Table))
    assert words not in [row[1] for row in table.rows]


def test_open_on_purpose_and_missing_are_told_apart() -> None:
    record = play_it(shipped("apv.da"), 13)
    record.do(c.GoTo("foelg-ret"))
    record.do(c.AddAction("tiltag", "Noget helt nyt", ""))
    new = next(item.id for item in record.state.on_list("tiltag") if item.text == "Noget helt nyt")
    record.do(c.SetDetail(new, "deadline", "åben"))
    facts = facts_of(plan_document(read_case(record.state), RULED), "Noget helt nyt")
    assert facts["Ansvarlig"] == "mangler"
    assert facts["Frist"] == "åben med vilje"


def test_what_is_not_possible_has_a_part_of_its_own_with_its_reason() -> None:
    record = play_it(shipped("apv.da"), 13)
    wish = next(item for item in record.state.standing("bruttoliste") if item.verdict != "not_possible")
    record.do(c.AssessIdea(wish.id, "not_possible", "Der er ikke plads", "medium"))
    text = read(plan_document(read_case(record.state), RULED))
    assert text.index("Det, der ikke kan lade sig gøre") < text.index(f"{wish.text}: Der er ikke plads")


def test_who_signs_comes_from_the_rules_alone() -> None:
    case = read_case(whole().state)
    (signed,) = (
        block for block in blocks_in(plan_document(case, RULED).pages) if isinstance(block, Signatures)
    )
    assert signed.lines == tuple(said["da"] for said in DANISH.signs)
    bare = plan_document(case, PLAIN)
    assert not any(isinstance(block, Signatures) for block in blocks_in(bare.pages))
    assert "psykosociale" in read(plan_document(case, RULED))
    assert "psykosociale" not in read(bare)


def test_what_hangs_on_the_wall_says_who_by_when_and_when_it_is_looked_at_again() -> None:
    state = whole().state
    case = read_case(state)
    table = next(block for block in blocks_in(plan_document(case, RULED).pages) if isinstance(block, Table))
    assert [column.head for column in table.columns][2:5] == ["Ansvarlig", "Frist", "Følges op"]
    for item, row in zip(in_order(state, "tiltag"), table.rows, strict=True):
        assert row[4] == facts_of(plan_document(case, RULED), item.text)["Følges op"].split(" · ")[0]


def test_the_plan_says_as_of_which_day_it_stands() -> None:
    document = plan_document(read_case(whole().state), RULED._replace(today=date(2026, 11, 22)))
    assert document.under.endswith(" · pr. 22. november 2026")


def test_lateness_is_counted_to_the_day_it_is_made() -> None:
    state = whole().state
    going = [item for item in in_order(state, "tiltag") if state.actions[item.id].status not in ENDED]
    item = next(item for item in going if state.actions[item.id].details["deadline"].last)
    deadline = state.actions[item.id].details["deadline"].last
    assert deadline is not None
    for days, late in ((0, False), (3, True)):
        options = RULED._replace(today=deadline + timedelta(days=days))
        status = facts_of(plan_document(read_case(state), options), item.text)["Status"]
        assert ("3 dage over fristen" in status) is late


def test_what_was_chosen_and_has_no_action_is_named_with_its_strokes() -> None:
    state = whole().state
    text = read(plan_document(read_case(state), RULED))
    book = book_of(read_case(state).state)
    bare = [wish for wish in chosen_wishes(book) if not thread_in(book, wish).actions]
    assert bare
    assert all(f"{wish.text} · {thread_in(book, wish).strokes} streger" in text for wish in bare)


# -- the steps at which something is decided -------------------------------------------------------------------


def test_the_assessment_stands_with_its_reason_and_seriousness() -> None:
    state = whole().state
    tables = [
        block for block in blocks_in(minutes(read_case(state), RULED).pages) if isinstance(block, Table)
    ]
    rows = {row[:2]: row for table in tables if len(table.columns) == 6 for row in table.rows}
    said = {"low": "lav", "medium": "mellem", "high": "høj"}
    for item in state.standing("bruttoliste"):
        row = rows[str(item.number), item.text]
        assert (row[3], row[4]) == (said[item.risk], item.reason)


def test_the_thread_of_a_wish_ends_in_its_action() -> None:
    state = whole().state
    document = minutes(read_case(state), RULED)
    item = next(item for item in in_order(state, "tiltag") if item.under)
    facts = facts_of(document, state.items[state.stands_for(item.under)].text)
    assert item.text in facts["Tiltag"]
    assert facts["Optælling"]
    assert facts["Forslag"].startswith("31 i alt · VI: 10")


def test_nothing_the_leader_answered_alone_is_in_the_minutes() -> None:
    record = play_it(shipped("apv.da"), 13, cues=4)
    record.do(c.GoTo("egnethed"))
    record.do(c.FillField("vold", "yes"))
    way = "Vi venter, til vi har fået råd"
    record.do(c.FillField("/way", way))
    text = read(minutes(read_case(record.state), RULED))
    assert way not in text
    assert "vold" not in text.casefold()
    assert Words("da")("decided.suitability") in text


def test_how_many_went_to_each_wish_and_nobodys_name() -> None:
    record = played("apv.da")
    text = read(minutes(read_case(record.state), ReportOptions(names=False)))
    groups = record.state.state_of("valg-af-gruppe").groups
    tables = [b for b in blocks_in(minutes(read_case(record.state), PLAIN).pages) if isinstance(b, Table)]
    (table,) = (
        each
        for each in tables
        if each.columns[0].head == record.state.agenda.lists["prioriterede"].title and len(each.columns) == 3
    )
    assert sum(int(row[1]) for row in table.rows) == sum(len(g.everyone) + g.heads for g in groups)
    whole_names = [person.name for person in record.state.people.values()]
    assert not [name for name in whole_names if name in text]


# -- absence ---------------------------------------------------------------------------------------------------


def figure(state: State, account: str = "before") -> str:
    return f"{percentage(state.absence[account]):.1f} %".replace(".", ",")


def few(state: State, people: int) -> State:
    return state._replace(
        absence={id_: account._replace(people=people) for id_, account in state.absence.items()}
    )


def test_the_figures_of_absence_stand_where_the_rules_ask_for_them_and_nowhere_else() -> None:
    state = whole().state
    shown = figure(state)
    assert asks_for_absence(DANISH)
    assert shown in read(minutes(read_case(state), RULED))
    assert shown not in read(minutes(read_case(state), PLAIN))
    for options in (RULED, PLAIN):
        assert shown not in read(plan_document(read_case(state), options))


def test_the_change_is_said_in_points_with_the_formula() -> None:
    state = whole().state
    before, after = state.absence["before"], state.absence["after-1"]
    halved = state._replace(
        absence={**state.absence, "after-1": after._replace(absence=after.possible * 0.02)}
    )
    text = read(minutes(read_case(halved), RULED))
    assert f"−{percentage(before) - 2.0:.1f} procentpoint".replace(".", ",") in text
    assert "÷" in text


def test_below_five_people_no_figure_is_said_but_why() -> None:
    state = few(whole().state, 4)
    text = read(minutes(read_case(state), RULED))
    assert figure(state) not in text
    assert "færre end 5" in text
    assert figure(few(state, 5)) in read(minutes(read_case(few(state, 5)), RULED))


# -- the rules -------------------------------------------------------------------------------------------------


def test_a_whole_danish_case_lacks_nothing() -> None:
    state = whole().state
    last = max(entry.at for entry in whole().entries).date()
    check = case_check(read_case(state).state, DANISH, last)
    assert check.missing == ()
    assert all(len(found.held) for found in check.phases)
    text = read(minutes(read_case(state), RULED))
    assert "Alt det, reglerne beder om, er der" in text
    assert "regler pr. 1.2.2024" in text
    assert all(source.url in text for source in DANISH.sources)


def test_a_case_from_before_rules_could_be_named_gets_its_section() -> None:
    record = played("apv.da")
    old = record.state.agenda.model_copy(update={"rules": None})
    assert rules_of(old) == DANISH
    state = record.state._replace(agenda=old)
    assert "Forløbet og reglerne" in read(minutes(read_case(state), ReportOptions(rules=rules_of(old))))


def test_what_is_missing_is_named_in_the_minutes() -> None:
    state = whole().state._replace(adopted={})
    text = read(minutes(read_case(state), RULED))
    assert "1 ting mangler:" in text
    assert Words("da")("law.adopted.not") in text


@pytest.mark.parametrize("language", languages())
def test_the_section_can_be_said_in_every_language(language: str) -> None:
    text = read(minutes(read_case(whole().state, language), RULED))
    assert DANISH.name[language] in text
    assert all(element.means[language] in text for element in DANISH.elements)
    assert all(said[language] in text for said in DANISH.reminders)


def test_without_rules_there_is_no_such_section() -> None:
    assert "Forløbet og reglerne" not in read(minutes(read_case(whole().state), PLAIN))


# -- laws ------------------------------------------------------------------------------------------------------


@settings(max_examples=tries(12), deadline=None)
@given(seed=st.integers(0, 10**9), commands=st.integers(1, 150))
def test_a_plan_of_any_case_shows_every_action_and_nothing_confidential(seed: int, commands: int) -> None:
    import random

    room, chance = Room(6, agenda=RANDOM), random.Random(seed)
    for _ in range(commands):
        try:
            room.do(some_command(room.state, *(chance.randrange(10_000) for _ in range(4))))
        except Refused:
            room.wait(5)
    case = read_case(room.state)
    for options in (PLAIN, ReportOptions(rules=DANISH, today=date(2026, 5, 1))):
        document = plan_document(case, options)
        text = read(document)
        assert SECRET not in text
        for list_id in case.state.plans:
            for number, item in enumerate(in_order(case.state, list_id), 1):
                assert f"{number}. {case.said(item)}" in text
        assert SECRET not in "\n".join(texts_in(minutes(case, options).pages))
