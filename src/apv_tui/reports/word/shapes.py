"""What the library has no words for: widths of columns, borders, shaded bars, page numbers, what a table is."""

from collections.abc import Sequence
from typing import Any, Final

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Length, Mm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

_CHARACTER: Final = Mm(1.9)
"""About so wide is a character in a table."""
_LONGEST_WORD, _LONGEST_CELL, _SHORT = 18, 64, 14
_W: Final = nsdecls("w")
# In this order the properties of a cell stand, those that are used here.
_BORDERS: Final = ("top", "left", "bottom", "right")


def widths(columns: Sequence[Sequence[str]], room: Length) -> list[Length]:
    """Share the room among columns by the texts in them: whole words first, then by how much there is to read."""
    want = [min(_longest(texts, "\n"), _LONGEST_CELL) + 2 for texts in columns]
    # What is short anyhow, such as a date or a name, stays on one line.
    need = [
        most if most <= _SHORT else min(_longest(texts, None), _LONGEST_WORD) + 2
        for most, texts in zip(want, columns, strict=True)
    ]
    want = [max(each) for each in zip(need, want, strict=True)]
    there = room / _CHARACTER
    if sum(want) <= there:
        shares = [each * there / sum(want) for each in want]
    elif sum(need) <= there:
        spare, asked = there - sum(need), sum(want) - sum(need)
        shares = [least + spare * (most - least) / asked for least, most in zip(need, want, strict=True)]
    else:
        shares = [each * there / sum(need) for each in need]
    return [Emu(int(each * _CHARACTER)) for each in shares]


def _longest(texts: Sequence[str], apart: str | None) -> int:
    """Give the length of the longest part of some texts."""
    return max((len(part) for text in texts for part in text.split(apart)), default=1)


def lay_out(table: WordTable, columns: Sequence[Length]) -> None:
    """Give a table fixed widths, the same in its grid and its cells, as other programs than Word need them."""
    table.autofit = False
    element: Any = table._tbl
    for at, width in enumerate(columns):
        table.columns[at].width = width
    for row in element.tr_lst:
        for cell, width in zip(row.tc_lst, columns, strict=True):
            cell.width = width
    total = parse_xml(f'<w:tblW {_W} w:w="{int(sum(columns) / 635)}" w:type="dxa"/>')
    properties = element.tblPr
    for each in properties.findall(qn("w:tblW")):
        properties.replace(each, total)


def describe(table: WordTable, words: str) -> None:
    """Say what a table is about to whoever does not see it."""
    if words:
        properties: Any = table._tbl.tblPr
        made = parse_xml(f'<w:tblCaption {_W} w:val=""/>')
        made.set(qn("w:val"), words)
        properties.append(made)


def pad(table: WordTable, room: Length) -> None:
    """Keep so much room between the lines of a table and what stands in it."""
    sides = "".join(f'<w:{side} w:w="{int(room / 635)}" w:type="dxa"/>' for side in _BORDERS)
    properties: Any = table._tbl.tblPr
    made = parse_xml(f"<w:tblCellMar {_W}>{sides}</w:tblCellMar>")
    look = properties.find(qn("w:tblLook"))
    properties.append(made) if look is None else look.addprevious(made)


def head_row(table: WordTable) -> None:
    """Make the first row the head: repeated on every page, and read out as such."""
    table._tbl.tr_lst[0].get_or_add_trPr().append(parse_xml(f"<w:tblHeader {_W}/>"))


def whole_rows(table: WordTable) -> None:
    """Break no row over two pages."""
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().insert(0, parse_xml(f"<w:cantSplit {_W}/>"))


def border(cell: Any, kind: str = "single", size: int = 6, sides: Sequence[str] = _BORDERS) -> None:
    """Draw lines around a cell; `size` in eighths of a point."""
    lines = "".join(
        f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side in _BORDERS
        if side in sides
    )
    properties = cell._tc.get_or_add_tcPr()
    made = parse_xml(f"<w:tcBorders {_W}>{lines}</w:tcBorders>")
    after = properties.find(qn("w:vAlign"))
    properties.append(made) if after is None else after.addprevious(made)


def line_below(paragraph: Paragraph, height: Length) -> None:
    """Make a paragraph a line to write on."""
    pr: Any = paragraph._p.get_or_add_pPr()
    line = 'w:val="single" w:sz="4" w:space="0" w:color="555555"'
    _place(pr, f"<w:pBdr {_W}><w:bottom {line}/><w:between {line}/></w:pBdr>", "w:pBdr")
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Mm(0)
    form.line_spacing = height


def bar(paragraph: Paragraph, share: float, room: Length, fill: str) -> None:
    """Shade so much of a line, from 0.0 to 1.0. It is no picture and no letters: it prints, and is not read out."""
    form = paragraph.paragraph_format
    form.left_indent = Mm(0)
    form.right_indent = Emu(int(room * (1 - share)))
    form.space_before = form.space_after = Mm(0.6)
    if share > 0:
        _place(
            paragraph._p.get_or_add_pPr(),
            f'<w:shd {_W} w:val="clear" w:color="auto" w:fill="{fill}"/>',
            "w:shd",
        )


_AFTER: Final = (
    "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr",
)  # fmt: skip


def _place(properties: Any, xml: str, tag: str) -> None:
    """Put a property of a paragraph where the order that Word asks for has it."""
    later = (*(("w:shd",) if tag == "w:pBdr" else ()), *_AFTER)
    made = parse_xml(xml)
    for each in properties:
        if any(each.tag == qn(name) for name in later):
            each.addprevious(made)
            return
    properties.append(made)


def field(paragraph: Paragraph, code: str) -> None:
    """Put a field into a paragraph that Word fills in: PAGE, NUMPAGES."""
    for xml in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {_W}>{xml}</w:r>"))
