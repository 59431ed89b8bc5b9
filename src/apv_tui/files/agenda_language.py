"""The language an agenda seems to be written in, where it does not say: told by its small words."""

import re
from collections import Counter
from typing import Final


def _set(*rows: str) -> frozenset[str]:
    return frozenset(" ".join(rows).split())


_WORDS: Final = {
    "da": _set(
        "af hvad hvornår hvordan også nogle noget hvert blev vores tak godt højt sig jer ikke og er der det vi "
        "til med som mødet velkommen hvem om på ønsker hinanden"
    ),
    "nb": _set(
        "av hva når hvordan også noen noe hvert ble vårt våre takk bra høyt si dere ikke og er det vi til med som "
        "møtet velkommen hvem om på ønsker hverandre"
    ),
    "nl": _set(
        "de het een en wat wanneer hoe ook iemand iets elk werd ons onze bedankt goed jullie niet is er wij we van "
        "met voor welkom wie over op wensen elkaar naar"
    ),
    "en": _set(
        "the a and what when how also somebody something each was our thank good you not is there we of to with "
        "for welcome who about on wishes other"
    ),
}
_VALUE: Final = re.compile(r"^[ ]*(?:- )*(?:[\w]+:(?= ))?(?P<text>.*)$", re.MULTILINE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST: Final = 5
"""Small words of a language that make it likely."""
_AHEAD: Final = 1.25
"""How many times as many as of the next language make it sure enough; Danish and Norwegian share most."""


def language_guessed(text: str) -> str:
    """Give the language in which the texts of an agenda seem to be written; "" where that is not clear."""
    found: Counter[str] = Counter()
    for row in _VALUE.finditer(text[:20_000]):
        for word in _WORD.findall(row["text"].lower()):
            found.update(language for language, words in _WORDS.items() if word in words)
    ranked = found.most_common(2)
    if not ranked or ranked[0][1] < _LEAST:
        return ""
    return ranked[0][0] if len(ranked) < 2 or ranked[0][1] >= ranked[1][1] * _AHEAD else ""
