"""The running order and the script: each step once, times that add up, and everything the leader needs in full."""

import re

import pytest
from paper_cases import NAMES, all_texts, blocks_in, shipped, texts_in
from rich.cells import cell_len

from apv_tui.core.agenda import Agenda, Appoint, Close, Noting, Step, Suitability, Talk
from apv_tui.reports import html, markdown, terminal
from apv_tui.reports.document import Heading, Keep, Room, Table
from apv_tui.reports.order import order_document
from apv_tui.reports.script import script_document
from apv_tui.words import Words, languages
from hostile import POISON, SEEN, hostile_agenda

LANGUAGES = languages()


def words_of(agenda: Agenda) -> Words:
    return Words(agenda.language)


def tables(agenda: Agenda, **asked: object) -> list[Table]:
    document = order_document(agenda, words_of(agenda), **asked)  # type: ignore[arg-type]
    return [block for block in blocks_in(document.pages) if isinstance(block, Table)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("people", [None, 4, 7, 13, 58])
def test_the_table_has_every_step_once_with_times_that_add_up(name: str, people: int | None) -> None:
    agenda = shipped(name)
    found = tables(agenda, people=people)
    assert len(found) == len(agenda.meetings)
    for table, meeting in zip(found, agenda.meetings, strict=True):
        main = [column.kind for column in table.columns].index("main")
        assert [row[main] for row in table.rows] == [step.title for step in meeting.steps]
        assert [int(row[1]) for row in table.rows] == [step.minutes for step in meeting.steps]
        begins = [
            60 * int(hours) + int(minutes)
            for hours, _, minutes in (row[0].partition(":") for row in table.rows)
        ]
        assert begins[0] == 0
        ends = [at + int(row[1]) for at, row in zip(begins, table.rows, strict=True)]
        assert ends[:-1] == begins[1:]
        assert not any("".join(row[at] for row in table.rows) == "" for at in range(len(table.columns)))


def test_clock_times_begin_at_the_time_asked_for_in_the_language_of_the_agenda() -> None:
    (table,) = tables(shipped("retro.en"), start=13 * 60)
    assert [row[0] for row in table.rows][:3] == ["13:00", "13:08", "13:11"]
    document = order_document(shipped("retro.en"), Words("en"), start=13 * 60)
    assert any("ends at 14:15" in text for text in all_texts(document))
    (danish,) = tables(shipped("apv.da"), start=23 * 60 + 30, meeting="dialog-1")
    assert danish.rows[0][0] == "23.30"
    assert danish.rows[3][0] == "00.03"  # past midnight


def test_the_minutes_set_aside_and_the_breaks_are_told() -> None:
    document = order_document(shipped("apv.da"), Words("en"), meeting="dialog-2", start=9 * 60)
    told = next(text for text in all_texts(document) if "planned" in text)
    steps = shipped("apv.da").meeting("dialog-2").steps  # type: ignore[union-attr]
    total = sum(step.minutes for step in steps)
    assert f"{total} minutes planned" in told
    assert "breaks: 10 min." in told
    assert "set aside: 120 min." in told
    assert f"{120 - total} min. to spare" in told


def test_groups_lists_and_who_is_needed_stand_beside_their_step() -> None:
    (table,) = tables(shipped("apv.da"), meeting="dialog-1", people=13)
    rows = {row[3]: " | ".join(row) for row in table.rows}
    assert "3 grupper på tre og 1 gruppe på fire" in rows["Find sammen tre og tre"]
    assert "tre: 3 × 5:00 · fire: 4 × 3:45" in rows["Interview hinanden"]
    assert "fylder »Galleri«" in rows["Saml styrkerne i et galleri"]
    assert "bruger »Galleri«" in rows["En tur gennem galleriet"]
    (first,) = tables(shipped("apv.da"), meeting="opstart")
    assert "kun mødelederen" in " ".join(first.rows[0])
    (dutch,) = tables(shipped("intervisie.nl"))
    assert any("Casusinbrenger" in cell for row in dutch.rows for cell in row)


# -- the script ----------------------------------------------------------------------------------------------


def spoken(step: Step) -> list[str]:
    """Everything of a step that the leader needs."""
    found = [step.title, *step.say, *step.notes, *step.bring]
    found += [step.instruction] if step.instruction else []
    for question in step.questions:
        found += [question.text, *question.probes]
        found += [text for text in (question.heading, question.intro, question.lens) if text]
    if isinstance(step, Talk):
        found += [text for page in step.pages for text in (page.title, page.text) if text]
    if isinstance(step, Noting):
        found += [*step.examples, *([step.consent] if step.consent else [])]
    if isinstance(step, Suitability):
        found += [*step.ways, *step.advice]
    if isinstance(step, Appoint):
        found += [text for field in step.fields for text in (field.title, field.hint, field.offer) if text]
    if isinstance(step, Close):
        found += step.next
    return found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_has_every_step_once_with_all_there_is_to_say(name: str, language: str) -> None:
    agenda = shipped(name)
    document = script_document(agenda, Words(language), start=13 * 60, people=13)
    assert len(document.pages) == len(agenda.meetings)
    for page, meeting in zip(document.pages, agenda.meetings, strict=True):
        steps = [block for block in page.blocks if isinstance(block, Keep)]
        assert len(steps) == len(meeting.steps)
        for kept, step in zip(steps, meeting.steps, strict=True):
            told = "\n".join(texts_in(kept.blocks))
            assert isinstance(kept.blocks[0], Heading)
            assert kept.blocks[0].text.endswith(step.title)
            assert isinstance(kept.blocks[-1], Room)
            missing = [text for text in spoken(step) if text not in told]
            assert missing == []
            assert sum(told.count(question.text) for question in step.questions) >= len(step.questions)


def test_the_script_says_what_to_hang_up_to_hand_out_and_where_a_list_comes_back() -> None:
    document = script_document(shipped("apv.da"), Words("da"), meeting="dialog-1", people=7)
    (page,) = document.pages
    steps = {
        step.blocks[0].text.split(" · ")[-1]: "\n".join(texts_in(step.blocks))
        for step in page.blocks
        if isinstance(step, Keep)
    }  # type: ignore[union-attr]
    assert "Hver gruppe sit eget ark: Galleri" in steps["Saml styrkerne i et galleri"]
    assert (
        "fylder »Galleri« – kommer igen i »En tur gennem galleriet«" in steps["Saml styrkerne i et galleri"]
    )
    assert "På væggen, før det begynder: Galleri" in steps["En tur gennem galleriet"]
    assert "Stemmesedler" in steps["Vi tæller op"]
    assert "3 streger til hver · højst 1 streg pr. ønske · der vælges 3–5" in steps["Vi tæller op"]
    assert "skift efter 5:00 og 10:00" in steps["Interview hinanden"]
    assert "mødet »Vurderingsmøde«" in steps["Ønsker og drømme"]
    before = [text for text in texts_in(page.blocks) if text.startswith("Udskrifter")]
    assert before == [
        "Udskrifter (apv-tui print laver dem): Interviewguide, Nummererede ark og Stemmesedler",
        "Udskrifter af mødet selv, når grupperne er trukket: Gruppelister og Rollekort "
        "(apv-tui print SESSION groups roles)",
    ]
    assert "Gruppelister" not in steps["Interview hinanden"], "who sits where is drawn on the day"
    assert "Rollekort" not in steps["Interview hinanden"]


# -- every agenda in every format ----------------------------------------------------------------------------


@pytest.mark.parametrize("make", [order_document, script_document])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_agenda_can_be_shown_in_every_format_and_language(
    name: str, language: str, make: object
) -> None:
    agenda = shipped(name)
    document = make(agenda, Words(language), start=540)  # type: ignore[operator]
    for width in (54, 80) if language == agenda.language else (54,):
        shown = terminal.render(document, width)
        assert max(cell_len(line) for line in shown.split("\n")) <= width
        flat = re.sub(r"\s+", " ", shown)
        assert all(meeting.title in flat for meeting in agenda.meetings)
    page = html.render(document)
    assert f'<html lang="{language}"' in page
    assert page.count('<section class="page">') == len(agenda.meetings)
    assert all(markdown.cell(meeting.title) in markdown.render(document) for meeting in agenda.meetings)


@pytest.mark.parametrize("make", [order_document, script_document])
def test_hostile_words_are_shown_and_not_obeyed(make: object) -> None:
    agenda = hostile_agenda(POISON)
    document = make(agenda, Words("da"), people=13)  # type: ignore[operator]
    page = html.render(document)
    assert SEEN in page
    assert not re.search(
        r"<(?!/?(html|head|meta|title|style|body|main|section|h\d|p|ul|ol|li|table|thead|tbody|tr|th|td|div|blockquote|br|!DOCTYPE)\b)",
        page,
    )
    assert "\x1b" not in page + markdown.render(document) + terminal.render(document, 80)


def test_the_running_order_of_a_session_shows_what_was_changed_with_the_planned_minutes_beside() -> None:
    retro = shipped("retro.en")
    document = order_document(retro, Words("en"), start=13 * 60, changed={"gather": 12, "what-if": 0})
    said = markdown.render(document)
    assert "12 (16)" in said
    assert "0 (12)" in said
