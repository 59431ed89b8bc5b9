"""What is done in many steps of the Danish case: answering, filling in, reading aloud, moving on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from danish_story import AGENDA, FIGURES, OPEN, OWN, about, step, where
from leading import Leader, Named

Handler = Callable[[Leader, str], None]


class Watcher(Leader):
    """Looks, besides, that the room never sees the figures of sickness absence."""

    def look(self, where: str, *wanted: str, without: str = "") -> str:
        screen = super().look(where, *wanted, without=without)
        if "kun mødeleder" not in screen.split("\n")[1]:
            for figure in FIGURES:
                self.terminal.gone(figure)  # the top line may be drawn a moment before the rest
        return screen


def read_pages(leader: Leader, id_: str) -> None:
    """Pages the leader speaks to; the last press leaves the step."""
    pages = max(1, len(step(id_).pages))
    for page in range(1, pages + 1):
        leader.look(where(id_), *([f"side {page} af {pages}"] if pages > 1 else []))
        leader.tap("pgdn")


def answer(leader: Leader, id_: str, answers: Mapping[str, str]) -> None:
    """Answer the questions one by one, look at all of them, and go on."""
    questions = step(id_).questions
    for number, question in enumerate(questions, 1):
        leader.look(where(id_), f"{number} af {len(questions)}", "Notér ►")
        if said := answers.get(question.id):
            leader.type(f"{said}\n")
            leader.look(where(id_), f"√ {said[:30]}")
        leader.tap("pgdn")
    leader.look(where(id_), "Se svarene")
    overview = joined(leader.pages(where(id_)))
    for said in answers.values():
        assert f"– {said}" in overview
    leader.tap("pgdn")


DEFAULTS = {"people": "Bo", "date": "om 3 uger", "text": "aftales", "yes_no": "1", "choice": "1"}


def fill(leader: Leader, id_: str, lines: Mapping[str, str] = MappingProxyType({})) -> None:
    """Fill in a form: Enter opens the row under the cursor, and after each line comes the next one."""
    fields = step(id_).fields
    leader.look(where(id_), f"► {fields[0].title[:12]}")
    opens_by_itself = False  # the line of the next row, after one that was typed
    for field in fields:
        said = lines.get(field.id, "" if field.offer else DEFAULTS[field.type])
        if field.type in ("yes_no", "choice"):
            leader.look(where(id_), f"► {field.title}")
            leader.tap(said)
            opens_by_itself = False
            continue
        if not opens_by_itself:
            leader.look(where(id_), f"► {field.title[:12]}")
            leader.tap("enter")
        opens_by_itself = True
        leader.terminal.until(lambda screen, title=field.title: typed_line(screen).startswith(title[:20]))
        leader.type(f"{said}\n")
    leader.terminal.until(lambda screen: not typed_line(screen))
    leader.look(where(id_), f"{len(fields)} af {len(fields)}")
    leader.tap("pgdn")


def typed_line(screen: str) -> str:
    """The line that is typed in, with what stands before it; "" where nothing is typed."""
    return next((line.strip() for line in screen.split("\n")[-6:] if re.match(r" [^\s►].* ►", line)), "")


def joined(screen: str) -> str:
    """The text without its line breaks."""
    return " ".join(screen.split())


def lead(leader: Leader, meeting: str, handlers: Mapping[str, Handler], *said_at_the_end: str) -> None:
    """Lead a meeting from its first step to its close; a step nobody has a handler for is looked at and left."""
    steps = next(each.steps for each in AGENDA.meetings if each.id == meeting)
    for each in steps[:-1]:
        handler = handlers.get(each.id) or BY_KIND.get(each.kind, look_and_leave)
        handler(leader, each.id)
    closing(leader, steps[-1].id, *said_at_the_end)


def look_and_leave(leader: Leader, id_: str) -> None:
    leader.look(where(id_))
    leader.tap("pgdn")


def turns(leader: Leader, id_: str) -> None:
    """Moved on by hand: each press changes the turn, and the room sees the signal."""
    name = "Tur" if step(id_).kind == "turns" else "Runde"
    leader.look(where(id_), "venter")
    leader.tap("pgdn")
    screen = leader.look(where(id_), f"{name} 1 af ", without="venter")
    last = int(re.findall(f"{name} 1 af (\\d)", screen)[0])
    for turn in range(2, last + 1):
        leader.tap("pgdn")
        leader.signal("SKIFT")
        leader.look(where(id_), f"{name} {turn} af {last}")
    leader.tap("pgdn")


def present(leader: Leader, id_: str) -> None:
    """Turn all pages and themes; the last press leaves the step."""
    here = where(id_)
    leader.look(here)
    place = place_of(leader.terminal.settle(0.2))
    while True:
        leader.tap("pgdn")
        screen = leader.terminal.until(
            lambda screen, place=place: here not in screen.partition("\n")[0] or place_of(screen) != place
        )
        if here not in screen.partition("\n")[0]:
            return
        place = place_of(screen)


def place_of(screen: str) -> list[str]:
    return re.findall(r"tema \d+ af \d+|side \d+ af \d+", screen)


def ask_all(leader: Leader, id_: str) -> None:
    """Show one question after the other; nothing is typed."""
    count = len(step(id_).questions)
    for number in range(1, count + 1):
        leader.look(where(id_), f"{number} af {count}")
        leader.tap("pgdn")
    if not count:
        look_and_leave(leader, id_)


def closing(leader: Leader, id_: str, *wanted: str) -> None:
    text = joined(leader.pages(where(id_)))
    for each in wanted:
        assert each in text, each


def chosen_row(screen: str) -> str:
    """The row the cursor stands on."""
    return next((line for line in screen.split("\n") if line.startswith((" ►", "►"))), "")


def on_row(leader: Leader, text: str) -> None:
    """Wait until the cursor stands there."""
    leader.terminal.until(Named(lambda screen: text[:15] in chosen_row(screen), f"the cursor on {text!r}"))


def to_row(leader: Leader, text: str, key: str = "up") -> None:
    leader.look("", "►")
    while text[:15] not in (row := chosen_row(leader.terminal.screen)):
        leader.tap(key)
        leader.terminal.until(lambda screen, row=row: chosen_row(screen)[:8] not in ("", row[:8]))


def leave(leader: Leader) -> Path:
    leader.tap("ctrl+q")
    leader.look("Forlad mødet?", ".json")
    leader.tap("enter")
    assert leader.terminal.wait() == 0
    (session,) = (leader.terminal.home / "apv-tui" / "sessions").glob("*.json")
    return session


def next_meeting(leader: Leader, meeting: str, roll: str) -> None:
    """Whoever comes back is asked for the meeting, and stands on the one that comes next; then comes its roll."""
    leader.look(AGENDA.title[:20], about(meeting)[:12])
    leader.tap("enter")
    leader.look("Deltagere", f"Deltagere: {roll}", "Hvem er her i dag?")


def last_time(leader: Leader, meeting: str, *wanted: str) -> None:
    """The lobby says what the meeting before left."""
    leader.look(about(meeting), "PgDn begynd")
    text = joined(leader.pages(about(meeting)))
    assert "Sidst: " in text
    for each in wanted:
        assert each in text, each


def read_back(leader: Leader, id_: str) -> None:
    """Every action is read aloud, and what is open is said; then the plan is adopted, unless it has been."""
    here = where(id_)
    for number, (who, words) in enumerate((("Anne", "time"), ("Carla", OWN), ("åbent", OPEN)), 1):
        leader.look(here, f"Tiltag {number} af 3", words[:20], who)
        leader.tap("pgdn")
    screen = leader.look(here, "Hele planen", "3 tiltag", "ansvarlig åben")
    if "a vedtag" in screen:
        leader.tap("a")
        leader.look(here, "Planen er vedtaget.", without="a vedtag")
    leader.tap("pgdn")


def answer_one(leader: Leader, id_: str) -> None:
    """Answer the first question of a step whose answers nothing else hangs on."""
    answer(leader, id_, {step(id_).questions[0].id: "Aftalt"})


BY_KIND: Mapping[str, Handler] = {
    "answers": answer_one,
    "appoint": fill,
    "collect": ask_all,
    "interviews": turns,
    "present": present,
    "read_back": read_back,
    "talk": read_pages,
    "turns": turns,
}
"""What is done at a step that a meeting has no handler of its own for."""
