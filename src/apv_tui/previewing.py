"""`apv-tui preview`: the screens of an agenda, renewed while the file is edited. Nothing is kept."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.checking import Checked, check_file
from apv_tui.complaints import excerpt, mending, note_quietly, say, words_of
from apv_tui.core.clock import SettableClock
from apv_tui.core.messages import Problem, Unreadable
from apv_tui.core.text import one_line
from apv_tui.files.agenda_file import LARGEST, language_of, read_with_places
from apv_tui.files.decode import decode
from apv_tui.files.edited import Content, EditedFile
from apv_tui.files.places import shipped_or_own
from apv_tui.likeness import alike
from apv_tui.rehearsing import WRONG_INPUT, WRONG_USAGE, rehearsal, unknown_meeting
from apv_tui.showing import look
from apv_tui.tui.keeper import Place
from apv_tui.tui.preview.app import PreviewApp, Waiting
from apv_tui.tui.preview.screen import Preview
from apv_tui.tui.preview.views import views_of
from apv_tui.words import Words, languages

LOOK_SECONDS: Final = 0.1
PATIENCE: Final = 0.4
"""Seconds a mistake is waited for to be mended by itself: half a file is no file."""
WIDTH: Final = 50
"""Columns for the line of a mistake: it is shown in one row, in the smallest window too."""
_NOON: Final = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Broken(NamedTuple):
    """What was saved cannot be led: everything that is wrong, each in rows to be read."""

    problems: tuple[tuple[str, ...], ...]
    words: Words


def preview(
    path: Path, people: int, *, meeting: str = "", step: str = "", language: str = "", light: bool = False
) -> int:
    """Show the screens of an agenda until they are left; give the exit status."""
    real = shipped_or_own(path)
    watch = Following(real, str(path), people, language)
    first = watch.read()
    if isinstance(first, Broken) and not real.is_file():
        for row in (row for problem in first.problems for row in problem):
            say(row, error=True)
        return WRONG_INPUT
    if isinstance(first, Preview) and (wrong := _not_there(first, meeting, step)):
        say(wrong, error=True)
        return WRONG_USAGE
    shown = first if isinstance(first, Preview) else Waiting(one_line(real.name), first.problems, first.words)
    app = PreviewApp(
        shown, place(first.words), alike, meeting=meeting, step=step, watch=watch,
        theme="apv-light" if light else "apv-dark",
    )  # fmt: skip
    try:
        return look(app)
    finally:
        watch.stop()


def _not_there(first: Preview, meeting: str, step: str) -> str:
    """Say that there is no such meeting, or no such step in it; "" where there is."""
    unknown = unknown_meeting(first.agenda, meeting)
    if unknown is not None:
        return first.words.say(unknown)
    steps = [each.id for where, each in first.agenda.steps() if not meeting or where.id == meeting]
    if step and step not in steps:
        return first.words("rehearse.no_step", value=one_line(step), known=", ".join(steps))
    return ""


def place(words: Words) -> Place:
    """Give where the session would be kept: nowhere."""
    return Place(words("rehearse.place"), words("rehearse.folder"))


def make_preview(data: bytes, shown: str, people: int, language: str) -> Preview | Broken:
    """Make the screens of what stands in a file, or say what is wrong with it."""
    said = language
    try:
        decoded = decode(data, shown)
        said = language or language_of(decoded.text)
        agenda = read_with_places(decoded.text, shown)[0].agenda
    except Unreadable as unreadable:
        return broken(unreadable.problems, shown, words_of(said))
    words = Words(language or (agenda.language if agenda.language in languages() else "en"))
    clock = SettableClock(_NOON)
    desk, cues = rehearsal(agenda, clock, words, people)
    try:
        views = views_of(desk, cues(), clock)
    except Exception as fault:  # ours; the file is as it should be
        log = note_quietly(fault)
        return Broken(((words("rehearse.fault", kind=type(fault).__name__, log=log),),), words)
    return Preview(agenda, words, views)


def broken(problems: list[Problem], shown: str, words: Words) -> Broken:
    """Word what is wrong as the check does: the place, what, the line itself, and what to write instead."""
    told: list[tuple[str, ...]] = []
    for problem in [problem for problem in problems if not problem.warning] or problems:
        at = ":".join([one_line(Path(shown).name), *(str(n) for n in (problem.line, problem.column) if n)])
        mend = mending(problem, words)
        rows = (
            f"{at}: {words.say(problem.what)}",
            *excerpt(problem, WIDTH)[:1],
            *(f"→ {mend}".split("\n") if mend else ()),
        )
        told.append(rows)
    return Broken(tuple(told), words)


def warnings_of(checked: Checked, words: Words) -> tuple[str, ...]:
    """Give the warnings of the check, each in one text."""
    return tuple(
        f"{problem.line}: {words.say(problem.what)} {mending(problem, words)}".rstrip()
        for problem in checked.of("warning")
    )


class Following:
    """Looks at the file in a thread of its own, and tells the app what was saved."""

    def __init__(
        self, path: Path, shown: str, people: int, language: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._path = path
        self._shown = shown
        self._people = people
        self._language = language
        self._clock = clock
        self._file = EditedFile(path, LARGEST)
        self._first: Preview | None = None
        self._end = threading.Event()
        self._thread: threading.Thread | None = None
        self._app: PreviewApp | None = None

    def read(self) -> Preview | Broken:
        """Make the first preview, before anything is on the screen."""
        content = self._file.look(self._clock()) or Content(None)
        made = self._made(content)
        self._first = made if isinstance(made, Preview) else None
        return made

    def start(self, app: PreviewApp) -> None:
        """Begin to look."""
        self._app = app
        self._thread = threading.Thread(target=self._run, name="apv-tui preview", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, without waiting for what is being read."""
        self._end.set()

    def _made(self, content: Content) -> Preview | Broken:
        if content.data is None:
            words = words_of(self._language) if self._first is None else self._first.words
            return Broken(((words("preview.gone", path=one_line(self._shown)),),), words)
        return make_preview(content.data, self._shown, self._people, self._language)

    def _run(self) -> None:
        try:
            if self._first is not None:
                self._warn(self._first)
            trouble: tuple[Broken, float] | None = None
            while not self._end.wait(LOOK_SECONDS):
                now = self._clock()
                content = self._file.look(now)
                if content is not None:
                    made = self._made(content)
                    trouble = (made, self._clock() + PATIENCE) if isinstance(made, Broken) else None
                    if isinstance(made, Preview):
                        self._tell(PreviewApp.hear_preview, made)
                        self._warn(made)
                if trouble is not None and self._clock() >= trouble[1]:
                    self._tell(PreviewApp.hear_broken, trouble[0].problems, trouble[0].words)
                    trouble = None
        except Exception as fault:  # the screens stay; only what is saved is not seen any more
            log = note_quietly(fault)
            words = words_of(self._language)
            said = words("rehearse.fault", kind=type(fault).__name__, log=log)
            self._tell(PreviewApp.hear_broken, ((said,),), words)

    def _warn(self, made: Preview) -> None:
        checked = check_file(self._path, self._shown)
        self._tell(PreviewApp.hear_warnings, warnings_of(checked, made.words))

    def _tell(self, hear: Callable[..., None], *args: object) -> None:
        if self._app is not None and not self._end.is_set():
            self._app.call_soon(hear, self._app, *args)
