"""Reading an agenda: every problem by its line, its column and its message, and what mends it."""

import re
from pathlib import Path

import pytest

from apv_tui.core.messages import Problem, Unreadable
from apv_tui.files.agenda_file import LARGEST, read_agenda, read_agenda_file
from apv_tui.wiring import shipped
from apv_tui.words import Words, languages

DOCS = Path(__file__).parents[2] / "docs" / "agenda-format.md"
GOOD = """\
title: Day
language: en
lists:
  wishes: {title: Wishes, one: wish, many: wishes}
  topics: {title: Topics, one: topic, many: topics}
steps:
  - id: hello
    kind: talk
    title: Hello
    minutes: 5
  - id: dream
    kind: collect
    title: Dream
    minutes: 10
    into: wishes
  - id: choose
    kind: vote
    title: Choose
    minutes: 10
    list: wishes
    into: topics
"""


def problems(text: str) -> list[Problem]:
    """Give every problem and warning of a text."""
    try:
        return list(read_agenda(text, "day.yaml").warnings)
    except Unreadable as unreadable:
        return unreadable.problems


def found(text: str) -> list[tuple[int, int, str]]:
    """Give (line, column, id) of every problem, in the order they are told."""
    for problem in problems(text):
        if problem.line:
            assert text.split("\n")[problem.line - 1].startswith(problem.line_text.removesuffix("…"))
        for language in languages():
            words = Words(language)
            assert words.say(problem.what)
            if problem.mend is not None and words.has(problem.mend.id):
                assert words.say(problem.mend)
    return [(problem.line, problem.column, problem.what.id) for problem in problems(text)]


def mend(text: str) -> str:
    """Give the words that mend the only problem."""
    (problem,) = problems(text)
    assert problem.mend is not None
    return Words("en").say(problem.mend)


def said(text: str) -> str:
    """Give the words of the only problem."""
    (problem,) = problems(text)
    return Words("en").say(problem.what)


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1, old
    return GOOD.replace(old, new, 1)


def test_a_good_agenda_has_no_problem() -> None:
    assert found(GOOD) == []
    agenda = read_agenda(GOOD, "day.yaml").agenda
    assert [step.id for _, step in agenda.steps()] == ["hello", "dream", "choose"]


# -- keys --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "place", "better"),
    [
        ("    minutes: 5", "    minuter: 5", (10, 5), "minutes"),
        ("    kind: collect", "    kind: collect\n    exampels: x", (13, 5), "examples"),
        ("language: en", "langauge: en", (2, 1), "language"),
        ("one: wish,", "ones: wish,", (4, 27), "one"),
        ("    title: Hello", "    title: Hello\n    qestions: [Why?]", (10, 5), "questions"),
        ("    into: topics", "    into: topics\n    stroks: 2", (22, 5), "strokes"),
        ("    into: wishes", "    into: wishes\n    questions: [{text: Why, prob: How}]", (16, 29), "probes"),
        ("    minutes: 5", "    minutes: 5\n    pages: [{text: A, titel: B}]", (11, 23), "title"),
    ],
)
def test_an_unknown_key_and_the_one_that_was_meant(
    old: str, new: str, place: tuple[int, int], better: str
) -> None:
    text = changed(old, new)
    assert found(text) == [(*place, "agenda.unknown_key")], "a misspelt key is not told as missing, too"
    assert f'"{better}"' in mend(text) or f'"{better}:"' in mend(text)


def test_an_unknown_key_that_is_like_none() -> None:
    text = changed("    minutes: 5", "    minutes: 5\n    xyzzy: 5")
    assert found(text) == [(11, 5, "agenda.unknown_key")]
    assert "group_size: (how many people are in each group)" in mend(text)
    assert mend(text).endswith("Only if it is not needed, delete the line.")


def test_a_key_that_is_reserved_is_named() -> None:
    text = changed("    minutes: 5", "    minutes: 5\n    voters: all")
    assert [(line, column) for line, column, _ in found(text)] == [(11, 5)]
    assert '"voters"' in said(text)


@pytest.mark.parametrize(
    ("old", "place", "key"),
    [
        ("title: Day\n", (1, 1), "title"),
        ("language: en\n", (1, 1), "language"),
        ("    minutes: 5\n", (7, 5), "minutes"),
        ("    kind: talk\n", (7, 5), "kind"),
        ("    list: wishes\n", (16, 5), "list"),
        (", many: wishes", (4, 11), "many"),
    ],
)
def test_a_missing_key_is_told_once_where_it_belongs(old: str, place: tuple[int, int], key: str) -> None:
    text = changed(old, "")
    assert found(text) == [(*place, "agenda.missing_key")]
    assert f'"{key}"' in said(text)
    assert f"{key}:" in mend(text)


def test_a_key_with_nothing_after_it_is_named_where_it_is_needed() -> None:
    assert found(changed("    minutes: 5", "    minutes:")) == [(10, 5, "agenda.empty_key")]
    assert found(changed("    minutes: 5", "    minutes: 5\n    notes:")) == []


# -- kinds of step -----------------------------------------------------------------------------------------


def test_an_unknown_kind_and_the_nearest() -> None:
    text = changed("kind: talk", "kind: talks")
    assert found(text) == [(8, 11, "agenda.unknown_kind")]
    assert mend(text) == "Write kind: talk (the leader speaks)"
    text = changed("kind: talk", "kind: dance")
    assert found(text) == [(8, 11, "agenda.unknown_kind")]
    first, *offered = mend(text).split("\n")
    assert "docs/agenda-format.md" in first
    assert 2 <= len(offered) <= 5
    assert all(re.fullmatch(r"kind: [a-z_]+ \(.+\)", each) for each in offered)


# -- values ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "id_"),
    [
        ("0", "zero_minutes"),
        ("00", "not_number"),
        ("05", "not_number"),
        ("-5", "not_minutes"),
        ("+5", "not_minutes"),
        ("5.0", "not_minutes"),
        ("7,5", "not_minutes"),
        ("1_000", "not_minutes"),
        ("nan", "not_minutes"),
        ("481", "out_of_range"),
        pytest.param("9" * 5_000, "not_number", id="5,000 digits"),
        ("٣", "not_number"),
        ("ten", "not_minutes"),
        ("[5]", "not_number"),
        ("0m", "zero_minutes"),
        ("0h", "zero_minutes"),
        ("9h", "out_of_range"),
    ],
)
def test_minutes_that_cannot_be_led(minutes: str, id_: str) -> None:
    ((line, column, told),) = found(changed("minutes: 5", f"minutes: {minutes}"))
    assert told == f"agenda.{id_}"
    assert (line, column) in ((10, 14), (10, 5))  # a list is named by its key


def test_a_time_with_a_colon_is_refused_with_both_readings() -> None:
    text = changed("minutes: 5", "minutes: 1:30")
    assert found(text) == [(10, 14, "agenda.ambiguous_minutes")]
    assert "90 minutes" in said(text)
    assert "1 minute and" in said(text)
    assert mend(text).endswith("90 or 1")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id: hello", "id: Hello There", (7, 9, "agenda.bad_id")),
        ("language: en", "language: klingon", (2, 11, "agenda.no_language")),
        ("minutes: 5", "minutes: 5\n    autostart: maybe", (11, 16, "agenda.not_yes_no")),
        ("minutes: 5", "minutes: 5\n    group_size: 1", (11, 17, "agenda.out_of_range")),
        ("into: topics", "into: topics\n    choose: 5-3", (22, 13, "agenda.not_range")),
        ("into: topics", "into: topics\n    choose: many", (22, 13, "agenda.not_range")),
        ("title: Hello", 'title: ""', (9, 12, "agenda.empty_text")),
        ("title: Hello", "title: " + "x" * 121, (9, 12, "agenda.long_text")),
        ("title: Hello", "title: [a, b]", (9, 5, "agenda.not_text")),
        ("title: Hello", "title: {a: b}", (9, 5, "agenda.not_text")),
        ("minutes: 5", "minutes: 5\n    pages: {a: b}", (11, 5, "agenda.want_list")),
        ("wishes: {title: Wishes, one: wish, many: wishes}", "wishes: yes", (4, 3, "agenda.list_form")),
        ("title: Hello", "title: null", (9, 12, "agenda.null")),
        ("title: Hello", "title: ~", (9, 12, "agenda.null")),
        ("  topics: {", "  parking: {", (3, 1, "agenda.reserved_list")),
    ],
)
def test_a_value_that_cannot_be_used(old: str, new: str, problem: tuple[int, int, str]) -> None:
    assert problem in found(changed(old, new))


def test_null_in_quotes_is_a_text() -> None:
    assert found(changed("title: Hello", 'title: "null"')) == []


def test_a_better_id_is_proposed() -> None:
    assert mend(changed("id: hello", "id: Ønsker & drømme")).endswith("oensker-droemme")


@pytest.mark.parametrize(("written", "language"), [("no", "nb"), ("nb", "nb"), ("da", "da")])
def test_no_is_norwegian(written: str, language: str) -> None:
    assert read_agenda(changed("language: en", f"language: {written}"), "x").agenda.language == language


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("15", 15), ("15 min", 15), ("15m", 15), ("1h", 60), ("1h30", 90), ("1 h 30 m", 90)],
)
def test_minutes_as_people_write_them(written: str, minutes: int) -> None:
    agenda = read_agenda(changed("minutes: 5", f"minutes: {written}"), "x").agenda
    assert agenda.meetings[0].steps[0].minutes == minutes


# -- what hangs together -----------------------------------------------------------------------------------


def test_a_list_that_is_used_before_it_is_filled() -> None:
    text = changed("    minutes: 5", "    minutes: 5\n    uses: [parking, wishes]")
    assert found(text) == [(11, 21, "agenda.list_before_filled")]
    assert '"hello"' in said(text)
    assert "into: wishes" in mend(text)


def test_an_unknown_list_and_the_nearest() -> None:
    text = changed("    list: wishes", "    list: wishs")
    assert found(text) == [(20, 11, "agenda.unknown_list")]
    assert mend(text) == 'Did you mean "wishes"? There are also: topics'
    text = changed("    into: topics", "    into: zzz")
    assert found(text)[0] == (21, 11, "agenda.unknown_list")
    renamed = problems(text)[0].mend
    assert renamed is not None
    assert '"topics", which no step names' in Words("en").say(renamed)
    text = changed("    list: wishes", "    list: zzz")
    assert "wishes, topics" in mend(text)
    assert "zzz: {title: …, one: …, many: …}" in mend(text)


def test_a_list_that_is_never_filled_is_a_warning() -> None:
    text = changed("lists:\n", "lists:\n  more: {title: More, one: one, many: many}\n")
    assert found(text) == [(4, 3, "agenda.list_never_filled")]
    assert problems(text)[0].warning


def test_an_id_that_is_there_twice() -> None:
    assert found(changed("id: dream", "id: hello")) == [(11, 9, "agenda.duplicate_id")]
    text = changed("    into: wishes", "    into: wishes\n    questions: [A?, {id: q1, text: B?}]")
    assert found(text) == [(16, 26, "agenda.duplicate_id")]


def test_groups_of_a_step_that_draws_none() -> None:
    text = changed("    into: wishes", "    into: wishes\n    groups_from: helo")
    assert found(text) == [(16, 18, "agenda.unknown_groups")]
    text = changed("    minutes: 5", "    minutes: 5\n    group_size: 3").replace(
        "    into: wishes", "    into: wishes\n    groups_from: helo"
    )
    assert found(text) == [(17, 18, "agenda.unknown_groups")]
    assert mend(text) == 'Did you mean "hello"?'
    text = changed("    minutes: 5", "    minutes: 5\n    group_size: 3\n    groups_from: hello")
    assert {id_ for _, _, id_ in found(text)} >= {"agenda.groups_twice"}


@pytest.mark.parametrize("key", ["group_size: 3", "groups_from: hello"])
def test_a_join_makes_its_own_groups_and_takes_none(key: str) -> None:
    join = "  - id: go\n    kind: join\n    title: Go\n    minutes: 5\n    list: wishes\n"
    text = GOOD.replace("    minutes: 5", "    minutes: 5\n    group_size: 3") + join
    assert found(text) == []
    text = f"{text}    {key}\n"
    name, _, _ = key.partition(":")
    assert found(text) == [(28, len(name) + 7, "agenda.join_makes_groups")]
    assert mend(text) == f'Remove the line "{name}: …".'


@pytest.mark.parametrize("kind", ["groups", "interviews\n    questions: [Why?]", "tell"])
def test_a_kind_that_needs_groups(kind: str) -> None:
    assert (8, 11, "agenda.needs_groups") in found(changed("kind: talk", f"kind: {kind}"))


def test_minutes_that_contradict_each_other() -> None:
    assert found(changed("    minutes: 5", "    minutes: 5\n    min: 6")) == [
        (11, 10, "agenda.min_above_minutes")
    ]
    assert found(changed("    into: topics", "    into: topics\n    per_item: 4")) == [
        (22, 15, "agenda.per_item_above_strokes")
    ]
    text = changed("language: en", "language: en\nminutes: 20")
    assert found(text) == [(3, 10, "agenda.too_many_minutes")]
    assert problems(text)[0].warning
    assert read_agenda(text, "x").agenda.meetings[0].minutes == 20


def test_what_belongs_in_collect_only() -> None:
    text = changed(
        "    minutes: 5", "    minutes: 5\n    questions: [{text: Why?, into: wishes, at_most: 3}]"
    )
    assert found(text) == [(11, 36, "agenda.only_in_collect"), (11, 53, "agenda.only_in_collect")]


def test_interviews_without_enough_questions() -> None:
    text = changed("kind: talk", "kind: interviews\n    group_size: 3")
    assert found(text) == [(8, 11, "agenda.no_questions")]
    few = "kind: interviews\n    group_size: 3\n    questions: [Why?]\n    choose_questions: 2"
    text = changed("kind: talk", few)
    assert found(text) == [(11, 23, "agenda.choose_too_many")]


# -- several problems, and agendas of one meeting or more ---------------------------------------------------


def test_several_problems_come_in_the_order_of_the_lines() -> None:
    text = (
        changed("minutes: 10", "minutes: 0")
        .replace("id: hello", "id: Hello")
        .replace("language: en", "language: xx")
        .replace("    list: wishes", "    lisst: wishes")
    )
    assert found(text) == [
        (2, 11, "agenda.no_language"),
        (7, 9, "agenda.bad_id"),
        (14, 14, "agenda.zero_minutes"),
        (20, 5, "agenda.unknown_key"),
    ]


def test_faults_between_steps_come_in_order_with_warnings_last() -> None:
    text = changed("    list: wishes", "    list: wishs").replace("id: dream", "id: hello")
    text = text.replace("  topics: {", "  more: {title: M, one: m, many: m}\n  topics: {")
    assert found(text) == [
        (12, 9, "agenda.duplicate_id"),
        (21, 11, "agenda.unknown_list"),
        (5, 3, "agenda.list_never_filled"),
    ]
    assert [problem.warning for problem in problems(text)] == [False, False, True]


def several(text: str) -> str:
    """Write an agenda of one meeting as one of several."""
    head, steps = text.split("steps:\n")
    indented = "\n".join(f"    {row}" if row else row for row in steps.split("\n"))
    return f"{head}meetings:\n  - id: first\n    title: First\n    steps:\n{indented}"


def test_places_are_right_in_an_agenda_of_several_meetings() -> None:
    assert found(several(GOOD)) == []
    assert found(several(changed("minutes: 5", "minutes: 0"))) == [(13, 18, "agenda.zero_minutes")]
    assert found(several(changed("    minutes: 5", "    minuter: 5"))) == [(13, 9, "agenda.unknown_key")]
    assert found(several(changed("    minutes: 5\n", ""))) == [(10, 9, "agenda.missing_key")]
    assert found(several(changed("    list: wishes", "    list: wishs"))) == [(23, 15, "agenda.unknown_list")]


def test_steps_and_meetings_together_are_refused() -> None:
    text = GOOD + "meetings:\n  - {id: m, title: M, steps: [{id: a, kind: break, title: A, minutes: 3}]}\n"
    assert [id_ for _, _, id_ in found(text)] == ["agenda.steps_and_meetings"]


@pytest.mark.parametrize(
    "steps", ["steps: []", "meetings: []", "meetings:\n  - {id: m, title: M, steps: []}"]
)
def test_no_steps_at_all(steps: str) -> None:
    text = f"title: Day\nlanguage: en\n{steps}\n"
    assert [id_ for _, _, id_ in found(text)] == ["agenda.no_steps"]


def test_nothing_but_a_title_says_what_is_missing() -> None:
    assert [id_ for _, _, id_ in found("title: Day\nlanguage: en\n")] == ["agenda.nothing_to_do"]


# -- files -------------------------------------------------------------------------------------------------


def test_a_file_is_read_with_its_warnings(tmp_path: Path) -> None:
    path = tmp_path / "dag.yaml"
    path.write_bytes(changed("title: Day", "title: Ønskedag").encode("cp1252"))
    read = read_agenda_file(path)
    assert read.agenda.title == "Ønskedag"
    assert [warning.what.id for warning in read.warnings] == ["file.old_letters"]
    path.write_text(GOOD, encoding="utf-8-sig")
    assert read_agenda_file(path).warnings == ()
    path.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(Unreadable) as caught:
        read_agenda_file(path)
    assert [problem.what.id for problem in caught.value.problems] == ["file.too_big"]


def test_only_the_first_syntax_error_is_told() -> None:
    text = changed("title: Day", "title: Day: night\nx: [")
    assert len(found(text)) == 1
    assert found(text)[0][0] == 1
    assert found(text)[0][2].startswith("yaml.")


@pytest.mark.parametrize("path", sorted(shipped().glob("*.yaml")), ids=lambda path: path.name)
def test_the_shipped_agendas_have_neither_problem_nor_warning(path: Path) -> None:
    assert read_agenda_file(path).warnings == ()


def test_the_worked_examples_of_the_documentation_can_be_led() -> None:
    examples = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    whole = [example for example in examples if example.startswith(("format:", "title:"))]
    assert whole
    for example in whole:
        assert found(example) == []
