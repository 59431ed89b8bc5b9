"""The start screen says that its list goes on, goes to its ends, and keeps the key for help in view."""

import json
from pathlib import Path

import pytest
from desks import make_desk

from apv_tui.core.agenda import Agenda
from apv_tui.core.messages import message
from apv_tui.files.places import Places
from apv_tui.files.session_file import FORMAT
from apv_tui.tui.app import ApvApp
from apv_tui.tui.desk import Desk
from apv_tui.tui.screens.start import Choice, StartScreen
from apv_tui.wiring import Office, Options

SIZES = ((80, 24), (54, 16))


def agenda_of() -> Agenda:
    step = {"id": "a", "kind": "talk", "title": "Hej", "minutes": 5}
    return Agenda.model_validate({"title": "T", "language": "da", "steps": [step]})


def nothing() -> Desk:
    raise AssertionError


class Shelf:
    """Eight sessions, and more agendas than there is room for."""

    def choices(self) -> list[Choice]:
        rows = [
            Choice(message("start.go_on"), f"Møde {at}", "4. Plan", nothing, erase=nothing)  # type: ignore[arg-type]
            for at in range(8)
        ]
        return rows + [Choice(message("start.begin"), f"Dagsorden {at}", "", nothing) for at in range(12)]


def drawn(app: ApvApp) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_says_that_it_goes_on_and_the_keys_go_to_its_ends(size: tuple[int, int]) -> None:
    desk, clock = make_desk(agenda_of(), 4)
    app = ApvApp(desk.words, clock, start=lambda owner: StartScreen(owner, Shelf()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        rows = drawn(app)
        body = rows[2:-2]
        assert body[-1].endswith("↓")
        assert not any("↑" in row for row in body)
        assert "F1" in rows[-1]
        assert all(len(row) <= size[0] for row in rows)
        await pilot.press("end")
        await pilot.pause()
        body = drawn(app)[2:-2]
        assert "► Dagsorden 11" in "\n".join(body)
        assert body[0].endswith("↑")
        assert not any("↓" in row for row in body)
        await pilot.press("home")
        await pilot.pause()
        assert "► Møde 0" in "\n".join(drawn(app))


def test_meetings_of_one_name_are_told_apart_by_the_number_of_their_file(tmp_path: Path) -> None:
    places = Places(tmp_path / "sessions", tmp_path / "state", tmp_path / "agendas", tmp_path / "log")
    places.sessions.mkdir()
    for file, name in (("Prøve", "Prøve"), ("Prøve (2)", "Prøve"), ("Runde (3)", "Runde (3)")):
        told = {"format": FORMAT, "name": name, "agenda": {"meetings": []}, "events": []}
        (places.sessions / f"{file}.json").write_text(json.dumps(told), encoding="utf-8")
    rows = Office(places, Options(), language="da").choices()
    assert {row.title + row.number for row in rows[:3]} == {"Prøve", "Prøve (2)", "Runde (3)"}


async def test_the_number_of_a_file_is_seen_behind_a_long_name() -> None:
    class Two:
        def choices(self) -> list[Choice]:
            return [
                Choice(message("start.go_on"), "Prøvemøde " * 9, "", nothing, number=number)
                for number in ("", " (2)")
            ]

    desk, clock = make_desk(agenda_of(), 4)
    app = ApvApp(desk.words, clock, start=lambda owner: StartScreen(owner, Two()))
    async with app.run_test(size=(54, 16)) as pilot:
        await pilot.pause()
        assert "… (2)" in "\n".join(drawn(app))
