"""Players of the steps at which words are typed: lists, answers, confidential notes, repeats, headings."""

from typing import Final

from apv_tui.core import commands as c
from apv_tui.core.agenda import Answers, Assess, Merge, Noting, Sort, Spotlight
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.rehearsal.registry import plays
from apv_tui.core.rehearsal.scene import Move, Moves, Scene, spread
from apv_tui.core.state import Item, question_ids

MANY_GROUPS: Final = 8
AGAIN: Final = 0.15
"""The share of ideas that somebody else has had already."""
MOST_MERGED: Final = 8
MOST_STORIES: Final = 2
"""Whose confidential notes are taken, one after the other, where nobody is at the centre."""


@plays("collect", "answers")
def note(scene: Scene, step: Noting) -> Moves:
    """Note what the room or each of its groups says, question by question."""
    count = max(1, len(step.questions))
    for part in range(count):
        begin, end = part / count, (part + 1) / count
        if part and step.one_at_a_time:
            yield Move(c.ShowPart(part), begin, turn=True)
        list_id = (step.questions[part].into if step.questions else None) or step.into
        if scene.state.is_confidential(list_id):
            yield from _in_confidence(scene, step, part, begin, end)
        else:
            yield from _together(scene, step, part, begin, end)
    if scene.often(0.3):
        yield Move(c.NoteIdeas((scene.some(scene.invented.ideas),), PARKING_LOT), 0.97)


def _together(scene: Scene, step: Noting, part: int, begin: float, end: float) -> Moves:
    question = step.questions[part] if step.questions else None
    list_id = (question.into if question else None) or step.into
    id_ = question_ids(step)[part] if question else ""
    groups: list[int | None] = [at for at, _ in scene.peopled(step)] if step.per != "room" else []
    wanted = 3 if len(groups) < MANY_GROUPS and len(step.questions) < 3 else 2
    if not groups:
        groups = [None]
        wanted = 2 if isinstance(step, Answers) else min(8, max(3, len(scene.state.present) // 2))
    wanted = min(wanted, question.at_most) if question and question.at_most else wanted
    moments = spread(wanted * len(groups), begin + 0.1 * (end - begin), end - 0.05 * (end - begin))
    # One after the other in each group; the typist goes round.
    for at, moment in enumerate(moments):
        text = _idea(scene, list_id)
        yield Move(c.NoteIdeas((text,), list_id, groups[at // wanted], question=id_), moment)


def _idea(scene: Scene, list_id: str) -> str:
    known = [item.text for item in scene.state.standing(list_id) if item.text]
    if len(known) > 3 and scene.often(AGAIN):
        return scene.chance.choice(known)
    return scene.some(scene.invented.ideas)


def _in_confidence(scene: Scene, step: Noting, part: int, begin: float, end: float) -> Moves:
    """Ask whose notes these are, and take some; nobody's where the one at the centre said no."""
    state = scene.state
    question = step.questions[part] if step.questions else None
    list_id = (question.into if question else None) or step.into
    id_ = question_ids(step)[part] if question else ""
    owners = [state.spot] if state.spot else [person.id for person in state.present[:MOST_STORIES]]
    if part and state.open_vault is not None:
        owners = [state.open_vault.owner]
    if step.consent:
        owners = [owner for owner in owners if owner not in scene.said_no]
    moments = spread(3 * len(owners), begin, end)
    for at, owner in enumerate(owners):
        if scene.state.open_vault is None or scene.state.open_vault.owner != owner:
            yield Move(c.OpenVault(owner, consented=bool(step.consent)), moments[3 * at], turn=True)
        for moment in moments[3 * at + 1 : 3 * at + 3]:
            yield Move(c.NoteIdeas((scene.some(scene.invented.stories),), list_id, question=id_), moment)


@plays("spotlight")
def spotlight(scene: Scene, step: Spotlight) -> Moves:
    """Choose somebody who has not been at the centre; note what they tell if they agree to it."""
    state = scene.state
    if step.chooses or not state.spot:
        fresh = [person.id for person in state.present if person.id not in state.been]
        if not fresh:
            return
        yield Move(c.ChooseSpot(fresh[0]), 0.05, turn=True)
    spot, list_id = scene.state.spot, step.into or ""
    if not list_id or spot in scene.said_no:
        return
    if scene.state.is_confidential(list_id):
        if step.consent and scene.state.round > 1 and scene.state.round % 2 == 0:
            scene.said_no.add(spot)  # the second one would rather not: that is a screen, too
            return
        yield Move(c.OpenVault(spot, consented=bool(step.consent)), 0.15, turn=True)
    for moment in spread(3, 0.2, 1.0):
        yield Move(c.NoteIdeas((scene.some(scene.invented.stories),), list_id), moment)


@plays("merge")
def merge(scene: Scene, step: Merge) -> Moves:
    """Strike out what was said twice."""
    first: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    for item in scene.state.standing(step.list):
        said = item.text.casefold()
        if said and said in first:
            pairs.append((item.id, first[said]))
        first.setdefault(said, item.id)
    items = scene.state.standing(step.list)
    if not pairs and len(items) > 5:
        pairs = [(items[-1].id, items[0].id)]
    pairs = pairs[:MOST_MERGED]
    for (again, one), moment in zip(pairs, spread(len(pairs), 0.1, 0.9), strict=True):
        yield Move(c.MergeIdeas((again,), one), moment)


@plays("sort")
def sort(scene: Scene, step: Sort) -> Moves:
    """Place every item under a heading; make headings first where the agenda has none."""
    headings = scene.state.headings.get(step.list, ())
    if not headings:
        for heading in scene.invented.headings[:3]:
            yield Move(c.AddHeading(step.list, heading), 0.05)
    offered = [item for list_id in step.offers for item in _to_carry(scene, list_id, step.list)][:1]
    for item in offered:
        yield Move(c.CarryOver((item.id,), step.list), 0.1)
    headings = scene.state.headings.get(step.list, ())
    items = [item for item in scene.state.standing(step.list) if not item.heading]
    for item, moment in zip(items, spread(len(items), 0.1, 0.95), strict=True):
        if headings:
            yield Move(c.SortIdea(item.id, scene.chance.choice(headings)), moment)


def _to_carry(scene: Scene, list_id: str, into: str) -> list[Item]:
    state = scene.state
    there = {state.stands_for(item.origin) for item in state.on_list(into) if item.origin}
    return [item for item in state.standing(list_id) if not item.vault and item.id not in there]


@plays("assess")
def assess(scene: Scene, step: Assess) -> Moves:
    """Say of each item whether it can be taken further; now and then that it cannot, and why."""
    items = [item for item in scene.state.standing(step.list) if not item.verdict]
    for item, moment in zip(items, spread(len(items), 0.05, 0.95), strict=True):
        verdict = scene.chance.choices(("possible", "partly", "not_possible"), (6, 3, 1))[0]
        reason = "" if verdict == "possible" else scene.some(scene.invented.reasons)
        risk = scene.chance.choice(("", "low", "medium", "high"))
        yield Move(c.AssessIdea(item.id, verdict, reason, risk), moment)
