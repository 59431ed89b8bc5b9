"""What came of rehearsing an agenda, for people and for programs."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from apv_tui.core.agenda import Agenda
from apv_tui.core.messages import Problem
from apv_tui.core.rehearsal.findings import Finding
from apv_tui.words import Words

MANY_PAGES: Final = 8
"""So many that turn by themselves take more than a minute to come round."""
_SPAN: Final = 2
"""More numbers than this that follow each other are told as a span."""


class Source(NamedTuple):
    """An agenda that can be led, what it is called, and where its steps stand in the file."""

    path: str
    agenda: Agenda
    warnings: tuple[Problem, ...]
    lines: dict[tuple[str, str], int]
    """Line by (meeting, step); the step is "" for the meeting itself."""


def rows_of(
    source: Source, numbers: Sequence[int], steps: int, findings: Sequence[Finding], words: Words
) -> list[str]:
    """Give what would have gone wrong, step by step; then what is good to know; then how it went as a whole."""
    rows: list[str] = []
    serious = _by_size([each for each in findings if each.serious])
    for each in serious:
        rows += [_line(source, each, numbers, words), ""]
    worth = _by_size([each for each in findings if not each.serious])
    if worth:
        rows.append(words("rehearse.worth"))
        rows += [f"    {_line(source, each, numbers, words)}" for each in worth]
        rows.append("")
    people = _people(_numbers(numbers, (), words), words)
    if serious:
        rows.append(words("rehearse.bad", path=source.path, people=people, n=len(serious)))
    else:
        rows.append(words("rehearse.good", path=source.path, people=people, n=steps))
    return rows


def _people(numbers: str, words: Words) -> str:
    return (
        words("count.people", n=int(numbers))
        if numbers.isdecimal()
        else words("rehearse.with", people=numbers)
    )


def _line(source: Source, finding: Finding, numbers: Sequence[int], words: Words) -> str:
    line = source.lines.get((finding.meeting, finding.step), 0)
    meeting = source.agenda.meeting(finding.meeting)
    step = meeting.step(finding.step) if meeting and finding.step else None
    where = meeting.title if meeting else ""
    if step is not None and len(source.agenda.meetings) > 1:
        where = words("rehearse.at", meeting=where, step=step.title)
    elif step is not None:
        where = step.title
    elif finding.size:  # A screen without a step: the one before the meeting begins.
        where = words("rehearse.lobby", meeting=where)
    with_ = ""
    if finding.people and set(finding.people) != set(numbers):
        with_ = _people(_numbers(finding.people, numbers, words), words)
    beside = ", ".join(filter(None, (with_, finding.size)))
    place = f"{source.path}:{line}" if line else source.path
    return f"{place}: {where}: {words.say(finding.what)}{f' ({beside})' if beside else ''}"


def _by_size(findings: Sequence[Finding]) -> list[Finding]:
    """Give what is the same in both sizes once; pages with how many they are in each."""
    found: dict[tuple[object, ...], Finding] = {}
    for each in findings:
        paged = each.kind == "pages"
        if paged and each.what.id == "rehearse.pages_turning" and each.rank < MANY_PAGES:
            continue  # they come round soon
        size = f"{each.size}: {each.rank:g}" if paged else each.size
        key = (
            each.kind,
            each.meeting,
            each.step,
            each.what.id if paged else each.what,
            () if paged else each.people,
        )
        known = found.get(key)
        if known is None:
            found[key] = each._replace(size=size)
        else:
            people = tuple(sorted({*known.people, *each.people}))
            found[key] = known._replace(size=f"{known.size}, {size}", people=people)
    return list(found.values())


def _numbers(people: Sequence[int], of: Sequence[int], words: Words) -> str:
    """Give numbers of people as a list; those that follow each other, among those that were tried, as a span."""
    order = sorted(of) or list(range(min(people), max(people) + 1))
    runs: list[list[int]] = []
    for n in sorted(people):
        if runs and order.index(n) == order.index(runs[-1][-1]) + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    parts: list[str] = []
    for run in runs:
        if len(run) > _SPAN:
            parts.append(words("rehearse.from_to", first=run[0], last=run[-1]))
        else:
            parts += [str(n) for n in run]
    return ", ".join(parts)


def data_of(
    source: Source, numbers: Sequence[int], steps: int, findings: Sequence[Finding], words: Words
) -> dict[str, Any]:
    """Give the same as data. Keys are added in later versions, never renamed."""
    return {
        "format": 1,
        "file": source.path,
        "people": list(numbers),
        "steps": steps,
        "good": not any(each.serious for each in findings),
        "findings": [
            {
                "kind": each.kind,
                "serious": each.serious,
                "meeting": each.meeting,
                "step": each.step or None,
                "line": source.lines.get((each.meeting, each.step)) or None,
                "people": list(each.people) or None,
                "size": each.size.replace("×", "x") or None,
                "code": each.what.id,
                "message": words.say(each.what),
            }
            for each in findings
        ],
    }
