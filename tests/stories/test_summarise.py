from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.stories.boilerplate import is_boilerplate
from digest.stories.novelty import plain_form
from digest.stories.summarise import Brief, summarise_article
from digest.stories.telling import Telling, summarise_story
from digest.text.similarity import words
from tests.stories.builders import FIRE, VOTE


def summary(text: str, title: str = "", **brief: object) -> list[str]:
    spans = summarise_article(title, text, Brief(**brief))  # type: ignore[arg-type]
    return [text[start:end] for start, end in spans]


def test_a_short_article_is_told_whole_and_in_order():
    assert " ".join(summary(FIRE)) == FIRE


def test_no_more_sentences_than_asked_for():
    assert len(summary(FIRE, count=1)) == 1


def test_nothing_is_said_of_nothing():
    assert summary("") == summary(" \n\n ") == []


@pytest.mark.parametrize(
    "page",
    [
        "Sign up for our newsletter to get the news each morning.",
        "Click here to see more of the pictures of the day.",
        "Photo: the harbour of Brannock in the early morning light.",
        "The harbour of Brannock at dawn (Getty Images and friends).",
        "© 2026 Harbour Post, a paper of the harbour people.",
        "Read more about the fire on our other pages today.",
        "Scroll down for video of the fire at the market.",
        "Follow us on all of the usual platforms for more.",
        "Advertisement for a boat that nobody needs at all.",
        "Please enable JavaScript to see this page as it is.",
        "Mira Vance contributed to this report from Harlow town.",
        "This article was first published in the Harbour Post.",
        "Have your say on the fire in the comments below.",
        "We may earn money when you buy a boat by our links.",
        "Visit www.harbourpost.example for all of the stories.",
    ],
)
def test_the_page_itself_is_never_quoted(page: str):
    assert is_boilerplate(page, words(page))
    assert summary(page) == []
    assert page not in summary(f"{page} {FIRE}", count=5)


def test_a_sentence_that_leans_comes_only_with_the_one_before_it():
    text = (
        "Mira Vance won the Brannock prize on Friday. She thanked her trainer and the town. "
        "But the jury was not of one mind about the Brannock prize. The couple left early."
    )
    told = summary(text, count=2)
    assert told[0].startswith("Mira Vance")
    for at, sentence in enumerate(told):
        if sentence.startswith(("She", "But", "The couple")):
            assert f"{told[at - 1]} {sentence}" in text


def test_an_article_that_opens_with_a_pronoun_is_told_from_its_second_sentence():
    text = (
        "He has done it again, say his friends. Ivo Kast won the Harlow regatta on Sunday for the third time."
    )
    assert summary(text, count=1) == ["Ivo Kast won the Harlow regatta on Sunday for the third time."]


def test_the_company_may_open_an_article_but_not_follow_another_sentence_alone():
    assert summary("The company Pike Bros. said on Monday that it would close its Harlow yard.")
    told = summary("Please log in to read what we have. The company will close its yard in Harlow this year.")
    assert told == []


def test_the_middle_of_somebodys_speech_needs_its_beginning():
    text = "“The harbour is ours and always was. Nobody will take the harbour from the people of Brannock.” Boats left."
    told = summary(text, count=1)
    assert "Nobody will take the harbour from the people of Brannock.”" not in told


def test_datelines_and_headings_and_questions_are_left_behind():
    text = (
        "BRANNOCK (AP) — The fish market of Brannock burned down on Monday.\n\nWhat we know\n\n"
        "Who set the market of Brannock on fire? Police in Brannock found a burnt can beside the market."
    )
    assert summary(text, count=2) == [
        "The fish market of Brannock burned down on Monday.",
        "Police in Brannock found a burnt can beside the market.",
    ]


@pytest.mark.parametrize(
    "dateline",
    ["(CNN) ", "BRANNOCK (Corvane Wire) - ", "BRANNOCK, May 3 — ", "Harlow, Orlesia (CNN) ", "(Reuters) - "],
)
def test_a_dateline_is_not_part_of_the_sentence(dateline: str):
    sentence = "The fish market of Brannock burned down on Monday."
    assert summary(dateline + sentence) == [sentence]


def test_what_repeats_the_title_or_another_sentence_is_left_out():
    text = "Fire destroys the Brannock market. " + FIRE + " " + FIRE
    told = summary(text, "Fire destroys the Brannock market", count=6)
    assert len(told) == len(set(told)) == 3
    assert "Fire destroys the Brannock market." not in told


def test_a_table_is_no_sentence_and_a_cut_text_comes_last():
    table = " ".join(f"Harlow {n} Brannock {n}" for n in range(60)) + "."
    assert summary(table) == []
    cut = "Fire crews in Brannock fought all night with the flames that reached the…"
    assert cut not in summary(f"{cut} {FIRE}", count=3)


def test_sentences_that_name_the_cast_in_full_are_preferred():
    text = (
        "Rain fell on the town of Brannock for nine days in a row this month. "
        "Streets in Brannock were closed and schools in the town stayed shut. "
        "Mayor Odette Carrow asked the people of the town to stay at home."
    )
    assert any("Odette Carrow" in each for each in summary(text, count=1, prefer=["Odette Carrow"]))


def test_who_is_to_be_left_out_is_not_named_by_any_chosen_sentence():
    told = summary(FIRE, count=3, avoid=["Carrow"])
    assert told
    assert not any("Carrow" in each for each in told)
    assert summary(FIRE, avoid=["Carr"]) == summary(FIRE), "a part of a name is another name"


def test_what_was_told_before_is_not_told_again():
    first = summary(FIRE, count=1)
    told = frozenset(map(plain_form, first))
    assert first[0] not in summary(FIRE, count=3, told=told)


def story(*texts: str, **brief: object) -> list[tuple[int, str]]:
    articles = [Telling(title=text[:40], text=text) for text in texts]
    found = summarise_story(articles, Brief(**brief))  # type: ignore[arg-type]
    return [(at, texts[at][start:end]) for at, start, end in found]


def test_a_story_is_told_by_the_article_nearest_to_all_of_them():
    other = "Brannock's fish market burned on Monday, the police said. Four boats burned and Mayor Odette Carrow wept."
    told = story(VOTE, FIRE, other)
    assert {at for at, _ in told} <= {1, 2}
    assert len({at for at, _ in told}) == 1


def test_another_article_helps_where_one_says_too_little():
    told = story("The fish market of Brannock burned.", FIRE, count=3)
    assert sum(len(text.split()) for _, text in told) >= 20


def test_a_story_of_nothing_is_told_by_nothing():
    assert story() == story("") == story("", "") == []


SENTENCES = [
    "Mira Vance won the prize.",
    "She wept.",
    "“It is over,” said Ivo Kast of Harlow.",
    "But the town of Brannock was calm on Monday.",
    "Who knows?",
    "Read more: click here.",
    "The 41-year-old was seen near the harbour with 3 friends.",
    "What we know",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=14), st.integers(1, 5), st.sampled_from([" ", "\n\n"]))
def test_whatever_is_chosen_is_there_in_order_and_never_leans_on_what_was_left_behind(sentences, count, gap):
    text = gap.join(sentences)
    spans = summarise_article("", text, Brief(count=count))
    assert len(spans) <= count
    assert spans == sorted(spans)
    for at, (start, end) in enumerate(spans):
        sentence = text[start:end]
        assert sentence.replace("What we know ", "") in SENTENCES
        if sentence.startswith(("She", "But", "The 41")):
            before = spans[at - 1] if at else None
            assert (before and not text[before[1] : start].strip()) or (
                start == 0 and (sentence.startswith("The") or len(spans) == 1)
            )


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_is_summarised_without_a_fault(text, title):
    for start, end in summarise_article(title, text):
        assert 0 <= start < end <= len(text)


def test_a_long_text_is_read_from_its_beginning_only():
    assert summary(FIRE + " " + "Boats left the harbour of Brannock again and again. " * 20000)[0] in FIRE


def test_a_summary_names_somebody_of_the_cast_where_the_opening_does():
    market = "The fish market of Brannock burned down early on Monday in the fish market fire, police said."
    stalls = "Four stalls of the Brannock fish market and two boats were lost in the market fire on Monday."
    named = "Who in the town had a photo of it, we asked Odette Carrow?"
    text = f"{market} {stalls} {named}"
    spans = summarise_article("", text, Brief(count=2, prefer=("Odette Carrow",)))
    assert [text[start:end] for start, end in spans] == [market, named]


def test_who_could_only_be_named_by_repeating_a_line_is_not():
    market = "The fish market of Brannock burned down early on Monday with four boats and nine stalls."
    again = f"Odette Carrow asked: {market[:-1].lower()}, photo, photo, photo, photo, photo, photo, photo?"
    text = f"{market} {again} Harlow sent its engines across the bay."
    spans = summarise_article("", text, Brief(count=2, prefer=("Odette Carrow",)))
    assert again not in [text[start:end] for start, end in spans]
