"""One person is at the centre; the screen says who speaks and who only listens (INT-1, INT-2, INT-3)."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import Spotlight, Step
from apv_tui.core.messages import message
from apv_tui.core.state import Item
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, pad, pages_of, paragraph, wrap
from apv_tui.tui.stages.base import Hint, Host
from apv_tui.tui.stages.collect import CollectStage
from apv_tui.tui.stages.people_picker import PeoplePicker
from apv_tui.tui.stages.seats import finished, fitted

BEEN = "√"
LEAST_NOTES = 3
"""Rows for what is noted that the questions never take."""


class SpotlightStage(CollectStage):
    """Chooses who is at the centre, and shows who may speak; notes are taken where the step has a list."""

    kind = "spotlight"

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.picker = PeoplePicker(self, self._mark, lambda: f"{BEEN} {self.words('spotlight.been')}")
        self.picking = False
        """Whether another person is being chosen."""
        self.declined = False
        """Whether the one at the centre wants no notes."""
        self._told_open = False
        self._round = self.state.round
        self._ask_for_consent()

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def spotlight(self) -> Spotlight:
        """The step as the agenda has it."""
        step = self.step
        if not isinstance(step, Spotlight):
            raise TypeError(step.kind)
        return step

    @property
    def chooses(self) -> bool:
        """Whether somebody is being chosen now: also where the one who was has left."""
        return self.picking or not any(person.id == self.state.spot for person in self.state.present)

    @property
    def notes(self) -> bool:
        """Whether words can be typed now."""
        return bool(self.list_id) and not self.declined and not self.chooses

    @property
    def per_group(self) -> bool:
        """Nothing is noted for groups here."""
        return False

    @property
    def list_id(self) -> str:
        """The list that is filled here; "" for none."""
        return self.state.target_list(self.spotlight)

    def shown_items(self) -> tuple[Item, ...]:
        """Give what was noted in this round."""
        return super().shown_items() if self.notes else ()

    def _mark(self, person: str) -> str:
        return BEEN if person in self.state.been else ""

    @property
    def name(self) -> str:
        """What the one at the centre is called."""
        return self.desk.name(self.state.spot)

    @property
    def role(self) -> str:
        """What the one at the centre is called, to begin a sentence with."""
        role = self.spotlight.role
        return role[:1].upper() + role[1:]

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give whom to choose; or the name, and who may speak now."""
        words, step = self.words, self.spotlight
        if self.chooses:
            asked = paragraph(words("spotlight.who", role=self.role), width, role="accent", bold=True)
            return [*asked, *(paragraph(step.instruction, width) if step.instruction else [])]
        if self.gate.view:
            return self.gate.task(width)
        loud = self.name.upper()
        lines = paragraph(f"{self.role}: {loud}", width, role="heading", bold=True)
        if step.speaks == "spot":
            lines += paragraph(words("spotlight.tells", name=loud), width, role="accent", bold=True)
            lines += paragraph(words("spotlight.others_listen"), width, role="accent", bold=True)
        elif step.speaks == "others":
            # The other way round than all else, so that nobody can miss it.
            silent = words("spotlight.only_listens", name=loud)
            rows = [pad(row, width - 2) for row in wrap(silent, width - 2)]
            lines += [line(Span(f" {row} ", "signal", True)) for row in rows]
            lines += paragraph(words("spotlight.others_talk"), width, role="accent", bold=True)
        else:
            lines += paragraph(words("spotlight.all_speak", name=loud), width, role="accent", bold=True)
        return lines

    def body(self, width: int, height: int) -> Lines:
        """Give those to choose among; or the instruction and the questions, and what is noted."""
        if self.chooses:
            return self.picker.lines(width, height)
        if self.gate.view:
            return self.gate.body(width, height)
        asked = self._asked(width, gap=True)
        if not self.notes:
            if sum(map(len, asked)) > height:
                asked = self._asked(width, gap=False)
            foot = self.words("spotlight.no_notes") if self.declined else ""
            pages = fitted(lambda rows: pages_of(asked, rows), height, foot=bool(foot))
            self.pages = len(pages)
            return finished([], pages, self.page, foot, self.words, width, height)
        return self._with_notes(width, height)

    def _with_notes(self, width: int, height: int) -> Lines:
        asked = self._asked(width, gap=False)
        used = sum(map(len, asked))
        items = len(self.shown_items())
        below = (
            len(self.gate.head(width)) + len(self._tally(width)) + max(LEAST_NOTES, min(items, height // 2))
        )
        if used + below <= height:
            self.pages = 1
            rows = [row for block in asked for row in block]
            if rows and used + below < height:
                rows, used = [*rows, EMPTY], used + 1
            return [*rows, *super().body(width, height - used)]
        # What is noted comes first once there is something; the questions follow on pages of their own.
        owner = self.gate.head(width)
        pages = fitted(lambda rows: pages_of(asked, rows), height - len(owner), foot=True)
        self.pages = len(pages) + 1
        at = (self.page + (0 if items else 1)) % self.pages
        shown = [*owner, *pages[at - 1]] if at else super().body(width, height - 1)
        return finished([], [shown] * self.pages, self.page, "", self.words, width, height)

    def _asked(self, width: int, *, gap: bool) -> list[Lines]:
        """Give the instruction and the questions, which are there to choose from and not a list to tick."""
        blocks: list[Lines] = []
        after = [EMPTY] if gap else []
        if self.spotlight.instruction:
            blocks.append([*paragraph(self.spotlight.instruction, width), *after])
        for question in self.state.questions_of(self.step):
            block: Lines = []
            if question.heading:
                block.append(line(question.heading, role="accent", bold=True))
            if question.intro:
                block += paragraph(question.intro, width)
            block += hanging(Span("· ", "accent", True), question.text, width, "heading", True)
            for probe in question.probes:
                block += hanging(Span("   – ", "muted"), probe, width)
            blocks.append([*block, *after])
        if blocks and after:
            blocks[-1] = blocks[-1][:-1]
        return blocks

    def _questions(self, width: int) -> Lines:
        return []

    def _empty(self, width: int, height: int) -> Lines:
        return [line(self.words("collect.empty"), role="muted")][:height]

    def turns_pages(self) -> bool:
        """Questions that inspire come round by themselves; not while somebody chooses, or notes are typed."""
        return not self.chooses and not self.notes

    def repeat_hint(self) -> Sequence[Hint]:
        """Keep the key for the next person back while something else is asked."""
        return () if self.chooses or self.gate.view else super().repeat_hint()

    def prompt(self) -> str | None:
        """Give what stands before the line: a name, an answer, or a note where the step has a list."""
        if self.chooses:
            return self.words("pick.prompt")
        if self.gate.view:
            return self.gate.prompt()
        return super().prompt() if self.notes else None

    def hints(self) -> Sequence[Hint]:
        """Give the keys of what is going on."""
        if self.chooses:
            back = (Hint("tab", "act.back"),) if self.state.spot else ()
            return (*self.picker.hints(), *back)
        if self.gate.view:
            return self.gate.hints()
        tab = (Hint("tab", "hint.other_person"),) if self.spotlight.chooses else ()
        if self.notes:
            own, first = super().hints(), 2 if self.enter_changes else 1
            return (*own[:first], *tab, *own[first:])
        noting = (Hint("enter", "hint.note_after_all"),) if self.declined else ()
        return (*noting, *tab)

    def keys_help(self) -> Sequence[Hint]:
        """Give the keys for lines that were typed already, too."""
        return super().keys_help() if self.notes and not self.gate.view else self.hints()

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take Tab (another person) and the arrows while choosing; else as where words are collected."""
        if self.chooses:
            taken = self._key_choosing(key)
        elif key == "tab" and not self.gate.asked and self.spotlight.chooses:
            # What is typed is a note about the one who is at the centre now.
            self.picking, self.page, taken = not self.notes or self.take_typed(), 0, True
        elif key in ("tab", "escape") and self.gate.asked:
            self.gate.asked, self.declined, taken = "", True, True
        elif self.notes:
            return super().key(key, character)
        else:
            taken = False
        if taken:
            self.host.redraw()
        return taken

    def _key_choosing(self, key: str) -> bool:
        if key in ("tab", "escape") and self.state.spot:
            self.picking, self.page = False, 0
            self.host.set_entry("")  # half a name is no note
            return True
        return self.picker.key(key)

    def choose(self) -> bool:
        """Ask once more whether notes may be kept, where that was declined."""
        if not self.declined or self.chooses:
            return False
        self.declined = False
        self._ask_for_consent()
        self.host.redraw()
        return True

    def takes_line(self) -> bool:
        """Whether a half-typed line is taken when the room moves on: a note is; a name keeps nobody here."""
        return not self.chooses and super().takes_line()

    def typing(self, text: str) -> None:
        """Point at the one whose name is being typed."""
        if self.chooses:
            self.picker.typing(text)

    def submit(self, text: str) -> bool:
        """Take who is at the centre, the answer to the question for consent, or a note."""
        if self.chooses:
            person = self.picker.pick(text)
            return self._choose(person) if person else self.picker.empties
        if self.gate.view:
            done = self.gate.submit(text)
            # A no goes on without notes; the question comes again when it is asked for.
            self.declined = not self.gate.asked and self.state.open_vault is None
            self.host.redraw()
            return done
        return self._may_note(text) and super().submit(text)

    def _choose(self, person: str) -> bool:
        self.picking, self.declined, self.page = False, False, 0
        self.picker.cursor, self.gate.asked = -1, ""
        if person != self.state.spot and not self.host.do(c.ChooseSpot(person)):
            return False
        self._ask_for_consent()
        self.host.redraw()
        return True

    def _ask_for_consent(self) -> None:
        """Ask the one at the centre, where notes of theirs would be begun here and the agenda asks for it."""
        if self.state.spot and self.list_id and self.gate.confidential:
            self.gate.asked = self.state.spot if self.gate.needs_consent(self.state.spot) else ""

    def _may_note(self, text: str) -> bool:
        """Open the notes of the one at the centre with their first word: an empty file would say nothing."""
        if not text.strip() or not self.gate.confidential or self.state.open_vault is not None:
            return True
        return self.host.do(c.OpenVault(self.state.spot))

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Note many lines as one; they are no answer to a question."""
        if self.notes and not self.gate.view and self._may_note(texts[0] if texts else ""):
            super().pasted(texts)

    def before_next(self) -> bool:
        """Say once that nobody is at the centre yet."""
        if self.state.spot or self._told_open:
            return False
        self._told_open = True
        self.host.tell(message("spotlight.choose_first", role=self.role))
        return True

    def changed(self) -> None:
        """Ask whoever has come to the centre by an undo or in another window."""
        if self.gate.asked and self.gate.asked != self.state.spot:
            self.gate.asked, self.declined = "", False
            self._ask_for_consent()

    def _note(self, texts: tuple[str, ...]) -> c.NoteIdeas:
        return c.NoteIdeas(texts, self.list_id)
