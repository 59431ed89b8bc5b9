"""A small process with wishes, proposals under them and a plan, for the tests of the plan's screens."""

from typing import TypeVar

from desks import FakeHost, grid, make_desk
from rounds import SIZES

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.clock import SettableClock
from apv_tui.core.plans import in_order
from apv_tui.core.state import Item
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import text_of
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import Stage

WISHES = ("Vagtplanen fire uger før", "Makker til nye kolleger", "Fælles frokost om onsdagen")
STROKES = (15, 11, 2)
PROPOSALS = (("Et fælles regneark", "medarbejder"), ("Vi planlægger i god tid", "leder"))
"""Those under the first wish."""


def agenda() -> Agenda:
    """Give the process: wishes, strokes, proposals, plan, reading back, following up."""
    names = {"oensker": "ønske", "emner": "emne", "forslag": "forslag", "tiltag": "tiltag"}
    return Agenda.model_validate(
        {
            "title": "Prøve",
            "language": "da",
            "lists": {
                id_: {"title": one.title(), "one": one, "many": one if one == "tiltag" else f"{one}r"}
                for id_, one in names.items()
            },
            "steps": [
                {"id": "ord", "kind": "collect", "title": "Ønsker", "minutes": 10, "into": "oensker"},
                {
                    "id": "streger",
                    "kind": "vote",
                    "title": "Streger",
                    "minutes": 10,
                    "list": "oensker",
                    "into": "emner",
                    "choose": "2-3",
                },
                {
                    "id": "ideer",
                    "kind": "collect",
                    "title": "Forslag",
                    "minutes": 10,
                    "into": "forslag",
                    "questions": [
                        {"id": "medarbejder", "text": "Hvad kan vi gøre?", "lens": "Som medarbejder"},
                        {"id": "leder", "text": "Hvad kan lederen gøre?", "lens": "Som leder"},
                    ],
                },
                {
                    "id": "plan",
                    "kind": "plan",
                    "title": "Handleplan",
                    "minutes": 40,
                    "into": "tiltag",
                    "under": "emner",
                    "uses": ["forslag"],
                    "asks": ["owner", "start", "deadline", "follow_up", "how", "sign", "absence", "lens"],
                },
                {"id": "op", "kind": "read_back", "title": "Læs op", "minutes": 15, "list": "tiltag"},
                {"id": "fulgt", "kind": "follow_up", "title": "Status", "minutes": 30, "list": "tiltag"},
            ],
        }
    )


class Host(FakeHost):
    """A screen that tells its stage of changes, as the real one does."""

    stage: Stage

    def do(self, command: c.Command) -> bool:
        """Carry out, and tell."""
        done = super().do(command)
        if done:
            self.stage.changed()
        return done

    def undo(self) -> None:
        """Take back."""
        self.desk.undo()
        self.stage.changed()


def case(*, proposals: bool = False) -> tuple[Desk, SettableClock]:
    """Give a desk with three wishes chosen by strokes."""
    desk, clock = make_desk(agenda(), 23)
    desk.do(c.Next())
    desk.do(c.NoteIdeas(WISHES, "oensker"))
    desk.do(c.GoTo("streger"))
    desk.do(c.OpenVote(23))
    wishes = desk.state.standing("oensker")
    for wish, strokes in zip(wishes, STROKES, strict=True):
        desk.do(c.CountStrokes(wish.id, strokes))
    desk.do(c.CloseVote())
    desk.do(c.ChooseTopics(tuple(wish.id for wish in wishes), "alle tre"))
    desk.do(c.GoTo("ideer"))
    for text, question in PROPOSALS if proposals else ():
        desk.do(c.NoteIdeas((text,), "forslag", None, question, wishes[0].id))
    desk.do(c.GoTo("plan"))
    return desk, clock


def act(desk: Desk, text: str, wish: int | None = None, **details: str) -> Item:
    """Put an action into the plan, with these details."""
    under = desk.state.standing("oensker")[wish].id if wish is not None else ""
    desk.do(c.AddAction("tiltag", text, under))
    item = max(desk.state.standing("tiltag"), key=lambda item: item.number)
    for detail, said in details.items():
        desk.do(c.SetDetail(item.id, detail, said))
    return item


def three_actions(desk: Desk) -> list[Item]:
    """Give the plan of the sketch: the second action lacks its follow-up, the third who and what day."""
    return [
        act(desk, "Vagtplan lægges 4 uger før", 0, owner="Karen", deadline="uge 9", follow_up="12. marts"),
        act(desk, "Makkerordning beskrives", 1, owner="Rikke, Tom", deadline="1. maj"),
        act(desk, "Fælles frokost onsdag", 2, deadline="uge 5", follow_up="12. marts"),
    ]


S = TypeVar("S", bound=Stage)


def open_stage(desk: Desk, step: str, kind: type[S]) -> tuple[S, Host]:
    """Give the stage of a step, and the screen it is on."""
    desk.do(c.GoTo(step))
    host = Host(desk)
    stage = make_stage(desk, host)
    assert isinstance(stage, kind)
    host.stage = stage
    return stage, host


def press(stage: Stage, *keys: str) -> None:
    """Press keys where nothing is typed, as the screen hands them on."""
    for key in keys:
        assert stage.prompt() is None or len(key) > 1, f"{key} would be typed"
        if key == "enter":
            taken = stage.choose()
        elif key == "pagedown":
            taken = stage.before_next()
        else:
            taken = stage.key(key, key if len(key) == 1 else None)
        assert taken, key


def write(stage: Stage, host: Host, *texts: str) -> None:
    """Type lines, each with Enter."""
    for text in texts:
        assert stage.prompt() is not None, f"nothing is asked for: {text}"
        host.entry = text
        if stage.submit(text):
            host.entry = ""


def drawn(stage: Stage, size: tuple[int, int] = SIZES[0]) -> str:
    """Give the body as it is read, checked to fit."""
    return grid(stage.body(*size), *size)


def asked(stage: Stage) -> str:
    """Give the task in one line."""
    return " ".join(text_of(row) for row in stage.task(40))


def texts(desk: Desk) -> list[str]:
    """Give the words of the actions in their order."""
    return [item.text for item in in_order(desk.state, "tiltag")]
