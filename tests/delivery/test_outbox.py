"""Mail as files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.delivery.outbox import Outbox, _file_name
from digest.errors import DeliveryError
from tests.delivery.builders import a_mail, an_edition, an_outgoing


def test_an_edition_is_kept_as_message_page_and_text(tmp_path):
    kept = Outbox(tmp_path / "outbox").keep(an_edition(), rendered=a_mail(), message=b"Subject: x\r\n\r\n")
    assert [path.name for path in (kept.eml, kept.html, kept.text)] == [
        "daily-2026-05-12.eml",
        "daily-2026-05-12.html",
        "daily-2026-05-12.txt",
    ]
    assert kept.eml.read_bytes() == b"Subject: x\r\n\r\n"
    assert kept.html.read_text(encoding="utf-8") == a_mail().html
    assert kept.text.read_text(encoding="utf-8") == a_mail().text


def test_keeping_again_replaces_and_leaves_nothing_else(tmp_path):
    outbox = Outbox(tmp_path)
    outbox.keep(an_edition(), rendered=a_mail(), message=b"first")
    kept = outbox.keep(an_edition(), rendered=a_mail(), message=b"second")
    assert kept.eml.read_bytes() == b"second"
    assert len(list(tmp_path.iterdir())) == 3


def test_every_message_becomes_a_file_and_sending_again_replaces_it(tmp_path):
    messages = [an_outgoing("ada@example.org"), an_outgoing("bob@example.org")]
    outbox = Outbox(tmp_path)
    for _ in range(2):
        assert [each.error for each in outbox.send(messages)] == ["", ""]
    files = sorted(tmp_path.iterdir())
    assert len(files) == 2
    assert {path.read_bytes() for path in files} == {each.data for each in messages}
    assert all(path.name.startswith("daily-2026-05-12.") and path.suffix == ".eml" for path in files)
    assert not any("ada" in path.name or "bob" in path.name for path in files)


def test_a_directory_that_cannot_be_written_is_one_clear_sentence(tmp_path):
    (tmp_path / "outbox").write_text("a file in the way")
    outbox = Outbox(tmp_path / "outbox")
    with pytest.raises(DeliveryError, match="no file can be written in"):
        outbox.keep(an_edition(), rendered=a_mail(), message=b"")
    (sent,) = outbox.send([an_outgoing()])
    assert sent.temporary
    assert "check the folder" in sent.error


def test_a_file_that_cannot_be_put_in_place_leaves_no_half_one(tmp_path):
    (tmp_path / "daily-2026-05-12.html").mkdir()
    with pytest.raises(DeliveryError):
        Outbox(tmp_path).keep(an_edition(), rendered=a_mail(), message=b"")
    assert [path.name for path in tmp_path.iterdir()] == ["daily-2026-05-12.html"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "..", "", "a\x00b", ".hidden", "日刊" * 200, "con\\x"]
)
def test_no_digest_s_name_leads_out_of_the_outbox(tmp_path, name):
    kept = Outbox(tmp_path).keep(an_edition(name), rendered=a_mail(), message=b"")
    assert {path.parent for path in (kept.eml, kept.html, kept.text)} == {tmp_path}
    assert not kept.eml.name.startswith(".")


@given(one=st.text(), other=st.text())
def test_two_names_never_become_one_file(one, other):
    assert (_file_name(one) == _file_name(other)) == (one == other)
