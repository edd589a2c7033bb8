"""What is kept of people, gathered for an editor: a portrait of one, and why names in articles were read so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.articles.canonical import canonical_url
from digest.errors import UsageError
from digest.model import Article, ArticleId, Correction, Identity, Person, PersonId, article_id
from digest.people import identify, load_lexicon, with_taught_names
from digest.people.explain import Decided, Explanation, about, explain, names_in
from digest.people.find import find
from digest.people.lessons import unknown
from digest.pipeline.deliver import kept_edition
from digest.pipeline.means import Means, read
from digest.pipeline.register import register_of
from digest.ports import Storage

LOOKED_BACK = timedelta(days=14)  # for a name that nobody in the register bears
LOOKED_THROUGH = 60  # editions in which a story is looked for, and articles in which a name is
_ID = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """One person as the newest articles show them."""

    person: Person
    articles: tuple[tuple[Article, Identity], ...]  # newest first
    quotes: tuple[tuple[str, Article], ...]  # newest first
    beside: tuple[tuple[Person, int], ...]  # in how many of these articles, most often first


def portrait(means: Means, person: Person, *, limit: int) -> Portrait:
    """One person's newest articles, what they say there, and who stands beside them."""
    storage = means.storage
    identities = storage.people.identities_of(person.id, limit=limit)
    kept = {each.id: each for each in storage.articles.get(each.article for each in identities)}
    articles = [(kept[each.article], each) for each in identities if each.article in kept]
    articles.sort(key=lambda pair: pair[0].published, reverse=True)
    readings = {each.article.id: each for each in read(means, list(kept.values()))}
    quotes = {
        quote.text: article
        for article, identity in reversed(articles)
        for quote in reversed(readings[article.id].analysis.quotes)
        if quote.speaker == identity.appearance
    }
    return Portrait(
        person=person,
        articles=tuple(articles),
        quotes=tuple(reversed(quotes.items())),
        beside=_beside(storage, person, kept),
    )


def _beside(
    storage: Storage, person: Person, articles: dict[ArticleId, Article]
) -> tuple[tuple[Person, int], ...]:
    there = {(each.article, each.person) for each in storage.people.identities(articles)}
    counts = Counter(one for _, one in there if one != person.id)
    people = storage.people.get(counts)
    ordered = sorted(counts, key=lambda one: (-counts[one], people[one].name, one))
    return tuple((people[one], counts[one]) for one in ordered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be explained: the address or id of an article, a story's id, an edition's number, or a name."""

    asked: str
    corrections: Sequence[Correction] = ()
    limit: int = 5  # articles of a name, newest first


def explained(means: Means, question: Question, *, now: datetime) -> list[Explanation]:
    """The verdicts on the articles that were asked for; of a name, only those about it.

    Raises UsageError where there is no such article, or nobody of that name anywhere.
    """
    articles = _articles(means.storage, question.asked)
    if articles:
        return explained_articles(means, articles, question.corrections)
    everybody = with_taught_names(means.storage.people.all(), question.corrections)
    people = find(question.asked, everybody) or list(
        means.storage.people.get([PersonId(question.asked)]).values()
    )
    naming = _naming(means, question, people, now=now)
    if not naming and not people:
        raise unknown(question.asked, everybody)
    found = explained_articles(means, naming, question.corrections)
    return [about(each, question.asked, people) for each in found]


def _articles(storage: Storage, asked: str) -> list[Article]:
    """The articles that are meant, if articles are."""
    address = canonical_url(asked)
    found = storage.articles.get([article_id(address) if address else ArticleId(asked)])
    if address and not found:
        raise UsageError(f"no article is kept of {address}; `digest collect` brings what feeds carry")
    if asked.isdecimal() and len(asked) < 10 and not found:
        stories = kept_edition(storage, int(asked)).stories
    elif _ID.fullmatch(asked) and not found:
        editions = storage.editions.newest(limit=LOOKED_THROUGH)
        stories = tuple(each for edition in editions for each in edition.stories if each.id == asked)[:1]
    else:
        return found
    return storage.articles.get({source.article for story in stories for source in story.sources})


def _naming(means: Means, question: Question, people: Sequence[Person], *, now: datetime) -> list[Article]:
    """The newest articles in which one of the people appears or the name stands, newest first."""
    storage, limit = means.storage, question.limit
    ids = {each.article for one in people for each in storage.people.identities_of(one.id, limit=limit)}
    found = {each.id: each for each in storage.articles.get(ids)}
    wanted = question.asked.casefold()
    lately = storage.articles.first_seen_between(now - LOOKED_BACK, now)
    near = [each for each in lately if wanted in f"{each.title}\n{each.text}".casefold()]
    near = sorted(near, key=_newest, reverse=True)[:LOOKED_THROUGH]
    found |= {each.article.id: each.article for each in read(means, near) if names_in(each, question.asked)}
    return sorted(found.values(), key=_newest, reverse=True)[:limit]


def _newest(article: Article) -> tuple[datetime, str]:
    return article.first_seen, article.id


def explained_articles(
    means: Means, articles: Sequence[Article], corrections: Sequence[Correction]
) -> list[Explanation]:
    """What drafts decided; of an article in no draft yet, what one would decide now. Nothing of that is kept."""
    people = means.storage.people
    readings = read(means, articles)
    revisions = {each.article.revision for each in readings}
    kept = [each for each in people.identities(each.id for each in articles) if each.revision in revisions]
    settled = {each.article for each in kept}
    new = [each for each in readings if each.article.id not in settled and each.analysis.appearances]
    register = register_of(people, new, corrections) if new else []
    now = identify(new, register, lexicon=load_lexicon(), corrections=corrections)
    known = {each.id: each for each in (*register, *now.people)} | people.get(each.person for each in kept)
    decided = Decided(
        identities={(each.article, each.appearance): each for each in (*now.identities, *kept)},
        people=known,
        corrections=corrections,
    )
    drafted = {each.article.id: each not in new for each in readings}
    return [explain(each, decided, drafted=drafted[each.article.id]) for each in readings]
