"""What an outlet repeats under its articles, learnt from the articles themselves and left out of their texts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from digest.model import Article, content_id, revision_id

SHORTEST = 25  # characters; "He declined to comment." is no boilerplate
LONGEST = 400
FIRST, LAST = 2, 5  # paragraphs at the head and at the tail of a text, where boilerplate stands
COPIED = 0.6  # of a text's characters stand in one other text as well: these two are copies
_DIGITS = re.compile(r"\d+")


def repeated(texts: Sequence[str], *, least: int = 3) -> frozenset[str]:
    """Hashes of the paragraphs that stand in at least `least` texts of one outlet, mostly at head or tail.

    One text an article; texts that are copies of each other count once. The order of the texts means nothing.
    """
    seen: Counter[str] = Counter()
    at_edge: Counter[str] = Counter()
    for paragraphs in _originals(texts):
        hashes = [_hash(each) for each in paragraphs]
        edge = {*hashes[:FIRST], *hashes[-LAST:]}
        for each in {key for key, text in zip(hashes, paragraphs, strict=True) if _may_be(text)}:
            seen[each] += 1
            at_edge[each] += each in edge
    return frozenset(each for each, count in seen.items() if count >= least and 2 * at_edge[each] > count)


def without(text: str, known: frozenset[str]) -> str:
    """The text without the paragraphs known by their hashes; as it is where less than half of it would remain."""
    if not known:
        return text
    paragraphs = text.split("\n\n")
    kept = [each for each in paragraphs if not (_may_be(each) and _hash(each) in known)]
    return "\n\n".join(kept) if 2 * _length(kept) >= _length(paragraphs) else text


def stripped(article: Article, known: frozenset[str]) -> Article:
    """The article without its outlet's boilerplate, under the revision that its text then has."""
    text = without(article.text, known)
    if text == article.text:
        return article
    return replace(article, text=text, revision=revision_id(article.id, article.title, text))


def _originals(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in paragraphs, without those that say mostly what one before them says."""
    holders: dict[str, list[int]] = defaultdict(list)  # the texts that a paragraph stands in
    for number, text in enumerate(sorted(set(texts))):
        paragraphs = text.split("\n\n")
        shared: Counter[int] = Counter()
        for key, length in {_hash(each): len(each) for each in paragraphs}.items():
            for holder in holders[key]:
                shared[holder] += length
            holders[key] = [*holders[key][-19:], number]
        if not shared or max(shared.values()) < COPIED * _length(paragraphs):
            yield paragraphs


def _hash(paragraph: str) -> str:
    """What a paragraph is known by: its case, white space and figures (dates, counts) mean nothing."""
    return content_id("paragraph", " ".join(_DIGITS.sub("0", paragraph.casefold()).split()))


def _may_be(paragraph: str) -> bool:
    return SHORTEST <= len(paragraph) <= LONGEST


def _length(paragraphs: Iterable[str]) -> int:
    return sum(map(len, paragraphs))
