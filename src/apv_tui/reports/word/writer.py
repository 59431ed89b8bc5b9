"""Writes the blocks of a document into a Word document."""

import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

from docx.enum.text import WD_BREAK
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt
from docx.text.paragraph import Paragraph

from apv_tui.core.messages import Refused, message
from apv_tui.reports.document import Block, Bullets, Document, Heading, Keep, Page, Para, Picture, Room
from apv_tui.reports.word import grids, shapes
from apv_tui.reports.word.lists import Lists, put
from apv_tui.reports.word.opening import Opened
from apv_tui.reports.word.styles import put_on
from apv_tui.reports.word.words import text

_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How PNG and JPEG files begin."""
_LOGO: Final = (Mm(60), Mm(22))


def write(document: Document, template: bytes | None) -> bytes:
    """Give a document as a .docx file. Raises `Refused` for a picture that cannot be read."""
    title = " ".join(text(document.title).split())
    opened = Opened(template, title, document.language)
    writer = Writer(opened)
    if document.logo is not None:
        writer.picture(document.logo, _LOGO)
    if document.titled:
        writer.paragraph(title, "Title")
    if document.under:
        writer.paragraph(document.under, "Subtitle")
    for at, page in enumerate(document.pages):
        writer.page(page, new=at > 0)
    opened.number_pages(title)
    return opened.bytes()


class Writer:
    """Where the next block goes: the body of the document, or a cell of a table in it."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.styles = opened.styles
        self._lists = Lists(opened.document)
        self.into: Any = opened.document
        section = opened.document.sections[-1]
        sides = (section.page_width or Mm(210), section.left_margin or Mm(20), section.right_margin or Mm(20))
        self.room: Length = Emu(max(Mm(60), sides[0] - sides[1] - sides[2]))
        self.big = False
        self.under = ""
        """The last heading: what a table is about."""
        self.made: list[Paragraph] = []

    # -- paragraphs --------------------------------------------------------------------------------------------

    def paragraph(self, words: str, style: str = "Normal", *, like: str = "") -> Paragraph:
        """Write a paragraph in a style; `like` is a character style for all of it."""
        made: Paragraph = self.into.add_paragraph()
        put_on(made, self.styles.paragraph(style))
        self.settle(made._p)
        self.made.append(made)
        run = made.add_run(text(words))
        if like:
            put_on(run, self.styles.character(like))
        if self.big:
            run.font.size = Pt(26 if style == "Heading 1" else 14)
        return made

    def settle(self, element: Any) -> None:
        """Move what was added at the end of the document to where a template wants it."""
        if self.opened.place is not None and self.into is self.opened.document:
            self.opened.place.addprevious(element)

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Write blocks one after the other."""
        for block in blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        """Write a block."""
        match block:
            case Heading(level, words):
                self.under = " ".join(text(words).split())
                self.paragraph(self.under, f"Heading {level}")
            case Para():
                self._para(block)
            case Keep(blocks):
                self._keep(blocks)
            case Page():
                self.page(block)
            case Picture():
                self.picture(block, (self.room, Mm(120)))
            case Bullets():
                self._bullets(block)
            case Room(lines):
                for _ in range(lines):
                    shapes.line_below(self.paragraph(""), Mm(9))
                self.gap()
            case _:
                grids.put(self, block)

    def page(self, page: Page, *, new: bool = True) -> None:
        """Write what begins on a page of its own."""
        before, self.big = self.big, page.big
        if new:
            broken = self.paragraph("")
            broken.add_run().add_break(WD_BREAK.PAGE)
            _tiny(broken)
        self.blocks(page.blocks)
        self.big = before

    def _para(self, block: Para) -> None:
        if block.role == "said":
            self.paragraph(block.text, "Quote")
            return
        like = {"strong": "Strong", "note": "Subtle Emphasis"}.get(block.role, "")
        made = self.paragraph(block.text, like=like)
        if block.role == "strong":  # it mostly stands above what belongs to it
            made.paragraph_format.keep_with_next = True
        if block.role == "blanks":
            made.paragraph_format.line_spacing = 2.0
            made.runs[0].font.size = Pt(15)

    def _bullets(self, block: Bullets) -> None:
        style = "List Number" if block.marks == "numbers" else "List Bullet"
        number = self._lists.number(block.marks, self.styles.paragraph(style), block.first)
        inner = self.styles.paragraph("List Bullet 2")
        below = self._lists.number("dots", inner, 1) if any(more for _, more in block.items) else None
        for words, more in block.items:
            made = self.paragraph(words, style)
            if number is not None:
                put(made, number)
            for each in more:
                made = self.paragraph(each, "List Bullet 2")
                if below is not None:
                    put(made, below, 1)

    def _keep(self, blocks: Iterable[Block]) -> None:
        first = len(self.made)
        self.blocks(blocks)
        within = self.made[first:]
        for made in within:
            made.paragraph_format.keep_together = True
        for made in within[:-1]:
            made.paragraph_format.keep_with_next = True

    def picture(self, block: Picture, most: tuple[Length, Length]) -> None:
        """Write a picture, at most so wide and high, with what it shows for those who do not see it."""
        if not block.data.startswith(_PICTURES):
            raise Refused(message("word.picture"))
        run = self.paragraph("").runs[0]
        try:
            made = run.add_picture(BytesIO(block.data))
        except (
            UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, ValueError, LookupError,
            ArithmeticError, struct.error,
        ):  # fmt: skip
            raise Refused(message("word.picture")) from None
        if made.width < 1 or made.height < 1:
            raise Refused(message("word.picture"))
        scale = min(1.0, most[0] / made.width, most[1] / made.height)
        made.width, made.height = Emu(int(made.width * scale)), Emu(int(made.height * scale))
        made._inline.docPr.set("descr", text(block.words))
        for side in ("distT", "distB", "distL", "distR"):  # left out they are 3 mm to LibreOffice
            made._inline.set(side, "0")

    def gap(self) -> None:
        """Part a table from what comes next; Word takes two tables without anything between them for one."""
        _tiny(self.paragraph(""))

    @contextmanager
    def inside(self, cell: Any, room: Length) -> Iterator[None]:
        """Write into a cell that is so wide."""
        before = self.into, self.room
        self.into, self.room = cell, room
        empty = cell.paragraphs[0]._p
        yield
        self.into, self.room = before
        # A cell comes with an empty paragraph, and must have one after whatever else is last.
        if len(cell.paragraphs) > 1:
            empty.getparent().remove(empty)


def _tiny(paragraph: Paragraph) -> None:
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(8)
    for mark in paragraph._p.findall(qn("w:r")):
        if not len(mark):
            paragraph._p.remove(mark)
