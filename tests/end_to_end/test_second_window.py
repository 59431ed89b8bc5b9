"""A second window on the same session: it is told, follows without writing, and holds nothing private."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from leading import Named
from terminal import Terminal
from test_interrupted import WISHES, brainstorm, exists, journal, noted, session_of

Start = Callable[..., Terminal]


def files_of(terminal: Terminal) -> dict[Path, bytes]:
    folder = terminal.home / "apv-tui"
    return {
        path: path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def first_saved(terminal: Terminal) -> Path:
    """Where the session file is, once the first of it has been saved."""
    end = time.monotonic() + 20
    while not list((terminal.home / "apv-tui").rglob("*.journal")) and time.monotonic() < end:
        time.sleep(0.02)
    return session_of(terminal)


def test_a_second_window_is_told_and_may_follow_to_look_only(terminal: Start) -> None:
    first = brainstorm(terminal, *WISHES[:2])
    session = session_of(first)
    refused = terminal("open", str(session), cols=200)
    refused.until(f"{session} is already open in another window")
    refused.until("[Y/n]")
    refused.type("n\n")
    assert refused.wait() == 1
    assert len(refused.screen.split()) < 60, "a few lines, no traceback"
    second = terminal("open", str(session), cols=200)
    second.until("[Y/n]")
    second.type("\n")
    second.until("følger med")
    assert noted(second.until(WISHES[1])) == WISHES[:2]
    assert "►" not in second.screen, "nothing can be typed"
    first.type(f"{WISHES[2]}\n")
    second.until(WISHES[2])
    first.until(f"√ {WISHES[2]}")
    before = len(journal(first))
    second.press("x", "pgdn", "ctrl+z")
    second.until("Mødet ledes i det andet vindue")
    assert len(journal(first)) == before
    first.press("pgdn")
    second.until("Spørgsmål 2 af 5")
    leave(first)
    assert second.status is None, "it goes on showing where the meeting stood"
    before_files = files_of(first)
    second.press("ctrl+q")
    assert second.wait() == 0
    assert files_of(first) == before_files


def test_from_the_start_screen_the_second_enter_follows(terminal: Start) -> None:
    first = brainstorm(terminal, *WISHES)
    first.press("f7")
    first.until("Nye grupper på seks")
    assert exists(session_of(first))
    second = terminal()
    second.until("► Prøve ")
    second.press("enter")
    second.until("already open in another")
    second.press("down", "up", "enter")
    second.until("already open in another")
    second.press("enter")
    second.until("følger med")
    first.press("f8")
    second.until(WISHES[0])


def test_one_who_follows_outlives_the_window_that_leads(terminal: Start) -> None:
    first = brainstorm(terminal, *WISHES[:1])
    session = session_of(first)
    second = terminal("follow", str(session))
    second.until(WISHES[0])
    first.kill()
    again = terminal("open", str(session))
    again.until("Tiden tæller ikke med")
    again.press("1")
    again.until("Gruppe 1 ►")
    again.type(f"{WISHES[1]}\n")
    again.until(f"√ {WISHES[1]}")
    second.until(WISHES[1])


AGENDA = """
title: Hemmeligheder
language: da
lists:
  egne: {title: Egne noter, one: note, many: noter, private: yes}
  oensker: {title: Ønsker, one: ønske, many: ønsker}
meetings:
  - id: et
    title: Et møde
    steps:
      - {id: egne, kind: collect, title: For mig selv, minutes: 5, private: yes, into: egne}
      - {id: fravaer, kind: absence, title: Sygefravær, minutes: 5, account: before}
      - {id: oensker, kind: collect, title: Ønsker, minutes: 5, into: oensker}
      - {id: slut, kind: close, title: Slut, minutes: 5}
"""
FIGURES = ("1.1.2025", "31.12.2025", "1", "4321", "98765", "17")


def test_what_is_for_the_leader_alone_never_reaches_the_window_that_follows(
    terminal: Start, tmp_path: Path
) -> None:
    agenda = tmp_path / "agenda.yaml"
    agenda.write_text(AGENDA, encoding="utf-8")
    first = terminal("run", str(agenda), "--people", "6")
    first.until("PgDn")
    first.press("pgdn")
    first.until("kun for mødelederen")
    second = terminal("follow", str(first_saved(first)))
    second.until("kun for mødelederen")
    first.press("enter")
    first.until("►")
    first.type("HEMMELIGT\n")
    first.until("√ HEMMELIGT")
    first.press("pgdn")
    first.until("kun for mødelederen")
    first.press("enter")
    first.gone("kun for mødelederen")
    first.type("".join(f"{figure}\n" for figure in FIGURES))
    first.until("4,4 %")
    first.press("pgdn")
    second.until("Ønsker")
    first.type("LYST\n")
    second.until("LYST")
    second.press("l")
    second.until("Det, vi har samlet")
    second.press("l")
    first.press("pgdn")
    first.until("4/4")
    second.until("4/4")
    third = terminal("follow", str(first_saved(first)), "--view", "leader", cols=120, rows=36)
    shown = third.until("mødelederens vindue")
    assert "foran" in shown, "how late it is"
    first.press("pgup", "pgup")
    third.until("4,4 %")
    first.press("pgup")
    third.until("HEMMELIGT")
    assert b"foran" not in second.raw
    for window in (second.raw, first.raw[first.raw.index(b"LYST") :]):
        shown = window.decode("utf-8", "replace")
        assert "LYST" in shown
        assert "HEMMELIGT" not in shown
        assert not [figure for figure in ("4321", "4.321", "98765", "98.765", "4,4") if figure in shown]


def test_led_in_the_leaders_window_nothing_of_it_reaches_the_rooms_that_was_opened_first(
    terminal: Start, tmp_path: Path
) -> None:
    agenda = tmp_path / "agenda.yaml"
    without_figures = [row for row in AGENDA.splitlines() if "absence" not in row]
    agenda.write_text("\n".join(without_figures), encoding="utf-8")
    second = terminal("follow", "--language", "da")
    second.until("Der ledes intet møde på denne computer endnu")
    first = terminal("run", str(agenda), "--people", "6", "--view", "leader")
    first.until("mødelederens vindue")
    second.until("følger med")
    first.press("pgdn")
    first.until("►")  # open at once: nobody else sees it
    second.until("Dette trin er kun for mødelederen")
    first.type("HEMMELIGT\n")
    first.until("√ HEMMELIGT")
    first.until("lovet")
    first.press("pgdn")
    first.until("2/3")
    first.type("LYST\n")
    second.until("LYST")
    shown = second.raw.decode("utf-8", "replace")
    assert not [word for word in ("HEMMELIGT", "lovet", "foran", "Næste trin") if word in shown]


def all_files(terminal: Terminal) -> dict[Path, tuple[int, bytes]]:
    folder = terminal.home / "apv-tui"
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*") if path.is_file()
    }


def test_one_who_follows_writes_nothing_and_holds_nothing(terminal: Start) -> None:
    first = brainstorm(terminal, *WISHES[:2])
    session = session_of(first)
    leave(first)
    assert not list((first.home / "apv-tui" / "state").glob("*.clock")), "nobody leads"
    before = all_files(first)
    second = terminal("follow", str(session), "--view", "leader")
    second.until("mødelederens vindue")
    second.press("tab", "pgdn", "space", "f2", "f2", "d", "ctrl+z", "l", "l")
    assert all_files(first) == before
    again = terminal("open", str(session))
    again.until("Gruppe 1 ►")  # no lock was held
    again.type(f"{WISHES[2]}\n")
    second.press("d", "enter")
    second.until(WISHES[2])
    leave(again)
    before = all_files(first)
    second.press("ctrl+q")
    assert second.wait() == 0
    assert all_files(first) == before


def leave(window: Terminal) -> None:
    window.press("ctrl+q")
    window.until("Enter forlad")
    window.press("enter")
    assert window.wait() == 0


def minutes_of_day(screen: str) -> int:
    hours, minutes = screen.partition("\n")[0].split()[-1].split(".")
    return int(hours) * 60 + int(minutes)


def same_minute(one: Terminal, other: Terminal) -> bool:
    """Whether both show the same time, or one of them is about to."""
    apart = (minutes_of_day(one.screen) - minutes_of_day(other.screen)) % 1440
    return min(apart, 1440 - apart) <= 1


def test_one_who_follows_goes_by_the_time_of_the_other_and_by_the_new_one_when_it_is_opened_again(
    terminal: Start,
) -> None:
    first = terminal("demo", "--at", "brainstorm", "--seed", "7", "--people", "7", "--speed", "300")
    first.until("Gruppe 1 ►")
    first.press("f4")
    first.until("pause")
    time.sleep(0.8)  # four minutes of theirs
    second = terminal("follow")  # what is led here
    second.until("×300 · følger med")
    second.until(Named(lambda _: same_minute(first, second), "the minute of the other"))
    leave(first)
    again = terminal("open", str(session_of(first)))
    again.until("Gruppe 1 ►")
    second.gone("×300")
    again.type(f"{WISHES[0]}\n")
    second.until(WISHES[0])
    second.until(Named(lambda _: same_minute(again, second), "the minute of the other"))
