"""What is said in the Danish case of these tests: who is there, what they wish, and what becomes of it.

The agenda is known by its ids; its words may change.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from apv_tui.files.agenda_file import read_agenda_file
from apv_tui.files.places import shipped

AGENDA = read_agenda_file(shipped("apv.da.yaml")).agenda


def step(id_: str) -> Any:
    return next(step for _, step in AGENDA.steps() if step.id == id_)


def where(id_: str) -> str:
    """The beginning of a step's title: on a narrow screen the rest is cut."""
    return str(step(id_).title)[:14].strip()


def about(meeting: str) -> str:
    return next(each.title for each in AGENDA.meetings if each.id == meeting)


class Somebody(NamedTuple):
    name: str
    department: str
    leader: bool


GROUP = 6
FIRST = (
    "Anne", "Bo", "Carla", "Dorte", "Erik", "Freja", "Gorm", "Hanne", "Ib", "Jonna",
    "Karl", "Lene", "Mads", "Nete", "Ole", "Pia", "Rasmus", "Sia", "Tage", "Ulla",
)  # fmt: skip
LAST = ("Holm", "Lind", "Munk")
DEPARTMENTS = ("Køkkenet", "Dagvagt", "Nattevagt", "Kontoret")


def staff(people: int) -> list[Somebody]:
    """Two of the first six are leaders; three people may be called Anne."""
    return [
        Somebody(f"{FIRST[at % 20]} {LAST[at // 20]}", DEPARTMENTS[at % 4], at % 9 == 3)
        for at in range(people)
    ]


def as_file(people: Sequence[Somebody]) -> str:
    rows = (f"{who.name};{who.department};{'ja' if who.leader else 'nej'}" for who in people)
    return "\n".join(("Navn;Afdeling;Leder", *rows)) + "\n"


TODAY = datetime.now().astimezone().date()
LAST_YEAR = TODAY.year - 1
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip


def in_weeks(weeks: int) -> date:
    return TODAY + timedelta(weeks=weeks)


def as_written(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]}"


MATTERS = {
    "q1": "En plan, alle kender",
    "q2": "Vi begynder med det, der virker",
    "q3": "Vi flytter sammen til foråret",
    "q4": "Skæve vagter",
    "q4-plads": "Vi spørger nattevagten for sig",
    "q5-foer": "Lederne inviterer selv",
    "q5-under": "De lytter og tager noter",
    "q5-efter": "De svarer inden 14 dage",
    "q6": "To fra hver vagt er med",
    "q6-midler": "Fire timer om måneden",
}
BEFORE = {
    "first": f"1.1.{LAST_YEAR - 1}",
    "last": f"31.12.{LAST_YEAR - 1}",
    "absence": "1.000,5",
    "possible": "17.600",
}
AFTER = {"first": f"1.1.{LAST_YEAR}", "last": f"31.12.{LAST_YEAR}", "absence": "800", "possible": "17.600"}
FIGURES = ("1.000,5", "17.600", "5,7 %", "4,5 %", "procentpoint")
STRENGTHS = ("Vi griner sammen", "Nye bliver taget godt imod", "Vi hjælper på tværs")
QUIET = "Ro til at tænke"
MEETINGS = "Færre møder om fredagen"
TALK = "Tid til faglig snak"
OVERLAP = "Bedre overlap mellem vagter"
SONG = "Fælles morgensang"
REPEAT = "Færre møder fredag"
PAUSE = "Et sted at holde pause"
KNOWN = "Alle kender planen"
WISHES = (QUIET, MEETINGS, TALK, OVERLAP, PAUSE, REPEAT, SONG, KNOWN)
KEEP = ("Vores humor", "Vi passer på hinanden")
FIRST_STEP = "Spørg nattevagten"
STROKES = {QUIET: 9, MEETINGS: 6, TALK: 7, OVERLAP: 2, PAUSE: 1, REPEAT: 2, KNOWN: 1}  # nobody wants to sing
CHOSEN = {QUIET: 9, MEETINGS: 8, TALK: 7}
SONG_REWORDED = "Vi synger sammen om morgenen"
NOT_NOW = "der er ikke tid om morgenen"
HEADINGS = step("vurder-renskriv").headings
PLACED = {QUIET: "3", MEETINGS: "3", TALK: "1", OVERLAP: "3", PAUSE: "2", SONG: "1", KNOWN: "2", KEEP[0]: "4"}
PROPOSALS = ("Skilt på døren", "En fast stille time", "Vi flytter printeren")
CHOICES = (QUIET, MEETINGS, TALK)
GROUPS_OF_FOUR = {11: 3, 23: 6, 58: 15}


def wishes_of_groups(groups: int) -> list[list[str]]:
    """The first two groups choose the same; where there are few, some take a second wish. Nobody joins the last."""
    if groups == 3:
        return [[QUIET, OVERLAP], [QUIET], [MEETINGS, TALK]]
    chosen = [QUIET, QUIET, MEETINGS, TALK, OVERLAP]
    return [[chosen[at] if at < len(chosen) else CHOICES[at % 3]] for at in range(groups)]


def proposal(number: int, wish: str, group: int) -> str:
    return f"{PROPOSALS[number]} ({wish.split(maxsplit=1)[0]} {group + 1})"


AT_QUIET = {11: 7, 23: 8, 58: 20}
CROWD = 6
AT_MEETINGS = ("Karl Holm", "Bo Holm")
LENSES = {
    "handling-vi": "Vi siger til i god tid",
    "handling-leder": "Lederen går foran",
    "handling-kunder": "Vi skriver det til kunderne",
}
THEMES = ("Ro", "Møder")
LATE = TODAY - timedelta(days=10)
AHEAD = in_weeks(10)
OWN = "Ingen møder om fredagen i en måned"
OPEN = "En halv time fast til faglig snak"
NOTE = "Vi prøver om mandagen"
NOTE_AGAIN = "Skiltet hænger der"
