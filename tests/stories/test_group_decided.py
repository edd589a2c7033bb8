"""What editors decided about two articles holds in every story."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Article, ArticleId, StoryDecision
from digest.stories.group import group_stories
from tests.builders import an_article
from tests.stories.test_group import fire, fire_again, ids, some_articles, vote


def together(one: Article, other: Article) -> StoryDecision:
    return StoryDecision(one=one.id, other=other.id, together=True)


def apart(one: Article, other: Article) -> StoryDecision:
    return StoryDecision(one=one.id, other=other.id, together=False)


def grouped(articles: list[Article], *decided: StoryDecision) -> set[frozenset[str]]:
    return {frozenset(each.id for each in story) for story in group_stories(articles, decided=decided)}


def test_articles_an_editor_joined_share_a_story():
    one, other = fire(), vote()
    assert grouped([one, other], together(one, other)) == {ids(one, other)}


def test_articles_an_editor_parted_do_not():
    one, other = fire(), fire_again()
    assert grouped([one, other], apart(one, other)) == {ids(one), ids(other)}


def test_what_is_like_a_joined_article_comes_along():
    one, other, third = fire(), vote(), fire_again()
    assert grouped([one, other, third], together(one, other)) == {ids(one, other, third)}


def test_the_newer_decision_about_the_same_pair_holds():
    one, other = fire(), vote()
    assert grouped([one, other], apart(one, other), together(other, one)) == {ids(one, other)}
    assert grouped([one, other], together(one, other), apart(other, one)) == {ids(one), ids(other)}


def test_of_decisions_that_contradict_each_other_the_oldest_is_dropped():
    a, b, c = (
        fire(),
        vote(),
        an_article("Actor Lena Marsh wins the Tarn prize", "The jury met for two hours."),
    )
    assert grouped([a, b, c], together(a, b), together(b, c), apart(a, c)) == {ids(a), ids(b, c)}
    assert grouped([a, b, c], apart(a, c), together(a, b), together(b, c)) == {ids(a, b, c)}


def test_an_editor_joins_beyond_the_span_and_what_lies_between_may_come_along():
    early, late, between = (
        fire(hours_ago=200),
        fire_again(hours_ago=1),
        fire(hours_ago=100, url="https://b.example/"),
    )
    assert grouped([early, late], together(early, late)) == {ids(early, late)}
    assert grouped([early, late, between], together(early, late)) == {ids(early, late, between)}
    before = fire_again(hours_ago=230, url="https://before.example/")
    assert ids(early, late, before) not in grouped([early, late, before], together(early, late))


def test_an_editor_parts_even_copies():
    one, other = fire(), fire(url="https://other.example/fire")
    third = fire(url="https://third.example/fire")
    assert grouped([one, other], apart(one, other)) == {ids(one), ids(other)}
    found = grouped([one, other, third], apart(one, other))
    assert not any({one.id, other.id} <= story for story in found)
    assert len(found) == 2


def test_copies_that_an_editor_joined_are_copies_still():
    one, other = fire(), fire(url="https://other.example/fire")
    assert grouped([one, other, fire_again()], together(one, other)) == {ids(one, other, fire_again())}


def test_decisions_about_articles_that_are_not_there_are_nothing():
    one, gone = fire(), vote()
    assert grouped([one, fire_again()], together(one, gone), apart(gone, one)) == {ids(one, fire_again())}


def test_an_article_cannot_be_parted_from_itself():
    assert grouped([fire()], apart(fire(), fire()), together(fire(), fire())) == {ids(fire())}


@st.composite
def decided_articles(draw: st.DrawFn) -> tuple[list[Article], list[StoryDecision]]:
    articles = draw(some_articles().filter(lambda found: len(found) > 1))
    pair = st.lists(st.sampled_from([each.id for each in articles]), min_size=2, max_size=2, unique=True)
    decision = st.builds(
        lambda two, how: StoryDecision(one=two[0], other=two[1], together=how), pair, st.booleans()
    )
    return articles, draw(st.lists(decision, max_size=8))


def held(decided: list[StoryDecision]) -> list[StoryDecision]:
    """The decisions that no newer ones contradict, by trying them all, newest first."""
    group: dict[ArticleId, int] = {}
    parted: list[tuple[ArticleId, ArticleId]] = []
    kept = []
    for number, each in enumerate(reversed(decided)):
        one, other = (
            group.setdefault(each.one, -2 * number - 1),
            group.setdefault(each.other, -2 * number - 2),
        )
        if not each.together and one != other:
            parted.append((each.one, each.other))
            kept.append(each)
        elif each.together:
            merged = {name: one if at == other else at for name, at in group.items()}
            if all(merged[a] != merged[b] for a, b in parted):
                group = merged
                kept.append(each)
    return kept


@settings(max_examples=60, deadline=None)
@given(decided_articles())
def test_every_decision_that_no_newer_one_contradicts_is_held(given_):
    articles, decided = given_
    stories = group_stories(articles, decided=decided)
    where = {each.id: number for number, story in enumerate(stories) for each in story}
    for each in held(decided):
        assert (where[each.one] == where[each.other]) is each.together


@settings(max_examples=40, deadline=None)
@given(decided_articles(), st.randoms(use_true_random=False))
def test_decisions_do_not_make_the_order_of_arrival_matter(given_, random):
    articles, decided = given_
    shuffled = list(articles)
    random.shuffle(shuffled)
    assert group_stories(shuffled, decided=decided) == group_stories(articles, decided=decided)


@settings(max_examples=40, deadline=None)
@given(decided_articles())
def test_only_decided_stories_outlast_the_span(given_):
    articles, decided = given_
    joined = {each for decision in decided if decision.together for each in (decision.one, decision.other)}
    for story in group_stories(articles, decided=decided):
        assert story[-1].published - story[0].published <= timedelta(days=3) or joined & {a.id for a in story}
