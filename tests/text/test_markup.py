"""Text and HTML from strangers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.text.markup import clean_html, html_of_text, line_of_html, plain_line, valid


def test_links_become_absolute_and_without_a_base_relative_ones_go():
    link = '<a href="x">y</a><img src="//cdn.example/q.png"><a href="https://b.example/z">z</a>'
    assert clean_html(link, base="https://a.example/dir/") == (
        '<a href="https://a.example/dir/x">y</a><img src="https://cdn.example/q.png"><a href="https://b.example/z">z</a>'
    )
    assert clean_html(link, base="") == '<a>y</a><img><a href="https://b.example/z">z</a>'
    assert clean_html(link, base="no base") == clean_html(link, base="")


def test_plain_text_becomes_paragraphs():
    assert html_of_text("a < b\nc\r\n\r\n \nd & e\n\n") == "<p>a &lt; b\nc</p><p>d &amp; e</p>"
    assert html_of_text("") == ""


def test_a_line_is_cut_at_a_word_where_there_is_one():
    assert plain_line("one two three", limit=9) == "one two…"
    assert plain_line("x" * 20, limit=9) == "xxxxxxxx…"
    assert line_of_html("<b>one</b> &amp; <script>x()</script>two") == "one & two"


@settings(deadline=None)
@given(st.text(), st.integers(2, 50))
def test_a_line_is_one_line_of_valid_characters(text, limit):
    line = plain_line(text, limit=limit)
    assert len(line) <= limit
    assert line == " ".join(line.split())
    assert valid(line) == line
    assert len(line_of_html(text, limit=limit).encode()) >= 0
