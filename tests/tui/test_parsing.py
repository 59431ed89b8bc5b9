"""What keyboards and clipboards send, as the parser takes it: letters stay letters, and a paste presses nothing."""

import pytest
from textual import events
from textual.message import Message

from apv_tui.core.text import REPLACEMENT
from apv_tui.tui.private import parsing
from apv_tui.tui.private.parsing import MOST_PASTED, CarefulParser

START, END = "\x1b[200~", "\x1b[201~"
NORDIC = "@{[]}|\\~€æøåÆØÅéüêñïÉÜß«»–"
"""What Danish, Norwegian and Dutch keyboards give, with AltGr and with dead keys too."""


class Clock:
    """The seconds the parser goes by."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(parsing, "monotonic", clock)
    return clock


def heard(parser: CarefulParser, *parts: str) -> list[Message]:
    return [event for part in parts for event in parser.feed(part)]


def typed(messages: list[Message]) -> str:
    return "".join(event.character or "" for event in messages if isinstance(event, events.Key))


def pasted(messages: list[Message]) -> list[str]:
    assert all(isinstance(event, events.Paste) for event in messages), messages
    return [event.text for event in messages if isinstance(event, events.Paste)]


# -- letters -----------------------------------------------------------------------------------------------


def test_letters_are_letters_as_xterm_sends_them() -> None:
    """AltGr and dead keys are resolved by the keyboard: the letter comes as it is."""
    messages = heard(CarefulParser(), NORDIC)
    assert typed(messages) == NORDIC
    assert all(event.is_printable for event in messages if isinstance(event, events.Key))
    assert len(messages) == len(NORDIC)


KITTY = {  # key code ; modifiers ; text, with the flags that Textual asks for
    "@ by AltGr+2": ("\x1b[50;;64u", "@"),
    "{ by AltGr+7": ("\x1b[55;;123u", "{"),
    "\\ by AltGr+<": ("\x1b[60;;92u", "\\"),
    "€ by AltGr+e": ("\x1b[101;;8364u", "€"),
    "ø": ("\x1b[248;;248u", "ø"),
    "Æ by Shift": ("\x1b[230;2;198u", "Æ"),
    "@ with NumLock": ("\x1b[50;129;64u", "@"),
    "å with CapsLock": ("\x1b[229;65;197u", "Å"),
    "é by a dead key": ("\x1b[0;;233u", "é"),
    "ü by a dead key, on its letter": ("\x1b[117;;252u", "ü"),
    "~ by a dead key and space": ("\x1b[32;;126u", "~"),
    "@ by Option on a Mac": ("\x1b[39;3;64u", "@"),
}


@pytest.mark.parametrize("key", KITTY)
def test_letters_are_letters_where_the_kitty_protocol_is_on(key: str) -> None:
    """We turn it off; a terminal that leaves it on all the same is understood."""
    sent, letter = KITTY[key]
    messages = heard(CarefulParser(), sent)
    assert typed(messages) == letter
    assert all(event.is_printable for event in messages if isinstance(event, events.Key))


def test_the_keys_of_the_program_come_from_every_terminal() -> None:
    sent = {
        "pagedown": "\x1b[6~", "pageup": "\x1b[5~", "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS",
        "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "shift+down": "\x1b[1;2B",
        "shift+up": "\x1b[1;2A", "shift+tab": "\x1b[Z", "ctrl+q": "\x11", "ctrl+z": "\x1a", "delete": "\x1b[3~",
        "backspace": "\x7f", "enter": "\r", "home": "\x1b[H", "end": "\x1b[F",
    }  # fmt: skip
    parser = CarefulParser()
    assert [event.key for part in sent.values() for event in parser.feed(part)] == list(sent)  # type: ignore[attr-defined]


# -- pastes ------------------------------------------------------------------------------------------------


def test_a_paste_is_a_text() -> None:
    assert pasted(heard(CarefulParser(), f"{START}Ro til\nat tænke\t2{END}")) == ["Ro til\nat tænke\t2"]


@pytest.mark.parametrize(
    "inside",
    [
        "før\x1befter, og meget mere end toogtredive tegn til sidst\n",
        "ender med \x1b",
        "\x1b[6~\x1bOP\x1b[31mrød\x1b[0m",
        "\x1b\x1b\x1b",
        "\x1b]52;c;AAAA\x07",
        "\x9b6~",
        "\x11\x03\x1a\x13\x1c",
    ],
)
def test_what_is_pasted_presses_no_key(inside: str) -> None:
    (text,) = pasted(heard(CarefulParser(), f"{START}a{inside}b{END}"))
    assert (text[0], text[-1]) == ("a", "b")
    assert "\x1b" not in text
    assert REPLACEMENT in text
    assert len(text) == len(inside) + 2


def test_a_paste_may_come_in_any_pieces() -> None:
    whole = f"x{START}Æble\x1b[2grød{END}y\x1b[6~z"
    for size in range(1, len(whole)):
        # An Escape that comes alone is a key, and is not held back: the first piece is the beginning of a paste.
        pieces = [whole[:4], *(whole[at : at + size] for at in range(4, len(whole), size))]
        messages = heard(CarefulParser(), *pieces)
        assert [type(event).__name__ for event in messages] == ["Key", "Paste", "Key", "Key", "Key"], size
        assert messages[1].text == f"Æble{REPLACEMENT}[2grød"  # type: ignore[attr-defined]


def test_a_paste_that_holds_the_mark_of_its_own_end_presses_nothing_either() -> None:
    parser = CarefulParser()
    assert pasted(heard(parser, f"{START}a{END}\x11q\r{END}")) == [f"a{REPLACEMENT}q\n"]
    assert pasted(heard(parser, f"{START}et{END}{START}to{END}")) == ["et", "to"]


def test_a_huge_paste_is_capped() -> None:
    (text,) = pasted(heard(CarefulParser(), START + "linje med ord\n" * 100_000 + END))
    assert len(text) == MOST_PASTED


def test_a_paste_that_lost_its_end_does_not_lock_the_keyboard(clock: Clock) -> None:
    parser = CarefulParser()
    assert heard(parser, f"{START}halvt \x1b[20") == []
    clock.now += 4.9
    assert list(parser.tick()) == []
    clock.now += 0.2
    assert pasted(list(parser.tick())) == [f"halvt {REPLACEMENT}[20"]
    assert typed(heard(parser, "ab")) == "ab"


def test_half_a_mark_that_is_none_is_a_key_after_a_moment(clock: Clock) -> None:
    parser = CarefulParser()
    assert heard(parser, "\x1b[") == []
    clock.now += 0.03
    assert list(parser.tick()) == []
    (key,) = heard(parser, "6~")
    assert isinstance(key, events.Key)
    assert key.key == "pagedown"


def test_the_end_of_the_input_is_heard() -> None:
    parser = CarefulParser()
    assert heard(parser, f"{START}halvt", "") == []
    assert parser.is_eof
