"""A case as typed tables: the plan, its log, every list, the counts, time, what was agreed; people if asked for.

What may not leave the house is not in the state a `Case` is made from; nothing here looks for it elsewhere.
"""

from datetime import datetime

from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.thread import book_of
from apv_tui.reports.case import Case
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.tables.course import agreed_sheet, people_sheet, time_sheet, votes_sheet
from apv_tui.reports.tables.lists import list_sheet
from apv_tui.reports.tables.model import Field, Kind, Making, Sheet, Value, make
from apv_tui.reports.tables.plan import log_sheet, plan_sheet

__all__ = ["Field", "Kind", "Making", "Sheet", "Value", "make", "plan_tables", "tables"]


def tables(case: Case, options: ReportOptions, now: datetime | None = None) -> tuple[Sheet, ...]:
    """Give the tables of a case, the plan first; a table with no rows is left out, but for a plan.

    `now` is up to when a clock that runs is counted.
    """
    state = case.state
    book = book_of(state)
    lists = [list_id for list_id in (*state.agenda.lists, PARKING_LOT) if list_id not in state.plans]
    made = (
        *plan_tables(case),
        *(list_sheet(case, book, list_id) for list_id in lists),
        votes_sheet(case),
        agreed_sheet(case),
        time_sheet(case, now),
        people_sheet(case) if options.names else None,
    )
    return tuple(sheet for sheet in made if sheet is not None)


def plan_tables(case: Case) -> tuple[Sheet, ...]:
    """Give the plans of a case by themselves, and their log where there is one."""
    state = case.state
    book = book_of(state)
    # A plan that is for the leader alone is not seen here, and its name need not be either.
    plans = tuple(
        list_id for list_id in state.plans if not state.is_private(list_id) or any(state.on_list(list_id))
    )
    log = log_sheet(case, plans)
    return (*(plan_sheet(case, book, list_id) for list_id in plans), *((log,) if log else ()))
