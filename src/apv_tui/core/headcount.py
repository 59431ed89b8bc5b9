"""How many people come, as people say it: about 13, 13-15. It is offered as a number, never taken for one."""

import re
from typing import Final

USUAL: Final = 13
_NUMBER: Final = re.compile(r"[0-9]+")
_SAID: Final = re.compile(
    r"[^\W\d]{0,10}\.?[\s~<>≈]*[0-9]+(?:\s*[-–,.+/]?\s*(?:[0-9]+)?)?(?:\s+[^\W\d]{1,12})?"
)


def sounds_like_one(text: str) -> bool:
    """Whether somebody seems to have said how many, and not where the file of names is."""
    return _SAID.fullmatch(text.strip()) is not None


def nearest(text: str) -> int:
    """Give the first number in what was said, to show how it is written; a usual one where there is none."""
    found = _NUMBER.search(text)
    return int(found[0][:3]) if found and int(found[0][:3]) else USUAL
