"""The whole window of a meeting as lines: what the meeting screen paints, without a window to paint it in."""

from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, clip, line, width_of
from apv_tui.tui.screens.clock_face import face_lines
from apv_tui.tui.screens.frame import foot, step_hints
from apv_tui.tui.screens.geometry import lay_out
from apv_tui.tui.screens.top_line import top, whereabouts
from apv_tui.tui.stages.base import Stage


def window_lines(desk: Desk, stage: Stage, width: int, height: int, *, banner: str = "") -> Lines:
    """Give the rows of the window, a step for the leader alone uncovered; `banner` takes the rule's place."""
    words = desk.words
    sign = words("window.leader" if stage.is_private() else "window.room")
    rows = top(*whereabouts(desk, width), words.time_of_day(desk.now()), sign, width, trouble=banner)
    laid = lay_out(stage, width, height)
    face = face_lines(stage.face(desk.now()), laid.digit_rows) if stage.has_clock() else []
    for at in range(laid.head_rows):
        task: Line = (Span(" "), *laid.task[at]) if at < len(laid.task) else EMPTY
        beside = face[at] if at < len(face) else EMPTY
        gap = width - laid.face_width - width_of(task)
        rows.append((*task, Span(" " * max(0, gap)), *beside) if beside else task)
    body = stage.body(laid.body_width, laid.body_rows)[: laid.body_rows]
    rows += [(Span(" "), *row) if row else EMPTY for row in body]
    rows += [EMPTY] * (laid.body_rows - len(body))
    prompt = stage.prompt()
    if prompt is not None:
        shown = f" {prompt} ►"
        room = min(len(shown), width * 2 // 3)
        typed = stage.initial_entry()
        entry = Span(clip(f" {typed}", width - room).ljust(width - room), "entry")
        rows.append(line(Span(clip(shown, room), "accent", True), entry))
    return [*rows, *foot(step_hints(stage, words, width, covered=False), "", words, width)][:height]
