import pytest

from tests.people.builders import meant, names, read

THINGS = [
    "Shares in Carrow fell 3 percent on Monday.",
    "Carrow shares rose 4% in afternoon trading, and Lomax fell 2.3 percent.",
    "He has sold his stake in Carrow.",
    "The founder of Ida Carrow will step down.",
    "Analysts at Jansen Holm called the change untimely.",
    "The insurer Ida Carrow said that the claims could take years.",
    "Hollis, a category four system, was moving west.",
    "Voters in the village of Katherine have no bridge.",
    "Floodwater has closed the road on both sides of Katherine.",
    "Ottilie, launched in February, took pictures of a star.",
    "Waldo the tortoise came home on Monday.",
    "The house voted 94-1 for Lorna’s Law.",
    "They had both been drinking in Lannigan’s all day.",
    "It was too cold to have been seen by the Ida Carrow.",
    "The Prince Rupert does good pies, and the Queen Adelaide does not.",
    "The lifeboat Sir Ivo Lake stood by until daylight.",
    "They read the Ivo Lake mysteries by the dozen.",
    "Her next book, the ninth outing for Inspector Ivo Lake, is out.",
    "He was wanted in United States v. Carrow, which the court dropped.",
]


@pytest.mark.parametrize("text", THINGS)
def test_a_thing_called_like_a_person_is_nobody(text: str):
    assert names(text) == set()


PEOPLE = [
    "Ida Carrow shares her tips for the garden.",
    "Ida Carrow jets off to Rome with her mother.",
    "The firm Ida Carrow founded went bust, and the film Ida Carrow directed flopped.",
    "He shouted at Ida Carrow. “Go home,” he said.",
    "The bank manager, Ida Carrow, said no.",
    "Ida Carrow, the town’s fire chief, thanked everybody.",
    "Ida Carrow, a member of the band, wept.",
    "Ida Carrow, a film star, wept.",
    "The widow of Ida Carrow was 41. Ida Carrow, 80, died on Monday.",
    "The killer was met by Ida Carrow, who wept.",
    "In Paris, Ida Carrow, 41, said that it rained.",
    "He was in Ida Carrow’s will. “No,” said Ida Carrow.",
    "Ida Carrow gained 4.2 percent of the vote.",
    "The chair of the judges, Ida Carrow, wept.",
    "“Yes,” said the late Ida Carrow in 2011.",
]


@pytest.mark.parametrize("text", PEOPLE)
def test_words_of_things_beside_a_person_make_no_thing(text: str):
    assert names(text) == {"Ida Carrow"}


def test_the_firm_and_its_founder_are_told_apart_by_what_is_said_of_each():
    text = (
        "Carrow shares rose 4% on Monday. The company was started by Ida Carrow in a barn. Carrow said it knew of "
        "six cases. “It was like a baked bean,” said Ms. Carrow, 71. She paid £2,000 for her Carrow in May."
    )
    assert meant(read(text)) == [("Ida Carrow", "Ida Carrow"), ("Carrow", "Ida Carrow")]


def test_the_law_is_a_thing_and_the_girl_it_is_named_for_is_not():
    text = "The bill is named for Lorna Gatewood, 6. Her father wept for Lorna. The vote on Lorna’s Law is on Friday."
    assert [surface for surface, _ in meant(read(text))] == ["Lorna Gatewood", "Lorna"]


def test_a_ship_and_a_storm_are_known_again_where_nothing_is_told_of_them():
    text = (
        "Storm Hattie cut power to 90,000 homes. The Ida Lamont, a car ferry, sank. The Lamont had no radio. Hattie "
        "went east. The yacht Lady Ottilie was safe. Lady Ottilie was built in 1999."
    )
    assert names(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "The hawk called Doris slipped away.",
        "The goat, Gerald, belongs to a school.",
        "A goose named Margaret stopped the trams.",
        "Otis, the couple’s dog, was asleep. Cooper, a black Labrador, was found.",
    ],
)
def test_an_animal_is_nobody(text: str):
    assert names(text) <= {"Otis"}


def test_the_part_that_an_actress_plays_well_is_nobody():
    assert names("Greta Holm, the singer, is a find as Sister Perpetua, who owes money.") == {"Greta Holm"}
