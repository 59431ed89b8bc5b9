"""Sickness absence, accounted for all together (APV-1.2; the formula is that of Danmarks Statistik).

Absence divided by what was possible, in hours or in workdays, times 100. Possible hours are the contract's,
absence included, less holidays and care days; overtime does not count. Accounts are compared in percentage
points, and only where they count the same unit.

An account has six lines, typed one by one. Until all of them are there and fit together it is a draft, kept
in the fields of its step as `before.first`, `after-1.people` and so on.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Final, NamedTuple

from apv_tui.core.agenda import Absence
from apv_tui.core.dates import read_day
from apv_tui.core.messages import Message, Refused, message
from apv_tui.core.numbers import MOST, plain_number, read_count, read_number
from apv_tui.core.state import Account, Filled, State
from apv_tui.core.text import one_line

ACCOUNTS: Final = ("before", "after-1", "after-2")
LINES: Final = ("first", "last", "unit", "absence", "possible", "people")
NUMBERS: Final = ("absence", "possible", "people")
UNITS: Final = ("hours", "days")
HOURS_A_DAY: Final = 24
MOST_PEOPLE: Final = 100_000
SAME_LENGTH: Final = 0.1
"""Periods whose lengths differ by no more than this share are alike."""


def percentage(account: Account) -> float:
    """Give the absence in percent of what was possible."""
    return 100.0 * (account.absence / account.possible)  # in this order all of it is 100 and no hair more


def days_of(account: Account) -> int:
    """Give the length of the period in calendar days, both ends included."""
    return (account.last - account.first).days + 1


class Comparison(NamedTuple):
    """Two accounts held against each other; `points` is the change in percentage points."""

    points: float
    alike: bool
    """Whether the periods are about equally long."""


def compare(before: Account, after: Account) -> Comparison | None:
    """Compare an account with the one before; None where they count different units.

    The points are those between the percentages as they are shown, so that the room can check them.
    """
    if before.unit != after.unit:
        return None
    lengths = days_of(before), days_of(after)
    alike = abs(lengths[0] - lengths[1]) <= SAME_LENGTH * max(lengths)
    return Comparison(round(round(percentage(after), 1) - round(percentage(before), 1), 1), alike)


class Flaw(NamedTuple):
    """What cannot be right in an account: the line to mend, and the reason."""

    line: str
    why: Message


def flaw_of(account: Account, today: date, unit: str = "") -> Flaw | None:
    """Give what cannot be right in an account, if anything. `unit` is that of the case's other accounts."""
    if account.last < account.first:
        return Flaw("last", message("refused.absence.period"))
    if account.last > today:
        return Flaw("last", message("refused.absence.future"))
    if unit and unit != account.unit:
        other = message("absence.unit.hours" if unit == "hours" else "absence.unit.days")
        return Flaw("unit", message("refused.absence.other_unit", unit=other))
    if account.possible <= 0:
        return Flaw("possible", message("refused.absence.nothing_possible"))
    if account.absence > account.possible:
        why = message("refused.absence.above_possible", absence=account.absence, possible=account.possible)
        return Flaw("absence", why)
    most = min(
        MOST, float(account.people * days_of(account) * (HOURS_A_DAY if account.unit == "hours" else 1))
    )
    if account.possible > most:
        return Flaw("possible", message("refused.absence.too_much", n=account.people, most=most))
    return None


def warnings(account: Account, fewest: int, before: Account | None = None) -> tuple[Message, ...]:
    """Give what has to be borne in mind with an account: few people, or a period of another length."""
    told = []
    if account.people < fewest:
        told.append(message("absence.few", n=account.people, fewest=fewest))
    compared = compare(before, account) if before is not None else None
    if compared is not None and not compared.alike:
        told.append(message("absence.other_length"))
    return tuple(told)


# ---- the six lines -----------------------------------------------------------------------------------------


def accounts_of(step: Absence) -> tuple[str, ...]:
    """Give the accounts that are entered or shown at a step."""
    return ACCOUNTS[:1] if step.account == "before" else ACCOUNTS


def place_of(field: str) -> tuple[str, str]:
    """Give (account, line) of a field; ("", "") where it is none."""
    account, _, line = field.partition(".")
    return (account, line) if account in ACCOUNTS and line in LINES else ("", "")


def home_of(state: State, step: Absence, account: str) -> str:
    """Give the id of the step that keeps the lines of an account, wherever they are typed."""
    wanted = "before" if account == "before" else "after"
    steps = (each for _, each in state.agenda.steps() if isinstance(each, Absence))
    return next((each.id for each in steps if each.account == wanted), step.id)


def read_line(line: str, text: str, language: str, today: date) -> Filled:
    """Read one line of an account as it was typed. Raises `Refused`."""
    text = one_line(text)
    if line in ("first", "last"):
        first, last = _past_days(text, language, today)
        day = first if line == "first" else last
        return Filled(text, (), day, day)
    if line == "unit":
        if text not in UNITS:
            raise Refused(message("refused.no_such_choice"))
    elif line == "people":
        if not 1 <= read_count(text, language) <= MOST_PEOPLE:
            raise Refused(message("refused.absence.people"))
    else:
        read_number(text, language)
    return Filled(text)


def _past_days(text: str, language: str, today: date) -> tuple[date, date]:
    """Read a day of the past: without a year it is the last such day, not the next."""
    day = read_day(text, language, today)
    if day.last > today:
        for year in (today.year, today.year - 1):
            try:
                earlier = read_day(f"{text} {year}", language, today)
            except Refused:
                continue
            if earlier.last <= today:
                return earlier.first, earlier.last
    return day.first, day.last


def lines_of(state: State, step: Absence, account: str, language: str = "") -> Mapping[str, Filled]:
    """Give the lines of an account that are filled in: those of the account as it stands, else of its draft.

    `language` is the one they are read in; "" is the agenda's.
    """
    own = state.agenda.language
    language = language or own
    fields = state.state_of(home_of(state, step, account)).fields
    drafts = {
        line: _readable(fields[id_], language, own) if line in NUMBERS else fields[id_]
        for line in LINES
        if (id_ := f"{account}.{line}") in fields
    }
    known = state.absence.get(account)
    if known is None or account_of(drafts, language) == known:
        return drafts
    return _lines_from(known, language)


def _readable(filled: Filled, language: str, own: str) -> Filled:
    """Give a number that was typed in the agenda's own language as it is written in the one of the screen."""
    if language != own:
        try:
            read_number(filled.text, language)
        except Refused:
            with suppress(Refused):
                return filled._replace(text=plain_number(read_number(filled.text, own), language))
    return filled


def _lines_from(account: Account, language: str) -> dict[str, Filled]:
    days = {
        line: Filled(day.isoformat(), (), day, day)
        for line, day in (("first", account.first), ("last", account.last))
    }
    numbers = {
        line: Filled(plain_number(value, language))
        for line, value in (
            ("absence", account.absence), ("possible", account.possible), ("people", float(account.people)),
        )
    }  # fmt: skip
    return {**days, "unit": Filled(account.unit), **numbers}


def account_of(lines: Mapping[str, Filled], language: str) -> Account | None:
    """Make an account of its lines; None while one is missing."""
    if not all(line in lines for line in LINES):
        return None
    first, last = lines["first"].first, lines["last"].last
    if first is None or last is None:
        return None
    try:
        return Account(
            first,
            last,
            lines["unit"].text,
            read_number(lines["absence"].text, language),
            read_number(lines["possible"].text, language),
            read_count(lines["people"].text, language),
        )
    except Refused:
        return None


def flaw_here(state: State, account: str, draft: Account, today: date) -> Flaw | None:
    """Give what cannot be right in an account, held against the others of the case."""
    others = [known.unit for id_, known in state.absence.items() if id_ != account]
    return flaw_of(draft, today, others[0] if others else "")
