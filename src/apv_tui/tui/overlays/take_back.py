"""Asked before undo or redo reaches far: what it is, and why it is asked."""

from collections.abc import Sequence
from itertools import islice

from apv_tui.core.messages import Refused, message
from apv_tui.core.undoing import Deed, down_to, how_many, reach
from apv_tui.tui.back import carry_out, next_deed
from apv_tui.tui.lines import EMPTY, Lines, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.overlays.done import deed_row
from apv_tui.tui.stages.base import Hint


class TakeBackOverlay(Overlay):
    """Names what would be taken back, or done again; Enter does it.

    `subject` is "undo", "redo", or the unit of a command down to which everything is taken back.
    """

    @property
    def again(self) -> bool:
        """Whether something is done again."""
        return self.subject == "redo"

    def deeds(self) -> tuple[Deed, ...]:
        """Give what it is about, the last thing first."""
        if self.subject not in ("undo", "redo"):
            return down_to(self.desk.record, self.subject)
        deed = next_deed(self.desk, "redo" if self.again else "undo")
        return (deed,) if deed else ()

    def heading(self) -> str:
        """Give the heading."""
        return self.words("take_back.heading.redo" if self.again else "take_back.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give what would happen, and why it is asked about."""
        deeds = self.deeds()
        if not deeds:
            return [EMPTY, *paragraph(self.words("refused.nothing_to_undo"), width)]
        why = self._why(deeds)
        text = paragraph(why, width, role="accent", bold=True)
        room = max(1, height - len(text) - 3)
        rows = [deed_row(self.desk, deed, width) for deed in islice(deeds, room)]
        if len(deeds) > room:
            rows[-1] = paragraph(self.words("take_back.more", n=len(deeds) - room + 1), width)[0]
        return [EMPTY, *rows, EMPTY, *text]

    def _why(self, deeds: Sequence[Deed]) -> str:
        if len(deeds) > 1:
            return self.words("take_back.why.several", n=len(deeds))
        now = self.desk.now()
        why = reach(deeds[0], now, again=self.again, speed=self.desk.speed) or "long_ago"
        minutes = max(1, round((now - deeds[0].at).total_seconds() / 60))
        return self.words(f"take_back.why.{why}", n=how_many(deeds[0].entries) if why == "many" else minutes)

    def hints(self) -> Sequence[Hint]:
        """Give Enter."""
        return (Hint("enter", "act.redo" if self.again else "act.undo"),)

    def key(self, key: str, character: str | None) -> bool:
        """Do it on Enter."""
        if key != "enter":
            return False
        subject = self.subject
        self.close()
        self.owner.call_later(self._carry_out, subject)
        return True

    def _carry_out(self, subject: str) -> None:
        if subject in ("undo", "redo"):
            carry_out(self.owner, "redo" if subject == "redo" else "undo")
            return
        meeting = self.owner.meeting_screen
        if meeting is None:
            return
        try:
            n = self.desk.undo_down_to(subject)
        except Refused as refusal:
            meeting.tell(refusal.reason)
            return
        meeting.state_changed()
        meeting.tell(message("said.undone_several", n=n))

    def _take_back(self, action: str) -> None:
        """Say how to answer: one key too many must not do what is being asked about."""
        self.tell(message("take_back.how"))
