"""The catalogues: the same in every language, complete for the program, and nothing in them that nobody says."""

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
from sources import nodes

import apv_tui
from apv_tui.core import facts, overview, pauses, preparing
from apv_tui.core.agenda import KINDS
from apv_tui.core.catching_up import WAYS
from apv_tui.core.comings import What
from apv_tui.core.messages import message
from apv_tui.core.text import safe
from apv_tui.core.timing import SignalKind
from apv_tui.core.undoing import Far
from apv_tui.core.voting import Proposal
from apv_tui.files import decode, people_file
from apv_tui.tui.actions import ACTIONS, IN_PALETTE_ONLY, WORDED_KEYS
from apv_tui.words import MissingWords, Words, _catalogue, languages, read_catalogue

ALL = languages()
CATALOGUE = _catalogue("en")
FIRST_PARTS = {id_.split(".")[0] for id_ in CATALOGUE}
ASKED = ("words", "message")
"""What the functions are called that take a message id first, as `self.words(...)` or `message(...)`."""

UNDOABLE = [kind.model_fields["kind"].default for kind in facts.every_fact() if kind.undoable]
HOWS = (
    *get_args(Proposal.__annotations__["how"]),
    *get_args(facts.TopicsChosen.model_fields["how"].annotation),
)
KINDS_OF_FILE = {
    kind for table in (decode._FIRST_BYTES, decode._IN_ZIP, decode._IN_OLE) for _, kind in table
} | {"archive", "document"}

FAMILIES: dict[str, set[str]] = {
    "act.{}": {action.id for action in ACTIONS} | set(IN_PALETTE_ONLY),
    "act.{}.help": {action.id for action in ACTIONS} | set(IN_PALETTE_ONLY),
    "act.{}.named": {"undo", "redo"},
    "did.{}": set(UNDOABLE) | {"person_arrived", "person_left"},  # named where one was moved for it
    "file.kind.{}": KINDS_OF_FILE,
    "interviews.asks{}": {"", ".named"},
    "interviews.notes{}": {"", ".named"},
    "interviews.pair{}": {"", ".named"},
    "interviews.{}": {"asking", "telling", "noting"},
    "key.{}": set(WORDED_KEYS),
    "late.way.{}": set(WAYS),
    "leader.lack.{}": set(get_args(overview.What)),
    "lobby.awake.{}": {"yes", "no", "unknown", "ssh", "tmux", "no_bus"},
    "pauses.{}": {*pauses.KINDS, "unsaid"},
    "month.{}": {str(month) for month in range(1, 13)},
    "weekday.{}": {str(day) for day in range(7)},
    "notes.{}": {"say", "notes", "bring"},
    "people.how.{}": set(people_file.READINGS),
    "people.reading.{}": set(people_file.READINGS),
    "print.{}": set(preparing.PAPERS),
    "show.hang.{}": set(get_args(preparing.Wall)),
    "show.kind.{}": set(KINDS),
    "signal.{}": set(get_args(SignalKind)),
    "signal.{}.text": set(get_args(SignalKind)),
    "people.follows.{}": set(get_args(What)),
    "take_back.why.{}": set(get_args(Far)) - {""},
    # A clean gap is worded with its numbers only while they are known.
    "vote.how.{}": set(HOWS) | {"gap_only"},
    "vote.{}_task": {"reason", "reword"},
}
"""Ids that are put together when the program runs: the form in the source, and what fills its gap."""

WORDED_IF_KNOWN = {"groups.size.{}"}
"""Looked up with `has` first: any number of them will do."""


FILLED_LATER = {
    "agenda.duplicate_id": {"line"},
    "agenda.meeting_copied": {"line"},
    "advice.same_title": {"line"},
}
"""Gaps that are filled where the place in the file is known."""


class Asked(NamedTuple):
    """One place in the source where words are asked for by an id that stands there."""

    place: str
    id: str
    params: frozenset[str] | None
    """The names that are handed in; None where that cannot be seen."""


def called(node: ast.expr) -> str:
    """Give the last name of what is called: `words` for `self.desk.words(...)` and for `_words(x)(...)`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Call):
        inner = called(node.func)
        return "words" if inner in ("_words", "Words") else ""
    return node.id if isinstance(node, ast.Name) else ""


def texts(node: ast.expr) -> Iterator[str]:
    """Give the literals an argument can be: the text itself, or both ways of an `if`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def params_of(call: ast.Call) -> frozenset[str] | None:
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    return frozenset(str(keyword.arg) for keyword in call.keywords)


@cache
def asked() -> tuple[Asked, ...]:
    """Give every place that asks for words by a literal id."""
    found: list[Asked] = []
    for file, whole in nodes().items():
        for node in whole:
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name, place = called(node.func), f"{file}:{node.lineno}"
            if name == "refuse":
                for text in texts(node.args[0]):
                    params = params_of(node)
                    found += [Asked(place, f"agenda.{text}{end}", params) for end in ("", ".mend")]
            elif name == "Hint" and len(node.args) > 1:
                found += [Asked(place, text, frozenset()) for text in texts(node.args[1])]
            elif name in ASKED or (name == "self" and file == "words/__init__.py"):
                found += [Asked(place, text, params_of(node)) for text in texts(node.args[0])]
    return tuple(found)


@cache
def literals() -> dict[str, str]:
    """Give every text in the source that has the form of an id, with a place where it stands."""
    form = re.compile(r"([a-z_]+)(?:\.[a-z0-9_]+)+")
    return {
        node.value: f"{file}:{node.lineno}"
        for file, whole in nodes().items()
        for node in whole
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and (found := form.fullmatch(node.value))
        and found[1] in FIRST_PARTS
        and not node.value.endswith((".json", ".yaml"))  # the name of a file
    }


@cache
def patterns() -> dict[str, str]:
    """Give every f-string that makes an id, with `{}` for what is put in."""
    made = {
        "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values): file
        for file, whole in nodes().items()
        for node in whole
        if isinstance(node, ast.JoinedStr)
    }
    form = re.compile(r"([a-z_]+)\.[a-z0-9_.{}]+")
    return {
        pattern: file
        for pattern, file in made.items()
        if (found := form.fullmatch(pattern)) and found[1] in FIRST_PARTS
    }


def of_families() -> set[str]:
    return {pattern.format(part) for pattern, parts in FAMILIES.items() for part in parts}


def gaps(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def forms(template: Any) -> dict[str, str]:
    return template if isinstance(template, dict) else {"": template}


# -- the languages among themselves ------------------------------------------------------------------------


def test_danish_and_english_are_there() -> None:
    assert {"da", "en"} <= set(ALL)


@pytest.mark.parametrize("language", ALL)
def test_the_same_ids_in_every_language(language: str) -> None:
    assert sorted(set(CATALOGUE) ^ set(_catalogue(language))) == []


@pytest.mark.parametrize("language", ALL)
def test_the_same_gaps_and_plurals_in_every_language(language: str) -> None:
    theirs = _catalogue(language)
    for id_, template in CATALOGUE.items():
        assert type(template) is type(theirs[id_]), f"{language}: {id_} has a plural in one language only"
        mine, other = forms(template), forms(theirs[id_])
        assert mine.keys() == other.keys(), f"{language}: {id_}"
        for form, text in mine.items():
            # "one" may say the word for 1 instead of the number.
            optional = {"n"} if form == "one" else set()
            assert gaps(text) - optional == gaps(other[form]) - optional, f"{language}: {id_}"


@pytest.mark.parametrize("language", ALL)
def test_every_text_is_a_text_that_can_be_shown(language: str) -> None:
    for id_, template in _catalogue(language).items():
        plural = isinstance(template, dict)
        assert not plural or template.keys() == {"one", "other"}, id_
        for text in forms(template).values():
            assert isinstance(text, str), id_
            assert text.strip() == text, f"{id_} has a space at an end"
            assert text, f"{id_} is empty"
            assert safe(text) == text, f"{id_} has a sign in it that a terminal might obey"
            assert "  " not in text or id_.startswith("gap.choice"), f"{id_} has two spaces"
            assert not re.search(r"\[/|\[@", text), f"{id_} looks like markup"


@pytest.mark.parametrize("language", ALL)
def test_every_template_can_be_filled(language: str) -> None:
    words = Words(language)
    for id_, template in _catalogue(language).items():
        names = set().union(*map(gaps, forms(template).values()))
        assert all(name.isidentifier() for name in names), f"{id_}: {names}"
        for n in (1, 2):
            filled = {name: f"<{name}>" for name in names} | ({"n": n} if isinstance(template, dict) else {})
            said = words(id_, **filled)
            wanted = forms(template).get("one" if n == 1 else "other", forms(template).get("", ""))
            assert all(f"<{name}>" in said for name in gaps(wanted) - {"n"}), id_
            assert "{" not in said, id_


@pytest.mark.parametrize("language", ALL)
def test_the_words_of_a_prompt_leave_room_to_type(language: str) -> None:
    words = Words(language)
    for id_ in CATALOGUE:
        if id_.endswith(".prompt"):
            assert len(words(id_)) <= 16, id_


# -- the catalogues and the program ------------------------------------------------------------------------


def test_every_id_that_is_asked_for_exists() -> None:
    missing = [f"{each.place} {each.id}" for each in asked() if each.id not in CATALOGUE]
    assert missing == []
    assert len(asked()) > 250  # else this test has stopped finding them


def test_every_text_that_looks_like_an_id_is_one() -> None:
    assert {id_: place for id_, place in literals().items() if id_ not in CATALOGUE} == {}


def test_every_id_that_is_put_together_exists() -> None:
    assert sorted(of_families() - set(CATALOGUE)) == []


def test_every_way_to_put_an_id_together_is_known_here() -> None:
    known = FAMILIES.keys() | WORDED_IF_KNOWN
    assert {pattern: file for pattern, file in patterns().items() if pattern not in known} == {
        "agenda.{}": "core/agenda/values.py"  # refuse(), which `asked` follows
    }
    assert sorted(known - patterns().keys()) == []


def test_whatever_mends_a_problem_of_a_file_says_how() -> None:
    """`f"{what}.mend"` is made in few files of what stands there."""
    made = {
        file
        for file, whole in nodes().items()
        for node in whole
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[-1], ast.Constant)
        if node.values[-1].value == ".mend"
    }
    names = ("agenda_problems", "decode", "people_file", "people_table")
    assert made == {*(f"files/{name}.py" for name in names), "core/agenda/flow.py"}
    helpers = ("_warn", "refusal", "_at_line", "_sample", "_unknown")
    for file, whole in nodes().items():
        for node in whole:
            if file in made and isinstance(node, ast.Call) and called(node.func) in helpers:
                for id_ in (text for argument in node.args for text in texts(argument)):
                    if id_ in CATALOGUE:
                        assert f"{id_}.mend" in CATALOGUE, f"{file}:{node.lineno}"


def test_nothing_in_the_catalogue_is_never_said() -> None:
    used = set(literals()) | {each.id for each in asked()} | of_families()
    used |= {
        id_
        for id_ in CATALOGUE
        for end in (".mend", ".near")
        if id_.endswith(end) and id_.removesuffix(end) in used
    }
    optional = tuple(pattern.removesuffix("{}") for pattern in WORDED_IF_KNOWN)
    assert sorted(id_ for id_ in set(CATALOGUE) - used if not id_.startswith(optional)) == []


def test_every_gap_is_filled_where_words_are_asked_for() -> None:
    for each in asked():
        template = CATALOGUE.get(each.id)
        if template is None or each.params is None:
            continue
        needed = set().union(*map(gaps, forms(template).values()))
        needed |= {"n"} if isinstance(template, dict) else set()
        needed -= FILLED_LATER.get(each.id, set())
        # A mend is handed what its problem was handed.
        assert needed <= each.params, f"{each.place} {each.id} needs {sorted(needed - each.params)}"


# -- the lookup itself -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ALL)
def test_braces_and_percent_signs_that_people_type_mean_nothing(language: str) -> None:
    for text in ("{0}", "{name.__class__}", "%s %(x)s", "{", "}}", "{n}"):
        assert text in Words(language)("people.screen.added", name=text)
        assert text in Words(language).say(message("people.screen.added", name=text))


@pytest.mark.parametrize("language", ALL)
@pytest.mark.parametrize("typed", ["Mette F.", "Vi prøver igen..."])
def test_no_sentence_ends_in_two_full_stops_that_nobody_typed(language: str, typed: str) -> None:
    words = Words(language)
    for id_, template in _catalogue(language).items():
        for n, form in enumerate(forms(template).values(), 1):
            said = words(id_, **dict.fromkeys(gaps(form) - {"n"}, typed), n=n)
            assert f"{typed}." not in said, id_
            assert said.replace(typed, "").count("..") == form.count(".."), id_


def test_a_full_stop_that_was_typed_ends_the_sentence_and_nothing_typed_is_left_out() -> None:
    words = Words("en")
    assert words("turns.speaks.named", name="Mette F.") == "Mette F. speaks."
    assert words("interviews.asks.named", asks="Ali", tells="Mette F.") == "Ali interviews Mette F."
    assert words("interviews.asks.named", asks="Ali", tells="Mette") == "Ali interviews Mette."
    assert words("interviews.asks.named", asks="Ali", tells="Bo...") == "Ali interviews Bo..."
    inner = message("interviews.asks.named", asks="Ali", tells="Mette F.")
    assert words("close.place", place=inner) == "Ali interviews Mette F."


def test_a_message_in_a_message_is_worded_too() -> None:
    said = Words("da").say(message("said.undone", what=message("did.step_entered", text="Pause")))
    assert Words("da")("did.step_entered", text="Pause") in said


def test_words_that_are_missing_are_a_fault_of_ours() -> None:
    with pytest.raises(MissingWords):
        Words("da")("no.such.id")
    with pytest.raises(MissingWords):
        Words("xx")
    assert not Words("da").has("no.such.id")


def test_numbers_and_plurals_follow_the_language() -> None:
    assert Words("da").number(2.5) == "2,5"
    assert Words("en").number(2.5) == "2.5"
    assert Words("en")("people.list.heading", n=1).startswith("1 person ")
    assert Words("en")("people.list.heading", n=0).startswith("0 people ")


@pytest.mark.parametrize("language", languages())
def test_the_quick_way_to_read_a_catalogue_gives_what_toml_gives(language: str) -> None:
    text = (Path(apv_tui.__file__).parent / "words" / f"{language}.toml").read_text(encoding="utf-8")
    assert read_catalogue(text) == tomllib.loads(text)
    assert read_catalogue('"a" = "x"\n[b]\nc = "y"') == {"a": "x", "b.c": "y"}
