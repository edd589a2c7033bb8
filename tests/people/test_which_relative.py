import pytest

from tests.people.builders import meant, read


@pytest.mark.parametrize(
    ("text", "short", "person"),
    [
        (
            "Ottoline Pratchard runs a yard. “Otti never sleeps,” her brother said.",
            "Otti",
            "Ottoline Pratchard",
        ),
        ("Samuel Wetherden teaches. “Sammy is late,” his mother said.", "Sammy", "Samuel Wetherden"),
        ("Lucius Bramhill III sold the bank. “Trey is tired,” a cousin said.", "Trey", "Lucius Bramhill III"),
        ("Manuel Fortaleza sang on Monday. Manny is 40, Lena Hurst said.", "Manny", "Manuel Fortaleza"),
    ],
)
def test_fond_forms_mean_the_given_name_that_they_begin_like(text: str, short: str, person: str):
    assert (short, person) in meant(read(text))


@pytest.mark.parametrize("what", ["death", "funeral", "estate", "murder"])
def test_who_has_a_grave_is_the_one_who_is_dead(what: str):
    text = (
        f"The late Elias Marden left a boat to his widow, Ruth Marden. It sank after Marden’s {what} in May."
    )
    assert meant(read(text))[-1] == ("Marden", "Elias Marden")


@pytest.mark.parametrize("behind", ["his father, Ivor Prosser,", "his late brother Ivor Prosser"])
def test_whoever_the_sentence_introduces_next_is_another(behind: str):
    text = f"Keith Prosser flies hawks. Mr Prosser, who followed {behind} into the trade, has two."
    assert meant(read(text))[1] == ("Prosser", "Keith Prosser")


def test_a_parent_called_by_a_middle_name_of_the_dead_is_another():
    text = "Lorne Everett Dahlbo has died. He was born to Everett and Pearl Dahlbo in Gladbeck."
    assert len({name for _, name in meant(read(text))}) == 3


def test_two_surnames_that_sisters_share_are_not_given_to_their_brother():
    text = (
        "Pilar Sanz Molina and Carmen Sanz Molina own shears. Their brother, Luis Sanz Molina, prays."
        " Sanz Molina inherited the winery."
    )
    assert meant(read(text))[-1][1] != "Luis Sanz Molina" or meant(read(text))[-1][1] == "?"


def test_an_account_somebody_appears_on_is_not_theirs():
    text = "Jed Farrow deleted the posts. Jed Farrow will appear on @TheDrumHour tonight."
    assert "@TheDrumHour" not in [surface for surface, _ in meant(read(text))]


def test_a_given_name_that_women_and_men_bear_tells_no_gender():
    text = "The officer, Manpreet Sohal, waded in. Ms Sohal, 27, said she was cold."
    assert {name for _, name in meant(read(text))} == {"Manpreet Sohal"}
