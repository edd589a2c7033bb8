from __future__ import annotations

import pytest

from digest.stories.boilerplate import is_boilerplate
from digest.text.similarity import words


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Ada Lind; additional reporting by Ivo Kast in Harlow; editing by Mira Vance)",
        "Get the day's harbour news in your inbox at 6 p.m.: sign up for the Closing Tide newsletter.",
        "Do YOU know more? Ring our newsdesk on 0555 010 0100.",
        "This page is no longer being updated. Read our full report on the storm here.",
        "Subscribe to The Long Table and get our best writing every Saturday.",
        "Editor's note: this interview has been shortened and edited.",
        "Related: the market's last night.",
        "Thank you for following our live page.",
        "Were you there? Send us your pictures of the fire.",
        "Write to letters@harbourpost.example with what you think of it.",
        "We use cookies to make this page better for you.",
        "Photograph: Ada Lind for the Post.",
    ],
)
def test_the_page_is_told_from_the_reporter(line: str):
    assert is_boilerplate(line, words(line))


@pytest.mark.parametrize(
    "sentence",
    [
        "The big picture: fewer boats land more fish at Brannock each year.",
        "A chocolate chip cookie was all that the sailors had left, they said.",
        "Videos of the fire tell us little of how it began, police said.",
        "For more than twenty years Odette Carrow has run the market of Brannock.",
        "Ada Lind read the letter aloud and let the council think about it.",
        "Sign language was used at the trial for the first time in Harlow.",
    ],
)
def test_a_reporters_sentence_with_such_words_is_none(sentence: str):
    assert not is_boilerplate(sentence, words(sentence))
