"""The command line: every command is declared in the module that carries it out."""

from collections.abc import Sequence
from importlib import import_module

from apv_tui import __version__
from apv_tui.commands.options import Parser, screen_options

MODULES = {
    "leading": ("demo", "run", "open", "follow"),
    "sessions": ("revise", "erase"),
    "afterwards": ("export", "status"),
    "agendas": ("check", "show", "print", "new", "schema"),
    "trials": ("rehearse", "preview"),
    "settings": ("settings",),
}
"""The modules of this package, in the order of the help, with the commands that each declares."""


def parser(arguments: Sequence[str] = ()) -> Parser:
    """Make the parser of the whole command line; what it gives has `run`, which takes it.

    Where the arguments begin with a command, only its module is loaded: a waiting room sees the rest of them.
    """
    made = Parser(
        prog="apv-tui",
        description="Lead a group through a meeting, step by step and minute by minute. Without a command a "
        "start screen opens: go on with a meeting, begin one, or try the demo.",
        epilog="Everything said in the meeting is kept in a JSON session file on this computer; nothing is "
        "sent anywhere. Exit status: 0 done, 1 the input is wrong or the program had a fault, 2 wrong usage "
        "or no terminal, 128 + N ended by signal N (129: the terminal was closed).",
    )
    made.add_argument("--version", action="version", version=f"apv-tui {__version__}")
    screen_options(made)
    made.set_defaults(run=_start)
    commands = made.add_subparsers(title="commands", metavar="COMMAND")
    first = arguments[0] if arguments else ""
    wanted = [name for name, declared in MODULES.items() if first in declared]
    for name in wanted or (MODULES if first != "--version" else ()):
        import_module(f"apv_tui.commands.{name}").declare(commands)
    return made


def _start(options: object) -> int:
    """Open the start screen."""
    return int(import_module("apv_tui.commands.leading").start(options))
