"""What the plan and its follow-up share: a table of actions with a cursor, and what opens in its place."""

from collections.abc import Sequence

from apv_tui.core.agenda import FollowUp, Plan, Step
from apv_tui.core.messages import message
from apv_tui.core.planning import plan_step, proposals_of, wishes_of
from apv_tui.core.plans import missing
from apv_tui.core.state import Item
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Lines
from apv_tui.tui.stages.base import Hint, Host, Stage
from apv_tui.tui.stages.listing import moved
from apv_tui.tui.stages.plan_editor import EditorPanel
from apv_tui.tui.stages.plan_lines import called, wish_name
from apv_tui.tui.stages.plan_new import ProposalPanel, WishPanel, WordsPanel
from apv_tui.tui.stages.plan_panel import Panel


class PlanView(Stage):
    """Base of the stages that show the actions of one list."""

    clock_first = False
    drops_line = True

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.panel: Panel | None = None
        """What is open in the table's place."""
        self.at = ""
        """The id of the action under the cursor."""
        self._row = 0

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def list_id(self) -> str:
        """The list that holds the actions."""
        step = self.step
        if isinstance(step, Plan):
            return step.into
        if isinstance(step, FollowUp):
            return step.list
        raise TypeError(step.kind)

    @property
    def planned_at(self) -> Plan | None:
        """The step at which the actions are planned, which says where they come from."""
        step = self.step
        return step if isinstance(step, Plan) else plan_step(self.state, self.list_id)

    @property
    def wish_list(self) -> str:
        """The list of the items the actions come from; "" for none."""
        step = self.planned_at
        return (step.under or "") if step else ""

    @property
    def wish_name(self) -> str:
        """What an item that actions come from is called."""
        return wish_name(self.desk, self.list_id)

    @property
    def called(self) -> dict[str, str]:
        """What the rows of the plan are called in the agenda."""
        return called(self.desk, self.list_id)

    def rows(self) -> tuple[Item, ...]:
        """Give the actions in the order of the table."""
        raise NotImplementedError

    @property
    def cursor(self) -> int:
        """The row the cursor is on; it stays with its action when the order changes."""
        rows = self.rows()
        ids = [item.id for item in rows]
        self._row = ids.index(self.at) if self.at in ids else min(self._row, max(0, len(rows) - 1))
        self.at = ids[self._row] if ids else ""
        return self._row

    @property
    def item(self) -> Item | None:
        """The action under the cursor."""
        rows = self.rows()
        return rows[self.cursor] if rows else None

    # -- drawing -------------------------------------------------------------------------------------------

    def table(self, width: int, height: int) -> Lines:
        """Give the table."""
        raise NotImplementedError

    def asks(self, width: int) -> Lines:
        """Give the task while the table is shown."""
        raise NotImplementedError

    def task(self, width: int) -> Lines:
        """Give the task of what is open."""
        return self.panel.task(width) if self.panel else self.asks(width)

    def body(self, width: int, height: int) -> Lines:
        """Give what is open, else the table."""
        return self.panel.body(width, height) if self.panel else self.table(width, height)

    def prompt(self) -> str | None:
        """Give what stands before the line, where one is typed."""
        return self.panel.prompt() if self.panel else None

    def takes_letters(self) -> bool:
        """Whether a letter opens a line in what is open."""
        return self.panel is not None and self.panel.takes_letters()

    def hints(self) -> Sequence[Hint]:
        """Give the keys of what is open."""
        return self.panel.hints() if self.panel else self.table_hints()

    def table_hints(self) -> Sequence[Hint]:
        """Give the keys of the table."""
        raise NotImplementedError

    def next_label(self) -> str:
        """Say that going on leads back to the table while something is open in its place."""
        return "act.next.plan" if self.panel else super().next_label()

    # -- what opens in the table's place -------------------------------------------------------------------

    def show(self, panel: Panel) -> None:
        """Open something in the table's place."""
        self.panel = panel
        self.host.redraw()

    def close_panel(self) -> None:
        """Go back to the table."""
        self.panel = None
        self.host.set_entry("")
        self.host.redraw()

    def edit(self, line_id: str = "", *, filling: bool = False) -> None:
        """Open the details of the action under the cursor, at what it lacks unless a line is named."""
        item = self.item
        if item is not None:
            lacks = missing(self.state, item.id)
            wanted = line_id or (lacks[0] if lacks else "")
            self.show(EditorPanel(self, item.id, wanted, filling=filling))

    def add(self) -> None:
        """Begin a new action: choose the wish it comes from, where there are any."""
        step = self.planned_at
        wishes = wishes_of(self.state, step) if step else ()
        if wishes:
            waiting = (wish.item.id for wish in wishes if not wish.actions and not wish.parked)
            wanted = next(waiting, self.state.stands_for(self.item.under) if self.item else "")
            self.show(WishPanel(self, self._with_wish, wanted))
        else:
            self._with_wish("")

    def _with_wish(self, wish: str) -> None:
        step = self.planned_at
        has_proposals = step is not None and bool(proposals_of(self.state, step, wish))
        self.show(ProposalPanel(self, wish) if has_proposals else WordsPanel(self, wish))

    def stand_on_newest(self) -> None:
        """Put the cursor on the action that was added last."""
        newest = max(self.state.standing(self.list_id), key=lambda item: item.number)
        self.at = newest.id

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take the keys of what is open; else the arrows and the letters of the table."""
        if self.panel:
            taken = self.panel.key(key, character or key)
            if not taken and key in ("backspace", "escape"):
                self.close_panel()
                taken = True
        else:
            taken = self._table_key(key, character or key)
        if taken:
            self.host.redraw()
        return taken

    def _table_key(self, key: str, character: str) -> bool:
        rows = self.rows()
        row = moved(key, self.cursor, len(rows))
        if row is not None and rows:
            self.at = rows[row].id
            return True
        if key == "n":
            self.add()
        elif key == "w" and self.item:
            self.host.open("thread", self.item.id)
        else:
            return self.table_key(key, character)
        return True

    def table_key(self, key: str, character: str) -> bool:
        """Take a key that only this table knows."""
        return False

    def choose(self) -> bool:
        """Choose in what is open; else open the action's details, or begin the first one."""
        if self.panel:
            self.panel.choose()
        elif self.item:
            self.edit()
        else:
            self.add()
        self.host.redraw()
        return True

    def takes_line(self) -> bool:
        """Whether a line that is being typed is taken before the room moves on."""
        return True

    def drop_line(self) -> bool:
        """Let go of a line that cannot be read; "next" closes what it is typed in."""
        return True

    def submit(self, text: str) -> bool:
        """Give a typed line to what is open."""
        done = self.panel.submit(text) if self.panel else True
        self.host.redraw()
        return done

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Give many lines to what is open."""
        if self.panel:
            self.panel.pasted(texts)

    def before_next(self) -> bool:
        """Close what is open first."""
        if self.panel is None:
            return False
        self.close_panel()
        return True

    def before_back(self) -> bool:
        """Close what is open first."""
        return PlanView.before_next(self)

    def changed(self) -> None:
        """Close what is about something that has been taken back."""
        if self.panel and not self.panel.still_there():
            self.close_panel()

    def said_off(self, number: int) -> None:
        """Say that an action was taken off, and how it comes back."""
        self.host.tell(message("plan.off", number=number))
