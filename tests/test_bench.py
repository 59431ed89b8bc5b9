"""The statistics of the measuring harness, without measuring."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from apv_tui.files.agenda_file import read_agenda

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # bench/ is not part of the package
from bench.figures import Row, abba, paired_ratio, table


def test_each_takes_every_second_first_place() -> None:
    assert list(abba("a", "b", 4)) == [("a", "b"), ("b", "a"), ("a", "b"), ("b", "a")]
    assert list(abba("a", "b", 0)) == []


def test_a_steady_drift_meets_both_alike() -> None:
    clock, taken = 0, {"a": 0, "b": 0}
    for order in abba("a", "b", 10):
        for name in order:
            clock += 1
            taken[name] += clock
    assert taken["a"] == taken["b"]


def test_a_constant_ratio_has_no_width() -> None:
    ratio = paired_ratio([2.0, 4.0, 6.0], [1.0, 2.0, 3.0])
    assert (ratio.median, ratio.low, ratio.high) == (2.0, 2.0, 2.0)


def test_pairs_undo_what_happened_to_both() -> None:
    theirs = [10.0, 100.0, 20.0, 50.0, 30.0]
    assert str(paired_ratio([1.5 * other for other in theirs], theirs)) == "1.50 (1.50-1.50)"


def test_the_interval_holds_the_true_ratio_as_often_as_it_says() -> None:
    chance, hits = random.Random(7), 0
    for _ in range(200):
        theirs = [chance.gauss(100, 10) for _ in range(15)]
        ours = [chance.gauss(150, 15) for _ in range(15)]
        ratio = paired_ratio(ours, theirs, resamples=200)
        assert ratio.low <= ratio.median <= ratio.high
        hits += ratio.low <= 1.5 <= ratio.high
    assert hits >= 180


def test_the_same_numbers_give_the_same_interval() -> None:
    ours, theirs = [1.0, 3.0, 2.0, 5.0], [2.0, 2.0, 3.0, 3.0]
    assert paired_ratio(ours, theirs) == paired_ratio(ours, theirs)


def test_rounds_without_a_partner_are_an_error() -> None:
    with pytest.raises(ValueError, match="longer"):
        paired_ratio([1.0], [1.0, 2.0])
    with pytest.raises(ValueError, match="nothing"):
        paired_ratio([], [])
    with pytest.raises(ValueError, match="nothing"):
        paired_ratio([1.0], [0.0])


@pytest.mark.parametrize(
    ("ours", "verdict", "over"),
    [([1.5] * 3, "good", False), ([1.9] * 3, "within the gate", False), ([2.1] * 3, "OVER", True)],
)
def test_a_row_is_over_only_above_its_gate(ours: list[float], verdict: str, over: bool) -> None:
    row = Row("start", "bare", "ms", ours, [1.0] * 3, goal=1.6, gate=2.0)
    assert (row.verdict, row.over) == (verdict, over)


def test_doubt_is_not_over() -> None:
    row = Row("start", "bare", "ms", [1.0, 3.0, 3.0, 1.5], [1.0] * 4, gate=2.0)
    assert row.ratio.median > 2.0
    assert not row.over


def test_the_table_says_it_all() -> None:
    row = Row("start", "bare", "ms", [300.0, 330.0], [200.0, 220.0], goal=1.6, gate=2.0)
    head, rule, line = table([row]).split("\n")
    assert len(head) == len(rule) == len(line)
    assert [cell.strip() for cell in line.strip("|").split("|")] == [
        *("start", "2", "315.0 ms", "210.0 ms", "bare", "1.50 (1.50-1.50)", "1.6", "2", "good")
    ]


# -- the long meeting --------------------------------------------------------------------------------------


@pytest.fixture
def soak() -> Any:
    pytest.importorskip("fcntl")  # it needs a pseudo-terminal
    from bench import soak

    return soak


@pytest.mark.parametrize("minutes", [180, 9])
def test_the_long_meeting_is_an_agenda_of_its_length(soak: Any, minutes: int) -> None:
    read = read_agenda(soak.agenda(minutes), "soak.yaml")
    assert list(read.warnings) == []
    steps = read.agenda.meetings[0].steps
    assert [step.id for step in steps] == list(soak.STEPS)
    assert sum(step.minutes for step in steps) == pytest.approx(minutes, abs=4)


@pytest.mark.parametrize(
    ("held", "growth"),
    [
        (lambda at: 60.0, 0.0),
        (lambda at: 60.0 + at / 3600, 0.9),  # a MiB an hour
        (lambda at: 80.0 if at < 7000 else 60.0, 0.0),  # what came before the last hour does not count
        (lambda at: 90.0 if 8000 < at < 8010 else 60.0, 0.0),  # nor does a moment
    ],
)
def test_growth_is_that_of_the_last_hour(soak: Any, held: Callable[[float], float], growth: float) -> None:
    read = soak.Soaked(memory=[(float(at), held(at)) for at in range(0, 10_800, 10)])
    assert read.growth() == pytest.approx(growth, abs=0.01)
