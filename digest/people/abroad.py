"""Names in languages other than English, where a capital says less: only what is certain.

German writes all nouns with capitals, and function words join names in every language ("Greta Holm und Otto Finch").
A name is a known given name, or what follows a title, with a surname; single words count only where they repeat one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from digest.model import Resolution
from digest.people.chunks import Chunk, chunk_of
from digest.people.lexicon import Lexicon
from digest.people.passages import Passage
from digest.text.language import WORDS, detect

READ = 4000  # characters by which a language is told
FEWEST_WORDS = 12  # below which a text does not tell its language
MOST_PARTS = 4
LESS_SURE = 0.6  # of the confidence that the same verdict has in English
_CALLED = {
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
}
_PARTICLES = frozenset(
    [
        "von",
        "van",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "le",
        "la",
        "zu",
        "ten",
        "ter",
        "bin",
        "ibn",
        "al",
        "el",
    ]
)
_NAMING = _PARTICLES | {"met", "y", "e", "i", "und"}  # stand in English too, inside names ("met" as a verb)
_BEHIND_PARTICLES = frozenset(["der", "den", "la", "las", "los", "dem"])  # von der, de la


_WHO_DOES = re.compile(  # the folded ends of German words for what somebody is: "Gondelführer", "Bürgermeisterin"
    r".{2,}(?:fuhrer|meister|macher|leiter|sprecher|trainer|minister|richter|anwalt|prasident|direktor|spieler|fahrer"
    r"|sanger|maler|handler|wirt|lehrer|forscher|professor|pfleger|autor|regisseur|chef|profi)(?:in)?"
    r"|.{2,}(?:arzt|arztin|anwaltin|bote|botin|mann|frau|schwester|bischof|pfarrer|pfarrerin)"
)


def foreign(text: str) -> str:
    """The language of a text that is plainly another one than English; else ""."""
    if len(text[:400].split()) < FEWEST_WORDS:
        return ""
    language = detect(text)
    if language == "en" or language not in WORDS:
        return ""
    small = [word for word in text[:READ].split() if word.islower()]
    own = sum(word in WORDS[language] and word not in WORDS["en"] | _NAMING for word in small)
    english = sum(word in WORDS["en"] and word not in WORDS[language] for word in small)
    return language if own > english else ""


def less_sure(resolutions: Sequence[Resolution], language: str) -> list[Resolution]:
    """The verdicts on a text in another language (all as they are for ""): less sure of, and saying why."""
    if not language:
        return list(resolutions)
    why = f"; read by its spelling alone, as the text is in {_CALLED[language]}"
    return [
        replace(each, confidence=round(LESS_SURE * each.confidence, 2), reason=each.reason + why)
        for each in resolutions
    ]


def find_abroad(passages: Sequence[Passage], lexicon: Lexicon, language: str) -> list[list[Chunk]]:
    """The chunks of each passage: names in full first, then the single words that are parts of them."""
    common = WORDS[language]
    segments = [_full_segments(passage, lexicon, common) for passage in passages]
    if language == "de":
        segments = [
            _with_told(passage, known, common) for passage, known in zip(passages, segments, strict=True)
        ]
    full = [_chunks(passage, found, lexicon) for passage, found in zip(passages, segments, strict=True)]
    parts = {part for chunks in full for chunk in chunks for part in (chunk.parts[0], chunk.parts[-1])}
    shown: list[list[Chunk]] = []
    for passage, chunks in zip(passages, full, strict=True):
        taken = {index for chunk in chunks for index in range(chunk.lead, chunk.last + 1)}
        single = [
            [i]
            for i in range(len(passage.tokens))
            if i not in taken and _capital(passage, i) and passage.word(i) in parts
        ]
        shown.append(sorted([*chunks, *_chunks(passage, single, lexicon)], key=lambda chunk: chunk.first))
    return shown


def _chunks(passage: Passage, segments: Sequence[list[int]], lexicon: Lexicon) -> list[Chunk]:
    found = (chunk_of(passage, segment, lexicon) for segment in segments)
    return [chunk for chunk in found if chunk]


def _full_segments(passage: Passage, lexicon: Lexicon, common: frozenset[str]) -> list[list[int]]:
    segments: list[list[int]] = []
    index = 0
    while index < len(passage.tokens):
        lead = index
        while passage.word(index) in lexicon.titles and _capital(passage, index + 1):
            index += 1
        name = _name_from(passage, index, lexicon, common, titled=index > lead)
        if name:
            segments.append([*range(lead, index), *name])
        index = max(index, name[-1] if name else 0) + 1
    return segments


def _with_told(passage: Passage, known: list[list[int]], common: frozenset[str]) -> list[list[int]]:
    """The names, and the German ones that their place tells: two words behind a calling, or behind a name and "und"."""
    taken = {index for segment in known for index in segment}
    ends = {segment[-1] for segment in known}
    told: list[list[int]] = []
    for index in range(1, len(passage.tokens) - 1):
        pair = [index, index + 1]
        if taken & {*pair, index + 2} or not all(_may_be_part(passage, at, common) for at in pair):
            continue
        joined = passage.word(index - 1) == "und" and index - 2 in ends
        called = _WHO_DOES.fullmatch(passage.word(index - 1)) and _capital(passage, index - 1)
        if (joined or called) and not _capital(passage, index + 2):
            told.append(pair)
            taken.update(pair)
    return sorted([*known, *told])


def calling(chunk: Chunk) -> str:
    """What a German text calls somebody in front of the name: "Postbote"; "" where it says nothing."""
    before = chunk.lead - 1
    told = _capital(chunk.passage, before) and _WHO_DOES.fullmatch(chunk.passage.word(before))
    return chunk.passage.tokens[before].text if told else ""


def _may_be_part(passage: Passage, index: int, common: frozenset[str]) -> bool:
    return _capital(passage, index) and passage.word(index) not in common and not passage.begins(index)


def _name_from(
    passage: Passage, start: int, lexicon: Lexicon, common: frozenset[str], *, titled: bool
) -> list[int]:
    """The tokens of a name of two parts or more that begins here; behind a title one will do."""
    first = passage.word(start)
    known = first in lexicon.given or first.split(" ")[0] in lexicon.given
    if not _capital(passage, start) or first in common or not (known or titled):
        return []
    name, parts = [start], 1
    while parts < MOST_PARTS:
        step = _step(passage, name[-1] + 1, common)
        if not step:
            break
        name, parts = [*name, *step], parts + 1
    return name if parts > 1 or titled else []


def _step(passage: Passage, index: int, common: frozenset[str]) -> list[int]:
    """The next part of a name: a capitalised word, or particles and one."""
    end = index
    if passage.word(end) in _PARTICLES and not _capital(passage, end):
        end += 1
        end += passage.word(end) in _BEHIND_PARTICLES and not _capital(passage, end)
    if not _capital(passage, end) or passage.word(end) in common:
        return []
    return list(range(index, end + 1))


def _capital(passage: Passage, index: int) -> bool:
    """Whether a word with a capital stands here."""
    if not 0 <= index < len(passage.tokens):
        return False
    token = passage.tokens[index]
    return token.kind == "initials" or (token.kind == "word" and token.capital)
