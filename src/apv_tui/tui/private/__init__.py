"""All that leans on parts of Textual that it does not promise to keep, each piece with its reason.

tests/tui/test_private.py watches every part that is used here, so that an upgrade breaks nothing in silence.

ending.py    an unhandled error ends the program without a word on the screen; a slow terminal holds nothing up
parsing.py   what the keyboard sends: a paste is text, whatever is in it
writing.py   what goes to the terminal: its thread never holds the program, and tells when it has lost touch
unix.py      the terminal on Linux and macOS: any byte, end of input, stop and go on
windows.py   the console on Windows: AltGr
painting.py  what is kept of painted rows
rebinding.py other bindings than the class of an app declares
widgets.py   the palette and the line that is typed in
"""

from apv_tui.tui.private.ending import LOST_TERMINAL, QuietEnd
from apv_tui.tui.private.painting import forget_removed_widgets
from apv_tui.tui.private.rebinding import rebind
from apv_tui.tui.private.widgets import FindAction, TypedLine

__all__ = ["LOST_TERMINAL", "FindAction", "QuietEnd", "TypedLine", "forget_removed_widgets", "rebind"]
