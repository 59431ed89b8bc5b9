"""Each format alone: what people wrote is shown as they wrote it, and nothing in it is obeyed."""

import base64
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len
from tries import tries

from apv_tui.core.text import safe
from apv_tui.reports import html, markdown, terminal
from apv_tui.reports.document import (
    Bar,
    Bars,
    Bullets,
    Card,
    Cards,
    Column,
    Document,
    Facts,
    Heading,
    Keep,
    Numbered,
    Page,
    Para,
    Picture,
    Room,
    Signatures,
    Table,
)
from hostile import HOSTILE, OBEYED

MARKUP = (
    "# Not a heading", "* no * item", "- no item", "+ no item", "1. no list", "12) no list", "> no quotation",
    "a | b | c", "|---|", "===", "---", "***", "~~gone~~", "`code`", "**bold** _it_ __x__", "[a](http://x.org)",
    "![p](x.png)", "<b>bold</b>", "<script>alert(1)</script>", "<!-- c -->", "&lt;b&gt; &copy; &#65;",
    "http://example.org/ www.example.org a@b.org mailto:a@b.org", "    four spaces", "\\ \\n \\", "a\\",
    "$x$ ^y^ {.z}",
    "[x]: http://x.org", "[^1]: note", "- [ ] box", ": term", "=cmd", "%title", "| a |\n|---|\n| b |", "Title\n===",
    "Title\n---", "one\n\ntwo", '" onload="x', "'>\"<", "]]>", "\"><img src=x onerror=alert(1)>", "-- -->", "09.30",
    "1.", "1)", "x ---", "```\ncode", "~~~", "<http://x.org>", "a  \nb", "a\\\nb", "#", "======", "-", "*", "+",
)  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=60),
    st.sampled_from([*HOSTILE.values(), *MARKUP]).map(lambda text: text[:400]),
    st.text(alphabet="#*-+_=>|<[]()!`~\\&:;.1a \n\"'{}$^%@/w", max_size=40),
)


def plain(words: str) -> str:
    """What is to be read: the safe words, with runs of blank space as one space."""
    return " ".join(safe(words).split())


def every_block(words: str) -> Document:
    """Give a document in which every text there can be is this one."""
    return Document(
        words,
        "da",
        (
            Page(
                (
                    Heading(1, words),
                    Heading(2, words),
                    Heading(3, words),
                    *(Para(words, role) for role in ("text", "note", "strong", "said", "blanks")),
                    Bullets(((words, (words, words)), (words, ()))),
                    Bullets(((words, (words, words)), (words, ())), "numbers", 3),
                    Bullets(((words, (words, words)), (words, ())), "boxes"),
                    Table(
                        (Column(words, "short"), Column(words, "over"), Column(words, "main"), Column(words, "plain"),
                         Column(words, "more")),
                        ((words,) * 5, ("",) * 5),
                        (0, 1),
                    ),
                    Keep((Room(2), Numbered(2, ((2, words),)))),
                    Facts(((words, words), (words, ""))),
                    Bars((Bar(words, 9, words, marked=True), Bar(words, 0, words)), words),
                    Signatures((words, words), words),
                )
            ),
            Page((Cards((Card(words, words, (Para(words),), 3),)),), big=True),
        ),
        words,
    )  # fmt: skip


# -- HTML ----------------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """Reads HTML: which elements with which attributes there are, and the text in them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.texts: list[str] = []
        self.odd: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)


@given(words=WORDS)
def test_any_words_are_only_words_in_html(words: str) -> None:
    made = html.text(words)
    read = Reader(f"<p>{made}</p>")
    assert {tag for tag, _ in read.elements} <= {"p", "br"}
    assert not read.odd
    assert plain(" ".join(read.texts)) == plain(words)
    quoted = Reader(f'<p title="{made.replace("<br>", " ")}">x</p>')
    assert [tag for tag, _ in quoted.elements] == ["p"]
    assert plain(quoted.elements[0][1][0][1] or "") == plain(words)


@settings(max_examples=tries(15))
@given(words=WORDS)
def test_a_document_has_the_same_elements_whatever_people_wrote(words: str) -> None:
    def skeleton(text: str) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
        return [element for element in Reader(text).elements if element[0] != "br"]

    made, ordinary = html.render(every_block(words or "x")), html.render(every_block("x"))
    assert skeleton(made) == skeleton(ordinary)
    assert not OBEYED.sub("", "\n")
    assert not OBEYED.search(made.replace("\n", ""))


def test_the_html_file_needs_nothing_from_outside_and_runs_nothing() -> None:
    made = html.render(every_block("Ønsker"))
    tags = {tag for tag, _ in Reader(made).elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "base", "form", "a"}
    assert not re.search(r"url\(|@import|https?:|javascript:", made)
    assert "default-src 'none'" in made
    assert made.startswith('<!DOCTYPE html>\n<html lang="da" dir="ltr">')
    assert "<title>Ønsker</title>" in made
    assert "@page { size: A4" in made
    assert "break-inside: avoid" in made


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


def test_a_picture_is_in_the_html_file_itself_and_nothing_else_is_let_in() -> None:
    logo = Picture(PNG, "png", 'A "logo"\n<b onerror=x>')
    made = html.render(Document("x", "da", (Page((Para("x"),)),), logo=logo))
    (picture,) = [dict(attrs) for tag, attrs in Reader(made).elements if tag == "img"]
    assert picture["src"] == "data:image/png;base64," + base64.b64encode(PNG).decode()
    assert plain(picture["alt"] or "") == 'A "logo" <b onerror=x>'
    assert picture.keys() == {"src", "alt"}
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:\"" in made
    assert made.index("<img") < made.index("<h1")
    assert "img-src" not in html.render(Document("img-src", "da", (Page(()),))).split("<title>")[0]
    # A picture among the blocks, too; in Markdown and on a terminal it is its words.
    inside = Document("x", "da", (Page((Picture(PNG, "jpeg", "Our *house*"),)),))
    assert 'src="data:image/jpeg;base64,' in html.render(inside)
    assert "Our \\*house\\*" in markdown.render(inside)
    assert "Our *house*" in terminal.render(inside, 80)


CHART = Document(
    "x",
    "en",
    (Page((Bars((Bar("1. Light", 20, "20 (15 + 5)", marked=True), Bar("2. Air", 5, "5")), "chosen"),)),),
)


def test_bars_are_as_long_as_their_numbers_and_drawn_with_what_printers_print() -> None:
    made = html.render(CHART)
    assert re.findall(r'class="bar" style="width: ([\d.]+)%"', made) == ["100.0", "25.0"]
    style = made[made.index("<style>") : made.index("</style>")]
    (bar,) = re.findall(r"^\.bar {[^}]*}", style, re.MULTILINE)
    assert "border:" in bar
    assert "background" not in bar
    # What was chosen is told by a sign, and not by the look of its bar alone.
    assert "✓ 1. Light" in made
    assert "✓ 2. Air" not in made
    assert "✓ chosen" in made
    rows = [line for line in markdown.render(CHART).split("\n") if "█" in line]
    assert [row.count("█") for row in rows] == [24, 6]
    assert "20 (15 + 5)" in rows[0]
    assert "✓" in rows[0]
    lines = terminal.render(CHART, 60).split("\n")
    assert [line.count("█") for line in lines if "█" in line] == [40, 10]
    assert "● 1. Light" in lines
    assert "● chosen" in lines


def test_whoever_signs_has_a_line_for_it_and_one_for_the_day() -> None:
    made = Document("x", "en", (Page((Signatures(("The employer", "The employees"), "Date"),)),))
    read = Reader(html.render(made))
    assert sum(("class", "signatures") in attrs for _, attrs in read.elements) == 2
    for text in (markdown.render(made), terminal.render(made, 54)):
        assert text.count("Date") == 2
        assert "The employer" in text
        assert "The employees" in text


def test_the_title_is_left_out_where_pages_go_their_own_ways() -> None:
    pages = (Page((Heading(1, "One"),)), Page((Heading(1, "Two"),)))
    whole = Reader(html.render(Document("All", "en", pages)))
    apart = Reader(html.render(Document("All", "en", pages, titled=False)))
    assert [tag for tag, _ in whole.elements if re.fullmatch(r"h\d", tag)] == ["h1", "h2", "h2"]
    assert [tag for tag, _ in apart.elements if re.fullmatch(r"h\d", tag)] == ["h1", "h1"]


def test_cards_are_there_as_often_as_they_are_needed() -> None:
    cards = Cards((Card("Slip", copies=5), Card("Other")), across=2)
    made = html.render(Document("x", "en", (Page((cards,)),)))
    assert made.count(">Slip</h") == 5
    assert made.count(">Other</h") == 1
    assert made.count('<div class="cards">') == 3
    assert "(× 5)" in markdown.render(Document("x", "en", (Page((cards,)),)))


# -- Markdown ------------------------------------------------------------------------------------------------

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ONLY_WORDS = {"text", "text_special", "softbreak", "hardbreak"}


def said(tokens: list[Token]) -> str:
    return plain(" ".join(token.content if token.content else "\n" for token in tokens))


def words_of(inline: Token) -> str:
    parts = [
        each.content if each.type not in {"hardbreak", "softbreak"} else " " for each in inline.children or ()
    ]
    return plain("".join(parts))


@given(words=WORDS)
@pytest.mark.parametrize(
    ("before", "opens"), [("", "paragraph_open"), ("> ", "blockquote_open"), ("- ", "bullet_list_open")]
)
def test_any_words_are_only_words_in_markdown(before: str, opens: str, words: str) -> None:
    made = markdown.text(words)
    if not made:
        assert not plain(words)
        return
    indent = {"> ": "> ", "- ": "  "}.get(before, "")
    tokens = READER.parse(before + made.replace("\n", "\n" + indent))
    assert tokens[0].type == opens
    inline = [token for token in tokens if token.type == "inline"]
    assert len(inline) == 1
    assert {child.type for child in inline[0].children or ()} <= ONLY_WORDS
    assert words_of(inline[0]) == plain(words)


@given(words=WORDS)
def test_any_words_are_one_cell_of_a_table(words: str) -> None:
    made = markdown.render(
        Document(
            "t",
            "en",
            (Page((Table((Column("A"), Column("B")), ((words, "x"), ("y", words))),)),),
            titled=False,
        )
    )
    tokens = READER.parse(made)
    assert tokens[0].type == "table_open"
    cells = [token for token in tokens if token.type == "inline"]
    assert [words_of(cell) for cell in cells] == ["A", "B", plain(words), "x", "y", plain(words)]
    assert all({child.type for child in cell.children or ()} <= ONLY_WORDS for cell in cells)


@settings(max_examples=tries(15))
@given(words=WORDS)
def test_a_markdown_document_has_the_same_parts_whatever_people_wrote(words: str) -> None:
    wanted = words if plain(words) else "x"
    allowed = ONLY_WORDS | {"strong_open", "strong_close"}
    made, ordinary = (READER.parse(markdown.render(every_block(each))) for each in (wanted, "x"))
    assert [token.type for token in made] == [token.type for token in ordinary]
    assert {child.type for token in made for child in token.children or ()} <= allowed


def test_addresses_do_not_become_links_by_themselves() -> None:
    made = markdown.text("http://a.org www.a.org a@a.org")
    assert "http:/" not in made
    assert "www.a" not in made
    assert "a@a" not in made


def test_a_time_with_a_full_stop_stays_as_it_is() -> None:
    assert markdown.text("09.30") == "09.30"
    assert markdown.text("9. klasse") == "9\\. klasse"


# -- the terminal --------------------------------------------------------------------------------------------


@settings(max_examples=tries(25))
@given(words=WORDS, width=st.sampled_from([54, 80, 120, 160]))
def test_no_line_is_wider_than_the_terminal_or_steers_it(words: str, width: int) -> None:
    made = terminal.render(every_block(words), width)
    assert not OBEYED.search(made.replace("\n", ""))
    assert max(cell_len(line) for line in made.split("\n")) <= width


def test_the_narrow_table_names_what_stands_below_the_step() -> None:
    heads = (
        Column("Time", "short"),
        Column("Part", "over"),
        Column("Step", "main"),
        Column("Is", "plain"),
        Column("Lists"),
    )
    table = Table(
        heads, (("13:00", "Intro", "Welcome", "talk", "fills Wishes"), ("13:05", "", "Thanks", "close", ""))
    )
    document = Document("t", "en", (Page((table,)),))
    narrow = terminal.render(document, 54)
    assert re.search(
        r"13:00 +Part: Intro\n +Welcome\n +talk\n +Lists: fills Wishes\n.*13:05 +Thanks\n +close", narrow
    )
    wide = terminal.render(document, 140)
    assert re.search(r"Time +Part +Step +Is +Lists", wide)
    assert re.search(r"13:00 +Intro +Welcome +talk +fills Wishes", wide)
