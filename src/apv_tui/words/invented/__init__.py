"""What invented people say in a rehearsal, in each language: data beside the code, no words of the interface."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from apv_tui.core.rehearsal import Invented

_HERE = Path(__file__).parent


@cache
def invented(language: str) -> Invented:
    """Give the invented words and names of a language."""
    read = tomllib.loads((_HERE / f"{language}.toml").read_text(encoding="utf-8"))
    words: dict[str, Any] = {
        key: tuple(said) if isinstance(said, list) else said for key, said in read.items()
    }
    return Invented(**words)
