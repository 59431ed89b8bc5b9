"""The people of the demo: invented, from four departments, one leader in each, and two called Mette."""

from typing import Final

from apv_tui.core.facts import PersonFacts

_DEPARTMENTS: Final = {
    "Drift": "Karen Bach, Bo Lind, Søren Holm, Fatima Aydin, Nils Juhl, Jan Krogh",
    "Pleje": "Rikke Dahl, Mette Friis, Mette Skov, Ida Winther, Vibeke Lund, Pia Bruun, Zoë Carlsen",
    "Køkken": "Per Toft, Åse Munk, Ali Demir, Tom Vang, Uffe Riis",
    "Kontor": "Eva Nørgaard, Jens Østergaard, Lars Æbelø, Ole Birk, Hans Kjær",
}


def demo_people(count: int | None = None) -> tuple[PersonFacts, ...]:
    """Give the 23 people, or as many as asked for: fewer from all departments, more with a number."""
    rows = [
        [(name, department, place == 0) for place, name in enumerate(names.split(", "))]
        for department, names in _DEPARTMENTS.items()
    ]
    if count is None:
        known = [person for row in rows for person in row]
    else:
        longest = max(map(len, rows))
        known = [row[place] for place in range(longest) for row in rows if place < len(row)]
    wanted = len(known) if count is None else count
    people = []
    for at in range(wanted):
        name, department, leader = known[at % len(known)]
        again = at // len(known)
        people.append(
            PersonFacts(
                id="", name=f"{name} {again + 1}" if again else name, department=department, leader=leader
            )
        )
    return tuple(people)
