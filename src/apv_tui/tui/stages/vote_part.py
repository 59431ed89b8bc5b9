"""What the parts of a count share: sheets, slips, the result and the run-off each draw and act for themselves."""

from collections.abc import Mapping, Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import Step, Vote
from apv_tui.core.marks import marks_of
from apv_tui.core.messages import Message, message
from apv_tui.core.repeats import Placed, wall
from apv_tui.core.state import Item, VoteState
from apv_tui.core.topics import Tally, tally
from apv_tui.core.voting import people_moved, possible_strokes, total_strokes, uncounted, voters_doubt
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Lines, Span, clip, line, paragraph, width_of
from apv_tui.tui.stages.base import Hint, Host, Stage

MOST_DIGITS = 4


def typed_number(text: str) -> int | None:
    """Read a whole number of at most six digits; None for anything else."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= 6 else None


class VoteView(Stage):
    """Reads the count of a step for its parts; read anew only when something has changed."""

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.by_slip = False
        """Whether secret slips are counted instead of sheets on the wall."""
        self.sure = False
        """Whether the key before this one asked to count everything anew."""
        self._seen: Mapping[str, Item] | None = None
        self._counted: VoteState | None = None
        self._rows: tuple[Placed, ...] = ()
        self._tally: Tally | None = None
        self._digits = 3

    @property
    def spec(self) -> Vote:
        """The step as the agenda has it."""
        step = self.step
        if not isinstance(step, Vote):
            raise TypeError(step.kind)
        return step

    @property
    def vote(self) -> VoteState | None:
        """The count; None before it is opened."""
        return self.here.vote

    @property
    def count(self) -> VoteState:
        """The count; an empty one before it is opened."""
        return self.vote or VoteState(0, {}, {})

    def _look(self) -> None:
        if self.state.items is not self._seen or self.vote is not self._counted:
            if self.state.items is not self._seen:
                self._rows = wall(self.state, self.spec.list)
                self._digits = max((3, *(len(str(placed.item.number)) for placed in self._rows)))
            self._seen, self._counted = self.state.items, self.vote
            self._tally = None

    @property
    def rows(self) -> tuple[Placed, ...]:
        """The list as it hangs on the wall."""
        self._look()
        return self._rows

    @property
    def tally(self) -> Tally:
        """The ranking and the proposal. Never drawn before the count is closed."""
        self._look()
        if self._tally is None:
            self._tally = tally(self.state, self.spec)
        return self._tally

    @property
    def digits(self) -> int:
        """How many columns the numbers of the list take."""
        self._look()
        return self._digits

    def name(self, list_id: str, count: int) -> str:
        """Give what one or several items of a list are called."""
        spec = self.desk.agenda.lists.get(list_id)
        return (spec.one if count == 1 else spec.many) if spec else ""

    @property
    def marks(self) -> dict[str, Message | str]:
        """The words for what people draw by an item."""
        return marks_of(self.spec)

    def rule(self) -> str:
        """Give how many strokes one item may have from one person."""
        step = self.spec
        return self.words("vote.rule", n=step.per_item, name=self.name(step.list, 1), **self.marks)

    def numbers(self, items: Sequence[str]) -> str:
        """Give the numbers of items as they are read aloud: 7, 9 and 12."""
        found = [str(self.state.items[id_].number) for id_ in items if id_ in self.state.items]
        if len(found) < 2:
            return "".join(found)
        return self.words("vote.and", first=", ".join(found[:-1]), last=found[-1])

    def header(self, width: int) -> Lines:
        """Give how much is counted of what can be, and in words when it is more than can be."""
        vote, words = self.count, self.words
        total, possible = total_strokes(vote), possible_strokes(self.spec, vote)
        said = words("vote.strokes_of", total=total, possible=possible, **self.marks)
        if self.by_slip:
            slips = sum(1 for items in vote.slips.values() if items)
            said = f"{words('vote.slips_of', count=slips, voters=vote.voters)} · {said}"
        over, moved = total > possible, people_moved(self.state, vote)
        left = line(" ", Span(said, "over" if over else "heading", True))
        right = line(self.rule(), role="muted")
        gap = width - width_of(left) - width_of(right) - 1
        lines: Lines = [(*left, Span(" " * gap), *right)] if gap > 1 else [left]
        if over and (width >= 70 or not moved):  # who has come explains it, and is put right first
            lines += [
                line(" ", *row)
                for row in paragraph(
                    words("vote.too_many", n=total - possible, **self.marks), width - 1, "over", bold=True
                )
            ]
        if moved:
            people = words("vote.people_moved", here=len(self.state.taking_part), voters=vote.voters)
            lines += [line(" ", *row) for row in paragraph(people, width - 1, "warn", bold=True)]
        return lines

    @property
    def missing(self) -> int:
        """How many on the wall have no number yet."""
        return uncounted(self.count, (placed.item.id for placed in self.rows))

    def close_count(self) -> bool:
        """Close the count, and say how many strokes fewer it has than there could be. True if it is closed."""
        fewer = possible_strokes(self.spec, self.count) - total_strokes(self.count)
        if not self.host.do(c.CloseVote()):
            return False
        if fewer > 0:
            self.host.tell(message("vote.fewer", n=fewer))
        return True

    def count_all_anew(self) -> None:
        """Count everything anew, the second time it is asked for; nothing that was counted is lost by it."""
        if self.sure:
            self.host.do(c.Recount())
        else:
            self.host.tell(message("vote.anew_sure"))
        self.sure = not self.sure

    def plain_row(self, placed: Placed, width: int) -> Lines:
        """Give one line of the list: its number and its words."""
        item = placed.item
        indent = f"{' ' * self.digits}  = " if placed.under else ""
        head = f" {indent}{item.number:>{self.digits}}  "
        role = "muted" if placed.under else "text"
        return [line(Span(head, "muted"), Span(clip(self.desk.item_text(item), width - len(head)), role))]


class Part:
    """One part of a count. It keeps the cursor and what is being typed; the stage hands everything on to it."""

    def __init__(self, stage: VoteView) -> None:
        self.stage = stage
        self.cursor = 0
        self.typed = ""
        self.wrong = False
        """Whether the number that stands there was refused: the next digit begins a new one."""
        self.asking = ""
        """What is asked for in the line that is typed in; empty while nothing is."""
        self._doubted = 0
        """A number of voters above those present, which is right if it comes a second time."""

    def task(self, width: int) -> Lines:
        """Give what to do now; nothing for the step's instruction."""
        return []

    def body(self, width: int, height: int) -> Lines:
        """Give what is below."""
        return []

    def prompt(self) -> str | None:
        """Give what stands before the line."""
        return None

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        return ()

    def key(self, key: str, character: str) -> bool:
        """Take a key."""
        return False

    def choose(self) -> bool:
        """Take Enter."""
        return False

    def submit(self, text: str) -> bool:
        """Take a typed line."""
        return True

    def take_digit(self, key: str, character: str) -> bool:
        """Take a digit, or Backspace where digits are typed."""
        if len(character) == 1 and character in "0123456789":
            before = "" if self.wrong else self.typed
            sign, digits = before[:1] if before[:1] == "#" else "", before.removeprefix("#")
            self.typed, self.wrong = sign + (digits + character)[-MOST_DIGITS:], False
            return True
        if key in ("backspace", "escape") and self.typed:
            self.typed = self.typed[:-1] if key == "backspace" and not self.wrong else ""
            self.wrong = False
            return True
        return False

    def begin(self) -> None:
        """Hear that the room has come to this part."""
        self.cursor = 0

    def ask_voters(self) -> None:
        """Ask how many drew strokes, with those counted on who have come or gone since."""
        moved = people_moved(self.stage.state, self.stage.count)
        self.ask("voters", str(max(1, self.stage.count.voters + moved)))

    def voters_in(self, text: str) -> int | None:
        """Give the number of voters typed; None where it is none, or is to be typed or confirmed once more."""
        host, here = self.stage.host, len(self.stage.state.taking_part)
        number = typed_number(text)
        if number is None:
            host.tell(message("vote.not_number"))
            return None
        doubt = voters_doubt(number, here)
        if not doubt or number in (self._doubted, self.stage.count.voters):
            return number  # who has gone since may have drawn theirs
        self._doubted = number
        if doubt == "far_more":
            host.set_entry("", text)  # a second Enter by the same finger must not confirm it
        host.tell(message("vote.more_than_here" if doubt == "more" else "vote.far_more", n=number, here=here))
        return None

    def set_voters(self, text: str) -> bool:
        """Take another number of voters. True if it is taken."""
        number = self.voters_in(text)
        if number is None or not self.stage.host.do(c.SetVoters(number)):
            return False
        self.asking, self._doubted = "", 0
        self.stage.host.redraw()
        return True

    def ask(self, what: str, text: str = "") -> None:
        """Ask for a line, with a text already in it; "" puts the question away."""
        self.asking = what
        self.stage.host.set_entry(text)

    def forget(self) -> None:
        """Hear that this part is not what the room is at any more."""
        self.typed = self.asking = ""
        self.wrong = False
        self._doubted = 0
