"""Titles of respect from everywhere, particles, and words that only describe who follows."""

import pytest

from tests.people.builders import meant, read


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("The minister, Tan Sri Azlan bin Mokhtar, resigned on Monday. Tan Sri Azlan said nothing.", ["Azlan bin Mokhtar", "Azlan"]),  # noqa: E501
        ("Prime Minister U Tin Shwe met Ko Zaw Lin on Monday. Ko Zaw Lin smiled at him.", ["Tin Shwe", "Zaw Lin", "Zaw Lin"]),  # noqa: E501
        ("Golfer Ko Ji-won beat Pak Se-yeon by two shots on Sunday.", ["Ko Ji-won", "Pak Se-yeon"]),
        ("Former president Ma Ying-chiu visited the island. Ma told reporters that he was tired.", ["Ma Ying-chiu", "Ma"]),  # noqa: E501
        ("Oba Rasheed Olowu met Alhaji Garba Danbatta on Monday. Alhaji Danbatta laughed.", ["Rasheed Olowu", "Garba Danbatta", "Danbatta"]),  # noqa: E501
        ("Shri Ramesh Bhandare and Smt Kavita Joglekar opened the bridge. Smt Joglekar thanked them.", ["Ramesh Bhandare", "Kavita Joglekar", "Joglekar"]),  # noqa: E501
        ("Ex-banker Tomas Rybka won. Then-mayor Lou Petrakis laughed at the result.", ["Tomas Rybka", "Lou Petrakis"]),
        ("Afterwards Nia Rees said that she was glad.", ["Nia Rees"]),
    ],
)  # fmt: skip
def test_what_stands_in_front_of_a_name_is_no_part_of_it(text: str, surfaces: list[str]) -> None:
    assert [r.mention.surface for r in read(text).resolutions] == surfaces


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Governor Ahmed ould Bilal met the envoy. Ould Bilal said that the talks went well.", "Ahmed ould Bilal"),
        ("Devi a/p Subramaniam told the court that she had slept. Devi wept.", "Devi a/p Subramaniam"),
        ("The poet Gethin ap Rhys read from it. Ap Rhys said that he had a cold.", "Gethin ap Rhys"),
        ("The critic Piers ffinchley walked out. “Badly,” ffinchley said.", "Piers ffinchley"),
        ("Maria Clara de Almeida e Sousa lost. Almeida e Sousa said that it was late.", "Maria Clara de Almeida e Sousa"),  # noqa: E501
    ],
)  # fmt: skip
def test_links_written_small_belong_to_the_name(text: str, name: str) -> None:
    assert [who for _, who in meant(read(text))] == [name, name]


def test_a_korean_given_name_with_a_hyphen_is_no_description() -> None:
    assert [r.mention.surface for r in read("Sun-young Kim, 31, won the race.").resolutions] == [
        "Sun-young Kim"
    ]


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Kenji Tanabe baked it. “Tanabe-san never sleeps,” his neighbour Emi Sato said.", "Tanabe-san", "Kenji Tanabe"),  # noqa: E501
        ("Ritwik Sen, 61, sang. “Ritwikda taught me,” said Anita Bose.", "Ritwikda", "Ritwik Sen"),
        ("Harish Mehta, 70, won. Crowds shouted that Mehtaji was the best.", "Mehtaji", "Harish Mehta"),
    ],
)  # fmt: skip
def test_respect_shown_behind_a_name_leaves_it_the_same_name(text: str, surface: str, name: str) -> None:
    assert dict(meant(read(text)))[surface] == name


def test_a_word_that_only_ends_like_respect_is_not_cut() -> None:
    assert dict(meant(read("Rita Benji, 61, met Hakim Ben. Benji laughed.")))["Benji"] == "Rita Benji"
