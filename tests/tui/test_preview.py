"""The screens of an agenda one by one, as the room will see them, renewed while the file is edited."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from pilots import NARROW, WIDE, painted, room, settle
from textual import events
from textual.pilot import Pilot

from apv_tui.files.places import shipped
from apv_tui.likeness import alike
from apv_tui.previewing import Broken, Following, make_preview, place
from apv_tui.tui.lines import text_of
from apv_tui.tui.preview.app import PreviewApp, Waiting
from apv_tui.tui.preview.screen import Preview, PreviewScreen
from apv_tui.tui.preview.views import beginning, same_place
from apv_tui.tui.preview.waiting import WaitingScreen
from apv_tui.tui.screens.window import window_lines

RETRO = shipped("retro.en.yaml").read_text(encoding="utf-8")


def made(text: str = RETRO, people: int = 9) -> Preview:
    preview = make_preview(text.encode(), "my.yaml", people, "")
    assert isinstance(preview, Preview)
    return preview


class Desk(NamedTuple):
    """A preview, and somebody at its keys."""

    app: PreviewApp
    pilot: Pilot[int]

    @property
    def screen(self) -> PreviewScreen:
        found = self.app.preview_screen
        assert found is not None
        return found

    @property
    def rows(self) -> list[str]:
        return [strip.text.rstrip() for strip in painted(self.app.screen)]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    async def settle(self) -> None:
        await settle(self.app)

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await self.settle()

    async def until(self, met: Callable[[], bool], seconds: float = 5.0) -> float:
        began = time.monotonic()
        while not met():
            assert time.monotonic() - began < seconds, self.text
            await asyncio.sleep(0.02)
            await self.settle()
        return time.monotonic() - began


@asynccontextmanager
async def previewed(
    preview: Preview | Waiting,
    *,
    size: tuple[int, int] = WIDE,
    step: str = "",
    watch: Following | None = None,
) -> AsyncIterator[Desk]:
    app = PreviewApp(preview, place(preview.words), alike, step=step, watch=watch)
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot)
        await desk.settle()
        yield desk


# -- the same as the real one ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW, (120, 36)])
async def test_the_window_is_drawn_as_the_meeting_paints_it(size: tuple[int, int]) -> None:
    for step in ("", "tre", "interview", "brainstorm"):
        async with room(step, size=size) as r:
            drawn = [text_of(row).rstrip() for row in window_lines(r.desk, r.meeting.stage, *size)]
            assert drawn == r.rows, step


# -- turning the screens -----------------------------------------------------------------------------------


def test_every_step_has_a_screen_with_something_on_it() -> None:
    preview = made()
    steps = [step.id for step in preview.agenda.meetings[0].steps]
    assert list(dict.fromkeys(view.step for view in preview.views)) == ["", *steps]
    vote = [view.state.state_of("choice").vote for view in preview.views if view.step == "choice"]
    assert {(bool(count), bool(count and count.closed), bool(count and count.topics)) for count in vote} == {
        (False, False, False), (True, False, False), (True, True, False), (True, True, True),
    }  # fmt: skip
    for view in preview.views:
        clock = view.state.state_of(view.step).clock if view.step else None
        assert clock is None or not clock.begun or clock.left_at(view.now) > 0


async def test_next_and_back_and_step_by_step() -> None:
    async with previewed(made()) as desk:
        assert "PREVIEW 1/" in desk.rows[1]
        await desk.press("pagedown", "pagedown")
        assert desk.screen.view.step == "welcome"
        await desk.press("pageup", "pageup", "pageup")
        assert desk.screen.view.step == ""
        await desk.press("down", "down", "down", "down")
        assert desk.screen.view.step == "gather"
        await desk.press("pagedown", "up")
        assert (desk.screen.view.step, desk.screen.view.place) == ("think", 0)
        await desk.press("end", "pagedown")
        assert desk.screen.at == len(desk.screen.preview.views) - 1
        await desk.press("home")
        assert desk.screen.at == 0


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_it_begins_where_it_is_asked_to(size: tuple[int, int]) -> None:
    async with previewed(made(), step="gather", size=size) as desk:
        assert "What we saw" in desk.rows[0]
        assert "PREVIEW" in desk.rows[1]
        assert desk.screen.view.state.standing("facts")


async def test_it_can_be_seen_in_the_two_sizes_in_a_frame() -> None:
    async with previewed(made(), step="gather", size=(100, 30)) as desk:
        await desk.press("f")
        assert "80×24" in desk.rows[0]
        assert sum(row.count("│") for row in desk.rows) == 2 * 24
        await desk.press("f")
        assert "54×16" in desk.rows[0]
        inside = [row[row.index("│") + 1 : row.rindex("│")] for row in desk.rows if "│" in row]
        assert len(inside) == 16
        assert {len(row) for row in inside} == {54}
        await desk.press("f")
        assert not any("│" in row for row in desk.rows)


async def test_a_frame_that_does_not_fit_says_so() -> None:
    async with previewed(made(), size=NARROW) as desk:
        await desk.press("f")
        assert "smaller than 80×24" in desk.text


async def test_the_keys_are_named_and_warnings_can_be_read() -> None:
    async with previewed(made(), size=NARROW) as desk:
        assert "warning" not in desk.rows[1]
        await desk.press("f1")
        assert "PgDn PgUp" in desk.text
        await desk.press("f1")
        desk.screen.warn(["12: This is too long."])
        await desk.settle()
        assert "w: 1 warning" in desk.rows[1]
        await desk.press("w")
        assert "12: This is too long." in desk.text
        await desk.press("backspace")
        assert "PREVIEW" in desk.rows[1]


async def test_w_says_that_there_are_no_warnings() -> None:
    async with previewed(made(), size=NARROW) as desk:
        desk.screen.warn([])
        await desk.press("w")
        assert "No warnings" in desk.text
        desk.screen.warn(["12: This is too long."])
        await desk.settle()
        assert "12: This is too long." in desk.text


async def test_keys_that_lead_a_meeting_do_nothing() -> None:
    async with previewed(made(), step="gather") as desk:
        before = desk.rows
        await desk.press("space", "f4", "f6", "f3", "ctrl+z", "enter", "x", "f9", "ctrl+n")
        assert desk.rows == before
        await desk.press("ctrl+q")
        assert desk.app._exit


# -- while it is edited ------------------------------------------------------------------------------------


def test_the_same_step_is_kept_else_the_nearest() -> None:
    old = made()
    at = beginning(old.views, step="sorted")
    kept = made(RETRO.replace("title: Bring it together", "title: Sort it"))
    assert kept.views[same_place(old.views, at, kept.views, old.agenda)].step == "sorted"
    renamed = made(RETRO.replace("id: sorted", "id: another"))
    assert renamed.views[same_place(old.views, at, renamed.views, old.agenda)].step in ("what-if", "choice")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "my.yaml"
    path.write_text(RETRO, encoding="utf-8")
    return path


async def test_what_is_saved_appears_within_a_second_and_a_mistake_leaves_the_last_good_screen(
    path: Path,
) -> None:
    watch = Following(path, str(path), 9, "")
    first = watch.read()
    assert isinstance(first, Preview)
    async with previewed(first, step="gather", watch=watch) as desk:
        path.write_text(RETRO.replace("title: What we saw", "title: All we noticed"), encoding="utf-8")
        assert await desk.until(lambda: "All we noticed" in desk.rows[0]) < 1.0
        new = path.with_suffix(".tmp")
        new.write_text(RETRO.replace("kind: collect", "kind: colect", 1), encoding="utf-8")
        new.replace(path)
        broken = "What was saved last cannot be led"
        assert await desk.until(lambda: broken in desk.text) < 1.5
        line = next(n for n, row in enumerate(path.read_text().splitlines(), 1) if "colect" in row)
        assert f"my.yaml:{line}" in desk.text
        assert "→" in desk.text
        assert "All we noticed" in desk.rows[0]
        path.write_text(RETRO, encoding="utf-8")
        assert await desk.until(lambda: broken not in desk.text) < 1.0
        assert "What we saw" in desk.rows[0]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_file_with_a_mistake_opens_with_it_and_shows_the_screens_when_it_is_mended(
    path: Path, size: tuple[int, int]
) -> None:
    path.write_text(RETRO.replace("kind: collect", "kind: colect", 1), encoding="utf-8")
    watch = Following(path, str(path), 9, "")
    first = watch.read()
    assert isinstance(first, Broken)
    waiting = Waiting(path.name, first.problems, first.words)
    async with previewed(waiting, size=size, step="gather", watch=watch) as desk:
        assert isinstance(desk.app.screen, WaitingScreen)
        assert "my.yaml cannot be shown yet" in desk.text
        assert "colect" in desk.text
        assert "save it" in desk.text
        await desk.press("pagedown", "x", "f", "escape")
        assert "colect" in desk.text
        path.write_text(RETRO.replace("kind: collect", "kind: vot", 1), encoding="utf-8")
        await desk.until(lambda: "vot" in desk.text and "colect" not in desk.text)
        path.write_text(RETRO, encoding="utf-8")
        await desk.until(lambda: "What we saw" in desk.rows[0])
        assert desk.screen.view.step == "gather"
        await desk.press("ctrl+q")
        assert desk.app._exit


async def test_a_preview_that_waits_can_be_left() -> None:
    broken = make_preview(b"title: [x", "my.yaml", 9, "")
    assert isinstance(broken, Broken)
    async with previewed(Waiting("my.yaml", broken.problems, broken.words)) as desk:
        await desk.press("ctrl+q")
        assert desk.app._exit


async def test_half_a_file_never_shows_a_mistake(path: Path) -> None:
    watch = Following(path, str(path), 9, "")
    first = watch.read()
    assert isinstance(first, Preview)
    seen: list[str] = []
    async with previewed(first, step="gather", watch=watch) as desk:
        new = RETRO.replace("title: What we saw", "title: All we noticed")
        path.write_text("", encoding="utf-8")
        await asyncio.sleep(0.25)
        path.write_text(new[: len(new) // 2], encoding="utf-8")
        await asyncio.sleep(0.25)
        path.write_text(new, encoding="utf-8")

        def there() -> bool:
            seen.append(desk.text)
            return "All we noticed" in desk.rows[0]

        await desk.until(there)
    assert not any("cannot be led" in text for text in seen)


def test_what_is_wrong_is_worded_as_the_check_does() -> None:
    broken = make_preview(RETRO.replace("kind: collect", "kind: colect", 1).encode(), "a/my.yaml", 9, "")
    assert isinstance(broken, Broken)
    assert broken.problems[0][0].startswith("my.yaml:")
    assert "collect" in broken.problems[0][-1]


async def test_only_whole_problems_are_told_in_a_small_window_and_the_rest_are_counted() -> None:
    async with previewed(made(), size=NARROW, step="gather") as desk:
        desk.screen.complain(
            [(f"my.yaml:{n}: Something is wrong here.", f"    {n} │ text", "→ Mend it.") for n in range(9)]
        )
        await desk.settle()
        assert "What we saw" in desk.rows[0]
        assert "my.yaml:0" in desk.text
        assert desk.text.count("Something is wrong") == desk.text.count("→ Mend it.")
        assert desk.rows[-1].strip().startswith("and ")
