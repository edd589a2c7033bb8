"""People whose surname is also what makes a place or a thing (Georgia Lake, Sandy Lane, Summer Gold).

The article tells: a person has an age, a role or words to say, and is called by the surname alone, without "the".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from digest.people.chunks import Chunk
from digest.people.evidence import Evidence, read_evidence
from digest.people.lexicon import Lexicon
from digest.people.names import Parts

TIMES = 2  # how often a word must stand alone as names do, where nothing else tells


def called_by_words(chunks: Sequence[Chunk], lexicon: Lexicon) -> frozenset[Parts]:
    """The names of a given name and a common word that the article shows to be people's."""
    asked = [c for c in chunks if len(c.parts) == 2 and _is_word_name(c.parts, lexicon)]
    if not asked:
        return frozenset()
    alone: dict[str, list[Evidence]] = defaultdict(list)
    wanted = {c.parts[1] for c in asked}
    for chunk in chunks:
        if len(chunk.parts) == 1 and chunk.parts[0] in wanted and not chunk.doubtful and not chunk.firm:
            alone[chunk.parts[0]].append(read_evidence(chunk, lexicon))
    return frozenset(c.parts for c in asked if _is_person(c, alone[c.parts[1]], lexicon))


def _is_word_name(parts: Parts, lexicon: Lexicon) -> bool:
    first, last = parts
    return first in lexicon.given and (last in lexicon.words or last in lexicon.places_named)


def _is_person(chunk: Chunk, alone: Sequence[Evidence], lexicon: Lexicon) -> bool:
    """Whether the name’s own place tells a person, or those of the surname alone, where firms have no such names."""
    evidence = read_evidence(chunk, lexicon)
    if evidence.determined or evidence.placed:
        return False
    beside = bool(evidence.role) or evidence.described or evidence.title in ("mr", "mrs", "ms", "miss", "dr")
    if evidence.age is not None or beside:
        return True
    firm = chunk.parts[1] in lexicon.organisations
    return not firm and (evidence.speaks or _stands_alone(alone))


def _stands_alone(places: Sequence[Evidence]) -> bool:
    """Whether a word with a capital stands alone as surnames do: it speaks, has a title, or never needs "the"."""
    if any(each.speaks or each.title or each.age is not None for each in places):
        return True
    plain = [each for each in places if not each.determined and not each.placed]
    return len(plain) == len(places) >= TIMES
