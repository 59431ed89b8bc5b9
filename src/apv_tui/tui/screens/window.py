"""The whole window of a meeting as lines: what the meeting screen paints, without a window to paint it in."""

from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, clip, cut, line, width_of
from apv_tui.tui.screens.clock_face import face_lines
from apv_tui.tui.screens.frame import foot, step_hints
from apv_tui.tui.screens.geometry import Geometry, lay_out
from apv_tui.tui.screens.top_line import top, whereabouts
from apv_tui.tui.stages.base import Stage


def head_lines(laid: Geometry, face: Lines, width: int) -> Lines:
    """Give the rows of the head in a window of so many columns: what to do now, and the clock beside it."""
    rows: Lines = []
    room = width - laid.face_width
    for at in range(laid.head_rows):
        task = cut((Span(" "), *laid.task[at]), room) if at < len(laid.task) else EMPTY
        beside = face[at] if at < len(face) else EMPTY
        rows.append((*task, Span(" " * (room - width_of(task))), *beside) if beside else task)
    return rows


def indented(rows: Lines, height: int) -> Lines:
    """Give rows with the margin before them, and empty ones up to `height`."""
    shown = [(Span(" "), *row) if row else EMPTY for row in rows[:height]]
    return shown + [EMPTY] * (height - len(shown))


def prompt_line(prompt: str, width: int) -> Line:
    """Give what stands before the line that is typed in, in a window of so many columns."""
    return line(clip(f" {prompt} ►", width * 2 // 3), role="accent", bold=True)


def window_lines(desk: Desk, stage: Stage, width: int, height: int, *, banner: str = "") -> Lines:
    """Give the rows of the window, a step for the leader alone uncovered; `banner` takes the rule's place."""
    words = desk.words
    sign = words("window.leader" if stage.is_private() else "window.room")
    rows = top(*whereabouts(desk, width), words.time_of_day(desk.now()), sign, width, trouble=banner)
    laid = lay_out(stage, width, height)
    face = face_lines(stage.face(desk.now()), laid.digit_rows) if stage.has_clock() else []
    rows += head_lines(laid, face, width)
    body = stage.body(laid.body_width, laid.body_rows)[: laid.body_rows]
    rows += indented(body, laid.body_rows)
    prompt = stage.prompt()
    if prompt is not None:
        shown = prompt_line(prompt, width)
        room = width - width_of(shown)
        typed = stage.initial_entry()
        rows.append((*shown, Span(clip(f" {typed}", room).ljust(room), "entry")))
    return [*rows, *foot(step_hints(stage, words, width, covered=False), "", words, width)][:height]
