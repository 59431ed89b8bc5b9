"""Which texts do not fit the screen: what is found is what the stages draw, no more and no less."""

import time
from pathlib import Path
from typing import Any

import pytest
from desks import FakeHost, grid, make_desk, people

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.agenda.faults import Fault
from apv_tui.files.agenda_file import read_agenda_file
from apv_tui.tui.fit import Misfits, misfits
from apv_tui.tui.stages import make_stage
from apv_tui.words import Words

ROOT = Path(__file__).parents[2]
LISTS = {"wishes": {"title": "Wishes", "one": "wish", "many": "wishes"}}
LONG = " ".join(f"word{number}" for number in range(100))


def fit(*steps: dict[str, Any], title: str = "Day") -> Misfits:
    agenda = Agenda.model_validate({"title": title, "language": "en", "lists": LISTS, "steps": steps})
    found = misfits(agenda, people(13))
    for each in (*found.warnings, *found.notes):
        assert Words("da").say(each.what)
        assert each.mend is not None
        assert Words("da").say(each.mend)
    return found


def only(*steps: dict[str, Any]) -> Fault:
    (fault,) = fit(*steps).warnings
    return fault


def talk(*pages: str, **keys: Any) -> dict[str, Any]:
    return {"id": "talk", "kind": "talk", "title": "Talk", "minutes": 5, "pages": pages, **keys}


def collect(**keys: Any) -> dict[str, Any]:
    step = {"id": "ask", "kind": "collect", "title": "Ask", "minutes": 5, "into": "wishes"}
    return {**step, "instruction": "Say it aloud.", **keys}


def test_short_texts_fit() -> None:
    assert fit(talk("One\nTwo", instruction="Listen."), collect(questions=["What?"])) == ((), ())


def test_an_instruction_is_cut_after_these_words() -> None:
    fault = only(talk("Short", instruction=LONG))
    assert fault.place == ("meetings", 0, "steps", 0, "instruction")
    said = dict(fault.what.params)
    assert (fault.what.id, said["size"]) == ("fit.instruction", "80×24")
    assert str(said["after"]) in LONG
    # What it advises fits.
    assert fault.mend is not None
    cut = LONG[: int(str(dict(fault.mend.params)["n"]))]
    assert [each.what.id for each in fit(talk("Short", instruction=cut)).warnings] in (
        [],
        ["fit.instruction"],
    )
    assert only(talk("Short", instruction=cut)).what.params[0][1] == "54×16"


def test_a_page_that_breaks_tells_where_it_goes_on() -> None:
    fault = only(talk("\n".join(f"line{number}" for number in range(10))))
    said = dict(fault.what.params)
    assert (fault.what.id, said["size"], said["n"]) == ("fit.page", "54×16", 2)
    assert str(said["begins"]).startswith("line")
    assert "line0" not in str(said["begins"])


def test_questions_that_do_not_fit_one_page_are_told() -> None:
    asked = [f"What about the number {number}, and why?" for number in range(1, 10)]
    fault = only(talk(questions=asked))
    assert (fault.what.id, fault.place[-3]) == ("fit.questions", "questions")
    assert "number" in str(dict(fault.what.params)["begins"])


def test_pages_that_turn_by_themselves_are_only_good_to_know() -> None:
    asked = [f"What about the number {number}, and why is that so?" for number in range(1, 10)]
    found = fit({"id": "think", "kind": "alone", "title": "Think", "minutes": 5, "questions": asked})
    assert found.warnings == ()
    assert [each.what.id for each in found.notes] == ["fit.turning"]


def test_a_title_too_long_for_the_top_line() -> None:
    fault = only(talk("x", title="A title that nobody in the whole of this room can read at once"))
    assert (fault.what.id, fault.place[-1]) == ("fit.title", "title")


def test_a_probe_without_room_is_told() -> None:
    probes = [f"A probe with the number {number}" for number in range(12)]
    found = fit(collect(questions=[{"text": "What?", "probes": probes}]))
    assert {each.what.id for each in (*found.warnings, *found.notes)} & {"fit.left_out", "fit.cut"}


def test_pages_that_only_the_leader_reads_are_no_warning() -> None:
    step = {
        "id": "suits", "kind": "suitability", "title": "Suits", "minutes": 5, "questions": ["Does it?"],
        "advice": [f"Advice number {number}, which is rather long as well" for number in range(12)],
        "ways": ["We go on"],
    }  # fmt: skip
    assert fit(step).warnings == ()


def test_what_is_found_was_lost_by_a_stage_once() -> None:
    """The sign of a page took the place of its last line, and an example ended in the middle of a word."""
    desk, _ = make_desk(
        Agenda.model_validate(
            {
                "title": "Day",
                "language": "en",
                "lists": LISTS,
                "steps": [
                    talk("\n".join(f"line{number}." for number in range(30))),
                    collect(examples=[LONG]),
                ],
            }
        ),
        3,
        "en",
    )
    desk.do(c.GoTo("talk"))
    stage = make_stage(desk, FakeHost(desk))
    seen, stage.page = grid(stage.body(52, 8), 52, 8), 1
    while stage.page < stage.pages:
        seen += grid(stage.body(52, 8), 52, 8)
        stage.page += 1
    assert all(f"line{number}." in seen for number in range(30))
    desk.do(c.GoTo("ask"))
    assert "word" not in grid(make_stage(desk, FakeHost(desk)).body(52, 5), 52, 5)


@pytest.mark.parametrize("path", sorted((ROOT / "agendas").glob("*.yaml")), ids=lambda path: path.name)
def test_the_shipped_agendas_fit_and_are_quickly_looked_at(path: Path) -> None:
    agenda = read_agenda_file(path).agenda
    began = time.process_time()
    assert misfits(agenda, people(13)).warnings == ()
    assert time.process_time() - began < 3  # usually half a second; a slow machine is no fault
