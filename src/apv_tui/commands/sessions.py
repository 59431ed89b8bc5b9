"""The commands that change a session that is not open: revise and erase."""

import argparse
import os
from pathlib import Path

from apv_tui.commands.options import DONE, WRONG_INPUT, Parser, message_language
from apv_tui.commands.speaking import agrees, answer, says_yes, tell, words_for


def declare(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Declare revise and erase."""
    revise = commands.add_parser(
        "revise",
        help="take over an edited agenda for the meetings that have not been held",
        description="Replace the meetings of a session that have not been opened by those of an edited agenda. "
        "Meetings that were held, and everything noted, stay as they are. What changes is shown first.",
    )
    revise.add_argument("session", type=Path, metavar="SESSION", help="the session file")
    revise.add_argument(
        "agenda", type=Path, metavar="AGENDA", help="the edited agenda file, or the name of a shipped one"
    )
    revise.add_argument("--yes", action="store_true", help="do not ask")
    message_language(revise)
    revise.set_defaults(run=_revise)

    erase = commands.add_parser(
        "erase",
        help="delete a session for good, with every copy the program made of it",
        description="Delete a session that is not open: its file, the backup, copies of it in the same folder, "
        "the journal, and whatever was left by a crash. What is in it is shown first, and a word has to be "
        "typed. Single words and names are erased in the open meeting.",
        epilog="Exit status: 0 it is erased, 1 it is not, or not all of it. Backups of the computer, the history "
        "of a synchronised folder and files that were sent or moved elsewhere are out of reach.",
    )
    erase.add_argument("session", type=Path, metavar="SESSION", help="the session file")
    erase.add_argument("--yes", action="store_true", help="do not ask; confidential notes stay")
    erase.add_argument(
        "--with-notes", action="store_true", help="erase the confidential notes of the meeting as well"
    )
    message_language(erase)
    erase.set_defaults(run=_erase)


def _revise(options: argparse.Namespace) -> int:
    from apv_tui.complaints import complain
    from apv_tui.core.messages import Refused, Unreadable
    from apv_tui.files.places import default_places
    from apv_tui.files.settings_file import SettingsFile
    from apv_tui.tui.actions import TABLE
    from apv_tui.wiring import Office, Options, read_agenda

    words = words_for(options.language)
    places = default_places(os.environ)
    settled = SettingsFile(places.settings, TABLE)
    settled.read()
    office = Office(places, Options(options.language or ""), language=words.language, settled=settled)
    try:
        edited = office.by_house_rules(read_agenda(options.agenda).agenda)
        desk = office.open_session(options.session)
        if not options.language:
            words = desk.words
        told = desk.what_a_revision_changes(edited)
        for each in desk.what_a_revision_leaves_out(edited):
            tell(words.say(each))
        if not told:
            tell(words("refused.nothing_revised"))
            return DONE
        for each in told:
            tell(f"  {words.say(each)}")
        if not options.yes and not agrees(words("revise.ask")):
            tell(words("revise.left"))
            return DONE
        desk.revise(edited)
        tell(words("revise.done", path=str(options.session)))
    except Unreadable as unreadable:
        complain(unreadable, words)
        return WRONG_INPUT
    except Refused as refusal:
        tell(words.say(refusal.reason), error=True)
        return WRONG_INPUT
    except OSError as error:
        tell(f"{error.filename or ''}: {error.strerror or error}", error=True)
        return WRONG_INPUT
    finally:
        office.close()
    return DONE


def _erase(options: argparse.Namespace) -> int:
    from apv_tui.complaints import complain
    from apv_tui.core.messages import Refused, Unreadable
    from apv_tui.erasing import look_at
    from apv_tui.files.places import default_places

    words = words_for(options.language)
    try:
        doomed = look_at(options.session, default_places(os.environ).state)
        for each in doomed.told(words):
            tell(each)
        notes = options.with_notes
        if doomed.notes:
            if not (notes or options.yes):
                notes = says_yes(words("erase_session.notes_too", n=len(doomed.notes)))
            said = "erase_session.notes_go" if notes else "erase_session.notes_stay"
            tell(words(said, n=len(doomed.notes)))
        tell(words("erase_session.beyond"))
        word = words("erase_session.word")
        if not options.yes and answer(words("erase_session.type", word=word)).lower() != word:
            tell(words("erase_session.left"))
            return WRONG_INPUT
        doomed.erase(notes=notes)
        tell(words("erase_session.done", name=doomed.name))
    except Unreadable as unreadable:
        complain(unreadable, words)
        return WRONG_INPUT
    except Refused as refusal:
        tell(words.say(refusal.reason), error=True)
        return WRONG_INPUT
    except OSError as error:
        tell(f"{error.filename or ''}: {error.strerror or error}", error=True)
        return WRONG_INPUT
    return DONE
