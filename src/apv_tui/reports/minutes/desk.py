"""What the minutes say of forms, of the check whether the method fits, and of sickness absence (APV-1.1, APV-1.2).

Answers about violence, bullying or harassment are the leader's and in no document. The account of absence is
told of where the rules of the case ask for one, and its figures only where it covers enough people.
"""

from apv_tui.core.absence import accounts_of, compare, percentage, warnings
from apv_tui.core.agenda import Absence, Appoint, Meeting, Suitability
from apv_tui.core.agenda.base import StepBase
from apv_tui.core.days import span_message
from apv_tui.core.legal import Rules
from apv_tui.core.messages import Message, message
from apv_tui.core.preparing import is_open
from apv_tui.core.state import Account
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Column, Para, Table
from apv_tui.reports.forms import agreed
from apv_tui.reports.minutes.lists import listed
from apv_tui.reports.options import ReportOptions

NAMES = {"before": "absence.before", "after-1": "absence.after", "after-2": "absence.after_again"}


def suitability(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Say that it was asked, and that the answers are not here."""
    del options
    rest = listed(case, case.homes.get(step.id, ()), step)
    if not isinstance(step, Suitability) or not case.state.state_of(step).entered:
        return rest
    del meeting
    return (Para(case.words("decided.suitability"), "note"), *rest)


def appoint(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Give what was agreed, line by line, and what still stands open."""
    del options
    rest = listed(case, case.homes.get(step.id, ()), step)
    if not isinstance(step, Appoint) or not is_open(meeting, step):
        return rest
    told = agreed(case, step)
    if not told and case.state.state_of(step).entered:
        told = (Para(case.words("decided.nothing_agreed"), "note"),)
    return (*told, *rest)


def absence(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Give the accounts of sickness absence, and what has changed, where the rules ask for them."""
    del meeting
    rest = listed(case, case.homes.get(step.id, ()), step)
    if not isinstance(step, Absence) or not asks_for_absence(options.rules):
        return rest
    accounts = {id_: case.state.absence[id_] for id_ in accounts_of(step) if id_ in case.state.absence}
    if not accounts:
        entered = case.state.state_of(step).entered
        return (*((Para(case.words("decided.no_account"), "note"),) if entered else ()), *rest)
    return (*_accounts(case, accounts, step.fewest), *rest)


def asks_for_absence(rules: Rules | None) -> bool:
    """Whether rules ask for an account of sickness absence."""
    if rules is None:
        return False
    asks = [ask for element in rules.elements for ask in element.asks]
    return any(ask.check.startswith("absence") for ask in (*asks, *rules.besides))


def _accounts(case: Case, accounts: dict[str, Account], fewest: int) -> tuple[Block, ...]:
    """Give the accounts beside each other. Those that cover fewer than `fewest` are told of without a figure."""
    words = case.words
    shown = {id_: account for id_, account in accounts.items() if account.people >= fewest}
    blocks: list[Block] = []
    if shown:
        columns = (Column("", "main"), *(Column(words(NAMES[id_])) for id_ in shown))
        blocks.append(Table(columns, _rows(case, shown)))
        blocks += [Para(_formula(case, account), "note") for account in shown.values()]
    for id_, account in accounts.items():
        period = words.say(span_message(account.first, account.last))
        if id_ not in shown:
            said = words(
                "decided.few", n=account.people, fewest=fewest, account=words(NAMES[id_]), period=period
            )
            blocks.append(Para(said, "note"))
            continue
        before = shown.get("before") if id_ != "before" else None
        blocks += [Para(words.say(told), "note") for told in warnings(account, fewest, before)]
    return tuple(blocks)


def _rows(case: Case, accounts: dict[str, Account]) -> tuple[tuple[str, ...], ...]:
    words = case.words
    before = accounts.get("before")

    def change(id_: str, account: Account) -> str:
        compared = compare(before, account) if before is not None and id_ != "before" else None
        if compared is None:
            return ""
        sign = "+" if compared.points > 0 else "−" if compared.points < 0 else ""
        return words("absence.points", points=f"{sign}{words.number(abs(compared.points))}")

    table = [
        ("decided.period", [words.say(span_message(each.first, each.last)) for each in accounts.values()]),
        ("absence.unit", [words.say(_unit(each)) for each in accounts.values()]),
        ("absence.absence", [words.amount(each.absence) for each in accounts.values()]),
        ("decided.possible", [words.amount(each.possible) for each in accounts.values()]),
        ("absence.people", [str(each.people) for each in accounts.values()]),
        ("absence.result", [_percent(case, each) for each in accounts.values()]),
        ("absence.change", [change(id_, each) for id_, each in accounts.items()]),
    ]
    return tuple((words(label), *cells) for label, cells in table if any(cells))


def _unit(account: Account) -> Message:
    return message("absence.unit.hours" if account.unit == "hours" else "absence.unit.days")


def _percent(case: Case, account: Account) -> str:
    return case.words("format.percent", number=case.words.number(percentage(account)))


def _formula(case: Case, account: Account) -> str:
    said = "absence.formula.hours" if account.unit == "hours" else "absence.formula.days"
    return case.words(
        said,
        absence=case.words.amount(account.absence),
        possible=case.words.amount(account.possible),
        percent=_percent(case, account),
    )
