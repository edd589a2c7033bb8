"""The message as it goes over the wire."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.delivery.addresses import ascii_address, ascii_domain
from digest.delivery.message import build_message, message_id
from digest.errors import DeliveryError, UsageError
from digest.model import reader_at
from tests.delivery.builders import a_mail, an_edition, an_envelope

ONCE = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]
ON_LIST = {
    "unsubscribe": "https://digest.example/leave/r0123?token=" + "x" * 120,
    "unsubscribe_mail": "mailto:leave@digest.example?subject=r0123",
}


def built(mail=None, **envelope):
    return build_message(mail or a_mail(), envelope=an_envelope(**envelope))


def read(data):
    return message_from_bytes(data, policy=policy.default)


def test_plain_text_comes_first_and_both_parts_are_what_was_rendered():
    message = read(built())
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    plain, html = (part.get_content().replace("\r\n", "\n").strip() for part in message.iter_parts())
    assert (plain, html) == (a_mail().text.strip(), a_mail().html.strip())
    assert not any(part.defects for part in message.walk())


def test_each_header_stands_once():
    message = read(built(**ON_LIST))
    assert [len(message.get_all(name)) for name in ONCE] == [1] * len(ONCE)
    assert message["Date"].datetime == an_envelope().date
    assert message["List-Id"] == "<daily.digest.example>"


def test_a_personal_mail_has_no_headers_of_lists():
    message = read(built())
    assert message["List-Unsubscribe"] is None
    assert message["Precedence"] is None
    assert message["Auto-Submitted"] == "auto-generated"


def test_one_click_survives_however_long_the_address_is():
    data = built(**ON_LIST)
    assert (
        f"List-Unsubscribe: <{ON_LIST['unsubscribe']}>,\r\n <{ON_LIST['unsubscribe_mail']}>\r\n".encode()
        in data
    )
    assert read(data)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read(data)["Precedence"] == "bulk"


def test_an_address_to_unsubscribe_by_mail_alone_is_not_one_click():
    message = read(built(unsubscribe_mail=ON_LIST["unsubscribe_mail"]))
    assert message["List-Unsubscribe-Post"] is None
    assert message["List-Unsubscribe"] == f"<{ON_LIST['unsubscribe_mail']}>"


@pytest.mark.parametrize(
    ("subject", "prefix"),
    [
        ("Short", ""),
        ("Short", "[Preview] "),
        ("A long subject of plain words that has to go over more than one line of the header", ""),
        (
            "Zsófia Barta öffnet den Kai — “endlich” sagt sie, und alle 😀😀😀😀😀 freuen sich darüber sehr",
            "",
        ),
        ("W" * 200, ""),
        ("=?UTF-8?Q?harmless?= is shown as it stands", ""),
    ],
)
def test_readers_see_the_subject_as_it_was(subject, prefix):
    data = built(a_mail(subject=subject), subject_prefix=prefix)
    head = data.partition(b"\r\n\r\n")[0]
    assert read(data)["Subject"] == prefix + subject
    assert head.isascii()
    assert max(len(line) for line in head.split(b"\r\n")) <= 78


@pytest.mark.parametrize(
    "name",
    ["The Daily Cast", 'Quill, "Ada" & Co. <x@y.example>', "Zsófia Barta", "", "N" * 50, "back\\slash"],
)
def test_readers_see_the_sender_s_name_as_it_was(name):
    sender = read(built(sender_name=name))["From"].addresses
    assert [(each.display_name, each.addr_spec) for each in sender] == [(name, "digest@digest.example")]


HEADERS = [
    "subject",
    "subject_prefix",
    "sender_name",
    "sender_address",
    "message_id",
    "list_id",
    "unsubscribe",
    "address",
]
INJECTIONS = [
    "x\r\nBcc: eve@evil.example",
    "x\nBcc: eve@evil.example",
    "x\rBcc: eve@evil.example",
    "=?UTF-8?Q?x=0D=0ABcc:_eve@evil.example?=",
    "=?utf-8?B?eA0KQmNjOiBldmVAZXZpbC5leGFtcGxl?=",
    "x\u2028Bcc: eve@evil.example",
    "x\x00y",
    "<a@b.example>, <eve@evil.example>",
    "a@b.example\r\n\r\n<html>",
]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("value", INJECTIONS, ids=range(len(INJECTIONS)))
def test_no_value_becomes_a_header_of_its_own(header, value):
    mail = a_mail(subject=value) if header == "subject" else a_mail()
    with suppress(DeliveryError):
        data = built(mail, **({} if header == "subject" else {header: value}))
        message = read(data)
        assert message["Bcc"] is None
        assert [len(message.get_all(name)) for name in ONCE] == [1] * len(ONCE)
        assert [each.addr_spec for each in message["To"].addresses] == ["ada@example.org"]
        assert [each.addr_spec for each in message["From"].addresses] == ["digest@digest.example"]


@pytest.mark.parametrize("value", INJECTIONS[:7], ids=range(7))
def test_control_characters_in_a_subject_are_refused_encoded_or_not(value):
    with pytest.raises(DeliveryError, match="the subject has control characters"):
        built(a_mail(subject=value))


@example(subject="", name="; ")
@example(subject="", name=" a ;b")
@given(subject=st.text(st.characters(), max_size=200), name=st.text(st.characters(), max_size=100))
def test_any_subject_and_name_is_refused_or_read_back_the_same(subject, name):
    try:
        message = read(built(a_mail(subject=subject), sender_name=name))
    except DeliveryError:
        return
    assert message["Subject"] == subject.strip()
    assert [each.addr_spec for each in message["From"].addresses] == ["digest@digest.example"]


@given(text=st.text(max_size=400), html=st.text(max_size=400))
def test_any_body_is_ascii_lines_that_every_server_takes(text, html):
    data = built(a_mail(text=text, html=html))
    assert data.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    assert max(len(line) for line in data.split(b"\r\n")) <= 998
    plain = next(iter(read(data).iter_parts()))
    unified = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    assert plain.get_payload(decode=True).decode().replace("\r\n", "\n") == unified


def test_no_line_begins_as_a_mailbox_s_separator():
    assert b"\r\nFrom here" not in built()
    assert b"=46rom here" in built()


def test_the_same_values_are_the_same_bytes_and_another_body_has_another_boundary():
    assert built() == built()
    boundaries = {read(built(a_mail(text=text))).get_boundary() for text in ("one", "two")}
    assert len(boundaries) == 2


def test_only_headers_differ_between_readers():
    ada, bob = (
        built(address=address).partition(b"\r\n\r\n")[2] for address in ("ada@example.org", "bob@example.org")
    )
    assert ada == bob


def test_a_domain_outside_ascii_is_written_in_idna():
    assert read(built(address="ada@bücher.example"))["To"] == "ada@xn--bcher-kva.example"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ada",
        "ada@",
        "@example.org",
        "ada@ex ample.org",
        "ünal@example.org",
        "a..b@example.org",
        "a" * 65 + "@b.example",
    ],
)
def test_an_address_no_server_takes_is_refused_without_being_named(address):
    with pytest.raises(DeliveryError) as caught:
        built(address=address)
    assert reader_at(address).id in str(caught.value)
    assert not address or address not in str(caught.value)


def test_addresses_in_ascii():
    assert ascii_address(" Ada.Quill+news@Example.ORG ") == "Ada.Quill+news@example.org"
    assert ascii_domain("Bücher.example.") == "xn--bcher-kva.example"
    with pytest.raises(ValueError, match="not a domain name"):
        ascii_domain("under_score.example")
    with pytest.raises(ValueError, match="cannot be written"):
        ascii_domain("x" * 80 + ".example")


def test_a_header_too_long_for_any_server_is_refused():
    with pytest.raises(DeliveryError, match="longer than mail servers take"):
        built(unsubscribe="https://digest.example/" + "x" * 1000)


def test_a_message_id_is_one_of_edition_and_reader_and_tells_no_address():
    ada, bob = reader_at("ada@example.org"), reader_at("bob@example.org")
    edition = an_edition("Daily Über")
    ids = [
        message_id(edition, ada, domain="digest.example"),
        message_id(replace(edition, number=9, title="Other"), ada, domain="digest.example"),
        message_id(edition, bob, domain="digest.example"),
        message_id(replace(edition, local_date=date(2026, 5, 13)), ada, domain="digest.example"),
        message_id(replace(edition, digest="weekly"), ada, domain="digest.example"),
    ]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 4
    assert re.fullmatch(r"<daily-ber-2026-05-12\.[0-9a-f]{16}@digest\.example>", ids[0])
    assert "ada" not in "".join(ids)


def test_a_digest_named_in_another_script_has_message_ids_too():
    assert message_id(an_edition("日刊"), reader_at("a@b.example"), domain="d.example").startswith(
        "<digest-2026-05-12."
    )


def test_a_message_id_needs_a_domain():
    with pytest.raises(UsageError, match="no Message-ID"):
        message_id(an_edition(), reader_at("ada@example.org"), domain="not a domain")


def test_a_list_id_is_made_of_any_digest_s_name():
    assert (
        read(built(list_id="Daily Über_Cast.digest.example"))["List-Id"] == "<daily-ber-cast.digest.example>"
    )
