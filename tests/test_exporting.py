"""`apv-tui export`: what is written where, what is refused, and what is said."""

import json
import os
import random
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from apv_tui.cli import main
from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.facts import PersonFacts
from apv_tui.core.log import entry_data
from apv_tui.core.record import Record
from apv_tui.files.agenda_file import read_agenda_file
from apv_tui.files.places import default_places, shipped
from apv_tui.files.store import create_session

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + bytes.fromhex(
    "0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f000385018057c5a1ce"
    "0000000049454e44ae426082"
)
SECRET = "Fortroligt ord"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("APV_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@cache
def danish() -> Record:
    """Give, to be read only, a Danish case with two actions, one of them dated, and words for the leader alone."""
    record = Record(read_agenda_file(shipped("apv.da.yaml")).agenda, lambda: NOW, chance=random.Random(1))
    record.do(c.OpenMeeting("opstart"))
    record.do(c.AddPeople((PersonFacts(id="", name="Anne Holm"), PersonFacts(id="", name="Bo Lind"))))
    record.do(c.OpenMeeting("dialog-1"))
    record.do(c.GoTo("brainstorm"))
    record.do(c.NoteIdeas(("=SUM(A1)", "Ro til at <b>tænke</b>"), "oensker", 0))
    record.do(c.OpenMeeting("handleplan"))
    plan = record.state.plans[0]
    step = next(step.id for _, step in record.agenda.steps() if step.kind == "plan")
    record.do(c.GoTo(step))
    record.do(c.AddAction(plan, "Skilt på døren", ""))
    record.do(c.AddAction(plan, "Ingen møder om fredagen", ""))
    first = next(item.id for item in record.state.items.values() if item.text == "Skilt på døren")
    record.do(c.SetDetail(first, "owner", "Anne Holm"))
    record.do(c.SetDetail(first, "deadline", "14.4.2026"))
    return record


def keep(record: Record, folder: Path, name: str = "sag", **options: Any) -> Path:
    path = folder / f"{name}.json"
    agenda = record._begun_with.model_dump(mode="json", exclude_defaults=True)
    events = [entry_data(entry) for entry in record.entries]
    state = folder / "home" / "state"
    create_session(path, state, session=name, name=name, agenda=agenda, events=events, **options).close()
    return path


@pytest.fixture
def session(home: Path) -> Path:
    return keep(danish(), home)


def suffixes(folder: Path) -> set[str]:
    return {path.suffix for path in folder.rglob("*") if path.is_file()}


# -- what is written ---------------------------------------------------------------------------------------


def test_a_folder_gets_the_whole_set_and_it_is_said_where(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = session.read_bytes()
    assert main(["export", str(session), "--to", "ud/"]) == 0
    folder = session.parent / "ud"
    assert suffixes(folder) == {".docx", ".html", ".md", ".xlsx", ".csv", ".ics", ".json"}
    said = capsys.readouterr().out
    assert str(folder) in said
    for path in folder.rglob("*"):
        assert path.is_dir() or str(path.relative_to(folder)) in said
    assert {path.parent.name for path in folder.rglob("*.csv")} == {"csv"}
    assert session.read_bytes() == before
    assert not list((session.parent / "home" / "state").glob("*.journal"))


def test_without_a_place_a_new_folder_is_named_after_the_case_and_the_day(session: Path) -> None:
    assert main(["export", str(session)]) == 0
    assert main(["export", str(session)]) == 0
    today = f"{datetime.now().astimezone():%Y-%m-%d}"
    made = sorted(path.name for path in session.parent.iterdir() if path.is_dir() and path.name != "home")
    assert made == [f"APV {today}", f"APV {today} (2)"], "what was written before is left alone"


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        (".docx", b"PK"), (".html", b"<!DOCTYPE"), (".md", b"# "), (".xlsx", b"PK"), (".csv", b"\xef\xbb\xbf\""),
        (".ics", b"BEGIN:VCALENDAR"), (".json", b"{"),
    ],
)  # fmt: skip
def test_a_file_is_made_by_its_ending(session: Path, ending: str, begins: bytes) -> None:
    target = session.parent / f"ud{ending}"
    assert main(["export", str(session), "--to", str(target)]) == 0
    assert target.read_bytes().lower().startswith(begins.lower())


def test_minutes_or_plan_where_the_ending_leaves_it_open(session: Path) -> None:
    assert main(["export", str(session), "--to", "a.md"]) == 0
    assert main(["export", str(session), "--to", "b.md", "--what", "plan"]) == 0
    minutes, plan = ((session.parent / name).read_text("utf-8") for name in ("a.md", "b.md"))
    assert "tænke" in minutes
    assert "tænke" not in plan
    assert "Skilt på døren" in plan


def test_names_title_introduction_and_logo(session: Path) -> None:
    (session.parent / "ind.txt").write_text("Kære alle\n\nSådan gik det.\n", "utf-8")
    (session.parent / "billede.jpg").write_bytes(PNG)  # known by what is in it
    options = ["--title", "Vores APV", "--introduction", "ind.txt", "--logo", "billede.jpg"]
    assert main(["export", str(session), "--to", "a.html", *options]) == 0
    assert main(["export", str(session), "--to", "b.html", *options, "--names"]) == 0
    without, with_names = ((session.parent / name).read_text("utf-8") for name in ("a.html", "b.html"))
    assert "Vores APV" in without
    assert "Sådan gik det." in without
    assert "data:image/png" in without
    assert "Bo Lind" not in without
    assert "Bo Lind" in with_names


def test_what_was_settled_about_names_holds_unless_told_otherwise(session: Path) -> None:
    settings = default_places(os.environ).settings
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("names_in_reports: yes\n", "utf-8")
    assert main(["export", str(session), "--to", "a.html"]) == 0
    assert main(["export", str(session), "--to", "b.html", "--no-names"]) == 0
    with_names, without = ((session.parent / name).read_text("utf-8") for name in ("a.html", "b.html"))
    assert "Bo Lind" in with_names
    assert "Bo Lind" not in without


def test_what_lies_in_the_folder_for_reports_is_used_unless_told_otherwise(session: Path) -> None:
    kit = session.parent / "home" / "report"
    kit.mkdir(parents=True)
    (kit / "logo.png").write_bytes(PNG)
    (kit / "introduction.txt").write_text("Fra Konsulenthuset", "utf-8")
    (session.parent / "own.txt").write_text("Kun i dag", "utf-8")
    assert main(["export", str(session), "--to", "a.html"]) == 0
    assert main(["export", str(session), "--to", "b.html", "--introduction", "own.txt"]) == 0
    usual, own = ((session.parent / name).read_text("utf-8") for name in ("a.html", "b.html"))
    assert "data:image/png" in usual
    assert "Fra Konsulenthuset" in usual
    assert "Kun i dag" in own
    assert "Konsulenthuset" not in own


def test_a_template_gives_the_look_of_word(session: Path) -> None:
    from docx import Document

    template = Document()
    template.sections[0].header.paragraphs[0].text = "Konsulenthuset"
    template.save(str(session.parent / "look.docx"))
    assert main(["export", str(session), "--to", "a.docx", "--template", "look.docx"]) == 0
    with zipfile.ZipFile(session.parent / "a.docx") as packed:
        assert any(b"Konsulenthuset" in packed.read(name) for name in packed.namelist() if "header" in name)


def test_one_meeting_and_another_language(session: Path) -> None:
    assert main(["export", str(session), "--to", "a.md", "--meeting", "dialog-1", "--language", "en"]) == 0
    text = (session.parent / "a.md").read_text("utf-8")
    assert "tænke" in text
    assert "Skilt" not in text


def test_what_the_rules_still_ask_for_is_said(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(session), "--to", "a.md"]) == 0
    said = capsys.readouterr().out
    assert "mangler stadig" in said
    assert "1.2.2024" in said
    main(["export", str(session), "--to", "a.ics"])
    assert "mangler stadig" not in capsys.readouterr().out


def test_an_unfinished_meeting_that_is_led_elsewhere_is_exported_as_it_stands(home: Path) -> None:
    record = danish()
    path = home / "sag.json"
    agenda = record._begun_with.model_dump(mode="json", exclude_defaults=True)
    state = default_places({"APV_TUI_HOME": str(home / "home")}).state
    store = create_session(path, state, session="sag", name="sag", agenda=agenda)
    store.put([entry_data(entry) for entry in record.entries])
    try:
        store.flush()
        before = path.read_bytes() if path.exists() else None
        assert main(["export", str(path), "--to", "a.md"]) == 0
        assert (path.read_bytes() if path.exists() else None) == before
        assert "tænke" in (home / "a.md").read_text("utf-8"), "also what only the journal has"
    finally:
        store.close()


def test_without_a_day_there_is_no_calendar_and_that_is_said(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = Record(read_agenda_file(shipped("apv.da.yaml")).agenda, lambda: NOW, chance=random.Random(1))
    record.do(c.OpenMeeting("opstart"))
    path = keep(record, home)
    assert main(["export", str(path), "--to", "a.ics"]) == 1
    assert "kalender" in capsys.readouterr().err
    assert not (home / "a.ics").exists()
    assert main(["export", str(path), "--to", "ud/"]) == 0
    assert "kalender" in capsys.readouterr().out
    assert ".ics" not in suffixes(home / "ud")


# -- what is refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("name", ["sag.json", "other.json", "agenda.yaml", "noter.txt.bak", "people.csv"])
def test_sessions_agendas_and_strange_files_are_never_written_over(
    session: Path, name: str, force: list[str]
) -> None:
    target = session.parent / name
    if name == "other.json":
        keep(danish(), session.parent, "other")
    elif name != "sag.json":
        target.write_text("Navn;Afdeling\nBo;Drift\n", "utf-8")
    before = target.read_bytes()
    assert main(["export", str(session), "--to", str(target), *force]) in (1, 2)
    assert target.read_bytes() == before


def test_a_document_that_is_there_is_written_over_only_by_force(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for ending in ("docx", "xlsx", "csv", "ics", "json", "html"):
        name = f"a.{ending}"
        assert main(["export", str(session), "--to", name]) == 0
        assert main(["export", str(session), "--to", name]) == 1
        assert "--force" in capsys.readouterr().err
        assert main(["export", str(session), "--to", name, "--force"]) == 0


def test_a_set_that_cannot_be_written_whole_is_not_begun(session: Path) -> None:
    folder = session.parent / "ud"
    assert main(["export", str(session), "--to", f"{folder}/"]) == 0
    kept = next(folder.glob("*handleplan.md"))
    for path in folder.rglob("*"):
        if path.is_file() and path != kept:
            path.unlink()
    assert main(["export", str(session), "--to", f"{folder}/"]) == 1
    assert [path for path in folder.rglob("*") if path.is_file()] == [kept]


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (["--to", "a.pdf"], 2, ".docx"),
        (["--to", "a"], 2, ".docx"),
        (["--to", "a.docx", "--what", "everything"], 2, "minutes, plan, lists"),
        (["--to", "a.ics", "--what", "plan"], 2, ".ics"),
        (["--to", "a.docx", "--meeting", "x"], 1, "dialog-1"),
        (["--to", "a.docx", "--logo", "sag.json"], 1, "PNG"),
        (["--to", "a.docx", "--logo", "nowhere.png"], 1, "nowhere.png"),
        (["--to", "a.docx", "--template", "sag.json"], 1, "Word"),
        (["--to", "a.docx", "--introduction", "home"], 1, "home"),
        (["--language", "xx"], 2, "da, en, nb, nl"),
    ],
)
def test_what_was_meant_otherwise_is_said_in_a_line(
    session: Path, capsys: pytest.CaptureFixture[str], args: list[str], status: int, said: str
) -> None:
    assert main(["export", str(session), *args]) == status
    caught = capsys.readouterr()
    assert said in caught.err
    assert "Traceback" not in caught.err
    assert not list(session.parent.glob("a.*")), "nothing was written"


def test_a_huge_logo_is_refused(session: Path) -> None:
    (session.parent / "logo.png").write_bytes(PNG + bytes(2_100_000))
    assert main(["export", str(session), "--to", "a.html", "--logo", "logo.png"]) == 1


def test_a_damaged_session_says_which(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = keep(danish(), home)
    path.write_bytes(path.read_bytes()[:5000])
    for extra in home.glob("*.bak"):
        extra.unlink()
    assert main(["export", str(path), "--to", "a.docx"]) == 1
    assert str(path) in capsys.readouterr().err


def test_confidential_notes_are_not_exported(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = keep(danish(), home, confidential=True)
    assert main(["export", str(path), "--to", "a.json"]) == 1
    assert not (home / "a.json").exists()
    assert capsys.readouterr().err.strip()


def test_what_is_for_the_leader_alone_and_the_words_in_confidence_do_not_leave(home: Path) -> None:
    data = {
        "title": "Prøve", "language": "da",
        "lists": {
            "aaben": {"title": "Åben", "one": "en", "many": "flere"},
            "privat": {"title": "Privat", "one": "en", "many": "flere", "private": True},
        },
        "steps": [
            {"id": "a", "kind": "collect", "title": "Åben", "minutes": 5, "into": "aaben", "per": "room"},
            {
                "id": "b", "kind": "collect", "title": "Lukket", "minutes": 5, "into": "privat", "per": "room",
                "private": True,
            },
        ],
    }  # fmt: skip
    record = Record(Agenda.model_validate(data), lambda: NOW, chance=random.Random(1))
    record.do(c.OpenMeeting("meeting"))
    record.do(c.GoTo("a"))
    record.do(c.NoteIdeas(("Synligt ord",), "aaben"))
    record.do(c.GoTo("b"))
    record.do(c.NoteIdeas((SECRET,), "privat"))
    path = keep(record, home)
    assert main(["export", str(path), "--to", "ud/"]) == 0
    for made in (home / "ud").rglob("*"):
        if made.is_dir():
            continue
        whole = made.read_bytes()
        if made.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(made) as packed:
                whole = b"".join(packed.read(name) for name in packed.namelist())
        assert SECRET.encode() not in whole, made
        assert json.dumps(SECRET)[1:-1].encode() not in whole
    assert "Synligt ord" in next((home / "ud").glob("*.md")).read_text("utf-8")


# -- what it costs -----------------------------------------------------------------------------------------

IMPORTS = """
import sys
from apv_tui.cli import main
for command in sys.argv[1:]:
    status = main(command.split())
    heavy = ("textual", "docx", "xlsxwriter", "icalendar", "wakepy", "rapidfuzz")
    print("loaded", status, *(name for name in heavy if name in sys.modules))
"""


@pytest.mark.parametrize(
    "commands",
    [  # one after the other in one process, with what is loaded by then
        {
            "export sag.json --to a.md": [],
            "export sag.json --to a.csv": [],
            "status sag.json": [],
            "status sag.json --format json": [],
            "export sag.json --to a.xlsx": ["xlsxwriter"],
        },
        {"export sag.json --to a.docx": ["docx"]},
        {"status sag.json --to s.xlsx": ["xlsxwriter"]},
    ],
    ids=["text and tables", "Word", "a table of where it stands"],
)
def test_no_command_loads_a_screen_or_what_it_does_not_write(
    session: Path, commands: dict[str, list[str]]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, *commands],
        cwd=session.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    told = [line.split() for line in done.stdout.split("\n") if line.startswith("loaded ")]
    assert told == [["loaded", "0", *loaded] for loaded in commands.values()]


# -- many cases of one house -------------------------------------------------------------------------------


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_that_was_renamed_gives_its_name_to_the_documents(home: Path) -> None:
    for name in ("Kantinen", "Værkstedet"):
        keep(danish(), home).rename(home / f"{name}.json")
    for name in ("Kantinen", "Værkstedet"):
        assert main(["export", f"{name}.json", "--to", "ud/"]) == 0, "they do not stand in each other's way"
    made = [name for name in names_in(home / "ud") if name.endswith("referat.docx")]
    assert [name.split()[0] for name in made] == ["Kantinen", "Værkstedet"]


def test_a_number_behind_the_name_is_no_other_name(home: Path) -> None:
    keep(danish(), home).rename(home / "sag (2).json")
    assert main(["export", "sag (2).json", "--to", "ud/"]) == 0
    assert all(name.startswith("APV ") for name in names_in(home / "ud"))


def test_a_title_names_the_documents_too(session: Path) -> None:
    assert main(["export", str(session), "--to", "ud/", "--title", "APV i kantinen"]) == 0
    assert all(name.startswith("APV i kantinen ") for name in names_in(session.parent / "ud"))


def test_a_long_title_leaves_room_for_the_day_and_the_kind_of_document(session: Path) -> None:
    title = "Arbejdspladsvurdering for hele den store kommunale forvaltning og alle dens afdelinger " * 2
    for folder, extra in (("ud", []), ("et", ["--meeting", "dialog-1"])):
        assert main(["export", str(session), "--to", f"{folder}/", "--title", title, *extra]) == 0
        made = names_in(session.parent / folder)
        day = f"{datetime.now().astimezone():%Y-%m-%d}"
        for kind in ("referat.docx", "handleplan.docx", "plan og lister.xlsx", "data.json"):
            assert [name for name in made if name.endswith(f"{day} – {kind}")], (kind, made)


def test_that_somebody_changed_a_session_by_hand_is_said(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session.write_bytes(session.read_bytes().replace("Skilt på døren".encode(), "Skilt på DØREN".encode()))
    assert main(["export", str(session), "--to", "a.md"]) == 0
    caught = capsys.readouterr()
    assert "uden for programmet" in caught.err
    assert "DØREN" in (session.parent / "a.md").read_text("utf-8")


def test_a_picture_that_was_cut_short_is_refused_in_every_format(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (session.parent / "logo.png").write_bytes(PNG[:30])
    for ending in ("html", "docx"):
        assert main(["export", str(session), "--to", f"a.{ending}", "--logo", "logo.png"]) == 1
        assert "logo.png" in capsys.readouterr().err


@pytest.mark.parametrize(("to", "said"), [("a.pdf", "PDF"), ("a", "/")])
def test_how_a_pdf_and_a_folder_are_had_is_said(
    session: Path, capsys: pytest.CaptureFixture[str], to: str, said: str
) -> None:
    assert main(["export", str(session), "--to", to]) == 2
    assert said in capsys.readouterr().err.replace(to, "")
