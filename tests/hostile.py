"""Text that tries to do something, and an agenda of every kind of step that says nothing else."""

import re
import unicodedata
from collections.abc import Callable
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from random_meetings import random_data

from apv_tui.core import commands as c
from apv_tui.core.agenda import KINDS, Agenda, Question
from apv_tui.core.agenda.base import FormField, Page
from apv_tui.core.agenda.model import ListSpec, Meeting
from apv_tui.core.agenda.values import LONGEST_TEXT, LONGEST_TITLE, OptionalText, OptionalTitle, Text, Title
from apv_tui.core.facts import PersonFacts
from apv_tui.core.plans import DETAILS
from apv_tui.core.text import safe
from apv_tui.tui.desk import Desk

HOSTILE: Final = {
    "closing tag": "[/] [/bold]",
    "tag": "[b]x[/b] [b",
    "action": "[@click=app.bell]x[/]",
    "action in quotes": "[@click=\"app.exit(9)\"]x[/] \\",
    "link": "[link=https://example.org]x[/link]",
    "backslash": "\\[b] \\",
    "escape": "\x1b[2J\x1b[31mrød\x1b[0m",
    "clipboard": "\x1b]52;c;cm0gLXJmIC8=\x07 x",
    "title": "\x1b]0;titel\x1b\\ \x1b]2;titel\x07",
    "hyperlink": "\x1b]8;;https://example.org\x1b\\x\x1b]8;;\x1b\\",
    "device": "\x1bP+q544e\x1b\\ \x1b_Gx\x1b\\ \x1bc \x1b[6n",
    "C1": "\x9b31mx\x9d0;t\x9c \x90q\x9c \x85",
    "C0": "a\x00b\x07c\x08d\x0be\x0cf\x7fg",
    "line ends": "a\rb\nc\u2028d\u2029e\x85f",
    "bidi": "\u202eneddevendt\u202c \u2066x\u2069 \u200fא",
    "zero width": "a\u200bb\ufeffc\u2060d\u00ade",
    "zalgo": "Z" + "\u0300\u0489\u0336" * 60 + "algo",
    "surrogate": "a\ud83db\udc00c",
    "family": "👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 👨‍🦰",
    "flags": "🇩🇰🇳🇴🇳🇱🇬🇧 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "wide": "漢字かな交じり文 ｶﾅ 한국어",
    "combining": "e\u0301 A\u030a å q\u0323\u0302",
    "long": "x" * 10_000,
    "long words": "ord " * 2_500,
    "format": "{0} {name} %s %(n)d $x ${x} {",
    "formula": "=cmd|' /C calc'!A0",
    "tab": "a\tb\tc",
    "tags": "\U000e0041\U000e0042 \ufff9x\ufffb",
}  # fmt: skip
POISON: Final = (
    "[/][@click=app.bell]x\x1b[31m\x9b1m\x1b]52;c;eA==\x07\u202e\u200b\ufeff\x00\ud800\r\U000e0041{%s\\"
)
"""A little of everything that could be obeyed, short enough to be shown whole wherever a title is."""
MARKUP: Final = ("closing tag", "tag", "action", "action in quotes", "link", "backslash", "format", "formula")
"""Those that are to be read on the screen as they were written."""
SEEN: Final = "[/][@click=app.bell]x"
"""What of the poison is to be read as it was written."""

OBEYED: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""What a terminal, or the line it stands in, would obey."""


def is_stacked(text: str) -> bool:
    """Whether more marks stand on a letter than any orthography has: they would reach into other lines."""
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) or unicodedata.category(letter) == "Me" else 0
        if marks > 4:
            return True
    return False


# -- the agenda --------------------------------------------------------------------------------------------

Say = Callable[[int], str]
"""Gives the next hostile text, of at most so many characters."""


def saying(*texts: str) -> Say:
    """Give the texts in turn, for ever."""
    count = 0

    def say(longest: int) -> str:
        nonlocal count
        count += 1
        return texts[count % len(texts)][: longest - 10].strip() or "x"

    return say


def hostile_agenda(*texts: str) -> Agenda:
    """Give an agenda with every kind of step in which every text there can be is one of these."""
    return Agenda.model_validate(hostile_data(*texts))


def hostile_data(*texts: str) -> dict[str, Any]:
    """Give the same as it is written."""
    return {**_filled(Agenda, random_data(), saying(*texts)), "language": "da"}


_ONLY_WHERE_WRITTEN: Final = ("consent", "choices")
"""Keys that mean something only beside others."""


def _filled(model: type[BaseModel], data: dict[str, Any], say: Say) -> dict[str, Any]:
    """Fill every key of a model that takes text, those that nobody wrote too; the rest stays."""
    result = dict(data)
    for key, hint in get_type_hints(model, include_extras=True).items():
        if key in model.model_fields:
            value = _value(hint, data.get(key), say)
            if value is not None and (key in data or key not in _ONLY_WHERE_WRITTEN):
                result[key] = value
    return result


def _value(hint: Any, old: Any, say: Say) -> Any:
    if hint in (Text, OptionalText, Title, OptionalTitle):
        return say(LONGEST_TEXT if hint in (Text, OptionalText) else LONGEST_TITLE)
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _value(next(arg for arg in args if arg is not type(None)), old, say)
    if origin is Annotated:
        return _value(args[0], old, say)
    if origin is tuple and args[-1] is Ellipsis:
        return _values(args[0], old or (), say)
    if origin is dict:
        return {key: _filled(ListSpec, each, say) for key, each in (old or {}).items()}
    return None


def _values(item: Any, old: Any, say: Say) -> Any:
    if item == Text:
        return [say(LONGEST_TEXT), say(LONGEST_TEXT)]
    models = {model for model in (Question, Page, FormField, Meeting) if model in _within(item)}
    if models:
        (model,) = models
        made = [_filled(model, each if isinstance(each, dict) else {}, say) for each in old]
        return made or ([_filled(model, {}, say)] if model in (Question, Page) else None)
    if set(KINDS.values()) & _within(item):
        return [_filled(KINDS[each["kind"]], each, say) for each in old]
    return None


def _within(hint: Any) -> set[Any]:
    return {hint}.union(*(_within(arg) for arg in get_args(hint))) if get_args(hint) else {hint}


# -- what happens in the meetings --------------------------------------------------------------------------


def standing(desk: Desk, list_id: str) -> list[str]:
    """Give the ids of what stands on a list."""
    return [item.id for item in desk.record.state.standing(list_id)]


def _noted(desk: Desk, text: str) -> list[c.Command]:
    state = desk.record.state
    step = state.step
    into = state.target_list(step)
    if state.is_confidential(into):
        return [c.OpenVault("p1", consented=True), c.NoteIdeas((text,), into)]
    group = 0 if state.groups_of(step) else None
    notes: list[c.Command] = [c.NoteIdeas((text, "frokost", f"{text} 2", f"{text} 3"), into, group)]
    if len(state.groups_of(step)) > 1:
        notes.append(c.NoteIdeas((f"{text} 4", text), into, 1))
    return notes


def _merged(desk: Desk, _: str) -> list[c.Command]:
    first, second, *_rest = standing(desk, desk.record.state.step.list)
    return [c.MergeIdeas((second,), first)]


def _voted(desk: Desk, text: str) -> list[c.Command]:
    items = standing(desk, desk.record.state.step.list)
    counted = [c.CountStrokes(item, max(0, 9 - 4 * at)) for at, item in enumerate(items)]
    return [c.OpenVote(9), *counted, c.CloseVote(), c.ChooseTopics(tuple(items[:2]), text)]


def _spotted(desk: Desk, text: str) -> list[c.Command]:
    step = desk.record.state.step
    chosen: list[c.Command] = [c.ChooseSpot("p1")] if step.chooses else []
    return chosen + (_noted(desk, text) if step.into else [])


def _prioritised(desk: Desk, text: str) -> list[c.Command]:
    return [c.Prioritise(standing(desk, "wishes")[0], 0), c.Prioritise("", 1, f"{text} 5")]


def _joined(desk: Desk, _: str) -> list[c.Command]:
    first, second, *_rest = standing(desk, desk.record.state.step.list)
    return [
        c.Join("p1", first),
        c.Join("p2", first),
        c.Join("p3", second),
        c.CountHeads(second, 5),
        c.FormGroups(),
    ]


def _sorted(desk: Desk, text: str) -> list[c.Command]:
    items = standing(desk, "sorted")
    heading = safe(f"{text[:30]} ny").strip()
    return [c.AddHeading("sorted", heading), c.SortIdea(items[0], desk.record.state.headings["sorted"][0])]


def _assessed(desk: Desk, text: str) -> list[c.Command]:
    return [c.AssessIdea(item, "partly", text, "high") for item in standing(desk, "sorted")]


def _planned(desk: Desk, text: str) -> list[c.Command]:
    return [c.AddAction("actions", text, standing(desk, "chosen")[0]), c.AddAction("actions", f"{text} 2")]


def _read(desk: Desk, text: str) -> list[c.Command]:
    first = standing(desk, "actions")[0]
    return [c.SetDetail(first, detail, text) for detail in DETAILS] + [c.AdoptPlan("actions")]


def _followed(desk: Desk, text: str) -> list[c.Command]:
    return [c.NoteStatus(item, "in_progress", text) for item in standing(desk, "actions")]


def _appointed(_: Desk, text: str) -> list[c.Command]:
    return [c.FillField("who", text), c.FillField("when", text), c.FillField("text", f"{text}\n{text}")]


def _answered(desk: Desk, text: str) -> list[c.Command]:
    return _noted(desk, text)


def nothing(_: Desk, __: str) -> list[c.Command]:
    """Let nothing happen."""
    return []


HAPPENS: Final[dict[str, Callable[[Desk, str], list[c.Command]]]] = {
    "talk": nothing,
    "groups": nothing,
    "interviews": lambda _, text: [c.ChooseQuestions("interviews", (), (text,))],
    "turns": nothing,
    "alone": nothing,
    "spotlight": _spotted,
    "collect": _noted,
    "answers": _answered,
    "walk": nothing,
    "tell": nothing,
    "merge": _merged,
    "sort": _sorted,
    "vote": _voted,
    "assess": _assessed,
    "present": nothing,
    "prioritise": _prioritised,
    "join": _joined,
    "suitability": lambda _, text: [c.FillField("/way", text)],
    "appoint": _appointed,
    "absence": nothing,  # takes figures and days only
    "plan": _planned,
    "read_back": _read,
    "follow_up": _followed,
    "break": nothing,
    "close": nothing,
}
"""Kind of step: what people say there. Words are taken or refused; what is refused is told with the words in it."""


def named(text: str, count: int) -> tuple[PersonFacts, ...]:
    """Give people who are all called so, and whose departments are."""
    return tuple(
        PersonFacts(id=f"p{at}", name=f"{text[:60]}{at}", department=text, leader=at == 1)
        for at in range(1, count + 1)
    )
