"""Random hands at the keyboard: an agenda with every kind of step, and a command of any kind for any moment.

What is noted confidentially says `SECRET`, and nothing else does.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from helpers import START, small_data

from apv_tui.core import commands as c
from apv_tui.core.absence import ACCOUNTS, LINES, accounts_of
from apv_tui.core.agenda import KINDS, Absence, Agenda
from apv_tui.core.agenda.flow import faults
from apv_tui.core.facts import PersonFacts
from apv_tui.core.plans import DETAILS, STATUSES
from apv_tui.core.state import State
from confidential import SECRET

# -- the agenda --------------------------------------------------------------------------------------------


def _step(kind: str, id_: str, **keys: Any) -> dict[str, Any]:
    return {"id": id_, "kind": kind, "title": id_.title(), "minutes": 5, **keys}


CHOICE: Final = {
    "id": "choice",
    "title": "Choice",
    "steps": [
        _step(
            "suitability", "fits", questions=["Is anybody ill?", "Is there a conflict?"], ways=["On", "Stop"]
        ),
        _step("collect", "seats", group_size=3, into="wishes", per="group"),
        _step("turns", "circle", groups_from="seats"),
        _step(
            "prioritise",
            "agree",
            list="wishes",
            into="chosen",
            proposals_into="proposals",
            groups_from="seats",
        ),
        _step("join", "stand", list="chosen", crowd=3),
        _step(
            "collect",
            "lenses",
            into="proposals",
            per="group",
            groups_from="stand",
            questions=[{"text": "What can we do?", "lens": "Us"}, {"text": "And others?", "lens": "Others"}],
        ),
        _step(
            "sort",
            "order",
            list="sorted",
            start_with=["proposals"],
            offers=["wishes", "keep"],
            headings=["Light", "Air"],
        ),
        _step("assess", "weigh", list="sorted"),
        _step("present", "themes", list="sorted", by="heading"),
        _step("present", "under", list="proposals", by="under"),
    ],
}
DESK: Final = {
    "id": "desk",
    "title": "Desk",
    "weeks_after": "2-3",
    "people_from": "choice",
    "steps": [
        _step("absence", "before", account="before"),
        _step(
            "appoint",
            "form",
            fields=[
                {"id": "who", "title": "Who", "type": "people"},
                {"id": "when", "title": "When", "type": "date", "meeting": "follow"},
                {"id": "way", "title": "How", "type": "choice", "choices": ["Paper", "Mail"]},
                {"id": "sure", "title": "Sure", "type": "yes_no"},
                {"id": "text", "title": "Text", "offer": "From {who}"},
            ],
        ),
        _step("plan", "plan", into="actions", under="chosen", uses=["proposals"]),
        _step("read_back", "read", list="actions"),
        _step("close", "bye", agreed=["form"]),
    ],
}
FOLLOW: Final = {
    "id": "follow",
    "title": "Follow-up",
    "weeks_after": 4,
    "repeats": True,
    "steps": [
        _step("follow_up", "look", list="actions"),
        _step("collect", "pairs", group_size=2, into="later", per="group"),
        _step("join", "pick", list="later"),
        _step("collect", "around", into="later", per="group", groups_from="pick"),
        _step("absence", "after", account="after"),
    ],
}
STORIES: Final = {
    "id": "stories",
    "title": "Stories",
    "steps": [
        _step("alone", "think"),
        _step(
            "answers", "answers", into="later", questions=["Why?", {"text": "Where?", "heading": "Places"}]
        ),
        _step("spotlight", "story", role="teller", chooses=True, into="core", consent="May we write?"),
        _step("collect", "pairwise", group_size=2, into="keep", per="group"),
        _step("spotlight", "listen", role="teller", speaks="others"),
        _step("answers", "notes", into="core", repeat_from="story"),
        _step("collect", "diary", into="diary"),
    ],
}
CONFIDENTIAL: Final = ("core", "diary")


def random_data() -> dict[str, Any]:
    """Give an agenda with a step of every kind, as it is written."""
    data = small_data()
    for id_ in ("chosen", "proposals", "sorted", "actions", *CONFIDENTIAL):
        data["lists"][id_] = {"title": id_.title(), "one": id_, "many": id_}
    for id_ in CONFIDENTIAL:
        data["lists"][id_]["confidential"] = True
    data["meetings"] += [dict(each) for each in (CHOICE, DESK, FOLLOW, STORIES)]
    for meeting in data["meetings"]:
        meeting["steps"] = [
            {**step, "min": 2, "optional": step["kind"] == "collect"} for step in meeting["steps"]
        ]
    return data


def edited(change: int) -> Agenda:
    """Give the agenda as somebody edited it: other minutes and words, or a meeting less."""
    data = random_data()
    for meeting in data["meetings"]:
        meeting["title"] += f" {change}"
        meeting["steps"] = [step | {"minutes": step["minutes"] + change} for step in meeting["steps"]]
    if change > 1:
        del data["meetings"][-1]
    return Agenda.model_validate(data)


AGENDA: Final = Agenda.model_validate(random_data())
EDITED: Final = tuple(edited(change) for change in range(3))
assert not [fault for agenda in (AGENDA, *EDITED) for fault in faults(agenda) if not fault.warning]
assert {step.kind for _, step in AGENDA.steps()} == KINDS.keys()

# -- commands ----------------------------------------------------------------------------------------------

Maker = Callable[[State, int, int, int], c.Command]
LISTS: Final = (*AGENDA.lists, "parking", "unknown")
DAYS: Final = ("12 March", "week 20", "1 April 2026", "yesterday's", "")
ACCOUNT: Final = {
    "first": ("1/1/2025", "31/3/2025", "1/1/2025", ""),
    "last": ("31/12/2025", "31/3/2025", "31/12/2025", ""),
    "unit": ("hours", "hours", "days", "weeks"),
    "absence": ("7", "12", "3000", ""),
    "possible": ("2000", "1500", "2", "many"),
    "people": ("12", "5", "0", ""),
}
ANSWERS: Final = ("yes", "no", "Person1", "Person2 and the boss", "Mail", "On", "Soon", "")


def pick(choices: Any, index: int) -> Any:
    """Give one of the choices."""
    every = tuple(choices)
    return every[index % len(every)]


def someone(state: State, index: int) -> str:
    """Give somebody of the case, at times nobody of it."""
    return pick((*state.people, "nobody"), index)


def some_item(state: State, index: int) -> str:
    """Give an item, at times none there is."""
    return pick((*state.items, "nothing"), index)


def item_on(state: State, list_id: str, index: int) -> str:
    """Give an item of a list, also one that is struck out or taken off."""
    return pick((*(item.id for item in state.on_list(list_id)), some_item(state, index)), index)


def list_here(state: State, index: int) -> str:
    """Give the list that the present step is about, at times another one."""
    step = state.step
    named = [getattr(step, key, None) for key in ("into", "list", "proposals_into")]
    return pick((*filter(None, named), *filter(None, named), pick(LISTS, index)), index)


def on_wall(state: State, index: int) -> str:
    """Give an item of the list that the present step is about."""
    return item_on(state, list_here(state, index // 5), index)


def standing_here(state: State, index: int) -> str:
    """Give an item that stands on the list of the present step."""
    return pick((*(item.id for item in state.standing(getattr(state.step, "list", ""))), "nothing"), index)


def a_step(state: State, index: int) -> str:
    """Give a step of the open meeting."""
    return pick((*(step.id for step in (state.meeting.steps if state.meeting else ())), "none"), index)


def later(minutes: int) -> datetime:
    """Give a moment at which the meeting may end."""
    return START + timedelta(minutes=minutes % 300)


def words(state: State, list_or_item: str, index: int) -> str:
    """Give words for a list or an item: confidential ones say so."""
    item = state.items.get(list_or_item)
    secret = list_or_item in CONFIDENTIAL or (item is not None and item.vault)
    return pick((f"Words {index}", "Light", "Air"), index) + (f" {SECRET}" if secret else "")


def note(state: State, list_id: str, index: int, group: int | None = None, under: str = "") -> c.NoteIdeas:
    """Note one to three items."""
    said = tuple(words(state, list_id, index + n) for n in range(1 + index % 3))
    return c.NoteIdeas((*said, " "), list_id, group, under=under)


def coming(state: State, i: int, j: int, k: int) -> c.Command:
    """Let people come and leave several at once, or the leader take part or not."""
    new = tuple(PersonFacts(id="", name=f"Guest {k}") for _ in range(k % 2))
    commands: tuple[c.Command, ...] = (
        c.ArriveTogether((someone(state, i), someone(state, j)), new),
        c.LeaveTogether((someone(state, i), someone(state, j))),
        c.MoreHeads(i % 5 - 2),
        c.TakePart(someone(state, i), takes=bool(j % 2)),
        c.JoinIn(pick((someone(state, i), ""), j), "Leader", k),
    )
    return pick(commands, k // 2)


MAKERS: Final[tuple[Maker, ...]] = (
    lambda s, i, j, k: c.Next(),
    lambda s, i, j, k: c.Next(),
    lambda s, i, j, k: c.Back(),
    lambda s, i, j, k: c.GoTo(pick([*(step.id for step in (s.meeting.steps if s.meeting else ())), ""], i)),
    lambda s, i, j, k: c.GoTo(pick([*(step.id for step in (s.meeting.steps if s.meeting else ())), ""], i)),
    lambda s, i, j, k: c.GoTo(pick([step.id for _, step in AGENDA.steps()], i)),
    lambda s, i, j, k: c.OpenMeeting(pick(["none", *(m.id for m in AGENDA.meetings)], i), again=j % 3 == 0),
    lambda s, i, j, k: c.OpenMeeting("follow", again=j % 2 == 0),
    lambda s, i, j, k: c.ReviseAgenda(pick(EDITED, i)),
    lambda s, i, j, k: c.RepeatRun(),
    lambda s, i, j, k: c.Return(),
    lambda s, i, j, k: c.ShowPart(i % 4),
    lambda s, i, j, k: c.StartOrPause(),
    lambda s, i, j, k: c.Begin(),
    lambda s, i, j, k: c.AddTime(pick((60, -60, 600, -6000), i)),
    lambda s, i, j, k: c.AnswerGap(40.5 + i, counted=bool(j % 2), as_break=k % 3 == 0),
    lambda s, i, j, k: c.TakeBreak(pick((60, 600, 0, 90_000), i)),
    lambda s, i, j, k: c.EndBreak(),
    lambda s, i, j, k: c.NamePause(pick(("break", "other", ""), i), pick(("", "unknown"), j)),
    lambda s, i, j, k: c.AgreeStart(START + timedelta(minutes=i % 9 - 6)),
    lambda s, i, j, k: c.BeginMeeting(shift=bool(i % 3)),
    lambda s, i, j, k: c.BeginMeeting(shift=True) if s.step is None else c.Next(),
    lambda s, i, j, k: c.ChangePlan(((a_step(s, i), pick((0, 3, 4, 8), j)),), pick((None, later(k)), k)),
    lambda s, i, j, k: c.ChangePlan(((a_step(s, i), 0), (a_step(s, j), 3))),
    lambda s, i, j, k: c.SetBack(pick((0, 60, 150, 7000), i)),
    lambda s, i, j, k: c.AddPeople(tuple(PersonFacts(id="", name=f"New {n}") for n in range(i % 3))),
    lambda s, i, j, k: c.AddPeople((PersonFacts(id="", name=f"Person{i} Last{i}"),), recognise=True),
    lambda s, i, j, k: c.ChangePerson(PersonFacts(id=someone(s, i), name=f"Other {j}")),
    lambda s, i, j, k: c.RemovePerson(someone(s, i)),
    lambda s, i, j, k: c.Arrive(someone(s, i)),
    lambda s, i, j, k: c.Arrive(pick([*(set(s.people) - {who.id for who in s.present}), "nobody"], i)),
    lambda s, i, j, k: c.Leave(someone(s, i)),
    coming,
    lambda s, i, j, k: c.CallRoll(tuple(someone(s, n) for n in (i, j, k))),
    lambda s, i, j, k: c.Headcount(i % 7),
    lambda s, i, j, k: c.DrawGroups(i),
    lambda s, i, j, k: c.MovePerson(someone(s, i), j % 5),
    lambda s, i, j, k: c.MovePerson(someone(s, i), j % 3, swap_with=someone(s, k)),
    lambda s, i, j, k: c.ChooseHost(i % 4, someone(s, j)),
    lambda s, i, j, k: c.ChooseQuestions("interviews", pick((("best",), ("q4", "help"), ()), i), ("Own",)),
    lambda s, i, j, k: note(s, list_here(s, i), j, pick((None, 0, 1, 7), k)),
    lambda s, i, j, k: note(s, list_here(s, i), j, pick((None, 0, 1), k)),
    lambda s, i, j, k: note(s, "wishes", i, pick((None, 0, 1), k)),
    lambda s, i, j, k: note(s, pick(LISTS, i), j, None, some_item(s, k)),
    lambda s, i, j, k: c.NoteOnPaper(list_here(s, i), pick((None, 0, 1), i), 1 + j % 3, 1 + k % 4),
    lambda s, i, j, k: c.RewordIdea(on_wall(s, i), pick(("", words(s, on_wall(s, i), j)), k)),
    lambda s, i, j, k: c.RewordIdea(some_item(s, i), words(s, some_item(s, i), j)),
    lambda s, i, j, k: c.WithdrawIdea(some_item(s, i)),
    lambda s, i, j, k: c.PutBackIdea(pick([*(n.id for n in s.items.values() if n.withdrawn), "nothing"], i)),
    lambda s, i, j, k: c.MoveIdea(some_item(s, i), pick(LISTS, j)),
    lambda s, i, j, k: c.MoveIdea(some_item(s, i), pick(LISTS, j)),
    lambda s, i, j, k: c.MergeIdeas((some_item(s, i), some_item(s, j)), some_item(s, k)),
    lambda s, i, j, k: c.MergeIdeas((on_wall(s, i),), on_wall(s, k)),
    lambda s, i, j, k: c.SplitIdea(pick([*(n.id for n in s.items.values() if n.merged_into), "nothing"], i)),
    lambda s, i, j, k: c.PutUnder(some_item(s, i), pick((some_item(s, j), ""), k)),
    lambda s, i, j, k: c.CarryOver((some_item(s, i), some_item(s, j)), list_here(s, k)),
    lambda s, i, j, k: c.AddHeading(list_here(s, i), words(s, list_here(s, i), j)),
    lambda s, i, j, k: c.AssessIdea(some_item(s, i), "partly", words(s, some_item(s, i), j), "low"),
    lambda s, i, j, k: c.EraseVault(pick((*s.vaults, "none"), i)),
)
"""For any moment."""

_VOTE: Final[tuple[Maker, ...]] = (
    lambda s, i, j, k: c.OpenVote(i % 6),
    lambda s, i, j, k: c.SetVoters(i % 9),
    lambda s, i, j, k: c.CountStrokes(standing_here(s, i), j % 4),
    lambda s, i, j, k: c.CountStrokes(standing_here(s, i), j % 4),
    lambda s, i, j, k: c.CountSlip(tuple({1 + i % 5, 1 + j % 5, 1 + k % 5}), slip=pick((0, 0, 1), k)),
    lambda s, i, j, k: c.CountSlip((), slip=1),
    lambda s, i, j, k: c.CloseVote(),
    lambda s, i, j, k: c.ReopenVote(),
    lambda s, i, j, k: c.OpenRunOff(),
    lambda s, i, j, k: pick(
        (c.Recount(), c.Recount((standing_here(s, i),)), c.DropRunOff(), c.ReopenVote()), j
    ),
    lambda s, i, j, k: c.CountRunOff(standing_here(s, i), j % 5),
    lambda s, i, j, k: c.ChooseTopics(pick(((), (standing_here(s, i),)), j), pick(("", "Because"), k)),
)
_SPOT: Final[tuple[Maker, ...]] = (
    lambda s, i, j, k: c.ChooseSpot(someone(s, i)),
    lambda s, i, j, k: c.OpenVault(pick((s.spot, someone(s, i)), j), consented=bool(k % 3)),
    lambda s, i, j, k: c.OpenVault(pick((s.spot, someone(s, i)), j), consented=bool(k % 3)),
    lambda s, i, j, k: note(s, list_here(s, 0), i),
    lambda s, i, j, k: note(s, list_here(s, 0), i, None, some_item(s, j)),
    lambda s, i, j, k: c.RepeatRun(),
)
_PLAN: Final[tuple[Maker, ...]] = (
    lambda s, i, j, k: c.AddAction("actions", words(s, "", i), pick(("", item_on(s, "chosen", j)), k)),
    lambda s, i, j, k: c.AddAction("actions", "", "", item_on(s, "proposals", j)),
    lambda s, i, j, k: c.SetDetail(item_on(s, "actions", i), pick(DETAILS, j), pick((*DAYS, "open"), k)),
    lambda s, i, j, k: c.SetDetail(item_on(s, "actions", i), "owner", pick((*ANSWERS, "open"), k)),
    lambda s, i, j, k: c.MoveAction(item_on(s, "actions", i), j % 4),
    lambda s, i, j, k: c.PutUnder(item_on(s, "actions", i), item_on(s, "chosen", j)),
    lambda s, i, j, k: c.NoteStatus(item_on(s, "actions", i), pick(STATUSES, j), pick(("", "Soon"), k)),
    lambda s, i, j, k: c.AdoptPlan(pick(("actions", "later"), i)),
    lambda s, i, j, k: c.WithdrawIdea(item_on(s, "actions", i)),
)
_ACCOUNT: Final[tuple[Maker, ...]] = (
    lambda s, i, j, k: c.FillField(f"{pick(ACCOUNTS, i)}.{pick(LINES, j)}", account_line(pick(LINES, j), k)),
    lambda s, i, j, k: fill_next(s, account_here(s, i), j),
    lambda s, i, j, k: fill_next(s, account_here(s, i), j),
    lambda s, i, j, k: fill_next(s, account_here(s, i), j),
    lambda s, i, j, k: c.RemoveAbsence(account_here(s, i)),
)


def account_here(state: State, index: int) -> str:
    """Give an account that is entered at the present step."""
    return pick(accounts_of(state.step) if isinstance(state.step, Absence) else ACCOUNTS, index)


def fill_next(state: State, account: str, index: int) -> c.Command:
    """Fill in the first line of an account that is still empty."""
    filled = {id_ for step in state.steps.values() for id_ in step.fields}
    line = next((line for line in LINES if f"{account}.{line}" not in filled), LINES[0])
    return c.FillField(f"{account}.{line}", account_line(line, index))


def account_line(line: str, index: int) -> str:
    """Give what is typed in a line of an account, mostly something that fits."""
    return pick(ACCOUNT[line], index)


AT: Final[dict[str, tuple[Maker, ...]]] = {
    "vote": _VOTE,
    "spotlight": _SPOT,
    "answers": _SPOT,
    "plan": _PLAN,
    "read_back": _PLAN,
    "follow_up": _PLAN,
    "absence": _ACCOUNT,
    "appoint": (
        lambda s, i, j, k: c.FillField(pick(("who", "text", "sure", "way", "none"), i), pick(ANSWERS, j)),
        lambda s, i, j, k: c.FillField("when", pick(DAYS, j)),
    ),
    "suitability": (lambda s, i, j, k: c.FillField(pick(("q1", "q2", "/way"), i), pick(ANSWERS, j)),),
    "prioritise": (
        lambda s, i, j, k: c.Prioritise(item_on(s, "wishes", i), j % 4),
        lambda s, i, j, k: c.Prioritise("", j % 4, pick(("", f"Wish {i}"), k)),
        lambda s, i, j, k: c.DropPriority(item_on(s, "chosen", i), j % 4),
        lambda s, i, j, k: note(s, "proposals", i, j % 4, item_on(s, "chosen", k)),
        lambda s, i, j, k: note(s, "proposals", i, j % 4, item_on(s, "chosen", k)),
        lambda s, i, j, k: c.MergeIdeas((item_on(s, "chosen", i),), item_on(s, "wishes", j)),
    ),
    "join": (
        lambda s, i, j, k: c.Join(someone(s, i), pick((standing_here(s, j), ""), k)),
        lambda s, i, j, k: c.Join(someone(s, i), standing_here(s, j)),
        lambda s, i, j, k: c.JoinRest(standing_here(s, i)),
        lambda s, i, j, k: c.CountHeads(standing_here(s, i), j % 4),
        lambda s, i, j, k: c.FormGroups(),
    ),
    "sort": (
        lambda s, i, j, k: c.CarryOver((item_on(s, pick(("wishes", "proposals"), i), j),), "sorted"),
        lambda s, i, j, k: c.AddHeading("sorted", f"Heading {i % 4}"),
        lambda s, i, j, k: c.RenameHeading("sorted", pick(s.headings.get("sorted", ("",)) or ("",), i),
                                           pick(("", f"Heading {j % 4}"), k)),
        lambda s, i, j, k: c.SortIdea(item_on(s, "sorted", i),
                                      pick((*s.headings.get("sorted", ()), "", "Unknown"), j)),
        lambda s, i, j, k: c.MergeIdeas((item_on(s, "sorted", i),), item_on(s, "sorted", j)),
    ),
    "assess": (
        lambda s, i, j, k: c.AssessIdea(item_on(s, "sorted", i),
                                        pick(("", "possible", "partly", "not_possible", "never"), j),
                                        pick(("", "Because"), k), pick(("", "high"), k)),
    ),
}  # fmt: skip
"""For the moment the room is at a step of this kind."""


def some_command(state: State, which: int, i: int, j: int, k: int) -> c.Command:
    """Give a command; where the step has commands of its own mostly one of them, as the rest lead away."""
    own = AT.get(state.step.kind, ()) if state.step else ()
    where, which = which % 8, which // 8
    makers = own if own and where else MAKERS
    return makers[which % len(makers)](state, i, j, k)
