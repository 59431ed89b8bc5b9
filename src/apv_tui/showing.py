"""Shows the screen until the meeting is left, and ends in order whatever happens: saved, the terminal given back."""

import contextlib
import gc
import os
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from apv_tui.complaints import note_quietly, say, tell_our_fault
from apv_tui.tui.app import ApvApp
from apv_tui.tui.colours import believe_colours
from apv_tui.tui.leaving import FAULT, Deadline
from apv_tui.tui.private import LOST_TERMINAL

if TYPE_CHECKING:
    from apv_tui.awake import Awake
    from apv_tui.sounding import Player
    from apv_tui.tui.desk import Desk
    from apv_tui.wiring import Office
    from apv_tui.words import Words


def show(
    office: "Office",
    desk: "Desk | None",
    words: "Words",
    *,
    theme: str,
    leave_now: Callable[[int], object] = os._exit,
) -> int:
    """Lead a meeting, or choose one first; give the exit status.

    `leave_now` ends the process where nothing can be written any more: Python itself would wait for the
    terminal, or change the status because it could not.
    """
    awake: Awake | None = None
    player: Player | None = None

    def opened(app: ApvApp) -> None:
        from apv_tui.awake import Awake
        from apv_tui.sounding import Player

        nonlocal awake, player
        office.attach(app)
        gc.freeze()
        gc.enable()
        if awake is None:
            awake = Awake(lambda answer: _pass_on(app, app.hear_awake, answer))
            app.set_timer(0.5, awake.start)  # the room sees the lobby first
            player = Player(
                lambda what: _pass_on(app, app.hear_notice, what), lambda: _pass_on(app, app.bell)
            )
            app.play = player.play

    believe_colours(os.environ)
    app = ApvApp(
        words,
        office.clock,
        desk=desk,
        start=None if desk is not None else office.start_screen,
        on_open=opened,
        read_people=office.read_pasted_people,
        theme=theme,
        settled=office.settled,
    )
    app.deadline = Deadline(partial(_last_words, app, office))
    _keep_errors_off_the_terminal(app)
    try:
        app.run()
    except Exception as fault:  # in the ending itself
        app.note_fault(fault)
        app.give_back_terminal()
    finally:
        for each in (awake, player):
            if each is not None:
                each.stop()
        _close(app, office)
    status = _status(app, office)
    cut_off = app.cut_off
    try:
        _tell(app, office)
        if not cut_off:
            sys.stdout.flush()
    except OSError:  # the terminal went away at the last moment
        cut_off = True
    if cut_off:
        leave_now(status)
    return status


def _pass_on(app: ApvApp, hear: Callable[..., object], *what: object) -> None:
    """Let the app hear something from another thread, if it is still there."""
    with contextlib.suppress(RuntimeError):
        app.call_later(hear, *what)


def look(app: ApvApp) -> int:
    """Show a screen on which nothing is kept; give the exit status."""
    _keep_errors_off_the_terminal(app)
    try:
        app.run()
    except Exception as fault:  # in the ending itself
        app.note_fault(fault)
        app.give_back_terminal()
    if app.faults:
        tell_our_fault(app.faults, app.words, quiet=app.cut_off)
        return FAULT
    return app.return_code or (LOST_TERMINAL if app.cut_off else 0)


def _close(app: ApvApp, office: "Office") -> None:
    try:
        office.close()
    except Exception as fault:
        app.note_fault(fault)


def _status(app: ApvApp, office: "Office") -> int:
    if app.faults or (app.desk is not None and office.incomplete):
        return FAULT
    return app.return_code or (LOST_TERMINAL if app.cut_off else 0)


def _tell(app: ApvApp, office: "Office") -> None:
    """Say what became of the meeting, where there is somewhere to say it."""
    if app.faults:
        tell_our_fault(app.faults, app.words, office.kept, quiet=app.cut_off)
    if app.cut_off:
        return
    if app.desk is not None and office.incomplete:
        say(app.words("cli.not_kept", trouble=app.desk.trouble), error=True)
    elif office.kept is not None and not app.faults:
        say(app.words("cli.kept", path=str(office.kept)))


def _last_words(app: ApvApp, office: "Office") -> None:
    """Save, note what went wrong, and give the terminal back: ending in order has taken too long."""
    app.give_back_terminal()
    for fault in app.faults:
        note_quietly(fault)
    office.close()


def _keep_errors_off_the_terminal(app: ApvApp) -> None:
    """Send to the private log what Python would print by itself: an error can hold a name."""
    threading.excepthook = lambda told: note_quietly(told.exc_value)
    sys.unraisablehook = lambda told: note_quietly(told.exc_value)
    app.note_quietly = note_quietly
