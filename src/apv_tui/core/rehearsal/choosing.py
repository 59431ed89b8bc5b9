"""Players of the steps at which something is chosen: strokes counted, wishes of the groups, groups of own choice."""

from typing import Final

from apv_tui.core import commands as c
from apv_tui.core.agenda import Join, Prioritise, Vote
from apv_tui.core.choosing import due, placement, wishes_of
from apv_tui.core.rehearsal.registry import plays
from apv_tui.core.rehearsal.scene import Move, Moves, Scene, spread
from apv_tui.core.state import Item
from apv_tui.core.topics import tally

FEW_VOTERS: Final = 8
"""So many draw their strokes on slips; with more, the sheets are counted."""
TIE: Final = 0.35
MOST_STEPS: Final = 12
"""Of one group on its sheet: an agenda can ask for many wishes, and a rehearsal must end."""


@plays("vote")
def vote(scene: Scene, step: Vote) -> Moves:
    """Count the strokes, now and then with a tie at the cut, and settle the topics."""
    items, voters = scene.state.standing(step.list), len(scene.state.present)
    if not items or not voters:
        return
    yield Move(c.OpenVote(voters), 0.35, turn=True)
    slips = [_slip(scene, step, items) for _ in range(voters)]
    if voters <= FEW_VOTERS:
        for slip, moment in zip(slips, spread(voters, 0.4, 0.7), strict=True):
            yield Move(c.CountSlip(tuple(item.number for item in slip)), moment)
    else:
        strokes = _with_tie(scene, step, items, slips)
        counted = [item for item in items if strokes[item.id]]
        for item, moment in zip(counted, spread(len(counted), 0.4, 0.7), strict=True):
            yield Move(c.CountStrokes(item.id, strokes[item.id]), moment)
    yield Move(c.CloseVote(), 0.72, turn=True)
    yield from _settle(scene, step)


def _slip(scene: Scene, step: Vote, items: tuple[Item, ...]) -> list[Item]:
    """Let one person draw all strokes; some items please more than others."""
    left = {item.id: step.per_item for item in items}
    slip: list[Item] = []
    for _ in range(min(step.strokes, len(items) * step.per_item)):
        open_ = [item for item in items if left[item.id]]
        weights = [1 + 8 // (1 + items.index(item) % 9) for item in open_]
        drawn = scene.chance.choices(open_, weights)[0]
        left[drawn.id] -= 1
        slip.append(drawn)
    return slip


def _with_tie(scene: Scene, step: Vote, items: tuple[Item, ...], slips: list[list[Item]]) -> dict[str, int]:
    """Add the strokes up; now and then those around the cut get as many as the last of them."""
    strokes = {item.id: sum(slip.count(item) for slip in slips) for item in items}
    least, most = step.choose
    order = sorted(strokes, key=lambda id_: -strokes[id_])
    around = order[max(0, least - 1) : most + 1]
    if len(order) > most and strokes[around[-1]] and scene.often(TIE):
        strokes |= dict.fromkeys(around, strokes[around[-1]])
    return strokes


def _settle(scene: Scene, step: Vote) -> Moves:
    proposal = tally(scene.state, step).proposal
    if proposal.how == "undecided" and scene.often(0.5):
        yield Move(c.OpenRunOff(), 0.76, turn=True)
        left = len(scene.state.present)
        for at, item in enumerate(proposal.tied):
            strokes = min(left, max(1, left // 2) if at + 1 < len(proposal.tied) else left)
            left -= strokes
            yield Move(c.CountRunOff(item, strokes), 0.8)
        proposal = tally(scene.state, step).proposal
    if proposal.how == "undecided":
        room = max(1, step.choose[1] - len(proposal.items))
        chosen = (*proposal.items, *proposal.tied[:room])
        yield Move(c.ChooseTopics(chosen, scene.some(scene.invented.because)), 0.88, turn=True)
    elif len(proposal.items) > 1 and scene.often(0.2):
        chosen = proposal.items[:-1]
        yield Move(c.ChooseTopics(chosen, scene.some(scene.invented.because)), 0.88, turn=True)
    else:
        yield Move(c.ChooseTopics(), 0.88, turn=True)


@plays("prioritise")
def prioritise(scene: Scene, step: Prioritise) -> Moves:
    """Let each group take a wish from the list, or one in words of its own, and write its proposals under it."""
    groups = [at for at, _ in scene.peopled(step)]
    for group, begin in zip(groups, spread(len(groups), 0.0, 0.95), strict=True):
        for _ in range(MOST_STEPS):
            next_ = due(scene.state, step, group)
            if next_.what == "nothing":
                break
            if next_.what == "proposal" and next_.wish is not None:
                text = (scene.some(scene.invented.actions),)
                yield Move(c.NoteIdeas(text, step.proposals_into, group, under=next_.wish.id), begin)
                continue
            mine = wishes_of(scene.state, step, group)
            others = [item for item in scene.state.standing(step.list) if item not in mine]
            others = [item for item in others if item.verdict != "not_possible"]
            if others and scene.often(0.85):
                yield Move(c.Prioritise(scene.chance.choice(others).id, group), begin)
            else:
                yield Move(c.Prioritise("", group, scene.some(scene.invented.ideas)), begin)


@plays("join")
def join(scene: Scene, step: Join) -> Moves:
    """Let people go where they like, some of them last; the more there is to choose, the likelier one is left."""
    if scene.state.have_noted(step.id):
        return
    now = placement(scene.state, step)
    wishes = [standing.wish.id for standing in now.at]
    if not wishes or not now.waiting:
        return
    liked = wishes[:-1] if len(wishes) > 3 and scene.often(0.5) else wishes
    going = now.waiting[: max(1, len(now.waiting) * 4 // 5)]
    for at, (person, moment) in enumerate(zip(going, spread(len(going), 0.1, 0.6), strict=True)):
        # The first go to one wish each, so that no group is left out by chance.
        yield Move(c.Join(person, liked[at] if at < len(liked) else scene.chance.choice(liked)), moment)
    left = placement(scene.state, step)
    if left.missing:
        fewest = min((each for each in left.at if each.wish.id in liked), key=lambda each: each.total)
        yield Move(c.JoinRest(fewest.wish.id), 0.65)
    yield Move(c.FormGroups(), 0.7, turn=True)
