"""The trained tagger: what it finds, where, and that nothing upsets it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.people.tagger import Tagger, load_tagger
from digest.text.tokens import tokenise


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


def names(tagger: Tagger, text: str) -> list[str]:
    return [text[each.start : each.end] for each in tagger.tag(text)]


def test_a_name_is_found_without_its_title_and_without_the_possessive(tagger: Tagger):
    text = "The report of Senator Margaret Colby angered President Daniel Whitford's lawyers, officials said."
    assert names(tagger, text) == ["Margaret Colby", "Daniel Whitford"]


def test_places_and_organisations_are_no_persons(tagger: Tagger):
    assert names(tagger, "The European Union met in Brussels on Monday to discuss trade with Japan.") == []


def test_a_text_without_capitals_names_nobody(tagger: Tagger):
    assert names(tagger, "nothing was said about it, and nobody was asked.") == []


def test_an_empty_text_names_nobody(tagger: Tagger):
    assert tagger.tag("") == []


def test_a_surname_alone_is_read_by_what_the_rest_of_the_text_tells(tagger: Tagger):
    text = "Prime Minister Anna Brockhurst resigned on Friday. Mr. Tavish said Brockhurst was tired. Brockhurst agreed."
    assert names(tagger, text).count("Brockhurst") == 2


def test_a_surname_that_is_a_common_word_is_found_behind_a_given_name_and_alone(tagger: Tagger):
    text = "The chairman, Steve Power, resigned on Friday. The board said Power was tired. Power had led it for years."
    assert names(tagger, text) == ["Steve Power", "Power", "Power"]


def test_a_lower_bar_gives_the_same_names_and_doubtful_ones(tagger: Tagger):
    text = "Anna Brockhurst met Colby Marine at Carver House. In May, Rose was shown to Whitford and Hope Street."
    usual, all_of_them = tagger.tag(text), tagger.tag(text, least=0.05)
    assert set(usual) <= set(all_of_them)
    assert all(each.probability >= 0.05 for each in all_of_them)
    assert tagger.tag(text, least=0.9) == [each for each in usual if each.probability >= 0.9]


def test_the_stop_of_junior_belongs_to_the_name(tagger: Tagger):
    text = "The bill was written by Senator William Hartley Jr. and passed on Tuesday."
    assert "William Hartley Jr." in names(tagger, text)


def test_spans_are_those_of_the_text_as_given(tagger: Tagger):
    text = "He met President Mar\u200bgaret &quot;Colby&quot; and Senator Anna&nbsp;Brockhurst in May."
    assert "Anna&nbsp;Brockhurst" in names(tagger, text)


def test_half_a_character_upsets_nothing(tagger: Tagger):
    text = "Senator Margaret Colby \ud800 met Daniel Whitford."
    assert names(tagger, text) == ["Margaret Colby", "Daniel Whitford"]


def test_the_same_text_always_gives_the_same(tagger: Tagger):
    text = "Senator Margaret Colby met Daniel Whitford. Whitford said Colby was right."
    assert tagger.tag(text) == tagger.tag(text) == load_tagger().tag(text)


def test_a_long_text_in_capitals_is_read_in_pieces(tagger: Tagger):
    text = "SENATOR COLBY MET WHITFORD AGAIN " * 500
    assert all(each.end <= len(text) for each in tagger.tag(text))


@settings(max_examples=60, deadline=None)
@given(
    text=st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(
                [
                    "Mr. Colby",
                    "Anna ",
                    "van der ",
                    "Jr.",
                    ", Jr. ",
                    "’s ",
                    "J.K. ",
                    "\n",
                    "&amp;",
                    "al-Sayed ",
                    "@anna ",
                    "O'Hara, 41, ",
                ]
            ),
        ),
        max_size=20,
    ).map("".join)
)
def test_whatever_the_text_names_stand_in_order_apart_and_inside_it(tagger: Tagger, text: str):
    found = tagger.tag(text)
    ends = [0, *(each.end for each in found)]
    assert all(end <= each.start < each.end <= len(text) for end, each in zip(ends, found, strict=False))
    assert all(0.0 <= each.probability <= 1.0 for each in found)


def test_names_begin_and_end_where_tokens_do(tagger: Tagger):
    text = "Senator Margaret Colby met Daniel O'Hara-Whitford of Leeds, 41, and said so."
    tokens = tokenise(text)
    starts, ends = {each.start for each in tokens}, {each.end for each in tokens}
    assert tagger.tag(text)
    assert all(each.start in starts and each.end in ends for each in tagger.tag(text))
