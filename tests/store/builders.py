"""What the storage's tests keep."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from digest.model import (
    Analysis,
    Appearance,
    Article,
    Delivery,
    DeliveryState,
    Edition,
    Identification,
    Identity,
    Involvement,
    Mention,
    Person,
    PersonId,
    Picture,
    Quote,
    Resolution,
    Section,
    Sentence,
    Source,
    Story,
    StoryId,
    StoryQuote,
)
from tests.builders import NOON, an_article

TUESDAY = date(2026, 5, 12)
LATER = NOON + timedelta(hours=3)


def retold(article: Article, text: str, *, first_seen: datetime = LATER) -> Article:
    """Another text of the same article, as a later visit brings it."""
    return an_article(
        article.title + " (updated)",
        text,
        url=article.url,
        published=first_seen,
        first_seen=first_seen,
        byline="Mara Quill",
        picture=Picture(url="https://harbourpost.example/new.jpg"),
    )


def a_person(
    key: str = "p1", name: str = "Ada Carrow", keys: tuple[str, ...] = ("ada", "carrow"), **others: object
) -> Person:
    return Person(id=PersonId(key), name=name, keys=keys, **others)  # type: ignore[arg-type]


def naming(article: Article, *people: str) -> tuple[Identity, ...]:
    """Who is who in an article that names these people."""
    return tuple(
        Identity(
            article=article.id,
            revision=article.revision,
            appearance=f"a{place}",
            person=PersonId(person),
            involvement=Involvement.CENTRAL,
            reason="the only one of that name",
            confidence=0.875,
        )
        for place, person in enumerate(people)
    )


def register(*people: Person, identities: tuple[Identity, ...] = ()) -> Identification:
    return Identification(people=people, identities=identities)


def an_analysis(article: Article, version: str = "v1", name: str = "Ada Carrow") -> Analysis:
    mention = Mention(field="text", start=0, end=len(name), surface=name)
    return Analysis(
        revision=article.revision,
        version=version,
        appearances=(Appearance(key="a0", name=name, aliases=("Carrow",), gender="f", age=41, share=1 / 3),),
        resolutions=(
            Resolution(mention=mention, appearance="a0", reason="named in full", confidence=0.1 + 0.2),
            Resolution(
                mention=mention, appearance=None, candidates=("a0", "a1"), reason="two fit", confidence=0.5
            ),
        ),
        quotes=(Quote(speaker="a0", text="We open at dawn.", start=3, end=19),),
    )


def a_story(article: Article, person: str = "p1") -> Story:
    return Story(
        id=StoryId("s" + article.id),
        headline=article.title,
        headline_source=article.id,
        sources=(
            Source(
                article=article.id,
                revision=article.revision,
                outlet="Harbour Post",
                url=article.url,
                title=article.title,
                published=article.published,
            ),
        ),
        summary=(Sentence(text=article.text, article=article.id, start=0, end=len(article.text)),),
        quotes=(
            StoryQuote(
                text="We open at dawn.", person=PersonId(person), speaker="Ada Carrow", article=article.id
            ),
        ),
        picture=Picture(url="https://harbourpost.example/quay.jpg", alt="The quay"),
    )


def an_edition(digest: str = "daily", local_date: date = TUESDAY, **others: object) -> Edition:
    fields: dict[str, object] = {
        "title": "The Daily Cast",
        "zone": "Europe/Berlin",
        "language": "en",
        "look": "magazine",
        "since": NOON - timedelta(days=1),
        "cut_off": NOON,
        "sections": (Section(stories=(a_story(an_article()),), cast=(a_person(),), days=(0, 2, 1)),),
    }
    return Edition(digest=digest, local_date=local_date, **(fields | others))  # type: ignore[arg-type]


def a_delivery(
    edition: int, reader: str, state: DeliveryState = DeliveryState.SENT, **others: object
) -> Delivery:
    fields: dict[str, object] = {"message_id": f"<{edition}.{reader}@digest.example>", "changed": LATER}
    return Delivery(edition=edition, reader=reader, state=state, **(fields | others))  # type: ignore[arg-type]
