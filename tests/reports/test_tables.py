"""The tables of a case, and what other programs read in the spreadsheet and the CSV made of them."""

import csv
import io
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from helpers import Case as Room
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_cases import NAMES
from played_cases import played, read_case
from random_meetings import random_data, some_command
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.audience import READERS, seen_by
from apv_tui.core.messages import Refused
from apv_tui.core.plans import in_order
from apv_tui.core.state import State
from apv_tui.core.text import one_line
from apv_tui.reports import comma_separated, spreadsheet
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.tables import Field, Sheet, Value, tables
from apv_tui.words import Words
from confidential import SECRET
from hostile import HOSTILE

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
DANISH, ENGLISH = Words("da"), Words("en")
PLAIN = ReportOptions()
FORMULAS = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "  =1+1", "'=1+1", "''=1", '"=1', "a;=1+1", "a, -1", "a;'@b",
    "\uff1d1", "=HYPERLINK(\"http://x\")", "{=1}", "http://example.org", "007", "1e5", "3.4", "14-3", "SAND", "#N/A",
)  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=40), st.sampled_from([*FORMULAS, *HOSTILE.values()]).map(lambda t: t[:300])
)


def made(state: State, options: ReportOptions = PLAIN) -> tuple[Sheet, ...]:
    return tables(read_case(state), options, NOW)


def named(sheets: tuple[Sheet, ...], name: str) -> Sheet:
    return next(sheet for sheet in sheets if sheet.name == name)


def rows(sheet: Sheet) -> list[dict[str, Value]]:
    heads = [column.head for column in sheet.columns]
    return [dict(zip(heads, row, strict=True)) for row in sheet.rows]


def random_case(seed: int, commands: int = 150) -> State:
    room, chance = Room(8, agenda=Agenda.model_validate(random_data())), random.Random(seed)
    room.do(c.OpenMeeting(chance.choice([meeting.id for meeting in room.state.agenda.meetings])))
    for _ in range(commands):
        try:
            room.do(some_command(room.state, *(chance.randrange(10_000) for _ in range(4))))
        except Refused:
            room.wait(5)
    return room.state


# -- what is in them -----------------------------------------------------------------------------------------


@settings(max_examples=tries(12), deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_item_that_may_be_shown_is_a_row_of_its_list(seed: int) -> None:
    state = random_case(seed)
    sheets = made(state)
    seen = seen_by(state, READERS)
    for sheet in sheets:
        assert all(len(row) == len(sheet.columns) for row in sheet.rows)
        assert SECRET not in repr(sheet)
    for list_id, spec in state.agenda.lists.items():
        on = list(seen.on_list(list_id))
        if list_id in state.plans or not on:
            continue
        sheet = named(sheets, spec.title)
        assert sorted(row[0] for row in sheet.rows if isinstance(row[0], int)) == sorted(
            item.number for item in on
        )


@pytest.mark.parametrize("name", NAMES)
def test_the_plan_has_who_when_and_how_in_its_order(name: str) -> None:
    state = played(name).state
    words = Words(state.agenda.language)
    for list_id in state.plans:
        sheet = named(made(state), state.agenda.lists[list_id].title)
        actions = in_order(state, list_id)
        told = rows(sheet)[: len(actions)]
        assert [row[words("status.column.action")] for row in told] == [item.text for item in actions]
        assert [row[words("table.no")] for row in told] == list(range(1, len(actions) + 1))
        for row, item in zip(told, actions, strict=True):
            details = state.actions[item.id].details
            assert row[words("plan.detail.owner")] == (details["owner"].text if "owner" in details else None)
            assert row[words("plan.detail.deadline")] == (
                details["deadline"].last if "deadline" in details else None
            )


def test_strokes_are_told_as_they_were_drawn_on_both_sheets() -> None:
    state = played("apv.da").state
    step = next(step for _, step in state.agenda.steps() if step.kind == "vote")
    vote = state.state_of(step).vote
    assert vote is not None
    drawn = sum(vote.sheet.values()) + sum(map(len, vote.slips.values()))
    assert drawn
    voted = state.agenda.lists[step.list].title
    for sheet in (named(made(state), DANISH("table.sheet.votes")), named(made(state), voted)):
        total = [row[DANISH("table.strokes")] for row in rows(sheet)]
        assert sum(each for each in total if isinstance(each, int)) == drawn


def test_strokes_of_an_open_count_are_not_told() -> None:
    state = played("apv.da").state
    step = next(step for _, step in state.agenda.steps() if step.kind == "vote")
    known = state.state_of(step)
    assert known.vote is not None
    open_again = known._replace(vote=known.vote._replace(closed=False, topics=None))
    sheets = made(state._replace(steps={**state.steps, step.id: open_again}))
    voted = state.agenda.lists[step.list].title
    assert DANISH("table.sheet.votes") not in [sheet.name for sheet in sheets]
    assert DANISH("table.strokes") not in [column.head for column in named(sheets, voted).columns]


def test_people_are_there_only_where_names_were_asked_for() -> None:
    state = played("apv.da").state
    plain, asked = made(state), made(state, ReportOptions(names=True))
    assert [sheet.name for sheet in asked if sheet not in plain] == [DANISH("table.sheet.people")]
    assert len(asked[-1].rows) == len(state.people)


def test_planned_and_used_minutes_stand_beside_each_other() -> None:
    state = played("retro.en").state
    told = rows(named(made(state), ENGLISH("table.sheet.time")))
    planned = [step.minutes for _, step in state.agenda.steps()]
    assert [row[ENGLISH("table.planned")] for row in told] == planned
    assert all(isinstance(row[ENGLISH("table.used")], float) for row in told)


# -- the spreadsheet, read by openpyxl -----------------------------------------------------------------------


def opened(sheets: tuple[Sheet, ...], words: Words = DANISH) -> Any:
    return openpyxl.load_workbook(io.BytesIO(spreadsheet.render(sheets, words, title="T", made=NOW)))


def cells(sheet: Any) -> Iterator[Any]:
    return (cell for row in sheet.iter_rows() for cell in row)


@settings(max_examples=tries(25), deadline=None)
@given(texts=st.lists(WORDS, min_size=1, max_size=6))
def test_whatever_people_wrote_is_a_text_in_the_spreadsheet(texts: list[str]) -> None:
    sheet = Sheet("Ark", (Field("a"),), tuple((text,) for text in texts))
    read = opened((sheet,))["Ark"]
    for at, text in enumerate(texts, 2):
        cell = read.cell(at, 1)
        if cell.value is None:
            assert not text.strip()
            continue
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        # XML reads any end of a line as one.
        assert openpyxl.utils.escape.unescape(cell.value) == spreadsheet._text(text)


def test_days_numbers_and_moments_are_real_ones() -> None:
    columns = (Field("d", "date"), Field("n", "number"), Field("m", "time"), Field("y", "yes"), Field("t"))
    sheet = Sheet(
        "x", columns, ((date(2026, 3, 14), 2.5, NOW, True, None), (date(1066, 1, 1), 7, None, False, "=1"))
    )
    read = opened((sheet,))["x"]
    assert [cell.value for cell in read[2]][:2] == [
        datetime.combine(date(2026, 3, 14), datetime.min.time()),
        2.5,
    ]
    assert read["A2"].is_date
    assert read["C2"].value == NOW.astimezone().replace(tzinfo=None)
    assert read["D2"].value == "ja"
    assert [cell.value for cell in read[3]] == ["1066-01-01", 7, None, None, "=1"]
    assert read["E3"].data_type == "s"
    assert read.freeze_panes == "C2"
    assert read.auto_filter.ref == "A1:E3"
    assert (read.page_setup.orientation, read.page_setup.paperSize) == ("landscape", 9)
    assert read.print_title_rows == "$1:$1"


@settings(max_examples=tries(25), deadline=None)
@given(
    names=st.lists(
        st.one_of(WORDS, st.sampled_from(["History", "a", "A", "'", "x" * 40, "🙂" * 20])), max_size=6
    )
)
def test_the_names_of_sheets_are_such_as_excel_takes(names: list[str]) -> None:
    given = spreadsheet.sheet_names(names)
    assert len({name.casefold() for name in given}) == len(names)
    for name in given:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.casefold() != "history"
    assert opened(tuple(Sheet(name, (), ()) for name in names)).sheetnames == (given or ["Sheet1"])


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_case_is_read_back_from_the_spreadsheet(name: str) -> None:
    state = played(name).state
    sheets = made(state)
    book = opened(sheets, Words(state.agenda.language))
    assert len(book.sheetnames) == len(sheets)
    for sheet, read in zip(sheets, book.worksheets, strict=True):
        assert [cell.value for cell in read[1]] == [column.head for column in sheet.columns]
        for row, told in zip(read.iter_rows(min_row=2), sheet.rows, strict=True):
            assert [cell.value for cell in row if isinstance(cell.value, str) and not cell.is_date] == [
                value if isinstance(value, str) else "ja" for value in told if isinstance(value, str | bool)
            ] or state.agenda.language != "da"
        assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells(read))
    assert book.properties.title == "T"
    assert book.properties.creator in (None, "")


# -- CSV -----------------------------------------------------------------------------------------------------


@given(text=WORDS)
def test_a_cell_of_csv_is_no_formula_and_can_be_had_back(text: str) -> None:
    harmless = comma_separated.harmless(text)
    assert not harmless.lstrip(" \t\r\n\"'").startswith(("=", "+", "-", "@")) or "'" in harmless
    for part in harmless.replace(",", ";").split(";"):
        assert not part.strip(' \t\r\n"').startswith(("=", "+", "-", "@", "\uff1d"))
    assert comma_separated.as_typed(harmless) == text


@settings(max_examples=tries(25), deadline=None)
@given(texts=st.lists(WORDS, min_size=2, max_size=2), language=st.sampled_from(["da", "en"]))
def test_excel_reads_the_rows_that_were_written(texts: list[str], language: str) -> None:
    sheet = Sheet(
        "x",
        (Field("a"), Field("n", "number"), Field("d", "date"), Field("b")),
        ((texts[0], 2.5, date(2026, 3, 14), texts[1]),),
    )
    data = comma_separated.render(sheet, Words(language))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 2
    assert b"\n" not in data.replace(b"\r\n", b"")
    part = {"da": ";", "en": ","}[language]
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=part, strict=True))
    assert read[0] == ["a", "n", "d", "b"]
    assert [comma_separated.as_typed(read[1][at]) for at in (0, 3)] == [one_line(t, 10**6) for t in texts]
    assert read[1][1:3] == ["2,5" if language == "da" else "2.5", "2026-03-14"]
