"""Copies of one text across outlets become one article: the earliest, which names the others.

MinHash (Broder 1997) with banding finds the texts worth comparing, over stretches of text cut where its own
letters say so, so that an edit changes only the stretch it stands in; each find is then read closely
(`edits.is_edit`), so that none joins by chance. The work grows with the articles, however alike they are.
"""

from __future__ import annotations

import re
import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from itertools import compress

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

from digest.articles.edits import LOOKED_AT, is_edit, is_one_piece, language, spelled, wording
from digest.model import Article

FEWEST_WORDS = 40  # below, only the same title and text are a copy
SURELY_ENOUGH = 1000  # characters
BANDS, ROWS = 32, 2  # two rows a band; texts that share 3 of 10 stretches meet 19 times in 20
SEED = 1
BATCH = 1000  # texts whose sketches are unpacked at once
CROWD = 8  # texts kept for a band: the latest
COMPARED = 8  # texts that one text is compared with: those that share most bands
READ = 256  # texts kept as read
FEWEST_STRETCHES = 4
# A text is cut at d and l, letters that stand in every second word or so wherever Latin letters are written.
_CUT = b"d"
_STRETCH = re.compile(rb"%b([^%b]{12,})" % (_CUT, _CUT))  # a search that begins at a letter is fast
_SMALL = bytes.maketrans(
    string.ascii_uppercase.encode() + b"l",
    string.ascii_lowercase.replace("l", "d").encode() + _CUT,
)
_MARKS = (string.punctuation + string.whitespace).encode()
_TYPOGRAPHY = re.compile(rb"\xe2\x80[\x80-\xbf]|\xc2[\xa0-\xbf]")


def with_copies(articles: Iterable[Article]) -> list[Article]:
    """The articles in (published, id) order, each copy of an earlier one's text folded into its `copies`.

    Every given article is in the result once, as itself or as a copy (copies have none themselves), however they are
    ordered; what came folded is folded anew. Linear in the articles and in their first 20,000 characters.
    """
    given = sorted(_unfolded(articles), key=_order)
    copies: dict[int, list[Article]] = defaultdict(list)
    firsts = _firsts(given)
    for at, first in enumerate(firsts):
        if first != at:
            copies[first].append(given[at])
    return [
        replace(article, copies=tuple(copies[at])) if at in copies else article
        for at, article in enumerate(given)
        if firsts[at] == at
    ]


def _unfolded(articles: Iterable[Article]) -> Iterator[Article]:
    for article in articles:
        yield replace(article, copies=()) if article.copies else article
        if article.copies:
            yield from _unfolded(article.copies)


def _order(article: Article) -> tuple[float, str, str, str]:
    return article.published.timestamp(), article.id, article.revision, article.feed_url


def _firsts(articles: Sequence[Article]) -> list[int]:
    """For each article, which one has its text first; its own place where none is a copy."""
    same = _same(articles)
    distinct = [at for at, first in enumerate(same) if first == at and _is_long(articles[at].text)]
    edits = _edits(articles, _alike(articles, distinct))
    return [edits.get(first, first) for first in same]


def _same(articles: Sequence[Article]) -> list[int]:
    """For each article, the first one with the same text to the letter."""
    known: dict[tuple[str, bytes], int] = {}
    same: list[int] = []
    for at, article in enumerate(articles):
        key = _key(article, _plain(article.text))
        first = known.setdefault(key, at) if key else at
        same.append(first if first == at or is_one_piece(articles[first], article) else at)
    return same


def _plain(text: str) -> bytes:
    """A text in small letters without marks and blanks, as UTF-8, l and d made one."""
    if text.isascii():
        return text.encode().translate(_SMALL, _MARKS)
    low = text.lower().encode("utf-8", "replace").translate(_SMALL, _MARKS)
    return _TYPOGRAPHY.sub(b"", low)


def _key(article: Article, told: bytes) -> tuple[str, bytes] | None:
    """What copies to the letter have in common, in 32 bytes; nothing for an empty text."""
    if not _is_long(article.text):
        words = spelled(article.text)
        told = b" ".join([*spelled(article.title), b"\n", *words]) if words else b""
    return (language(article), sha256(told).digest()) if told else None


def _is_long(text: str) -> bool:
    return len(text) >= SURELY_ENOUGH or len(spelled(text)) >= FEWEST_WORDS


def _stretches(article: Article, told: bytes) -> list[bytes]:
    """A text in pieces of some six words, cut where its letters say so; else in runs of three words."""
    found: list[bytes] = _STRETCH.findall(told, 0, LOOKED_AT)
    if len(found) >= FEWEST_STRETCHES:
        return found
    words = spelled(article.text[:LOOKED_AT])
    return [b" ".join(run) for run in zip(words, words[1:], words[2:], strict=False)]


def _alike(articles: Sequence[Article], places: Sequence[int]) -> list[int]:
    """Of these places those whose text shares a band with another's, in their order."""
    index = RMinHashLSH(threshold=0.5, num_perm=BANDS * ROWS, num_bands=BANDS)
    flags = index.query_duplicate_flags_matrix_one_shot(_sketches(articles, places)) if places else []
    return list(compress(places, flags))


def _sketches(articles: Sequence[Article], places: Sequence[int]) -> RMinHash:
    """MinHash sketches of the texts at these places, 256 bytes each, the same in every process."""
    stretches = (_stretches(articles[at], _plain(articles[at].text)) for at in places)
    return RMinHash.digest_matrix_from_token_byte_sets(stretches, BANDS * ROWS, SEED)


def _edits(articles: Sequence[Article], places: Sequence[int]) -> dict[int, int]:
    """For each of these places whose text is an edit of an earlier one, the place of that."""
    read = lru_cache(maxsize=READ)(lambda at: wording(articles[at]))
    known: dict[int, list[int]] = {}  # by band, the latest CROWD places
    edits: dict[int, int] = {}
    for start in range(0, len(places), BATCH):
        batch = places[start : start + BATCH]
        for at, sketch in zip(batch, _sketches(articles, batch).to_rows(), strict=True):
            bands = list(_bands(sketch))
            met = Counter(other for band in bands if band in known for other in known[band])
            nearest = sorted(met, key=lambda other: (-met[other], other))[:COMPARED]
            first = next((other for other in nearest if is_edit(read(other), read(at))), None)
            if first is not None:
                edits[at] = first
                continue
            for band in bands:
                known[band] = [*known[band][1 - CROWD :], at] if band in known else [at]
    return edits


def _bands(sketch: Sequence[int]) -> Iterator[int]:
    """Each band of a sketch as one number, its place in front: a number takes a third of what a tuple does."""
    for place, (one, other) in enumerate(zip(sketch[::ROWS], sketch[1::ROWS], strict=True)):
        yield place << 64 | one << 32 | other
