"""What the tests of confidential notes share: a small agenda with a confidential list, and random hands on it."""

import random
from typing import Any, Protocol

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.facts import PersonFacts
from apv_tui.core.messages import Refused
from apv_tui.core.state import Item, State

SECRET = "hemmeligt"
"""Stands in every word that is confidential, and in no other."""
NAMES = ("Mette Holm", "Søren Dal", "Åse Lund")

STEPS: tuple[dict[str, Any], ...] = (
    {"id": "intro", "kind": "talk", "title": "Velkommen", "minutes": 5, "pages": ["Et", "To"]},
    {
        "id": "story",
        "kind": "spotlight",
        "title": "Fortællingen",
        "minutes": 5,
        "role": "fortæller",
        "chooses": True,
        "into": "core",
        "consent": "Må vi skrive ned?",
    },
    {
        "id": "write",
        "kind": "collect",
        "title": "Kernen",
        "minutes": 5,
        "into": "core",
        "repeat_from": "story",
    },
    {"id": "wishes", "kind": "collect", "title": "Ønsker", "minutes": 5, "into": "wishes"},
    {"id": "merge", "kind": "merge", "title": "Gentagelser", "minutes": 5, "list": "wishes"},
    {"id": "close", "kind": "close", "title": "Slut", "minutes": 5},
)


def agenda() -> Agenda:
    """Give an agenda in which one person's notes are kept apart, round after round."""
    return Agenda.model_validate(
        {
            "title": "Fortællinger",
            "language": "da",
            "lists": {
                "core": {"title": "Kernen", "one": "note", "many": "noter", "confidential": True},
                "wishes": {"title": "Ønsker", "one": "ønske", "many": "ønsker"},
            },
            "meetings": [{"id": "first", "title": "Første", "steps": [dict(step) for step in STEPS]}],
        }
    )


def people() -> tuple[PersonFacts, ...]:
    """Give three people, m, s and a."""
    return tuple(PersonFacts(id=id_, name=name) for id_, name in zip("msa", NAMES, strict=True))


class Doing(Protocol):
    """A record, or a desk."""

    @property
    def state(self) -> State:
        """What is true."""
        ...

    def do(self, command: c.Command) -> object:
        """Carry out."""
        ...

    def undo(self) -> object:
        """Take back."""
        ...

    def redo(self) -> object:
        """Do again."""
        ...


def open_notes(on: Doing, owner: str = "m") -> str:
    """Go to the story of somebody and begin their notes; give the id of the vault."""
    on.do(c.GoTo("story"))
    on.do(c.ChooseSpot(owner))
    on.do(c.OpenVault(owner, consented=True))
    return on.state.vault


def note(on: Doing, *texts: str, into: str = "core") -> list[Item]:
    """Note on a list; what is confidential says so."""
    before = set(on.state.items)
    said = tuple(f"{text} {SECRET}" if into == "core" else text for text in texts)
    on.do(c.NoteIdeas(said, into))
    return [item for id_, item in on.state.items.items() if id_ not in before]


def fumble(on: Doing, chance: random.Random, times: int) -> int:
    """Do whatever a hand on the keyboard may do; give how much of it was not refused."""
    done = 0
    for number in range(times):
        try:
            _anything(on, chance, number)
        except Refused:
            continue
        done += 1
    return done


def _anything(on: Doing, chance: random.Random, number: int) -> None:
    items = list(on.state.items.values()) or [Item("none", "core", 1, "", "", None)]  # type: ignore[arg-type]
    one, two = chance.choice(items), chance.choice(items)
    word = f"ord{number} {SECRET}" if one.vault else f"ord{number}"
    into = chance.choice(("core", "wishes", "parking"))
    owner = chance.choice("msa")
    noted = f"ny{number} {SECRET}" if into == "core" else f"ny{number}"
    commands: list[Any] = [
        c.GoTo(chance.choice(STEPS)["id"]),
        c.ChooseSpot(owner),
        c.OpenVault(on.state.spot or owner, consented=True),
        c.OpenVault(owner),
        c.NoteIdeas((noted,), into),
        c.NoteIdeas((noted, f"{noted} igen"), into),
        c.NoteIdeas((noted,), into, under=one.id),
        c.NoteOnPaper(into, None, 1, 2),
        c.RewordIdea(one.id, word),
        c.WithdrawIdea(one.id),
        c.PutBackIdea(one.id),
        c.MoveIdea(one.id, into),
        c.MergeIdeas((one.id,), two.id),
        c.SplitIdea(one.id),
        c.PutUnder(one.id, two.id),
        c.CarryOver((one.id,), into),
        c.AddHeading(into, noted),
        c.AssessIdea(one.id, "partly", word, "low"),
        c.RepeatRun(),
        c.Next(),
    ]
    weights = [1, 1, 3, 1, 6, 2, 2, 1, *([2] * 8), 1, 1, 2, 1, 1]
    turn = chance.random()
    if turn < 0.12:
        on.undo()
    elif turn < 0.18:
        on.redo()
    else:
        on.do(chance.choices(commands, weights[: len(commands)])[0])


def plain(state: State) -> State:
    """Give a state with all that is confidential left out of it."""
    items = {id_: item for id_, item in state.items.items() if not item.vault}
    return state._replace(items=items, vaults={}, vault="")
