import itertools

from hypothesis import given
from hypothesis import strategies as st

from digest.text.tokens import tokenise


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


def test_a_possessive_is_a_mark_behind_its_word():
    assert words("Ames's kick, Kos’s boot") == ["Ames", "'s", "kick", ",", "Kos", "’s", "boot"]


def test_names_keep_their_hyphens_apostrophes_and_initials():
    assert words("J.K. O’Shea-Lund van 't Hof") == ["J.K.", "O’Shea-Lund", "van", "'t", "Hof"]


def test_handles_numbers_and_lines_are_told_apart():
    kinds = [token.kind for token in tokenise("@ann.lee #Win 3-1\n\n“A”")]
    assert kinds == ["tag", "tag", "number", "line", "mark", "word", "mark"]


def test_a_capital_is_seen_in_every_script():
    assert [token.capital for token in tokenise("Øye øye Élan")] == [True, False, True]


@given(st.text())
def test_tokens_stand_in_order_where_they_say(text: str):
    tokens = tokenise(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in itertools.pairwise(tokens))
