"""The thread from wish to action: where each wish that was chosen came from, and what came of it (APV-4.4d)."""

from collections import Counter

from apv_tui.core.planning import chosen_wishes
from apv_tui.core.plans import known_as
from apv_tui.core.thread import Thread, book_of, thread_in
from apv_tui.reports import telling
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Facts, Heading, Keep
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.phrases import BETWEEN


def thread(case: Case, options: ReportOptions) -> tuple[Block, ...]:
    """Give the threads of a case, with their heading; () where nothing was chosen yet."""
    del options
    book = book_of(case.state)
    blocks: list[Block] = []
    for item in chosen_wishes(book):
        blocks.append(Keep((Heading(2, case.said(item)), Facts(_facts(case, thread_in(book, item))))))
    return (Heading(1, case.words("decided.thread")), *blocks) if blocks else ()


def _facts(case: Case, thread: Thread) -> tuple[tuple[str, str], ...]:
    words = case.words
    groups = sorted({choice.group + 1 for choice in thread.choices})
    counted = [telling.strokes(case, thread)]
    if thread.chosen:
        counted.append(words("thread.among_chosen"))
    rows = [
        (words("plan_report.from"), telling.sheets(case, thread)),
        (words("thread.from"), BETWEEN.join(_before(case, thread))),
        (words("thread.counted"), ", ".join(filter(None, counted))),
        (words("thread.assessed"), telling.assessed(case, telling.weighed(thread))),
        (words("thread.chosen_title"), _groups(case, groups)),
        (words("thread.proposals"), _proposals(case, thread)),
        *_actions(case, thread),
    ]
    return tuple((label, value) for label, value in rows if value)


def _before(case: Case, thread: Thread) -> list[str]:
    said = [case.words("thread.before", text=text) for text in thread.wordings]
    return said + [case.words("thread.also", text=text) for text in thread.others]


def _groups(case: Case, numbers: list[int]) -> str:
    if not numbers:
        return ""
    return case.words("thread.by_groups", n=len(numbers), numbers=", ".join(map(str, numbers)))


def _proposals(case: Case, thread: Thread) -> str:
    """Count the proposals, also by lens: their words stand where they were noted."""
    by_lens = Counter(case.state.lens_of(item) for item in thread.proposals if not item.vault)
    if not by_lens:
        return ""
    said = [case.words("decided.of_lens", lens=lens, n=n) for lens, n in by_lens.items() if lens]
    return BETWEEN.join((case.words("decided.in_all", n=by_lens.total()), *said))


def _actions(case: Case, thread: Thread) -> list[tuple[str, str]]:
    words = case.words
    if not thread.actions:
        return [(words("thread.actions"), words("decided.no_action"))] if case.state.plans else []
    rows = []
    for item in thread.actions:
        owner = telling.detail(case, item, "owner")
        facts = (owner, telling.status(case, item))
        said = words("plan_report.named", number=known_as(case.state, item), text=case.said(item))
        rows.append((words("decided.action"), BETWEEN.join(filter(None, (said, *facts)))))
    return rows
