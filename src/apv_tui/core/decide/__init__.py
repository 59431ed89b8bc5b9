"""Answer a command with facts, or refuse it with a reason. Pure: state, command and means in, facts out.

The commands of `core/commands/NAME.py` are answered in `NAME.py` here.
"""

from apv_tui.core import commands as c
from apv_tui.core.decide import breaks
from apv_tui.core.decide.apart import keep_apart
from apv_tui.core.decide.deciding import DECIDERS
from apv_tui.core.decide.means import Draft, Drafts, Means
from apv_tui.core.families import module_beside
from apv_tui.core.state import State


def decide(state: State, command: c.Command, means: Means) -> Drafts:
    """Give the facts that follow from a command; none where it changes nothing.

    Raises `Refused` with the reason where it cannot be done.
    """
    command = breaks.meant_in_a_break(state, command, means)
    if type(command) not in DECIDERS:
        module_beside(__name__, type(command))
    drafts = keep_apart(state, DECIDERS[type(command)](state, command, means))
    return breaks.without_break(state, drafts)


__all__ = ["Draft", "Drafts", "Means", "decide"]
