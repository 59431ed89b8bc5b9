"""Accounts of sickness absence, of all together and for the leader alone (APV-1.2).

One before the process, one or two after: six lines each, the percentage they give, and the change. It is
never about one person, and never a part of what the room does (APV-1.2e).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from apv_tui.core import absence as a
from apv_tui.core import commands as c
from apv_tui.core.agenda import Absence
from apv_tui.core.days import day_message, span_message
from apv_tui.core.messages import Refused, message
from apv_tui.core.numbers import read_number
from apv_tui.core.state import Account, Filled
from apv_tui.tui.lines import Lines, Span, line, pad, paragraph, width_of
from apv_tui.tui.stages.base import Hint
from apv_tui.tui.stages.form import FormStage
from apv_tui.tui.stages.form_rows import Answer, Row

RESULT: Final = "result"
ACCOUNTS: Final = {
    "before": "absence.before",
    "after-1": "absence.after",
    "after-2": "absence.after_again",
}
LABELS: Final = {
    "first": "absence.first",
    "last": "absence.last",
    "unit": "absence.unit",
    "absence": "absence.absence",
    "possible": "absence.possible",
    "people": "absence.people",
}
HINTS: Final = {
    "first": "absence.first.hint",
    "last": "absence.last.hint",
    "unit": "absence.unit.hint",
    "absence": "absence.absence.hint",
    "possible": "absence.possible.hint",
    "people": "absence.people.hint",
}
UNITS: Final = {"hours": "absence.unit.hours", "days": "absence.unit.days"}
LONGEST_BAR: Final = 30


class AbsenceStage(FormStage):
    """Takes the accounts, and shows what they give."""

    kind = "absence"

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def absence(self) -> Absence:
        """The step as the agenda has it."""
        step = self.step
        if not isinstance(step, Absence):
            raise TypeError(step.kind)
        return step

    @property
    def today(self) -> date:
        """The day of the meeting, as the people in the room have it."""
        return self.desk.now().astimezone().date()

    @property
    def known(self) -> Mapping[str, Account]:
        """The accounts that are entered and shown here, in their order."""
        found = self.state.absence
        return {id_: found[id_] for id_ in a.accounts_of(self.absence) if id_ in found}

    @property
    def expanded(self) -> str:
        """The account whose lines are shown: the cursor's, else the first that is needed and not entered."""
        here = a.place_of(self.form.at)[0]
        needed = ("before",) if self.absence.account == "before" else ("before", "after-1")
        return here or next(
            (id_ for id_ in needed if id_ not in self.known), needed[0] if len(needed) == 1 else ""
        )

    def rows(self) -> Sequence[Row]:
        """Give the lines of one account, the others in a row each, and the result."""
        expanded = self.expanded
        rows: list[Row] = []
        for account in a.accounts_of(self.absence):
            if account == expanded:
                rows += self._lines(account)
            elif account != "after-2" or "after-1" in self.known or self._given(account):
                rows.append(self._summary(account))
        result = self._percent(self.known["before"]) if self._is_before and "before" in self.known else ""
        label = "absence.result" if self._is_before else "absence.change"
        return [*rows, Row(RESULT, self.words(label), result or self._change(), shows=self._result)]

    @property
    def _is_before(self) -> bool:
        return self.absence.account == "before"

    def _given(self, account: str) -> Mapping[str, Filled]:
        return a.lines_of(self.state, self.absence, account, self.words.language)

    def _flaw(self, account: str) -> a.Flaw | None:
        draft = a.account_of(self._given(account), self.words.language)
        return a.flaw_here(self.state, account, draft, self.today) if draft else None

    def _lines(self, account: str) -> list[Row]:
        given, flaw = self._given(account), self._flaw(account)
        unit = given["unit"].text if "unit" in given else "hours"
        rows = []
        for at, (name, label) in enumerate(LABELS.items()):
            filled = given.get(name)
            rows.append(
                Row(
                    f"{account}.{name}",
                    self.words(label, unit=self.words(UNITS[unit]))
                    if name == "possible"
                    else self.words(label),
                    value=self._said(name, filled, unit) if filled else "",
                    entry=filled.text if filled else "",
                    answers=self._units() if name == "unit" else (),
                    hint=self.words(HINTS[name]),
                    heading=self.words(ACCOUNTS[account]) if at == 0 and not self._is_before else "",
                    warnings=(self.words.say(flaw.why),) if flaw and flaw.line == name else (),
                )
            )
        return rows

    def _units(self) -> tuple[Answer, ...]:
        return tuple(Answer(unit, self.words(UNITS[unit])) for unit in a.UNITS)

    def _said(self, name: str, filled: Filled, unit: str) -> str:
        """Give a line as it was read: that is how a slip of the finger is seen."""
        if filled.first:
            return self.words.say(day_message(filled.first))
        if name == "unit":
            return self.words(UNITS[filled.text])
        try:
            amount = self.words.amount(read_number(filled.text, self.words.language))
        except Refused:  # typed in another language, where it could be two here
            return filled.text
        return amount if name == "people" else f"{amount} {self.words(UNITS[unit])}"

    def _summary(self, account: str) -> Row:
        known = self.known.get(account)
        flaw = self._flaw(account) if known is None else None
        given = self._given(account)
        lacking = len(a.LINES) - len(given) if given else 0
        value = (
            self._percent(known) if known else self.words("absence.lacking", n=lacking) if lacking else "–"
        )
        return Row(
            account,
            self.words(ACCOUNTS[account]),
            value,
            note=self.words.say(span_message(known.first, known.last)) if known else "",
            shows=partial(self._formula, account) if known else lambda _: [],
            warnings=(self.words.say(flaw.why),) if flaw else (),
        )

    # -- what they give ------------------------------------------------------------------------------------

    def _percent(self, account: Account) -> str:
        return self.words("format.percent", number=self.words.number(a.percentage(account)))

    def _change(self) -> str:
        """Give the change from the account before to the last one after; a dash while there are not both."""
        known = self.known
        after = [account for id_, account in known.items() if id_ != "before"]
        compared = a.compare(known["before"], after[-1]) if "before" in known and after else None
        return self._points(compared.points) if compared else "–"

    def _points(self, points: float) -> str:
        sign = "+" if points > 0 else "−" if points < 0 else "±"
        return self.words("absence.points", points=f"{sign}{self.words.number(abs(points))}")

    def _formula(self, account: str, width: int) -> Lines:
        known = self.known.get(account)
        if known is None:
            return []
        text = self.words(
            "absence.formula.hours" if known.unit == "hours" else "absence.formula.days",
            absence=known.absence,
            possible=known.possible,
            percent=self._percent(known),
        )
        return paragraph(text, width)

    def _result(self, width: int) -> Lines:
        """Give the formula, the accounts side by side, the change, and what is to be borne in mind."""
        known = self.known
        lines: Lines = []
        if not known:
            lines += paragraph(self.words("absence.not_yet"), width, "muted")
        elif self._is_before:
            lines += self._formula("before", width)
        lines += self._bars(width)
        for id_, account in known.items():
            before = known.get("before") if id_ != "before" else None
            for told in a.warnings(account, self.absence.fewest, before):
                text = self.words.say(told)
                if len(known) > 1:
                    text = self.words("absence.of", account=self.words(ACCOUNTS[id_]), text=text)
                lines += paragraph(f"! {text}", width, role="warn", bold=True, indent="  ")
        return [*lines, *paragraph(self.words("absence.note"), width, "muted")]

    def _bars(self, width: int) -> Lines:
        known = self.known
        if len(known) < 2:
            return []
        most = max(map(a.percentage, known.values()), default=0.0)
        names = {id_: self.words(ACCOUNTS[id_]) for id_ in known}
        label = max((width_of(line(name)) for name in names.values()), default=0)
        longest = min(LONGEST_BAR, width - label - 12)
        rows: Lines = []
        for id_, account in known.items():
            bar = bar_of(a.percentage(account), most, longest)
            compared = a.compare(known["before"], account) if id_ != "before" and "before" in known else None
            change = f"   {self._points(compared.points)}" if compared else ""
            figure = f"{self._percent(account):>8}"
            row = line(
                pad(names[id_], label), "  ", Span(pad(bar, longest), "accent"), Span(figure, "heading", True)
            )
            rows.append((*row, Span(change)) if width_of(row) + width_of(line(change)) <= width else row)
        return rows

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give the instruction, and whose figures these never are."""
        lines = super().task(width) or [line(self.step.title, role="accent", bold=True)]
        return [*lines, *paragraph(self.words("absence.all_together"), width, "muted")]

    def hints(self) -> Sequence[Hint]:
        """Give the keys of the form; an account in one row is opened by Enter."""
        if self.form.at in ACCOUNTS and not self.form.opened:
            take_out = (Hint("delete", "hint.take_account_out"),) if self._given(self.form.at) else ()
            return (Hint("enter", "hint.open_account"), Hint("up down", "hint.choose_line"), *take_out)
        return super().hints()

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take Delete on an account in one row; else the keys of the form."""
        if key == "delete" and self.form.at in ACCOUNTS and self._given(self.form.at):
            if self.host.do(c.RemoveAbsence(self.form.at)):
                self.host.tell(message("absence.taken_out"))
            return True
        return super().key(key, character)

    def choose(self) -> bool:
        """Open an account, or the row under the cursor."""
        if self.form.at in ACCOUNTS:
            self.form.go(f"{self.form.at}.first")
            self.host.redraw()
            return True
        return super().choose()

    def store(self, row: str, text: str) -> bool:
        """Keep a line of an account; with the last of them the account is entered."""
        return self.host.do(c.FillField(row, text))


def bar_of(value: float, most: float, width: int) -> str:
    """Give a bar in so many columns, `most` being the whole of it; half a column is half a block."""
    halves = round(2 * width * value / most) if most > 0 else 0
    if value > 0:
        halves = max(1, halves)
    return "█" * (halves // 2) + "▌" * (halves % 2)
