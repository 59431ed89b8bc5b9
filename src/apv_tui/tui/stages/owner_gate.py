"""Confidential notes belong to one person: who that is, and their yes, come before the first word is typed.

Any stage that fills a list can keep such a gate. While `view` says "who" or "consent", the gate draws and takes
the typed line; else the stage does.
"""

from collections.abc import Sequence
from typing import Final, Literal

from apv_tui.core import commands as c
from apv_tui.core.agenda import Noting, Spotlight
from apv_tui.core.messages import message
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, pages_of, paragraph, width_of
from apv_tui.tui.stages.base import Hint, Stage
from apv_tui.tui.stages.people_picker import PeoplePicker
from apv_tui.tui.stages.seats import finished, fitted

YES: Final = "1"
NO: Final = "2"
HAS_NOTES: Final = "•"


class OwnerGate:
    """Asks whose notes these are, and for their consent where the agenda does."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.picker = PeoplePicker(stage, self._mark, lambda: f"{HAS_NOTES} {stage.words('owner.has_notes')}")
        self.choosing = False
        """Whether another person is being chosen while somebody's notes are open."""
        self.asked = self._at_centre()
        """Who is asked for consent just now."""
        self.declined = False
        """Whether the one at the centre was asked and wants no notes."""

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def step(self) -> Noting | Spotlight:
        """The step as the agenda has it."""
        step = self.stage.step
        if not isinstance(step, Noting | Spotlight):
            raise TypeError(step.kind)
        return step

    @property
    def confidential(self) -> bool:
        """Whether what is noted here is kept apart."""
        state = self.stage.state
        return state.is_confidential(state.target_list(self.step))

    @property
    def view(self) -> Literal["", "who", "consent"]:
        """What has to be answered before anything can be noted; "" for nothing."""
        if not self.confidential:
            return ""
        if self.asked:
            return "consent"
        if isinstance(self.step, Spotlight) or self.shut:
            return ""
        return "who" if self.choosing or self.stage.state.open_vault is None else ""

    @property
    def shut(self) -> bool:
        """Whether nothing can be noted as the one at the centre said no; what is asked is shown all the same."""
        asking = self.choosing or self.asked or isinstance(self.step, Spotlight)
        return self.declined and not asking and self.stage.state.open_vault is None

    def _at_centre(self) -> str:
        """Give the one at the centre, where the notes of a step after theirs are to be begun with their yes."""
        spot = self.stage.state.spot
        if not spot or isinstance(self.step, Spotlight) or not self.confidential:
            return ""
        return spot if self.stage.state.open_vault is None and self.needs_consent(spot) else ""

    def needs_consent(self, owner: str) -> bool:
        """Whether a person has to be asked before their notes are begun."""
        return bool(self.step.consent) and not self.stage.state.vault_of(owner)

    def _mark(self, person: str) -> str:
        state = self.stage.state
        vault = state.vault_of(person)
        return HAS_NOTES if any(item.vault == vault for item in state.items.values() if vault) else ""

    # -- drawing -------------------------------------------------------------------------------------------

    def head(self, width: int) -> Lines:
        """Give the line that says whose notes are open, and that they are kept apart."""
        vault = self.stage.state.open_vault
        # At a spotlight without consent the first note begins them: whose they are is said before it.
        at_centre = (
            self.stage.state.spot if isinstance(self.step, Spotlight) and not self.step.consent else ""
        )
        owner = vault.owner if vault is not None else at_centre
        if not self.confidential or not owner:
            return []
        words = self.stage.words
        name = Span(words("owner.notes_of", name=self.stage.desk.name(owner)), "accent", True)
        apart = Span(f" · {words('owner.apart')}", "muted")
        whole = line(name, apart)
        return [whole] if width_of(whole) <= width else [line(name), line(words("owner.apart"), role="muted")]

    def task(self, width: int) -> Lines:
        """Give what is asked."""
        words = self.stage.words
        if self.asked:
            name = self.stage.desk.name(self.asked)
            return paragraph(words("owner.consent", name=name), width, role="accent", bold=True)
        return [
            *paragraph(words("owner.who"), width, role="accent", bold=True),
            *paragraph(words("owner.who.text"), width),
        ]

    def body(self, width: int, height: int) -> Lines:
        """Give those to choose among; or the question for consent as the agenda words it, with its answers."""
        if not self.asked:
            return self.picker.lines(width, height)
        words = self.stage.words
        answers = [
            *hanging(Span(f" {YES}  ", "accent", True), words("owner.yes"), width, bold=True),
            *hanging(Span(f" {NO}  ", "accent", True), words("owner.no"), width, bold=True),
        ]
        asked = paragraph(self.step.consent or "", width, role="heading", bold=True)
        gap = [EMPTY] if len(asked) + 1 + len(answers) <= height else []
        # A question that is longer than the screen is read page by page; the answers stay in view.
        room = max(1, height - len(answers) - len(gap))
        pages = fitted(lambda rows: pages_of([[row] for row in asked], rows), room, foot=False)
        self.stage.pages = len(pages)
        return [*finished([], pages, self.stage.page, "", words, width, room), *gap, *answers][:height]

    def without_notes(self, helps: Lines, width: int, height: int) -> Lines:
        """Give what helps to answer where nothing is noted: the one at the centre wants no notes."""
        foot = self.stage.words("spotlight.no_notes")
        pages = fitted(lambda rows: pages_of([[row] for row in helps], rows), height, foot=True)
        self.stage.pages = len(pages)
        return finished([], pages, self.stage.page, foot, self.stage.words, width, height)

    def prompt(self) -> str:
        """Give what stands before the line."""
        return self.stage.words("owner.consent.prompt" if self.asked else "pick.prompt")

    def hints(self) -> Sequence[Hint]:
        """Give the keys of the question."""
        if self.asked:
            return (Hint("enter", "hint.answer"), Hint("tab", "hint.not_now"))
        back = (Hint("tab", "act.back"),) if self.stage.state.open_vault else ()
        return (*self.picker.hints(), *back)

    def open_hints(self) -> Sequence[Hint]:
        """Give the keys there are once notes are open, or are not wanted."""
        if not self.confidential:
            return ()
        if self.shut:
            return (Hint("enter", "hint.note_after_all"), Hint("tab", "hint.other_person"))
        other = () if isinstance(self.step, Spotlight) else (Hint("tab", "hint.other_person"),)
        kept = any(not vault.erased for vault in self.stage.state.vaults.values())
        return (*other, Hint("shift+tab", "hint.erase")) if kept else other

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str) -> bool:
        """Take Tab (another person, or not now), Shift+Tab (erase notes) and the arrows while choosing."""
        if not self.confidential:
            return False
        if key == "shift+tab":
            self.stage.host.open("erase", self.stage.state.vault)
        elif key in ("tab", "escape") and self.asked:
            self._no()
        elif key == "tab" and not isinstance(self.step, Spotlight):
            self.choosing = not self.choosing
            self.picker.cursor, self.stage.page = -1, 0
        elif key == "escape" and self.choosing:
            self.choosing = False
        elif self.view != "who" or not self.picker.key(key):
            return False
        self.stage.host.redraw()
        return True

    def ask_again(self) -> bool:
        """Ask the one at the centre once more. True if they had said no."""
        if not self.shut:
            return False
        self.declined, self.asked, self.stage.page = False, self.stage.state.spot, 0
        self.stage.host.redraw()
        return True

    def leave(self, command: c.Next | c.Back) -> bool:
        """Leave the whole step while whose notes these are is being asked: its parts are out of sight then."""
        if not self.view:
            return False
        if isinstance(command, c.Back) and self.choosing:
            self.choosing, self.asked, self.stage.page = False, "", 0
            self.stage.host.redraw()
        else:
            self.stage.host.do(command)
        return True

    def typing(self, text: str) -> None:
        """Point at the one whose name is being typed."""
        if self.view == "who":
            self.picker.typing(text)

    def submit(self, text: str) -> bool:
        """Take who it is, or the answer to the question for consent."""
        if self.asked:
            return self._consent(text)
        owner = self.picker.pick(text)
        return self.begin(owner) if owner else self.picker.empties

    def begin(self, owner: str) -> bool:
        """Begin or go on with somebody's notes; ask them first where that is needed."""
        self.stage.page = 0
        if self.needs_consent(owner):
            self.asked = owner
            self.stage.host.redraw()
            return True
        return self._open(owner)

    def _open(self, owner: str, *, consented: bool = False) -> bool:
        # Said before it is done: whoever does it draws the screen anew.
        before = (self.choosing, self.asked)
        vault = self.stage.state.open_vault
        other = owner != (vault.owner if vault else self.stage.state.spot)
        self.choosing, self.asked, self.picker.cursor = False, "", -1
        if self.stage.host.do(c.OpenVault(owner, consented)):
            self.declined = False
            if other and self.stage.here.part:
                self.stage.host.do(c.ShowPart(0))  # the first question is the first for everybody
            return True
        self.choosing, self.asked = before
        return False

    def _no(self) -> None:
        """Put the question away."""
        self.declined, self.asked = self.asked == self.stage.state.spot, ""
        self.stage.page = 0

    def _consent(self, text: str) -> bool:
        """Take a clear yes or no: its number or its word, and Enter. Anything else keeps the question."""
        said, words = text.strip().casefold(), self.stage.words
        owner = self.asked
        if said in (YES, words("owner.yes.word")):
            return self._open(owner, consented=True)
        if said in (NO, words("owner.no.word")):
            self._no()
            self.stage.host.redraw()
            self.stage.host.tell(message("owner.declined", name=self.stage.desk.name(owner)))
            return True
        # The line is emptied: an answer typed behind what was unclear would be unclear again.
        self.stage.host.tell(message("owner.unclear"))
        return True
