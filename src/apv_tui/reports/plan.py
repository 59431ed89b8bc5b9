"""The action plan by itself: what everybody at the workplace may see, and those who took part sign (APV-4.4)."""

from apv_tui.core.agenda import Agenda, Appoint, Assess, Close, Plan
from apv_tui.core.planning import chosen_wishes
from apv_tui.core.plans import in_order
from apv_tui.core.preparing import is_open
from apv_tui.core.state import Item
from apv_tui.core.thread import Book, book_of, thread_in
from apv_tui.reports import plan_blocks, telling
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Bullets, Document, Heading, Keep, Page, Para, Signatures, bullets
from apv_tui.reports.forms import agreed
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.phrases import BETWEEN


def plan_document(case: Case, options: ReportOptions) -> Document:
    """Give the plan of a case, whether it was adopted or not, in the meeting's language."""
    agenda, words = case.state.agenda, case.words
    book = book_of(case.state)
    plans = case.state.plans
    report = agenda.report
    introduction = options.introduction or (report.introduction if report else ())
    blocks: list[Block] = [Para(text) for text in introduction]
    if not any(plan_blocks.is_planned(case, list_id) for list_id in plans):
        blocks.append(Para(words("plan_report.none")))
    for list_id in plans:
        if plan_blocks.is_planned(case, list_id):
            blocks += _plan(case, options, list_id, book, titled=len(plans) > 1)
    blocks += without_action(case, book)
    blocks += not_possible(case, book)
    blocks += _signed(case, options)
    title = case.say.list_title(plans[0]) if len(plans) == 1 else words("plan_report.title")
    made = telling.as_of(case, telling.today_of(case, options))
    under = BETWEEN.join((options.title or agenda.title, made))
    return Document(title, words.language, (Page(tuple(blocks)),), under=under, logo=options.logo)


def _plan(case: Case, options: ReportOptions, list_id: str, book: Book, *, titled: bool) -> list[Block]:
    words = case.words
    blocks: list[Block] = [Heading(1, case.say.list_title(list_id))] if titled else []
    blocks.append(Para(plan_blocks.standing(case, list_id), "strong"))
    if options.rules is not None:
        scope, beyond = options.rules.scope, options.rules.beyond
        others = case.say.listed([said[words.language] for said in beyond])
        blocks.append(Para(f"{scope[words.language]} {others}.", "note"))
    for beside in lists_beside(case.state.agenda, list_id):
        texts = tuple(case.said(item) for item in case.state.standing(beside))
        blocks += [Heading(2, case.say.list_title(beside)), bullets(texts)] if texts else []
    blocks += [Heading(2, words("plan_report.overview")), plan_blocks.overview(case, options, list_id)]
    blocks += plan_blocks.lacking(case, list_id)
    blocks += [Heading(2, words("plan_report.each")), *plan_blocks.actions(case, options, list_id, book)]
    blocks += plan_blocks.off(case, list_id)
    blocks += _agreed(case, list_id)
    return blocks


# -- what stands beside the actions ------------------------------------------------------------------------


def _closings(agenda: Agenda, list_id: str) -> list[Close]:
    """Give the steps that show a plan once more at the end of a meeting."""
    return [
        step
        for meeting, step in agenda.steps()
        if isinstance(step, Close) and list_id in step.uses and is_open(meeting, step)
    ]


def lists_beside(agenda: Agenda, list_id: str) -> tuple[str, ...]:
    """Give the lists that belong to a plan, such as its goals: those that are shown with it where it is closed."""
    plans = {step.into for _, step in agenda.steps() if isinstance(step, Plan)}
    found = [each for step in _closings(agenda, list_id) for each in step.uses]
    return tuple(each for each in dict.fromkeys(found) if each != list_id and each not in plans)


def _agreed(case: Case, list_id: str) -> tuple[Block, ...]:
    """Give what was agreed so that the plan is carried out (APV-4.4f), as the closing steps show it."""
    ids = dict.fromkeys(id_ for step in _closings(case.state.agenda, list_id) for id_ in step.agreed)
    blocks: list[Block] = []
    for id_ in ids:
        step = case.state.find_step(id_)
        told = agreed(case, step) if isinstance(step, Appoint) and not step.private else ()
        blocks += [Keep((Heading(2, step.title), *told))] if step and told else []
    return tuple(blocks)


def without_action(case: Case, book: Book) -> tuple[Block, ...]:
    """Name what was chosen that nothing is planned for: nothing is dropped in silence (APV-X15)."""
    if not any(in_order(case.state, list_id) for list_id in case.state.plans):
        return ()
    parked = {id_ for each in case.state.steps.values() for id_ in each.unchosen}
    rows = []
    for wish in chosen_wishes(book):
        thread = thread_in(book, wish)
        judged = telling.weighed(thread)
        if thread.actions or judged.verdict == "not_possible":  # which has a part of its own
            continue
        aside = case.words("plan_report.parked") if wish.id in parked else ""
        facts = (telling.strokes(case, thread), telling.assessed(case, judged), aside)
        rows.append((BETWEEN.join(filter(None, (case.said(wish), *facts))), ()))
    return (Heading(2, case.words("plan_report.without")), Bullets(tuple(rows))) if rows else ()


def not_possible(case: Case, book: Book) -> tuple[Block, ...]:
    """Give what was found not possible, with the reason: what stays as it is has a part of its own."""
    lists = dict.fromkeys(step.list for _, step in case.state.agenda.steps() if isinstance(step, Assess))
    items = {item.id: item for list_id in lists for item in case.state.standing(list_id)}
    rows = tuple((_stays(case, item, book), ()) for item in items.values() if item.verdict == "not_possible")
    if not rows:
        return ()
    return (
        Heading(2, case.words("plan_report.not_possible")),
        Para(case.words("plan_report.not_possible_note"), "note"),
        Bullets(rows),
    )


def _stays(case: Case, item: Item, book: Book) -> str:
    risk = case.words(telling.RISKS[item.risk]) if item.risk in telling.RISKS else ""
    said = case.said(item)
    if item.reason:
        said = case.words("verdict.because", verdict=said, reason=item.reason)
    return BETWEEN.join(filter(None, (said, risk, telling.strokes(case, thread_in(book, item)))))


# -- the end -----------------------------------------------------------------------------------------------


def _signed(case: Case, options: ReportOptions) -> tuple[Block, ...]:
    """Give lines for those to sign on whom the rules name: so they show that they took part."""
    if options.rules is None or not options.rules.signs:
        return ()
    language = case.words.language
    lines = tuple(said[language] for said in options.rules.signs)
    return (
        Keep(
            (
                Heading(2, case.words("plan_report.signatures")),
                Signatures(lines, case.words("plan_report.date")),
            )
        ),
    )
