"""The words by which a list of people names its columns and says yes or no, in four languages.

This is what people write, not what the program says; it is compared in small letters.
"""

import re
from typing import Final, Literal

Role = Literal["name", "first", "middle", "last", "department", "leader"]

_NAME: Final = """
name|full name|names|person|people|participant|participants|employee|employee name|attendee|staff|who
display name|navn|navne|fulde navn|fuldt navn|medarbejder|medarbejdere|medarbejdernavn|deltager|deltagere
deltagernavn|ansat|ansatte|personer|kollega|hvem|fullt navn|fulle navn|medarbeider|medarbeidere
medarbeidernavn|deltaker|deltakere|deltakernavn|tilsatt|naam|namen|volledige naam|medewerker|medewerkers
deelnemer|deelnemers|collega|personen|werknemer|werknemers|wie
"""
_FIRST: Final = """
first name|firstname|first names|given name|given names|givenname|forename|first|fornavn|fornavne
for navn|voornaam|voornamen|roepnaam
"""
_MIDDLE: Final = """
middle name|middlename|middle names|middle|mellemnavn|mellemnavne|mellomnavn|tussenvoegsel|tussenvoegsels
tussenv|voorvoegsel
"""
_LAST: Final = """
last name|lastname|surname|family name|familyname|last|efternavn|efternavne|efter navn|etternavn
etter navn|slektsnavn|familienavn|achternaam|achternamen|familienaam
"""
_DEPARTMENT: Final = """
department|departments|dept|division|team|unit|group|section|office|workplace|location
organisational unit|organizational unit|afdeling|afdelinger|afd|afdelingsnavn|enhed|enheder|sektion
gruppe|kontor|hold|område|arbejdsplads|arbejdssted|tjenestested|organisation|organisationsenhed
forvaltning|avdeling|avdelinger|avd|avdelingsnavn|enhet|enheter|seksjon|arbeidssted|arbeidsplass
organisasjonsenhet|afdelingen|eenheid|sectie|groep|dienst|locatie|vestiging|werkplek|organisatieonderdeel
"""
_LEADER: Final = """
leader|lead|manager|is leader|is manager|leader yes no|leads|supervisor|boss|head|leder|er leder|ledere
chef|er chef|leder ja nej|leder ja nei|lederstatus|personaleleder|mellemleder|mellomleder|sjef|er sjef
personalleder|leidinggevende|is leidinggevende|leiding|leider|baas|teamleider|teamleder|manager ja nee
leidinggevende ja nee
"""


def _words(block: str) -> list[str]:
    return block.strip().replace("\n", "|").split("|")


_LISTS: Final[tuple[tuple[Role, str], ...]] = (
    ("name", _NAME),
    ("first", _FIRST),
    ("middle", _MIDDLE),
    ("last", _LAST),
    ("department", _DEPARTMENT),
    ("leader", _LEADER),
)
_ROLES: Final[dict[str, Role]] = {word: role for role, block in _LISTS for word in _words(block)}

_YES: Final = frozenset(
    _words(
        "yes|y|true|ja|j|jo|sand|sandt|sann|sant|waar|x|1|✓|✔|☑|☒|v|+|leader|manager|leder|chef|sjef|leidinggevende"
    )
)
_NO: Final = frozenset(_words("no|n|false|nej|nei|nee|falsk|falskt|usann|usant|onwaar|0|-|–|—|☐"))

_SIGNS: Final = re.compile(r"[\s_.:*?!#-]+")


def role_of(title: str) -> Role | None:
    """Give what the column called `title` holds, or None when the title is none of the known words.

    "Afdeling (kort)" and "Afdeling/team" go by their first part.
    """
    parts = [re.sub(r"[/(),]+", " ", title), re.split(r"[/(]", title)[0]]
    for part in parts:
        role = _ROLES.get(_SIGNS.sub(" ", part.casefold()).strip())
        if role:
            return role
    return None


def yes_or_no(word: str) -> bool | None:
    """Give True or False for a word that says yes or no in one of the languages, None for any other."""
    plain = word.strip().rstrip(".!").casefold()
    if plain in _YES:
        return True
    return False if plain in _NO else None
