"""Every action of the program, declared once: bindings, footer, help, palette and docs/keys.md come from here.

`keys` work wherever they are not text being typed; `always` also work while a text is typed, so they are
function and control keys, reachable on Nordic keyboards without AltGr and never by accident from typing.
No key depends on the language; the words beside the keys do.
"""

from typing import Final, NamedTuple


class Action(NamedTuple):
    """One action. Its short name in the footer is the words' `act.ID`, its explanation `act.ID.help`."""

    id: str
    keys: tuple[str, ...] = ()
    always: tuple[str, ...] = ()


ACTIONS: Final = (
    Action("next", always=("pagedown", "f8")),
    Action("back", always=("pageup", "f7")),
    Action("clock", keys=("space",), always=("f4",)),
    Action("more", keys=("plus",)),
    Action("less", keys=("minus",)),
    Action("choose", keys=("enter",)),
    Action("undo", keys=("u",), always=("ctrl+z",)),
    Action("redo", always=("ctrl+y",)),
    Action("done", keys=("z",)),
    Action("notes", always=("f2",)),
    Action("parking", always=("f3",)),
    Action("people", always=("f6",)),
    Action("repeat", always=("ctrl+n",)),
    Action("blank", keys=("b", "full_stop"), always=("f9",)),
    Action("break", always=("ctrl+t",)),
    Action("message", always=("ctrl+b",)),
    Action("steps", keys=("g",), always=("ctrl+g",)),
    Action("return", always=("ctrl+r",)),
    Action("late", keys=("k",), always=("f12",)),
    Action("began", keys=("f",)),
    Action("lists", keys=("l",), always=("ctrl+l",)),
    Action("export", always=("ctrl+s",)),
    Action("seats", always=("ctrl+o",)),
    Action("page_down", keys=("shift+down", "right"), always=()),
    Action("page_up", keys=("shift+up", "left"), always=()),
    Action("help", keys=("question_mark",), always=("f1",)),
    Action("palette", always=("ctrl+p",)),
    Action("theme", keys=("t",)),
    Action("view", keys=("d",)),
    Action("quit", always=("ctrl+q",)),
)
BY_ID: Final = {action.id: action for action in ACTIONS}

IN_PALETTE_ONLY: Final = (
    "meetings", "questions", "erase", "erase_words", "erase_name", "elsewhere", "lobby", "begins", "sound",
    "sound_switch", "pauses", "settings", "redraw",
)  # fmt: skip
"""Actions without a key of their own, or with one only where their step uses it."""

TABLE: Final[dict[str, tuple[str, ...]]] = {
    **{action.id: (*action.always, *action.keys) for action in ACTIONS},
    **dict.fromkeys(IN_PALETTE_ONLY, ()),
}
"""The keys of every action as the program comes, to be remapped by its id; those in the palette only have none."""

_SHOWN: Final = {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "plus": "+",
    "minus": "−",
    "full_stop": ".",
    "question_mark": "?",
    "delete": "Del",
    "escape": "Esc",
    "backspace": "Backspace",
    "home": "Home",
    "end": "End",
    "shift+down": "Shift+↓",
    "shift+up": "Shift+↑",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
}


def key_name(key: str) -> str:
    """Give the name of a key as it stands on a keyboard; those that differ by language are `key.NAME` in words."""
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key


WORDED_KEYS: Final = ("space", "enter")
"""Keys whose name is a word of the language."""
