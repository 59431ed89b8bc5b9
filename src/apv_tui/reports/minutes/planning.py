"""What the minutes say of the plan: where it is made, read back and adopted, and followed up (APV-4.4, APV-5)."""

from apv_tui.core.agenda import FollowUp, Meeting, Plan, ReadBack
from apv_tui.core.agenda.base import StepBase
from apv_tui.core.plans import action_of, in_order, is_new
from apv_tui.core.preparing import is_open
from apv_tui.core.state import Item
from apv_tui.core.thread import book_of
from apv_tui.reports import plan_blocks, telling
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Column, Para, Table, bullets
from apv_tui.reports.minutes.lists import listed
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.phrases import BETWEEN


def plan(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Give the whole plan at the step that tells of its actions; at a later one, what came into it since."""
    here = case.homes.get(step.id, ())
    if not isinstance(step, Plan) or not is_open(meeting, step):
        return listed(case, here, step)
    if any(each.item.list == step.into for each in here):
        return _whole(case, options, step, step.into)
    new = [
        (at, item) for at, item in enumerate(in_order(case.state, step.into), 1) if is_new(case.state, item)
    ]
    blocks: list[Block] = []
    if new and case.state.state_of(step).entered:
        rows = tuple(case.words("plan_report.named", number=at, text=case.said(item)) for at, item in new)
        blocks += [Para(case.words("decided.new_actions"), "strong"), bullets(rows)]
    return (*blocks, *listed(case, here, step))


def _whole(case: Case, options: ReportOptions, step: StepBase, list_id: str) -> tuple[Block, ...]:
    told = {item.id for item in in_order(case.state, list_id)}
    rest = [each for each in case.homes.get(step.id, ()) if each.item.id not in told]
    return (
        Para(plan_blocks.standing(case, list_id), "strong"),
        *((plan_blocks.overview(case, options, list_id),) if told else ()),
        *plan_blocks.lacking(case, list_id),
        *plan_blocks.actions(case, options, list_id, book_of(case.state)),
        *plan_blocks.off(case, list_id, level=3),
        *listed(case, rest, step),
    )


def read_back(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Say whether the plan was adopted, and what was still missing in it."""
    here = case.homes.get(step.id, ())
    if not isinstance(step, ReadBack) or not is_open(meeting, step):
        return listed(case, here, step)
    if any(each.item.list == step.list for each in here):
        return _whole(case, options, step, step.list)
    if not case.state.standing(step.list) or not case.state.state_of(step).entered:
        return listed(case, here, step)
    return (
        Para(plan_blocks.standing(case, step.list)),
        *plan_blocks.lacking(case, step.list),
        *listed(case, here, step),
    )


def follow_up(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Give how far each action has come and what was noted of it last."""
    here = case.homes.get(step.id, ())
    if not isinstance(step, FollowUp) or not is_open(meeting, step):
        return listed(case, here, step)
    if any(each.item.list == step.list for each in here):
        return _whole(case, options, step, step.list)
    looked_at = [
        (number, item)
        for number, item in enumerate(in_order(case.state, step.list), 1)
        if not _came_later(case, meeting, step, item)
    ]
    if not looked_at or not case.state.state_of(step).entered:
        return listed(case, here, step)
    words, today = case.words, telling.today_of(case, options)
    rows = []
    for number, item in looked_at:
        log = action_of(case.state, item.id).log
        said = BETWEEN.join(filter(None, (telling.status(case, item), telling.late(case, item, today))))
        rows.append((str(number), case.said(item), said, telling.happened(case, log[-1]) if log else ""))
    columns = (
        Column(words("plan_report.number"), "short"),
        Column(telling.label(case, "what", step.list), "plain"),
        Column(words("plan_report.status"), "over"),
        Column(words("decided.last_noted")),
    )
    return (Table(columns, tuple(rows)), *listed(case, here, step))


def _came_later(case: Case, meeting: Meeting, step: StepBase, item: Item) -> bool:
    """Whether an action was added further on in this sitting, and so was not there to be looked at."""
    here = case.state.meetings.get(meeting.id)
    if here is None or here.began is None or item.at < here.began or action_of(case.state, item.id).log:
        return False
    ids = [each.id for each in meeting.steps]
    return item.step in ids[ids.index(step.id) + 1 :]
