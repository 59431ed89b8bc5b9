"""What the minutes say of a count: the strokes as a chart with ranks, how topics were chosen (APV-3.1, APV-X4)."""

from apv_tui.core.agenda import Meeting, Vote
from apv_tui.core.agenda.base import StepBase
from apv_tui.core.marks import marks_of
from apv_tui.core.preparing import is_open
from apv_tui.core.state import Item, Topics, VoteState
from apv_tui.core.topics import Tally, tally
from apv_tui.core.voting import Ranked, possible_strokes, surplus_strokes, total_strokes
from apv_tui.reports.case import Case
from apv_tui.reports.document import Bar, Bars, Block, Bullets, Para
from apv_tui.reports.minutes.lists import asked
from apv_tui.reports.options import ReportOptions


def vote(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Give the result of a count; of one that is not closed no strokes, as they stay hidden until it is."""
    del options
    if not isinstance(step, Vote) or not is_open(meeting, step):
        return ()
    known = case.state.state_of(step).vote
    if known is None:
        return (*asked(case, meeting, step), Para(case.words("minutes.not_counted"), "note"))
    if not known.closed:
        return (*asked(case, meeting, step), Para(case.words("minutes.counting"), "note"))
    result = tally(case.state, step)
    return (
        *asked(case, meeting, step),
        Para(_drawn(case, step, known)),
        *_surplus(case, step, known),
        *_chart(case, result, known),
        *_late(case, step),
        *_runoff(case, known),
        *_topics(case, step, result, known.topics),
    )


def _drawn(case: Case, step: Vote, known: VoteState) -> str:
    """Say how many drew how many strokes, and how many of those they had."""
    said = [
        case.words("minutes.drew", n=known.voters, each=case.words("minutes.strokes", n=step.strokes)),
        case.words(
            "minutes.counted",
            total=case.words("minutes.strokes", n=total_strokes(known)),
            possible=possible_strokes(step, known),
        ),
    ]
    if step.per_item < step.strokes:
        most = case.words("minutes.strokes", n=step.per_item)
        said.insert(1, case.words("minutes.rule", strokes=most, name=_one(case, step.list)))
    return " ".join(said)


def _surplus(case: Case, step: Vote, known: VoteState) -> tuple[Block, ...]:
    """Say how many of the strokes cannot have been drawn: the choice stands on them, too."""
    n = surplus_strokes(step, known)
    return (Para(case.words("vote.surplus", n=n, **marks_of(step)), "note"),) if n else ()


def _one(case: Case, list_id: str) -> str:
    spec = case.state.agenda.lists.get(list_id)
    return spec.one if spec else case.words("minutes.item")


def _chart(case: Case, result: Tally, known: VoteState) -> tuple[Block, ...]:
    """Give everything that got strokes, most first; equal totals share a rank."""
    ranking = [each for each in result.ranking if each.total.strokes]
    if not ranking:
        return ()
    chosen = {case.state.stands_for(id_) for id_ in known.topics.items} if known.topics else set()
    rows = tuple(
        Bar(
            f"{each.place}. {_named(case, each.total.item)}",
            each.total.strokes,
            _strokes(each),
            each.total.item in chosen,
        )
        for each in ranking
    )
    blocks: list[Block] = [Bars(rows, case.words("minutes.chosen") if chosen else "")]
    if any(each.total.repeats for each in ranking):
        blocks.append(Para(case.words("minutes.with_repeats"), "note"))
    # What was found after the count had opened and got no stroke was perhaps never on a sheet.
    items = case.state.items
    without = sum(not (each.total.strokes or items[each.total.item].late) for each in result.ranking)
    if without:
        blocks.append(Para(case.words("minutes.without", n=without), "note"))
    gone = total_strokes(known) - sum(each.total.strokes for each in ranking)
    if gone:
        blocks.append(Para(case.words("minutes.strokes_gone", n=gone), "note"))
    return tuple(blocks)


def _strokes(each: Ranked) -> str:
    total = each.total
    return f"{total.strokes} ({total.own} + {total.repeats})" if total.repeats else str(total.strokes)


def _late(case: Case, step: Vote) -> tuple[Block, ...]:
    """Name what was found on paper while the strokes were counted."""
    late = [item for item in case.state.standing(step.list) if item.late and item.step == step.id]
    if not late:
        return ()
    said = case.say.listed([_quoted(case, item) for item in late])
    return (Para(case.words("minutes.late", n=len(late), items=said), "note"),)


def _runoff(case: Case, known: VoteState) -> tuple[Block, ...]:
    """Give the second count, of those between which the first left it open."""
    if not known.runoff or not any(known.runoff.values()):
        return ()
    chosen = set(known.topics.items) if known.topics else set()
    order = sorted(known.runoff.items(), key=lambda each: -each[1])
    rows = tuple(
        Bar(_named(case, id_), n, str(n), id_ in chosen) for id_, n in order if id_ in case.state.items
    )
    return (Para(case.words("minutes.runoff")), Bars(rows, case.words("minutes.chosen") if chosen else ""))


def _topics(case: Case, step: Vote, result: Tally, topics: Topics | None) -> tuple[Block, ...]:
    """Say what was chosen and how: at a gap, past a tie, by a run-off, or otherwise and why."""
    if topics is None:
        tied = result.proposal.how == "undecided"
        return (Para(case.words("minutes.undecided" if tied else "minutes.not_chosen"), "note"),)
    blocks: list[Block] = [Para(_how(case, result, topics))]
    if topics.reason:
        blocks.append(Para(case.words("minutes.reason", reason=topics.reason), "said"))
    proposed = [id_ for id_ in result.proposal.items if id_ in case.state.items]
    if topics.how == "leader" and result.proposal.how != "undecided" and proposed:
        said = case.say.listed([_quoted(case, case.state.items[id_]) for id_ in proposed])
        blocks.append(Para(case.words("minutes.proposed", items=said), "note"))
    ids = dict.fromkeys(map(case.state.stands_for, topics.items))
    rows = tuple((_named(case, id_), ()) for id_ in ids if id_ in case.state.items)
    spec = case.state.agenda.lists.get(step.into)
    title = spec.title if spec else case.words("minutes.chosen")
    return (*blocks, Para(title, "strong"), Bullets(rows, "numbers"))


def _how(case: Case, result: Tally, topics: Topics) -> str:
    # What was struck out or taken off since may have moved the gap: then only that there was one is told.
    same = topics.how == result.proposal.how and set(topics.items) == set(result.proposal.items)
    gap = result.proposal.gap if same else None
    match topics.how:
        case "gap" if gap:
            return case.words("minutes.how.gap", last=gap[0], first=gap[1])
        case "gap":
            return case.words("minutes.how.gap_only")
        case "widened" if gap:
            return case.words("minutes.how.widened", last=gap[0], first=gap[1])
        case "widened":
            return case.words("minutes.how.widened_only")
        case "all":
            return case.words("minutes.how.all")
        case "runoff":
            return case.words("minutes.how.runoff")
        case "tie_taken":
            return case.words("minutes.how.tie_taken")
        case _ if result.proposal.how == "undecided":
            return case.words("minutes.how.leader_tie")
        case _:
            return case.words("minutes.how.leader")


def _named(case: Case, item: str) -> str:
    return case.said(case.state.items[item])


def _quoted(case: Case, item: Item) -> str:
    return case.words("show.quoted", text=case.said(item))
