"""Draws each step of an agenda without a window, in every state in which it shows something of its own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from apv_tui.core import commands as c
from apv_tui.core.agenda import Noting, Spotlight, Step, Suitability, Talk
from apv_tui.core.agenda.desk_steps import Appoint
from apv_tui.core.messages import Message, Refused
from apv_tui.core.parts import parts_of
from apv_tui.core.state import question_ids
from apv_tui.tui.desk import Desk
from apv_tui.tui.fit_texts import Text, squeezed
from apv_tui.tui.lines import Lines, text_of
from apv_tui.tui.screens.geometry import lay_out
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import Stage
from apv_tui.tui.stages.collect import CollectStage
from apv_tui.tui.stages.form import FormStage

Size = tuple[int, int]
SIZES: Final[tuple[Size, ...]] = ((80, 24), (54, 16))
"""Columns and rows: what is read from 8 metres, and from 12, on an image 2 metres high."""
LARGE: Final[Size] = (160, 60)
"""Where everything has room that is shown at all."""
_MOST_PAGES: Final = 40


class State(NamedTuple):
    """What a stage shows beyond what the meeting knows: who is asked for consent, the chosen line of a form."""

    asked: str = ""
    row: str = ""


class View(NamedTuple):
    """One state of a step, as it is drawn in one size: what stands beside the clock, and the pages below."""

    task: str
    pages: tuple[str, ...]
    turning: bool
    """Whether the pages turn by themselves, or only the leader reads them."""

    @property
    def parts(self) -> tuple[str, ...]:
        """All that is seen, each part for itself."""
        return (self.task, *self.pages)


Drawn = dict[Size, list[View]]


class _NoHost:
    """The stages are only looked at: what they ask for is done where it is a command, and dropped otherwise."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def do(self, command: c.Command) -> bool:
        try:
            self._desk.do(command)
        except Refused:
            return False
        return True

    def tell(self, message: Message) -> None: ...

    def redraw(self) -> None: ...

    def set_entry(self, text: str, before: str = "") -> None: ...

    def offer_entry(self, text: str) -> None: ...

    def typed(self) -> str:
        return ""

    def open(self, overlay: str, subject: str = "") -> None: ...


def draw_all(desk: Desk, texts: Sequence[Text], states: Callable[[], Iterable[State]]) -> Drawn:
    """Draw every state in both sizes; in a large one, too, where a text is missing in one of them."""
    drawn: Drawn = {size: [] for size in (*SIZES, LARGE)}
    for state in states():
        for size in SIZES:
            drawn[size].append(draw(desk, size, state))
    if not all(is_whole(text, drawn[size]) for text in texts for size in SIZES):
        drawn[LARGE] = [draw(desk, LARGE, state) for state in states()]
    return drawn


def states_of(desk: Desk, step: Step) -> Iterator[State]:
    """Bring the step to one state after the other: each holds until the next one is asked for."""
    people = [person.id for person in desk.state.present]
    if isinstance(step, Spotlight) and people:
        attempt(desk, c.ChooseSpot(people[0]))
    if isinstance(step, Noting | Spotlight) and people:
        if step.consent:
            yield State(asked=people[0])
        if isinstance(step, Noting) and desk.whole.is_confidential(desk.whole.target_list(step)):
            attempt(desk, c.OpenVault(people[0], consented=True))
    if isinstance(step, Suitability):
        yield State()
        for id_ in question_ids(step):
            attempt(desk, c.FillField(id_, "yes"))
    parts = parts_of(desk.state, step) if isinstance(step, Talk | Noting) else 1
    for part in range(parts):
        if parts > 1:
            attempt(desk, c.ShowPart(part))
        yield State()
    for field in step.fields if isinstance(step, Appoint) else ():
        yield State(row=field.id)


def attempt(desk: Desk, command: c.Command) -> None:
    """Carry a command out if it can be: what cannot be reached is not looked at."""
    with suppress(Refused):
        desk.do(command)


def draw(desk: Desk, size: Size, state: State) -> View:
    """Draw the step as it stands."""
    stage = make_stage(desk, _NoHost(desk))
    if state.asked and isinstance(stage, CollectStage):
        stage.gate.asked = state.asked
    if state.row and isinstance(stage, FormStage):
        stage.form.go(state.row)
    laid = lay_out(stage, *size)
    task = laid.task[:-1] if laid.task_is_cut else laid.task
    pages: list[str] = []
    stage.pages = 1
    while len(pages) < min(stage.pages, _MOST_PAGES):
        stage.page = len(pages)
        rows = stage.body(laid.body_width, laid.body_rows)[: laid.body_rows]
        pages.append(_without_signs(squeezed(_plain(rows)), stage))
    turning = stage.turns_pages() or stage.is_private()
    return View(squeezed(_plain(task)), tuple(pages), turning)


def _without_signs(page: str, stage: Stage) -> str:
    """Give a page without what the program itself writes at its end: which page it is."""
    signs = [stage.words("page.sign", number=stage.page + 1, of=stage.pages)]
    if stage.has_step():
        here, of = stage.here.part, parts_of(stage.state, stage.step)
        signs.insert(0, stage.words("talk.page", number=here + 1, of=of))
    for sign in signs:
        page = page.removesuffix(squeezed(sign))
    return page


def _plain(rows: Lines) -> str:
    return "\n".join(map(text_of, rows))


def is_whole(text: Text, views: Sequence[View]) -> bool:
    """Whether a text is on the screen with all its letters, in one of these states."""
    return any(text.bare in part for view in views for part in view.parts)
