"""Initials, colours, words and addresses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.rendering.clean import clean, initials, language_tag, secure_address, web_address
from digest.rendering.colours import DISCS, disc_colours
from digest.rendering.words import ENGLISH, PHRASES, words_for
from tests.rendering.builders import SHIPPED


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("disc", DISCS)
def test_initials_are_readable_on_every_colour_and_the_disc_on_the_paper(disc):
    assert contrast(disc, "#ffffff") >= 4.5
    assert contrast(disc, "#fffdfa") >= 3
    assert contrast(disc, "#1d1b1a") >= 2


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("#1e1b19", "#fffdfa"), ("#675f57", "#fffdfa"), ("#8e1f3d", "#fffdfa"),
        ("#f2ece5", "#1d1b1a"), ("#b5aba1", "#1d1b1a"), ("#f2a0ae", "#1d1b1a"),
    ],
)  # fmt: skip
def test_texts_are_readable_in_both_schemes_and_the_templates_use_these_colours(text, paper):
    sources = "".join(path.read_text() for path in SHIPPED.rglob("*") if path.is_file())
    assert text in sources
    assert paper in sources
    assert contrast(text, paper) >= 4.5


@given(people=st.lists(st.text(max_size=8), max_size=30))
def test_neighbours_differ_and_a_person_keeps_one_colour(people):
    colours = disc_colours(people)
    assert set(colours) == set(people)
    assert disc_colours(people) == colours
    first_seen = list(dict.fromkeys(people))
    assert all(colours[one] != colours[other] for one, other in pairwise(first_seen)) or len(
        first_seen
    ) < len(people)


def test_a_person_alone_has_the_same_colour_every_day():
    assert disc_colours(["p1"])["p1"] == disc_colours(["p1", "p2"])["p1"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Odette van der Carrow", "OC"),
        ("Zsófia", "Z"),
        ("@quayside", "Q"),
        ("ærø ßtrand", "Æß"),
        ("李 小龍", "李小"),
        ("👑 Queen 👑", "Q"),
        ("123 !", "·"),
        ("", "·"),
    ],
)
def test_initials_are_the_first_letters_of_the_first_and_last_part(name, wanted):
    assert initials(name) == wanted


@given(text=st.text(st.characters()), longest=st.integers(2, 50))
def test_cleaned_text_is_one_encodable_line_within_its_length(text, longest):
    cleaned = clean(text, longest)
    assert len(cleaned) <= longest
    assert len(cleaned.splitlines()) <= 1
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


def test_a_long_text_is_cut_at_a_word():
    assert clean("one two three four", 12) == "one two…"


def test_addresses_are_absolute_and_of_the_web():
    assert web_address(" HTTPS://fine.example/a?b=ü ") == "HTTPS://fine.example/a?b=ü"
    assert web_address("ftp://fine.example/") == ""
    assert web_address("https:///path") == ""
    assert secure_address("http://fine.example/") == ""
    assert secure_address("https://fine.example/") == "https://fine.example/"


def test_only_language_tags_name_languages():
    assert language_tag("pt-BR") == "pt-BR"
    assert language_tag('en" onclick="x') == ""


def test_counts_take_the_form_the_language_asks_for():
    words = words_for("en")
    assert [words.count("stories", n) for n in (0, 1, 2, 12000)] == [
        "0 stories",
        "1 story",
        "2 stories",
        "12,000 stories",
    ]


def test_names_are_joined_as_people_say_them():
    words = words_for("en")
    assert [words.names(names) for names in [(), ("A",), ("A", "B"), ("A", "B", "C")]] == [
        "",
        "A",
        "A & B",
        "A, B & C",
    ]


def test_a_phrase_with_a_count_cannot_be_said_without_one():
    with pytest.raises(TypeError):
        words_for("en").say("stories")
    with pytest.raises(TypeError):
        words_for("en").count("cast", 2)


@pytest.mark.parametrize("language", ["", "xx-nope", "not a language", "en\x00", "12"])
def test_an_unknown_language_is_english(language):
    assert words_for(language).tag == "en"


def test_every_translation_has_every_phrase():
    assert all(set(phrases) == set(ENGLISH) for phrases in PHRASES.values())
