"""What the minutes say of the steps a room goes through together: groups, repeats struck out, the closing."""

from collections import Counter

from apv_tui.core.agenda import Close, Meeting, Merge
from apv_tui.core.agenda.base import StepBase
from apv_tui.core.preparing import is_open
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Para, bullets
from apv_tui.reports.minutes.lists import asked, listed, noted
from apv_tui.reports.options import ReportOptions


def together(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Say how many groups of which size there were where they were formed, and what was asked."""
    del options
    return (*groups(case, meeting, step), *asked(case, meeting, step), *_rest(case, step))


def noting(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Give what was asked and noted, answers under their questions."""
    del options
    return (*groups(case, meeting, step), *noted(case, meeting, step))


def merge(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Say how many repeats were struck out; each is found below what it repeats, where that was noted."""
    del options
    if not isinstance(step, Merge) or not is_open(meeting, step):
        return _rest(case, step)
    items = tuple(case.state.on_list(step.list))
    struck = sum(bool(item.merged_into) and not item.withdrawn for item in items)
    if not items:
        return ()
    said = case.words("minutes.struck", n=struck) if struck else case.words("minutes.struck_none")
    return (*asked(case, meeting, step), Para(said), *_rest(case, step))


def close(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Say what happens next."""
    del options
    blocks: list[Block] = [*asked(case, meeting, step)]
    if isinstance(step, Close) and step.next and is_open(meeting, step):
        blocks += [Para(case.words("minutes.next"), "strong"), bullets(step.next)]
    return (*blocks, *_rest(case, step))


def groups(case: Case, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Say how many groups of which size there were, at the step that formed them and nowhere else."""
    if case.state.grouping_of(step) != step.id:
        return ()
    sizes = Counter(len(group.people) for group in case.groups(meeting, step))
    if not sizes:
        return ()
    order = sorted(sizes.items(), reverse=True)
    parts = [case.words("lobby.groups_of", n=n, size=case.say.size(size)) for size, n in order]
    return (Para(case.words("minutes.groups", groups=case.say.listed(parts)), "note"),)


def _rest(case: Case, step: StepBase) -> tuple[Block, ...]:
    """Give what is told of at a step at which nothing is noted as a rule."""
    return listed(case, case.homes.get(step.id, ()), step)
