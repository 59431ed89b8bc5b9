"""What a document is made of. Every text here is plain words: nothing in it is markup, whoever wrote it."""

from typing import Literal, NamedTuple


class Heading(NamedTuple):
    """A heading; 1 is a meeting's or a print-out's, 2 a step's, 3 what stands within it."""

    level: Literal[1, 2, 3]
    text: str


class Para(NamedTuple):
    """A paragraph. Line breaks in it are kept. `role` says what it is, for formats that can show it."""

    text: str
    role: Literal["text", "note", "strong", "said", "blanks"] = "text"


class Bullets(NamedTuple):
    """A list; each item may have items of its own. Numbers count from `first`; boxes are to be ticked."""

    items: tuple[tuple[str, tuple[str, ...]], ...]
    marks: Literal["dots", "numbers", "boxes"] = "dots"
    first: int = 1


class Column(NamedTuple):
    """A column of a table. On a narrow page what is `over` stands above the main column, and the rest below it.

    There `plain` goes without its heading: what stands in it says what it is.
    """

    head: str
    kind: Literal["short", "over", "main", "plain", "more"] = "more"


class Table(NamedTuple):
    """A table of one-line texts."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    divided: tuple[int, ...] = ()
    """Rows, by place from 0, that begin a new part of the table."""


class Room(NamedTuple):
    """Room to write: so many lines."""

    lines: int


class Numbered(NamedTuple):
    """Numbered lines to write on, from 1; some may have their words already."""

    lines: int
    words: tuple[tuple[int, str], ...] = ()


class Card(NamedTuple):
    """A card to cut out, and how many of it are needed."""

    title: str
    under: str = ""
    blocks: tuple["Block", ...] = ()
    copies: int = 1


class Cards(NamedTuple):
    """Cards with lines to cut along; `across` stand beside each other."""

    cards: tuple[Card, ...]
    across: int = 2


class Keep(NamedTuple):
    """What should not be broken over two pages."""

    blocks: tuple["Block", ...]


class Page(NamedTuple):
    """What begins on a page of its own."""

    blocks: tuple["Block", ...]
    big: bool = False
    """Whether it hangs or lies where it is read from some distance."""


class Facts(NamedTuple):
    """Short facts, each with what it is a fact of: "Date", "14 March 2026"."""

    rows: tuple[tuple[str, str], ...]


class Bar(NamedTuple):
    """A bar of a chart. `said` is its number in words ("9 + 2"); what is `marked` was chosen, as a sign says."""

    label: str
    value: int
    said: str
    marked: bool = False


class Bars(NamedTuple):
    """A bar chart, lying, longest first or in the order of the list; `mark` says what the marked ones are."""

    rows: tuple[Bar, ...]
    mark: str = ""


class Signatures(NamedTuple):
    """Lines to sign on, each with who signs below it; `date` is the word for the day, on a line beside it."""

    lines: tuple[str, ...]
    date: str


class Picture(NamedTuple):
    """A picture, such as a logo; `words` say what it shows."""

    data: bytes
    kind: Literal["png", "jpeg"]
    words: str = ""


Block = (
    Heading
    | Para
    | Bullets
    | Table
    | Room
    | Numbered
    | Cards
    | Keep
    | Page
    | Facts
    | Bars
    | Signatures
    | Picture
)


class Document(NamedTuple):
    """A document; `language` is that of its words (da, en, nb, nl)."""

    title: str
    language: str
    pages: tuple[Page, ...]
    under: str = ""
    """A line below the title."""
    logo: Picture | None = None
    """A picture above the title."""
    titled: bool = True
    """Whether the title stands on the first page; pages that are handed out one by one do without."""


def bullets(texts: tuple[str, ...], marks: Literal["dots", "numbers", "boxes"] = "dots") -> Bullets:
    """Make a list of plain items."""
    return Bullets(tuple((text, ()) for text in texts), marks)
