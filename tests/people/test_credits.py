import pytest

from tests.people.builders import names

STORY = "Jane Carrow resigned on Monday. “It was time,” said Carrow, 41."

CREDITED = [
    "By Petra Holm",
    "BY PETRA HOLM AND AL KERR",
    "Von Petra Holm",
    "Par Petra Holm, envoyée spéciale",
    "Por Petra Holm",
    "Di Petra Holm",
    "Words: Petra Holm. Photos: Al Kerr.",
    "Photography: Petra Holm. Styling: Al Kerr at Coat Rack. Hair and make-up: Ida van der Velde.",
    "Fotos: Petra Holm, Al Kerr",
    "Additional reporting: Petra Holm in Toronto",
    "As told to Petra Holm",
    "Propos recueillis par Petra Holm",
    "Reviewed by Petra Holm",
    "Written and illustrated by Petra Holm.",
    "Media contact: Petra Holm, 204-555-0142",
    "Contact: Petra Holm, press officer",
    "For more information: Petra Holm, 555 0101",
    "(Reporting by Petra Holm in Oslo; additional reporting by Al Kerr; editing by Ida Strand)",
    "With reporting by Petra Holm in Tokyo, Al Kerr in Seoul and Ida Strand in Rome; editing by Bo Lund.",
    "Wire writers Petra Holm in Tokyo, Al Kerr in Seoul and Ida Strand in Rome contributed to this report.",
    "Petra Holm covers the courts for The Quill.",
    "Petra Holm is a freelance writer based in Leeds.",
    "Petra Holm can be reached at pholm@quill.example.",
    "(Petra Holm/Nordic Press)",
    "© 2026 Petra Holm",
    "— Petra Holm",
]


@pytest.mark.parametrize("credit", CREDITED)
def test_who_made_an_article_is_not_involved_in_it(credit: str):
    assert names(f"{STORY}\n\n{credit}") == {"Jane Carrow"}


def test_a_byline_behind_the_last_sentence_is_one():
    assert names(f"{STORY} Dinner for two, £23. By Petra Holm") == {"Jane Carrow"}


@pytest.mark.parametrize(
    "title", ["OPINION | Petra Holm: Let the old bridge go", "Why bridges fall, by Petra Holm"]
)
def test_who_writes_an_opinion_is_named_in_the_headline_and_not_involved(title: str):
    assert "Petra Holm" not in names(STORY, title=title)


def test_a_first_name_that_only_the_byline_explains_is_the_writers():
    text = f"By Gabe Wick (now) and Ellie Joss (earlier)\n\n{STORY} Ellie asked twice."
    assert names(text) == {"Jane Carrow"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Anna Bell/Carla Ruiz beat Mia Kent/Lou Park 6-4. “Fine,” said Anna Bell.",
            {"Anna Bell", "Carla Ruiz"},
        ),
        ("According to reporting by Al Kerr of the Herald, Mayor Jane Carrow resigned.", {"Jane Carrow"}),
        ("The song was written by Petra Holm, 31, who sang it on Friday.", {"Petra Holm"}),
        (
            "Written by Petra Holm and sung by Ida Strand, it won. Strand wept. “Oh,” said Petra Holm.",
            {"Petra Holm"},
        ),
        ("She was interviewed by the officer Petra Holm, who told her to sit.", {"Petra Holm"}),
    ],
)
def test_whoever_does_something_in_the_story_is_involved(text: str, people: set[str]):
    assert people <= names(text)
