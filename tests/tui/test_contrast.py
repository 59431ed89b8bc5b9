"""Every colour on every ground it is drawn on can be read: in both themes, with fewer colours, and without any."""

import ast
import re
from pathlib import Path

import pytest
from desks import FakeHost, make_desk
from pilots import painted, room
from rich.color import Color, ColorSystem
from rich.style import Style
from rounds import make_agenda
from sources import nodes
from textual.color import Color as Mixed
from textual.filter import monochrome_style

import apv_tui
from apv_tui.core import commands as c
from apv_tui.tui.app import OVERLAYS
from apv_tui.tui.palette import (
    DARK,
    LEAST_CONTRAST,
    LIGHT,
    PAIRS,
    WIDGET_CSS,
    Palette,
    contrast,
    textual_theme,
)
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import Face
from apv_tui.tui.widgets.pane import INVERSE, style_of

TUI = Path(apv_tui.__file__).parent / "tui"
THEMES = {"apv-light": LIGHT, "apv-dark": DARK}
XTERM = (
    "#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
    "#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
)  # fmt: skip
"""What xterm shows for the sixteen colours; every terminal and its owner have their own."""


def in_256(colour: str) -> str:
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


def in_16(colour: str) -> str:
    number = Color.parse(colour).downgrade(ColorSystem.STANDARD).number
    assert number is not None
    return XTERM[number]


def in_grey(colour: str) -> str:
    grey = monochrome_style(Style(color=colour)).color
    assert grey is not None
    return grey.get_truecolor().hex


def ratio(style: Style) -> float:
    """The lowest contrast of a style, in true colour and in 256."""
    assert style.color is not None
    assert style.bgcolor is not None
    pair = [each.get_truecolor().hex for each in (style.color, style.bgcolor)]
    return min(contrast(*pair), contrast(*map(in_256, pair)))


# -- what the program draws itself -------------------------------------------------------------------------


def roles_in_the_source() -> set[str]:
    """Every text handed on as the role of a span: by name, or in third place of a `Span`."""
    found: set[str] = set()
    for file, whole in nodes().items():
        for node in whole if file.startswith("tui/") else ():
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            given = [word.value for word in node.keywords if word.arg in ("role", "ground")]
            given += node.args[1:2] if name == "Span" else node.args[3:4] if name == "Face" else []
            for argument in given:
                for each in (
                    (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
                ):
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        found.add(each.value)
    return found


@pytest.mark.parametrize("theme", THEMES)
def test_every_role_that_is_drawn_can_be_read_where_it_is_drawn(theme: str) -> None:
    palette = THEMES[theme]
    roles = roles_in_the_source()
    assert {"text", "accent", "warn", "over", "cursor", "muted", "rule", "signal"} <= roles
    pairs = {(getattr(palette, front), getattr(palette, back)) for front, back in PAIRS}
    for role in roles:
        for bold in (False, True):
            style = style_of(role, bold, palette)
            assert style.color is not None
            assert style.bgcolor is not None
            drawn = [each.get_truecolor().hex for each in (style.color, style.bgcolor)]
            if style.reverse:
                drawn.reverse()
            assert tuple(drawn) in pairs, f"{role}: a pair that nobody checked"
            assert ratio(style) >= LEAST_CONTRAST, role
            assert not style.dim
            assert not style.italic


def test_our_style_sheets_name_no_colour_but_those_of_the_palette() -> None:
    sheets = [WIDGET_CSS]
    for file, whole in nodes().items():
        for node in whole if file.startswith("tui/") else ():
            named = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("CSS", "DEFAULT_CSS")
            if named and isinstance(node.value, ast.Constant):
                sheets.append(str(node.value.value))
    assert len(sheets) > 5
    known = {f"apv-{role.replace('_', '-')}" for role in Palette._fields}
    known |= {"background", "block-cursor-foreground", "block-cursor-background"}
    for sheet in sheets:
        for declared in re.findall(r"(?:color|background|border[a-z-]*|tint)\s*:\s*([^;}]+)", sheet):
            for variable in re.findall(r"\$([\w-]+)", declared):
                assert variable in known, declared
            rest = re.sub(r"\$[\w-]+", "", declared)
            assert not re.search(r"#[0-9a-f]{3}|\b(?:red|blue|green|white|black|grey|rgb|hsl)\b", rest), (
                declared
            )
            assert not re.search(r"\b[1-9]\d?%", rest), f"a mixture falls below 7:1: {declared}"


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("input-cursor-foreground", "input-cursor-background"),
        ("input-selection-foreground", "input-selection-background"),
        ("screen-selection-foreground", "screen-selection-background"),
        ("block-cursor-foreground", "block-cursor-background"),
        ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
        ("foreground", "block-hover-background"),
        ("footer-foreground", "footer-background"),
        ("footer-key-foreground", "footer-key-background"),
        ("link-color", "background"),
        ("link-color-hover", "link-background-hover"),
        ("scrollbar", "scrollbar-background"),
        ("scrollbar-hover", "scrollbar-background-hover"),
        ("scrollbar-active", "scrollbar-background-active"),
        ("border", "surface"),
        ("border-blurred", "surface"),
    ],
)
@pytest.mark.parametrize("theme", THEMES)
def test_the_parts_of_textuals_widgets_can_be_read(theme: str, front: str, back: str) -> None:
    system = textual_theme(THEMES[theme], theme).to_color_system()
    derived = {**system.generate(), **system.variables}
    pair = [Mixed.parse(derived[name]).hex6 for name in (front, back)]
    assert contrast(*pair) >= LEAST_CONTRAST
    assert contrast(*map(in_256, pair)) >= LEAST_CONTRAST


async def test_whatever_lies_over_a_meeting_can_be_read_in_both_themes() -> None:
    async with room("brainstorm") as r:
        await r.write("Frokost sammen\nMere lys\nhalvt skrevet")
        subjects = {
            "notice": "Et varsel",
            "paste": "- A\n- B\n- a",
            "gap": "90",
            "recovery": "90",
            "move": "0",
        }
        for name in (None, "help", "notes", "parking", "people", "steps", "lists", "paste", "settings", "meetings",
                     "notice", "gap", "quit", "elsewhere"):  # fmt: skip
            if name is not None:
                assert name in OVERLAYS
                r.app.open_overlay(name, subjects.get(name, ""))
            for theme in THEMES:
                r.app.theme = theme
                await r.settle()
                for strip in painted(r.app.screen):
                    for text, style, _ in strip:
                        if text.strip() and style is not None:
                            assert ratio(style) >= LEAST_CONTRAST, (name, theme, text)
                            assert not style.dim, (name, theme, text)
            if name is not None:
                r.app.screen.dismiss(None)
                await r.settle()


# -- with fewer colours ------------------------------------------------------------------------------------

AT_ONCE = ("text", "heading", "accent", "cursor_text", "signal_text", "entry_text")
"""What the room has to read at once: as readable in sixteen colours as in all."""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_with_sixteen_colours_everything_can_still_be_read(theme: str, front: str, back: str) -> None:
    pair = [in_16(getattr(THEMES[theme], role)) for role in (front, back)]
    least = LEAST_CONTRAST if front in AT_ONCE else 3.9  # grey is what the terminal calls grey
    assert contrast(*pair) >= least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), [pair for pair in PAIRS if pair[1] != "entry_background"])
def test_with_no_color_everything_can_still_be_read(theme: str, front: str, back: str) -> None:
    """NO_COLOR turns all colours into greys."""
    assert contrast(*(in_grey(getattr(THEMES[theme], role)) for role in (front, back))) >= LEAST_CONTRAST


@pytest.mark.parametrize("palette", THEMES.values())
@pytest.mark.parametrize("role", INVERSE)
def test_what_stands_out_does_so_without_any_colour(role: str, palette: Palette) -> None:
    style = style_of(role, False, palette)
    assert style.reverse
    reversed_ = [each.get_truecolor().hex for each in (style.bgcolor, style.color) if each is not None]
    assert reversed_ == [getattr(palette, f"{role}_text"), getattr(palette, f"{role}_background")]


# -- no fact by colour alone -------------------------------------------------------------------------------


def faces() -> list[Face]:
    """The clock in each of its states."""
    desk, clock = make_desk(make_agenda(), 6)
    desk.do(c.GoTo("kaffe"))
    stage = make_stage(desk, FakeHost(desk))
    seen = []
    if not stage.here.clock.running:
        seen.append(stage.face(desk.now()))
        desk.do(c.StartOrPause())
    seen.append(stage.face(desk.now()))
    length = stage.here.clock.length
    clock.advance(length - 60)
    seen.append(stage.face(desk.now()))  # the last two minutes
    desk.do(c.StartOrPause())
    seen.append(stage.face(desk.now()))
    desk.do(c.StartOrPause())
    clock.advance(125)
    seen.append(stage.face(desk.now()))  # over time
    return seen


def test_every_state_of_the_clock_is_said_in_words_or_signs_too() -> None:
    seen = faces()
    assert {"warn", "over"} <= {face.role for face in seen}
    assert len({(face.digits, face.caption) for face in seen}) == len(seen)
    for face in seen:
        if face.role == "over":
            assert face.digits.startswith("+")
        if face.role in ("warn", "over"):
            assert face.caption


@pytest.mark.parametrize("overlay", ["people", "steps", "meetings", "settings", "paste"])
async def test_the_line_chosen_is_inverse_and_not_only_of_another_colour(overlay: str) -> None:
    async with room("brainstorm") as r:
        r.app.open_overlay(overlay, "A\nB\nC")
        await r.settle()
        await r.press("down")
        marked = [
            "".join(text for text, _, _ in strip)
            for strip in painted(r.app.screen)
            if any(style is not None and style.reverse and text.strip() for text, style, _ in strip)
        ]
        assert marked
        if overlay not in ("people", "steps"):  # there the sign says who is here, and where the room is
            assert any("►" in row for row in marked), marked


async def test_the_item_chosen_on_the_wall_is_marked_by_a_sign_too() -> None:
    async with room("brainstorm") as r:
        await r.write("A\nB\nC\n")
        before = r.text.count("►")
        await r.press("up", "up")
        assert r.text.count("►") == before + 1
        assert next(row for row in r.rows if "►" in row and "B" in row)
