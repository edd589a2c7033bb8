"""Sending by SMTP, to a real server on loopback."""

from __future__ import annotations

import shutil
import socket
import subprocess
from dataclasses import replace

import pytest

from digest.delivery.smtp import SmtpMailer
from digest.errors import DeferredError
from tests.delivery.builders import (
    PASSWORD,
    Postbox,
    a_greeting,
    a_server,
    an_outgoing,
    checks_password,
    hang_up,
    server_context,
)

READERS = ["ada@example.org", "bob@example.org", "cem@example.org"]


def sent_by(settings, addresses=READERS):
    return list(SmtpMailer(settings).send([an_outgoing(each) for each in addresses]))


def once(answer):
    """A rule that holds the first time only."""
    left = [answer]
    return lambda box, server, address: left.pop()(server) if left else None


def test_every_message_arrives_as_it_was_built_over_one_connection():
    box = Postbox()
    with a_server(box) as settings:
        results = sent_by(settings)
    assert [each.error for each in results] == ["", "", ""]
    assert [address for address, _ in box.accepted] == READERS
    assert [data for _, data in box.accepted] == [an_outgoing(each).data for each in READERS]
    assert len(box.sessions) == 1


def test_a_refused_address_does_not_stop_the_others():
    box = Postbox(
        on_rcpt=lambda box, server, address: (
            "550 <bob@example.org>: no such user" if "bob" in address else None
        )
    )
    with a_server(box) as settings:
        results = sent_by(settings)
    assert [bool(each.error) for each in results] == [False, True, False]
    assert (results[1].temporary, results[1].ambiguous) == (False, False)
    assert "550" in results[1].error
    assert "bob" not in results[1].error
    assert box.resets == 1


def test_a_mailbox_that_is_full_for_now_is_temporary():
    box = Postbox(on_rcpt=lambda box, server, address: "452 mailbox full")
    with a_server(box) as settings:
        (result,) = sent_by(settings, READERS[:1])
    assert (result.temporary, result.error) == (True, "refused: 452 mailbox full")


def test_a_sender_put_off_is_temporary():
    box = Postbox(on_mail=lambda box, server, address: "451 too fast")
    with a_server(box) as settings:
        (result,) = sent_by(settings, READERS[:1])
    assert (result.temporary, result.error) == (True, "refused: 451 too fast")


@pytest.mark.parametrize(("answer", "temporary"), [("554 looks like spam", False), ("451 try later", True)])
def test_a_message_refused_after_its_data_is_told_apart(answer, temporary):
    box = Postbox(on_data=lambda box, server, address: answer if "bob" in address else None)
    with a_server(box) as settings:
        results = sent_by(settings)
    assert [bool(each.error) for each in results] == [False, True, False]
    assert (results[1].temporary, results[1].ambiguous) == (temporary, False)


def test_a_connection_lost_after_the_message_leaves_it_ambiguous_and_the_others_go_on():
    box = Postbox(on_data=lambda box, server, address: hang_up(server) if "bob" in address else None)
    with a_server(box) as settings:
        results = sent_by(settings)
    assert [(bool(each.error), each.ambiguous) for each in results] == [
        (False, False),
        (True, True),
        (False, False),
    ]
    assert len(box.sessions) == 2


def test_a_server_that_goes_away_half_way_is_called_again():
    box = Postbox(on_rcpt=once(hang_up))
    with a_server(box) as settings:
        results = sent_by(settings)
    assert [each.error for each in results] == ["", "", ""]
    assert [address for address, _ in box.accepted] == READERS


def test_a_server_that_closes_for_maintenance_is_called_again():
    box = Postbox(on_mail=once(lambda server: "421 back soon"))
    with a_server(box) as settings:
        results = sent_by(settings)
    assert [each.error for each in results] == ["", "", ""]


def test_a_server_that_goes_away_every_time_puts_the_message_off():
    box = Postbox(on_rcpt=lambda box, server, address: hang_up(server) if "bob" in address else None)
    with a_server(box) as settings:
        results = sent_by(settings)
    assert [(bool(each.error), each.temporary) for each in results] == [
        (False, False),
        (True, True),
        (False, False),
    ]


def test_a_receipt_that_says_goodbye_puts_the_message_off():
    box = Postbox(on_data=once(lambda server: "421 closing"))
    with a_server(box) as settings:
        results = sent_by(settings)
    assert [(bool(each.error), each.temporary) for each in results] == [
        (True, True),
        (False, False),
        (False, False),
    ]


def test_a_login_is_given_where_one_is_set():
    box = Postbox()
    options = {"authenticator": checks_password, "auth_required": True, "auth_require_tls": False}
    with a_server(box, **options) as settings:
        results = sent_by(replace(settings, username="digest", password=PASSWORD))
    assert [each.error for each in results] == ["", "", ""]


def test_a_wrong_password_is_one_clear_sentence_without_it():
    options = {"authenticator": checks_password, "auth_required": True, "auth_require_tls": False}
    with a_server(Postbox(), **options) as settings, pytest.raises(DeferredError) as caught:
        sent_by(replace(settings, username="digest", password="wrong battery"))
    assert "does not take the login" in str(caught.value)
    assert "battery" not in str(caught.value)
    assert "ada@" not in str(caught.value)


def test_a_password_that_the_server_repeats_is_not_shown():
    box = Postbox(on_rcpt=lambda box, server, address: f"550 no, {PASSWORD}, no")
    options = {"authenticator": checks_password, "auth_required": True, "auth_require_tls": False}
    with a_server(box, **options) as settings:
        (result,) = sent_by(replace(settings, username="digest", password=PASSWORD), READERS[:1])
    assert result.error == "refused: 550 no, …, no"


def test_a_server_that_wants_a_login_we_do_not_have_puts_everything_off():
    options = {"authenticator": checks_password, "auth_required": True, "auth_require_tls": False}
    with (
        a_server(Postbox(), **options) as settings,
        pytest.raises(DeferredError, match="asks for a login: 530"),
    ):
        sent_by(settings)


def test_a_login_at_a_server_without_logins_is_told():
    with (
        a_server(Postbox()) as settings,
        pytest.raises(DeferredError, match="offers no STARTTLS or no login"),
    ):
        sent_by(replace(settings, username="digest", password=PASSWORD))


def test_a_server_without_starttls_gets_nothing_in_clear():
    box = Postbox()
    with a_server(box) as settings, pytest.raises(DeferredError, match="offers no STARTTLS"):
        sent_by(replace(settings, security="starttls"))
    assert box.sessions == set()


def test_a_server_that_does_not_answer_is_told_with_host_and_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with (
        a_server(Postbox()) as settings,
        pytest.raises(DeferredError, match=f"localhost:{port} cannot be reached"),
    ):
        sent_by(replace(settings, port=port))


def test_tls_spoken_to_a_port_without_it_is_told():
    with a_server(Postbox()) as settings, pytest.raises(DeferredError, match="does not speak TLS"):
        sent_by(replace(settings, security="tls"))


def test_a_server_that_greets_with_a_refusal_is_told():
    with (
        a_greeting(b"554 ada@example.org is not welcome\r\n") as settings,
        pytest.raises(DeferredError) as caught,
    ):
        sent_by(settings)
    assert "refuses us: 554 (address) is not welcome" in str(caught.value)


def test_a_server_that_hangs_up_at_once_is_told():
    with a_greeting(b"") as settings, pytest.raises(DeferredError, match="closed the connection"):
        sent_by(settings)


def test_an_address_that_cannot_be_written_is_refused_without_naming_it():
    box = Postbox()
    with a_server(box) as settings:
        results = sent_by(settings, ["ünal@example.org", "two words@example.org", "nowhere", *READERS[:1]])
    assert [bool(each.error) for each in results] == [True, True, True, False]
    assert "SMTPUTF8" in results[0].error
    assert not any("nal@" in each.error or "words" in each.error for each in results)


def test_nothing_is_opened_for_no_messages():
    box = Postbox()
    with a_server(box) as settings:
        assert sent_by(settings, []) == []
    assert box.sessions == set()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for localhost that only we trust."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed: apt-get install openssl")
    place = tmp_path_factory.mktemp("tls")
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
        "-addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem"
    )
    subprocess.run(command.split(), cwd=place, check=True, capture_output=True)
    return str(place / "cert.pem"), str(place / "key.pem")


def test_starttls_comes_before_the_login_and_the_mail(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    box = Postbox()
    options = {
        "authenticator": checks_password,
        "auth_required": True,
        "tls_context": server_context(*certificate),
    }
    with a_server(box, **options) as settings:
        results = sent_by(replace(settings, security="starttls", username="digest", password=PASSWORD))
    assert [each.error for each in results] == ["", "", ""]
    assert box.secured == [True] * 3


def test_tls_from_the_first_byte(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    box = Postbox()
    with a_server(box, ssl_context=server_context(*certificate)) as settings:
        results = sent_by(replace(settings, security="tls"))
    assert [each.error for each in results] == ["", "", ""]


def test_a_certificate_nobody_vouches_for_is_not_trusted(certificate):
    box = Postbox()
    options = {"tls_context": server_context(*certificate)}
    with a_server(box, **options) as settings, pytest.raises(DeferredError, match="cannot be trusted"):
        sent_by(replace(settings, security="starttls"))
    assert box.sessions == set()
