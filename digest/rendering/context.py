"""From an edition to what its templates show: pure, the same values for the same edition.

Templates get one `mail` and nothing else (see `views`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from digest.model import (
    ArticleId,
    Continuation,
    DayQuote,
    Edition,
    Part,
    Person,
    PersonId,
    Section,
    Sentence,
    Source,
    Story,
    StoryId,
    StoryQuote,
)
from digest.rendering.clean import clean, initials, language_tag, secure_address, web_address
from digest.rendering.colours import disc_colours
from digest.rendering.days import known_days, person_days
from digest.rendering.views import (
    AlsoIn,
    Continued,
    DayQuoteView,
    Disc,
    Limits,
    Link,
    Links,
    MailView,
    PlainView,
    SectionView,
    StoryView,
    Told,
)
from digest.rendering.words import Words, words_for

_NAME, _ROLE, _HEADLINE, _SENTENCE, _OUTLET, _QUOTE = 80, 140, 300, 1200, 60, 600
OFTEN = timedelta(days=3)  # since it was told last: a daily digest may rest at weekends
_NOWHERE = Link(text="")  # where a sentence's article is none of its story's
_ALSO_IN = 3  # outlets with the same text that are named
_SUBJECT, _PREHEADER = 78, (30, 140)


def mail_view(edition: Edition, *, links: Links, limits: Limits) -> MailView:
    """What the templates show of an edition, within `limits`."""
    words = words_for(edition.language)
    shown = edition.sections[: limits.sections]
    page = _Page(
        words=words,
        magazine=edition.look != "compact",
        colours=disc_colours(person.id for section in shown for person in section.cast),
        anchors={
            person.id: f"c{at}" for at, section in reversed([*enumerate(shown, 1)]) for person in section.cast
        },
        names={person.id: person.name for person in edition.people},
        limits=limits,
        known_days=known_days(edition),
        local_date=edition.local_date,
        editions=links.editions,
        day_quotes=frozenset((each.story, each.person, each.text) for each in edition.quotes),
    )
    sections = tuple(
        _section(section, f"c{at}", page) for at, section in enumerate(shown, 1) if section.stories
    )
    plain = _plain(edition.plain, page)
    told = sum(len(section.stories[: limits.stories]) for section in shown) + sum(
        len(each.stories) for each in plain
    )
    lost = (
        len(edition.stories) - told - sum(max(0, len(section.stories) - limits.stories) for section in shown)
    )
    return MailView(
        title=clean(edition.title, _NAME),
        subject=subject_of(edition),
        preheader=_preheader(edition, words),
        language=words.tag,
        direction=words.direction,
        look="magazine" if page.magazine else "compact",
        date=words.day(edition.local_date),
        counts=_counts(edition, words),
        labels={**_labels(words), "quotes": words.count("quotes", len(edition.quotes))},
        quotes=tuple(_day_quote(each, words) for each in edition.quotes),
        sections=sections,
        plain=plain,
        hidden=words.count("left_out", lost + edition.left_out) if lost + edition.left_out else "",
        footer=_footer(edition, words, links=links),
        links=_footer_links(words, links),
        read_online=web_address(links.read_online),
        contact=clean(links.contact, 200),
    )


def subject_of(edition: Edition) -> str:
    """The lead headline and the digest's title, at most 78 characters; without stories the title and the day.

    What a mail program would take for an encoded word is taken apart, so that a feed cannot smuggle one in.
    """
    title = clean(edition.title, _NAME)
    headline = clean(edition.stories[0].headline, _SUBJECT) if edition.stories else ""
    subject = headline or f"{title}, {words_for(edition.language).day(edition.local_date)}"
    if headline and len(headline) + len(title) + 3 <= _SUBJECT:
        subject = f"{headline} · {title}"
    return clean(subject.replace("=?", "= ?"), _SUBJECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What all sections of one mail share."""

    words: Words
    magazine: bool
    colours: Mapping[PersonId, str]
    anchors: Mapping[PersonId, str]  # the section in which a person is
    names: Mapping[PersonId, str]
    limits: Limits
    known_days: int  # how far back the counts of the cast reach
    local_date: date
    editions: str  # under which earlier editions stand by their number
    day_quotes: frozenset[tuple[StoryId, PersonId, str]]  # what is quoted above, and not again below


def _section(section: Section, anchor: str, page: _Page) -> SectionView:
    words, limits = page.words, page.limits
    stories = section.stories[: limits.stories]
    hidden = len(section.stories) - len(stories)
    elsewhere = tuple(
        Link(text=clean(page.names[person], _NAME), url="#" + page.anchors[person])
        for person in section.elsewhere
        if person in page.anchors and page.anchors[person] != anchor
    )
    return SectionView(
        anchor=anchor,
        name=words.names(tuple(clean(person.name, _NAME) for person in section.cast)),
        roles=_roles(section.cast, words),
        discs=tuple(_disc(person, page) for person in section.cast),
        days=person_days(section, words, known=page.known_days),
        count=words.count("stories", len(section.stories)) if len(section.stories) > 1 else "",
        lead=_story(stories[0], page, sentences=limits.sentences, lead=True),
        more=tuple(
            _story(story, page, sentences=int(page.magazine and at < limits.told), lead=False)
            for at, story in enumerate(stories[1:], 1)
        ),
        hidden=words.count("more", hidden) if hidden else "",
        also_with=tuple(_also(part, anchor, page) for part in section.also_with[:4]),
        others=words.count("others", len(section.also_with) - 4) if len(section.also_with) > 4 else "",
        elsewhere=words.count("elsewhere", len(elsewhere)) if elsewhere else "",
        elsewhere_links=elsewhere,
    )


def _story(story: Story, page: _Page, *, sentences: int, lead: bool) -> StoryView:
    sources = {source.article: _source(source) for source in story.sources}
    outlets: dict[str, Link] = {}
    for link in sources.values():
        outlets.setdefault(link.text, link)
    url = sources.get(story.headline_source, _NOWHERE).url or next(iter(sources.values())).url
    picture = story.picture if lead and page.magazine else None
    language, direction = _foreign(story.language, page.words)
    return StoryView(
        headline=clean(story.headline, _HEADLINE) or url,
        url=url,
        kicker=_kicker(story, len(outlets), page.words) if lead else "",
        outlets=tuple(outlets.values())[:4],
        sentences=tuple(_sentence(each, sources) for each in story.summary[:sentences]),
        quotes=_quotes(story, sources, page)[:1] if lead else (),
        picture=secure_address(picture.url) if picture else "",
        picture_alt=clean(picture.alt, _HEADLINE) if picture else "",
        language=language,
        direction=direction,
        also_in=_also_in(story, outlets, page.words),
        continues=_continued(story, page),
    )


def _also_in(story: Story, outlets: Mapping[str, Link], words: Words) -> AlsoIn | None:
    """The outlets that carry the text of a source and tell nothing of their own."""
    found: dict[str, Link] = {}
    for copy in (each for source in story.sources for each in source.copies):
        link = _outlet(copy.outlet, copy.url)
        if link.text not in outlets:
            found.setdefault(link.text, link)
    if not found:
        return None
    rest = len(found) - _ALSO_IN
    return AlsoIn(
        label=words.say("also_in"),
        outlets=tuple(found.values())[:_ALSO_IN],
        rest=words.count("more_outlets", rest) if rest > 0 else "",
    )


def _source(source: Source) -> Link:
    return _outlet(source.outlet, source.url)


def _outlet(name: str, address: str) -> Link:
    """An outlet, by its name or at least its host, and its article."""
    url = web_address(address)
    return Link(text=clean(name, _OUTLET) or clean(url.split("/")[2] if url else "", _OUTLET), url=url)


def _sentence(sentence: Sentence, sources: Mapping[ArticleId, Link]) -> Told:
    source = sources.get(sentence.article, _NOWHERE)
    return Told(text=clean(sentence.text, _SENTENCE), by=source.text, url=source.url)


def _quotes(story: Story, sources: Mapping[ArticleId, Link], page: _Page) -> tuple[Told, ...]:
    """Its quotes, but for those that are quotes of the day."""
    return tuple(
        _quote(each, sources, page.words)
        for each in story.quotes
        if (story.id, each.person, each.text) not in page.day_quotes
    )


def _day_quote(quote: DayQuote, words: Words) -> DayQuoteView:
    return DayQuoteView(
        text=_spoken(quote.text, words),
        speaker=clean(quote.speaker, _NAME),
        role=clean(quote.role, _ROLE),
        outlet=_outlet(quote.outlet, quote.url),
    )


def _spoken(text: str, words: Words) -> str:
    return words.say("quote", text=clean(text, _QUOTE).rstrip(" ,"))  # the comma is the article's


def _continued(story: Story, page: _Page) -> Continued | None:
    """How long a story has been told; one that rested, or a weekly digest's, only picks up what was told then."""
    before, words = story.continues, page.words
    if before is None:
        return None
    if page.local_date - before.told > OFTEN:
        text = words.say("picks_up", date=words.month_day(before.told))
    else:
        day = words.nth("day_in_the_news", before.day)
        text = words.say("since", day=day, date=words.month_day(before.since))
    return Continued(text=text, earlier=_earlier(before, page))


def _earlier(before: Continuation, page: _Page) -> Link:
    url = web_address(f"{page.editions.rstrip('/')}/{before.edition}") if page.editions else ""
    if not url:
        return _NOWHERE
    if page.local_date - before.told > OFTEN:
        return Link(text=page.words.say("read_edition"), url=url)
    return Link(text=page.words.say("read_weekday", day=page.words.weekday(before.told)), url=url)


def _quote(quote: StoryQuote, sources: Mapping[ArticleId, Link], words: Words) -> Told:
    source = sources.get(quote.article, _NOWHERE)
    speaker = clean(quote.speaker, _NAME)
    return Told(
        text=_spoken(quote.text, words),
        by=words.say("said", speaker=speaker, outlet=source.text) if source.text else speaker,
        url=source.url,
    )


def _kicker(story: Story, outlets: int, words: Words) -> str:
    """What it is about, and how widely it is told."""
    category = clean(story.category, _NAME)
    if outlets < 2:
        return category
    told_by = words.count("outlets", outlets)
    return words.say("kicker", category=category, outlets=told_by) if category else told_by


def _roles(cast: tuple[Person, ...], words: Words) -> tuple[str, ...]:
    roles = [(clean(person.name, _NAME), clean(person.role, _ROLE)) for person in cast]
    if len(cast) == 1:
        return tuple(role[:1].upper() + role[1:] for _, role in roles if role)
    return tuple(words.say("role", name=name, role=role) for name, role in roles if role)


def _disc(person: Person, page: _Page) -> Disc:
    return Disc(initials=initials(clean(person.name, _NAME)), colour=page.colours[person.id])


def _also(part: Part, anchor: str, page: _Page) -> Link:
    there = page.anchors.get(part.person, anchor)
    return Link(text=clean(part.name, _NAME), url="" if there == anchor else f"#{there}")


def _plain(sections: Iterable[Section], page: _Page) -> tuple[PlainView, ...]:
    left = page.limits.plain
    views = []
    for section in sections:
        stories = section.stories[:left]
        left -= len(stories)
        if stories:
            views.append(
                PlainView(
                    heading=clean(section.heading, _NAME) or page.words.say("plain_heading"),
                    stories=tuple(_story(story, page, sentences=0, lead=False) for story in stories),
                )
            )
    return tuple(views)


def _foreign(language: str, words: Words) -> tuple[str, str]:
    """Language and direction of a story where its language is not the mail's."""
    tag = language_tag(language)
    if not tag or tag.split("-")[0].lower() == words.locale.language:
        return "", words.direction
    return tag, words_for(tag).direction


def _counts(edition: Edition, words: Words) -> str:
    if not edition.stories:
        return words.say("nothing")
    values = {
        "stories": words.count("stories", len(edition.stories)),
        "outlets": words.count("outlets", edition.outlet_count),
    }
    people = len({person.id for person in edition.people})
    return (
        words.say("counts_people", people=words.count("people", people), **values)
        if people
        else words.say("counts", **values)
    )


def _preheader(edition: Edition, words: Words) -> str:
    """Who is in it, in 30 to 140 characters that stand nowhere else in the mail."""
    values = {
        "stories": words.count("stories", len(edition.stories)),
        "outlets": words.count("outlets", edition.outlet_count),
    }
    names = list(dict.fromkeys(clean(person.name, 40) for person in edition.people))
    for shown in range(min(4, len(names)), 0, -1):
        rest = len(names) - shown
        people = words.names(tuple(names[:shown])) if not rest else words.say("comma").join(names[:shown])
        people = f"{people} {words.count('more_people', rest)}" if rest else people
        line = words.say("preheader", people=people, **values)
        if len(line) <= _PREHEADER[1]:
            return line
    title = clean(edition.title, 40)
    return clean(
        words.say("preheader_plain", title=title, date=words.day(edition.local_date), **values), _PREHEADER[1]
    )


def _footer(edition: Edition, words: Words, *, links: Links) -> tuple[str, ...]:
    title = clean(edition.title, _NAME)
    window = words.say(
        "window",
        since=words.moment(edition.since, edition.zone),
        until=words.moment(edition.cut_off, edition.zone),
        articles=words.count("articles", edition.article_count),
        outlets=words.count("outlets", edition.outlet_count),
    )
    why = words.say("why_list" if web_address(links.unsubscribe) else "why_personal", title=title)
    return (f"{words.say('verbatim')} {window}", why)


def _footer_links(words: Words, links: Links) -> tuple[Link, ...]:
    wanted = (
        ("unsubscribe", links.unsubscribe),
        ("preferences", links.preferences),
        ("read_online", links.read_online),
    )
    return tuple(Link(text=words.say(key), url=web_address(url)) for key, url in wanted if web_address(url))


def _labels(words: Words) -> Mapping[str, str]:
    return {
        key: phrase for key, phrase in words.phrases.items() if isinstance(phrase, str) and "{" not in phrase
    }
