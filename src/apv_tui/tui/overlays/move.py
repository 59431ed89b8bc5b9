"""Moving a person to another group by hand."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.tui.lines import Lines, Span, line, pad, window, with_arrows
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint


class MoveOverlay(Overlay):
    """Lists who sits where; a number sends the person under the cursor to that group."""

    own_key = "escape"  # Enter on an empty line goes back, too

    def on_mount(self) -> None:
        """Begin with the first person."""
        self.cursor = 0

    def heading(self) -> str:
        """Give the heading."""
        return self.words("move.heading")

    def prompt(self) -> str | None:
        """Ask for the number of the group."""
        return self.words("move.prompt")

    def seats(self) -> list[tuple[int, str]]:
        """Give (group index, person) for everybody: first those who sit in no group of this step, at -1."""
        state = self.desk.state
        groups = state.groups_of(state.step) if state.step else ()
        seated = [(at, person) for at, group in enumerate(groups) for person in group.everyone]
        known = {person for _, person in seated}
        nowhere = [(-1, person.id) for person in state.taking_part if person.id not in known]
        return [*nowhere, *seated] if groups else []

    def content(self, width: int, height: int) -> Lines:
        """Give a row for each person."""
        seats = self.seats()
        self.cursor = max(0, min(self.cursor, len(seats) - 1))
        first, last = window(len(seats), self.cursor, height)
        rows: Lines = []
        for at, (group, person) in enumerate(seats[first:last], first):
            known = self.desk.state.people.get(person)
            where = self.words("group.numbered", number=group + 1) if group >= 0 else self.words("group.none")
            text = f"{where:<12} {pad(self.desk.name(person), 24)}"
            text += f" {known.department if known else ''}"
            rows.append(line(Span(pad(text, width), "cursor" if at == self.cursor else "text")))
        return with_arrows(rows, first > 0, last < len(seats), width)

    def hints(self) -> Sequence[Hint]:
        """Give the arrows and the number."""
        return (Hint("up down", "hint.choose_person"), Hint("enter", "hint.move_there"))

    def key(self, key: str, character: str | None) -> bool:
        """Choose the person."""
        if key not in ("up", "down"):
            return False
        self.cursor += 1 if key == "down" else -1
        return True

    def submit(self, text: str) -> bool:
        """Send the person to the group of that number."""
        if not text.strip():
            self.close()
            return False
        seats = self.seats()
        if not seats or not text.strip().isdecimal():
            return True
        person = seats[max(0, min(self.cursor, len(seats) - 1))][1]
        done = self.do(c.MovePerson(person, int(text) - 1))
        if done:
            self.cursor = next((at for at, seat in enumerate(self.seats()) if seat[1] == person), 0)
        return done
