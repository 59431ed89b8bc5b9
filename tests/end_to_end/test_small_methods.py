"""The smaller methods from lobby to close in a real terminal: the two Norwegian ones, the Dutch one, the English one.

The program's own words are read from the catalogues by their ids and the agendas' from their files, so that both
may be worded anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from leading import Kept, Leader, Named, further, kept
from terminal import Terminal

from apv_tui.core.agenda import Agenda, Step
from apv_tui.files.agenda_file import read_agenda_file
from apv_tui.files.places import shipped
from apv_tui.tui.screens.clock_face import FACE_WIDTH

Start = Callable[..., Terminal]

NINE = ("Åse Berg", "Bjørn Dahl", "Kari Nordmann", "Ole Hansen", "Ingrid Lund", "Per Olav Moe", "Siri Vik")
NINE += ("Torbjørn Aas", "Gunnhild Kristiansen-Haugen")
SIX = ("Anneke Bakker", "Bram de Vries", "Carlijn van den Berg", "Daan Smit", "Eefje Mulder", "Floor Jansen")
FIVE = ("Ann Lee", "Bob Day", "Cy Fox", "Di Ray", "Ed Poe")


@cache
def agenda(name: str) -> Agenda:
    return read_agenda_file(shipped(f"{name}.yaml")).agenda


class Method(Leader):
    """Somebody who leads one of the shipped agendas, in its language."""

    def __init__(self, terminal: Terminal, cols: int, rows: int, name: str) -> None:
        self.agenda = agenda(name)
        super().__init__(terminal, cols, rows, self.agenda.language)

    @property
    def home(self) -> Path:
        return self.terminal.home

    def step(self, id_: str) -> Any:
        return self._steps()[id_]

    def at(self, id_: str) -> str:
        """What the top line says at a step."""
        title: str = self.step(id_).title
        return title

    def _steps(self) -> dict[str, Step]:
        return {step.id: step for meeting in self.agenda.meetings for step in meeting.steps}

    def says(self, id_: str, **params: Any) -> str:
        return self.words(id_, **params)

    def sees(self, step: str, *sentences: str, without: str = "") -> str:
        """Look at a step until these sentences can be read there, on however many lines, and that one not."""
        wanted, unwanted = [_flat(each) for each in sentences], _flat(without)

        def met(screen: str) -> bool:
            text = self.readable(screen)
            there = self.at(step) in screen.partition("\n")[0] and all(each in text for each in wanted)
            return there and not (unwanted and unwanted in text) and self.is_whole(screen)

        name = f"{self.at(step)!r} with {wanted!r}, without {unwanted!r}"
        awaited = Named(lambda screen: self.is_in_the_way(screen) or met(screen), name)
        while not met(screen := self.terminal.until(awaited)):
            self.look(self.at(step))  # sends away what is in the way
        return screen

    def readable(self, screen: str) -> str:
        """The words on the screen without the clock beside them."""
        left, high = self.cols - FACE_WIDTH[self.digit_rows], (7 if self.digit_rows == 5 else 4)
        lines = screen.split("\n")
        return _flat(
            " ".join([*lines[:2], *(line[:left] for line in lines[2 : 2 + high]), *lines[2 + high :]])
        )

    def all_of(self, step: str) -> str:
        """All pages of a step as one text."""
        return self.readable(self.pages(self.at(step)))

    def into(self, step: str, *sentences: str) -> str:
        """PgDn into a step; its clock stands still then."""
        self.press("pgdn")
        self.pause(self.at(step))
        return self.sees(step, *sentences)

    def note(self, step: str, text: str) -> None:
        self.type(f"{text}\n")
        self.sees(step, f"√ {text}")

    def signalled(self, id_: str, **params: Any) -> str:
        return self.signal(self.says(id_, **params).upper())

    def through_pages(self, step: str) -> None:
        """PgDn through the pages of a talk, up to its last one."""
        pages = self.step(step).pages
        for page in pages[1:]:
            self.press("pgdn")
            self.sees(step, page.title, *page.text.split("\n"))

    def leave(self) -> Path:
        """Ctrl+Q and Enter; the file that is named on the terminal."""
        self.press("ctrl+q")
        self.terminal.until(self.says("quit.heading"))
        self.press("enter")
        assert self.terminal.wait() == 0
        said = self.terminal.screen.replace("\n", "")
        (session,) = [path for path in sessions(self.home) if str(path) in said]
        return session


def _flat(text: str) -> str:
    return " ".join(text.split())


def sessions(home: Path) -> list[Path]:
    return sorted((home / "apv-tui" / "sessions").glob("*.json"))


def files(home: Path) -> Iterator[Path]:
    return (path for path in home.rglob("*") if path.is_file())


def holding(home: Path, text: str) -> list[Path]:
    """The files anywhere under the home whose bytes hold a text; as JSON writes it, too."""
    wanted = {text.encode(), json.dumps(text)[1:-1].encode()}
    return [path for path in files(home) if any(each in path.read_bytes() for each in wanted)]


def is_confidential(path: Path) -> bool:
    """Whether a session file, its backup or its journal says that it is confidential."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".journal":
        return json.loads(text.split("\n")[0].partition(" ")[2])[1].get("confidential") is True
    return json.loads(text).get("confidential") is True


def kept_apart(home: Path, *texts: str) -> set[Path]:
    """Make sure that texts are in confidential files alone; give those files."""
    found: set[Path] = set()
    for text in texts:
        holders = holding(home, text)
        assert holders, f"{text} is nowhere"
        assert all(map(is_confidential, holders)), f"{text} in {holders}"
        found.update(holders)
    return found


def begun(
    terminal: Start, tmp_path: Path, name: str, people: tuple[str, ...], cols: int, rows: int, *more: str
) -> Method:
    """Begin an agenda with these people; what was read of them is agreed to, and the lobby is there."""
    listed = tmp_path / "people.txt"
    listed.write_text("\n".join(people) + "\n", encoding="utf-8")
    program = terminal("run", name, "--people", str(listed), "--seed", "7", *more, cols=cols, rows=rows)
    leader = Method(program, cols, rows, name)
    program.until(leader.says("run.take_people").strip())
    leader.press("enter")
    leader.look(leader.agenda.short or "", str(len(people)))
    return leader


def opened_again(terminal: Start, leader: Method, session: Path, name: str) -> Method:
    program = terminal("open", str(session), cols=leader.cols, rows=leader.rows)
    return Method(program, leader.cols, leader.rows, name)


# -- intervju.nb: pairs, the swap at half time, notes for those who want them ------------------------------------

SPEED = 400  # the forty minutes of the interviews take six seconds
SECRETS = ("Hemmelig stolthet", "Verkstedet i mai", "Tryggheten")
SHARED = ("De spurte brukerne først", "Alle fikk si én ting")


@pytest.mark.parametrize(
    ("count", "cols", "rows"), [further(8, 80, 24), (9, 54, 16)], ids=["8 at 80x24", "9 at 54x16"]
)
def test_appreciative_interviews_in_pairs(
    terminal: Start, tmp_path: Path, count: int, cols: int, rows: int
) -> None:
    leader = begun(terminal, tmp_path, "intervju.nb", NINE[:count], cols, rows, "--speed", str(SPEED))
    leader.press("pgdn")
    leader.pause(leader.at("velkommen"))
    leader.through_pages("velkommen")
    pairs = find_the_pairs(leader, count)
    interview_and_swap(leader, pairs)
    leader.into("takk", leader.step("takk").instruction)
    names = [name for pair in pairs for name in pair]
    notes_only_with_a_yes(leader, names[0], names[1], names[2])
    share_and_close(leader)
    session = leader.leave()
    what_the_interviews_left(leader.home, session, count, pairs)


def find_the_pairs(leader: Method, count: int) -> list[list[str]]:
    leader.into("par", leader.step("par").instruction)
    text = leader.pages(leader.at("par"))
    found = re.findall(r"\d  (1 \S.*)$", text, re.MULTILINE)
    pairs = [[name.strip() for name in re.split(r"\s*\b[123] (?=\w)", row) if name.strip()] for row in found]
    assert sorted(map(len, pairs)) == [2, 2, 2, 2 + count % 2]
    names = [name for pair in pairs for name in pair]
    assert sorted(names) == sorted(name.split()[0] for name in NINE[:count])
    assert ("3 × 13:20" in text) == (count == 9)
    return pairs


def interview_and_swap(leader: Method, pairs: list[list[str]]) -> None:
    """Two rounds for pairs at half time; a three has its own two changes, and a signal for each."""
    at = leader.at("intervju")
    leader.press("pgdn")
    leader.look(at, leader.says("interviews.round", round=1, of=2), leader.says("clock.waiting"))
    leader.clock_shows(at, "20:00")
    text = leader.all_of("intervju")
    for question in leader.step("intervju").questions:
        assert all(
            _flat(part) in text for part in (question.heading or "", question.intro or "", question.text)
        )
    three = next((number for number, pair in enumerate(pairs, 1) if len(pair) == 3), 0)
    assert ("3 × 13:20" in text) == bool(three)
    roles_by_name(leader, pairs, 0)
    leader.press("enter")
    if three:
        leader.signalled("interviews.groups_change", groups=str(three), n=1)
    leader.signalled("interviews.change")
    leader.pause(at)
    leader.look(at, leader.says("interviews.round", round=2, of=2))
    roles_by_name(leader, pairs, 1)
    leader.press("space")
    if three:
        leader.signalled("interviews.groups_change", groups=str(three), n=1)
    leader.signalled("interviews.over")
    leader.sees("intervju", leader.says("interviews.over.text"))


def roles_by_name(leader: Method, pairs: list[list[str]], turn: int) -> None:
    """Who asks, who tells and who writes; a three is in its first turn at the start, in its second at half time."""
    text = leader.all_of("intervju")
    for pair in pairs:
        asks, tells = pair[turn % len(pair)], pair[(turn + 1) % len(pair)]
        writes = asks if len(pair) == 2 else pair[(turn + 2) % 3]
        row = f"{asks} {tells} {writes}" if leader.cols >= 76 else f"{asks} › {tells}, {writes}"
        assert row in text, text


def notes_only_with_a_yes(leader: Method, no: str, yes: str, later: str) -> None:
    """The room does not see the step; a no keeps nothing; a yes keeps the notes in a file of their own."""
    step, where = leader.step("notater"), leader.at("notater")
    leader.press("pgdn")
    leader.sees("notater", leader.says("private.cover"), without=leader.says("owner.who"))
    leader.press("pgdn")
    leader.look(leader.at("deling"))
    leader.press("pgup")
    leader.sees("notater", leader.says("private.cover"))
    leader.press("enter")
    leader.sees("notater", leader.says("owner.who"))
    assert leader.says("clock.waiting") not in leader.terminal.screen, (
        "Enter takes a name here, and starts nothing"
    )
    before = len(sessions(leader.home))
    ask(leader, "notater", no)
    leader.type("nja\n")
    leader.sees("notater", leader.says("owner.unclear"), without="nja")
    leader.type("2\n")
    leader.sees("notater", leader.says("owner.declined", name=no), leader.says("owner.who"))
    assert len(sessions(leader.home)) == before, "a no makes no file"
    ask(leader, "notater", yes)
    leader.type("1\n")
    leader.sees("notater", leader.says("owner.notes_of", name=yes), step.questions[0].text)
    for at, secret in enumerate(SECRETS):
        leader.note("notater", secret)
        leader.press("pgdn")
        leader.sees("notater", step.questions[at + 1].text, without=secret)
    kept_apart(leader.home, *SECRETS)
    leader.press("tab")
    leader.sees("notater", leader.says("owner.who"), f"{yes} •")
    ask(leader, "notater", later)
    leader.type(leader.says("owner.yes.word") + "\n")
    leader.sees(
        "notater", leader.says("owner.notes_of", name=later), step.questions[0].text, without=SECRETS[0]
    )
    leader.press("tab")
    leader.sees("notater", leader.says("owner.who"))
    leader.press("pgdn")  # one press leaves the step, however many questions it has
    leader.look(leader.at("deling"), without=where)


def ask(leader: Method, step: str, name: str) -> None:
    """Type whose notes they are; the question for consent is the agenda's own."""
    leader.type(f"{name.lower()}\n")
    leader.sees(step, leader.says("owner.consent", name=name), leader.step(step).consent)
    leader.sees(step, f"1 {leader.says('owner.yes')}", f"2 {leader.says('owner.no')}")


def share_and_close(leader: Method) -> None:
    leader.pause(leader.at("deling"))
    leader.sees("deling", leader.step("deling").instruction, *leader.step("deling").examples)
    for text in SHARED:
        leader.note("deling", text)
    leader.into("avslutning", leader.step("avslutning").instruction)
    text = leader.all_of("avslutning")
    assert all(each in text for each in (*SHARED, *leader.step("avslutning").next))
    assert not any(secret in text for secret in SECRETS)
    leader.press("pgdn")
    leader.sees("avslutning", leader.says("refused.last_step"))


def what_the_interviews_left(home: Path, session: Path, count: int, pairs: list[list[str]]) -> None:
    apart = kept_apart(home, *SECRETS)
    assert session not in apart
    main = session.read_bytes()
    assert not any(word.encode() in main for secret in SECRETS for word in secret.split() if len(word) > 4)
    told = kept(session)
    assert told.texts("delt") == list(SHARED)
    assert not told.texts("notater")
    people = {
        person["id"]: person["name"].split()[0]
        for fact in told.of("people_added")
        for person in fact["people"]
    }
    assert len(people) == count
    assert [[people[id_] for id_ in pair] for pair in told.groups("par")] == pairs


# -- samarbeid.nb: alone, in pairs, reflection, the six factors --------------------------------------------------

ANSWERS = ("Møtes før vi trenger det", "Ringe i stedet for å skrive")
EXPERIENCES = {
    "De ringte hverandre først": 2,
    "Styret var med fra dag én": 4,
    "Alle visste hva vi skulle få til": 3,
}


@pytest.mark.parametrize(
    ("count", "cols", "rows"), [(8, 80, 24), further(9, 54, 16)], ids=["8 at 80x24", "9 at 54x16"]
)
def test_a_collaboration_we_succeed_with(
    terminal: Start, tmp_path: Path, count: int, cols: int, rows: int
) -> None:
    leader = begun(terminal, tmp_path, "samarbeid.nb", NINE[:count], cols, rows)
    for step in ("velkommen", "samarbeidsmodellen", "samskapingsmodellen"):
        leader.into(step, leader.step(step).instruction)
        leader.through_pages(step)
    alone_and_in_pairs(leader, count)
    reflect(leader)
    told_on_and_sorted(leader)
    session = leader.leave()
    told = kept(session)
    assert told.texts("refleksjoner") == list(ANSWERS)
    assert told.texts("nokkelopplevelser") == list(EXPERIENCES)
    headings = leader.step("seks-faktorer").headings
    assert len(headings) == 6
    placed = {told.text_of(fact["item"]): fact["heading"] for fact in told.of("idea_sorted")}
    assert placed == {text: headings[digit - 1] for text, digit in EXPERIENCES.items()}


def alone_and_in_pairs(leader: Method, count: int) -> None:
    leader.into("tenk-tilbake", leader.step("tenk-tilbake").instruction, leader.says("alone.silence"))
    text = leader.all_of("tenk-tilbake")
    assert all(_flat(question.text) in text for question in leader.step("tenk-tilbake").questions)
    leader.press("pgdn")
    where = leader.at("intervju")
    leader.look(where, leader.says("interviews.round", round=1, of=2))
    leader.clock_shows(where, "10:00")
    text = leader.all_of("intervju")
    assert all(_flat(question.text) in text for question in leader.step("intervju").questions)
    assert ("3 × 6:40" in text) == (count == 9)
    for name in NINE[:count]:
        assert name.split()[0] in text
    leader.press("pgdn")
    leader.press("f4")
    leader.look(where, leader.says("interviews.round", round=1, of=2), leader.says("clock.paused"))
    leader.press("pgdn")  # the change by hand, when the talk goes well and the clock stands
    leader.look(where, leader.says("interviews.round", round=2, of=2))
    leader.clock_shows(where, "10:00")
    for name in NINE[:count]:
        assert name.split()[0] in leader.all_of("intervju")


def reflect(leader: Method) -> None:
    questions = leader.step("refleksjon").questions
    leader.into("refleksjon", questions[0].text)
    leader.note("refleksjon", ANSWERS[0])
    leader.press("pgdn")
    leader.sees("refleksjon", questions[1].text, without=ANSWERS[0])
    leader.note("refleksjon", ANSWERS[1])
    leader.press("pgdn")
    leader.sees("refleksjon", questions[2].text)
    leader.press("pgdn")
    leader.sees("refleksjon", questions[3].text)
    leader.press("pgdn")
    leader.sees("refleksjon", leader.says("answers.overview"), leader.says("answers.progress", done=2, of=4))
    leader.sees("refleksjon", leader.says("answers.open", numbers="3, 4"))
    text = leader.all_of("refleksjon")
    assert all(_flat(each) in text for each in (*ANSWERS, *(question.text for question in questions)))


def told_on_and_sorted(leader: Method) -> None:
    leader.into("fortell-videre", leader.step("fortell-videre").instruction)
    for text in EXPERIENCES:
        leader.note("fortell-videre", text)
    headings = leader.step("seks-faktorer").headings
    leader.into("seks-faktorer", *(f"{digit} {heading}" for digit, heading in enumerate(headings, 1)))
    for at, digit in enumerate(EXPERIENCES.values(), 1):
        leader.press(str(digit))
        left = len(EXPERIENCES) - at
        spec = leader.agenda.lists["nokkelopplevelser"]
        said = (
            leader.says("sort.left", left=left, count=len(EXPERIENCES))
            if left
            else leader.says("sort.done", count=len(EXPERIENCES), name=spec.many)
        )
        leader.sees("seks-faktorer", said)
    leader.into("avslutning", leader.step("avslutning").instruction)
    text = leader.all_of("avslutning")
    for experience, digit in EXPERIENCES.items():  # what was reached is told as it was sorted
        assert re.search(rf"{headings[digit - 1]} \d {experience}", text), text
    assert all(each in text for each in (*ANSWERS, *leader.step("avslutning").next))
    assert headings[0] not in text, "a factor without an experience takes no room"


# -- intervisie.nl: two cases, notes kept apart, erased and opened alone -----------------------------------------

FIRST, SECOND = "Carlijn", "Daan"
STORY = ("Zonnebloemen op het schoolplein", "Koffiedrinken tot middernacht")
CORE = {"talenten": "Rust uitstralen", "passies": "Tuinieren", "volgende-keer": "Buurtfeest"}
STORY_2 = ("Kapotte laptop gerepareerd",)
CORE_2 = {"talenten": "Geduldige uitlegger", "bouwstenen": "Koffiepauze"}


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), further(54, 16)], ids=["80x24", "54x16"])
def test_two_cases_of_learning_from_success(terminal: Start, tmp_path: Path, cols: int, rows: int) -> None:
    leader = begun(terminal, tmp_path, "intervisie.nl", SIX, cols, rows)
    leader.into("welkom")
    leader.through_pages("welkom")
    who_does_what(leader)
    tell_a_success(leader, FIRST, STORY)
    leader = killed_and_opened(terminal, leader)
    sharpen_and_gossip(leader, FIRST)
    write_the_core(leader, FIRST, CORE)
    leader.into("afronden", leader.says("hint.next_person"))
    session = leader.leave()
    kept_apart(leader.home, *STORY, *CORE.values())
    leader = opened_again(terminal, leader, session, "intervisie.nl")
    leader.sees("afronden", leader.says("hint.next_person"))
    next_case(leader)
    tell_a_success(leader, SECOND, STORY_2, been=FIRST)
    sharpen_and_gossip(leader, SECOND)
    write_the_core(leader, SECOND, CORE_2, before=(*STORY, *CORE.values()))
    leader.into("afronden")
    closing_with_the_notes_of_two(leader)
    erase_the_first(leader)
    assert leader.leave() == session
    one_file_alone(terminal, leader, session)


def who_does_what(leader: Method) -> None:
    leader.into("rollen", leader.step("rollen").instruction)
    leader.press("enter")
    leader.type("Eefje\n")
    leader.sees("rollen", "Eefje")
    leader.type("Floor\n")
    leader.sees("rollen", leader.says("form.filled", done=2, of=2), "Floor")


def tell_a_success(leader: Method, name: str, story: tuple[str, ...], been: str = "") -> None:
    step = leader.step("waar-werkt-het")
    role = step.role
    if not been:
        leader.into(step.id)
    leader.sees(step.id, leader.says("spotlight.who", role=role), *(each.split()[0] for each in SIX))
    if been:
        leader.sees(step.id, f"{been} √", leader.says("spotlight.been"))
    before = sessions(leader.home)
    ask(leader, step.id, name)
    assert sessions(leader.home) == before, "nothing is begun before the yes"
    leader.type("1\n")
    loud = name.upper()
    leader.sees(step.id, f"{role}: {loud}", leader.says("spotlight.tells", name=loud))
    leader.sees(step.id, leader.says("spotlight.others_listen"))
    assert all(_flat(each.text) in leader.all_of(step.id) for each in step.questions)
    for text in story:
        leader.note(step.id, text)
        leader.sees(step.id, leader.says("owner.notes_of", name=name))
        kept_apart(leader.home, text)


def killed_and_opened(terminal: Start, leader: Method) -> Method:
    """The power goes while a note is being typed; what was noted is there, and still apart."""
    leader.press("f4")
    leader.sees("waar-werkt-het", leader.says("act.clock.pause") if leader.cols >= 76 else "")
    leader.type("half getypt")
    leader.sees("waar-werkt-het", "half getypt")
    leader.terminal.kill()
    kept_apart(leader.home, *STORY)
    (main,) = [path for path in journals(leader.home) if not is_confidential(path)]
    session = Path(json.loads(main.read_text(encoding="utf-8").split("\n")[0].partition(" ")[2])[1]["path"])
    leader = opened_again(terminal, leader, session, "intervisie.nl")
    question = leader.says("recovery.heading")
    leader.terminal.until(Named(lambda screen: question in screen or leader.is_in_the_way(screen), question))
    while question not in (screen := leader.terminal.settle()):
        leader.press("enter")
        leader.terminal.until(Named(lambda now, screen=screen: now != screen, "the next page"))
    leader.press("1")
    leader.pause(leader.at("waar-werkt-het"))
    leader.sees("waar-werkt-het", *(f"√ {text}" for text in STORY), leader.says("owner.notes_of", name=FIRST))
    return leader


def journals(home: Path) -> list[Path]:
    return sorted((home / "apv-tui" / "state").glob("*.journal"))


def sharpen_and_gossip(leader: Method, name: str) -> None:
    loud = name.upper()
    leader.into("aanscherpen", leader.says("spotlight.all_speak", name=loud))
    text = leader.all_of("aanscherpen")
    for question in leader.step("aanscherpen").questions:
        assert all(_flat(each) in text for each in (question.text, *question.probes))
    leader.into(
        "roddelen", leader.says("spotlight.only_listens", name=loud), leader.says("spotlight.others_talk")
    )
    text = leader.all_of("roddelen")
    assert all(_flat(each.text) in text for each in leader.step("roddelen").questions)
    assert not any(secret in text for secret in (*STORY, *STORY_2))


def write_the_core(leader: Method, name: str, core: dict[str, str], before: tuple[str, ...] = ()) -> None:
    """Together: one question after the other, in the notes of the one at the centre, without asking whose."""
    questions = leader.step("kern").questions
    leader.into("kern", leader.says("owner.notes_of", name=name))
    for question in questions:
        leader.sees("kern", question.text, leader.says("owner.apart"))
        if question.id in core:
            leader.note("kern", core[question.id])
        leader.press("pgdn")
    leader.sees("kern", leader.says("answers.overview"))
    leader.sees("kern", leader.says("answers.progress", done=len(core), of=len(questions)))
    text = leader.all_of("kern")
    assert all(each in text for each in core.values())
    assert not any(each in text for each in before)


def next_case(leader: Method) -> None:
    """Ctrl+N: the next one is chosen, the clock is new, and nothing of the case before is to be seen."""
    leader.press("ctrl+n")
    leader.pause(leader.at("waar-werkt-het"))
    text = leader.all_of("waar-werkt-het")
    assert not any(each in text for each in (*STORY, *CORE.values()))
    leader.sees("waar-werkt-het", leader.says("spotlight.been"))


def closing_with_the_notes_of_two(leader: Method) -> None:
    leader.into("slot", leader.step("slot").instruction)
    text = leader.all_of("slot")
    assert all(_flat(each) in text for each in leader.step("slot").next)
    assert not any(each in text for each in (*STORY, *CORE.values(), *STORY_2, *CORE_2.values()))


def erase_the_first(leader: Method) -> None:
    """Delete asks whose and then whether; only its own key erases, and then there is no word left anywhere."""
    first = kept_apart(leader.home, *STORY, *CORE.values())
    second = kept_apart(leader.home, *STORY_2, *CORE_2.values())
    assert not first & second
    leader.press("delete")
    notes = len(STORY) + len(CORE)
    leader.terminal.until(leader.says("erase.row", name=FIRST, n=notes))
    leader.press("enter")
    asked = leader.says("erase.ask", name=FIRST, n=notes)
    leader.terminal.until(Named(lambda screen: asked in _flat(screen), asked))
    leader.press("enter")
    leader.terminal.settle()
    assert kept_apart(leader.home, *STORY) <= first, "Enter erases nothing"
    leader.press("1")
    leader.sees("slot", leader.says("erase.done", name=FIRST))
    for text in (*STORY, *CORE.values()):
        assert not holding(leader.home, text), text
        for word in text.split():
            assert len(word) < 5 or not holding(leader.home, word), word
    assert kept_apart(leader.home, *STORY_2, *CORE_2.values()) == second
    leader.press("ctrl+z")  # takes back what was done before that: coming to the step
    leader.look(leader.at("afronden"))
    assert not holding(leader.home, STORY[0])
    leader.into("slot")


def one_file_alone(terminal: Start, leader: Method, session: Path) -> None:
    """The second one's file is handed over: it opens without the meeting, with the notes and nobody else's name."""
    (alone,) = [path for path in sessions(leader.home) if path != session]
    assert is_confidential(alone)
    for name in SIX:
        assert (name.split()[0] == SECOND) == (name.encode() in alone.read_bytes()), name
    before = session.read_bytes()
    taken_home = leader.home / "elsewhere" / "mine.json"
    taken_home.parent.mkdir()
    alone.rename(taken_home)
    reader = opened_again(terminal, leader, taken_home, "intervisie.nl")
    reader.terminal.until(Named(lambda screen: STORY_2[0] in reader.readable(screen), STORY_2[0]))
    assert is_whole_without_place(reader)
    reader.press("ctrl+q")
    reader.terminal.until(reader.says("quit.heading"))
    reader.press("enter")
    assert reader.terminal.wait() == 0
    assert session.read_bytes() == before
    again = opened_again(terminal, leader, session, "intervisie.nl")
    again.terminal.until(
        Named(lambda screen: again.is_in_the_way(screen) or again.at("slot") in screen, "the meeting")
    )
    again.look(again.at("slot"))
    text = again.all_of("slot")
    assert not any(each in text for each in (*STORY, *STORY_2))
    again.leave()


def is_whole_without_place(leader: Method) -> bool:
    return leader.is_whole(leader.terminal.settle())


# -- retro.en: a plan that is adopted and followed up ------------------------------------------------------------

IDEAS = {
    "Fewer meetings on Fridays": (1, 4),
    "Write the tests first": (2, 5),
    "A map of the releases": (3, 1),
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LATE, NEXT = "No meetings on Fridays", "Tests before code in every ticket"


def test_a_retrospective_and_what_became_of_it(terminal: Start, tmp_path: Path) -> None:
    leader = begun(terminal, tmp_path, "retro.en", FIVE, 80, 24)
    leader.into("last-time", leader.says("follow_up.empty", **ACTIONS))
    leader.into("welcome")
    leader.through_pages("welcome")
    leader.into("think", leader.says("alone.silence"))
    what_we_saw(leader)
    choose_what_to_change(leader)
    plan_it(leader)
    read_it_and_adopt(leader)
    leader.into("next-time")
    leader.press("enter")
    leader.type("in 2 weeks\n")
    leader.sees("next-time", leader.says("form.filled", done=1, of=1))
    leader.into("thanks")
    text = leader.all_of("thanks")
    assert all(each in text for each in (LATE, NEXT, "Write the tests first", *leader.step("thanks").next))
    session = leader.leave()
    leader = opened_again(terminal, leader, session, "retro.en")
    held_again(leader)
    told = kept(leader.leave())
    what_the_plan_says(told)


def what_we_saw(leader: Method) -> None:
    questions = leader.step("gather").questions
    leader.into("gather", questions[0].text)
    for question, text in zip(
        questions, ("The release slipped", "Pairing", "Waiting for reviews"), strict=True
    ):
        leader.sees("gather", question.text)
        leader.note("gather", text)
        if question is not questions[-1]:
            leader.press("pgdn")
    leader.into("what-if")
    for idea in IDEAS:
        leader.note("what-if", idea)
    leader.into("sorted", leader.says("sort.left", left=3, count=3))
    for digit, _ in IDEAS.values():
        leader.press(str(digit))
    leader.sees("sorted", leader.says("sort.done", count=3, name="ideas"))


def choose_what_to_change(leader: Method) -> None:
    leader.into("choice", *IDEAS)
    leader.press("enter")
    leader.look(leader.at("choice"), "0 of 15")
    leader.type(
        "".join(f"{strokes}\n" for _, strokes in IDEAS.values())
    )  # all at once: none overtakes another
    leader.look(leader.at("choice"), "10 of 15")
    leader.press("pgdn")
    screen = leader.look(leader.at("choice"), " 5", " 4")
    assert screen.index("Write the tests first") < screen.index("Fewer meetings on Fridays")
    leader.press("pgdn")
    leader.look(leader.at("choice"), leader.says("act.next"))


def today() -> date:
    return datetime.now().astimezone().date()


ACTIONS = {"one": "action", "many": "actions", "One": "Action"}
"""What the rows of the plan are called in the agenda."""


def plan_it(leader: Method) -> None:
    """One action is due yesterday, so that it is late when the meeting is held again."""
    yesterday, soon = today() - timedelta(days=1), today() + timedelta(days=7)
    leader.into("plan", leader.says("plan.empty", **ACTIONS))
    for at, (wish, text, owner, due) in enumerate(
        (
            ("Write the tests first", NEXT, "Bob Day", soon),
            ("Fewer meetings on Fridays", LATE, "Ann Lee", yesterday),
        ),
        1,
    ):
        leader.press("n")
        leader.sees("plan", wish)
        leader.press(str(IDEAS[wish][0]), "enter")  # the idea by its number
        leader.sees("plan", leader.says("plan.ask.what"), wish)
        leader.type(f"{text}\n")
        leader.sees("plan", leader.says("plan.ask.owner"))
        leader.type(f"{owner}\n")
        leader.sees("plan", leader.says("plan.ask.start"))
        leader.type("\n")
        leader.sees("plan", leader.says("plan.ask.deadline"))
        leader.type(f"{due.day} {MONTHS[due.month - 1]} {due.year}\n")
        leader.sees("plan", leader.says("plan.ask.follow_up"))
        leader.press("pgdn")  # the rest is left for the reading
        leader.sees("plan", leader.says("plan.proposed", n=at, **ACTIONS), text[:14], owner.split()[0])


def read_it_and_adopt(leader: Method) -> None:
    leader.press("pgdn")  # what is missing is said once before the plan is left
    leader.sees("plan", leader.says("plan.gaps_left", n=2, **ACTIONS))
    leader.into("read-back", leader.says("read_back.which", number=1, of=2, **ACTIONS), NEXT)
    leader.sees(
        "read-back", leader.says("read_back.says.owner", what="Bob"), leader.says("read_back.missing")
    )
    leader.press("enter")
    leader.sees("read-back", leader.says("plan.ask.follow_up"))
    leader.type("in 2 weeks\n")
    leader.sees("read-back", without=leader.says("read_back.missing"))
    leader.press("pgdn")
    leader.sees("read-back", leader.says("read_back.which", number=2, of=2, **ACTIONS), LATE)
    leader.press("enter")
    leader.type("open\n")
    leader.sees("read-back", leader.says("read_back.open"))
    leader.press("pgdn")
    leader.sees("read-back", leader.says("read_back.whole"), NEXT, LATE)
    leader.press("a")
    leader.terminal.until(
        Named(lambda screen: leader.says("read_back.adopted") in leader.readable(screen), "adopted")
    )
    leader.look(leader.at("read-back"))


def held_again(leader: Method) -> None:
    """A meeting that is over offers itself once more: the roll, then the plan, the late action on top."""
    leader.look(leader.agenda.title, leader.says("hint.hold_again"))
    leader.press("n")
    leader.look("5", *FIVE)
    leader.press("f6")
    leader.look(leader.agenda.short or "", leader.says("act.next.begin"))
    leader.into("last-time", leader.says("follow_up.late", n=1), leader.says("follow_up.all_late", n=1))
    screen = leader.look(leader.at("last-time"), LATE[:14], NEXT[:14])
    assert screen.index(LATE[:14]) < screen.index(NEXT[:14])
    leader.press("3")
    leader.sees("last-time", leader.says("follow_up.note_or_enter"))
    leader.type("Since Monday\n")
    leader.sees(
        "last-time",
        leader.says("plan.status.done"),
        "Since Monday",
        without=leader.says("follow_up.late", n=1),
    )
    leader.into("welcome")


def what_the_plan_says(told: Kept) -> None:
    assert sorted(told.texts("actions")) == sorted([LATE, NEXT])
    assert len(told.of("plan_adopted")) == 1
    (status,) = told.of("status_noted")
    assert (told.text_of(status["item"]), status["status"]) == (LATE, "done")
    assert len([fact for fact in told.of("meeting_opened") if fact["meeting"] == "retro"]) == 2
