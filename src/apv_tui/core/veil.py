"""What of a meeting belongs to confidential notes: the meeting's own log says nothing of it but that it was.

Confidential notes (a vault) have a log of their own. The meeting's log keeps the place of each of their
entries, veiled: when, at which step, in whose notes, and not a word. The two share the ids of entries, so
that they can be joined again where both are at hand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from pydantic import BaseModel

from apv_tui.core import facts as f
from apv_tui.core.agenda import Spotlight
from apv_tui.core.facts import Entry, Fact
from apv_tui.core.state import State

_NEVER: Final = (f.VaultOpened, f.VaultErased, f.Veiled, f.Undone, f.Redone)
"""Facts that tell of notes or of a command as a whole, and hold no words."""
LOST: Final = ""
"""The vault of an entry whose words are in no file: they were never acknowledged."""


# -- which notes a fact belongs to -------------------------------------------------------------------------


def vault_of(state: State, fact: Fact) -> str:
    """Give the confidential notes a fact belongs to; "" for the meeting's own."""
    return _vault(fact, secret_items(state))


def secret_items(state: State) -> Mapping[str, str]:
    """Give the vault of each item that belongs to one."""
    return {id_: item.vault for id_, item in state.items.items() if item.vault} if state.vaults else {}


def items_named(state: State, fact: Fact) -> Iterator[str]:
    """Give the ids of all items of the case that a fact names, in whatever field."""
    return (text for text in _texts(fact) if text in state.items)


def _vault(fact: Fact, items: Mapping[str, str]) -> str:
    # Whatever the fields are called: a new kind of fact that names an item cannot be forgotten here.
    if isinstance(fact, _NEVER):
        return ""
    own = getattr(fact, "vault", "")
    return own or next((items[text] for text in _texts(fact) if text in items), "") if items or own else ""


def _texts(value: object) -> Iterator[str]:
    """Give every text in a value, however deep it lies."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts(key)
            yield from _texts(each)
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from _texts(each)


# -- taking the log apart ----------------------------------------------------------------------------------


def veiled(entry: Entry, vault: str) -> Entry:
    """Give the entry as the meeting's own log keeps it."""
    return entry._replace(fact=f.Veiled(vault=vault))


class Part(NamedTuple):
    """Where an entry goes."""

    own: Entry
    """What the meeting's own log keeps of it."""
    vaults: tuple[str, ...] = ()
    """The notes whose log keeps it whole."""


class Veil:
    """Takes a log apart, entry by entry in its order.

    It goes by what was ever noted, not by the state: the words of what has been undone are confidential, too.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._items: dict[str, str] = {}
        self._units: dict[str, tuple[str, ...]] = {}
        for entry in entries:
            self.part(entry)

    def vault_of(self, fact: Fact) -> str:
        """Give the confidential notes that a fact after all those taken apart belongs to; "" for none."""
        return _vault(fact, self._items)

    def part(self, entry: Entry) -> Part:
        """Say where the next entry of the log goes."""
        fact = entry.fact
        if isinstance(fact, f.VaultOpened):
            return Part(entry, (fact.vault,))
        if isinstance(fact, f.Undone | f.Redone):
            # The notes read alone must know it as well.
            return Part(entry, self._units.get(fact.unit, ()))
        vault = self.vault_of(fact)
        if not vault:
            return Part(entry)
        if isinstance(fact, f.IdeaNoted):
            self._items[fact.item] = vault
        known = self._units.get(entry.unit, ())
        self._units[entry.unit] = known if vault in known else (*known, vault)
        return Part(veiled(entry, vault), (vault,))


def without(entries: Iterable[Entry], vault: str) -> list[Entry]:
    """Give the log with the words of one vault gone."""
    veil = Veil()
    parts = ((entry, veil.part(entry)) for entry in entries)
    return [part.own if part.vaults == (vault,) else entry for entry, part in parts]


# -- the notes' own log ------------------------------------------------------------------------------------


def preface(state: State, opened: Entry) -> tuple[Entry, ...]:
    """Give what the log of new notes begins with, so that it can be opened alone: their owner, at the step.

    `opened` is the entry of their `VaultOpened`, which stands last. Nobody else is in it.
    """
    fact = opened.fact
    if not isinstance(fact, f.VaultOpened):
        raise TypeError("confidential notes begin with their opening")
    who = state.people.get(fact.owner)
    first: list[tuple[str, str, Fact]] = []
    if who is not None:
        alone = f.PersonFacts(id=who.id, name=who.name, department=who.department, leader=who.leader)
        # Of no meeting, so that undo stops before it.
        first.append(("", "", f.PeopleAdded(people=(alone,))))
    if opened.meeting:
        meeting = f.MeetingOpened(meeting=opened.meeting, present=(fact.owner,) if who is not None else ())
        first.append((opened.meeting, "", meeting))
    if opened.step:
        first.append((opened.meeting, opened.step, f.StepEntered()))
    if state.spot == fact.owner or isinstance(state.find_step(opened.step), Spotlight):
        first.append((opened.meeting, opened.step, f.SpotChosen(person=fact.owner)))
    made = [
        Entry(f"{fact.vault}-{number}", "", opened.at, f"{fact.vault}-{number}", meeting_id, step, each)
        for number, (meeting_id, step, each) in enumerate(first, 1)
    ]
    return chained((*made, opened), "")


def chained(entries: Iterable[Entry], after: str) -> tuple[Entry, ...]:
    """Give entries, in their order, as they follow one another behind the entry `after`."""
    made = []
    for entry in entries:
        made.append(entry._replace(after=after))
        after = entry.id
    return tuple(made)


# -- putting it together -----------------------------------------------------------------------------------


class Joined(NamedTuple):
    """A meeting's log with the words of its confidential notes, as far as they are at hand."""

    entries: tuple[Entry, ...]
    added: tuple[Entry, ...]
    """Those at its end that only the notes knew: the program was stopped before the meeting's log had them,
    or they were noted where the notes were opened alone."""


def joined(log: Sequence[Entry], vaults: Mapping[str, Sequence[Entry]]) -> Joined:
    """Put the entries of confidential notes in the place of the veiled ones; the order is the meeting's."""
    words = {vault: {entry.id: entry.fact for entry in entries} for vault, entries in vaults.items()}
    veil = Veil()
    own = []
    for entry in log:
        own.append(_unveiled(entry, words, veil))
        veil.part(own[-1])
    known = {entry.id for entry in log}
    found: list[Entry] = []
    for vault, entries in vaults.items():
        for entry in entries:
            new = entry.id not in known and not isinstance(entry.fact, f.VaultOpened)
            if new and veil.part(entry).vaults == (vault,):
                found.append(entry)
                known.add(entry.id)
    found.sort(key=lambda entry: entry.at)  # those of one vault stay in their order: it is stable
    added = chained(found, log[-1].id if log else "")
    return Joined((*own, *added), added)


def _unveiled(entry: Entry, words: Mapping[str, Mapping[str, Fact]], veil: Veil) -> Entry:
    fact = entry.fact
    if not isinstance(fact, f.Veiled) or fact.vault not in words:
        return entry
    found = words[fact.vault].get(entry.id)
    # A file that somebody has written into must not pass off its words as the meeting's.
    if found is None or veil.vault_of(found) != fact.vault:
        return entry._replace(fact=f.Veiled(vault=LOST))
    return entry._replace(fact=found)
