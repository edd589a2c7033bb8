"""The text of a page."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.articles import Page, extract
from digest.model import Picture
from tests.articles.builders import SENTENCES, a_news_page

URL = "https://quay.example/ferry"


def read(page: str | bytes) -> Page:
    return extract(page, url=URL)


def test_the_text_of_a_page_is_its_article_in_paragraphs():
    page = read(a_news_page())
    assert [each for each in page.text.split("\n\n") if each in SENTENCES] == list(SENTENCES)
    for other in ("Home", "Sport", "Other news", "Imprint", "photographer"):
        assert other not in page.text
    assert (page.url, page.title, page.language, page.error) == (
        URL,
        "Ferry sails again - The Quay",
        "en-GB",
        "",
    )


def test_a_page_in_bytes_is_read_in_its_encoding():
    text = "Jörg Märtens grüßte die Fähre, die am Montag nach elf Monaten wieder über die Bucht fuhr."
    page = a_news_page(text, text.replace("Jörg", "Zoë"), *SENTENCES, head='<meta charset="windows-1252">')
    assert "Jörg Märtens grüßte" in read(page.encode("windows-1252")).text


@pytest.mark.parametrize(
    ("head", "picture"),
    [
        (
            '<meta property="og:image" content="/img/q.jpg"><meta property="og:image:alt" content="The quay">',
            Picture(url="https://quay.example/img/q.jpg", alt="The quay"),
        ),
        (
            '<meta name="twitter:image" content="https://cdn.example/q.jpg">',
            Picture(url="https://cdn.example/q.jpg"),
        ),
        ('<meta property="og:image" content="javascript:x()">', None),
        ('<meta property="og:image" content="https://[bad">', None),
        ("", None),
    ],
)
def test_the_picture_is_the_one_the_page_wants_to_be_shared_with(head, picture):
    assert read(a_news_page(head=head)).picture == picture


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        ('<meta name="author" content="By Ada Okonjo">', "Ada Okonjo"),
        ('<meta property="article:author" content="https://social.example/ada">', ""),
        ('<meta name="author" content="desk@quay.example">', ""),
        (linked({"@type": "NewsArticle", "author": {"name": "Ada Okonjo"}}), "Ada Okonjo"),
        (linked({"author": [{"name": "Ada Okonjo"}, "Rui Falk", {"name": 7}]}), "Ada Okonjo, Rui Falk"),
        (linked({"@graph": [{"author": {"name": "Ada Okonjo"}}, 5]}), "Ada Okonjo"),
        ('<script type="application/ld+json">{"author": </script>', ""),
        ('<script type="application/ld+json">' + "[" * 20_000 + "</script>", ""),
        ("", ""),
    ],
)
def test_the_byline_is_names(head, byline):
    assert read(a_news_page(head=head)).byline == byline


def test_the_language_may_be_told_by_the_metadata_alone():
    page = a_news_page(head='<meta property="og:locale" content="de_DE">').replace(' lang="en-GB"', "")
    assert read(page).language == "de-DE"
    assert read(page.replace("de_DE", "who knows")).language == ""


@pytest.mark.parametrize(
    ("page", "word"),
    [
        (b"", "no HTML"),
        ("", "no HTML"),
        (b"%PDF-1.4 \x00\x01", "no HTML"),
        (bytes(range(256)) * 50, "no HTML"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_is_no_page_is_told_in_one_sentence(page, word):
    read_page = read(page)
    assert word in read_page.error
    assert read_page.error.endswith(".")
    assert read_page.text == ""


def test_a_page_that_breaks_the_library_is_told(monkeypatch):
    def broken(*_arguments: object, **_options: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    assert (
        read(a_news_page()).error == "The page cannot be read (RecursionError); the feed's own text is used."
    )


def test_a_page_without_an_article_has_no_text():
    assert read("<html><head><title>Quay</title></head><body></body></html>").text == ""


@settings(deadline=None, max_examples=40)
@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: f"<html><body><p>{text}</p></body></html>")
)
def test_any_page_gives_a_value(page):
    assert read(page).url == URL
