"""The slips of a bad day, in the shipped agenda and in the example of the docs: named once, in the right place."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from apv_tui.core.messages import Problem, Unreadable
from apv_tui.files.agenda_file import read_agenda
from apv_tui.files.yaml_keys import TOP_ONLY, known_keys, list_keys
from apv_tui.files.yaml_tree import has_libyaml, read_yaml
from apv_tui.words import Words, languages

ROOT = Path(__file__).parents[2]
APV = (ROOT / "agendas" / "apv.da.yaml").read_text(encoding="utf-8")
_EXAMPLE = re.search(
    r"```yaml\n(.*?)```", (ROOT / "docs" / "agenda-format.md").read_text(encoding="utf-8"), re.DOTALL
)
assert _EXAMPLE
DOC = _EXAMPLE[1]
FILES = {"docs": DOC, "apv": APV}

ENTRIES = [
    ("docs", "  - id: welcome", "step"),  # the first of its list
    ("docs", "  - id: pairs", "step"),
    ("docs", "  - id: thanks", "step"),
    ("apv", "      - id: formaal", "step"),
    ("apv", "      - id: dreamteam", "step"),  # after a text of several lines
    ("apv", "  - id: dialog-1", "meeting"),
    ("apv", "          - id: v3", "question"),
]
ENTRY = pytest.mark.parametrize(
    ("file", "line", "kind"), ENTRIES, ids=[entry[1].strip() for entry in ENTRIES]
)


def changed(text: str, old: str, new: str) -> str:
    assert f"\n{old}" in text, old
    return text.replace(f"\n{old}", f"\n{new}", 1)


def outcome(text: str, *, pure: bool = False) -> tuple[bool, list[Problem]]:
    try:
        return True, list(read_yaml(text, "dag.yaml", pure=pure).warnings)
    except Unreadable as error:
        return False, error.problems


def only(text: str) -> Problem:
    """Give the one problem of a text; both readers must see the same (of the long one they do below)."""
    taken, found = outcome(text)
    assert not taken
    if len(text) < 2 * len(DOC):
        assert outcome(text, pure=True) == (taken, found)
    assert len(found) == 1, found
    return found[0]


def better(problem: Problem) -> str:
    assert problem.mend
    return str(dict(problem.mend.params)["better"])


def said(problem: Problem, language: str = "en") -> str:
    words = Words(language)
    return f"{words.say(problem.what)} {words.say(problem.mend) if problem.mend else ''}"


def number(text: str, line: str) -> int:
    return text.split("\n").index(line) + 1


@ENTRY
@pytest.mark.parametrize("spaces", [2, 1, 0], ids=["blank for dash", "dash gone", "dash and space gone"])
def test_a_missing_dash_is_one_problem_with_the_line_to_write(
    file: str, line: str, kind: str, spaces: int
) -> None:
    wrong = line.replace("- ", " " * spaces)
    text = changed(FILES[file], line + "\n", wrong + "\n")
    problem = only(text)
    assert outcome(text, pure=True) == (False, [problem])
    assert (problem.what.id, problem.line) == ("yaml.new_entry", number(text, wrong))
    assert better(problem) == line
    assert f"a new {kind} seems to begin (line {problem.line})" in said(problem)


@ENTRY
def test_a_missing_line_with_the_dash_is_one_problem(file: str, line: str, kind: str) -> None:
    place = number(FILES[file], line)
    problem = only(changed(FILES[file], line + "\n", ""))
    assert (problem.what.id, problem.line) == ("yaml.new_entry_above", place)
    assert better(problem) == line.split("- ", maxsplit=1)[0] + "- id: …"


@ENTRY
def test_an_entry_in_the_wrong_column_is_held_against_its_like(file: str, line: str, kind: str) -> None:
    """In the short file by any number of columns; the shipped one is long, so there by a few that differ."""
    meant = len(line) - len(line.lstrip())
    columns = range(11) if file == "docs" else (0, meant - 1, meant + 2)
    for spaces in columns:
        if spaces == meant or (kind == "meeting" and spaces > 8):
            continue
        wrong = " " * spaces + line.lstrip()
        text = changed(FILES[file], line + "\n", wrong + "\n")
        problem = only(text)
        assert (problem.what.id, problem.line) == ("yaml.entry_indent", number(text, wrong)), spaces
        plural = "" if spaces == 1 else "s"
        assert f"begins {spaces} space{plural} in; the other {kind}s begin {meant} spaces in" in said(problem)
        assert better(problem) == line


@ENTRY
@pytest.mark.parametrize("mark", "–•")
def test_another_dash_before_an_entry(file: str, line: str, kind: str, mark: str) -> None:
    wrong = line.replace("-", mark, 1)
    text = changed(FILES[file], line + "\n", wrong + "\n")
    problem = only(text)
    assert (problem.what.id, problem.line) == ("yaml.bullet", number(text, wrong))
    assert better(problem) == line


@pytest.mark.parametrize("wrong", [" - id: pairs", "   - id: pairs", "- id: pairs", "– id: pairs"])
@pytest.mark.parametrize("sign", ["|-", ">-"])
def test_the_text_above_a_misplaced_entry_is_not_blamed(sign: str, wrong: str) -> None:
    said_before = "      - Good to see you all. We begin with what is already good here.\n"
    text = changed(DOC, said_before, f"      - {sign}\n        Good to see you all.\n        We begin.\n")
    text = changed(text, "  - id: pairs\n", wrong + "\n")
    problem = only(text)
    assert problem.line == number(text, wrong)
    assert better(problem) == "  - id: pairs"


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("spaces", [1, 3])
def test_a_key_of_the_agenda_belongs_at_the_margin(file: str, spaces: int) -> None:
    for key in re.findall(r"^(\w+):", FILES[file], re.MULTILINE):
        if key in ("format", "title", "short"):
            continue
        text = changed(FILES[file], f"{key}:", f"{' ' * spaces}{key}:")
        problem = only(text)
        assert problem.line_text.strip().startswith(f"{key}:")
        assert problem.mend
        assert problem.mend.id == "yaml.mend.at_margin"


def test_two_lines_for_one_key_are_still_a_repeat() -> None:
    text = changed(DOC, "    minutes: 12\n", "    minutes: 12\n    minutes: 13\n")
    assert only(text).what.id == "yaml.duplicate_key"


BRACES = [
    (
        "{title: Godt, bedre, bedst, one: ting, many: ting}",
        '{title: "Godt, bedre, bedst", one: ting, many: ting}',
    ),
    ("{title: Godt: bedre, one: ting, many: ting}", '{title: "Godt: bedre", one: ting, many: ting}'),
    ("{title: Godt; one: ting; many: ting}", "{title: Godt, one: ting, many: ting}"),
    ('{title: "Godt, one: ting, many: ting}', "{title: Godt, one: ting, many: ting}"),
    ('{title: "Godt, bedre, one: ting, many: ting}', '{title: "Godt, bedre", one: ting, many: ting}'),
    ("{title: Godt, one: ting, many: ting)", "{title: Godt, one: ting, many: ting}"),
    ("{title: Godt, one: ting, many: ting", "{title: Godt, one: ting, many: ting}"),
    ("{title:Godt, one: ting, many: ting}", "{title: Godt, one: ting, many: ting}"),
    ("{title: *Godt*, one: ting, many: ting}", '{title: "*Godt*", one: ting, many: ting}'),
]


@pytest.mark.parametrize(("wrong", "right"), BRACES, ids=[wrong for wrong, _ in BRACES])
def test_a_text_inside_braces_is_quoted_never_the_braces(wrong: str, right: str) -> None:
    problem = only(changed(DOC, "lists:\n", f"lists:\n  prove: {wrong}\n"))
    assert problem.line_text == f"  prove: {wrong}"
    assert better(problem) == f"prove: {right}"
    assert outcome(better(problem)) == (True, [])


def test_braces_that_cannot_be_worked_out_are_not_quoted_either() -> None:
    for problem in outcome("a: {title: [x, one: y}\n")[1]:
        assert '"{' not in said(problem)
        assert '}"' not in said(problem)


@pytest.mark.parametrize("spaces", [0, 1, 2])
def test_a_text_below_its_dash_is_blamed_itself(spaces: int) -> None:
    lines = APV.split("\n")
    head = [place for place, line in enumerate(lines) if line == "  - >-"][1]
    lines[head + 1] = " " * spaces + (first := lines[head + 1].strip())
    problem = only("\n".join(lines))
    assert (problem.what.id, problem.line) == ("yaml.block_under_dash", head + 2)
    assert f"The text after >- (line {head + 1}) has to be indented further than the dash." in said(problem)
    assert better(problem) == f"    {first}"


def test_a_text_below_its_key_is_blamed_itself() -> None:
    text = changed(DOC, "          We look for what works.\n", "        We look for what works.\n")
    problem = only(text)
    assert (problem.what.id, problem.line) == (
        "yaml.block_under_key",
        number(text, "        We look for what works."),
    )


@pytest.mark.parametrize("spaces", [0, 4])
@pytest.mark.parametrize("rest", ["Og sæt jer ned.", "We are here"])
def test_a_line_that_goes_on_is_to_be_indented(spaces: int, rest: str) -> None:
    above = "    instruction: Listen, and ask when something is unclear.\n"
    problem = only(changed(DOC, above, f"{above}{' ' * spaces}{rest}\n"))
    assert (problem.what.id, problem.line_text) == ("yaml.goes_on", " " * spaces + rest)
    assert better(problem) == f"      {rest}"
    assert ".." not in said(problem)
    assert ".." not in said(problem, "da")


@pytest.mark.parametrize("wrong", ["minutes; 8", "minutes = 8", "minutes=8", "minutes ;8", "minutes 8"])
def test_another_sign_for_the_colon(wrong: str) -> None:
    problem = only(changed(DOC, "    minutes: 8\n", f"    {wrong}\n"))
    assert problem.line_text == f"    {wrong}"
    assert better(problem) == "minutes: 8"
    assert "minutes: 8" in said(problem)


@pytest.mark.parametrize("wrong", ["id; pairs", "id = pairs", "id pairs"])
def test_another_sign_for_the_colon_after_a_dash(wrong: str) -> None:
    assert better(only(changed(DOC, "  - id: pairs\n", f"  - {wrong}\n"))) == "- id: pairs"


FIRST, SECOND = "      - When did work go really well lately?", "      - text: Who did what?"


@pytest.mark.parametrize("line", [FIRST, SECOND])
@pytest.mark.parametrize("spaces", [6, 7, 8])
def test_a_question_without_its_dash(line: str, spaces: int) -> None:
    wrong = " " * spaces + line[8:]
    text = changed(DOC, line + "\n", wrong + "\n")
    problem = only(text)
    assert (problem.what.id, problem.line) == ("yaml.new_entry", number(text, wrong))
    assert better(problem) == line


@pytest.mark.parametrize("marks", ["••", "––", "1.2."])
def test_bullets_that_became_one_text_are_told(marks: str) -> None:
    first, second = marks[: len(marks) // 2], marks[len(marks) // 2 :]
    text = changed(
        DOC, "      - We meet again in three weeks.\n", f"      {first} We meet\n      {second} We eat\n"
    )
    for pure in (False, True):
        taken, found = outcome(text, pure=pure)
        assert taken
        assert [(warning.what.id, better(warning)) for warning in found] == [
            ("yaml.bullets_kept", "- We meet")
        ]
    assert outcome("a: en tekst\n  – med en streg\ninstruction: x\n  1. y\n") == (True, [])
    assert outcome("say: en tekst\n  – med en streg\n") == (True, [])


@pytest.mark.parametrize("mark", ["•", "–", "2."])
def test_a_bullet_among_dashes(mark: str) -> None:
    wrong = f"      {mark} text: Who did what?"
    text = changed(DOC, SECOND + "\n", wrong + "\n")
    problem = only(text)
    assert (problem.what.id, problem.line, better(problem)) == ("yaml.bullet", number(text, wrong), SECOND)


def test_a_list_whose_first_point_lacks_its_dash_is_told_of_that_point() -> None:
    taken, found = outcome("say:\n  Hej\n  - du\n")
    assert taken
    assert [(warning.what.id, better(warning)) for warning in found] == [("yaml.continued_list", "  - Hej")]


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_the_fence_around_a_copied_agenda(text: str) -> None:
    for fenced, lines in (
        (f"```yaml\n{text}```\n", [1, text.count("\n") + 2]),
        (f"```\n{text}", [1]),
        (f"{text}```\n", [text.count("\n") + 1]),
    ):
        found = outcome(fenced)[1]
        assert [(problem.what.id, problem.line) for problem in found] == [("yaml.fence", at) for at in lines]
        assert "Delete the line with ```" in said(found[0])


@pytest.mark.parametrize(
    "key", ["group_\u200bsize", "group_size\u00a0", "group\u00a0size", "group_\u00adsize"]
)
def test_a_sign_that_cannot_be_seen_in_a_key(key: str) -> None:
    problem = only(DOC.replace("group_size", key))
    assert (problem.what.id, better(problem)) == ("yaml.key_odd_space", "group_size:")


def test_the_files_themselves_are_right() -> None:
    for text in FILES.values():
        assert outcome(text) == (True, [])
        assert read_agenda(text, "dag.yaml").agenda


def test_the_known_keys_come_from_the_models() -> None:
    assert {"id", "kind", "minutes", "probes", "many", "weeks_after", "group_size"} <= known_keys()
    assert {"steps", "meetings", "questions", "pages", "say", "notes"} <= list_keys() < known_keys()
    assert known_keys() > TOP_ONLY
    assert not {"choose", "lists", "text", "minutes"} & list_keys()


@st.composite
def slips(draw: st.DrawFn) -> str:
    """Give the example with some of its lines moved, cut, joined or deleted."""
    lines = DOC.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        bare = lines[at].lstrip()
        lines[at] = draw(
            st.sampled_from(
                [
                    " " * draw(st.integers(0, 12)) + bare,
                    lines[at].replace("- ", "", 1),
                    lines[at].replace("- ", "– ", 1),
                    lines[at].replace(":", ";", 1),
                    lines[at].replace("}", ")", 1),
                    lines[at].replace(": ", ': "', 1),
                    lines[at] + " >-",
                    lines[at] + ", x: y",
                    "```",
                    "",
                ]
            )
        )
    return "\n".join(lines)


@pytest.mark.skipif(not has_libyaml(), reason="libyaml is not here to be compared")
@given(slips())
@settings(max_examples=tries(100), deadline=1000)
def test_both_readers_say_the_same_of_any_slip(text: str) -> None:
    found = outcome(text)
    assert outcome(text, pure=True) == found
    for problem in found[1]:
        for language in languages():
            assert said(problem, language)
