"""The quotes of the day: worth reading by themselves, each of another speaker and story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import ArticleId, Edition, PersonId, Section, StoryQuote
from digest.stories.day_quotes import FRESH, MOST, is_worth_reading, quotes_of_the_day
from digest.stories.quotable import stands_alone
from tests.builders import NOON
from tests.stories.builders import a_story, person

PEOPLE = {
    one.id: one for one in (person(name, role=f"{name} by trade") for name in ("Ada", "Bo", "Cy", "Di"))
}
FINE = (
    "I have rung every bell in this town but my own",
    "You cannot moor a boat to a promise",
    "Nobody paints the harbour grey on purpose",
    "My brother kept the lamp lit and never asked for whom",
)


def said(text: str, name: str = "Ada", *, headline: str = "Harbour opens") -> StoryQuote:
    article = ArticleId("https://harbourpost.example/" + headline)
    return StoryQuote(text=text, person=PersonId(name.lower()), speaker=name, article=article)


def told(headline: str, *quotes: StoryQuote, people: str = "Ada", **others: object):
    here = [replace(each, article=ArticleId("https://harbourpost.example/" + headline)) for each in quotes]
    return a_story(headline, people, quotes=here, **others)


def an_edition(*stories, plain: Sequence[object] = (), language: str = "en") -> Edition:
    return Edition(
        digest="daily", title="The Daily Cast", local_date=NOON.date(), zone="UTC", language=language,
        look="magazine", since=NOON, cut_off=NOON,
        sections=tuple(Section(stories=(story,), cast=(PEOPLE[PersonId("ada")],)) for story in stories),
        plain=(Section(stories=tuple(plain), heading="News"),) if plain else (),
    )  # fmt: skip


def chosen(*stories, **others):
    return [each.text for each in quotes_of_the_day(an_edition(*stories, **others), PEOPLE)]


@pytest.mark.parametrize("text", FINE)
def test_whole_thoughts_are_worth_reading(text):
    assert is_worth_reading(text)


def test_plain_words_are_not_quotes_of_the_day():
    assert stands_alone("The harbour opened in the morning as planned")
    assert chosen(told("Harbour opens", said("The harbour opened in the morning as planned"))) == []


def test_each_is_of_another_speaker_and_another_story():
    one = told("One", said(FINE[0], "Ada"), said(FINE[1], "Bo"))
    two = told("Two", said(FINE[2], "Ada"))
    three = told("Three", said(FINE[3], "Cy"))
    found = quotes_of_the_day(an_edition(one, two, three), PEOPLE)
    assert len({each.person for each in found}) == len({each.story for each in found}) == len(found) == 2


def test_they_are_at_most_three_and_fewer_where_there_are_few_stories():
    stories = [told(f"Story {at}", said(FINE[at], name)) for at, name in enumerate(("Ada", "Bo", "Cy", "Di"))]
    others = [a_story(f"Other {at}") for at in range(4)]
    assert len(chosen(*stories, *others)) == MOST
    assert len(chosen(*stories[:2])) == 1
    assert chosen() == []


def test_a_quote_says_who_speaks_what_they_do_and_where_it_stands():
    (found,) = quotes_of_the_day(an_edition(told("One", said(FINE[0]))), PEOPLE)
    assert (found.text, found.speaker, found.role) == (FINE[0], "Ada", "Ada by trade")
    assert (found.outlet, found.url) == ("Harbour Post", "https://harbourpost.example/One")
    assert found.story == "story of One"


@pytest.mark.parametrize("quote", [said(FINE[0], "Eve"), replace(said(FINE[0]), speaker=" ")])
def test_who_may_not_be_quoted_or_has_no_name_is_not(quote):
    assert chosen(told("One", quote)) == []


def test_what_is_told_anyway_is_not_quoted():
    assert chosen(told("One", said(FINE[0]), sentences=[f"“{FINE[0]},” Ada said."])) == []
    assert chosen(told(f"“{FINE[0]}”: Ada on bells", said(FINE[0]))) == []


def test_what_is_told_in_part_is_not_quoted():
    both = f"{FINE[0]} … {FINE[1]}"
    assert chosen(told("One", said(both))) == [both]
    assert chosen(told("One", said(both), sentences=[f"“{FINE[1]},” Ada said."])) == []


def test_what_a_newer_article_may_have_overtaken_is_not_quoted():
    (fresh,) = (story := told("One", said(FINE[0]))).sources
    for behind, expected in ((FRESH, [FINE[0]]), (FRESH + timedelta(minutes=1), [])):
        newer = replace(fresh, article=ArticleId("newer"), published=fresh.published + behind)
        assert chosen(replace(story, sources=(fresh, newer))) == expected


def test_what_an_earlier_edition_quoted_is_not_quoted_again():
    before = an_edition(told("Yesterday", said(FINE[0].upper())))
    now = an_edition(told("One", said(FINE[0])))
    assert quotes_of_the_day(now, PEOPLE, earlier=[before]) == ()
    assert quotes_of_the_day(now, PEOPLE) != ()


def test_quotes_are_in_the_edition_s_language():
    assert chosen(told("Eins", said(FINE[0]), language="de")) == []
    assert chosen(told("One", said(FINE[0]), language="en-GB"), language="en") == [FINE[0]]


def test_stories_of_plain_sections_are_heard_too():
    assert chosen(a_story("First"), plain=[told("One", said(FINE[0]))]) == [FINE[0]]


def test_of_equal_words_those_of_the_section_s_own_come_first_and_a_section_keeps_its_only_quote():
    margin, lead = (
        told("One", said(FINE[0], "Bo")),
        told("Two", said(FINE[0], "Ada"), said("Too short", "Bo")),
    )
    (found,) = quotes_of_the_day(an_edition(margin, lead), PEOPLE)
    assert found.speaker == "Ada"


def test_a_question_and_what_points_at_something_count_for_less():
    statement, question = "I never lit that lamp before the storm", "Who lit my lamp before the last storm?"
    pointing = "I have never lit a lamp like that"
    stories = [
        told("One", said(question, "Bo")),
        told("Two", said(pointing, "Cy")),
        told("Three", said(statement, "Ada")),
    ]
    assert chosen(*stories)[0] == statement


quotes = st.builds(
    said,
    st.sampled_from(FINE)
    | st.text(max_size=300)
    | st.sampled_from(["<b>" * 1000, "אמרתי " * 900, "👩‍👧 " * 9, "X" * 5000]),
    st.sampled_from(["Ada", "Bo", "Cy", "Eve", "", "👑"]),
)


@given(said_by_story=st.lists(st.lists(quotes, max_size=3), max_size=7))
def test_whatever_is_said_they_are_few_verbatim_and_by_different_people(said_by_story):
    stories = [told(f"Story {at}", *each) for at, each in enumerate(said_by_story)]
    edition = an_edition(*stories[:4], plain=stories[4:])
    found = quotes_of_the_day(edition, PEOPLE)
    assert len(found) <= MOST
    assert len({each.person for each in found}) == len({each.story for each in found}) == len(found)
    assert {each.text for each in found} <= {quote.text for story in stories for quote in story.quotes}
    assert all(each.speaker and 6 <= len(each.text.split()) <= 40 for each in found)
    assert found == quotes_of_the_day(edition, PEOPLE)
