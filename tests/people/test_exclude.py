import pytest

from tests.people.builders import names


@pytest.mark.parametrize(
    "text",
    [
        "The lifeboat Greta Holm put out at six.",
        "They will scrap the 1958 ferry Greta Holm.",
        "The Greta Holm has been stationed here since 2004, and the lifeboat crew is proud.",
        "The flagship was on time. The Greta Holm carried 212 passengers and arrived early.",
        "A boat is missing. The Blithe Anna left on Sunday.",
        "She calls the birds Otto and Greta; the office calls them the occupants.",
        "He left the boat at the steps. The boat is named Greta, after his wife.",
        "A new ferry will replace the Greta Holm in May. The 68-year-old Greta Holm goes to a foundation.",
    ],
)
def test_a_ship_named_after_somebody_is_not_that_person(text: str):
    assert names(text) == set()


def test_who_gave_a_ship_its_name_is_still_a_person():
    text = "The Greta Holm came alongside. Greta Holm herself, after whom the boat is named, died on Friday."
    assert names(text) == {"Greta Holm"}


def test_without_a_ship_in_the_article_the_article_makes_no_ship():
    assert names("The Greta Holm trial began. Greta Holm said no.") == {"Greta Holm"}


def test_the_house_named_after_somebody_is_meant_by_the_surname_with_an_article():
    text = "The Greta Holm Theatre will close. It was built for Greta Holm, who sang there. The Holm is wet."
    assert names(text, title="The Holm will close for a year") == {"Greta Holm"}


def test_a_paper_is_nobody():
    assert names("The minister told The Quill that he knew. The Quill, who asked first, knew more.") == set()
