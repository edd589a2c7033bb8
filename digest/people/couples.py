"""Names that share a surname: "Marcus and Talia Brandt"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from digest.people.chunks import Chunk
from digest.people.lexicon import Lexicon
from digest.people.recognise import Seen

_TOGETHER = frozenset(
    "brothers sisters siblings twins triplets children sons daughters parents cousins kids newlyweds couple"  # noqa: SIM905
    " grandchildren spouses founders owners".split()
)

_SURVIVING = frozenset(
    "survived survivors survives leaves children child sons son daughters daughter siblings brothers brother sisters "  # noqa: SIM905
    "sister grandchildren stepchildren nieces nephews family preceded predeceased".split()
)
_COUPLES = frozenset(  # whose titles tell that the surname behind is both's
    {
        ("prince", "princess"), ("lord", "lady"), ("sir", "lady"), ("king", "queen"), ("mr", "mrs"), ("mr", "ms"),
        ("duke", "duchess"), ("count", "countess"), ("earl", "countess"), ("baron", "baroness"), ("shri", "smt"),
        ("chief", "chief"), ("dr", "dr"), ("herr", "frau"), ("don", "dona"), ("archduke", "archduchess"),
        ("viscount", "viscountess"), ("marquess", "marchioness"), ("tunku", "puan"), ("alhaji", "hajia"), ("u", "daw"),
    }
)  # fmt: skip
FAR = 90  # tokens in front within which survivors are announced


def lend_surnames(seen: Sequence[Seen], lexicon: Lexicon) -> dict[int, Seen]:
    """First names that stand before "and" and a full name, with its surname; by the `id` of what they replace.

    Also those of a list after "brothers" and the like: "the sisters Ada, Bea and Cleo Moor".
    """
    surnames: dict[str, set[str]] = defaultdict(set)
    for each in seen:
        if len(each.chunk.parts) > 1:
            surnames[each.chunk.parts[0]].add(each.chunk.parts[-1])
    lent: dict[int, Seen] = {}
    borne = frozenset(name for names in surnames.values() for name in names)
    seen = [each for each in seen if len(each.chunk.parts) > 1 or each.chunk.parts[0] not in borne]
    for before, after in pairwise(seen):
        if _coupled(before.chunk, after.chunk, lexicon) and surnames[before.chunk.parts[0]] <= {
            after.chunk.parts[-1]
        }:
            lent[id(before)] = Seen(_with_surname(before.chunk, after.chunk), before.evidence)
    for at in range(2, len(seen)):
        lent |= _lent_to_three(seen[at - 2], seen[at - 1], seen[at], lexicon)
    return lent


def _lent_to_three(one: Seen, two: Seen, three: Seen, lexicon: Lexicon) -> dict[int, Seen]:
    """What the surname at the end of a list of three lends to the first."""
    first, second, last = one.chunk, two.chunk, three.chunk
    if first.passage is not last.passage or len(first.parts) > 1 or len(second.parts) > 1:
        return {}
    word = first.passage.word
    listed = (
        word(first.last + 1) == "," and second.first == first.last + 2 and _coupled(second, last, lexicon)
    )
    if listed and (word(first.first - 1) in _TOGETHER or word(first.first - 2) in _TOGETHER):
        return {id(one): Seen(_with_surname(first, last), one.evidence)}
    return {}


def apart(chunks: Sequence[Chunk], lexicon: Lexicon) -> list[Chunk]:
    """The chunks, each that names a couple as death notices do ("Rick (Darla) Moor") parted into two."""
    return [part for chunk in chunks for part in _married(chunk, lexicon) or [chunk]]


def _married(chunk: Chunk, lexicon: Lexicon) -> list[Chunk]:
    """The two of "Rick (Darla) Moor", where survivors are listed; none where the bracket gives a maiden name."""
    if not chunk.nickname or len(chunk.parts) != 2 or chunk.passage.word(chunk.parts_at[0] + 1) != "(":
        return []
    first, word, inside = chunk.parts[0], chunk.passage.word, chunk.parts_at[0] + 2
    spouse = word(inside)
    before = {word(at) for at in range(max(0, chunk.lead - FAR), chunk.lead)}
    if word(inside + 1) != ")" or spouse not in lexicon.given or lexicon.same_given(first, spouse):
        return []
    if before.isdisjoint(_SURVIVING):
        return []
    surname = chunk.passage.slice(inside + 2, chunk.last)
    one = replace(chunk, last=chunk.parts_at[0], nickname="", parts_at=chunk.parts_at[:1], lent=surname)
    return [
        one,
        replace(
            one, lead=inside, first=inside, last=inside, parts=(spouse, *chunk.parts[1:]), parts_at=(inside,)
        ),
    ]


def _coupled(before: Chunk, after: Chunk, lexicon: Lexicon) -> bool:
    """Whether a first name, "and", and a first name with a surname stand side by side."""
    if before.passage is not after.passage or len(before.parts) > 1 or len(after.parts) < 2:
        return False
    joined = before.passage.word(before.last + 1) in ("and", "&") and after.lead == before.last + 2
    titled = (_title(before), _title(after)) in _COUPLES
    plain = (
        after.lead == after.first
        and _may_be_given(before.parts[0], lexicon)
        and _may_be_given(after.parts[0], lexicon)
    )
    return joined and (plain or titled)


def _title(chunk: Chunk) -> str:
    """The title directly in front of a name."""
    at = chunk.first - 1 - (chunk.passage.word(chunk.first - 1) == ".")
    return chunk.passage.word(at) if at >= chunk.lead else ""


def _may_be_given(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a known given name, or at least nothing else that is known."""
    if word in lexicon.given:
        return True
    other = (
        lexicon.words,
        lexicon.places,
        lexicon.notnames,
        lexicon.organisations,
        lexicon.surnames,
        lexicon.titles,
    )
    return not any(word in words for words in other)


def _with_surname(chunk: Chunk, after: Chunk) -> Chunk:
    surname = after.passage.slice(after.parts_at[0] + 1, after.last).rpartition(")")[2].strip()
    return replace(chunk, parts=(*chunk.parts, *after.parts[1:]), lent=surname)
