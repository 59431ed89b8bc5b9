"""A meeting whose power is cut again and again, and somebody who compares what it had shown with what is left.

What the screen has shown with the sign √ was acknowledged: it must be there after the cut. What is kept is read
from the disk without the program's own code.
"""

from __future__ import annotations

import json
import random
import re
import signal
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from emulator import key_bytes
from leading import Named
from slow_disk import slow_disk
from terminal import Terminal

from apv_tui.words import Words

AGENDA = """\
title: Når strømmen går
language: da
lists:
  wishes: {title: Ønsker, one: ønske, many: ønsker}
  core: {title: Kernen, one: note, many: noter, confidential: true}
meetings:
  - id: first
    title: Mødet
    steps:
      - {id: intro, kind: talk, title: Velkommen, minutes: 400, pages: [Et]}
      - {id: wishes, kind: collect, title: Ønsker, minutes: 400, into: wishes}
      - {id: story, kind: spotlight, title: Fortællingen, minutes: 400, role: fortæller, chooses: true,
         into: core, consent: Må vi skrive ned?}
      - {id: close, kind: close, title: Slut, minutes: 5}
"""
STEPS = ("intro", "wishes", "story", "close")
RUNS = " til kl. "  # so the screen says when a clock that runs will have come to its end
STANDS = "uret er sat på pause"
OWNER = "Mette"
NOTED = re.compile(r"^ +\d+ √ (.+?)(?:  .*)?$", re.MULTILINE)
WORDS = Words("da")


class Onlooker(threading.Thread):
    """Another program, such as one that synchronises folders: it reads the session files whenever they change."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self.folder, self.looks, self.broken = folder, 0, ""
        self._seen: dict[Path, tuple[int, int]] = {}
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(0.004):
            for path in self.folder.glob("*.json*"):
                with suppress(FileNotFoundError):  # a backup is away for a moment when it is renewed
                    self._look(path)

    def _look(self, path: Path) -> None:
        if path.suffix == ".tmp":
            return
        status = path.stat()
        if self._seen.get(path) != (status.st_ino, status.st_mtime_ns):
            self._seen[path] = (status.st_ino, status.st_mtime_ns)
            data = path.read_bytes()
            try:
                assert json.loads(data)["format"] == "apv-tui session"
            except (ValueError, AssertionError) as error:
                self.broken = f"{path.name}: {error} in {data[:80]!r} … {data[-80:]!r}"
            self.looks += 1

    def leave(self) -> None:
        self._over.set()
        self.join()
        assert not self.broken


class Meeting:
    """One meeting over many power cuts; `wishes` and `core` are its lists, open to all and confidential."""

    def __init__(self, start: Callable[..., Terminal], folder: Path, chance: random.Random) -> None:
        self._start, self._folder, self.chance = start, folder, chance
        self.session = folder / "møde.json"
        (folder / "agenda.yaml").write_text(AGENDA, encoding="utf-8")
        (folder / "people.txt").write_text(f"{OWNER} Holm\nSøren Dal\nÅse Lund\n", encoding="utf-8")
        self.kept: dict[str, list[str]] = {"wishes": [], "core": []}
        """What must be there, in order; "" for words that were erased."""
        self._sent: dict[str, list[str]] = {"wishes": [], "core": []}
        """What was entered since, of which the last may not have come through."""
        self._shown: set[str] = set()
        self._screen = ""
        self._erasing = ""
        self._reached = False
        self._number = self.cuts = self.acknowledged = self.torn = self.half_written = 0
        self.onlooker = Onlooker(folder)
        self.onlooker.start()
        people = str(folder / "people.txt")
        self.program = self._begin(
            "run", str(folder / "agenda.yaml"), "--people", people, "--session", str(self.session)
        )
        self.until("Åse Lund")
        self.press("enter")
        self.until("PgDn begynd")

    def _begin(self, *arguments: str) -> Terminal:
        """Start the program, on a disk that is quick, or slow, so that more cuts fall into a saving."""
        sync = self.chance.choice((0, 0, 0.01, 0.05))
        return self._start(*arguments, env=slow_disk(self._folder.parent / "slow", sync))

    # -- seeing and doing ----------------------------------------------------------------------------------

    def until(self, *wanted: str) -> str:
        """Wait until all that is wanted stands there."""
        return self._until(lambda screen: all(each in screen for each in wanted), repr(wanted))

    def _until(self, met: Callable[[str], bool], what: str) -> str:
        """Wait, and keep what any frame on the way shows as noted."""

        def watch(screen: str) -> bool:
            self._screen = screen
            self._shown.update(NOTED.findall(screen))
            if self._erasing and WORDS("erase_words.done", n=1) in screen:
                self._shown.add(f"erased: {self._erasing}")
            return met(screen)

        return self.program.until(Named(watch, what))

    def press(self, *keys: str) -> None:
        """Press keys; what they do is seen by `until`, frame by frame."""
        for key in keys:
            self.program.send(key_bytes(key))

    def new_words(self) -> str:
        self._number += 1
        word = self.chance.choice(("ro", "færre møder", "Æblegrød ☕", "tid til «snak»", "é i kø"))
        return f"n{self._number:05} {word}"

    def enter(self, into: str, words: str) -> None:
        self.program.type(f"{words}\n")
        self._sent[into].append(words)

    def to(self, step: str) -> str:
        """Go to a step, and wait until something can be typed there."""

        def at(screen: str) -> int:
            return next((n for n, each in enumerate(STEPS) if f"{n + 1}/{len(STEPS)}  " in screen[:80]), -1)

        here = at(self._until(lambda screen: " ─" in screen or "──" in screen, "a step"))
        while here != (wanted := STEPS.index(step)):
            self.press("pgdn" if here < 0 else "f8" if here < wanted else "f7")
            here = at(self._until(lambda screen, here=here: at(screen) not in (-1, here), f"not {here}"))
        top = f"{wanted + 1}/{len(STEPS)}  "
        return self._until(
            lambda screen: top in screen and " ►" in screen and (RUNS in screen or STANDS in screen), step
        )

    # -- what is being done when the power fails; what the clock does then, where that can be known --------

    def typing(self) -> bool:
        """In the middle of a word, while others are being saved."""
        screen = self.to("wishes")
        for _ in range(self.chance.randint(1, 12)):
            self.enter("wishes", self.new_words())
        self.program.type(self.new_words()[: self.chance.randint(1, 8)])
        time.sleep(self.chance.random() * 0.4)
        return RUNS in screen

    def pasting(self) -> bool:
        """While fifty lines are being saved."""
        screen = self.to("wishes")
        lines = [self.new_words() for _ in range(50)]
        self.program.paste("\n".join(lines))
        self.until(lines[0])
        self.press("enter")
        self._sent["wishes"] += lines
        time.sleep(self.chance.random() * 0.12)
        return RUNS in screen

    def changing_steps(self) -> None:
        """While the session file is written, as at each change of step."""
        self.to("wishes")
        words = self.new_words()
        self.enter("wishes", words)
        self.until(f"√ {words}")
        self.press("f7")
        time.sleep(self.chance.random() * 0.05)

    def confidential_notes(self) -> bool:
        """While one person's notes are written into a file of their own."""
        screen = self.to("story")
        if "Navn ►" in screen:
            self.program.type(f"{OWNER}\n")
            screen = self._until(lambda screen: "1 eller 2 ►" in screen or "Notér ►" in screen, "a question")
        if "1 eller 2 ►" in screen:
            self.program.type("1\n")
        self._shows("core")
        for _ in range(self.chance.randint(1, 6)):
            self.enter("core", self.new_words())
        time.sleep(self.chance.random() * 0.25)
        return RUNS in screen

    def beginning_notes(self) -> bool:
        """While the file for one person's notes is being made."""
        screen = self.to("story")
        self.program.type(f"{OWNER}\n")
        self.until("1 eller 2 ►")
        self.program.type("1\n")
        self.enter("core", self.new_words())
        time.sleep(self.chance.random() * 0.2)
        return RUNS in screen

    def erasing_words(self) -> bool | None:
        """While the first words that are left are erased from every file."""
        screen = self.to("wishes")
        left = [words for words in self.kept["wishes"] if words]
        if not left:
            return self.typing()
        self.press("ctrl+l")
        self.until("slet ord")
        self.press("delete")
        self.until(WORDS("erase_words.which"), left[0])
        self.press("enter")
        self.until(WORDS("erase_words.yes"), left[0])
        self._erasing = left[0]
        self.press("1")
        time.sleep(self.chance.random() * 0.15)
        return RUNS in screen

    # -- the cut, and afterwards ---------------------------------------------------------------------------

    def cut(self) -> None:
        """The power fails: compare every frame that still came with what is on the disk."""
        self.program.signal(signal.SIGKILL)
        with suppress(AssertionError):
            self._until(lambda _: False, "the end")
        assert self.program.wait() == -signal.SIGKILL
        self.cuts += 1
        self._reached = False
        self.half_written += any(path.suffix == ".tmp" for path in self._files())
        shown, self._shown = self._shown, set()
        for into, found in self._on_disk().items():
            before, sent = self.kept[into], self._sent[into]
            if self._erasing in before and found[before.index(self._erasing)] == "":
                before = ["" if words == self._erasing else words for words in before]
            assert found[: len(before)] == before, f"lost: {sorted(set(before) - set(found))}"
            came = found[len(before) :]
            self._reached |= bool(came)
            assert came == sent[: len(came)], "doubled, or out of order"
            assert not shown & set(sent[len(came) :]), "shown as noted, and lost"
            assert f"erased: {self._erasing}" not in shown or self._erasing not in found, "erased, and there"
            self.acknowledged += len(shown & {*sent, f"erased: {self._erasing}"})
            self.kept[into], self._sent[into] = found, []

    def go_on(self, clock_ran: bool | None) -> None:
        """Start again, and answer what it asks; `clock_ran` is what the screen said, None where it cannot know."""
        self.program = self._begin("open", str(self.session))
        # Where no clock ran and the session file holds everything there is nothing to tell.
        heading = WORDS("recovery.heading")
        screen = self._until(lambda screen: heading in screen or "F1 hjælp" in screen, "the meeting")
        asked = "Tiden tæller ikke med" in screen
        if self._reached and clock_ran is not None:  # what came after the clock's start is on the disk
            assert asked == clock_ran, f"the question about the clock:\n{screen}"
        if heading in screen:
            self.press("1" if asked else "enter")
        self.until("F1 hjælp")
        if self._erasing and self._erasing not in self.kept["wishes"]:
            # What a cut left of it was finished before the session was opened.
            assert self._files_with(self._erasing) == []
        self._erasing = ""
        self.to("wishes")
        self._shows("wishes")

    def _shows(self, into: str) -> None:
        """Wait until the end of a list stands there: as many as are kept, and the last ones word by word."""
        kept = [words or WORDS("item.erased") for words in self.kept[into]]
        many = {"wishes": "ønske", "core": "note"}[into]

        def met(screen: str) -> bool:
            shown = NOTED.findall(screen)
            whole = bool(shown) == bool(kept) and kept[len(kept) - len(shown) :] == shown
            return f"i alt {len(kept)} {many}" in screen and "Notér ►" in screen and whole

        self._until(met, f"{len(kept)} {many}, the last of them {kept[-3:]}")

    def end(self) -> str:
        """Leave the meeting: everything is in the session file, and nothing lies about. Give the figures."""
        self.press("ctrl+q")
        self.until(WORDS("quit.heading"))
        self.press("enter")
        assert self.program.wait() == 0
        assert 1049 not in self.program.modes
        self.onlooker.leave()
        events = json.loads(self.session.read_text(encoding="utf-8"))["events"]
        assert _texts(events, "wishes") == self.kept["wishes"]
        assert [path.name for path in self._files() if path.suffix in (".tmp", ".journal")] == []
        noted = sum(map(len, self.kept.values()))
        return (
            f"{self.cuts} kills, 0 acknowledged actions lost ({self.acknowledged} shown as done in time; "
            f"{noted} ideas in order, each once; {self.half_written} files half written and {self.torn} lines torn, "
            f"all cleared away; {self.onlooker.looks} versions of the session files read meanwhile, all whole)"
        )

    # -- the disk, read without the program ----------------------------------------------------------------

    def _on_disk(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {"wishes": [], "core": []}
        for path in (path for path in self._files() if path.suffix == ".journal"):
            header, *events = self._journal(path.read_bytes())
            into = "core" if header.get("confidential") else "wishes"
            assert not found[into], "two journals of one session"
            found[into] = _texts(events, into)
        return found

    def _journal(self, data: bytes) -> list[Any]:
        """Every line but the last is whole, whatever moment the power failed at."""
        *lines, tail = data.split(b"\n")
        self.torn += bool(tail)
        contents = []
        for number, line in enumerate(lines):
            checksum, content = line[:8], line[9:]
            assert int(checksum, 16) == zlib.crc32(content), f"line {number} is damaged"
            counted, value = json.loads(content)
            assert counted == number
            contents.append(value)
        assert [event["after"] for event in contents[1:]] == ["", *(event["id"] for event in contents[1:-1])]
        return contents

    def _files(self) -> list[Path]:
        folders = (self._folder, self.program.home)
        return [path for folder in folders for path in folder.rglob("*") if path.is_file()]

    def _files_with(self, words: str) -> list[Path]:
        number = words.split(maxsplit=1)[0].encode()
        return [path for path in self._files() if number in path.read_bytes()]


def _texts(events: list[Any], into: str) -> list[str]:
    """The words noted on a list, in order; "" for those the log says are erased."""
    facts = [event["fact"] for event in events]
    erased = {item for fact in facts if fact["kind"] == "words_erased" for item in fact["items"]}
    noted = [fact for fact in facts if fact["kind"] == "idea_noted" and fact["list"] == into]
    return ["" if fact["item"] in erased else fact["text"] for fact in noted]
