"""What goes where in the window a meeting is led in. Pure, so that an agenda can be checked without a window."""

from typing import Final, NamedTuple

from apv_tui.tui.lines import EMPTY, Lines, line
from apv_tui.tui.screens.clock_face import FACE_WIDTH, digit_rows, face_height, smaller
from apv_tui.tui.stages.base import Stage

TOP_ROWS: Final = 2
FOOT_ROWS: Final = 2
MARGIN: Final = 1
"""Columns at the left and at the right of everything."""


class Geometry(NamedTuple):
    """Rows and columns of the parts of the window."""

    digit_rows: int
    face_width: int
    task_width: int
    head_rows: int
    task: Lines
    """What to do now, as much of it as there is room for."""
    task_is_cut: bool
    body_width: int
    """Inside the margins."""
    body_rows: int


def lay_out(
    stage: Stage, width: int, height: int, *, notice: Lines | None = None, most_digits: int | None = None
) -> Geometry:
    """Say where things go in a window of so many columns and rows; the digits have `most_digits` rows at most.

    The digits are as large as the window allows, but never at the cost of the task: where it would be cut beside
    them they are smaller. `notice` takes the place of the task where the step is covered; then nothing is typed
    either.
    """
    largest = digit_rows(width, height)
    rows = largest = largest if most_digits is None else min(largest, most_digits)
    while rows and stage.has_clock():
        laid = _with_digits(stage, width, height, rows, notice)
        if not laid.task_is_cut:
            return laid
        rows = smaller(rows)
    return _with_digits(stage, width, height, 3 if stage.has_clock() else largest, notice)


def _with_digits(stage: Stage, width: int, height: int, rows: int, notice: Lines | None) -> Geometry:
    face_width, least = FACE_WIDTH[rows], face_height(rows)
    if not stage.has_clock():
        face_width, least = 0, 1
    task_width = max(10, width - face_width - 2 * MARGIN)
    task = stage.task(task_width) if notice is None else notice
    task = [EMPTY, *task] if rows > 3 else task
    head = max(least, min(len(task), (height - TOP_ROWS - FOOT_ROWS) * 3 // 5))
    cut = len(task) > head
    if cut:
        task = [*task[: head - 1], line(" " * (task_width - 2) + "…", role="muted")]
    typed = notice is None and stage.prompt() is not None
    body = height - TOP_ROWS - FOOT_ROWS - head - (1 if typed else 0)
    return Geometry(rows, face_width, task_width, head, task, cut, width - 2 * MARGIN, max(0, body))
