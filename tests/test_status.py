"""`apv-tui status`: what is due, late or without an owner, of one case and of many."""

import csv
import json
import random
import shutil
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from apv_tui import standings
from apv_tui.cli import main
from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.log import entry_data
from apv_tui.core.record import Record
from apv_tui.files.session_file import VERSION, SessionDocument, encode_session
from apv_tui.files.store import create_session
from apv_tui.reports.status import Overview
from apv_tui.status import status
from apv_tui.words import languages

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TODAY = datetime(2026, 4, 1, 12, tzinfo=UTC)
DATA: dict[str, Any] = {
    "title": "Plan",
    "language": "da",
    "lists": {"tiltag": {"title": "Tiltag", "one": "et", "many": "flere"}},
    "meetings": [
        {
            "id": "nu",
            "title": "Nu",
            "steps": [{"id": "p", "kind": "plan", "title": "Plan", "minutes": 5, "into": "tiltag"}],
        },
        {
            "id": "saa",
            "title": "Opfølgning",
            "weeks_after": "6-12",
            "repeats": True,
            "steps": [{"id": "f", "kind": "follow_up", "title": "Se på", "minutes": 5, "list": "tiltag"}],
        },
    ],
}
AGENDA = Agenda.model_validate(DATA)


def case(*actions: dict[str, str], agenda: Agenda = AGENDA) -> Record:
    record = Record(agenda, lambda: NOW, chance=random.Random(len(actions)), language="da")
    record.do(c.OpenMeeting("nu"))
    record.do(c.GoTo("p"))
    for action in actions:
        record.do(c.AddAction("tiltag", action.get("what", "Noget"), ""))
        item = list(record.state.items)[-1]
        for name, text in action.items():
            if name != "what":
                record.do(c.SetDetail(item, name, text))
    return record


LATE = {"what": "Skilt på døren", "owner": "Anne", "deadline": "14.3.2026", "follow_up": "1.6.2026"}
NOBODY = {"what": "Ingen møder om fredagen", "deadline": "1.9.2026"}
FINE = {"what": "Nyt lys", "owner": "Bo", "deadline": "1.12.2027", "follow_up": "1.12.2027"}


def keep(path: Path, record: Record, session: str = "", name: str = "") -> Path:
    agenda = record._begun_with.model_dump(mode="json", exclude_defaults=True)
    events = tuple(entry_data(entry) for entry in record.entries)
    session = session or path.stem.replace(" ", "-")
    path.parent.mkdir(parents=True, exist_ok=True)
    document = SessionDocument(
        session, name or path.stem, agenda, events, "0", "2026-03-02T08:00:00+00:00", 1
    )
    path.write_bytes(encode_session(document))
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("APV_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def cases(home: Path) -> Path:
    folder = home / "sager"
    keep(folder / "late.json", case(LATE, FINE))
    keep(folder / "2025" / "nobody.json", case(NOBODY))
    keep(folder / "2025" / "fine.json", case(FINE))
    return folder


def look(*places: Path, **options: Any) -> Overview:
    found, _ = standings.look(places, Path.cwd() / "home" / "state", TODAY, options.get("days", 30))
    return found


def data(capsys: pytest.CaptureFixture[str], *places: Path, **options: Any) -> Any:
    assert status(places, format="json", now=TODAY, **options) in (0, 1)
    return json.loads(capsys.readouterr().out)


# -- what is found -----------------------------------------------------------------------------------------


def test_all_cases_of_a_folder_and_those_below_it_the_most_urgent_first(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status([cases], now=TODAY, days=5) == 0
    said = capsys.readouterr().out
    assert "3 sager · 1 tiltag forsinket" in said
    assert "1 uden ansvarlig" in said
    order = [said.index(part) for part in ("late\n", "Skilt på døren", "nobody\n", "fredagen", "1 anden sag")]
    assert order == sorted(order)
    assert "18 dage forsinket" in said
    assert "ingen ansvarlig" in said
    assert "Nyt lys" not in said


def test_one_case_alone(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status([cases / "late.json"], now=TODAY) == 0
    said = capsys.readouterr().out
    assert "Anne · frist 14. marts · følges op 1. juni" in said
    assert "næste: Opfølgning" in said


def test_how_many_days_ahead_is_looked(home: Path) -> None:
    path = keep(home / "a.json", case({**FINE, "deadline": "20.4.2026"}))
    assert look(path, days=30).cases[0].standing.due == 1
    assert look(path, days=5).cases[0].standing.due == 0


@pytest.mark.parametrize("language", languages())
def test_it_is_spoken_in_the_language_asked_for_and_fits_a_narrow_terminal(
    cases: Path, capsys: pytest.CaptureFixture[str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(cases / "long.json", case({**LATE, "what": "Ord " * 60 + "x" * 90 + " 漢字" * 30}), name="N" * 200)
    for columns in (40, 54, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        assert status([cases], now=TODAY, language=language) == 0
        lines = capsys.readouterr().out.split("\n")
        assert max(map(cell_len, lines)) <= columns


def test_a_meeting_that_comes_soon_is_said_though_nothing_else_is(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = keep(home / "a.json", case(FINE))
    assert status([path], now=TODAY) == 0
    assert "næste: Opfølgning, ca. 13. april" in capsys.readouterr().out


def test_the_data_says_all_of_it(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = data(capsys, cases)
    assert (told["format"], told["version"], told["days"]) == ("apv-tui-status", 1, 30)
    assert told["totals"]["cases"] == 3
    assert told["totals"]["late"] == 1
    late = told["cases"][0]
    assert late["name"] == "late"
    assert late["next_meeting"]["how"] == "about"
    action = next(each for each in late["open_actions"] if each["text"] == "Skilt på døren")
    assert action["deadline"] == {"first": "2026-03-14", "last": "2026-03-14"}
    assert action["days_late"] == 18
    assert action["why"] == ["late"]


def test_a_spreadsheet_and_csv_have_the_same(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status([cases], to="s.csv", now=TODAY) == 0
    text = Path("s.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert [row["Tiltag"] for row in rows if row["Dage forsinket"]] == ["Skilt på døren"]
    assert status([cases], format="csv", now=TODAY) == 0
    assert "Skilt på døren" in capsys.readouterr().out
    assert status([cases], to="s.xlsx", now=TODAY) == 0
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook("s.xlsx")
    assert book.sheetnames == ["Tiltag", "Sager"]
    assert book["Sager"].max_row == 4


def test_what_people_typed_is_text_in_every_form(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nasty = "=HYPERLINK(1) [red]x[/red] \x1b[31m\u202e"
    record = case({**LATE, "what": nasty, "owner": "@SUM(A1)"})
    path = keep(home / "a.json", record)
    raw = path.read_text("utf-8")
    assert status([path], now=TODAY) == 0
    said = capsys.readouterr().out
    assert "[red]x[/red]" in said
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert status([path], to="a.csv", now=TODAY) == 0
    assert "'=HYPERLINK" in Path("a.csv").read_text("utf-8-sig")
    assert path.read_text("utf-8") == raw


def test_a_file_that_somebody_else_wrote_steers_no_terminal(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = keep(home / "a.json", case(LATE))
    text = (
        path.read_text("utf-8")
        .replace("Skilt på døren", "Skilt\\u001b[2J")
        .replace('"name": "a"', '"name": "a\\u001b]0;"')
    )
    path.write_text(text.replace("Anne", "\\u202eAnne"), "utf-8")
    assert status([path], now=TODAY) == 0
    said = capsys.readouterr().out
    assert "Skilt" in said
    assert not {"\x1b", "\u202e"} & set(said)


# -- what cannot be read -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[:900],
        lambda whole: whole[:900] + bytes(200) + whole[1100:],
        lambda whole: whole.replace(b'"after"', b'"before"', 1),
        lambda whole: whole.replace(b'"action_detailed"', b'"action_detached"', 1),
        lambda whole: b"\0" * len(whole),
        lambda whole: b"",
    ],
)
def test_one_damaged_file_is_named_and_passed_over(
    cases: Path, capsys: pytest.CaptureFixture[str], damage: Any
) -> None:
    bad = cases / "bad.json"
    bad.write_bytes(damage((cases / "late.json").read_bytes()))
    before = bad.read_bytes()
    assert status([cases], now=TODAY) == 1
    said = capsys.readouterr().out
    assert "bad.json" in said
    assert "3 sager" in said
    assert bad.read_bytes() == before
    (passed,) = look(cases).passed_over
    assert passed.why == "damaged"


def test_what_its_backup_still_has_is_read_and_said(home: Path) -> None:
    path = keep(home / "a.json", case(LATE))
    shutil.copy(path, home / "a.json.bak")
    path.write_bytes(path.read_bytes()[:500])
    found = look(path)
    assert [row.standing.late for row in found.cases] == [1]
    assert found.cases[0].notices
    assert not found.passed_over


def test_newer_files_are_named_and_notes_and_other_json_are_left_alone(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = keep(cases / "newer.json", case(LATE))
    newer.write_bytes(newer.read_bytes().replace(b'"version": %d' % VERSION, b'"version": 99'))
    (cases / "agenda.schema.json").write_text("{}", "utf-8")
    (cases / "list.json").write_text("[1, 2]", "utf-8")
    (cases / ".hidden").mkdir()
    keep(cases / ".hidden" / "x.json", case(LATE))
    store = create_session(
        cases / "noter.json", cases / "state", session="noter", name="noter", agenda=DATA, confidential=True
    )
    store.close()
    shutil.rmtree(cases / "state")
    told = data(capsys, cases)
    assert [(each["file"].endswith("newer.json"), each["why"]) for each in told["passed_over"]] == [
        (True, "newer")
    ]
    assert told["other_files"] == 2
    assert told["confidential_files"] == 1
    assert told["totals"]["cases"] == 3


def test_a_file_that_is_named_must_be_a_session(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "x.json").write_text("{}", "utf-8")
    assert status([home / "x.json"], now=TODAY) == 1
    assert "x.json" in capsys.readouterr().out
    assert status([home / "nowhere.json"], now=TODAY) == 1
    assert "nowhere.json" in capsys.readouterr().out


def test_copies_of_one_case_count_once_and_the_one_that_goes_further_counts(home: Path) -> None:
    record = case(LATE)
    keep(home / "a" / "old.json", Record(AGENDA, lambda: NOW, entries=record.entries[:3]), session="one")
    (home / "b").mkdir()
    later = datetime(2026, 3, 20, tzinfo=UTC)
    moved = Record(AGENDA, lambda: later, entries=record.entries, chance=random.Random(9))
    moved.do(c.NoteStatus(next(iter(moved.state.items)), "done", ""))
    keep(home / "b" / "new.json", moved, session="one")
    found = look(home)
    assert len(found.cases) == 1
    assert found.cases[0].standing.ended == 1
    assert [Path(each).name for each in found.cases[0].copies] == ["old.json"]


def test_a_meeting_under_way_counts_as_far_as_its_journal_goes(home: Path) -> None:
    record = case(LATE, NOBODY)
    path = home / "a.json"
    state = home / "home" / "state"
    events = [entry_data(entry) for entry in record.entries]
    agenda = AGENDA.model_dump(mode="json", exclude_defaults=True)
    store = create_session(path, state, session="a", name="a", agenda=agenda, events=events[:3])
    try:
        store.checkpoint()
        store.flush()
        store.put(events[3:])
        store.flush()
        assert look(path).cases[0].standing.actions == 2
    finally:
        store.close()


# -- how it is asked ---------------------------------------------------------------------------------------


def test_strict_says_by_its_status_that_something_is_late(cases: Path) -> None:
    assert status([cases], now=TODAY, strict=True) == 1
    assert status([cases / "2025"], now=TODAY, strict=True) == 0
    assert main(["status", str(cases / "late.json"), "--strict"]) == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--format", "pdf"], "table, json, xlsx, csv"),
        (["--format", "xlsx"], "--to"),
        (["--to", "a.pdf"], "table, json, xlsx, csv"),
        (["--language", "xx"], "da, en, nb, nl"),
    ],
)
def test_wrong_usage_is_said_in_a_line(
    cases: Path, capsys: pytest.CaptureFixture[str], args: list[str], said: str
) -> None:
    assert main(["status", str(cases), *args]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_it_never_writes_over_a_session(cases: Path, force: list[str]) -> None:
    for path in (cases / "late.json", cases / "2025" / "fine.json"):
        before = path.read_bytes()
        assert main(["status", str(cases), "--to", str(path), *force]) == 1
        assert path.read_bytes() == before


def test_an_empty_folder_has_no_cases(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "tom").mkdir()
    assert status([home / "tom"], now=TODAY, language="en") == 0
    assert "0 cases" in capsys.readouterr().out


# -- many --------------------------------------------------------------------------------------------------


def test_many_are_shared_out_and_come_back_in_order(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = look(cases)
    monkeypatch.setattr(standings, "MANY", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert look(cases) == alone


def test_where_no_processes_are_to_be_had_it_is_read_here(
    cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = look(cases)

    def refuse(*_: object) -> None:
        raise OSError("no semaphores")

    monkeypatch.setattr(standings, "MANY", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("multiprocessing.get_context", refuse)
    assert look(cases) == alone


def test_a_quick_look_sees_what_a_close_one_sees(cases: Path) -> None:
    """Also for files that somebody formatted anew, which are read as they are."""
    quick = look(cases)
    for path in cases.rglob("*.json"):
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")), indent=2), "utf-8")
    close = look(cases)
    assert [row.standing for row in quick.cases] == [row.standing for row in close.cases]
    assert date(2026, 3, 2) + timedelta(weeks=6) == quick.cases[0].standing.coming.first


def test_each_case_says_which_file_it_is(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("Kantinen", "Værkstedet"):
        keep(home / "sager" / folder / "APV.json", case(LATE), session=folder[0], name="APV 2026-03-02 08.00")
    assert status([Path("sager")], now=TODAY) == 0
    said = capsys.readouterr().out
    for folder in ("Kantinen", "Værkstedet"):
        assert str(Path("sager", folder, "APV.json")) in said


@pytest.mark.parametrize("language", languages())
def test_no_two_columns_have_one_name(cases: Path, language: str) -> None:
    from apv_tui.reports.status_tables import status_tables
    from apv_tui.words import Words

    for sheet in status_tables(look(cases), Words(language)):
        heads = [column.head for column in sheet.columns]
        assert len(set(heads)) == len(heads), heads


def test_a_copy_that_is_as_far_is_not_called_older(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = case(LATE)
    for name in ("a", "b"):
        keep(home / "sager" / f"{name}.json", record, session="one")
    assert status([Path("sager")], now=TODAY) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"{Path('sager', 'b.json')} er samme sag som {Path('sager', 'a.json')}" in said
    assert "ældre" not in said


def test_cases_that_began_as_copies_of_one_file_are_cases_of_their_own(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = case(LATE)
    for seed, name in enumerate(("Kantinen", "Værkstedet"), 7):
        own = Record(AGENDA, lambda: NOW, entries=common.entries, chance=random.Random(seed), language="da")
        own.do(c.AddAction("tiltag", f"Kun i {name}", ""))
        keep(home / "sager" / f"{name}.json", own, session="one")
    keep(home / "sager" / "forlæg.json", common, session="one")
    assert status([Path("sager")], now=TODAY) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "2 sager · 2 tiltag forsinket" in said
    assert "Kun i Kantinen" in said
    assert "Kun i Værkstedet" in said
    assert f"{Path('sager', 'forlæg.json')} er samme sag" in said
    assert "begyndte som samme sag" in said
