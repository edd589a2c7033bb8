"""Names that mean a thing where they stand, though somebody may be called so: a firm, a place, a law, a ship, a work.

Each place is judged on its own words first; a name that means a thing somewhere, and nowhere does what people do, means
it everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.people.chunks import SURE, Chunk
from digest.people.evidence import Evidence, read_evidence
from digest.people.firms import is_no_person
from digest.people.lexicon import Lexicon
from digest.people.names import Parts
from digest.people.settings import named_by_setting
from digest.people.signs import is_called_a_thing, is_like_a_firm, is_said_of_things
from digest.people.wordings import beside_firms, houses_again, is_borne, is_shown


def things_meant(chunks: Sequence[Chunk], named: Sequence[Chunk], lexicon: Lexicon) -> set[int]:
    """The `id`s of the chunks that mean things where they stand. `named`: those whose own wording names a thing."""
    run = named_by_setting(chunks, lexicon)
    there = {id(chunk) for chunk in (*run, *beside_firms(chunks), *_short_for(run, chunks))}
    certain = [chunk for chunk in chunks if id(chunk) in there or _is_certain(chunk, lexicon)]
    certain = _with_nobody_longer(certain, chunks, lexicon)
    certain += houses_again(certain, chunks, lexicon)
    gone = {id(chunk) for chunk in certain}
    rest = [chunk for chunk in chunks if id(chunk) not in gone]
    borne = {part for chunk in (*certain, *named) for part in chunk.parts}
    gone |= {id(chunk) for chunk in rest if chunk.parts[0] in borne and is_like_a_firm(chunk, lexicon)}
    rest = [chunk for chunk in rest if id(chunk) not in gone]
    names = {chunk.parts for chunk in certain} | {chunk.parts[:-1] for chunk in named}
    meant = names - _people(names, rest, lexicon)
    gone |= {id(c) for c in rest if c.parts in meant and (len(c.parts) == 1 or c.likely < SURE)}
    called = {_written(chunk) for chunk in certain if chunk.lead < chunk.first}
    called |= _called(certain, rest, lexicon)
    return gone | {id(chunk) for chunk in rest if _written(chunk) in called}


def _short_for(things: Sequence[Chunk], chunks: Sequence[Chunk]) -> list[Chunk]:
    """The first and last parts alone of what is named in full by none but things: Ida of the horse Ida Lake."""
    names = {chunk.parts for chunk in things if len(chunk.parts) > 1 and chunk.lead == chunk.first}
    if not names:
        return []
    others = {part for c in chunks if len(c.parts) > 1 and c.parts not in names for part in c.parts}
    short = {part for name in names for part in (name[0], name[-1])} - others
    return [
        c
        for c in chunks
        if c.lead == c.first and (c.parts in names or (len(c.parts) == 1 and c.parts[0] in short))
    ]


def _is_certain(chunk: Chunk, lexicon: Lexicon) -> bool:
    return is_said_of_things(chunk, lexicon) or is_borne(chunk, lexicon) or is_shown(chunk, lexicon)


def _with_nobody_longer(certain: Sequence[Chunk], chunks: Sequence[Chunk], lexicon: Lexicon) -> list[Chunk]:
    """Those but the laws, dukes and cases called like somebody of a longer name here, who are told apart later."""
    longer = {part for chunk in chunks if len(chunk.parts) > 1 for part in chunk.parts}
    return [
        c for c in certain if len(c.parts) > 1 or c.parts[0] not in longer or not is_no_person(c, lexicon)
    ]


def _called(certain: Sequence[Chunk], rest: Sequence[Chunk], lexicon: Lexicon) -> set[Parts]:
    """The names of which the article says outright that they are a thing's, and gives no age or longer name."""
    called = {
        chunk.parts for chunk in certain if is_called_a_thing(chunk, lexicon) or is_shown(chunk, lexicon)
    }
    if not called:
        return called
    longer = {
        part for chunk in rest if len(chunk.parts) > 1 and chunk.parts not in called for part in chunk.parts
    }
    aged = {c.parts for c in rest if c.parts in called and _is_surely_somebody(read_evidence(c, lexicon))}
    return {name for name in called - aged if len(name) > 1 or name[0] not in longer}


def _is_surely_somebody(evidence: Evidence) -> bool:
    told = evidence.speaks or evidence.described or evidence.age is not None
    return bool(told or evidence.title or evidence.role)


def _written(chunk: Chunk) -> Parts:
    """The words of a name with its titles: a ship is the Lady Ida, and Ida is somebody else."""
    passage = chunk.passage
    return (
        *(passage.word(i) for i in range(chunk.lead, chunk.first) if passage.word(i).isalpha()),
        *chunk.parts,
    )


def _people(names: set[Parts], chunks: Sequence[Chunk], lexicon: Lexicon) -> set[Parts]:
    """Those of the names that do somewhere what people do, or are short for the name of somebody."""
    ends = {name[-1] for name in names if len(name) > 1}
    acting = {
        c.parts for c in chunks if _may_tell(c, names, ends) and does_as_people_do(read_evidence(c, lexicon))
    }
    others = {c.parts for c in chunks if len(c.parts) > 1 and c.parts not in names}
    surnames = {name[-1] for name in others}
    alone = {name[0] for name in acting if len(name) == 1} - surnames
    people = {name for name in names if name in acting or (len(name) > 1 and name[-1] in alone)}
    longer = {part for name in (*others, *people) if len(name) > 1 for part in name}
    return people | {name for name in names if len(name) == 1 and name[0] in longer}


def _may_tell(chunk: Chunk, names: set[Parts], ends: set[str]) -> bool:
    """Whether a chunk bears one of the names, or stands alone as the surname of one."""
    return chunk.parts in names or (len(chunk.parts) == 1 and chunk.parts[0] in ends)


def does_as_people_do(evidence: Evidence) -> bool:
    """Whether what stands around a name is told of people: speech, acts, age, title, role."""
    told = (
        evidence.speaks or evidence.acts or evidence.described or evidence.dated or evidence.age is not None
    )
    return bool(told or evidence.role or evidence.title)
