"""Where things are kept on this computer, and names that every file system takes."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.core.text import REPLACEMENT, one_line

ENDINGS: Final = (".yaml", ".yml", ".yaml.txt", ".yml.txt")
"""What the names of agendas end with; Notepad likes to add .txt."""
HOME_VARIABLE: Final = "APV_TUI_HOME"
SETTINGS: Final = "settings.yaml"
_APP: Final = "apv-tui"
_LONGEST: Final = 80  # characters, and 160 bytes of 255, so that " (conflict HOST TIME).json.bak" fits behind
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
    settings: Path = Path(SETTINGS)
    """The settings file."""


def default_places(environ: Mapping[str, str]) -> Places:
    """Give the places of this computer's user; `APV_TUI_HOME` puts them all under one folder."""
    home = environ.get(HOME_VARIABLE, "")
    if home:
        root = Path(home).expanduser().absolute()
        return Places(
            root / "sessions",
            root / "state",
            root / "agendas",
            root / "state" / "apv-tui.log",
            root / SETTINGS,
        )
    import platformdirs  # only where it is needed: the import costs

    documents = Path(platformdirs.user_documents_dir()) / _APP
    state = Path(platformdirs.user_state_dir(_APP, appauthor=False))
    log = Path(platformdirs.user_log_dir(_APP, appauthor=False))
    config = Path(platformdirs.user_config_dir(_APP, appauthor=False, roaming=True))
    return Places(documents, state, documents / "agendas", log / "apv-tui.log", config / SETTINGS)


def safe_file_name(title: str, longest: int = _LONGEST) -> str:
    """Make a file name, without its ending, of any title, for every system, share and sync client.

    NFC, at most 80 characters (`longest`) and twice as many bytes, never empty, no device name, no dot or space
    at either end. `safe_file_name(safe_file_name(x)) == safe_file_name(x)`.
    """
    name = one_line(_FORBIDDEN.sub("-", one_line(title)))
    name = _cut(name.strip(" .-"), longest)
    if not name:
        return "session"
    return _cut(f"_{name}", longest) if _DEVICE.fullmatch(name) else name


def _cut(name: str, longest: int) -> str:
    """Shorten to the limits, never inside a character, at a word's end where one is near."""
    if len(name) <= longest and len(name.encode()) <= 2 * longest:
        return name
    short = name.encode()[: 2 * longest].decode(errors="ignore")[:longest]
    words = short.rsplit(" ", 1)[0]
    return (words if len(words) > len(short) // 2 else short).rstrip(" .-\u200d")


def gong() -> Path:
    """Give the audio file for signals that the program brings along."""
    return Path(__file__).with_name("gong.wav")


def shipped(name: str = "") -> Path:
    """Give the folder of the shipped agendas, or a file in it; in a checkout it stands at the top."""
    package = Path(__file__).parents[1]
    inside = package / "agendas"
    return (inside if inside.is_dir() else package.parents[1] / "agendas") / name


def shipped_or_own(path: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """Give the path itself, or where there is no such file, the agenda that is called so.

    With or without its ending: beside it, among the shipped ones ("apv.da"), or among the user's own.
    """
    if path.exists():
        return path
    names = [path.name, *(f"{path.name}{ending}" for ending in ENDINGS)]
    found = [path.with_name(name) for name in names[1:]]
    if path.name == str(path):
        found += [shipped(name) for name in names]
        found += [default_places(environ).agendas / name for name in names]
    return next((each for each in found if each.is_file()), path)


def one_name(arguments: Sequence[str]) -> str:
    """Give the name of a file that was typed without quotation marks, and so came in as several; "" for none."""
    for first in range(len(arguments)):
        if arguments[first].startswith("-") or _is_there(Path(arguments[first])):
            continue
        for end in range(len(arguments), first + 1, -1):
            parts = arguments[first:end]
            name = " ".join(parts)
            if any(part.startswith("-") and len(part) > 1 for part in parts):
                continue
            if _is_file(name) or _reads_as_one(parts):
                return name
    return ""


def _reads_as_one(parts: Sequence[str]) -> bool:
    """Whether several words, none of which is a file, end as the name of an agenda does: Our day.yaml."""
    *before, last = parts
    whole = last.lower().endswith(ENDINGS) and not any("." in part or "/" in part for part in before)
    return whole and not any(map(_is_file, parts))


def _is_file(name: str) -> bool:
    try:
        return shipped_or_own(Path(name)).is_file()
    except (OSError, ValueError):  # too long for any file, or with a zero byte in it
        return False


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def own_agendas(folder: Path) -> list[Path]:
    """Give the user's agendas in a folder, by name; Notepad likes to add .txt, and some write .yml."""
    try:
        return sorted(path for path in folder.iterdir() if path.name.lower().endswith(ENDINGS))
    except OSError:  # there is none, or it cannot be looked into: then there are none to offer
        return []
