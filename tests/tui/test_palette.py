from itertools import combinations
from typing import ClassVar

import pytest
from rich.color import Color, ColorSystem
from textual.app import App, SystemCommand
from textual.widgets import Button, DataTable, Footer, Input, Label, OptionList

from apv_tui.tui.palette import (
    DARK,
    LEAST_CONTRAST,
    LIGHT,
    PAIRS,
    WIDGET_CSS,
    Palette,
    contrast,
    textual_theme,
    variables,
)

THEMES = {"apv-light": LIGHT, "apv-dark": DARK}
CASES = [(name, front, back) for name in THEMES for front, back in PAIRS]


def channels(colour):
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))


def nearest_xterm(colour):
    """The nearest of colours 16 to 255; the first 16 are the user's own."""
    levels = (0, 95, 135, 175, 215, 255)
    cube = [(r, g, b) for r in levels for g in levels for b in levels]
    greys = [(n, n, n) for n in range(8, 248, 10)]
    own = channels(colour)
    best = min(cube + greys, key=lambda other: sum((a - b) ** 2 for a, b in zip(own, other, strict=True)))
    return "#{:02x}{:02x}{:02x}".format(*best)


def as_rich_rounds(colour):
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


def as_is(colour):
    return colour


@pytest.mark.parametrize(
    ("a", "b", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#777777", 1), ("#595959", "#ffffff", 7.0)]
)
def test_contrast_is_that_of_wcag(a, b, ratio):
    assert contrast(a, b) == contrast(b, a) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("rounded", [as_is, nearest_xterm, as_rich_rounds])
@pytest.mark.parametrize(("theme", "front", "back"), CASES)
def test_every_pair_can_be_read_also_in_256_colours(theme, front, back, rounded):
    palette = THEMES[theme]
    assert contrast(rounded(getattr(palette, front)), rounded(getattr(palette, back))) >= LEAST_CONTRAST


def test_every_role_is_in_some_pair():
    assert {role for pair in PAIRS for role in pair} == set(Palette._fields)


@pytest.mark.parametrize("theme", THEMES)
def test_hues_survive_rounding_to_256_colours(theme):
    for role in ("accent", "good", "warn", "over", "heading"):
        colour = getattr(THEMES[theme], role)
        assert colour == nearest_xterm(colour) == as_rich_rounds(colour), role


# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def seen(colour, sight):
    """A colour as CIE L*a*b* coordinates, as it is seen."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (n / 255 for n in channels(colour))
    ]
    r, g, b = (min(1, max(0, sum(m * c for m, c in zip(row, linear, strict=True)))) for row in SIGHT[sight])
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", THEMES)
def test_states_differ_also_for_the_colour_blind(theme, sight):
    for one, other in combinations(("text", "accent", "good", "warn", "over"), 2):
        if (sight, one, other) == ("tritanopia", "text", "accent"):
            continue  # yellow is nearly white to them; what to do now is bold as well, and no state
        a, b = (seen(getattr(THEMES[theme], role), sight) for role in (one, other))
        distance = sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5
        # One in ten thousand cannot see blue, one man in twelve is red-green blind.
        assert distance >= (17 if sight == "tritanopia" else 20), (one, other)


class Plain(App[None]):
    """A few of Textual's own widgets, with nothing but the theme."""

    CSS = WIDGET_CSS
    BINDINGS: ClassVar = [("f1", "help", "Hjælp")]

    def __init__(self, theme):
        super().__init__()
        for name, palette in THEMES.items():
            self.register_theme(textual_theme(palette, name))
        self.theme = theme

    def get_theme_variable_defaults(self):
        return variables(LIGHT)

    def get_system_commands(self, screen):
        yield SystemCommand("Videre", "Til næste trin", self.bell)
        yield SystemCommand("Tilbage", "Til forrige trin", self.bell)

    def compose(self):
        yield Label("Nummer 2 spørger nummer 3.")
        yield Input("Vi spiser frokost sammen", id="full")
        yield Input(placeholder="Skriv et ønske", id="empty")
        yield Input("låst", disabled=True)
        yield OptionList("Bo", "Ida", None, "Åse")
        yield Button("Gem")
        yield Button("Slet", variant="error", flat=True)
        yield Button("Videre", variant="primary", id="go")
        yield DataTable()
        yield Footer()

    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("Ønske", "streger")
        table.add_rows([("Frokost", "12"), ("Makker", "11"), ("Støj", "6")])


def unreadable(app):
    """The texts on the screen below 7:1, with their colours, in true colour and in 256."""
    found = []
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if not text.strip() or not any(c.isalnum() for c in text) or style is None:
                continue
            front, back = style.color, style.bgcolor
            assert front is not None, text
            assert back is not None, text
            pair = [c.get_truecolor().hex for c in (front, back)]
            ratios = [contrast(*map(rounded, pair)) for rounded in (as_is, nearest_xterm, as_rich_rounds)]
            if min(ratios) < LEAST_CONTRAST or style.dim:
                found.append((text, *pair, min(ratios), style.dim))
    return found


@pytest.mark.parametrize("theme", THEMES)
async def test_textuals_own_widgets_can_be_read(theme):
    app = Plain(theme)
    async with app.run_test(size=(80, 50)) as pilot:
        for widget in app.query("Input, OptionList, Button, DataTable").results():
            if not widget.can_focus or widget.disabled:
                continue
            widget.focus()
            await pilot.pause()
            assert unreadable(app) == [], widget
        full = app.query_one("#full", Input)
        full.focus()
        full.action_select_all()
        await pilot.pause()
        assert unreadable(app) == []
        for severity in ("information", "warning", "error"):
            app.notify("Gemt på disken", title="Noteret", severity=severity)
        await pilot.pause()
        assert unreadable(app) == []


@pytest.mark.parametrize("theme", THEMES)
async def test_the_command_palette_can_be_read(theme):
    app = Plain(theme)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        await pilot.press("t", "i", "l")
        await pilot.pause(0.5)
        shown = "".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Tilbage" in shown
        assert "forrige trin" in shown
        assert unreadable(app) == []


async def test_switching_the_theme_changes_the_roles():
    app = Plain("apv-light")
    async with app.run_test() as pilot:
        assert app.theme_variables["apv-accent"] == LIGHT.accent
        app.theme = "apv-dark"
        await pilot.pause()
        assert app.theme_variables["apv-accent"] == DARK.accent
        assert app.query_one("#empty", Input).styles.background.hex.lower() == DARK.entry_background


@pytest.mark.parametrize("theme", THEMES)
def test_the_theme_leaves_no_colour_to_textual(theme):
    """Every variable Textual derives is one of the palette's colours, or says how to choose between them."""
    palette = THEMES[theme]
    system = textual_theme(palette, theme).to_color_system()
    derived = {**system.generate(), **system.variables}
    opaque = {name: v.lower() for name, v in derived.items() if v.startswith("#") and len(v) == 7}
    assert {
        name: v for name, v in derived.items() if v.startswith("#") and len(v) == 9 and v[7:] != "00"
    } == {}
    assert {name: v for name, v in opaque.items() if v not in palette} == {}
