"""The words of People Digest, as values.

Everything here is frozen. Times are UTC from the edge inwards; ids come from content, so any stage can compute
them without asking the storage. Offsets are code points in the field as it stands.
"""

from digest.model.articles import Article, Keep, Pruned, article_id, revision_id
from digest.model.delivery import Delivery, DeliveryState, Outgoing, Reader, reader_at
from digest.model.editions import Digest, Edition, EditionState, RenderedEmail, Skipped
from digest.model.feeds import (
    Entry,
    Feed,
    FeedState,
    Fetched,
    FullText,
    HostState,
    ParsedFeed,
    Picture,
    Request,
    Rules,
)
from digest.model.ids import ArticleId, Field, PersonId, RevisionId, StoryId, content_id, require_utc
from digest.model.people import (
    Analysis,
    Appearance,
    Correction,
    Identification,
    Identity,
    Involvement,
    Mention,
    Person,
    Proposal,
    Quote,
    Reading,
    Resolution,
    Teaching,
)
from digest.model.stories import Cast, Copy, Part, Section, Sentence, Source, Story, StoryQuote

__all__ = [
    "Analysis",
    "Appearance",
    "Article",
    "ArticleId",
    "Cast",
    "Copy",
    "Correction",
    "Delivery",
    "DeliveryState",
    "Digest",
    "Edition",
    "EditionState",
    "Entry",
    "Feed",
    "FeedState",
    "Fetched",
    "Field",
    "FullText",
    "HostState",
    "Identification",
    "Identity",
    "Involvement",
    "Keep",
    "Mention",
    "Outgoing",
    "ParsedFeed",
    "Part",
    "Person",
    "PersonId",
    "Picture",
    "Proposal",
    "Pruned",
    "Quote",
    "Reader",
    "Reading",
    "RenderedEmail",
    "Request",
    "Resolution",
    "RevisionId",
    "Rules",
    "Section",
    "Sentence",
    "Skipped",
    "Source",
    "Story",
    "StoryId",
    "StoryQuote",
    "Teaching",
    "article_id",
    "content_id",
    "reader_at",
    "require_utc",
    "revision_id",
]
