from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Article
from digest.stories.group import group_stories
from tests.builders import an_article
from tests.stories.builders import FIRE, VOTE

FIRE_AGAIN = (
    "Flames destroyed the fish market of Brannock on Monday morning. Mayor Odette Carrow said the market would be "
    "rebuilt. Four boats were lost in the fire, police said."
)


def fire(**others: object) -> Article:
    return an_article("Fire destroys Brannock fish market", FIRE, **others)  # type: ignore[arg-type]


def fire_again(**others: object) -> Article:
    return an_article("Brannock fish market burns down", FIRE_AGAIN, **others)  # type: ignore[arg-type]


def vote(**others: object) -> Article:
    return an_article("Harlow closes its last swimming pool", VOTE, **others)  # type: ignore[arg-type]


def grouped(*articles: Article, **others: timedelta) -> set[frozenset[str]]:
    return {frozenset(each.id for each in story) for story in group_stories(articles, **others)}


def ids(*articles: Article) -> frozenset[str]:
    return frozenset(each.id for each in articles)


def test_articles_of_one_event_are_one_story_and_others_are_not():
    assert grouped(fire(), vote(), fire_again()) == {ids(fire(), fire_again()), ids(vote())}


def test_nothing_makes_no_story():
    assert group_stories([]) == []


def test_headlines_alone_are_grouped():
    one, other = (
        an_article("Fire destroys Brannock fish market", ""),
        an_article("Brannock fish market destroyed by fire", ""),
    )
    assert grouped(one, other, an_article("Harlow closes swimming pool", "")) >= {ids(one, other)}


def test_articles_without_any_word_stand_alone():
    assert len(group_stories([an_article("?!", "…", url=f"https://a.example/{n}") for n in range(1)])) == 1


def test_the_same_event_far_apart_in_time_is_two_stories():
    early, late = fire(hours_ago=200), fire_again(hours_ago=1)
    assert grouped(early, late) == {ids(early), ids(late)}
    assert grouped(early, late, span=timedelta(days=10)) == {ids(early, late)}


def test_a_copy_long_after_is_another_story():
    early, late = fire(hours_ago=200), fire(hours_ago=1, url="https://other.example/fire")
    assert grouped(early, late) == {ids(early), ids(late)}


def test_copies_share_a_story_and_weigh_as_one():
    copies = [fire(url=f"https://outlet{n}.example/fire") for n in range(5)]
    assert grouped(*copies, fire_again()) == {ids(*copies, fire_again())}
    assert grouped(copies[0], fire_again()) == {ids(copies[0], fire_again())}


def test_four_hundred_reports_of_one_event_become_one_story():
    reports = [
        an_article(
            f"Fire destroys Brannock fish market, report {n}", f"{FIRE} Witness {n} saw it from pier {n}."
        )
        for n in range(400)
    ]
    assert len(group_stories(reports)) == 1


TOPICS = [
    "fire market Brannock",
    "pool council Harlow",
    "actor prize Marsh",
    "storm coast Orrin",
    "goal final Tarn",
]


@st.composite
def some_articles(draw: st.DrawFn) -> list[Article]:
    count = draw(st.integers(0, 12))
    articles = []
    for n in range(count):
        said = " ".join(draw(st.lists(st.sampled_from(" ".join(TOPICS).split()), min_size=1, max_size=8)))
        hours = draw(st.sampled_from([1.0, 5.0, 30.0, 100.0]))
        articles.append(
            an_article(draw(st.sampled_from(TOPICS)), said, url=f"https://a.example/{n}", hours_ago=hours)
        )
    return articles


@settings(max_examples=60, deadline=None)
@given(some_articles(), st.randoms(use_true_random=False))
def test_how_the_articles_arrive_does_not_matter(articles, random):
    shuffled = list(articles)
    random.shuffle(shuffled)
    assert group_stories(shuffled) == group_stories(articles)


@settings(max_examples=60, deadline=None)
@given(some_articles())
def test_every_article_stands_in_one_story_that_is_bounded_in_time(articles):
    stories = group_stories(articles)
    assert sorted(each.id for story in stories for each in story) == sorted(each.id for each in articles)
    for story in stories:
        assert story[-1].published - story[0].published <= timedelta(days=3)


def test_the_common_words_of_another_language_make_no_story():
    lost = (
        "Der Schafhirte wird seit Mittwochabend vermisst. Die Bergwacht suchte mit einem Hund bis zum Einbruch der "
        "Dunkelheit, und am Morgen soll es mit der Suche weitergehen, sagte der Leiter."
    )
    clocks = (
        "Der Uhrmacher hat seit Mittwoch nicht eine der Uhren verkauft, die er mit der Lupe repariert, und die Post "
        "liegt bis zum Abend auf dem Tisch, sagte der Nachbar."
    )
    articles = [
        an_article("Schafhirte am Hochjoch vermisst", lost, url="https://a.example/1", language="de"),
        an_article(
            "Der Uhrmacher, der keine Post aufmacht", clocks, url="https://b.example/1", language="de-AT"
        ),
    ]
    assert len(group_stories(articles)) == 2
