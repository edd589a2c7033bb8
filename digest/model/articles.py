"""Articles and their revisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digest.model.feeds import Picture
from digest.model.ids import ArticleId, RevisionId, content_id, require_utc


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news text, cleaned of the page it came from, as its newest revision has it.

    One text carried by many feeds is one article: `id` is derived from the canonical URL. `revision` is derived
    from `id`, title and text, so a changed text is a new revision of the same article.
    """

    id: ArticleId
    revision: RevisionId
    feed_url: str  # the first feed that brought it
    url: str  # canonical: no tracking parameters, no fragment
    title: str
    text: str  # plain text, paragraphs separated by a blank line
    published: datetime  # UTC, never after first_seen
    first_seen: datetime  # UTC
    byline: str = ""
    language: str = ""  # BCP 47, detected
    picture: Picture | None = None
    entry_guid: str = ""

    def __post_init__(self) -> None:
        require_utc(published=self.published, first_seen=self.first_seen)


def article_id(canonical_url: str) -> ArticleId:
    """The id of the article at a canonical URL."""
    return ArticleId(content_id("article", canonical_url))


def revision_id(article: ArticleId, title: str, text: str) -> RevisionId:
    """The id of one text of an article."""
    return RevisionId(content_id("revision", article, title, text))
