"""What the tests of forms share: an agenda with every kind of form, and hands that fill them in."""

from typing import Any

from desks import FakeHost, grid, make_desk

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.clock import SettableClock
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.form import FormStage
from apv_tui.tui.stages.form_rows import to_line

FIELDS: tuple[dict[str, Any], ...] = (
    {"id": "leder", "title": "Mødeleder", "type": "people", "hint": "Vant til at tale til en forsamling."},
    {"id": "dato1", "title": "1. dialogmøde", "type": "date", "meeting": "et"},
    {"id": "dato2", "title": "2. dialogmøde", "type": "date", "meeting": "to"},
    {"id": "hvordan", "title": "Hvordan inviteres", "type": "choice", "choices": ["Mail", "Opslag"]},
    {"id": "ledelse", "title": "Er ledelsen med?", "type": "yes_no"},
    {
        "id": "invitation",
        "title": "Invitation",
        "offer": "Kære alle\nVi mødes {dato1} og {dato2}. Vi taler om det, der virker på vores arbejdsplads,"
        " og om det, vi ønsker os. Alle medarbejdere og ledere er med, og alles bidrag er vigtigt, så sæt tid"
        " af til begge møder.\nSpørgsmål? Gå til {leder}.",
    },
)
QUESTIONS = ("Kender I til vold?", "Kender I til mobning?", "Kender I til chikane?")
WAYS = ("Vi bruger metoden.", "Vi henter en konsulent ind.", "Vi vælger en anden metode.")
ADVICE = "Få en konsulent udefra til at styre processen."


def forms_agenda(language: str = "da") -> Agenda:
    """Give an agenda with a suitability check, a form, and accounts before and after."""
    step = {"title": "Trin", "minutes": 10}
    return Agenda.model_validate(
        {
            "title": "Prøve",
            "language": language,
            "meetings": [
                {
                    "id": "start",
                    "title": "Opstart",
                    "steps": [
                        {
                            **step,
                            "id": "egnet",
                            "kind": "suitability",
                            "questions": list(QUESTIONS),
                            "advice": [ADVICE],
                            "ways": list(WAYS),
                        },
                        {**step, "id": "aftaler", "kind": "appoint", "fields": [dict(f) for f in FIELDS]},
                        {**step, "id": "foer", "kind": "absence", "account": "before"},
                        {**step, "id": "efter", "kind": "absence", "account": "after"},
                    ],
                },
                {"id": "et", "title": "1. dialogmøde", "steps": [{**step, "id": "x", "kind": "talk"}]},
                {
                    "id": "to",
                    "title": "2. dialogmøde",
                    "weeks_after": [3, 4],
                    "steps": [{**step, "id": "y", "kind": "talk"}],
                },
            ],
        }
    )


class Hands(FakeHost):
    """A screen with a keyboard: what the real one does with keys, without a terminal."""

    stage: FormStage

    def do(self, command: c.Command) -> bool:
        """Carry out, and let the stage hear of it."""
        done = super().do(command)
        if done:
            self.stage.changed()
        return done

    def press(self, *keys: str) -> None:
        """Press keys; Enter takes the typed line where there is one."""
        for key in keys:
            if key != "enter":
                self.stage.key(key, key if len(key) == 1 else None)
            elif self.stage.prompt() is None:
                self.stage.choose()
            elif self.stage.submit(self.entry):
                self.entry = ""

    def write(self, *texts: str) -> None:
        """Type texts, each with Enter behind it, in place of what stands in the line."""
        for text in texts:
            assert self.stage.prompt() is not None, text
            self.entry = to_line(text)
            self.press("enter")

    def go_on(self) -> bool:
        """Press PgDn. True if the room goes on."""
        if self.entry.strip() and self.stage.takes_line() and not self.stage.submit(self.entry):
            return False
        return not self.stage.before_next()

    def seen(self, width: int = 78, height: int = 14) -> str:
        """Give the form as it is read."""
        return grid(self.stage.body(width, height), width, height)

    @property
    def ids(self) -> list[str]:
        """The ids of what was told."""
        return [told.id for told in self.told]


def at_form(step: str, count: int = 12, language: str = "da") -> tuple[Hands, Desk, SettableClock]:
    """Give a form under somebody's hands."""
    desk, clock = make_desk(forms_agenda(language), count, language)
    desk.do(c.GoTo(step))
    hands = Hands(desk)
    desk.revealed = step  # as by Enter on the screen
    stage = make_stage(desk, hands)
    assert isinstance(stage, FormStage)
    hands.stage = stage
    return hands, desk, clock
