"""What rules ask of a case: the rules themselves are data, here is only how a case is held against them.

A file of rules (`files/rules/`) names the elements, says which of the checks in `checks` show each of them, and
where it has that from.
`matters` and `planned` hold the checks, `standing` the case as a whole. No country and no method is named here.
"""

from apv_tui.core.legal.checks import CHECKS
from apv_tui.core.legal.finding import Finding
from apv_tui.core.legal.model import Ask, Element, Phase, Rules, Source, rules_from
from apv_tui.core.legal.standing import CaseCheck, ElementFound, PhaseFound, case_check, holds_for

__all__ = [
    "CHECKS",
    "Ask",
    "CaseCheck",
    "Element",
    "ElementFound",
    "Finding",
    "Phase",
    "PhaseFound",
    "Rules",
    "Source",
    "case_check",
    "holds_for",
    "rules_from",
]
