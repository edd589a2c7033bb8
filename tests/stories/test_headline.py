from __future__ import annotations

from digest.model import Article
from digest.stories.headline import choose_headline
from digest.stories.signals import naming
from tests.builders import an_article
from tests.stories.builders import FIRE


def chosen(
    *articles: Article, cast: tuple[str, ...] = (), avoid: tuple[str, ...] = (), telling: int = 0
) -> str:
    return choose_headline(
        articles, cast=cast, avoided=naming(avoid), telling=articles[telling].id
    ).title  # fmt: skip


def titled(title: str, text: str = FIRE, hours_ago: float = 1) -> Article:
    return an_article(title, text, hours_ago=hours_ago, url=f"https://harbourpost.example/{abs(hash(title))}")


def test_the_title_that_says_most_of_the_story_heads_it():
    side = titled("Weather for the weekend in Harlow")
    assert chosen(side, titled("Fire destroys the fish market of Brannock harbour")).startswith("Fire")


def test_a_question_or_somebodys_words_head_nothing_where_another_title_tells_it():
    plain = titled("Fire destroys Brannock fish market in the night")
    assert (
        chosen(titled("“Fire destroys Brannock fish market in the night”"), plain, telling=1) == plain.title
    )
    assert (
        chosen(titled("Did the fire destroy Brannock fish market in the night?"), plain, telling=1)
        == plain.title
    )


def test_of_two_like_titles_the_newer_one_heads_the_story():
    old = titled("Fire destroys Brannock fish market", hours_ago=30)
    new = titled("Brannock fish market destroyed by fire", hours_ago=1)
    assert chosen(new, old, telling=0) == chosen(old, new, telling=1) == new.title


def test_what_tells_the_story_heads_it_where_titles_say_as_much():
    one, other = (
        titled("Fire destroys Brannock fish market"),
        titled("Brannock fish market destroyed by fire"),
    )
    assert chosen(one, other, telling=0) == one.title
    assert chosen(one, other, telling=1) == other.title


def test_who_is_left_out_heads_nothing_and_an_untitled_article_only_alone():
    named, untitled = titled("Carrow rebuilds the burned fish market of Brannock"), titled("")
    assert chosen(named, titled("Brannock market burns"), avoid=("Carrow",)) == "Brannock market burns"
    assert chosen(untitled, titled("Weather")) == "Weather"
    assert chosen(untitled) == ""
