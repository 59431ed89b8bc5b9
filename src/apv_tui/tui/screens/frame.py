"""The skeleton every screen shares: where we are at the top, the keys at the bottom, one line to type in."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from apv_tui.core.going_back import lies_ahead, place_left
from apv_tui.core.keymap import works_while_typing
from apv_tui.tui.keymap import named
from apv_tui.tui.lines import Lines, Span, line, width_of, wrap
from apv_tui.tui.stages.base import Hint, Stage
from apv_tui.tui.widgets.pane import Pane
from apv_tui.words import Words

MOST_KEYS = 7
MOST_TOLD = 3
"""Rows that what was just said may take above the keys."""


class _Told(NamedTuple):
    """A key and what it does, as the footer and the help write them."""

    key: str
    does: str
    cost: int
    """The columns they take, with a space between them and three behind."""


def hint_text(hint: Hint, words: Words) -> tuple[str, str]:
    """Give (key, what it does) as the footer and the help write them."""
    return _told(hint, words)[:2]


def _told(hint: Hint, words: Words) -> _Told:
    return _worded(hint, words, tuple(words.keys.items()))


@lru_cache(maxsize=128)
def _worded(hint: Hint, words: Words, _: tuple[tuple[str, str], ...]) -> _Told:
    names: list[str] = []
    for key in hint.key.split():
        name = named(key, words)
        # The letters, the signs and the space bar are a step's own as well: those of an action say so.
        of_action = hint.label.startswith("act.") or works_while_typing(key)
        names.append(words.keys.get(name, name) if of_action else name)
    key, does = " ".join(dict.fromkeys(names)), words(hint.label)
    return _Told(key, does, width_of(line(key, does)) + 4)


def told_rows(told: str, width: int) -> int:
    """Give how many rows the bottom takes while something is told, and while nothing ("") is."""
    return len(wrap(told, width - 2)) + 1 if told else 2


def foot(hints: Sequence[Hint], told: str, words: Words, width: int) -> Lines:
    """Give the rows at the bottom: the rule, or what was just said in its place; and the keys.

    The hints come most important first; those that do not fit are left out from the end, but the order on
    the screen is that of the list, so that a key keeps its place.
    """
    shown: list[tuple[str, str]] = []
    used = 1
    for hint in hints[:MOST_KEYS]:
        key, does, cost = _told(hint, words)
        if used + cost - 3 > width:
            break
        shown.append((key, does))
        used += cost
    spans: list[Span] = [Span(" ")]
    for at, (key, does) in enumerate(shown):
        spans += [Span("   " if at else ""), Span(key, "accent", True), Span(f" {does}")]
    if not told:
        return [line("─" * width, role="rule"), tuple(spans)]
    return [*(line(f" {row}", role="warn", bold=True) for row in wrap(told, width - 2)), tuple(spans)]


def fitting(hints: Sequence[Hint], spare: Sequence[str], words: Words, width: int) -> list[Hint]:
    """Leave out what is `spare` (labels, the first to go first) as long as the row of keys is too long."""
    kept = list(hints)
    for label in spare:
        if sum(_told(hint, words).cost for hint in kept) - 2 > width:
            kept = [hint for hint in kept if hint.label != label]
    return kept


def step_hints(stage: Stage, words: Words, width: int, *, covered: bool) -> list[Hint]:
    """Give the keys that matter at a step: those to keep first where room is short, in their usual order.

    `covered` is a private step the room does not see yet.
    """
    own = [Hint("enter", "hint.show_private")] if covered else list(stage.hints())
    again = [] if covered else list(stage.repeat_hint())
    typing = not covered and (stage.prompt() is not None or stage.takes_letters())
    shared: list[Hint] = []
    if stage.has_clock() and stage.starts_clock:
        label = "act.clock.pause" if stage.here.clock.running else "act.clock.start"
        shared.append(Hint("f4" if typing else "space", label))
    label = stage.leave_label() if covered else stage.next_label()
    next_ = Hint("ctrl+q", "act.quit") if label == "act.next.last" else Hint("pagedown", label)
    help_ = Hint("f1", "act.help")
    extra = [Hint("ctrl+z", "act.undo")] if typing or not shared else [Hint("plus minus", "act.more.short")]
    # The clock is what a hand reaches for first, unless words are being typed.
    first, rest = ([], own) if stage.clock_first and not typing else (own[:2], own[2:])
    # Nobody guesses the key for the next round, so it goes before those that a hand knows already.
    lists = [Hint("ctrl+l" if typing else "l", "act.lists")] if not covered and stage.needs_lists() else []
    left = _way_back(stage)
    wanted = [
        *again, *first, *shared, *rest[: 2 - len(first)], *left, *rest[2 - len(first) :], *lists, *extra,
        Hint("pageup", "act.back"), Hint("f6", "act.people"),
    ]  # fmt: skip
    kept: list[Hint] = []
    used = _told(next_, words).cost + _told(help_, words).cost
    for hint in wanted:
        cost = _told(hint, words).cost
        if len(kept) < MOST_KEYS - 2 and used + cost <= width + 1:
            kept.append(hint)
            used += cost
    before = [hint for hint in (*again, *own, *shared, *left, *lists, *extra) if hint in kept]
    return [*before, next_, *(hint for hint in kept if hint not in before), help_]


def _way_back(stage: Stage) -> list[Hint]:
    """Give the key that goes back to where the room was, where going on does not lead there anyway."""
    left = place_left(stage.state)
    if left is None or lies_ahead(stage.state, left):
        return []
    return [Hint("ctrl+r", "act.return")]


def follow_hints(pages: int, own: Sequence[Hint]) -> list[Hint]:
    """Give the keys of a window that only follows, which shows one of so many pages; `own` are a view's."""
    turn = [Hint("pagedown", "act.page_down")] if pages > 1 else []
    theme = [] if own else [Hint("t", "act.theme")]
    return [*turn, *own, Hint("l", "act.lists"), *theme, Hint("f1", "act.help"), Hint("ctrl+q", "act.quit")]


def show_foot(pane: Pane, lines: Lines) -> None:
    """Show the rows at the bottom in a pane that is as high as they are many."""
    height = pane.styles.height
    if height is None or height.value != len(lines):
        pane.styles.height = len(lines)
    pane.show(lines)
