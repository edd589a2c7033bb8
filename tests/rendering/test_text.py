"""The plain text tells the same stories, readable in a narrow window."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.rendering.html import Links, render_edition
from digest.rendering.text import WIDTH, list_item, paragraph, tidy
from tests.rendering.builders import LIST_LINKS, a_rich_edition, shipped_templates

TEMPLATES = shipped_templates()


def text_of(edition, links=LIST_LINKS):
    return render_edition(edition, templates=TEMPLATES, links=links).text


def test_every_story_and_every_sentence_stands_in_it_with_its_address():
    edition = a_rich_edition()
    text = text_of(edition)
    folded = " ".join(text.split())
    for section in edition.sections:
        assert all(f"{sentence.text} [" in folded for sentence in section.stories[0].summary)
    for story in edition.stories:
        assert story.headline in folded
        assert story.source(story.headline_source).url in text


def test_only_addresses_are_longer_than_a_line():
    assert all(len(line) <= WIDTH or "https://" in line for line in text_of(a_rich_edition()).splitlines())


def test_no_two_empty_lines_stand_together_and_no_line_ends_in_blanks():
    text = text_of(a_rich_edition())
    assert "\n\n\n" not in text
    assert all(line == line.rstrip() for line in text.splitlines())
    assert text.endswith("\n")


def test_markup_and_entities_have_no_place_in_it():
    text = text_of(a_rich_edition())
    assert "&amp;" not in text
    assert "<" not in text
    assert "Ilse Thornbury & Rubén Aldecoa" in text


def test_it_says_how_to_stop():
    assert LIST_LINKS.unsubscribe in text_of(a_rich_edition())
    assert "feeds.yaml" in text_of(a_rich_edition(), Links())


@given(text=st.text(), indent=st.integers(0, 8))
def test_wrapping_loses_no_word(text, indent):
    assert paragraph(text, indent).split() == text.split()
    assert list_item(text, "* ").split() == ["*", *text.split()]


@given(words=st.lists(st.text("abc", min_size=1, max_size=40)))
def test_wrapped_lines_keep_the_width(words):
    assert all(len(line) <= WIDTH for line in paragraph(" ".join(words), 4).split("\n"))


def test_tidying_leaves_one_line_end_at_the_end():
    assert tidy("\n\na  \n\n\n\nb\n\n") == "a\n\nb\n"
