"""A meeting in which everything goes wrong, led by keys in one window while another shows it to the room.

People were asked to come at one o'clock, for two hours. It begins nine minutes late. Three arrive during round 2
of the interviews, one leaves; the power fails, the room wants to see the gallery again, the lid of the laptop is
closed for twelve minutes, the vote ties at the cut. It ends at three, and nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from leading import Leader, Named, is_signal, kept
from terminal import Terminal
from world_clock import World

Start = Callable[..., Terminal]

LATE = ("Fatima Aydin", "Tom Vang", "Zoë Carlsen")
LEAVES = "Lars Æbelø"
STRENGTHS = [f"Vi griner sammen, gruppe {number}" for number in range(1, 7)]
SEEN_AGAIN = "Vi hjælper hinanden i weekenden"
BEFORE = ("Ro til at tænke", "Færre møder om fredagen", "Tid til faglig snak")
HALF_TYPED = "Bedre overlap"
AFTER = ("Fælles morgensang", "Et sted at holde pause", "En makker til nye")
STROKES = dict(zip((*BEFORE, *AFTER), (16, 14, 9, 9, 9, 9), strict=True))
RUN_OFF = dict(zip((BEFORE[2], *AFTER), (8, 2, 7, 5), strict=True))
CHOSEN = (*BEFORE, AFTER[1], AFTER[2])
PARKED = "Ny kaffemaskine"
FOR_THE_LEADER = ("bagud", "foran", "lovet", "Tidsplan")
"""Words for lateness, which no screen of the room may hold."""


class Meeting:
    """One meeting in two windows, and the world around them."""

    def __init__(self, start: Start, folder: Path) -> None:
        self.world = World(folder / "world", 12, 52)
        self._start, self._folder = start, folder
        self.led: list[Terminal] = []
        self.leader = self.lead("demo", "--seed", "7")
        self.leader.look("dialogmøde", "PgDn begynd")
        self.room = Leader(start("follow", cols=80, rows=24, env=self.world.env), 80, 24)
        self.room.look("dialogmøde", "følger med · storskærm")

    def lead(self, *args: str) -> Leader:
        """Begin, or go on, in a window of the leader's."""
        cols, rows = 100, 30
        window = self._start(*args, "--view", "leader", cols=cols, rows=rows, env=self.world.env)
        self.led.append(window)
        return Leader(window, cols, rows)

    def both(self, where: str, *wanted: str, without: str = "") -> str:
        """Wait until both windows show all that, at the same minute; give the leader's screen."""
        screen = self.leader.look(where, *wanted, without=without)
        shown = self.room.look(where, *wanted, without=without)
        if time_of(screen) != time_of(shown):  # the minute has just changed
            latest = max(time_of(screen), time_of(shown))
            self.room.look(latest)
            screen = self.leader.look(latest)
        return screen

    def go_on(self, where: str, *wanted: str) -> None:
        """PgDn into the next step, in both windows; a signal that has just come takes the first press."""
        signal_seen = False

        def answered(screen: str) -> bool:
            nonlocal signal_seen
            signal_seen |= is_signal(screen)
            return where in screen.partition("\n")[0] or (signal_seen and not is_signal(screen))

        self.leader.tap("pgdn")
        while where not in self._top(answered):
            self.leader.tap("pgdn")
            signal_seen = False
        self.both(where, *wanted)

    def _top(self, answered: Callable[[str], bool]) -> str:
        """Wait for what a key did, though not for long where signal and key may have been one frame; the top line."""
        with suppress(AssertionError):
            self.leader.terminal.until(answered, patience=10)
        return self.leader.terminal.line(0)

    def signal_after(self, minutes: float, heading: str) -> None:
        """Let time pass, and wait for a signal in both windows."""
        before = self.leader.clock()
        self.world.pass_time(1 / 60)
        for window in (self.leader, self.room):  # a signal comes between two looks at the clock
            window.terminal.until(Named(lambda _, w=window: w.clock() not in ("", before), "a second"))
        self.world.pass_time(minutes - 1 / 60)
        self.leader.signal(heading)
        self.room.signal(heading)


def time_of(screen: str) -> str:
    """The time of day in the top line."""
    return screen.partition("\n")[0].split()[-1]


def test_a_meeting_in_which_everything_goes_wrong(terminal: Start, tmp_path: Path) -> None:
    meeting = Meeting(terminal, tmp_path)
    it_begins_nine_minutes_late(meeting)
    interviews_with_comings_and_goings(meeting)
    the_power_fails(meeting)
    the_room_wants_to_see_the_gallery_again(meeting)
    the_lid_is_closed(meeting)
    the_vote_ties(meeting)
    session = it_ends_on_the_promised_minute(meeting)
    the_room_saw_it_all_and_nothing_more(meeting)
    what_the_file_tells(session, meeting.world.now)


def it_begins_nine_minutes_late(meeting: Meeting) -> None:
    leader, world = meeting.leader, meeting.world
    leader.tap("k")
    leader.look("", "Begynder kl. ►")
    leader.type("13:00\n")
    meeting.both("dialogmøde", "Program, begynder kl. 13.00", "slut ca. 15.00")
    come_or_go(meeting, LATE, "Gået: Fatima, Tom og Zoë.")
    world.pass_time(17)
    meeting.both("13.09", "20 til stede af 23", "slut ca. 15.00")
    leader.look("", "9 minutter bagud · slut 15.09 · lovet 15.00")
    leader.tap("pgdn")
    leader.look(
        "Hvornår slutter I?", "Mødet skulle begynde kl. 13.00. Klokken er 13.09.", "● 1  Slut kl. 15.00"
    )
    leader.tap("pgdn")
    meeting.both("1/6  Fælles intro", "side 1 af 7", "til kl. 13.24")
    for page in range(2, 8):
        leader.tap("pgdn")
        leader.look("Fælles intro", f"side {page} af 7")
    world.pass_time(15)


def come_or_go(meeting: Meeting, names: tuple[str, ...], *said: str) -> None:
    """F6, the beginnings of their names, Enter, F6."""
    leader = meeting.leader
    leader.tap("f6")
    leader.look("til stede af", "Navn ►")
    leader.type("; ".join(name.partition(" ")[0].lower() for name in names) + "\n")
    leader.look("til stede af", *said)
    leader.tap("f6")
    leader.look("dialogmøde")


def interviews_with_comings_and_goings(meeting: Meeting) -> None:
    leader, world = meeting.leader, meeting.world
    meeting.go_on("2/6  Find sammen tre og tre", "20 personer i 6 grupper")
    world.pass_time(3)
    meeting.go_on("2/6  Interview hinanden", "venter", "Runde 1 af 3")
    leader.tap("enter")
    meeting.both("Interview hinanden", "Runde 1 af 3", without="venter")
    meeting.signal_after(5.5, "SKIFT")
    meeting.both("Interview hinanden", "Runde 2 af 3")
    come_or_go(
        meeting, LATE, "Kommet: Fatima, Tom og Zoë.", "Skriver eller lytter, til hele runden er forbi."
    )
    meeting.both("Interview hinanden", "Runde 2 af 3", *(f"{name.split()[0]} (ny)" for name in LATE))
    world.pass_time(1)
    come_or_go(meeting, (LEAVES,), "Lars er gået.")
    meeting.both("Interview hinanden", "Runde 2 af 3", without="Lars")
    meeting.signal_after(4, "SKIFT")
    meeting.both("Interview hinanden", "Runde 3 af 3")
    meeting.signal_after(4.5, "ALLERUNDERERSLUT")
    meeting.both("Interview hinanden", "Alle har spurgt")


def the_power_fails(meeting: Meeting) -> None:
    leader, world = meeting.leader, meeting.world
    meeting.go_on("2/6  Saml styrkerne i et galleri", "[Gruppe 1: 0]")
    for number, strength in enumerate(STRENGTHS, 1):
        leader.type(f"{strength}\n")
        leader.look("galleri", f"√ {strength}", f"Gruppe {number} ►")
        leader.tap("tab")
    leader.look("galleri", "Gruppe 1 ►")
    world.pass_time(7)
    for where, minutes in (("En tur gennem galleriet", 5), ("Nye grupper på seks", 3)):
        meeting.go_on(where)
        world.pass_time(minutes)
    meeting.go_on("3/6  Ønsker og drømme", "Spørgsmål 1 af 5")
    for wish in BEFORE:
        note(meeting, wish)
    world.pass_time(6)
    meeting.both("14.03")
    leader.type(HALF_TYPED)
    leader.look("Ønsker og drømme", f"► {HALF_TYPED}")
    leader.terminal.kill()
    world.pass_time(3)
    meeting.room.look("14.06", *BEFORE)
    (session,) = (leader.terminal.home / "apv-tui" / "sessions").glob("*.json")
    meeting.leader = leader = meeting.lead("open", str(session))
    leader.terminal.until("stået stille i 3:00")
    leader.tap("1")
    meeting.both("Ønsker og drømme", *BEFORE)
    for wish in AFTER:
        note(meeting, wish)


def note(meeting: Meeting, wish: str) -> None:
    meeting.leader.type(f"{wish}\n")
    meeting.leader.look("Ønsker og drømme", f"√ {wish}")
    meeting.room.look("Ønsker og drømme", wish)


def the_room_wants_to_see_the_gallery_again(meeting: Meeting) -> None:
    leader, world = meeting.leader, meeting.world
    leader.tap("pgdn")
    meeting.both("3/6  Ønsker og drømme", "Spørgsmål 2 af 5")
    leader.tap("ctrl+g")
    leader.look("Mødets trin", "► Ønsker og drømme")
    for _ in range(3):
        leader.tap("up")
    leader.tap("enter")
    meeting.both("2/6  Saml styrkerne i et galleri", *STRENGTHS[:1])
    leader.type(f"{SEEN_AGAIN}\n")
    meeting.both("Saml styrkerne", SEEN_AGAIN)
    world.pass_time(2)
    leader.tap("ctrl+r")
    meeting.both("3/6  Ønsker og drømme", "Spørgsmål 2 af 5")
    catch_up(meeting, "3", "Ønsker og drømme 17")
    meeting.both("3/6  Ønsker og drømme", "til kl. 14.19")


def catch_up(meeting: Meeting, way: str, pays: str) -> None:
    """The time plan, one of the ways it proposes, Enter."""
    leader = meeting.leader
    leader.tap("f12")
    leader.look("Tidsplan", "bagud", "Skal indhentes", pays)
    leader.tap(way)
    leader.look("Tidsplan", f"● {way}", "Som valgt: slut 15.00 · lovet 15.00")
    leader.tap("enter")
    leader.look("dialogmøde", "til tiden · slut 15.00 · lovet 15.00")


def the_lid_is_closed(meeting: Meeting) -> None:
    leader, world = meeting.leader, meeting.world
    for number in range(3, 6):
        leader.tap("pgdn")
        leader.look("3/6  Ønsker og drømme", f"Spørgsmål {number} af 5")
    world.pass_time(8)
    for where in ("Gør arket klar", "Hæng ønskerne op", "Se de andres ønsker"):
        meeting.go_on(where)
        world.pass_time(1)
    meeting.both("4/6  Se de andres ønsker")
    world.sleep(12)
    leader.terminal.until("stået stille i 12:00")
    leader.tap("2")
    meeting.both("4/6  Se de andres ønsker", "over tid")
    meeting.go_on("4/6  Det talte vi om", "Gruppe 1 fortæller")
    catch_up(meeting, "1", "Få trin")


def the_vote_ties(meeting: Meeting) -> None:
    leader, world = meeting.leader, meeting.world
    leader.tap("f3")
    leader.look("Parkeringspladsen", "Parkér ►")
    leader.type(f"{PARKED}\n")
    leader.look("Parkeringspladsen", f"√ {PARKED}")
    leader.tap("f3")
    leader.look("Det talte vi om")
    meeting.signal_after(8, "1MINUT")
    leader.look("Det talte vi om")
    leader.tap("g")
    leader.look("Mødets trin", "► Det talte vi om")
    leader.tap("down")
    leader.tap("enter")
    meeting.both("4/6  Streg gengangere over", "6 ønsker")
    world.pass_time(4)
    meeting.go_on("5/6  Sæt jeres streger")
    world.pass_time(8)
    meeting.go_on("5/6  Vi tæller op", "Hvor mange satte streger?")
    leader.tap("enter")
    leader.look("Vi tæller op", "0 af 66 streger")
    counted = 0
    for strokes in STROKES.values():
        leader.type(f"{strokes}\n")
        counted += strokes
        leader.look("Vi tæller op", f"{counted} af 66 streger")
    leader.tap("pgdn")
    meeting.both("Vi tæller op", leader.words("vote.tie"))
    leader.tap("r")
    meeting.both("Vi tæller op", "Omvalg mellem")
    counted = 0
    for strokes in RUN_OFF.values():
        meeting.both("Vi tæller op", f"{counted} af 22 streger")
        leader.type(f"{strokes}\n")
        counted += strokes
    leader.look("Vi tæller op", "22 af 22 streger")
    leader.tap("pgdn")
    meeting.both("Vi tæller op", "Afgjort ved omvalg.")
    leader.tap("pgdn")
    meeting.both("Vi tæller op", "Valgt foreløbigt")
    world.pass_time(3)


def it_ends_on_the_promised_minute(meeting: Meeting) -> Path:
    """There is a minute left: the thanks get it."""
    leader = meeting.leader
    meeting.go_on("6/6  Tak for i dag", f"{CHOSEN[0]} (16 streger)")
    leader.look("Tak for i dag", "1 minut foran · slut 14.59 · lovet 15.00")
    leader.tap("+")
    leader.look("Tak for i dag", "til tiden · slut 15.00 · lovet 15.00")
    meeting.signal_after(6, "TIDENERGÅET")
    meeting.both("15.00")
    assert (meeting.world.now.hour + meeting.world.EAST, meeting.world.now.minute) == (15, 0)
    assert PARKED in leader.pages("Tak for i dag")
    leader.tap("g")
    screen = leader.look("Mødets trin", "Tak for i dag")
    for minutes, used in (("17 min (20)", "14:00"), ("8 min (10)", "13:00"), ("4 min (6)", "4:00")):
        assert re.search(rf"{re.escape(minutes)} +{used}", screen), "planned, planned anew, and used"
    leader.tap("g")
    leader.look("Tak for i dag")
    leader.tap("ctrl+q")
    leader.look("Forlad mødet?")
    leader.tap("enter")
    assert leader.terminal.wait() == 0
    (session,) = (leader.terminal.home / "apv-tui" / "sessions").glob("*.json")
    return session


def the_room_saw_it_all_and_nothing_more(meeting: Meeting) -> None:
    """Its window lived through everything, goes on showing where the meeting stood, and never said how late it is."""
    room = meeting.room
    room.look("6/6  Tak for i dag", "følger med · storskærm")
    shown = room.terminal.raw.decode("utf-8", "replace")
    assert [word for word in FOR_THE_LEADER if word in shown] == []
    room.tap("ctrl+q")
    assert room.terminal.wait() == 0


# -- the file, read as anybody could -----------------------------------------------------------------------

USED = {
    "intro": 15, "tre": 3, "interview": 15, "galleri": 9, "galleritur": 5, "seks": 3, "brainstorm": 14,
    "renskriv": 1, "ophaeng": 1, "rundgang": 13, "fortael": 8, "gengangere": 4, "streger": 8, "optael": 3, "slut": 6,
}  # fmt: skip
"""Minutes the room was at each step: at the gallery twice, and at the brainstorm without the power cut."""
ANEW = {
    "brainstorm": 17, "renskriv": 1, "ophaeng": 1, "rundgang": 8, "fortael": 9, "gengangere": 4, "streger": 8,
    "optael": 3,
}  # fmt: skip
"""The minutes that steps were given to catch up."""


def what_the_file_tells(session: Path, ended: datetime) -> None:
    told = kept(session)
    assert told.texts("styrker") == [*STRENGTHS, SEEN_AGAIN]
    assert told.texts("oensker") == [*BEFORE, *AFTER]
    assert told.texts("parking") == [PARKED]
    assert {told.text_of(fact["item"]): fact["strokes"] for fact in told.of("strokes_counted")} == STROKES
    assert {told.text_of(fact["item"]): fact["strokes"] for fact in told.of("run_off_counted")} == RUN_OFF
    (chosen,) = told.of("topics_chosen")
    assert ([told.text_of(item) for item in chosen["items"]], chosen["how"]) == (list(CHOSEN), "runoff")

    names = {person["id"]: person["name"] for fact in told.of("people_added") for person in fact["people"]}
    assert len(names) == 23
    arrivals = [each for fact in told.of("people_arrived") for each in fact["arrivals"]]
    assert sorted(names[each["person"]] for each in arrivals) == sorted(LATE)
    assert len({tuple(each["joins"][0]) for each in arrivals}) == 3, "each with another group of three"
    assert [names[fact["person"]] for fact in told.of("person_left")] == [LEAVES]
    seated = {names[person] for group in told.groups("seks") for person in group}
    assert seated == {*names.values()} - {LEAVES}
    assert told.of("vote_opened")[0]["voters"] == 22

    assert [(gap["seconds"], gap["counted"]) for gap in told.of("gap_answered")] == [
        (180, False),
        (720, True),
    ]
    changed = {at: fact["minutes"] for at, fact in told.facts if fact["kind"] == "step_minutes_changed"}
    assert changed == ANEW
    assert minutes_used(session, ended) == USED


def minutes_used(session: Path, ended: datetime) -> dict[str, float]:
    """The minutes the room was at each step, less those of gaps that do not count."""
    events = json.loads(session.read_text(encoding="utf-8"))["events"]
    entered = [
        (datetime.fromisoformat(e["at"]), e["step"]) for e in events if e["fact"]["kind"] == "step_entered"
    ]
    used: dict[str, float] = {}
    for (at, step), (until, _) in pairwise([*entered, (ended, "")]):
        used[step] = used.get(step, 0) + (until - at).total_seconds() / 60
    for event in events:
        if event["fact"]["kind"] == "gap_answered" and not event["fact"]["counted"]:
            used[event["step"]] -= event["fact"]["seconds"] / 60
    return used
