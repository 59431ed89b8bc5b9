"""Who interviews, who tells and who takes notes in every group now: as a table, or as a list where it is narrow."""

from typing import TYPE_CHECKING, NamedTuple

from apv_tui.core.rotation import current_round, main_size, roles
from apv_tui.tui.lines import Lines, Span, line, width_of
from apv_tui.tui.stages.seats import Cell, Seats, even_pages, lay_out, pack

if TYPE_CHECKING:
    from apv_tui.tui.stages.interviews import InterviewsStage

_ROOMY = 5
"""The columns of a table stand no further apart than this, so that the eye keeps its row."""


class RoleRow(NamedTuple):
    """One group in its present turn, all by name. `note` says what differs: its change, or that one is alone."""

    group: str
    asks: str = ""
    tells: str = ""
    notes: tuple[str, ...] = ()
    note: str = ""
    alone: str = ""


def role_rows(stage: "InterviewsStage") -> list[RoleRow]:
    """Give every group with its roles."""
    sizes = stage.sizes
    main = main_size(sizes) if sizes else 0
    return [_role_row(stage, group, main) for group in stage.seated]


def _role_row(stage: "InterviewsStage", group: Seats, main: int) -> RoleRow:
    name, k = stage.desk.name, len(group.members)
    label = stage.group_name(group.place)
    if k == 0:
        return RoleRow(label, alone=stage.words("groups.empty"))
    if k == 1:
        return RoleRow(label, alone=stage.words("interviews.alone", name=name(group.members[0])))
    now = roles(k, current_round(k, stage.progress(stage.desk.now())))
    notes = [name(group.members[person]) for person in now.note_takers]
    notes += [stage.words("groups.new", name=name(person)) for person in group.late]
    return RoleRow(
        label,
        name(group.members[now.interviewer]),
        name(group.members[now.storyteller]),
        tuple(f"{who}," for who in notes[:-1]) + tuple(notes[-1:]),
        stage.odd_change(k) if k != main else "",
    )


def wide_pages(stage: "InterviewsStage", width: int, height: int) -> list[Lines]:
    """Give the pages of a table: a column for each role, and one for what differs."""
    rows = role_rows(stage)
    heads = [stage.words(f"interviews.{column}") for column in ("asking", "telling", "noting")]
    label = _widest([row.group for row in rows]) + 3
    last = _widest([row.note for row in rows])
    last += 2 if last else 0
    room = width - label - last
    wants = [
        _widest([heads[0], *(row.asks for row in rows)]),
        _widest([heads[1], *(row.tells for row in rows)]),
        _widest([heads[2], *(" ".join(row.notes) for row in rows)]),
    ]
    gap = max(2, min(_ROOMY, (room - sum(wants)) // 2))
    # Names that are too long for the screen are set in several lines, never cut.
    widths = [min(want, room * 3 // 10) for want in wants[:2]]
    widths.append(max(8, room - sum(widths) - 2 * gap))
    blocks = [_block(row, label, [each + gap for each in widths[:2]] + widths[2:], last, gap) for row in rows]
    header = line(
        " " * label, heads[0].ljust(widths[0] + gap), heads[1].ljust(widths[1] + gap), heads[2], role="muted"
    )
    return [[header, *part] for part in even_pages(blocks, max(1, height - 1))]


def _block(row: RoleRow, label: int, widths: list[int], last: int, gap: int) -> Lines:
    if row.alone:
        return Cell(row.group.ljust(label), (row.alone,), role="warn").lines(label + sum(widths) + last)
    cells = [
        pack([row.asks], " ", widths[0] - gap),
        pack([row.tells], " ", widths[1] - gap),
        pack(row.notes, " ", widths[2]),
    ]
    lines: Lines = []
    for at in range(max(map(len, cells))):
        texts = [cell[at] if at < len(cell) else "" for cell in cells]
        spans = [Span((row.group if at == 0 else "").ljust(label), "accent", True)]
        for column, text in enumerate(texts):
            fill = " " * max(0, widths[column] - width_of(line(text)))
            spans.append(Span(text + fill, "heading" if column == 0 else "text", column == 0))
        if row.note and at == 0:
            spans.append(Span(" " * max(2, last - width_of(line(row.note))) + row.note, "warn"))
        lines.append(tuple(spans))
    return lines


def narrow_pages(stage: "InterviewsStage", width: int, height: int) -> list[Lines]:
    """Give the pages of a list: number, interviewer › storyteller, those who take notes."""
    rows = role_rows(stage)
    cells = []
    for number, row in enumerate(rows, 1):
        head = f"{number:>2}  "
        if row.alone:
            cells.append(Cell(head, (row.alone,), role="warn"))
        else:
            noting = (f"{row.tells},", *row.notes) if row.notes else (row.tells,)
            cells.append(Cell(head, (f"{row.asks} ›", *noting)))
    return lay_out(cells, width, height)


def _widest(texts: list[str]) -> int:
    return max((width_of(line(text)) for text in texts), default=0)
