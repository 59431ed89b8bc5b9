"""The whole Danish process, from preparation to the second follow-up: one session file, and a program that is
left and opened again between the meetings, led in a real terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from danish_file import what_the_file_tells
from danish_hands import (
    Watcher,
    answer,
    closing,
    fill,
    joined,
    last_time,
    lead,
    leave,
    look_and_leave,
    next_meeting,
    on_row,
    read_pages,
    to_row,
    typed_line,
)
from danish_story import (
    AFTER,
    AGENDA,
    AHEAD,
    AT_MEETINGS,
    AT_QUIET,
    BEFORE,
    CHOICES,
    CHOSEN,
    CROWD,
    FIRST_STEP,
    GROUP,
    GROUPS_OF_FOUR,
    HEADINGS,
    KEEP,
    LATE,
    LENSES,
    MATTERS,
    MEETINGS,
    NOT_NOW,
    NOTE,
    NOTE_AGAIN,
    OPEN,
    OVERLAP,
    OWN,
    PLACED,
    QUIET,
    REPEAT,
    SONG,
    SONG_REWORDED,
    STRENGTHS,
    STROKES,
    TALK,
    THEMES,
    WISHES,
    Somebody,
    about,
    as_file,
    as_written,
    in_weeks,
    proposal,
    staff,
    step,
    where,
    wishes_of_groups,
)
from leading import Leader, further
from terminal import Terminal


@pytest.mark.parametrize(
    ("cols", "rows", "count"),
    [further(80, 24, 11), further(54, 16, 23), further(120, 36, 58)],
    ids=["11 at 80x24", "23 at 54x16", "58 at 120x36"],
)
def test_the_danish_case_from_preparation_to_follow_up(
    terminal: Callable[..., Terminal], tmp_path: Path, cols: int, rows: int, count: int
) -> None:
    people = staff(count)
    listed = tmp_path / "arbejdsmiljøgruppen.csv"
    listed.write_text(as_file(people[:GROUP]), encoding="utf-8-sig")
    program = terminal(
        "run", "apv.da", "--meeting", "opstart", "--people", str(listed), "--seed", "11", cols=cols, rows=rows
    )
    program.until("Anne Holm")
    program.until("?")
    program.press("enter")
    leader = Watcher(program, cols, rows)
    preparation(leader, count)
    session = leave(leader)

    def opened(*command: str) -> Leader:
        return Watcher(terminal(*command, cols=cols, rows=rows), cols, rows)

    def again(lead_it: Callable[..., None], *details: Any) -> None:
        leader = opened("open", str(session), "--seed", "12")
        lead_it(leader, *details)
        leave(leader)

    again(first_dialogue, people)
    again(assessment)
    leader = opened("--language", "da")
    from_the_start_screen(leader, session)
    second_dialogue(leader, people)
    leave(leader)
    again(planning)
    again(shown_to_all, count)
    again(follow_up, count)
    again(follow_up_again)
    what_the_file_tells(session, people)


# -- 1. the start-up meeting -------------------------------------------------------------------------------


def preparation(leader: Leader, people: int) -> None:
    leader.look(about("opstart"), "6 til stede af 6", "PgDn begynd")
    suitability(leader)
    read_pages(leader, "formaal")
    answer(leader, "seks-sager", MATTERS)
    roles_and_dates(leader)
    absence_before(leader, people)
    closing(leader, "slut-opstart", "om 2 uger")


def suitability(leader: Leader) -> None:
    """What is asked of the leader alone is never on the wall before the leader says so."""
    here, suitable = where("egnethed"), step("egnethed")
    leader.tap("pgdn")
    covered = joined(leader.look(here, "vis alligevel", "storskærm"))
    for question in suitable.questions:
        assert question.text not in covered
    leader.tap("enter")
    leader.look(here, suitable.questions[0].text.split()[-1], "3 ved ikke", "kun mødeleder")
    leader.tap(*"2" * (len(suitable.questions) - 1))
    leader.look(here, "3 ved ikke")
    leader.tap("3")  # not known of one thing is enough for advice
    leader.look(here, suitable.advice[0][:15])
    advised = joined(leader.pages(here))
    for advice in suitable.advice:
        assert advice in advised
    leader.tap("1", "enter")
    leader.look(here, f"► {suitable.ways[0][:30]}", without=suitable.ways[1][:30])
    leader.tap("pgdn")


def roles_and_dates(leader: Leader) -> None:
    here = where("roller-datoer")
    leader.look(here, f"► {step('roller-datoer').fields[0].title}")
    fill(
        leader,
        "roller-datoer",
        {
            "leder": "anne",
            "assistenter": "Bo og Carla",
            "gruppen": "Anne, Bo, Carla, Dorte, Erik, Freja",
            "dag-1": "om 2 uger",
            "dag-vurdering": "om tre uger",
            "dag-2": as_written(in_weeks(6)),
            "dag-plan": f"uge {in_weeks(8).isocalendar().week}",
            "klokken": "13 til 15",
            "sted": "i kantinen",
            "inviterer": "Anne og Dorte",
            "inviteres": "i morgen",
        },
    )


def absence_before(leader: Leader, people: int) -> None:
    here = where("fravaer-foer")
    leader.look(here, "vis alligevel", "storskærm")
    leader.tap("enter")
    leader.look(here, "kun mødeleder")
    fill_account(leader, "fravaer-foer", BEFORE, people, "5,7 %")
    leader.tap("pgdn")


def fill_account(leader: Leader, id_: str, account: Mapping[str, str], people: int, percent: str) -> None:
    """Six lines, and the percentage they give."""
    here = where(id_)
    leader.tap("enter")
    leader.terminal.until(lambda screen: typed_line(screen).startswith("Første"))
    leader.type(f"{account['first']}\n{account['last']}\n")
    leader.look(here, "1 timer")
    leader.tap("1", "enter")
    leader.terminal.until(lambda screen: typed_line(screen).startswith("Fravær"))
    leader.type(f"{account['absence']}\n{account['possible']}\n{people}\n")
    leader.look(here, percent)


def from_the_start_screen(leader: Leader, session: Path) -> None:
    """Without a command the program offers the session, and says what comes next and when."""
    leader.terminal.until("næste: ")
    screen = joined(leader.terminal.screen)
    day = in_weeks(6)
    assert f"næste: {about('dialog-2')}, {as_written(day)} {day.year}" in screen
    assert session.stem[:20] in screen
    leader.tap("enter")


# -- 2. the first dialogue meeting -------------------------------------------------------------------------


def first_dialogue(leader: Leader, people: Sequence[Somebody]) -> None:
    next_meeting(leader, "dialog-1", "6 til stede af 6")
    leader.paste(as_file(people))
    leader.look(f"{len(people)} personer i listen", "6 af dem kendes i forvejen")
    leader.tap("enter")
    leader.look(f"Deltagere: {len(people)} til stede af {len(people)}")
    leader.tap("f6")
    last_time(leader, "dialog-1", "Sidst: Opstartsmøde", "om 2 uger", "Mødeleder: Anne")
    leader.tap("pgdn")
    lead(
        leader,
        "dialog-1",
        {
            "galleri": gallery,
            "brainstorm": brainstorm,
            "fortael": groups_tell,
            "gengangere": repeats,
            "optael": lambda leader, id_: count_strokes(leader, id_, len(people)),
        },
        *(f"{wish} ({strokes} streger)" for wish, strokes in CHOSEN.items()),
    )


def gallery(leader: Leader, id_: str) -> None:
    """As fast as hands go; the lines stay apart."""
    leader.look(where(id_), "Gruppe 1 ►")
    leader.type("".join(f"{text}\n" for text in STRENGTHS[:2]))
    leader.look(where(id_), f"√ {STRENGTHS[1]}", "i alt 2 styrker")
    leader.tap("tab")
    leader.look(where(id_), "Gruppe 2 ►")
    leader.type(f"{STRENGTHS[2]}\n")
    leader.look(where(id_), f"√ {STRENGTHS[2]}", "i alt 3 styrker")
    leader.tap("pgdn")


def brainstorm(leader: Leader, id_: str) -> None:
    here = where(id_)
    leader.look(here, "Spørgsmål 1 af 5", "Gruppe 1 ►")
    leader.paste("".join(f"- {wish}\n" for wish in WISHES[:5]))
    leader.look("5 linjer indsat", WISHES[4])
    leader.tap("enter")
    leader.look(here, f"√ {WISHES[4]}", "i alt 5 ønsker")
    leader.tap("tab")
    leader.look(here, "Gruppe 2 ►")
    leader.type(f"{REPEAT}\n")
    leader.look(here, f"√ {REPEAT}", "ligner 2")
    leader.tap("pgdn")
    leader.look(here, "Spørgsmål 2 af 5")
    leader.type(f"{SONG}\n")
    leader.look(here, f"√ {SONG}")
    leader.tap("pgdn")
    leader.look(here, "Spørgsmål 3 af 5")
    leader.type("".join(f"{keep}\n" for keep in KEEP))
    leader.look(here, f"√ {KEEP[1]}", "i alt 2 styrker")
    leader.tap("pgdn")
    leader.look(here, "Spørgsmål 4 af 5")
    leader.type(f"{WISHES[-1]}\n")
    leader.look(here, f"√ {WISHES[-1]}")
    leader.tap("pgdn")
    leader.look(here, "Spørgsmål 5 af 5")
    leader.type(f"{FIRST_STEP}\n")
    leader.look(here, f"√ {FIRST_STEP}")
    leader.tap("pgdn")


def groups_tell(leader: Leader, id_: str) -> None:
    number = 0
    while "sidste gruppe" not in leader.look(where(id_), f"Gruppe {(number := number + 1)} fortæller"):
        leader.tap("pgdn")
    leader.tap("pgdn")


def repeats(leader: Leader, id_: str) -> None:
    leader.look(where(id_), "8 ønsker")
    leader.tap("n")
    leader.look(where(id_), "ligner 2")
    leader.tap("enter")
    leader.look(where(id_), "er en genganger af 2")
    leader.tap("enter")
    leader.look(where(id_), "7 ønsker · 1 genganger")
    leader.tap("pgdn")


def count_strokes(leader: Leader, id_: str, people: int) -> None:
    here = where(id_)
    leader.look(here, "Hvor mange satte streger?")
    leader.tap("enter")
    counted = 0
    for _ in WISHES:
        screen = leader.look(here, f"{counted} af {3 * people} streger")
        row = next(line for line in screen.split("\n") if line.startswith((" ►", "►")))
        wish = next(wish for wish in WISHES if wish in row)
        if number := STROKES.get(wish, 0):
            leader.type(str(number))
            leader.look(here, f"[{number:>2}]")
            counted += number
        leader.tap("enter")
        leader.look(here, f"{counted} af {3 * people} streger", without=row)
    leader.tap("pgdn")
    leader.look(here, "1 er ikke talt op. PgDn én gang til")
    leader.tap("pgdn")
    leader.look(here, "Forslag: 3 emner")
    leader.tap("pgdn")
    leader.look(here, "Valgt foreløbigt: 3 emner")
    leader.tap("pgdn")


# -- 3. the assessment -------------------------------------------------------------------------------------


def assessment(leader: Leader) -> None:
    next_meeting(leader, "vurdering", f"{GROUP} til stede af ")
    leader.tap("f6")
    last_time(leader, "vurdering", f"Sidst: {about('dialog-1')}", QUIET)
    leader.tap("pgdn")
    lead(
        leader,
        "vurdering",
        {"vurder-seks-punkter": six_points, "vurder-renskriv": gross_list, "vurder-mulighed": assess},
        SONG_REWORDED,
    )


def six_points(leader: Leader, id_: str) -> None:
    answer(leader, id_, {"a1": "Vi hjælper hinanden", "a3": "Overblik over dagen", "a6": "Ro og færre møder"})


def gross_list(leader: Leader, id_: str) -> None:
    """All wishes are there from the beginning; a strength is carried along, and one wish gets other words."""
    here = where(id_)
    leader.look(here, "7 af 7 uden overskrift")
    leader.tap("a")
    leader.look(here, KEEP[0])
    leader.tap("enter")
    leader.look(here, "1 af ")
    leader.tap("backspace")
    for at, (wish, digit) in enumerate(PLACED.items()):
        leader.look(here, f"{8 - at} af 8 uden overskrift")
        on_row(leader, wish)
        leader.tap(digit)
    leader.look(here, "Færdig: alle 8")
    to_row(leader, SONG)
    leader.tap("e")
    leader.terminal.until(lambda screen: SONG in typed_line(screen))
    leader.tap("ctrl+u")
    leader.type(f"{SONG_REWORDED}\n")
    leader.look(here, SONG_REWORDED[:20], without="Ret 6 ►")
    leader.tap("pgdn")


def assess(leader: Leader, id_: str) -> None:
    """One digit for each; what is not possible wants a reason."""
    here = where(id_)
    order = sorted(PLACED, key=PLACED.__getitem__)
    for at, wish in enumerate(order):
        leader.look(here, f"{8 - at} er ikke vurderet")
        on_row(leader, SONG_REWORDED if wish == SONG else wish)
        leader.tap("3" if wish == SONG else "1")
        if wish == SONG:
            leader.look(here, "Fordi ►")
            leader.type(f"{NOT_NOW}\n")
        leader.look(here, "Alle 8 er" if wish == order[-1] else f"{7 - at} er ikke vurderet")
        for risk in ("lav", "mellem", "høj") if wish == QUIET else ():
            leader.tap("r")
            leader.look(here, f"alvor: {risk}")
        if wish != order[-1]:
            leader.tap("down")
    leader.tap("pgdn")


# -- 4. the second dialogue meeting ------------------------------------------------------------------------


def second_dialogue(leader: Leader, people: Sequence[Somebody]) -> None:
    next_meeting(leader, "dialog-2", f"{len(people)} til stede af {len(people)}")
    leader.tap("f6")
    last_time(leader, "dialog-2", f"Sidst: {about('vurdering')}", QUIET, "og 3 til")
    leader.tap("pgdn")
    lead(
        leader,
        "dialog-2",
        {
            "gensyn": assessment_is_heard,
            "prioriter": lambda leader, id_: prioritise(leader, id_, len(people)),
            "valg-af-gruppe": lambda leader, id_: join(leader, id_, len(people)),
            **dict.fromkeys(LENSES, through_a_lens),
            "temaer-samlet": lambda leader, id_: themes(leader, id_, len(people)),
            "plan-loefte": lambda leader, id_: fill(leader, id_, {"planen-klar": "om 5 uger"}),
        },
    )


def assessment_is_heard(leader: Leader, id_: str) -> None:
    """Theme by theme, with what was decided and why."""
    for number, heading in enumerate(HEADINGS, 1):
        screen = leader.look(where(id_), f"tema {number} af {len(HEADINGS)}", heading[:20])
        if number == 1:
            assert f"går ikke videre: {NOT_NOW}" in joined(screen)
        leader.tap("pgdn")


def number_of(wish: str, screen: str) -> str:
    found = re.search(rf"(\d+)  {wish[:12]}", screen)
    assert found, f"{wish} on the screen"
    return found[1]


def prioritise(leader: Leader, id_: str, people: int) -> None:
    here = where(id_)
    leader.look(here, "Gruppe 1: ønske?")
    listed = leader.pages(here)
    numbers = {wish: number_of(wish, listed) for wish in (*CHOICES, OVERLAP, SONG_REWORDED)}
    leader.type(f"{numbers[SONG_REWORDED]}\n")
    leader.look(here, "vurderet: det går ikke", "Enter igen")
    leader.tap("ctrl+u")
    chosen = wishes_of_groups(GROUPS_OF_FOUR[people])
    for group, wishes in enumerate(chosen):
        leader.look(here, f"Gruppe {group + 1}: ønske? ►")
        for wish in wishes:
            leader.type(f"{numbers[wish]}\n")
            leader.look(here, f"Gruppe {group + 1}: forslag 1 af 3 ►")
            leader.type("".join(f"{proposal(number, wish, group)}\n" for number in range(3)))
            leader.look(here, "forslag", without="af 3 ►")
        leader.tap("tab")
    leader.look(here, "Gruppe 1: ")
    leader.tap("pgdn")


def join(leader: Leader, id_: str, people: int) -> None:
    """Counts, names and the rest; a crowd is parted, and what nobody chose is said before it is parked."""
    here, crowd = where(id_), AT_QUIET[people]
    screen = leader.look(here, "► ", f"0 af {people} har valgt")
    numbers = {wish: number_of(wish, screen) for wish in (*CHOICES, OVERLAP)}
    leader.type(f"{crowd}\n")
    leader.look(here, f"{crowd} af {people} har valgt", f"deles i {-(-crowd // CROWD)} grupper")
    leader.type(f"{numbers[MEETINGS]} {', '.join(AT_MEETINGS).lower()}\n")
    leader.look(here, f"{crowd + 2} af {people} har valgt", f"Til nr. {numbers[MEETINGS]} ►")
    leader.type(f"{numbers[TALK]} +\n")
    leader.look(here, f"{people} af {people} har valgt")
    leader.tap("pgdn")
    leader.look(here, f"Ingen vælger nr. {numbers[OVERLAP]}: det bliver parkeret.")
    leader.tap("pgdn")
    leader.look(here, "Det er grupperne", "Gruppe 1 · ")
    text = joined(leader.pages(here))
    assert all(name.split()[0] in text for name in AT_MEETINGS)
    assert "parkeret, ikke glemt" in text
    leader.tap("pgdn")


def through_a_lens(leader: Leader, id_: str) -> None:
    """The first and the last group's words on the first question; the room goes through all of them."""
    here, questions = where(id_), step(id_).questions
    for number in range(1, len(questions) + 1):
        leader.look(here, f"{number} af {len(questions)}", "Gruppe 1 ►")
        if number == 1:
            leader.type(f"{LENSES[id_]}\n")
            leader.look(here, f"√ {LENSES[id_]}")
            leader.tap("shift+tab")
            leader.look(here, "Gruppe ", without=LENSES[id_])
            leader.type(f"{LENSES[id_]}, også her\n")
            leader.look(here, f"√ {LENSES[id_]}, også")
            leader.tap("tab")
        leader.tap("pgdn")


def themes(leader: Leader, id_: str, people: int) -> None:
    """A repeat and two headings; the rest waits for the working-environment group."""
    here = where(id_)
    leader.look(here, "Ingen overskrifter", "► ")
    again = "7" if people == 11 else "4"  # the first proposal of the second group that chose the same wish
    leader.tap("enter")
    leader.look(here, "1 er en genganger af ")
    leader.tap(again, "enter")
    leader.look(here, f"står nu under {again}")
    for number, theme in enumerate(THEMES, 1):
        leader.tap("h")
        leader.look(here, "Ny overskrift ►")
        leader.type(f"{theme}\n")
        leader.look(here, f"tast {number} for at placere")
    left = int(re.search(r"(\d+) af \d+ uden", leader.terminal.screen)[1])
    for number in (1, 2):
        leader.tap(str(number))
        leader.look(here, f"{left - number} af ")
    leader.tap("pgdn")
    leader.look(here, "PgDn igen")
    leader.tap("pgdn")


# -- 5. the plan -------------------------------------------------------------------------------------------


def planning(leader: Leader) -> None:
    next_meeting(leader, "handleplan", f"{GROUP} til stede af ")
    leader.tap("f6")
    last_time(leader, "handleplan", f"Sidst: {about('dialog-2')}", QUIET, "om 5 uger")
    leader.tap("pgdn")
    lead(
        leader,
        "handleplan",
        {
            "plan-maal": lambda leader, id_: answer(leader, id_, {"q1": "Mere ro", "q2": "Små skridt"}),
            "plan-tiltag": actions,
            "plan-fravaer": lambda leader, id_: answer(leader, id_, {"q1": "Ro"}),
        },
    )


def actions(leader: Leader, id_: str) -> None:
    """One of a proposal and two of their own words; the details are typed one after the other, as people write."""
    here = where(id_)
    leader.look(here, "0 tiltag", "Tast n")
    begin_action(leader, here, QUIET)
    leader.tap("enter")
    leader.look(here, "tiltag nr. 1")
    leader.tap("pgdn")
    leader.look(here, "1 tiltag")
    leader.tap("enter")
    leader.look(here, "Hvem har ansvaret?")
    leader.tap("enter")
    details(
        leader,
        here,
        "anne holm",
        "",
        f"{LATE.day}.{LATE.month}.{LATE.year}",
        f"{LATE.day}/{LATE.month}/{LATE.year}",
    )
    own_action(leader, here, MEETINGS, OWN)
    details(
        leader,
        here,
        "Bo Holm og carla holm",
        "i morgen",
        f"uge {AHEAD.isocalendar().week}",
        as_written(AHEAD),
    )
    own_action(leader, here, TALK, OPEN)
    details(leader, here, "åben", "", "om 9 uger", "fredag")
    leader.look(here, "3 tiltag")
    leader.tap("pgdn")


def begin_action(leader: Leader, here: str, wish: str) -> None:
    leader.tap("n")
    leader.look(here, "Hvilket ønske", wish[:20])
    to_row(leader, wish, "down")
    leader.tap("enter")
    leader.look(here, "Enter tag med")


def own_action(leader: Leader, here: str, wish: str, words: str) -> None:
    begin_action(leader, here, wish)
    leader.tap("n")
    leader.look(here, "Tiltag ►")
    leader.type(f"{words}\n")
    leader.look(here, "Hvem har ansvaret?")


def details(leader: Leader, here: str, *lines: str) -> None:
    for label, text in zip(("Ansvarlig", "Start", "Frist", "Følges op"), lines, strict=True):
        leader.look(here, f"{label} ►")
        leader.type(f"{text}\n")
    leader.look(here, "Hvordan ►")
    leader.tap("pgdn")
    leader.look(here, " tiltag · ")


# -- 6. the plan is shown to all ---------------------------------------------------------------------------


def shown_to_all(leader: Leader, people: int) -> None:
    next_meeting(leader, "fremlaeggelse", f"{people} til stede af {people}")
    leader.tap("f6")
    last_time(leader, "fremlaeggelse", f"Sidst: {about('handleplan')}", "1 tiltag er over fristen")
    leader.tap("pgdn")
    lead(leader, "fremlaeggelse", {}, OWN, OPEN)


# -- 7. the follow-up, twice -------------------------------------------------------------------------------


def follow_up(leader: Leader, people: int) -> None:
    next_meeting(leader, "opfoelgning", f"{GROUP} til stede af ")
    leader.tap("f6")
    last_time(leader, "opfoelgning", f"Sidst: {about('fremlaeggelse')}", "1 tiltag er over fristen", OWN[:20])
    leader.tap("pgdn")
    lead(
        leader,
        "opfoelgning",
        {
            "foelg-status": statuses,
            "fravaer-efter": lambda leader, id_: absence_after(leader, id_, people),
            "foelg-naeste": lambda leader, id_: fill(leader, id_, {"naeste": "om 10 uger"}),
        },
        "om 10 uger",
    )


def statuses(leader: Leader, id_: str) -> None:
    """The late one is first; it is noted how far it has come, and another gets another deadline."""
    here = where(id_)
    leader.look(here, "1 over fristen", "10 dage over fristen", "ikke startet")
    assert "10 dage over fristen" in leader.terminal.screen.partition(OWN[:15])[0], "the late one is first"
    leader.tap("2")
    leader.look(here, "Note ►")
    leader.type(f"{NOTE}\n")
    leader.look(here, f"i gang: {NOTE[:8]}")
    leader.tap("down", "enter")
    leader.look(here, "Nr. 2: ", OWN[:20])
    for _ in range(4):
        leader.tap("down")
    leader.look(here, "►Frist")
    leader.tap("enter")
    leader.terminal.until(lambda screen: typed_line(screen).startswith("Frist ► uge"))
    leader.tap("ctrl+u")
    leader.type("om 12 uger\n")
    leader.look(here, "før: uge")
    leader.tap("pgdn")
    leader.look(here, "1 over fristen")
    leader.tap("pgdn")


def absence_after(leader: Leader, id_: str, people: int) -> None:
    here = where(id_)
    covered = leader.look(here, "vis alligevel", "storskærm")
    assert "%" not in covered
    leader.tap("enter")
    leader.look(here, "5,7 %", "► Første dag")
    fill_account(leader, id_, AFTER, people, "4,5 %")
    text = joined(leader.pages(here))
    assert "4,5 %" in text
    assert "−1,2 procentpoint" in text
    leader.tap("pgdn")


def follow_up_again(leader: Leader) -> None:
    """Held again with one key: what was agreed stands until somebody changes it; the log goes on."""
    leader.look(AGENDA.title[:20], about("opfoelgning")[:12], "n hold igen")
    leader.tap("n")
    leader.look("Deltagere", f"Deltagere: {GROUP} til stede af ")
    leader.tap("f6")
    last_time(
        leader, "opfoelgning", f"Sidst: {about('opfoelgning')}", "om 10 uger", "1 tiltag er over fristen"
    )
    leader.tap("pgdn")
    lead(
        leader,
        "opfoelgning",
        {
            "dreamteam": look_and_leave,
            "foelg-status": done,
            "fravaer-efter": look_and_leave,
            "foelg-naeste": next_date,
        },
        "om 3 måneder",
    )


def done(leader: Leader, id_: str) -> None:
    here = where(id_)
    leader.look(here, "1 over fristen", f"i gang: {NOTE[:8]}")
    leader.tap("3")
    leader.look(here, "Note ►")
    leader.type(f"{NOTE_AGAIN}\n")
    leader.look(here, f"færdig: {NOTE_AGAIN[:7]}", without="over fristen")
    leader.tap("pgdn")


def next_date(leader: Leader, id_: str) -> None:
    """What was agreed last time stands there; Enter opens it, and another day is doubted only in words."""
    here = where(id_)
    leader.look(here, "om 10 uger")
    leader.tap("enter")
    leader.terminal.until(lambda screen: typed_line(screen).endswith("om 10 uger"))
    leader.tap("ctrl+u")
    leader.type("om 3 måneder\n")
    leader.look(here, "om 3 måneder", "Planlagt er 6 til 12")
    leader.tap("pgdn")
