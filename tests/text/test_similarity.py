from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.similarity import dot, idf, normalised, stems, terms, tfidf, total, words


def test_words_are_folded_and_in_order():
    assert words("Renée Orr’s BOATS") == ["renee", "orr", "s", "boats"]


def test_terms_lose_what_every_text_has_and_their_endings():
    assert terms("The boats were sinking in the harbour") == ["boat", "sink", "harbou"]


def test_stems_of_different_forms_agree():
    assert stems(["elected", "elects", "electing"]) == ["elect", "elect", "elect"]


def test_a_term_of_every_document_weighs_less_than_a_rare_one_but_still_counts():
    weights = idf([["harbour", "fire"], ["harbour", "vote"]])
    assert weights["fire"] > weights["harbour"] > 0


def test_a_text_is_like_itself_and_unlike_another():
    weights = idf([["harbour", "fire"], ["vote"]])
    fire, vote = tfidf({"harbour": 2, "fire": 1}, weights), tfidf({"vote": 1}, weights)
    assert dot(fire, fire) == pytest.approx(1)
    assert dot(fire, vote) == 0


def test_a_document_without_known_terms_has_an_empty_vector():
    assert tfidf({"unknown": 1}, {}) == normalised({}) == {}


def test_the_sum_of_vectors_adds_term_by_term():
    assert total([{"a": 1.0}, {"a": 0.5, "b": 1.0}]) == {"a": 1.5, "b": 1.0}


@given(st.text(max_size=200))
def test_any_text_can_be_compared(text: str):
    vector = tfidf(dict.fromkeys(terms(text), 1.0), idf([terms(text)]))
    assert dot(vector, vector) == pytest.approx(1) or not vector
