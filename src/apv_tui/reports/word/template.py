"""Whether a file can be used as a Word template. It comes from outside: it is looked at before it is opened."""

import re
import zipfile
from io import BytesIO
from typing import Final

from apv_tui.core.messages import Refused, message

PLACEHOLDER: Final = "{{apv-tui}}"
MOST_BYTES: Final = 20_000_000
MOST_UNPACKED: Final = 100_000_000
MOST_PARTS: Final = 4_000
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""How files begin that Word put a password on, and those in its form of before 2007."""
_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = re.compile(rb"application/vnd\.[a-zA-Z0-9.-]+\.main\+xml")
_DOCUMENT: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


def check(data: bytes) -> None:
    """Refuse what is no ordinary Word document, or would not be one any more once it is unpacked."""
    if data.startswith(_OLE):
        raise Refused(message("word.protected"))
    if not data.startswith(b"PK"):
        raise Refused(message("word.no_word"))
    if len(data) > MOST_BYTES:
        raise Refused(message("word.too_large"))
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            _check_parts(packed)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError):
        raise Refused(message("word.damaged")) from None


def _check_parts(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(message("word.too_large"))
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(message("word.protected"))
    names = [part.filename for part in parts]
    if _TYPES not in names:
        raise Refused(message("word.no_word"))
    kinds = set(_MAIN.findall(packed.read(_TYPES)))
    if any(b"macroEnabled" in kind for kind in kinds) or any("vbaProject" in name for name in names):
        raise Refused(message("word.macros"))
    if _TEMPLATE in kinds:
        raise Refused(message("word.dotx"))
    if _DOCUMENT not in kinds:
        raise Refused(message("word.no_word"))
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        # No Word file has a document type; one that has could unfold without end.
        if b"<!DOCTYPE" in packed.read(part) or len(set(names)) != len(names):
            raise Refused(message("word.damaged"))
