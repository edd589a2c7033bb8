"""Whose word counts for an article that several feeds carry: pure.

A feed may link wherever it likes, so what it says of other outlets' articles changes nothing for those.
"""

from __future__ import annotations

from digest.articles.canonical import canonical_url, outlet_of
from digest.model import Article


def is_own(article: Article) -> bool:
    """Whether the feed that brings an article is of the outlet at its address: one host is the other's, or under it."""
    feed, outlet = outlet_of(canonical_url(article.feed_url)), outlet_of(article.url)
    if not feed or not outlet:
        return False
    return f".{feed}".endswith(f".{outlet}") or f".{outlet}".endswith(f".{feed}")


def replaces(article: Article, known: Article) -> bool:
    """Whether a text is to stand in place of one of the same article that is kept.

    The feed that brought it first may change it. Another one may where it is the outlet's own, unless the first is too
    and said twice as much: neither two lines nor a stranger's own version take the place of the outlet's text.
    """
    if article.feed_url == known.feed_url:
        return True
    return is_own(article) and (not is_own(known) or 2 * len(article.text) >= len(known.text))


def speaker(article: Article) -> str:
    """Under whose name an article's repeated paragraphs are learnt: its outlet's, else its feed's; "": nobody's."""
    outlet = outlet_of(article.url)
    return outlet if not outlet or is_own(article) else article.feed_url
