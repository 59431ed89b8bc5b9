"""What a screen needs to have documents written: it opens no files itself."""

from typing import NamedTuple, Protocol

from apv_tui.core.state import State


class Written(NamedTuple):
    """Where documents were written, for people to read."""

    folder: str
    files: tuple[str, ...]
    """Their names, below the folder."""


class Exporter(Protocol):
    """Writes documents of a meeting, in any thread."""

    def export(self, state: State, what: str, ending: str, *, names: bool) -> Written | None:
        """Write what is of this kind and ends so, or the whole set for ""; `names` of those who took part.

        None where the case has nothing for it. Raises `Refused` with the reason in plain words.
        """
        ...
