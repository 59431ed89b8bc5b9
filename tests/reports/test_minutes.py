"""The minutes: everything that may be shown is in them, once, and nothing that may not."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import pytest
from helpers import Case as Room
from helpers import small_agenda, small_data
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_cases import NAMES, all_texts, blocks_in, shipped, texts_in
from played_cases import play_it, played, read_case
from random_meetings import random_data, some_command
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core.agenda import KINDS, Agenda
from apv_tui.core.audience import READERS, seen_by
from apv_tui.core.ledger import ELSEWHERE, homes, tallies
from apv_tui.core.messages import Refused
from apv_tui.core.state import State
from apv_tui.core.voting import total_strokes
from apv_tui.reports import html, markdown, terminal
from apv_tui.reports.document import Bars, Block, Bullets, Document, Facts, Heading, Para, Picture, Table
from apv_tui.reports.minutes import minutes, section_for
from apv_tui.reports.minutes.registry import SECTIONS
from apv_tui.reports.options import ReportOptions
from confidential import SECRET

PLAIN = ReportOptions()
NOTED_BY_THE_ROOM = ("collect", "answers", "spotlight")


def made(state: State, options: ReportOptions = PLAIN, language: str = "") -> Document:
    return minutes(read_case(state, language), options)


def read(state: State, options: ReportOptions = PLAIN, language: str = "") -> str:
    return "\n".join(all_texts(made(state, options, language)))


def below(document: Document, title: str) -> list[Block]:
    """Give the blocks between a heading and the next one of its level or above."""
    blocks = list(blocks_in(document.pages))
    at = next(n for n, each in enumerate(blocks) if isinstance(each, Heading) and each.text == title)
    level = blocks[at].level  # type: ignore[union-attr]
    found: list[Block] = []
    for each in blocks[at + 1 :]:
        if isinstance(each, Heading) and each.level <= level:
            break
        found.append(each)
    return found


def said(blocks: Iterable[Block]) -> str:
    return "\n".join(texts_in(blocks))


def random_case(seed: int, commands: int = 120) -> State:
    data = random_data()
    data["lists"]["proposals"]["private"] = bool(seed % 3)
    room, chance = Room(8, agenda=Agenda.model_validate(data)), random.Random(seed)
    if seed % 2:
        room.do(c.OpenMeeting("stories"), c.CallRoll(("p1", "p2")), c.GoTo("story"), c.ChooseSpot("p1"))
        room.do(c.OpenVault("p1", consented=True), c.NoteIdeas((SECRET,), "core"))
    for _ in range(commands):
        try:
            room.do(some_command(room.state, *(chance.randrange(10_000) for _ in range(4))))
        except Refused:
            room.wait(5)
    return room.state


def token(item: str) -> str:
    return f"«{item}»"


def told_apart(state: State) -> State:
    """Give a state in which each item has words that nothing else has."""
    return state._replace(
        items={id_: item._replace(text=token(id_)) for id_, item in state.items.items()}, erased=frozenset()
    )


# -- every idea once -----------------------------------------------------------------------------------------


def test_every_kind_of_step_has_its_section() -> None:
    assert SECTIONS.keys() == KINDS.keys()


def each_item_is_told_of_once(state: State) -> None:
    state = told_apart(state)
    case = read_case(state)
    shown = {id_ for id_, item in case.state.items.items() if not item.withdrawn}
    at_home = [
        each.id for noted in homes(case.state).values() for top in noted for each in (top.item, *top.repeats)
    ]
    assert Counter(at_home) == Counter(shown)
    assert sum(each.standing + each.repeats for each in tallies(case.state)) == len(shown)
    document = minutes(case, PLAIN)
    whole = "\n".join(all_texts(document))
    assert not [id_ for id_ in shown if token(id_) not in whole]
    # An action that was taken off an adopted plan is told of as such.
    hidden = [id_ for id_ in state.items.keys() - shown if state.items[id_].list not in state.adopted]
    assert not [id_ for id_ in hidden if token(id_) in whole]
    for meeting, step in case.state.agenda.steps():
        blocks = section_for(step.kind)(case, PLAIN, meeting, step)
        here = [each for top in case.homes.get(step.id, ()) for each in (top.item, *top.repeats)]
        rows = list(rows_of(blocks))
        for item in here:
            found = sum(token(item.id) in row for row in rows)
            assert found == 1 if step.kind in NOTED_BY_THE_ROOM else found, (step.id, item.id)


def rows_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Give each row of a list, repeats by themselves."""
    for block in blocks_in(blocks):
        if isinstance(block, Bullets):
            for words, under in block.items:
                yield words
                yield from under
        elif isinstance(block, Table):
            yield from (" ".join(row) for row in block.rows)
        elif not isinstance(block, Para | Heading):
            yield from texts_in((block,))


@pytest.mark.parametrize("people", [4, 13])
@pytest.mark.parametrize("name", NAMES)
def test_every_idea_of_a_played_case_is_told_of_once(name: str, people: int) -> None:
    each_item_is_told_of_once(played(name, people).state)


@settings(max_examples=tries(12))
@given(st.integers(0, 10**6))
def test_every_idea_of_a_random_case_is_told_of_once(seed: int) -> None:
    each_item_is_told_of_once(random_case(seed))


@pytest.mark.parametrize("name", NAMES)
def test_every_stroke_of_a_closed_count_is_in_its_chart(name: str) -> None:
    state = played(name, 13).state
    votes = [(step, state.state_of(step).vote) for _, step in state.agenda.steps() if step.kind == "vote"]
    for step, vote in votes:
        assert vote is not None
        assert vote.closed
        chart = next(block for block in below(made(state), step.title) if isinstance(block, Bars))
        assert sum(bar.value for bar in chart.rows) == total_strokes(vote)
        assert sum(bar.marked for bar in chart.rows) == len(vote.topics.items if vote.topics else ())


# -- nothing that may not be shown ---------------------------------------------------------------------------


@settings(max_examples=tries(15))
@given(st.integers(0, 10**6))
def test_nothing_private_or_confidential_leaves_the_house(seed: int) -> None:
    state = random_case(seed)
    whole = read(told_apart(state))
    assert SECRET not in read(state)
    assert not [
        id_
        for id_, item in state.items.items()
        if (item.vault or state.is_private(item.list)) and token(id_) in whole
    ]


def test_what_is_confidential_is_said_to_be_so() -> None:
    state = played("intervisie.nl", 6).state
    confidential = [id_ for id_ in state.agenda.lists if state.is_confidential(id_)]
    assert confidential
    assert "Wat hier is genoteerd, is vertrouwelijk" in read(state)


def test_nobody_is_named_unless_it_is_asked_for() -> None:
    state = played("intervju.nb", 13).state
    names = [person.name for person in state.people.values()]
    assert names
    assert all(names)
    whole = read(state)
    assert not [name for name in names if name in whole]
    asked_for = made(state, ReportOptions(names=True))
    (facts,) = [block for block in blocks_in(asked_for.pages) if isinstance(block, Facts)]
    assert all(name in facts.rows[1][1] for name in names)


def test_what_was_taken_off_is_left_out_and_a_repeat_stands_below_what_it_repeats() -> None:
    room = Room(9)
    room.do(c.GoTo("sixes"), c.NoteIdeas(("Light", "More light", "Bob is lazy"), "wishes", group=0))
    light, more, bob = room.state.items
    room.do(c.MergeIdeas((more,), light), c.WithdrawIdea(bob))
    (table,) = [each for each in below(made(room.state), "Brainstorm") if isinstance(each, Table)]
    assert table.rows == (("1", "Light", "1"), ("2", "More light (repeat of no. 1)", "1"))
    assert "Bob" not in read(room.state)


def test_an_idea_without_words_is_named_by_its_sheet_and_number() -> None:
    room = Room(9)
    room.do(c.GoTo("sixes"), c.NoteOnPaper("keep", 1, 5, 5))
    assert "sheet 2 no. 5" in said(below(made(room.state), "Brainstorm"))


def test_what_was_chosen_comes_from_its_own_sheet_and_those_of_its_repeats() -> None:
    room = voted((8, 7, 5, 1))
    first, _, _, last = room.state.items
    room.do(c.ChooseTopics(), c.MergeIdeas((last,), first))
    facts = "\n".join(
        fact
        for block in blocks_in(made(room.state).pages)
        if isinstance(block, Facts)
        for _, fact in block.rows
    )
    assert "no. 1, group 1; Wishes no. 4, group 1" in facts


# -- the choice ----------------------------------------------------------------------------------------------


def voted(strokes: Iterable[int], *, people: int = 9, close: bool = True) -> Room:
    """Give a room that has counted so many strokes for wishes called W1, W2, ..."""
    room = Room(people)
    counts = list(strokes)
    room.do(
        c.GoTo("sixes"), c.NoteIdeas(tuple(f"W{n}" for n in range(1, len(counts) + 1)), "wishes", group=0)
    )
    room.do(c.GoTo("vote"), c.OpenVote(people))
    for item, n in zip(tuple(room.state.items), counts, strict=True):
        room.do(c.CountStrokes(item, n))
    if close:
        room.do(c.CloseVote())
    return room


def choice(room: Room) -> str:
    return said(below(made(room.state), "Choose"))


def test_strokes_are_hidden_until_the_count_is_closed() -> None:
    room = voted((8, 7, 5), close=False)
    assert "stay hidden" in choice(room)
    assert "W1" not in choice(room)
    room.do(c.CloseVote())
    assert "1. W1" in choice(room)
    assert "Nothing has been chosen yet." in choice(room)


def test_the_minutes_say_how_the_topics_were_chosen() -> None:
    gap = voted((8, 7, 5, 1, 0))
    gap.do(c.ChooseTopics())
    assert "clear gap: from 5 to 1 strokes" in choice(gap)
    assert "1 more got no strokes." in choice(gap)
    own = voted((8, 7, 5, 1))
    own.do(c.ChooseTopics((tuple(own.state.items)[3],), "It is urgent"))
    assert "not by the strokes alone" in choice(own)
    assert "Reason: It is urgent" in choice(own)
    assert "it would have been" in choice(own)


def test_strokes_that_cannot_have_been_drawn_are_told() -> None:
    assert "than there could be" not in choice(voted((3, 3, 3), people=3))
    assert "1 stroke more than there could be." in choice(voted((3, 3, 3, 1), people=3))
    assert "3 strokes more than there could be." in choice(voted((3, 3, 3, 3), people=3))


def test_a_tie_at_the_cut_and_how_it_was_settled_are_told() -> None:
    tie = (6, 2, 2, 2, 2, 2, 2)
    taken = voted(tie)
    assert "There is a tie at the cut." in choice(taken)
    taken.do(c.ChooseTopics(tuple(taken.state.items)))
    assert "All those with equally many strokes were taken." in choice(taken)
    again = voted(tie)
    again.do(c.OpenRunOff())
    for item, n in zip(tuple(again.state.items)[1:], (4, 3, 1, 0, 0, 0), strict=True):
        again.do(c.CountRunOff(item, n))
    again.do(c.ChooseTopics())
    assert "A run-off decided." in choice(again)
    charts = [each for each in below(made(again.state), "Choose") if isinstance(each, Bars)]
    assert [[bar.value for bar in chart.rows] for chart in charts] == [list(tie), [4, 3, 1, 0, 0, 0]]
    assert [bar.label for bar in charts[0].rows[:3]] == ["1. W1", "2. W2", "2. W3"]
    leaders = voted(tie)
    leaders.do(c.ChooseTopics(tuple(leaders.state.items)[:3], "The first came first"))
    assert "The choice between those with equally many strokes was made at the meeting." in choice(leaders)


def test_what_was_found_while_the_strokes_were_counted_is_named_and_what_came_later_is_not() -> None:
    room = voted((8, 7, 5, 1), close=False)
    room.do(c.NoteIdeas(("Found on a sheet",), "wishes"), c.CloseVote(), c.ChooseTopics())
    room.do(c.GoTo("sixes"), c.NoteIdeas(("Thought of afterwards",), "wishes"))
    assert "Found on paper while the strokes were counted: “Found on a sheet”." in choice(room)
    assert "Thought of afterwards" not in choice(room)
    assert "got no strokes" not in choice(room)


def test_strokes_of_a_repeat_count_for_what_stands() -> None:
    room = voted((5, 2, 1))
    first, second, third = room.state.items
    room.do(c.MergeIdeas((second,), first), c.WithdrawIdea(third))
    assert "7 (5 + 2)" in choice(room)
    assert "own strokes + those drawn on its repeats" in choice(room)
    assert "1 more stroke was drawn on something that is no longer on the list." in choice(room)


# -- at any moment -------------------------------------------------------------------------------------------


def test_before_the_first_meeting_the_minutes_say_so() -> None:
    room = Room(0, meeting="")
    assert "No meeting has been held yet." in read(room.state)
    room.do(c.OpenMeeting("first"))
    assert "No meeting has been held yet." in read(room.state)


def test_in_the_middle_of_a_meeting_they_say_how_far_it_has_come() -> None:
    room = Room(9)
    room.do(c.GoTo("gallery"), c.NoteIdeas(("Coffee",), "strengths", group=1))
    whole = read(room.state)
    assert 'So far: the meeting "First" is under way and has come to "Gallery".' in whole
    assert "Not held yet: Second." in whole
    assert "Coffee" in whole
    assert "Brainstorm" not in said(below(made(room.state), "Gallery"))
    room.do(c.GoTo("close"))
    assert "So far" not in read(room.state)


@pytest.mark.parametrize("name", NAMES)
def test_they_are_there_after_every_cue_of_a_case(name: str) -> None:
    for cues in range(1, 60, 9):
        document = made(play_it(shipped(name), 7, 1, cues).state)
        assert html.render(document)
        assert markdown.render(document)
        assert terminal.render(document, 54)


def test_the_minutes_tell_how_long_the_clock_stood_and_what_for() -> None:
    room = Room(9)
    room.do(c.GoTo("intro"))
    room.wait(60)
    for seconds, was in ((600, "break"), (200, "discussion")):
        room.do(c.StartOrPause())
        room.wait(seconds)
        room.do(c.StartOrPause(), c.NamePause(was))
    told = said(below(made(room.state), "Time planned and used"))
    assert (
        "Beside the time of the steps, the clock stood still for 13 min. (break 10 min., discussion 3 min.)."
        in told
    )
    room = Room(9)
    room.do(c.GoTo("intro"))
    room.wait(60)
    assert "stood still" not in read(room.state)


def test_the_day_and_the_hours_of_a_meeting_and_its_minutes_are_told() -> None:
    room = Room(9)
    room.do(c.GoTo("intro"))
    room.wait(12 * 60)
    room.do(c.GoTo("close"))
    room.wait(6 * 60)
    room.do(c.GoTo(""))
    times = said(below(made(room.state), "Time planned and used"))
    assert "Welcome\n10\n12" in times
    assert "Close\n5\n6" in times
    (row,) = next(each for each in made(room.state).pages[0].blocks if isinstance(each, Table)).rows
    began = room.state.meetings["first"].began
    assert began is not None
    begins, ends = (read_case(room.state).words.time_of_day(at) for at in (began, room.now))
    assert row == ("First", "2 March 2026", f"{begins}–{ends}", "9")
    # What is put right the day after does not make the meeting longer.
    room.wait(24 * 3600)
    room.do(c.GoTo("sixes"), c.NoteIdeas(("Light",), "wishes"), c.GoTo("close"))
    room.wait(60)
    room.do(c.GoTo(""))
    assert row in next(each.rows for each in made(room.state).pages[0].blocks if isinstance(each, Table))


def test_a_clock_that_runs_has_no_minutes_yet() -> None:
    room = Room(9)
    room.do(c.GoTo("intro"))
    room.wait(60)
    room.do(c.GoTo("threes"))
    assert "Find your group\n5\nunder way" in said(below(made(room.state), "Time planned and used"))


def test_few_people_are_warned_about_at_the_front() -> None:
    few = Room(4)
    few.do(c.GoTo("gallery"))
    text = [block for block in made(few.state).pages[0].blocks[:3] if isinstance(block, Para)]
    assert any("Fewer than 5 people took part in First" in block.text for block in text)
    many = Room(5)
    many.do(c.GoTo("gallery"))
    assert "Fewer than" not in read(many.state)


def test_what_was_noted_in_another_round_stands_apart() -> None:
    data = small_data()
    data["meetings"][1]["steps"].append(
        {"id": "once-more", "kind": "talk", "title": "Once more", "minutes": 5, "repeat_from": "again"}
    )
    room = Room(9, agenda=Agenda.model_validate(data), meeting="second")
    room.do(c.GoTo("more"), c.NoteIdeas(("Early",), "later"), c.GoTo("once-more"), c.RepeatRun())
    room.do(c.GoTo("more"), c.NoteIdeas(("Late",), "later"))
    assert said(below(made(room.state), "More")).split("\n") == ["Round 1", "Early", "Round 2", "Late"]


def test_the_parking_lot_and_what_nothing_fills_stand_at_the_end() -> None:
    room = Room(9)
    room.do(c.GoTo("gallery"), c.NoteIdeas(("A bicycle shed",), "parking"))
    (parked,) = homes(seen_by(room.state, READERS))[ELSEWHERE]
    assert parked.item.text == "A bicycle shed"
    headings = [each.text for each in made(room.state).pages[0].blocks if isinstance(each, Heading)]
    assert headings[-1] == read_case(room.state).words("parking.heading")


# -- what a consultant puts in -------------------------------------------------------------------------------


def test_the_agenda_gives_a_title_and_an_introduction_and_whoever_exports_others() -> None:
    data = small_data()
    data["report"] = {"title": "Our minutes", "introduction": ["Who we are.", "What it is about."]}
    room = Room(9, agenda=Agenda.model_validate(data))
    document = made(room.state)
    assert document.title == "Our minutes"
    assert [block.text for block in document.pages[0].blocks[:2]] == ["Who we are.", "What it is about."]  # type: ignore[union-attr]
    logo = Picture(b"x", "png")
    other = made(room.state, ReportOptions(title="Other", introduction=("Hello.",), logo=logo))
    assert (other.title, other.logo) == ("Other", logo)
    assert "Who we are." not in "\n".join(all_texts(other))
    assert made(Room(9, agenda=small_agenda()).state).title == "Minutes: A small method"


@pytest.mark.parametrize("language", ["da", "en", "nb", "nl"])
def test_they_are_in_every_language(language: str) -> None:
    document = made(played("apv.da", 13).state, language=language)
    assert document.language == language
    assert read_case(played("apv.da", 13).state, language).words("minutes.meeting") in all_texts(document)


def test_minutes_of_one_meeting_are_of_that_meeting_alone() -> None:
    state = played("apv.da", 13).state
    titles = {meeting.id: meeting.title for meeting in state.agenda.meetings}
    document = made(state, ReportOptions(meeting="dialog-1", today=date(2026, 11, 22)))
    assert document.title == "Referat: APV med anerkendende interview · 1. dialogmøde"
    front = []
    for block in document.pages[0].blocks:
        if isinstance(block, Heading):
            break
        front.append(block)
    told = said(front)
    assert titles["dialog-1"] in told
    assert "13 personer i alt" in told
    assert not [title for id_, title in titles.items() if id_ != "dialog-1" and title in told]
    assert state.agenda.lists[state.plans[0]].title not in told, "what other meetings noted is not counted"
    named = made(state, ReportOptions(meeting="dialog-1", title="Kantinen"))
    assert named.title == "Kantinen · 1. dialogmøde"


def test_the_day_below_the_title_is_that_of_the_state_and_not_of_a_meeting() -> None:
    document = made(played("apv.da", 13).state, ReportOptions(today=date(2026, 11, 22)))
    assert document.under == "Pr. 22. november 2026"


def test_what_was_planned_further_on_was_not_looked_at_before() -> None:
    first = made(played("retro.en", 9).state)
    headings = [block.text for block in blocks_in(first.pages) if isinstance(block, Heading)]
    assert "What became of it?" not in headings
    assert "What we do" in headings
