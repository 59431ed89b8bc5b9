"""What was drawn is kept as long as it would be drawn the same; pages and cut rows are what they were."""

from itertools import product
from weakref import ref

from apv_tui.core.lately import forget
from apv_tui.tui.kept import Kept
from apv_tui.tui.lines import EMPTY, Lines, Span, columns_of, cut, line, page, pages_of, text_of, width_of


def test_it_is_made_anew_only_where_what_it_is_made_of_is_another() -> None:
    kept: Kept[int] = Kept()
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    one, equal = ["a"], ["a"]
    assert kept.get((one, 3, "x"), make) == 1
    assert kept.get((one, 3, "x"), make) == 1
    assert kept.get((one, 4, "x"), make) == 2
    assert kept.get((equal, 4, "x"), make) == 3, "equal is not the same"
    assert kept.get((equal, 4, "y"), make) == 4


def test_what_shows_words_that_were_erased_is_let_go_at_once_and_not_when_it_is_drawn_next() -> None:
    class Words:
        """Something that tells whether it is still there."""

    kept: Kept[Words] = Kept()
    of = Words()
    drawn, asked = ref(kept.get((of,), Words)), ref(of)
    del of
    assert drawn() is not None
    assert asked() is not None
    forget()
    assert (drawn(), asked()) == (None, None)
    assert isinstance(kept.get((Words(),), Words), Words)


def test_all_pages_are_those_that_one_after_the_other_gives() -> None:
    blocks: list[Lines] = [[line(f"{at}{row}") for row in range(at % 4)] + [EMPTY] for at in range(40)]
    for height in range(12):
        whole = pages_of(blocks, height)
        assert [page(blocks, height, at) for at in range(len(whole))] == [
            (rows, at, len(whole)) for at, rows in enumerate(whole, 1)
        ]


def test_a_line_that_is_cut_says_so_and_spaces_are_no_loss() -> None:
    long = (Span("abc "), Span("日本語", "good"), Span("def"))
    for width in range(1, 14):
        shown = cut(long, width)
        assert width_of(shown) <= width
        assert text_of(shown).endswith("…") == (width < width_of(long))
    assert text_of(cut(line("abc    "), 5)) == "abc  "


def test_a_row_is_painted_as_far_as_one_or_the_other_went() -> None:
    texts = ("", "abc", "日本", "a" * 30, "e\u0301", "a\u200bb")
    for before, after in product(texts, texts):
        columns = columns_of(line(before), line(after), 20)
        assert max(min(20, width_of(line(text))) for text in (before, after)) <= columns <= 20
    assert columns_of(line("abc"), line("abcd"), 20) == 4
    assert columns_of(line("a\u200bb"), EMPTY, 20) == 20, "what is drawn is not what was handed in"
