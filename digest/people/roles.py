"""Which of the words that stand beside a name an editor would print under it: an office or an occupation.

"Mr" and "Dame" address somebody, "niece" and "his daughter" say whose they are: both tell names apart in the article,
and neither says anything in an edition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.people.lexicon import Lexicon

LONGEST = 80  # code points
_WORD = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"^(?:the|an?|his|her|their|its|our|my)\s+", re.IGNORECASE)
_OWNED = re.compile(r"^(?:his|her|their|its|our|my)\s", re.IGNORECASE)
_UNIQUE = re.compile(r"^the\s+(?:first|last|only|second|third|youngest|oldest|eldest)\b", re.IGNORECASE)
_ADDRESS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "mister",
        "sir",
        "dame",
        "lord",
        "lady",
        "madam",
        "madame",
        "monsieur",
        "senor",
        "senora",
        "senorita",
        "herr",
        "frau",
        "don",
        "dr",
        "doctor",
        "prof",
        "reverend",
        "rev",
        "hon",
        "brother",
        "sister",
        "father",
        "mother",
        "uncle",
        "aunt",
        "auntie",
        "grandpa",
        "grandma",
        "king",
        "queen",
        "st",
        "saint",
    ]
)
_LINKS = frozenset("of for at in to on with from by".split())  # noqa: SIM905
_NEED_MORE = frozenset(  # alone they say nothing: driver of what, owner of what?
    [
        "man",
        "woman",
        "boy",
        "girl",
        "lady",
        "gentleman",
        "child",
        "teenager",
        "driver",
        "dealer",
        "keeper",
        "owner",
        "maker",
        "member",
        "head",
        "official",
        "officer",
        "worker",
        "employee",
        "winner",
        "loser",
        "victim",
        "patient",
        "passenger",
        "customer",
        "tenant",
        "resident",
        "neighbor",
        "neighbour",
        "friend",
        "colleague",
        "companion",
        "mate",
        "candidate",
        "star",
        "fan",
        "host",
        "guest",
        "pupil",
        "suspect",
        "defendant",
        "witness",
        "hero",
        "rival",
        "partner",
        "chair",
        "executive",
        "expert",
        "veteran",
        "newcomer",
        "opener",
        "twin",
        "prime",
        "general",
        "master",
        "manager",
        "survivor",
        "successor",
        "predecessor",
        "applicant",
        "lover",
        "spouse",
        "ex",
        "incumbent",
        "hopeful",
        "user",
        "voter",
        "supplier",
        "buyer",
        "seller",
        "backer",
        "ally",
        "operator",
    ]
)


def best_role(roles: Sequence[str], lexicon: Lexicon) -> str:
    """The role that says most among those told of a person, as an editor would print it; "" where none would do."""
    fitting = [role for role in (printable(each, lexicon) for each in roles) if role]
    return max(fitting, key=lambda role: (min(len(role.split()), 4), -fitting.index(role)), default="")


def printable(role: str, lexicon: Lexicon) -> str:
    """An office or occupation without the article in front, still verbatim; "" where it is none."""
    if len(role) > LONGEST or "\n" in role:
        return ""
    trimmed = role if _UNIQUE.match(role) else _ARTICLE.sub("", role)
    words = [word.lower() for word in _WORD.findall(trimmed)]
    while len(words) > 1 and words[0] in _ADDRESS and words[1] not in _LINKS:
        words = words[1:]
        trimmed = trimmed[trimmed.lower().index(words[0], 1) :]
    if not words or all(word in _ADDRESS for word in words):
        return ""
    head = _head(words)
    if head in lexicon.kin or (len(words) == 1 and head in _NEED_MORE):
        return ""
    return "" if _OWNED.match(role) and len(words) == 1 else trimmed


def _head(words: Sequence[str]) -> str:
    """The noun that says what somebody is: the last one before "of", "for" and the like."""
    end = next((at for at, word in enumerate(words) if at and word in _LINKS), len(words))
    return words[end - 1]
