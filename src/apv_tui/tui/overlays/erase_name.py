"""Erasing a person's name for good: whose, then a clear question, then what else says the name."""

from apv_tui.core.erased_names import names_of
from apv_tui.core.erasure import mentioning
from apv_tui.core.messages import message
from apv_tui.core.people import Person
from apv_tui.tui.erasing import ErasingOverlay, question
from apv_tui.tui.lines import Lines, Span, clip, line
from apv_tui.tui.overlays.erase_words import NAMED


class EraseNameOverlay(ErasingOverlay):
    """Lists the people who have names; the subject is the person the question begins with."""

    choose_hint = "hint.choose_person"

    def begin(self) -> None:
        """Begin with the person named."""
        super().begin()
        ids = [person.id for person in self.people()]
        if self.subject in ids:
            self.cursor, self.asked = ids.index(self.subject), True

    def people(self) -> tuple[Person, ...]:
        """Give those who have a name, or once had one."""
        entries = self.desk.record.entries
        return tuple(who for who in self.desk.whole.people.values() if who.name or names_of(entries, who.id))

    def heading(self) -> str:
        """Give the heading."""
        return self.words("erase_name.heading")

    def count(self) -> int:
        """Give how many have names."""
        return len(self.people())

    def nothing(self) -> str:
        """Say that nobody has."""
        return self.words("erase_name.nothing")

    def which(self) -> str:
        """Ask whose."""
        return self.words("erase_name.which")

    def row(self, at: int, role: str, width: int) -> Lines:
        """Give one line of a person."""
        who = self.people()[at]
        head = Span(f"{'► ' if role == 'cursor' else '  '}{who.number:>3}  ", role, True)
        name = who.name or self.desk.name(who.id)
        return [line(head, Span(clip(name, width - len(head.text)), role))]

    def whole(self, width: int, height: int) -> Lines:
        """Ask about the person under the cursor."""
        who, words = self.people()[self.cursor], self.words
        called = words("person.numbered", number=who.number)
        told = [words("erase_name.everywhere", called=called)]
        vaults = {id_: v for id_, v in self.desk.whole.vaults.items() if v.owner == who.id and not v.erased}
        here = sum(self.desk.can_erase(vault) for vault in vaults)
        if here:
            told.append(words("erase_name.notes"))
        if here < len(vaults):
            told.append(words("erase_name.notes_away"))
        n = len(self._mentioning(who))
        if n:
            told.append(words("erase_name.mentioned", n=n))
        ask = words("erase_name.ask", name=who.name or self.desk.name(who.id))
        return question(self, ask, told, "erase_words.yes", "erase_name.else", width, height)

    def _mentioning(self, who: Person) -> tuple[str, ...]:
        entries = self.desk.record.entries
        return mentioning(entries, names_of(entries, who.id))

    def erase(self) -> None:
        """Erase the name; then ask about the items that say it."""
        who = self.people()[self.cursor]
        items = self._mentioning(who)
        self.desk.erase_words(person=who.id)
        self.close()
        if items:
            self.owner.open_overlay("erase_words", f"{NAMED}{' '.join(items)}")
        meeting = self.owner.meeting_screen
        if meeting is not None:
            meeting.tell(message("erase_name.done", called=self.desk.name(who.id)))
