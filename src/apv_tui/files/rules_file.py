"""The files of rules: what the law asks of a case is data, with its date and its sources (core/legal)."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from apv_tui.core.agenda import Agenda
from apv_tui.lean import Later

if TYPE_CHECKING:
    from apv_tui.core import legal
else:
    legal = Later("apv_tui.core.legal")

# The package is always unpacked: the catalogues lie in it and are opened by path, too.
_HERE: Final = Path(__file__).parent / "rules"


def known_rules() -> tuple[str, ...]:
    """Give the ids of all rules there are, in alphabetical order."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.toml")))


def read_rules(id: str) -> "legal.Rules":  # noqa: A002 - the key is called id in the file
    """Read rules by their id. Raises `KeyError` where there are none of that name."""
    if id not in known_rules():
        raise KeyError(id)
    import tomllib

    return legal.rules_from(tomllib.loads((_HERE / f"{id}.toml").read_text(encoding="utf-8")), legal.CHECKS)


def rules_of(agenda: Agenda) -> "legal.Rules | None":
    """Give the rules that the cases of an agenda are held against; None for none, or such as are not known here.

    An agenda that names none, as in a session from before agendas could, has those that say of themselves that
    they hold for it.
    """
    if agenda.rules is not None:
        return read_rules(agenda.rules) if agenda.rules in known_rules() else None
    every = (read_rules(id_) for id_ in known_rules())
    return next((rules for rules in every if legal.holds_for(rules, agenda)), None)
