"""Where things are kept on this computer, and names that every file system takes."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.core.text import REPLACEMENT, one_line

HOME_VARIABLE: Final = "APV_TUI_HOME"
_APP: Final = "apv-tui"
_LONGEST: Final = 80  # characters
_MOST_BYTES: Final = 160  # of 255, so that " (conflict HOST TIME).json.bak" fits behind the name
_FORBIDDEN: Final = re.compile(rf'[<>:"/\\|?*\x00-\x1f{REPLACEMENT}]+')
# Windows opens the device whatever the ending, "CON.json" too.
_DEVICE: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE
)


class Places(NamedTuple):
    """The folders of the program, and its log file. None of them need exist yet."""

    sessions: Path
    """The session files, the user's own."""
    state: Path
    """Journals, locks and fallback copies; the owner's only, never synced to another computer."""
    agendas: Path
    """Agendas that the user writes."""
    log: Path
    """The log file."""


def default_places(environ: Mapping[str, str]) -> Places:
    """Give the places of this computer's user; `APV_TUI_HOME` puts them all under one folder."""
    home = environ.get(HOME_VARIABLE, "")
    if home:
        root = Path(home).expanduser().absolute()
        return Places(root / "sessions", root / "state", root / "agendas", root / "state" / "apv-tui.log")
    import platformdirs  # only where it is needed: the import costs

    documents = Path(platformdirs.user_documents_dir()) / _APP
    state = Path(platformdirs.user_state_dir(_APP, appauthor=False))
    log = Path(platformdirs.user_log_dir(_APP, appauthor=False))
    return Places(documents, state, documents / "agendas", log / "apv-tui.log")


def safe_file_name(title: str) -> str:
    """Make a file name, without its ending, of any title, for every system, share and sync client.

    NFC, at most 80 characters and 160 bytes, never empty, no device name, no dot or space at either end.
    `safe_file_name(safe_file_name(x)) == safe_file_name(x)`.
    """
    name = one_line(_FORBIDDEN.sub("-", one_line(title)))
    name = _cut(name.strip(" .-"))
    if not name:
        return "session"
    return _cut(f"_{name}") if _DEVICE.fullmatch(name) else name


def _cut(name: str) -> str:
    """Shorten to the limits, never inside a character, at a word's end where one is near."""
    if len(name) <= _LONGEST and len(name.encode()) <= _MOST_BYTES:
        return name
    short = name.encode()[:_MOST_BYTES].decode(errors="ignore")[:_LONGEST]
    words = short.rsplit(" ", 1)[0]
    return (words if len(words) > len(short) // 2 else short).rstrip(" .-\u200d")


def shipped(name: str = "") -> Path:
    """Give the folder of the shipped agendas, or a file in it; in a checkout it stands at the top."""
    package = Path(__file__).parents[1]
    inside = package / "agendas"
    return (inside if inside.is_dir() else package.parents[1] / "agendas") / name


def shipped_or_own(path: Path) -> Path:
    """Give the path itself, or the shipped agenda of that name ("apv.da") where there is no such file."""
    if not path.exists() and path.name == str(path):
        for name in (path.name, f"{path.name}.yaml"):
            if shipped(name).is_file():
                return shipped(name)
    return path


def own_agendas(folder: Path) -> list[Path]:
    """Give the user's agendas in a folder, by name; Notepad likes to add .txt, and some write .yml."""
    endings = (".yaml", ".yml", ".yaml.txt", ".yml.txt")
    try:
        return sorted(path for path in folder.iterdir() if path.name.lower().endswith(endings))
    except OSError:  # there is none, or it cannot be looked into: then there are none to offer
        return []
