"""What a consultant writes: meetings, their steps, and the lists that flow between them."""

from apv_tui.core.agenda.model import Agenda, ListSpec, Meeting
from apv_tui.core.agenda.steps import (
    KINDS,
    RESERVED_KEYS,
    RESERVED_KINDS,
    Break,
    Close,
    Collect,
    Groups,
    Interviews,
    Merge,
    Question,
    Step,
    Talk,
    Tell,
    Vote,
    Walk,
)

__all__ = [
    "KINDS", "RESERVED_KEYS", "RESERVED_KINDS", "Agenda", "Break", "Close", "Collect", "Groups",
    "Interviews", "ListSpec",
    "Meeting", "Merge", "Question", "Step", "Talk", "Tell", "Vote", "Walk",
]  # fmt: skip
