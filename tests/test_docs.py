"""The documents tell what is there: keys, commands, facts, dependencies and links are held against the program.

`APV_TUI_WRITE_DOCS=1 python -m pytest tests/test_docs.py` writes the generated part of docs/keys.md anew.
"""

import argparse
import os
import re
import tomllib
from pathlib import Path

import pytest

from apv_tui import __version__
from apv_tui.commands.parser import parser as command_line
from apv_tui.core import facts
from apv_tui.core.agenda import KINDS
from apv_tui.tui.actions import ACTIONS, IN_PALETTE_ONLY, WORDED_KEYS, key_name
from apv_tui.tui.widgets.entry import _HANDED_ON
from apv_tui.words import Words, languages

TOP = Path(__file__).parents[1]
DOCS = (
    TOP / "README.md",
    TOP / "CHANGELOG.md",
    *sorted((TOP / "docs").glob("*.md")),
    TOP / "bench/README.md",
)
KEYS_MD = TOP / "docs" / "keys.md"
BEGIN, END = "<!-- actions: written by tests/test_docs.py -->\n", "<!-- end of actions -->\n"
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def text_of(name: str) -> str:
    return (TOP / name).read_text(encoding="utf-8")


def package_name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return found[0].lower()


def requirements() -> list[str]:
    extras = PROJECT["optional-dependencies"]
    every = (*PROJECT["dependencies"], *extras["test"], *extras["dev"])
    return sorted({package_name(each) for each in every} - {"apv-tui"})


def commands() -> dict[str, argparse.ArgumentParser]:
    parser = command_line()
    (subparsers,) = (each for each in parser._actions if isinstance(each, argparse._SubParsersAction))
    return {"": parser, **subparsers.choices}


def keys_table() -> str:
    words = Words("en")

    def names(keys: tuple[str, ...]) -> str:
        return ", ".join(words(f"key.{key}") if key in WORDED_KEYS else key_name(key) for key in keys)

    rows = ["| Action | Id | Keys | While typing | What it does |", "|---|---|---|---|---|"]
    for action in ACTIONS:
        typing = (*action.always, *(key for key in action.keys if key == "enter" or key in _HANDED_ON))
        cells = (
            words(f"act.{action.id}"),
            f"`{action.id}`",
            names((*action.always, *action.keys)),
            names(typing) or "palette",
            words(f"act.{action.id}.help"),
        )
        rows.append(f"| {' | '.join(cells)} |")
    rows += ["", "In the palette (Ctrl+P) are all of these, and:", ""]
    rows += [f"- **{words(f'act.{id_}')}** (`{id_}`): {words(f'act.{id_}.help')}" for id_ in IN_PALETTE_ONLY]
    return "\n".join(rows) + "\n"


def test_the_page_of_keys_is_the_table_of_actions() -> None:
    page = KEYS_MD.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    generated, after = rest.split(END)
    wanted = f"\n{keys_table()}\n"
    if os.environ.get("APV_TUI_WRITE_DOCS"):
        KEYS_MD.write_text(f"{before}{BEGIN}{wanted}{END}{after}", encoding="utf-8", newline="\n")
        generated = wanted
    assert generated == wanted, "write it anew: APV_TUI_WRITE_DOCS=1 python -m pytest tests/test_docs.py"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file) if file else path
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert anchor in anchors, target


@pytest.mark.parametrize("marker", ["demo:linux", "demo:windows", "test:linux", "test:windows"])
def test_the_readme_has_each_command_on_one_line_below_its_marker(marker: str) -> None:
    lines = text_of("README.md").splitlines()
    at = lines.index(f"<!-- {marker} -->")
    opening, command, closing = lines[at + 1 : at + 4]
    assert opening.startswith("```")
    assert closing == "```"
    assert ("pytest" if marker.startswith("test") else "apv-tui demo") in command
    assert ("&&" in command) == marker.endswith("linux")  # PowerShell of Windows does not know it


def test_the_changelog_begins_with_the_version_there_is() -> None:
    found = re.search(r"^## ([0-9.]+)", text_of("CHANGELOG.md"), re.MULTILINE)
    assert found
    assert found[1] == __version__


def test_every_command_is_in_the_readme_and_every_one_there_exists() -> None:
    readme = text_of("README.md")
    for name in commands():
        assert f"apv-tui {name}".strip() in readme
    for path in DOCS:
        named = re.findall(r"(?<![\w/])apv-tui ([a-z]+)(?= |`|\n)", path.read_text(encoding="utf-8"))
        code = re.findall(r"`apv-tui ([a-z]+)", path.read_text(encoding="utf-8"))
        assert set(code) <= {*commands(), "session", "journal"}, path.name
        assert not (set(named) & {"start", "resume"}), path.name


def test_options_named_in_the_documents_exist() -> None:
    known = {
        option for parser in commands().values() for each in parser._actions for option in each.option_strings
    }
    for path in DOCS:
        for command in re.findall(
            r"`apv-tui[^`]*`|^apv-tui.*$", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert set(re.findall(r"(?<= )--[a-z-]+", command)) <= known, f"{path.name}: {command}"


def test_the_help_names_the_languages_there_are() -> None:
    parser = commands()["run"]
    said = next(each.help or "" for each in parser._actions if "--language" in each.option_strings)
    assert all(language in said for language in languages())


def test_every_fact_is_on_the_page_of_the_session_file() -> None:
    page = text_of("docs/session-file.md")
    for kind in facts.every_fact():
        assert f"`{kind.model_fields['kind'].default}`" in page


def test_every_kind_of_step_is_on_the_page_of_the_agenda_format() -> None:
    page = text_of("docs/agenda-format.md")
    for kind in KINDS:
        assert f"\n### {kind}\n" in page


@pytest.mark.parametrize("package", requirements())
def test_every_dependency_has_its_reason_and_its_version(package: str) -> None:
    assert f"\n| {package} |" in text_of("docs/developing.md").lower()
    assert f"\n{package}==" in text_of("constraints.txt").lower()


def test_every_module_at_the_top_is_in_the_map_of_the_house() -> None:
    page = text_of("docs/developing.md")
    for path in (TOP / "src" / "apv_tui").glob("*.py"):
        assert path.name.startswith("__") or f"\n  {path.name} " in page, path.name
