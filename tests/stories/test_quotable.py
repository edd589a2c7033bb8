"""What is worth quoting: whole utterances of one speaker, and of those what stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Involvement, Part, PersonId, Quote, Reading
from digest.stories.quotable import (
    LONGEST_QUOTE,
    OF_ONE,
    choose_quotes,
    pieces_of,
    stands_alone,
    stands_in_story,
    utterances,
)
from digest.stories.signals import naming
from tests.builders import an_article
from tests.stories.builders import a_reading

FINE = "I have rung every bell in this town but my own"
FINER = "You cannot moor a boat to a promise, and I never tried"


def heard(
    text: str, *speakers: str, hours_ago: float = 2.0, url: str = "https://harbourpost.example/1"
) -> Reading:
    """An article and who says what in it: a speaker for each of its quotes, "" where nobody knows."""
    article = an_article("Fire", text, url=url, hours_ago=hours_ago)
    reading = a_reading(article)
    quotes = tuple(
        Quote(speaker=speaker, text=words, start=match.start(1), end=match.start(1) + len(words))
        for match, speaker in zip(re.finditer("“([^“”]+)”", text), speakers, strict=True)
        if speaker and (words := match.group(1).rstrip(", "))
    )
    return replace(reading, analysis=replace(reading.analysis, quotes=quotes))


def texts(text: str, *speakers: str) -> list[str]:
    return [each.text for each in utterances(heard(text, *speakers))]


def chosen(*readings: Reading, passing: Sequence[str] = (), told: str = "", avoided: str = "") -> list[str]:
    names = {quote.speaker for each in readings for quote in each.analysis.quotes}
    parts = {
        name: Part(
            person=PersonId(name),
            name=name,
            involvement=Involvement.PASSING if name in passing else Involvement.CENTRAL,
            share=0.4,
        )
        for name in names - {"stranger"}
    }
    speakers = {(each.article.id, name): part for each in readings for name, part in parts.items()}
    left_out = naming(frozenset({avoided} - {""}))
    return [each.text for each in choose_quotes(readings, speakers, told=told, avoided=left_out)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "I never sleep here",
        "word " * 41,
        "which is why I never open the gate at noon",
        "He never opens the gate for me at noon",
        "That is why I never open the gate at noon",
        "But I never open the gate for the mayor",
        "Yes, I have opened the gate for the mayor",
        "I told the mayor she could keep the gate, he said",
        "I said the mayor could keep the old gate",
        "I have the log. He waited at every stop",
        "I never asked her about the gate",
        "I have read it and never opened the gate",
        "I have never opened the gate for the",
        "I have never opened the gate for the mayor and",
        "I have never opened the gate for the mayor:",
        "I have never opened the gate (or the door",
        "I have never opened the gate for the mayor…",
        "I have “never opened the gate for the mayor",
        "I do not know of what",
    ],
)
def test_what_leans_on_other_words_does_not_stand_alone(text):
    assert not stands_alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "My brother kept the lamp and never asked who lit it for him",
        "I gave the mayor her gate back on Monday",
        "I know it rains where the nets hang",
        "I knew Kasia when she still mended nets",
    ],
)
def test_a_pronoun_is_fine_where_the_quote_names_whom_it_means(text):
    assert stands_alone(text)


def test_what_a_speaker_goes_on_with_behind_the_attribution_is_one_utterance():
    assert texts("“I saw it late,” Noh said. “But it saw me.”", "noh", "noh") == [
        "I saw it late … But it saw me."
    ]
    assert texts("“I saw it late,” Noh said, “but it saw me.”", "noh", "noh") == [
        "I saw it late … but it saw me."
    ]


def test_a_third_piece_belongs_to_it_too():
    text = "“I saw it late,” Noh said. “But it saw me,” she added, “and it stayed.”"
    assert texts(text, "noh", "noh", "noh") == ["I saw it late … But it saw me … and it stayed."]


def test_whole_sentences_need_no_ellipsis_where_only_the_attribution_stood_between():
    assert texts("“Who is that?” Noh asked. “I am here.”", "noh", "noh") == ["Who is that? I am here."]
    assert texts("“Go home!” Noh said, and rose, “I am here.”", "noh", "noh") == ["Go home! … I am here."]
    assert texts("“I am here.” Noh laughed. “You are not.”", "noh", "noh") == ["I am here. … You are not."]


@pytest.mark.parametrize(
    ("between", "speakers"),
    [
        ("Noh said. ", ("noh", "ada")),
        ("Noh said. ", ("noh", "")),
        ("Noh said.\n\n", ("noh", "noh")),
        ("Noh said. The keeper laughed at him. ", ("noh", "noh")),
        ("Noh said, and of the keeper: ", ("noh", "noh")),
        ("Noh said" + " once more" * 6 + ". ", ("noh", "noh")),
    ],
)
def test_what_may_be_of_somebody_else_or_of_another_moment_is_not_joined(between, speakers):
    found = texts(f"“I saw it late,” {between}“But it saw me.”", *speakers)
    assert found == ["I saw it late", "But it saw me."][: len([name for name in speakers if name])]


def test_speech_of_nobody_known_between_two_quotes_keeps_them_apart():
    text = "“I saw it late,” Noh said. “No.” “But it saw me.”"
    assert texts(text, "noh", "", "noh") == ["I saw it late", "But it saw me."]


def test_an_utterance_is_not_longer_than_a_quote_may_be():
    half = " ".join(["word"] * (LONGEST_QUOTE // 2))
    assert len(texts(f"“{half},” Noh said. “{half} more.”", "noh", "noh")) == 2
    assert len(texts(f"“{half},” Noh said. “{half}”", "noh", "noh")) == 1


def test_the_best_of_each_is_chosen_and_not_the_first():
    text = f"“The harbour opened in the morning as planned.” “{FINE}.” “{FINER}.”"
    assert chosen(heard(text, "ada", "ada", "ada"))[0] == FINER + "."


def test_each_speaker_has_one_before_anybody_has_two_and_nobody_three():
    text = f"“{FINE}.” “{FINER}.” “My brother kept the lamp lit.” “The harbour opened in the morning as planned.”"
    found = chosen(heard(text, "ada", "ada", "ada", "bo"), passing=["bo"])
    assert found[1] == "The harbour opened in the morning as planned."
    assert len(found) == 1 + OF_ONE


def test_those_of_central_people_come_first():
    found = chosen(
        heard(f"“{FINER}.” “The harbour opened in the morning as planned.”", "bo", "ada"), passing=["bo"]
    )
    assert found == ["The harbour opened in the morning as planned.", FINER + "."]


def test_what_a_newer_article_brings_is_preferred():
    old = heard(f"“{FINER}.”", "ada", hours_ago=26, url="https://harbourpost.example/old")
    assert chosen(old, heard(f"“{FINE}.”", "ada")) == [FINE + ".", FINER + "."]


def test_what_leans_comes_only_where_there_is_nothing_else():
    leaning = "I missed her badly."
    assert chosen(heard(f"“{leaning}”", "ada")) == [leaning]
    assert chosen(heard(f"“{leaning}” “{FINE}.”", "ada", "bo"), passing=["bo"]) == [FINE + "."]


def test_what_needs_no_more_than_its_story_comes_behind_what_stands_alone():
    here = "I saw it late … But it saw me."
    assert stands_in_story(here)
    assert not stands_alone(here)
    found = chosen(
        heard(f"“I saw it late,” Noh said. “But it saw me.” “{FINE}.”", "noh", "noh", "bo"), passing=["bo"]
    )
    assert found == [FINE + ".", here]


@pytest.mark.parametrize(
    "text", ["", "I do not know where", "I saw her late and she saw me", "Nobody has seen it yet"]
)
def test_what_leaves_open_who_is_meant_or_says_nothing_does_not_stand_in_its_story(text):
    assert not stands_in_story(text)


@pytest.mark.parametrize(
    "text",
    [
        "No",
        "in the twenty minutes when nobody is late",
        "It was the last",
        "He has been starting it since 2004",
        "They were quiet for the whole of my speech",
        "A bill for heating would do",
        "We are not … But he once got my prize money by mistake",
        "I will build it again for the",
        "I will build it again…",
        "I will build it (again",
        "word " * (LONGEST_QUOTE + 1),
    ],
)
def test_what_means_nothing_by_itself_is_not_quoted(text):
    assert chosen(heard(f"“{text}”", "ada")) == []


def test_where_the_whole_leans_a_piece_that_does_not_is_quoted():
    text = f"“He was right about the comma,” Ada said. “{FINE}.”"
    assert chosen(heard(text, "ada", "ada")) == [FINE + "."]
    text = "“He was right about the comma,” Ada said. “I have offered him a post.”"
    assert chosen(heard(text, "ada", "ada")) == ["I have offered him a post."]


def test_where_the_whole_leans_a_little_its_pieces_do_not_stand_for_it():
    text = "“I missed her badly,” Ada said. “I wanted her back.”"
    assert chosen(heard(text, "ada", "ada")) == ["I missed her badly … I wanted her back."]


def test_nothing_is_quoted_twice_nor_what_the_summary_tells():
    other = heard(f"“{FINE}.”", "ada", url="https://harbourpost.example/2")
    assert chosen(heard(f"“{FINE}.”", "ada"), other) == [FINE + "."]
    text = f"“{FINE},” Ada said. “{FINER}.”"
    assert chosen(heard(text, "ada", "ada"), told=f"“{FINER}.”") == []


def test_strangers_and_those_to_be_left_out_are_not_quoted():
    assert chosen(heard(f"“{FINE}.”", "stranger")) == []
    assert chosen(heard("“I have rung every bell for Carrow.”", "ada"), avoided="Carrow") == []


@given(
    said=st.lists(
        st.tuples(
            st.text(st.characters(exclude_characters="“”"), min_size=1, max_size=80).filter(str.strip),
            st.sampled_from([" Ada said. ", "", " ", "\n\n", ' "', " she said, and he: "]),
            st.sampled_from(["ada", "bo", ""]),
        ),
        max_size=8,
    )
)
def test_whatever_is_said_every_piece_is_verbatim_and_of_one_speaker(said):
    text = "".join(f"“{words}”{between}" for words, between, _ in said)
    reading = heard(text, *(speaker for *_, speaker in said))
    spoken = [(each.speaker, " ".join(each.text.split())) for each in reading.analysis.quotes]
    found = [(each.speaker, piece) for each in utterances(reading) for piece in each.pieces]
    assert found == spoken
    assert chosen(reading) == chosen(reading)
    assert all(
        any(piece in words for _, words in spoken) for one in chosen(reading) for piece in pieces_of(one)
    )
