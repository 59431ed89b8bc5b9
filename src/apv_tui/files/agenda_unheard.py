"""Words before a colon that are no key and are spelled like none: a text that goes on, or a key of one's own.

To delete such a line loses what somebody meant; so what it may have been is said first.
"""

from typing import Final

from apv_tui.core.messages import Message, message
from apv_tui.core.text import one_line
from apv_tui.files.agenda_keys import homes, known_keys_at, unwritten
from apv_tui.files.agenda_places import Place, node_at
from apv_tui.files.agenda_words import fitting, is_clock_time, keys_said, likely, offered
from apv_tui.files.yaml_keys import is_prose, known_keys
from apv_tui.files.yaml_lines import kept_lines
from apv_tui.files.yaml_nodes import Document, Mapping, Scalar

Said = tuple[Message, Message | None]
_TEXTS: Final = frozenset(
    ("instruction", "say", "notes", "text", "about", "intro", "hint", "offer", "consent", "bring", "next")
)
"""Keys whose text may go on over several lines."""
_MOST_LINES: Final = 6
"""Lines of a text that are written out in what mends it."""


def goes_on(place: Place, document: Document) -> Said | None:
    """Say that a line with a colon goes on from the text above, which has to be written in another way."""
    key, above = str(place[-1]), None
    beside = node_at(document.root, place[:-1])
    if not isinstance(beside, Mapping) or beside.flow or not is_prose(key):
        return None
    for entry in beside.entries:
        if entry.key.value == key:
            value = entry.value
            break
        above = entry
    else:
        return None
    if above is None or above.key.value not in _TEXTS or not isinstance(above.value, Scalar):
        return None
    plain = above.value.value and not above.value.quoted and isinstance(value, Scalar) and not value.quoted
    if not plain or keys_said(key, known_keys_at(place[:-1], document), value):
        return None
    first, last = above.key.line, entry.key.line
    rows = [document.line_text(number) for number in range(first, last + 1)]
    if not all(row.strip() for row in rows) or len(rows) > _MOST_LINES:
        return None
    better = kept_lines(rows)
    what = message("yaml.text_goes_on", key=one_line(key, 40), line=first)
    return what, message("yaml.mend.text_goes_on", better=better)


def unheard_of(key: str, place: Place, document: Document) -> Said:
    """Say of a key that there is nowhere what it may have been, and only then that its line may go."""
    shown, value = one_line(key, 40), node_at(document.root, place)
    what = message("agenda.unknown_key", key=shown)
    known, here = known_keys_at(place[:-1], document), unwritten(place[:-1], document)
    beside = node_at(document.root, place[:-1])
    written = keys_said(key, known, value)
    if is_clock_time(value) and "minutes" in known and "minutes" not in here:
        return what, message("agenda.clock_time_key.mend")
    if written and isinstance(beside, Mapping):
        line = next((entry.key.line for entry in beside.entries if entry.key.value == written[0]), 0)
        return what, message("agenda.unknown_key.written", better=written[0], line=line)
    elsewhere = keys_said(key, sorted(known_keys()), value)
    home = homes(elsewhere[0]) if elsewhere else None
    if home is not None:
        return what, message("agenda.unknown_key.elsewhere", better=elsewhere[0], home=home)
    first = likely(here, value)
    rest = ", ".join(name for name in fitting(here, value) if name not in first)
    if not first:
        return what, message("agenda.unknown_key.others", others=rest or ", ".join(known))
    if not rest:
        return what, message("agenda.unknown_key.likely", keys=offered(first))
    return what, message("agenda.unknown_key.likely_of", keys=offered(first), others=rest)
