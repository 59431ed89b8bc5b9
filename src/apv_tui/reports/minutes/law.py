"""A case held against the rules it is under: element by element what there is, and what is missing."""

from apv_tui.core.legal import CaseCheck, Finding, case_check
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Column, Heading, Para, Table, bullets
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.telling import today_of

STANDS = {"there": "law.there", "missing": "law.missing", "later": "law.later"}


def law(case: Case, options: ReportOptions) -> tuple[Block, ...]:
    """Give the section, with its heading; () where the case is under no rules."""
    if options.rules is None:
        return ()
    check = case_check(case.state, options.rules, today_of(case, options))
    words, language = case.words, case.words.language
    rules = check.rules
    name, stamp = rules.name[language], rules.stamp[language]
    return (
        Heading(1, words("law.heading")),
        Para(f"{name} ({stamp})", "strong"),
        *_summary(case, check),
        Heading(2, words("law.scope_title")),
        Para(rules.scope[language]),
        bullets(tuple(said[language] for said in rules.beyond)),
        Heading(2, words("law.elements_title")),
        _elements(case, check),
        *(Para(f"{number}. {each}", "note") for number, each in enumerate(_meanings(case, check), 1)),
        Heading(2, words("law.phases_title")),
        _phases(case, check),
        Heading(2, words("law.reminders_title")),
        bullets(tuple(said[language] for said in rules.reminders)),
        Heading(2, words("law.sources_title")),
        bullets(tuple(words("law.source", title=each.title, url=each.url) for each in rules.sources)),
        Para(words("law.note", rules=stamp), "note"),
    )


def _summary(case: Case, check: CaseCheck) -> tuple[Block, ...]:
    if check.missing:
        said = case.words("law.lacking", n=len(check.missing))
        return (Para(said), bullets(tuple(case.words.say(each.said) for each in check.missing), "boxes"))
    whole = all(finding.stands == "there" for finding in check.findings)
    return (Para(case.words("law.all_there" if whole else "law.all_so_far")),)


def _elements(case: Case, check: CaseCheck) -> Table:
    """Give the elements with what was found of each, and what is asked for besides."""
    words = case.words
    language = words.language
    rows: list[tuple[str, str, str]] = []
    divided = []
    parts: list[tuple[str, tuple[Finding, ...]]] = [
        (words("law.element_name", number=number, name=each.element.name[language]), each.findings)
        for number, each in enumerate(check.elements, 1)
    ]
    for title, findings in (*parts, (words("law.besides"), check.besides)):
        divided.append(len(rows))
        for at, finding in enumerate(findings):
            rows.append(("" if at else title, words(STANDS[finding.stands]), words.say(finding.said)))
    columns = (
        Column(words("law.element"), "main"),
        Column(words("law.stands"), "short"),
        Column(words("law.found")),
    )
    return Table(columns, tuple(rows), tuple(divided))


def _meanings(case: Case, check: CaseCheck) -> list[str]:
    language = case.words.language
    return [
        " ".join(
            (each.element.means[language], case.words("law.formerly", text=each.element.formerly[language]))
        )
        for each in check.elements
    ]


def _phases(case: Case, check: CaseCheck) -> Table:
    """Give the phases, the elements each belongs to, and at which meetings of the case it was gone through."""
    words = case.words
    language = words.language
    numbers = {each.element.id: at for at, each in enumerate(check.elements, 1)}
    rows = []
    for number, found in enumerate(check.phases, 1):
        elements = [
            words("law.element_name", number=numbers[each.element.id], name=each.element.name[language])
            for each in check.elements
            if each.element.id in found.phase.elements
        ]
        held = ", ".join(meeting.title for meeting in found.held)
        to_come = ", ".join(meeting.title for meeting in found.planned)
        told = [held] if held else []
        told += [words("law.phase_to_come", meetings=to_come)] if to_come else []
        name = words("law.element_name", number=number, name=found.phase.name[language])
        rows.append((name, ", ".join(elements), "; ".join(told)))
    in_a_phase = {element for found in check.phases for element in found.phase.elements}
    for each in check.elements:
        if each.element.id not in in_a_phase:
            name = words(
                "law.element_name", number=numbers[each.element.id], name=each.element.name[language]
            )
            rows.append((words("law.beside_phases"), name, ""))
    columns = (
        Column(words("law.phase"), "main"),
        Column(words("law.phase_elements")),
        Column(words("law.phase_meetings")),
    )
    return Table(columns, tuple(rows))
