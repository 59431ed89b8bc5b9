"""Lists of people as people and spreadsheets write them."""

from pathlib import Path

import pytest

from apv_tui.core.messages import Unreadable
from apv_tui.files.people_file import PeopleRead, PersonRead, read_people, read_people_file


def names(read: PeopleRead) -> list[str]:
    return [person.name for person in read.people]


def short(read: PeopleRead) -> list[tuple[str, str, bool]]:
    return [(person.name, person.department, person.leader) for person in read.people]


def warned(read: PeopleRead) -> list[tuple[str, int]]:
    assert all(problem.warning and problem.mend for problem in read.warnings)
    return [(problem.what.id, problem.line) for problem in read.warnings]


def refused(text: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read_people(text, "list.txt")
    (problem,) = caught.value.problems
    assert problem.mend
    return problem.what.id


def read_file(tmp_path: Path, data: bytes) -> PeopleRead:
    path = tmp_path / "people.csv"
    path.write_bytes(data)
    return read_people_file(path)


# --- one name a line


def test_one_name_a_line() -> None:
    read = read_people("Bo Jensen\n\n  Åse   Ærø \n", "x")
    assert read.people == (PersonRead("Bo Jensen", line=1), PersonRead("Åse Ærø", line=3))
    assert (read.reading, read.alternatives, read.warnings) == ("names", (), ())
    assert dict(read.how.params)["n"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "1. Bo\n2. Mette Ærø\n10. Ib",
        "1) Bo\n2) Mette Ærø\n3) Ib",
        "- Bo\n- Mette Ærø\n- Ib",
        "• Bo\n•\tMette Ærø\n•Ib",
        "1.\tBo\n2.\tMette Ærø\n3.\tIb",
        "\tBo\n\tMette Ærø\n\tIb",
        "1;Bo\n2;Mette Ærø\n3;Ib",
        "Bo;\nMette Ærø;\nIb;",
        "Bo, Mette Ærø, Ib",
        "Bo; Mette Ærø; Ib",
        "\ufeffBo\r\nMette Ærø\rIb",
        "Navn\nBo\nMette Ærø\nIb",
        "Deltagere:\n---\nBo\nMette Ærø\nIb\n",
        '"Bo"\n"Mette Ærø"\n"Ib"',
    ],
)
def test_lists_as_they_are_pasted_give_the_bare_names(text: str) -> None:
    read = read_people(text, "x")
    assert names(read) == ["Bo", "Mette Ærø", "Ib"]
    assert read.reading == "names"
    assert read.warnings == ()


def test_a_name_with_a_nickname_in_quotation_marks_is_kept() -> None:
    assert names(read_people('Bo "Bobber" Jensen\nIb', "x")) == ['Bo "Bobber" Jensen', "Ib"]


# --- sheets with titles


@pytest.mark.parametrize(
    "titles",
    [
        "Name;Department;Leader",
        "NAVN;AFDELING;LEDER",
        "Navn;Avdeling;Leder",
        "naam;afdeling;leidinggevende",
        "Medarbejder;Team;Chef",
        " Fulde navn : ;Afd.;Er leder?",
        "Deltaker;Enhet;Leder (ja/nei)",
    ],
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_titles_in_four_languages_and_three_separators(titles: str, separator: str) -> None:
    text = f"{titles}\nMette;Drift;ja\nBo Jensen;;\n".replace(";", separator)
    read = read_people(text, "x")
    assert short(read) == [("Mette", "Drift", True), ("Bo Jensen", "", False)]
    assert read.warnings == ()
    assert read.reading == "name_department"
    assert len(read.columns) == 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fornavn;Efternavn\nBo;Jensen", "Bo Jensen"),
        ("Efternavn;Fornavn\nJensen;Bo", "Bo Jensen"),
        ("Fornavn,Etternavn\nÅse,Ødegård", "Åse Ødegård"),
        ("First name\tLast name\nBo\tJensen", "Bo Jensen"),
        ("Voornaam;Tussenvoegsel;Achternaam\nJan;van der;Berg", "Jan van der Berg"),
        ("Voornaam;Tussenvoegsel;Achternaam\nJan;;Berg", "Jan Berg"),
        ("Naam;Voornaam\nBerg;Jan", "Jan Berg"),
        ("Fornavn;Afdeling\nBo;Drift", "Bo"),
    ],
)
def test_names_in_several_columns_are_joined(text: str, name: str) -> None:
    read = read_people(text, "x")
    assert names(read) == [name]
    assert read.alternatives == ()
    assert read.warnings == ()


def test_columns_that_are_not_used_are_named() -> None:
    read = read_people("Nr;Navn;E-mail;Afdeling;Tom\n1;Bo;b@x.dk;Drift;\n2;Ib;i@x.dk;Drift;\n", "x")
    assert short(read) == [("Bo", "Drift", False), ("Ib", "Drift", False)]
    assert read.columns == ("Navn", "Afdeling")
    assert read.ignored == ("Nr", "E-mail")
    (warning,) = read.warnings
    assert dict(warning.what.params) == {"n": 2, "columns": "Nr, E-mail"}


def test_a_title_above_the_table_is_left_out_and_said() -> None:
    read = read_people("Personaleliste 2025;;\n;;\nNavn;Afdeling\nBo;Drift\n", "x")
    assert short(read) == [("Bo", "Drift", False)]
    assert warned(read) == [("people.above_titles", 1)]


def test_last_name_first_inside_the_name_column() -> None:
    read = read_people('Navn;Afdeling\n"Jensen, Bo";Drift\nOlsen, Mette;HR\n', "x")
    assert short(read) == [("Bo Jensen", "Drift", False), ("Mette Olsen", "HR", False)]
    assert (read.reading, read.alternatives) == ("last_first", ("name_department",))
    as_written = read_people('Navn;Afdeling\n"Jensen, Bo";Drift\n', "x", "name_department")
    assert names(as_written) == ["Jensen, Bo"]


def test_titles_without_one_for_the_name_are_refused_with_the_line() -> None:
    assert refused("Afdeling;Leder\nDrift;ja") == "people.no_name_column"


def test_titles_with_nobody_below_are_refused() -> None:
    assert refused("Navn;Afdeling\n;Drift") == "people.nobody"


# --- spreadsheets' own ways


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_a_sheet_saved_by_a_danish_excel(tmp_path: Path, codec: str, encoding: str) -> None:
    text = 'Navn;Afdeling;Leder\r\n"Søs ""Sus"" Ærø";"Køkken; nat";SAND\r\nÅge;Vuggestue;FALSK\r\n'
    read = read_file(tmp_path, text.encode(codec))
    assert short(read) == [('Søs "Sus" Ærø', "Køkken; nat", True), ("Åge", "Vuggestue", False)]
    assert read.encoding == encoding
    assert warned(read) == ([("file.old_letters", 1 + 1)] if codec == "cp1252" else [])


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_excels_line_that_names_the_separator(separator: str) -> None:
    text = f"sep={separator}\r\nBo;Drift\r\nIb;HR\r\n".replace(";", separator)
    assert read_people(text, "x").people == (
        PersonRead("Bo", "Drift", line=2),
        PersonRead("Ib", "HR", line=3),
    )


def test_a_cell_over_two_lines_keeps_the_line_numbers_right() -> None:
    read = read_people('Navn;Afdeling\n"Bo\nJensen";Drift\n\nIb;HR', "x")
    assert [(p.name, p.line) for p in read.people] == [("Bo Jensen", 2), ("Ib", 5)]
    assert warned(read) == [("people.over_lines", 2)]


def test_a_quotation_mark_that_never_ends_does_not_swallow_people() -> None:
    with pytest.raises(Unreadable) as caught:
        read_people('Navn;Afdeling\nBo;Drift\n"Ib;HR\nMette;HR\n', "x")
    (problem,) = caught.value.problems
    assert (problem.what.id, problem.line, problem.line_text) == ("people.open_quote", 3, '"Ib;HR')


# --- without titles


@pytest.mark.parametrize("separator", [";", "\t"])
def test_first_the_name_then_the_department_then_leader_or_not(separator: str) -> None:
    text = "Bo;Drift;ja\nMette Ærø;HR;\nIb;;nei".replace(";", separator)
    read = read_people(text, "x")
    assert short(read) == [("Bo", "Drift", True), ("Mette Ærø", "HR", False), ("Ib", "", False)]
    assert (read.reading, read.warnings) == ("name_department", ())
    assert read.how.id == "people.how.name_department"


def test_name_and_yes_or_no_without_a_department() -> None:
    read = read_people("Bo;x\nIb\nMette;x", "x")
    assert short(read) == [("Bo", "", True), ("Ib", "", False), ("Mette", "", True)]
    assert read.how.id == "people.how.name_leader"


def test_a_third_column_that_is_no_yes_or_no_is_ignored_by_number() -> None:
    read = read_people("Bo;Drift;12 34 56 78\nIb;HR;87 65 43 21", "x")
    assert read.ignored == ("3",)
    assert warned(read) == [("people.ignored", 0)]


@pytest.mark.parametrize(
    ("text", "reading", "people"),
    [
        ("Jensen, Bo", "last_first", [("Bo Jensen", "")]),
        ("Jensen, Bo\nSkov Olsen, Mette\nBerg, Jan van der", "last_first", None),
        ('"Jensen, Bo"\n"Olsen, Mette"', "last_first", [("Bo Jensen", ""), ("Mette Olsen", "")]),
        ("1. Jensen, Bo\n2. Olsen, Mette", "last_first", [("Bo Jensen", ""), ("Mette Olsen", "")]),
        (
            "Jensen, Bo, Drift\nOlsen, Mette, HR",
            "last_first",
            [("Bo Jensen", "Drift"), ("Mette Olsen", "HR")],
        ),
        ('"Jensen, Bo";Drift\n"Olsen, Ib";HR', "last_first", [("Bo Jensen", "Drift"), ("Ib Olsen", "HR")]),
        (
            "Bo Jensen, Drift\nMette Olsen, HR",
            "name_department",
            [("Bo Jensen", "Drift"), ("Mette Olsen", "HR")],
        ),
        ("Bo, Drift\nMette, Drift\nIb, HR\nUlla, HR", "name_department", None),
        ("Bo, ja\nMette, nej", "name_department", [("Bo", ""), ("Mette", "")]),
        ("Bo\nMette\nIb, HR", "name_department", [("Bo", ""), ("Mette", ""), ("Ib", "HR")]),
    ],
)
def test_a_comma_is_read_by_the_evidence(
    text: str, reading: str, people: list[tuple[str, str]] | None
) -> None:
    read = read_people(text, "x")
    assert read.reading == reading
    assert reading not in read.alternatives
    if people:
        assert [(person.name, person.department) for person in read.people] == people


def test_the_reader_may_choose_another_reading() -> None:
    text = "Jensen, Bo\nOlsen, Mette"
    first = read_people(text, "x")
    assert (names(first), first.alternatives) == (["Bo Jensen", "Mette Olsen"], ("names", "name_department"))
    assert names(read_people(text, "x", "names")) == ["Jensen, Bo", "Olsen, Mette"]
    other = read_people(text, "x", "name_department")
    assert short(other) == [("Jensen", "Bo", False), ("Olsen", "Mette", False)]
    assert other.alternatives == ("names", "last_first")
    assert dict(first.how.params)["name"] == "Bo Jensen"
    with pytest.raises(ValueError, match="surname"):
        read_people(text, "x", "surname")


def test_names_only_of_a_table_are_its_name_column() -> None:
    read = read_people("Bo;Drift\nIb;HR", "x", "names")
    assert short(read) == [("Bo", "", False), ("Ib", "", False)]
    assert read.ignored == ("2",)


# --- leaders


@pytest.mark.parametrize(
    "word", ["yes", "Ja", "JA", "y", "x", "X", "1", "true", "SAND", "sann", "WAAR", "ja.", "leder"]
)
def test_words_that_make_a_leader(word: str) -> None:
    assert read_people(f"Navn;Leder\nBo;{word}", "x").people[0].leader


@pytest.mark.parametrize(
    "word", ["", "no", "Nej", "nei", "nee", "0", "false", "FALSK", "USANN", "ONWAAR", "-"]
)
def test_words_that_do_not(word: str) -> None:
    read = read_people(f"Navn;Leder\nBo;{word}", "x")
    assert not read.people[0].leader
    assert read.warnings == ()


def test_another_word_is_no_leader_and_a_warning_with_the_line() -> None:
    read = read_people("Navn;Leder\nMette;ja\nBo;måske", "x")
    assert short(read) == [("Mette", "", True), ("Bo", "", False)]
    assert warned(read) == [("people.leader_word", 3)]
    assert read.warnings[0].line_text == "Bo;måske"


def test_a_column_with_the_names_of_leaders_is_one_warning() -> None:
    rows = "".join(f"P{i};Anna Olsen\n" for i in range(50))
    read = read_people("Navn;Leder\n" + rows, "x")
    assert not any(person.leader for person in read.people)
    assert warned(read) == [("people.leader_column", 2)]


# --- what is noticed about names


def test_namesakes_are_both_kept_and_pointed_out() -> None:
    read = read_people("Mette;HR\nBo;HR\nmette;Drift\nMette;HR", "x")
    assert names(read) == ["Mette", "Bo", "mette", "Mette"]
    assert warned(read) == [("people.same_name", 3)]
    assert dict(read.warnings[0].what.params) == {"name": "Mette", "n": 3, "line": 3}


def test_a_name_that_is_too_long_is_cut_with_a_sign_and_a_warning() -> None:
    read = read_people("B" * 80 + "\n" + "C" * 81, "x")
    assert names(read) == ["B" * 80, "C" * 79 + "…"]
    assert warned(read) == [("people.long_name", 2)]


def test_names_cannot_steer_the_terminal() -> None:
    read = read_people("Bo\x1b]52\x07\nIb\u202e\x00", "x")
    assert not any(c in "".join(names(read)) for c in "\x00\x07\x1b\u202e")
    assert warned(read) == [("people.odd_letters", 1), ("people.odd_letters", 2)]


def test_markup_and_emoji_in_names_are_just_names() -> None:
    text = "[/bold]\n{name}\n🙂\nO'Neill\nAnne-Mette"
    assert names(read_people(text, "x")) == text.split("\n")


def test_a_row_without_a_name_is_left_out_and_said() -> None:
    read = read_people("Navn;Afdeling\nBo;Drift\n;HR\n", "x")
    assert names(read) == ["Bo"]
    assert warned(read) == [("people.no_name", 3)]
