"""A rehearsal: a meeting of any agenda is played with invented people and contributions. Pure: nothing is drawn.

scene.py      what the players read, and where their words come from
registry.py   the players by kind of step
room.py, noting.py, choosing.py, desk.py   the players
script.py     the whole case as cues, and who carries them out
findings.py   what would have gone wrong
"""

from apv_tui.core.rehearsal import choosing, desk, noting, room
from apv_tui.core.rehearsal.registry import PLAYERS
from apv_tui.core.rehearsal.scene import Invented, Scene, invented_people
from apv_tui.core.rehearsal.script import Clash, Cue, play, script

__all__ = [
    "PLAYERS", "Clash", "Cue", "Invented", "Scene", "choosing", "desk", "invented_people", "noting", "play",
    "room", "script",
]  # fmt: skip
