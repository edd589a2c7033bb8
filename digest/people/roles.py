"""Which of the words that stand beside a name an editor would print under it: an office or an occupation.

"Mr" and "Dame" address somebody, "niece" and "his daughter" say whose they are: both tell names apart in the article,
and neither says anything in an edition.
"""

# ruff: noqa: SIM905, E501 -- word lists read best as words
from __future__ import annotations

import re
from collections.abc import Sequence

from digest.people.lexicon import Lexicon
from digest.text.folding import fold

LONGEST = 80  # code points
_WORD = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"^(?:the|an?|his|her|their|its|our|my)\s+", re.IGNORECASE)
_OWNED = re.compile(r"^(?:his|her|their|its|our|my)\s", re.IGNORECASE)
_TIME = re.compile(
    r"^(?:(?:then(?:\s+the)?|late|one|another|if|\d{1,3}[- ‑]years?[- ‑]old|\d{1,3}-year-old)\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:here|there|today|now|yesterday|too)$", re.IGNORECASE)
_CLAUSE = frozenset("before after when if that who whom everybody everyone because while".split())
_ADJECTIVES = frozenset(
    "late then former ex new old young younger elder older eldest dear if one another fellow".split()
)
_BEHIND = frozenset("dr mr mrs ms miss sir dame dj mc prof messrs mx".split())
_DOERS = ("er", "or", "ist", "ian", "man", "woman", "ess", "ant", "ent", "eur", "euse", "eer")
_NOUNLESS = frozenset("it her him them this that which".split())
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
        *"messrs alhaji alhaja dona datuk datin seri tan tun daw u ko sri shri smt pandit ustad baba mama pak ibu".split(),
        *"bapak haji hajji hajah rt very right honourable honorable venerable excellency highness majesty padre".split(),
        *"fr dj mc dear saint kyai ustaz mwalimu mzee chief-rabbi".split(),
    ]
)
_LINKS = frozenset("of for at in to on with from by".split())
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
    trimmed = _clause_cut(role if _UNIQUE.match(role) else _ARTICLE.sub("", role), lexicon)
    words = [word.lower() for word in _WORD.findall(trimmed)]
    while len(words) > 1 and words[0] in _ADDRESS and words[1] not in _LINKS:
        words = words[1:]
        trimmed = trimmed[trimmed.lower().index(words[0], 1) :]
    while len(words) > 1 and words[-1] in _BEHIND:
        words = words[:-1]
        trimmed = trimmed[: trimmed.lower().rindex(words[-1]) + len(words[-1])]
    if (
        not words
        or all(fold(word) in _ADDRESS | _ADJECTIVES for word in words)
        or words[-1] in lexicon.pronouns
    ):
        return ""
    if not _says_what(words, lexicon) or trimmed.endswith(("'s", "’s")):
        return ""
    head = _head(words)
    if head in lexicon.kin or (len(words) == 1 and head in _NEED_MORE) or words[-1] in _NOUNLESS:
        return ""
    return "" if (_OWNED.match(role) and len(words) == 1) or len(trimmed) < 2 else trimmed


def _clause_cut(role: str, lexicon: Lexicon) -> str:
    """The role without a clause before or behind it, an age, "then", "late" or "here"."""
    noun = next((m.start() for m in _WORD.finditer(role) if m.group().lower() in lexicon.roles), len(role))
    for match in _WORD.finditer(role):
        word = match.group().lower()
        if word in lexicon.speech and match.start() > noun:
            return ""  # somebody else is speaking
        if word in lexicon.speech or word in _CLAUSE:
            role = role[match.end() :].strip() if match.start() < noun else role[: match.start()].strip(" ,")
            break
    return _TAIL.sub("", _TIME.sub("", role)).strip()


def _says_what(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether an office or occupation stands in front of "of", "for" and the like."""
    end = next((at for at, word in enumerate(words) if at and word in _LINKS), len(words))
    known = (lexicon.roles, lexicon.titles, lexicon.title_words)
    named = any(fold(word) in each for word in words[:end] for each in known)
    return named or words[end - 1].endswith(_DOERS)


def _head(words: Sequence[str]) -> str:
    """The noun that says what somebody is: the last one before "of", "for" and the like."""
    end = next((at for at, word in enumerate(words) if at and word in _LINKS), len(words))
    return words[end - 1]
