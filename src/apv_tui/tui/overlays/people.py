"""Who is here: arrived and left by a few letters, names added, typed or pasted."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.case import expected_count
from apv_tui.core.comings import Follows, what_follows
from apv_tui.core.facts import PersonFacts
from apv_tui.core.messages import Message, Refused, message
from apv_tui.core.people import Person
from apv_tui.core.roll_line import Several, heads_in, several_in
from apv_tui.tui.lines import EMPTY, Lines, line, paragraph, window, with_arrows
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.people_view import enter_said, follows_said, leave_all, people_meant, person_row
from apv_tui.tui.stages.base import Hint

MOST_NUMBERED = 500


class PeopleOverlay(Overlay):
    """Lists people; letters narrow the list, Enter turns here into gone and back, or adds a new name."""

    own_key = "f6"
    own_action = "people"

    cursor = -1
    """The person chosen, as an index into those shown; -1 is nobody."""
    typed = ""
    added = False
    """Whether somebody was added here: whoever came last is in view, else the roll is called from the top."""
    follows: tuple[Follows, ...] = ()
    """What followed from the last coming or leaving, until something else is typed."""
    editing = ""
    """The id of the person whose name is being corrected."""

    def heading(self) -> str:
        """Give how many are here."""
        state = self.desk.state
        return self.words("people.screen.heading", n=len(state.present), known=len(state.people))

    def prompt(self) -> str | None:
        """Give the prompt."""
        return self.words("people.screen.correct" if self.editing else "people.screen.prompt")

    def matching(self) -> list[Person]:
        """Give the people who are meant by what is typed; all of them where nothing is."""
        return people_meant(self.desk, self.typed, self.several)

    @property
    def several(self) -> Several | None:
        """Several people named in the line; None where it is about one."""
        state = self.desk.state
        return None if self.editing else several_in(state.people.values(), self.desk.name, self.typed)

    @property
    def present(self) -> frozenset[str]:
        """The ids of those who are here."""
        here = self.desk.state.meeting_state
        return here.present if here else frozenset()

    def content(self, width: int, height: int) -> Lines:
        """Give a row for each person."""
        state = self.desk.state
        if not state.people:
            said = self.words("people.screen.expected", n=self._expected) if self._expected else ""
            return [
                *(paragraph(said, width, "accent") if said else []),
                EMPTY,
                *[line(text, role="muted") for text in self.words("people.screen.empty").split("\n")],
            ]
        head = self._head(width)
        people = self.matching()
        if not people:
            if head:
                return head
            return [EMPTY, line(self.words("people.screen.add", name=self.typed.strip()), role="accent")]
        height -= len(head)
        self.cursor = min(self.cursor, len(people) - 1)
        at_end = self.added and self.cursor < 0 and not self.typed
        first, last = window(len(people), len(people) - 1 if at_end else max(0, self.cursor), height)
        rows: Lines = [
            person_row(self.desk, person, width, chosen=at == self.cursor)
            for at, person in enumerate(people[first:last], first)
        ]
        return head + with_arrows(rows, first > 0, last < len(people), width)

    def _head(self, width: int) -> Lines:
        """Give what stands above the list: what Enter will do, what followed from the last, or the roll."""
        if self.editing:
            return []
        if will := enter_said(self.desk, self.typed, self.several):
            return [*paragraph(will, width, role="accent"), EMPTY]
        if self.typed:
            return []
        if self.follows:
            return [*follows_said(self.desk, self.follows, width), EMPTY]
        if self.is_roll:
            return [*paragraph(self.words("people.screen.roll"), width, role="accent"), EMPTY]
        return []

    @property
    def is_roll(self) -> bool:
        """Whether the meeting has not drawn groups yet: then all can be marked at once."""
        meeting = self.desk.state.meeting
        return (
            meeting is not None
            and bool(self.desk.state.people)
            and not any(self.desk.state.state_of(step).groups for step in meeting.steps)
        )

    @property
    def _counts_heads(self) -> bool:
        """Whether a number says how many are here: at the roll of a later meeting, where nobody has a name."""
        state = self.desk.state
        nameless = not any(person.name for person in state.people.values())
        return nameless and self.is_roll and len(state.meetings) > 1 and not state.step_id

    @property
    def _expected(self) -> int:
        """How many people the agenda expects, while nobody is on the list; 0 where it names no number."""
        meeting = self.desk.state.meeting
        return 0 if self.desk.state.people or meeting is None else expected_count(meeting)

    def hints(self) -> Sequence[Hint]:
        """Give the keys that do something now."""
        if self._expected and not self.typed.strip():
            return (Hint("enter", "hint.without_names"),)
        if self.editing:
            return (Hint("enter", "hint.store" if self.half_typed().strip() else "hint.erase_name"),)
        if heads_in(self.typed) or self.several:
            return (Hint("enter", "hint.all_at_once"),)
        if self.typed.strip():
            found = len(self.matching())
            if not found:
                return (Hint("enter", "hint.add_person"),)
            # Enter does nothing while several are meant: then the arrows come first.
            meant = found == 1 or self.cursor >= 0
            first = Hint("enter", "hint.here_gone") if meant else Hint("up down", "hint.choose_person")
            return (first, Hint("tab", "hint.add_person"))
        if self.cursor < 0:
            choose = (Hint("up down", "hint.choose_person"),) if self.desk.state.people else ()
            return (*((Hint("tab", "hint.all_or_none"),) if self.is_roll else ()), *choose)
        return (
            Hint("enter", "hint.here_gone"),
            Hint("tab", "hint.correct"),
            Hint("shift+tab", "hint.takes_part" if self._chosen_leads else "hint.leads"),
            Hint("delete", "hint.remove_person"),
        )

    @property
    def _chosen_leads(self) -> bool:
        """Whether the person chosen leads the meeting, and does not take part."""
        here, person = self.desk.state.meeting_state, self.chosen()
        return here is not None and person is not None and person.id in here.leads

    def changed(self, text: str) -> None:
        """Narrow the list; what was said before is over."""
        if self.editing or text == self.typed:
            return
        self.typed = text
        self.cursor = -1
        if text:
            self._told, self.follows = "", ()

    def chosen(self) -> Person | None:
        """Give the person meant: the one under the cursor, or the only one whose name is or has what is typed."""
        people = self.matching()
        if self.cursor >= 0 and people:
            return people[min(self.cursor, len(people) - 1)]
        wanted = self.typed.casefold().strip()
        called = [person for person in people if self.desk.name(person.id).casefold() == wanted]
        if len(called) == 1:
            return called[0]
        return people[0] if self.typed.strip() and len(people) == 1 else None

    def key(self, key: str, character: str | None) -> bool:
        """Move; Tab adds what is typed as a new person, or corrects the one chosen; Delete removes them."""
        people = self.matching()
        if key == "up" and self.cursor < 0 and people and not self.typed:
            self.cursor = len(people) - 1  # the line is below the list
        elif key in ("up", "down") and people:
            self.cursor = min(max(0, self.cursor + (1 if key == "down" else -1)), len(people) - 1)
        elif key == "shift+tab" and (person := self.chosen()):
            self._lead_or_take_part(person)
        elif key == "tab" and self.typed.strip() and not (self.several or heads_in(self.typed)):
            if self._add(self.typed):
                self.entry.set_text("")
        elif key == "tab" and (person := self.chosen()):
            self.editing = person.id
            self.entry.set_text(", ".join(filter(None, (person.name, person.department))))
        elif key == "tab" and self.is_roll:
            state = self.desk.state
            everybody = tuple(state.people)
            self.do(c.CallRoll(() if len(state.present) == len(everybody) else everybody))
        elif key == "delete" and (person := self.chosen()):
            name = self.desk.name(person.id)
            if self.do(c.RemovePerson(person.id)):
                self.cursor = -1
                self.tell(message("people.screen.removed", name=name))
        elif key == "escape" and (self.typed or self.editing):
            self.editing = ""
            self.entry.set_text("")
        else:
            return False
        return True

    def submit(self, text: str) -> bool:
        """Turn the person chosen from here to gone or back, or add a name nobody has.

        `23` where nobody is named yet makes that many numbered participants, and an empty line as many as the
        agenda expects; at a later meeting a number says how many of them are here. Else an empty line changes
        nobody unless somebody was chosen with the arrows.
        """
        text = text.strip()
        if self.editing:
            return self._correct(text)
        if n := heads_in(text):
            return self._more_heads(n)
        if several := self.several:
            return self._together(several)
        number = (text.isdecimal() and int(text[:4])) or (0 if text else self._expected)
        if not self.desk.state.people and 1 <= number <= MOST_NUMBERED:
            return self.do(c.AddPeople(tuple(PersonFacts(id="") for _ in range(number))))
        if self._counts_heads and 1 <= number <= MOST_NUMBERED and self.cursor < 0:
            return self.do(c.Headcount(number))
        people, person = self.matching(), self.chosen()
        if person is None and not text:
            self.tell(message("people.screen.choose_first"))
            return True
        if person is None and people:
            self.tell(message("people.screen.several", n=len(people)))
            return False
        if person is None:
            if text.isdecimal():
                self.tell(message("people.screen.no_number"))
                return False
            return self._add(text)
        present = person.id in self.present
        said = "people.screen.left" if present else "people.screen.arrived"
        command = c.Leave(person.id) if present else c.Arrive(person.id)
        if not self._follow(command, message(said, name=self.desk.name(person.id))):
            return False
        # The next Enter on the same person takes it back.
        self.typed = ""
        self.cursor = [other.id for other in self.matching()].index(person.id)
        return True

    def _follow(self, command: c.Command, said: Message) -> bool:
        """Carry out a coming or a leaving, and say what follows from it."""
        before = self.desk.state
        if not self.do(command):
            return False
        self.follows = what_follows(before, self.desk.state)
        self.tell(said)
        return True

    def _more_heads(self, n: int) -> bool:
        n = max(-len(self.desk.state.people), min(MOST_NUMBERED, n))
        here = len(self.desk.state.present) + n
        return self._follow(c.MoreHeads(n), message("people.heads.done", n=here))

    def _together(self, several: Several) -> bool:
        if several.unsure:
            self.tell(message("people.several.unsure", what=self.desk.listed(several.unsure)))
            return False
        if leave_all(several, self.present):
            names = self.desk.listed([self.desk.name(id_) for id_ in several.known])
            return self._follow(c.LeaveTogether(several.known), message("people.several.left", names=names))
        names = self.desk.listed(
            [self.desk.name(id_) for id_ in several.known if id_ not in self.present]
            + [who.name for who in several.new]
        )
        return self._follow(
            c.ArriveTogether(several.known, several.new), message("people.several.arrived", names=names)
        )

    def _lead_or_take_part(self, person: Person) -> None:
        takes = self._chosen_leads
        said = "people.screen.takes_part" if takes else "people.screen.now_leads"
        if self._follow(c.TakePart(person.id, takes), message(said, name=self.desk.name(person.id))):
            self.typed = ""
            self.entry.set_text("")
            self.cursor = [other.id for other in self.matching()].index(person.id)

    def _correct(self, text: str) -> bool:
        person, self.editing = self.desk.state.people.get(self.editing), ""
        if person is None:
            return True
        if not text:
            # A name that is taken away from the roll stays in the file: that is asked about.
            if person.name:
                self.close()
                self.owner.open_overlay("erase_name", person.id)
            return True
        name, _, department = text.partition(",")
        changed = PersonFacts(
            id=person.id, name=name.strip(), department=department.strip(), leader=person.leader
        )
        if self.do(c.ChangePerson(changed)):
            self.tell(message("people.screen.corrected", name=name.strip()))
        return True

    def _add(self, text: str) -> bool:
        name, _, department = text.partition(",")
        who = PersonFacts(id="", name=name.strip(), department=department.strip())
        added = self._follow(c.AddPeople((who,)), message("people.screen.added", name=name.strip()))
        if added:
            self.added = True
            self.typed, self.cursor = "", -1
        return added

    def lines_pasted(self, text: str) -> None:
        """Show what was read from a pasted list before it is taken; or say why nobody was found in it."""
        try:
            if self.owner.read_people is not None:
                self.owner.read_people(text, None)
        except Refused as refusal:
            self.tell(refusal.reason)
            return
        self.owner.open_overlay("add_people", text)
