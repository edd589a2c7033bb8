"""Ids of stories that last."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from digest.model import Article, ArticleId, StoryId, content_id
from digest.stories.lasting import lasting
from tests.builders import NOON, an_article


def an_article_called(name: str) -> Article:
    return an_article(
        name, url=f"https://h.example/{name}", published=NOON - timedelta(hours=ord("z") - ord(name))
    )


ARTICLES = {name: an_article_called(name) for name in "abcde"}


def a_group(*names: str) -> tuple[Article, ...]:
    return tuple(ARTICLES[name] for name in names)


def fresh(name: str) -> str:
    return content_id("story", ARTICLES[name].id)


def known(**told: str) -> dict[ArticleId, StoryId]:
    return {ARTICLES[article].id: StoryId(story) for article, story in told.items()}


def ids(
    *groups: tuple[Article, ...], before: dict[ArticleId, StoryId]
) -> tuple[dict[str, str], dict[str, str]]:
    """The id of each group by the titles of its articles, and which ids lead elsewhere."""
    stories, merged = lasting(groups, before)
    return {"".join(each.title for each in group): story for story, group in stories}, merged


def test_a_story_nobody_told_before_is_called_after_its_oldest_article():
    assert ids(a_group("b", "a"), before={}) == ({"ba": fresh("a")}, {})


def test_a_story_that_goes_on_without_its_first_article_keeps_its_id():
    assert ids(a_group("b", "c"), before=known(a="s1", b="s1")) == ({"bc": "s1"}, {})


def test_of_two_stories_that_turn_out_to_be_one_the_older_ones_id_stays():
    assert ids(a_group("c", "b", "a"), before=known(a="s1", b="s2")) == ({"cba": "s1"}, {"s2": "s1"})


def test_a_story_that_falls_apart_leaves_its_id_to_one_part():
    stories, merged = ids(a_group("a"), a_group("b"), before=known(a="s1", b="s1"))
    assert stories in ({"a": "s1", "b": fresh("b")}, {"a": fresh("a"), "b": "s1"})
    assert merged == {}


def test_an_id_that_another_story_goes_on_with_leads_nowhere():
    stories, merged = ids(a_group("a", "b"), a_group("c"), before=known(a="s1", b="s2", c="s2"))
    assert stories["ab"] == "s1"
    assert merged == ({} if stories["c"] == "s2" else {"s2": "s1"})


def test_of_a_story_that_falls_apart_the_part_it_is_called_after_keeps_the_id():
    for one, other in (("a", "b"), ("c", "e"), ("b", "d")):
        before = known(**{one: fresh(one), other: fresh(one)})
        stories = {one: fresh(one), other: fresh(other)}
        assert ids(a_group(one), a_group(other), before=before) == (stories, {})


def test_a_story_that_others_go_on_with_is_not_called_like_them():
    stories, _ = ids(a_group("a"), a_group("b"), before=known(b=fresh("a")))
    assert stories == {"a": content_id("story", fresh("a")), "b": fresh("a")}


@given(st.dictionaries(st.sampled_from("abcde"), st.sampled_from("abcde")))
def test_no_two_stories_have_one_id(told: dict[str, str]):
    before = known(**{article: fresh(story) for article, story in told.items()})
    stories, merged = ids(*(a_group(each) for each in "abcde"), before=before)
    assert len(set(stories.values())) == 5
    assert not merged.keys() & set(stories.values())


@given(st.permutations([a_group("a", "b"), a_group("c"), a_group("d", "e")]))
def test_the_order_of_the_stories_does_not_matter(groups: list[tuple[Article, ...]]):
    before = known(b="s1", c="s1", d="s2", e="s3")
    assert ids(*groups, before=before) == ids(
        a_group("a", "b"), a_group("c"), a_group("d", "e"), before=before
    )
