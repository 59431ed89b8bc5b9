"""Text from people and files is made safe in one place, and reaches the terminal through few doors.

What is drawn on a screen goes through `Pane` and the line that is typed in, what a command says through
`complaints.say`, and what is put into a sentence through `Words`. The tests read the source, so that another
door cannot be opened without a thought.
"""

import ast
import os
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from desks import make_desk
from pydantic import BaseModel
from sources import nodes

from apv_tui import cli
from apv_tui.complaints import complain_of, say, words_of
from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.facts.base import Words as WordsOfPeople
from apv_tui.core.messages import Problem, Refused, message
from apv_tui.core.text import safe
from apv_tui.files.agenda_file import read_agenda
from apv_tui.files.disk import Disk
from apv_tui.files.log_file import write_log
from apv_tui.files.places import Places, default_places, safe_file_name
from apv_tui.files.snapshot import Snapshot
from apv_tui.tui.app import ApvApp
from apv_tui.tui.keeper import place_of
from apv_tui.tui.lines import Span
from apv_tui.tui.widgets.entry import Entry
from apv_tui.tui.widgets.pane import Pane
from apv_tui.wiring import Office, Options
from apv_tui.words import Words
from hostile import HOSTILE, OBEYED, POISON, hostile_agenda

DRAWS_TEXT_ITSELF = {
    "tui/widgets/pane.py": {"Widget", "Strip", "Segment"},
    "tui/widgets/clock_pane.py": {"Strip"},  # those of the page
    "tui/private/widgets.py": {"Input", "CommandPalette"},
    "tui/overlays/base.py": {"Input"},  # its messages only: nobody makes one
    "tui/screens/meeting.py": {"Input"},
    "tui/app.py": {"SystemCommand"},
    # On the terminal, without a screen: into a text, with markup off.
    "reports/terminal.py": {"Box", "Console", "Table", "Text"},
}
"""The names of Textual and Rich that can put text on a screen, and the only files that may know them."""
HARMLESS = {
    "ComposeResult", "Horizontal", "Screen", "Timer", "Region", "Size", "Style", "Theme", "Binding", "BindingType",
    "Message", "Reactive", "events", "App", "cell_len", "set_cell_size",
    "ANSIToTruecolor", "LineFilter",
}  # fmt: skip
"""Those that draw none, or none of their own."""
READ_MARKUP = {
    "notify", "border_title", "border_subtitle", "tooltip", "placeholder", "sub_title", "title", "update",
    "from_markup", "render_markup", "export_text",
}  # fmt: skip
"""What of Textual's reads markup, or writes text past the panes."""


def calls(whole: Iterable[ast.AST]) -> Iterator[tuple[str, ast.Call]]:
    """Give every call with the name of what is called, without what stands before the dot."""
    for node in whole:
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def test_only_the_pane_and_the_typed_line_put_text_on_a_screen() -> None:
    for file, whole in nodes().items():
        if file.startswith("tui/private/") and file != "tui/private/widgets.py":
            continue  # keyboards and terminals: they draw nothing (the tests below hold for them, too)
        named: set[str] = set()
        for node in whole:
            if isinstance(node, ast.Import):
                modules = [each.name for each in node.names if each.name.split(".")[0] in ("textual", "rich")]
                assert not modules, (file, modules)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in (
                "textual",
                "rich",
            ):
                named.update(each.name for each in node.names)
        unknown = named - HARMLESS - DRAWS_TEXT_ITSELF.get(file, set())
        assert not unknown, (file, unknown)


def test_nothing_that_reads_markup_is_given_anything() -> None:
    for file, whole in nodes().items():
        for node in whole:
            stored = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
            if stored and node.attr in READ_MARKUP:  # one is of a Word file
                assert ast.unparse(node) == "properties.title", (file, node.lineno, node.attr)
        for name, call in calls(whole):
            place = (file, call.lineno, name)
            if name == "FindAction":  # a sentence of ours, without anybody's words in it
                given = [ast.unparse(keyword.value) for keyword in call.keywords]
                assert given == ["self.words('palette.placeholder')", "'--command-palette'"], place
                continue
            assert name not in READ_MARKUP - {"update", "title"}, place
            read = {keyword.arg: keyword.value for keyword in call.keywords}
            assert not read.keys() & {"placeholder", "tooltip"}, place
            assert "markup" not in read or ast.unparse(read["markup"]) == "False", place
            if name in ("Input", "TypedLine", "Segment", "Strip"):
                assert file == "tui/widgets/pane.py", place


def test_only_one_function_writes_to_the_terminal() -> None:
    for file, whole in nodes().items():
        for name, call in calls(whole):
            written = ast.unparse(call)
            if written.startswith("print("):
                assert file == "complaints.py", written
                assert written == "print(safe(text), file=sys.stderr if error else sys.stdout)"
            if name == "input":
                assert (file, written) == ("complaints.py", "input(safe(question) + ' ')")
            assert not re.search(r"\b(stdout|stderr)(__)?\.(write|buffer)", written), (file, written)
            assert not re.match(r"os\.write\([012],", written), (file, written)


def test_the_palette_is_given_titles_without_brackets() -> None:
    """It is Textual's own, which reads markup in them and cannot be told not to."""
    made = [call for name, call in calls(nodes()["tui/app.py"]) if name == "SystemCommand"]
    theirs = [
        ast.unparse(argument)
        for call in made
        for argument in call.args[:2]
        if "title" in ast.unparse(argument)
    ]
    assert theirs == ["self.words('palette.go_to', step=step.title.translate(_NO_MARKUP))"]


# -- the doors ---------------------------------------------------------------------------------------------

ALL = {**HOSTILE, "poison": POISON}


@pytest.mark.parametrize("name", ALL)
def test_a_sentence_holds_nothing_that_can_be_obeyed(name: str) -> None:
    text = ALL[name]
    words = Words("da")
    said = words.say(message("did.step_entered", text=message("did.step_entered", text=text)))
    assert not OBEYED.search(said.replace("\n", " "))
    assert safe(text) in said


@pytest.mark.parametrize("name", ALL)
def test_what_a_command_says_cannot_be_obeyed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = ALL[name]
    say(text)
    say(text, error=True)
    complain_of(text, Problem(message("did.step_entered", text=text), line=3, line_text=text), words_of("da"))
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", "x", f"--nej{text}".replace(" ", "_")])
    assert ended.value.code == 2
    for written in capsys.readouterr():
        assert written
        assert not OBEYED.search(written.replace("\n", " "))


def test_commands_repeat_names_of_files_harmlessly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "\x1b]0;x\x07\u202egod\udcff.yaml"
    good.write_text(
        "title: Dag\nlanguage: da\nsteps:\n  - {id: a, kind: talk, title: A, minutes: 5}\n", encoding="utf-8"
    )
    assert cli.main(["check", str(good), str(tmp_path / "\x9bborte.yaml")]) == 1
    written = capsys.readouterr().out
    assert "borte.yaml" in written
    assert not OBEYED.search(written.replace("\n", " "))


async def test_the_pane_and_the_typed_line_are_the_last_to_look() -> None:
    """Whatever was forgotten before them: they draw what they are handed as words, and show what they cut."""
    desk, clock = make_desk(hostile_agenda("Ord"), 3)
    app = ApvApp(desk.words, clock, desk=desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        pane = app.screen.query_one("#page", Pane)
        line = app.screen.query_one(Entry)
        for text in ALL.values():
            pane.show([(Span("1 "), Span(text))])
            row = pane.render_line(0)
            assert not OBEYED.search(row.text)
            assert row.cell_length == 80
            assert row.text.endswith("…") == (len(text) > 1_000)
            line.set_text(text)
            assert not OBEYED.search(line.value)
            line.value = text
            assert not OBEYED.search(line.value)


def test_a_path_is_read_as_people_read_it(tmp_path: Path) -> None:
    place = place_of(tmp_path / "\x1b[31m\n\u202e" / "\udcff\x07.json")
    assert place.session == "\ufffd\ufffd.json"
    assert place.folder.endswith("/\ufffd[31m \ufffd")


@pytest.mark.parametrize("name", ALL)
def test_file_names_and_the_log_cannot_steer_a_terminal(name: str, tmp_path: Path) -> None:
    assert not OBEYED.search(safe_file_name(ALL[name]))
    log = tmp_path / "log"
    write_log(log, f"ValueError: {ALL[name]}")
    assert not OBEYED.search(log.read_text(encoding="utf-8").replace("\n", " "))


def test_a_folder_that_can_be_called_nothing_else_keeps_a_meeting(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 and control characters in a path: the file lies there, and is found again."""
    folder = tmp_path / "S\udcf8ren\x1b[31m\u202e"
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this system takes no such name")
    places = Places(folder / "s", folder / "state", folder / "a", folder / "log")
    office = Office(places, Options())
    desk = office.new_session(
        read_agenda(
            "title: Dag\nlanguage: da\nsteps:\n  - {id: a, kind: talk, title: A, minutes: 5}\n", ""
        ).agenda,
        path=folder / "m.json",
    )
    assert office.keeper is not None
    office.keeper.start()
    for text in (desk.place.folder, desk.place.session):
        assert not OBEYED.search(text)
    office.close()
    assert office.kept == (folder / "m.json").absolute()
    assert [choice.title for choice in office.choices() if not OBEYED.search(choice.title)]
    office.open_session(folder / "m.json")
    office.close()


def test_the_name_of_the_computer_in_a_copy_is_harmless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.node", lambda: "\x1b]0;x\x07../../\u202eevil")
    path = tmp_path / "m.json"
    path.write_text("changed by somebody else", encoding="utf-8")
    snapshot = Snapshot(Disk(), path, tmp_path / "refuge", digest="0" * 64, good=True, private=False)
    written = snapshot.write(b"{}", datetime(2026, 1, 1, tzinfo=UTC))
    assert written.path.parent == tmp_path
    assert not OBEYED.search(written.path.name)


# -- facts -------------------------------------------------------------------------------------------------

IDS = {
    "id", "item", "items", "ids", "list", "into", "under", "origin", "question", "grouping", "vault", "field",
    "person", "people", "present", "owner", "joins", "swapped_with", "groups", "unchosen", "meeting", "steps",
    "unit", "erasures", "members", "pause",
    "agenda",  # read by the models of the agenda, which have words of their own
}  # fmt: skip
"""Fields of facts that hold names the program gave, and nothing that people typed."""


def plain_texts(hint: Any) -> bool:
    """Whether a type has text in it that nothing looks at when it is read."""
    if get_origin(hint) is Literal or {*get_args(WordsOfPeople)[1:]} & {*getattr(hint, "__metadata__", ())}:
        return False
    return hint is str or any(plain_texts(arg) for arg in get_args(hint) if arg is not Ellipsis)


def models_in(hint: Any) -> set[type[BaseModel]]:
    """Give the models that a type is made of."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return {hint}.union(*map(models_in, get_type_hints(hint, include_extras=True).values()))
    return set().union(*map(models_in, get_args(hint)))


def test_every_text_of_a_fact_that_people_typed_is_made_safe_when_it_is_read() -> None:
    """A session that was written by hand cannot smuggle words in; a new field has to be one or the other."""
    plain = {
        key
        for names in f.FAMILIES.values()
        for name in names.split()
        for model in models_in(getattr(f, name))
        for key, hint in get_type_hints(model, include_extras=True).items()
        if key in model.model_fields and plain_texts(hint)
    }
    assert plain == IDS


def test_a_command_is_refused_with_words_that_cannot_be_obeyed() -> None:
    desk, _ = make_desk(hostile_agenda(POISON), 3)
    refused = []
    every: tuple[c.Command, ...] = (
        c.GoTo(POISON), c.OpenMeeting(POISON), c.NoteIdeas((POISON,), POISON), c.RewordIdea(POISON, POISON),
        c.FillField(POISON, POISON), c.AddHeading(POISON, POISON), c.OpenVault(POISON), c.AddAction(POISON, POISON),
    )  # fmt: skip
    for command in every:
        with pytest.raises(Refused) as refusal:
            desk.do(command)
        refused.append(desk.words.say(refusal.value.reason))
    assert not OBEYED.search(" ".join(refused).replace("\n", " "))


def test_the_environment_is_only_a_place() -> None:
    places = default_places({**os.environ, "APV_TUI_HOME": "/tmp/\x1b]0;x\x07"})
    assert not OBEYED.search(place_of(places.sessions / "m.json").folder)
