import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.folding import fold, fold_spelling, legible


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Renée D’Costa", "renee dcosta"),
        ("Łucja Żebrowicz", "lucja zebrowicz"),
        ("J.K.  Thornbury", "j k thornbury"),
        ("O'Shea", "oshea"),
        ("Knut-Arne", "knut arne"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_names_written_differently_fold_alike(written: str, folded: str):
    assert fold(written) == folded


def test_two_ways_of_writing_one_letter_agree():
    assert fold_spelling(fold("Maaloey")) == fold_spelling(fold("Måløy"))


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


def test_a_plain_text_is_its_own_legible_form():
    assert legible("Tom & Ann <3").places is None


def test_entities_tags_and_invisible_characters_are_resolved_with_their_places():
    original = "<p>Ren&eacute;e\u200b Caf&#233;</p>"
    seen = legible(original)
    assert seen.text == "\nRenée Café\n"
    assert original[slice(*seen.place(1, 6))] == "Ren&eacute;e"
    assert original[slice(*seen.place(7, 11))] == "Caf&#233;"


@given(st.text(alphabet="ab&;<>/p#1é\u200b \n", max_size=60))
def test_every_legible_character_has_a_place_in_the_original(original: str):
    seen = legible(original)
    places = [seen.place(i, i + 1) for i in range(len(seen.text))]
    assert all(0 <= start < end <= len(original) for start, end in places)
    assert places == sorted(places)


def test_a_line_separator_and_an_inline_tag_are_white_space():
    assert legible("a\u2028b<b>c</b>").text == "a\nb c "
