"""The phrases that documents share: times, groups and what the odd ones mean, lists, kinds of step."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from apv_tui.core.agenda import Agenda, Interviews, Meeting, Rounds, Spotlight, Step
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.preparing import Paper
from apv_tui.core.running_order import DAY, GroupsPlan, Odd, Row, Turns, turns_in
from apv_tui.words import Words, duration

BETWEEN: Final = " · "


class Phrases:
    """Says what documents say, in one language, of one agenda."""

    def __init__(self, words: Words, agenda: Agenda, start: int | None = None) -> None:
        """`start` is when meetings begin, in minutes from midnight; without it times count from 0:00."""
        self.words = words
        self.agenda = agenda
        self.start = start

    def clock(self, minutes: int) -> str:
        """Give the time of day so many minutes into a meeting, else the time from its beginning."""
        if self.start is None:
            return f"{minutes // 60}:{minutes % 60:02d}"
        at = (self.start + minutes) % DAY
        return datetime(2000, 1, 1, at // 60, at % 60).strftime(self.words("format.time"))  # noqa: DTZ001

    def listed(self, parts: Sequence[str]) -> str:
        """Give words as a list in a sentence."""
        if len(parts) < 2:
            return "".join(parts)
        return self.words("interviews.and", first=", ".join(parts[:-1]), last=parts[-1])

    def paper(self, paper: Paper, steps: Iterable[Step]) -> str:
        """Give what a paper for these steps is called: an interview guide only where people interview each other."""
        if paper == "guide" and not any(isinstance(step, Interviews) for step in steps):
            return self.words("print.questions")
        return self.words(f"print.{paper}")

    def size(self, size: int) -> str:
        """Give the size of a group as a word where the language has a short one."""
        return self.words(f"groups.size.{size}") if self.words.has(f"groups.size.{size}") else str(size)

    def list_title(self, list_id: str) -> str:
        """Give what a list is called."""
        if list_id == PARKING_LOT:
            return self.words("parking.heading")
        spec = self.agenda.lists.get(list_id)
        return spec.title if spec else list_id

    def lists(self, ids: Sequence[str]) -> str:
        """Give several lists by their titles, in the marks that part them from the sentence."""
        return self.listed([self.words("show.quoted", text=self.list_title(list_id)) for list_id in ids])

    def kind(self, step: Step) -> str:
        """Say what happens at a step of this kind, and who is at the centre of it."""
        said = self.words(f"show.kind.{step.kind}")
        return f"{said}: {step.role}" if isinstance(step, Spotlight) else said

    def lasts(self, minutes: int) -> str:
        """Give minutes in words."""
        return self.words("show.minutes", n=minutes)

    def marks(self, row: Row, *, shortened: bool = True) -> tuple[str, ...]:
        """Say who is needed at a step, what may be done with it when time is short, and to what it is cut."""
        step = row.step
        marks = []
        if row.private:
            marks.append(self.words("show.leader_alone"))
        if step.optional:
            marks.append(self.words("show.optional"))
        if shortened and step.min is not None and step.min < step.minutes:
            marks.append(self.words("show.at_least", minutes=step.min))
        if row.again and step.repeat_from:
            marks.append(self.again(row))
        return tuple(marks)

    def again(self, row: Row) -> str:
        """Say from where a run can be gone through once more, and what that takes."""
        first = next((each for _, each in self.agenda.steps() if each.id == row.step.repeat_from), None)
        return self.words("show.again", step=first.title if first else "", n=row.again)

    # -- groups --------------------------------------------------------------------------------------------

    def groups(self, row: Row, *, turns: bool = True) -> str:
        """Say which groups a step works in and, with `turns`, what their sizes mean for its turns."""
        plan, step = row.groups, row.step
        if plan is None:
            return ""
        said = [self.sizes(plan)]
        if plan.origin != step.id:
            origin = next((each.title for _, each in self.agenda.steps() if each.id == plan.origin), "")
            # Where the groups were drawn it has been said how large they are.
            said = [self.words("show.same_groups", step=origin)]
        if turns and isinstance(step, Rounds):
            said += [self.turns(each) for each in turns_in(step, plan)]
        return BETWEEN.join(said)

    def sizes(self, plan: GroupsPlan) -> str:
        """Say how many groups there are of each size; where it is not known how many come, how they are drawn."""
        if plan.size is None:
            return self.words("show.own_choice")
        if plan.sizes:
            parts = [self.words("lobby.groups_of", n=n, size=self.size(size)) for n, size in plan.counts]
            return self.listed(parts)
        said = [self.words("show.groups_of", size=self.size(plan.size))]
        if plan.others:
            said.append(
                self.words("show.left_over", sizes=self.listed([self.size(each) for each in plan.others]))
            )
        if plan.at_least > 1:
            said.append(self.words("show.at_least_groups", n=plan.at_least))
        return ", ".join(said)

    def turns(self, turns: Turns) -> str:
        """Say how many turns groups of one size have, and how long each lasts."""
        return self.words(
            "interviews.odd.turns", size=self.size(turns.size), turns=turns.size, turn=duration(turns.seconds)
        )

    def odd(self, odd: Odd) -> str:
        """Say what groups of another size mean for the clock of the turns."""
        return self.words(
            "groups.remainder",
            n=odd.n,
            size=self.size(odd.size),
            turns=odd.size,
            turn=duration(odd.turn),
            main=odd.main,
            main_turn=duration(odd.main_turn),
        )

    def weeks_after(self, meeting: Meeting) -> str:
        """Say how long after which other meeting one is held; "" where the agenda does not say."""
        if meeting.weeks_after is None:
            return ""
        meetings = self.agenda.meetings
        at = meetings.index(meeting)
        before = self.agenda.meeting(meeting.after) if meeting.after else meetings[at - 1] if at else meeting
        least, most = meeting.weeks_after
        span = (
            self.words("form.weeks", n=least)
            if least == most
            else self.words("form.weeks_span", least=least, most=most)
        )
        return self.words("form.after", long=span, meeting=before.title).removesuffix(".") if before else ""
