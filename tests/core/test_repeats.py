"""Which items are likely repeats, and how a list hangs on the wall with its struck-out ones."""

import random
from datetime import UTC, datetime
from difflib import SequenceMatcher

import pytest
from helpers import small_agenda

from apv_tui.core.lately import forget
from apv_tui.core.repeats import LikelyRepeats, likely_repeats, wall
from apv_tui.core.state import Item, fresh_state

WHEN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def item(number: int, text: str, *, merged_into: str = "", withdrawn: bool = False) -> Item:
    return Item(
        f"i{number}", "wishes", number, text, text, WHEN, merged_into=merged_into, withdrawn=withdrawn
    )


def alike(text: str, others: list[str]) -> list[float]:
    return [SequenceMatcher(None, text.lower(), other.lower()).ratio() for other in others]


def test_a_later_item_points_at_the_earlier_one_it_resembles_and_never_back() -> None:
    items = [
        item(1, "Makker til nye kolleger"),
        item(2, "Frokost sammen"),
        item(3, "Makker til de nye kolleger"),
    ]
    assert likely_repeats(items, alike) == {"i3": "i1"}


def test_of_equally_likely_ones_the_earliest_is_named() -> None:
    items = [item(number, "Mindre støj") for number in (1, 2, 3)]
    assert likely_repeats(items, alike) == {"i2": "i1", "i3": "i1"}


def test_struck_out_withdrawn_and_wordless_items_take_no_part() -> None:
    items = [
        item(1, "Mindre støj", withdrawn=True),
        item(2, "Mindre støj", merged_into="i1"),
        item(3, ""),
        item(4, ""),
        item(5, "Mindre støj"),
    ]
    assert likely_repeats(items, alike) == {}


def test_the_threshold_decides() -> None:
    items = [item(1, "abcd"), item(2, "abcx")]
    assert likely_repeats(items, alike, 0.76) == {}
    assert likely_repeats(items, alike, 0.75) == {"i2": "i1"}


def test_a_long_list_compares_only_items_that_share_the_beginning_of_a_word() -> None:
    items = [item(number, f"wish{number:04d} alone{number:04d}"[::-1]) for number in range(1, 2000)]
    items.append(item(2000, items[6].text))
    compared = 0

    def counting(text: str, others: list[str]) -> list[float]:
        nonlocal compared
        compared += len(others)
        return [1.0 if text == other else 0.0 for other in others]

    assert likely_repeats(items, counting) == {"i2000": "i7"}
    assert compared < 2000 * 20


def test_repeats_hang_under_the_one_that_stands_whatever_their_number() -> None:
    items = (
        item(1, "a"),
        item(2, "b", merged_into="i4"),
        item(3, "c", withdrawn=True),
        item(4, "d"),
        item(5, "e", merged_into="i2"),
    )
    state = fresh_state(small_agenda())._replace(items={one.id: one for one in items})
    assert [(p.item.number, p.under.number if p.under else 0) for p in wall(state, "wishes")] == [
        (1, 0),
        (4, 0),
        (2, 4),
        (5, 4),
    ]


def test_a_repeat_whose_own_item_was_taken_off_is_not_lost() -> None:
    items = (item(1, "a", withdrawn=True), item(2, "b", merged_into="i1"), item(3, "c"))
    state = fresh_state(small_agenda())._replace(items={one.id: one for one in items})
    assert [(p.item.number, p.under.number if p.under else 0) for p in wall(state, "wishes")] == [
        (2, 1),
        (3, 0),
    ]


@pytest.mark.parametrize("seed", range(8))
def test_after_something_was_struck_out_the_hints_are_those_that_all_give_anew(seed: int) -> None:
    chance = random.Random(seed)
    words = ("time", "quiet", "lunch", "roof", "plan")
    items = [item(at, " ".join(chance.sample(words, 3))) for at in range(1, 40)]
    compared: list[int] = []

    def near(text: str, others: list[str]) -> list[float]:
        compared.append(len(others))
        mine = set(text.split())
        return [len(mine & set(other.split())) / len(mine | set(other.split())) for other in others]

    kept = LikelyRepeats(near)
    assert kept.look(items) == likely_repeats(items, near)
    while len(items) > 2:
        gone = chance.randrange(len(items))
        items = [each for at, each in enumerate(items) if at != gone]
        compared.clear()
        looked = kept.look(items)
        few = sum(compared)
        assert looked == likely_repeats(items, near)
        assert few <= sum(compared) - few
    items.append(items[0]._replace(id="new"))
    assert kept.look(items) == likely_repeats(items, near), "what has come is compared with all"


def test_what_was_moved_before_the_one_it_resembled_is_the_earlier_one_now() -> None:
    first, lunch, again = item(1, "Mindre støj"), item(2, "Frokost"), item(3, "Mindre støj!")
    kept = LikelyRepeats(alike)
    assert kept.look([first, lunch, again]) == {"i3": "i1"}
    assert kept.look([lunch, again, first]) == {"i1": "i3"}, "sorted under a heading further down"
    assert kept.look([again, first]) == {"i1": "i3"}, "the one between them has gone"


def test_no_words_that_were_erased_are_kept_to_compare_with() -> None:
    kept = LikelyRepeats(alike)
    assert kept.look([item(1, "Mindre støj"), item(2, "Mindre støj!")]) == {"i2": "i1"}
    forget()
    assert "støj" not in str(vars(kept))
    assert kept.look([item(1, ""), item(2, "Mindre støj!")]) == {}
