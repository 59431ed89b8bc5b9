"""The people of a case, and how the screen tells them apart."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple


class Person(NamedTuple):
    """One person of the case. `number` counts from 1 in the order people were added and never changes.

    `name` is empty where the room wants no names; then the person is shown by number.
    """

    id: str
    number: int
    name: str = ""
    department: str = ""
    leader: bool = False


def screen_names(people: Iterable[Person], numbered: Callable[[int], str]) -> Mapping[str, str]:
    """Give each person's id the shortest name that is theirs alone: what the room calls them.

    The first name where only one has it; else with the initial of the last name; else the whole name with
    the department; else with the number. `numbered` words a person without a name ("Deltager 7").
    """
    everyone = tuple(people)
    result: dict[str, str] = {}
    left = list(everyone)
    for form in (_first_name, _with_initial, _whole_name, _with_department):
        forms = {person.id: form(person) for person in left if person.name}
        # A form is also taken when somebody else already goes by it.
        taken = Counter(text.casefold() for text in (*forms.values(), *result.values()))
        result.update({who: text for who, text in forms.items() if text and taken[text.casefold()] == 1})
        left = [person for person in left if person.id not in result]
    taken_names = set(result.values())
    for person in left:
        name = f"{person.name} ({person.number})" if person.name else numbered(person.number)
        while name in taken_names:  # somebody is really called that
            name = f"{name} ({person.number})"
        taken_names.add(name)
        result[person.id] = name
    return result


def _first_name(person: Person) -> str:
    return person.name.split(" ", 1)[0].rstrip(",")


def _with_initial(person: Person) -> str:
    words = person.name.split()
    return f"{words[0].rstrip(',')} {words[-1][0]}." if len(words) > 1 else ""


def _whole_name(person: Person) -> str:
    return person.name if " " in person.name else ""


def _with_department(person: Person) -> str:
    return f"{person.name} ({person.department})" if person.department else ""
