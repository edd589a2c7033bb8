"""The records while identifying, found by their names, so that only people who may bear one name are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from digest.people.lexicon import Lexicon
from digest.people.likeness import is_full, keys_of, looked_up, short_keys
from digest.people.names import Parts
from digest.people.records import Record
from digest.people.sightings import sound_of

CROWD = 16  # bearers of one key; of more, only those are compared who share another name as well

Shelf = dict[int, Record]


class Bearers:
    """Records by every key under which their names are met, and by whom they are named beside."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.records: Shelf = {}
        self._by_key: dict[str, Shelf] = defaultdict(dict)
        self._by_name: dict[Parts, Shelf] = defaultdict(dict)
        self._beside: dict[str, Shelf] = defaultdict(dict)

    def put(self, record: Record) -> None:
        """Make all names of a record findable, newly learnt ones as well."""
        self.records[id(record)] = record
        for name in record.names:
            self._by_name[name][id(record)] = record
            for key in keys_of(name) | short_keys(name) if is_full(name) else short_keys(name):
                self._by_key[key][id(record)] = record
        for handle in record.handles:
            self._by_key[handle.casefold()][id(record)] = record
        for other in record.others:
            self._beside[sound_of(other)][id(record)] = record

    def drop(self, record: Record) -> None:
        """Forget a record that another one took in."""
        del self.records[id(record)]

    def bearing(self, record: Record) -> list[Record]:
        """Those who may be the same person by name, in the order in which they came; not the record itself."""
        found: Shelf = {}
        for name in sorted(record.names):
            found |= self._few(self._by_name.get(name, {}), record, newest=True)
            for key in sorted(self._keys(name)):
                found |= self._few(self._by_key.get(key, {}), record)
        for handle in sorted(record.handles):
            found |= self._few(self._by_key.get(handle.casefold(), {}), record)
        there = (each for at, each in found.items() if at in self.records and each is not record)
        return list(there)

    def _keys(self, name: Parts) -> Iterable[str]:
        keys = looked_up(name, self._lexicon)
        return keys | short_keys(name[-1:]) if is_full(name) else keys

    def _few(self, shelf: Shelf, record: Record, *, newest: bool = False) -> Shelf:
        """All of a shelf; of a crowd, those named beside somebody who is named here too, and the newest few."""
        if len(shelf) <= CROWD:
            return shelf
        few = dict(islice(reversed(shelf.items()), CROWD)) if newest else {}
        for other in sorted(record.others):
            beside = self._beside.get(sound_of(other), {})
            smaller, larger = sorted((beside, shelf), key=len)
            few |= dict(islice(((at, each) for at, each in smaller.items() if at in larger), CROWD))
        return few
