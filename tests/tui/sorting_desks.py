"""Builders for sorting, assessing and presenting: a case of two meetings whose first one is over."""

from typing import TypeVar

from desks import FakeHost, grid, make_desk

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.state import Item
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages.base import Stage

WISHES = (
    "Vagtplan fire uger før",
    "Frokost sammen hver onsdag",
    "Makker til nye kolleger",
    "Mindre støj på kontoret",
    "En makker til alle nye",
    "Ros i hverdagen",
    "Ledelsen kommer forbi en gang om ugen, også når der er travlt i hele huset",
)
STRENGTHS = ("Vi hjælper hinanden", "Humoren i nattevagten", "Nye bliver taget godt imod")
STROKES = (12, 9, 7, 0, 2, 3, 1)
HEADINGS = ("Fællesskab", "Planlægning", "Ledelse og ros")


def agenda(headings: tuple[str, ...] = HEADINGS) -> Agenda:
    collect = {"kind": "collect", "minutes": 10}
    names = {
        "styrker": ("Det vi er gode til", "styrke", "styrker"),
        "oensker": ("Ønsker og drømme", "ønske", "ønsker"),
        "emner": ("Valgte emner", "emne", "emner"),
        "ren": ("Ren bruttoliste", "ønske", "ønsker"),
        "valgte": ("Gruppernes ønsker", "ønske", "ønsker"),
        "forslag": ("Forslag", "forslag", "forslag"),
        "plan": ("Handleplan", "tiltag", "tiltag"),
    }
    return Agenda.model_validate(
        {
            "title": "Prøve",
            "language": "da",
            "lists": {id_: {"title": t, "one": o, "many": m} for id_, (t, o, m) in names.items()},
            "meetings": [
                {
                    "id": "m1",
                    "title": "1. dialogmøde",
                    "steps": [
                        {"id": "styrk", "title": "Galleri", "into": "styrker", **collect},
                        {"id": "ord", "title": "Ønsker", "into": "oensker", "group_size": 6, **collect},
                        {
                            "id": "gen",
                            "kind": "merge",
                            "title": "Gengangere",
                            "minutes": 5,
                            "list": "oensker",
                        },
                        {
                            "id": "streger",
                            "kind": "vote",
                            "title": "Sæt streger",
                            "minutes": 5,
                            "list": "oensker",
                            "into": "emner",
                        },
                    ],
                },
                {
                    "id": "m2",
                    "title": "Vurdering",
                    "steps": [
                        {
                            "id": "sorter",
                            "kind": "sort",
                            "title": "Ren liste",
                            "minutes": 30,
                            "list": "ren",
                            "start_with": ["oensker"],
                            "offers": ["styrker", "oensker"],
                            "headings": list(headings),
                            "instruction": "Skriv listen ren under få overskrifter.",
                        },
                        {
                            "id": "vurder",
                            "kind": "assess",
                            "title": "Vurdering",
                            "minutes": 30,
                            "list": "ren",
                        },
                        {"id": "vis", "kind": "present", "title": "Listen", "minutes": 10, "list": "ren"},
                        {
                            "id": "prio",
                            "kind": "prioritise",
                            "title": "Gruppens ønske",
                            "minutes": 10,
                            "list": "ren",
                            "into": "valgte",
                            "proposals_into": "forslag",
                            "group_size": 4,
                        },
                        {
                            "id": "visf",
                            "kind": "present",
                            "title": "Forslagene",
                            "minutes": 10,
                            "list": "forslag",
                            "by": "under",
                        },
                        {
                            "id": "planen",
                            "kind": "plan",
                            "title": "Plan",
                            "minutes": 10,
                            "into": "plan",
                            "under": "valgte",
                            "asks": ["owner", "deadline", "follow_up", "sign"],
                        },
                        {"id": "luk", "kind": "close", "title": "Luk", "minutes": 5},
                    ],
                },
            ],
        }
    )


def case(headings: tuple[str, ...] = HEADINGS, wishes: tuple[str, ...] = WISHES) -> Desk:
    """Give a desk whose first meeting was held: wishes with strokes, 5 struck out as a repeat of 3."""
    desk, _ = make_desk(agenda(headings), 12)
    desk.do(c.Next())
    desk.do(c.NoteIdeas(STRENGTHS, "styrker"))
    desk.do(c.GoTo("ord"))
    if wishes:
        desk.do(c.NoteIdeas(wishes[:4], "oensker", group=0))
    if len(wishes) > 4:
        desk.do(c.NoteIdeas(wishes[4:], "oensker", group=1))
        desk.do(c.GoTo("streger"))
        desk.do(c.OpenVote(12))
        for item, strokes in zip(on(desk, "oensker"), STROKES, strict=False):
            desk.do(c.CountStrokes(item.id, strokes))
        desk.do(c.CloseVote())
        third, fifth = on(desk, "oensker")[2], on(desk, "oensker")[4]
        desk.do(c.MergeIdeas((fifth.id,), third.id))
        desk.do(c.ChooseTopics())
    desk.do(c.OpenMeeting("m2"))
    return desk


def on(desk: Desk, list_id: str) -> list[Item]:
    return [item for item in desk.state.items.values() if item.list == list_id]


def called(desk: Desk, text: str, list_id: str = "ren") -> Item:
    """Give the item of a list that begins so."""
    return next(item for item in on(desk, list_id) if item.text.startswith(text))


class Host(FakeHost):
    """A screen that tells its stage of changes, as the real one does."""

    stage: Stage

    def do(self, command: c.Command) -> bool:
        done = super().do(command)
        if done:
            self.stage.changed()
        return done

    @property
    def said(self) -> str:
        """What was told last."""
        return self.desk.words.say(self.told[-1]) if self.told else ""


S = TypeVar("S", bound=Stage)


def at(desk: Desk, step: str, kind: type[S]) -> tuple[S, Host]:
    """Let the room come to a step."""
    desk.do(c.GoTo(step))
    model = desk.state.step
    assert model is not None
    host = Host(desk)
    stage = kind(desk, host, model)
    host.stage = stage
    return stage, host


def press(stage: Stage, *keys: str) -> None:
    """Press keys; each must be taken by the stage."""
    for key in keys:
        taken = stage.choose() if key == "enter" else stage.key(key, key if len(key) == 1 else None)
        assert taken, key


def write(stage: Stage, text: str) -> None:
    """Type a line and press Enter."""
    assert stage.prompt() is not None
    stage.submit(text)


def drawn(stage: Stage, width: int = 78, height: int = 13) -> str:
    return grid(stage.body(width, height), width, height)


def asked(stage: Stage, width: int = 40) -> str:
    return grid(stage.task(width), width, 20).replace("\n", " ")


def call_off(method: Agenda) -> Agenda:
    """Give the second meeting of a method alone, without the lists that the first one filled."""
    data = method.model_dump(mode="json", exclude_unset=True)
    data["meetings"] = data["meetings"][1:]
    data["meetings"][0]["steps"][0] |= {"start_with": [], "offers": []}
    return Agenda.model_validate(data)
