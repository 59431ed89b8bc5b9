"""The keys that an agenda knows, taken from its models; asked for only when something is to be explained."""

from functools import cache
from typing import Final, get_args, get_origin

TOP_ONLY: Final = frozenset(
    ("format", "language", "lists", "meetings", "short", "based_on", "rules", "report")
)
"""Keys that stand at the beginning of a line and nowhere else."""


@cache
def known_keys() -> frozenset[str]:
    """Give every key that may stand somewhere in an agenda."""
    from apv_tui.core.agenda import KINDS, Agenda
    from apv_tui.core.agenda.base import FormField, Page, Question, Written
    from apv_tui.core.agenda.model import ListSpec, Meeting, Report

    models: tuple[type[Written], ...] = (
        Agenda,
        Meeting,
        Report,
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
    from apv_tui.core.agenda.model import Meeting, Report

    models: tuple[type[Written], ...] = (Agenda, Report, Meeting, Question, FormField, *KINDS.values())
    return frozenset(
        key
        for model in models
        for key, field in model.model_fields.items()
        if get_origin(field.annotation) is tuple and Ellipsis in get_args(field.annotation)
    )


@cache
def keys_beside(list_key: str) -> frozenset[str]:
    """Give the keys that may stand beside the text of an entry, below a list whose entries can be texts alone."""
    from apv_tui.core.agenda.base import FormField, Page, Question

    beside = {
        "questions": frozenset(Question.model_fields) - {"text"},
        "pages": frozenset(Page.model_fields) - {"text"},
        "fields": frozenset(FormField.model_fields) - {"title"},
    }
    return beside.get(list_key, frozenset())


def is_prose(key: str) -> bool:
    """Whether what stands before a colon looks like words of a text, and not like a key."""
    word = key.strip().lower()
    known = word in known_keys() or word.replace(" ", "_") in known_keys()
    return (key[:1].isupper() or " " in key) and not known
