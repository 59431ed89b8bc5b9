"""Reads and judges an agenda as an editor does: YAML 1.2 by ruamel.yaml, the JSON Schema by jsonschema.

Neither knows anything of the program's own reader. Two places are set to what the standards say, where the
libraries say more or something else: YAML 1.2's core schema has no dates and no `1_000`, and the patterns of
JSON Schema are ECMAScript's, where `$` is the end and not also the line feed before it.
"""

import json
import re
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft7Validator, Draft202012Validator, ValidationError, validators
from ruamel.yaml import YAML
from ruamel.yaml.error import ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from apv_tui.core.agenda.json_schema import json_schema
from apv_tui.files.reference import read_reference

_CORE = {
    "null": r"null|Null|NULL|~|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)"
    r"|\.(?:nan|NaN|NAN)",
}
"""The types of unquoted values in YAML 1.2.2, section 10.3.2."""


class CoreResolver(VersionedResolver):
    """Gives unquoted values the types of YAML 1.2, and no others."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Give the tag of a value."""
        if kind is not ScalarNode:
            return super().resolve(kind, value, implicit)
        if implicit[0]:  # without quotation marks
            for name, pattern in _CORE.items():
                if re.fullmatch(pattern, value):
                    return Tag(suffix=f"tag:yaml.org,2002:{name}")
        return self.DEFAULT_SCALAR_TAG


class Editor:
    """An editor with our schema, in one of the drafts that editors know."""

    def __init__(self, draft: Any) -> None:
        self.schema = json_schema(read_reference())
        validator = validators.extend(draft, {"pattern": _pattern_of_ecma})
        self._validator = validator(self.schema)

    def faults(self, text: str) -> list[str]:
        """Give what is underlined: the first error of the syntax, else all the schema finds."""
        try:
            tree = read_yaml_12(text)
        # 5,000 digits, a list for a key, and `!!int` with nothing behind it are no YAMLError.
        except (YAMLError, ValueError, TypeError, IndexError) as error:
            return [f"syntax: {str(error).splitlines()[0]}"]
        return [
            f"{'/'.join(map(str, each.path))}: {each.message[:200]}"
            for each in self._validator.iter_errors(tree)
        ]


@cache
def editor() -> Editor:
    """Give an editor that knows the newest draft."""
    return Editor(Draft202012Validator)


@cache
def older_editor() -> Editor:
    """Give an editor of the kind many still are: it takes the schema for draft-07."""
    return Editor(Draft7Validator)


def read_yaml_12(text: str) -> Any:
    """Read a text as YAML 1.2 into what JSON has. Raises YAMLError."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Resolver = CoreResolver
    with warnings.catch_warnings(action="ignore", category=ReusedAnchorWarning):
        return _json(yaml.load(text))


def _json(value: Any) -> Any:
    """Give a tree with texts for keys, as every editor has it."""
    if isinstance(value, dict):
        return {key if isinstance(key, str) else json.dumps(key): _json(each) for key, each in value.items()}
    return [_json(each) for each in value] if isinstance(value, list) else value


def _pattern_of_ecma(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield ValidationError(f"{instance!r} is not of the form {pattern[:60]}")
