"""The numbering of lists: that of the template's list styles, else our own; every numbered list from its number."""

from typing import Any, Final, Literal

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.styles.style import BaseStyle
from docx.text.paragraph import Paragraph

Mark = Literal["dots", "numbers", "boxes"]
_LEVELS: Final[dict[Mark, tuple[tuple[str, str], ...]]] = {
    "dots": (("bullet", "\u2022"), ("bullet", "\u2013")),
    "numbers": (("decimal", "%1."), ("bullet", "\u2013")),
    "boxes": (("bullet", "\u2610"), ("bullet", "\u2013")),
}
_INDENT: Final = 360
"""A step of indentation in twentieths of a point."""


class Lists:
    """Numbers the lists of one document."""

    def __init__(self, document: WordDocument) -> None:
        self._part: Any = _part(document)
        self._root: Any = self._part.element
        self._made: dict[Mark, int] = {}

    def number(self, marks: Mark, style: BaseStyle, first: int) -> int | None:
        """Give the numbering for the paragraphs of a list; None where their style has the right one itself."""
        own = self._of_style(style) if marks != "boxes" else None
        if marks == "dots" and own is not None:
            return None
        if marks != "numbers":
            return self._num(self._abstract(marks))
        made = self._root.add_num(own if own is not None else self._abstract(marks))
        made.add_lvlOverride(ilvl=0).add_startOverride(first)
        return int(made.numId)

    def _num(self, abstract: int) -> int:
        return int(self._root.add_num(abstract).numId)

    def _of_style(self, style: BaseStyle) -> int | None:
        """Give the abstract numbering that a list style names, where it is there."""
        wanted = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if wanted is None:
            return None
        for num in self._root.findall(qn("w:num")):
            if num.get(qn("w:numId")) == wanted.get(qn("w:val")):
                return int(num.find(qn("w:abstractNumId")).get(qn("w:val")))
        return None

    def _abstract(self, marks: Mark) -> int:
        if marks in self._made:
            return self._made[marks]
        known = [int(each.get(qn("w:abstractNumId"))) for each in self._root.findall(qn("w:abstractNum"))]
        id_ = max(known, default=-1) + 1
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{_INDENT * (at + 1)}" w:hanging="{_INDENT}"/></w:pPr>'
            "</w:lvl>"
            for at, (form, text) in enumerate(_LEVELS[marks])
        )
        made = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id_}"><w:multiLevelType w:val="multilevel"/>{levels}'
            "</w:abstractNum>"
        )
        # What numberings are made of stands before them.
        before = self._root.find(qn("w:num"))
        self._root.append(made) if before is None else before.addprevious(made)
        self._made[marks] = id_
        return id_


def put(paragraph: Paragraph, number: int, level: int = 0) -> None:
    """Make a paragraph an item of a list."""
    pr: Any = paragraph._p.get_or_add_pPr()
    numbering = pr.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = number


def _part(document: WordDocument) -> Any:
    """Give the part that numberings are kept in; a template without any list has none."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part
    part = NumberingPart.load(
        PackURI("/word/numbering.xml"),
        CONTENT_TYPE.WML_NUMBERING,
        f"<w:numbering {nsdecls('w')}/>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part
