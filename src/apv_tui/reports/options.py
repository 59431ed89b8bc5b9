"""What those who order a report may decide about it."""

from datetime import date
from typing import NamedTuple

from apv_tui.core.legal import Rules
from apv_tui.reports.document import Picture


class ReportOptions(NamedTuple):
    """How a report is to be made. Names of those who took part are left out unless they are asked for."""

    names: bool = False
    title: str = ""
    """A title instead of the one made from the agenda's."""
    introduction: tuple[str, ...] = ()
    """Paragraphs that stand before everything else."""
    logo: Picture | None = None
    rules: Rules | None = None
    """The rules the case is held against (`files.rules_file.rules_of`); without them there is no such section."""
    today: date | None = None
    """The day it is made, by which something is late or not due yet; without it that of the last thing noted."""
    meeting: str = ""
    """The only meeting that the minutes are of; "" for all."""
