"""Approving and sending: safe to repeat, and nobody is lost."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from digest.errors import BusyError, DeliveryError, EditionError
from digest.model import DeliveryState, Edition, EditionState, RenderedEmail, reader_at
from digest.pipeline import Post, approve, preview_message, send, send_copy
from digest.ports import Sent
from tests.builders import NOON
from tests.pipeline.fakes import FakeMailer, means

DRAFT = Edition(
    digest="daily", title="The Daily Cast", local_date=date(2026, 5, 12), zone="UTC", language="en", look="compact",
    since=NOON - timedelta(days=1), cut_off=NOON,
)  # fmt: skip
MAIL = RenderedEmail(subject="Who did what", preheader="Ada and others", html="<p>Ada</p>", text="Ada")
ADA, BEA, CEM = (reader_at(f"{name}@example.org") for name in ("ada", "bea", "cem"))


def a_post(mailer: FakeMailer, *, readers=(ADA, BEA, CEM)) -> Post:
    return Post(
        render=lambda edition: MAIL,
        keep=lambda edition, rendered, message: (Path("outbox/daily.eml"),),
        mailer=mailer,
        readers=lambda edition: readers,
        sender="The Daily Cast <cast@example.org>",
    )


def an_approved(used) -> Edition:
    return approve(used.storage, used.storage.editions.put(DRAFT).number, now=NOON)


def states(used, edition: Edition) -> dict[str, DeliveryState]:
    return {each.reader: each.state for each in used.storage.deliveries.of_edition(edition.number)}


def the_sent_stub() -> Sent:
    return Sent(None)  # type: ignore[arg-type]


def test_an_approved_edition_goes_to_every_reader_once():
    used, mailer = means(), FakeMailer()
    edition = an_approved(used)
    first = send(used, a_post(mailer), edition.number, now=NOON)
    assert (first.sent, first.files, first.edition.state) == (3, ("outbox/daily.eml",), EditionState.SENT)
    again = send(used, a_post(mailer), edition.number, now=NOON)
    assert (again.sent, again.before) == (0, 3)
    assert len(mailer.taken) == 3


def test_a_draft_does_not_go_out():
    used = means()
    number = used.storage.editions.put(DRAFT).number
    with pytest.raises(EditionError, match="digest approve 1"):
        send(used, a_post(FakeMailer()), number, now=NOON)


def test_an_edition_that_is_not_there_is_told():
    with pytest.raises(EditionError, match="digest editions list"):
        approve(means().storage, 7, now=NOON)


def test_approving_twice_changes_nothing():
    used = means()
    edition = an_approved(used)
    assert approve(used.storage, edition.number, now=NOON) == edition


def test_one_refused_address_does_not_stop_the_rest():
    used = means()
    mailer = FakeMailer({BEA.address: replace(the_sent_stub(), error="550 no such user")})
    edition = an_approved(used)
    dispatch = send(used, a_post(mailer), edition.number, now=NOON)
    assert (dispatch.sent, dispatch.refused, dispatch.edition.state) == (2, 1, EditionState.SENT)
    assert dispatch.errors == (f"{BEA.id}: 550 no such user",)
    assert BEA.address not in str(dispatch.errors)


def test_an_address_no_message_can_be_written_to_does_not_stop_the_rest():
    used = means()
    broken = reader_at("bea\r\nBcc: all@example.org")
    dispatch = send(
        used, a_post(FakeMailer(), readers=(ADA, broken, CEM)), an_approved(used).number, now=NOON
    )
    assert (dispatch.sent, dispatch.refused) == (2, 1)


def test_a_reader_put_off_is_tried_again_by_the_next_run_and_the_edition_waits():
    used = means()
    edition = an_approved(used)
    busy = FakeMailer({BEA.address: replace(the_sent_stub(), error="451 later", temporary=True)})
    first = send(used, a_post(busy), edition.number, now=NOON)
    assert (first.sent, first.deferred, first.edition.state) == (2, 1, EditionState.SENDING)
    mailer = FakeMailer()
    second = send(used, a_post(mailer), edition.number, now=NOON)
    assert [each.reader for each in mailer.taken] == [BEA]
    assert (second.sent, second.before, second.edition.state) == (1, 2, EditionState.SENT)


def test_a_server_gone_half_way_loses_nobody():
    used = means()
    edition = an_approved(used)
    first = send(used, a_post(FakeMailer(down_after=1)), edition.number, now=NOON)
    assert (first.sent, first.deferred) == (1, 2)
    mailer = FakeMailer()
    assert send(used, a_post(mailer), edition.number, now=NOON).sent == 2


def test_what_a_crash_leaves_in_flight_is_ambiguous_and_the_others_are_sent_by_the_next_run():
    used = means()
    edition = an_approved(used)

    class Crash(FakeMailer):
        def send(self, messages):
            taken = iter(messages)
            yield from super().send([next(taken)])
            next(taken)
            raise MemoryError

    with pytest.raises(MemoryError):
        send(used, a_post(Crash()), edition.number, now=NOON)
    mailer = FakeMailer()
    after = send(used, a_post(mailer), edition.number, now=NOON)
    assert (after.sent, after.before, after.ambiguous) == (1, 1, 1)
    assert [each.reader for each in mailer.taken] == [CEM]
    assert states(used, edition) == {
        ADA.id: DeliveryState.SENT,
        BEA.id: DeliveryState.AMBIGUOUS,
        CEM.id: DeliveryState.SENT,
    }


def test_a_first_reader_without_a_usable_address_does_not_stop_the_edition():
    used, mailer = means(), FakeMailer()
    readers = (reader_at("jörg@example.org"), BEA)
    done = send(used, a_post(mailer, readers=readers), an_approved(used).number, now=NOON)
    assert (done.sent, done.refused, done.edition.state) == (1, 1, EditionState.SENT)


def test_a_sender_that_is_none_is_told_before_anybody_is_claimed():
    used = means()
    edition = an_approved(used)
    wrong = replace(a_post(FakeMailer()), sender="Jörg <jörg@example.org>")
    with pytest.raises(DeliveryError, match="not ASCII"):
        send(used, wrong, edition.number, now=NOON)
    assert states(used, edition) == {}


def test_a_receipt_that_was_lost_is_ambiguous():
    used = means()
    mailer = FakeMailer({ADA.address: replace(the_sent_stub(), error="connection lost", ambiguous=True)})
    assert send(used, a_post(mailer), an_approved(used).number, now=NOON).ambiguous == 1


def test_two_processes_do_not_send_one_edition():
    used = means()
    edition = an_approved(used)
    with used.storage.lock(f"send {edition.number}"), pytest.raises(BusyError):
        send(used, a_post(FakeMailer()), edition.number, now=NOON)


def test_an_edition_without_readers_is_written_to_the_outbox_and_is_sent():
    used = means()
    dispatch = send(used, a_post(FakeMailer(), readers=()), an_approved(used).number, now=NOON)
    assert (dispatch.sent, dispatch.files, dispatch.edition.state) == (
        0,
        ("outbox/daily.eml",),
        EditionState.SENT,
    )


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        (Sent(None), "sent"),  # type: ignore[arg-type]
        (Sent(None, error="550"), "refused"),  # type: ignore[arg-type]
        (Sent(None, error="451", temporary=True), "deferred"),  # type: ignore[arg-type]
        (Sent(None, error="lost", ambiguous=True), "ambiguous"),  # type: ignore[arg-type]
    ],
)
def test_a_copy_is_marked_as_a_preview_and_recorded_nowhere(said: Sent, counted: str):
    used = means()
    edition = used.storage.editions.put(DRAFT)
    mailer = FakeMailer({ADA.address: said} if said.error else {})
    dispatch = send_copy(a_post(mailer), edition, ADA, now=NOON)
    assert getattr(dispatch, counted) == 1
    assert states(used, edition) == {}
    assert all(b"Subject: [Preview] " in each.data for each in mailer.taken)


def test_the_message_of_a_preview_is_the_first_readers():
    message = preview_message(a_post(FakeMailer()), DRAFT, now=NOON)
    assert b"To: ada@example.org" in message
    assert b"From: The Daily Cast <cast@example.org>" in message


def test_many_readers_all_get_it():
    used, mailer = means(), FakeMailer()
    readers = tuple(reader_at(f"reader{number}@example.org") for number in range(250))
    assert send(used, a_post(mailer, readers=readers), an_approved(used).number, now=NOON).sent == 250
    assert len({each.message_id for each in mailer.taken}) == 250
