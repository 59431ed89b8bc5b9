"""A method that does not ship, led whole in a real terminal: the example of docs/writing-agendas.md."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from leading import Leader, kept
from terminal import Terminal

Start = Callable[..., Terminal]

PAGE = Path(__file__).parents[2] / "docs" / "writing-agendas.md"


def example() -> str:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return next(block for block in blocks if block.startswith("format:"))


def test_one_two_four_all_from_the_lobby_to_the_end(terminal: Start, tmp_path: Path) -> None:
    written, session = tmp_path / "own.yaml", tmp_path / "own.json"
    written.write_text(example(), encoding="utf-8")
    program = terminal("run", str(written), "--session", str(session), "--seed", "7")
    leader = Leader(program, 80, 24, "en")
    leader.look("One, two, four, all", "13 are expected")
    leader.tap("pgdn")  # nobody is there: it asks who comes
    program.until("Enter takes 13 people without names")
    leader.tap("enter")
    program.until("People: 13 present of 13")
    leader.tap("f6")
    leader.look(
        "One, two, four, all", "Two: 5 groups of 2, 1 group of 3", "Four: 2 groups of 4, 1 group of 5"
    )
    leader.tap("pgdn")
    leader.look("1/9", "then two, then four")
    leader.tap("pgdn")
    leader.look("2/9", "What would make our mornings calmer?")
    leader.tap("pgdn")
    leader.look("3/9", "2 × 3:00", "speaks first")
    leader.tap("g")  # the clock has not begun: go on by hand
    program.until("What we do")
    leader.tap("down", "enter")
    leader.look("4/9", "13 people in 3 groups", without="draw")
    leader.tap("pgdn")
    leader.look("5/9", "Each four tells what stood out.")
    for text in ("Open at seven", "Tea"):
        leader.type(f"{text}\n")
        leader.look("5/9", f"√ {text}")
    choose_and_plan(leader)
    leader.tap("pgdn")
    leader.look("9/9", "What we try first", "A list", without="preliminary")
    leader.tap("ctrl+q")
    program.until(leader.words("quit.heading"))
    leader.tap("enter")
    assert program.wait() == 0
    found = kept(session)
    assert sorted(map(len, found.groups("four"))) == [4, 4, 5]
    assert all(any({*two} <= {*four} for four in found.groups("four")) for two in found.groups("two"))
    assert [fact["detail"] for fact in found.of("action_detailed")] == ["owner", "deadline"]
    assert found.texts("actions") == ["A list"]


def choose_and_plan(leader: Leader) -> None:
    """From the ideas to a plan: the words are the agenda's, and nothing is asked that it does not ask."""
    leader.tap("pgdn")
    leader.look("6/9", "2 ideas")
    leader.tap("pgdn")
    leader.look("7/9", "How many drew strokes?", "2 strokes each · at most 1 stroke per idea")
    leader.tap("enter")  # the number of those who are here stands in the line
    counting = leader.look("7/9", "We count the strokes by each number.", "strokes", without="wish")
    assert "Type how" not in counting
    for number, total in (("9", 9), ("7", 16)):
        leader.type(number)
        leader.tap("enter")
        leader.look("7/9", f"{total} of 26 strokes")
    leader.tap("pgdn")
    leader.look("7/9", "Proposed: 2 ideas", without="preliminary")
    leader.tap("pgdn")
    leader.look("7/9", "Chosen: 2 ideas", without="preliminary")
    leader.tap("pgdn")
    leader.look("8/9", "One to three actions.", "0 actions", without="adopted")
    leader.tap("n")
    leader.look("8/9", "Which idea does it come from?")
    leader.tap("enter")
    leader.look("8/9", "What is to be done?")
    leader.type("A list\n")
    leader.look("8/9", "Who")
    leader.type("Participant 4\n")
    leader.look("8/9", "in 3 weeks")
    leader.type("in 3 weeks\n")
    leader.look("8/9", "A list", without="Start")
    leader.tap("pgdn")
    leader.look("8/9", "1 action", without="missing")
