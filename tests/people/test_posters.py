"""Live pages: who posts, hands over or writes in is not involved."""

import pytest

from tests.people.builders import names

CLOCK = "10:15 Greta Holm, 52, said that the bridge was open.\n\n"


@pytest.mark.parametrize(
    "post",
    [
        "10:40 That is all from me. Lena Hartog is taking over our coverage now.",
        "10:40 I'm Lena Hartog and I will be here until noon.",
        "10:40 Good morning. I’m Tom Birch and I’ll be here with Lena Hartog.",
        "10:40 Over to Lena Hartog at the harbour.",
        "10:40 Thanks for your company – Lena Hartog",
        "10:40\nFrom Lena Hartog in the courtroom:\nThe judge is late.",
        "10:40 An email from Lena Hartog in Leeds: “Is this the radio?”",
        "10:40 Our political editor, Lena Hartog, has the details.",
    ],
)
def test_whoever_posts_on_a_live_page_is_not_involved(post: str) -> None:
    assert names(CLOCK + post, title="Bridge live: latest updates") == {"Greta Holm"}


def test_a_poster_named_again_by_the_first_name_is_not_involved_either() -> None:
    text = CLOCK + "10:20 Lena will be back tomorrow.\n\n10:40 I'm Lena Hartog and I will be here until noon."
    assert names(text, title="Bridge live") == {"Greta Holm"}


def test_in_an_article_that_is_no_live_page_the_same_words_leave_people_in() -> None:
    text = "An email from Lena Hartog reached the court on Monday. Hartog, 41, denied sending it."
    assert names(text, title="Court hears of email") == {"Lena Hartog"}


@pytest.mark.parametrize(
    "line", ["Lena Hartog (now) and Tom Birch (earlier)", "Lena Hartog in Delft, Tom Birch at the desk"]
)
def test_a_first_line_of_nothing_but_names_tells_who_posts(line: str) -> None:
    assert names(f"{line}\n\n{CLOCK}10:40 The bridge is closed again.", title="Bridge live") == {"Greta Holm"}


@pytest.mark.parametrize(
    "post", ["10:40 That is a wrap. —Lena Hartog", "10:40 Photos from Lena Hartog in a minute.",
             "10:40 “Is it true?” asks Lena Hartog by email."],
)  # fmt: skip
def test_who_signs_sends_pictures_or_asks_by_email_is_not_involved(post: str) -> None:
    assert names(CLOCK + post, title="Bridge live") == {"Greta Holm"}
