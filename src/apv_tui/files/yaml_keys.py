"""The keys that an agenda knows, taken from its models; asked for only when something is to be explained."""

from functools import cache
from typing import Final, get_args, get_origin

TOP_ONLY: Final = frozenset(("format", "language", "lists", "meetings", "short", "based_on"))
"""Keys that stand at the beginning of a line and nowhere else."""


@cache
def known_keys() -> frozenset[str]:
    """Give every key that may stand somewhere in an agenda."""
    from apv_tui.core.agenda import KINDS, Agenda
    from apv_tui.core.agenda.base import FormField, Page, Question, Written
    from apv_tui.core.agenda.model import ListSpec, Meeting

    models: tuple[type[Written], ...] = (
        Agenda,
        Meeting,
        ListSpec,
        Page,
        Question,
        FormField,
        *KINDS.values(),
    )
    return frozenset(key for model in models for key in model.model_fields)


@cache
def list_keys() -> frozenset[str]:
    """Give the keys below which a list may stand."""
    from apv_tui.core.agenda import KINDS, Agenda
    from apv_tui.core.agenda.base import FormField, Question, Written
    from apv_tui.core.agenda.model import Meeting

    models: tuple[type[Written], ...] = (Agenda, Meeting, Question, FormField, *KINDS.values())
    return frozenset(
        key
        for model in models
        for key, field in model.model_fields.items()
        if get_origin(field.annotation) is tuple and Ellipsis in get_args(field.annotation)
    )
