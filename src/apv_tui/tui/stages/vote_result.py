"""The result of a count: the ranking, the cut at a clean gap, a tie and its three ways out."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from apv_tui.core import commands as c
from apv_tui.core.messages import message
from apv_tui.core.topics import Tally, needs_reason
from apv_tui.core.voting import Ranked, rounds_before, surplus_strokes
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, hanging, line, paragraph, width_of
from apv_tui.tui.stages.base import Hint
from apv_tui.tui.stages.listing import MARGIN, NumberKeys, around, moved
from apv_tui.tui.stages.vote_part import Part, VoteView


class _Columns(NamedTuple):
    """What the columns of the ranking take."""

    place: int
    number: int
    text: int
    bar: int
    strokes: int


class Result(Part):
    """Shows the closed count; the leader settles it."""

    def __init__(self, stage: VoteView) -> None:
        super().__init__(stage)
        self.own: frozenset[str] | None = None
        """The leader's own choice while it is being made."""
        self.counting = stage.count.runoff is not None and stage.count.topics is None
        """Whether a run-off is being counted."""
        self._for: tuple[Tally, Mapping[str, int] | None] | None = None
        self._strokes: dict[str, str] = {}
        self._numbers = NumberKeys()

    # -- reading -------------------------------------------------------------------------------------------

    def chosen(self) -> frozenset[str]:
        """Give the ids of those marked: the leader's own, else those settled, else those proposed."""
        if self.own is not None:
            return self.own
        topics = self.stage.count.topics
        return frozenset(topics.items if topics else self.stage.tally.proposal.items)

    def _ranked(self) -> Ranked | None:
        ranking = self.stage.tally.ranking
        self.cursor = min(self.cursor, max(0, len(ranking) - 1))
        return ranking[self.cursor] if ranking else None

    def how(self) -> str:
        """Give in words how the topics were found."""
        stage = self.stage
        topics, proposal = stage.count.topics, stage.tally.proposal
        how = topics.how if topics else proposal.how
        if how in ("gap", "widened") and proposal.gap:
            return stage.words(f"vote.how.{how}", last=proposal.gap[0], first=proposal.gap[1], **stage.marks)
        if how == "leader" and topics:
            return stage.words("vote.how.leader", reason=topics.reason)
        return stage.words(f"vote.how.{'gap_only' if how in ('gap', 'widened') else how}", **stage.marks)

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give what was chosen and how, or what is to be decided."""
        stage = self.stage
        words, vote, proposal = stage.words, stage.count, stage.tally.proposal
        if self.asking:
            most = stage.spec.choose[1]
            if self.asking == "reason" and len(self.own or ()) > most:
                text = words("vote.reason_more", n=len(self.own or ()), most=most)
                return paragraph(text, width, "accent", bold=True)
            return paragraph(words(f"vote.{self.asking}_task"), width, "accent", bold=True)
        count = len(self.chosen())
        name = stage.name(stage.spec.into, count)
        if self.own is not None:
            return paragraph(words("vote.own", count=count, name=name), width, "accent", bold=True) + (
                paragraph(words("vote.own_next"), width)
            )
        if vote.topics is None and proposal.how == "undecided":
            room = stage.spec.choose[1] - len(proposal.items)
            strokes = stage.tally.ranked(proposal.tied[0])
            tied = words(
                "vote.tied",
                numbers=stage.numbers(proposal.tied),
                strokes=strokes.total.strokes if strokes else 0,
                room=room,
            )
            lines = paragraph(words("vote.tie", **stage.marks), width, "accent", bold=True) + paragraph(
                tied, width
            )
            lines += self._surplus(width)
            return lines + (paragraph(words("vote.tie_ways"), width) if width >= 34 else [])
        settled = "vote.chosen" if stage.spec.preliminary else "vote.settled"
        title = words(settled if vote.topics else "vote.proposed", count=count, name=name)
        lines = paragraph(title, width, "accent", bold=True) + paragraph(self.how(), width)
        lines += self._surplus(width)
        return lines + (
            paragraph(words("vote.preliminary"), width, "heading") if stage.spec.preliminary else []
        )

    def _surplus(self, width: int) -> Lines:
        """Say how many strokes cannot have been drawn, as they may have decided; nothing where all can."""
        n = surplus_strokes(self.stage.spec, self.stage.count)
        said = self.stage.words("vote.surplus", n=n, **self.stage.marks)
        return paragraph(said, width, "warn", bold=True) if n else []

    def body(self, width: int, height: int) -> Lines:
        """Give the ranking around the cursor, with the item under it in full below when it is cut."""
        entry = self._ranked()
        if entry is None:
            return []
        cols = self._columns(width - MARGIN)
        item = self.stage.state.items[entry.total.item]
        full: Lines = []
        if width_of(line(self.stage.desk.item_text(item))) > cols.text:
            head = Span(f" {item.number:>{cols.number}}  ", "muted")
            full = hanging(head, self.stage.desk.item_text(item), width - 1, "heading")
            most = max(1, height // 2)
            if len(full) > most:
                full = [
                    *full[: most - 1],
                    (*full[most - 1][:-1], Span(clip(f"{full[most - 1][-1].text} …", width - 8))),
                ]
        above: Lines = []
        if self.stage.count.rounds and height > 6:
            said = self.stage.words("vote.rounds", n=len(self.stage.count.rounds) + 1)
            above = [line(Span(clip(f" {said}", width), "muted"))]
        room = height - len(full) - len(above)
        ranking = self.stage.tally.ranking
        rows = around(len(ranking), self.cursor, width, room, lambda at: self._row(at, cols, width - MARGIN))
        rows += [EMPTY] * (room - len(rows)) if full and len(rows) < room and height > 10 else []
        return above + rows + full

    def _columns(self, width: int) -> _Columns:
        tally, runoff = self.stage.tally, self.stage.count.runoff
        if self._for is None or self._for[0] is not tally or self._for[1] is not runoff:
            self._for = (tally, runoff)
            self._strokes = {entry.total.item: self._stroke_text(entry) for entry in tally.ranking}
        strokes = max(map(len, self._strokes.values()), default=2)
        place = max(2, len(str(tally.ranking[-1].place)))
        bar = 12 if width >= 70 else 5
        number = self.stage.digits
        return _Columns(
            place, number, width - (2 + place + 2 + number + 2 + 1 + bar + 1 + strokes), bar, strokes
        )

    def _stroke_text(self, entry: Ranked) -> str:
        total, runoff = entry.total, self.stage.count.runoff
        before = rounds_before(self.stage.state, self.stage.count, total.item)
        text = " → ".join(map(str, (*before, total.strokes)))
        if total.repeats:
            text += f" ({total.own} + {total.repeats})"
        if runoff and total.item in runoff and any(runoff.values()):
            text += f" {self.stage.words('vote.in_runoff', strokes=runoff[total.item])}"
        return text

    def _row(self, at: int, cols: _Columns, width: int) -> Lines:
        stage = self.stage
        entry = stage.tally.ranking[at]
        item = stage.state.items[entry.total.item]
        chosen, here = item.id in self.chosen(), at == self.cursor
        proposal = stage.tally.proposal
        tied = self.own is None and stage.count.topics is None and item.id in proposal.tied
        mark = "●" if chosen else "=" if tied else " "
        most = max(1, stage.tally.ranking[0].total.strokes)
        bar = "█" * max(round(cols.bar * entry.total.strokes / most), 1 if entry.total.strokes else 0)
        text = clip(stage.desk.item_text(item), cols.text)
        head = f"{'►' if here else ' '}{mark}{entry.place:>{cols.place}}. {item.number:>{cols.number}}  "
        role = "cursor" if here else "heading" if chosen else "text"
        fill = " " * (cols.text - width_of(line(text)) + 1)
        row = line(
            Span(head, "cursor" if here else "muted" if not chosen else "heading"),
            Span(text, role, chosen),
            Span(fill + bar.ljust(cols.bar), "accent"),
            Span(" " + self._strokes[item.id].ljust(cols.strokes), "heading" if chosen else "text", chosen),
        )
        return [row, *self._cut_after(at, width)]

    def _cut_after(self, at: int, width: int) -> Lines:
        """Give the line between those chosen and the rest, where one count parts them cleanly."""
        proposal = self.stage.tally.proposal
        if at + 1 != len(proposal.items) or self.chosen() != frozenset(proposal.items):
            return []
        if proposal.how not in ("gap", "widened") or proposal.gap is None:
            return []
        said = f" {self.stage.words('vote.gap', last=proposal.gap[0], first=proposal.gap[1])} "
        left = max(2, (width - len(said)) // 2)
        return [line("─" * left + said + "─" * max(0, width - left - len(said)), role="accent")]

    def prompt(self) -> str | None:
        """Ask for the reason, or for words."""
        if self.asking == "reword" and (entry := self._ranked()):
            number = self.stage.state.items[entry.total.item].number
            return self.stage.words("vote.reword", number=number)
        return self.stage.words("vote.reason") if self.asking else None

    def hints(self) -> Sequence[Hint]:
        """Give the keys of what is to be decided."""
        if self.asking:
            return (Hint("enter", "hint.store"),)
        if self.own is not None:
            return (
                Hint("enter", "hint.mark"),
                Hint("c", "hint.settle_own"),
                Hint("backspace", "hint.drop_own"),
            )
        if self.stage.count.topics is None and self.stage.tally.proposal.how == "undecided":
            return (Hint("a", "hint.take_tied"), Hint("r", "hint.run_off"), Hint("enter", "hint.mark"))
        reopened = self.stage.count.topics is None and self.stage.tally.proposal.how == "runoff"
        run_off = (Hint("r", "hint.run_off_again"),) if reopened else ()
        return (
            *run_off,
            Hint("enter", "hint.mark"),
            Hint("e", "hint.edit"),
            Hint("o", "hint.reopen"),
            Hint("n", "hint.count_one_anew"),
            Hint("x", "hint.count_anew"),
        )

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str) -> bool:
        """Take the arrows, an item's number, and the letters the footer names."""
        if self.asking:
            if key == "escape":
                self.ask("")
            return key == "escape"
        ranking, items = self.stage.tally.ranking, self.stage.state.items
        place = moved(key, self.cursor, len(ranking))
        if place is None:
            place = self._numbers.row(character, [items[ranked.total.item].number for ranked in ranking])
        if place is not None:
            self.cursor = place
        elif key == "space":
            self.choose()
        elif key in ("backspace", "escape") and self.own is not None:
            self.own = None
        elif key in ("a", "r", "o", "c", "e", "n", "x"):
            {
                "a": self._take_tied,
                "r": self._run_off,
                "o": self._reopen,
                "c": self.settle,
                "e": self._reword,
                "n": self._count_one_anew,
                "x": self.stage.count_all_anew,
            }[key]()
        else:
            return False
        return True

    def choose(self) -> bool:
        """Put the item under the cursor into the leader's own choice, or take it out."""
        entry = self._ranked()
        if entry is None:
            return False
        proposal = self.stage.tally.proposal
        if self.own is None:
            # The first press opens the choice as it stands: one press too many takes nothing out.
            self.own = self.chosen()
            if self._undecided:
                ranking = [ranked.total.item for ranked in self.stage.tally.ranking]
                self.cursor = ranking.index(proposal.tied[0])
        else:
            self.own ^= {entry.total.item}
        self.stage.host.redraw()
        return True

    @property
    def _undecided(self) -> bool:
        """Whether a tie leaves it to the room what is chosen."""
        return self.stage.count.topics is None and self.stage.tally.proposal.how == "undecided"

    def drop_same(self) -> None:
        """Let go of a choice of one's own that is no other than what is settled or proposed."""
        own, self.own = self.own, None
        if own is not None and (self._undecided or own != self.chosen()):
            self.own = own

    def settle(self) -> None:
        """Settle the topics; a choice of one's own asks for its reason first."""
        proposal = self.stage.tally.proposal
        self.drop_same()
        if self.own is None and self.stage.count.topics is not None:
            pass  # it is settled already
        elif self.own is None:
            if proposal.how == "undecided":
                self.stage.host.tell(message("vote.choose_first"))
            else:
                self.stage.host.do(c.ChooseTopics())
        elif not self.own:
            self.stage.host.tell(message("vote.nothing_chosen"))
        elif needs_reason(proposal, self.own):
            self.ask("reason")
        elif self.stage.host.do(c.ChooseTopics(tuple(sorted(self.own)))):
            self.own = None
        self.stage.host.redraw()

    def _take_tied(self) -> None:
        proposal = self.stage.tally.proposal
        if proposal.how != "undecided":
            self.stage.host.tell(message("vote.no_tie", **self.stage.marks))
        elif self.stage.host.do(c.ChooseTopics((*proposal.items, *proposal.tied))):
            self.own = None

    def _run_off(self) -> None:
        before, self.counting = self.counting, True
        if self.stage.count.topics is None and self.stage.tally.proposal.how == "runoff":
            return  # it is opened again with what was counted in it
        if self.stage.host.do(c.OpenRunOff()):
            self.own = None
        else:
            self.counting = before

    def _count_one_anew(self) -> None:
        """Count the item under the cursor anew, by its sheet; the rest stands as it was counted."""
        entry = self._ranked()
        if entry is not None:
            self.own = None
            self.stage.by_slip = False
            self.stage.host.do(c.Recount((entry.total.item,)))

    def _reopen(self) -> None:
        self.own = None
        self.stage.host.do(c.ReopenVote())

    def _reword(self) -> None:
        entry = self._ranked()
        if entry is not None:
            self.ask("reword", self.stage.state.items[entry.total.item].text)

    def submit(self, text: str) -> bool:
        """Settle with the reason typed; or give the item under the cursor its words."""
        entry = self._ranked()
        if self.asking == "reword" and entry is not None:
            if text.strip() and not self.stage.host.do(c.RewordIdea(entry.total.item, text)):
                return False
        elif self.asking == "reason":
            if not self.stage.host.do(c.ChooseTopics(tuple(sorted(self.own or ())), text)):
                return False
            self.own = None
        self.asking = ""
        self.stage.host.redraw()
        return True

    def forget(self) -> None:
        """Drop a choice that was being made."""
        super().forget()
        self.own = None
