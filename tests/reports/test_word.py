"""The Word file, read back by other means: its parts as XML, and its text by docx2python."""

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from xml.etree import ElementTree

import docx
import pytest
from docx2python import docx2python
from hypothesis import example, given, settings
from hypothesis import strategies as st
from paper_cases import NAMES, shipped
from played_cases import played, read_case
from tries import tries

from apv_tui.core.messages import Refused
from apv_tui.core.text import safe
from apv_tui.reports import word
from apv_tui.reports.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Card,
    Cards,
    Column,
    Document,
    Facts,
    Heading,
    Keep,
    Numbered,
    Page,
    Para,
    Picture,
    Room,
    Signatures,
    Table,
)
from apv_tui.reports.order import order_document
from apv_tui.words import Words
from hostile import HOSTILE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


ODD_WORDS = ("\ufffe\uffff\ud800", "<w:p/>&amp;]]>", "{{apv-tui}}")


def png(width: int = 40, height: int = 20) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x40" * 3 * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def one(*blocks: Block, language: str = "da", titled: bool = True) -> Document:
    return Document("Referat", language, (Page(blocks),), titled=titled)


def every_block(words: str) -> Document:
    picture = Picture(png(), "png", words)
    table = Table((Column(words, "short"), Column(words, "main")), ((words, words), ("", words)), (1,))
    return Document(
        words,
        "da",
        (
            Page(
                (
                    *(Heading(level, words) for level in (1, 2, 3)),
                    *(Para(words, role) for role in ("text", "note", "strong", "said", "blanks")),
                    *(
                        Bullets(((words, (words,)), (words, ())), marks, 3)
                        for marks in ("dots", "numbers", "boxes")
                    ),
                    table,
                    Facts(((words, words),)),
                    Bars((Bar(words, 3, words, True), Bar(words, 0, words)), words),
                    Keep((Heading(2, words), Signatures((words, words), words))),
                    picture,
                    Room(2),
                    Numbered(2, ((2, words),)),
                )
            ),
            Page((Cards((Card(words, words, (Para(words), table), 3),)),), big=True),
        ),
        words,
        picture,
    )


def part(data: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return ElementTree.fromstring(packed.read(name))


def styles(data: bytes) -> list[tuple[str, str]]:
    """Give each paragraph's style by its name, and its text."""
    names = {
        each.get(f"{W}styleId"): each.find(f"{W}name").get(f"{W}val")  # type: ignore[union-attr]
        for each in part(data, "word/styles.xml").iter(f"{W}style")
    }
    found = []
    for paragraph in part(data).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = names[style.get(f"{W}val")] if style is not None else "Normal"
        found.append((str(name), "".join(text.text or "" for text in paragraph.iter(f"{W}t"))))
    return found


def template(change: Callable[[docx.document.Document], None] = lambda _: None) -> bytes:
    made = docx.Document()
    change(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            changed = change(name, old.read(name))
            if changed is not None:
                new.writestr(name, changed)
    return buffer.getvalue()


# -- words ---------------------------------------------------------------------------------------------------


@settings(max_examples=tries(6), deadline=None)
@given(
    words=st.one_of(
        st.text(max_size=60, alphabet=st.characters()),
        st.sampled_from([*HOSTILE.values(), *ODD_WORDS]).map(lambda text: text[:300]),
    )
)
@example(words=ODD_WORDS[0])
@example(words=HOSTILE["C0"])
def test_any_words_are_only_words_in_word(words: str) -> None:
    def skeleton(data: bytes) -> list[str]:
        return [each.tag for each in part(data).iter() if each.tag not in (f"{W}br", f"{W}t")]

    made = word.render(every_block(words))
    assert skeleton(made) == skeleton(word.render(every_block("x"))) or not words.strip()
    kept = safe(words).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    said = " ".join(text for _, text in styles(made))
    assert "".join(kept.split()) in "".join(said.split())


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_read_back_with_its_words_in_their_order(name: str) -> None:
    agenda = shipped(name)
    document = order_document(agenda, Words(agenda.language))
    with docx2python(io.BytesIO(word.render(document))) as read:
        said = " ".join(read.text.split())
    at = 0
    for step in agenda.meetings[0].steps:
        at = said.index(" ".join(step.title.split()), at)


# -- how it is built -----------------------------------------------------------------------------------------


def test_headings_title_and_lists_have_words_own_styles() -> None:
    lists = Bullets((("D", ("E",)),)), Bullets((("F", ()),), "numbers")
    document = one(Heading(1, "A"), Heading(3, "B"), Para("C", "said"), *lists)
    found = styles(word.render(document))
    assert found[:7] == [
        ("Title", "Referat"), ("heading 1", "A"), ("heading 3", "B"), ("Quote", "C"), ("List Bullet", "D"),
        ("List Bullet 2", "E"), ("List Number", "F"),
    ]  # fmt: skip


def test_every_numbered_list_begins_where_it_says() -> None:
    data = word.render(one(*(Bullets((("a", ()), ("b", ())), "numbers", first) for first in (1, 4))))
    numbers = [each.get(f"{W}val") for each in part(data).iter(f"{W}numId")]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    starts = {
        num.get(f"{W}numId"): start.get(f"{W}val")
        for num in part(data, "word/numbering.xml").iter(f"{W}num")
        for start in num.iter(f"{W}startOverride")
    }
    assert [starts[numbers[0]], starts[numbers[2]]] == ["1", "4"]


def test_a_table_repeats_its_head_and_fills_the_page_whatever_is_in_it() -> None:
    table = Table((Column("Nr.", "short"), Column("Tiltag", "main")), (("1", "ord " * 60), ("2", "x" * 300)))
    made = part(word.render(one(table))).find(f".//{W}tbl")
    assert made is not None
    rows = made.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    widths = [int(each.get(f"{W}w", "0")) for each in made.findall(f"{W}tblGrid/{W}gridCol")]
    assert 9500 < sum(widths) <= 9640  # 170 mm
    assert widths[0] < widths[1] / 4


def test_two_tables_do_not_grow_together() -> None:
    table = Facts((("a", "b"),))
    body = part(word.render(one(table, table))).find(f"{W}body")
    assert body is not None
    tags = [each.tag for each in body]
    assert f"{W}tbl{W}tbl" not in "".join(tags)


def test_a_chart_is_as_long_as_its_numbers_and_says_them_in_words() -> None:
    data = word.render(
        one(Bars((Bar("Ro", 9, "7 + 2", True), Bar("Tid", 3, "3"), Bar("Sang", 0, "0")), "valgt"))
    )
    lines = [each for each in part(data).iter(f"{W}p") if each.find(f"{W}pPr/{W}ind") is not None]
    shaded = [each.find(f"{W}pPr/{W}shd") is not None for each in lines]
    assert shaded == [True, True, False]
    ends = [int(each.find(f"{W}pPr/{W}ind").get(f"{W}right", "0")) for each in lines]  # type: ignore[union-attr]
    assert ends[0] == 0
    assert ends[1] == pytest.approx(ends[2] * 2 / 3, abs=2)
    texts = [text for _, text in styles(data)]
    said = [text for text in texts if text in ("√ Ro", "7 + 2", "Tid", "3")]
    assert said == ["√ Ro", "7 + 2", "Tid", "3"]
    assert "√ valgt" in texts


def test_what_belongs_together_is_kept_on_one_page() -> None:
    data = word.render(one(Keep((Heading(2, "Under"), Para("a"), Para("b"))), Para("c")))
    kept = [each.find(f"{W}pPr/{W}keepNext") is not None for each in part(data).iter(f"{W}p")]
    assert kept[1:5] == [True, True, False, False]


@pytest.mark.parametrize(
    ("language", "said"), [("da", "da-DK"), ("nb", "nb-NO"), ("nl", "nl-NL"), ("en", "en-GB")]
)
def test_word_checks_the_spelling_in_the_right_language(language: str, said: str) -> None:
    data = word.render(one(Para("x"), language=language), template())
    langs = [each.get(f"{W}val") for each in part(data, "word/styles.xml").iter(f"{W}lang")]
    assert langs == [said]


def test_nothing_in_it_tells_whose_computer_it_was() -> None:
    def signed(made: docx.document.Document) -> None:
        made.core_properties.author = "Bent Secret"
        made.core_properties.last_modified_by = "Bent Secret"

    for data in (word.render(one(Para("x"))), word.render(one(Para("x")), template(signed))):
        core = part(data, "docProps/core.xml")
        assert sorted(each.tag.rpartition("}")[2] for each in core) == ["language", "title"]
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            assert "docProps/app.xml" not in packed.namelist()
            assert all(b"Secret" not in packed.read(name) for name in packed.namelist())


def test_a_picture_says_what_it_shows_and_is_no_larger_than_the_page() -> None:
    data = word.render(
        Document("T", "da", (Page((Para("x"),)),), logo=Picture(png(4000, 900), "png", "Vores logo"))
    )
    drawn = next(each for each in part(data).iter() if each.tag.endswith("}docPr"))
    size = next(each for each in part(data).iter() if each.tag.endswith("}extent"))
    assert drawn.get("descr") == "Vores logo"
    assert int(size.get("cx", "0")) <= 60 * 36_000
    assert int(size.get("cx", "0")) == pytest.approx(int(size.get("cy", "0")) * 4000 / 900, rel=0.01)


@pytest.mark.parametrize("data", [b"", b"GIF89a", png()[:20], png(0, 0), b"\xff\xd8\xff\xe0\x00\x10JFIF"])
def test_a_picture_that_cannot_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        word.render(one(Picture(data, "png")))
    assert refused.value.reason.id == "word.picture"


# -- templates -----------------------------------------------------------------------------------------------


def test_a_template_gives_styles_page_header_and_footer_and_not_its_text() -> None:
    def theirs(made: docx.document.Document) -> None:
        made.add_paragraph("Gammel tekst")
        made.styles["Heading 1"].font.name = "Georgia"  # type: ignore[attr-defined]
        made.sections[0].header.paragraphs[0].text = "Konsulenthuset"
        made.sections[0].footer.paragraphs[0].text = "Deres fod"
        made.sections[0].page_width = 5_000_000  # type: ignore[assignment]
        made.add_section()  # goes on with the header of the section before, which goes
        made.add_paragraph("Mere")

    data = word.render(one(Heading(1, "A")), template(theirs))
    read = docx.Document(io.BytesIO(data))
    assert [each.text for each in read.paragraphs if each.text] == ["Referat", "A"]
    assert read.styles["Heading 1"].font.name == "Georgia"  # type: ignore[attr-defined]
    assert read.sections[0].header.paragraphs[0].text == "Konsulenthuset"
    assert read.sections[0].footer.paragraphs[0].text == "Deres fod"
    assert read.sections[0].page_width == pytest.approx(5_000_000, rel=0.001)


def test_a_template_without_a_footer_gets_the_page_number() -> None:
    for theirs in (None, template()):
        with zipfile.ZipFile(io.BytesIO(word.render(one(Para("x")), theirs))) as packed:
            feet = b"".join(packed.read(name) for name in packed.namelist() if "footer" in name)
        assert b" PAGE " in feet
        assert b" NUMPAGES " in feet


def test_a_template_with_a_place_for_the_report_keeps_what_is_around_it() -> None:
    def theirs(made: docx.document.Document) -> None:
        made.add_paragraph("Forside")
        made.add_paragraph("{{apv-tui}}")
        made.add_paragraph("Bagside")

    data = word.render(one(Para("A"), Facts((("B", "C"),)), Para("D")), template(theirs))
    texts = [text for _, text in styles(data) if text and "/" not in text]
    assert texts == ["Forside", "Referat", "A", "B", "C", "D", "Bagside"]


def test_styles_that_a_template_lacks_are_made() -> None:
    def bare(made: docx.document.Document) -> None:
        for name in ("Title", "Heading 1", "Quote", "List Bullet", "List Number", "Strong", "Table Grid"):
            element = made.styles[name].element
            element.getparent().remove(element)

    data = word.render(every_block("x"), repacked(template(bare), without_numbering))
    assert {"Title", "heading 1", "Quote", "List Bullet", "List Number"} <= {name for name, _ in styles(data)}
    assert docx.Document(io.BytesIO(data)).paragraphs


def without_numbering(name: str, content: bytes) -> bytes | None:
    if name == "word/numbering.xml":
        return None
    if name == "[Content_Types].xml":
        start = content.index(b'<Override PartName="/word/numbering.xml"')
        return content[:start] + content[content.index(b"/>", start) + 2 :]
    if name == "word/_rels/document.xml.rels":
        at = content.index(b"numbering.xml")
        start, end = content.rindex(b"<Relationship ", 0, at), content.index(b"/>", at) + 2
        return content[:start] + content[end:]
    return content


def of_kind(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, content: content.replace(old, new) if name == "[Content_Types].xml" else content


MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BOMB = b"<a>" + b" " * 30_000_000 + b"</a>"
ODD: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "word.no_word"),
    "text": (lambda: b"Dear all", "word.no_word"),
    "a PDF": (lambda: b"%PDF-1.7", "word.no_word"),
    "a password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "word.protected"),
    "half a file": (lambda: template()[:20_000], "word.damaged"),
    "no document in it": (
        lambda: repacked(template(), lambda n, data: None if n == "word/document.xml" else data), "word.damaged",
    ),
    "broken XML": (
        lambda: repacked(template(), lambda n, data: data[:300] if n == "word/document.xml" else data),
        "word.damaged",
    ),
    "a document type": (
        lambda: repacked(
            template(), lambda n, data: b"<!DOCTYPE x>" + data if n == "word/styles.xml" else data
        ),
        "word.damaged",
    ),
    "a bomb": (
        lambda: repacked(template(), lambda n, data: BOMB * 4 if n == "word/styles.xml" else data), "word.too_large",
    ),
    "a spreadsheet": (
        lambda: repacked(template(), of_kind(MAIN, b"application/vnd.openxmlformats-officedocument.sheet.main+xml")),
        "word.no_word",
    ),
    "dotx": (
        lambda: repacked(template(), of_kind(b".document.main+xml", b".template.main+xml")), "word.dotx",
    ),
    "docm": (
        lambda: repacked(
            template(), of_kind(MAIN, b"application/vnd.ms-word.document.macroEnabled.main+xml")
        ),
        "word.macros",
    ),
    "another zip": (
        lambda: repacked(template(), lambda n, data: None if n.startswith("[") else data), "word.no_word",
    ),
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_a_template_that_is_none_is_refused_in_one_message(odd: str) -> None:
    make, reason = ODD[odd]
    with pytest.raises(Refused) as refused:
        word.render(one(Para("x")), make())
    assert refused.value.reason.id == reason
    assert Words("da").say(refused.value.reason).endswith(".") or ".docx" in Words("da").say(
        refused.value.reason
    )


# -- what it costs those who do not need it ------------------------------------------------------------------

IMPORTED = """
import sys
from apv_tui.reports import calendar, comma_separated, exported, markdown, html, spreadsheet, tables, word
print(sorted({"docx", "lxml", "xlsxwriter", "icalendar", "textual", "openpyxl", "tempfile"} & set(sys.modules)))
"""


def test_a_format_that_is_not_written_is_not_paid_for() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_whole_case_becomes_a_word_file() -> None:
    from apv_tui.reports.minutes import minutes
    from apv_tui.reports.options import ReportOptions

    case = read_case(played("apv.da").state)
    said = "\n".join(text for _, text in styles(word.render(minutes(case, ReportOptions()))))
    for item in case.state.items.values():
        if item.text and item.list in case.state.plans and not item.withdrawn:
            assert item.text in said
