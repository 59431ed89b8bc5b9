"""A form on paper: what was agreed line by line, and what still stands open."""

from apv_tui.core.agenda import Appoint
from apv_tui.core.forms import open_fields
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Facts, Para
from apv_tui.reports.telling import day

LONG = 160
"""Characters from which a text stands below the short lines, as a letter does."""


def agreed(case: Case, step: Appoint) -> tuple[Block, ...]:
    """Give the lines of a form that are filled in, the long ones by themselves, and name the others."""
    filled = case.state.state_of(step).fields
    said = [
        (field.title, day(case, one) if field.type == "date" else _said(case, field.type, one.text))
        for field in step.fields
        if (one := filled.get(field.id)) is not None
    ]
    if not said:
        return ()
    short = tuple((title, text) for title, text in said if len(text) <= LONG and "\n" not in text)
    blocks: list[Block] = [Facts(short)] if short else []
    for title, text in said:
        if (title, text) not in short:
            blocks += [Para(title, "strong"), Para(text, "said")]
    left = [field.title for field in open_fields(case.state, step)]
    if left:
        blocks.append(Para(case.words("plan_report.not_agreed", what=", ".join(left)), "note"))
    return tuple(blocks)


def _said(case: Case, kind: str, text: str) -> str:
    if kind == "yes_no" and text in ("yes", "no"):
        return case.words("form.yes" if text == "yes" else "form.no")
    return text
