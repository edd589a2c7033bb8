"""What editors say about stories: that several are one, or that articles tell another one. It holds for later drafts.

A decision is about articles, whose ids never change; what it means for articles told later is read from the stories
in which they were told (see `digest.stories.decisions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.articles.canonical import canonical_url
from digest.errors import UsageError
from digest.model import (
    Article,
    ArticleId,
    Edition,
    EditionState,
    Story,
    StoryDecision,
    StoryId,
    article_id,
    content_id,
)
from digest.ports import Storage, Stories
from digest.stories.decisions import join, part, sticking

LOOKED_THROUGH = 60  # editions, newest first
SHORTEST = 4  # letters of an id


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is kept of one story."""

    id: StoryId
    headline: str  # as the newest edition has it
    articles: tuple[Article, ...]  # in (published, id) order
    decisions: tuple[StoryDecision, ...]  # about any of its articles, oldest first
    others: tuple[Article, ...]  # articles of other stories that the decisions are about
    editions: tuple[Edition, ...]  # in which it was told, newest first

    @property
    def drafts(self) -> tuple[Edition, ...]:
        """The editions that drafting again makes anew."""
        return tuple(each for each in self.editions if each.state is EditionState.DRAFT)

    @property
    def gone(self) -> tuple[Edition, ...]:
        """The editions that do not change any more."""
        return tuple(each for each in self.editions if each.state is not EditionState.DRAFT)


def decided_for(stories: Stories, articles: Iterable[Article]) -> list[StoryDecision]:
    """What editors' decisions mean for these articles, oldest first."""
    decisions = stories.decisions()
    if not decisions:
        return []
    about = {article for each in decisions for article in (each.one, each.other)}
    return sticking(decisions, stories.of({each.id for each in articles} | about))


def find_story(storage: Storage, asked: str) -> StoryId:
    """The story that is meant by an id, or by the beginning of one. Raises UsageError for none and for several."""
    word = asked.strip().casefold()
    exact = storage.stories.now([StoryId(word)])
    if exact:
        return exact[StoryId(word)]
    _long_enough(word)
    editions = storage.editions.newest(limit=LOOKED_THROUGH)
    about = (article for each in storage.stories.decisions() for article in (each.one, each.other))
    ids = {story.id for edition in editions for story in edition.stories}
    ids |= set(storage.stories.of(about).values())
    begun = {each for each in ids if each.startswith(word)}
    meant = sorted(set(storage.stories.now(begun).values()))
    if not meant:
        raise UsageError(f"no story has an id that begins with “{asked}”; `digest stories list` shows them")
    if len(meant) > 1:
        raise UsageError(f"“{asked}” begins several ids: {', '.join(sorted(begun))}; add letters to it")
    return meant[0]


def dossier(storage: Storage, story: StoryId) -> Dossier:
    """All that is kept of a story. Raises UsageError where none of its articles is."""
    articles = storage.articles.get(storage.stories.articles([story]).get(story, ()))
    if not articles:
        raise UsageError(f"the articles of story {story} are not kept any more")
    own = {each.id for each in articles}
    decisions = [each for each in storage.stories.decisions() if {each.one, each.other} & own]
    others = {article for each in decisions for article in (each.one, each.other)} - own
    editions = storage.editions.newest(limit=LOOKED_THROUGH)
    now = storage.stories.now({each.id for edition in editions for each in edition.stories})
    told = {edition.number: _told(edition, story, now) for edition in editions}
    return Dossier(
        id=story,
        headline=next((each.headline for each in told.values() if each), articles[-1].title),
        articles=tuple(articles),
        decisions=tuple(decisions),
        others=tuple(storage.articles.get(others)),
        editions=tuple(edition for edition in editions if told[edition.number]),
    )


def _told(edition: Edition, story: StoryId, now: dict[StoryId, StoryId]) -> Story | None:
    return next((each for each in edition.stories if now.get(each.id) == story), None)


def find_articles(found: Dossier, asked: Iterable[str]) -> list[ArticleId]:
    """The articles meant by ids, beginnings of ids or addresses: of the story, or decided about with it.

    Raises UsageError for one that is neither, and for a beginning of several.
    """
    return list(dict.fromkeys(_find_article(found, each) for each in asked))


def _find_article(found: Dossier, asked: str) -> ArticleId:
    word, address = asked.strip(), canonical_url(asked)
    near = {each.id for each in (*found.articles, *found.others)}
    meant = [article_id(address)] if address else [ArticleId(word.casefold())]
    if not near.intersection(meant) and not address:
        _long_enough(word)
        meant = sorted(each for each in near if each.startswith(word.casefold()))
    if len(meant) > 1:
        raise UsageError(f"“{asked}” begins several ids: {', '.join(meant)}; add letters to it")
    if not near.intersection(meant):
        known = f"`digest stories show {found.id}` shows its articles"
        raise UsageError(f"no article of story {found.id} is “{asked}”; {known}")
    return meant[0]


def _long_enough(word: str) -> None:
    if len(word) < SHORTEST:
        raise UsageError(f"“{word}” is too short for an id; give {SHORTEST} letters of it or more")


def join_stories(storage: Storage, stories: Sequence[StoryId]) -> list[StoryDecision]:
    """Let these stories be told as one from the next draft on. Raises UsageError for fewer than two.

    What was said before about their being apart is forgotten. Their ids become one when a draft tells them as one.
    """
    if len(set(stories)) < 2:
        raise UsageError("to join takes two stories or more; these are one story already")
    with storage.transaction():
        articles = [dossier(storage, each).articles for each in dict.fromkeys(stories)]
        decided = join([[each.id for each in story] for story in articles])
        storage.stories.withdraw(_among(storage, {each.id for story in articles for each in story}, False))
        storage.stories.decide(decided)
    return decided


def part_story(storage: Storage, story: StoryId, taken_out: Sequence[ArticleId]) -> StoryId:
    """Let some articles of a story be told apart from it; return the id under which they stand from now on.

    What editors joined stays joined on either side. Raises UsageError where one is not of the story or none is left.
    """
    with storage.transaction():
        found = dossier(storage, story)
        own = [each.id for each in found.articles]
        strangers = [each for each in taken_out if each not in own]
        if strangers:
            raise UsageError(f"article {strangers[0]} is not in story {story}; it was parted from it before")
        left = [each for each in own if each not in taken_out]
        if not left:
            raise UsageError("that is the whole story; name only the articles that tell something else")
        joined = _among(storage, set(own), True)
        fresh = _id_apart(storage.stories, story, [each for each in own if each in taken_out])
        storage.stories.decide([*_still(joined, left), *_still(joined, taken_out), *part(own, taken_out)])
        told = dict.fromkeys(left, story) | dict.fromkeys(taken_out, fresh)
        storage.stories.keep(told, merged={})
    return fresh


def undo_join(storage: Storage, stories: Sequence[StoryId]) -> int:
    """Forget that these stories were joined, or what one was joined from; how many decisions there were."""
    with storage.transaction():
        told = storage.stories.articles(stories)
        return storage.stories.withdraw(
            _among(storage, {each for own in told.values() for each in own}, True)
        )


def undo_part(storage: Storage, story: StoryId, taken_out: Sequence[ArticleId]) -> int:
    """Forget that articles were parted from a story, to which they come back; how many decisions there were."""
    with storage.transaction():
        own = set(storage.stories.articles([story]).get(story, ()))
        gone = [
            each
            for each in storage.stories.decisions()
            if not each.together and {each.one, each.other} & {*taken_out} and {each.one, each.other} & own
        ]
        beside = {
            article: other
            for each in gone
            for article, other in ((each.one, each.other), (each.other, each.one))
            if article in taken_out and other not in taken_out
        }
        home = storage.stories.of(beside.values())
        back = {article: home[other] for article, other in beside.items() if other in home}
        storage.stories.keep(back, merged={})
        return storage.stories.withdraw(gone)


def _among(storage: Storage, articles: set[ArticleId], together: bool) -> list[StoryDecision]:
    """The decisions of one kind of which both articles are among these."""
    decisions = storage.stories.decisions()
    return [each for each in decisions if each.together is together and {each.one, each.other} <= articles]


def _still(joined: Sequence[StoryDecision], articles: Sequence[ArticleId]) -> list[StoryDecision]:
    """What joins those of the articles that were joined by way of others, which may be taken out."""
    groups: list[set[ArticleId]] = []
    for each in joined:
        linked = [group for group in groups if group & {each.one, each.other}]
        groups = [group for group in groups if group not in linked]
        groups.append({each.one, each.other}.union(*linked))
    return [decision for group in groups for decision in join([[each] for each in articles if each in group])]


def _id_apart(stories: Stories, story: StoryId, articles: Sequence[ArticleId]) -> StoryId:
    """An id for articles taken out of a story: that of their oldest one, where no other story has it."""
    own = StoryId(content_id("story", articles[0]))
    taken = own == story or own in stories.articles([own])
    return StoryId(content_id("story", story, articles[0])) if taken else own
