"""The styles a document is written in: those of the template by Word's own names, and ours where it has none."""

from typing import Any, Final, NamedTuple

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle, _TableStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LANGUAGES: Final = {"da": "da-DK", "nb": "nb-NO", "nl": "nl-NL", "en": "en-GB"}
FONT: Final = "Calibri"


class _Look(NamedTuple):
    """How a style of ours looks: points, bold, space before and after in points."""

    size: float = 11
    bold: bool = False
    before: float = 0
    after: float = 6
    keep: bool = False
    italic: bool = False
    indent: float = 0
    """Millimetres from the left."""


_PARAGRAPHS: Final = {
    "Normal": _Look(),
    "Title": _Look(22, bold=True, after=4, keep=True),
    "Subtitle": _Look(11, after=10),
    "Heading 1": _Look(16, bold=True, before=18, keep=True),
    "Heading 2": _Look(13, bold=True, before=14, after=4, keep=True),
    "Heading 3": _Look(11, bold=True, before=10, after=3, keep=True),
    "Quote": _Look(11, italic=True, indent=6),
    "List Bullet": _Look(after=3),
    "List Bullet 2": _Look(after=2),
    "List Number": _Look(after=3),
    "Footer": _Look(9, after=0),
}
_CHARACTERS: Final = {"Strong": _Look(bold=True), "Subtle Emphasis": _Look(italic=True)}
_LEVELS: Final = {"Heading 1": 0, "Heading 2": 1, "Heading 3": 2}
_BLACK: Final = RGBColor(0, 0, 0)
_GRID: Final = f"""
<w:tblPr {nsdecls("w")}>
  <w:tblBorders>
    <w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>
    <w:insideV w:val="single" w:sz="4" w:space="0" w:color="D0D0D0"/>
  </w:tblBorders>
  <w:tblCellMar>
    <w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
    <w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
  </w:tblCellMar>
</w:tblPr>"""
_CLOSE: Final = f"""
<w:pPr {nsdecls("w")}><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>"""
_FIRST_ROW: Final = f"""
<w:tblStylePr {nsdecls("w")} w:type="firstRow">
  <w:rPr><w:b/></w:rPr>
  <w:tcPr>
    <w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/></w:tcBorders>
    <w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>
  </w:tcPr>
</w:tblStylePr>"""


def put_on(what: Paragraph | Run, style: ParagraphStyle | CharacterStyle) -> None:
    """Give a paragraph or a run a style, without the library's search for the default one each time."""
    element: Any = what._p if isinstance(what, Paragraph) else what._r
    element.style = style.style_id


class Styles:
    """Gives styles by Word's built-in English names, whatever language of Word the template comes from."""

    def __init__(self, document: WordDocument) -> None:
        self._styles = document.styles
        self._found: dict[str, Any] = {}
        """Looked up once: the library goes through all styles each time."""

    def paragraph(self, name: str) -> ParagraphStyle:
        """Give a paragraph style; one that the template lacks is made as ours looks."""
        found = self._find(name, WD_STYLE_TYPE.PARAGRAPH)
        if found is None:
            found = self._styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            if name != "Normal":
                found.base_style = self.paragraph("Normal")
            _look(found, _PARAGRAPHS[name])
        made: ParagraphStyle = found
        return made

    def character(self, name: str) -> CharacterStyle:
        """Give a character style; one that the template lacks is made as ours looks."""
        found = self._find(name, WD_STYLE_TYPE.CHARACTER)
        if found is None:
            found = self._styles.add_style(name, WD_STYLE_TYPE.CHARACTER, builtin=True)
            found.font.bold = _CHARACTERS[name].bold or None
            found.font.italic = _CHARACTERS[name].italic or None
        made: CharacterStyle = found
        return made

    def table(self) -> _TableStyle:
        """Give the style of tables, "Table Grid"."""
        found = self._find("Table Grid", WD_STYLE_TYPE.TABLE)
        if found is None:
            found = self._styles.add_style("Table Grid", WD_STYLE_TYPE.TABLE, builtin=True)
            _grid(found.element)
        made: _TableStyle = found
        return made

    def own(self) -> None:
        """Give every style that is used our own look."""
        _fonts(self._styles.element)
        for name, look in _PARAGRAPHS.items():
            _look(self.paragraph(name), look)
        for name in _CHARACTERS:
            style: Any = self.character(name)
            style.font.color.rgb = _BLACK
        _grid(self.table().element)

    def speak(self, language: str) -> None:
        """Say in which language everything is written, so that Word checks its spelling in that one."""
        said = LANGUAGES.get(language, "en-GB")
        root = self._styles.element
        for lang in root.findall(f".//{qn('w:lang')}"):
            lang.getparent().remove(lang)
        defaults = _child(
            _child(_child(root, "w:docDefaults", first=True), "w:rPrDefault", first=True), "w:rPr"
        )
        defaults.append(
            parse_xml(f'<w:lang {nsdecls("w")} w:val="{said}" w:eastAsia="{said}" w:bidi="ar-SA"/>')
        )

    def _find(self, name: str, kind: WD_STYLE_TYPE) -> Any:
        if name not in self._found:
            found = self._look_up(name, kind)
            if found is None:
                return None
            self._found[name] = found
        return self._found[name]

    def _look_up(self, name: str, kind: WD_STYLE_TYPE) -> Any:
        try:
            found = self._styles[name]
        except KeyError:
            return None
        return found if found.type == kind else None


def _look(style: Any, look: _Look) -> None:
    font, form = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = _BLACK
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.keep_with_next = look.keep
    form.widow_control = True
    form.line_spacing = 1.1
    if look.indent:
        form.left_indent = Mm(look.indent)
    pr = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:contextualSpacing"):  # the library's own look has lines of its own
        for each in pr.findall(qn(tag)):
            pr.remove(each)
    spacing = style.element.find(f"{qn('w:rPr')}/{qn('w:spacing')}")
    if spacing is not None:
        spacing.getparent().remove(spacing)
    if style.name in _LEVELS:
        # Word finds headings by their level: what makes a list of contents and what a screen reader jumps to.
        for each in pr.findall(qn("w:outlineLvl")):
            pr.remove(each)
        pr.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{_LEVELS[style.name]}"/>'))
    _name_fonts(style.element)


def _fonts(root: Any) -> None:
    """Put one font in place of those of the theme, which are named in every style."""
    defaults = _child(_child(_child(root, "w:docDefaults", first=True), "w:rPrDefault", first=True), "w:rPr")
    for each in defaults.findall(qn("w:rFonts")):
        defaults.remove(each)
    defaults.insert(0, parse_xml(_RUN_FONTS))


_RUN_FONTS: Final = (
    f'<w:rFonts {nsdecls("w")} w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
)


def _name_fonts(element: Any) -> None:
    for each in element.findall(f".//{qn('w:rFonts')}"):
        each.getparent().remove(each)


def _grid(element: Any) -> None:
    for tag in ("w:tblPr", "w:tblStylePr", "w:pPr", "w:rPr"):
        for each in element.findall(qn(tag)):
            element.remove(each)
    for xml in (_CLOSE, _GRID, _FIRST_ROW):
        element.append(parse_xml(xml))


def _child(element: Any, tag: str, *, first: bool = False) -> Any:
    found = element.find(qn(tag))
    if found is None:
        found = parse_xml(f"<{tag} {nsdecls('w')}/>")
        element.insert(0, found) if first else element.append(found)
    return found
