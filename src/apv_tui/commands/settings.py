"""The command for the settings file: where it is, whether it is in order, and one to begin with."""

import argparse
import os

from apv_tui.commands.options import DONE, WRONG_INPUT, WRONG_USAGE, Parser, message_language
from apv_tui.commands.speaking import speaks, tell, words_for


def declare(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Declare settings."""
    settings = commands.add_parser(
        "settings",
        help="say where the settings file is, and whether it is in order",
        description="Say where the settings are kept and check the file: everything that is wrong in it as "
        "FILE:LINE:COLUMN, with what to write instead. Settings are changed on the screen (s on the start screen, or "
        "the palette) or in the file with any editor.",
        epilog="Exit status: 0 the file is in order, or there is none; 1 something in it has to be mended.",
    )
    settings.add_argument(
        "--write", action="store_true", help="make a file with a remark on every setting, where there is none"
    )
    message_language(settings)
    settings.set_defaults(run=_settings)


def _settings(options: argparse.Namespace) -> int:
    if not speaks(options.language):
        return WRONG_USAGE
    from apv_tui.complaints import complain_of
    from apv_tui.core.messages import Refused
    from apv_tui.core.settings import Settings, written
    from apv_tui.files.places import default_places
    from apv_tui.files.settings_file import SettingsFile
    from apv_tui.tui.actions import TABLE

    words = words_for(options.language)
    settled = SettingsFile(default_places(os.environ).settings, TABLE)
    now = settled.read()
    path = str(settled.path)
    if options.write:
        try:
            tell(words("settings.made" if settled.make(words) else "settings.there", path=path))
        except Refused as refusal:
            tell(words.say(refusal.reason), error=True)
            return WRONG_INPUT
    else:
        tell(path if settled.is_there else words("settings.none", path=path))
    for problem in settled.problems:
        complain_of(path, problem, words)
    for key in Settings._fields[:-1]:
        tell(f"  {key}: {written(getattr(now, key))}".rstrip())
    for action, keys in now.keys.items():
        tell(f"  {action}: {', '.join(keys)}")
    return WRONG_INPUT if settled.problems else DONE
