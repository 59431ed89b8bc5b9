"""The skeleton every screen shares: where we are at the top, the keys at the bottom, one line to type in."""

from collections.abc import Sequence

from apv_tui.tui.actions import WORDED_KEYS, key_name
from apv_tui.tui.lines import Line, Lines, Span, clip, line, width_of
from apv_tui.tui.stages.base import Hint
from apv_tui.words import Words

MOST_KEYS = 7


def top(left: str, middle: str, right: str, sign: str, width: int, *, trouble: str = "") -> Lines:
    """Give the two rows at the top: where we are and the time; the rule with the window's sign in it.

    `trouble` takes the rule's place: what is wrong with saving must not be overlooked.
    """
    room = width - width_of(line(right)) - 1
    start = clip(left, room)
    gap = max(2, width // 3 - len(start)) if width >= 70 else 2
    text = clip(f"{start}{' ' * gap}{middle}" if middle else start, room)
    first: Line = (
        Span(text, "heading", True),
        Span(" " * max(1, width - width_of(line(text)) - width_of(line(right)))),
        Span(right, "heading", True),
    )
    if trouble:
        return [first, line(Span(clip(f" {trouble} ", width), "signal", True))]
    tail = f" {sign} ──" if sign else ""
    return [first, line("─" * max(0, width - width_of(line(tail))) + tail, role="rule")]


def hint_text(hint: Hint, words: Words) -> tuple[str, str]:
    """Give (key, what it does) as the footer and the help write them."""
    names = [words(f"key.{key}") if key in WORDED_KEYS else key_name(key) for key in hint.key.split()]
    return " ".join(names), words(hint.label)


def foot(hints: Sequence[Hint], told: str, words: Words, width: int) -> Lines:
    """Give the two rows at the bottom: the rule, or what was just said in its place; and the keys.

    The hints come most important first; those that do not fit are left out from the end, but the order on
    the screen is that of the list, so that a key keeps its place.
    """
    shown: list[tuple[str, str]] = []
    used = 1
    for hint in hints[:MOST_KEYS]:
        key, does = hint_text(hint, words)
        cost = width_of(line(key, does)) + 4
        if used + cost - 3 > width:
            break
        shown.append((key, does))
        used += cost
    spans: list[Span] = [Span(" ")]
    for at, (key, does) in enumerate(shown):
        spans += [Span("   " if at else ""), Span(key, "accent", True), Span(f" {does}")]
    rule = line(Span(clip(f" {told}", width), "warn", True)) if told else line("─" * width, role="rule")
    return [rule, tuple(spans)]
