"""Assessing: each item is weighed by one digit, with its reason, and how serious the matter is (APV-3.2-a6)."""

from collections.abc import Mapping, Sequence
from typing import Final

from apv_tui.core import commands as c
from apv_tui.core.agenda import Assess, Step
from apv_tui.core.messages import message
from apv_tui.core.sections import sections
from apv_tui.core.state import Item
from apv_tui.tui.desk import Desk
from apv_tui.tui.kept import Kept
from apv_tui.tui.lines import Lines, paragraph
from apv_tui.tui.stages.assess_view import BY_DIGIT, SHORT, AssessView
from apv_tui.tui.stages.background import VERDICTS, Threads
from apv_tui.tui.stages.base import Hint, Host, Stage
from apv_tui.tui.stages.listing import moved

NEXT_RISK: Final = {"": "low", "low": "medium", "medium": "high", "high": ""}


class AssessStage(Stage):
    """Shows every item of a list with what was decided about it; none drops out of sight."""

    kind = "assess"
    clock_first = False

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self._left: Kept[int] = Kept()
        self.threads = Threads(desk)
        self.asking = ""
        """The id of the item whose reason is being typed."""
        self.verdict = ""
        """What is to be decided about it, together with the reason."""
        self.warned = False
        self.view = AssessView(self)
        self._at = ""
        self.row = 0
        self._seen: tuple[object, object] = (None, None)
        self._items: tuple[Item, ...] = ()
        # Whoever comes back goes on where the room left off.
        self.go(next((at for at, item in enumerate(self.items) if not item.verdict), 0))

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def list_id(self) -> str:
        """The list that is assessed."""
        step = self.step
        if not isinstance(step, Assess):
            raise TypeError(step.kind)
        return step.list

    @property
    def items(self) -> tuple[Item, ...]:
        """What stands on the list, heading by heading; what has none comes last."""
        seen: tuple[Mapping[str, object], Mapping[str, object]] = (self.state.items, self.state.headings)
        if self._seen[0] is not seen[0] or self._seen[1] is not seen[1]:
            self._seen = seen
            first, *others = sections(self.state, self.list_id)
            self._items = tuple(item for section in (*others, first) for item in section.items)
            places = {item.id: at for at, item in enumerate(self._items)}
            self.row = places.get(self._at, min(self.row, max(0, len(self._items) - 1)))
        return self._items

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        items = self.items
        return items[self.row] if items else None

    @property
    def left(self) -> int:
        """How many are not assessed."""
        return self._left.get((self.state,), lambda: sum(1 for item in self.items if not item.verdict))

    def changed(self) -> None:
        """Forget that the leader was told what is left."""
        self.warned = False

    def go(self, row: int) -> None:
        """Let the cursor stand on a row."""
        items = self.items
        self.row = min(max(0, row), max(0, len(items) - 1))
        self._at = items[self.row].id if items else ""

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give what to do, how many are left, and what was decided so far."""
        words, items = self.words, self.items
        asked = self.state.items.get(self.asking)
        if asked is not None:
            question = "assess.why_not" if self.verdict == "not_possible" else "assess.why"
            verdict = words(VERDICTS[self.verdict])
            return [
                *paragraph(f"{asked.number}: {verdict}", width, "accent", bold=True),
                *paragraph(words(question), width),
            ]
        lines = super().task(width) or paragraph(words("assess.task"), width, "accent", bold=True)
        if not items:
            return lines
        left = self.left
        lines += paragraph(words("assess.left", n=left) if left else words("assess.all", n=len(items)), width)
        found = {verdict: sum(1 for item in items if item.verdict == verdict) for verdict in SHORT}
        counts = [f"{n} {words(SHORT[verdict])}" for verdict, n in found.items() if n]
        return [*lines, *paragraph(" · ".join(counts), width, role="muted")] if counts else lines

    def body(self, width: int, height: int) -> Lines:
        """Give the rows around the cursor, and below them what the digits mean."""
        if self.items and self.page:  # Shift and an arrow: a screen further
            self.go(self.row + self.page * max(1, height - 3))
            self.page = 0
        return self.view.body(width, height)

    def prompt(self) -> str | None:
        """Ask for the reason."""
        return self.words("assess.reason_line") if self.asking else None

    def hints(self) -> Sequence[Hint]:
        """Give the digits, and how serious the matter is."""
        if self.asking:
            return (Hint("enter", "hint.store"),)
        if self.item is None:
            return ()
        digit = next((digit for digit, verdict in BY_DIGIT.items() if verdict == self.item.verdict), "")
        assess = Hint(f"{digit} down", "hint.assess_next") if digit else Hint("1 2 3", "hint.assess")
        return (
            assess,
            Hint("r", "hint.risk"),
            Hint("enter", "hint.reason"),
            Hint("w", "hint.thread"),
        )

    def keys_help(self) -> Sequence[Hint]:
        """Give all keys of the step."""
        return (
            Hint("1", "verdict.possible"),
            Hint("2", "verdict.partly"),
            Hint("3", "verdict.not_possible"),
            Hint("1 2 3", "hint.assess_again"),
            Hint("0 backspace", "hint.unassess"),
            Hint("enter", "hint.reason"),
            Hint("r", "hint.risk"),
            Hint("w", "hint.thread"),
        )

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take the arrows, the digits, and the letters the footer names."""
        if self.asking:
            taken = key == "escape"
            if taken:
                self._stop_asking()
        else:
            taken = self._list_key(key, character or key)
        if taken:
            self.host.redraw()
        return taken

    def _list_key(self, key: str, character: str) -> bool:
        item = self.item
        row = moved(key, self.row, len(self.items))
        if item is None:
            return False
        if row is not None:
            self.go(row)
        elif character in BY_DIGIT:
            self._decide(item, BY_DIGIT[character])
        elif character == "0" or key == "backspace":
            self._at = item.id
            self.host.do(c.AssessIdea(item.id, "", "", item.risk))
        elif key == "r":
            self._at = item.id
            risk = NEXT_RISK.get(item.risk, "")
            self.host.do(c.AssessIdea(item.id, item.verdict, item.reason, risk))
        elif key == "w":
            self.host.open("thread", item.id)
        else:
            return False
        return True

    def _decide(self, item: Item, verdict: str) -> None:
        """Take what is possible at once; ask for the reason first where it is not, or only partly.

        The cursor stays: how serious the matter is can be said now, and a slip of the hand is put right by
        another digit. The same digit once more goes on.
        """
        if verdict == item.verdict:
            self._go_on()
        elif verdict == "possible":
            self._assess(item, verdict, "")  # the reason why it was not possible is none why it is
        else:
            self._ask(item, verdict)

    def _go_on(self) -> None:
        """Go to the next item that is not assessed; where all are, to the next one."""
        count = len(self.items)
        ahead = [*range(self.row + 1, count), *range(self.row)]
        self.go(next((at for at in ahead if not self.items[at].verdict), min(self.row + 1, count - 1)))

    def _ask(self, item: Item, verdict: str) -> None:
        self.asking, self.verdict = item.id, verdict
        self._at = item.id
        self.host.set_entry(item.reason)

    def _stop_asking(self) -> None:
        self.asking = self.verdict = ""
        self.host.set_entry("")

    def _assess(self, item: Item, verdict: str, reason: str) -> bool:
        """Decide; the cursor stays with the item."""
        self._at = item.id
        return self.host.do(c.AssessIdea(item.id, verdict, reason, item.risk))

    def choose(self) -> bool:
        """Open the reason of what was decided about the item under the cursor."""
        item = self.item
        if item is None:
            return False
        if item.verdict:
            self._ask(item, item.verdict)
        else:
            self.host.tell(message("assess.verdict_first"))
        self.host.redraw()
        return True

    def takes_line(self) -> bool:
        """Whether a half-typed reason is taken when the room moves on."""
        return True

    def submit(self, text: str) -> bool:
        """Decide with the reason typed; without one, what is not possible stays as it was."""
        item = self.state.items.get(self.asking)
        if item is not None and self.verdict == "not_possible" and not text.strip():
            self.host.tell(message("assess.unchanged", number=item.number))
        elif item is not None and not self._assess(item, self.verdict, text):
            return False
        self._stop_asking()
        self.host.redraw()
        return True

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Take pasted lines as one reason."""
        self.submit(" ".join(texts))

    def before_next(self) -> bool:
        """Settle what is being asked; say once how many are not assessed."""
        if self.asking:
            self.submit("")  # a line with words in it was taken already
            return True
        if self.warned or not self.left:
            return False
        self.warned = True
        self.host.tell(message("assess.left_yet", n=self.left))
        return True
