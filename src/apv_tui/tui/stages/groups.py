"""People find their group: who sits where, and what groups of another size mean for the clock."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import Rounds
from apv_tui.core.messages import message
from apv_tui.core.rotation import main_size, turn_seconds
from apv_tui.tui.joining_in import join_in, leads_said, offer_said
from apv_tui.tui.lines import EMPTY, Lines, line, paragraph, width_of
from apv_tui.tui.stages.base import Hint, Stage
from apv_tui.tui.stages.formed import formed_pages
from apv_tui.tui.stages.seats import Cell, Seats, finished, fitted, lay_out, name_list, seats_of, size_word
from apv_tui.words import duration


class GroupsStage(Stage):
    """Shows every group with its names, and draws again."""

    kind = "groups"
    shows_groups = True

    # -- reading -------------------------------------------------------------------------------------------

    def rounds(self) -> Rounds | None:
        """Give the step in which the people of these groups take turns."""
        grouping = self.state.grouping_of(self.step)
        meeting = self.state.meeting
        steps = meeting.steps if meeting and grouping else ()
        return next(
            (step for step in steps if isinstance(step, Rounds) and self.state.grouping_of(step) == grouping),
            None,
        )

    @property
    def seed(self) -> int:
        """The number the draw can be repeated from."""
        return self.state.state_of(self.state.grouping_of(self.step)).seed

    @property
    def merged(self) -> bool:
        """Whether the groups were made of those of an earlier step: then nothing was drawn here."""
        made_at = self.state.find_step(self.state.grouping_of(self.step))
        return made_at is not None and bool(made_at.merge_groups)

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give the instruction."""
        return super().task(width) or paragraph(self.step.title, width, role="accent", bold=True)

    def body(self, width: int, height: int) -> Lines:
        """Give the groups with their names; below them what the odd ones mean, and the number of the draw."""
        groups = seats_of(self.state, self.groups)
        if not groups:
            nobody = paragraph(self.words("groups.nobody"), width, role="muted")
            return finished([], [nobody], 0, "", self.words, width, height)
        numbered = self.rounds() is not None
        label = max(len(self.group_name(group.place)) for group in groups) + 2
        cells = [self._cell(group, label, numbered) for group in groups]
        told = self._remainder(groups, width)
        if offer := self._offer():
            told += paragraph(offer, width, role="accent")
        tail = [EMPTY, *told] if told and height >= 10 else told
        foot = self._foot(groups, width)
        # The number of the draw is for the leader: it is only shown where it takes no row from the names.
        formed = any(group.item for group in self.groups)

        def made(room: int) -> list[Lines]:
            return formed_pages(self, groups, width, room) if formed else lay_out(cells, width, room)

        pages = fitted(made, height - len(tail), foot=False)
        rows = max(len(part) for part in pages)
        if len(pages) == 1 and rows + len(tail) + 1 > height:
            foot = ""
        self.pages = len(pages)
        pages = [[*part, *([EMPTY] * (rows - len(part) if tail else 0)), *tail] for part in pages]
        return finished([], pages, self.page, foot, self.words, width, height)

    def _cell(self, group: Seats, label: int, numbered: bool) -> Cell:
        head = self.group_name(group.place).ljust(label)
        if group.left:
            return Cell(head, (self.words("groups.empty"),), role="muted")
        if not numbered:
            return Cell(head, tuple(name_list(self.desk, group)))
        names = [f"{number} {self.desk.name(person)}" for number, person in enumerate(group.members, 1)]
        names += [self.words("groups.new", name=self.desk.name(person)) for person in group.late]
        return Cell(head, tuple(names), "  ")

    def _remainder(self, groups: Sequence[Seats], width: int) -> Lines:
        """Say what groups of another size mean for the clock of the turns."""
        step = self.rounds()
        sizes = [group.turns for group in groups if group.turns]
        if step is None or not sizes:
            return []
        lines: Lines = []
        main = main_size(sizes)
        length = self.state.state_of(step).clock.length
        for size in sorted({*sizes} - ({main} if main > 1 else set())):
            if size < 2:
                alone = next(group for group in groups if group.turns == 1)
                text = self.words("groups.alone", group=self.group_name(alone.place))
            else:
                text = self.words(
                    "groups.remainder",
                    n=sizes.count(size),
                    size=size_word(self.words, size),
                    turns=size,
                    turn=duration(turn_seconds(length, size)),
                    main=main,
                    main_turn=duration(turn_seconds(length, main)),
                )
            lines += paragraph(text, width, role="warn")
        return lines

    def _offer(self) -> str:
        """Offer the leader to take part where that makes the groups even, and nothing has begun."""
        step = self.state.find_step(self.state.grouping_of(self.step))
        rounds = self.rounds()
        begun = rounds is not None and self.state.state_of(rounds).clock.begun
        if step is None or begun or self.state.have_noted(step.id):
            return ""
        return offer_said(self.desk, (step,))

    def _foot(self, groups: Sequence[Seats], width: int) -> str:
        people = sum(len(group.everyone) + group.heads for group in groups)
        count = self.words("groups.count", n=people, groups=len(groups))
        if self.merged or any(group.item for group in self.groups):
            return count
        draw = self.words("groups.draw", seed=self.seed)
        lead = leads_said(self.desk)
        room = width - len(self.words("page.sign", number=10, of=10)) - 2
        ways = ((count, lead, draw), (lead, draw), (count, draw))
        said = (" · ".join(filter(None, way)) for way in ways)
        return next((each for each in said if width_of(line(each)) <= room), draw)

    def hints(self) -> Sequence[Hint]:
        """Give the keys for drawing again and for moving a person."""
        drawn = self.groups and not any(group.item for group in self.groups)
        again = (Hint("r", "hint.draw_again"),) if drawn and not self.merged else ()
        joins = (Hint("j", "hint.join_in"),) if self.groups and self._offer() else ()
        return (*joins, *again, Hint("m", "hint.move")) if self.groups else ()

    def turns_pages(self) -> bool:
        """All find themselves without anybody at the keys."""
        return True

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take r (draw again), m (move a person by hand) and j (the leader takes part)."""
        if key == "r":
            if self.host.do(c.DrawGroups(seed=self.seed + 1)):
                self.page = 0
                self.host.tell(message("groups.drawn_again", seed=self.seed))
        elif key == "j" and self._offer():
            join_in(self)
        elif key == "m" and self.groups:
            self.host.open("move")
        else:
            return False
        return True
