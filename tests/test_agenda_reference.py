"""docs/agenda-format.md is the reference: its tables of keys and kinds are written from the models.

`APV_TUI_WRITE_DOCS=1 python -m pytest tests/test_agenda_reference.py` writes them anew.
"""

import os
import re
from pathlib import Path

import pytest

from apv_tui.core.agenda import KINDS, RESERVED_KEYS
from apv_tui.core.agenda.base import StepBase
from apv_tui.core.agenda.json_schema import plain_default
from apv_tui.core.agenda.model import Meeting
from apv_tui.core.agenda.reference import KeyTold, reference_of
from apv_tui.core.agenda.shape import OF_ONE_MEETING, PARTS, Key, Value, keys_of, own_keys
from apv_tui.files.agenda_file import read_agenda
from apv_tui.files.reference import read_reference

PAGE = Path(__file__).parents[1] / "docs" / "agenda-format.md"
REFERENCE = read_reference()
PLURALS = {
    "list": "lists",
    "meeting": "meetings",
    "question": "questions",
    "page": "pages",
    "field": "fields",
}
PART_NAMES = {model: name for name, model in PARTS.items()}
TABLE = re.compile(
    r"<!-- (?P<what>[a-z_: ]+), written by tests/test_agenda_reference.py -->\n(?P<rows>(?:\|.*\n)*)"
)


def type_of(value: Value, told: KeyTold) -> str:
    """Say what may be written, as the table of values names it."""
    if value.form == "number":
        return f"number, {value.least} to {value.most}"
    if value.form == "choice":
        return ", ".join(f"`{each}`" for each in value.choices)
    if value.form == "part" and value.part is not None:
        return f"keys of a {PART_NAMES[value.part]}"
    if value.form == "table":
        return "table of id: list"
    if value.form == "part" and value.part is not None:
        return PART_NAMES[value.part]
    if value.form != "list":
        return f"{value.form} {told.of}".strip()
    assert value.item is not None
    if value.item.form == "step":
        return "list of steps"
    if value.item.form == "choice":
        return f"any of {type_of(value.item, told)}"
    if value.item.part is not None:
        return f"list of {PLURALS[PART_NAMES[value.item.part]]}"
    return f"{value.item.form}s {told.of}".strip()


def default_of(key: Key, told: KeyTold) -> str:
    if told.otherwise:
        return told.otherwise
    if key.required:
        return "required"
    default = plain_default(key)
    if default is None:
        return "none"
    bare = default in ("yes", "no") or isinstance(default, int)
    return str(default) if bare else f"`{default}`"


def default_of_step(name: str, key: Key, told: KeyTold) -> str:
    """Say what holds for every step, and for which kinds something else does."""
    usual = default_of(key, told)
    others: dict[str, list[str]] = {}
    for kind, model in KINDS.items():
        if (own := default_of(keys_of(model)[name], told)) != usual:
            others.setdefault(own, []).append(f"`{kind}`")
    return "; ".join([usual, *(f"{own} for {' and '.join(kinds)}" for own, kinds in others.items())])


def rows_of(keys: dict[str, Key], told: dict[str, KeyTold], *, step: bool = False) -> str:
    rows = ["| Key | Type | Default | Meaning |", "|---|---|---|---|"]
    for name, each in told.items():
        key = keys[name]
        default = default_of_step(name, key, each) if step and name != "kind" else default_of(key, each)
        means = each.means.replace("|", "\\|")
        rows.append(f"| `{name}` | {type_of(key.value, each)} | {default} | {means} |")
    return "\n".join(rows) + "\n"


def table(what: str) -> str:
    """Give the rows of one table: "keys of a PART", "keys of KIND", or the kinds."""
    if what == "kinds":
        told = REFERENCE.kinds
        rows = ["| Kind | What happens | It needs |", "|---|---|---|"]
        rows += [f"| [`{kind}`](#{kind}) | {told[kind].means} | {told[kind].needs} |" for kind in told]
        return "\n".join(rows).replace("|  |", "| |") + "\n"
    part = what.removeprefix("keys: ")
    if part in KINDS:
        return rows_of(own_keys(part), dict(REFERENCE.kinds[part].keys))
    keys = keys_of(PARTS[part])
    if part == "agenda":
        keys |= {
            key: each._replace(required=False)
            for key, each in keys_of(Meeting).items()
            if key in OF_ONE_MEETING
        }
    if part == "step":
        keys["kind"] = Key(Value("text"), required=True, default=None)
    rows = rows_of(keys, dict(REFERENCE.parts[part]), step=part == "step")
    return rows.replace("| `kind` | text |", "| `kind` | a kind |")


def wanted() -> list[str]:
    return [*(f"keys: {name}" for name in (*PARTS, *KINDS) if name in PARTS or own_keys(name)), "kinds"]


def test_the_tables_are_those_of_the_models() -> None:
    page = PAGE.read_text(encoding="utf-8")
    anew = TABLE.sub(lambda found: f"{found[0].splitlines()[0]}\n{table(found['what'])}", page)
    if os.environ.get("APV_TUI_WRITE_DOCS"):
        PAGE.write_text(anew, encoding="utf-8", newline="\n")
        page = anew
    assert page == anew, "write it anew: APV_TUI_WRITE_DOCS=1 python -m pytest tests/test_agenda_reference.py"


def test_every_part_and_kind_has_its_table() -> None:
    found = [each["what"] for each in TABLE.finditer(PAGE.read_text(encoding="utf-8"))]
    assert sorted(found) == sorted(wanted())


def test_each_table_stands_below_its_heading() -> None:
    headings = {
        "agenda": "Keys of the agenda", "report": "Keys of a report", "list": "Keys of a list",
        "meeting": "Keys of a meeting",
        "step": "Keys of every step", "question": "Keys of a question", "page": "Keys of a page",
        "field": "Keys of a form's field", "mark": "Keys of a vote's mark",
    }  # fmt: skip
    page = PAGE.read_text(encoding="utf-8")
    for each in TABLE.finditer(page):
        above = re.findall(r"^#+ (.+)$", page[: each.start()], re.MULTILINE)[-1]
        name = each["what"].removeprefix("keys: ")
        assert above == ("Kinds of step" if name == "kinds" else headings.get(name, name))


def test_no_other_table_names_keys() -> None:
    page = TABLE.sub("", PAGE.read_text(encoding="utf-8"))
    assert "| Key | Type |" not in page


def test_every_kind_has_a_section_and_no_other_has() -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page.split("\n## Kinds of step\n")[1].split("\n## ")[0]
    assert re.findall(r"^### (\w+)$", section, re.MULTILINE) == list(REFERENCE.kinds)


def test_the_keys_kept_for_later_are_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"`{key}`" in page for key in RESERVED_KEYS)


@pytest.mark.parametrize("key", [*StepBase.model_fields, *(key for kind in KINDS for key in own_keys(kind))])
def test_no_key_of_a_step_is_left_without_words(key: str) -> None:
    assert f"`{key}`" in PAGE.read_text(encoding="utf-8")


def test_a_key_nothing_is_told_about_is_an_error_and_one_too_many_too() -> None:
    with pytest.raises(ValueError, match="agenda: nothing is told about about"):
        reference_of({})
    with pytest.raises(ValueError, match="there is no colour"):
        reference_of({**_data(), "page": {**_data()["page"], "colour": {"means": "Red.", "examples": []}}})


def _data() -> dict[str, dict[str, object]]:
    import tomllib

    from apv_tui.files import reference

    path = Path(reference.__file__).with_name("reference.en.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_agendas_of_the_page_are_right() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    whole = [block for block in blocks if block.startswith("format:")]
    assert whole
    for block in whole:
        assert read_agenda(block, "").warnings == ()
