"""One revision read for its people: who appears, which mention means whom, who says what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from digest.model import Analysis, RevisionId
from digest.people.abroad import calling, find_abroad, foreign, less_sure
from digest.people.chunks import Chunk, find_chunks
from digest.people.couples import apart, lend_surnames
from digest.people.credits import credit_spans
from digest.people.cutting import STAGE
from digest.people.evidence import Evidence, read_evidence
from digest.people.exclude import (
    borne_by_things,
    involved,
    is_called_like,
    is_paper,
    is_thing,
    is_vessel,
    speaks_of_ships,
    thing_names,
)
from digest.people.gather import build_figures
from digest.people.handles import give_handles
from digest.people.honorifics import without_suffixes
from digest.people.involve import appearances
from digest.people.knowledge import Knowledge
from digest.people.lexicon import Lexicon
from digest.people.lineups import in_boxes
from digest.people.names import Parts
from digest.people.particles import with_particles
from digest.people.passages import Passage, read_passage, with_tags
from digest.people.posters import poster_spans
from digest.people.quotes import find_quotes
from digest.people.recognise import MONTHS, Seen, certain_singles, full_names, misplaced, unread
from digest.people.resolve import Reader, calls, resolve
from digest.people.speakers import give_labels, interviewer_spans
from digest.people.things import things_meant
from digest.people.word_names import called_by_words
from digest.ports import Recogniser, Tagged
from digest.text.folding import fold

DOUBTFUL = 0.2  # how likely a span must be a name to the recogniser, to be weighed at all


def analyse(
    revision: RevisionId, *, title: str, text: str, byline: str = "", knowledge: Knowledge
) -> Analysis:
    """Read the people in one text.

    Mentions are spans of `title` or `text` as given, in code points, without the titles in front and the possessive
    behind, sorted and unique. Never raises, takes time linear in the text's length, and depends on nothing else.
    """
    lexicon = knowledge.lexicon
    body, headline = read_passage("text", text), read_passage("title", title)
    language = foreign(f"{headline.legible.text}\n{body.legible.text}")
    if language:  # the recogniser knows English
        passages = body, headline
        seen = _look_abroad(passages, byline, lexicon, language)
    else:
        passages = _tagged(body, headline, knowledge.recogniser)
        seen = _look(passages, byline, lexicon)
    reader = _understand(seen, passages[1], lexicon)
    for passage in passages:
        reader.resolutions.extend(give_handles(passage, reader.roster.figures, reader.resolutions))
    reader.resolutions.extend(give_labels(passages[0], reader.roster.figures))
    genders = {figure.key: figure.gender for figure in reader.roster.figures}
    quotes = find_quotes(passages[0], reader.resolutions, genders, lexicon)
    people = appearances(
        reader.roster.figures, reader.resolutions, Counter(quote.speaker for quote in quotes), lexicon
    )
    order = {"title": 0, "text": 1}
    ordered = sorted(
        less_sure(reader.resolutions, language),
        key=lambda r: (order[r.mention.field], r.mention.start, r.mention.end),
    )
    return Analysis(
        revision=revision,
        version=knowledge.version,
        appearances=people,
        resolutions=tuple(ordered),
        quotes=quotes,
    )


def _tagged(body: Passage, title: Passage, recogniser: Recogniser) -> tuple[Passage, Passage]:
    """Both fields with the names the recogniser finds in them, read as one text: the headline helps the body."""
    headline = title.legible.text
    behind = len(headline) + 2
    found = recogniser.tag(f"{headline}\n\n{body.legible.text}", least=DOUBTFUL)
    of_title = tuple(each for each in found if each.end <= len(headline))
    of_body = tuple(
        Tagged(each.start - behind, each.end - behind, each.probability)
        for each in found
        if each.start >= behind
    )
    return with_tags(body, of_body), with_tags(title, of_title)


def _look(passages: Sequence[Passage], byline: str, lexicon: Lexicon) -> list[Seen]:
    """All chunks that may name people, with what stands around them; credits and things left out."""
    body, title = passages
    chunks = involved(find_chunks(body, lexicon), _aside(body, title, byline))
    known = _known_pairs(chunks, lexicon)
    chunks += involved(find_chunks(title, lexicon, known), credit_spans(title, byline))
    chunks = with_particles(without_suffixes(apart(chunks, lexicon)))
    kept, vessels = _without_things(chunks, passages, lexicon)
    borne_by_people = {part for chunk in kept if len(chunk.parts) > 1 for part in chunk.parts[1:]}
    named_people = [c for c in kept if c.parts[0] in borne_by_people or not _no_name(c, lexicon)]
    return _ashore([Seen(chunk, read_evidence(chunk, lexicon)) for chunk in named_people], vessels)


def _aside(body: Passage, title: Passage, byline: str) -> list[tuple[int, int]]:
    """The spans of the text that name those who made it: in credits, asking in an interview, posting on a live page."""
    asking, posting = interviewer_spans(body), poster_spans(body, title.legible.text)
    return sorted([*credit_spans(body, byline), *asking, *posting])


def _look_abroad(passages: Sequence[Passage], byline: str, lexicon: Lexicon, language: str) -> list[Seen]:
    """The same in another language than English: only what is certain."""
    found = find_abroad(passages, lexicon, language)
    named = [
        chunk
        for passage, chunks in zip(passages, found, strict=True)
        for chunk in involved(chunks, credit_spans(passage, byline))
        if not is_thing(chunk, lexicon)
    ]
    seen = [Seen(chunk, read_evidence(chunk, lexicon)) for chunk in named]
    if language != "de":
        return seen
    return [
        replace(each, evidence=replace(each.evidence, role=each.evidence.role or calling(each.chunk)))
        for each in seen
    ]


def _without_things(
    chunks: Sequence[Chunk], passages: Sequence[Passage], lexicon: Lexicon
) -> tuple[list[Chunk], frozenset[Parts]]:
    """The chunks that do not name things by their wording or place, and the names of ships among those left out."""
    people = called_by_words(chunks, lexicon)
    things = [chunk for chunk in chunks if chunk.parts not in people and is_thing(chunk, lexicon)]
    at_sea = speaks_of_ships(passages, lexicon)
    vessels = [chunk for chunk in chunks if is_vessel(chunk, lexicon, at_sea=at_sea)]
    borne, named = borne_by_things(things, lexicon), thing_names(things)
    bearing = frozenset(part for chunk in things for part in chunk.parts)
    gone = {id(chunk) for chunk in (*things, *vessels)}
    gone |= things_meant([c for c in chunks if id(c) not in gone], things, lexicon)
    papers = {chunk.parts for chunk in chunks if is_paper(chunk)}
    gone |= {id(c) for c in chunks if c.parts in papers and c.passage.word(c.lead - 1) == "the"}
    gone |= {id(chunk) for chunk in chunks if is_paper(chunk) or is_called_like(chunk, bearing)}
    kept = [c for c in chunks if id(c) not in gone and fold(c.name) not in named and not _is_borne(c, borne)]
    return kept, frozenset(chunk.parts for chunk in vessels)


def _ashore(seen: list[Seen], vessels: frozenset[Parts]) -> list[Seen]:
    """Those left when a ship's name that nobody is seen to bear is taken for the ship's everywhere."""
    borne = {each.chunk.parts for each in seen if _does_as_people_do(each.evidence)}
    return [each for each in seen if each.chunk.parts not in vessels or each.chunk.parts in borne]


def _does_as_people_do(evidence: Evidence) -> bool:
    told = evidence.speaks or evidence.acts or evidence.described or evidence.dated
    return bool(told or evidence.role or evidence.title)


def _known_pairs(chunks: Sequence[Chunk], lexicon: Lexicon) -> frozenset[tuple[str, str]]:
    """What a headline may keep together: pairs of a name in the body, and surnames that stand alone there."""
    pairs = {
        p for c in chunks if c.parts[0] in lexicon.given or c.parts[0] in STAGE for p in pairwise(c.parts)
    }
    alone = [c for c in chunks if len(c.parts) == 1]
    certain = [c for c in alone if not c.doubtful or read_evidence(c, lexicon).age is not None]
    return frozenset(pairs | {("", c.parts[0]) for c in certain})


def _is_borne(chunk: Chunk, borne: frozenset[str]) -> bool:
    return len(chunk.parts) == 1 and chunk.parts[0] in borne


def _no_name(chunk: Chunk, lexicon: Lexicon) -> bool:
    """A title or role standing alone ("Yes, Senator"), or nothing but a letter."""
    if len(chunk.parts) > 1:
        return False
    word = chunk.parts[0]
    if word in MONTHS and chunk.passage.word(chunk.last + 1)[:1].isdigit():
        return True
    says_what = word in lexicon.titles or word in lexicon.roles or word in lexicon.organisations
    return len(word) < 2 or (says_what and not (word in lexicon.surnames and chunk.lead < chunk.first))


def _understand(seen: list[Seen], title: Passage, lexicon: Lexicon) -> Reader:
    """Full names first, then every shorter form of them, then names that stand alone."""
    lent = lend_surnames(seen, lexicon)
    seen = [lent.get(id(each), each) for each in seen]
    roster, placed = build_figures(full_names(seen, lexicon), seen, lexicon)
    chosen = {id(each.seen) for each in placed}
    short = [each for each in seen if id(each) not in chosen and calls(each, roster)]
    short = [each for each in unread(short, seen, lexicon) if not misplaced(each, lexicon)]
    chosen |= {id(each) for each in short}
    alone = certain_singles([s for s in seen if id(s) not in chosen and len(s.chunk.parts) == 1], lexicon)
    alone += in_boxes([s for s in seen if len(s.chunk.parts) == 1], title, lexicon)
    chosen |= {id(each) for each in alone}
    return resolve([each for each in seen if id(each) in chosen], placed, roster, lexicon)
