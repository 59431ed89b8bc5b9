"""The reckoned layout is the one that the window has: the check of an agenda goes by it."""

import pytest
from desks import FakeHost, make_desk
from pilots import NARROW, WIDE, room

from apv_tui.core.agenda import Agenda
from apv_tui.tui.glyphs import fit
from apv_tui.tui.screens.clock_face import FACE_WIDTH, digit_rows
from apv_tui.tui.screens.geometry import lay_out


@pytest.mark.parametrize("size", [WIDE, NARROW, (120, 36), (200, 60)])
@pytest.mark.parametrize("step", ["tre", "interview", "brainstorm", "kaffe"])
async def test_the_body_has_the_size_that_was_reckoned(step: str, size: tuple[int, int]) -> None:
    async with room(step, size=size) as r:
        laid = lay_out(r.meeting.stage, *size)
        asked: list[tuple[int, int]] = []
        shown = r.meeting.stage.shown
        r.meeting.stage.shown = lambda *room: asked.append(room) or shown(*room)  # type: ignore[method-assign]
        r.meeting.redraw()
        await r.settle()
        assert asked == [(laid.body_width, laid.body_rows)], "once, in the room that was reckoned"
        parts = r.meeting.parts
        assert (len(parts["head"]), len(parts["body"])) == (laid.head_rows, laid.body_rows)
        assert sum(map(len, parts.values())) == size[1]
        if r.line.display:
            assert r.line.region.bottom == size[1] - len(parts["foot"])
            assert r.line.region.right == size[0]


@pytest.mark.parametrize(
    ("size", "rows"),
    [(NARROW, 3), (WIDE, 5), ((120, 36), 7), ((160, 45), 10), ((200, 60), 14), ((300, 90), 20)],
)
async def test_a_larger_window_has_larger_digits(size: tuple[int, int], rows: int) -> None:
    assert digit_rows(*size) == rows
    async with room("tre", size=size) as r:
        left = max(row.rstrip()[-FACE_WIDTH[rows] :].count("█") for row in r.rows[2 : 4 + rows])
        assert left > rows  # solid figures, at the right
        assert len(r.meeting.parts["head"]) >= rows


def test_no_window_gets_smaller_digits_than_a_smaller_one() -> None:
    for columns in range(40, 320, 4):
        for rows in range(12, 96, 3):
            here = digit_rows(columns, rows)
            assert here <= digit_rows(columns + 4, rows)
            assert here <= digit_rows(columns, rows + 3)
            if here > 3:
                assert FACE_WIDTH[here] < columns / 2
                assert (here + 2) * 3 <= rows


def test_every_size_has_room_for_the_usual_time() -> None:
    for rows, width in FACE_WIDTH.items():
        assert fit("59:59", width - 1, rows) == rows
        assert fit("+0:45", width - 1, rows)


@pytest.mark.parametrize("size", [WIDE, (120, 36), (200, 60)])
def test_digits_give_way_where_the_task_would_be_cut(size: tuple[int, int]) -> None:
    def with_task(words: int) -> Agenda:
        step = {"id": "a", "kind": "alone", "title": "A", "minutes": 5, "instruction": "ordene her " * words}
        return Agenda.model_validate({"title": "T", "language": "da", "steps": [step]})

    from apv_tui.core import commands as c
    from apv_tui.tui.stages import make_stage

    sizes = []
    for words in range(1, 80, 3):
        desk, _ = make_desk(with_task(words), 4)
        desk.do(c.GoTo("a"))
        laid = lay_out(make_stage(desk, FakeHost(desk)), *size)
        sizes.append(laid.digit_rows)
        assert not laid.task_is_cut or laid.digit_rows == 3, "the digits are smaller before a word is cut"
    assert sizes[0] == digit_rows(*size)
    assert sizes == sorted(sizes, reverse=True)
    if size == WIDE:
        assert sizes[-1] < sizes[0]
