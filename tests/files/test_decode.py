"""Bytes as editors, spreadsheets and accidents write them, and what their owner is told."""

import io
import os
import time
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from apv_tui.core.messages import Message, Problem, Unreadable
from apv_tui.files.decode import Decoded, decode, plain, read_bytes

DANISH = "Åse Ærø\nBjørn\n"


def refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        decode(data, "list.txt")
    assert caught.value.path == "list.txt"
    assert all(problem.mend for problem in caught.value.problems)
    return caught.value


def attempt(data: bytes) -> Decoded | list[Problem]:
    try:
        return decode(data, "x")
    except Unreadable as error:
        return error.problems


def said(error: Unreadable) -> str:
    return error.problems[0].what.id


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (DANISH.encode(), "utf-8"),
        (DANISH.encode("utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + DANISH.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + DANISH.encode("utf-16-be"), "utf-16"),
        (DANISH.encode("utf-16-le"), "utf-16"),
        (DANISH.encode("utf-16-be"), "utf-16"),
        (DANISH.encode("cp1252"), "cp1252"),
    ],
)
def test_every_usual_encoding_gives_the_same_letters(data: bytes, encoding: str) -> None:
    decoded = decode(data, "x")
    assert (decoded.text, decoded.encoding) == (DANISH, encoding)
    assert bool(decoded.warnings) == (encoding == "cp1252")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_line_ends_become_line_feeds(end: str, codec: str) -> None:
    assert decode(DANISH.replace("\n", end).encode(codec), "x").text == DANISH


def test_letters_written_in_two_parts_are_joined() -> None:
    assert decode(unicodedata.normalize("NFD", DANISH).encode(), "x").text == DANISH


def test_guessed_letters_are_shown_on_the_first_line_that_has_some() -> None:
    text = "Bo\r\nIb – 2\r\nSøren Ærø\r\n"
    (warning,) = decode(text.encode("cp1252"), "x").warnings
    assert warning.warning
    assert warning.line == 3
    assert warning.what == Message("file.old_letters", (("line", 3), ("sample", "Søren Ærø")))


def test_the_sample_holds_the_letter_even_far_out_on_the_line() -> None:
    (warning,) = decode(("x" * 5000 + "Søren").encode("cp1252"), "x").warnings
    assert "Søren" in warning.line_text


def test_old_letters_without_any_letter_still_give_a_sample() -> None:
    (warning,) = decode("Bo\nIb – 2".encode("cp1252"), "x").warnings
    assert (warning.line, warning.line_text) == (2, "Ib – 2")


def test_two_files_in_two_encodings_glued_together_are_pointed_out() -> None:
    warnings = decode(b"Bo\nS\xf8ren\n" + "Ærø, Søs\n".encode(), "x").warnings
    assert [(w.what.id, w.line) for w in warnings] == [("file.old_letters", 2), ("file.mixed_letters", 3)]


def test_nothing_and_only_a_mark_are_empty_texts() -> None:
    assert decode(b"", "x").text == ""
    assert decode(b"\xef\xbb\xbf", "x").text == ""
    assert decode(b"\xff\xfe", "x").text == ""


def office(*names: str, first: str = "[Content_Types].xml", content: str = "<x/>") -> bytes:
    """Make a packed file as Word, Excel and LibreOffice do."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(first, content)
        for name in names:
            packed.writestr(name, "<x/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "mend"),
    [
        (office("word/document.xml"), "word", "file.save_as_text"),
        (office("xl/workbook.xml"), "excel", "file.save_as_csv"),
        (office("ppt/presentation.xml"), "slides", "file.not_text.mend"),
        (
            office(first="mimetype", content="application/vnd.oasis.opendocument.spreadsheet"),
            "spreadsheet",
            "file.save_as_csv",
        ),
        (office("photos/1.txt"), "archive", "file.not_text.mend"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"),
            "excel",
            "file.save_as_csv",
        ),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf", "file.save_as_text"),
        (b"{\\rtf1\\ansi Bo\\par}", "rtf", "file.save_as_text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "picture", "file.not_text.mend"),
    ],
    # A packed file holds the time: as a name of a test it would differ from one worker to the next.
    ids=["word", "excel", "slides", "spreadsheet", "archive", "old excel", "pdf", "rtf", "picture"],
)
def test_a_file_of_another_kind_is_named_with_the_way_out(data: bytes, kind: str, mend: str) -> None:
    (problem,) = refused(data).problems
    assert problem.what == Message("file.looks_like", (("kind", Message(f"file.kind.{kind}")),))
    assert problem.mend
    assert problem.mend.id == mend


@pytest.mark.parametrize(
    "data",
    [
        bytes(500),
        b"Bo\x00Ib\n",
        bytes(range(1, 32)) * 9,
        b"S\xf8ren\x81",  # CP1252 has no such letter
        b"\xff\xfe\x00\x00" + "Bo".encode("utf-32-le"),
        b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00",
    ],
)
def test_binary_data_is_not_a_text_file(data: bytes) -> None:
    assert said(refused(data)) == "file.not_text"


def test_a_stray_control_character_does_not_make_a_file_binary() -> None:
    assert decode(b"Bo \x1b[31mred\nIb\x0c\x1a", "x").text == "Bo \x1b[31mred\nIb\x0c\x1a"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_inside_is_refused_with_its_line(codec: str) -> None:
    (problem,) = refused("Bo\r\nIb\r\n\ufeffSøs\r\n".encode(codec)).problems
    assert (problem.what.id, problem.line) == ("file.mark_inside", 3)
    assert "Søs" in problem.line_text


def test_a_byte_order_mark_inside_old_letters_is_refused_too() -> None:
    (problem,) = refused(b"S\xf8ren\n" + "Søs\n".encode("utf-8-sig")).problems
    assert (problem.what.id, problem.line) == ("file.mark_inside", 2)


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbfBo\nS\xf8ren\n", b"\xff\xfe" + "Bo\nSøren".encode("utf-16-le")[:-1]],
)
def test_a_file_that_breaks_its_own_promise_is_damaged_at_a_line(data: bytes) -> None:
    (problem,) = refused(data).problems
    assert (problem.what.id, problem.line) == ("file.damaged", 2)


def test_a_heap_of_combining_marks_cannot_stop_the_program() -> None:
    began = time.process_time()
    text = decode(("a" + "\u0301\u0323" * 200_000 + "\nSøren").encode(), "x").text
    assert time.process_time() - began < 2
    assert len(text) < 100
    assert "\ufffd" in text
    assert text.endswith("Søren")


def test_a_line_of_dashes_is_not_a_heap_of_marks() -> None:
    assert plain("—" * 200) == "—" * 200


@settings(max_examples=tries(100), deadline=2000)
@given(
    st.binary(max_size=300)
    | st.text(max_size=100).map(lambda t: t.encode("utf-16", "surrogatepass"))
    | st.tuples(st.sampled_from([b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04"]), st.binary()).map(
        b"".join
    )
)
def test_any_bytes_give_clean_text_or_a_reason(data: bytes) -> None:
    decoded = attempt(data)
    if isinstance(decoded, list):
        assert decoded
        return
    assert "\r" not in decoded.text
    assert "\x00" not in decoded.text
    assert "\ufeff" not in decoded.text
    assert unicodedata.is_normalized("NFC", decoded.text)
    decoded.text.encode()
    assert all(problem.warning for problem in decoded.warnings)


# --- the file itself


def unread(path: Path, limit: int = 100) -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(path, limit)
    (problem,) = caught.value.problems
    assert caught.value.path == str(path)
    assert problem.mend
    return problem.what.id


def test_a_file_is_read_up_to_the_limit_and_refused_beyond(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(b"Bo\r\n" * 25)
    assert read_bytes(path, 100) == b"Bo\r\n" * 25
    assert unread(path, 99) == "file.too_big"


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(b"x" * 101)
    small = os.stat_result((0o100644, 0, 0, 1, 0, 0, 5, 0, 0, 0))
    monkeypatch.setattr(Path, "stat", lambda self: small)
    monkeypatch.setattr(os, "fstat", lambda fd: small)
    assert unread(path) == "file.too_big"


def test_missing_folder_and_impossible_names_are_told_apart(tmp_path: Path) -> None:
    assert unread(tmp_path / "no.txt") == "file.missing"
    assert unread(tmp_path / "no" / "no.txt") == "file.missing"
    assert unread(tmp_path / "a\x00b") == "file.missing"
    assert unread(tmp_path) == "file.is_folder"
    assert unread(tmp_path / ("x" * 5000)) == "file.failed"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_a_pipe_is_refused_at_once_also_when_it_takes_the_place_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    began = time.process_time()
    assert unread(pipe) == "file.not_a_file"
    monkeypatch.setattr(Path, "stat", lambda self: os.stat_result((0o100644, 0, 0, 1, 0, 0, 5, 0, 0, 0)))
    assert unread(pipe) == "file.not_a_file"
    assert time.process_time() - began < 1


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device here")
def test_an_endless_device_is_refused() -> None:
    assert unread(Path("/dev/zero")) == "file.not_a_file"


def test_a_file_that_may_not_be_opened_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(b"Bo")

    def deny(*_: object) -> int:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(os, "open", deny)
    assert unread(path) == "file.no_access"


def test_a_hostile_file_name_is_shown_harmless(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(tmp_path / "\x1b[31m\u202e.txt", 100)
    name = dict(caught.value.problems[0].what.params)["name"]
    assert "\x1b" not in str(name)
    assert "\u202e" not in str(name)


def test_the_letters_of_dos_are_shown_before_anybody_trusts_them() -> None:
    """CP850 cannot be told from CP1252, so the sample shows what came of it."""
    (warning,) = decode("Dagsorden\nSøren og ærlig".encode("cp850"), "x").warnings
    assert warning.warning
    assert warning.line == 2
    assert "S›ren" in warning.line_text
