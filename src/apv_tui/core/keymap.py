"""Which key carries out which action, where somebody wants it otherwise: what can be had, and why not.

A key goes by the name that Textual gives it (`pagedown`, `full_stop`); the names that stand on keyboards and
in the footer are understood too. Keys that text needs work only while nothing is typed; F keys, Ctrl with a
letter, PgDn and PgUp always work.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from apv_tui.core.messages import Message, message
from apv_tui.core.settings import nearest
from apv_tui.core.text import one_line

ALWAYS: Final = re.compile(r"f\d+|ctrl\+[a-z]|page(?:up|down)")
"""The keys that work while a text is typed, too."""
NEVER_WITHOUT: Final = ("next", "back", "help", "palette", "quit")
"""Actions that must have a key which works while a text is typed: without one somebody would be stuck."""
FIXED: Final = ("choose", "page_down", "page_up")
"""Actions whose keys belong to lines and lists as well."""

_F_KEYS: Final = tuple(f"f{number}" for number in range(1, 13) if number != 5)
# The others move the cursor or delete in a line, are Enter, Tab and Backspace by another name, or copy.
_CTRL: Final = tuple(f"ctrl+{letter}" for letter in "bglnopqrstyz")
STEP_LETTERS: Final = "acehjmnoqrsvwx"
"""Letters that mean something at some step."""
_LETTERS: Final = tuple(letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in STEP_LETTERS)
_SIGNS: Final = ("space", "plus", "minus", "full_stop", "comma", "question_mark")
CAN_BE_HAD: Final = frozenset((*_F_KEYS, "pagedown", "pageup", *_CTRL, *_LETTERS, *_SIGNS))

_OTHER_NAMES: Final = {
    "pgdn": "pagedown", "pgdown": "pagedown", "page_down": "pagedown", "pgup": "pageup", "page_up": "pageup",
    "+": "plus", "-": "minus", "\u2212": "minus", ".": "full_stop", "period": "full_stop",
    ",": "comma", "?": "question_mark", "mellemrum": "space", "mellomrom": "space", "spatie": "space",
    "spacebar": "space",
}  # fmt: skip
_ALTGR: Final = frozenset("@£$€{[]}\\|~^¨´`µ") | {
    "at", "pound_sign", "dollar_sign", "euro_sign", "left_curly_bracket", "left_square_bracket",
    "right_square_bracket", "right_curly_bracket", "backslash", "vertical_line", "tilde",
    "circumflex_accent", "diaeresis", "acute_accent", "grave_accent",
}  # fmt: skip


class KeyFault(NamedTuple):
    """What is wrong with the keys of an action. `at` is the key's place in its list; None for the action itself."""

    action: str
    at: int | None
    what: Message
    mend: Message


def works_while_typing(key: str) -> bool:
    """Whether a key is no text."""
    return ALWAYS.fullmatch(key) is not None


def key_called(written: str) -> str:
    """Give the name of the key that somebody wrote: `PgDn`, `Ctrl + N`, `.`; as it is where it is no known one."""
    plain = written.strip().casefold()
    plain = re.sub(r"\s*\+\s*(?=.)", "+", plain)
    plain = re.sub(r"^(?:control|strg)\+", "ctrl+", plain)
    plain = re.sub(r"\s+", "_", plain)
    return _OTHER_NAMES.get(plain, plain)


def remapped(
    table: Mapping[str, tuple[str, ...]], wanted: Mapping[str, Sequence[str]]
) -> tuple[dict[str, tuple[str, ...]], list[KeyFault]]:
    """Give the keys of the actions that get other ones, and everything that is wrong with what is wanted.

    `table` has the keys the program gives each action, `wanted` those that are to take their place. Where
    anything is wrong nothing of it should be used: half a keyboard is worse than the usual one.
    """
    faults: list[KeyFault] = []
    taken: dict[str, tuple[str, ...]] = {}
    for action, keys in wanted.items():
        if action not in table:
            faults.append(_unknown_action(action, tuple(table)))
        elif action in FIXED:
            faults.append(
                KeyFault(action, None, message("keys.fixed", action=action), message("keys.fixed.mend"))
            )
        else:
            named = tuple(key_called(key) for key in keys)
            faults += [_no_key(action, at, key) for at, key in enumerate(named) if key not in CAN_BE_HAD]
            taken[action] = tuple(dict.fromkeys(named))
    whole = {**table, **taken}
    owners: dict[str, str] = {}
    for action in (*(action for action in table if action not in taken), *taken):
        for at, key in enumerate(whole[action]):
            owner = owners.setdefault(key, action)
            if owner != action and key in CAN_BE_HAD:
                faults.append(_twice(action, at, key, owner))
    for action in NEVER_WITHOUT:
        if action in taken and not any(works_while_typing(key) for key in taken[action]):
            what = message("keys.last" if not taken[action] else "keys.typed", action=action)
            faults.append(KeyFault(action, None, what, message("keys.last.mend", key=table[action][0])))
    return taken, faults


def _unknown_action(action: str, known: Sequence[str]) -> KeyFault:
    near = nearest(action, known)
    mend = message("keys.action.near", better=near) if near else message("keys.action.mend")
    return KeyFault(action, None, message("keys.action", action=one_line(action, 40)), mend)


def _no_key(action: str, at: int, key: str) -> KeyFault:
    """Say why a key cannot be had, and which can."""
    shown = one_line(key, 20)
    after_ctrl = " ".join(each.removeprefix("ctrl+") for each in _CTRL)
    free = message("keys.key.mend", letters=" ".join(_LETTERS), ctrl=after_ctrl)
    if key in _ALTGR or "alt" in key.split("+", maxsplit=1)[0]:
        return KeyFault(action, at, message("keys.altgr", key=shown), free)
    of_lines = key in ("enter", "escape", "tab", "backspace", "delete", "home", "end", "f5")
    arrows = re.fullmatch(r"(?:shift\+|ctrl\+)?(?:up|down|left|right|tab)|ctrl\+.|[0-9]", key)
    if of_lines or arrows or (len(key) == 1 and key in STEP_LETTERS):
        return KeyFault(action, at, message("keys.reserved", key=shown), free)
    near = nearest(key, sorted(CAN_BE_HAD)) if len(key) > 2 else ""
    mend = message("keys.key.near", better=near) if near else free
    return KeyFault(action, at, message("keys.key", key=shown), mend)


def _twice(action: str, at: int, key: str, owner: str) -> KeyFault:
    what = message("keys.twice", key=key, action=action, other=owner)
    return KeyFault(action, at, what, message("keys.twice.mend", other=owner))
