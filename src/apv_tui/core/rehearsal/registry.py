"""The players of the steps, found by kind."""

from collections.abc import Callable
from typing import Any, Final

from apv_tui.core.rehearsal.scene import Moves, Scene

Player = Callable[[Scene, Any], Moves]
PLAYERS: Final[dict[str, Player]] = {}
"""Kind of step: what plays it. It is handed the scene and the step, and gives moves; it reads the state as it
has become by the move before."""


def plays(*kinds: str) -> Callable[[Player], Player]:
    """Enter a player for these kinds of step."""

    def enter(player: Player) -> Player:
        for kind in kinds:
            PLAYERS[kind] = player
        return player

    return enter
