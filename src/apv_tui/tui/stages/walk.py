"""People walk along the sheets on the wall: with a host at each sheet, in pairs, or each by themselves."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import Step, Walk
from apv_tui.core.comings import host_now
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Lines, line, pad, paragraph, width_of
from apv_tui.tui.stages.base import Hint, Host, Stage
from apv_tui.tui.stages.listing import NumberKeys
from apv_tui.tui.stages.seats import (
    Cell,
    Seats,
    finished,
    fitted,
    lay_out,
    list_pages,
    name_list,
    seats_of,
)


class WalkStage(Stage):
    """Shows the hosts, or the pairs and what hangs on the wall."""

    kind = "walk"
    shows_groups = True
    shows_uses = True

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.cursor = -1
        """The group chosen, as an index into those shown; -1 for none."""
        self._numbers = NumberKeys()
        self._page_of: list[int] = []
        self._followed = -1

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def hosts(self) -> bool:
        """Whether one of each group stays at its sheet."""
        step = self.step
        return isinstance(step, Walk) and step.hosts and bool(self.groups)

    @property
    def seated(self) -> tuple[Seats, ...]:
        """The groups as they are now, those without anybody left out."""
        return tuple(group for group in seats_of(self.state, self.groups) if not group.left)

    def host_of(self, group: Seats) -> str:
        """Give the host of a group: the one chosen, or another who is there where that one has left; "" for none."""
        return host_now(self.state, self.groups[group.place])

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give the instruction."""
        return super().task(width) or paragraph(self.step.title, width, role="accent", bold=True)

    def body(self, width: int, height: int) -> Lines:
        """Give the hosts; else the pairs and the lists, as pages."""
        if self.hosts:
            pages = fitted(lambda room: self._host_pages(width, room), height, foot=False)
            if self.cursor >= 0 and self._followed != self.cursor:
                self._followed, self.page = self.cursor, self._page_of[self.cursor]
        else:
            pages = fitted(lambda room: self._pages(width, room), height, foot=False)
        self.pages = len(pages)
        return finished([], pages, self.page, "", self.words, width, height)

    def _host_pages(self, width: int, height: int) -> list[Lines]:
        groups = self.seated
        self.cursor = min(self.cursor, len(groups) - 1)
        self._page_of = []
        pages: list[Lines] = [[]]
        room = width // 2 - 5
        label = max((width_of(line(self.group_name(group.place, room))) for group in groups), default=0) + 5
        for at, group in enumerate(groups):
            block = self._host_cell(group, label, chosen=at == self.cursor).lines(width)[:height]
            if pages[-1] and len(pages[-1]) + len(block) > height:
                pages.append([])
            pages[-1] += block
            self._page_of.append(len(pages) - 1)
        return pages

    def _host_cell(self, group: Seats, label: int, *, chosen: bool) -> Cell:
        host = self.host_of(group)
        sign = "► " if chosen else "  "
        head = pad(f"{sign}{self.group_name(group.place, label - 5)}", label)
        # Where nobody is known by name, the group says for itself who stays.
        named = self.words("walk.host", name=self.desk.name(host)) if host else self.words("walk.own_host")
        others = Seats(
            group.place,
            tuple(person for person in group.members if person != host),
            tuple(person for person in group.late if person != host),
            group.heads,
        )
        role = "cursor" if chosen else "text"
        names = name_list(self.desk, others)
        if host and group.heads and not others.everyone:
            names = [self.words("groups.heads", n=group.heads)]
        return Cell(head, (f"{named}  ", *names) if names else (named,), role=role)

    def _pages(self, width: int, height: int) -> list[Lines]:
        pages: list[Lines] = []
        groups = self.seated
        if groups:
            label = max(len(str(group.place + 1)) for group in groups) + 2
            cells = [
                Cell(f"{group.place + 1}".ljust(label), tuple(name_list(self.desk, group)))
                for group in groups
            ]
            pages = lay_out(cells, width, height, compact=bool(self.step.uses))
        lists = list_pages(self.desk, self.step.uses, width, height)
        if len(pages) == len(lists) == 1 and len(pages[0]) + 1 + len(lists[0]) <= height:
            return [[*pages[0], EMPTY, *lists[0]]]
        if not pages and not lists and self.step.uses:
            return [paragraph(self.words("walk.empty"), width, role="muted")]
        return [*pages, *lists] or [[]]

    def hints(self) -> Sequence[Hint]:
        """Give the keys for choosing a host."""
        if not self.hosts:
            return ()
        return (
            Hint("up down", "hint.choose_group"),
            *((Hint("h", "hint.host"),) if self.cursor >= 0 else ()),
        )

    def turns_pages(self) -> bool:
        """Pages turn by themselves, but not away from a group that is chosen."""
        return not (self.hosts and self.cursor >= 0)

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take the arrows (choose a group), h (the next host) and Escape."""
        groups = self.seated
        if not self.hosts or not groups:
            return False
        numbered = self._numbers.row(character or key, [group.place + 1 for group in groups])
        if numbered is not None:
            self.cursor = numbered
        elif key in ("up", "down"):
            step = 1 if key == "down" else -1
            first = self._page_of.index(self.page % self.pages) if self._page_of else 0
            self.cursor = (self.cursor + step) % len(groups) if self.cursor >= 0 else first
        elif key == "h":
            if self.cursor < 0:
                return self.key("down", None)
            self._next_host(groups[self.cursor])
        elif key == "escape" and self.cursor >= 0:
            self.cursor = -1
        else:
            return False
        self._followed = -1
        self.host.redraw()
        return True

    def _next_host(self, group: Seats) -> None:
        people, host = group.everyone, self.host_of(group)
        if not people:
            return
        following = people[(people.index(host) + 1) % len(people)] if host else people[0]
        self.host.do(c.ChooseHost(group.place, following))
