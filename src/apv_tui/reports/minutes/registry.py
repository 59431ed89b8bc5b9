"""What the minutes say of a step, found by its kind; a test fails for a kind that has no entry."""

from collections.abc import Callable
from typing import Final

from apv_tui.core.agenda import Meeting
from apv_tui.core.agenda.base import StepBase
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block
from apv_tui.reports.minutes.choosing import join, prioritise
from apv_tui.reports.minutes.desk import absence, appoint, suitability
from apv_tui.reports.minutes.law import law
from apv_tui.reports.minutes.planning import follow_up, plan, read_back
from apv_tui.reports.minutes.room import close, merge, noting, together
from apv_tui.reports.minutes.thread import thread
from apv_tui.reports.minutes.votes import vote
from apv_tui.reports.minutes.weighing import assess, present, sort
from apv_tui.reports.options import ReportOptions

Section = Callable[[Case, ReportOptions, Meeting, StepBase], tuple[Block, ...]]
"""Gives what stands below the heading of a step: () where there is nothing to say of it.

The heading itself, what was asked and the minutes used are not a section's matter. Blocks inside may have
headings of level 3. A step's own items (`core.ledger.homes`) are listed by its section and by no other; other
sections may name them, by number and words.
"""


Ending = Callable[[Case, ReportOptions], tuple[Block, ...]]
"""Gives what stands after all meetings, under headings of level 1 of its own."""


def nothing(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Say nothing of a step, as of a break."""
    del case, options, meeting, step
    return ()


SECTIONS: Final[dict[str, Section]] = {
    "talk": together,
    "groups": together,
    "interviews": together,
    "turns": together,
    "alone": together,
    "spotlight": noting,
    "collect": noting,
    "answers": noting,
    "walk": together,
    "tell": together,
    "merge": merge,
    "vote": vote,
    "break": nothing,
    "close": close,
    # What is decided: assessing, choosing, planning, forms.
    "sort": sort,
    "assess": assess,
    "present": present,
    "prioritise": prioritise,
    "join": join,
    "suitability": suitability,
    "appoint": appoint,
    "absence": absence,
    "plan": plan,
    "read_back": read_back,
    "follow_up": follow_up,
}


ENDINGS: Final[tuple[Ending, ...]] = (thread, law)
"""What stands after all meetings, before the parking lot: the thread of the case, the law."""


def section_for(kind: str) -> Section:
    """Give what says what the minutes say of a kind of step. Raises `KeyError` where there is none."""
    return SECTIONS[kind]
