"""People go to the wish they are most keen on: who stands where, by name or counted, and the groups that makes."""

import re
from collections.abc import Sequence
from typing import Final

from apv_tui.core import commands as c
from apv_tui.core.agenda import Join, Step
from apv_tui.core.choosing import Placement, Standing, placement
from apv_tui.core.messages import Message, message
from apv_tui.core.naming import who_is_meant
from apv_tui.core.people import Person
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, clip, line, paragraph
from apv_tui.tui.stages.base import Hint, Host, Stage
from apv_tui.tui.stages.join_view import group_pages, wish_row
from apv_tui.tui.stages.listing import MARGIN, around
from apv_tui.tui.stages.seats import finished

REST: Final = "+"
"""Typed alone it sends all who stand nowhere yet to the wish."""
_AT_NUMBER: Final = re.compile(r"(\d{1,4})\s*[:=]?\s+(\S.*)")
_BETWEEN: Final = re.compile(r"\s*[,;/]\s*")
MOST_NAMED: Final = 4


class JoinStage(Stage):
    """Takes who joined what, and shows the groups that are formed (APV-4.2a and b)."""

    kind = "join"
    shows_groups = True
    clock_first = False
    drops_line = True

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.cursor = 0
        """The wish whose people are typed."""
        self._typed = ""
        self._choosing = False
        """Whether who stands where is looked at again, though the groups are formed."""
        self._doubted: Message | None = None

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def spec(self) -> Join:
        """The step as the agenda has it."""
        step = self.step
        if not isinstance(step, Join):
            raise TypeError(step.kind)
        return step

    @property
    def now(self) -> Placement:
        """Where everybody stands."""
        return placement(self.state, self.spec)

    @property
    def formed(self) -> bool:
        """Whether the groups are shown, and no longer who goes where."""
        return bool(self.groups) and not self._choosing

    @property
    def settled(self) -> bool:
        """Whether the groups have noted something: then nobody chooses anew."""
        return self.state.have_noted(self.step_id)

    def chosen(self, now: Placement) -> Standing | None:
        """Give the wish under the cursor."""
        self.cursor = max(0, min(self.cursor, len(now.at) - 1))
        return now.at[self.cursor] if now.at else None

    def _people(self, ids: Sequence[str]) -> list[Person]:
        return [self.state.people[id_] for id_ in ids]

    def _meant(self, ids: Sequence[str], typed: str) -> tuple[str, ...]:
        return who_is_meant(self._people(ids), self.desk.name, typed)

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give the instruction; when the groups are there, that they begin."""
        if self.formed:
            return paragraph(self.words("join.formed_task"), width, role="accent", bold=True)
        return super().task(width) or paragraph(self.words("join.task"), width, role="accent", bold=True)

    def body(self, width: int, height: int) -> Lines:
        """Give the wishes with who stands there; or the groups."""
        return self._groups(width, height) if self.formed else self._wishes(width, height)

    def _wishes(self, width: int, height: int) -> Lines:
        self.pages = 1
        now = self.now
        if self.chosen(now) is None:
            return paragraph(self.words("join.no_wishes"), width, role="muted")
        said = self.words("join.placed", placed=now.placed, here=len(self.state.taking_part))
        left = f" · {self.words('join.missing', n=now.missing)}" if now.missing else ""
        head: Lines = [line(Span(clip(said + left, width), "heading", True))]
        foot = [self._foot(now, width)] if height >= 6 else []
        if height > 10:
            head, foot = [*head, EMPTY], [EMPTY, *foot]
        room = height - len(head) - len(foot)
        rows = around(
            len(now.at),
            self.cursor,
            width,
            room,
            lambda at: wish_row(
                self, now.at[at], width - MARGIN, chosen=at == self.cursor, roomy=height > 10
            ),
        )
        return [*head, *rows, *([EMPTY] * (room - len(rows)) if foot else []), *foot]

    def _foot(self, now: Placement, width: int) -> Line:
        """Give whom the letters typed so far can mean; else who is still missing."""
        typed = _BETWEEN.split(self._typed.strip())[-1]
        at_number = _AT_NUMBER.fullmatch(typed)
        typed = at_number[2] if at_number else typed
        if typed and not typed.isdecimal() and typed != REST:
            meant = self._meant(now.waiting, typed) or self._meant(self._placed(now), typed)
            names = ", ".join(self.desk.name(id_) for id_ in meant) or self.words(
                "join.none_called", text=typed
            )
            return line(Span(clip(f"► {names}", width), "good" if len(meant) == 1 else "warn", True))
        named = [self.desk.name(id_) for id_ in now.waiting if self.state.people[id_].name]
        if not named or now.missing < len(now.waiting):
            return EMPTY
        return line(Span(clip(self.words("join.waiting", names=", ".join(named)), width), "muted"))

    @staticmethod
    def _placed(now: Placement) -> list[str]:
        return [who for standing in now.at for who in standing.people]

    def _groups(self, width: int, height: int) -> Lines:
        pages = group_pages(self, self.now, width, height)
        self.pages = len(pages)
        return finished([], pages, self.page, "", self.words, width, height)

    def prompt(self) -> str | None:
        """Give the wish whose people are typed."""
        chosen = None if self.formed else self.chosen(self.now)
        return self.words("join.to", number=chosen.wish.number) if chosen else None

    def hints(self) -> Sequence[Hint]:
        """Give the keys for who stands where; for the groups, those to put them right."""
        if self.formed:
            again = () if self.settled else (Hint("e", "hint.choose_again"),)
            return (*again, Hint("m", "hint.move"))
        if not self.now.at:
            return ()
        return (Hint("enter", "hint.name_or_count"), Hint("up down", "hint.wish"), Hint("+", "hint.the_rest"))

    def keys_help(self) -> Sequence[Hint]:
        """Give all keys of the step."""
        more = () if self.formed else (Hint("3 bo", "hint.name_at"), Hint("3 5", "hint.count_at"))
        return (*self.hints(), *more, *(() if self.formed else (Hint("delete", "hint.take_back"),)))

    def next_label(self) -> str:
        """Say that going on makes the groups."""
        return super().next_label() if self.formed or not self.now.at else "act.next.form"

    def turns_pages(self) -> bool:
        """All find their group without anybody at the keys."""
        return self.formed

    # -- acting --------------------------------------------------------------------------------------------

    def typing(self, text: str) -> None:
        """Show whom the letters can mean."""
        if text != self._typed:
            self._typed = text
            self.host.redraw()

    def key(self, key: str, character: str | None) -> bool:
        """Take the arrows and Tab (another wish), Delete, Escape; m and e where the groups are shown."""
        if self.formed:
            return self._formed_key(key)
        now = self.now
        chosen = self.chosen(now)
        if chosen is None:
            return False
        step = {"up": -1, "shift+tab": -1, "down": 1, "tab": 1}.get(key)
        if step is not None:
            self.cursor = (self.cursor + step) % len(now.at)
        elif key == "delete":
            self._take_back(chosen)
        elif key == "escape":
            self.drop_line()
        else:
            return False
        self.host.redraw()
        return True

    def _formed_key(self, key: str) -> bool:
        if key == "m":
            self.host.open("move")
        elif key == "e" and not self.settled:
            self._look_again()
        else:
            return False
        return True

    def _look_again(self) -> None:
        self._choosing = True
        self.page = 0
        self.host.redraw()

    def before_back(self) -> bool:
        """Go back from the groups to who stands where."""
        if not self.formed or self.settled:
            return False
        self._look_again()
        return True

    def _take_back(self, standing: Standing) -> None:
        if standing.people:
            who = standing.people[-1]
            if self.host.do(c.Join(who, "")):
                self.host.tell(message("join.taken_back", name=self.desk.name(who)))
        elif standing.heads:
            self.host.do(c.CountHeads(standing.wish.id, 0))

    def takes_line(self) -> bool:
        """Whether a half-typed line is taken when the room moves on."""
        return not self.formed

    def drop_line(self) -> bool:
        """Let go of letters that mean nobody, or several."""
        self._typed = ""
        self.host.set_entry("")
        return True

    def submit(self, text: str) -> bool:
        """Take names or a count for the wish under the cursor, or for the one whose number comes first."""
        now, text = self.now, text.strip()
        if self.formed or self.chosen(now) is None:
            return True
        self._typed = ""
        at_number = _AT_NUMBER.fullmatch(text)
        if at_number:
            found = [at for at, each in enumerate(now.at) if each.wish.number == int(at_number[1])]
            if not found:
                self.host.tell(message("join.no_number", number=at_number[1]))
                return False
            self.cursor, text = found[0], at_number[2]
        if not text:
            self.cursor = (self.cursor + 1) % len(now.at)
            self.host.redraw()
            return True
        standing = now.at[self.cursor]
        if text == REST:
            return self.host.do(c.JoinRest(standing.wish.id))
        if text.isdecimal():
            return self._count(standing, text, last=self.cursor == len(now.at) - 1)
        return self._names(standing.wish.id, [part for part in _BETWEEN.split(text) if part])

    def _count(self, standing: Standing, digits: str, *, last: bool) -> bool:
        """Take how many stand at a wish in all, those known by name among them."""
        n = int(digits[:6])
        if n < len(standing.people):
            self.host.tell(message("join.named_more", n=len(standing.people), number=standing.wish.number))
            return False
        if not self.host.do(c.CountHeads(standing.wish.id, n - len(standing.people))):
            return False
        self.cursor += 0 if last else 1
        self.host.redraw()
        return True

    def _names(self, wish: str, parts: list[str]) -> bool:
        """Send people to a wish; the names that are not clear stay in the line."""
        for at, part in enumerate(parts):
            now = self.now
            meant = self._meant(now.waiting, part) or self._meant(self._placed(now), part)
            if len(meant) != 1:
                self._tell_unclear(meant, part)
                self.host.set_entry(", ".join(parts[at:]))
                return False
            before = self.state.state_of(self.step_id).joins.get(meant[0], "")
            if not self.host.do(c.Join(meant[0], wish)):
                return False
            if before and meant[0] not in now.waiting:
                number = self.state.items[wish].number
                self.host.tell(message("join.moved", name=self.desk.name(meant[0]), number=number))
        return True

    def _tell_unclear(self, meant: Sequence[str], part: str) -> None:
        if not meant:
            self.host.tell(message("join.none_called", text=part))
            return
        names = [self.desk.name(id_) for id_ in meant]
        shown = ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
        self.host.tell(message("join.several", names=shown))

    def before_next(self) -> bool:
        """Form the groups; who is missing and what nobody chose is said once before."""
        now = self.now
        if self.formed or not now.at:
            return False
        doubt = self._doubt(now)
        if doubt is not None and doubt != self._doubted and not self.settled:
            self._doubted = doubt
            self.host.tell(doubt)
            return True
        self._doubted = None
        if self.settled or self.host.do(c.FormGroups()):
            self._choosing, self.page = False, 0
            self.host.set_entry("")
            self.host.redraw()
        return True

    def _doubt(self, now: Placement) -> Message | None:
        if not now.placed:
            return message("join.nothing")
        parts = [self.words("join.doubt.missing", n=now.missing)] if now.missing else []
        if now.unchosen:
            numbers = ", ".join(str(wish.number) for wish in now.unchosen)
            parts.append(self.words("join.doubt.unchosen", numbers=numbers, n=len(now.unchosen)))
        return message("join.doubt", what=" ".join(parts)) if parts else None
