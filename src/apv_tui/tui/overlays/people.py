"""Who is here: arrived and left by a few letters, names added, typed or pasted."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.facts import PersonFacts
from apv_tui.core.messages import Refused, message
from apv_tui.core.people import Person
from apv_tui.tui.lines import EMPTY, Lines, Span, line, pad, window
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint
from apv_tui.tui.widgets.entry import Entry


class PeopleOverlay(Overlay):
    """Lists people; letters narrow the list, Enter turns here into gone and back, or adds a new name."""

    own_key = "f6"
    own_action = "people"

    def on_mount(self) -> None:
        """Begin at the top."""
        self.cursor = 0
        self.typed = ""
        super().on_mount()

    def heading(self) -> str:
        """Give how many are here."""
        state = self.desk.state
        return self.words("people.screen.heading", n=len(state.present), known=len(state.people))

    def prompt(self) -> str | None:
        """Give the prompt."""
        return self.words("people.screen.prompt")

    def matching(self) -> list[Person]:
        """Give the people whose name, department or number has what is typed."""
        wanted = self.typed.casefold().strip()
        return [
            person
            for person in self.desk.state.people.values()
            if not wanted
            or wanted in person.name.casefold()
            or wanted in person.department.casefold()
            or wanted == str(person.number)
        ]

    def content(self, width: int, height: int) -> Lines:
        """Give a row for each person."""
        state = self.desk.state
        if not state.people:
            return [
                EMPTY,
                *[line(text, role="muted") for text in self.words("people.screen.empty").split("\n")],
            ]
        people = self.matching()
        if not people:
            return [EMPTY, line(self.words("people.screen.add", name=self.typed.strip()), role="accent")]
        here = state.meeting_state.present if state.meeting_state else frozenset()
        self.cursor = max(0, min(self.cursor, len(people) - 1))
        first, last = window(len(people), self.cursor, height)
        rows: Lines = []
        for at, person in enumerate(people[first:last], first):
            present = person.id in here
            mark = self.words("people.screen.here" if present else "people.screen.gone")
            details = ", ".join(
                filter(None, (person.department, self.words("people.screen.leader") if person.leader else ""))
            )
            text = pad(
                f"{person.number:>3}  {person.name or self.desk.name(person.id)}", max(20, width * 4 // 10)
            )
            role = "cursor" if at == self.cursor else "text"
            rows.append(
                line(
                    Span(f"{'●' if present else ' '} {pad(mark, 10)} {text} ", role, present),
                    Span(pad(details, max(0, width - 14 - max(20, width * 4 // 10))), role),
                )
            )
        return rows

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        if self.typed.strip() and not self.matching():
            return (Hint("enter", "hint.add_person"),)
        return (
            Hint("enter", "hint.here_gone"),
            Hint("tab", "hint.add_person"),
            Hint("delete", "hint.remove_person"),
        )

    def changed(self, text: str) -> None:
        """Narrow the list."""
        self.typed = text
        self.cursor = 0

    def key(self, key: str, character: str | None) -> bool:
        """Move; Tab adds what is typed as a new person even where the list has one like it."""
        people = self.matching()
        if key in ("up", "down"):
            self.cursor += 1 if key == "down" else -1
            self.cursor = max(0, min(self.cursor, len(people) - 1))
        elif key == "tab" and self.typed.strip():
            if self._add(self.typed):
                self.entry.set_text("")
        elif key == "delete" and people:
            self.do(c.RemovePerson(people[self.cursor].id))
        else:
            return False
        return True

    def submit(self, text: str) -> bool:
        """Turn the person under the cursor from here to gone or back; add a name nobody has.

        `23` where nobody is named yet makes that many numbered participants.
        """
        people = self.matching()
        if not self.desk.state.people and text.strip().isdecimal() and 1 <= int(text) <= 500:
            return self.do(c.AddPeople(tuple(PersonFacts(id="") for _ in range(int(text)))))
        if not people:
            return self._add(text) if text.strip() else True
        person = people[max(0, min(self.cursor, len(people) - 1))]
        here = self.desk.state.meeting_state
        present = here is not None and person.id in here.present
        if self.do(c.Leave(person.id) if present else c.Arrive(person.id)):
            said = "people.screen.left" if present else "people.screen.arrived"
            self.tell(message(said, name=self.desk.name(person.id)))
            return True
        return False

    def _add(self, text: str) -> bool:
        name, _, department = text.partition(",")
        added = self.do(c.AddPeople((PersonFacts(id="", name=name.strip(), department=department.strip()),)))
        if added:
            self.tell(message("people.screen.added", name=name.strip()))
        return added

    def on_entry_lines_pasted(self, event: Entry.LinesPasted) -> None:
        """Show what was read from a pasted list before it is taken; or say why nobody was found in it."""
        try:
            if self.owner.read_people is not None:
                self.owner.read_people(event.text, None)
        except Refused as refusal:
            self.tell(refusal.reason)
            return
        self.owner.open_overlay("add_people", event.text)
