"""Deciding on who comes and who leaves in the middle of things, and on who leads without taking part."""

from collections.abc import Iterable

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.decide.deciding import decides
from apv_tui.core.decide.means import Drafts, Means, at
from apv_tui.core.decide.people import MOST_PEOPLE, need_person, tidy
from apv_tui.core.decide.seating import drawn_anew
from apv_tui.core.decide.seats import Seats
from apv_tui.core.messages import Refused, message
from apv_tui.core.people import Person
from apv_tui.core.state import MeetingState, State


@decides(c.Arrive)
def arrive(state: State, command: c.Arrive, _: Means) -> Drafts:
    """Mark somebody present; in groups already drawn they join the smallest, and nobody else moves.

    Who sat in a group before has their place there again, unless everybody else has left it.
    """
    person = need_person(state, command.person)
    here = _need_meeting(state)
    if person.id in here.present:
        return ()
    seats = Seats(state, come=(person.id,))
    return (
        *at("", f.PersonArrived(person=person.id, joins=seats.take(person.id))),
        *seats.nobody_alone(),
    )


@decides(c.Leave)
def leave(state: State, command: c.Leave, _: Means) -> Drafts:
    """Mark somebody gone; their place in the groups is kept in case they come back.

    One whom that leaves alone in a group joins another.
    """
    person = need_person(state, command.person)
    here = state.meeting_state
    if here is None or person.id not in here.present:
        return ()
    return (*at("", f.PersonLeft(person=person.id)), *Seats(state, gone=(person.id,)).nobody_alone())


@decides(c.ArriveTogether)
def arrive_together(state: State, command: c.ArriveTogether, means: Means) -> Drafts:
    """Mark several present at once, and add those who are new."""
    here = _need_meeting(state)
    come = tuple(
        id_ for id_ in dict.fromkeys(command.people) if need_person(state, id_).id not in here.present
    )
    if len(state.people) + len(command.new) > MOST_PEOPLE:
        raise Refused(message("refused.too_many_people", most=MOST_PEOPLE))
    new = tuple(tidy(who, who.id or means.new_id()) for who in command.new)
    if not come and not new:
        return ()
    everyone = (*come, *(who.id for who in new))
    seats = Seats(state, come=everyone)
    arrivals = tuple(f.Arrival(person=id_, joins=seats.take(id_)) for id_ in everyone)
    added: list[f.Fact] = [f.PeopleAdded(people=new)] if new else []
    return (*at("", *added, f.PeopleArrived(arrivals=arrivals)), *seats.nobody_alone())


@decides(c.LeaveTogether)
def leave_together(state: State, command: c.LeaveTogether, _: Means) -> Drafts:
    """Mark several gone at once."""
    here = _need_meeting(state)
    return _gone(
        state, [id_ for id_ in dict.fromkeys(command.people) if need_person(state, id_).id in here.present]
    )


@decides(c.MoreHeads)
def more_heads(state: State, command: c.MoreHeads, means: Means) -> Drafts:
    """So many more are there, or fewer, without names: who was counted before comes back first.

    Those with the highest numbers are the ones who leave.
    """
    here = _need_meeting(state)
    nameless = [who.id for who in state.people.values() if not who.name]
    if command.n < 0:
        going = [id_ for id_ in nameless if id_ in here.present][command.n :]
        if len(going) < -command.n:
            raise Refused(message("refused.not_so_many", n=len(going)))
        return _gone(state, going)
    back = tuple(id_ for id_ in nameless if id_ not in here.present)[: command.n]
    new = (f.PersonFacts(id=""),) * min(MOST_PEOPLE + 1, command.n - len(back))
    return arrive_together(state, c.ArriveTogether(back, new), means)


def _gone(state: State, people: Iterable[str]) -> Drafts:
    going = tuple(people)
    if not going:
        return ()
    return (*at("", f.PeopleLeft(people=going)), *Seats(state, gone=going).nobody_alone())


@decides(c.TakePart)
def take_part(state: State, command: c.TakePart, _: Means) -> Drafts:
    """Let somebody lead without a seat and strokes, or take part: then they join the smallest group."""
    person = need_person(state, command.person)
    here = _need_meeting(state)
    if (person.id in here.leads) != command.takes:
        return ()
    if not command.takes:
        seats = Seats(state, gone=(person.id,))
        return (*at("", f.PersonLeads(person=person.id, leads=True)), *seats.nobody_alone())
    seats = Seats(_with(state, here._replace(leads=here.leads - {person.id})))
    joins = seats.take(person.id)
    return (
        *at("", f.PersonLeads(person=person.id, leads=False, joins=joins)),
        *seats.nobody_alone(),
    )


@decides(c.JoinIn)
def join_in(state: State, command: c.JoinIn, means: Means) -> Drafts:
    """Let the leader take part, and draw the groups anew where they have not begun: one command, one undo."""
    here = _need_meeting(state)
    if command.person:
        drafts = take_part(state, c.TakePart(command.person, takes=True), means)
        changed = _with(state, here._replace(leads=here.leads - {command.person}))
    else:
        who = tidy(f.PersonFacts(id="", name=command.name), means.new_id())
        drafts = arrive_together(state, c.ArriveTogether(new=(who,)), means)
        number = 1 + max((known.number for known in state.people.values()), default=0)
        changed = _with(state, here._replace(present=here.present | {who.id}))
        changed = changed._replace(people={**state.people, who.id: Person(who.id, number, who.name)})
    try:
        return (*drafts, *drawn_anew(state, changed, command.seed, means))
    except Refused:
        return drafts


def _with(state: State, here: MeetingState) -> State:
    return state._replace(meetings={**state.meetings, state.meeting_id: here})


def _need_meeting(state: State) -> MeetingState:
    if state.meeting_state is None:
        raise Refused(message("refused.no_meeting"))
    return state.meeting_state
