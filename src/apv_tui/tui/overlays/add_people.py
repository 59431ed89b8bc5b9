"""A list of people, as it was read: shown before it is taken, and readable another way."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from apv_tui.core import commands as c
from apv_tui.core.facts import PersonFacts
from apv_tui.core.messages import Message, message
from apv_tui.core.naming import recognise
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, line, pad, page, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint, with_page_sign


class PeopleList(NamedTuple):
    """A list of people as read: what it says, how it was understood, and the other ways it can be read."""

    people: tuple[PersonFacts, ...]
    how: Message
    reading: str
    alternatives: tuple[str, ...] = ()
    warnings: tuple[Message, ...] = ()


READINGS = ("names", "name_department", "last_first")
"""The ways a list can be read; each has its name in the words, `people.reading.WAY`."""

ReadPeople = Callable[[str, str | None], PeopleList]
"""Reads pasted text, in the named way or the likeliest one. Raises `Refused` with the reason."""


class AddPeopleOverlay(Overlay):
    """Shows the list; Enter takes it, Tab reads it another way."""

    def on_mount(self) -> None:
        """Read the list the likeliest way."""
        self.reading: str | None = None

    def read(self) -> PeopleList:
        """Give the list as read now."""
        if self.owner.read_people is None:
            raise LookupError("nobody reads lists of people here")
        return self.owner.read_people(self.subject, self.reading)

    def heading(self) -> str:
        """Give how many."""
        return self.words("people.list.heading", n=len(self.read().people))

    def content(self, width: int, height: int) -> Lines:
        """Give how it was read, what is odd about it, and everybody."""
        read = self.read()
        head = paragraph(self.words.say(read.how), width, role="accent", bold=True)
        if read.alternatives:
            ways = [self.words(f"people.reading.{way}") for way in read.alternatives]
            other = " / ".join(ways)
            head += paragraph(self.words("people.list.otherwise", reading=other), width, role="muted")
        for warning in read.warnings[:3]:
            head += paragraph(self.words.say(warning), width, role="warn")
        known = len(recognise(self.desk.state.people.values(), read.people).known)
        if known:
            head += paragraph(self.words("people.list.known", n=known), width, role="accent")
        head = [*head[: max(1, height - 4)], EMPTY]
        name_width = max(16, width // 2)
        blocks = []
        for number, person in enumerate(read.people, 1):
            leader = self.words("people.screen.leader") if person.leader else ""
            details = ", ".join(filter(None, (person.department, leader)))
            name = pad(person.name, name_width)
            blocks.append(
                [line(Span(f"{number:>3}  ", "muted"), name, clip(details, width - name_width - 5))]
            )
        part = page(blocks, height - len(head) - 1, self.page_number)
        room = height - len(head)
        return head + with_page_sign(part.lines, part.number, part.of, self.words, width, room)

    def hints(self) -> Sequence[Hint]:
        """Give Enter, and Tab where the list can be read another way."""
        other = (Hint("tab", "hint.read_otherwise"),) if self.read().alternatives else ()
        return (Hint("enter", "hint.take_people"), *other)

    def key(self, key: str, character: str | None) -> bool:
        """Take the list, or read it another way."""
        read = self.read()
        if key == "enter":
            before = len(self.desk.state.people)
            if self.do(c.AddPeople(read.people, recognise=True)):
                self._tell_below(len(self.desk.state.people) - before)
                self.close()
        elif key == "tab" and read.alternatives:
            # Each press goes on to the next way, and round again.
            ways = sorted((read.reading, *read.alternatives), key=READINGS.index)
            self.reading = ways[(ways.index(read.reading) + 1) % len(ways)]
        else:
            return False
        return True

    def _tell_below(self, n: int) -> None:
        """Say on the list of people that lies below how many are new on it."""
        said = message("people.list.taken", n=n) if n else message("people.list.nobody_new")
        for screen in self.owner.screen_stack:
            if isinstance(screen, Overlay) and screen.own_action == "people":
                screen.tell(said)
