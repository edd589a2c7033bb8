"""What is named and is nobody: organisations, places, works, storms and ships that bear names."""

from __future__ import annotations

from collections.abc import Iterable

from digest.people.chunks import SURE, Chunk
from digest.people.cutting import names_a_thing
from digest.people.lexicon import Lexicon
from digest.people.passages import Passage
from digest.text.folding import fold

_GOES_ON = frozenset(
    "in at off on for from to with and is was has had will that which who by as after before or".split()  # noqa: SIM905
)
_SAILS = frozenset(  # what ships do
    "carried carries came comes sailed sails sank sinks ran runs docked docks moored collided arrived entered reached"  # noqa: SIM905
    " searched ferried drifted towed rolled capsized returned crossed took takes lay lies".split()
)
_LEGAL = frozenset("sas spa llp plc gmbh inc ltd corp nv bv oy kk pty llc sarl pte bhd".split())  # noqa: SIM905
_ENDS_OF_THINGS = frozenset(  # shops, alarms, streets of the world
    "mart minimart foods alert alerts marg nagar chowk salai vihar rasta strasse platz allee gata".split()  # noqa: SIM905
)
_NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())  # noqa: SIM905
_NUMBERED = frozenset("page channel radio studio section chapter flight platform bbc gallery".split())  # noqa: SIM905
Span = tuple[int, int]


def involved(chunks: Iterable[Chunk], spans: list[Span]) -> list[Chunk]:
    """The chunks that stand in none of the (sorted) spans, nor are short for a name that stands only there."""
    kept: list[Chunk] = []
    credited: set[str] = set()
    edge, at = -1, 0
    for chunk in chunks:
        tokens = chunk.passage.tokens
        while at < len(spans) and spans[at][0] < tokens[chunk.last].end:
            edge = max(edge, spans[at][1])
            at += 1
        if tokens[chunk.first].start >= edge:
            kept.append(chunk)
        elif len(chunk.parts) > 1:
            credited.update(chunk.parts)
    credited -= {part for chunk in kept if len(chunk.parts) > 1 for part in chunk.parts}
    return [c for c in kept if len(c.parts) > 1 or c.lead < c.first or c.parts[0] not in credited]


def is_thing(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether the chunk's own wording says that it names an organisation, place, work, storm or ship."""
    words = [chunk.passage.word(i) for i in range(chunk.lead, chunk.last + 1)]
    parts = chunk.parts
    if chunk.firm or " ".join(parts) in lexicon.fictions:
        return True
    if len(parts) > 1 and (_ends_as_thing(chunk) or (parts[0] in _NUMBERED and parts[-1] in _NUMBERS)):
        return True
    if words[0] in lexicon.place_lead and len(words) > 1 and not _titled(chunk, lexicon):
        return words[0] not in lexicon.given or parts[0] != words[0]
    if any(word in lexicon.storms for word in words) or (words[0] in lexicon.ships and len(words) > 1):
        return True
    named_last = names_a_thing(parts[-1], lexicon)
    if named_last and len(parts) > 1:
        return chunk.likely < SURE and not _could_be_surname(parts, lexicon)
    return len(parts) > 2 and any(
        names_a_thing(p, lexicon) and p not in lexicon.surnames for p in parts[1:-1]
    )


def _ends_as_thing(chunk: Chunk) -> bool:
    """Whether it ends in a word for a street or shop, or in a firm's form: "Ida Lake SAS"."""
    last, written = chunk.parts[-1], chunk.passage.tokens[chunk.last].text
    if last in _LEGAL:
        return not chunk.shouted and (written.isupper() or last in ("inc", "ltd", "corp", "gmbh", "plc"))
    return last in _ENDS_OF_THINGS


def _titled(chunk: Chunk, lexicon: Lexicon) -> bool:
    return chunk.lead < chunk.first and chunk.passage.word(chunk.first - 1) in lexicon.titles


def _could_be_surname(parts: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Hall, Woods, Banks: a surname behind one given name, a thing behind a full name ("Albert Hall")."""
    return len(parts) == 2 and parts[0] in lexicon.given and parts[-1] in lexicon.surnames


def is_vessel(chunk: Chunk, lexicon: Lexicon, *, at_sea: bool) -> bool:
    """Whether this place names a ship or an animal after somebody: "the ferry Greta Holm", "a boat named Greta".

    Where the article speaks of ships (`at_sea`), "the Greta Holm" is one too.
    """
    if at_sea and len(chunk.parts) == 1 and _is_called_the(chunk, lexicon):
        return True
    if chunk.lead < chunk.first:
        return False
    word = chunk.passage.word
    before = word(chunk.first - 1)
    kinds = lexicon.vessels | lexicon.animals
    if before in kinds or _stands_behind_several(chunk, kinds):
        return True
    if before in ("named", "called"):
        return any(word(chunk.first - back) in kinds for back in (2, 3, 4))
    if before != "the" or not at_sea or len(chunk.parts) < 2:
        return False
    behind = chunk.last + 1
    noun = (
        behind < len(chunk.passage.tokens) and word(behind) in lexicon.words - lexicon.human - lexicon.speech
    )
    return not noun or word(behind) in _GOES_ON or word(behind) in _SAILS


def _is_called_the(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether a capital word that describes stands between "the" and the name: "the Blithe Anna"."""
    at, passage = chunk.first - 1, chunk.passage
    word = passage.word(at)
    held = word in lexicon.notnames or word in lexicon.roles or word in lexicon.titles
    told = word in lexicon.words and not held
    return told and passage.tokens[at].capital and passage.word(at - 1) == "the" and not passage.shouts(at)


def _stands_behind_several(chunk: Chunk, kinds: frozenset[str]) -> bool:
    """Whether it is one of "the birds Otto and Greta"."""
    at, passage = chunk.first - 1, chunk.passage
    if passage.word(at) == "and" and passage.tokens[at - 1].capital:
        at -= 2
    word = passage.word(at)
    return word.endswith("s") and word[:-1] in kinds and not passage.tokens[at].capital


def speaks_of_ships(passages: Iterable[Passage], lexicon: Lexicon) -> bool:
    """Whether a ship is spoken of."""
    return any(not lexicon.vessels.isdisjoint(passage.folded) for passage in passages)


def is_paper(chunk: Chunk) -> bool:
    """Whether a capital "The" inside a sentence belongs to the name: "seen by The Quill"."""
    at = chunk.lead - 1
    if chunk.passage.word(at) != "the" or chunk.shouted or chunk.lead < chunk.first:
        return False
    return chunk.passage.tokens[at].capital and not chunk.passage.begins(at)


def is_called_like(chunk: Chunk, things: frozenset[str]) -> bool:
    """Whether "the Holm" is short for a thing of the article: the Greta Holm Theatre."""
    return len(chunk.parts) == 1 and chunk.passage.word(chunk.lead - 1) == "the" and chunk.parts[0] in things


def borne_by_things(things: Iterable[Chunk], lexicon: Lexicon) -> frozenset[str]:
    """The single words by which storms and ships are called afterwards: Hurricane Delia, then Delia."""
    return frozenset(
        part
        for chunk in things
        for part in chunk.parts
        if any(chunk.passage.word(i) in lexicon.storms for i in range(chunk.lead, chunk.last + 1))
        and part not in lexicon.storms
    )


def thing_names(things: Iterable[Chunk]) -> frozenset[str]:
    """The folded names of all things, to be known again ("Lindqvist Design")."""
    return frozenset(fold(chunk.name) for chunk in things)
