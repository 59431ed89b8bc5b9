"""Where cases stand as typed tables: one of the actions that have not ended, one of the cases."""

from datetime import date

from apv_tui.core.standing import Wanting
from apv_tui.reports.status import CaseRow, Overview
from apv_tui.reports.tables.model import Field, Sheet, Value
from apv_tui.reports.telling import STATUSES
from apv_tui.words import Words


def status_tables(overview: Overview, words: Words) -> tuple[Sheet, ...]:
    """Give the table of actions and that of cases; the same columns whatever is in them, for programs that read."""
    return _actions(overview, words), _cases(overview, words)


def _actions(overview: Overview, words: Words) -> Sheet:
    columns = (
        Field(words("status.column.case"), "text", 30),
        Field(words("table.no"), "number", 6),
        Field(words("status.column.action"), "text", 50),
        Field(words("plan.detail.owner"), "text", 22),
        Field(words("plan.detail.start"), "date", 12),
        Field(words("plan.detail.deadline"), "date", 12),
        Field(words("plan.detail.follow_up"), "date", 12),
        Field(words("status.column.status"), "text", 14),
        Field(words("status.column.days_late"), "number", 10),
        Field(words("status.column.to_look_at"), "yes", 12),
        Field(words("status.column.lacks"), "text", 26),
        Field(words("status.column.file"), "text", 40),
    )
    rows = (_action(row, each, words) for row in overview.cases for each in row.standing.going)
    return Sheet(words("status.sheet.actions"), columns, tuple(rows))


def _action(row: CaseRow, each: Wanting, words: Words) -> tuple[Value, ...]:
    gaps = {
        "no_owner": words("plan.gap.owner"),
        "no_deadline": words("plan.gap.deadline"),
        "no_follow_up": words("plan.gap.follow_up"),
    }
    return (
        row.name,
        each.number,
        each.text or words("item.no_words"),
        each.owner or None,
        _first(each.start),
        each.deadline[1] if each.deadline else None,
        _first(each.follow_up),
        words(STATUSES[each.status]),
        each.late or None,
        bool({"due", "soon"} & set(each.why)) or None,
        ", ".join(gap for why, gap in gaps.items() if why in each.why) or None,
        row.file,
    )


def _first(days: tuple[date, date] | None) -> date | None:
    return days[0] if days else None


def _cases(overview: Overview, words: Words) -> Sheet:
    columns = (
        Field(words("status.column.case"), "text", 30),
        Field(words("status.sheet.actions"), "number", 10),
        Field(words("status.column.ended"), "number", 10),
        Field(words("status.column.late"), "number", 10),
        Field(words("status.column.due"), "number", 12),
        Field(words("status.column.no_owner"), "number", 12),
        Field(words("status.column.undated"), "number", 12),
        Field(words("status.column.next"), "text", 30),
        Field(words("status.column.first"), "date", 12),
        Field(words("status.column.last"), "date", 12),
        Field(words("status.column.agreed"), "yes", 10),
        Field(words("status.column.renew"), "date", 14),
        Field(words("status.column.file"), "text", 40),
    )
    return Sheet(words("status.sheet.cases"), columns, tuple(_case(row) for row in overview.cases))


def _case(row: CaseRow) -> tuple[Value, ...]:
    standing, coming = row.standing, row.standing.coming
    return (
        row.name,
        standing.actions,
        standing.ended,
        standing.late,
        standing.due,
        standing.count("no_owner"),
        standing.count("no_deadline", "no_follow_up"),
        coming.title or None,
        coming.first,
        coming.last,
        coming.how == "agreed" or None,
        standing.holds_until,
        row.file,
    )
