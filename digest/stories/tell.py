"""From a group of articles to a story: sources, headline, people, summary, quotes, picture."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from re import Pattern
from urllib.parse import urlsplit

from digest.model import (
    Appearance,
    Article,
    ArticleId,
    Copy,
    Feed,
    Involvement,
    Part,
    Person,
    PersonId,
    Reading,
    Sentence,
    Source,
    Story,
    StoryId,
    content_id,
)
from digest.stories.headline import choose_headline
from digest.stories.novelty import Told, plain_form
from digest.stories.quotable import choose_quotes
from digest.stories.signals import naming
from digest.stories.summarise import Brief
from digest.stories.telling import Telling, by_centrality, summarise_story

READ_AT_ONCE = 40  # articles of a story that compete for headline and summary; the others only support it
OLD = 0.1  # of an article a day older than the newest, where nearness to the story is 0 to 1
NEGLIGIBLE = 0.05  # a share of the story's mentions below which nobody is central to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What telling a story needs to know beside its articles."""

    identities: Mapping[tuple[ArticleId, str], PersonId]  # by article and appearance; merges already followed
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    feeds: Mapping[str, Feed] = field(default_factory=dict)  # by url
    told: Told = field(default_factory=Told)
    left_out: frozenset[PersonId] = frozenset()  # people on the leave-out list


def tell_story(
    readings: Sequence[Reading], background: Background, *, sentences: int = 3, language: str = ""
) -> Story:
    """The story of articles that tell one event (at least one), the same however they are ordered.

    Where some of the articles are in `language` (BCP 47), headline and summary come from those.
    """
    readings = sorted(readings, key=lambda each: (each.article.published, each.article.id))
    originals = _originals(readings)
    best = _best_first(originals[:READ_AT_ONCE], background)
    parts = _parts(originals, background)
    competing = {each.article.id for each in best}
    copies = [each for each in readings if each.article.id not in competing]
    avoided = naming(_avoided(readings, background))
    headline, summary = _headline_and_summary(_in_language(best, language), parts, background, sentences)
    return Story(
        id=StoryId(content_id("story", readings[0].article.id)),
        headline=_headline(headline, summary, avoided),
        headline_source=headline.id,
        sources=tuple(_source(each.article, background, avoided) for each in (*best, *copies)),
        summary=summary,
        people=parts,
        quotes=choose_quotes(
            best,
            _speakers(best, parts, background),
            told=" ".join(each.text for each in summary),
            avoided=avoided,
        ),
        category=_category(readings, background),
        language=headline.language,
        picture=next((each.picture for each in (headline, *(r.article for r in best)) if each.picture), None),
    )


def _in_language(readings: Sequence[Reading], language: str) -> Sequence[Reading]:
    """The readings in a language; all of them where none is, or none is asked for."""
    main = language.partition("-")[0].casefold()
    return [
        r for r in readings if main and r.article.language.partition("-")[0].casefold() == main
    ] or readings


def _headline_and_summary(
    best: Sequence[Reading], parts: Sequence[Part], background: Background, count: int
) -> tuple[Article, tuple[Sentence, ...]]:
    """The article whose title tells the story, and the lines, of that article wherever it has any to tell."""
    summary = _summary(best, parts, background, count)
    headline = choose_headline(
        [each.article for each in best],
        cast=_central(parts),
        avoided=naming(_avoided(best, background)),
        telling=summary[0].article if summary else best[0].article.id,
    )
    if summary and headline.id != summary[0].article:
        summary = _summary(best, parts, background, count, first=headline.id)
    return headline, summary


def _headline(article: Article, summary: Sequence[Sentence], avoided: Pattern[str]) -> str:
    """The title; where it is missing or names somebody on the leave-out list, a sentence told in its place."""
    if article.title.strip() and not avoided.search(article.title):
        return " ".join(article.title.split())
    return summary[0].text if summary else ""


def _central(parts: Sequence[Part]) -> list[str]:
    return [part.name for part in parts if part.involvement is Involvement.CENTRAL][:3]


def _originals(readings: Sequence[Reading]) -> list[Reading]:
    """The readings without later copies of the same text."""
    first: dict[str, Reading] = {}
    for each in readings:
        first.setdefault(plain_form(each.article.text or each.article.title), each)
    return list(first.values())


def _best_first(readings: Sequence[Reading], background: Background) -> list[Reading]:
    """The article nearest to all of them first; an outlet that weighs more and newer news move an article up."""
    centrality = by_centrality([Telling(title=r.article.title, text=r.article.text) for r in readings])
    rank = {at: place for place, at in enumerate(centrality)}
    newest = max(each.article.published for each in readings)

    def place(at: int) -> tuple[float, int]:
        article = readings[at].article
        behind = (newest - article.published) / timedelta(days=1)
        return rank[at] + 2.0 * behind - 1.5 * (_weight(article, background) - 1), rank[at]

    return [readings[at] for at in sorted(range(len(readings)), key=place)]


def _weight(article: Article, background: Background) -> float:
    feed = background.feeds.get(article.feed_url)
    return feed.weight if feed else 1.0


def _source(article: Article, background: Background, avoided: Pattern[str]) -> Source:
    return Source(
        article=article.id,
        revision=article.revision,
        outlet=_outlet(article, background),
        url=article.url,
        title="" if avoided.search(article.title) else article.title,
        published=article.published,
        weight=_weight(article, background),
        copies=_copies(article, background),
    )


def _outlet(article: Article, background: Background) -> str:
    """Who published it: as the feed is called, else its host."""
    feed = background.feeds.get(article.feed_url)
    host = (urlsplit(article.url).hostname or "").removeprefix("www.")
    return (feed.name if feed else "") or host or article.feed_url


def _copies(article: Article, background: Background) -> tuple[Copy, ...]:
    """The other outlets that carry its text, each once."""
    found: dict[str, Copy] = {}
    for each in article.copies:
        outlet = _outlet(each, background)
        found.setdefault(outlet, Copy(outlet=outlet, url=each.url))
    found.pop(_outlet(article, background), None)
    return tuple(found.values())


def _category(readings: Sequence[Reading], background: Background) -> str:
    """What most of its outlets call it; the earliest where they differ."""
    known = [background.feeds[r.article.feed_url] for r in readings if r.article.feed_url in background.feeds]
    count = Counter(feed.category for feed in known if feed.category)
    return count.most_common(1)[0][0] if count else ""


def _parts(readings: Sequence[Reading], background: Background) -> tuple[Part, ...]:
    """Who is in the story and how much: shares are means over its articles, so they sum to at most 1."""
    shares: dict[PersonId, float] = defaultdict(float)
    central: set[PersonId] = set()
    names: dict[PersonId, str] = {}
    for reading in readings:
        for appearance, person in _present(reading, background):
            shares[person] += appearance.share / len(readings)
            names.setdefault(person, appearance.name)
            if appearance.involvement is Involvement.CENTRAL:
                central.add(person)
    parts = [
        Part(
            person=person,
            name=_name(person, background, names[person]),
            involvement=_involvement(person in central, share),
            share=share,
        )
        for person, share in shares.items()
    ]
    return tuple(sorted(parts, key=_part_order))


def _involvement(central: bool, share: float) -> Involvement:
    return Involvement.CENTRAL if central and share >= NEGLIGIBLE else Involvement.PASSING


def _part_order(part: Part) -> tuple[bool, float, str, str]:
    return part.involvement is not Involvement.CENTRAL, -part.share, part.name, part.person


def _present(reading: Reading, background: Background) -> list[tuple[Appearance, PersonId]]:
    """The people an article names, less those on the leave-out list."""
    found = [
        (each, background.identities.get((reading.article.id, each.key)))
        for each in reading.analysis.appearances
    ]
    return [(each, person) for each, person in found if person and person not in background.left_out]


def _summary(
    best: Sequence[Reading],
    parts: Sequence[Part],
    background: Background,
    count: int,
    first: ArticleId | None = None,
) -> tuple[Sentence, ...]:
    """The sentences that tell the story; where `first` has any, from that article."""
    brief = Brief(
        count=count,
        prefer=_central(parts),
        avoid=_avoided(best, background),
        told=background.told.sentences,
    )
    found = summarise_story(_tellings(best, first), brief)
    articles = [reading.article for reading in best]
    return tuple(
        Sentence(
            text=" ".join(articles[at].text[start:end].split()), article=articles[at].id, start=start, end=end
        )
        for at, start, end in found
    )


def _tellings(readings: Sequence[Reading], first: ArticleId | None) -> list[Telling]:
    """The articles for a summary, newer ones favoured a little: a story is told as it stands now."""
    newest = max(each.article.published for each in readings)
    return [
        Telling(
            title=r.article.title,
            text=r.article.text,
            favour=(r.article.id == first)
            - OLD * min(1.0, (newest - r.article.published) / timedelta(days=1)),
        )
        for r in readings
    ]


def _avoided(readings: Sequence[Reading], background: Background) -> frozenset[str]:
    """Every form under which these articles name people on the leave-out list."""
    names: set[str] = set()
    for person in background.left_out & background.people.keys():
        names.update((background.people[person].name, *background.people[person].aliases))
    for reading in readings:
        hidden = {
            each.key
            for each in reading.analysis.appearances
            if background.identities.get((reading.article.id, each.key)) in background.left_out
        }
        names.update(r.mention.surface for r in reading.analysis.resolutions if r.appearance in hidden)
    return frozenset(names - {""})


def _speakers(
    readings: Sequence[Reading], parts: Sequence[Part], background: Background
) -> dict[tuple[ArticleId, str], Part]:
    """Whose words an article's quotes are, by the article and the speaker's key in it."""
    known = {part.person: part for part in parts}
    return {
        (reading.article.id, each.key): known[person]
        for reading in readings
        for each, person in _present(reading, background)
    }


def _name(person: PersonId, background: Background, otherwise: str) -> str:
    known = background.people.get(person)
    return known.name if known else otherwise
