"""A whole meeting, lobby to close, led in a real terminal by somebody who presses keys and looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from leading import Leader, Named, further, kept
from terminal import Terminal

SPEED = 150  # the three rounds of five minutes take six seconds


# -- the story ---------------------------------------------------------------------------------------------


class Meeting(NamedTuple):
    """How one meeting differs from another."""

    people: int
    late_until: str
    """The step in which who was not there at first arrives."""
    strokes: dict[str, int]
    """What hangs on the wall in the end, and the strokes it gets."""
    chosen: dict[str, int]
    """The topics in order with their strokes, those on their repeats among them."""
    gap: str


OWN_QUESTION = "Hvad er vi stolte af?"
REPEAT = "Færre møder fredag"
PASTED = ("Tid til faglig snak", "Bedre overlap mellem vagter", "Et sted at holde pause")
WISHES = (
    "Ro til at tænke",
    "Færre møder om fredagen",
    *PASTED,
    REPEAT,
    "Fælles morgensang",
    "Alle kender planen",
)
SHEET_FIVE = "Flere hænder i weekenden"  # the words that number 5 on the sheet gets when it is chosen
KEEP = ("Vores humor", "Vi passer på hinanden")
FIRST_STEPS = ("Spørg nattevagten",)
PARKED = "Ny kaffemaskine"
TAKEN_OFF = "Bo skal tale pænere"

LARGE = Meeting(
    people=23,
    late_until="galleri",
    strokes={
        "Ro til at tænke": 16,
        "Færre møder om fredagen": 10,
        REPEAT: 2,
        "ark 1 nr. 5": 20,
        "Tid til faglig snak": 6,
        "Bedre overlap mellem vagter": 5,
        "Fælles morgensang": 4,
        "Alle kender planen": 3,
    },
    chosen={SHEET_FIVE: 20, "Ro til at tænke": 16, "Færre møder om fredagen": 12},
    gap="12 mod 6",
)
SMALL = Meeting(
    people=7,
    late_until="intro",
    strokes={
        "Ro til at tænke": 5,
        "Færre møder om fredagen": 3,
        REPEAT: 1,
        "ark 1 nr. 5": 6,
        "Tid til faglig snak": 2,
        "Bedre overlap mellem vagter": 1,
        "Fælles morgensang": 1,
        "Alle kender planen": 1,
    },
    chosen={SHEET_FIVE: 6, "Ro til at tænke": 5, "Færre møder om fredagen": 4},
    gap="4 mod 2",
)


@pytest.mark.parametrize(
    ("cols", "rows", "meeting"),
    [further(80, 24, LARGE), (54, 16, LARGE), further(80, 24, SMALL)],
    ids=["23 at 80x24", "23 at 54x16", "7 at 80x24"],
)
def test_a_whole_meeting_from_lobby_to_close(
    terminal: Callable[..., Terminal], cols: int, rows: int, meeting: Meeting
) -> None:
    program = terminal(
        "demo", "--seed", "7", "--speed", str(SPEED), "--people", str(meeting.people), cols=cols, rows=rows
    )
    leader = Leader(program, cols, rows)
    late = in_the_lobby(leader, meeting)
    introduction(leader)
    if meeting.late_until == "intro":
        arrives(leader, meeting, late, "Fælles intro")
    groups = find_the_groups(leader)
    interviews(leader, groups)
    gallery(leader, len(groups))
    if meeting.late_until == "galleri":
        arrives(leader, meeting, late, "galleri")
    gallery_walk_over_time(leader)
    sixes = new_groups(leader, meeting, late)
    brainstorm(leader, sixes)
    undo_and_redo_a_step(leader)
    walk_with_hosts(leader)
    groups_tell(leader, sixes)
    strike_out_repeats(leader)
    pairs_walk(leader, meeting)
    count_the_strokes(leader, meeting)
    back_to_the_gallery_and_forward_again(leader, len(groups))
    choose_topics(leader, meeting)
    closing(leader, meeting)
    session = leave(leader)
    what_the_file_tells(session, meeting, late, groups, sixes)


def in_the_lobby(leader: Leader, meeting: Meeting) -> str:
    """Give the name of somebody who is not there yet."""
    leader.look("dialogmøde", "Velkommen", f"{meeting.people} til stede af {meeting.people}", "grupper på 2")
    readable = leader.pages("dialogmøde")
    assert f"Skærmen: {leader.rows} linjer" in readable
    assert "Afslutning" in readable
    leader.press("s")
    leader.signal("PRØVE")
    leader.press("s")
    choose_other_questions(leader)
    leader.press("f6")
    known = re.findall(r"● her +\d+  (\S+ \S+)  ", leader.look("til stede af", "Navn ►"))
    leader.press("f6")
    leader.look("dialogmøde", "PgDn begynd")
    late = known[-1]
    change_who_is_here(leader, late, f"{meeting.people - 1} til stede")
    leader.look("dialogmøde", "PgDn begynd")
    assert f"{meeting.people - 1} til stede af {meeting.people}" in leader.pages("dialogmøde")
    return late


def choose_other_questions(leader: Leader) -> None:
    leader.press("q")
    leader.look("Interviewets spørgsmål", "● 1", "● 2")
    leader.type("3\n")
    leader.look("Interviewets spørgsmål", "● 3", "● 2", without="● 1")
    leader.type(f"{OWN_QUESTION}\n")
    leader.look("Interviewets spørgsmål", "● 3", f"● 5  {OWN_QUESTION}", without="● 2")
    leader.type("\n")
    leader.look("dialogmøde", "PgDn begynd")
    assert OWN_QUESTION in leader.pages("dialogmøde")


def change_who_is_here(leader: Leader, name: str, heading: str) -> None:
    """F6, the name, Enter, F6."""
    leader.press("f6")
    leader.look("til stede af", "Navn ►")
    leader.type(name.lower())
    leader.terminal.until(lambda screen: len(re.findall(r"(?:her|ikke her) +\d+  ", screen)) == 1)
    leader.look("til stede af", name)
    leader.press("enter")
    leader.look(heading, f" {name.partition(' ')[0]} er ")
    leader.press("f6")


def arrives(leader: Leader, meeting: Meeting, late: str, where: str) -> None:
    change_who_is_here(leader, late, f"{meeting.people} til stede")
    leader.look(where)


def introduction(leader: Leader) -> None:
    leader.press("pgdn")
    leader.pause("1/6  Fælles intro")
    leader.look("1/6  Fælles intro", "I dag leder vi efter det, der virker", "side 1 af 7")
    for page in range(2, 8):
        leader.press("pgdn")
        leader.look("Fælles intro", f"side {page} af 7")
    leader.press("pgup")
    leader.look("Fælles intro", "De næste to timer", "side 6 af 7")
    leader.press("f8")
    leader.look("Fælles intro", "side 7 af 7", "PgDn videre")
    notes_with_a_warning(leader)
    park(leader, PARKED)
    help_and_palette(leader)
    blank_and_light(leader)


def notes_with_a_warning(leader: Leader) -> None:
    leader.press("f2")
    leader.look("Mødelederens noter", "Rummet kan se denne skærm", without="Sig datoen")
    leader.press("enter")
    leader.look("Mødelederens noter", "Velkommen til.")
    assert "Sig datoen for næste dialogmøde." in leader.pages("Mødelederens noter")
    leader.press("f2")
    leader.look("Fælles intro")


def park(leader: Leader, text: str) -> None:
    leader.press("f3")
    leader.look("Parkeringspladsen", "Intet er parkeret")
    leader.type(f"{text}\n")
    leader.look("Parkeringspladsen", f"√ {text}")
    leader.press("f3")
    leader.look("Fælles intro")


def help_and_palette(leader: Leader) -> None:
    leader.press("f1")
    leader.look("Hjælp", "PgDn")
    assert "Ctrl+Y" in leader.pages("Hjælp")
    leader.press("f1")
    leader.look("Fælles intro")
    leader.press("ctrl+p")
    leader.terminal.until("Find en handling")
    leader.type("parkér")
    leader.terminal.until("Parkeringspladsen: skriv det op")
    leader.press("enter")
    leader.look("Parkeringspladsen", PARKED)
    leader.press("escape")
    leader.look("Fælles intro")


def blank_and_light(leader: Leader) -> None:
    for key in ("b", ".", "f9"):
        leader.press(key)
        leader.terminal.gone("Fælles intro")
        assert "F1" not in leader.terminal.screen
        leader.press(key)
        leader.look("Fælles intro")
    dark = leader.terminal.style_at(8, 1).bg
    leader.press("t")
    leader.terminal.until(lambda _: leader.terminal.style_at(8, 1).bg != dark)
    leader.press("t")
    leader.terminal.until(lambda _: leader.terminal.style_at(8, 1).bg == dark)
    leader.look("Fælles intro")


def find_the_groups(leader: Leader) -> list[list[str]]:
    """Read the groups from the screen, as everybody in the room does."""
    leader.go_on("2/6  Find sammen tre og tre", "Gruppe 1  1 ")
    text = leader.pages("Find sammen tre og tre")
    assert re.search(r"er fire: 4 × 3:45 i stedet for 3 × 5:00", text)
    groups = []
    for line in re.findall(r"^ Gruppe \d+  (1 .+)$", text, re.MULTILINE):
        groups.append([name.strip() for name in re.split(r"\s*\d (?=\w)", line) if name.strip()])
    names = [name for group in groups for name in group]
    assert len(names) == len(set(names)), "somebody sits twice"
    return groups


def interviews(leader: Leader, groups: list[list[str]]) -> None:
    where = "2/6  Interview hinanden"
    leader.press("pgdn")
    leader.look(where, OWN_QUESTION, "venter · Enter starter", "Runde 1 af 3")
    leader.clock_shows(where, "5:00")
    leader.press("+")
    leader.look(where, "+1 minut")
    leader.clock_shows(where, "5:20")
    leader.press("-")
    leader.clock_shows(where, "5:00")
    roles_by_name(leader, groups, 0)
    leader.press("enter")
    fours = [str(number) for number, group in enumerate(groups, 1) if len(group) == 4]
    leader.signal(f"GRUPPE{'OG'.join(fours)}SKIFTER")
    leader.signal("SKIFT")
    leader.pause(where)
    leader.look(where, "Runde 2 af 3")
    roles_by_name(leader, groups, 1)
    leader.press("space")
    leader.signal("SKIFT")
    leader.pause(where)
    leader.look(where, "Runde 3 af 3")
    roles_by_name(leader, groups, 2)
    leader.press("space")
    leader.signal("ALLERUNDERERSLUT")


def roles_by_name(leader: Leader, groups: list[list[str]], turn: int) -> None:
    """Who asks, who tells and who writes in every group, as facts.md has it: 1 asks 2, then 2 asks 3, ..."""
    text = re.sub(r"\n +(?=\S)", "\n ", leader.pages("Interview hinanden"))
    plain = " ".join(text.split())
    for group in groups:
        size = len(group)
        asks, tells = group[turn % size], group[(turn + 1) % size]
        writing = [group[(turn + other) % size] for other in range(2, size)]
        if leader.cols >= 76:
            assert f"{asks} {tells} " in plain
            assert any(f"{asks} {tells} {', '.join(order)}" in plain for order in (writing, writing[::-1])), (
                plain
            )
        else:
            assert f"{asks} › {tells}, " in plain


def gallery(leader: Leader, groups: int) -> None:
    leader.look("Interview hinanden")
    leader.go_on("2/6  Saml styrkerne i et galleri", "Gruppe 1 ►", "Intet noteret endnu.")
    for number in range(1, groups + 1):
        leader.look("galleri", f"Gruppe {number} ►", f"[Gruppe {number}: 0]")
        leader.type(f"Vi griner sammen, gruppe {number}\n")
        leader.look("galleri", f"√ Vi griner sammen, gruppe {number}", f"[Gruppe {number}: 1]")
        leader.press("tab")
    leader.look("galleri", "Gruppe 1 ►", f"i alt {groups} styrker")


def gallery_walk_over_time(leader: Leader) -> None:
    """Nobody stops the clock: the signal comes, and then the overtime counts up."""
    leader.press("pgdn")
    leader.signal("1MINUT")
    leader.signal("TIDENERGÅET")
    leader.look("3/6  En tur gennem galleriet", "over tid", "Vi griner sammen, gruppe 1")
    leader.terminal.until(Named(lambda _: leader.clock().startswith("+"), "overtime"))
    over = leader.clock()
    leader.terminal.until(Named(lambda _: seconds(leader.clock()) > seconds(over), f"more than {over}"))
    leader.pause("En tur gennem galleriet")


def seconds(digits: str) -> int:
    minutes, rest = digits.strip("+").split(":")
    return int(minutes) * 60 + int(rest)


def new_groups(leader: Leader, meeting: Meeting, late: str) -> int:
    leader.go_on("3/6  Nye grupper på seks", "Gruppe 1")
    count = 4 if meeting.people == 23 else 2
    text = leader.pages("Nye grupper på seks")
    assert f"Gruppe {count}" in text
    assert f"Gruppe {count + 1}" not in text
    assert text.count(late.partition(" ")[0]) == 1, "who came late has a place too"
    return count


def note(leader: Leader, text: str, group: int) -> None:
    leader.type(f"{text}\n")
    leader.look("Ønsker og drømme", f"√ {text}", f"Gruppe {group} ►")


def brainstorm(leader: Leader, groups: int) -> None:
    where = "3/6  Ønsker og drømme"
    leader.go_on(where, "Spørgsmål 1 af 5", "Gruppe 1 ►", "For eksempel")
    note(leader, "Ro til at tænke", 1)
    note(leader, "Færre møder om fredagen", 1)
    leader.press("tab")
    leader.look(where, "Gruppe 2 ►")
    paste_a_list(leader)
    note(leader, REPEAT, 2)
    leader.look(where, "ligner 2")
    leader.press("pgdn")
    leader.look(where, "Spørgsmål 2 af 5", "Gruppe 2 ►")
    note(leader, "Fælles morgensang", 2)
    wordless(leader)
    off_the_wall(leader)
    leader.press("pgdn")
    leader.look(where, "Spørgsmål 3 af 5", "i alt 0 styrker")
    for text in KEEP:
        note(leader, text, 2)
    leader.look(where, "i alt 2 styrker")
    leader.press("pgdn")
    leader.look(where, "Spørgsmål 4 af 5", "i alt 8 ønsker")
    for group in range(
        3, groups + 1
    ):  # each is waited for: a press too many would come round to the first again
        leader.press("tab")
        leader.look(where, f"Gruppe {group} ►")
    note(leader, "Alle kender planen", groups)
    leader.press("pgdn")
    leader.look(where, "Spørgsmål 5 af 5", "i alt 0 skridt")
    for text in FIRST_STEPS:
        note(leader, text, groups)
    leader.look(where, "i alt 1 skridt")
    leader.go_on("3/6  Gør arket klar", "i alt 9 ønsker", "Gruppe 1 ►")


def paste_a_list(leader: Leader) -> None:
    """Bullets of three kinds; one undo takes them all away, one redo brings them back."""
    where = "Ønsker og drømme"
    leader.paste(f"- {PASTED[0]}\n• {PASTED[1]}\n\n* {PASTED[2]}\n")
    leader.look("3 linjer indsat", *(f"{number} {text}" for number, text in enumerate(PASTED, 1)))
    leader.press("enter")
    leader.look(where, *(f"√ {text}" for text in PASTED), "[Gruppe 2: 3]", "i alt 5 ønsker")
    leader.press("ctrl+z")
    leader.look(where, "[Gruppe 2: 0]", "i alt 2 ønsker", "Fortrudt", without=PASTED[0])
    leader.press("ctrl+y")
    leader.look(where, *(f"√ {text}" for text in PASTED), "[Gruppe 2: 3]", "i alt 5 ønsker")


def wordless(leader: Leader) -> None:
    leader.press("shift+tab")
    leader.look("Ønsker og drømme", "Gruppe 1 ►")
    leader.type("#5\n")
    leader.look("Ønsker og drømme", "√ ark 1 nr. 5")
    leader.press("tab")
    leader.look("Ønsker og drømme", "Gruppe 2 ►")


def off_the_wall(leader: Leader) -> None:
    where = "Ønsker og drømme"
    note(leader, TAKEN_OFF, 2)
    leader.press("delete")
    leader.look(where, "er taget ned", without=TAKEN_OFF)
    leader.press("ctrl+z")
    leader.look(where, f"√ {TAKEN_OFF}")
    leader.press("delete")
    leader.look(where, "er taget ned", without=TAKEN_OFF)


def undo_and_redo_a_step(leader: Leader) -> None:
    leader.go_on("4/6  Hæng ønskerne op")
    leader.press("u")
    leader.look("3/6  Gør arket klar", "i alt 9 ønsker")
    leader.press("ctrl+y")
    leader.look("4/6  Hæng ønskerne op")


def walk_with_hosts(leader: Leader) -> None:
    where = "4/6  Se de andres ønsker"
    first = re.search(r"Gruppe 1 +vært: (\S+)", leader.go_on(where, "vært: "))
    assert first
    leader.press("down")
    leader.look(where, "► Gruppe 1")
    leader.press("h")
    screen = leader.look(where, "► Gruppe 1", without=f"vært: {first[1]}")
    assert first[1] in screen, "the host before walks with the others"


def groups_tell(leader: Leader, groups: int) -> None:
    where = "4/6  Det talte vi om"
    leader.go_on(where, "Gruppe 1 fortæller", "derefter Gruppe 2", "PgDn næste gruppe")
    assert "Ro til at tænke" in leader.pages(where)
    for number in range(2, groups + 1):
        leader.press("pgdn")
        after = f"derefter Gruppe {number + 1}" if number < groups else "den sidste gruppe"
        leader.look(where, f"Gruppe {number} fortæller", after)


def strike_out_repeats(leader: Leader) -> None:
    where = "4/6  Streg gengangere over"
    leader.go_on(where, "9 ønsker", "Ro til at tænke")
    leader.press("n")
    leader.look(where, "ligner 2")
    leader.press("enter")
    leader.look(where, "er en genganger af 2")
    leader.press("enter")
    leader.look(where, "8 ønsker · 1 genganger", "står nu under 2", f"=   6  {REPEAT} (gruppe 2)")
    leader.press("u")
    leader.look(where, "9 ønsker")
    leader.press("ctrl+y")
    leader.look(where, "8 ønsker · 1 genganger")


def pairs_walk(leader: Leader, meeting: Meeting) -> None:
    where = "5/6  Sæt jeres streger"
    leader.go_on(where)
    text = leader.pages(where)
    for wish in (*WISHES, "ark 1 nr. 5"):
        assert (wish in text) == (wish != REPEAT), f"{wish} on the list to choose from"
    assert re.search(rf" {meeting.people // 2}  \w", text)


def count_the_strokes(leader: Leader, meeting: Meeting) -> None:
    where = "5/6  Vi tæller op"
    leader.go_on(where, "Hvor mange satte streger?")
    leader.press("enter")
    possible = 3 * meeting.people
    leader.look(
        where, f"0 af {possible} streger", "[  ]", *(["Tallene er skjult"] if leader.cols >= 76 else [])
    )
    counted = 0
    for _ in range(9):
        screen = leader.look(where)
        row = next(line for line in screen.split("\n") if line.startswith((" ►", "►")))
        wish = next((wish for wish in meeting.strokes if wish in row), "")
        if wish:
            number = meeting.strokes[wish]
            leader.type(str(number))
            leader.look(where, f"[{number:>2}]")
            counted += number
        leader.press("enter")
        leader.look(where, f"{counted} af {possible} streger", without=row)
    screen = leader.look(where, f"{possible - 1 - (meeting.people == 23) * 2} af {possible} streger", "√")
    hidden = [line for line in screen.split("\n") if any(wish in line for wish in meeting.strokes)]
    assert hidden
    assert not any(re.search(r"\d\s*$", line) for line in hidden), (
        "the numbers stand there before the count is closed"
    )
    leader.press("pgdn")
    leader.terminal.until("1 er ikke talt op. PgDn én gang til")
    leader.look(where)
    leader.press("pgdn")
    leader.look(where, "Forslag: 3 emner", meeting.gap, "Listen er foreløbig")


def back_to_the_gallery_and_forward_again(leader: Leader, groups: int) -> None:
    leader.press("g")
    leader.look("Mødets trin", "► Vi tæller op")
    while not re.search("Saml styrkerne", cursor_row(leader)):
        leader.press("up")
    leader.press("enter")
    leader.look("2/6  Saml styrkerne i et galleri", f"i alt {groups} styrker", "Vi griner sammen, gruppe")
    leader.type("g")  # a letter now, no key
    leader.look("galleri", "► g")
    leader.press("backspace")
    for where in ("En tur gennem galleriet", "Nye grupper på seks"):
        leader.press("pgdn")
        leader.look(where)
    leader.press("g")
    leader.look("Mødets trin", "► Nye grupper på seks")
    while "Vi tæller op" not in cursor_row(leader):
        leader.press("down")
    leader.press("enter")
    leader.look("5/6  Vi tæller op", "Forslag: 3 emner", " 20" if groups > 2 else " 6")


def cursor_row(leader: Leader) -> str:
    """The row of a list that stands out from the others."""
    leader.terminal.settle()
    lines = leader.terminal.screen.split("\n")
    return next(
        (line for at, line in enumerate(lines[3:-2], 3) if leader.terminal.style_at(at, 1).reverse), ""
    )


def choose_topics(leader: Leader, meeting: Meeting) -> None:
    """The one without words gets them now that it is chosen; then the proposal is settled."""
    where = "5/6  Vi tæller op"
    leader.look(where, "ark 1 nr. 5")
    leader.press("e")
    leader.look(where, "Skriv ordene")
    leader.type(f"{SHEET_FIVE}\n")
    leader.look(where, SHEET_FIVE, without="ark 1 nr. 5")
    for wish, strokes in meeting.chosen.items():
        leader.look(where, wish[:18], f" {strokes}")  # a narrow window cuts with a sign
    leader.press("pgdn")
    leader.look(where, "Valgt foreløbigt: 3 emner", meeting.gap)


def closing(leader: Leader, meeting: Meeting) -> None:
    where = "6/6  Tak for i dag"
    leader.go_on(where, "Listen er foreløbig.")
    text = leader.pages(where)
    for wish, strokes in meeting.chosen.items():
        assert f"{wish} ({strokes} streger)" in text
    assert "Det sker der nu" in text
    assert PARKED in text
    assert ".json" in text
    leader.press("pgdn")
    leader.look(where, "Det var det sidste trin")


def leave(leader: Leader) -> Path:
    leader.press("ctrl+q")
    leader.look("Forlad mødet?", ".json")
    leader.press("escape")
    leader.look("Tak for i dag")
    leader.press("ctrl+q")
    leader.look("Forlad mødet?")
    leader.press("enter")
    assert leader.terminal.wait() == 0
    assert 1049 not in leader.terminal.modes
    (session,) = (leader.terminal.home / "apv-tui" / "sessions").glob("*.json")
    assert f"Mødet er gemt i {session}" in leader.terminal.screen.replace("\n", "")
    return session


def what_the_file_tells(
    session: Path, meeting: Meeting, late: str, groups: list[list[str]], sixes: int
) -> None:
    told = kept(session)
    assert sorted(told.texts("oensker")) == sorted([*WISHES, SHEET_FIVE])
    assert told.texts("bevares") == list(KEEP)
    assert told.texts("foerste-skridt") == list(FIRST_STEPS)
    assert told.texts("styrker") == [
        f"Vi griner sammen, gruppe {number + 1}" for number in range(len(groups))
    ]
    assert told.texts("parking") == [PARKED]
    (merged,) = told.of("ideas_merged")
    assert told.text_of(merged["item"]) == REPEAT
    assert told.text_of(merged["into"]) == "Færre møder om fredagen"

    people = {person["id"]: person["name"] for fact in told.of("people_added") for person in fact["people"]}
    assert len(people) == meeting.people
    everybody = sorted(people)
    threes, six = told.groups("tre"), told.groups("seks")
    drawn = [person for person in everybody if people[person] != late or meeting.late_until == "intro"]
    assert sorted(person for group in threes for person in group) == drawn
    assert [len(group) for group in threes] == [len(group) for group in groups]
    assert len(six) == sixes
    assert sorted(person for group in six for person in group) == everybody
    (arrived,) = told.of("person_arrived")
    assert people[arrived["person"]] == late
    pairs = told.groups("streger")
    assert sorted(person for group in pairs for person in group) == everybody
    assert {len(group) for group in pairs} == {2, 3}

    assert told.of("vote_opened")[0]["voters"] == meeting.people
    counted = {told.text_of(fact["item"]): fact["strokes"] for fact in told.of("strokes_counted")}
    expected = {wish.replace("ark 1 nr. 5", SHEET_FIVE): number for wish, number in meeting.strokes.items()}
    assert counted == expected
    (chosen,) = told.of("topics_chosen")
    assert [told.text_of(item) for item in chosen["items"]] == list(meeting.chosen)
    assert chosen["how"] == "gap"
