"""Reading YAML: what is taken, what is refused and where, and that nothing else ever comes out."""

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from apv_tui.core.messages import Problem, Unreadable
from apv_tui.files.yaml_tree import Document, Mapping, Scalar, Sequence, has_libyaml, is_absent, read_yaml

BOTH = pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])

SAMPLE = """\
# Dagsorden for en dag
title: "Vores dag"
language: no
start: 09:30
steps:
  - id: velkommen
    minutes: 010   # cirka
    text: |
      Hej alle
        # ikke en kommentar
  - id: ideer
    people: [Anna, "Bo", Hvad?]
    settings: {a: 1, b: 2}
    note: 'det er fint'
    long: en tekst
      der går videre
    empty:
"""


def read(text: str, *, pure: bool = False, top: str = "mapping") -> Document:
    return read_yaml(text, "dag.yaml", pure=pure, top=top)  # type: ignore[arg-type]


def problems(text: str, *, pure: bool = False) -> list[Problem]:
    with pytest.raises(Unreadable) as caught:
        read(text, pure=pure)
    assert caught.value.path == "dag.yaml"
    return caught.value.problems


def value(text: str, key: str = "a", *, pure: bool = False) -> object:
    root = read(text, pure=pure).root
    assert isinstance(root, Mapping)
    return root.get(key)


@BOTH
def test_every_scalar_stays_the_text_that_was_written(pure: bool) -> None:
    root = read(SAMPLE, pure=pure).root
    assert isinstance(root, Mapping)
    assert [(entry.key.value, entry.key.line) for entry in root.entries] == [
        ("title", 2), ("language", 3), ("start", 4), ("steps", 5),
    ]  # fmt: skip
    assert root.get("title") == Scalar("Vores dag", 2, 8, quoted=True, style='"')
    assert root.get("language") == Scalar("no", 3, 11)
    assert root.get("start") == Scalar("09:30", 4, 8)
    steps = root.get("steps")
    assert isinstance(steps, Sequence)
    first, second = steps.items
    assert isinstance(first, Mapping)
    assert isinstance(second, Mapping)
    assert first.get("minutes") == Scalar("010", 7, 14)
    assert first.get("text") == Scalar("Hej alle\n  # ikke en kommentar\n", 8, 11, quoted=True, style="|")
    people = second.get("people")
    assert isinstance(people, Sequence)
    assert people.flow
    assert [item.value for item in people.items if isinstance(item, Scalar)] == ["Anna", "Bo", "Hvad?"]
    assert second.get("long") == Scalar("en tekst der går videre", 15, 11)
    empty = second.get("empty")
    assert empty is not None
    assert is_absent(empty)
    assert read(SAMPLE, pure=pure).warnings == ()


@BOTH
@pytest.mark.parametrize(
    "text", ["nan", "1_000", "1,5", "-5", "~", "null", "1:30", "10:15", "+5", "9" * 5000]
)
def test_no_text_becomes_a_number_or_nothing(text: str, pure: bool) -> None:
    found = value(f"a: {text}\n", pure=pure)
    assert isinstance(found, Scalar)
    assert found.value == text
    assert not is_absent(found)


@BOTH
def test_an_empty_text_in_quotes_is_not_absent(pure: bool) -> None:
    quoted, bare = value('a: ""\n', pure=pure), value("a:\n", pure=pure)
    assert isinstance(quoted, Scalar)
    assert isinstance(bare, Scalar)
    assert not is_absent(quoted)
    assert is_absent(bare)


SLIPS = [
    # text, id, line, the mended line (or None)
    ("t: x\na: *vigtigt*\n", "yaml.alias", 2, 'a: "*vigtigt*"'),
    ("t: x\na: *vigtigt\n", "yaml.alias", 2, 'a: "*vigtigt"'),
    ("t: x\na: & co\n", "yaml.anchor", 2, 'a: "& co"'),
    ("a: &co tekst\n", "yaml.anchor", 1, 'a: "&co tekst"'),
    ("a: !Husk noter\n", "yaml.tag", 1, 'a: "!Husk noter"'),
    ("a: !!python/object/apply:os.system ['ls']\n", "yaml.tag", 1, None),
    ("a: @mette\n", "yaml.starts_with", 1, 'a: "@mette"'),
    ("a: `kode`\n", "yaml.starts_with", 1, 'a: "`kode`"'),
    ("a: %50\n", "yaml.starts_with", 1, 'a: "%50"'),
    ("a: > 5\n", "yaml.starts_with", 1, 'a: "> 5"'),
    ("a: - b\n", "yaml.starts_with", 1, 'a: "- b"'),
    ("a: |#3\n", "yaml.starts_with", 1, None),
    ("- *b\n", "yaml.alias", 1, '- "*b"'),
    ("t: x\ninstruction: Husk: tag noter\n", "yaml.colon", 2, 'instruction: "Husk: tag noter"'),
    ("a: b: c # hej\n", "yaml.colon", 1, 'a: "b: c" # hej'),
    ("a: [Husk: noter, b]\n", "yaml.colon", 1, '"Husk: noter"'),
    ("a: {navn}\n", "yaml.braces", 1, 'a: "{navn}"'),
    ("a: {navn} er her\n", "yaml.braces", 1, 'a: "{navn} er her"'),
    ("a: [udkast] Punkt\n", "yaml.brackets", 1, 'a: "[udkast] Punkt"'),
    ("a: [udkast\nb: c\n", "yaml.unclosed_bracket", 1, "a: [udkast]"),
    ("a: [Pkt #3, b]\n", "yaml.hash", 1, 'a: "[Pkt #3, b]"'),
    ('t: x\na: "Hej\nb: c\n', "yaml.unclosed_quote", 2, 'a: "Hej"'),
    ('t: x\na: "Hej\nb: "c"\n', "yaml.unclosed_quote", 2, 'a: "Hej"'),
    ("a: 'det er Anna's'\n", "yaml.text_after_quote", 1, 'a: "det er Anna\'s"'),
    ('a: "Hej" med dig\n', "yaml.text_after_quote", 1, "a: '\"Hej\" med dig'"),
    ('a: "C:\\møder"\n', "yaml.backslash", 1, "a: 'C:\\møder'"),
    ('a: "\\ud800"\n', "yaml.backslash", 1, None),
    ('a: "\\U7FFFFFFF"\n', "yaml.backslash", 1, None),
    ("title:Hej\nb: c\n", "yaml.key_space", 1, "title: Hej"),
    ("title:Hej\n", "yaml.key_space", 1, "title: Hej"),
    ("a: b\ntitle:Hej\nc: d\n", "yaml.key_space", 2, "title: Hej"),
    ("steps:\n  - title:Hej\n    m: 5\n", "yaml.key_space", 2, "- title: Hej"),
    ("steps:\n  -Hej\n  -du\n", "yaml.dash_space", 2, "- Hej"),
    ("steps:\n  - Hej\n  -du\n", "yaml.dash_space", 3, "- du"),
    ("a:\u00a0b\nc: d\n", "yaml.odd_space", 1, "a: b"),
    ("a: “Husk: noter”\n", "yaml.smart_quotes", 1, 'a: "Husk: noter"'),
    ("“a”: x\n", "yaml.smart_quotes", 1, "a: x"),
    ("s:\n  - t: a\n  m: 5\n", "yaml.indent", 3, None),
    ("a: b\n   c: d\n", "yaml.indent", 2, None),
    (" a: b\nc: d\n", "yaml.indent", 2, None),
    ("s:\n  t: x\n  - b\n", "yaml.dash_among_keys", 3, None),
    ("a: b\ntitle Hej\nc: d\n", "yaml.colon_missing", 2, "title: Hej"),
    ("title Hej\nc: d\n", "yaml.colon_missing", 1, "title: Hej"),
    (": b\n", "yaml.no_key", 1, None),
    ("\ta: b\n", "yaml.tab_indent", 1, None),
    ("a:\n\tb: c\n", "yaml.tab_indent", 2, None),
    ("a:\n  -\tb\n", "yaml.tab_indent", 2, None),
    ("a:\n\u00a0 b: c\n", "yaml.nbsp_indent", 2, None),
    ("a: 1\nb: 2\na: 3\n", "yaml.duplicate_key", 3, None),
    ("<<: x\n", "yaml.merge_key", 1, None),
    ("? a\n: b\n", "yaml.complex_key", 1, None),
    ("? [a]\n: b\n", "yaml.complex_key", 1, None),
    ("%YAML 1.1\n---\na: no\n", "yaml.directive", 1, None),
    ("a: b\n---\nc: d\n", "yaml.second_document", 2, None),
    ("a: b\n...\nc: d\n", "yaml.second_document", 2, None),
    ("a: b\nc: x\x1by\n", "yaml.control_character", 2, None),
    ("a: b\x85c\n", "yaml.control_character", 1, None),
    ("a: b\nc: \ufeffd\n", "yaml.bom_inside", 2, None),
    ("", "yaml.empty", 1, None),
    ("# kun en note\n\n", "yaml.empty", 1, None),
    ("---\n", "yaml.empty", 1, None),
    ("\nbare tekst\n", "yaml.top_scalar", 2, None),
    ("- a\n- b\n", "yaml.top_list", 1, None),
]  # fmt: skip


@BOTH
@pytest.mark.parametrize(
    ("text", "name", "line", "better"), SLIPS, ids=[repr(slip[0])[:40] for slip in SLIPS]
)
def test_each_slip_is_named_with_its_line_and_mended(
    text: str, name: str, line: int, better: str | None, pure: bool
) -> None:
    found = problems(text, pure=pure)[0]
    assert (found.what.id, found.line) == (name, line)
    assert found.mend is not None
    assert not found.warning
    if better is not None:
        assert dict(found.mend.params)["better"] == better
        assert not problems_of_example(better)
    if name not in {"yaml.empty", "yaml.control_character", "yaml.bom_inside"}:
        assert found.line_text == text.split("\n")[line - 1].replace("\t", " ")


def problems_of_example(line: str) -> list[Problem]:
    try:
        return [problem for problem in read(line, top="any").warnings if problem.what.id != "yaml.hash"]
    except Unreadable as error:
        return error.problems


def test_a_duplicate_key_names_the_first_line() -> None:
    assert dict(problems("a: 1\nb: 2\na: 3\n")[0].what.params) == {"key": "a", "first": 1}


@BOTH
def test_what_is_refused_is_told_all_at_once_up_to_the_first_syntax_error(pure: bool) -> None:
    found = problems("a: 1\na: *b\nc: &d e\nf: g: h\ni: !j k\n", pure=pure)
    assert [(problem.what.id, problem.line) for problem in found] == [
        ("yaml.duplicate_key", 2), ("yaml.alias", 2), ("yaml.anchor", 3), ("yaml.colon", 4),
    ]  # fmt: skip


@BOTH
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a: Pkt #3\n", ["yaml.hash"]),
        ("a: #3 først\n", ["yaml.hash"]),
        ("a: b # en note\n", []),
        ("a: b #-----\n", []),
        ("a: 'Pkt' #3\n", []),
        ('a: "Pkt #3"\n', []),
        ("a: b#3\n", []),
        ("a: “Hej”\n", ["yaml.smart_quotes_kept"]),
        ("a: »Hej«\n", []),
        ("a:\n  - title:Hej\n", ["yaml.key_space"]),
        ("a:\n  - https://example.org\n", []),
        ("a: b\n  - c\n", ["yaml.continued_list"]),
        ("a: b\n  c\n", []),
    ],
)
def test_warnings(text: str, names: list[str], pure: bool) -> None:
    warnings = read(text, pure=pure).warnings
    assert [warning.what.id for warning in warnings] == names
    assert all(warning.warning for warning in warnings)


@BOTH
def test_line_ends_and_byte_order_mark(pure: bool) -> None:
    for text in ("\ufeffa: 1\nb: 2\n", "a: 1\r\nb: 2\r\n", "a: 1\rb: 2"):
        assert value(text, "b", pure=pure) == Scalar("2", 2, 4)


@BOTH
@pytest.mark.parametrize("text", ['a: "x\n\ty"\n', "a: |\n  x\n  \ty\n", "a:\tb\n", "a: b\n \t\nc: d\n"])
def test_tabs_that_indent_nothing_are_taken(text: str, pure: bool) -> None:
    assert read(text, pure=pure).root


@BOTH
def test_escapes_cannot_steer_a_terminal(pure: bool) -> None:
    assert value('a: "\\e[31m\\x9b\\u202e"\n', pure=pure) == Scalar("\ufffd[31m\ufffd\ufffd", 1, 4, True, '"')


def test_other_tops_are_taken_on_request() -> None:
    assert isinstance(read("- a\n", top="any").root, Sequence)
    assert isinstance(read("a\n", top="any").root, Scalar)


def test_the_line_of_a_document_is_safe_to_show() -> None:
    document = read("a: \u202eb\n")
    assert document.line_text(1) == "a: \ufffdb"
    assert document.line_text(0) == document.line_text(99) == ""


@BOTH
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a: " + "x" * 1_000_000, "yaml.too_long"),
        ("a: " + "[" * 20_000, "yaml.too_deep"),
        ("a: " + "{a: " * 20_000, "yaml.too_deep"),
        ("- " * 20_000, "yaml.too_deep"),
        ("? " * 20_000, "yaml.complex_key"),
        ("a:\n" + "- b\n" * 30_000, "yaml.too_many"),
        ("a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a,*a,*a]\n" for i in range(5000)), "yaml.anchor"),
        ("a: b\n" * 5000, "yaml.duplicate_key"),
    ],
    ids=["long", "brackets", "braces", "dashes", "questions", "many", "bomb", "twins"],
)
def test_bombs_stop_early(text: str, name: str, pure: bool) -> None:
    start = time.process_time()  # of the processor: other programs may keep it busy meanwhile
    found = problems(text, pure=pure)
    assert time.process_time() - start < (1.5 if pure else 0.5)
    assert found[0].what.id == name
    assert len(found) <= 100


def outcome(text: str, *, pure: bool) -> object:
    try:
        return read(text, pure=pure, top="any")
    except Unreadable as error:
        found = error.problems
    assert found
    for problem in found:
        assert problem.what.id.startswith("yaml.")
        assert problem.line >= 0
        assert problem.column >= 0
    return found


@pytest.mark.skipif(not has_libyaml(), reason="libyaml is not here to be compared")
@pytest.mark.parametrize("text", [SAMPLE, *(slip[0] for slip in SLIPS), "a: [ x ? y]\n", "a: {b: , c: }\n"])
def test_both_readers_agree(text: str) -> None:
    for end in range(0, len(text), 3):
        assert outcome(text[:end], pure=False) == outcome(text[:end], pure=True)
    assert outcome(text, pure=False) == outcome(text, pure=True)


PIECES = st.sampled_from(
    [
        *"\t \n:-#'\"[]{},&*!|>%@`?\\\u00a0“”=<~.xå3",
        "- ",
        ": ",
        " #",
        "---\n",
        "? ",
        "\n\n",
        "\n  ",
        "<<: ",
        "\\ud800",
    ]
)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    text = SAMPLE
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.one_of(st.just(""), PIECES)) + text[at + draw(st.integers(0, 6)) :]
    return text


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join), mutations()))
@settings(max_examples=tries(140), deadline=1000)
def test_any_text_is_read_or_refused_in_our_words(text: str) -> None:
    assert outcome(text, pure=False)
    assert outcome(text, pure=True)


def test_the_recursion_limit_is_left_alone() -> None:
    before = sys.getrecursionlimit()
    problems("[" * 20_000)
    assert sys.getrecursionlimit() == before
