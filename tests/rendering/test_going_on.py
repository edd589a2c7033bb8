"""Stories that go on and quotes of the day, in the mail and in its text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from babel import localedata

from digest.rendering.html import Links, render_edition
from digest.rendering.words import words_for
from tests.rendering.builders import (
    ILSE,
    KOFI,
    a_day_quote,
    a_person,
    a_rich_edition,
    a_section,
    a_story,
    an_edition,
    shipped_templates,
    told_before,
)
from tests.rendering.test_html import body_of, words_of

TEMPLATES = shipped_templates()
MONDAY = date(2026, 5, 11)
ARCHIVE = Links(editions="https://digest.example/editions/")


def mail_of(edition, links=None):
    return render_edition(edition, templates=TEMPLATES, links=links or Links())


def words_in(mail):
    return words_of(body_of(mail.html)), " ".join(mail.text.split())


def going_on(day=2, since=MONDAY, told=MONDAY):
    story = a_story("Tide turns", "It turned.", continues=told_before(day, since=since, told=told))
    return an_edition(a_section(story, cast=(KOFI,)))


def test_a_story_that_goes_on_says_for_how_long_and_since_when():
    for text in words_in(mail_of(going_on(3, since=date(2026, 5, 9)))):
        assert "Third day in the news · since Saturday, May 9" in text


def test_further_and_plain_stories_say_it_too():
    story = a_story("Tide turns", continues=told_before(2, since=MONDAY, told=MONDAY))
    edition = an_edition(
        a_section(a_story("First"), story, cast=(KOFI,)), plain=(a_section(story, heading="Local"),)
    )
    for text in words_in(mail_of(edition)):
        assert text.lower().count("second day in the news · since monday, may 11") == 2


def test_days_beyond_the_tenth_are_numbers():
    words = words_for("en")
    said = [words.nth("day_in_the_news", day) for day in (2, 10, 11, 21, 22, 23)]
    assert said == [f"{day} day in the news" for day in ("second", "tenth", "11th", "21st", "22nd", "23rd")]
    with pytest.raises(TypeError):
        words.nth("cast", 2)


def test_a_story_that_rested_picks_up_what_was_told_then():
    edition = going_on(3, since=date(2026, 5, 1), told=date(2026, 5, 4))
    for text in words_in(mail_of(edition)):
        assert "Picks up a story of Monday, May 4" in text
        assert "day in the news" not in text


def test_a_weekend_is_no_rest():
    for text in words_in(mail_of(going_on(2, since=date(2026, 5, 9), told=date(2026, 5, 9)))):
        assert "Second day in the news · since Saturday, May 9" in text


def test_the_earlier_edition_is_a_link_where_editions_have_pages():
    with_pages, without = mail_of(going_on(), ARCHIVE), mail_of(going_on())
    assert 'href="https://digest.example/editions/40"' in with_pages.html
    assert "read Monday’s" in with_pages.html
    assert "read Monday’s: https://digest.example/editions/40" in with_pages.text
    assert "read Monday’s" not in without.html + without.text


def test_an_edition_of_long_ago_is_led_to_without_its_weekday():
    old = going_on(2, since=date(2026, 5, 1), told=date(2026, 5, 4))
    assert "Picks up a story of Monday, May 4 · read that edition" in words_in(mail_of(old, ARCHIVE))[0]


def test_no_other_than_a_web_address_leads_back():
    mail = mail_of(going_on(), Links(editions="javascript:alert(1)//"))
    assert "javascript" not in mail.html + mail.text


def test_every_language_has_a_weekday_with_a_day_and_ordinal_forms():
    for name in localedata.locale_identifiers():
        words = words_for(name)
        assert words.month_day(MONDAY).strip(", ")
        assert words.nth("day_in_the_news", 3)


def test_dates_are_said_in_the_mail_s_language():
    assert words_for("de").month_day(MONDAY) == "Montag, 11. Mai"


def test_the_quotes_of_the_day_stand_before_the_sections_with_speaker_role_and_outlet():
    mail = mail_of(a_rich_edition())
    text = words_of(body_of(mail.html))
    said = "I watched their feet. Everybody watches the eyes, and the eyes lie."
    assert f"“{said}”Kofi Mensah-Vale, goalkeeper, Northgate United · Northgate Echo" in text
    assert text.index("it had nine seats”Odile Brandt · Stagelight Weekly") < text.index("Mensah-Vale saves")
    assert "-- Kofi Mensah-Vale, goalkeeper, Northgate United · Northgate Echo" in mail.text
    assert all("://" in line for line in mail.text.splitlines() if len(line) > 72)


def test_a_quote_of_the_day_does_not_stand_in_its_section_again():
    for text in words_in(mail_of(a_rich_edition())):
        assert text.count("I watched their feet.") == 1


def test_the_section_shows_its_next_quote_instead():
    story = a_story("A story", quote=(KOFI, "I watched their feet."))
    other = replace(story.quotes[0], text="The eyes lie, and nobody minds.", speaker="Bo Lind")
    story = replace(story, quotes=(*story.quotes, other))
    edition = an_edition(
        a_section(story, cast=(KOFI,)), quotes=(a_day_quote(KOFI, "I watched their feet.", story),)
    )
    text = words_of(body_of(mail_of(edition).html))
    assert "Quote of the day" in text
    assert text.index("I watched their feet.") < text.index("The eyes lie, and nobody minds.")


def test_a_quote_without_a_web_address_names_its_outlet_alone():
    story = a_story("A story")
    said = replace(a_day_quote(KOFI, "The eyes lie.", story), url="javascript:alert(1)")
    mail = mail_of(an_edition(a_section(story, cast=(KOFI,)), quotes=(said,)))
    assert "· Harbour Post" in mail.html
    assert "javascript" not in mail.html + mail.text
    nowhere = mail_of(an_edition(a_section(story, cast=(KOFI,)), quotes=(replace(said, outlet="", role=""),)))
    assert "“The eyes lie.”Kofi Mensah-Vale, goalkeeper" not in words_of(body_of(nowhere.html))


def test_an_edition_without_quotes_has_no_room_for_them():
    mail = mail_of(replace(a_rich_edition(), quotes=()))
    assert "of the day" not in mail.html + mail.text


def test_a_quote_without_end_is_cut():
    story = a_story("A story")
    said = a_day_quote(a_person("N" * 500, "r " * 400), "long words " * 600, story)
    mail = mail_of(an_edition(a_section(story, cast=(KOFI,)), quotes=(said,)))
    assert len(words_of(body_of(mail.html))) < 2500


def test_the_text_counts_the_days_where_there_was_more_than_today():
    edition = an_edition(
        a_section(a_story("One"), cast=(KOFI,), days=(0,) * 13 + (1,)),
        a_section(a_story("Two"), cast=(ILSE,), days=(1,) + (0,) * 12 + (2,)),
    )
    lines = mail_of(edition).text.splitlines()
    assert "1 article today · first time in 14 days" in lines
    assert "2 articles today · on 2 of 14 days (3 articles in 14 days)" in lines
