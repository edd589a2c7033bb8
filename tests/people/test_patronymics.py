"""Names made of the father's name, and people called by their first name as others are by the surname."""

import pytest

from digest.people.names import is_patronymic, name_parts, same_by_patronymic
from tests.people.builders import meant, read


@pytest.mark.parametrize("word", ["petrovich", "gennadyevna", "ilyinichna", "kuzmich", "jonsdottir"])
def test_what_is_made_of_a_fathers_name_is_known_by_its_end(word: str) -> None:
    assert is_patronymic(word)


def test_first_name_and_patronymic_and_first_name_and_surname_are_one_person() -> None:
    text = "“Boris Lvovich is stubborn,” said Anna Karelina of her boss, Boris Zatsepin. Zatsepin laughed."
    told = dict(meant(read(text)))
    assert told["Boris Lvovich"] == told["Boris Zatsepin"] == told["Zatsepin"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("yegor", "petrovich"), ("ivan", "gurov")),
        (("yegor", "gurov"), ("yegor", "petrov")),
        (("yegor", "petrovich", "gurov"), ("yegor", "ivanovich")),
        (("yegor",), ("yegor", "petrovich")),
    ],
)
def test_other_names_are_not_joined_by_a_patronymic(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert not same_by_patronymic(one, other)


def test_who_is_called_by_the_first_name_is_found_by_it() -> None:
    told = meant(read("Tigist Worku won the marathon. Tigist said that she was tired."))
    assert told == [("Tigist Worku", "Tigist Worku"), ("Tigist", "Tigist Worku")]


def test_links_are_no_parts_of_a_name_and_initials_are() -> None:
    assert name_parts("Devi a/p Raman") == ("devi", "raman")
    assert name_parts("Ahmed ould Bilal") == ("ahmed", "bilal")
    assert name_parts("E Diaz") == ("e", "diaz")
