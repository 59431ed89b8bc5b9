"""Players of the steps at which nothing is typed: somebody speaks, people find each other, turns go round."""

from apv_tui.core import commands as c
from apv_tui.core.agenda import StepBase, Walk
from apv_tui.core.parts import parts_of
from apv_tui.core.rehearsal.registry import plays
from apv_tui.core.rehearsal.scene import Move, Moves, Scene, spread


@plays("alone", "break", "close", "interviews", "turns")
def only_time(_scene: Scene, _step: StepBase) -> Moves:
    """Let the time pass: the clock says whose turn it is."""
    yield from ()


@plays("talk", "tell", "present")
def parts(scene: Scene, step: StepBase) -> Moves:
    """Show one page, group or theme after the other."""
    count = parts_of(scene.state, step)
    for part in range(1, count):
        yield Move(c.ShowPart(part), part / count, turn=True)


@plays("groups")
def find_groups(scene: Scene, step: StepBase) -> Moves:
    """Let two people of different groups change places, as somebody always wants to."""
    groups = [(at, group) for at, group in scene.peopled(step) if group.members]
    if len(groups) > 1 and scene.often(0.5):
        (_, one), (_, other) = groups[0], groups[-1]
        yield Move(c.MovePerson(one.members[-1], groups[-1][0], other.members[-1]), 0.6)


@plays("walk")
def walk(scene: Scene, step: Walk) -> Moves:
    """Let another one than the first stay at every second sheet."""
    if not step.hosts:
        return
    here = {person.id for person in scene.state.present}
    groups = scene.peopled(step)[::2]
    for (at, group), moment in zip(groups, spread(len(groups), 0.0, 0.4), strict=True):
        staying = [who for who in group.everyone if who in here]
        if staying:
            yield Move(c.ChooseHost(at, staying[-1]), moment)
