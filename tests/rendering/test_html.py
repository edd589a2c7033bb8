"""What the HTML of an edition promises its readers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import lxml.html
import pytest

from digest.model import Picture
from digest.rendering.html import LARGEST, Links, encoded_size, render_edition
from tests.rendering.builders import (
    ILSE,
    KOFI,
    LIST_LINKS,
    a_part,
    a_person,
    a_rich_edition,
    a_section,
    a_story,
    an_edition,
    an_edition_of,
    shipped_templates,
)

TEMPLATES = shipped_templates()


def rendered(edition=None, links=LIST_LINKS):
    return render_edition(edition or a_rich_edition(), templates=TEMPLATES, links=links)


def body_of(html):
    return lxml.html.document_fromstring(html).find("body")


def words_of(element):
    """All text, its white space folded; what MJML hides in conditional comments is left out."""
    return " ".join(element.text_content().split())


def test_every_story_stands_in_the_mail_in_the_edition_s_order():
    edition = a_rich_edition()
    text = words_of(body_of(rendered(edition).html))
    places = [text.index(story.headline) for story in edition.stories]
    assert places == sorted(places)


def test_every_sentence_stands_with_its_source():
    edition = a_rich_edition()
    text = words_of(body_of(rendered(edition).html))
    for section in edition.sections:
        for sentence in section.stories[0].summary:
            outlet = section.stories[0].source(sentence.article).outlet
            assert f"{sentence.text} {outlet}" in text


def test_headlines_lead_to_their_articles():
    html = rendered().html
    for story in a_rich_edition().stories:
        assert f'href="{story.source(story.headline_source).url}"' in html


def test_a_quote_stands_with_its_speaker_and_outlet():
    text = words_of(body_of(rendered().html))
    assert "“Sand does not read timetables.”Margarethe Pell, in Harbour Post" in text


def test_there_is_one_first_heading_and_no_level_is_skipped():
    levels = [int(each.tag[1]) for each in body_of(rendered().html).iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise([0, *levels]))


def test_every_table_is_for_layout_and_says_so():
    assert {table.get("role") for table in body_of(rendered().html).iter("table")} == {"presentation"}


def test_language_and_direction_stand_on_the_document_and_inside_its_body():
    root = lxml.html.document_fromstring(rendered().html)
    inside = next(root.find("body").iter("div"))
    assert (root.get("lang"), root.get("dir"), inside.get("lang"), inside.get("dir")) == (
        "en",
        "ltr",
        "en",
        "ltr",
    )


def test_a_mail_in_arabic_runs_from_right_to_left():
    html = rendered(replace(a_rich_edition(), language="ar")).html
    root = lxml.html.document_fromstring(html)
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert "direction:ltr" not in html


def test_a_story_in_another_language_names_it_and_its_direction():
    story = a_story("عودة العدسة القديمة إلى المنارة", language="ar")
    html = rendered(an_edition(a_section(a_story("First"), story, cast=(KOFI,)))).html
    assert 'lang="ar" dir="rtl" align="right"' in html


def test_the_preheader_comes_first_and_the_body_does_not_repeat_it():
    mail = rendered()
    text = words_of(body_of(mail.html))
    assert 30 <= len(mail.preheader) <= 140
    assert text.startswith(mail.preheader)
    assert text.count(mail.preheader) == 1


@pytest.mark.parametrize("sections", [0, 1, 2])
def test_the_preheader_is_long_enough_for_small_editions_too(sections):
    edition = an_edition(
        *[a_section(a_story(f"Story {at}"), cast=(a_person(f"Bo {at}"),)) for at in range(sections)]
    )
    assert 30 <= len(rendered(edition).preheader) <= 140


def test_long_names_leave_the_preheader_short_enough():
    cast = tuple(a_person("Maximiliana " * 8 + str(at)) for at in range(3))
    assert len(rendered(an_edition(a_section(a_story("A story"), cast=cast))).preheader) <= 140


def test_no_style_is_larger_than_gmail_reads():
    styles = lxml.html.document_fromstring(rendered().html).iter("style")
    assert max(len(style.text_content().encode()) for style in styles) < 8192


def test_nothing_is_fetched_but_the_outlets_pictures():
    html = rendered().html
    assert "fonts.googleapis" not in html
    assert "@import" not in html
    assert not re.search(r"<(script|link|iframe|form|video|svg|object)\b", html)
    assert [each.get("src") for each in body_of(html).iter("img")] == [
        "https://harbourpost.example/pictures/quay.jpg"
    ]


def test_pictures_have_their_words_and_their_width():
    picture = next(body_of(rendered().html).iter("img"))
    assert (picture.get("alt"), picture.get("width")) == ("The old ferry quay at low tide", "528")


def test_a_picture_without_https_is_not_shown():
    story = a_story("A story", picture=Picture(url="http://harbourpost.example/quay.jpg", alt="The quay"))
    assert "<img" not in rendered(an_edition(a_section(story, cast=(KOFI,)))).html


def test_the_compact_look_has_no_pictures_and_fewer_sentences():
    compact, magazine = rendered(a_rich_edition("compact")).html, rendered().html
    assert "<img" not in compact
    assert "One square metre" in magazine
    assert "One square metre" not in compact
    assert "What eelgrass does" in compact


def test_links_into_the_mail_lead_somewhere():
    html = rendered().html
    body = body_of(html)
    wanted = {each.get("href")[1:] for each in body.iter("a") if each.get("href").startswith("#")}
    assert wanted
    assert wanted <= {each.get("id") for each in body.iter("h2")}


def test_a_source_that_is_not_the_headline_s_has_its_own_link_where_it_has_an_address():
    story = a_story("Second", "Told by another.", outlets="Harbour Post, Mill Gazette, Harbour Post")
    told = replace(story, summary=(replace(story.summary[0], article=story.sources[1].article),))
    html = rendered(an_edition(a_section(a_story("First"), told, cast=(KOFI,)))).html
    assert f'href="{story.sources[1].url}"' in html
    lost = replace(told, sources=(story.sources[0], replace(story.sources[1], url="javascript:alert(1)")))
    html = rendered(an_edition(a_section(a_story("First"), lost, cast=(KOFI,)))).html
    assert 'href=""' not in html
    assert "Mill Gazette" in html


def test_outlets_stand_once_and_in_their_order():
    story = a_story("Told widely", outlets="Tideline, Harbour Post, Tideline, Mill Gazette")
    text = words_of(body_of(rendered(an_edition(plain=(a_section(story, heading="Local"),))).html))
    assert "Told widely Tideline, Harbour Post, Mill Gazette" in text


def test_a_sentence_of_an_unknown_article_does_not_stop_the_mail():
    story = a_story("A story", "A sentence from nowhere.", quote=(KOFI, "Nobody heard it."))
    lost = replace(
        story,
        summary=(replace(story.summary[0], article="gone"),),
        quotes=(replace(story.quotes[0], article="gone"),),
        headline_source="gone",
    )
    assert "A sentence from nowhere." in rendered(an_edition(a_section(lost, cast=(KOFI,)))).html


def test_no_link_is_empty():
    assert all(words_of(each) for each in body_of(rendered().html).iter("a"))


def test_words_beside_links_do_not_run_together():
    text = words_of(body_of(rendered().html))
    assert "Also with Margarethe Pell, Odile Brandt, Kofi Mensah-Vale" in text
    assert "Tuesday, May 12, 2026 · Read online" in text


def test_the_cast_says_how_many_stories_where_it_is_more_than_one():
    two = a_section(a_story("One"), a_story("Two"), cast=(KOFI,))
    text = words_of(body_of(rendered(an_edition(two, a_section(a_story("Three"), cast=(ILSE,)))).html))
    assert "Kofi Mensah-Vale2 stories" in text.replace(" 2", "2")
    assert "1 story" not in text


def test_the_comma_at_a_quote_s_end_stays_with_its_article():
    story = a_story("A story", quote=(KOFI, "They watch the eyes,"))
    assert "“They watch the eyes”" in rendered(an_edition(a_section(story, cast=(KOFI,)))).html


def test_more_than_four_others_are_counted():
    others = tuple(a_part(a_person(f"Person {at}")) for at in range(7))
    text = words_of(
        body_of(rendered(an_edition(a_section(a_story("A story"), cast=(KOFI,), also_with=others))).html)
    )
    assert "Person 3 and 3 others" in text


def test_the_days_of_each_of_the_cast_become_bars_and_a_caption():
    html = rendered().html
    assert "Ilse Thornbury: 7 articles today · 4 days running" in html
    assert "Rubén Aldecoa: 3 articles today · quiet until yesterday" in html
    assert ">4 articles today · on 11 of 14 days" in html
    assert html.count('class="n"') == 5


def test_a_section_without_days_has_no_bars():
    html = rendered(an_edition(a_section(a_story("A story"), cast=(KOFI,)))).html
    assert 'class="b"' not in html


def test_a_single_person_s_role_stands_alone_and_those_of_several_with_their_names():
    text = words_of(body_of(rendered().html))
    assert "Goalkeeper, Northgate United" in text
    assert "Ilse Thornbury: harbour commissioner" in text


def test_a_personal_mail_says_how_to_stop_and_a_list_offers_the_links():
    personal, on_list = rendered(links=Links()).html, rendered().html
    assert "feeds.yaml" in words_of(body_of(personal))
    assert LIST_LINKS.unsubscribe not in personal
    assert f'href="{LIST_LINKS.unsubscribe}"' in on_list
    assert "Quay Street" in on_list


def test_an_edition_without_stories_says_so():
    assert "No stories today." in words_of(body_of(rendered(an_edition()).html))


def test_the_same_edition_is_the_same_bytes():
    assert rendered() == render_edition(a_rich_edition(), templates=shipped_templates(), links=LIST_LINKS)


def test_sixty_stories_fit_whole():
    mail = rendered(an_edition_of(60, per_section=6))
    assert encoded_size(mail.html) <= LARGEST
    text = words_of(body_of(mail.html))
    assert all(story.headline in text for story in an_edition_of(60, per_section=6).stories)


@pytest.mark.parametrize(("stories", "per_section"), [(400, 10), (400, 1), (300, 100)])
def test_what_does_not_fit_is_shortened_and_counted(stories, per_section):
    mail = rendered(an_edition_of(stories, per_section=per_section))
    assert encoded_size(mail.html) <= LARGEST
    text = words_of(body_of(mail.html))
    hidden = sum(int(each) for each in re.findall(r"and (\d+) more stor", text))
    left_out = sum(int(each) for each in re.findall(r"(\d+) more stor(?:y|ies) did not fit", text))
    shown = sum(story.headline in text for story in an_edition_of(stories, per_section=per_section).stories)
    assert shown + hidden + left_out == stories


def test_even_enormous_texts_do_not_make_an_enormous_mail():
    stories = [
        a_story(
            f"{at} " + "word " * 500,
            *["sentence " * 400] * 9,
            quote=(ILSE, "quote " * 900),
            outlets="Q" * 900,
        )
        for at in range(120)
    ]
    sections = [
        a_section(*stories[at : at + 4], cast=(a_person(f"Name {at} " + "n" * 500),))
        for at in range(0, 120, 4)
    ]
    assert encoded_size(rendered(an_edition(*sections)).html) <= 102_000


def test_the_subject_is_the_lead_headline_within_78_characters():
    short = rendered(an_edition(a_section(a_story("Pell delays the railway"), cast=(KOFI,)))).subject
    long = rendered(an_edition(a_section(a_story("Pell delays the railway " * 9), cast=(KOFI,)))).subject
    assert short == "Pell delays the railway · The Daily Cast"
    assert len(long) <= 78
    assert long.endswith("…")
    assert rendered(an_edition()).subject == "The Daily Cast, Tuesday, May 12, 2026"
