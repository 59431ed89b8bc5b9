"""The commands `new` and `schema`: a first agenda to change, and what editors need to help with it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from apv_tui.complaints import as_argument, ask, say, words_of
from apv_tui.core.agenda.values import LONGEST_TITLE, MOST_MINUTES, minutes_in
from apv_tui.core.headcount import nearest
from apv_tui.core.text import one_line
from apv_tui.files.agenda_file import title_of
from apv_tui.files.agenda_keys import LANGUAGES_BY_NAME
from apv_tui.files.drafts import (
    LONGEST_SHORT,
    TEMPLATES,
    Wanted,
    copy_of,
    free_draft_path,
    from_template,
    schema_text,
    shipped_names,
    short_of,
    write_draft,
    write_schema,
)
from apv_tui.files.places import Places, safe_file_name, shipped
from apv_tui.words import Words, languages

DONE, WRONG_INPUT, WRONG_USAGE = 0, 1, 2
USUAL_MINUTES, USUAL_PEOPLE = 60, 12
LEAST_PEOPLE, MOST_PEOPLE = 2, 500
_ENDINGS: Final = (".yaml", ".yml", ".txt")

Value = TypeVar("Value")


class Asked(NamedTuple):
    """What was said on the command line; "" is what is still to be asked."""

    file: Path | None = None
    template: str = ""
    language: str = ""
    title: str = ""
    minutes: str = ""
    people: str = ""
    yes: bool = False
    """Whether to ask nothing."""


class _Wrong(Exception):
    """An answer, or an option, that means nothing; the text says what to write."""


def print_schema(output: Path | None, language: str | None) -> int:
    """Write the JSON Schema of agendas to the terminal, or into a file."""
    if output is None:
        say(schema_text().rstrip("\n"))
        return DONE
    words = words_of(language)
    try:
        write_schema(output)
    except FileExistsError:
        say(words("schema.exists", path=str(output)), error=True)
        return WRONG_INPUT
    except OSError as error:
        say(f"{output}: {error.strerror or error}", error=True)
        return WRONG_INPUT
    say(words("schema.done", path=str(output)))
    return DONE


def make_new(asked: Asked, places: Places) -> int:
    """Make an agenda from a template, or a copy of a shipped one; ask for what was not said."""
    try:
        return _Dialogue(asked, places).make()
    except _Wrong as wrong:
        say(str(wrong), error=True)
        return WRONG_USAGE
    except OSError as error:
        say(f"{error.filename or ''}: {error.strerror or error}", error=True)
        return WRONG_INPUT
    except EOFError:  # Ctrl+D, or nobody there to ask
        say("")
        say(words_of(asked.language)("new.left"), error=True)
        return WRONG_INPUT


class _Dialogue:
    def __init__(self, asked: Asked, places: Places) -> None:
        self._asked = asked
        self._places = places
        self._words = words_of(asked.language)

    def make(self) -> int:
        asked = self._asked
        if asked.file is not None and asked.file.exists() and not asked.file.is_dir():
            return self._exists(asked.file)
        copied = asked.template in shipped_names()
        if not copied:  # a copy stays in the language it is written in
            language = self._get(
                asked.language, self._words.language, self._language, self._words("new.language")
            )
            self._words = Words(language)
        template = self._get(
            asked.template, "steps", self._template, self._words("new.which"), self._choices()
        )
        if template in TEMPLATES:
            title, text = self._from_template(template)
        else:
            title, text = self._copy(template)
        path = self._path(title)
        try:
            write_draft(path, text)
        except FileExistsError:
            return self._exists(path)
        self._tell_next(path)
        return DONE

    # -- what it is made of --------------------------------------------------------------------------------

    def _from_template(self, template: str) -> tuple[str, str]:
        words, asked, least = self._words, self._asked, TEMPLATES[template]
        usual = {
            "steps": words("new.title_of.steps"),
            "interviews": words("new.title_of.interviews"),
            "retrospective": words("new.title_of.retrospective"),
        }
        title = self._get(asked.title, usual[template], self._title, words("new.title"))

        def minutes(text: str) -> int:
            number = minutes_in(text)
            if number is None or not least <= number <= MOST_MINUTES:
                raise _Wrong(words("new.wrong_minutes", least=least, most=MOST_MINUTES))
            return number

        def people(text: str) -> int:
            if text.isdecimal() and LEAST_PEOPLE <= int(text) <= MOST_PEOPLE:
                return int(text)
            better = max(LEAST_PEOPLE, min(nearest(text), MOST_PEOPLE))
            raise _Wrong(words("new.wrong_people", least=LEAST_PEOPLE, most=MOST_PEOPLE, better=better))

        wanted = Wanted(
            title,
            self._get(asked.minutes, str(USUAL_MINUTES), minutes, words("new.minutes")),
            self._get(asked.people, str(USUAL_PEOPLE), people, words("new.people")),
            self._short_of(title),
        )
        return title, from_template(template, words.language, wanted)

    def _short_of(self, title: str) -> str:
        """Give the few letters for the top line; "" where the title has room there. Asked where the title was."""
        if len(title) <= LONGEST_SHORT:
            return ""
        usual = short_of(title)
        if self._asked.title:
            return usual
        return self._get("", usual, self._short, self._words("new.short", most=LONGEST_SHORT))

    def _short(self, text: str) -> str:
        if len(short := one_line(text, LONGEST_SHORT + 1)) > LONGEST_SHORT:
            raise _Wrong(self._words("new.wrong_short", most=LONGEST_SHORT))
        return short

    def _copy(self, name: str) -> tuple[str, str]:
        path = shipped(f"{name}.yaml")
        own = title_of(path)
        title = self._get(self._asked.title, own, self._title, self._words("new.title"))
        # The room's language is the file's; the leader reads there what it was made from.
        made_from = Words(path.suffixes[0].removeprefix("."))("new.made_from", name=name, title=own)
        say(self._words("new.copy_stays"))
        return title, copy_of(name, made_from, title if title != own else "")

    def _path(self, title: str) -> Path:
        file = self._asked.file
        if file is None or file.is_dir():
            return free_draft_path(file or self._places.agendas, safe_file_name(title))
        return file if file.name.lower().endswith(_ENDINGS) else file.with_name(f"{file.name}.yaml")

    # -- asking --------------------------------------------------------------------------------------------

    def _get(
        self,
        said: str,
        usual: str,
        read: Callable[[str], Value],
        question: str,
        choices: Sequence[str] = (),
    ) -> Value:
        """Give what was said on the command line, else the answer to a question, else what is usual."""
        if said or self._asked.yes:
            return read(said or usual)
        for each in choices:
            say(each)
        while True:
            try:
                return read(ask(f"{question} [{'1' if choices else usual}]") or usual)
            except _Wrong as wrong:
                say(str(wrong))

    def _language(self, text: str) -> str:
        word = text.strip(" .\"'()").casefold()
        language = "nb" if word == "no" else LANGUAGES_BY_NAME.get(word, word)
        if language not in languages():
            raise _Wrong(
                self._words("new.wrong_language", value=one_line(text, 40), known=", ".join(languages()))
            )
        return language

    def _template(self, text: str) -> str:
        names = self._names()
        if text.isdecimal() and 1 <= int(text) <= len(names):
            return names[int(text) - 1]
        if text not in names:
            wrong = self._words("new.wrong_template", value=one_line(text, 40), known=", ".join(names))
            raise _Wrong("\n".join([wrong, *(self._choices() if self._asked.template else ())]))
        return text

    def _title(self, text: str) -> str:
        title = one_line(text, LONGEST_TITLE + 1)
        if not title or len(title) > LONGEST_TITLE:
            raise _Wrong(self._words("new.wrong_title", most=LONGEST_TITLE))
        return title

    @staticmethod
    def _names() -> list[str]:
        return [*TEMPLATES, *shipped_names()]

    def _choices(self) -> list[str]:
        """Give what an agenda can be made from, by number."""
        words = self._words
        told = {
            "steps": words("new.template.steps"),
            "interviews": words("new.template.interviews"),
            "retrospective": words("new.template.retrospective"),
        }
        for name in shipped_names():
            told[name] = words("new.template.copy", name=name, title=title_of(shipped(f"{name}.yaml")))
        return ["", *(f"{number:>3}  {told[name]}" for number, name in enumerate(self._names(), 1))]

    # -- what is said at the end ---------------------------------------------------------------------------

    def _exists(self, path: Path) -> int:
        say(self._words("new.exists", path=str(path)), error=True)
        return WRONG_INPUT

    def _tell_next(self, path: Path) -> None:
        words, file = self._words, as_argument(path)
        say(words("new.done", path=str(path)))
        say(words("new.next"))
        for command, what in (
            ("check", words("new.next.check")),
            ("preview", words("new.next.preview")),
            ("rehearse", words("new.next.rehearse")),
        ):
            say(f"  apv-tui {command} {file}")
            say(f"      {what}")
