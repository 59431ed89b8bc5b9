"""The colours of the program, by what they mean: a light theme for lit rooms and a dark one for dimmed rooms.

Every text on its background has a contrast of at least 7:1 (WCAG 2.x, level AAA), also on a terminal of 256
colours, for which each colour is one that rounding leaves as it is. The hues are those of Okabe and Ito,
darker on white and lighter on black, as only three of theirs reach 7:1 on black and none does on white.
Red is overtime in both themes; "two minutes left" is orange on black, but purple on white, because the dark
orange that 7:1 asks for there is a brown the 256 colours do not have. Colour never stands alone: a word or
a sign says the same.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from textual.theme import Theme

LEAST_CONTRAST: Final = 7.0


class Palette(NamedTuple):
    """One colour (`#rrggbb`) for each role."""

    text: str
    background: str
    heading: str
    accent: str
    """What to do now."""
    good: str
    warn: str
    """Two minutes left; something missing."""
    over: str
    """Overtime."""
    muted: str
    """Beside the matter, yet as readable as the rest: there is no dim text."""
    rule: str
    cursor_text: str
    cursor_background: str
    signal_text: str
    """The turn signal, on the whole screen, the other way round than all else."""
    signal_background: str
    entry_text: str
    entry_background: str


LIGHT: Final = Palette(
    text="#000000",
    background="#ffffff",
    heading="#00005f",
    accent="#0000af",
    good="#005f5f",
    warn="#5f005f",
    over="#af0000",
    muted="#444444",
    rule="#444444",
    cursor_text="#ffffff",
    cursor_background="#0000af",
    signal_text="#ffffff",
    signal_background="#000000",
    entry_text="#000000",
    entry_background="#ffffd7",
)
DARK: Final = Palette(
    text="#eeeeee",
    background="#000000",
    heading="#ffffff",
    accent="#ffff5f",
    good="#5fd7ff",
    warn="#ffaf00",
    over="#ff8787",
    muted="#d0d0d0",
    rule="#b2b2b2",
    cursor_text="#000000",
    cursor_background="#ffff5f",
    signal_text="#000000",
    signal_background="#ffff5f",
    entry_text="#ffffff",
    entry_background="#1c1c1c",
)

PAIRS: Final = (
    *(
        (role, ground)
        for ground in ("background", "entry_background")
        for role in ("text", "heading", "accent", "good", "warn", "over", "muted", "rule")
    ),
    ("cursor_text", "cursor_background"),
    ("signal_text", "signal_background"),
    ("entry_text", "entry_background"),
)
"""The pairs that may stand on a screen, each (role in front, role behind)."""


def _luminance(colour: str) -> float:
    """Give the relative luminance of `#rrggbb` as WCAG 2.x defines it."""
    value = int(colour.removeprefix("#"), 16)
    channels = ((value >> shift & 255) / 255 for shift in (16, 8, 0))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """Give the contrast ratio of two colours (`#rrggbb`) as WCAG 2.x defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(a), _luminance(b)))
    return (lighter + 0.05) / (darker + 0.05)


def variables(palette: Palette) -> dict[str, str]:
    """Give the variables for style sheets: each role as `$apv-role`, and those of Textual's own widgets."""
    p = palette
    roles = {f"apv-{role.replace('_', '-')}": colour for role, colour in p._asdict().items()}
    bases = {
        "primary": p.accent,
        "secondary": p.heading,
        "warning": p.warn,
        "error": p.over,
        "success": p.good,
        "accent": p.accent,
        "foreground": p.text,
        "background": p.background,
        "surface": p.background,
        "panel": p.entry_background,
        "primary-background": p.entry_background,
        "secondary-background": p.entry_background,
    }
    # Textual mixes shades and muted grounds from the theme's colours, and the mixtures fall below 7:1.
    shades = ("", *(f"-{way}-{step}" for way in ("lighten", "darken") for step in (1, 2, 3)))
    return {
        **roles,
        **{f"{base}{shade}": colour for base, colour in bases.items() for shade in shades},
        **{f"{base}-muted": p.entry_background for base in list(bases)[:6]},
        # `auto` picks black or white by what lies behind; for a cursor, a button, a toast.
        "text": "auto 100%",
        "text-muted": p.muted,
        "text-disabled": p.muted,
        "text-primary": p.accent,
        "text-secondary": p.heading,
        "text-warning": p.warn,
        "text-error": p.over,
        "text-success": p.good,
        "text-accent": p.accent,
        "foreground-muted": p.muted,
        "foreground-disabled": p.muted,
        "block-cursor-foreground": p.cursor_text,
        "block-cursor-background": p.cursor_background,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": p.entry_text,
        "block-cursor-blurred-background": p.entry_background,
        "block-cursor-blurred-text-style": "underline",
        "block-hover-background": p.entry_background,
        "border": p.accent,
        "border-blurred": p.rule,
        "surface-active": p.entry_background,
        "scrollbar": p.rule,
        "scrollbar-hover": p.accent,
        "scrollbar-active": p.accent,
        "scrollbar-background": p.background,
        "scrollbar-background-hover": p.background,
        "scrollbar-background-active": p.background,
        "scrollbar-corner-color": p.background,
        "link-color": p.accent,
        "link-background-hover": p.cursor_background,
        "link-color-hover": p.cursor_text,
        "footer-foreground": p.text,
        "footer-background": p.background,
        "footer-key-foreground": p.accent,
        "footer-key-background": p.background,
        "footer-description-foreground": p.text,
        "footer-description-background": p.background,
        "footer-item-background": p.background,
        # The other way round, and inverse: so it is seen without colours, too.
        "input-cursor-foreground": p.cursor_background,
        "input-cursor-background": p.cursor_text,
        "input-cursor-text-style": "reverse",
        "input-selection-foreground": p.cursor_text,
        "input-selection-background": p.cursor_background,
        "screen-selection-foreground": p.cursor_text,
        "screen-selection-background": p.cursor_background,
        "markdown-h1-color": p.heading,
        "markdown-h2-color": p.heading,
        "markdown-h3-color": p.heading,
        "markdown-h4-color": p.text,
        "markdown-h5-color": p.text,
        "markdown-h6-color": p.muted,
        "button-foreground": p.text,
        "button-color-foreground": p.background,
    }


def textual_theme(palette: Palette, name: str) -> "Theme":
    """Give the palette as a theme for Textual, called `name` (`apv-light`, `apv-dark`)."""
    from textual.theme import Theme

    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.heading,
        accent=palette.accent,
        warning=palette.warn,
        error=palette.over,
        success=palette.good,
        foreground=palette.text,
        background=palette.background,
        surface=palette.background,
        panel=palette.entry_background,
        dark=_luminance(palette.background) < 0.5,
        text_alpha=1.0,
        variables=variables(palette),
    )


WIDGET_CSS: Final = """
Input, TextArea { background: $apv-entry-background; color: $apv-entry-text; }
Input:focus, TextArea:focus, OptionList:focus, ListView:focus, DataTable:focus, Button:focus, RichLog:focus,
Tree:focus, SelectionList:focus, Select:focus { background-tint: 0%; }
DataTable > .datatable--even-row, DataTable:dark > .datatable--even-row { background: $background; }
TextArea .text-area--gutter, TextArea .text-area--cursor-gutter, TextArea .text-area--placeholder {
    color: $apv-muted;
}
OptionList > .option-list--separator { color: $apv-rule; }
*:disabled:can-focus { opacity: 1; }
CommandPalette { background: $background; }
CommandPalette #--input { border: hkey $apv-rule; }
CommandPalette SearchIcon { display: none; }
CommandPalette > .command-palette--help-text { text-style: none; }
CommandList > .option-list--option-highlighted {
    color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
}
"""
"""What no variable reaches: colours that Textual's own widgets tint, fade or fix. For the app's CSS."""
