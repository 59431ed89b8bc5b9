"""The print-outs before the day: which there are, and the document of those that were asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from apv_tui.core.agenda import Meeting
from apv_tui.core.preparing import Paper
from apv_tui.reports import group_lists, guide, roles, sheets, slips
from apv_tui.reports.case import Case
from apv_tui.reports.document import Document, Page

_MADE: Final[Mapping[Paper, Callable[[Case, Meeting], tuple[Page, ...]]]] = {
    "groups": group_lists.pages,
    "roles": roles.pages,
    "guide": guide.pages,
    "sheets": sheets.pages,
    "slips": slips.pages,
}


class Papers(NamedTuple):
    """A document of print-outs, None where there is nothing to print, and what the meetings do not have."""

    document: Document | None
    lacking: tuple[Paper, ...]


def papers(case: Case, meetings: Sequence[Meeting], wanted: Sequence[Paper]) -> Papers:
    """Make print-outs of these meetings, kind after kind; what they do not have is named and left out."""
    pages: list[Page] = []
    lacking = []
    for paper in dict.fromkeys(wanted):
        made = [page for meeting in meetings for page in _MADE[paper](case, meeting)]
        pages += made
        if not made:
            lacking.append(paper)
    if not pages:
        return Papers(None, tuple(lacking))
    title = case.words("print.title", title=case.state.agenda.title)
    return Papers(Document(title, case.words.language, tuple(pages), titled=False), tuple(lacking))
