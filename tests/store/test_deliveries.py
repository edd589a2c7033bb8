from __future__ import annotations

import pytest

from digest.errors import StorageError
from digest.model import Delivery, DeliveryState
from digest.ports import Storage
from tests.builders import NOON
from tests.store.builders import LATER, a_delivery, an_edition

READERS = {"r2": "<2@digest.example>", "r1": "<1@digest.example>"}


@pytest.fixture
def edition(storage: Storage) -> int:
    return storage.editions.put(an_edition()).number


def states(storage: Storage, edition: int) -> dict[str, str]:
    return {each.reader: each.state.value for each in storage.deliveries.of_edition(edition)}


def test_a_reader_is_claimed_once(storage: Storage, edition: int) -> None:
    assert storage.deliveries.claim(edition, READERS, now=NOON) == ["r2", "r1"]
    assert storage.deliveries.claim(edition, READERS | {"r0": "<0@digest.example>"}, now=NOON) == ["r0"]
    assert storage.deliveries.claim(edition, {}, now=NOON) == []
    assert [each.reader for each in storage.deliveries.of_edition(edition)] == ["r0", "r1", "r2"]
    claimed = storage.deliveries.of_edition(edition)[1]
    assert claimed == Delivery(
        edition=edition,
        reader="r1",
        state=DeliveryState.SENDING,
        message_id="<1@digest.example>",
        changed=NOON,
    )


@pytest.mark.parametrize("state", [each for each in DeliveryState if each is not DeliveryState.DEFERRED])
def test_only_a_deferred_delivery_is_claimed_again(
    storage: Storage, edition: int, state: DeliveryState
) -> None:
    storage.deliveries.settle(
        [a_delivery(edition, "r1", state), a_delivery(edition, "r2", DeliveryState.DEFERRED, error="full")]
    )
    assert storage.deliveries.claim(edition, READERS, now=LATER) == ["r2"]
    again = storage.deliveries.of_edition(edition)[1]
    assert (again.state, again.attempts, again.error, again.changed) == (DeliveryState.SENDING, 2, "", LATER)


def test_settling_writes_how_it_ended_and_counts_no_attempt(storage: Storage, edition: int) -> None:
    storage.deliveries.claim(edition, READERS, now=NOON)
    refused = a_delivery(edition, "r1", DeliveryState.REFUSED, error="no such mailbox", attempts=9)
    storage.deliveries.settle([a_delivery(edition, "r2"), refused])
    storage.deliveries.settle([])
    first, second = storage.deliveries.of_edition(edition)
    assert (first.state, first.error, first.attempts, first.changed) == (
        DeliveryState.REFUSED,
        "no such mailbox",
        1,
        LATER,
    )
    assert second == a_delivery(edition, "r2")


def test_what_was_sent_stays_sent(storage: Storage, edition: int) -> None:
    storage.deliveries.settle([a_delivery(edition, "r1")])
    storage.deliveries.settle([a_delivery(edition, "r1", DeliveryState.DEFERRED, error="too late")])
    assert states(storage, edition) == {"r1": "sent"}


def test_what_a_crash_left_becomes_ambiguous_and_is_not_sent_again(storage: Storage, edition: int) -> None:
    storage.deliveries.claim(edition, READERS, now=NOON)
    storage.deliveries.settle([a_delivery(edition, "r2")])
    assert storage.deliveries.abandoned(edition, now=LATER) == 1
    assert storage.deliveries.abandoned(edition, now=LATER) == 0
    assert states(storage, edition) == {"r1": "ambiguous", "r2": "sent"}
    assert storage.deliveries.of_edition(edition)[0].error
    assert storage.deliveries.claim(edition, READERS, now=LATER) == []


def test_a_delivery_needs_its_edition(storage: Storage) -> None:
    with pytest.raises(StorageError):
        storage.deliveries.claim(99, READERS, now=NOON)
    assert storage.deliveries.of_edition(99) == []


def test_more_readers_than_a_statement_has_variables(storage: Storage, edition: int) -> None:
    readers = {f"r{each:05}": f"<{each}@digest.example>" for each in range(3000)}
    assert storage.deliveries.claim(edition, readers, now=NOON) == list(readers)
    assert storage.deliveries.claim(edition, readers, now=NOON) == []
    storage.deliveries.settle(a_delivery(edition, each) for each in readers)
    assert set(states(storage, edition).values()) == {"sent"}
