"""Ages that stand in a sentence of their own."""

import pytest

from tests.people.builders import read


def ages(text: str) -> dict[str, int | None]:
    return {each.name: each.age for each in read(text).appearances}


def test_the_age_in_the_next_paragraph_is_that_of_whoever_was_named_alone():
    text = "Otto Finch won the Tour of the Kessel.\n\nThe 26-year-old climber punctured near the top of it."
    assert ages(text) == {"Otto Finch": 26}


@pytest.mark.parametrize(
    "text",
    [
        "Otto Finch sailed on Sunday. The 68-year-old ferry was late.",
        "Otto Finch came on Sunday. The 26-year-old Ivo Moor did not.",
        "Otto Finch came.\n\nIt rained.\n\nThe 26-year-old climber did not.",
    ],
)
def test_where_something_or_somebody_else_may_be_meant_no_age_is_taken(text: str):
    assert ages(text)["Otto Finch"] is None


def test_an_age_that_is_told_stays():
    assert ages("Otto Finch, 41, came. The 26-year-old climber did not.") == {"Otto Finch": 41}


def test_whoever_is_taken_over_from_is_not_as_old_as_whoever_takes_over():
    assert ages(
        "Otto Finch, 27, is coach. The club said that the 27-year-old takes over from Greta Holm."
    ) == {
        "Otto Finch": 27,
        "Greta Holm": None,
    }
