"""What is declared in one place is known in all the others: steps, facts, commands, actions, overlays, imports."""

import ast
import inspect
import json
import os
import pkgutil
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from pydantic import BaseModel
from sources import nodes

import apv_tui
from apv_tui.commands.options import Parser
from apv_tui.commands.parser import MODULES
from apv_tui.core import commands, decide, facts
from apv_tui.core.agenda import KINDS, RESERVED_KEYS, Agenda, ListSpec, Meeting, Question
from apv_tui.core.agenda.base import FormField, Page, StepBase
from apv_tui.core.decide.deciding import DECIDERS
from apv_tui.core.evolve import fold_of
from apv_tui.core.facts import Entry, Fact
from apv_tui.core.families import module_beside
from apv_tui.core.log import KINDS_OF_FACTS, entry_data, entry_from, kind_of_class
from apv_tui.tui.actions import ACTIONS, IN_PALETTE_ONLY, WORDED_KEYS, key_name
from apv_tui.tui.app import OVERLAYS, ApvApp
from apv_tui.tui.keymap import Keymap
from apv_tui.tui.lines import text_of
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.overlays.help import HelpOverlay
from apv_tui.tui.screens.meeting import OPENED, MeetingScreen
from apv_tui.tui.stages import STAGES
from apv_tui.tui.stages.base import Stage
from apv_tui.words import Words, languages

ROOT = Path(__file__).parents[1]
FORMAT = (ROOT / "docs" / "agenda-format.md").read_text(encoding="utf-8")
CORE = ROOT / "src" / "apv_tui" / "core"
NOT_FOLDED = {facts.Undone, facts.Redone, facts.CopiesErased}
"""Undo folds the log anew."""


def members(package: ModuleType) -> dict[str, list[type[Any]]]:
    """Give the classes that stand in each module of a package."""
    names = [path.stem for path in sorted((CORE / package.__name__.rpartition(".")[2]).glob("[a-z]*.py"))]
    modules = {name: import_module(f"{package.__name__}.{name}") for name in names}
    return {
        name: [each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__
               and inspect.isclass(each)]
        for name, module in modules.items()
    }  # fmt: skip


COMMANDS = [each for family in members(commands).values() for each in family]
FACTS = [
    each
    for family in members(facts).values()
    for each in family
    if issubclass(each, facts.Fact) and each is not facts.Fact
]


def chapter(heading: str) -> str:
    """Give the text of docs/agenda-format.md under a heading, up to the next of its level or a higher one."""
    level = heading.split(" ", maxsplit=1)[0]
    assert f"\n{heading}\n" in FORMAT, heading
    text = FORMAT.split(f"\n{heading}\n", 1)[1]
    return re.split(rf"\n#{{1,{len(level)}}} ", text, maxsplit=1)[0]


def documented(heading: str) -> set[str]:
    """Give the keys in the first column of the tables of a chapter."""
    rows = [row for row in chapter(heading).splitlines() if row.startswith("| `")]
    return {key for row in rows for key in re.findall(r"`([a-z_]+)`", row.split("|")[1])}


# -- kinds of step -----------------------------------------------------------------------------------------


def test_every_kind_of_step_has_a_stage_and_no_stage_is_left_over() -> None:
    assert set(STAGES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stage_is_found_by_its_kind(kind: str) -> None:
    module, name = STAGES[kind]
    stage = getattr(import_module(f"apv_tui.tui.stages.{module}"), name)
    assert issubclass(stage, Stage)
    assert stage.kind == kind
    assert get_args(KINDS[kind].model_fields["kind"].annotation) == (kind,)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_every_key_of_it_are_documented(kind: str) -> None:
    assert f"[`{kind}`](#{kind})" in chapter("## Kinds of step")
    own = set(KINDS[kind].model_fields) - set(StepBase.model_fields) - {"kind"}
    assert documented(f"### {kind}") == own


@pytest.mark.parametrize(
    ("heading", "model", "besides"),
    [
        ("## Keys of the agenda", Agenda, {"steps", "minutes", "people"}),
        ("## Keys of a list", ListSpec, set()),
        ("## Keys of a meeting", Meeting, set()),
        ("## Keys of every step", StepBase, {"kind"}),
        ("## Keys of a question", Question, set()),
        ("## Keys of a page", Page, set()),
        ("## Keys of a form's field", FormField, set()),
    ],
)
def test_every_other_key_is_documented(heading: str, model: type[BaseModel], besides: set[str]) -> None:
    assert documented(heading) == set(model.model_fields) | besides


def test_what_is_reserved_is_documented_and_not_used_yet() -> None:
    assert documented("## Reserved for later versions") == set(RESERVED_KEYS)
    models = (Agenda, ListSpec, Meeting, Question, Page, FormField, *KINDS.values())
    assert not set(RESERVED_KEYS) & {key for model in models for key in model.model_fields}


def test_the_defaults_in_the_documentation_are_those_of_the_models() -> None:
    said = {
        row.split("|")[1].strip(" `"): row.split("|")[3].strip(" `")
        for row in chapter("### vote").splitlines()
        if row.startswith("| `")
    }
    fields = KINDS["vote"].model_fields
    assert said["strokes"] == str(fields["strokes"].default)
    assert said["per_item"] == str(fields["per_item"].default)
    assert said["choose"] == "-".join(map(str, fields["choose"].default))


# -- facts and commands ------------------------------------------------------------------------------------


def example(annotation: Any, seed: str) -> Any:
    """Give a value of a type, different for each `seed` and never a default."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return args[-1]
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(example(args[0], f"{seed}{at}") for at in range(2))
        return tuple(example(arg, f"{seed}{at}") for at, arg in enumerate(args))
    if origin in (Union, UnionType):
        return example(next(arg for arg in args if arg is not type(None)), seed)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return filled(annotation, seed)
    if origin is Annotated:
        return example(args[0], seed)
    if origin is dict:
        return {f"{seed} key": ["any", {"JSON": 1.5}]}
    plain = {
        str: f"{seed} æøå ✓ “{{}}”",
        int: 1000 + len(seed),
        float: 2.5 + len(seed),
        bool: True,
        date: date(2027, 3, 1 + len(seed) % 28),
        datetime: datetime(2027, 3, 1 + len(seed) % 28, tzinfo=UTC),
    }
    return plain[annotation]


def filled(model: type[BaseModel], seed: str = "") -> Any:
    return model(
        **{name: example(field.annotation, f"{seed}{name}") for name, field in model.model_fields.items()}
    )


def test_every_fact_is_one_of_those_a_file_may_hold() -> None:
    assert {kind_of_class(fact) for fact in FACTS} == KINDS_OF_FACTS
    kinds = [fact.model_fields["kind"].default for fact in FACTS]
    assert len(set(kinds)) == len(kinds)
    for fact, kind in zip(FACTS, kinds, strict=True):
        assert kind == re.sub(r"(?<!^)(?=[A-Z])", "_", fact.__name__).lower()


def test_every_fact_has_a_fold() -> None:
    assert {fact for fact in FACTS if fold_of(fact) is not None} == set(FACTS) - NOT_FOLDED


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_every_fact_comes_back_as_it_was_kept(fact: type[Fact]) -> None:
    required = {
        name: example(field.annotation, name)
        for name, field in fact.model_fields.items()
        if field.is_required()
    }
    for made in (filled(fact), fact(**required)):
        entry = Entry("e2", "e1", datetime(2026, 3, 1, 8, 0, 0, 125000, UTC), "u", "m", "s", made)
        kept = json.loads(json.dumps(entry_data(entry), allow_nan=False))
        assert entry_from(kept) == entry
        assert kept["fact"].keys() >= required.keys() | {"kind"}


def test_what_a_file_says_in_a_fact_is_made_safe() -> None:
    entry = Entry("e", "", datetime(2026, 3, 1, tzinfo=UTC), "u", "m", "s", facts.LobbyEntered())
    for fact in (
        {"kind": "idea_noted", "item": "i", "list": "l", "number": 1, "text": "\x1b[2J\u202e"},
        {"kind": "people_added", "people": [{"id": "p", "name": "\x1b]52;c;x\x07", "department": "\x9b"}]},
        {"kind": "questions_chosen", "own": ["\x1b[?1049h"]},
        {"kind": "topics_chosen", "items": [], "how": "leader", "reason": "\ud800\x00"},
    ):
        read = entry_from({**entry_data(entry), "fact": fact})
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800]", str(read.fact.model_dump())), fact


def test_every_command_has_a_decider_and_is_one_of_the_commands() -> None:
    for command in COMMANDS:
        module_beside(decide.__name__, command)
    assert set(DECIDERS) == set(COMMANDS)
    source = (CORE / "commands" / "__init__.py").read_text(encoding="utf-8")
    union = source[source.index("Command = (") : source.index(")  # fmt: skip")]
    assert set(re.findall(r"[A-Z]\w+", union)) - {"Command"} == {each.__name__ for each in COMMANDS}


@pytest.mark.parametrize("package", [commands, facts], ids=["commands", "facts"])
def test_every_command_and_fact_is_found_in_the_module_of_its_family(package: ModuleType) -> None:
    named = {family: set(names.split()) for family, names in package.FAMILIES.items()}
    there = {name: {each.__name__ for each in found} for name, found in members(package).items() if found}
    assert named == there
    assert all(getattr(package, name).__name__ == name for names in named.values() for name in names)
    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        _ = package.Nonsense


# -- actions, help and overlays ----------------------------------------------------------------------------


def test_no_key_is_given_to_two_actions() -> None:
    keys = [key for action in ACTIONS for key in (*action.keys, *action.always)]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & {"escape", "f5", "ctrl+c"}


def test_what_works_while_typing_is_never_a_letter_and_needs_no_altgr() -> None:
    for action in ACTIONS:
        for key in action.always:
            assert re.fullmatch(r"f\d+|ctrl\+[a-z]|page(up|down)", key), key


@pytest.mark.parametrize("language", languages())
def test_every_action_has_words_and_stands_in_the_help(language: str) -> None:
    words = Words(language)
    owner = SimpleNamespace(words=words, desk=None, screen_stack=[], keymap=Keymap())
    shown = HelpOverlay(owner).content(78, 200)  # type: ignore[arg-type]
    text = "\n".join(text_of(row) for row in shown)
    for id_ in (*(action.id for action in ACTIONS), *IN_PALETTE_ONLY):
        assert words.has(f"act.{id_}")
        assert words.has(f"act.{id_}.help")
    for action in ACTIONS:
        row = next(row for row in text.split("\n") if words(f"act.{action.id}.help")[:40] in row)
        for key in (*action.always, *action.keys):
            assert (words(f"key.{key}") if key in WORDED_KEYS else key_name(key)) in row, action.id


def test_every_action_is_carried_out_somewhere() -> None:
    elsewhere = {"palette", "theme", "quit", *OPENED}
    ids = {*(action.id for action in ACTIONS), *IN_PALETTE_ONLY}
    handled = {name.removeprefix("_act_") for name in dir(MeetingScreen) if name.startswith("_act_")}
    assert ids - handled <= elsewhere
    assert handled <= ids, "a handler that no action leads to"


def test_every_binding_has_an_id_to_be_remapped_by() -> None:
    ids = [binding.id for binding in ApvApp.BINDINGS if not isinstance(binding, tuple)]
    assert len(ids) == len(ApvApp.BINDINGS)
    assert all(ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", OVERLAYS)
def test_every_overlay_is_found(name: str) -> None:
    module, class_name = OVERLAYS[name]
    assert issubclass(getattr(import_module(f"apv_tui.tui.overlays.{module}"), class_name), Overlay)


def test_every_overlay_file_is_registered_and_every_name_that_is_opened_is_known() -> None:
    source = Path(apv_tui.__file__).parent / "tui"
    files = {path.stem for path in (source / "overlays").glob("*.py")} - {"__init__", "base"}
    assert {module for module, _ in OVERLAYS.values()} | {"notice"} == files  # `show_notice` opens that one
    opened = {
        node.args[0].value
        for file, whole in nodes().items()
        if file.startswith("tui/")
        for node in whole
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("open", "open_overlay")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert opened - set(OVERLAYS) == {"sound", "sound_switch"}  # the screen's own
    own = {kind.own_action for kind in Overlay.__subclasses__() if kind.own_action}
    assert own <= {action.id for action in ACTIONS}


# -- what is imported, and when ----------------------------------------------------------------------------


def modules_after(program: str, *arguments: str, **environment: str) -> set[str]:
    """Run a program in a fresh interpreter; give the names of the modules it had loaded at its end."""
    run = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys; print('MODULES', *sys.modules)", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )
    assert run.returncode == 0, run.stderr
    return set(run.stdout.rsplit("MODULES ", 1)[1].split())


def loaded(modules: set[str], *names: str) -> list[str]:
    return sorted(
        each for each in modules if each.startswith(tuple(f"{name}." for name in names)) or each in names
    )


def test_the_core_loads_no_screen_and_no_yaml() -> None:
    from apv_tui import core

    names = [each.name for each in pkgutil.walk_packages(core.__path__, "apv_tui.core.")]
    assert "apv_tui.core.agenda.flow" in names
    modules = modules_after("\n".join(f"import {name}" for name in names))
    assert (
        loaded(modules, "textual", "rich", "yaml", "platformdirs", "filelock", "apv_tui.tui", "apv_tui.files")
        == []
    )


CLI = """
import sys
from apv_tui.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as end:
    status = end.code
assert not status, status
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("--help",),
        ("run", "--help"),
        ("new", "--help"),
        ("schema",),
        ("check", str(ROOT / "agendas" / "apv.da.yaml")),
    ],
    ids=lambda arguments: " ".join(Path(each).name for each in arguments),
)
def test_a_command_without_a_screen_loads_none(arguments: tuple[str, ...]) -> None:
    modules = modules_after(CLI, *arguments)
    # The check draws every step to see whether it fits; for that it needs lines, and no screen.
    drawing = () if arguments[0] == "check" else ("rich", "apv_tui.tui", "rapidfuzz")
    assert loaded(modules, "textual", "wakepy", *drawing) == []
    if arguments[0] not in ("check", "schema"):
        assert not {"yaml", "pydantic", "pydantic.main"} & modules


MOST_OF_OURS = 155
"""Modules of the program at the first screen."""


def test_every_command_is_declared_in_the_module_that_the_parser_loads_for_it() -> None:
    for module, names in MODULES.items():
        commands = Parser().add_subparsers()
        import_module(f"apv_tui.commands.{module}").declare(commands)
        assert tuple(commands.choices) == names
    given = {path.stem for path in Path(apv_tui.__file__).parent.joinpath("commands").glob("[a-z]*.py")}
    assert given == {*MODULES, "options", "parser", "speaking"}


DEMO = """
import sys
from pathlib import Path
from apv_tui.lean import without_plugins

without_plugins()
from apv_tui.files.places import Places
from apv_tui.tui.app import ApvApp
from apv_tui.wiring import Office, Options

home = Path(sys.argv[1])
office = Office(Places(home / "sessions", home / "state", home / "agendas", home / "log"), Options())
desk = office.demo()
seen = []

def opened(app):
    seen.extend(sys.modules)
    app.exit(0)

app = ApvApp(desk.words, office.clock, desk=desk, on_open=opened)
app.run(headless=True, size=(80, 24))
office.close()
assert app.fault is None and seen
for name in set(sys.modules) - set(seen):
    del sys.modules[name]
"""


def test_the_first_screen_loads_only_what_it_shows(tmp_path: Path) -> None:
    modules = modules_after(DEMO, str(tmp_path))
    assert "apv_tui.tui.stages.lobby" in modules
    # rich.table is among what Textual itself loads for its themes.
    late = ("markdown_it", "pygments", "tree_sitter", "rich.markdown", "rich.syntax", "rich.progress")
    assert loaded(modules, *late) == []
    assert loaded(modules, "rapidfuzz", "wakepy", "csv", "importlib.metadata") == []
    stages = loaded(modules, "apv_tui.tui.stages")
    assert set(stages) == {f"apv_tui.tui.stages{end}" for end in ("", ".base", ".lobby")}
    assert loaded(modules, "apv_tui.tui.overlays", "apv_tui.tui.screens.start") == []
    # What explains mistakes, what is done later in a meeting, and what reads the law wait until they are needed.
    mistakes = ("files.yaml_errors", "files.agenda_problems", "files.agenda_words", "files.yaml_layout")
    doings = [
        f"core.{part}.{name}"
        for part in ("facts", "decide", "evolve")
        for name in ("ideas", "votes", "plans")
    ]
    later = ("reports", "core.legal", "core.erasure", "core.undoing", *mistakes, *doings)
    assert loaded(modules, "tomllib", *(f"apv_tui.{name}" for name in later)) == []
    assert len(loaded(modules, "apv_tui")) <= MOST_OF_OURS, (
        "each costs the start half a thousandth of a second"
    )
