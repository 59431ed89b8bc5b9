"""The keys, from the one table, with what each does."""

from apv_tui.tui.actions import ACTIONS, IN_PALETTE_ONLY
from apv_tui.tui.back import named as named_action
from apv_tui.tui.keymap import named
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, pad, page, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.screens.frame import hint_text
from apv_tui.tui.stages.base import with_page_sign


class HelpOverlay(Overlay):
    """Lists every key."""

    own_key = "f1"
    own_action = "help"

    def heading(self) -> str:
        """Give the heading."""
        return self.words("help.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give a row for each action: its keys, and what it does."""
        trouble = self.desk.trouble if self.owner.desk is not None else ""
        blocks: list[Lines] = [[*paragraph(trouble, width, role="over", bold=True), EMPTY]] if trouble else []
        blocks.append([*hanging(Span(""), self.words("help.intro"), width), EMPTY])
        blocks += self._of_the_step(width)
        keymap = self.owner.keymap
        for id_ in (*(action.id for action in ACTIONS), *IN_PALETTE_ONLY):
            keys = [named(key, self.words) for key in keymap.of(id_)]
            if keys:
                head = Span(pad(", ".join(keys), 20) + " ", "accent", True)
                blocks.append(hanging(head, self._does(id_), width))
        blocks.append([EMPTY, line(self.words("help.palette"), role="muted")])
        part = page(blocks, height - 1, self.page_number)
        return with_page_sign(part.lines, part.number, part.of, self.words, width, height)

    def _does(self, action: str) -> str:
        """Give what an action does; what undo would take back is named."""
        said = self.words(f"act.{action}.help")
        now = named_action(self.owner.desk, action)
        return self.words("help.now", help=said, now=now) if now else said

    def _of_the_step(self, width: int) -> list[Lines]:
        from apv_tui.tui.screens.meeting import MeetingScreen

        meeting = next((s for s in self.owner.screen_stack if isinstance(s, MeetingScreen)), None)
        none = meeting is None or meeting.covered or meeting.desk.follows
        hints = [] if meeting is None or none else meeting.stage.keys_help()
        if not hints:
            return []
        blocks: list[Lines] = [[line(self.words("help.step"), role="heading", bold=True)]]
        for hint in dict.fromkeys(hints):
            key, does = hint_text(hint, self.words)
            blocks.append(hanging(Span(pad(key, 20) + " ", "accent", True), does, width))
        return [*blocks, [EMPTY, line(self.words("help.everywhere"), role="heading", bold=True)]]
