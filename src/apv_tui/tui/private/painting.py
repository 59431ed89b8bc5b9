"""What Textual keeps of what was painted."""

from textual._styles_cache import StylesCache


def forget_removed_widgets() -> None:
    """Let go of the rows of widgets that are gone.

    Textual remembers the two background colours of a widget under the widget's cache of painted rows, for the
    last 1,024 of them: so the rows of every overlay that was ever opened stay in memory, some 180 kB each.
    """
    StylesCache.get_inner_outer.cache_clear()
