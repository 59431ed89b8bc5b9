"""A document as a Word file (.docx), in Word's built-in styles, so that a template changes how it looks.

Without a template the look is our own: A4, ink and paper. A template gives styles, page size, header and footer;
what stands in it is left out, but where a paragraph of it says `{{apv-tui}}` all of it stays, and the document
takes that paragraph's place.
"""

from apv_tui.core.messages import Refused, message
from apv_tui.reports.document import Document


def render(document: Document, template: bytes | None = None) -> bytes:
    """Give a document as the bytes of a .docx file.

    Raises `Refused` where the template or a picture cannot be used.
    """
    # Here and not above: Word's library is large, and most commands write no Word.
    from apv_tui.reports.word.template import check
    from apv_tui.reports.word.writer import write

    if template is None:
        return write(document, None)
    check(template)
    try:
        return write(document, template)
    except Refused:
        raise
    except Exception:  # whatever it is, a template that nobody can open is its reader's, if it is not ours
        write(document, None)
        raise Refused(message("word.damaged")) from None
