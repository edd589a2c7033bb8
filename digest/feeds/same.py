"""Whether entries tell the same: one at a new address and what its guid stood for, several at one address. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice

from digest.model import Article, Entry
from digest.text.markup import line_of_html
from digest.text.similarity import terms

CLOSE = timedelta(days=1)
READ = 4000  # characters of each text
FIRST = 60  # terms of the entry that are looked for
ENOUGH = 5  # terms; a shorter text says nothing
RELATED = 0.25  # overlaps of words, 0 to 1
ALIKE = 0.5
NEARLY_EQUAL = 0.75


def same_article(known: Article, entry: Entry) -> bool:
    """Whether an entry whose guid stood for `known` tells the same although its address is another now.

    A publisher who rewrites a headline changes the address and keeps date and text, one who uses a guid again changes
    them all: so words in common decide, and the further the dates are apart, the more of them it takes.
    """
    title = _overlap(terms(known.title), terms(entry.title))
    told = list(islice(terms(line_of_html(entry.html, limit=READ)), FIRST))
    text = _found(told, terms(known.text[:READ])) if len(told) >= ENOUGH else None
    if entry.published and _is_exact(entry.published) and entry.published == known.published:
        return max(title, text or 0.0) >= RELATED  # a live blog, say: other words, begun at the same minute
    if entry.published and abs(entry.published - known.published) > CLOSE:
        return text is not None and min(title, text) >= ALIKE
    if text is None:
        return title >= ALIKE
    return text >= NEARLY_EQUAL or (text >= RELATED and title + text >= 2 * ALIKE)


def are_several(entries: Sequence[Entry]) -> bool:
    """Whether the entries of one document at one address are news of their own: the address is a whole page's.

    Change logs, live blogs and sites with one page link every item to it. An item that is there twice, before and
    after a change, has a text or the time and the title in common.
    """
    first, *others = entries
    return any(not _tell_the_same(first, each) for each in others)


def _tell_the_same(one: Entry, other: Entry) -> bool:
    titles = _overlap(terms(one.title), terms(other.title))
    if one.published == other.published and titles >= NEARLY_EQUAL:
        return True
    texts = [list(islice(terms(line_of_html(each.html, limit=READ)), FIRST)) for each in (one, other)]
    if min(map(len, texts)) < ENOUGH:
        return titles >= NEARLY_EQUAL
    return _overlap(*texts) >= NEARLY_EQUAL


def _overlap(one: Iterable[str], other: Iterable[str]) -> float:
    """The share of words that two lines have in common, 0 to 1 (Dice's coefficient)."""
    first, second = set(one), set(other)
    return 2 * len(first & second) / max(len(first) + len(second), 1)


def _found(told: Iterable[str], text: Iterable[str]) -> float:
    """The share of the words told that are in a text, 0 to 1: an announcement is shorter than its article."""
    wanted = set(told)
    return len(wanted.intersection(text)) / max(len(wanted), 1)


def _is_exact(moment: datetime) -> bool:
    """Whether a date has a time of day; midnight is what dates without one are read as."""
    return bool(moment.hour or moment.minute or moment.second)
