"""Pictures of a few screens, to be looked at when they change: `pytest --snapshot-update` keeps the new ones."""

from collections.abc import Callable

import pytest
import textual
from desks import make_desk
from rounds import STEPS
from textual.pilot import Pilot

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.tui.app import ApvApp

# The picture is Textual's as much as ours; another version may draw a line of it differently.
pytestmark = pytest.mark.skipif(textual.__version__ != "8.2.8", reason="the pictures are of Textual 8.2.8")

WISHES = (
    "Frokost sammen hver onsdag",
    "En makker til alle nye",
    "Faste tider uden møder",
    "Mere lys på lageret",
    "Ros, når noget lykkes",
)
STROKES = (9, 8, 7, 2, 1)


def meeting() -> Agenda:
    vote = {
        "id": "valg",
        "kind": "vote",
        "title": "Valg",
        "minutes": 15,
        "list": "oensker",
        "into": "emner",
        "instruction": "Se, hvad vi har valgt.",
    }
    return Agenda.model_validate(
        {
            "title": "Prøve",
            "short": "APV",
            "language": "da",
            "lists": {
                "styrker": {"title": "Galleri", "one": "styrke", "many": "styrker"},
                "oensker": {"title": "Ønsker og drømme", "one": "ønske", "many": "ønsker"},
                "emner": {"title": "Valgte emner", "one": "emne", "many": "emner"},
            },
            "meetings": [{"id": "moede", "title": "1. dialogmøde", "steps": [*STEPS, vote]}],
        }
    )


def led_to(screen: str) -> ApvApp:
    """Give the app of a meeting that has come to a screen."""
    desk, clock = make_desk(meeting(), 12)
    if screen != "lobby":
        desk.do(c.GoTo("tre"))
        desk.do(c.GoTo("interview"))
    if screen == "interview":
        desk.do(c.Begin())
        clock.advance(200)
    if screen in ("brainstorm", "valg"):
        desk.do(c.GoTo("seks"))
        desk.do(c.GoTo("brainstorm"))
        desk.do(c.NoteIdeas(WISHES, "oensker", 0))
        clock.advance(300)
    if screen == "valg":
        desk.do(c.GoTo("valg"))
        desk.do(c.OpenVote(12))
        for item, strokes in zip(desk.state.standing("oensker"), STROKES, strict=True):
            desk.do(c.CountStrokes(item.id, strokes))
        desk.do(c.CloseVote())
    return ApvApp(desk.words, clock, desk=desk)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("screen", ["lobby", "interview", "brainstorm", "valg"])
def test_the_screen_looks_as_it_did(screen: str, theme: str, snap_compare: Callable[..., bool]) -> None:
    async def look(pilot: Pilot[int]) -> None:
        if theme == "light":
            pilot.app.theme = "apv-light"
        await pilot.pause()

    assert snap_compare(led_to(screen), terminal_size=(80, 24), run_before=look)
