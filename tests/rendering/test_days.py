"""The days of a cast as numbers, bars and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.rendering.days import LOWEST, TALLEST, known_days, person_days
from digest.rendering.words import words_for
from tests.rendering.builders import ILSE, KOFI, RUBEN, a_section, a_story, an_edition

WORDS = words_for("en")


def days_of(*rows, known=14, cast=(KOFI,)):
    section = a_section(a_story("A story"), cast=cast, days=rows[0], history=rows if len(rows) > 1 else ())
    return person_days(section, WORDS, known=known)


def a_row(**counts):
    """Fourteen days: d0=2 is two articles today, d1=1 one yesterday."""
    return tuple(counts.get(f"d{age}", 0) for age in reversed(range(14)))


@pytest.mark.parametrize(
    ("row", "caption"),
    [
        (a_row(d0=1), "1 article today · first time in 14 days"),
        (a_row(d0=2, d1=1), "2 articles today · quiet until yesterday"),
        (a_row(d0=1, d1=4, d2=1), "1 article today · 3 days running"),
        (a_row(d0=1, d1=1, d9=1), "1 article today · on 3 of 14 days"),
        (a_row(d0=4, d5=1, d9=1), "4 articles today · more than usual"),
        ((5,) * 12 + (0, 1), "1 article today · less than usual"),
        (a_row(d3=1), "none today · on 1 of 14 days"),
    ],
)
def test_the_caption_says_what_is_most_remarkable(row, caption):
    assert [each.caption for each in days_of(row)] == [caption]


def test_what_is_not_known_is_not_said():
    assert [each.caption for each in days_of(a_row(d0=1, d2=1), known=3)] == ["1 article today"]
    assert days_of(a_row(d0=1), known=3) == ()
    assert [each.caption for each in days_of(a_row(d0=1), known=9)] == [
        "1 article today · first time in 9 days"
    ]


def test_the_counts_reach_as_far_back_as_anybody_s():
    one = a_section(a_story("One"), cast=(KOFI,), days=a_row(d0=1, d8=1))
    two = a_section(a_story("Two"), cast=(ILSE, RUBEN), history=(a_row(d0=1), a_row(d0=1, d11=1)))
    assert known_days(an_edition(one, two)) == 12
    assert known_days(an_edition(one)) == 9
    assert known_days(an_edition()) == 0


def test_each_of_a_pair_has_a_row_with_their_name_on_one_scale():
    first, second = days_of(a_row(d0=8, d1=1), a_row(d0=4, d1=2), cast=(ILSE, RUBEN))
    assert (first.name, second.name) == ("Ilse Thornbury", "Rubén Aldecoa")
    assert (first.bars[-1], second.bars[-1]) == (TALLEST, TALLEST // 2)


def test_the_numbers_are_there_for_templates():
    (only,) = days_of(a_row(d0=8, d1=1, d7=12))
    assert only.counts == a_row(d0=8, d1=1, d7=12)
    assert (only.seen, only.mean) == (3, 1.0)
    assert only.total == "21 articles in 14 days"
    assert [each.mean for each in days_of(a_row(d0=8, d1=1, d7=12), known=2)] == [1.0]
    assert [each.mean for each in days_of(a_row(d1=1), known=0)] == [0.0]
    assert [each.total for each in days_of(a_row(d0=1, d1=1), known=2)] == ["2 articles in 2 days"]


def test_where_only_the_lead_s_days_are_known_the_row_says_whose_they_are():
    (only,) = days_of(a_row(d0=2, d3=1), cast=(ILSE, RUBEN))
    assert only.name == "Ilse Thornbury"


def test_one_person_alone_needs_no_name():
    (only,) = days_of(a_row(d0=2, d3=1))
    assert only.name == ""


def test_without_days_there_is_nothing():
    assert days_of(()) == days_of((0,) * 14) == ()


@given(
    rows=st.lists(st.lists(st.integers(-2, 10**6), max_size=20), min_size=1, max_size=3),
    known=st.integers(0, 30),
)
def test_any_counts_become_bars_of_bounded_height(rows, known):
    shown = days_of(*map(tuple, rows), known=known, cast=(ILSE, RUBEN, KOFI))
    assert all(LOWEST <= height <= TALLEST for each in shown for height in each.bars)
    assert all(each.caption and each.total for each in shown)
