"""Words as Word can hold them."""

import re
from typing import Final

from apv_tui.core.text import safe

# XML has no place for these; what steers a terminal is replaced in the same way.
_NOT_IN_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(words: str) -> str:
    """Give any words as Word can hold them; their line breaks stay."""
    return _NOT_IN_XML.sub("\ufffd", safe(words))
