from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.errors import EditionError
from digest.model import EditionState
from digest.ports import Storage
from tests.builders import NOON
from tests.store.builders import LATER, TUESDAY, an_edition

MONDAY, WEDNESDAY = TUESDAY - timedelta(days=1), TUESDAY + timedelta(days=1)
DRAFT, APPROVED, SENDING = EditionState.DRAFT, EditionState.APPROVED, EditionState.SENDING


def test_an_edition_comes_back_as_the_snapshot_it_was(storage: Storage) -> None:
    edition = an_edition()
    kept = storage.editions.put(edition)
    assert kept == replace(edition, number=1)
    assert storage.editions.get(1) == kept
    assert storage.editions.find("daily", TUESDAY) == kept
    assert storage.editions.get(2) is None
    assert storage.editions.find("daily", WEDNESDAY) is None


def test_a_draft_is_replaced_under_its_number(storage: Storage) -> None:
    storage.editions.put(an_edition())
    again = storage.editions.put(an_edition(title="Second try"))
    assert (again.number, again.title) == (1, "Second try")
    assert storage.editions.newest() == [again]


def test_numbers_run_over_all_digests(storage: Storage) -> None:
    kept = [
        storage.editions.put(an_edition(*each))
        for each in (("daily", TUESDAY), ("weekly", TUESDAY), ("daily", MONDAY))
    ]
    assert [each.number for each in kept] == [1, 2, 3]
    assert [each.number for each in storage.editions.newest()] == [2, 1, 3]
    assert [each.number for each in storage.editions.newest("daily")] == [1, 3]
    assert [each.number for each in storage.editions.newest(limit=1)] == [2]


def test_an_approved_edition_is_not_replaced(storage: Storage) -> None:
    number = storage.editions.put(an_edition()).number
    approved = storage.editions.advance(number, state=APPROVED, allowed=[DRAFT], now=NOON)
    assert approved.state is APPROVED
    with pytest.raises(EditionError, match="approved"):
        storage.editions.put(an_edition(title="Too late"))
    assert storage.editions.get(number) == approved


def test_an_edition_advances_only_from_the_states_allowed(storage: Storage) -> None:
    number = storage.editions.put(an_edition()).number
    with pytest.raises(EditionError, match="is draft"):
        storage.editions.advance(number, state=SENDING, allowed=[APPROVED], now=NOON)
    with pytest.raises(EditionError, match="no edition 7"):
        storage.editions.advance(7, state=SENDING, allowed=[APPROVED], now=NOON)
    with pytest.raises(EditionError, match="is draft"):
        storage.editions.advance(number, state=SENDING, allowed=[], now=NOON)
    storage.editions.advance(number, state=APPROVED, allowed=[DRAFT], now=NOON)
    assert (
        storage.editions.advance(number, state=SENDING, allowed=[APPROVED, SENDING], now=LATER).state
        is SENDING
    )
    kept = storage.editions.get(number)
    assert kept is not None
    assert kept.state is SENDING
