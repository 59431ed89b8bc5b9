"""docs/reliability.md: every fault it names is held by tests that are there."""

import re
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "reliability.md"
FAULTS = 77


@cache
def names_in(name: str) -> frozenset[str]:
    """Name the tests of the file of this name, wherever it lies."""
    (path,) = HERE.rglob(name)
    return frozenset(
        re.findall(r"^(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    )


def rows() -> dict[int, str]:
    found = re.findall(r"^\| (\d+) \|(.*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len({int(number) for number, _ in found}) == len(found), "a fault stands there twice"
    return {int(number): text for number, text in found}


def test_every_fault_is_there() -> None:
    assert sorted(rows()) == list(range(1, FAULTS + 1))


@pytest.mark.parametrize("number", range(1, FAULTS + 1))
def test_what_is_promised_is_held_by_a_test(number: int) -> None:
    held = re.findall(r"`(test_\w+\.py)::(test_\w+)`", rows()[number])
    assert held, "no test is named"
    for file, name in held:
        assert name in names_in(file), f"{file} has no {name}"
