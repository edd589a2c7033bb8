"""What stands round a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.articles.furniture import without_furniture

NEWS = ["The ferry sailed on Monday.", "Nobody had expected it."]


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe",
        "By Jane Roe and Ole van den Brandt, Harbour Correspondents",
        "BY JANE ROE",
        "Von Anna Roth",
        "Par Jeanne Roux",
        "Por Ana Ríos y Luis de la Vega",
        "Published 3 May",
        "Published 3 May 2026, 10:20",
        "Published on May 3, 2026 at 10:20 am",
        "Updated 2 hours ago",
        "Last updated: 10:20 BST",
        "Stand: 12.05.2026, 09:14 Uhr",
        "Publié le 12 mai 2026 à 08h30",
        "11 de mayo de 2026, 20:15",
        "Monday, 11 May 2026",
        "4 min read",
        "Share this article",
        "Listen to this article 4 min",
        "Artikel anhören",
        "Partager cet article",
        "Share Save Comments 12",
        "Teilen · Merken · Drucken",
        "Photo: Rui Falk",
        "Foto: Ute Rand/Kaiblatt",
    ],
)
def test_bylines_dates_buttons_and_credits_leave_head_and_tail(line):
    assert without_furniture([line, *NEWS]) == NEWS
    assert without_furniture([*NEWS, line]) == NEWS
    assert without_furniture([NEWS[0], line, NEWS[1]]) == [NEWS[0], line, NEWS[1]]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT - CONTINUE READING BELOW",
        "Advertisement: Story continues below",
        "Anzeige",
        "Publicité",
        "Story continues below advertisement",
        "Read more: The peat under the terminal",
        "Lesen Sie auch: Der Torf unter dem Terminal",
        "Lire aussi : La tourbe sous le terminal",
        "Te puede interesar: La turba",
    ],
)
def test_advertisements_and_links_to_other_texts_leave_the_middle_too(line):
    assert without_furniture([line, NEWS[0], line, NEWS[1], line]) == NEWS


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our morning newsletter and never miss a boat.",
        "Follow The Quay on Bluesky",
        "© 2026 The Quay. All rights reserved.",
        "Alle Rechte vorbehalten",
        "Tags: ferry, harbour",
        "More on this story",
        "Log in to post comments",
    ],
)
def test_what_leads_elsewhere_leaves_the_tail(line):
    assert without_furniture([*NEWS, line, "Share this article", line]) == NEWS


@pytest.mark.parametrize(
    "line",
    [
        "By New Year, the town hall will be empty.",
        "By Monday evening all the tickets were gone.",
        "Published in 1974, the novel made her famous.",
        "Share prices fell on Monday.",
        "Von Anfang an war die Brücke zu schmal.",
        "Advertisements paid for half of the paper.",
        "“Share this article,” she wrote.",
        "Stand at the quay at 5 and you will see it.",
        "Tweet or not, he resigned.",
        "He declined to comment.",
    ],
)
def test_sentences_that_begin_like_it_stay(line):
    assert without_furniture([line, *NEWS]) == [line, *NEWS]
    assert without_furniture([*NEWS, line]) == [*NEWS, line]


def test_a_text_of_nothing_else_is_empty():
    assert without_furniture(["By Jane Roe", "3 May 2026", "Share this article"]) == []


@given(
    st.lists(
        st.text("By JaneRo 0123.:,-\n&x/", max_size=250)
        | st.sampled_from(["By Jane Roe", "Share", "1 May 2026"])
    )
)
def test_what_is_left_was_there_in_the_same_order(texts):
    rest = iter(texts)
    assert all(
        any(each.startswith(left.removesuffix("…")) for each in rest) for left in without_furniture(texts)
    )


@pytest.mark.parametrize(
    "text", ["1" * 300, "share " * 50 + "!", "A " * 150, "By " + "A-" * 140, "Von " + "Ab " * 98 + "!"]
)
def test_no_line_takes_long(text):
    assert without_furniture([text, *NEWS])[-2:] == NEWS
