"""Articles and their revisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

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
    text_seen: datetime | None = None  # UTC, when this revision of it was first seen; None: with the article
    byline: str = ""
    language: str = ""  # BCP 47, detected
    picture: Picture | None = None
    entry_guid: str = ""
    section: str = ""  # as the outlet calls the part of it in which the article stands
    copies: tuple[
        Article, ...
    ] = ()  # the same text elsewhere, earliest first; found when an edition is drafted

    def __post_init__(self) -> None:
        require_utc(published=self.published, first_seen=self.first_seen)
        if self.text_seen is not None:
            require_utc(text_seen=self.text_seen)

    @property
    def newest_seen(self) -> datetime:
        """When the text it has now was first seen."""
        return self.text_seen or self.first_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """How long things are kept; None: for ever."""

    texts: timedelta | None = timedelta(
        days=90
    )  # articles with their revisions, by when they were first seen
    analyses: timedelta | None = timedelta(days=90)
    editions: timedelta | None = None  # sent ones, with their deliveries


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """How many of each were taken away."""

    articles: int = 0
    analyses: int = 0
    editions: int = 0


def article_id(canonical_url: str) -> ArticleId:
    """The id of the article at a canonical URL."""
    return ArticleId(content_id("article", canonical_url))


def revision_id(article: ArticleId, title: str, text: str) -> RevisionId:
    """The id of one text of an article."""
    return RevisionId(content_id("revision", article, title, text))
