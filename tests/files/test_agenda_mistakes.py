"""The mistakes of a consultant's first agendas: one sentence each, and what is to be written instead."""

import pytest

from apv_tui.core.messages import Problem, Unreadable
from apv_tui.files.agenda_file import read_agenda
from apv_tui.words import Words, languages

HEAD = """\
title: Dag
language: nb
lists:
  onsker: {title: Ønsker, one: ønske, many: ønsker}
  emner: {title: Emner, one: emne, many: emner}
"""
TALK = """\
  - id: hei
    kind: talk
    title: Hei
    minutes: 5
"""
COLLECT = """\
  - id: samle
    kind: collect
    title: Samle
    minutes: 10
    into: onsker
"""
STEPS = f"{HEAD}steps:\n{TALK}"
BOTH = STEPS + COLLECT
FORM = f"{STEPS}  - id: skjema\n    kind: appoint\n    title: Skjema\n    minutes: 5\n    fields:\n"
BREAK = "{id: pause, kind: break, title: Pause, minutes: 3}"
MEETING = f"{HEAD}meetings:\n  - id: en\n    title: En\n    steps:\n      - {BREAK}\n"
SECRET = BOTH.replace("many: ønsker}", "many: ønsker, confidential: ja}")


def one_step(keys: str, text: str = BOTH) -> str:
    """Add a step that is written on one line."""
    return f"{text}  - {{id: neste, title: Neste, minutes: 5, {keys}}}\n"


def problems(text: str) -> list[Problem]:
    """Give what is told, without the lists that nothing fills: these agendas are short."""
    try:
        found = list(read_agenda(text, "dag.yaml").warnings)
    except Unreadable as unreadable:
        found = unreadable.problems
    return [problem for problem in found if problem.what.id != "agenda.list_never_filled"]


def told(text: str, language: str = "en") -> list[str]:
    """Give each problem with what mends it, in words; it can be said in every language."""
    for words in map(Words, languages()):
        for problem in problems(text):
            assert words.say(problem.what)
            assert problem.mend is None or words.say(problem.mend)
    words = Words(language)
    return [f"{words.say(each.what)} {words.say(each.mend) if each.mend else ''}" for each in problems(text)]


def only(text: str, line: int) -> str:
    """Give the words of the one problem, which stands at this line."""
    (words,) = told(text)
    assert [problem.line for problem in problems(text)] == [line]
    return words


# -- a key below a text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        "lens: LEDEREN",
        "heading: Tid",
        "probes: [Hvorfor?]",
        "intro: Nå.",
        "at_most: 3",
        "into: emner",
        "id: l1",
    ],
)
def test_a_key_below_a_question_in_plain_text(key: str) -> None:
    text = f"{BOTH}    questions:\n      - Hva kan LEDEREN gjøre?\n        {key}\n      - Og ellers?\n"
    words = only(text, 18)
    assert "Write line 17 as `- text: Hva kan LEDEREN gjøre?` and leave this line as it is." in words
    assert problems(text.replace("- Hva", "- text: Hva")) == [], "what is advised is right"


def test_a_key_below_a_question_of_two_lines_or_further_left() -> None:
    text = f"{BOTH}    questions:\n      - Hva kan\n        vi gjøre?\n        lens: LEDEREN\n"
    assert "`- text: Hva kan vi gjøre?`" in only(text, 19)
    text = f"{BOTH}    questions:\n      - Hva nå?\n      lens: LEDEREN\n"
    assert only(text, 18).endswith("`- text: Hva nå?` and begin this line 8 spaces in.")


def test_a_question_with_a_colon_and_a_key_below_it() -> None:
    text = f"{BOTH}    questions:\n      - Nå: Hva?\n        lens: LEDEREN\n"
    assert only(text, 17).endswith('- text: "Nå: Hva?"')


def test_a_key_below_a_page_or_a_field_in_plain_text() -> None:
    assert "`- text: Velkommen`" in only(f"{STEPS}    pages:\n      - Velkommen\n        title: Hei\n", 13)
    words = only(f"{FORM}      - Møteleder\n        type: people\n", 17)
    assert "`- id: moeteleder`, add `title: Møteleder`" in words


# -- lists -------------------------------------------------------------------------------------------------


def test_no_step_fills_the_parking_lot() -> None:
    words = only(BOTH.replace("into: onsker", "into: parking"), 15)
    assert "No step can fill the parking lot" in words
    assert "uses: [parking]" in words
    keys = "kind: prioritise, list: onsker, into: emner, proposals_into: parking, group_size: 3"
    assert "No step can fill the parking lot" in only(one_step(keys), 16)


@pytest.mark.parametrize(
    ("lists", "line", "form"),
    [
        ("  - id: styrker\n    title: Styrker\n", 3, "styrker: {title: Styrker, one: …, many: …}"),
        ("  - Styrker\n  - Tid\n", 3, "styrker: {title: Styrker, one: …, many: …}"),
        ("  styrker: Det vi kan\n", 4, "styrker: {title: Det vi kan, one: …, many: …}"),
        ("  styrker: Godt, og bra\n", 4, 'styrker: {title: "Godt, og bra", one: …, many: …}'),
    ],
)
def test_lists_in_another_form(lists: str, line: int, form: str) -> None:
    assert only(f"title: Dag\nlanguage: nb\nlists:\n{lists}steps:\n{TALK}", line).endswith(form)


@pytest.mark.parametrize(
    ("text", "line", "better", "wrong"),
    [
        (one_step("kind: sort, into: onsker"), 16, "list", "into"),
        (one_step("kind: follow_up, into: onsker"), 16, "list", "into"),
        (one_step("kind: plan, list: onsker"), 16, "into", "list"),
        (BOTH.replace("into:", "list:"), 15, "into", "list"),
    ],
)
def test_list_and_into_mixed_up(text: str, line: int, better: str, wrong: str) -> None:
    assert f'Write "{better}" instead of "{wrong}".' in only(text, line)


def test_a_step_where_a_list_belongs() -> None:
    assert '"samle" is a step; its list is "onsker"' in only(f"{BOTH}    uses: samle\n", 16)
    assert "fills no list" in only(f"{BOTH}    uses: hei\n", 16)


# -- keys at the wrong place, and misspelt ones -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "home"),
    [
        (f"{STEPS}    confidential: ja\n", 11, "at a list"),
        (
            BOTH.replace("many: ønsker", "many: ønsker, consent: Får vi?"),
            4,
            "kind spotlight, collect, answers",
        ),
        (MEETING.replace("    title: En\n", "    title: En\n    bring: Penn\n"), 9, "in a step"),
        (MEETING.replace("    title: En\n", "    title: En\n    instruction: Sitt\n"), 9, "in a step"),
        (MEETING.replace("    title: En\n", "    title: En\n    confidential: ja\n"), 9, "at a list"),
        (f"{STEPS}    weeks_after: 2\n", 11, "at a meeting"),
        (f"{STEPS}    questions: [{{text: Hva?, private: ja}}]\n", 11, "in a step, or at a list"),
    ],
)
def test_a_key_that_belongs_elsewhere(text: str, line: int, home: str) -> None:
    words = only(text, line)
    assert home in words
    assert "elete" not in words


@pytest.mark.parametrize(
    ("text", "line", "meant"),
    [
        (STEPS.replace("kind: talk", "kind: Talk"), 8, "talk"),
        (STEPS.replace("kind: talk", "kind: Follow-up"), 8, "follow_up"),
        (STEPS.replace("kind: talk", "Kind: talk"), 8, "kind"),
        (STEPS.replace("kind: talk", "type: talk"), 8, "kind"),
        (f"{STEPS}    questions: [{{tekst: Hva?}}]\n", 11, "text"),
        (f"{STEPS}    questions: [{{question: Hva?}}]\n", 11, "text"),
        (f"{STEPS}    questions: [{{text: Hva?, linse: X}}]\n", 11, "lens"),
        (one_step("kind: suitability, ways: [A], questions: [Q], råd: [C]"), 16, "advice"),
        (f"{FORM}      - {{id: a, title: A, kind: people}}\n", 16, "type"),
        (one_step("kind: sort, list: onsker, heading: [A, B]"), 16, "headings"),
    ],
)
def test_what_was_meant(text: str, line: int, meant: str) -> None:
    told = only(text, line)
    ways = (f'Did you mean "{meant}"?', f'Write "{meant}:" instead of', f"Write kind: {meant} (")
    assert any(way in told for way in ways), told


def test_the_text_of_a_talk_stands_on_its_pages() -> None:
    assert '"pages:"' in only(f"{STEPS}    text: Velkommen, alle.\n", 11)


# -- meetings, steps and fields ------------------------------------------------------------------------------


def test_meetings_and_steps_on_the_wrong_level() -> None:
    assert 'Write "meetings:" instead of "steps:"' in only(MEETING.replace("meetings:", "steps:"), 6)
    assert 'Write "steps:" instead of "meetings:"' in only(STEPS.replace("steps:", "meetings:"), 6)
    assert "6 spaces in" in only(MEETING + TALK, 11)
    meeting = f"      - id: to\n        title: To\n        steps:\n          - {BREAK}\n"
    assert "2 spaces in" in only(MEETING + meeting, 11)


@pytest.mark.parametrize("spaces", [4, 6])
@pytest.mark.parametrize("last", ["", "    minutes: 20\n", "    who: Alle\n\n"])
def test_a_meeting_without_the_line_steps(spaces: int, last: str) -> None:
    steps = "".join(" " * (spaces - 2) + line for line in TALK.splitlines(keepends=True))
    text = f"{HEAD}meetings:\n  - id: en\n    title: En\n{last}{steps}"
    line = text.split("\n").index(" " * spaces + "- id: hei") + 1
    assert f"Write a line `    steps:` above line {line}" in only(text, line)


def test_a_text_where_keys_belong() -> None:
    assert only(f"{FORM}      - Møteleder\n", 16).endswith("- id: moeteleder, title: Møteleder")
    assert "kind: …" in only(f"{HEAD}steps:\n  - Velkommen\n", 7)


# -- steps, meetings and groups that are named -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (f"{STEPS}    repeat_from: samle\n{COLLECT}", 11, "comes after this step"),
        (f"{STEPS}    repeat_from: hei\n{COLLECT}", 11, "is this step itself"),
        (
            f"{MEETING}  - id: to\n    title: To\n    steps:\n"
            "      - {id: x, kind: break, title: X, minutes: 3, repeat_from: pause}\n",
            14,
            "is a step of another meeting",
        ),
        (f"{FORM}      - {{id: a, title: A, type: date, meeting: foo}}\n", 16, 'no meeting called "foo"'),
        (f"{BOTH}    groups_from: hei\n", 16, 'the kind "join"'),
    ],
)
def test_what_is_named_is_not_there(text: str, line: int, why: str) -> None:
    assert why in only(text, line)


# -- values ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        (
            f"{FORM}      - {{id: b, title: B}}\n      - {{id: a, title: A, choices: [A, B]}}\n",
            17,
            "type: choice",
        ),
        (f"{FORM}      - {{id: a, title: A, type: choice}}\n", 16, 'under "choices:"'),
        (f"{FORM}      - {{id: a, title: A, meeting: meeting}}\n", 16, '"type: date"'),
        (f"{STEPS}    min: 9\n", 11, 'Write 5 or less at "min"'),
        (one_step("kind: vote, list: onsker, into: emner, per_item: 8"), 16, "Write 3 or less"),
        (f"{SECRET}    group_size: 3\n", 15, "Take the groups out"),
        (one_step("kind: suitability, ways: [A, B]"), 16, 'The step "neste" has no questions. Add'),
        (STEPS.replace("id: hei", "id: 2"), 7, "step-2"),
        (f"{SECRET}    consent: ja\n", 16, "Write the question"),
    ],
)
def test_the_remedy_is_told(text: str, line: int, remedy: str) -> None:
    assert remedy in only(text, line)


def test_one_of_several_words_is_told_without_brackets_of_a_program() -> None:
    words = only(one_step("kind: present, list: onsker, by: [heading, lens]"), 16)
    assert "one word only" in words
    assert "['" not in words


@pytest.mark.parametrize("language", ["nb", "da", "nl"])
def test_yes_is_advised_in_the_language_of_the_agenda(language: str) -> None:
    (words,) = told(f"{BOTH}    consent: Får vi?\n", language)
    assert "confidential: ja" in words


def test_several_in_one_text_are_asked_about() -> None:
    step = "  - id: s\n    kind: sort\n    title: S\n    minutes: 5\n    list: onsker\n    headings: Tillit, Tid\n"
    assert only(BOTH + step, 21).endswith("headings: [Tillit, Tid]")
    assert [problem.warning for problem in problems(BOTH + step)] == [True]
    text = f'{FORM}      - {{id: a, title: A, type: choice, choices: "Ja, Nei"}}\n'
    assert only(text, 16).endswith("choices: [Ja, Nei]")


@pytest.mark.parametrize("gap", ["{Møteleder}", "{ leder }", "{LEDER}"])
def test_braces_that_name_no_field(gap: str) -> None:
    fields = (
        '      - {id: leder, title: Møteleder}\n      - id: a\n        title: A\n        offer: "Vi og %s"\n'
    )
    assert only(FORM + fields % gap, 19).endswith('Did you mean "leder"?')
    assert problems(FORM + fields % "{leder}") == []


# -- a key inside a text, a list with nothing behind it ----------------------------------------------------


@pytest.mark.parametrize("sign", [">-", ">", "|", "|-"])
def test_a_key_inside_a_text_of_several_lines_is_pointed_out(sign: str) -> None:
    questions = f"{BOTH}    questions:\n      - text: {sign}\n          Hva kan vi gjøre?\n"
    words = only(f"{questions}          lens: LEDEREN\n", 19)
    assert 'the text that begins in line 17, not as the key "lens"' in words
    assert "begin it further left: 8 spaces in" in words
    assert problems(f"{questions}        lens: LEDEREN\n") == [], "further left it is the key"


def test_a_key_inside_a_question_without_keys_is_pointed_out() -> None:
    questions = f"{BOTH}    questions:\n      - >-\n        Hva kan vi gjøre?\n"
    words = only(f"{questions}        lens: LEDEREN\n", 19)
    assert "Write line 17 as `- text: >-` and begin this line 8 spaces in." in words


def test_a_key_inside_an_instruction_is_pointed_out_and_not_refused() -> None:
    text = f"{BOTH}    instruction: |\n      Snakk sammen.\n      questions:\n      - Hva nå?\n"
    assert 'not as the key "questions"' in only(text, 18)
    assert problems(text)[0].warning


@pytest.mark.parametrize(
    "row",
    [
        "Husk: ta notater.",
        "text:uten mellomrom",
        "Title: med stor bokstav",
        "lens er ikke en nøkkel",
        "klokka 10:15: start",
        "ukjent: ord",
    ],
)
def test_a_text_with_a_colon_is_a_text(row: str) -> None:
    assert problems(f"{BOTH}    instruction: >-\n      Snakk sammen.\n      {row}\n") == []


@pytest.mark.parametrize("empty", ["onsker:", "onsker: # ikke ennå", "onsker:   "])
def test_a_list_with_nothing_behind_it_is_asked_for_its_words(empty: str) -> None:
    text = BOTH.replace("onsker: {title: Ønsker, one: ønske, many: ønsker}", empty)
    words = only(text, 4)
    assert "A list needs a title" in words
    assert "onsker: {title: …, one: …, many: …}" in words


def test_no_lists_at_all_are_no_mistake() -> None:
    assert problems(f"title: Dag\nlanguage: nb\nlists:\nsteps:\n{TALK}") == []


# -- keys as editors have them -----------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["titl[a, b]", "title]", "[key]x]", "function-before[a]"])
def test_an_unknown_key_may_end_in_a_bracket(key: str) -> None:
    assert "agenda.unknown_key" in {problem.what.id for problem in problems(f'"{key}": x\n{STEPS}')}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"minuter:\n{STEPS}", 1),
        (f"{STEPS}    into:\n", 11),
        (f"{STEPS}    questions: [{{text: Hva?, tekst: }}]\n", 11),
        (f"repeat_for:\n{STEPS}", 1),
    ],
)
def test_an_unknown_key_is_refused_with_nothing_behind_it_too(text: str, line: int) -> None:
    assert [(problem.line, problem.warning) for problem in problems(text)] == [(line, False)]


@pytest.mark.parametrize("key", ["minutes:", "people:", "meetings:", "about:", "lists:", "format:"])
def test_a_known_key_with_nothing_behind_it_is_not_written(key: str) -> None:
    text = STEPS.replace(HEAD, "title: Dag\nlanguage: nb\n")
    assert problems(f"{key}\n{text}") == []


@pytest.mark.parametrize(
    ("text", "line", "value"),
    [
        (STEPS.replace("title: Hei", "title: 2026"), 9, "2026"),
        (f"{STEPS}    say: [1.5, Hei]\n", 11, "1.5"),
        (f"{STEPS}    instruction: true\n", 11, "true"),
        (f"{STEPS}    questions: [.nan]\n", 11, ".nan"),
    ],
)
def test_a_text_that_editors_take_for_a_number_or_a_yes(text: str, line: int, value: str) -> None:
    assert only(text, line).endswith(f'Put it in quotation marks: "{value}".')
    assert problems(text)[0].warning
    assert problems(text.replace(value, f'"{value}"')) == []


def test_the_keys_of_numbers_are_those_of_the_models() -> None:
    from apv_tui.core.agenda.shape import KINDS, PARTS, keys_of
    from apv_tui.files.agenda_unquoted import TYPED_KEYS

    keys = [item for model in (*PARTS.values(), *KINDS.values()) for item in keys_of(model).items()]
    typed = {name for name, key in keys if key.value.form in ("number", "minutes", "range", "yes/no")}
    assert typed | {"format"} == TYPED_KEYS
    assert not {name for name, key in keys if key.value.form in ("text", "title", "id")} & TYPED_KEYS
