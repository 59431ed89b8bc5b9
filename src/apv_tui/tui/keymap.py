"""The keys in force: those of the table of actions, but for what somebody has settled otherwise."""

from collections.abc import Mapping
from functools import cached_property

from textual.binding import Binding

from apv_tui.core.keymap import works_while_typing
from apv_tui.core.settings import DEFAULTS, Keys
from apv_tui.tui.actions import TABLE, WORDED_KEYS, key_name
from apv_tui.words import Words


class Keymap:
    """Which key carries out which action."""

    def __init__(self, changed: Keys = DEFAULTS.keys) -> None:
        """`changed` has the actions with other keys than the table gives them."""
        self.changed = changed
        self._keys = {**TABLE, **changed}

    def of(self, action: str) -> tuple[str, ...]:
        """Give the keys of an action, those that work while typing first."""
        return tuple(sorted(self._keys[action], key=lambda key: not works_while_typing(key)))

    @cached_property
    def all(self) -> frozenset[str]:
        """Every key that is an action."""
        return frozenset(key for keys in self._keys.values() for key in keys)

    @cached_property
    def plain(self) -> Mapping[str, str]:
        """The action of each key that is one only while nothing is typed."""
        return {
            key: action for action, keys in self._keys.items() for key in keys if not works_while_typing(key)
        }

    def bindings(self) -> list[Binding]:
        """Give the bindings of the app; their ids are those of the actions."""
        made: list[Binding] = []
        for action, keys in self._keys.items():
            always = [key for key in keys if works_while_typing(key)]
            plain = [key for key in keys if not works_while_typing(key)]
            if plain:
                made.append(Binding(",".join(plain), f"perform('{action}')", show=False, id=action))
            if always:
                made.append(
                    Binding(
                        ",".join(always),
                        f"perform('{action}', True)",
                        show=False,
                        priority=True,
                        id=f"{action}.always",
                    )
                )
        return made

    def names(self, words: Words) -> dict[str, str]:
        """Give, for each key that no longer does what texts and footers say, the name of the one that does.

        Where an action has no key any more that is the palette's: every action is in it.
        """
        renamed: dict[str, str] = {}
        for action in self.changed:
            now = self.of(action) or self.of("palette")
            for key in TABLE[action]:
                if key in self._keys[action]:
                    continue
                alike = [each for each in now if works_while_typing(each) == works_while_typing(key)]
                renamed[named(key, words)] = named((alike or list(now))[0], words)
        return renamed


def named(key: str, words: Words) -> str:
    """Give the name of a key as it stands on the keyboard, in the language of the words."""
    return words(f"key.{key}") if key in WORDED_KEYS else key_name(key)
