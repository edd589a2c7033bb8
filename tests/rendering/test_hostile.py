"""Whatever feeds bring is text in the mail: it neither gets out of its place nor stops the edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Picture
from digest.rendering.html import Links, render_edition
from tests.rendering.builders import (
    LIST_LINKS,
    a_day_quote,
    a_part,
    a_person,
    a_rich_edition,
    a_section,
    a_story,
    an_edition,
    shipped_templates,
    told_before,
)

TEMPLATES = shipped_templates()
PLAIN = render_edition(a_rich_edition(), templates=TEMPLATES, links=LIST_LINKS)
TAGS = {each.tag for each in lxml.html.document_fromstring(PLAIN.html).iter() if isinstance(each.tag, str)}
ATTRIBUTES = {
    name
    for each in lxml.html.document_fromstring(PLAIN.html).iter()
    if isinstance(each.tag, str)
    for name in each.attrib
}

ATTACKS = [
    "<script>alert(1)</script>",
    "</mj-text></mj-column></mj-section><mj-raw><img src=x onerror=alert(1)></mj-raw>",
    "<mj-include path='/etc/passwd' />",
    "{{ mail.title }} {% for x in y %} {# gone #}",
    "{{ ''.__class__.__mro__ }}",
    '" onmouseover="alert(1)" \'--> <!-- -- ]]> <![CDATA[ &amp; &nope; &#0; &#x110000;',
    "<svg/onload=alert(1)> <table><tr><td style='position:fixed'>",
    "\u202ereversed\u2066isolated\u200f\u200e",
    "NUL \x00 bell \x07 escape \x1b[31m C1 \x85\x9b",
    "\ud800 lone \udfff surrogates \uffff \ufffe",
    "👩‍👩‍👧‍👦🏳️‍🌈 " * 20,
    "אמרתי " * 800 + "🚢",
    "X" * 5000,
    "W" * 300,
    "line\none\r\ntwo\ttab\u2028three",
    "<div>" * 400,
    "",
    " ",
    "%s %(x)s {0} {n} {title} ${x}",
]
ADDRESSES = [
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    'https://evil.example/"><script>alert(1)</script>',
    "https://evil.example/a b",
    "https://user:password@evil.example/",
    "https://evil.example/" + "x" * 5000,
    "http://[",
    "",
    "https://fine.example/?a=1&b=2#c",
]


def edition_of(text, url="https://fine.example/a"):
    """An edition in which every text is `text` and every address `url`."""
    person = replace(a_person(text, text), id="p1")
    other = replace(a_person("Ada Quill", "pilot"), id="p2")
    story = a_story("x", text, text, outlets="Harbour Post", quote=(person, text))
    story = replace(
        story,
        headline=text,
        category=text,
        language=text,
        picture=Picture(url=url, alt=text),
        sources=tuple(replace(each, url=url, outlet=text, title=text) for each in story.sources),
        continues=told_before(3, since=date(2026, 5, 1), told=date(2026, 5, 11)),
    )
    said = replace(a_day_quote(person, text, story), outlet=text, url=url)
    section = a_section(
        story,
        story,
        cast=(person, other),
        also_with=(a_part(person),),
        elsewhere=("p2", "nobody"),
        days=(0, -1, 3),
        history=((0, -1, 3), (1, 1, 1)),
    )
    plain = a_section(story, heading=text)
    return an_edition(
        section,
        a_section(story, cast=(other,)),
        plain=(plain,),
        title=text,
        language=text or "en",
        quotes=(said, said),
    )


def safe(mail):
    """Whether the mail has only the elements, attributes and kinds of address that our templates write."""
    elements = [each for each in lxml.html.document_fromstring(mail.html).iter() if isinstance(each.tag, str)]
    links = [each.get("href") for each in elements if each.get("href")]
    return (
        {each.tag for each in elements} <= TAGS
        and {name for each in elements for name in each.attrib} <= ATTRIBUTES
        and all(link.startswith(("https://", "http://", "#c")) for link in links)
        and "\x00" not in mail.html + mail.text + mail.subject
        and "\n" not in mail.subject + mail.preheader
    )


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_an_attack_is_text(attack):
    assert safe(render_edition(edition_of(attack), templates=TEMPLATES, links=Links(contact=attack)))


@pytest.mark.parametrize("url", ADDRESSES, ids=range(len(ADDRESSES)))
def test_only_plain_web_addresses_become_links(url):
    mail = render_edition(edition_of("Plain words", url), templates=TEMPLATES, links=Links(read_online=url))
    assert safe(mail)
    assert ('href="https://fine.example/?a=1&amp;b=2#c"' in mail.html) == (url == ADDRESSES[-1])


@settings(max_examples=40, deadline=None)
@given(
    text=st.text(st.characters(), max_size=60) | st.sampled_from(ATTACKS),
    url=st.sampled_from(ADDRESSES) | st.text(),
)
def test_no_text_and_no_address_injects_or_raises(text, url):
    assert safe(render_edition(edition_of(text, url), templates=TEMPLATES, links=LIST_LINKS))


def test_what_looks_like_markup_is_shown_as_it_stands():
    mail = render_edition(edition_of("<b>5 < 6 & {{ 7 }}</b>"), templates=TEMPLATES, links=LIST_LINKS)
    assert lxml.html.document_fromstring(mail.html).find(".//h1").text_content() == "<b>5 < 6 & {{ 7 }}</b>"
    assert "<b>5 < 6 & {{ 7 }}</b>" in mail.text


def test_a_subject_cannot_smuggle_in_an_encoded_word():
    mail = render_edition(
        edition_of("=?UTF-8?Q?x=0D=0ABcc:_eve@evil.example?="), templates=TEMPLATES, links=Links()
    )
    assert "=?" not in mail.subject
