"""Choosing one of those who are here: by a number, by the first letters of a name, or by the arrows."""

from collections.abc import Callable, Sequence

from apv_tui.core.messages import message
from apv_tui.core.naming import who_is_meant
from apv_tui.core.people import Person
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, clip, line, pad, paragraph, width_of
from apv_tui.tui.stages.base import Hint, Stage
from apv_tui.tui.stages.seats import finished

GAP = 2
MANY = 10_000
"""The names on a page before it has been drawn."""
MOST_NAMED = 4
"""So many are named where more than one may be meant."""


class PeoplePicker:
    """A list of those who are here, by their numbers; `mark` gives a sign behind a name, `legend` its words."""

    def __init__(self, stage: Stage, mark: Callable[[str], str], legend: Callable[[], str]) -> None:
        self.stage = stage
        self.mark = mark
        self.legend = legend
        self.cursor = -1
        """The person chosen by the arrows, as a place in the list; -1 for none."""
        self.empties = True
        """Whether the line is emptied after what was typed last: a name that fits several is typed on."""
        self._on_page = MANY

    @property
    def people(self) -> tuple[Person, ...]:
        """Those who are here."""
        return self.stage.state.present

    def lines(self, width: int, height: int) -> Lines:
        """Give the page of names in view, in as many columns as they fit in."""
        stage, people = self.stage, self.people
        if not people:
            stage.pages = 1
            return paragraph(stage.words("pick.nobody_here"), width, role="warn")[:height]
        signs = [self.mark(person.id) for person in people]
        legend = [line(clip(self.legend(), width), role="muted")] if any(signs) else []
        digits = len(str(max(person.number for person in people)))
        cells = [
            line(
                Span(f"{person.number:>{digits}}  ", "accent", True),
                stage.desk.name(person.id),
                Span(f" {sign}" if sign else "", "good", True),
            )
            for person, sign in zip(people, signs, strict=True)
        ]
        widest = min(width, max(map(width_of, cells)))
        count = max(1, (width + GAP) // (widest + GAP))
        rows = max(1, height - len(legend))
        if len(cells) > rows * count:
            rows = max(1, rows - 1)  # the sign of several pages
        # As few rows as hold them all: few short columns are found sooner than one long one.
        rows = min(rows, -(-len(cells) // count))
        self._on_page = rows * count
        stage.pages = -(-len(cells) // self._on_page)
        grids = [self._grid(cells, at * self._on_page, rows, widest) for at in range(stage.pages)]
        return [*finished([], grids, stage.page, "", stage.words, width, height - len(legend)), *legend]

    def _grid(self, cells: Sequence[Line], first: int, rows: int, widest: int) -> Lines:
        grid: Lines = []
        for row in range(rows):
            spans: list[Span] = []
            for at in range(first + row, min(len(cells), first + self._on_page), rows):
                text = "".join(span.text for span in cells[at])
                cell = line(Span(pad(text, widest), "cursor", True)) if at == self.cursor else cells[at]
                fill = (at - first) // rows * (widest + GAP) - width_of(tuple(spans))
                spans += [Span(" " * fill), *cell] if fill > 0 else cell
            grid.append(tuple(spans) or EMPTY)
        return grid

    def hints(self) -> Sequence[Hint]:
        """Give the keys that choose."""
        return (Hint("enter", "hint.choose"), Hint("up down", "hint.look_for"))

    def key(self, key: str) -> bool:
        """Take the arrows."""
        if key not in ("up", "down") or not self.people:
            return False
        last = len(self.people) - 1
        start = self.stage.page % max(1, self.stage.pages) * self._on_page
        if not start <= self.cursor < start + self._on_page:  # the page was turned: begin where one looks
            self.cursor = start if key == "down" else min(last, start + self._on_page - 1)
        else:
            self.cursor = min(last, max(0, self.cursor + (1 if key == "down" else -1)))
        self.stage.page = self.cursor // self._on_page
        return True

    def typing(self, text: str) -> None:
        """Point at the one who is meant as soon as what is typed fits nobody else."""
        meant = who_is_meant(self.people, self.stage.desk.name, text)
        before = self.cursor
        places = {person.id: at for at, person in enumerate(self.people)}
        self.cursor = places[meant[0]] if len(meant) == 1 else -1
        if self.cursor >= 0:
            self.stage.page = self.cursor // self._on_page
        if self.cursor != before:
            self.stage.host.redraw()

    def pick(self, text: str) -> str:
        """Give the id of the one that is meant, or of the one the arrows stand on; "" says why not."""
        people, words, host = self.people, self.stage.words, self.stage.host
        self.empties = True
        if not text.strip():
            return people[self.cursor].id if 0 <= self.cursor < len(people) else ""
        meant = who_is_meant(people, self.stage.desk.name, text)
        if len(meant) == 1:
            return meant[0]
        if not meant:
            host.tell(message("pick.none_called", text=text.strip()))
            return ""
        self.empties = False
        names = [self.stage.desk.name(id_) for id_ in meant]
        more = [words("pick.more", n=len(names) - MOST_NAMED)] if len(names) > MOST_NAMED else []
        host.tell(message("pick.several", names=", ".join([*names[:MOST_NAMED], *more])))
        return ""
