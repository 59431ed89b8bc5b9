"""The end of a meeting: what was chosen, what happens next, and where it is kept."""

from desks import FakeHost, grid, make_desk

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages.close import CloseStage

AGENDA = Agenda.model_validate(
    {
        "title": "Prøve",
        "language": "da",
        "lists": {
            "oensker": {"title": "Ønsker", "one": "ønske", "many": "ønsker"},
            "emner": {"title": "Foreløbigt valgte emner", "one": "emne", "many": "emner"},
            "fravaer": {"title": "Fravær", "one": "aftale", "many": "aftaler", "private": True},
        },
        "steps": [
            {"id": "ord", "kind": "collect", "title": "Ønsker", "minutes": 10, "into": "oensker"},
            {"id": "mere", "kind": "collect", "title": "Fravær", "minutes": 10, "into": "fravaer"},
            {
                "id": "tael",
                "kind": "vote",
                "title": "Vi tæller op",
                "minutes": 4,
                "list": "oensker",
                "into": "emner",
                "preliminary": True,
            },
            {
                "id": "slut",
                "kind": "close",
                "title": "Tak for i dag",
                "minutes": 5,
                "uses": ["emner", "oensker", "fravaer"],
                "instruction": "Her er jeres valg.",
                "next": ["Arbejdsmiljøgruppen vurderer alle ønsker.", "Andet dialogmøde: om tre uger."],
            },
        ],
    }
)


def at_close(wishes: int = 5, *, settle: bool = True) -> tuple[CloseStage, Desk]:
    desk, _ = make_desk(AGENDA, 23)
    desk.do(c.Next())
    if wishes:
        desk.do(c.NoteIdeas(tuple(f"Ønske om noget godt {n}" for n in range(1, wishes + 1)), "oensker"))
        items = list(desk.state.items.values())
        desk.do(c.GoTo("tael"))
        desk.do(c.OpenVote(23))
        for item, strokes in zip(items, (12, 15, 11, 2, 1), strict=False):
            desk.do(c.CountStrokes(item.id, strokes))
        desk.do(c.CloseVote())
        if settle:
            desk.do(c.ChooseTopics())
    desk.do(c.NoteIdeas(("Hvem har nøglen?",), PARKING_LOT))
    desk.do(c.NoteIdeas(("Hemmeligt tal",), "fravaer"))
    desk.do(c.GoTo("slut"))
    step = desk.state.step
    assert step is not None
    return CloseStage(desk, FakeHost(desk), step), desk


def pages(stage: CloseStage, width: int = 78, height: int = 13) -> list[str]:
    stage.page = 0
    found = [grid(stage.body(width, height), width, height)]
    for number in range(1, stage.pages):
        stage.page = number
        found.append(grid(stage.body(width, height), width, height))
    return found


def test_what_was_chosen_comes_first_with_place_and_strokes() -> None:
    stage, _ = at_close()
    first = pages(stage)[0].split("\n")
    assert first[0] == " Foreløbigt valgte emner"
    assert first[1].split() == ["1.", "2", "Ønske", "om", "noget", "godt", "2", "(15", "streger)"]
    assert first[2].split() == ["2.", "1", "Ønske", "om", "noget", "godt", "1", "(12", "streger)"]
    assert "Listen er foreløbig." in grid(stage.task(40), 40, 9)


def test_next_the_parking_lot_and_the_file_are_all_there() -> None:
    stage, _ = at_close()
    text = "\n".join(pages(stage))
    assert "Det sker der nu" in text
    assert "– Andet dialogmøde: om tre uger." in text
    assert "Hvem har nøglen?" in text
    assert "prøve.json i mappen /tmp" in text


def test_a_private_list_is_counted_and_not_read_aloud() -> None:
    stage, _ = at_close()
    text = "\n".join(pages(stage))
    assert "Hemmeligt" not in text
    assert "1 punkt, kun for mødelederen" in text


def test_what_is_not_chosen_and_what_is_empty_is_said() -> None:
    stage, _ = at_close(settle=False)
    assert "Der er ikke valgt noget endnu." in "\n".join(pages(stage))
    stage, _ = at_close(0)
    assert "Der er ikke noteret noget." in "\n".join(pages(stage))


def test_what_was_sorted_is_told_under_its_headings_without_the_empty_ones() -> None:
    stage, desk = at_close(3)
    first, second, *_ = desk.state.on_list("oensker")
    desk.do(c.GoTo("ord"))
    for heading in ("Tillid", "Mål", "Viden"):
        desk.do(c.AddHeading("oensker", heading))
    desk.do(c.SortIdea(first.id, "Viden"))
    desk.do(c.SortIdea(second.id, "Tillid"))
    desk.do(c.GoTo("slut"))
    for width, height in ((78, 13), (54, 8)):
        text = " ".join("\n".join(pages(stage, width, height)).split())
        assert text.index(" godt 3") < text.index("Tillid 2 Ønske") < text.index("Viden 1 Ønske")
        assert "Mål" not in text


def test_small_screens_and_long_lists_are_paged_and_lose_nothing() -> None:
    stage, _ = at_close(40)
    for width, height in ((78, 13), (54, 8), (54, 4)):
        text = "\n".join(pages(stage, width, height))
        assert stage.pages > 1
        assert f"side 1 af {stage.pages}" in text
        assert all(f"noget godt {n}" in text for n in range(1, 41))
    assert stage.turns_pages()
