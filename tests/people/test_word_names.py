"""People whose surname is what places and things are called by."""

import pytest

from tests.people.builders import meant, names, read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Summer Gold, 33, was last seen on Thursday. Police asked about Gold.", "Summer Gold"),
        ("Faith Harbour, 41, won the prize. Harbour thanked her mother.", "Faith Harbour"),
        ("Amber Hill sold the house. Neighbours of Hill said so. The deputy thanked Hill.", "Amber Hill"),
        ("The producer thanked Georgia Lake. “We miss Lake,” he said. Friends of Lake wept.", "Georgia Lake"),
    ],
)
def test_who_is_called_by_a_word_and_does_as_people_do_is_a_person(text: str, name: str) -> None:
    told = meant(read(text))
    assert told[0] == (name, name)
    assert {who for _, who in told} == {name}


@pytest.mark.parametrize(
    "text",
    [
        "They swam at Crystal Lake on Sunday. Crystal Lake is deep. Police closed Crystal Lake.",
        "The shop on Hazel Grove was sold. Trains to Hazel Grove are late.",
    ],
)
def test_a_place_of_such_a_name_stays_a_place(text: str) -> None:
    assert names(text) == set()
