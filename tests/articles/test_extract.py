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


IMAGE = '<meta property="og:image" content="https://cdn.example/i/q.jpg?w=1200">'


@pytest.mark.parametrize(
    ("image", "alt"),
    [
        ('<img src="https://cdn.example/i/q.jpg?w=400" alt="The quay at dawn">', "The quay at dawn"),
        ('<img src="data:x" data-src="//cdn.example/i/q.jpg" alt="The quay at dawn">', "The quay at dawn"),
        ('<img src="/i/q.jpg" alt="Another picture">', ""),
        ('<img src="https://cdn.example/i/q.jpg" alt=" ">', ""),
        ('<img alt="No address">', ""),
        ('<img src="https://[bad" alt="No address">', ""),
        ('<img src="/x.png" alt="x">' * 400 + '<img src="https://cdn.example/i/q.jpg" alt="Too late">', ""),
    ],
)
def test_a_picture_without_words_gets_those_of_the_same_picture_in_the_body(image, alt):
    picture = read(a_news_page(head=IMAGE, before=image)).picture
    assert picture == Picture(url="https://cdn.example/i/q.jpg?w=1200", alt=alt)


@pytest.mark.parametrize(
    ("head", "section"),
    [
        ('<meta property="article:section" content=" Harbour  news ">', "Harbour news"),
        (linked({"articleSection": "Harbour"}), "Harbour"),
        (linked({"@graph": [{"articleSection": [7, "Harbour", "Boats"]}]}), "Harbour"),
        ('<meta property="article:section" content="https://quay.example/harbour">', ""),
        ("", ""),
    ],
)
def test_the_section_is_the_outlets_own_word(head, section):
    assert read(a_news_page(head=head)).section == section


@pytest.mark.parametrize(
    ("head", "locked", "gallery"),
    [
        (linked({"@type": "NewsArticle", "isAccessibleForFree": False}), True, False),
        (linked({"@type": "NewsArticle", "isAccessibleForFree": "False"}), True, False),
        (linked({"@type": "NewsArticle", "isAccessibleForFree": True}), False, False),
        ('<meta property="article:content_tier" content="locked">', True, False),
        (linked({"@type": "ImageGallery"}), False, True),
        (linked({"@type": ["NewsArticle", 7, "MediaGallery"]}), False, True),
    ],
)
def test_a_page_may_call_itself_locked_or_a_gallery(head, locked, gallery):
    page = read(a_news_page(head=head))
    assert (page.locked, page.gallery) == (locked, gallery)


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="/ferry/">', "https://quay.example/ferry/"),
        (
            '<link rel="canonical"><meta property="og:url" content="https://quay.example/">',
            "https://quay.example/",
        ),
        ('<link rel="canonical" href="javascript:x()">', ""),
        ("", ""),
    ],
)
def test_the_page_names_its_own_address(head, address):
    assert read(a_news_page(head=head)).address == address


def test_captions_credits_titles_and_buttons_are_not_in_the_text():
    page = a_news_page(
        "By Jane Roe", "Published 3 May 2026", *SENTENCES, "Advertisement", "Share this article"
    )
    assert read(page).text.split("\n\n") == list(SENTENCES)


def test_a_sentence_with_links_in_a_plain_div_stays_one_paragraph():
    linking = [
        each.replace("the", '<a href="/x">the</a>', 1).replace("and", "<b>and</b>") for each in SENTENCES
    ]
    page = (
        a_news_page().split("<main>")[0]
        + "".join(f"<div>{each} {each}</div>" for each in linking)
        + "</body></html>"
    )
    assert [each for each in read(page).text.split("\n\n") if each.startswith("Mara")] == [
        f"{SENTENCES[0]} {SENTENCES[0]}"
    ]


def test_what_looks_like_a_template_stays_data():
    odd = "He wrote {{ config }} and <mj-raw>{% if x %}</mj-raw> on the wall, and nobody knew what it meant at all."
    escaped = odd.replace("<", "&lt;").replace(">", "&gt;")
    assert odd in read(a_news_page(*SENTENCES, escaped)).text


def test_drawings_formulas_templates_and_scripts_are_no_text():
    hidden = "".join(
        f"<{tag}><p>Hidden {tag} words</p></{tag}>" for tag in ("template", "script", "style", "noscript")
    )
    drawn = "<svg><text>Hidden drawing</text></svg><math><mi>Hidden formula</mi></math>"
    assert "Hidden" not in read(a_news_page(*SENTENCES, before=hidden + drawn)).text


@pytest.mark.parametrize(
    "charset", ["iso-8859-1", "ISO-8859-15", "utf-16", "no-such-thing", "punycode", "gb18030"]
)
def test_a_page_that_names_a_wrong_charset_is_read_all_the_same(charset):
    page = a_news_page(head=f'<meta charset="{charset}">')
    assert SENTENCES[2] in read(page.encode()).text


def test_a_page_is_read_in_the_charset_it_names_or_marks():
    greeting = "Łódź świętuje: prom znów płynie przez zatokę, a kapitan Żuraw pozdrawia wszystkich."
    page = a_news_page(greeting, *SENTENCES[:2], head='<meta charset="iso-8859-2">')
    assert greeting in read(page.replace("“", "").encode("iso-8859-2")).text
    assert greeting in read(page.encode("utf-16")).text
    assert greeting in read(page.encode("utf-8-sig")).text


FILLING = {
    "depth": "<div>" * 100_000,
    "emphasis": "<b><i>" * 50_000 + "x",
    "tables": "<table><tr><td>" * 50_000,
    "lists": "<ul><li>" * 50_000,
    "one line": "<p>" + "word " * 200_000,
    "one word": "<p>" + "x" * 1_000_000,
    "entities": "<p>" + "&amp;" * 200_000,
    "quotes": "<blockquote>" * 50_000 + "x",
    "forms": "<form>" * 50_000,
    "comments": "<!-- " * 100_000,
    "drawings": "<svg><g>" * 50_000,
}


@pytest.mark.parametrize("filling", FILLING.values(), ids=FILLING)
def test_hostile_pages_give_a_value(filling):
    page = read(f"<html><body><h1>Ferry</h1>{filling}</body></html>")
    assert page.url == URL
    assert len(page.text) <= 200_000


@pytest.mark.parametrize(
    ("page", "word"),
    [
        ("<html><body>" + "<p>a</p>" * 40_001 + "</body></html>", "too many elements"),
        ("<html><body><p " + "a " * 60_000 + ">x</p></body></html>", "endless tag"),
        ("<html><body>" + "<div><a>x</a> t" * 250 + "word " * 250_000, "too deeply"),
        (b"<html><body><p " + b"a=1\n" * 60_000 + b">x</p></body></html>", "endless tag"),
    ],
)
def test_pages_that_would_take_minutes_are_refused(page, word):
    assert word in read(page).error


def test_a_long_picture_in_the_page_itself_is_no_endless_tag():
    page = a_news_page(before=f'<img src="data:image/png;base64,{"iVBORw0KGgoAAAA" * 20_000}">')
    assert read(page).error == ""


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
