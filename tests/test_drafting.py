"""`apv-tui new` and `apv-tui schema`: what is made is right, can be led, and writes over nothing."""

import difflib
from collections.abc import Iterator
from pathlib import Path

import pytest
from drawing import draw_agenda
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.checking import check
from apv_tui.cli import main
from apv_tui.core.agenda.advice import advice
from apv_tui.core.agenda.json_schema import MODELINE, SCHEMA_NAME
from apv_tui.files import drafts
from apv_tui.files.agenda_file import read_agenda, read_agenda_file
from apv_tui.files.drafts import (
    TEMPLATES,
    Wanted,
    as_value,
    copy_of,
    from_template,
    share_out,
    shipped_names,
    short_of,
)
from apv_tui.files.places import shipped
from apv_tui.words import Words, languages
from editors import editor

EACH = [(template, language) for template in TEMPLATES for language in languages()]
TITLES = (
    "Personalemøde",
    "Vores: møde #1",
    '"Nu" \\ [b]',
    "2026",
    "true",
    "- no",
    "Været på jobb 😀",
    "x" * 120,
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("APV_TUI_HOME", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return tmp_path


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Give the answers that are typed; after the last one it is Ctrl+D. All of them have to be asked for."""
    left: list[str] = []

    def answer(_: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    monkeypatch.setattr("builtins.input", answer)
    yield left
    assert left == []


# -- templates ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("template", "language"), EACH)
def test_a_new_agenda_is_right_for_the_check_and_for_editors_and_can_be_led(
    template: str, language: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = home / "ny.yaml"
    assert main(["new", str(path), "--template", template, "--language", language, "--yes"]) == 0
    said = capsys.readouterr().out
    assert all(f"apv-tui {command} {path}" in said for command in ("check", "preview", "rehearse"))
    assert check([path], language, strict=True) == 0, "no warning either"
    text = path.read_text(encoding="utf-8")
    assert editor().faults(text) == []
    assert "«" not in text
    agenda = read_agenda_file(path).agenda
    assert agenda.language == language
    assert draw_agenda(agenda) >= len(agenda.meetings[0].steps)


@pytest.mark.parametrize(("template", "language"), EACH)
def test_it_is_made_for_the_time_and_the_people(template: str, language: str) -> None:
    for minutes in (TEMPLATES[template], 61, 90, 480):
        for people in (2, 4, 5, 13, 99, 500):
            read = read_agenda(from_template(template, language, Wanted("Dag", minutes, people)), "")
            assert read.warnings == advice(read.agenda) == ()
            (meeting,) = read.agenda.meetings
            assert sum(step.minutes for step in meeting.steps) == meeting.minutes == minutes
            assert meeting.people == ((people, people) if people < 100 else None)


@pytest.mark.parametrize("title", TITLES)
def test_any_title_stays_what_it_is(title: str) -> None:
    for text in (from_template("steps", "da", Wanted(title, 60, 9)), copy_of("retro.en", "Made.", title)):
        read = read_agenda(text, "")
        assert (read.agenda.title, read.warnings) == (title, ())
        assert editor().faults(text) == []


@given(st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=20))
def test_any_text_is_spelled_as_it_is(text: str) -> None:
    agenda = f"title: {as_value(text)}\nlanguage: da\nsteps: [{{id: a, kind: break, title: A, minutes: 3}}]\n"
    read = read_agenda(agenda, "")
    assert read.warnings == ()
    assert editor().faults(agenda) == []


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12), st.integers(1, 480))
def test_time_is_shared_out_whole(shares: list[int], total: int) -> None:
    if total < len(shares):
        with pytest.raises(ValueError, match="too little"):
            share_out(shares, total)
        return
    parts = share_out(shares, total)
    assert (sum(parts), len(parts)) == (total, len(shares))
    assert min(parts) >= 1
    assert all(big >= small for share, big in zip(shares, parts, strict=True)
               for other, small in zip(shares, parts, strict=True) if share > other)  # fmt: skip


@pytest.mark.parametrize(("template", "language"), EACH)
def test_a_title_too_long_for_the_top_line_gets_a_short_one(template: str, language: str, home: Path) -> None:
    path = home / "lang.yaml"
    title = "Personaledag om trivsel og samarbejde i hjemmeplejen"
    asked = ["new", str(path), "--template", template, "--language", language, "--title", title, "--yes"]
    assert main(asked) == 0
    assert check([path], language, strict=True) == 0, "no warning in a file that is new"
    agenda = read_agenda_file(path).agenda
    assert (agenda.title, agenda.short) == (title, "Personaledag")


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("A very long title for a meeting", "A very long"),
        ("Trivsel på arbejdspladsen", "Trivsel"),
        ("Arbejdsmiljøgennemgangen", "Arbejdsmiljøgen…"),
        ("APV i hjemmeplejen", "APV"),
    ],
)
def test_the_first_words_of_a_title_are_its_short_one(title: str, short: str) -> None:
    assert short_of(title) == short


def test_the_short_title_is_asked_for_where_the_title_was(home: Path, answers: list[str]) -> None:
    answers += ["en", "1", "A very long title for a meeting", "", "", "x" * 17, "Long one"]
    assert main(["new", str(home / "a.yaml")]) == 0
    assert read_agenda_file(home / "a.yaml").agenda.short == "Long one"


# -- copies -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", shipped_names())
def test_a_copy_says_what_it_was_made_from_and_keeps_the_rest(name: str, home: Path) -> None:
    path = home / "kopi.yaml"
    assert main(["new", str(path), "--template", name, "--title", "Vores eget", "--yes"]) == 0
    original = shipped(f"{name}.yaml")
    before, after = (each.read_text(encoding="utf-8").split("\n") for each in (original, path))
    rows = list(difflib.ndiff(before, after))
    gone, new = ([row[2:] for row in rows if row.startswith(sign)] for sign in ("- ", "+ "))
    assert [row.split()[0] for row in gone] == ["title:"]
    assert new[0] == "title: Vores eget"
    assert [name in row for row in new[1:]] == [True], "one line more, and no remark less"
    agenda, old = read_agenda_file(path).agenda, read_agenda_file(original).agenda
    made_from = Words(agenda.language)("new.made_from", name=name, title=old.title)
    assert agenda.based_on == f"{made_from} {old.based_on}"
    assert agenda.title == "Vores eget"
    assert agenda.meetings[0].steps == old.meetings[0].steps
    assert main(["check", str(path)]) == 0


# -- where it is put ----------------------------------------------------------------------------------------


def test_nothing_is_written_over(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "dag.yaml"
    path.write_text("min dag", encoding="utf-8")
    assert main(["new", str(path), "--yes", "--language", "nb"]) == 1
    assert "blir stående" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "min dag"
    assert main(["new", str(home / "dag"), "--yes", "--language", "nb"]) == 1, "the ending is put behind it"
    assert path.read_text(encoding="utf-8") == "min dag"


def test_without_a_file_it_is_put_where_the_start_screen_finds_it(home: Path) -> None:
    for _ in range(2):
        assert main(["new", "--yes", "--language", "da", "--title", "Dag/nat"]) == 0
    assert sorted(path.name for path in (home / "agendas").iterdir()) == [
        "Dag-nat (2).yaml", "Dag-nat.yaml", SCHEMA_NAME,
    ]  # fmt: skip


def test_the_schema_lies_beside_it_and_a_file_of_that_name_is_left_alone(home: Path) -> None:
    beside = home / SCHEMA_NAME
    assert main(["new", str(home / "a.yaml"), "--yes"]) == 0
    assert beside.read_bytes() == shipped(SCHEMA_NAME).read_bytes()
    beside.write_bytes(beside.read_bytes()[:2000])
    assert main(["new", str(home / "b.yaml"), "--yes"]) == 0
    assert beside.read_bytes() == shipped(SCHEMA_NAME).read_bytes(), "an older one of ours is renewed"
    beside.write_text("{}", encoding="utf-8")
    assert main(["new", str(home / "c.yaml"), "--yes"]) == 0
    assert beside.read_text(encoding="utf-8") == "{}"
    assert MODELINE in (home / "b.yaml").read_text(encoding="utf-8")
    assert MODELINE not in (home / "c.yaml").read_text(encoding="utf-8")


def test_a_disk_that_is_full_leaves_nothing_half(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drafts, "write_new", full)
    assert main(["new", str(home / "a.yaml"), "--yes"]) == 1
    assert not (home / "a.yaml").exists()


# -- the dialogue -------------------------------------------------------------------------------------------


def test_what_was_not_said_is_asked(
    home: Path, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answers += ["no", "2", "Ny dag", "1h30", "14"]
    assert main(["new", str(home / "a.yaml")]) == 0
    agenda = read_agenda_file(home / "a.yaml").agenda
    assert (agenda.language, agenda.title, agenda.meetings[0].minutes) == ("nb", "Ny dag", 90)
    assert agenda.meetings[0].people == (14, 14)
    assert "Et tomt møte med tre trinn" in capsys.readouterr().out, "asked in the language that was chosen"


def test_enter_takes_what_is_usual_and_a_wrong_answer_is_asked_again(
    home: Path, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answers += ["sv", "da", "17", "", "x" * 121, "", "3", "1:30", "", "1", "mange", ""]
    assert main(["new", str(home / "a.yaml")]) == 0
    agenda = read_agenda_file(home / "a.yaml").agenda
    assert (agenda.title, agenda.meetings[0].minutes, agenda.meetings[0].people) == (
        "Vores møde",
        60,
        (12, 12),
    )
    said = capsys.readouterr().out
    assert said.count("Skriv, hvor længe det varer") == 2
    assert said.count("Skriv, hvor mange der kommer") == 2


def test_a_copy_is_chosen_by_number_and_asks_for_its_title_only(home: Path, answers: list[str]) -> None:
    answers += ["en", str(len(TEMPLATES) + 1), ""]
    assert main(["new", str(home / "a.yaml")]) == 0
    assert read_agenda_file(home / "a.yaml").agenda.title == "APV med anerkendende interview"


def test_no_answer_makes_nothing(home: Path, answers: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    answers += ["nl"]
    assert main(["new", str(home / "a.yaml")]) == 1
    assert not (home / "a.yaml").exists()
    assert "Nothing was made" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--minutes", "5"), "15 til 480"),
        (("--minutes", "1:30"), "90 eller 1h30"),
        (("--people", "1"), "2 til 500"),
        (("--people", "ca. 13"), "for eksempel 13"),
        (("--template", "workshop"), "steps, interviews, retrospective, apv.da"),
        (("--template", "meeting"), "«meeting» er ikke blandt"),
        (("--template", "meeting"), "Et tomt møde med tre trin"),
        (("--title", " "), "1 til 120"),
    ],
)
def test_an_option_that_means_nothing(
    option: tuple[str, str], said: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(home / "a.yaml"), "--language", "da", "--yes", *option]) == 2
    assert said in capsys.readouterr().err
    assert not (home / "a.yaml").exists()


def test_a_language_that_is_not_there(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(home / "a.yaml"), "--language", "sv", "--yes"]) == 2
    assert "da, en, nb, nl" in capsys.readouterr().err


# -- the schema ---------------------------------------------------------------------------------------------


def test_the_schema_is_shown_and_written(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == shipped(SCHEMA_NAME).read_text(encoding="utf-8")
    path = home / "s.json"
    for _ in range(2):
        assert main(["schema", "--output", str(path)]) == 0
        assert path.read_bytes() == shipped(SCHEMA_NAME).read_bytes()


def test_the_schema_is_not_written_over_an_agenda(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "dag.yaml"
    path.write_text("min dag", encoding="utf-8")
    assert main(["schema", "--output", str(path)]) == 1
    assert "stays as it is" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "min dag"


@pytest.mark.parametrize(
    ("answer", "language"),
    [("dansk", "da"), ("Danish", "da"), ("norsk", "nb"), ("nederlands", "nl"), ("English.", "en")],
)
def test_a_language_is_known_by_its_name_and_asked_on_in(
    answer: str, language: str, home: Path, answers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    asked: list[str] = []
    answers += [answer, "1", "Dag", "60", "9"]

    def answered(question: str) -> str:
        asked.append(question)
        return answers.pop(0)

    monkeypatch.setattr("apv_tui.drafting.ask", answered)
    assert main(["new", str(home / "a.yaml")]) == 0
    assert read_agenda_file(home / "a.yaml").agenda.language == language
    assert asked[1].startswith(Words(language)("new.which"))
