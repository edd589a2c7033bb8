"""Whatever the articles of a story are: nothing breaks, nothing is told twice, and the work grows with their number."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Article, Edition, Reading, Section, Story
from digest.stories.continuity import continued
from digest.stories.group import group_stories
from digest.stories.lines import CANDIDATES, READ, read_lines
from digest.stories.novelty import Told, drop_told
from digest.stories.summarise import summarise_article
from digest.stories.tell import Background, tell_story
from tests.builders import NOON, an_article
from tests.stories.builders import FIRE, a_part, a_reading, a_source, a_story

MONDAY = date(2026, 5, 11)
SYLLABLES = ("ba", "ko", "ri", "ne", "ta", "lu", "mo", "si", "ve", "do", "gra", "ped", "ful", "win")


def some_words(count: int) -> list[str]:
    random = Random(3)
    return ["".join(random.choices(SYLLABLES, k=3)) for _ in range(count)]


def headlines(count: int) -> list[Article]:
    words = some_words(count * 3)
    return [
        an_article(" ".join(words[3 * at : 3 * at + 3]), "", url=f"https://a.example/{at}")
        for at in range(count)
    ]


def reports(count: int) -> list[Article]:
    """Of one event, each with a sentence of its own."""
    words = some_words(count * 6)
    return [
        an_article(
            "Fire destroys Brannock fish market",
            f"{FIRE} It was {' '.join(words[6 * at : 6 * at + 6])}.",
            url=f"https://a.example/{at}",
        )
        for at in range(count)
    ]


def same(count: int) -> list[Article]:
    return [an_article("Fire destroys market", FIRE, url=f"https://a.example/{at}") for at in range(count)]


def told(articles: Sequence[Article]) -> Story:
    return tell_story([a_reading(each) for each in articles], Background(identities={}))


def seconds(work: Callable[[], object]) -> float:
    """The least of three runs, in process time."""

    def once() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return min(once() for _ in range(3))


@pytest.mark.unmeasured
@pytest.mark.parametrize("made", [headlines, reports, same])
def test_four_times_the_articles_take_about_four_times_the_time_to_group(
    made: Callable[[int], list[Article]],
) -> None:
    few, many = made(300), made(1200)
    group_stories(few)
    assert seconds(lambda: group_stories(many)) < 10 * seconds(lambda: group_stories(few)) + 0.02


@pytest.mark.unmeasured
@pytest.mark.parametrize("made", [headlines, reports, same])
def test_a_story_of_four_times_the_articles_takes_about_four_times_the_time_to_tell(
    made: Callable[[int], list[Article]],
) -> None:
    few, many = made(100), made(400)
    told(few)
    assert seconds(lambda: told(many)) < 10 * seconds(lambda: told(few)) + 0.02


def test_a_story_of_four_hundred_articles_names_them_all_and_is_told_in_three_sentences() -> None:
    story = told(reports(400))
    assert len({source.article for source in story.sources}) == len(story.sources) == 400
    assert [each.text for each in story.summary] == [f"{each}." for each in FIRE.rstrip(".").split(". ")]


def test_of_two_hundred_thousand_words_only_the_beginning_is_read() -> None:
    for text in (
        "word " * 200_000,
        "Fog came. " * 100_000,
        "word" * 200_000,
        "\n\n" * 200_000,
        "“" * 200_000,
    ):
        lines = read_lines(text)
        assert len(lines) <= CANDIDATES
        assert all(line.end <= READ for line in lines)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("市长周一为新大桥揭幕，工程历时九年。两百名儿童随工程师走过大桥。", 2),
        ("新しい橋は月曜日に開通した。子どもたち二百人が渡った。", 2),
        ("นายกเทศมนตรีเปิดสะพานใหม่เมื่อวันจันทร์หลังจากก่อสร้างเก้าปี。", 1),
        ("市长。", 0),  # a name
        ("市长周一为新大桥揭幕 工程历时九年", 0),  # a heading
    ],
)
def test_a_script_without_blanks_between_words_has_sentences_too(text: str, told: int) -> None:
    assert len(summarise_article("", text)) == told


def test_a_sentence_in_two_stories_stays_with_the_one_of_more_sources() -> None:
    shared, after = "Carrow became mayor of Brannock in 2019 after a recount.", "She had lost by four votes."
    small = a_story("Carrow opens the pool", sentences=[shared, after, "Children jumped into the water."])
    large = a_story("Carrow sues the ferry company", sentences=["The boats were late.", shared])
    large = replace(large, sources=(*large.sources, a_source("https://lantern.example/2")))
    kept = [[each.text for each in story.summary] for story in drop_told([small, large], Told())]
    assert kept == [["Children jumped into the water."], ["The boats were late.", shared]]


def test_a_sentence_in_two_equal_stories_stays_with_the_first() -> None:
    one, other = (
        a_story(title, sentences=["Fog closed the harbour on Monday."]) for title in ("Fog", "Ferries")
    )
    assert [len(each.summary) for each in drop_told([one, other], Told())] == [1, 0]


def test_a_look_back_at_the_first_day_of_a_long_story_is_its_newest_day_all_the_same() -> None:
    titles = (
        "Carrow flees burning fish market",
        "Carrow pays market traders",
        "Carrow rebuilds the market",
        "Carrow mourns burning fish market",
    )
    earlier: list[Edition] = []
    for number, title in enumerate(titles, 1):
        story = replace(a_story(title), people=(a_part("Carrow"),), sources=(a_source(title=title),))
        (story,) = continued([story], earlier, story_ids={}, people_ids={})
        day = MONDAY + timedelta(days=number - 1)
        earlier.insert(0, Edition(
            digest="daily", number=number, title="The Daily Cast", local_date=day, zone="UTC", language="en",
            look="magazine", since=NOON, cut_off=NOON, plain=(Section(stories=(story,)),),
        ))  # fmt: skip
    (last,) = earlier[0].stories
    assert last.continues is not None
    assert (last.continues.since, last.continues.day, last.continues.edition) == (MONDAY, 4, 3)


PIECES = st.sampled_from(
    ["Bo Ek swam the bay at dawn on Monday.", "He said so.", "“", "”", "\n\n", " ", "•", "|", "1.",
     "市长为新大桥揭幕。", "رئيس البلدية", "😀", "\0", "\u202e", "Fog closed the harbour for three hours.",
     "Read more on our site", "!", "(", "ﬁ"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=12).map(" ".join)


def some_readings(texts: Sequence[tuple[str, str]]) -> list[Reading]:
    return [
        a_reading(an_article(title, text, url=f"https://a.example/{at}", hours_ago=at))
        for at, (title, text) in enumerate(texts)
    ]


@settings(max_examples=60)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_any_mixture_of_texts_is_told_soundly(texts: list[tuple[str, str]]) -> None:
    readings = some_readings(texts)
    story = tell_story(readings, Background(identities={}))
    articles = {each.article.id: each.article for each in readings}
    assert {source.article for source in story.sources} == set(articles)
    assert len({each.text for each in story.summary}) == len(story.summary) <= 3
    for each in story.summary:
        assert each.text == " ".join(articles[each.article].text[each.start : each.end].split()) != ""
    assert tell_story(readings[::-1], Background(identities={})) == story


@settings(max_examples=40)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=8))
def test_every_article_of_any_mixture_is_in_one_story(texts: list[tuple[str, str]]) -> None:
    articles = [each.article for each in some_readings(texts)]
    stories = group_stories(articles)
    assert sorted(each.id for story in stories for each in story) == sorted(each.id for each in articles)
    assert group_stories(articles[::-1]) == stories
