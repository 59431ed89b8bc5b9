"""People, meetings, counts, groups, forms and accounts as plain data."""

from datetime import datetime
from typing import Any

from apv_tui.core.absence import percentage
from apv_tui.core.agenda import Absence, Appoint, Meeting, Step, Vote
from apv_tui.core.state import question_ids
from apv_tui.core.topics import tally
from apv_tui.reports.case import Case
from apv_tui.reports.exported.items import day, filled, moment
from apv_tui.reports.tables.course import minutes_used

Json = dict[str, Any]


def people(case: Case, *, names: bool) -> Json:
    """Give how many people a case has, and who they are where names were asked for."""
    told: Json = {"count": len(case.state.people)}
    if names:
        told["each"] = [
            {
                "id": person.id,
                "number": person.number,
                "name": person.name or None,
                "department": person.department or None,
                "leader": person.leader,
            }
            for person in case.state.people.values()
        ]
    return told


def meetings(case: Case, now: datetime, *, names: bool) -> list[Json]:
    """Give the meetings that are not for the leader alone, with planned and used minutes step by step."""
    state = case.state
    found = []
    for meeting in state.agenda.meetings:
        steps = case.steps(meeting)
        if not steps:
            continue
        here = state.meetings.get(meeting.id)
        came = here.came | here.present if here else frozenset()
        told: Json = {
            "id": meeting.id,
            "title": meeting.title,
            "began": moment(here.began) if here else None,
            "held_before": [moment(each) for each in here.held] if here else [],
            "came": len(came) if here else None,
            "planned_minutes": sum(step.minutes for step in steps),
            "steps": [_step(case, step, now) for step in steps],
        }
        if names:
            told["people"] = [person for person in state.people if person in came]
        found.append(told)
    return found


def _step(case: Case, step: Step, now: datetime) -> Json:
    known = case.state.state_of(step)
    return {
        "id": step.id,
        "kind": step.kind,
        "title": step.title,
        "section": step.section,
        "planned_minutes": step.minutes,
        "used_minutes": minutes_used(known.clock.used_at(now)) if known.entered else None,
        "questions": [
            {"id": id_, "text": asked.text, "heading": asked.heading, "lens": asked.lens}
            for id_, asked in zip(question_ids(step), step.questions, strict=True)
        ],
        "chosen_questions": list(known.chosen),
        "own_questions": list(known.own),
    }


def votes(case: Case) -> list[Json]:
    """Give every count, also one that is not closed yet, with all strokes as they were drawn."""
    state = case.state
    found = []
    for meeting, step in _open_steps(case):
        vote = state.state_of(step).vote if isinstance(step, Vote) else None
        if not isinstance(step, Vote) or vote is None:
            continue
        by_slips: dict[str, int] = {}
        for slip in vote.slips.values():
            for item in slip:
                by_slips[item] = by_slips.get(item, 0) + 1
        found.append(
            {
                "meeting": meeting.id,
                "step": step.id,
                "list": step.list,
                "into": step.into,
                "voters": vote.voters,
                "strokes_each": step.strokes,
                "most_per_item": step.per_item,
                "closed": vote.closed,
                "slips": len(vote.slips),
                "counted": [
                    {"item": item, "on_sheet": vote.sheet.get(item, 0), "on_slips": by_slips.get(item, 0)}
                    for item in dict.fromkeys((*vote.sheet, *by_slips))
                ],
                "ranking": [
                    {
                        "item": entry.total.item,
                        "rank": entry.place,
                        "own": entry.total.own,
                        "repeats": entry.total.repeats,
                        "total": entry.total.strokes,
                    }
                    for entry in tally(state, step).ranking
                ],
                "run_off": None
                if vote.runoff is None
                else [{"item": item, "strokes": n} for item, n in vote.runoff.items()],
                "topics": None
                if vote.topics is None
                else {
                    "items": list(vote.topics.items),
                    "how": vote.topics.how,
                    "reason": vote.topics.reason or None,
                },
            }
        )
    return found


def groups(case: Case, *, names: bool) -> list[Json]:
    """Give the groups that were drawn or formed; who sat in them only where names were asked for."""
    found = []
    for meeting, step in _open_steps(case):
        known = case.state.state_of(step)
        if not (known.groups or known.unchosen):
            continue
        told = []
        for number, group in enumerate(known.groups, 1):
            each: Json = {
                "number": number,
                "size": group.heads + len(group.everyone),
                "item": group.item or None,
            }
            if names:
                each |= {
                    "members": list(group.members),
                    "late": list(group.late),
                    "host": group.host or None,
                }
            told.append(each)
        found.append(
            {"meeting": meeting.id, "step": step.id, "groups": told, "nobody_joined": list(known.unchosen)}
        )
    return found


def forms(case: Case, *, names: bool) -> list[Json]:
    """Give what was filled into forms."""
    return [
        {
            "meeting": meeting.id,
            "step": step.id,
            "field": field.id,
            "title": field.title,
            "type": field.type,
            "for_meeting": field.meeting,
            **filled(said, names=names),
        }
        for meeting, step in _open_steps(case)
        if isinstance(step, Appoint)
        for field in step.fields
        if (said := case.state.state_of(step).fields.get(field.id)) is not None
    ]


def absence(case: Case) -> list[Json]:
    """Give the accounts of sickness absence, but none of so few people that it may point at one of them."""
    state = case.state
    fewest = max((step.fewest for _, step in state.agenda.steps() if isinstance(step, Absence)), default=1)
    return [
        {
            "account": id_,
            "first": day(account.first),
            "last": day(account.last),
            "unit": account.unit,
            "absence": account.absence,
            "possible": account.possible,
            "percent": round(percentage(account), 1),
            "people": account.people,
        }
        for id_, account in state.absence.items()
        if account.people >= fewest
    ]


def _open_steps(case: Case) -> list[tuple[Meeting, Step]]:
    return [(meeting, step) for meeting in case.state.agenda.meetings for step in case.steps(meeting)]
