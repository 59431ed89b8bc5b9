"""The file that tells what each key of an agenda means; read when the schema or the docs are made."""

from pathlib import Path
from typing import Final

from apv_tui.core.agenda.reference import Reference, reference_of

_HERE: Final = Path(__file__).parent


def read_reference(language: str = "en") -> Reference:
    """Give the reference in a language that has a file here."""
    import tomllib

    return reference_of(tomllib.loads((_HERE / f"reference.{language}.toml").read_text(encoding="utf-8")))
