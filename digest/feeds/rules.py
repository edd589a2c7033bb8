"""The rules by which an editor takes or leaves a feed's items: words, categories, authors, languages.

All comparing is between folded texts, so that case, accents and punctuation make no difference. Time is linear in
the item's text for each word; a rule's own words are folded once (`fold` remembers).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from digest.model import Entry, Feed, Rules
from digest.text.folding import fold

_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my", "bo"})  # written without blanks between words
_UNSPACED_LETTER = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´ʻʼ", " "))  # "l'horoscope" has the word "horoscope"
_BETWEEN_AUTHORS = re.compile(r"[,;&/|()•·]| (?:and|with|und|mit|et|y|con|e|com|och|og|en) ", re.IGNORECASE)
_BY = re.compile(r"(?:by|von|par|por|di) ")


@dataclass(frozen=True, slots=True)
class _Item:
    """What rules look at, folded; the texts are empty where no rule asks for words."""

    title: str
    text: str
    categories: frozenset[str]
    authors: frozenset[str]
    language: str  # its primary tag; empty: unknown


def unwanted(feed: Feed, entry: Entry, *, text: str, language: str) -> str:
    """Why the feed's rules leave an entry out, in a short sentence; empty: it is wanted.

    `text` is the article's, `language` a tag of BCP 47, of which the primary part counts. An unknown language ("")
    is neither excluded nor missed. What is excluded is out even where it is included as well.
    """
    if not feed.include and not feed.exclude:
        return ""
    asked = bool(feed.include.words or feed.exclude.words)
    item = _Item(
        title=_folded_once(entry.title) if asked else "",
        text=_folded_once(text) if asked else "",
        categories=frozenset(map(fold, entry.categories)),
        authors=frozenset(_authors(entry.byline)),
        language=_primary(language),
    )
    return _excluded(feed.exclude, item) or _missed(feed.include, item)


def _excluded(rules: Rules, item: _Item) -> str:
    """Which rule excludes an item; each of them is enough."""
    for place, text in (("title", item.title), ("text", item.text)):
        if word := _word(rules.words, text, language=item.language):
            return f"its {place} has the excluded word {word!r}"
    if category := _name(rules.categories, item.categories):
        return f"it stands in the excluded category {category!r}"
    if author := _name(rules.authors, item.authors):
        return f"it is by the excluded author {author!r}"
    if item.language and item.language in map(_primary, rules.languages):
        return f"it is in the excluded language {item.language!r}"
    return ""


def _missed(rules: Rules, item: _Item) -> str:
    """Which kind of rule an item does not fit; it has to fit all that are given."""
    texts = (item.title, item.text)
    if rules.words and not any(_word(rules.words, each, language=item.language) for each in texts):
        return "it has none of the words that are wanted"
    if rules.categories and not _name(rules.categories, item.categories):
        return "it stands in none of the categories that are wanted"
    if rules.authors and not _name(rules.authors, item.authors):
        return "it is by none of the authors that are wanted"
    if rules.languages and item.language and item.language not in map(_primary, rules.languages):
        return f"its language {item.language!r} is none of those that are wanted"
    return ""


def _word(words: Iterable[str], folded: str, *, language: str) -> str:
    """The first of these words or phrases that stands in a folded text as a whole; empty: none."""
    padded = f" {folded} "
    for word in words:
        wanted = fold(word.translate(_APOSTROPHES))
        inside = language in _UNSPACED or _UNSPACED_LETTER.search(wanted)
        if wanted and (wanted in folded if inside else f" {wanted} " in padded):
            return word
    return ""


def _name(names: Iterable[str], folded: frozenset[str]) -> str:
    """The first of these names that is among folded ones; empty: none."""
    return next((name for name in names if fold(name) in folded), "")


def _authors(byline: str) -> Iterable[str]:
    """The names in a byline, and the byline as a whole, folded."""
    spaced = " ".join(byline.split())
    for each in (spaced, *_BETWEEN_AUTHORS.split(spaced)):
        folded = fold(each)
        opening = _BY.match(folded)
        if name := folded[opening.end() :] if opening else folded:
            yield name


def _folded_once(text: str) -> str:
    """A text folded without being remembered, as names are: texts are long, and seen once."""
    return fold.__wrapped__(text.translate(_APOSTROPHES))


def _primary(language: str) -> str:
    tag = language.strip().replace("_", "-").partition("-")[0].lower()
    return "" if tag == "und" else tag
