"""What goes on from an earlier edition is said to, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from digest.model import Continuation, Edition, PersonId, Section, Story, StoryId
from digest.stories.continuity import continued
from tests.builders import NOON
from tests.stories.builders import a_part, a_source
from tests.stories.builders import a_story as any_story

MONDAY = date(2026, 5, 11)


def a_story(headline: str, people: object = (), *, sentences: Sequence[str] = ()) -> Story:
    """A story whose one source has its headline."""
    source = a_source("https://harbourpost.example/" + headline, title=headline)
    told = any_story(headline, people, sentences=sentences)  # type: ignore[arg-type]
    return replace(told, sources=(source,), headline_source=source.article)


BOAT = a_story(
    "Harbour master gives up his boat to a seal", "Grønvåg", sentences=["The seal sleeps in the boat."]
)
BISHOP = a_story(
    "The seal leaves the harbour, with the boat", "Grønvåg", sentences=["The seal was gone at dawn."]
)
SOUP = a_story("Grønvåg cooks soup for ninety", "Grønvåg", sentences=["It took eleven onions."])


def an_edition(number: int, *stories: Story, day: date | None = None) -> Edition:
    return Edition(
        digest="daily", number=number, title="The Daily Cast", local_date=day or MONDAY + timedelta(days=number - 1),
        zone="UTC", language="en", look="magazine", since=NOON, cut_off=NOON, plain=(Section(stories=stories),),
    )  # fmt: skip


def goes_on(story: Story, *earlier: Edition, **merged: dict) -> Continuation | None:
    ids = {"story_ids": {}, "people_ids": {}} | merged
    (told,) = continued([story], earlier, **ids)
    return told.continues


def test_a_story_about_the_same_person_and_matter_goes_on():
    assert goes_on(BISHOP, an_edition(1, BOAT)) == Continuation(since=MONDAY, day=2, edition=1, told=MONDAY)


def test_another_story_about_the_same_person_is_new():
    assert goes_on(SOUP, an_edition(1, BOAT)) is None


def test_the_same_words_about_somebody_else_are_another_story():
    assert goes_on(replace(BISHOP, people=(a_part("Quist"),)), an_edition(1, BOAT)) is None


def test_somebody_named_in_passing_continues_nothing():
    passing = replace(BISHOP, people=(a_part("Grønvåg", central=False),))
    assert goes_on(passing, an_edition(1, BOAT)) is None


def test_days_are_counted_along_what_goes_on():
    second = replace(BISHOP, continues=Continuation(since=MONDAY, day=2, edition=1, told=MONDAY))
    third = a_story("The seal is back in the harbour, and wants the boat", "Grønvåg")
    told = goes_on(third, an_edition(2, second), an_edition(1, BOAT))
    assert told == Continuation(since=MONDAY, day=3, edition=2, told=MONDAY + timedelta(days=1))


def test_of_two_that_are_as_like_it_the_newer_one_counts():
    told = goes_on(BISHOP, an_edition(4, BOAT), an_edition(1, BOAT))
    assert told is not None
    assert told.edition == 4


def test_two_people_who_are_together_again_need_fewer_words_in_common():
    both = [a_part("Lind", 0.4), a_part("Ostrow", 0.4)]
    trial = a_story(
        "Art dealer and wife deny forging nine pictures",
        both,
        sentences=["The trial began in Vantry with a barn, a lorry and a brush."],
    )
    soon = a_story(
        "Dealer walks free and she asks for canvas",
        both,
        sentences=["Nobody expects anything after Tuesday."],
    )
    assert goes_on(soon, an_edition(1, trial)) is not None
    assert goes_on(replace(soon, people=(both[0],)), an_edition(1, trial)) is None


def test_an_event_without_people_goes_on_where_its_articles_belong_together():
    storm = a_story("Storm Nestor closes the bridge", sentences=["The storm Nestor came from the west."])
    bill = a_story(
        "Storm Nestor leaves a bill of 90 million", sentences=["The storm Nestor closed a bridge."]
    )
    assert goes_on(bill, an_edition(1, storm)) is None
    assert goes_on(bill, an_edition(1, storm), story_ids={storm.id: bill.id}) is not None


def test_an_article_grouped_by_chance_continues_nothing():
    soup = replace(SOUP, people=())
    assert goes_on(soup, an_edition(1, BOAT), story_ids={BOAT.id: soup.id}) is None


def test_people_merged_since_are_known_again():
    old = replace(BOAT, people=(replace(BOAT.people[0], person=PersonId("old id")),))
    assert goes_on(BISHOP, an_edition(1, old)) is None
    merged = {PersonId("old id"): BISHOP.people[0].person}
    assert goes_on(BISHOP, an_edition(1, old), people_ids=merged) is not None


@given(st.permutations([BISHOP, SOUP, replace(BOAT, id=StoryId("again"))]))
def test_every_story_comes_back_in_its_place_and_order_changes_nothing(stories: list[Story]):
    found = continued(stories, [an_edition(1, BOAT)], story_ids={}, people_ids={})
    assert [replace(each, continues=None) for each in found] == stories
    assert {each.id: each.continues is not None for each in found} == {
        BISHOP.id: True, SOUP.id: False, StoryId("again"): True,
    }  # fmt: skip
