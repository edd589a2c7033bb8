"""HTML to paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.articles import clean
from digest.articles.clean import paragraphs
from digest.articles.furniture import is_cut_off


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("No markup at all", "No markup at all"),
        ("One<br>line<br><br>Two", "One line\n\nTwo"),
        ("<h2>Head</h2>Text <b>bo</b>ld<div>Inner</div>after", "Head\n\nText bold\n\nInner\n\nafter"),
        ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
        (
            "<table><tr><th>Club</th><td>Goals</td></tr><tr><td>Quay</td><td>3</td></tr></table>",
            "Club Goals\n\nQuay 3",
        ),
        ("<figure><img src='x' alt='no'><figcaption>A caption</figcaption></figure><p>Text</p>", "Text"),
        ("<script>x()</script><style>p{}</style><noscript>no</noscript><p>Text</p>", "Text"),
        ("<p>Tom &amp; Ada&nbsp;said &#8220;yes&#8221; &lt;loudly&gt;</p>", "Tom & Ada said “yes” <loudly>"),
        ("<p>  much \n\t white   space </p>", "much white space"),
        ("<p>zero\u200bwidth \u202etrick \x00nul</p>", "zerowidth trick nul"),
        ("<p></p><p> </p><p>Only</p>", "Only"),
        ("<!-- note --><p>Text</p>", "Text"),
        ("", ""),
    ],
)
def test_paragraphs_are_plain_text_with_a_blank_line_between(markup, text):
    assert clean(markup) == text


@pytest.mark.parametrize(
    "tail",
    [
        "<p>Continue reading →</p>",
        "<p>Continue reading <i>Ferry sails again</i></p>",
        "<p>Read more</p>",
        "<p>Read the full story.</p>",
        "<p>The post Ferry sails again appeared first on The Quay.</p>",
        "<p>Ferry sails again first appeared on The Quay</p><p>Read more…</p>",
        "<p>Der Beitrag Die Fähre fährt erschien zuerst auf Kaiblatt.</p>",
        "<p>Weiterlesen</p>",
        "<p>L’article Le bac repart est apparu en premier sur Le Quai.</p>",
        "<p>La entrada El transbordador aparece primero en El Muelle.</p>",
        "<p>[&#8230;]</p>",
    ],
)
def test_what_only_leads_to_the_page_is_taken_off(tail):
    assert clean(f"<p>The ferry sailed.</p>{tail}") == "The ferry sailed."


@pytest.mark.parametrize(
    ("last", "left"),
    [
        ("The ferry sailed at [&#8230;]", "The ferry sailed at…"),
        ("The ferry sailed at… Read more »", "The ferry sailed at…"),
        ("The ferry sailed at [...] Continue reading Ferry sails", "The ferry sailed at…"),
        ("The ferry sailed. Read more", "The ferry sailed."),
        (
            "She likes to read more books than he does. Good.",
            "She likes to read more books than he does. Good.",
        ),
    ],
)
def test_a_cut_sentence_ends_in_an_ellipsis_and_a_whole_one_stays(last, left):
    assert clean(f"<p>{last}</p>") == left


def test_words_about_reading_in_the_middle_stay():
    assert clean("<p>Read more</p><p>The ferry sailed.</p>") == "Read more\n\nThe ferry sailed."


@pytest.mark.parametrize(
    ("markup", "cut"),
    [
        ("", True),
        ("<p>The ferry…</p>", True),
        ("<p>The ferry [...]</p>", True),
        ("<p>The ferry sailed. Read more</p>", True),
        ("<p>The ferry sailed.</p><p>The post X appeared first on Y.</p>", True),
        ("<p>The ferry sailed.</p>", False),
        ("<p>She said: “Well…” and left.</p>", False),
    ],
)
def test_a_text_that_goes_on_elsewhere_is_known_by_its_end(markup, cut):
    assert is_cut_off(paragraphs(markup)) is cut


@pytest.mark.parametrize("nest", ["<div>", "<b><p>", "<table><tr><td>", "<span></b>"])
def test_markup_nested_without_end_still_gives_its_words(nest):
    assert clean(nest * 20_000 + "The ferry sailed.") == "The ferry sailed."


SCRAPS = ["<p>", "</p>", "<br>", "<script>", "&", "<", ">", "&#0;", "&lt;", "x", "\n", "…", "]", "["]


@settings(deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from(SCRAPS)).map("".join))
def test_any_text_gives_folded_paragraphs(markup):
    text = clean(markup)
    assert all(each and each == " ".join(each.split()) for each in text.split("\n\n") if text)
    assert "\x00" not in text
