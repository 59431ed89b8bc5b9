"""Players of the steps at a desk: whether the method fits, forms, sickness absence, the plan and its follow-up."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from apv_tui.core import commands as c
from apv_tui.core.absence import LINES, accounts_of
from apv_tui.core.agenda import Absence, Appoint, FollowUp, FormField, Plan, ReadBack, Suitability
from apv_tui.core.case import window_of
from apv_tui.core.decide.forms import WAY
from apv_tui.core.forms import fill_gaps, open_fields
from apv_tui.core.planning import proposals_of, wishes_of
from apv_tui.core.plans import asked_of, in_order, missing
from apv_tui.core.rehearsal.registry import plays
from apv_tui.core.rehearsal.scene import Move, Moves, Scene, spread
from apv_tui.core.state import question_ids

OPEN: Final = "open"
FEWEST_ACTIONS: Final = 4
HOURS_A_YEAR: Final = 1600
STATUSES: Final = ("done", "in_progress", "in_progress", "not_started", "postponed")


@plays("suitability")
def suitability(scene: Scene, step: Suitability) -> Moves:
    """Answer with no, once with "don't know", and take the ordinary way."""
    ids = question_ids(step)
    for at, (id_, moment) in enumerate(zip(ids, spread(len(ids), 0.1, 0.6), strict=True)):
        yield Move(c.FillField(id_, "unsure" if at and scene.often(0.3) else "no"), moment)
    yield Move(c.FillField(WAY, step.ways[0]), 0.8, turn=True)


@plays("appoint")
def appoint(scene: Scene, step: Appoint) -> Moves:
    """Fill in what is still open in the form."""
    fields = open_fields(scene.state, step)
    for field, moment in zip(fields, spread(len(fields), 0.05, 0.95), strict=True):
        yield Move(c.FillField(field.id, _filled(scene, step, field)), moment)


def _filled(scene: Scene, step: Appoint, field: FormField) -> str:
    if field.type == "date":
        meeting = scene.state.agenda.meeting(field.meeting or "")
        window = window_of(scene.state, meeting) if meeting else None
        if window is not None and window[0] > scene.today:
            return scene.date(window[0])
        return scene.weeks(scene.chance.randint(1, 3))
    if field.type == "people":
        return scene.names(scene.chance.randint(1, 2))
    if field.type == "yes_no":
        return "yes"
    if field.type == "choice":
        return scene.chance.choice(field.choices)
    if field.offer:
        fields = scene.state.state_of(step).fields
        said = {id_: filled.text for id_, filled in fields.items()}
        return fill_gaps(field.offer, said, {each.id: each.title for each in step.fields})
    return scene.some(scene.invented.answers)


@plays("absence")
def absence(scene: Scene, step: Absence) -> Moves:
    """Enter the account of the year before; afterwards that of the twelve months that end yesterday."""
    account = accounts_of(step)[0 if step.account == "before" else 1]
    if account in scene.state.absence:
        return
    today = scene.today
    first, last = date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    if step.account == "after":
        first, last = today - timedelta(days=365), today - timedelta(days=1)
    people = max(1, len(scene.state.people))
    possible = people * HOURS_A_YEAR
    lines: Mapping[str, str] = {
        "first": scene.date(first),
        "last": scene.date(last),
        "unit": "hours",
        "absence": str(possible * scene.chance.randint(3, 6) // 100),
        "possible": str(possible),
        "people": str(people),
    }
    for line, moment in zip(LINES, spread(len(LINES), 0.05, 0.9), strict=True):
        yield Move(c.FillField(f"{account}.{line}", lines[line]), moment)


@plays("plan")
def plan(scene: Scene, step: Plan) -> Moves:
    """Make an action of each wish that was not parked, with an owner and days; one more where there are some."""
    known = len(in_order(scene.state, step.into))
    wishes = [wish.item.id for wish in wishes_of(scene.state, step) if not (wish.parked or wish.actions)]
    under = (wishes or [""]) if known else [*wishes, *[""] * (FEWEST_ACTIONS - len(wishes))]
    under = under[:1] if known else under
    count = len(under)
    for at, wish in enumerate(under):
        begin, end = at / count, (at + 1) / count
        offered = [each.item for each in proposals_of(scene.state, step, wish) if each.action is None]
        before = set(scene.state.items)
        made = c.AddAction(step.into, scene.some(scene.invented.actions), wish)
        if offered:
            made = c.AddAction(step.into, under=wish, proposal=offered[0].id)
        yield Move(made, begin + 0.2 * (end - begin))
        new = next((id_ for id_ in scene.state.items if id_ not in before), None)
        if new is not None:
            yield from _details(scene, new, at, begin + 0.3 * (end - begin), end)


def _details(scene: Scene, item: str, at: int, begin: float, end: float) -> Moves:
    due = scene.chance.randint(2, 8)
    details = {
        "owner": OPEN if at == 2 else scene.names(1),
        "deadline": scene.weeks(due),
        "follow_up": scene.weeks(due + 4),
        "how": scene.some(scene.invented.ways),
        "sign": scene.some(scene.invented.signs),
    }
    if at % 2:
        details["start"] = scene.weeks(1)
    asked = asked_of(scene.state, item)
    details = {name: text for name, text in details.items() if name in asked}
    for (detail, text), moment in zip(details.items(), spread(len(details), begin, end), strict=True):
        yield Move(c.SetDetail(item, detail, text), moment)


@plays("read_back")
def read_back(scene: Scene, step: ReadBack) -> Moves:
    """Read one action after the other, fill in what is missing, and adopt the plan."""
    actions = scene.state.standing(step.list)
    count = len(actions) + 1
    for at, action in enumerate(actions):
        if at:
            yield Move(c.ShowPart(at), at / count, turn=True)
        for detail in missing(scene.state, action.id):
            text = scene.names(1) if detail == "owner" else scene.weeks(6)
            yield Move(c.SetDetail(action.id, detail, text), (at + 0.7) / count)
    if actions:
        yield Move(c.ShowPart(count - 1), (count - 1) / count, turn=True)
        if step.list not in scene.state.adopted:
            yield Move(c.AdoptPlan(step.list), (count - 0.4) / count)


@plays("follow_up")
def follow_up(scene: Scene, step: FollowUp) -> Moves:
    """Say how far each action has come; one that is put off gets a later deadline."""
    actions = in_order(scene.state, step.list)
    for at, (action, moment) in enumerate(zip(actions, spread(len(actions), 0.05, 0.9), strict=True)):
        status = STATUSES[at % len(STATUSES)]
        yield Move(c.NoteStatus(action.id, status, scene.some(scene.invented.news)), moment)
        if status == "postponed":
            yield Move(c.SetDetail(action.id, "deadline", scene.weeks(6)), moment)
