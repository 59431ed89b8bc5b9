"""The Word document that a report is written into: our own, or a template without its text."""

from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from apv_tui.reports.word.shapes import field
from apv_tui.reports.word.styles import LANGUAGES, Styles
from apv_tui.reports.word.template import PLACEHOLDER

_A4: Final = (Mm(210), Mm(297))
_REFERENCES: Final = ("w:headerReference", "w:footerReference")
_ATTACHED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
_OF_NO_CONCERN: Final = (
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL, _ATTACHED,
)  # fmt: skip
"""What tells of somebody's computer and program, and not of the report."""

_AFTER_COMPAT: Final = tuple(
    qn(name)
    for name in (
        "w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema", "w:themeFontLang", "w:clrSchemeMapping",
        "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator",
    )
)  # fmt: skip
"""What stands behind `w:compat` among the settings, in the order that Word asks for."""


class Opened:
    """A document ready to be written to; `place` is the paragraph before which it goes, None for its end."""

    def __init__(self, template: bytes | None, title: str, language: str) -> None:
        self.document: WordDocument = (
            docx.Document(BytesIO(template)) if template is not None else docx.Document()
        )
        self.styles = Styles(self.document)
        self.place: Any = None
        if template is None:
            self._ours()
        else:
            self._theirs()
        self.styles.speak(language)
        self._about(title, language)

    def number_pages(self, title: str) -> None:
        """Put title and page number into the footer, where a template has none of its own."""
        section = self.document.sections[-1]
        if not section.footer.is_linked_to_previous:
            return
        section.footer.is_linked_to_previous = False
        paragraph = section.footer.paragraphs[0]
        paragraph.style = self.styles.paragraph("Footer")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.add_run(f"{title}   ")
        field(paragraph, "PAGE")
        paragraph.add_run(" / ")
        field(paragraph, "NUMPAGES")

    def bytes(self) -> bytes:
        """Give the file."""
        if self.place is not None:
            self.place.getparent().remove(self.place)
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def _ours(self) -> None:
        section = self.document.sections[-1]
        section.page_width, section.page_height = _A4
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin, section.bottom_margin = Mm(18), Mm(18)
        self.styles.own()
        settings: Any = self.document.settings.element
        for each in settings.findall(qn("w:compat")):
            settings.remove(each)
        compat = parse_xml(
            f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        )
        later = next((each for each in settings if each.tag in _AFTER_COMPAT), None)
        settings.append(compat) if later is None else later.addprevious(compat)

    def _theirs(self) -> None:
        """Take the text out of a template, or find where in it the report goes."""
        body: Any = self.document.element.body
        for paragraph in self.document.paragraphs:
            if paragraph.text.strip() == PLACEHOLDER:
                self.place = paragraph._p
                return
        sections = list(body.iter(qn("w:sectPr")))
        last = body.find(qn("w:sectPr"))
        if last is None:
            last = parse_xml(f"<w:sectPr {nsdecls('w')}/>")
        for tag in _REFERENCES:
            # A later section goes on with the headers of those before it, and they go.
            known = {
                each.get(qn("w:type")): each for section in sections for each in section.findall(qn(tag))
            }
            for each in last.findall(qn(tag)):
                last.remove(each)
            for each in known.values():
                last.insert(0, each)
        for child in list(body):
            body.remove(child)
        body.append(last)

    def _about(self, title: str, language: str) -> None:
        package = self.document.part.package
        for relations in (package.rels, self.document.part._settings_part.rels):
            for id_ in [id_ for id_, each in relations.items() if each.reltype in _OF_NO_CONCERN]:
                del relations[id_]
        settings: Any = self.document.settings.element
        for each in settings.findall(qn("w:attachedTemplate")):
            settings.remove(each)
        properties: Any = self.document.core_properties
        for each in list(properties._element):
            properties._element.remove(each)
        properties.title = title[:255]
        properties.language = LANGUAGES.get(language, "en-GB")
