"""Document types and their entities: harmless ones are read, attacks refused, and nothing is fetched."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.feeds.doctype import ENTITIES, MAX_GROWTH, MAX_LITERAL, without_declarations
from tests.feeds.parsing import parsed, rss

NETSCAPE = '"-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.example/rss-0.91.dtd"'
LATIN_1 = '<!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1 for XHTML//EN" "http://w3.example/lat1.ent">'


def with_title(title: str, *, doctype: str) -> str:
    opening, _, rest = rss(f"<title>{title}</title>").partition("?>")
    return f"{opening}?>\n{doctype}{rest}"


def title_of(title: str, *, doctype: str) -> str:
    feed = parsed(with_title(title, doctype=doctype))
    assert (feed.error, feed.warning) == ("", "")
    return feed.entries[0].title


@pytest.mark.parametrize(
    ("declared", "written", "read"),
    [
        ('<!ENTITY nbsp "&#160;">', "Ferry&nbsp;line", "Ferry line"),
        (
            '<!ENTITY eacute "&#xE9;"><!ENTITY co "Peel &#38; Sons">',
            "Caf&eacute; of &co;",
            "Café of Peel & Sons",
        ),
        ("<!ENTITY quay 'Northquay'>", "&quay; opens", "Northquay opens"),
        ('<!ENTITY u "Zürich">', "&u;", "Zürich"),
        ('<!ENTITY twice "one"><!ENTITY twice "two">', "&twice;", "one"),
        ('<!ENTITY amp "&#38;#38;"><!ENTITY nbsp "&#160;">', "Bread &amp; butter", "Bread & butter"),
        ("<!-- a list > of signs --><!ELEMENT rss (channel)><!ENTITY a 'b'><?pi x?>", "&a;", "b"),
        ('<!ATTLIST rss version CDATA "2>0"><!NOTATION gif SYSTEM "gif">', "plain", "plain"),
        ('<!ENTITY bold "<b>x</b>">', "a &bold; b", "a x b"),
        (f"{LATIN_1} %HTMLlat1;", "Caf&eacute; &ndash; open", "Café – open"),
        (LATIN_1.replace('"http://w3.example/lat1.ent"', ""), "Caf&eacute;", "Café"),
        ("", "plain", "plain"),
    ],
)
def test_harmless_entities_are_read(declared, written, read):
    assert title_of(written, doctype=f"<!DOCTYPE rss [{declared}]>") == read


@pytest.mark.parametrize(
    "doctype", [f"<!DOCTYPE rss PUBLIC {NETSCAPE}>", '<!DOCTYPE rss SYSTEM "rss-0.91.dtd" [ ]>']
)
def test_a_published_document_type_brings_the_signs_of_html(doctype):
    assert title_of("Caf&eacute; &amp; bar", doctype=doctype) == "Café & bar"


def test_what_stands_in_cdata_and_comments_is_no_entity():
    title = "<![CDATA[Write &amp;a; for]]> &a;<!-- &a; -->"
    assert title_of(title, doctype='<!DOCTYPE rss [<!ENTITY a "it">]>') == "Write &a; for it"


def test_an_entity_stands_in_an_attribute_without_ending_it():
    link = '<enclosure url="https://a.example/&x;.jpg" type="image/jpeg"/>'
    body = with_title(f"t</title>{link}<title>", doctype="<!DOCTYPE rss [<!ENTITY x '\"q\"'>]>")
    assert parsed(body).error == ""
    assert parsed(body).entries[0].picture.url.startswith("https://a.example/")


LAUGHS = '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ATTACKS = {
    "billion laughs": LAUGHS,
    "an entity of itself": '<!ENTITY a "&a;">',
    "a file": '<!ENTITY a SYSTEM "file:///etc/passwd">',
    "an address": '<!ENTITY a SYSTEM "http://127.0.0.1/secret">',
    "a public one from outside": '<!ENTITY a PUBLIC "x" "http://127.0.0.1/secret">',
    "an unparsed one": '<!ENTITY a SYSTEM "file:///etc/passwd" NDATA gif>',
    "a list from an unknown place": '<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;',
    "a parameter entity": "<!ENTITY % x '<!ENTITY a \"b\">'> %x;",
    "a list that was not declared": '%x;<!ENTITY a "b">',
    "a percent sign in a literal": '<!ENTITY a "&#37;x;%x;">',
    "a long literal": f'<!ENTITY a "{"a" * (MAX_LITERAL + 1)}">',
    "hundreds of them": "".join(f'<!ENTITY a{n} "b">' for n in range(301)),
    "hundreds of lists": "".join(LATIN_1.replace("HTMLlat1", f"l{n}") for n in range(301)),
    "one that does not end": '<!ENTITY a "',
    "one in small letters behind another": '<!ENTITY a "b"><!entity c "d">',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_are_refused_in_one_sentence_and_nothing_is_fetched(attack, encoding, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    body = with_title("&a; &l9;", doctype=f"<!DOCTYPE rss [{ATTACKS[attack]}]>").encode(encoding)
    assert parsed(body) == parsed(body)
    assert (parsed(body).error, parsed(body).entries) == (ENTITIES, ())


def test_one_literal_used_a_million_times_is_refused():
    doctype = f'<!DOCTYPE rss [<!ENTITY a "{"a" * MAX_LITERAL}">]>'
    assert parsed(with_title("&a;" * (MAX_GROWTH // MAX_LITERAL + 1), doctype=doctype)).error == ENTITIES
    assert parsed(with_title("&a;" * 1000, doctype=doctype)).error == ""


def test_declarations_without_a_document_type_are_refused():
    assert parsed('<!ENTITY a "b"><rss version="2.0"><channel/></rss>').error == ENTITIES


def test_declarations_in_an_encoding_of_two_bytes_in_ascii_are_refused():
    opening = "<?xml version='1.0' encoding='iso-2022-jp'?>"
    body = opening + with_title("&a;", doctype='<!DOCTYPE rss [<!ENTITY a "b">]>').partition("?>")[2]
    assert parsed(body.encode("iso-2022-jp")).error == ENTITIES


def test_a_document_type_that_cannot_be_read_and_declares_no_entity_is_left_to_the_reader():
    body = b"<!DOCTYPE rss [ <nonsense> ]><rss version='2.0'/>"
    assert without_declarations(body) == body


def test_a_number_that_is_no_character_is_a_mark_for_one():
    assert "\ufffd" in title_of("x &a; y", doctype='<!DOCTYPE rss [<!ENTITY a "&#1;">]>')


PIECES = """
<!DOCTYPE_rss_[ <!ENTITY_ a_ %_ SYSTEM_ PUBLIC_ " ' &a; %a; &#38; b > ]> <!-- --> <?x ?> <rss> <![CDATA[ ]]>
"""


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([each.replace("_", " ") for each in PIECES.split()]), max_size=30).map("".join)
)
def test_whatever_is_declared_there_is_an_answer_and_the_document_does_not_swell(text):
    body = f"<!DOCTYPE rss [{text}".encode()
    plain = without_declarations(body)
    assert plain is None or len(plain) <= len(body) + MAX_GROWTH
    assert parsed(body) == parsed(body)
