"""The language a text is written in.

Own and small on purpose: the libraries load models of tens of megabytes or numpy, and a news text of two sentences has
enough of the commonest words (articles, prepositions, pronouns) to tell eight languages of one alphabet apart. Other
languages go by their script, or by what the feed claims.
"""

from __future__ import annotations

import re
from collections import Counter

READ = 4000  # characters
ENOUGH = 0.06  # of a text's words are common words of its language; the commonest twenty make up a quarter

# Common words of each language. A word of several languages counts for each of them.
_COMMON = {
    "en": "the of and to in that is was for with on as his her he she it by at from they have has had were are "
    "be this which not but their an who will would been said after about when more than its or we you i a",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden "
    "aus er sie hat dass nach wird bei einer um am sind noch wie einem über einen so zum war haben nur "
    "oder aber vor zur bis",
    "fr": "le la les de des du et en un une que qui dans pour sur est par pas au aux avec il elle son sa ses ce "
    "cette se plus ne ont été a sont mais ou leur être ainsi après fait deux comme nous vous lui était",
    "es": "el la los las de del y en un una que se por con para su sus al es no lo como más pero fue ha este "
    "esta son entre cuando muy sin sobre también hasta hay desde años está ser han quien era dos o le",
    "it": "il lo la i gli le di del della dei delle e in un una che è per con non si da al alla sono ha come "
    "più anche dal dalla nel nella ma su suo sua questo questa ai era stato hanno o ed essere dopo anni",
    "pt": "o a os as de do da dos das e em no na nos nas um uma que se por com para não é ao à mais como foi "
    "mas seu sua ou ser quando muito há já está também são tem pelo pela até isso ele ela após entre",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog naar "
    "heeft hij ze wordt door over worden deze wel geen kan tot werd meer was die dit hebben zich of haar",
}
WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_NOT_LATIN = re.compile("[\u0370-\U0010ffff]")
_WORD = re.compile(r"[^\W\d_]+")
SCRIPTS = (  # first letters and last letters of scripts that stand for a language, or for several
    ("el", "\u0370", "\u03ff"),
    ("he", "\u0590", "\u05ff"),
    ("hi", "\u0900", "\u097f"),
    ("bn", "\u0980", "\u09ff"),
    ("ta", "\u0b80", "\u0bff"),
    ("th", "\u0e00", "\u0e7f"),
    ("ka", "\u10a0", "\u10ff"),
    ("ko", "\uac00", "\ud7af"),
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
)
SHARED_SCRIPTS = (  # first and last letter, languages with letters of their own, the likeliest one otherwise
    ("\u0400", "\u04ff", (("uk", "іїєґ"), ("be", "ў"), ("sr", "ђјљњћџ"), ("ru", "ыэё"), ("bg", "ъ")), "ru"),
    ("\u0600", "\u06ff", (("ur", "ٹڈڑںےۓ"), ("fa", "پچژگ")), "ar"),
)


def detect(text: str, *, hint: str = "") -> str:
    """The language of a text as a primary tag of BCP 47 ("en"); the hint's where the text does not tell, else "".

    `hint` is the tag a feed or page claims. Deterministic; reads at most READ characters.
    """
    claimed = hint.strip().replace("_", "-").partition("-")[0].lower()
    claimed = claimed if re.fullmatch("[a-z]{2,3}", claimed) else ""
    text = text[:READ]
    script = _by_script(text, claimed)
    if script:
        return script
    words = [each.lower() for each in _WORD.findall(text)]
    if not words:
        return claimed
    return _by_words(words, claimed)


def _by_words(words: list[str], claimed: str) -> str:
    """The language most of whose common words appear; the claimed one wins where it is close."""
    counts = Counter(words)
    shares = {
        language: sum(counts[word] for word in counts.keys() & common) / len(words)
        for language, common in WORDS.items()
    }
    best = max(shares, key=lambda language: (shares[language], language == claimed, language))
    if (
        claimed and claimed not in WORDS
    ):  # a language without a list here: believed unless another is plain to see
        return best if shares[best] > 4 * ENOUGH else claimed
    if shares[best] < ENOUGH or (len(words) < 5 and claimed):
        return claimed
    return claimed if claimed and shares[claimed] >= 0.8 * shares[best] else best


def _by_script(text: str, claimed: str) -> str:
    """The language a script stands for, where a third of the letters are written in it; "" for Latin letters."""
    letters = "".join(each for each in _NOT_LATIN.findall(text) if each.isalpha())
    needed = max(1, sum(map(str.isalpha, text)) // 3) if letters else 0
    if not letters or len(letters) < needed:
        return ""
    for first, last, languages, likeliest in SHARED_SCRIPTS:
        if _between(letters, first, last) >= needed:
            return _of_shared_script(letters.lower(), claimed, languages, likeliest)
    found = {language: _between(letters, first, last) for language, first, last in SCRIPTS}
    if found["ja"] * 10 >= needed and found["ja"] + found["zh"] >= needed:
        return "ja"  # kana among Chinese characters
    best = max(found, key=lambda language: found[language])
    return best if found[best] >= needed else ""


def _of_shared_script(
    letters: str, claimed: str, languages: tuple[tuple[str, str], ...], likeliest: str
) -> str:
    """The first language one in a hundred letters of which is its own; else the claimed one, else the likeliest."""
    for language, own in languages:
        if sum(letters.count(each) for each in own) * 100 >= len(letters):
            return language
    return claimed if claimed in (*dict(languages), likeliest, "mk", "kk", "ps") else likeliest


def _between(letters: str, first: str, last: str) -> int:
    return sum(first <= each <= last for each in letters)
