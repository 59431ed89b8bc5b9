"""A meeting with the steps of the small methods: one at the centre, answers, and notes that are kept apart."""

from collections.abc import Sequence
from typing import Any

from desks import FakeHost, make_desk

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import Stage

QUESTIONS: tuple[Any, ...] = (
    {
        "id": "maal",
        "heading": "Metoden",
        "intro": "Vi vælger den anerkendende vej.",
        "text": "Hvad vil vi have ud af metoden?",
        "probes": ["Hvad skal være anderledes om et år?"],
    },
    "Hvordan er det anderledes end det, vi plejer?",
    {"heading": "Vores sted", "text": "Hvad er særligt hos os lige nu?"},
)
STEPS: tuple[dict[str, Any], ...] = (
    {"id": "intro", "kind": "talk", "title": "Velkommen", "minutes": 3},
    {
        "id": "virker",
        "kind": "spotlight",
        "title": "Hvor virker det?",
        "minutes": 5,
        "role": "casegiver",
        "chooses": True,
        "speaks": "spot",
        "instruction": "Fortæl om en gang, det lykkedes.",
    },
    {
        "id": "skaerp",
        "kind": "spotlight",
        "title": "Skærp",
        "minutes": 15,
        "role": "casegiver",
        "instruction": "Bliv ved med at spørge.",
        "questions": [f"Spørgsmål {n}: hvad var det, der virkede dengang?" for n in range(1, 7)],
    },
    {
        "id": "sladder",
        "kind": "spotlight",
        "title": "Sladder",
        "minutes": 10,
        "role": "casegiver",
        "speaks": "others",
        "questions": ["Hvad er casegiver god til?", "Hvad har casegiver glæde af?"],
    },
    {
        "id": "kerne",
        "kind": "spotlight",
        "title": "Kernen",
        "minutes": 5,
        "role": "casegiver",
        "into": "kerne",
        "consent": "Må vi skrive kernen ned sammen med dig?",
        "repeat_from": "virker",
    },
    {
        "id": "svar",
        "kind": "answers",
        "title": "Opstart",
        "minutes": 20,
        "into": "svar",
        "questions": list(QUESTIONS),
    },
    {
        "id": "noter",
        "kind": "answers",
        "title": "Noter",
        "minutes": 10,
        "into": "kerne",
        "consent": "Vil du have noterne gemt?",
        "questions": ["Hvad sætter du pris på?", "Hvad drømmer du om?"],
    },
    {"id": "frit", "kind": "collect", "title": "Fri noter", "minutes": 5, "into": "kerne"},
    {"id": "slut", "kind": "close", "title": "Tak", "minutes": 2, "uses": ["kerne", "svar"]},
)


def small_agenda(**changed: dict[str, Any]) -> Agenda:
    """Give the meeting; `svar={"minutes": 5}` changes keys of a step."""
    return Agenda.model_validate(
        {
            "title": "Prøve",
            "language": "da",
            "lists": {
                "kerne": {"title": "Kernen", "one": "note", "many": "noter", "confidential": True},
                "svar": {"title": "Svar", "one": "svar", "many": "svar"},
            },
            "meetings": [
                {"id": "m", "title": "Møde", "steps": [{**s, **changed.get(s["id"], {})} for s in STEPS]}
            ],
        }
    )


def small_desk(count: int = 7, **changed: dict[str, Any]) -> Desk:
    """Give a desk in the lobby of the meeting."""
    return make_desk(small_agenda(**changed), count)[0]


class Hands(FakeHost):
    """A screen with a stage on it, and the hands at its keyboard."""

    stage: Stage

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.stage = make_stage(desk, self)

    def do(self, command: c.Command) -> bool:
        """Carry out, and show what has become true, as the screen does."""
        done = super().do(command)
        if done and self.desk.state.step_id != self.stage.step_id:
            self.stage = make_stage(self.desk, self)
        elif done:
            self.stage.changed()
        return done

    def type(self, *texts: str) -> bool:
        """Type lines, each with Enter; say whether the last one was emptied."""
        done = True
        for text in texts:
            done = self.stage.submit(text)
        return done

    def next(self) -> None:
        """Press PgDn."""
        if not self.stage.before_next():
            self.do(c.Next())

    @property
    def said(self) -> Sequence[str]:
        """The ids of what was told."""
        return [message.id for message in self.told]


def at(step: str, count: int = 7, **changed: dict[str, Any]) -> Hands:
    """Give the hands at a step."""
    desk = small_desk(count, **changed)
    desk.do(c.GoTo(step))
    return Hands(desk)


def texts(hands: Hands, width: int = 78, height: int = 13) -> str:
    """Give the body's text of the page in view."""
    from desks import grid

    return grid(hands.stage.body(width, height), width, height)
