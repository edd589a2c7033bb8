"""Titles of respect that are also names, and those that stand behind a name or melt into it: Ko, Tan Sri, -san, ji."""

from __future__ import annotations

from collections.abc import Sequence

from digest.people.lexicon import Lexicon
from digest.text.folding import fold

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


def is_honorific(words: Sequence[str], at: int) -> bool:
    """Whether a word is one only by the word beside it: Tan Sri, Ko Htet."""
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if (words[at], after) in _OF_TWO or (before, words[at]) in _OF_TWO:
        return True
    return words[at] in _BURMESE and after in _SYLLABLES and at + 1 < len(words)


def is_family_name(words: Sequence[str], at: int) -> bool:
    """Whether a title is a surname here, before a given name with a hyphen: Pak Se-ri, Ma Ying-jeou."""
    return words[at] in _ALSO_FAMILY and at + 1 < len(words) and " " in words[at + 1]


def describes(text: str, behind: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a word with a hyphen only describes who is named `behind` it: Ex-minister, Second-term, Far-right.

    What comes behind the hyphen is a common word written small; Korean given names are no such words (Sun-young Kim).
    """
    _, hyphen, back = text.rpartition("-")
    if not hyphen or not back.islower() or not behind or fold(text) in lexicon.given:
        return False
    common = fold(back) in lexicon.words or fold(back) in lexicon.roles or fold(back) in lexicon.titles
    return common and len(back) > 2 and not any(word in lexicon.asian_surnames for word in behind)
