"""A rich edition with invented people: what a test does not name does not matter to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from digest.model import (
    Cast,
    Continuation,
    DayQuote,
    Edition,
    Involvement,
    Part,
    Person,
    PersonId,
    Picture,
    Section,
    Sentence,
    Source,
    Story,
    StoryId,
    StoryQuote,
    article_id,
    content_id,
    revision_id,
)
from digest.rendering.html import Templates, load_templates
from digest.rendering.views import Links

MORNING = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)
SHIPPED = Path(__file__).parents[2] / "templates"
LIST_LINKS = Links(
    base_url="https://digest.example",
    read_online="https://digest.example/editions/41",
    unsubscribe="https://digest.example/leave/r0123",
    preferences="https://digest.example/preferences/r0123",
    contact="The Daily Cast, 1 Quay Street, Harbourtown",
)


def shipped_templates() -> Templates:
    return load_templates([SHIPPED])


def a_person(name: str, role: str = "") -> Person:
    return Person(id=PersonId(content_id("person", name)), name=name, role=role)


def a_source(outlet: str, path: str, *, hours_ago: float = 3) -> Source:
    url = f"https://{outlet.lower().replace(' ', '')}.example/{path}"
    article = article_id(url)
    return Source(
        article=article,
        revision=revision_id(article, path, ""),
        outlet=outlet,
        url=url,
        title=path,
        published=MORNING - timedelta(hours=hours_ago),
    )


def a_story(
    headline: str,
    *sentences: str,
    outlets: str = "Harbour Post",
    quote: tuple[Person, str] | None = None,
    **others: object,
) -> Story:
    """A story; its sentences come from its outlets (a comma between them) in turn."""
    slug = "-".join(headline.lower().split())[:40] or "story"
    path = "".join(char for char in slug if char.isascii() and (char.isalnum() or char == "-")) or "story"
    sources = tuple(a_source(outlet.strip(), path) for outlet in outlets.split(","))
    summary = tuple(
        Sentence(text=text, article=sources[at % len(sources)].article, start=0, end=len(text))
        for at, text in enumerate(sentences)
    )
    quotes = ()
    if quote:
        speaker, words = quote
        quotes = (
            StoryQuote(text=words, person=speaker.id, speaker=speaker.name, article=sources[-1].article),
        )
    fields: dict[str, object] = {"category": "", "language": "en", "summary": summary, "quotes": quotes}
    return Story(
        id=StoryId(content_id("story", headline)),
        headline=headline,
        headline_source=sources[0].article,
        sources=sources,
        **(fields | others),  # type: ignore[arg-type]
    )


def a_part(person: Person) -> Part:
    return Part(person=person.id, name=person.name, involvement=Involvement.PASSING, share=0.1)


def a_day_quote(person: Person, text: str, story: Story) -> DayQuote:
    source = story.sources[-1]
    return DayQuote(
        text=text,
        person=person.id,
        speaker=person.name,
        role=person.role,
        story=story.id,
        outlet=source.outlet,
        url=source.url,
    )


def told_before(day: int, *, since: date, told: date, edition: int = 40) -> Continuation:
    return Continuation(since=since, day=day, edition=edition, told=told)


def a_section(*stories: Story, cast: Cast = (), **others: object) -> Section:
    return Section(stories=stories, cast=cast, **others)  # type: ignore[arg-type]


def an_edition(*sections: Section, plain: tuple[Section, ...] = (), **others: object) -> Edition:
    fields: dict[str, object] = {
        "digest": "daily",
        "number": 41,
        "title": "The Daily Cast",
        "local_date": date(2026, 5, 12),
        "zone": "Europe/Berlin",
        "language": "en",
        "look": "magazine",
        "since": MORNING - timedelta(days=1),
        "cut_off": MORNING,
        "article_count": 214,
        "outlet_count": 31,
    }
    return Edition(sections=sections, plain=plain, **(fields | others))  # type: ignore[arg-type]


ILSE = a_person("Ilse Thornbury", "harbour commissioner and former ferry captain")
RUBEN = a_person("Rubén Aldecoa", "marine biologist, 52")
KOFI = a_person("Kofi Mensah-Vale", "goalkeeper, Northgate United")
SUNNIVA = a_person("Sunniva Hagen", "film director")
PELL = a_person("Margarethe Pell", "minister for the coast")
ODILE = a_person("Odile Brandt")


def a_rich_edition(look: str = "magazine") -> Edition:
    """Four sections (one about a pair), three stories each, quotes, pictures, days, and two plain sections.

    Three stories go on; of the two quotes of the day one stands in no section.
    """
    sections = (_harbour(), _goalkeeper(), _director(), _minister())
    festival = sections[2].stories[1]
    quotes = (
        a_day_quote(KOFI, sections[1].stories[0].quotes[0].text, sections[1].stories[0]),
        a_day_quote(ODILE, "I have sold out a cinema before, but it had nine seats,", festival),
    )
    return replace(an_edition(*sections, plain=_plain(), left_out=3, quotes=quotes), look=look)


def an_edition_of(count: int, *, per_section: int = 5) -> Edition:
    """An edition of `count` stories with full summaries."""
    sections = []
    for at in range(0, count, per_section):
        person = a_person(
            f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[at // per_section % 26]}da Quillfeather {at}", "councillor"
        )
        stories = tuple(
            a_story(
                f"{person.name} opens the {number}th footbridge over the old mill race",
                f"Councillor Quillfeather cut the ribbon of bridge {number} at noon before a brass band.",
                "The bridge cost a third less than planned, because the old piers held.",
                "Residents had asked for it since the flood of 1987.",
                outlets="Harbour Post, Mill Gazette, Capitol Ledger",
                quote=(person, "It is a small bridge, and it will be crossed a million times."),
                category="Local",
            )
            for number in range(at, min(at + per_section, count))
        )
        sections.append(a_section(*stories, cast=(person,), days=tuple(number % 5 for number in range(14))))
    return an_edition(*sections)


def _harbour() -> Section:
    return a_section(
        a_story(
            "Thornbury and Aldecoa want the old ferry quay turned into a seagrass nursery",
            "The harbour commissioner and the biologist asked the council on Monday for nine million over four years.",
            "They met on a night ferry in 2011, she at the wheel and he with forty jars of eelgrass in the hold.",
            "The council decides on Thursday.",
            outlets="Harbour Post, Capitol Ledger, Stagelight Weekly",
            quote=(
                ILSE,
                "I spent twenty years driving over that meadow. I would like to give some of it back.",
            ),
            category="Politics",
            picture=Picture(
                url="https://harbourpost.example/pictures/quay.jpg", alt="The old ferry quay at low tide"
            ),
            continues=told_before(3, since=date(2026, 5, 8), told=date(2026, 5, 11)),
        ),
        a_story(
            "Dockers’ union says the nursery must not cost a single berth",
            "“We like fish,” its chairman said, “but fish do not load ships.”",
            outlets="Capitol Ledger",
        ),
        a_story(
            "What eelgrass does for a harbour, in five drawings",
            "One square metre holds as much carbon as a young beech.",
            outlets="Tideline, Harbour Post",
        ),
        cast=(ILSE, RUBEN),
        also_with=(a_part(PELL), a_part(ODILE), a_part(KOFI)),
        elsewhere=(PELL.id,),
        days=(1, 0, 2, 1, 0, 3, 1, 1, 2, 0, 4, 3, 5, 7),
        history=((1, 0, 2, 1, 0, 3, 1, 1, 2, 0, 4, 3, 5, 7), (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3)),
    )


def _goalkeeper() -> Section:
    return a_section(
        a_story(
            "Mensah-Vale saves three penalties and sends Northgate to the final",
            "He went the right way four times out of five, and got a hand to three.",
            "It was his first match since he broke his wrist in February.",
            outlets="Touchline, Northgate Echo",
            quote=(KOFI, "I watched their feet. Everybody watches the eyes, and the eyes lie."),
            category="Sports",
        ),
        a_story(
            "Northgate rest their captain before the final", "He has played 41 matches.", outlets="Touchline"
        ),
        a_story(
            "Tickets for the final are gone in nine minutes",
            "Most went to season card holders.",
            outlets="Northgate Echo",
        ),
        cast=(KOFI,),
        days=(3, 4, 2, 2, 5, 4, 1, 0, 0, 1, 6, 2, 0, 4),
    )


def _director() -> Section:
    return a_section(
        a_story(
            "Sunniva Hagen films a whole winter in one room",
            "The director kept two actors and a stove in a hut above Tromsø from November to March.",
            "“Salt Month” opens the Harbourtown festival on Friday.",
            outlets="Stagelight Weekly, Capitol Ledger",
            quote=(SUNNIVA, "The stove has the best part. It never forgot a line."),
            category="Celebrity",
        ),
        a_story(
            "Festival adds a second showing of “Salt Month”",
            "The first sold out in a day.",
            outlets="Stagelight Weekly",
            continues=told_before(2, since=date(2026, 5, 4), told=date(2026, 5, 4), edition=33),
        ),
        a_story(
            "The hut that became a film set is for rent again",
            "Firewood is included.",
            outlets="Nordlys Travel",
        ),
        cast=(SUNNIVA,),
        also_with=(a_part(ODILE),),
        days=(0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 1, 2, 3, 3),
    )


def _minister() -> Section:
    return a_section(
        a_story(
            "Pell delays the coastal railway by a year and blames the dunes",
            "The minister told parliament that two of the eleven bridges would have stood on moving sand.",
            "The line was to open in May 2027.",
            outlets="Capitol Ledger, Harbour Post",
            quote=(PELL, "Sand does not read timetables."),
            category="Politics",
        ),
        a_story(
            "Engineers had warned of the dunes in 2023",
            "Their report ran to 600 pages.",
            outlets="Capitol Ledger",
        ),
        a_story(
            "Towns on the line ask for buses until then",
            "Six mayors signed the letter.",
            outlets="Harbour Post",
        ),
        cast=(PELL,),
        elsewhere=(ILSE.id,),
        days=(0, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0, 1, 3),
    )


def _plain() -> tuple[Section, ...]:
    return (
        a_section(
            a_story("The lighthouse at Crane Point gets its old lens back", outlets="Harbour Post, Tideline"),
            a_story(
                "Bread prices fall for the third month",
                outlets="Capitol Ledger",
                continues=told_before(12, since=date(2026, 4, 28), told=date(2026, 5, 11)),
            ),
            heading="Local",
        ),
        a_section(
            a_story("Orchard owners expect an early harvest", outlets="Mill Gazette"), heading="Business"
        ),
    )
