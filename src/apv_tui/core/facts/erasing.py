"""Facts about erasing: that it was done, and when. No word of what was erased is in them."""

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from apv_tui.core.facts.base import Fact, Words


class ErasedPerson(BaseModel):
    """A person whose name was erased. `called` stands where the name was typed, such as "participant 7"."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    id: str
    called: Words


class WordsErased(Fact):
    """All words of these items and the names of these people, from whatever came before, are erased for good.

    It is kept before anything is erased: a log that has it is to be read without those words, and whatever
    still holds them is rewritten. `vault` are the confidential notes that the items belong to.
    """

    changes_what_was: ClassVar[bool] = True
    undoable: ClassVar[bool] = False
    kind: Literal["words_erased"] = "words_erased"
    items: tuple[str, ...] = ()
    people: tuple[ErasedPerson, ...] = ()
    vault: str = ""


class CopiesErased(Fact):
    """What these entries erased (`WordsErased`, by their ids) is gone from all backups and copies, too."""

    undoable: ClassVar[bool] = False
    kind: Literal["copies_erased"] = "copies_erased"
    erasures: tuple[str, ...]
    vault: str = ""
