"""Erasing confidential notes: only what is here can be chosen, and whose notes are elsewhere is said."""

from types import SimpleNamespace
from typing import Any

import pytest
from desks import grid
from small_desks import Hands, at

from apv_tui.tui.overlays.erase import EraseOverlay


def overlay(hands: Hands) -> EraseOverlay:
    owner: Any = SimpleNamespace(desk=hands.desk, words=hands.desk.words, screen_stack=[])
    made = EraseOverlay(owner, "")
    made.cursor, made.asked = 0, ""
    return made


def shown(made: EraseOverlay, width: int = 78, height: int = 13) -> str:
    return " ".join(grid(made.content(width, height), width, height).split())


def away(hands: Hands, name: str) -> None:
    """Let the file of somebody's notes be where they are themselves, as it is when a session is opened elsewhere."""
    state = hands.desk.state
    vaults = {
        id_: vault._replace(away=True) if hands.desk.name(vault.owner) == name else vault
        for id_, vault in state.vaults.items()
    }
    hands.desk.record.state = state._replace(vaults=vaults, vault="")


def two_with_notes() -> Hands:
    hands = at("frit")
    hands.type("ida", "Ro")
    hands.stage.key("tab", None)
    hands.type("bo", "Mod", "Glæde")
    return hands


@pytest.mark.parametrize("size", [(78, 13), (52, 8)])
def test_notes_that_are_with_their_owner_are_left_out_and_named(size: tuple[int, int]) -> None:
    hands = two_with_notes()
    assert "Ida: 1 note" in shown(overlay(hands), *size)
    away(hands, "Ida")
    made = overlay(hands)
    text = shown(made, *size)
    assert "Bo: 2 noter" in text
    assert "Ida: " not in text
    assert "Disse noter er ikke her, men hos ejeren: Ida." in text
    made.key("enter", None)
    assert "Skal noterne for Bo slettes? Der er 2." in shown(made, *size)


def test_where_all_are_with_their_owners_nothing_can_be_chosen() -> None:
    hands = two_with_notes()
    away(hands, "Ida")
    away(hands, "Bo")
    made = overlay(hands)
    text = shown(made)
    assert text == "Disse noter er ikke her, men hos ejeren: Bo og Ida."
    assert made.hints() == ()
    assert not made.key("enter", None)


def test_notes_that_are_here_and_cannot_be_read_can_be_erased_and_are_not_counted() -> None:
    hands = two_with_notes()
    away(hands, "Ida")
    hands.desk.keeper = SimpleNamespace(can_erase=lambda _: True)  # type: ignore[assignment]
    made = overlay(hands)
    assert "Ida: noter, der ikke kan læses" in shown(made)
    made.asked = made.kept()[0]
    assert "Skal noterne for Ida slettes? De kan ikke læses." in shown(made)
    assert "Der er 0" not in shown(made)
