"""Particles in front of a surname that stands alone."""

import pytest

from tests.people.builders import meant, read


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Wietske van den Akker, 31, won. The win takes van den Akker to the top.", "van den Akker"),
        ("Hugo von Stahl, 50, lost. It was not von Stahl who fell.", "von Stahl"),
        ("Ahmed ould Bilal, 60, resigned. The talks go on without ould Bilal on Monday.", "ould Bilal"),
    ],
)
def test_they_belong_to_it_in_the_middle_of_a_sentence(text: str, surface: str) -> None:
    told = meant(read(text))
    assert told[1] == (surface, told[0][0])


def test_a_title_keeps_them_apart() -> None:
    assert [surface for surface, _ in meant(read("They spoke of Mr Stahl, 50, and of the ten."))] == ["Stahl"]
