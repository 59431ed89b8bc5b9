"""The JSON Schema of agendas, made from the models: what an editor completes and checks while one types.

It is written for draft 2020-12 with what draft-07 understands in the same way, because editors are slow to
follow: nothing but notes stands beside a `$ref`, and no key is listed as "unevaluated". An editor sees values
where the program sees text: `010` is ten for the one and a slip for the other. docs/agenda-format.md names
these few differences; a test holds both to the same verdict in all else.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from apv_tui.core.agenda.base import Called, FormField, Page, Question, StepBase, Written
from apv_tui.core.agenda.json_values import any_case, has, number, ref, values
from apv_tui.core.agenda.model import PARKING_LOT, Agenda, ListSpec, Meeting, Report
from apv_tui.core.agenda.reference import KeyTold, Reference
from apv_tui.core.agenda.shape import OF_ONE_MEETING, Key, Value, keys_of, own_keys
from apv_tui.core.agenda.steps import KINDS

SCHEMA_NAME: Final = "agenda.schema.json"
"""The file's name; the first line of an agenda beside it leads editors there."""
MODELINE: Final = f"# yaml-language-server: $schema={SCHEMA_NAME}"
ITS_ID: Final = "urn:apv-tui:agenda:format-1"

Json = dict[str, Any]

_NAMES: Final[dict[type[Written], str]] = {
    Report: "report", ListSpec: "list", Meeting: "meeting", Question: "question", Page: "page", FormField: "field",
    Called: "mark",
}  # fmt: skip
_MORE_QUESTIONS: Final = ("into", "at_most")
_ASKS_INTO: Final = ("collect", "answers")
_WITH_GROUPS: Final = ("groups", "interviews", "tell", "turns", "prioritise")
_WITH_QUESTIONS: Final = ("interviews", "suitability")


def json_schema(reference: Reference) -> Json:
    """Give the schema, with what the reference tells about every key."""
    return _Maker(reference).schema()


class _Maker:
    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._defs: Json = {}

    def schema(self) -> Json:
        """Give the whole."""
        told = self._reference.parts
        self._defs = values()
        for model, name in _NAMES.items():
            self._defs[name] = self._part(keys_of(model), told[name])
        self._defs["question"]["description"] = "A question with keys of its own."
        self._questions()
        self._forms()
        self._steps()
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": ITS_ID,
            "description": "An agenda of apv-tui, format 1: what a group does at its meetings, step by step. "
            "`apv-tui check FILE` says in plain words what this schema finds, and the rest.",
            "$comment": "Left to `apv-tui check`: what flows between steps (lists filled before they are used, "
            "groups drawn, plans, forms and meetings that are named), ids written twice, which of two numbers "
            "may be the larger, what is confidential, and numbers in another form, such as 010.",
            **self._agenda(),
            "$defs": self._defs,
        }

    def _agenda(self) -> Json:
        told = self._reference.parts["agenda"]
        keys = keys_of(Agenda)
        whole = self._part({name: key for name, key in keys.items() if name != "meetings"}, told)
        of_meeting = keys_of(Meeting)
        of_one = {name: self._value(of_meeting[name].value) for name in OF_ONE_MEETING}
        later = {**of_one, "meetings": self._value(keys["meetings"].value)}
        whole["properties"] |= {name: self._told(_optional(later[name]), told[name]) for name in later}
        # Steps at the top make an agenda of one meeting; its other keys mean nothing without them.
        whole["if"] = has("steps")
        whole["then"] = {"properties": {"meetings": ref("nothing")}}
        without = {name: ref("nothing") for name in OF_ONE_MEETING if name != "steps"}
        whole["else"] = {"required": ["meetings"], "properties": {"meetings": {"type": "array"}, **without}}
        return whole

    # -- parts ---------------------------------------------------------------------------------------------

    def _part(self, keys: Mapping[str, Key], told: Mapping[str, KeyTold]) -> Json:
        properties = {name: self._key(keys[name], each) for name, each in told.items() if name in keys}
        required = [name for name in properties if keys[name].required]
        part: Json = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**part, "required": required} if required else part

    def _key(self, key: Key, told: KeyTold) -> Json:
        value = self._value(key.value)
        schema = self._told(value if key.required else _optional(value), told)
        default = plain_default(key)
        return schema if default is None else {**schema, "default": default}

    @staticmethod
    def _told(value: Json, told: KeyTold) -> Json:
        """Add what is told. Editors spoil an example that holds parts with keys; it goes into the words."""
        means = as_words(told.means)
        if any(isinstance(example, list) and isinstance(example[0], dict) for example in told.examples):
            return {**value, "description": f"{means} For example: {_in_braces(told.examples[0])}."}
        return {**value, "description": means, "examples": list(told.examples)}

    def _value(self, value: Value) -> Json:
        if value.form == "number":
            return number(value.least, value.most)
        if value.form == "choice":
            return _choice(value.choices)
        if value.form == "table":
            return {
                "type": "object",
                "propertyNames": {"allOf": [ref("id"), {"not": {"const": PARKING_LOT}}]},
                "additionalProperties": self._value(value.item) if value.item else True,
            }
        if value.form == "part" and value.part is not None:
            part = ref(_NAMES[value.part])
            return {"anyOf": [ref("text"), part]} if value.alone else part
        if value.form == "list" and value.item is not None:
            return self._list(value, value.item)
        return ref("yes-no" if value.form == "yes/no" else value.form)

    def _list(self, value: Value, item: Value) -> Json:
        if value.alone and not value.least and item.form != "choice":
            return ref(f"{item.form}s")
        many: Json = {"type": "array", "items": self._value(item)}
        if value.least:
            many["minItems"] = value.least
        return {"anyOf": [self._value(item), many]} if value.alone else many

    # -- what hangs together inside one part ---------------------------------------------------------------

    def _questions(self) -> None:
        """Make the question of every step from that of `collect` and `answers`, which says where answers go."""
        full = self._defs["question"]
        few = {name: key for name, key in full["properties"].items() if name not in _MORE_QUESTIONS}
        # With nothing behind them they are as good as not written, but they are not offered.
        nothing = {f"^(?:{'|'.join(_MORE_QUESTIONS)})$": ref("nothing")}
        self._defs["question-plain"] = {**full, "properties": few, "patternProperties": nothing}

    def _forms(self) -> None:
        """Answers on offer belong to a choice, a meeting to a date."""
        field = self._defs["field"]
        is_choice = {"required": ["type"], "properties": {"type": {"const": "choice"}}}
        is_date = {"required": ["type"], "properties": {"type": {"const": "date"}}}
        some = {"anyOf": [{"type": "string"}, {"type": "array", "minItems": 1}]}
        none = {"anyOf": [ref("nothing"), {"type": "array", "maxItems": 0}]}
        field["allOf"] = [
            {
                "if": is_choice,
                "then": {"required": ["choices"], "properties": {"choices": some}},
                "else": {"properties": {"choices": none}},
            },
            {"if": is_date, "then": {}, "else": {"properties": {"meeting": ref("nothing")}}},
        ]

    def _steps(self) -> None:
        """A step has the keys of its kind, which editors offer as soon as the kind is written."""
        told = self._reference.parts["step"]
        common = keys_of(StepBase)
        for name, key in common.items():
            if name != "questions":
                self._defs[f"step.{name}"] = self._key(key, told[name])
        for full in (True, False):
            item = {"anyOf": [ref("text"), ref("question" if full else "question-plain")]}
            name = "step.questions" if full else "step.questions-plain"
            self._defs[name] = self._told(_optional({"type": "array", "items": item}), told["questions"])
        branches = []
        for kind in KINDS:
            self._defs[f"kind.{kind}"] = self._kind(kind)
            branches.append({"if": _is_kind(kind), "then": ref(f"kind.{kind}")})
        kinds = {
            "enum": list(KINDS),
            "enumDescriptions": [as_words(self._reference.kinds[kind].means) for kind in KINDS],
            "description": as_words(told["kind"].means),
            "examples": list(told["kind"].examples),
        }
        self._defs["step"] = {
            "type": "object",
            "required": [*(name for name, key in common.items() if key.required), "kind"],
            "properties": {
                "kind": kinds,
                **{name: {"description": as_words(told[name].means)} for name in common},
            },
            "allOf": branches,
        }

    def _kind(self, kind: str) -> Json:
        told = self._reference.kinds[kind]
        step = KINDS[kind]
        part = self._part(own_keys(kind), told.keys)
        common: Json = {"kind": {"const": kind}}
        for name, key in keys_of(step).items():
            if name == "questions":
                common[name] = ref("step.questions" if kind in _ASKS_INTO else "step.questions-plain")
            elif name in StepBase.model_fields:
                common[name] = ref(f"step.{name}")
                if key.default != StepBase.model_fields[name].default:
                    common[name] = {**common[name], "default": plain_default(key)}
        part["properties"] = {**common, **part["properties"]}
        part["description"] = told.means
        rules = _rules(kind)
        return {**part, "allOf": rules} if rules else part


def _rules(kind: str) -> list[Json]:
    """Give what the keys of one step ask of each other."""
    drawn = {"anyOf": [has("group_size"), has("groups_from")]}
    per_group = {"required": ["per"], "properties": {"per": {"const": "group"}}}
    hosts = {
        "required": ["hosts"],
        "properties": {
            "hosts": {
                "anyOf": [
                    {"const": True},
                    {"type": "string", "pattern": any_case(("yes", "true", "ja", "on"))},
                ]
            }
        },
    }
    rules: list[Json] = []
    if kind == "join":
        return [
            {"properties": {key: ref("nothing") for key in ("group_size", "groups_from", "merge_groups")}}
        ]
    rules.append({"if": has("merge_groups"), "then": has("groups_from")})
    rules.append({"not": {"allOf": [has("group_size"), has("groups_from")]}})
    if kind in _WITH_GROUPS:
        rules.append(drawn)
    if kind in _ASKS_INTO:
        rules.append({"if": per_group, "then": drawn})
    if kind == "walk":
        rules.append({"if": hosts, "then": drawn})
    if kind in _WITH_QUESTIONS:
        rules.append(
            {"required": ["questions"], "properties": {"questions": {"type": "array", "minItems": 1}}}
        )
    return rules


def _is_kind(kind: str) -> Json:
    return {"required": ["kind"], "properties": {"kind": {"const": kind}}}


def _optional(value: Json) -> Json:
    return {"anyOf": [value, ref("nothing")]}


def _choice(choices: Iterable[str | int]) -> Json:
    """Give the words of a choice: a number also in quotation marks; `no` for `nb`, which is not offered."""
    words = [
        spelled for each in choices for spelled in ((each, str(each)) if isinstance(each, int) else (each,))
    ]
    if "nb" not in words:
        return {"enum": words}
    return {"anyOf": [{"enum": words}, {"type": "string", "pattern": "^no$"}]}


def plain_default(key: Key) -> str | int | None:
    """Give what holds where a key is not written, as it would be written; None where nothing does."""
    default = key.default
    if key.required or default is None or default in ((), {}):
        return None
    if isinstance(default, bool):
        return "yes" if default else "no"
    if isinstance(default, tuple):
        low, high = default
        return low if low == high else f"{low}-{high}"
    return default if isinstance(default, str | int) else None


def _in_braces(example: Any) -> str:
    """Give an example as YAML on one line."""
    if isinstance(example, dict):
        return "{" + ", ".join(f"{key}: {_in_braces(each)}" for key, each in example.items()) + "}"
    return f"[{', '.join(map(_in_braces, example))}]" if isinstance(example, list) else str(example)


def as_words(text: str) -> str:
    """Give a text of the reference without its links, for what cannot follow them."""
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)


def rendered(schema: Json) -> str:
    """Give the schema as the text of its file."""
    import json

    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
