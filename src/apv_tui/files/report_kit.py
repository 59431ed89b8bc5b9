"""What a consultant puts into reports: a logo, an introduction, a Word template. Read from files, never written."""

from pathlib import Path
from typing import Final, Literal, NamedTuple

from apv_tui.core.messages import Problem, Unreadable, message
from apv_tui.core.text import safe
from apv_tui.files.decode import decode, read_bytes
from apv_tui.files.places import Places

FOLDER: Final = "report"
LARGEST_LOGO: Final = 2_000_000  # bytes; it goes into every document
LARGEST_INTRODUCTION: Final = 100_000  # bytes
LARGEST_TEMPLATE: Final = 20_000_000  # bytes
_KINDS: Final[tuple[tuple[bytes, bytes, Literal["png", "jpeg"]], ...]] = (
    (b"\x89PNG\r\n\x1a\n", b"IEND", "png"),
    (b"\xff\xd8\xff", b"\xff\xd9", "jpeg"),
)
"""How a picture begins, what stands at its end, and its kind."""
_LOGOS: Final = ("logo.png", "logo.jpg", "logo.jpeg")
_INTRODUCTIONS: Final = ("introduction.txt", "introduction.md")
_TEMPLATES: Final = ("template.docx",)


class Kit(NamedTuple):
    """The files that reports are made with."""

    logo: Path | None = None
    introduction: Path | None = None
    template: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Those there are: nothing is ever written over them."""
        return tuple(each for each in self if each is not None)


class Logo(NamedTuple):
    """A picture, known by what is in it and not by its name."""

    data: bytes
    kind: Literal["png", "jpeg"]


def usual_kit(places: Places) -> Kit:
    """Give what lies in the user's own folder for reports, which is beside that for agendas."""
    folder = places.agendas.parent / FOLDER

    def first(names: tuple[str, ...]) -> Path | None:
        return next((folder / name for name in names if (folder / name).is_file()), None)

    return Kit(first(_LOGOS), first(_INTRODUCTIONS), first(_TEMPLATES))


def read_logo(path: Path) -> Logo:
    """Read a picture. Raises `Unreadable` for what is none, is cut short, or is too large."""
    data = read_bytes(path, LARGEST_LOGO)
    for beginning, end, kind in _KINDS:
        if data.startswith(beginning):
            if end not in data:
                raise Unreadable(str(path), [Problem(message("word.picture"))])
            return Logo(data, kind)
    raise Unreadable(str(path), [Problem(message("export.no_picture"))])


def read_introduction(path: Path) -> tuple[str, ...]:
    """Read the paragraphs of a text: an empty line parts them. Raises `Unreadable`."""
    text = safe(decode(read_bytes(path, LARGEST_INTRODUCTION), str(path)).text)
    return tuple(
        part.strip() for part in "\n".join(map(str.rstrip, text.split("\n"))).split("\n\n") if part.strip()
    )


def read_template(path: Path) -> bytes:
    """Read a Word template; whether it is one is seen when it is used. Raises `Unreadable`."""
    return read_bytes(path, LARGEST_TEMPLATE)
