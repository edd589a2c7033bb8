"""Ids of stories that last."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from digest.model import ArticleId, Source, Story, StoryId
from digest.stories.lasting import lasting
from tests.builders import NOON


def a_story(name: str, *articles: str) -> Story:
    sources = tuple(
        Source(
            article=ArticleId(each), revision="r", outlet="Harbour Post", url="https://h.example/", title=each,
            published=NOON + timedelta(minutes=ord(each)),
        )
        for each in articles
    )  # fmt: skip
    return Story(id=StoryId(name), headline=name, headline_source=sources[0].article, sources=sources)


def known(**told: str) -> dict[ArticleId, StoryId]:
    return {ArticleId(article): StoryId(story) for article, story in told.items()}


def ids(stories: list[Story]) -> list[str]:
    return [each.id for each in stories]


def test_a_story_nobody_told_before_has_its_own_id():
    assert lasting([a_story("s1", "a", "b")], {}) == ([a_story("s1", "a", "b")], {})


def test_a_story_that_goes_on_without_its_first_article_keeps_its_id():
    stories, merged = lasting([a_story("s9", "b", "c")], known(a="s1", b="s1"))
    assert (ids(stories), merged) == (["s1"], {})


def test_of_two_stories_that_turn_out_to_be_one_the_older_ones_id_stays():
    stories, merged = lasting([a_story("s9", "c", "b", "a")], known(a="s1", b="s2"))
    assert (ids(stories), merged) == (["s1"], {"s2": "s1"})


def test_a_story_that_falls_apart_leaves_its_id_to_one_part():
    stories, merged = lasting([a_story("s8", "a"), a_story("s9", "b")], known(a="s1", b="s1"))
    assert (ids(stories), merged) == (["s1", "s9"], {})


def test_an_id_that_another_story_goes_on_with_leads_nowhere():
    stories, merged = lasting([a_story("s8", "a", "b"), a_story("s9", "c")], known(a="s1", b="s2", c="s2"))
    assert (ids(stories), merged) == (["s1", "s2"], {})


@given(st.permutations([a_story("s7", "a", "b"), a_story("s8", "c"), a_story("s9", "d", "e")]))
def test_the_order_of_the_stories_does_not_matter(stories: list[Story]):
    before = known(b="s1", c="s1", d="s2", e="s3")
    told, merged = lasting(stories, before)
    assert (ids(told), merged) == (["s1", "s8", "s2"], {"s3": "s2"})
