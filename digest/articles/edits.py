"""Whether one text is another as an outlet edited it, and not another report of the same or of a like event.

Decided from the texts alone: how many word shingles they share (Broder, "On the resemblance and containment of
documents", 1997), whether they begin alike, and whether names and numbers were put in each other's place, as
they are where a form is filled in anew: match reports, weather, markets.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from digest.model import Article
from digest.text.similarity import terms

LOOKED_AT = 20_000  # characters of a text: some 3,000 words
LEAD = 50  # shingles with which a text begins
CONTAINED = 0.55  # of the shorter text's shingles, that stand in the longer one
KEPT = 0.4  # of the longer text's shingles, that stand in the shorter one
LEAD_KEPT = 0.16  # of either beginning, that stands in the other text: who goes on telling begins anew
REPLACED = 1  # names or numbers that editing may replace: a unit, a spelling
CERTAIN = 0.03  # the same, of all that both texts name
WORD_LENGTH = 12  # characters a word on average, beyond which a script does without blanks
_SMALL = bytes.maketrans(
    (string.ascii_uppercase + string.punctuation).encode(),
    (string.ascii_lowercase + " " * len(string.punctuation)).encode(),
)
_TYPOGRAPHY = re.compile(rb"\xe2\x80[\x80-\xbf]|\xc2[\xa0-\xbf]")
_WORD = re.compile(r"[^\W_]+")
# A number or a word with a capital; one set of first letters makes the search fast.
_FACT = re.compile(r"[0-9A-ZÀ-ÖØ-ÞΑ-ΩА-Я]\w*(?:[.,]\d+)*")
_OPENS = frozenset(".!?:\n\"“”'‘’(")  # behind these any word may have a capital
AROUND = 40  # characters in which the words beside a name are looked for

Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text read closely."""

    article: Article
    lead: frozenset[int]
    shingles: frozenset[int]


def wording(article: Article) -> Wording:
    """The shingles of a text, three words each, as far as we look; hashed, which takes a third of the time."""
    found = spelled(article.text[:LOOKED_AT])
    shingles = list(map(hash, zip(found, found[1:], found[2:], strict=False)))
    return Wording(article, frozenset(shingles[:LEAD]), frozenset(shingles))


def spelled(text: str) -> list[bytes]:
    """The words of a text in small letters, as UTF-8; its letters where the script does not part words."""
    if text.isascii():
        return text.encode().translate(_SMALL, b"'").split()
    low = text.lower()
    found = _TYPOGRAPHY.sub(b"", low.encode("utf-8", "replace")).translate(_SMALL, b"'").split()
    if len(text) <= WORD_LENGTH * len(found):
        return found
    return [letter.encode("utf-8", "replace") for letter in low if letter.isalnum()]


def is_edit(one: Wording, other: Wording) -> bool:
    """Whether these are one text, edited: symmetric, linear in what is looked at."""
    if language(one.article) != language(other.article) or not is_one_piece(one.article, other.article):
        return False
    shared = len(one.shingles & other.shingles)
    shorter, longer = sorted((len(one.shingles), len(other.shingles)))
    if not shared or shared < CONTAINED * shorter or shared < KEPT * longer:
        return False
    if not (_begins_in(one, other) and _begins_in(other, one)):
        return False
    return not _is_filled_in_anew(one.article, other.article)


def language(article: Article) -> str:
    """The language without the region."""
    return article.language.partition("-")[0].lower()


def outlet(article: Article) -> str:
    """The host an article stands on; without an address the feed's."""
    return _host(article.url) or _host(article.feed_url)


def is_one_piece(one: Article, other: Article) -> bool:
    """Whether the titles allow it: one outlet says the same under unlike titles where a wall or a form speaks."""
    if outlet(one) != outlet(other) or not (one.title and other.title):
        return True
    ours, theirs = set(terms(one.title)), set(terms(other.title))
    return not ours or not theirs or not ours.isdisjoint(theirs)


@lru_cache(maxsize=4096)
def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _begins_in(one: Wording, other: Wording) -> bool:
    return len(one.lead & other.shingles) >= LEAD_KEPT * len(one.lead)


def _is_filled_in_anew(one: Article, other: Article) -> bool:
    """Whether too many names and numbers of one text stand where the other has different ones."""
    text, text_there = one.text[:LOOKED_AT], other.text[:LOOKED_AT]
    ours, theirs = set(_FACT.findall(text)), set(_FACT.findall(text_there))
    if ours <= theirs or theirs <= ours:
        return False
    places, places_there = _places(text, ours - theirs), _places(text_there, theirs - ours)
    replaced = {(places[place], places_there[place]) for place in places.keys() & places_there.keys()}
    if outlet(one) == outlet(other):
        return bool(replaced)
    return len(replaced) > max(REPLACED, CERTAIN * len(ours & theirs))


def _places(text: str, facts: set[str]) -> dict[Place, str]:
    """Where these names and numbers stand: between which words, other names and numbers told as such."""
    found: dict[Place, str] = {}
    for match in _FACT.finditer(text):
        start, end = match.span()
        if match.group() in facts and not (
            text[start].isalpha() and (start == 0 or not _OPENS.isdisjoint(text[max(0, start - 2) : start]))
        ):
            before = _WORD.findall(text, max(0, start - AROUND), start)[-2:]
            behind = _WORD.findall(text, end, end + AROUND)[:1]
            around = [_masked(word) for word in ["", "", *before][-2:] + (behind or [""])]
            found.setdefault((around[0], around[1], around[2]), match.group())
    return found


def _masked(word: str) -> str:
    return word if word[:1].islower() else "#"
