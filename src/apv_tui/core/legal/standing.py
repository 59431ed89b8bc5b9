"""Holding a case against rules: what each element asks for, what was there and what is still missing."""

from datetime import date
from typing import NamedTuple

from apv_tui.core.agenda import Agenda, Meeting
from apv_tui.core.agenda.base import StepBase
from apv_tui.core.agenda.model import NO_RULES
from apv_tui.core.legal.checks import CHECKS
from apv_tui.core.legal.finding import Finding, cites, within
from apv_tui.core.legal.model import Ask, Element, Phase, Rules
from apv_tui.core.state import State


class ElementFound(NamedTuple):
    """An element of the rules with what was found of it."""

    element: Element
    findings: tuple[Finding, ...]

    @property
    def fulfilled(self) -> bool:
        """Whether nothing of it is missing or still to come."""
        return all(finding.stands == "there" for finding in self.findings)


class PhaseFound(NamedTuple):
    """A phase that people know, and the meetings of the case at which something of it was gone through."""

    phase: Phase
    held: tuple[Meeting, ...]
    planned: tuple[Meeting, ...]
    """Those of the agenda that belong to it and have not come to it yet."""


class CaseCheck(NamedTuple):
    """A case held against rules."""

    rules: Rules
    elements: tuple[ElementFound, ...]
    besides: tuple[Finding, ...]
    phases: tuple[PhaseFound, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, element by element, and then what is asked for besides."""
        return (*(finding for each in self.elements for finding in each.findings), *self.besides)

    @property
    def missing(self) -> tuple[Finding, ...]:
        """What is missing."""
        return tuple(finding for finding in self.findings if finding.stands == "missing")


def case_check(state: State, rules: Rules, today: date) -> CaseCheck:
    """Hold a case against rules as it stands on a day.

    The state must not be without the accounts of absence (`core.audience`), or they count as missing; no figure
    of them is in what is found.
    """
    return CaseCheck(
        rules,
        tuple(ElementFound(element, _found(state, element.asks, today)) for element in rules.elements),
        _found(state, rules.besides, today),
        tuple(_phase(state, rules, phase) for phase in rules.phases),
    )


def _found(state: State, asks: tuple[Ask, ...], today: date) -> tuple[Finding, ...]:
    findings = (CHECKS[ask.check](state, ask, today) for ask in asks)
    return tuple(finding for finding in findings if finding is not None)


def _phase(state: State, rules: Rules, phase: Phase) -> PhaseFound:
    held, planned = [], []
    for meeting in state.agenda.meetings:
        steps = [step for step in meeting.steps if phase_of(rules, step) == phase]
        here = state.meetings.get(meeting.id)
        if steps and here and (here.held or any(state.state_of(step).entered for step in steps)):
            held.append(meeting)
        elif steps:
            planned.append(meeting)
    return PhaseFound(phase, tuple(held), tuple(planned))


def phase_of(rules: Rules, step: StepBase) -> Phase | None:
    """Give the phase a step belongs to: that of the first element it cites which belongs to one."""
    for element in step.source:
        for phase in rules.phases:
            if any(within(element, each) for each in phase.cites):
                return phase
    return None


def holds_for(rules: Rules, agenda: Agenda) -> bool:
    """Whether an agenda is under these rules: it names them, or names none and is written for what they govern."""
    if agenda.rules is not None:
        return agenda.rules not in ("", NO_RULES) and agenda.rules == rules.id
    if not rules.cites or agenda.language != rules.language:
        return False
    return any(cites(step, rules.cites) for _, step in agenda.steps())
