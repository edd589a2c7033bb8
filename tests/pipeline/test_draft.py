"""From the articles of a window to an edition."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from pydantic import TypeAdapter

from digest.model import (
    Continuation,
    Copy,
    Correction,
    Digest,
    Edition,
    EditionState,
    Feed,
    Skipped,
    Teaching,
    revision_id,
)
from digest.pipeline import Brief, approve, draft
from tests.builders import NOON, a_picture, an_article
from tests.pipeline.fakes import InlineWorkers, means

HARBOUR = Feed(url="https://harbourpost.example/feed.xml", category="Local")
LANTERN = Feed(url="https://lantern.example/rss", name="The Lantern", category="News")
DAILY = Digest(name="daily", title="The Daily Cast", zone="Europe/Berlin")
BRIEF = Brief(DAILY, (HARBOUR, LANTERN))
TOMORROW = NOON + timedelta(days=1)

BRIDGE = (
    "Ada Lindqvist opened the new harbour bridge on Monday after nine years of building.\n\n"
    "The engineer walked across it with two hundred children. “It holds,” Lindqvist said on the other side.\n\n"
    "Lindqvist began her career in the harbour's drawing office."
)
PRIZE = (
    "Tomas Iriarte won the Orlo prize for his second film on Sunday.\n\n"
    "Iriarte thanked his mother, who had sewn every costume. The film opens in October.\n\n"
    "The jury praised Iriarte for the long silence in the middle."
)
FOG = "Fog closed the harbour for three hours on Monday morning. Ferries ran again from noon, the port said."


def stocked(*articles, used=None):
    used = used or means()
    used.storage.articles.add(articles)
    for each in articles:
        used.storage.articles.sighted(each.feed_url, [], now=each.first_seen)
    return used


def three(hours_ago: float = 2):
    return (
        an_article("Lindqvist opens the bridge", BRIDGE, hours_ago=hours_ago),
        an_article("Iriarte wins the Orlo prize", PRIZE, hours_ago=hours_ago, feed_url=LANTERN.url),
        an_article("Fog closes the harbour", FOG, hours_ago=hours_ago),
    )


def drafted(used, brief: Brief = BRIEF, *, now: datetime = NOON, **others) -> Edition:
    edition = draft(used, brief, now=now, **others)
    assert isinstance(edition, Edition)
    return edition


def as_bytes(edition: Edition) -> bytes:
    return TypeAdapter(Edition).dump_json(edition)


def headlines(edition: Edition) -> set[str]:
    return {story.headline for story in edition.stories}


def test_each_story_stands_under_the_people_it_is_about():
    edition = drafted(stocked(*three()))
    told = {section.cast[0].name: section.stories[0].headline for section in edition.sections}
    assert told == {
        "Ada Lindqvist": "Lindqvist opens the bridge",
        "Tomas Iriarte": "Iriarte wins the Orlo prize",
    }
    assert [story.headline for section in edition.plain for story in section.stories] == [
        "Fog closes the harbour"
    ]
    assert (edition.number, edition.state, edition.article_count) == (1, EditionState.DRAFT, 3)


def test_every_sentence_of_an_edition_stands_in_its_article_to_the_letter():
    articles = {each.id: each for each in three()}
    edition = drafted(stocked(*articles.values()))
    sentences = [sentence for story in edition.stories for sentence in story.summary]
    assert sentences
    for each in sentences:
        assert each.text == " ".join(
            getattr(articles[each.article], each.field)[each.start : each.end].split()
        )


def test_drafting_again_gives_the_same_edition_to_the_byte():
    used = stocked(*three())
    assert as_bytes(drafted(used)) == as_bytes(drafted(used))


def test_the_order_in_which_articles_came_does_not_matter():
    assert as_bytes(drafted(stocked(*three()))) == as_bytes(drafted(stocked(*reversed(three()))))


def test_an_approved_edition_is_left_as_it_is():
    used = stocked(*three())
    edition = approve(used.storage, drafted(used).number, now=NOON)
    stocked(an_article("Late news about Bo Ek", "Bo Ek swam the bay at dawn. Ek is 71."), used=used)
    assert drafted(used) == edition


def test_a_draft_made_again_later_that_day_takes_in_what_is_new_and_keeps_its_number():
    used = stocked(*three())
    first = drafted(used)
    stocked(
        an_article("Bo Ek swims the bay", "Bo Ek swam the bay at dawn. Ek is 71.", hours_ago=0.5), used=used
    )
    second = drafted(used)
    assert second.number == first.number
    assert "Bo Ek swims the bay" in headlines(second)


def test_the_window_begins_where_the_last_edition_that_went_out_ended():
    used = stocked(*three())
    approve(used.storage, drafted(used).number, now=NOON)
    stocked(
        an_article("Bo Ek swims the bay", "Bo Ek swam the bay at dawn. Ek is 71.", hours_ago=-3), used=used
    )
    second = drafted(used, now=TOMORROW)
    assert second.since == NOON
    assert headlines(second) == {"Bo Ek swims the bay"}
    assert second.number == 2


def test_a_draft_that_nobody_approved_closes_no_window():
    used = stocked(*three(hours_ago=1))
    drafted(used)
    assert len(headlines(drafted(used, now=NOON + timedelta(hours=20)))) == 3


def test_a_story_that_went_out_is_not_told_again():
    used = stocked(*three())
    approve(used.storage, drafted(used).number, now=NOON)
    again = an_article("Lindqvist opens the bridge", BRIDGE, url="https://late.example/copy", hours_ago=-2)
    fresh = an_article("Bo Ek swims the bay", "Bo Ek swam the bay at dawn. Ek is 71.", hours_ago=-3)
    stocked(again, fresh, used=used)
    told = {sentence.text for story in drafted(used, now=TOMORROW).stories for sentence in story.summary}
    assert not any("opened the new harbour bridge" in each for each in told)


def test_what_is_stale_is_left_out():
    old = an_article(
        "An old tale of Bo Ek", "Bo Ek swam the bay.", hours_ago=2, published=NOON - timedelta(days=9)
    )
    assert headlines(drafted(stocked(*three(), old))) == headlines(drafted(stocked(*three())))


def test_a_digest_reads_only_its_own_feeds():
    edition = drafted(stocked(*three()), Brief(DAILY, (LANTERN,)))
    assert headlines(edition) == {"Iriarte wins the Orlo prize"}


def test_a_day_with_too_little_has_no_edition_and_says_so():
    skipped = draft(stocked(*three()), Brief(replace(DAILY, min_stories=5), BRIEF.feeds), now=NOON)
    assert isinstance(skipped, Skipped)
    assert "5" in skipped.reason


def test_nothing_collected_is_no_edition():
    assert isinstance(draft(means(), BRIEF, now=NOON), Skipped)


def test_an_edition_bears_the_local_date_of_its_digest():
    late = datetime(2026, 5, 12, 22, 30, tzinfo=UTC)  # half past midnight in Berlin
    stocked_late = stocked(*(replace(each, first_seen=late, published=late) for each in three()))
    assert drafted(stocked_late, now=late).local_date == date(2026, 5, 13)


def test_an_edition_made_late_bears_the_date_it_was_meant_for():
    assert drafted(stocked(*three()), local_date=date(2026, 5, 11)).local_date == date(2026, 5, 11)


def test_what_editors_taught_holds_in_the_draft():
    def with_correction(teaching: Teaching) -> Edition:
        taught = Correction(teaching=teaching, person="Ada Lindqvist")
        return drafted(stocked(*three()), replace(BRIEF, corrections=(taught,)))

    followed = with_correction(Teaching.FOLLOW)
    assert followed.sections[0].cast[0].name == "Ada Lindqvist"
    for gone in (with_correction(Teaching.LEAVE_OUT), with_correction(Teaching.NOBODY)):
        assert "Ada Lindqvist" not in {person.name for person in gone.people}


def test_a_source_is_called_what_the_editor_calls_it_else_by_its_own_title_or_host():
    edition = drafted(stocked(*three()))
    outlets = {source.outlet for story in edition.stories for source in story.sources}
    assert outlets == {"The Lantern", "harbourpost.example"}


def test_a_digest_without_images_has_none():
    shown = [replace(each, picture=a_picture()) for each in three()]
    assert any(story.picture for story in drafted(stocked(*shown)).stories)
    plain = Brief(replace(DAILY, images="none"), BRIEF.feeds)
    assert not any(story.picture for story in drafted(stocked(*shown), plain).stories)


def test_a_story_that_goes_on_the_next_day_keeps_its_id():
    used = stocked(*three())
    first = approve(used.storage, drafted(used).number, now=NOON)
    again = "Ada Lindqvist opened the new harbour bridge on Monday. A tram crossed it first, Lindqvist said."
    follow_up = an_article("Lindqvist opens the bridge to trams", again, hours_ago=-3)
    with_both = stocked(follow_up, used=used)
    evening = replace(BRIEF, digest=replace(DAILY, name="evening", window=timedelta(days=3)))
    later = drafted(with_both, evening, now=TOMORROW)
    before = {story.id for story in first.stories if "bridge" in story.headline}
    told = {source.title: story.id for story in later.stories for source in story.sources}
    assert {told["Lindqvist opens the bridge to trams"]} == before


FIRE = (
    "A fire destroyed the covered fish market of Brannock early on Monday, the harbour police said. "
    "Four boats burned beside the hall before crews put the flames out at dawn. Mayor Odette Carrow promised "
    "the 41 traders who lost their stalls that the market would be rebuilt by autumn. Carrow said that "
    "investigators were looking at a cold store on the north side of the hall, where the fire may have begun."
)
POST = replace(HARBOUR, name="Harbour Post")
BOTH = Brief(DAILY, (POST, LANTERN))


def the_fire(hours_ago: float, feed: Feed = POST):
    """The wire's text as an outlet prints it."""
    host = feed.url.split("/")[2]
    text = (
        FIRE
        if feed == POST
        else f"BRANNOCK (NNA) - {FIRE.replace('promised', 'told')}\n\nReporting by Mara Quill"
    )
    return an_article(
        "Fire destroys fish market",
        text,
        url=f"https://{host}/{hours_ago}",
        hours_ago=hours_ago,
        feed_url=feed.url,
    )


class CountingWorkers(InlineWorkers):
    """Workers that remember what they were given."""

    def run(self, function, values, *, timeout):
        values = list(values)
        self.given = [*getattr(self, "given", []), *values]
        yield from super().run(function, values, timeout=timeout)


def test_a_text_in_two_outlets_is_one_source_that_names_the_other_and_is_read_once():
    workers = CountingWorkers()
    copy = the_fire(1, LANTERN)
    used = stocked(the_fire(3), copy, used=means(workers=workers))
    edition = drafted(used, BOTH)
    (story,) = edition.stories
    (source,) = story.sources
    assert source.outlet == "Harbour Post"
    assert source.copies == (Copy(outlet="The Lantern", url=copy.url),)
    assert len(workers.given) == 1
    assert (edition.article_count, edition.outlet_count) == (1, 2)


def test_a_copy_of_what_an_earlier_window_brought_tells_nothing_new():
    used = stocked(the_fire(3), *three())
    approve(used.storage, drafted(used, BOTH).number, now=NOON)
    swim = an_article("Bo Ek swims the bay", "Bo Ek swam the bay at dawn. Ek is 71.", hours_ago=-3)
    stocked(the_fire(-2, LANTERN), swim, used=used)
    assert headlines(drafted(used, BOTH, now=TOMORROW)) == {"Bo Ek swims the bay"}


def test_a_copy_that_says_it_is_older_than_what_was_told_tells_nothing_new_either():
    used = stocked(the_fire(3), *three())
    approve(used.storage, drafted(used, BOTH).number, now=NOON)
    late = replace(the_fire(-2, LANTERN), published=NOON - timedelta(hours=9))
    assert isinstance(draft(stocked(late, used=used), BOTH, now=TOMORROW), Skipped)


def test_a_digest_tells_a_copy_whose_original_is_none_of_its_feeds():
    used = stocked(the_fire(30))
    only = Brief(DAILY, (LANTERN,))
    assert headlines(drafted(stocked(the_fire(1, LANTERN), used=used), only)) == {"Fire destroys fish market"}


def test_a_stale_original_does_not_take_its_fresh_copy_along():
    stale = replace(the_fire(2), published=NOON - timedelta(days=9))
    (story,) = drafted(stocked(stale, the_fire(1, LANTERN)), BOTH).stories
    assert [source.outlet for source in story.sources] == ["The Lantern"]


TRAMS = (
    "A tram crossed the new harbour bridge for the first time on Tuesday, a day after Ada Lindqvist opened it.\n\n"
    "Lindqvist drove the first tram across the bridge herself. Forty children rang the bell by turns.\n\n"
    "The old ferry across the harbour will stop at the end of June, Lindqvist said."
)


def next_day(*, text: str = TRAMS, days: int = 1, title: str = "Lindqvist drives first tram over the bridge"):
    return an_article(
        title, text, hours_ago=2 - 24 * days, url=f"https://lantern.example/{days}", feed_url=LANTERN.url
    )


def went_out(used, *, now: datetime = NOON) -> Edition:
    return approve(used.storage, drafted(used, now=now).number, now=now)


def test_a_story_that_goes_on_says_since_when_it_is_told_and_leads_to_the_last_edition():
    used = stocked(*three())
    went_out(used)
    went_out(stocked(next_day(), used=used), now=TOMORROW)
    later = (
        "The harbour bridge carried its thousandth tram on Wednesday. "
        "Ada Lindqvist, who opened it, was not on board."
    )
    last = next_day(text=later, days=2, title="Thousandth tram over Lindqvist's harbour bridge")
    third = drafted(stocked(last, used=used), now=NOON + timedelta(days=2))
    (story,) = third.stories
    assert story.continues == Continuation(since=date(2026, 5, 12), day=3, edition=2, told=date(2026, 5, 13))


def test_a_new_story_continues_nothing():
    assert {story.continues for story in drafted(stocked(*three())).stories} == {None}


def test_of_a_story_that_goes_on_only_new_articles_and_sentences_are_told():
    used = stocked(*three())
    went_out(used)
    repeats = f"{TRAMS}\n\nThe engineer walked across it with two hundred children."
    (story,) = drafted(stocked(next_day(text=repeats), used=used), now=TOMORROW).stories
    assert [source.outlet for source in story.sources] == ["The Lantern"]
    assert not any("two hundred children" in each.text for each in story.summary)
    assert story.summary


def test_a_changed_text_tells_what_it_says_now_and_not_what_it_said_before():
    used = stocked(*three())
    went_out(used)
    first = three()[0]
    crane = (
        "A crane tore the bridge's railing down at midnight, and Lindqvist closed the bridge until Friday."
    )
    now = f"{BRIDGE}\n\n{crane}"
    changed = replace(
        first,
        title="Lindqvist closes the bridge again",
        text=now,
        revision=revision_id(first.id, "Lindqvist closes the bridge again", now),
        first_seen=NOON + timedelta(hours=14),
    )
    used.storage.articles.add([changed])
    (story,) = drafted(used, now=TOMORROW).stories
    assert [each.text for each in story.summary] == [crane]
    assert (story.headline, story.continues is not None) == ("Lindqvist closes the bridge again", True)


def test_a_text_in_which_a_comma_was_mended_is_no_news():
    used = stocked(*three())
    went_out(used)
    first = three()[0]
    mended = first.text.replace("on Monday after", "on Monday, after")
    revision = revision_id(first.id, first.title, mended)
    used.storage.articles.add(
        [replace(first, text=mended, revision=revision, first_seen=NOON + timedelta(hours=9))]
    )
    assert isinstance(draft(used, BRIEF, now=TOMORROW), Skipped)


def test_in_a_first_edition_articles_older_than_its_window_were_told_to_nobody():
    used = stocked(three(hours_ago=40)[0], three(hours_ago=2)[1])
    again = an_article(
        "Harbour bridge is open", BRIDGE + " It is painted red.", url="https://lantern.example/9", hours_ago=3
    )
    told = {each.text for story in drafted(stocked(again, used=used)).stories for each in story.summary}
    assert any("opened the new harbour bridge" in each for each in told)
