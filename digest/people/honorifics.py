"""Titles of respect that are also names, and those that stand behind a name or melt into it: Ko, Tan Sri, -san, ji."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.people.lexicon import Lexicon
from digest.text.folding import fold

if TYPE_CHECKING:  # chunks asks this module what is no part of a name
    from digest.people.chunks import Chunk

_OF_TWO = frozenset(  # Malay, Thai: each word alone may be a name
    {
        ("tan", "sri"), ("puan", "sri"), ("datuk", "sri"), ("datuk", "seri"), ("dato", "sri"), ("dato", "seri"),
        ("datuk", "patinggi"), ("toh", "puan"), ("tun", "dr"), ("tok", "guru"), ("khun", "ying"), ("than", "phu"),
        ("nana", "kwame"), ("rev", "dr"), ("shri", "shri"), ("sri", "sri"), ("lalla", "moulay"),
    }
)  # fmt: skip
_BURMESE = frozenset(  # before a Burmese syllable these are Mr., Mrs., brother and sister
    "ko ma maung mi sai nan naw saw mahn salai bo".split()  # noqa: SIM905
)
_SYLLABLES = frozenset(
    "aung aye bo htun tun win kyaw min zaw myint myo maung naing soe thein than thet hla khin nyein nyunt phyo phyu wai "  # noqa: SIM905, E501
    "yan yu lin oo htet htoo swe thwe thu thida thandar tin tint moe mon mya ni nwe ohn pyae pyone san sandar sanda "
    "sein shwe su thaung thant theint thiri thuzar ye yin zin zarni wint wut wutt hlaing hnin hsu htay "
    "htin htwe kyi kyin lwin"
    .split()
)  # fmt: skip
_ALSO_FAMILY = frozenset({"pak", "ko", "ma", "mi", "u", "nai", "tun", "tan", "lama", "dato", "phra", "bu"})

_KOREAN = frozenset(  # syllables that are English words: Sun-young
    "young sun man won soon song sung gun bum hun chan jun king min".split()  # noqa: SIM905
)
_BEHIND = frozenset(  # Tanaka-san
    "san sama sensei saab sahib saheb bhai garu gaaru ssi nim".split()  # noqa: SIM905
)
_MELTING = (  # into the name: Gandhiji
    "ji", "jee", "da", "di", "bhai", "ben", "behn", "saab", "sahib", "babu", "amma", "anna", "akka", "garu", "dada",
    "didi",
)  # fmt: skip


def is_honorific(words: Sequence[str], at: int) -> bool:
    """Whether a word is one only by the word beside it: Tan Sri, Ko Htet."""
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if (words[at], after) in _OF_TWO or (before, words[at]) in _OF_TWO:
        return True
    return words[at] in _BURMESE and after in _SYLLABLES and at + 1 < len(words)


def is_family_name(words: Sequence[str], at: int) -> bool:
    """Whether a title is a surname here, before a given name with a hyphen: Pak Se-ri, Ma Ying-jeou."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return (words[at] in _ALSO_FAMILY and " " in after) or (words[at], after) == ("sri", "lanka")


def describes(text: str, behind: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a word with a hyphen only describes who is named `behind` it: Ex-minister, Second-term, Far-right.

    What comes behind the hyphen is a common word written small; Korean given names are no such words (Sun-young Kim).
    """
    _, hyphen, back = text.rpartition("-")
    if not hyphen or not back.islower() or not behind or fold(text) in lexicon.given:
        return False
    common = fold(back) in lexicon.words or fold(back) in lexicon.roles or fold(back) in lexicon.titles
    korean = fold(back) in _KOREAN and any(word in lexicon.asian_surnames for word in behind)
    return common and len(back) > 2 and not korean


def behind_ex(words: Sequence[str], lexicon: Lexicon) -> int:
    """Where the name begins behind "Ex-Super Eagle Sunday Uwaifo": at the first given name; 0 where none tells."""
    if len(words) < 3 or not words[0].startswith("ex "):
        return 0
    return next((at for at in range(1, len(words) - 1) if words[at] in lexicon.given), 0)


def without_suffixes(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, titles of respect behind a name taken from it: Tanaka-san; Gandhiji and Ritwikda of a known name."""
    borne = {part for chunk in chunks for part in chunk.parts}
    return [_without_suffix(chunk, borne) for chunk in chunks]


def _without_suffix(chunk: Chunk, borne: set[str]) -> Chunk:
    last = chunk.parts[-1]
    stem, _, suffix = last.rpartition(" ")
    if stem and " " not in stem and (suffix in _BEHIND or (suffix in _MELTING and stem in borne)):
        return replace(chunk, parts=(*chunk.parts[:-1], stem))
    if len(chunk.parts) > 1 or " " in last:
        return chunk
    stems = (last.removesuffix(suffix) for suffix in _MELTING if last.endswith(suffix))
    known = next((stem for stem in stems if len(stem) > 3 and stem in borne), "")
    return replace(chunk, parts=(known,)) if known else chunk
