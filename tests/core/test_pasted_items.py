"""What people paste, from where they paste it, and the items that it becomes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core.pasting import (
    ALL_COLUMNS,
    LONGEST,
    MOST,
    Repeat,
    find_repeats,
    items_of,
    looks_like_people,
    read_paste,
    without_bullet,
)
from apv_tui.likeness import alike

THREE = ("Frokost sammen", "Mere lys", "Nye får en makker")


@pytest.mark.parametrize(
    "text",
    [
        "Frokost sammen\nMere lys\nNye får en makker",
        "Frokost sammen\r\nMere lys\r\nNye får en makker\r\n",
        "- Frokost sammen\n- Mere lys\n- Nye får en makker",
        "-Frokost sammen\n-Mere lys\n-Nye får en makker",
        "* Frokost sammen\n* Mere lys\n* Nye får en makker",
        "– Frokost sammen\n— Mere lys\n– Nye får en makker",
        "•\tFrokost sammen\n•\tMere lys\n•\tNye får en makker",
        "\uf0b7\tFrokost sammen\n\uf0b7\tMere lys\no\tNye får en makker",
        "·         Frokost sammen\n·         Mere lys\n\n·         Nye får en makker",
        "1. Frokost sammen\n2. Mere lys\n3. Nye får en makker",
        "1)\tFrokost sammen\n2)\tMere lys\n3)\tNye får en makker",
        "(1) Frokost sammen\n(2) Mere lys\n(3) Nye får en makker",
        "1.1. Frokost sammen\n1.2. Mere lys\n1.3. Nye får en makker",
        "1 - Frokost sammen\n2 - Mere lys\n3 - Nye får en makker",
        "a) Frokost sammen\nb) Mere lys\nc) Nye får en makker",
        "[ ] Frokost sammen\n[x] Mere lys\n[] Nye får en makker",
        "- [ ] Frokost sammen\n- [x] Mere lys\n- [ ] Nye får en makker",
        "☐ Frokost sammen\n☑ Mere lys\n☒ Nye får en makker",
        "> Frokost sammen\n>> Mere lys\n> > Nye får en makker",
        "> Den 3. maj skrev Bo:\n> - Frokost sammen\n> - Mere lys\n>\n> - Nye får en makker",
        "- Frokost\n  sammen\n- Mere lys\n- Nye får\nen makker",
        "1. Frokost\nsammen\n2. Mere lys\n3. Nye får en makker",
        "Nr\tØnske\tAfd.\n".replace("Nr\tØnske\tAfd.\n", "")
        + "1\tFrokost sammen\tDrift\n2\tMere lys\tKøkken\n3\tNye får en makker\tPleje",
        "\n\n  Frokost sammen  \n\t\nMere lys\n\n\nNye får en makker\n\n",
    ],
)
def test_wherever_it_comes_from_the_items_are_the_same(text: str) -> None:
    assert items_of(text) == THREE


@pytest.mark.parametrize(
    "text",
    [
        "1. sal er kold\nmere lys\nkaffe",
        "-5 grader i hallen\nmere lys",
        "C. er for langt væk\nmere lys",
        "10-12 er frokost\nmere lys",
        "3:30 er for sent\nmere lys",
        "*vigtigt* at alle er med\nmere lys",
    ],
)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert items_of(text) == tuple(text.split("\n"))


def test_a_line_goes_on_only_where_the_others_have_marks() -> None:
    assert items_of("frokost sammen\nog mere lys\nkaffe") == ("frokost sammen", "og mere lys", "kaffe")
    assert items_of("- Frokost\n\nog lys\n- Kaffe") == ("Frokost", "og lys", "Kaffe")


def test_what_was_taken_off_is_counted() -> None:
    read = read_paste("> • Frokost\n> • Mere\nlys\n\n> 1. sal\n\n\n• Kaffe\n")
    assert read.items == ("Frokost", "Mere lys", "1. sal", "Kaffe")
    assert (read.bullets, read.quotes, read.joined, read.blank, read.numbers) == (3, 3, 1, 3, 0)
    assert read_paste("1. a\n2. b").numbers == 2


def test_of_a_table_one_column_is_taken_or_all() -> None:
    table = "1\tFrokost sammen\tBo\n2\tMere lys\tIda\n"
    assert (read_paste(table).columns, read_paste(table).column) == (3, 1)
    assert read_paste(table, 2).items == ("Bo", "Ida")
    assert read_paste(table, ALL_COLUMNS).items == ("1, Frokost sammen, Bo", "2, Mere lys, Ida")


def test_a_cell_with_line_breaks_is_one_item() -> None:
    table = '1\t"Frokost\nsammen ""om onsdagen"""\n2\tMere lys\n'
    assert read_paste(table).items == ('Frokost sammen "om onsdagen"', "Mere lys")
    odd = '1\tEt 5" rør\n2\tMere lys\n'
    assert read_paste(odd).items == ('Et 5" rør', "Mere lys")


def test_long_lines_are_cut_with_a_sign_and_too_many_are_counted() -> None:
    read = read_paste("x" * 2000 + "\nkort")
    assert (len(read.items[0]), read.items[0][-1], read.cut) == (LONGEST, "…", 1)
    many = read_paste("\n".join(f"ønske {at}" for at in range(MOST + 7)))
    assert (len(many.items), many.left_out) == (MOST, 7)


@pytest.mark.parametrize(
    ("line", "bare"), [("• Kaffe", "Kaffe"), ("- Kaffe", "Kaffe"), ("-5 grader", "-5 grader"), ("•", "•")]
)
def test_a_single_line_loses_its_bullet(line: str, bare: str) -> None:
    assert without_bullet(line) == bare


def test_a_list_of_people_is_told_from_wishes() -> None:
    assert looks_like_people(("Bo Hansen", "Ida Åkesson, Drift", "Åse-Marie de Vries", "Per K. Olsen"))
    assert not looks_like_people(THREE)
    assert not looks_like_people(("Mere lys", "Bedre Kaffe", "Nye stole i hallen"))


def test_repeats_are_found_in_the_paste_and_on_the_list() -> None:
    pasted = ("Mere lys!", "Frokost sammen", "mere  lys", "Nye får en makker de første måneder", "Ro")
    found = find_repeats(pasted, [(7, "Frokost, sammen"), (9, "Nye får en makker")], alike)
    assert found == {
        1: Repeat(7, in_list=True, same=True),
        2: Repeat(1, in_list=False, same=True),
        3: Repeat(9, in_list=True, same=False),
    }


def test_two_hundred_lines_against_six_hundred_are_compared_at_once() -> None:
    items = [f"Vi skal have mere {at % 7} tid til møde {at} om torsdagen" for at in range(200)]
    standing = [(at, f"Vi mangler tid til at møde de andre {at}") for at in range(600)]
    before = time.process_time()
    find_repeats(items, standing, alike)
    assert time.process_time() - before < 2.0


@given(st.text('ab -•1.)\n\t">[]x', max_size=80))
def test_nothing_that_is_pasted_fails_and_no_item_is_empty(text: str) -> None:
    read = read_paste(text)
    assert all(item.strip() and "\n" not in item for item in read.items)
    assert min(read.bullets, read.numbers, read.quotes, read.blank, read.joined) >= 0
    for column in range(-1, read.columns):
        read_paste(text, column)
