"""Values for tests of stories: what a test does not name does not matter to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from digest.model import (
    Analysis,
    Appearance,
    Article,
    ArticleId,
    Involvement,
    Mention,
    Part,
    Person,
    PersonId,
    Quote,
    Reading,
    Resolution,
    RevisionId,
    Sentence,
    Source,
    Story,
    StoryId,
    StoryQuote,
)
from tests.builders import NOON, an_article

FIRE = (
    "A fire destroyed the Brannock fish market early on Monday, the harbour police said. "
    "Four boats burned beside the market before crews put the flames out at dawn. "
    "Brannock mayor Odette Carrow promised that the market would be rebuilt by autumn."
)
VOTE = (
    "The council of Harlow voted on Tuesday to close the town's last swimming pool. "
    "Swimmers had gathered 3,000 signatures against the plan of treasurer Ivo Kast. "
    "The pool costs Harlow two million crowns each year, treasurer Ivo Kast told the council."
)


def person(name: str, **others: object) -> Person:
    """Someone whose id is their name in small letters."""
    return Person(id=PersonId(name.lower()), name=name, **others)  # type: ignore[arg-type]


def a_part(name: str, share: float = 0.5, *, central: bool = True) -> Part:
    involvement = Involvement.CENTRAL if central else Involvement.PASSING
    return Part(person=PersonId(name.lower()), name=name, involvement=involvement, share=share)


def a_source(
    url: str = "https://harbourpost.example/1", *, outlet: str = "Harbour Post", **others: object
) -> Source:
    fields: dict[str, object] = {
        "article": ArticleId(url),
        "revision": RevisionId(url + "#1"),
        "title": "Harbour opens",
        "published": NOON - timedelta(hours=2),
    }
    return Source(url=url, outlet=outlet, **(fields | others))  # type: ignore[arg-type]


def a_story(
    headline: str = "Harbour opens",
    people: Mapping[str, float] | str | Sequence[Part] = (),
    *,
    sentences: Sequence[str] = (),
    quotes: Sequence[StoryQuote] = (),
    **others: object,
) -> Story:
    """A story; `people` as parts, as shares by name (all central), or as names in one string (equal shares)."""
    if isinstance(people, str):
        people = {name: 1 / len(people.split()) for name in people.split()}
    if isinstance(people, Mapping):
        people = [a_part(name, share) for name, share in people.items()]
    source = a_source("https://harbourpost.example/" + headline)
    fields: dict[str, object] = {"sources": (source,), "headline_source": source.article}
    return Story(
        id=StoryId("story of " + headline),
        headline=headline,
        people=tuple(people),
        quotes=tuple(quotes),
        summary=tuple(
            Sentence(text=text, article=source.article, start=0, end=len(text)) for text in sentences
        ),
        **(fields | others),  # type: ignore[arg-type]
    )


def an_appearance(name: str, share: float = 0.5, *, central: bool = True) -> Appearance:
    involvement = Involvement.CENTRAL if central else Involvement.PASSING
    return Appearance(key=name.lower(), name=name, involvement=involvement, share=share)


def a_reading(
    article: Article | None = None,
    *appearances: Appearance,
    quotes: Mapping[str, str] | None = None,
    surfaces: Mapping[str, str] | None = None,
) -> Reading:
    """An article as read; `quotes`: words by speaker's name, `surfaces`: surname or nickname by name."""
    article = article or an_article()
    resolutions = tuple(
        Resolution(
            mention=Mention(field="text", start=0, end=len(surface), surface=surface),
            appearance=name.lower(),
            reason="the only one here",
            confidence=0.9,
        )
        for name, surface in (surfaces or {}).items()
    )
    said = tuple(
        Quote(speaker=name.lower(), text=text, start=at, end=at + len(text))
        for at, (name, text) in enumerate((quotes or {}).items())
    )
    analysis = Analysis(
        revision=article.revision, version="1", appearances=appearances, resolutions=resolutions, quotes=said
    )
    return Reading(article=article, analysis=analysis)


def identities(*readings: Reading) -> dict[tuple[ArticleId, str], PersonId]:
    """Everyone is who their name says."""
    return {
        (reading.article.id, each.key): PersonId(each.key)
        for reading in readings
        for each in reading.analysis.appearances
    }
