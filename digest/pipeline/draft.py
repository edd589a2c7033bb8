"""From the articles of a window to an edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from digest.editions.compose import Issue, compose
from digest.model import (
    ArticleId,
    Correction,
    Digest,
    Edition,
    EditionState,
    Feed,
    FeedState,
    Person,
    PersonId,
    Reading,
    Skipped,
    Story,
    StoryId,
)
from digest.people import Verdicts, verdicts, with_taught_names
from digest.pipeline.means import Means, read
from digest.pipeline.register import identified
from digest.pipeline.stories import decided_for
from digest.pipeline.window import Window, window_of
from digest.stories.cast import casts_before, form_sections
from digest.stories.claims import Casting
from digest.stories.continuity import continued
from digest.stories.day_quotes import quotes_of_the_day
from digest.stories.group import group_stories
from digest.stories.lasting import lasting
from digest.stories.novelty import drop_told, told_in, with_texts
from digest.stories.rarity import rarity
from digest.stories.tell import Background, tell_story

RARITY_SPAN = timedelta(days=21)
DAYS = 14
LOOKED_THROUGH = 60  # drafts among them
REMEMBERED = 14  # earlier editions whose stories are not told again


@dataclass(frozen=True, slots=True)
class Brief:
    """What a draft is made from beside the articles: the digest, its feeds, and what editors taught."""

    digest: Digest
    feeds: Sequence[Feed]
    corrections: Sequence[Correction] = ()


@dataclass(frozen=True, slots=True)
class _Given:
    """What an edition is made from: its articles and what was read in the fresh ones, and what went out before."""

    window: Window
    readings: Sequence[Reading]
    earlier: Sequence[Edition]  # newest first


def draft(means: Means, brief: Brief, *, now: datetime, local_date: date | None = None) -> Edition | Skipped:
    """Compose what is new since the digest's last edition, and keep it for review.

    `local_date` is the day it is for, where that is not today in the digest's zone. An edition that was
    approved is returned as it is: there is one for a digest and local date.
    """
    digest, storage = brief.digest, means.storage
    local_date = local_date or now.astimezone(ZoneInfo(digest.zone)).date()
    kept = storage.editions.find(digest.name, local_date)
    if kept and kept.state is not EditionState.DRAFT:
        return kept
    earlier = _earlier(means, digest, before=local_date)
    since = earlier[0].cut_off if earlier else now - digest.window
    window = window_of(
        storage.articles,
        feeds=[feed.url for feed in brief.feeds],
        since=since,
        until=now,
        max_age=max(digest.max_age, digest.window),
        first=not earlier,
    )
    readings = read(means, window.fresh)
    issue = Issue(
        digest=digest,
        local_date=local_date,
        since=since,
        cut_off=now,
        article_count=len(window.fresh),
        outlet_count=len({copy.feed_url for each in window.fresh for copy in (each, *each.copies)}),
    )
    means.progress("composing", 0, 0)
    with storage.transaction():
        edition = _composed(means, brief, _Given(window, readings, earlier), issue)
        return edition if isinstance(edition, Skipped) else storage.editions.put(edition)


def _composed(means: Means, brief: Brief, given: _Given, issue: Issue) -> Edition | Skipped:
    storage, readings = means.storage, given.readings
    found = identified(
        storage.people,
        readings,
        brief.corrections,
        reread=lambda articles: read(means, storage.articles.get(articles)),
    )
    storage.people.keep(found)
    identities = {(each.article, each.appearance): each.person for each in found.identities}
    people = storage.people.get(set(identities.values()))
    identities = {place: people[person].id for place, person in identities.items()}
    named = with_taught_names(people.values(), brief.corrections)
    people = {person.id: person for person in named}
    told = told_in(given.earlier)
    judged = verdicts(brief.corrections, people.values())
    background = Background(
        identities=identities,
        people=people,
        feeds=_named(means, brief.feeds),
        told=told,
        left_out=judged.left_out,
    )
    fresh = drop_told(_stories(means, given, background, images=issue.digest.images), told)
    before = _story_ids(means, given.earlier)
    stories = _continued(means, fresh, given.earlier, before)
    casting = replace(
        _casting(means, people, judged, cut_off=issue.cut_off), led=casts_before(given.earlier, before)
    )
    sections, plain = form_sections(stories, casting)
    edition = compose(sections, plain, issue)
    if isinstance(edition, Skipped):
        return edition
    quotable = {one: person for one, person in people.items() if one not in judged.muted | judged.left_out}
    return replace(edition, quotes=quotes_of_the_day(edition, quotable, earlier=given.earlier))


def _earlier(means: Means, digest: Digest, *, before: date) -> list[Edition]:
    """The last editions of earlier dates that went out, newest first: a draft nobody approved tells nobody anything."""
    newest = means.storage.editions.newest(digest.name, limit=LOOKED_THROUGH)
    gone = [each for each in newest if each.local_date < before and each.state is not EditionState.DRAFT]
    return gone[:REMEMBERED]


def _stories(means: Means, given: _Given, background: Background, *, images: str) -> Iterable[Story]:
    """The stories these articles tell, under the ids they had before, kept for those who come after.

    They are grouped together with the articles of the days before, so that what goes on is known as such.
    """
    fresh: Mapping[ArticleId, Reading] = {each.article.id: each for each in given.readings}
    articles = [*given.window.before, *given.window.fresh]
    groups = group_stories(articles, decided=decided_for(means.storage.stories, articles))
    groups = [group for group in groups if any(each.id in fresh for each in group)]
    known = means.storage.stories.of(each.id for group in groups for each in group)
    lasted, merged = lasting(groups, known)
    ids = {article.id: story for story, group in lasted for article in group if article.id in fresh}
    means.storage.stories.keep(ids, merged=merged)
    for story, group in lasted:
        readings = [fresh[each.id] for each in group if each.id in fresh]
        before = with_texts(background.told, given.window.told_before(group))
        told = tell_story(readings, replace(background, told=before))
        told = replace(told, id=story)
        yield replace(told, picture=None) if images == "none" else told


def _story_ids(means: Means, earlier: Sequence[Edition]) -> dict[StoryId, StoryId]:
    """What the ids of stories told before lead to now."""
    return means.storage.stories.now({story.id for edition in earlier for story in edition.stories})


def _continued(
    means: Means,
    stories: Sequence[Story],
    earlier: Sequence[Edition],
    story_ids: Mapping[StoryId, StoryId],
) -> list[Story]:
    """The stories with what each continues; people of earlier editions may have been merged since."""
    told = {part.person for edition in earlier for story in edition.stories for part in story.people}
    people = {one: person.id for one, person in means.storage.people.get(told).items()}
    return continued(stories, earlier, story_ids=story_ids, people_ids=people)


def _casting(
    means: Means, people: Mapping[PersonId, Person], judged: Verdicts, *, cut_off: datetime
) -> Casting:
    """What placing stories under people asks for: who is rare, followed, muted or left out, and their last days."""
    counts, total = means.storage.people.frequencies(people, since=cut_off - RARITY_SPAN, until=cut_off)
    return Casting(
        people=people,
        cut_off=cut_off,
        rarity=rarity(counts, total),
        followed=judged.followed,
        muted=judged.muted,
        left_out=judged.left_out,
        days=means.storage.people.daily_counts(people, until=cut_off, days=DAYS),
    )


def _named(means: Means, feeds: Sequence[Feed]) -> dict[str, Feed]:
    """The feeds by address, those without a name of the editor's under the name they give themselves."""
    states = means.storage.feeds.get([feed.url for feed in feeds])
    named: dict[str, Feed] = {}
    for feed in feeds:
        title = states.get(feed.url, FeedState(feed_url=feed.url)).title
        named[feed.url] = replace(feed, name=feed.name or title or urlsplit(feed.url).hostname or feed.url)
    return named
