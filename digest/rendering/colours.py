"""The colours of people: one each, the same every day, white initials readable on it in light and dark."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from hashlib import blake2b

from digest.model import PersonId

# Each has at least 4.5:1 with the white initials on it, and stands out from the paper in both schemes.
DISCS = (
    "#a23e48", "#2b6a8c", "#5a6b2b", "#8a5a17", "#76509a", "#1d7563", "#ad3f72",
    "#4a5fb0", "#9c4a1f", "#47697d", "#3d7836", "#8c4a6e",
)  # fmt: skip
_APART = 4  # so many neighbours in the mail differ


def disc_colours(people: Iterable[PersonId]) -> dict[PersonId, str]:
    """A colour for each person: chosen by the id alone, save that neighbours never wear the same."""
    recent: deque[str] = deque(maxlen=_APART)
    colours: dict[PersonId, str] = {}
    for person in people:
        if person not in colours:
            wish = int.from_bytes(blake2b(person.encode("utf-8", "surrogatepass"), digest_size=2).digest())
            ring = (DISCS[(wish + step) % len(DISCS)] for step in range(len(DISCS)))
            colours[person] = next(colour for colour in ring if colour not in recent)
        recent.append(colours[person])
    return colours
