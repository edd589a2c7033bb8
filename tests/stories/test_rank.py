from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from digest.model import Continuation, Copy, Factor, PersonId, Story
from digest.stories.rank import ranked, score, total
from digest.stories.rarity import rarity
from tests.builders import NOON
from tests.stories.builders import a_source, a_story


def scored(*stories: Story, **others) -> dict[str, float]:
    """The amounts by name."""
    return {part.name: part.amount for part in score(stories, NOON, **others)}


def of(headline: str = "Harbour opens", **others) -> Story:
    """A story with its score."""
    story = a_story(headline, **others)
    return replace(story, score=score([story], NOON))


def outlets(count: int) -> dict[str, object]:
    return {"sources": tuple(a_source(f"https://o{n}.example/", outlet=f"Outlet {n}") for n in range(count))}


def on_day(day: int) -> dict[str, object]:
    told = date(2026, 5, 11)
    return {"continues": Continuation(since=told, day=day, edition=1, told=told)}


def test_the_parts_sum_to_the_total_and_those_that_add_nothing_are_not_named():
    parts = score([a_story()], NOON, novelty=0.5)
    assert [part.name for part in parts] == ["recency", "novelty"]
    assert total(parts) == sum(part.amount for part in parts)


def test_every_part_says_why():
    story = a_story(**(outlets(2) | on_day(3)))
    parts = {part.name: part.why for part in score([story, a_story("Two")], NOON, novelty=0.1, followed=True)}
    assert parts == {
        "followed": "followed people come first",
        "outlets": "3 outlets tell it",
        "recency": "newest 2 h before the cut-off",
        "novelty": "its lead is often in the news",
        "stories": "2 stories",
    }
    assert score([story], NOON)[2] == Factor(
        name="continues", amount=-0.1585, why="day 3 of it, 2 outlets tell it still"
    )


def test_words_for_the_rare_the_usual_and_the_newest():
    newest = a_story(sources=(a_source(published=NOON),))
    assert score([newest], NOON)[0].why == "newest within the last hour"
    whys = [score([newest], NOON, novelty=value)[1].why for value in (0.9, 0.5)]
    assert whys == ["its lead is rarely in the news", "its lead is now and then in the news"]


def test_two_outlets_are_more_than_one_and_more_than_one_outlet_twice():
    twice = a_story(sources=(a_source("1"), a_source("2")))
    assert scored(a_story(**outlets(2)))["outlets"] == 1
    assert "outlets" not in scored(twice)


def test_newer_heavier_and_rarer_is_more_newsworthy():
    usual = scored(a_story())
    old = a_story(sources=(a_source(published=NOON - timedelta(days=2)),))
    assert scored(old)["recency"] < usual["recency"]
    assert scored(a_story(sources=(a_source(weight=2.0),)))["weight"] == 1.0
    assert scored(a_story(), novelty=1.0)["novelty"] == 0.5
    assert scored(a_story("One"), a_story("Two"))["stories"] == 0.5


def test_what_goes_on_fades_and_less_so_where_many_outlets_tell_it():
    second, fourth = (scored(a_story(**on_day(day)))["continues"] for day in (2, 4))
    assert (second, fourth) == (-0.2, -0.4)
    assert scored(a_story(**(on_day(4) | outlets(4))))["continues"] == -0.1


def test_a_section_with_a_new_story_does_not_fade():
    assert "continues" not in scored(a_story("One", **on_day(4)), a_story("Two"))


def test_stories_are_ranked_the_same_in_whatever_order_they_come():
    stories = [of("A"), of("B"), of("C", **outlets(2))]
    assert [each.headline for each in ranked(stories)] == ["C", "A", "B"]
    assert ranked(stories[::-1]) == ranked(stories)


def test_a_new_name_is_rare_and_one_in_every_article_is_not():
    values = rarity({PersonId("new"): 0, PersonId("some"): 10, PersonId("everywhere"): 100}, 100)
    assert values["new"] == 1 > values["some"] > values["everywhere"] == 0


def test_without_earlier_articles_everybody_is_new():
    assert rarity({PersonId("ada"): 0}, 0) == {"ada": 1.0}


def test_copies_are_no_support():
    alone = a_story()
    copies = tuple(Copy(outlet=f"Outlet {n}", url=f"https://outlet{n}.example/") for n in range(5))
    copied = a_story(sources=(replace(alone.sources[0], copies=copies),))
    assert score([copied], NOON) == score([alone], NOON)
