"""Print-outs: every person once in every round, numbers that agree with the screen, every question in full."""

import re
from typing import Any

import pytest
from helpers import Case as Led
from helpers import some_people
from paper_cases import NAMES, all_texts, blocks_in, cards_in, case_of, paper_case, shipped, texts_in
from random_meetings import random_data

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Interviews, Meeting, Vote
from apv_tui.core.facts import PersonFacts
from apv_tui.core.people import screen_names
from apv_tui.core.preparing import PAPERS, is_asked_on_paper, papers_for
from apv_tui.core.rotation import roles
from apv_tui.reports import group_lists, guide, html, markdown, sheets, slips
from apv_tui.reports import roles as role_pages
from apv_tui.reports.document import Heading, Numbered, Page, Table
from apv_tui.reports.papers import papers
from apv_tui.words import Words, languages
from confidential import SECRET
from hostile import POISON, SEEN, hostile_agenda

PEOPLE = [4, 7, 13, 58]


def meeting_of(agenda: Agenda, id_: str) -> Meeting:
    found = agenda.meeting(id_)
    assert found is not None
    return found


# -- every agenda, format, language --------------------------------------------------------------------------


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", NAMES)
def test_everything_can_be_printed_and_what_there_is_not_is_named(name: str, language: str) -> None:
    agenda = shipped(name)
    for people in (0, 7):
        case = paper_case(agenda, people, language=language)
        made = papers(case, agenda.meetings, PAPERS)
        there = {paper for meeting in agenda.meetings for paper in papers_for(meeting)}
        assert {*made.lacking} == {*PAPERS} - there
        assert made.document is not None
        assert all(next(texts_in(page.blocks), "") and len(page.blocks) > 1 for page in made.document.pages)
        page = html.render(made.document)
        assert f'<html lang="{language}"' in page
        assert page.count('<section class="page') == len(made.document.pages)
        assert markdown.render(made.document).count("\n---\n") >= len(made.document.pages) - 1


def test_there_is_no_document_where_there_is_nothing_to_print() -> None:
    agenda = Agenda.model_validate(
        {"title": "T", "language": "en", "steps": [{"id": "a", "kind": "talk", "title": "A", "minutes": 5}]}
    )
    made = papers(paper_case(agenda, 5), agenda.meetings, PAPERS)
    assert made == (None, PAPERS)


def test_hostile_words_and_names_are_printed_and_not_obeyed() -> None:
    agenda = hostile_agenda(POISON)
    who = tuple(PersonFacts(id="", name=f"{POISON[:30]} {number}") for number in range(7))
    made = papers(paper_case(agenda, who), agenda.meetings, PAPERS)
    assert made.document is not None
    page = html.render(made.document)
    assert SEEN in page
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    assert set(re.findall(r"<([a-z]\w*)", page)) <= {
        "html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "h3", "h4", "p", "ul", "ol",
        "li", "div", "b", "span", "br", "table", "thead", "tbody", "tr", "th", "td", "blockquote",
    }  # fmt: skip


# -- groups --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", PEOPLE)
def test_everybody_stands_once_on_each_group_list_and_the_odd_groups_are_explained(people: int) -> None:
    agenda = shipped("apv.da")
    meeting = meeting_of(agenda, "dialog-1")
    case = paper_case(agenda, people)
    drawn = [step for step in meeting.steps if step.group_size]
    pages = group_lists.pages(case, meeting)
    assert len(pages) == len(drawn)
    for page, step in zip(pages, drawn, strict=True):
        listed = [name for card in cards_in([page]) for name, _ in card.blocks[0].items]  # type: ignore[union-attr]
        assert sorted(listed) == sorted(map(case.name, case.state.people))
        assert len(set(listed)) == people
        assert [card.title for card in cards_in([page])] == [
            f"Gruppe {at}" for at in range(1, len(case.state.groups_of(step)) + 1)
        ]
        assert case.words("print.drawn_before") in [*texts_in(page.blocks)]
    told = " ".join(texts_in(pages[0].blocks))
    odd = {len(group.members) for group in case.state.groups_of(drawn[0])} - {3}
    # Of four people nobody sits in a three, so there is no ordinary size to differ from.
    assert ("× " in told) == bool(odd and people > 4)


def test_without_people_the_list_says_what_any_number_of_them_makes() -> None:
    agenda = shipped("apv.da")
    page, *_ = group_lists.pages(paper_case(agenda), meeting_of(agenda, "dialog-1"))
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    rows = {int(row[0]): row for row in table.rows}
    assert rows[12][1] == "4 grupper på tre"
    assert rows[12][2] == ""
    assert rows[13][1] == "3 grupper på tre og 1 gruppe på fire"
    assert rows[13][2] == "1 gruppe er fire: 4 × 3:45 i stedet for 3 × 5:00"


def test_the_same_seed_draws_the_same_groups() -> None:
    agenda = shipped("apv.da")
    meeting = meeting_of(agenda, "dialog-1")
    first, second, other = (
        group_lists.pages(paper_case(agenda, 23, seed=seed), meeting) for seed in (7, 7, 8)
    )
    assert first == second != other


# -- roles ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", PEOPLE)
def test_everybody_has_one_card_that_says_what_the_screen_will_say(people: int) -> None:
    agenda = shipped("apv.da")
    meeting = meeting_of(agenda, "dialog-1")
    case = paper_case(agenda, people)
    step = next(step for step in meeting.steps if isinstance(step, Interviews))
    cards = cards_in(role_pages.pages(case, meeting)[:1])
    assert sorted(card.title for card in cards) == sorted(map(case.name, case.state.people))
    by_name = {card.title: card for card in cards}
    called = screen_names(case.state.people.values(), str)
    for at, group in enumerate(case.state.groups_of(step), 1):
        k = len(group.members)
        for place, person in enumerate(group.members):
            card = by_name[case.name(person)]
            assert card.under == f"Gruppe {at} · nummer {place + 1}"
            lines = [words for words, _ in card.blocks[0].items]  # type: ignore[union-attr]
            assert len(lines) == k
            for turn, said in enumerate(lines):
                now = roles(k, turn)
                assert said.startswith(f"Runde {turn + 1} af {k}: ")
                assert not said.endswith("..")
                assert ("du spørger" in said) == (place == now.interviewer)
                assert ("du fortæller" in said) == (place == now.storyteller)
                assert ("skriver" in said) == (place in now.note_takers)
                others = {now.interviewer, now.storyteller} - {place}
                assert all(called[group.members[other]] in said for other in others)


def test_without_people_there_is_a_card_for_each_number_in_groups_of_each_size() -> None:
    agenda = shipped("apv.da")
    cards = cards_in(role_pages.pages(paper_case(agenda), meeting_of(agenda, "dialog-1"))[:1])
    assert [card.title for card in cards] == [f"Nummer {n}" for n in (1, 2, 3, 1, 2, 3, 4)]
    assert "nummer 2" in " ".join(texts_in(cards[0].blocks))


def test_the_one_at_the_centre_and_the_others_have_cards_and_so_do_the_roles_of_a_form() -> None:
    agenda = shipped("intervisie.nl")
    cards = cards_in(role_pages.pages(paper_case(agenda, 6), agenda.meetings[0]))
    assert [(card.title, card.copies) for card in cards] == [
        ("Tijdbewaker", 1), ("Notulist", 1), ("Casusinbrenger", 1), ("De anderen", 5),
    ]  # fmt: skip
    said = " ".join(texts_in(cards[2].blocks))
    assert "Casusinbrenger luistert en zegt niets." in said


def test_turns_and_hosts_have_a_card_for_each_group() -> None:
    agenda = shipped("apv.da")
    case = paper_case(agenda, 13)
    (page,) = role_pages.pages(case, meeting_of(agenda, "dialog-2"))
    assert [card.title for card in cards_in([page])] == ["Gruppe 1", "Gruppe 2", "Gruppe 3"]
    hosts = cards_in(role_pages.pages(case, meeting_of(agenda, "dialog-1"))[1:])
    assert [card.under for card in hosts] == ["Gruppe 1", "Gruppe 2"]


# -- the guide -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_guide_has_every_question_in_full_with_room_to_write_and_asks_for_consent(name: str) -> None:
    agenda = shipped(name)
    case = paper_case(agenda, 7)
    for meeting in agenda.meetings:
        asked = [step for step in meeting.steps if is_asked_on_paper(meeting, step)]
        pages = guide.pages(case, meeting)
        assert len(pages) == len(asked)
        for page, step in zip(pages, asked, strict=True):
            told = [*texts_in(page.blocks)]
            for question in case.state.questions_of(step):
                assert sum(question.text in text for text in told) == 1
                assert all(probe in told for probe in question.probes)
                assert question.heading is None or question.heading in told
            rooms = [block for block in blocks_in(page.blocks) if type(block).__name__ == "Room"]
            assert len(rooms) == len(case.state.questions_of(step))
            consent = getattr(step, "consent", None)
            assert consent is None or consent in told


# -- sheets --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", PEOPLE)
def test_each_group_has_a_sheet_by_its_number_with_lines_from_1(people: int) -> None:
    agenda = shipped("apv.da")
    meeting = meeting_of(agenda, "dialog-1")
    case = paper_case(agenda, people)
    pages = sheets.pages(case, meeting)
    titles = [page.blocks[0].text for page in pages]  # type: ignore[union-attr]
    threes, sixes = (len(case.state.groups_of(step)) for step in meeting.steps if step.id in ("tre", "seks"))
    assert titles == [f"Ark {n + 1}" for n in range(threes)] + [f"Ark {n + 1}" for n in range(sixes)]
    last = pages[-1]
    assert [block.text for block in last.blocks if isinstance(block, Heading)][1:] == [
        "Ønsker og drømme", "Det vil vi bevare", "De første skridt",
    ]  # fmt: skip
    lines = [block.lines for block in last.blocks if isinstance(block, Numbered)]
    assert lines[1:] == [4, 3]
    assert sum(lines) < sheets.LINES


def test_sheet_2_no_3_is_the_same_on_paper_and_on_the_screen() -> None:
    led = Led(12)
    led.do(c.GoTo("sixes"), c.NoteOnPaper("wishes", 1, 1, 4))
    third = next(item for item in led.state.items.values() if item.sheet_number == 3)
    led.do(c.RewordIdea(third.id, "Light"), c.NoteIdeas(("Air",), "wishes", 1))
    meeting = led.state.agenda.meetings[0]
    pages = sheets.pages(case_of(led.record), meeting)
    two = next(
        page
        for page in pages
        if page.blocks[0] == Heading(1, "Sheet 2") and "Brainstorm" in " ".join(texts_in(page.blocks))
    )
    numbered = next(block for block in two.blocks if isinstance(block, Numbered))
    assert numbered.words == ((3, "Light"),)
    assert Words("en")("item.on_sheet", sheet=2, number=3) == "sheet 2 no. 3"
    # What was noted without a number on paper goes by the number the screen gave it.
    assert f"{led.state.standing('wishes')[-1].number}  Air" in [*texts_in(two.blocks)]


def test_groups_that_are_chosen_on_the_day_have_a_sheet_without_a_number() -> None:
    agenda = shipped("apv.da")
    pages = sheets.pages(paper_case(agenda, 13), meeting_of(agenda, "dialog-2"))
    assert [page.blocks[0].text for page in pages] == ["Ark 1", "Ark 2", "Ark 3", "Ark ______"]  # type: ignore[union-attr]


# -- slips ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [0, *PEOPLE])
def test_there_is_a_slip_for_each_with_the_rule_of_the_agenda(people: int) -> None:
    agenda = shipped("apv.da")
    meeting = meeting_of(agenda, "dialog-1")
    (page,) = slips.pages(paper_case(agenda, people), meeting)
    (slip,) = cards_in([page])
    assert slip.copies == (people or slips.A_PAGE)
    vote = next(step for step in meeting.steps if isinstance(step, Vote))
    told = " ".join([slip.under, *texts_in(slip.blocks)])
    assert "3 streger til hver · højst 1 streg pr. ønske" in told
    assert "Hvert nummer højst én gang." in told
    assert told.count(slips._BLANK) == vote.strokes


def test_where_several_strokes_may_stand_by_one_wish_the_slip_says_so() -> None:
    data = random_data()
    vote = next(step for meeting in data["meetings"] for step in meeting["steps"] if step["kind"] == "vote")
    vote.update(strokes=4, per_item=2)
    agenda = Agenda.model_validate(data)
    case = paper_case(agenda, 5)
    told = " ".join(
        text
        for meeting in agenda.meetings
        for page in slips.pages(case, meeting)
        for text in texts_in([page])
    )
    assert "at most 2 times" in told
    assert "once" not in told


# -- a session -----------------------------------------------------------------------------------------------


def test_the_groups_of_a_session_are_printed_as_they_sit_now() -> None:
    led = Led(9)
    led.do(c.GoTo("threes"), c.Leave("p1"), c.AddPeople((PersonFacts(id="", name="Nora New"),)))
    case = case_of(led.record)
    listed = " ".join(texts_in(group_lists.pages(case, led.state.agenda.meetings[0])[0].blocks))
    assert "Person1 Last1" not in listed
    assert "Nora New" in listed
    assert "Person2 Last2" in listed
    assert case.words("print.drawn_before") not in listed


def test_nothing_private_or_confidential_is_printed() -> None:
    data: dict[str, Any] = random_data()
    data["lists"]["wishes"]["private"] = True
    led = Led(0, agenda=Agenda.model_validate(data), meeting="stories")
    led.do(c.AddPeople(some_people(6)), c.GoTo("story"), c.ChooseSpot("p1"))
    led.do(c.OpenVault("p1", consented=True), c.NoteIdeas((SECRET,), "core"))
    led.do(c.OpenMeeting("choice"), c.GoTo("seats"), c.NoteIdeas(("Whisper",), "wishes", 0))
    case = case_of(led.record)
    made = papers(case, led.state.agenda.meetings, PAPERS)
    assert made.document is not None
    said = "\n".join(all_texts(made.document))
    assert SECRET not in said
    assert "Whisper" not in said
    assert "Is anybody ill?" not in said  # a question for the leader alone


def test_two_people_of_one_name_are_told_apart_on_paper() -> None:
    who = tuple(PersonFacts(id="", name="Mette Friis", department=part) for part in ("Drift", "Salg"))
    case = paper_case(shipped("apv.da"), (*who, *some_people(4)))
    names = [case.name(person) for person in case.state.people]
    assert len(set(names)) == 6
    assert {"Mette Friis (Drift)", "Mette Friis (Salg)"} < {*names}


def test_pages_that_hang_are_marked_to_be_read_from_afar() -> None:
    agenda = shipped("apv.da")
    case = paper_case(agenda, 13)
    meeting = meeting_of(agenda, "dialog-1")
    assert all(page.big for page in (*group_lists.pages(case, meeting), *sheets.pages(case, meeting)))
    assert '<section class="page big">' in html.render(_document(sheets.pages(case, meeting)))


def _document(pages: tuple[Page, ...]) -> Any:
    from apv_tui.reports.document import Document

    return Document("t", "da", pages, titled=False)
