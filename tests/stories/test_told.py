from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.stories.novelty import plain_form
from digest.stories.told import is_told
from digest.text.similarity import stems, words

FIRE = "The Brannock fish market burned down early on Monday while the town slept."


def told_again(sentence: str, *before: str) -> bool:
    own = words(sentence)
    return is_told(own, frozenset(stems(own)), frozenset(map(plain_form, before)))


def test_nothing_was_told_by_nobody():
    assert not told_again(FIRE)


def test_a_sentence_is_told_again_whatever_its_marks_and_case():
    assert told_again(FIRE.upper().replace(".", "!"), FIRE)


def test_a_near_copy_of_the_same_content_words_is_told_again():
    assert told_again("The Brannock fish market was burned down on Monday, early, as the town slept.", FIRE)


def test_a_sentence_that_adds_much_is_new():
    assert not told_again(FIRE[:-1] + ", and four boats burned with their nets, ropes and engines.", FIRE)
    assert not told_again("The Brannock fish market burned down.", FIRE), "it says less, in other company"


def test_sentences_without_content_words_are_told_again_only_word_for_word():
    assert told_again("It is what it is.", "It is what it is!")
    assert not told_again("It is what it is.", "He was who he was.")


@given(st.lists(st.sampled_from(["harbour", "fire", "of", "Monday", "burned", "boats"]), min_size=1))
def test_every_sentence_is_a_copy_of_itself(parts):
    assert told_again(" ".join(parts), FIRE, " ".join(parts))
