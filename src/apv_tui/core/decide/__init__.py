"""Answer a command with facts, or refuse it with a reason. Pure: state, command and means in, facts out."""

from collections.abc import Callable
from typing import Any, Final

from apv_tui.core import commands as c
from apv_tui.core.decide import (
    breaks,
    cases,
    choosing,
    coming,
    course,
    forms,
    ideas,
    people,
    plans,
    schedule,
    seating,
    sorting,
    votes,
)
from apv_tui.core.decide.apart import keep_apart
from apv_tui.core.decide.means import Draft, Drafts, Means
from apv_tui.core.state import State

_DECIDERS: Final[dict[type[Any], Callable[[State, Any, Means], Drafts]]] = {
    c.OpenMeeting: course.open_meeting,
    c.RepeatRun: course.repeat_run,
    c.ChooseSpot: people.choose_spot,
    c.ReviseAgenda: cases.revise,
    c.OpenVault: cases.open_vault,
    c.EraseVault: cases.erase_vault,
    c.CallRoll: people.call_roll,
    c.Headcount: people.headcount,
    c.Next: course.go_on,
    c.Back: course.go_back,
    c.GoTo: course.go_to,
    c.Return: course.go_where_we_were,
    c.ShowPart: course.show_part,
    c.StartOrPause: course.start_or_pause,
    c.Begin: course.begin,
    c.AddTime: course.add_time,
    c.AnswerGap: course.answer_gap,
    c.TakeBreak: breaks.take_break,
    c.EndBreak: breaks.end_break,
    c.NamePause: breaks.name_pause,
    c.AgreeStart: schedule.agree_start,
    c.BeginMeeting: schedule.begin_meeting,
    c.ChangePlan: schedule.change_plan,
    c.SetBack: schedule.set_back,
    c.ChooseQuestions: course.choose_questions,
    c.AddPeople: people.add_people,
    c.ChangePerson: people.change_person,
    c.RemovePerson: people.remove_person,
    c.Arrive: coming.arrive,
    c.Leave: coming.leave,
    c.ArriveTogether: coming.arrive_together,
    c.LeaveTogether: coming.leave_together,
    c.MoreHeads: coming.more_heads,
    c.TakePart: coming.take_part,
    c.JoinIn: coming.join_in,
    c.DrawGroups: seating.draw_again,
    c.MovePerson: people.move_person,
    c.ChooseHost: people.choose_host,
    c.NoteIdeas: ideas.note_ideas,
    c.NoteOnPaper: ideas.note_on_paper,
    c.RewordIdea: ideas.reword,
    c.WithdrawIdea: ideas.withdraw,
    c.PutBackIdea: ideas.put_back,
    c.MoveIdea: ideas.move,
    c.MergeIdeas: ideas.merge,
    c.SplitIdea: ideas.split,
    c.PutUnder: ideas.put_under,
    c.CarryOver: sorting.carry_over,
    c.AddHeading: sorting.add_heading,
    c.RenameHeading: sorting.rename_heading,
    c.SortIdea: sorting.sort_idea,
    c.AssessIdea: sorting.assess,
    c.Prioritise: choosing.prioritise,
    c.DropPriority: choosing.drop_priority,
    c.Join: choosing.join,
    c.JoinRest: choosing.join_rest,
    c.CountHeads: choosing.count_heads,
    c.FormGroups: choosing.form,
    c.FillField: forms.fill_field,
    c.RemoveAbsence: forms.remove_absence,
    c.AddAction: plans.add_action,
    c.SetDetail: plans.set_detail,
    c.MoveAction: plans.move_action,
    c.NoteStatus: plans.note_status,
    c.AdoptPlan: plans.adopt_plan,
    c.OpenVote: votes.open_vote,
    c.SetVoters: votes.set_voters,
    c.CountStrokes: votes.count_strokes,
    c.CountSlip: votes.count_slip,
    c.CloseVote: votes.close_vote,
    c.ReopenVote: votes.reopen_vote,
    c.OpenRunOff: votes.open_run_off,
    c.CountRunOff: votes.count_run_off,
    c.ChooseTopics: votes.choose_topics,
    c.Recount: votes.recount,
    c.DropRunOff: votes.drop_run_off,
}


def decide(state: State, command: c.Command, means: Means) -> Drafts:
    """Give the facts that follow from a command; none where it changes nothing.

    Raises `Refused` with the reason where it cannot be done.
    """
    command = breaks.meant_in_a_break(state, command, means)
    drafts = keep_apart(state, _DECIDERS[type(command)](state, command, means))
    return breaks.without_break(state, drafts)


__all__ = ["Draft", "Drafts", "Means", "decide"]
