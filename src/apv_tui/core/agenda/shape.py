"""What may be written for each key, told from the models: for the JSON Schema and the tables of the docs.

The models stay the one place where a key is declared; nothing here is needed to read an agenda.
"""

import types
from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, NamedTuple, Union, get_args, get_origin

from apv_tui.core.agenda import values
from apv_tui.core.agenda.base import Called, FormField, Page, Question, StepBase, Written
from apv_tui.core.agenda.model import Agenda, ListSpec, Meeting, Report
from apv_tui.core.agenda.steps import KINDS

Form = Literal[
    "text", "title", "id", "minutes", "range", "yes/no", "number", "choice", "list", "table", "part", "step"
]  # fmt: skip

PARTS: Final[dict[str, type[Written]]] = {
    "agenda": Agenda,
    "report": Report,
    "list": ListSpec,
    "meeting": Meeting,
    "step": StepBase,
    "question": Question,
    "page": Page,
    "field": FormField,
    "mark": Called,
}
"""What an agenda is made of, by the names the reference uses; the kinds of step are in `KINDS`."""

OF_ONE_MEETING: Final = ("steps", "minutes", "people")
"""Keys of a meeting that an agenda of only one writes at its top."""

_READERS: Final[dict[Any, Form]] = {
    values._text: "text",
    values._title: "title",
    values._id: "id",
    values._minutes: "minutes",
    values._yes_no: "yes/no",
    values._range: "range",
}


class Value(NamedTuple):
    """What may be written for a key.

    `least` and `most` bound a number, or how many a list may hold; `choices` are the words of a choice; `item`
    is what a list or table holds; `part` is the model of a part with keys of its own. `alone`: one may be
    written without its list, or a part as its text alone.
    """

    form: Form
    least: int = 0
    most: int = 0
    choices: tuple[str | int, ...] = ()
    item: "Value | None" = None
    part: type[Written] | None = None
    alone: bool = False


class Key(NamedTuple):
    """A key of a part: what may be written for it, and what holds where it is not written."""

    value: Value
    required: bool
    default: Any


def keys_of(model: type[Written]) -> dict[str, Key]:
    """Give the keys of a part in the order in which they are declared; the kind of a step is not among them."""
    return {
        name: Key(
            _value(field.annotation, field.metadata),
            field.is_required(),
            field.get_default(call_default_factory=True),
        )
        for name, field in model.model_fields.items()
        if name != "kind"
    }


def own_keys(kind: str) -> dict[str, Key]:
    """Give the keys that a kind of step has beside those of every step."""
    return {name: key for name, key in keys_of(KINDS[kind]).items() if name not in StepBase.model_fields}


def _value(annotation: Any, metadata: Sequence[Any] = ()) -> Value:
    if get_origin(annotation) is Annotated:
        annotation, *inside = get_args(annotation)
        metadata = [*inside, *metadata]
    if get_origin(annotation) in (types.UnionType, Union):
        kinds = [each for each in get_args(annotation) if each is not type(None)]
        return _value(kinds[0], metadata) if len(kinds) == 1 else Value("step")
    for each in metadata:
        if isinstance(each, values.Between):
            return Value("number", each.least, each.most)
        if isinstance(each, values.Read):
            return Value(_READERS[each.function])
    before = any(isinstance(each, values.ReadBefore | values.OneOrMany) for each in metadata)
    least = max((each.min_length for each in metadata if hasattr(each, "min_length")), default=0)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return Value("choice", choices=arguments)
    if origin is tuple:
        return Value("list", least, item=_value(arguments[0]), alone=before)
    if origin is dict:
        return Value("table", item=_value(arguments[1]))
    if isinstance(annotation, type) and issubclass(annotation, Written):
        return Value("part", part=annotation, alone=before)
    raise TypeError(f"the reference has no name for {annotation}")
