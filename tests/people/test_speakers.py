"""Interviews: who asks is not involved; initials in front of the answers mean who answers."""

import pytest

from tests.people.builders import names, read

LABELLED = (
    "Marek Zelnik: Why ice?\n\nTove Lindahl: Because it waits.\n\nMarek Zelnik: For whom?\n\n"
    "Tove Lindahl: For Sven Aasen, mostly.\n\nMarek Zelnik: Thank you.\n\nTove Lindahl: You too."
)
INITIALS = (
    "GO — You paint at night. Why?\n\nFB — Because buses sleep then.\n\nGO — Who taught you?\n\n"
    "FB — My aunt, Sade Coker.\n\nGO — And next?\n\nFB — A train."
)


@pytest.mark.parametrize(
    ("text", "involved"),
    [
        ("The glaciologist Tove Lindahl lives on the ice. Marek Zelnik met her.\n\n" + LABELLED, {"Tove Lindahl", "Sven Aasen"}),  # noqa: E501
        ("Femi Balogun paints buses. He sat down with Grace Oyelaran.\n\n" + INITIALS, {"Femi Balogun", "Sade Coker"}),
        ("Farmer Ewa Brzoska sings. She talked to Kofi Mensah-Hall.\n\nQ: When did you start?\nA: In 1980.\n\nQ: And the cows?\nA: They laughed.", {"Ewa Brzoska"}),  # noqa: E501
        ("Host Ann Marlow spoke with Greta Holm about boats, for an hour and a half.\n\nMARLOW: Tell us of the sea.\n\nHOLM: It is wide.\n\nMARLOW: Is it deep?\n\nHOLM: It is.", {"Greta Holm"}),  # noqa: E501
    ],
)  # fmt: skip
def test_whoever_asks_in_an_interview_is_not_involved(text: str, involved: set[str]) -> None:
    assert names(text) == involved


def test_initials_in_front_of_answers_mean_who_answers() -> None:
    analysis = read("Femi Balogun paints buses. He sat down with Grace Oyelaran.\n\n" + INITIALS)
    (femi,) = [p.key for p in analysis.appearances if p.name == "Femi Balogun"]
    answers = [r for r in analysis.resolutions if r.mention.surface == "FB"]
    assert [r.appearance for r in answers] == [femi] * 3
    assert answers[0].reason == "the initials of Femi Balogun, who answers here"


def test_a_list_of_offices_is_no_interview() -> None:
    assert "Ann Marsh" in names(
        "Present were:\n\nChair: Ann Marsh\nTreasurer: Bob Lyle\n\nAnn Marsh, 44, said yes."
    )


def test_people_who_all_ask_lead_no_interview() -> None:
    text = "Greta Holm and Otto Finch met.\n\nHOLM: Why?\n\nFINCH: Why not?\n\nHOLM: When?\n\nFINCH: Now?"
    assert names(text) == {"Greta Holm", "Otto Finch"}


def test_whoever_hears_the_story_of_a_teaser_is_not_involved() -> None:
    text = "Greta Holm sailed alone for a year. She tells Michelle Abrahams how it happened."
    assert names(text) == {"Greta Holm"}


def test_whoever_hears_something_in_the_news_and_is_named_again_is_involved() -> None:
    text = "Greta Holm, 52, tells Otto Finch about the boat. Finch, 50, laughs."
    assert names(text) == {"Greta Holm", "Otto Finch"}
