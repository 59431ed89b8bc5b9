"""The command line: every command is declared in the module that carries it out."""

from apv_tui import __version__
from apv_tui.commands import afterwards, agendas, leading, sessions, settings, trials
from apv_tui.commands.options import Parser, screen_options


def parser() -> Parser:
    """Make the parser of the whole command line; what it gives has `run`, which takes it."""
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
    made.set_defaults(run=leading.start)
    commands = made.add_subparsers(title="commands", metavar="COMMAND")
    for each in (leading, sessions, afterwards, agendas, trials, settings):
        each.declare(commands)
    return made
