"""An editor with our JSON Schema and the program judge an agenda alike: two readers, one verdict.

What they judge apart by design stands in `schema_corpus/apart`, each file with its reason, and below in `ABOVE`.
"""

import os
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from tries import tries

from apv_tui.core.agenda import KINDS, flow, ids, slips
from apv_tui.core.agenda.json_schema import MODELINE, SCHEMA_NAME, json_schema, rendered
from apv_tui.core.agenda.json_values import digits
from apv_tui.core.agenda.shape import OF_ONE_MEETING, PARTS, Key, Value, keys_of
from apv_tui.core.messages import Unreadable
from apv_tui.files.agenda_file import read_agenda
from apv_tui.files.places import shipped
from apv_tui.files.reference import read_reference
from editors import Editor, editor, older_editor
from mutations import mutated

CORPUS = Path(__file__).parent / "schema_corpus"
SHIPPED = sorted(shipped().glob("*.yaml"))
SCHEMA = json_schema(read_reference())

SAID_BY_THE_SCHEMA = frozenset(
    (
        "agenda.needs_groups", "agenda.groups_twice", "agenda.join_makes_groups", "agenda.no_questions",
        "agenda.only_in_collect", "agenda.choice_without", "agenda.choices_alone", "agenda.meeting_of_date",
    )
)  # fmt: skip
"""What hangs together inside one step or field, and so can be said of it alone."""
ABOVE = {
    id_
    for module in (flow, ids, slips)
    for id_ in re.findall(r"\"(agenda\.\w+)\"", Path(module.__file__).read_text(encoding="utf-8"))
} - SAID_BY_THE_SCHEMA
"""What the schema leaves to `check`: what flows between steps, ids and names across the file, who may see what, and
which of two numbers may be the larger."""
OTHER_FORM = (
    "agenda.not_number", "agenda.not_minutes", "agenda.not_range", "agenda.not_people", "agenda.not_one_of",
)  # fmt: skip
"""Refused by the program where a number stands in another form than plain digits; the editor sees its value."""
REFUSED_IN_ANY_FILE = ("yaml.anchor", "yaml.alias", "yaml.tag", "yaml.control_character", "yaml.bom_inside")
"""YAML that no agenda needs and that can do harm."""
_NULL = re.compile(r"(?<=[ \[,])(?:null|Null|NULL|~)(?=[\s,\]}]|\Z)")
_NUMBER_IN_OTHER_FORM = re.compile(
    r"(?<![\w.\"'])(?:0[0-9]+|\+[0-9]+|[0-9]+\.0*|0x[0-9a-fA-F]+|0o[0-7]+)(?![\w.])"
)


def program(text: str) -> tuple[list[str], list[str]]:
    """Give what the program refuses in an agenda, and what it warns of."""
    try:
        return [], [problem.what.id for problem in read_agenda(text, "day.yaml").warnings]
    except Unreadable as unreadable:
        found = unreadable.problems
        return [each.what.id for each in found if not each.warning], [
            each.what.id for each in found if each.warning
        ]


def assert_same_verdict(text: str, *editors: Editor) -> None:
    """Both take it, or both refuse it, or it is one of the differences that are meant."""
    refused, warned = program(text)
    for each in editors or (editor(),):
        underlined = each.faults(text)
        if bool(underlined) == bool(refused):
            continue
        if underlined:
            # A text that looks like a number or a yes; of rules it is said that there are none of that name.
            told = [
                id_ for id_ in warned if id_.startswith("agenda.looks_like_") or id_ == "agenda.unknown_rules"
            ]
            assert told, (underlined, text)
            continue
        left = {id_ for id_ in refused if id_ not in ABOVE and id_ not in REFUSED_IN_ANY_FILE}
        if _NUMBER_IN_OTHER_FORM.search(text):
            left -= set(OTHER_FORM)
        if "agenda.null" in left and (without := _NULL.sub("", text)) != text:
            assert_same_verdict(
                without, *editors
            )  # the word is refused, and nothing behind a key is the same
            continue
        if "5-3" in text:
            left -= {"agenda.not_range"}
        assert not left, (left, text)


# -- the schema itself --------------------------------------------------------------------------------------


def test_the_schema_is_one_in_both_drafts() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft7Validator.check_schema(SCHEMA)


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for each in schema.values():
            yield from nodes(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from nodes(each)


def test_nothing_but_notes_stands_beside_a_reference() -> None:
    """Draft-07 does not look at it."""
    notes = {"$ref", "description", "examples", "default"}
    assert all(node.keys() <= notes for node in nodes(SCHEMA) if isinstance(node.get("$ref"), str))


def parts() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "agenda", SCHEMA
    for name, part in SCHEMA["$defs"].items():
        if part.get("additionalProperties") is False:
            yield name, part


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """Give a key's schema with the notes of what it refers to, as editors show them."""
    reference = schema.get("$ref", "")
    inner = resolved(SCHEMA["$defs"][reference.removeprefix("#/$defs/")]) if reference else {}
    return {**inner, **schema}


def test_every_key_is_told_with_examples_that_are_right() -> None:
    told = 0
    for name, part in parts():
        for key, schema in part["properties"].items():
            if key == "kind":
                continue
            notes = resolved(schema)
            assert notes.get("description", "").endswith((".", "?")), (name, key)
            assert "](" not in notes["description"], "a link leads nowhere in an editor"
            assert notes.get("examples") or "For example: " in notes["description"], (name, key)
            for each in notes.get("examples", ()):
                whole = Draft202012Validator({**schema, "$defs": SCHEMA["$defs"]})
                assert not list(whole.iter_errors(each)), (name, key, each)
            told += 1
    assert told > 500


def test_the_keys_of_the_schema_are_those_of_the_models() -> None:
    found = {name: set(part["properties"]) for name, part in parts()}
    for kind, model in KINDS.items():
        assert found[f"kind.{kind}"] == {*keys_of(model), "kind"}
    for name, model in PARTS.items():
        if name != "step":
            beside = set(OF_ONE_MEETING) if name == "agenda" else set()
            assert found[name] == {*keys_of(model), *beside}


@pytest.mark.parametrize(("least", "most"), [(1, 480), (1, 99), (2, 20), (3, 20), (2, 100), (1, 12), (7, 7)])
def test_digits_are_those_of_the_numbers(least: int, most: int) -> None:
    pattern = re.compile(digits(least, most))
    wanted = [str(number) for number in range(least, most + 1)]
    assert [text for text in map(str, range(1200)) if pattern.fullmatch(text)] == wanted


def test_the_schema_beside_the_shipped_agendas_is_the_one_of_the_models() -> None:
    path = shipped(SCHEMA_NAME)
    if os.environ.get("APV_TUI_WRITE_DOCS"):
        path.write_text(rendered(SCHEMA), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == rendered(SCHEMA), (
        "write it anew: APV_TUI_WRITE_DOCS=1 python -m pytest tests/files/test_json_schema.py"
    )


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_agendas_lead_editors_to_it(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith(f"{MODELINE}\n")


# -- one verdict --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_agendas_are_right_for_both(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert editor().faults(text) == []
    assert program(text)[0] == []


@pytest.mark.parametrize("path", sorted(CORPUS.glob("right/*.yaml")), ids=lambda path: path.stem)
def test_right_for_both(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert program(text)[0] == []
    assert not any(id_.startswith("agenda.looks_like_") for id_ in program(text)[1])
    assert editor().faults(text) == older_editor().faults(text) == []


@pytest.mark.parametrize("path", sorted(CORPUS.glob("wrong/*.yaml")), ids=lambda path: path.stem)
def test_wrong_for_both(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert program(text)[0]
    assert editor().faults(text)
    assert older_editor().faults(text)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("apart/*.yaml")), ids=lambda path: path.stem)
def test_judged_apart_by_design(path: Path) -> None:
    """The first line says who refuses it, and why the other does not."""
    text = path.read_text(encoding="utf-8")
    found = re.match(r"# (program|editor): .{10,}\n", text)
    assert found
    assert (found[1] == "program") == bool(program(text)[0])
    assert (found[1] == "editor") == bool(editor().faults(text)) == bool(older_editor().faults(text))
    assert_same_verdict(text)


def test_the_corpus_is_large_enough() -> None:
    assert len(list(CORPUS.glob("*/*.yaml"))) > 150


# -- any agenda, and any single mistake ---------------------------------------------------------------------

SPELLED = {
    "text": ("Sit down.", "no", "10:15", "'2026'", '"true"', '"Remember: listen"', "Én ting, to ting", "on"),
    "title": ("Hello", '"1"', "Off", "Kaffe & kage"),
    "id": ("wishes", "topics", "a1", "first-steps", '"b_2"'),
    "minutes": ("5", '"5"', "90m", "1h30", "15 min.", "2 timer", "480"),
    "range": ("3-5", "4", "[2, 3]", "1 to 2", "6–9"),
    "yes/no": ("yes", "nej", "True", '"on"', "OFF"),
}
ODD = (
    "", "null", "true", "yes", "1", "0", "-1", "010", "3.0", "2.5", "1:30", "5-3", "501",
    '""', '" "', "[]", "{}", "[x]",
    "[[x]]", "{x: y}", "wishes", "Ønsker", "talk", "'7'", "x" * 130, "x" * 2001, "2026-01-01", "[1, 2, 3]", "text",
)  # fmt: skip
"""What somebody may write where it does not belong."""


class Odd:
    """A value as it is spelled in the file; a tree of these, dicts and lists becomes an agenda."""

    def __init__(self, spelled: str) -> None:
        self.spelled = spelled


def written(tree: Any) -> str:
    """Spell a tree on one line; in braces every value keeps its own spelling."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key}: {written(each)}" for key, each in tree.items()) + "}"
    return f"[{', '.join(map(written, tree))}]" if isinstance(tree, list) else tree.spelled


def agenda_text(tree: dict[str, Any]) -> str:
    """Give an agenda with one key on each line."""
    return "".join(f"{key}: {written(value)}\n" for key, value in tree.items())


@st.composite
def values(draw: st.DrawFn, value: Value) -> Any:
    if value.form in SPELLED:
        spelled = draw(st.sampled_from(SPELLED[value.form]))
        return Odd(f'"{spelled}"' if "," in spelled and spelled[0] not in "\"'[" else spelled)
    if value.form == "number":
        return Odd(str(draw(st.integers(value.least, value.most))))
    if value.form == "choice":
        return Odd(str(draw(st.sampled_from(value.choices))))
    if value.form == "step":
        kind = draw(st.sampled_from(sorted(KINDS)))
        return {"kind": Odd(kind), **draw(part(KINDS[kind]))}
    if value.form == "part":
        assert value.part is not None
        return draw(values(Value("text")) if value.alone and draw(st.booleans()) else part(value.part))
    assert value.item is not None
    if value.form == "table":
        return {id_: draw(values(value.item)) for id_ in draw(st.sets(st.sampled_from(("wishes", "topics"))))}
    if value.alone and draw(st.booleans()):
        return draw(values(value.item))
    return draw(st.lists(values(value.item), min_size=value.least, max_size=2))


@st.composite
def part(draw: st.DrawFn, model: Any) -> dict[str, Any]:
    """Give the keys that are needed, and some of the others."""
    keys: dict[str, Key] = keys_of(model)
    some = draw(st.sets(st.sampled_from(sorted(keys)), max_size=3))
    return {name: draw(values(key.value)) for name, key in keys.items() if key.required or name in some}


@st.composite
def mistaken(draw: st.DrawFn) -> str:
    """Give an agenda in which one thing has been changed."""
    tree = draw(part(PARTS["agenda"]))
    places = list(_places(tree))
    holder, key = draw(st.sampled_from(places))
    how = draw(st.sampled_from(("value", "value", "value", "drop", "key")))
    if how == "value":
        odd = draw(st.sampled_from(ODD))
        holder[key] = Odd(odd if odd or isinstance(holder, dict) else '""')
    elif how == "drop":
        del holder[key]
    elif isinstance(holder, dict):
        holder[draw(st.sampled_from(("titel", "into", "list", "choices", "meeting", "at_most", "steps")))] = (
            Odd(draw(st.sampled_from(("", "wishes", "3"))))
        )
    return agenda_text(tree)


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    for key, value in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
        yield tree, key
        if isinstance(value, dict | list):
            yield from _places(value)


SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


@settings(SLOW, max_examples=tries(25))
@given(part(PARTS["agenda"]).map(agenda_text))
def test_any_agenda_of_right_values(text: str) -> None:
    assert_same_verdict(text, editor(), older_editor())


@example("format: 1\ntitle: A\nlanguage: en\nrules: true\nminutes: 5\nsteps:\n"
         "  - {id: a, kind: talk, title: T, minutes: 5, pages: [Hello]}\n")  # fmt: skip
@settings(SLOW, max_examples=tries(50))
@given(mistaken())
def test_any_agenda_with_one_mistake(text: str) -> None:
    assert_same_verdict(text)


@pytest.mark.long
@settings(SLOW, max_examples=5_000)
@given(mistaken())
def test_thousands_of_agendas_with_one_mistake(text: str) -> None:
    assert_same_verdict(text)


@pytest.mark.long
def test_thousands_of_agendas_after_an_accident() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("right/*.yaml"))]
    for seed in range(5_000):
        text = mutated(random.Random(seed).choice(texts), seed)
        # The two readers of YAML stop at different signs in what is none.
        if not any(fault.startswith("syntax") for fault in editor().faults(text)):
            assert_same_verdict(text)
