"""What was noted at a step: under the questions that were asked, with the groups it came from and its repeats."""

from collections.abc import Sequence
from typing import NamedTuple

from apv_tui.core.agenda import Meeting, Noting, Question, Spotlight, Vote
from apv_tui.core.agenda.base import StepBase
from apv_tui.core.ledger import Noted
from apv_tui.core.preparing import is_open
from apv_tui.core.running_order import lists_filled
from apv_tui.core.state import heading_over, question_ids
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Bullets, Column, Heading, Para, Table, bullets


def asked(case: Case, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Give the questions of a step; none of one that is for the leader alone."""
    questions = case.state.questions_of(step) if is_open(meeting, step) else ()
    return _asked(case, questions)


def _asked(case: Case, questions: Sequence[Question]) -> tuple[Block, ...]:
    if len(questions) < 2:
        return tuple(Para(question.text, "said") for question in questions)
    return (Para(case.words("minutes.asked"), "strong"), bullets(tuple(each.text for each in questions)))


def noted(case: Case, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Give everything that is told of at a step (`core.ledger`), each answer under its question."""
    here = case.homes.get(step.id, ())
    if not is_open(meeting, step):
        return listed(case, here, step)
    questions = dict(zip(question_ids(step), step.questions, strict=True))
    by_question: dict[str, list[Noted]] = {id_: [] for id_ in questions}
    rest: list[Noted] = []
    for each in here:
        by_question.get(each.item.question, rest).append(each)
    if len(questions) < 2 or len(rest) == len(here):
        return (
            *_asked(case, tuple(questions.values())),
            *listed(case, here, step),
            *_confidential(case, step),
        )
    blocks: list[Block] = []
    above = ""
    for at, (id_, question) in enumerate(questions.items()):
        heading = heading_over(step.questions, at)
        if heading and heading != above:
            blocks.append(Heading(3, heading))
        above = heading
        blocks.append(Para(question.text, "said"))
        blocks += listed(case, by_question[id_], step) or (Para(case.words("minutes.no_answer"), "note"),)
    return (*blocks, *listed(case, rest, step))


def _confidential(case: Case, step: StepBase) -> tuple[Block, ...]:
    """Say that what was noted at a step is its owner's, so that nobody takes it for forgotten."""
    found = case.state.find_step(step.id)
    lists = lists_filled(found) if isinstance(found, Noting | Spotlight) else ()
    if not (case.state.state_of(step).entered and any(map(case.state.is_confidential, lists))):
        return ()
    return (Para(case.words("minutes.confidential"), "note"),)


class _Part(NamedTuple):
    """What belongs together: of one round, under one item, of one group. `title` is "" for the rest."""

    title: str
    noted: tuple[Noted, ...]


def listed(case: Case, noted: Sequence[Noted], step: StepBase | None = None) -> tuple[Block, ...]:
    """Give items with their repeats: as a table where they are counted by their numbers, else as lists."""
    blocks: list[Block] = []
    by_list: dict[str, list[Noted]] = {}
    for each in noted:
        by_list.setdefault(each.item.list, []).append(each)
    for list_id, rows in by_list.items():
        if len(by_list) > 1:
            blocks.append(Para(case.say.list_title(list_id), "strong"))
        counted = _is_voted_on(case, list_id)
        for part in _parts(case, rows, step, groups=not counted):
            if part.title:
                blocks.append(Para(part.title, "strong"))
            blocks.append(_table(case, list_id, part.noted) if counted else _bullets(case, part.noted))
    return tuple(blocks)


def _is_voted_on(case: Case, list_id: str) -> bool:
    return any(isinstance(step, Vote) and step.list == list_id for _, step in case.state.agenda.steps())


def _bullets(case: Case, noted: Sequence[Noted]) -> Bullets:
    return Bullets(
        tuple(
            (
                _said(case, each),
                tuple(case.words("minutes.repeat", text=case.said(repeat)) for repeat in each.repeats),
            )
            for each in noted
        )
    )


def _said(case: Case, each: Noted) -> str:
    if each.of is None:
        return case.said(each.item)
    if each.of.withdrawn:
        return case.words("minutes.repeat_gone", text=case.said(each.item))
    return case.words("minutes.repeat_of", text=case.said(each.item), of=case.said(each.of))


def _table(case: Case, list_id: str, noted: Sequence[Noted]) -> Table:
    """Give items by number, each followed by its repeats, and which group they came from where it is known."""
    spec = case.state.agenda.lists.get(list_id)
    head = spec.one[:1].upper() + spec.one[1:] if spec else ""
    rows: list[tuple[str, str, str]] = []
    for each in noted:
        rows.append((str(each.item.number), _said(case, each), _group(each)))
        rows += [
            (
                str(repeat.number),
                case.words("minutes.repeat_of_number", text=case.said(repeat), number=each.item.number),
                _group(Noted(repeat)),
            )
            for repeat in each.repeats
        ]
    columns = (
        Column(case.words("minutes.number"), "short"),
        Column(head, "plain"),
        Column(case.words("minutes.group"), "short"),
    )
    if not any(row[2] for row in rows):
        return Table(columns[:2], tuple(row[:2] for row in rows))
    return Table(columns, tuple(rows))


def _group(each: Noted) -> str:
    return str(each.item.group + 1) if each.item.group is not None else ""


def _parts(case: Case, noted: Sequence[Noted], step: StepBase | None, *, groups: bool) -> tuple[_Part, ...]:
    """Part items by the round they were noted in, by what they belong to, and by group, as far as they differ."""
    found: dict[tuple[int, str, int], list[Noted]] = {}
    for each in noted:
        under = case.state.stands_for(each.item.under) if each.item.under in case.state.items else ""
        group = -1 if each.item.group is None or under or not groups else each.item.group
        found.setdefault((each.item.round, under, group), []).append(each)
    order = sorted({key[0] for key in found})
    parts = []
    for round_, under, group in sorted(found, key=lambda key: (key[0], key[2])):
        rows = tuple(found[round_, under, group])
        titles = [_round(case, rows, order.index(round_) + 1, step)] if len(order) > 1 else []
        if under:
            titles.append(case.said(case.state.items[under]))
        elif group >= 0:
            titles.append(case.words("group.numbered", number=group + 1))
        parts.append(_Part(" · ".join(titles), rows))
    return tuple(parts)


def _round(case: Case, rows: Sequence[Noted], number: int, step: StepBase | None) -> str:
    """Name a round: by its day where a meeting is held again and again, else by its number."""
    meeting = next(
        (each for each, one in case.state.agenda.steps() if step is not None and one is step), None
    )
    if meeting is not None and meeting.repeats:
        return case.words.date(rows[0].item.at)
    return case.words("minutes.round", number=number)
