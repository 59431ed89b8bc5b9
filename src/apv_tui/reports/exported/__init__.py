"""A case as JSON, whole: every idea, stroke and action with their ids, in the form that docs/export-format.md tells.

What may not leave the house is not in the state a `Case` is made from. Names of people are left out unless they
are asked for; who is responsible for an action is part of the plan. A slip with somebody's strokes is never in it,
only how many strokes each item got.
"""

import json
from datetime import UTC, datetime
from typing import Any, Final

from apv_tui import __version__
from apv_tui.core.text import safe
from apv_tui.core.thread import book_of
from apv_tui.reports.case import Case
from apv_tui.reports.exported.course import absence, forms, groups, meetings, people, votes
from apv_tui.reports.exported.items import items, lists, plans, priorities
from apv_tui.reports.options import ReportOptions

FORMAT: Final = "apv-tui-export"
VERSION: Final = 1
"""Goes up when a key goes or changes its meaning; keys may be added without that."""


def export_json(case: Case, options: ReportOptions, now: datetime, session: str = "") -> bytes:
    """Give a case as JSON in UTF-8; `session` is the session's id, `now` up to when a running clock is counted."""
    state = case.state
    book = book_of(state)
    agenda = state.agenda
    told = {
        "format": FORMAT,
        "version": VERSION,
        "program": __version__,
        "made": now.astimezone(UTC).isoformat(timespec="seconds"),
        "session": session or None,
        "language": agenda.language,
        "names": options.names,
        "case": {
            "title": options.title or agenda.title,
            "agenda": agenda.title,
            "short": agenda.short,
            "based_on": agenda.based_on,
        },
        "people": people(case, names=options.names),
        "meetings": meetings(case, now, names=options.names),
        "lists": lists(case),
        "items": items(case, book),
        "votes": votes(case),
        "priorities": priorities(case),
        "groups": groups(case, names=options.names),
        "plans": plans(case, names=options.names),
        "forms": forms(case, names=options.names),
        "absence": absence(case),
    }
    return (json.dumps(_harmless(told), ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _harmless(value: Any) -> Any:
    """Give the same with every text such that it can be shown and written."""
    match value:
        case str():
            return safe(value)
        case dict():
            return {safe(str(key)): _harmless(each) for key, each in value.items()}
        case list() | tuple():
            return [_harmless(each) for each in value]
        case _:
            return value
