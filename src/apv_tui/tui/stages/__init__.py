"""One stage for each kind of step, found by its kind."""

from importlib import import_module
from typing import Final

from apv_tui.core.pauses import recess_of
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages.base import Host, Stage

STAGES: Final = {
    "talk": ("talk", "TalkStage"),
    "groups": ("groups", "GroupsStage"),
    "interviews": ("interviews", "InterviewsStage"),
    "collect": ("collect", "CollectStage"),
    "walk": ("walk", "WalkStage"),
    "tell": ("tell", "TellStage"),
    "merge": ("merge", "MergeStage"),
    "vote": ("vote", "VoteStage"),
    "break": ("pause", "BreakStage"),
    "close": ("close", "CloseStage"),
    "turns": ("turns", "TurnsStage"),
    "alone": ("alone", "AloneStage"),
    "spotlight": ("spotlight", "SpotlightStage"),
    "answers": ("answers", "AnswersStage"),
    "sort": ("sort", "SortStage"),
    "assess": ("assess", "AssessStage"),
    "present": ("present", "PresentStage"),
    "prioritise": ("prioritise", "PrioritiseStage"),
    "join": ("join", "JoinStage"),
    "suitability": ("suitability", "SuitabilityStage"),
    "appoint": ("appoint", "AppointStage"),
    "absence": ("absence", "AbsenceStage"),
    "plan": ("plan", "PlanStage"),
    "read_back": ("read_back", "ReadBackStage"),
    "follow_up": ("follow_up", "FollowUpStage"),
}
"""Kind of step: (module, class). Imported when the room comes to such a step, not before the first screen."""


def make_stage(desk: Desk, host: Host) -> Stage:
    """Give the stage of the step the room is at; the lobby where it is at none."""
    if recess_of(desk.state) is not None:
        from apv_tui.tui.stages.recess import RecessStage

        return RecessStage(desk, host)
    step = desk.state.step
    if step is None:
        from apv_tui.tui.stages.lobby import LobbyStage

        return LobbyStage(desk, host)
    module, name = STAGES[step.kind]
    made = getattr(import_module(f"apv_tui.tui.stages.{module}"), name)(desk, host, step)
    if not isinstance(made, Stage):
        raise TypeError(name)
    return made
