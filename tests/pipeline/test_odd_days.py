"""Days no newsroom has: whatever the feeds bring, an edition that reads well, or a word why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from digest.cli.why import say_why
from digest.model import (
    Analysis,
    Article,
    Continuation,
    Correction,
    Digest,
    Edition,
    Feed,
    Skipped,
    Story,
    Teaching,
)
from digest.people import load_knowledge
from digest.pipeline import Brief, Means, approve, draft
from digest.rendering.html import render_edition
from digest.stories.novelty import plain_form
from digest.text.markup import plain_line
from tests.builders import NOON, an_article
from tests.pipeline.fakes import InlineWorkers, means
from tests.rendering.builders import LIST_LINKS, shipped_templates

pytestmark = pytest.mark.unmeasured

TEMPLATES = shipped_templates()
OUTLETS = 40
FEEDS = tuple(
    Feed(url=f"https://outlet{at}.example/feed.xml", name=f"Outlet {at}", category="News")
    for at in range(OUTLETS)
)
DAILY = Digest(name="daily", title="The Daily Cast", window=timedelta(days=2))
SWIM = "Bo Ek swam the bay at dawn on Monday. The swimmer is 71 years old and had trained for nine winters."
FIRE = (
    "A fire destroyed the covered fish market of Brannock early on Monday, the harbour police said. "
    "Four boats burned beside the hall before crews put the flames out at dawn. "
    "Mayor Odette Carrow promised the 41 traders who lost their stalls a new hall by autumn."
)
SYLLABLES = ("ba", "ko", "ri", "ne", "ta", "lu", "mo", "si", "ve", "do", "gra", "ped", "ful", "win")


def item(at: int, title: str, text: str = "", **others: object) -> Article:
    """What one of the outlets, each in its turn, brings."""
    host = f"https://outlet{at % OUTLETS}.example"
    return an_article(title, text, url=f"{host}/{at}", feed_url=f"{host}/feed.xml", **others)  # type: ignore[arg-type]


def some_words(count: int, *, seed: int = 1) -> list[str]:
    random = Random(seed)
    return ["".join(random.choices(SYLLABLES, k=3)) for _ in range(count)]


def composed(
    articles: Iterable[Article],
    used: Means | None = None,
    *,
    now: datetime = NOON,
    corrections: Sequence[Correction] = (),
) -> Edition | Skipped:
    used = used or means()
    used.storage.articles.add(articles)
    return draft(used, Brief(DAILY, FEEDS, corrections), now=now)


def edition_of(articles: Sequence[Article], used: Means | None = None, **others: object) -> Edition:
    """The edition of a day, sound."""
    edition = composed(articles, used, **others)  # type: ignore[arg-type]
    assert isinstance(edition, Edition)
    assert_sound(edition, articles)
    return edition


def the_story(articles: Sequence[Article], used: Means | None = None, **others: object) -> Story:
    """The only story of a day."""
    (story,) = edition_of(articles, used, **others).stories
    return story


def assert_sound(edition: Edition, articles: Iterable[Article]) -> None:
    """Everything told once and to the letter, nothing empty, and it can be mailed."""
    known = {each.id: each for each in articles}
    assert all(section.stories for section in (*edition.sections, *edition.plain))
    stories = edition.stories
    assert len({each.id for each in stories}) == len(stories) > 0
    drawn_on = [source.article for story in stories for source in story.sources]
    assert len(set(drawn_on)) == len(drawn_on)
    told = [sentence for story in stories for sentence in story.summary]
    assert len({plain_form(each.text) for each in told}) == len(told)
    for each in told:
        assert each.text == " ".join(known[each.article].text[each.start : each.end].split()) != ""
    for story in stories:
        titles = {" ".join(known[source.article].title.split()) for source in story.sources}
        assert story.headline.strip()
        assert story.headline in titles | {each.text for each in story.summary}
    assert_can_be_mailed(edition)


def assert_can_be_mailed(edition: Edition) -> None:
    mail = render_edition(edition, templates=TEMPLATES, links=LIST_LINKS)
    assert mail.subject.strip()
    assert "<html" in mail.html
    assert _letters(edition.stories[0].headline)[:60] in _letters(mail.text)


def _letters(text: str) -> str:
    """A text without blanks and what no mail shows."""
    return "".join(each for each in text if each.isprintable() and not each.isspace())


def summary(story: Story) -> list[str]:
    return [each.text for each in story.summary]


def outlets(story: Story) -> set[str]:
    """Whoever has the story, by an article of their own or a copy."""
    own = {source.outlet for source in story.sources}
    return own | {copy.outlet for source in story.sources for copy in source.copies}


# Each of these is a whole day.
LONG = "The harbour was full of people who came by boat. " * 1_500
DAYS = {
    "an article of one line": [item(1, "Fog", "Fog closed the harbour.")],
    "an article of one word": [item(1, "Fog", "Fog")],
    "headlines only": [item(at, f"Council opens {word}", "") for at, word in enumerate(some_words(60))],
    "emojis": [item(1, "🔥🔥", "😀 😀 😀"), item(2, "😀", "🔥🔥🔥"), item(3, "🎉", "🔥 🔥. 😀😀😀 😀! 🎉🎉🎉 🎉.")],
    "fifteen thousand words": [item(1, "A tale of Ada Lindqvist", "Ada Lindqvist told it all. " + LONG)],
    "a list": [item(1, "Results of Sunday", "• Ada Lindqvist 3:41\n• Bo Ek 3:44\n\n1. First\n2. Second\n\n- a")],
    "a table": [item(1, "Table of the league", "Club | P | W | L\nBrannock | 30 | 20 | 10\nHarlow | 30 | 18 | 12")],
    "only quotes": [item(1, "Lindqvist speaks", "“It holds.” “We built it for nine years and never stopped.”")],
    "quotes and their speaker": [item(1, "Ek", "“Never,” Bo Ek said. “We will not go back to the harbour,” said Ek.")],
    "no titles": [item(1, "", FIRE), item(2, " ", SWIM), item(3, "", FIRE), item(4, "", "")],
    "no text under one title": [item(at, "News in brief", "") for at in range(50)],
    "marks that nobody sees": [item(1, "News \0 from \x85 Ek", "Bo Ek \0 swam the bay \u2028 at dawn. \u202e")],
    "markup": [item(1, "<mj-raw>Bo Ek & {{ now }}</mj-raw>", "Bo Ek <b>swam</b> the bay at {{ dawn }} on Monday.")],
    "a person of twelve names": [
        item(
            1,
            "A school for Vidal y Ortega",
            "Maria del Carmen Josefa Antonia Luisa Teresa Isabel Pilar Rosa Elena Vidal y Ortega opened it on Monday. "
            "Vidal y Ortega said that the school was full.",
        )
    ],
    "in the future": [item(1, "Ek swims the bay", SWIM, published=NOON + timedelta(days=400))],
    "at the end of time": [item(1, "Ek swims the bay", SWIM, published=datetime(9999, 12, 31, 23, 59, tzinfo=UTC))],
}  # fmt: skip


@pytest.mark.parametrize("day", DAYS)
def test_no_day_is_too_odd_for_an_edition(day: str) -> None:
    edition_of(DAYS[day])


@pytest.mark.parametrize("day", DAYS)
def test_of_every_odd_day_can_be_said_why_it_stands_as_it_does(
    day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edition = edition_of(DAYS[day])
    say_why(edition)
    said = capsys.readouterr().out
    assert all(plain_line(story.headline, limit=90) in said for story in edition.stories)


@pytest.mark.parametrize(
    "articles",
    [
        [],
        [item(1, "", "")],
        [item(1, "", "Fog")],
        [item(1, "Ek swims", SWIM, published=datetime(1970, 1, 1, tzinfo=UTC))],
    ],
    ids=["none", "an empty one", "a word without a title", "from the epoch"],
)
def test_a_day_with_nothing_to_tell_has_no_edition(articles: list[Article]) -> None:
    skipped = composed(articles)
    assert isinstance(skipped, Skipped)
    assert skipped.reason


def test_four_hundred_times_the_same_item_is_one_source_that_names_every_other_outlet() -> None:
    story = the_story([item(at, "Bo Ek swims the bay", SWIM) for at in range(400)])
    assert len(story.sources) == 1
    assert outlets(story) == {feed.name for feed in FEEDS}
    assert summary(story)[0] == "Bo Ek swam the bay at dawn on Monday."


def test_one_text_under_forty_titles_is_one_story() -> None:
    story = the_story(
        [item(at, f"{word} and the fire", f"{FIRE} {FIRE}") for at, word in enumerate(some_words(40))]
    )
    assert len(story.sources) == 1
    assert len(outlets(story)) == OUTLETS
    assert len(summary(story)) == 3


def test_different_texts_under_one_title_are_no_copies() -> None:
    edition = edition_of([item(1, "News", FIRE), item(2, "News", SWIM)])
    sources = [source for story in edition.stories for source in story.sources]
    assert [source.copies for source in sources] == [(), ()]


def test_texts_in_mixed_languages_are_told_in_one() -> None:
    mixed = (
        "Bo Ek swam the bay at dawn on Monday, the harbour police said, and was met by his family on the quay. "
        "He had trained for the swim in the cold water of the bay since the winter. "
        "Le nageur a traversé la baie à l'aube, selon la police du port de la ville."
    )
    told = summary(the_story([item(1, "Bo Ek swims", mixed)]))
    assert told
    assert not any("nageur" in each for each in told)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("رئيس البلدية يفتتح الجسر", "افتتح رئيس البلدية الجسر الجديد يوم الاثنين بعد تسع سنوات من البناء."),
        ("ראש העיר חנך את הגשר", "ראש העיר חנך את הגשר החדש ביום שני לאחר תשע שנות בנייה."),
        ("市长为新大桥揭幕", "市长周一为新大桥揭幕，工程历时九年。"),
        ("橋が開通", "新しい橋は月曜日に開通した。"),
    ],
    ids=["Arabic", "Hebrew", "Chinese", "Japanese"],
)
def test_a_text_in_another_script_is_told_too(title: str, text: str) -> None:
    story = the_story([item(1, title, text)])
    assert (story.headline, summary(story)) == (title, [text])


def event(count: int) -> list[Article]:
    """Reports of one event in all outlets, in words of their own."""
    words = some_words(count * 3)
    opening = (
        "Mayor Odette Carrow resigned on Monday after the fire in the fish market of Brannock.",
        "Odette Carrow, the mayor of Brannock, stepped down on Monday over the market fire.",
        "Brannock lost its mayor on Monday when Odette Carrow gave up office over the fire.",
    )
    titles = (
        "Carrow resigns as mayor of Brannock over market fire",
        "Mayor Odette Carrow steps down after Brannock market fire",
        "Brannock mayor Carrow quits over fish market fire",
    )
    return [
        item(
            at,
            titles[at % 3],
            f"{opening[at % 3]} It was {' '.join(words[3 * at : 3 * at + 3])}.",
            hours_ago=0.5 + at * 47 / count,
        )
        for at in range(count)
    ]


def test_an_event_in_four_hundred_reports_of_forty_outlets_is_one_story_under_whom_readers_follow() -> None:
    followed = Correction(teaching=Teaching.FOLLOW, person="Odette Carrow")
    articles = event(400)
    edition = edition_of(articles, corrections=(followed,))
    (section,) = edition.sections
    assert edition.plain == ()
    assert [person.name for person in section.cast] == ["Odette Carrow"]
    story = max(section.stories, key=lambda each: len(each.sources))
    assert len(story.sources) >= 300  # an odd one may stand beside it
    assert outlets(story) == {feed.name for feed in FEEDS}
    assert edition.outlet_count == OUTLETS
    assert summary(story)[0].startswith(("Mayor Odette Carrow", "Odette Carrow", "Brannock lost its mayor"))


class NamingNobody(InlineWorkers):
    """Workers that find nobody in anything, at no cost."""

    def run(self, function, values, *, timeout):  # type: ignore[no-untyped-def]
        version = load_knowledge().version
        yield from super().run(
            lambda each: Analysis(revision=each.revision, version=version), values, timeout=timeout
        )


def test_of_two_thousand_headlines_as_many_are_listed_as_a_mail_can_hold_and_the_rest_is_counted() -> None:
    words = some_words(4_000)
    articles = [
        item(at, "Council opens " + " ".join(words[2 * at : 2 * at + 2]), hours_ago=1 + at % 20)
        for at in range(2_000)
    ]
    edition = composed(articles, means(workers=NamingNobody()))
    assert isinstance(edition, Edition)
    assert edition.article_count == 2_000
    assert 0 < len(edition.stories) < 200
    assert edition.left_out > 0
    assert_can_be_mailed(edition)


def test_two_hundred_thousand_words_are_told_by_their_beginning() -> None:
    story = the_story(
        [item(1, "A tale of the harbour", "Ada Lindqvist told it all on Monday. " + LONG * 14)],
        means(workers=NamingNobody()),
    )
    assert summary(story)[0] == "Ada Lindqvist told it all on Monday."


NEXT = (
    "names a suspect", "arrests the owner of the store", "pays the traders", "finds a second seat of fire",
    "hears the watchman", "reopens the hall", "sues the insurer", "weighs the roof", "counts the crates",
    "calls the builders", "hires divers", "sells the ash", "thanks the crews", "plants a tree", "rings the bell",
)  # fmt: skip


def report(day: int, does: str) -> Article:
    """What becomes of the fire, so many days on."""
    text = (
        f"Mayor Odette Carrow {does} in Brannock on day {day}, after the fish market fire. "
        "The fire destroyed the covered fish market of Brannock in May. "
        f"Carrow spoke to {40 + day} traders about the {does.split()[-1]}."
    )
    return item(day, f"Carrow {does} after Brannock fish market fire", text, hours_ago=3 - 24 * day)


def went_out(used: Means, articles: Sequence[Article], *, day: int) -> Story:
    now = NOON + timedelta(days=day)
    edition = edition_of(articles, used, now=now)
    approve(used.storage, edition.number, now=now)
    (story,) = edition.stories
    return story


def test_a_story_that_goes_on_for_fifteen_editions_counts_its_days_and_tells_nothing_twice() -> None:
    used, told = means(), []
    for day, does in enumerate(NEXT):
        story = went_out(used, [report(day, does)], day=day)
        told += summary(story)
        assert story.continues == (
            Continuation(
                since=date(2026, 5, 12),
                day=day + 1,
                edition=day,
                told=date(2026, 5, 11) + timedelta(days=day),
            )
            if day
            else None
        )
    assert len(set(told)) == len(told)
    assert sum("destroyed the covered fish market" in each for each in told) == 1


def test_after_a_month_without_an_edition_the_next_one_tells_all_that_came_and_what_it_goes_on_from() -> None:
    used = means()
    went_out(used, [report(0, NEXT[0])], day=0)
    late = [report(29, NEXT[1]), item(30, "Bo Ek swims the bay", SWIM, hours_ago=2 - 24 * 30)]
    edition = edition_of(late, used, now=NOON + timedelta(days=31))
    assert edition.since == NOON
    assert {story.headline for story in edition.stories} == {each.title for each in late}
    (on,) = [story for story in edition.stories if story.continues]
    assert on.continues == Continuation(since=date(2026, 5, 12), day=2, edition=1, told=date(2026, 5, 12))


def test_the_same_odd_day_gives_the_same_edition_however_its_items_come() -> None:
    day = [
        replace(each, feed_url=each.feed_url)
        for name in ("no titles", "emojis", "a list")
        for each in DAYS[name]
    ]
    distinct = list({each.id: each for each in day}.values())
    assert edition_of(distinct) == edition_of(distinct[::-1])
