"""The person and the company, house, law or duke of one name."""

import pytest

from tests.people.builders import meant, read

BOTH = "Clara Moor, 61, founded Moor Tools in a barn. "


@pytest.mark.parametrize(
    "sentence",
    ["Moor shares rose 4%.", "Moor, as the firm is known, will appeal.", "Moor last traded at $2."],
)  # fmt: skip
def test_what_is_said_of_firms_is_not_said_of_the_founder(sentence):
    assert [said for said, _ in meant(read(BOTH + sentence))].count("Moor") == 0


@pytest.mark.parametrize(
    "sentence", ["“I am tired,” Moor said.", "Ms Moor resigned.", "Moor, 61, wept.", "Workers cheered Moor."]
)
def test_what_people_do_is_done_by_the_founder(sentence):
    assert ("Moor", "Clara Moor") in meant(read(BOTH + sentence))


def test_a_law_a_duke_and_a_case_are_not_the_person_of_that_name():
    text = (
        "Lorna Vane was six. Lorna's Law passed on Friday. The Duke of Vane once lived here. "
        "In United States v. Vane the court said no."
    )
    assert [said for said, _ in meant(read(text, title="‘Lorna's Law’ Passes House"))] == ["Lorna Vane"]


def test_whoever_works_at_a_firm_does_not_work_at_a_person():
    text = "Nikola Brandt, who died in 1943, loved sparks. Mira Toll, an engineer at Brandt, agreed."
    assert ("Brandt", "Nikola Brandt") not in meant(read(text))


def test_the_board_of_a_company_is_not_the_founder():
    text = BOTH + "Moor Tools goes to her daughter, Ada Moor, 38."
    assert ("Moor", "Clara Moor") not in meant(read(text, title="Moor board votes mother out"))
    assert ("Moor", "Ada Moor") not in meant(read(text, title="Moor board votes mother out"))
