"""The commands that try an agenda out: rehearse and preview."""

import argparse
from pathlib import Path

from apv_tui.commands.options import WRONG_USAGE, Parser, count, counts, screen_options, speed
from apv_tui.commands.speaking import has_terminal, speaks, tell, words_for


def declare(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Declare rehearse and preview."""
    rehearse = commands.add_parser(
        "rehearse",
        help="let a meeting play itself with invented people, on the screen or as a check without one",
        description="Play the meetings of an agenda with invented people and contributions: groups, signals and "
        "all. Space pauses, PgDn goes on to the next screen, Ctrl+Q leaves. Nothing is kept. With --headless "
        "no screen opens: it is reported in seconds what would have gone wrong, with few people and with many.",
        epilog="Exit status: 0 nothing would have gone wrong, 1 something would, or the agenda cannot be led, "
        "2 wrong usage, or no terminal.",
    )
    rehearse.add_argument(
        "agenda", type=Path, metavar="AGENDA", help="the agenda file, or the name of a shipped one"
    )
    rehearse.add_argument(
        "--meeting", metavar="ID", help="only this meeting; those before it are played at once"
    )
    rehearse.add_argument(
        "--people",
        type=counts,
        metavar="N",
        default=(),
        help="how many invented people; with --headless also several, as 4,7,13 or 4-60",
    )
    rehearse.add_argument(
        "--speed", type=speed, default=60.0, metavar="N", help="how much faster the clock runs: 60 otherwise"
    )
    rehearse.add_argument(
        "--seed", type=int, default=1, metavar="N", help="another rehearsal of the same agenda"
    )
    rehearse.add_argument("--headless", action="store_true", help="no screen, only a report; for CI")
    rehearse.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="how --headless reports: json is for programs",
    )
    screen_options(rehearse, again=True)
    rehearse.set_defaults(run=_rehearse)

    preview = commands.add_parser(
        "preview",
        help="look at each screen of an agenda, and see changes to the file as they are saved",
        description="Show each screen as the room will see it, with invented people, groups and contributions. "
        "PgDn and PgUp turn them; the F1 key names the others. What is saved in an editor is shown within a "
        "second; while the file has a mistake, it is named, and the last good screen stays.",
    )
    preview.add_argument(
        "agenda", type=Path, metavar="AGENDA", help="the agenda file, or the name of a shipped one"
    )
    preview.add_argument("--meeting", metavar="ID", help="begin at this meeting")
    preview.add_argument("--step", metavar="ID", help="begin at this step")
    preview.add_argument(
        "--people", type=count, default=13, metavar="N", help="how many invented people: 13 otherwise"
    )
    screen_options(preview, again=True)
    preview.set_defaults(run=_preview)


def _rehearse(options: argparse.Namespace) -> int:
    language = options.language or ""
    if not speaks(language):
        return WRONG_USAGE
    if options.headless:
        from apv_tui.rehearsing import headless

        return headless(
            options.agenda,
            options.people,
            meeting=options.meeting or "",
            seed=options.seed,
            language=language,
            as_json=options.format == "json",
        )
    if len(options.people) > 1:
        tell(words_for(language)("rehearse.one_number"), error=True)
        return WRONG_USAGE
    if not has_terminal():
        tell(words_for(language)("cli.no_terminal"), error=True)
        return WRONG_USAGE
    from apv_tui.rehearsing import on_screen

    return on_screen(
        options.agenda,
        options.people[0] if options.people else None,
        meeting=options.meeting or "",
        seed=options.seed,
        language=language,
        speed=options.speed,
        light=options.light,
    )


def _preview(options: argparse.Namespace) -> int:
    language = options.language or ""
    if not speaks(language):
        return WRONG_USAGE
    if not has_terminal():
        tell(words_for(language)("cli.no_terminal"), error=True)
        return WRONG_USAGE
    from apv_tui.previewing import preview

    return preview(
        options.agenda,
        options.people,
        meeting=options.meeting or "",
        step=options.step or "",
        language=language,
        light=options.light,
    )
