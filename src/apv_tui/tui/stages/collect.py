"""The room's words are typed in while it talks: one line, Enter, the next; Tab goes to the next group."""

import re
from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import Noting
from apv_tui.core.asked import too_many
from apv_tui.core.messages import message
from apv_tui.core.needed import lists_used_later
from apv_tui.core.parts import parts_of
from apv_tui.core.state import Item
from apv_tui.tui.lines import clip
from apv_tui.tui.stages.collect_view import CollectView

MOST_OF_QUESTION = 36
"""Columns of the question where it is said that pasted lines answer it."""

_ON_PAPER = re.compile(r"#\s*(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")


class CollectStage(CollectView):
    """Takes items into the list of the question that is shown."""

    kind = "collect"

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take Tab (another group), the arrows (choose an item) and Delete (take it off the wall)."""
        if self.gate.view or self.gate.confidential:
            if self._gate_key(key):
                return True
            if self.gate.view:
                return False
        items = self.shown_items()
        if key in ("tab", "shift+tab") and self.per_group:
            if self.take_typed():  # it is this group's line; where it is not taken it stays here
                self.cursor, self.editing = -1, ""
                step = 1 if key == "tab" else -1
                self.desk.view_group = ((self.group or 0) + step) % len(self.groups)
        elif key in ("up", "down") and items:
            self.page = 0
            if key == "up":
                self.cursor = len(items) - 1 if self.cursor < 0 else max(0, self.cursor - 1)
            else:
                self.cursor = -1 if self.cursor in (-1, len(items) - 1) else self.cursor + 1
        elif key == "delete" and items:
            chosen = items[self.cursor]  # -1 is the newest
            self.cursor = -1
            if self.host.do(c.WithdrawIdea(chosen.id)):
                self.host.tell(message("said.taken_off", number=chosen.number))
            return True
        elif key == "escape" and (self.editing or self.cursor >= 0):
            self.editing, self.cursor = "", -1
            self.host.set_entry("")
        else:
            return False
        self.host.redraw()
        return True

    def _gate_key(self, key: str) -> bool:
        asking = self.gate.view
        if key == "tab" and not (asking or self.gate.shut) and not self.take_typed():
            return True  # what is typed belongs to the notes that are open
        if not self.gate.key(key):
            return False
        if self.editing or (asking and key in ("tab", "escape")):
            self.host.set_entry("")  # half a name is no note
        self.cursor, self.editing = -1, ""
        return True

    def typing(self, text: str) -> None:
        """Hear a name while it is typed, where it has to be said whose notes these are."""
        self.gate.typing(text)
        if self.cursor >= 0 and not self.editing:
            self.host.redraw()  # what Enter does hangs on whether anything is typed

    def takes_line(self) -> bool:
        """Whether a half-typed line is noted when the room moves on."""
        return not (self.gate.view or self.gate.shut)

    def before_next(self) -> bool:
        """Leave the whole step while whose notes these are is being asked."""
        return self.gate.leave(c.Next(whole=True)) or self._nothing_noted()

    def _nothing_noted(self) -> bool:
        """Say once that nothing is noted, where a later step makes use of the list. True if it was said."""
        last = self.here.part + 1 >= parts_of(self.state, self.step)
        if self._warned or not last or self.kind != "collect" or self.gate.confidential:
            return False
        empty = next(
            (id_ for id_ in lists_used_later(self.state, self.step) if not self.state.standing(id_)), ""
        )
        if not empty:
            return False
        self._warned = True
        self.host.tell(message("collect.nothing_yet", title=self.desk.agenda.lists[empty].title))
        return True

    def before_back(self) -> bool:
        """Leave the whole step while whose notes these are is being asked."""
        return self.gate.leave(c.Back(whole=True))

    def next_label(self) -> str:
        """Say what going on does, also while whose notes these are is being asked."""
        return self.leave_label() if self.gate.view else super().next_label()

    def choose(self) -> bool:
        """Ask for consent once more where it was refused."""
        return self.gate.ask_again()

    def submit(self, text: str) -> bool:
        """Note the line; change the chosen item's words; on an empty line open the chosen item."""
        if self.gate.view:
            return self.gate.submit(text)
        if self.editing:
            item, self.editing, self.cursor = self.editing, "", -1
            return self.host.do(c.RewordIdea(item, text)) if text.strip() else True
        if not text.strip():
            items = self.shown_items()
            if 0 <= self.cursor < len(items):
                self.editing = items[self.cursor].id
                self.host.set_entry(items[self.cursor].text)
                self.host.redraw()
                return False
            return True
        self.cursor, self.page = -1, 0  # what is typed is to be seen, whatever page of questions was in view
        paper = _ON_PAPER.fullmatch(text.strip())
        if paper:
            first = int(paper[1])
            return self._noted(c.NoteOnPaper(self.list_id, self.group, first, int(paper[2] or first)))
        return self._noted(self._note((text,)))

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Note many lines as one."""
        if self.gate.view:
            self.host.tell(message("refused.no_vault"))
            return
        self._noted(self._note(texts))

    def _noted(self, command: c.NoteIdeas | c.NoteOnPaper) -> bool:
        """Note, and say so where that is more than was asked for."""
        done = self.host.do(command)
        over = (
            too_many(self.state, self.collect, self.group) if done and isinstance(self.step, Noting) else None
        )
        if over is not None:
            self.host.tell(message("collect.over_most", n=over.n, most=over.most))
        return done

    def paste_goes_to(self) -> str:
        """Give the group and the question whose lines they are."""
        if not isinstance(self.step, Noting):
            return ""
        question = self.state.question_at(self.collect)
        group = self.group_name(self.group) if self.group is not None else ""
        asked = question.text if question and self.collect.one_at_a_time else ""
        return " · ".join(filter(None, (group, clip(asked, MOST_OF_QUESTION) or self._list_name())))

    def _list_name(self) -> str:
        spec = self.desk.agenda.lists.get(self.list_id)
        return spec.title if spec else ""

    def paste_beside(self) -> Sequence[Item]:
        """Give what stands on the list already."""
        if not isinstance(self.step, Noting):
            return ()
        return [item for item in self.state.at_hand(self.list_id) if item.stands]

    def paste_elsewhere(self) -> bool:
        """Go to the next group; what stands in the line stays that group's, and is taken first."""
        if (
            not self.per_group
            or len(self.groups) < 2
            or self.gate.view
            or self.gate.shut
            or not self.take_typed()
        ):
            return False
        self.cursor, self.editing = -1, ""
        self.desk.view_group = ((self.group or 0) + 1) % len(self.groups)
        return True

    def _note(self, texts: tuple[str, ...]) -> c.NoteIdeas:
        return c.NoteIdeas(texts, self.list_id, self.group, self.state.question_id_at(self.collect))
