import pytest

from digest.model import Involvement
from tests.people.builders import meant, read


def reasons(text: str) -> dict[str, str]:
    return {f"{r.mention.surface}@{r.mention.start}": r.reason for r in read(text).resolutions}


CARVERS = "Odette Carver, 41, walked with her father, former Gov. Grant Carver, 74. "


def test_an_age_tells_relatives_apart_and_the_reason_says_so():
    analysis = read(CARVERS + "Carver, 74, had surgery. Carver, 41, cooked.")
    assert meant(analysis)[2:] == [("Carver", "Grant Carver"), ("Carver", "Odette Carver")]
    assert analysis.resolutions[2].reason == "the only Carver aged 74 here"


def test_a_title_that_tells_the_gender_tells_relatives_apart():
    assert meant(read(CARVERS + "Ms. Carver cooked. Mr. Carver ate."))[2:] == [
        ("Carver", "Odette Carver"),
        ("Carver", "Grant Carver"),
    ]


def test_a_role_tells_relatives_apart():
    assert meant(read(CARVERS + "The former governor, Carver, ate."))[2:] == [("Carver", "Grant Carver")]


def test_where_two_fit_nobody_gets_the_mention():
    analysis = read("The twins Kai Lund and Milo Lund opened two shops. Lund declined to comment.")
    (open_one,) = analysis.unresolved
    assert open_one.mention.surface == "Lund"
    assert len(open_one.candidates) == 2
    assert open_one.reason == "Kai Lund and Milo Lund both fit"


def test_a_couple_named_together_means_both():
    analysis = read("Marcus and Talia Brandt opened a school. Marcus sings. Mr. and Mrs. Brandt teach.")
    assert meant(analysis) == [
        ("Marcus", "Marcus Brandt"),
        ("Talia Brandt", "Talia Brandt"),
        ("Marcus", "Marcus Brandt"),
        ("Brandt", "?"),
    ]


def test_father_and_son_of_one_name_stay_two():
    analysis = read(
        "Frank Dorsey Sr., 71, bakes. Frank Dorsey Jr., 44, sells. Dorsey Jr. sings. Frank Dorsey is tired."
    )
    assert meant(analysis)[2:] == [("Dorsey Jr.", "Frank Dorsey Jr."), ("Frank Dorsey", "?")]


def test_a_stage_name_and_the_name_behind_it_are_one_person():
    analysis = read("The singer Vesper, whose real name is Rosa Contini, sang. Contini bowed.")
    assert {name for _, name in meant(analysis)} == {"Vesper"} or len(analysis.appearances) == 1


def test_a_short_form_means_its_long_one():
    assert meant(read("William Odell smiled. Bill left."))[1] == ("Bill", "William Odell")


def test_a_name_of_another_gender_is_a_person_of_its_own():
    analysis = read("Michelle Obrecht spoke. Mr. Obrecht did not speak.")
    assert len(analysis.appearances) == 2


def test_the_headlines_people_are_central_and_those_named_once_in_passing_are_not():
    text = "Greta Holm sold the dog. " + "Holm wept for days and days. " * 12 + "The buyer was Otto Finch."
    people = {each.name: each.involvement for each in read(text, title="Greta Holm Sells Up").appearances}
    assert people == {"Greta Holm": Involvement.CENTRAL, "Otto Finch": Involvement.PASSING}


def test_every_verdict_has_a_reason_and_a_confidence():
    for each in read(CARVERS + "Odette laughed.").resolutions:
        assert each.reason
        assert 0 < each.confidence <= 1


def test_two_surnames_without_the_given_name_are_the_same_person():
    text = "Clara Ibarra Solano of the union said no. Ibarra Solano, an engineer, added that she was tired."
    assert set(meant(read(text))) == {
        ("Clara Ibarra Solano", "Clara Ibarra Solano"),
        ("Ibarra Solano", "Clara Ibarra Solano"),
    }


def test_a_surname_in_the_headline_is_not_whoever_was_named_last():
    text = "Clara Moor, 39, will be minister. “I am ready,” Moor said. Her husband, Otto Moor, heard it on the bus."
    assert meant(read(text, title="Moor to be minister"))[0] == ("Moor", "Clara Moor")


def test_a_surname_means_somebody_introduced_before_it():
    text = "Otto Moor saw it go. “It looked back,” said Moor. Greta Moor, after whom the prize is named, has baked."
    assert ("Moor", "Otto Moor") in meant(read(text))


def test_the_name_somebody_was_born_with_is_theirs_where_a_stage_name_is_spoken_of():
    text = (
        "The hair is gone. Kitty Saffron, whose curls were famous, posted a picture on Friday. The woman behind the "
        "curls was born Agata Brzoza in a flat in the port, and took her stage name from a tin of tea."
    )
    (person,) = read(text, title="Kitty Saffron shaves it off").appearances
    assert (person.name, person.aliases) == ("Kitty Saffron", ("Agata Brzoza",))


def test_who_is_said_to_speak_behind_a_role_is_a_person():
    text = "“It is too short,” said the chair of the jury, Nakagawa Reiko."
    assert meant(read(text)) == [("Nakagawa Reiko", "Nakagawa Reiko")]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("The club said that the 27-year-old takes over from Dilys Moor in May.", None),
        ("The 31-year-old beat Dilys Moor on Monday.", None),
        ("The 31-year-old goalkeeper Dilys Moor won.", 31),
        ("A 63-year-old bus driver, Dilys Moor, won.", 63),
    ],
)
def test_an_age_in_front_is_that_of_the_name_it_describes(text: str, age: int | None):
    assert [(each.name, each.age) for each in read(text).appearances] == [("Dilys Moor", age)]
