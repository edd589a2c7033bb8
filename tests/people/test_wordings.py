"""Names that something bears: what stands around them says so, in a place or in the whole article."""

import pytest

from tests.people.builders import meant, names, read

RACE = " The jockey lost his whip in the hurdle and the mare behind swerved."
STORM = "The storm flooded the coast. "
BORNE = [
    "They came out singing all the verses of “Delilah.”",
    "Marar talks about Ida Lake, in which he plays a cook. Ida Lake is in cinemas.",
    "Wanda is a goat.",
    "The pup, nicknamed Winston, was found on Monday.",
    "The rider sat on a mare called Queen Maud.",
    "Aunt Clementine's Foods of Gary is recalling jars.",
    "He wrote her smash Mother Shipton in a day.",
    "It was built for his firm, Cummings Dole, which paid for it.",
    "The breakfast was paid for by Ridley Moss, the accountants.",
    "The fashion house Adaora Lake has withdrawn its scent.",
    "The scent was made in Grasse by Duval et Fils.",
    "Its rival Jas. Hepworth has 64 stores.",
    "Tilbrook's declined to say more.",
    "Kingpin's founder did not answer calls.",
    "The perfume belonged to Odile Carrow SAS.",
    "Marks & Spencer and John Carrow said that their stores would open.",
    "Parking on Lala Lajpat Rai Marg is closed.",
    "Tilbrook's, the supermarket chain, is cheap. Shoppers outside Tilbrook's in Bath wept.",
    "The fair opened (Maarja Carrow/Baltic Pix)",
    "The band went home at ten.\n\nVictor Carrow is a broadcaster",
    "She ordered the Eggs Benedict.",
    "Swindale say goodbye to their captain.",
    "Fernanda, a cluster of thunderstorms, was moving west.",
    "The chip is called the Curie 2.",
    STORM + "It came a week after Gethin, which flooded Perth. The next will be called Idris.",
    STORM + "Cyril weakened over the gulf on Monday.",
    "Oscar Lake, the 5-2 favourite, refused." + RACE,
    "It was on the favourite, Major Rory, that he fell." + RACE,
    "The winner ran on, with Ginger Lake a tired third." + RACE,
]


@pytest.mark.parametrize("text", BORNE)
def test_what_bears_a_name_is_nobody(text: str):
    assert names(text) == set()


FIRM = "Ida Carrow, 61, founded Carrow Tools in a barn. "


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for Carrow wept.",
        "It will be known from April as Carrow.",
        "“I have Carrow on my van and my door.”",
        "The bank said that Carrow had lost money for years.",
        "The planes were made by Carrow.",
    ],
)
def test_what_is_done_with_a_firm_is_not_done_with_its_founder(text: str):
    assert "Carrow" not in [said for said, _ in meant(read(FIRM + text))]


PEOPLE = [
    ("Ida Carrow, 41, is a vet. She owns a goat.", "Ida Carrow"),
    ("Their publisher, Ida Carrow, flew in.", "Ida Carrow"),
    ("The favourite, Ida Carrow, had two poles down." + RACE, "Ida Carrow"),
    ("Ida Carrow, 28, the jockey, was unhurt." + RACE, "Ida Carrow"),
    (STORM + "Ida Carrow, who rang the bell, was unhurt.", "Ida Carrow"),
]


@pytest.mark.parametrize(("text", "name"), PEOPLE)
def test_people_in_like_words_are_found(text: str, name: str):
    assert name in names(text)


PLACES = [
    "Romeo and Juliet comes to the park on Friday.",
    "She has Parkinson's disease.",
]


@pytest.mark.parametrize("text", PLACES)
def test_ways_pairs_of_stories_and_illnesses_are_nobody(text: str):
    assert names(text) == set()


def test_whoever_is_told_between_two_is_still_found():
    text = "The talks between Ida Carrow and Ivo Lomax failed. Carrow said no."
    assert names(text) == {"Ida Carrow", "Ivo Lomax"}
