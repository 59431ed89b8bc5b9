"""Deciding on forms, and on the accounts of sickness absence."""

from collections.abc import Mapping
from typing import Final

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.absence import (
    LINES,
    account_of,
    accounts_of,
    flaw_here,
    home_of,
    lines_of,
    place_of,
    read_line,
)
from apv_tui.core.agenda import Absence, Appoint, FormField, Suitability
from apv_tui.core.dates import read_day
from apv_tui.core.decide.deciding import decides
from apv_tui.core.decide.means import Drafts, Means, at
from apv_tui.core.messages import Refused, message
from apv_tui.core.naming import name_people
from apv_tui.core.state import Filled, State, question_ids
from apv_tui.core.text import one_line, safe

LONGEST_ANSWER: Final = 2_000
WAY: Final = "/way"
"""The line of a suitability check that says how to go on; no id of a question looks like that."""
YES_NO: Final = {
    "yes": ("yes", "y", "ja", "j", "jo"),
    "no": ("no", "n", "nej", "nei", "nee"),
    "unsure": ("unsure", "?", "ved ikke", "vet ikke", "weet niet", "don't know"),
}  # fmt: skip


@decides(c.FillField)
def fill_field(state: State, command: c.FillField, means: Means) -> Drafts:
    """Fill in a line of the form, read by its type; an empty text clears it."""
    step = state.step
    if isinstance(step, Suitability):
        filled = _check_answer(step, command)
    elif isinstance(step, Appoint):
        field = next((each for each in step.fields if each.id == command.field), None)
        if field is None:
            raise Refused(message("refused.no_such_field"))
        filled = _read(state, field, command.text, means)
    elif isinstance(step, Absence):
        return _fill_account(state, step, command, means)
    else:
        raise Refused(message("refused.no_form_here"))
    known = state.state_of(step).fields.get(command.field)
    if not filled.text and known is None:
        return ()
    if known and (known.text, known.people, known.first) == (filled.text, filled.people, filled.first):
        return ()
    return at(step.id, filled)


def _check_answer(step: Suitability, command: c.FillField) -> f.FieldFilled:
    text = one_line(command.text)
    if command.field == WAY:
        if text and text not in step.ways:
            raise Refused(message("refused.no_such_choice"))
    elif command.field not in question_ids(step):
        raise Refused(message("refused.no_such_field"))
    elif text:
        text = _yes_no(text)
    return f.FieldFilled(field=command.field, text=text)


def _yes_no(text: str) -> str:
    for answer, words in YES_NO.items():
        if text.casefold() in words:
            return answer
    raise Refused(message("refused.yes_or_no"))


def _read(state: State, field: FormField, typed: str, means: Means) -> f.FieldFilled:
    text = one_line(typed, len(typed) + 1)
    if len(text) > LONGEST_ANSWER:
        raise Refused(message("refused.long_answer", n=len(text), most=LONGEST_ANSWER))
    if not text:
        return f.FieldFilled(field=field.id, text="")
    if field.type == "text":
        # An invitation has paragraphs, and keeps them.
        rows = [one_line(row, LONGEST_ANSWER) for row in safe(typed).split("\n")]
        return f.FieldFilled(field=field.id, text="\n".join(rows).strip("\n"))
    if field.type == "date":
        day = read_day(text, means.language_of(state), means.now.astimezone().date())
        return f.FieldFilled(field=field.id, text=day.text, first=day.first, last=day.last)
    if field.type == "people":
        named = name_people(state.people.values(), text)
        return f.FieldFilled(field=field.id, text=named.text, people=named.people)
    if field.type == "yes_no":
        return f.FieldFilled(field=field.id, text=_yes_no(text))
    if field.type == "choice":
        # A choice may be a number itself.
        if text not in field.choices and text.isdecimal() and 1 <= int(text) <= len(field.choices):
            text = field.choices[int(text) - 1]
        if text not in field.choices:
            raise Refused(message("refused.no_such_choice"))
    return f.FieldFilled(field=field.id, text=text)


# ---- sickness absence --------------------------------------------------------------------------------------


def _fill_account(state: State, step: Absence, command: c.FillField, means: Means) -> Drafts:
    """Fill in one line of an account, and with the last of them the account itself (APV-1.2c).

    A line is kept also where the account does not fit together with it yet; then there is no account.
    """
    account, line = place_of(command.field)
    if account not in accounts_of(step):
        raise Refused(message("refused.no_such_field"))
    today = means.now.astimezone().date()
    language = means.language_of(state)
    known = lines_of(state, step, account, language)
    lines = dict(known)
    before = lines.pop(line, None)
    if one_line(command.text):
        lines[line] = read_line(line, command.text, language, today)
    if lines.get(line) == (before._replace(at=None) if before else None):
        return ()
    draft = account_of(lines, language)
    if draft and flaw_here(state, account, draft, today) is None:
        if draft == state.absence.get(account):
            return at(home_of(state, step, account), _line_fact(command.field, lines.get(line)))
        entered = f.AbsenceAccounted.model_validate({"account": account, **draft._asdict()})
        return at(home_of(state, step, account), _line_fact(command.field, lines.get(line)), entered)
    return _keep_draft(state, step, account, lines)


def _keep_draft(state: State, step: Absence, account: str, lines: Mapping[str, Filled]) -> Drafts:
    """Keep the lines of an account that is not whole; one that stood before does so no longer."""
    home = home_of(state, step, account)
    kept = state.state_of(home).fields
    changed = [id_ for line in LINES if kept.get(id_ := f"{account}.{line}") != lines.get(line)]
    facts: list[f.Fact] = [_line_fact(id_, lines.get(place_of(id_)[1])) for id_ in changed]
    if account in state.absence:
        facts.append(f.AbsenceRemoved.model_validate({"account": account}))
    return at(home, *facts)


def _line_fact(field: str, filled: Filled | None) -> f.FieldFilled:
    if filled is None:
        return f.FieldFilled(field=field, text="")
    return f.FieldFilled(field=field, text=filled.text, first=filled.first, last=filled.last)


@decides(c.RemoveAbsence)
def remove_absence(state: State, command: c.RemoveAbsence, _: Means) -> Drafts:
    """Take an account out, and all that was typed for it."""
    step = state.step
    if not isinstance(step, Absence) or command.account not in accounts_of(step):
        raise Refused(message("refused.no_account_here"))
    return _keep_draft(state, step, command.account, {})
