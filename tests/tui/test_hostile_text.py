"""Text that tries to do something: wherever people's words are shown, they are words and nothing more."""

import re
from typing import Any

import pytest
from desks import make_desk
from pilots import NARROW, WIDE, Room, painted, room
from rich.cells import cell_len
from rounds import STEPS

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.facts import PersonFacts
from apv_tui.core.log import entry_data
from apv_tui.core.messages import message
from apv_tui.tui.app import ApvApp
from apv_tui.tui.desk import Place
from apv_tui.tui.overlays.add_people import PeopleList

HOSTILE = {
    "closing tag": "[/]",
    "tag": "[b]x[/bold] [/b",
    "action": "[@click=app.bell]x[/]",
    "action in quotes": "[@click=\"app.exit(9)\"]x[/] \\",
    "backslash": "\\[b] \\",
    "escape": "\x1b[2J\x1b[31mrød\x1b[0m",
    "clipboard": "\x1b]52;c;cm0gLXJmIC8=\x07 \x1b]0;titel\x1b\\",
    "C1": "\x9b31mx\x9d0;t\x9c \x90q\x9c",
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
    "format": "{0} {name} %s %(n)d {",
    "tab": "a\tb\tc",
    "tags": "\U000e0041\U000e0042 ￹x￻",
}  # fmt: skip
OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""What a terminal, or the line it stands in, would obey."""


def cut(text: str, longest: int) -> str:
    return text[:longest].strip() or "x"


def hostile_agenda(text: str) -> Agenda:
    title, words = cut(text, 110), cut(text, 1_900)
    steps: list[dict[str, Any]] = [dict(step) for step in STEPS]
    for step in steps:
        step.update(title=title, instruction=words, say=[words], notes=[words], section=title)
    steps[1]["questions"] = [{"text": words, "probes": [words]}, words]
    steps[4].update(questions=[words, words], examples=[words])
    steps.append(
        {"id": "slut", "kind": "close", "title": title, "minutes": 3, "uses": ["oensker"], "next": [words]}
    )
    named = {"title": title, "one": title, "many": title}
    return Agenda.model_validate(
        {
            "title": title,
            "short": title,
            "language": "da",
            "lists": {"styrker": named, "oensker": named},
            "meetings": [{"id": "moede", "title": title, "about": words, "who": words, "steps": steps}],
        }
    )


def check(r: Room, width: int, height: int) -> None:
    """Nothing that is painted can be obeyed, and every row has all its columns."""
    assert r.app.fault is None
    rows = painted(r.app.screen)
    assert len(rows) == height
    for strip in rows:
        assert not OBEYED.search(strip.text), ascii(strip.text)
        assert sum(cell_len(segment.text) for segment in strip) == width, ascii(strip.text)
        for segment in strip:
            assert segment.control is None
            style = segment.style
            assert style is None or (not style.meta.get("@click") and style.link is None), ascii(segment)


OVER = (
    "notes", "parking", "people", "add_people", "steps", "questions", "meetings", "quit", "paste", "notice", "move",
)  # fmt: skip


def fill(r: Room, text: str) -> None:
    """Put the text wherever people's words go while a meeting runs."""
    for command in (
        c.GoTo("tre"),
        c.GoTo("seks"),
        c.AddPeople((PersonFacts(id="h", name=text, department=text), PersonFacts(id="g", name=text))),
        c.ChangePerson(PersonFacts(id="p1", name=text, department=text, leader=True)),
        c.ChooseQuestions("interview", (), (text,)),
        c.NoteIdeas((text, "frokost", text), "oensker", 0),
        c.NoteIdeas((text,), "styrker", None),
        c.NoteIdeas((text,), "parking"),
    ):
        r.desk.do(command)
    first = next(iter(r.desk.state.items), "")
    if first:
        r.desk.do(c.RewordIdea(first, text))
    r.desk.place = Place(text, text)
    r.desk.trouble = text
    for entry in r.desk.record.entries:
        str(entry_data(entry)).encode("utf-8")  # can be written


SHOWN = [(name, WIDE) for name in HOSTILE] + [(name, NARROW) for name in ("escape", "family", "long", "wide")]


@pytest.mark.parametrize(
    ("name", "size"), SHOWN, ids=lambda part: part if isinstance(part, str) else f"{part[0]}"
)
async def test_words_are_only_words(name: str, size: tuple[int, int]) -> None:
    text = HOSTILE[name]
    listed = PeopleList(
        (PersonFacts(id="", name=text, department=text),), message("did.lobby_entered"), "names"
    )
    async with room(agenda=hostile_agenda(text), size=size, read_people=lambda *_: listed) as r:
        heard: list[int] = []
        r.app.bell = lambda: heard.append(1)  # type: ignore[method-assign]
        fill(r, text)
        meeting = r.desk.state.meeting
        assert meeting is not None
        for step in ("", *(step.id for step in meeting.steps)):
            r.meeting.do(c.GoTo(step))
            await r.pilot.pause(0)
            await r.pilot.pause(0)
            check(r, *size)
        for overlay in OVER:
            if overlay == "notice":
                r.app.show_notice(text)
            else:
                r.meeting.open(overlay, text)
            await r.pilot.pause(0)
            if overlay == "notes":
                await r.press("enter")
            await r.pilot.pause(0)
            check(r, *size)
            r.app.pop_screen()
        await r.pilot.pause(0)
        assert heard == []


async def test_words_in_messages_and_in_the_line_that_is_typed() -> None:
    async with room("brainstorm") as r:
        for name, text in HOSTILE.items():
            await r.paste(text)
            check(r, *WIDE)
            if r.open == "PasteOverlay":
                await r.press("enter")
            else:
                assert not OBEYED.search(r.line.value), name
                await r.press("enter")
            check(r, *WIDE)
            await r.press("ctrl+z")
            check(r, *WIDE)
            r.app.hear_trouble(message("did.step_entered", text=text))
            r.app.hear_notice(message("did.step_entered", text=text))
            await r.settle()
            check(r, *WIDE)
            if r.open == "NoticeOverlay":
                await r.press("enter")
            assert r.open == "MeetingScreen", name


async def test_what_stands_right_of_the_words_keeps_its_place() -> None:
    """The time, the sign of the window and the clock stand where they stand beside plain words."""

    def edges(rows: list[str]) -> tuple[str, str]:
        return rows[0][-6:], rows[1][-13:]

    async with room("tre") as r:
        plain = edges(r.rows)
        clock = [row[-36:] for row in r.rows[3:8]]
    for name in ("zero width", "zalgo", "family", "flags", "wide", "combining", "bidi", "long"):
        async with room("tre", agenda=hostile_agenda(HOSTILE[name])) as r:
            assert edges(r.rows) == plain, name
            # Columns are counted in cells: a wide letter takes two of them.
            shown = [strip.crop(80 - 36).text.rstrip() for strip in painted(r.app.screen)[3:8]]
            assert [row.strip() for row in shown] == [row.strip() for row in clock], name


@pytest.mark.parametrize("name", ["closing tag", "action", "escape", "backslash", "bidi", "long"])
async def test_the_start_screen_and_the_palette_show_words_only(name: str) -> None:
    from apv_tui.core.messages import Problem, Unreadable
    from apv_tui.tui.screens.start import Choice, StartScreen

    text = HOSTILE[name]

    def refuse() -> Any:
        raise Unreadable(text, [Problem(message("did.step_entered", text=text))])

    class Shelf:
        def choices(self) -> list[Choice]:
            return [Choice(message("start.go_on"), text, text, refuse)]

    desk, clock = make_desk(hostile_agenda(text), 4)
    app = ApvApp(desk.words, clock, start=lambda owner: StartScreen(owner, Shelf()))
    async with app.run_test(size=WIDE) as pilot:
        r = Room(app, pilot, desk, clock)
        await r.settle()
        check(r, *WIDE)
        await r.press("enter")
        assert isinstance(app.screen, StartScreen)
        check(r, *WIDE)
    async with room("tre", agenda=hostile_agenda(text)) as r:
        await r.press("ctrl+p")
        await r.pilot.pause()
        assert r.open == "FindAction"
        check(r, *WIDE)
        await r.write("gå til")
        await r.pilot.pause()
        check(r, *WIDE)


async def test_nordic_letters_and_signs_come_through_unchanged() -> None:
    typed = "æøåÆØÅ @{[]}|\\~€ éüñç «»–… 100 % <b>"
    async with room("brainstorm") as r:
        await r.write(typed)
        assert r.line.value == typed
        await r.press("enter")
        assert [item.text for item in r.desk.state.standing("oensker")] == [typed]
        assert typed in r.text
