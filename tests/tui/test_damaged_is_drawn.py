"""Whatever passes the check can be led: damaged agendas and sessions that are taken are drawn at every step."""

import contextlib
import json
import random
import tempfile
from functools import cache
from pathlib import Path

import pytest
import yaml
from desks import make_desk
from drawing import draw_agenda, draw_meetings
from hypothesis import given, settings
from hypothesis import strategies as st
from random_meetings import AGENDA, random_data, some_command
from tries import tries

from apv_tui.core.agenda import KINDS
from apv_tui.core.log import entry_data
from apv_tui.core.messages import Refused, Unreadable
from apv_tui.files.agenda_file import read_agenda
from apv_tui.files.decode import decode
from apv_tui.files.places import Places, shipped
from apv_tui.files.session_file import SessionDocument, decode_session, encode_session
from apv_tui.wiring import Office, Options
from mutations import chained, mutated, mutated_tree

EVERY_KIND = yaml.safe_dump(random_data(), sort_keys=False, allow_unicode=True, width=100)
AGENDAS = [path.read_text(encoding="utf-8") for path in sorted(shipped().glob("*.yaml"))]


def drawn(text: str) -> int:
    """Draw the agenda, if it is one; give how many screens there were."""
    try:
        agenda = read_agenda(decode(text.encode("utf-8", "surrogatepass"), "x").text, "x").agenda
    except Unreadable:
        return 0
    return draw_agenda(agenda)


@cache
def session(seed: int, commands: int) -> dict[str, object]:
    """Give what a session file holds after random hands have been at every kind of step."""
    rng = random.Random(seed)
    desk, _ = make_desk(AGENDA, 9)
    for _ in range(commands):
        with contextlib.suppress(Refused):
            desk.do(some_command(desk.record.state, *(rng.randrange(1000) for _ in range(4))))
    events = tuple(entry_data(entry) for entry in desk.record.entries)
    agenda = AGENDA.model_dump(mode="json", exclude_defaults=True)
    data: dict[str, object] = json.loads(
        encode_session(SessionDocument("abc", "Navn", agenda, events, "0.1", "2026-11-23T12:00:00Z", 3))
    )
    return data


def opened(seed: int) -> int:
    """Open a session that was damaged by hand, as the program does, and draw all of it."""
    tree = chained(mutated_tree(session(seed % 3, 60), seed))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = home / "m.json"
        path.write_text(json.dumps(tree), encoding="utf-8")
        before = path.read_bytes()
        office = Office(Places(home / "s", home / "state", home / "a", home / "log"), Options())
        try:
            desk = office.open_session(path)
        except (Unreadable, Refused):  # refused is what says it is of a newer version: only to be looked at
            assert path.read_bytes() == before, "what is refused is left alone"
            return 0
        try:
            return draw_meetings(desk)
        finally:
            office.close()
            assert decode_session(path.read_bytes(), path), "what is saved can be opened again"


def test_the_shipped_agendas_and_every_kind_of_step_are_drawn() -> None:
    """Nothing damaged: so the tests below draw something."""
    assert {step.kind for _, step in AGENDA.steps()} == KINDS.keys()
    assert drawn(EVERY_KIND) > 30
    assert drawn(AGENDAS[-1]) > 5


@given(st.sampled_from([*AGENDAS[1:], EVERY_KIND, EVERY_KIND]), st.integers(0, 10**9))
@settings(max_examples=tries(12))
def test_a_damaged_agenda_that_passes_can_be_led(text: str, seed: int) -> None:
    drawn(mutated(text, seed))


@given(st.integers(0, 10**9))
@settings(max_examples=tries(12))
def test_a_session_changed_by_hand_that_opens_can_be_led(seed: int) -> None:
    opened(seed)


@pytest.mark.long
@given(st.sampled_from([*AGENDAS, EVERY_KIND, EVERY_KIND]), st.integers(0, 10**9))
@settings(max_examples=2_000)
def test_thousands_of_damaged_agendas_are_drawn(text: str, seed: int) -> None:
    drawn(mutated(text, seed))


@pytest.mark.long
@given(st.integers(0, 10**9))
@settings(max_examples=2_000)
def test_thousands_of_sessions_changed_by_hand_are_drawn(seed: int) -> None:
    opened(seed)
