"""Answer a command with facts, or refuse it with a reason. Pure: state, command and means in, facts out."""

from collections.abc import Callable
from typing import Any, Final

from apv_tui.core import commands as c
from apv_tui.core.decide import course, ideas, people, votes
from apv_tui.core.decide.means import Draft, Drafts, Means
from apv_tui.core.state import State

_DECIDERS: Final[dict[type[Any], Callable[[State, Any, Means], Drafts]]] = {
    c.OpenMeeting: course.open_meeting,
    c.Next: course.go_on,
    c.Back: course.go_back,
    c.GoTo: course.go_to,
    c.StartOrPause: course.start_or_pause,
    c.Begin: course.begin,
    c.AddTime: course.add_time,
    c.AnswerGap: course.answer_gap,
    c.ChooseQuestions: course.choose_questions,
    c.AddPeople: people.add_people,
    c.ChangePerson: people.change_person,
    c.RemovePerson: people.remove_person,
    c.Arrive: people.arrive,
    c.Leave: people.leave,
    c.DrawGroups: people.draw_again,
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
    c.OpenVote: votes.open_vote,
    c.SetVoters: votes.set_voters,
    c.CountStrokes: votes.count_strokes,
    c.CountSlip: votes.count_slip,
    c.CloseVote: votes.close_vote,
    c.ReopenVote: votes.reopen_vote,
    c.OpenRunOff: votes.open_run_off,
    c.CountRunOff: votes.count_run_off,
    c.ChooseTopics: votes.choose_topics,
}


def decide(state: State, command: c.Command, means: Means) -> Drafts:
    """Give the facts that follow from a command; none where it changes nothing.

    Raises `Refused` with the reason where it cannot be done.
    """
    return _DECIDERS[type(command)](state, command, means)


__all__ = ["Draft", "Drafts", "Means", "decide"]
