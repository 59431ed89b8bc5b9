"""The script for the leader: step by step what to say, hang up and hand out, with the questions in full."""

from collections.abc import Mapping

from apv_tui.core.agenda import (
    Agenda,
    Appoint,
    Close,
    Interviews,
    Noting,
    Question,
    Rounds,
    Sort,
    Spotlight,
    Step,
    Suitability,
    Talk,
    Vote,
)
from apv_tui.core.marks import marks_of
from apv_tui.core.preparing import PAPERS, HangUp, at_hand, hang_ups, needs_draw, papers_of, taken_up
from apv_tui.core.running_order import MeetingOrder, Row, running_order, turns_in
from apv_tui.reports.document import Block, Bullets, Document, Heading, Keep, Page, Para, Room, bullets
from apv_tui.reports.order import head, totals, under
from apv_tui.reports.phrases import BETWEEN, Phrases
from apv_tui.words import Words, duration

ROOM_TO_WRITE = 3
"""Lines for the leader's own notes at each step."""


def script_document(
    agenda: Agenda,
    words: Words,
    *,
    start: int | None = None,
    people: int | None = None,
    meeting: str = "",
    changed: Mapping[str, int] | None = None,
) -> Document:
    """Give the script of an agenda, or of one of its meetings; `start` in minutes from midnight.

    `changed` has the minutes that steps were given instead of the agenda's; a dropped one is left out.
    """
    say = Phrases(words, agenda, start)
    orders = [each for each in running_order(agenda, people, changed) if meeting in ("", each.meeting.id)]
    title = words("show.script", title=agenda.title)
    return Document(title, words.language, tuple(_page(each, say) for each in orders), under(say, people))


def _page(order: MeetingOrder, say: Phrases) -> Page:
    blocks: list[Block] = [*head(order, say), Para(totals(order, say), "strong"), *_before(order, say)]
    for row in order.rows:
        if row.section and row.section != row.step.title:
            blocks.append(Heading(2, row.section))
        if row.minutes:
            blocks.append(Keep(tuple(_step(row, order, say))))
    return Page(tuple(blocks))


def _before(order: MeetingOrder, say: Phrases) -> list[Block]:
    """Give what to have ready: what the agenda asks for, and what can be printed."""
    things = [*at_hand(order.meeting)]
    steps = order.meeting.steps
    wanted = [(paper, step) for step in steps for paper in papers_of(order.meeting, step)]
    for text, later in (("show.printed", False), ("show.printed_later", True)):
        by_paper = {
            paper: [step for each, step in wanted if each == paper and needs_draw(each, step) == later]
            for paper in PAPERS
        }
        names = [say.paper(paper, found) for paper, found in by_paper.items() if found]
        if names:
            things.append(say.words(text, papers=say.listed(names)))
    if not things:
        return []
    return [Heading(2, say.words("show.before")), bullets(tuple(things), "boxes")]


def _step(row: Row, order: MeetingOrder, say: Phrases) -> list[Block]:
    step, words = row.step, say.words
    first = BETWEEN.join((say.clock(row.begins), say.lasts(row.minutes), step.title))
    facts = [say.kind(step), *say.marks(row)]
    groups = say.groups(row, turns=False)
    blocks: list[Block] = [Heading(3, first), Para(BETWEEN.join(filter(None, (*facts, groups))), "note")]
    blocks += _ready(row, order, say)
    if step.instruction:
        blocks.append(Para(words("show.on_screen", text=step.instruction)))
    blocks += _pages(step, say)
    if step.say:
        blocks += [Para(words("notes.say"), "strong"), *(Para(each, "said") for each in step.say)]
    blocks += _asked(step, say)
    blocks += _of_its_kind(row, say)
    if step.notes:
        blocks += [Para(words("notes.notes"), "strong"), bullets(step.notes)]
    blocks += _lists(row, say)
    blocks.append(Room(ROOM_TO_WRITE))
    return blocks


def _ready(row: Row, order: MeetingOrder, say: Phrases) -> list[Block]:
    """Give what is hung up, handed out and at hand at a step."""
    step, words = row.step, say.words
    blocks: list[Block] = []
    hung = tuple(_hung(each, say) for each in hang_ups(say.agenda, order.meeting, step))
    if hung:
        blocks += [Para(words("show.hang_up"), "strong"), bullets(hung)]
    # Who sits where is drawn on the day: what was printed before says something else.
    wanted = (paper for paper in papers_of(order.meeting, step) if not needs_draw(paper, step))
    papers = tuple(say.paper(paper, (step,)) for paper in wanted)
    if papers:
        blocks += [Para(words("show.hand_out"), "strong"), bullets(papers)]
    if step.bring:
        blocks += [Para(words("notes.bring"), "strong"), bullets(step.bring)]
    return blocks


def _hung(hang: HangUp, say: Phrases) -> str:
    return say.words(f"show.hang.{hang.what}", list=say.list_title(hang.list))


def _pages(step: Step, say: Phrases) -> list[Block]:
    if not isinstance(step, Talk) or not step.pages:
        return []
    shown = tuple((page.title, (page.text,)) if page.title else (page.text, ()) for page in step.pages)
    return [Para(say.words("show.pages"), "strong"), Bullets(shown, "numbers")]


def _asked(step: Step, say: Phrases) -> list[Block]:
    """Give every question in full, under its heading, with the deepening ones below it."""
    if not step.questions:
        return []
    words = say.words
    title = words("show.questions")
    if isinstance(step, Interviews) and step.choose_questions and step.choose_questions < len(step.questions):
        title = words("show.questions_chosen", n=step.choose_questions)
    blocks: list[Block] = [Para(title, "strong")]
    for number, question in enumerate(step.questions, 1):
        item = (_question(question, step, say), question.probes)
        above = tuple(filter(None, (question.heading, question.intro)))
        last = blocks[-1]
        if isinstance(last, Bullets) and not above:
            blocks[-1] = last._replace(items=(*last.items, item))
        else:
            blocks += [*(Para(each) for each in above), Bullets((item,), "numbers", number)]
    return blocks


def _question(question: Question, step: Step, say: Phrases) -> str:
    words = say.words
    lens = f"{question.lens}: " if question.lens else ""
    beside = []
    if question.at_most:
        per_group = isinstance(step, Noting) and step.per == "group"
        beside.append(
            words("collect.at_most.group", most=question.at_most)
            if per_group
            else words("collect.at_most", most=question.at_most)
        )
    if question.into:
        beside.append(words("show.fills", lists=say.lists((question.into,))))
    return f"{lens}{question.text}{f' ({BETWEEN.join(beside)})' if beside else ''}"


def _of_its_kind(row: Row, say: Phrases) -> list[Block]:
    """Give what only this kind of step has."""
    step, words = row.step, say.words
    blocks: list[Block] = []
    if isinstance(step, Noting | Spotlight) and step.consent:
        blocks += [Para(words("show.consent"), "strong"), Para(step.consent, "said")]
    if isinstance(step, Noting) and step.examples:
        blocks += [Para(words("collect.examples"), "strong"), bullets(step.examples)]
    if isinstance(step, Rounds):
        for turns in turns_in(step, row.groups):
            times = say.listed([duration(at) for at in turns.changes])
            text = BETWEEN.join((say.turns(turns), words("show.changes", times=times)))
            blocks.append(Para(text))
    if isinstance(step, Spotlight):
        blocks.append(Para(who_speaks(step, step.role, words)))
    if isinstance(step, Vote):
        name = say.agenda.lists[step.list].one if step.list in say.agenda.lists else words("plan.wish")
        marks = marks_of(step)
        rule = (
            words("vote.each", n=step.strokes, **marks),
            words("vote.rule", n=step.per_item, name=name, **marks),
        )
        least, most = step.choose
        span = str(least) if least == most else f"{least}–{most}"
        blocks.append(Para(BETWEEN.join((*rule, words("show.chosen", span=span)))))
    if isinstance(step, Suitability):
        blocks += [Para(words("show.ways"), "strong"), bullets(step.ways, "numbers")]
        blocks += [Para(words("show.advice"), "strong"), bullets(step.advice)] if step.advice else []
    if isinstance(step, Appoint):
        blocks += [Para(words("show.fields"), "strong"), _fields(step)]
    if isinstance(step, Sort) and step.headings:
        blocks += [Para(words("show.headings"), "strong"), bullets(step.headings)]
    if isinstance(step, Close) and step.next:
        blocks += [Para(words("close.next"), "strong"), bullets(step.next)]
    return blocks


def who_speaks(step: Spotlight, name: str, words: Words) -> str:
    """Say who speaks and who listens while one is at the centre."""
    if step.speaks == "spot":
        return f"{words('spotlight.tells', name=name)} {words('spotlight.others_listen')}"
    if step.speaks == "others":
        return f"{words('spotlight.only_listens', name=name)} {words('spotlight.others_talk')}"
    return words("spotlight.all_speak", name=name)


def _fields(step: Appoint) -> Bullets:
    items = []
    for field in step.fields:
        below = [*filter(None, (field.hint,)), *field.choices, *filter(None, (field.offer,))]
        items.append((field.title, tuple(below)))
    return Bullets(tuple(items))


def _lists(row: Row, say: Phrases) -> list[Block]:
    """Say what happens to the lists: which are taken up, which are filled, and where those come back."""
    words = say.words
    said = [words("show.reads", lists=say.lists(row.reads))] if row.reads else []
    for later in taken_up(say.agenda, row.step):
        text = words("show.fills", lists=say.lists((later.list,)))
        if later.steps:
            meeting, step = later.steps[0]
            here = any(each is row.step for each in meeting.steps)
            where = words(
                "show.comes_back" if here else "show.comes_back_at", step=step.title, meeting=meeting.title
            )
            text = f"{text} {where}"
        said.append(text)
    return [Para(words("show.lists"), "strong"), bullets(tuple(said))] if said else []
