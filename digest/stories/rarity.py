"""How rarely somebody is in the news: somebody in every article decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from math import log

from digest.model import PersonId


def rarity(counts: Mapping[PersonId, int], total: int) -> dict[PersonId, float]:
    """1 for a new name, falling to 0 for one in every article: -log of the share, against the rarest one possible.

    `counts`: in how many of the `total` articles of the last weeks each person appears.
    """
    scale = log(total + 1) if total > 0 else 1.0
    return {
        person: min(1.0, max(0.0, 1.0 - log(1 + count) / scale)) if total > 0 else 1.0
        for person, count in counts.items()
    }
