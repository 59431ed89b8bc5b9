"""Lines: what is cut says so, and what only fills a line is not cut."""

from apv_tui.tui.lines import EMPTY, line, pad, page, text_of, with_arrows, wrap


def test_a_row_beside_an_arrow_loses_its_padding_without_a_sign() -> None:
    rows = [line(pad("Vibeke", 20)), line(pad("Pia", 20))]
    first, last = (text_of(row) for row in with_arrows(rows, above=True, below=True, width=20))
    assert (first, last) == ("Vibeke".ljust(19) + "↑", "Pia".ljust(19) + "↓")


def test_a_row_whose_words_meet_the_arrow_is_cut_with_a_sign() -> None:
    (row,) = with_arrows([line("En meget lang linje her")], above=False, below=True, width=20)
    assert text_of(row).endswith("… ↓")
    assert len(text_of(row)) == 20


def test_columns_in_a_line_that_fits_stay_columns() -> None:
    assert wrap("25 min   Interview\n 5 min   Slut", 30) == ["25 min   Interview", " 5 min   Slut"]


def test_no_page_holds_a_blank_row_alone() -> None:
    rows = [line(str(number)) for number in range(6)]
    blocks = [[*rows, EMPTY], [line("efter"), EMPTY]]
    pages = [page(blocks, 3, number) for number in range(3)]
    assert [each.of for each in pages] == [3, 3, 3]
    assert [list(map(text_of, each.lines)) for each in pages] == [
        ["0", "1", "2"],
        ["3", "4", "5"],
        ["efter", ""],
    ]


def test_what_a_no_break_space_holds_together_is_broken_only_where_it_fits_no_line() -> None:
    assert wrap("1\u00a0pause   4\u00a0andet", 12) == ["1 pause", "4 andet"]
    assert wrap("Ctrl+P og «hvor\u00a0tiden\u00a0blev\u00a0af».", 24) == [
        "Ctrl+P og",
        "«hvor tiden blev af».",
    ]
    assert wrap("a hvor\u00a0tiden\u00a0blev\u00a0af", 10) == ["a hvor", "tiden blev", "af"]
    assert wrap("1\u00a0pause", 12) == ["1 pause"]
