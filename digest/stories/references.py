"""Whether a sentence says itself whom its pronouns mean.

Rough on purpose: without genders or parsing, a pronoun is taken to mean a person named before it in its sentence, and
"him" or "them" not the one who does it to them (principle B of binding: Chomsky, "Lectures on Government and
Binding", 1981). Errors only keep a sentence behind the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from digest.text.abbreviations import STARTERS

_ONE = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))
_SEVERAL = frozenset(("they", "them", "their", "theirs", "themselves"))
PRONOUNS = _ONE | _SEVERAL
# Words for people: they can be meant by a pronoun, and by themselves they name nobody.
PERSON = (
    "man|woman|boy|girl|child|baby|teenager|husband|wife|father|mother|son|daughter|brother|sister|uncle|aunt|widow"
    "|widower|couple|friend|neighbour|neighbor|actor|actress|singer|rapper|star|author|artist|painter|poet"
    "|writer|director|conductor|composer|musician|coach|captain|striker|defender|goalkeeper|midfielder|forward|player"
    "|manager|dealer|driver|pilot|skipper|sailor|shepherd|farmer|baker|framer|detective|inspector|officer|constable"
    "|sergeant|prosecutor|lawyer|barrister|judge|magistrate|defendant|suspect|victim|witness|expert|minister|president"
    "|chancellor|mayor|senator|governor|councillor|candidate|commissioner|chairman|chairwoman|founder|owner|heiress|heir"
    "|doctor|surgeon|nurse|teacher|pupil|student|professor|glaciologist|scientist|researcher|champion|winner|runner"
    "|guest|bride|groom|king|queen|prince|princess|duke|duchess|bishop|priest|soldier|gunman|pensioner|veteran|patient"
    "|passenger|employee|worker|spokesman|spokeswoman|official|presenter|host|model|designer|chef|editor|journalist"
)
_PERSON = re.compile(rf"\b(?:{PERSON})(?:e?s)?\b", re.IGNORECASE)
_WHO = re.compile(
    r"\d-year[ -]old\b|\b(?:one|someone|somebody|anyone|anybody|everyone|everybody|who|people|those|each)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b[a-z]{2,}(?<![sui])s\b|\b(?:people|men|women|children|police|crew|team|band|club|many|some|most)\b| and |\d"
)
_NAMED = re.compile(r"(?<![\w’'-])([A-Z][\w’'-]+)")
_PLACED = re.compile(r"\b(?:in|at|on|near|In|At|On|Near)(?: the)? (?:[A-Z][\w’'-]+ )*$")
_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December"
)
_PRONOUN = re.compile(
    r"\b(?:he|him|his|himself|she|hers?|herself|they|them|theirs?|themselves)\b", re.IGNORECASE
)
# "In his speech on Monday, Ada Lind": the name follows at once.
_FORWARD = re.compile(r"[A-Z][^,.“\"]{0,60}\b(?:his|her|their)\b[^,.“\"]{0,60}, (?:the )?[A-Z]")
_ASIDE = re.compile(r", (?:who|which)\b[^,]*,")
_CLAUSE = re.compile(
    r"[;:—–“\"]|\b(?:that|when|while|as|and|but|because|after|before|if|to|whether|where|said|says|by|for|with"
    r"|than)\b|, "
)

# "The dealer, 58, is charged"; not "The dealer Ada Lind", "The captain of Rovers", "The man who".
_ROLE = re.compile(
    rf"[\"'“‘]?The (?:[a-z][a-z-]+ ){{0,2}}?(?!president|chancellor|king|queen|official)(?:{PERSON})s?\b"
    r"(?!['’]|-|,? (?:[A-Z]|of\b|who|whose|in\b|at\b|from\b|for\b|accused\b|behind\b))"
)
_THOSE = re.compile(rf"\b(?:those|these|that|this) (?:{PERSON})s?\b(?! (?:who|whose)\b)")

MOST_BETWEEN = 5  # words from a name to "him" in one clause


def leans_on_a_name(sentence: str, own_words: Collection[str]) -> bool:
    """Whether a pronoun of the third person stands before anybody whom it could mean is named."""
    if PRONOUNS.isdisjoint(own_words):
        return False
    found = _PRONOUN.search(sentence)
    if found is None or (found[0].casefold() in ("his", "her", "their") and _FORWARD.match(sentence)):
        return False
    before = _ASIDE.sub(" ", sentence[: found.start()])
    if found[0].casefold() in _SEVERAL and _PLURAL.search(before):
        return False
    named = _people(before)
    if not named:
        return True
    return found[0].casefold() in ("him", "them") and _is_done_to(before, min(named))


def is_a_role(sentence: str) -> bool:
    """Whether it opens with a word for somebody whom it does not name: "The dealer, 58"."""
    return _ROLE.match(sentence) is not None or _THOSE.search(sentence) is not None


def names_somebody(sentence: str) -> bool:
    """Whether a pronoun in the next sentence could mean somebody in this one."""
    return bool(_people(sentence))


def _people(text: str) -> list[int]:
    """Where the names and words for people in a text end."""
    named = [each.end() for each in _NAMED.finditer(text) if _is_somebody(each, text)]
    return named + [each.end() for word in (_PERSON, _WHO) for each in word.finditer(text)]


def _is_somebody(found: re.Match[str], before: str) -> bool:
    """Whether a capital letter begins somebody's name: no day, no place, no common word that opens a sentence."""
    word = found[1]
    return not (
        _DAY.fullmatch(word)
        or word.casefold() in STARTERS
        or _PLACED.search(before, 0, found.start()) is not None
    )


def _is_done_to(before: str, first: int) -> bool:
    """Whether the only one named so far is who does it: "Rosalba Finch asked him"."""
    return _CLAUSE.search(before, first) is None and len(before[first:].split()) <= MOST_BETWEEN
