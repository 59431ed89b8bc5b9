"""A meeting in which people choose: turns of speaking, one wish a group, groups of people's own choice."""

from typing import Any

from desks import FakeHost, make_desk

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.clock import SettableClock
from apv_tui.core.messages import Message
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import Stage

WISHES = (
    "Fælles frokost om onsdagen",
    "Vagtplanen kommer fire uger før",
    "Makker til nye de første tre måneder",
    "Mindre støj i det store lokale",
    "Ros i hverdagen",
    "Møderne holder sig til tiden",
)
QUESTIONS = (
    "Hvad er det vigtigste for dig på listen?",
    "Hvad kom bag på dig?",
    "Hvilke ønsker synes du, vi skal arbejde videre med?",
    "Mangler der noget vigtigt, eller skal noget uddybes?",
)
STEPS: tuple[dict[str, Any], ...] = (
    {"id": "saml", "kind": "collect", "title": "Saml", "minutes": 5, "into": "brutto"},
    {"id": "fire", "kind": "groups", "title": "Fire og fire", "minutes": 1, "group_size": 4},
    {
        "id": "taletur",
        "kind": "turns",
        "title": "Én taler",
        "minutes": 8,
        "groups_from": "fire",
        "instruction": "Fortæl på skift.",
        "questions": list(QUESTIONS),
    },
    {
        "id": "prioriter",
        "kind": "prioritise",
        "title": "Ét ønske",
        "minutes": 5,
        "groups_from": "fire",
        "list": "brutto",
        "into": "valgte",
        "proposals_into": "forslag",
        "wishes": "1-2",
        "instruction": "Bliv enige om ét ønske.",
    },
    {
        "id": "valg",
        "kind": "join",
        "title": "Gå til det, du brænder for",
        "minutes": 5,
        "list": "valgte",
        "instruction": "Stil dig ved det ønske, du brænder mest for.",
    },
    {"id": "find", "kind": "groups", "title": "Grupperne", "minutes": 1, "groups_from": "valg"},
    {
        "id": "vi",
        "kind": "collect",
        "title": "VI",
        "minutes": 13,
        "per": "group",
        "into": "handlinger",
        "groups_from": "valg",
        "questions": [
            {
                "id": "v1",
                "text": "Hvad skal vi tænke anderledes?",
                "lens": "VI",
                "heading": "Fra tre sider",
                "intro": "Ønsket skal gå i opfyldelse.",
            },
            {"id": "v2", "text": "Hvad skal vi gøre anderledes?", "lens": "VI"},
            {"id": "l1", "text": "Hvad skal lederen gøre?", "lens": "Lederen"},
            {"id": "k1", "text": "Hvad skal de gøre?", "lens": "Kunder / samarbejdspartnere"},
        ],
    },
    {
        "id": "rundt",
        "kind": "walk",
        "title": "Rundt",
        "minutes": 5,
        "hosts": True,
        "groups_from": "valg",
        "uses": ["handlinger"],
    },
    {
        "id": "fortael",
        "kind": "tell",
        "title": "Fremlæg",
        "minutes": 10,
        "groups_from": "valg",
        "uses": ["handlinger"],
    },
    {"id": "ordet", "kind": "turns", "title": "Ordet rundt", "minutes": 6, "groups_from": "valg"},
)


def make_agenda() -> Agenda:
    lists = {
        id_: {"title": id_.title(), "one": one, "many": many}
        for id_, one, many in (
            ("brutto", "ønske", "ønsker"),
            ("valgte", "ønske", "ønsker"),
            ("forslag", "forslag", "forslag"),
            ("handlinger", "forslag", "forslag"),
        )
    }
    meeting = {"id": "moede", "title": "2. dialogmøde", "steps": [dict(step) for step in STEPS]}
    return Agenda.model_validate({"title": "Prøve", "language": "da", "lists": lists, "meetings": [meeting]})


def at_step(
    step: str, count: int = 16, wishes: tuple[str, ...] = WISHES
) -> tuple[Stage, FakeHost, SettableClock]:
    """Give the stage of a step; the wishes are on the list, and the fours are drawn."""
    desk, clock = make_desk(make_agenda(), count)
    desk.do(c.GoTo("saml"))
    if wishes:
        desk.do(c.NoteIdeas(wishes, "brutto"))
    desk.do(c.GoTo("fire"))
    if step in ("saml", "fire"):
        desk.do(c.GoTo(step))
    else:
        desk.do(c.GoTo("taletur"))
        desk.do(c.GoTo(step))
    host = FakeHost(desk)
    return make_stage(desk, host), host, clock


def item_id(host: FakeHost, number: int) -> str:
    """Give the id of a wish by its number on the list."""
    return next(item.id for item in host.desk.state.on_list("brutto") if item.number == number)


def prioritised(count: int = 16, numbers: tuple[int, ...] = (2, 1, 4)) -> tuple[Stage, FakeHost]:
    """Give the stage at which people join, after the groups have chosen these wishes."""
    _, host, _ = at_step("prioriter", count)
    for group, number in enumerate(numbers):
        host.do(c.Prioritise(item_id(host, number), group))
    host.do(c.GoTo("valg"))
    return make_stage(host.desk, host), host


def formed(step: str, heads: tuple[int, ...] = (4, 7), names: int = 0) -> tuple[Stage, FakeHost]:
    """Give a step in groups people chose: so many heads at each wish, and so many known by name at the third."""
    _, host = prioritised()
    for number, n in zip((2, 1), heads, strict=False):
        if n:
            host.do(c.CountHeads(item_id(host, number), n))
    for at in range(names):
        host.do(c.Join(f"p{at}", item_id(host, 4)))
    host.do(c.FormGroups())
    host.do(c.GoTo(step))
    host.told.clear()
    return make_stage(host.desk, host), host


def told(stage: Stage, host: FakeHost) -> str:
    """Give what was said last, in words."""
    last: Message = host.told[-1]
    return stage.words.say(last)


def typed(stage: Stage, host: FakeHost, *lines: str) -> list[bool]:
    """Type lines, each with Enter; give for each whether it was taken."""
    return [stage.submit(line) for line in lines]
