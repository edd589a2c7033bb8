"""What the tagger sees of a text: runs of capitals, the features of their words, what the rest of the text tells.

Nothing here is learnt; training and tagging share it, so that both see the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from digest.people.lexicon import Lexicon
from digest.text.abbreviations import TITLES
from digest.text.folding import fold
from digest.text.tokens import Token

Items = list[list[str]]  # the features of each token of a run


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LONGEST_RUN = 60  # tokens: a text in capitals is read in pieces
_STOPPED = TITLES | frozenset({"jr", "sr", "jnr", "snr", "wm", "chas", "geo", "jos", "thos"})
_JOINTS = frozenset({"-", "‐", "–", "'", "’", '"', "“", "”", "(", ")", "&", "/"})
_SUFFIXES = frozenset({"jr", "sr", "jnr", "snr"})
_LEADING = frozenset({"bin", "bint", "ibn", "van", "von", "al", "el"})  # "bin Laden" without a name in front
_PARTICLES = _words(
    "van von der den de del della da di do dos das du la le el al bin ibn ben "
    "abu ter ten zu zur y e af av of bint st ul ud ur i la los las san o"
)
_LINKS = frozenset({"of", "and", "the", "for"})
_QUOTES = frozenset({'"', "“", "‘", "'"})
_ENDS = frozenset({".", "!", "?", "…", ":", "\n", "|", ";"})
_LISTS = (
    ("g", "given"),
    ("s", "surnames"),
    ("p", "places"),
    ("t", "titles"),
    ("T", "title_words"),
    ("r", "roles"),
    ("k", "kin"),
    ("v", "speech"),
    ("h", "human"),
    ("n", "pronouns"),
    ("q", "particles"),
    ("o", "organisations"),
    ("P", "places_named"),
    ("y", "things_named"),
    ("x", "suffixes"),
    ("a", "asian_surnames"),
    ("A", "agencies"),
    ("N", "notnames"),
    ("e", "everyday"),
    ("w", "words"),
)

OFTEN = "5"  # written small at least half of the time
_DOUBTFUL = frozenset("pwtTrkPoyN")  # lists that make a given name a doubtful one


class Run(NamedTuple):
    """Tokens that may hold names: capitals and what joins them. Indices, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Word:
    """One spelling and the features it lends to its own place and to the places beside it."""

    low: str
    signs: str  # the lists it is in, a letter each
    small: str  # how often it is written small
    kind: str  # the lists in few: name lists, and the first list that tells a role
    shape: str
    own: tuple[str, ...]
    as_name: tuple[str, ...]  # what of that is told of a common word that somebody bears as a name
    rarity: tuple[str, ...]  # how often it is written small
    before: tuple[str, ...]  # seen from the token behind it
    further_before: tuple[str, ...]
    behind: tuple[str, ...]  # seen from the token in front of it
    further_behind: tuple[str, ...]
    given: bool  # a given name and nothing else


Describe = Callable[[str], Word]


class Known(NamedTuple):
    """What was learnt of a small-lettered word: how often it is written small (0-9), and its word classes.

    Two by the company it keeps in the training texts, two by its vector in a language model; "-" where not known.
    """

    small: str = "-"
    coarse: str = "-"
    fine: str = "-"
    wide: str = "-"
    narrow: str = "-"


_UNKNOWN = Known()


class Told(NamedTuple):
    """What a text as a whole tells of its words, all in small letters."""

    small: Set[str] = frozenset()  # written small somewhere
    borne: Set[str] = frozenset()  # common words that somebody bears as a surname


def describe(text: str, *, lexicon: Lexicon, known: Mapping[str, Known]) -> Word:
    """The features of one spelling."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()  # half a character, which the learner refuses
    low = text.lower()
    folded = fold(low) or low
    signs = "".join(sign for sign, name in _LISTS if folded in getattr(lexicon, name)) or "0"
    learnt = known.get(low, _UNKNOWN)
    shape = shape_of(text)
    kind = _kind(signs)
    own = (
        f"w={low}",
        f"h={shape}",
        f"s={signs}",
        f"k={kind}",
        f"kh={kind}{shape}",
        f"p3={low[:3]}",
        f"e2={low[-2:]}",
        f"e3={low[-3:]}",
        f"e4={low[-4:]}",
        f"c={learnt.coarse}",
        f"f={learnt.fine}",
        f"m={learnt.wide}",
        f"n={learnt.narrow}",
    )
    near = (*own[:1], f"k={kind}", *own[-4:], f"h={shape}")
    far = (f"w={low}", f"k={kind}")
    return Word(
        low,
        signs,
        learnt.small,
        kind,
        shape,
        own,
        (own[1], *own[5:8]),
        (f"l={learnt.small}", f"lk={learnt.small}{kind}"),
        tuple("-" + each for each in near),
        tuple("--" + each for each in far),
        tuple("+" + each for each in near),
        tuple("++" + each for each in far),
        "g" in signs and text[:1].isupper() and _DOUBTFUL.isdisjoint(signs),
    )


def _kind(signs: str) -> str:
    names = "".join(sign for sign in "gspw" if sign in signs)
    return names + next((sign for sign in "tTrkvnqoPyxA" if sign in signs), "")


def shape_of(text: str) -> str:
    """The pattern of letters: "Obama" and "Ada" are "Xx", "McRae" is "XxXx", "J.K." is "X.", "U.S" "X.X"."""
    if text.isalpha():
        if text.islower():
            return "x"
        if text.isupper():
            return "X" if len(text) > 1 else "I"
        if text[0].isupper() and text[1:].islower():
            return "Xx"
    kinds = ["X" if c.isupper() else "x" if c.isalpha() else "9" if c.isdigit() else c for c in text[:24]]
    return "".join(kind for kind, before in zip(kinds, ["", *kinds], strict=False) if kind != before)


def find_borne(tokens: Sequence[Token], words: Describe) -> frozenset[str]:
    """Common words that stand behind a given name somewhere in prose, as surnames do ("Steve Jobs")."""
    found = set()
    for index, (before, token) in enumerate(pairwise(tokens)):
        if token.text[0].isupper() and before.kind == token.kind == "word" and before.text.istitle():
            word = words(token.text)
            if word.small >= OFTEN and words(before.text).given and not _shown(tokens, Run(index, index + 1)):
                found.add(word.low)
    return frozenset(found)


def find_runs(tokens: Sequence[Token], *, lexicon: Lexicon, borne: Set[str] = frozenset()) -> list[Run]:
    """All runs of a text, in order, apart. A common word alone ("The" that opens a sentence) makes none."""
    runs: list[Run] = []
    free = 0  # the first token that is in no run yet
    for first, token in enumerate(tokens):
        if first < free or token.text.islower() or not _is_name_like(token):
            continue
        last = _end_of_run(tokens, first)
        if last > first or not _says_nothing(token, lexicon) or token.text.lower() in borne:
            leads = first > free and tokens[first - 1].text in _LEADING
            runs.append(Run(first - leads, last))
        free = last + 1
    return runs


def _is_name_like(token: Token) -> bool:
    if token.kind == "word":
        text = token.text
        return text[0].isupper() or (not text.islower() and ("-" in text or "’" in text or "'" in text))
    return token.kind == "initials"


def _says_nothing(token: Token, lexicon: Lexicon) -> bool:
    low = token.text.lower()
    return low in lexicon.everyday and low not in lexicon.given and low not in lexicon.surnames


def _end_of_run(tokens: Sequence[Token], first: int) -> int:
    last = first
    while last - first < _LONGEST_RUN:
        step = _step(tokens, last)
        if not step:
            break
        last += step
    stopped = last + 1 < len(tokens) and tokens[last + 1].text == "."
    return last + 1 if stopped and tokens[last].text.lower() in _SUFFIXES else last


def _step(tokens: Sequence[Token], at: int) -> int:
    """How many tokens further the run goes on; 0 where it ends."""
    following = tokens[at + 1 : at + 5]
    if not following:
        return 0
    if _is_name_like(following[0]):
        return 1
    return _over_joints(tokens[at], following)


def _over_joints(token: Token, following: Sequence[Token]) -> int:
    """How far the next capital is when only particles, a stop after a short form or a mark lie between."""
    mark = following[0].text
    if mark == "," and len(following) > 1 and following[1].text.lower() in _SUFFIXES:
        return 2
    if mark == "." and token.text.lower() not in _STOPPED and len(token.text) > 1:
        return 0
    for distance, each in enumerate(following):
        if _is_name_like(each):
            return distance + 1
        joins = each.text in _JOINTS or (each.text == "." and distance == 0)
        if not (joins or (each.kind == "word" and (each.text in _PARTICLES or each.text in _LINKS))):
            return 0
    return 0


def features(tokens: Sequence[Token], run: Run, words: Describe, told: Told) -> Items:
    """The features of the tokens of a run."""
    first, last = run
    seen = [_word_at(tokens, index, words) for index in range(first - 2, last + 3)]
    opens, shown = "S" if _opens(tokens, run) else "", _shown(tokens, run)
    whole = [f"rs={opens}{shown}", *_of_run(tokens, run, seen)]
    items: Items = []
    for place in range(2, last - first + 3):
        word, before, behind = seen[place], seen[place - 1], seen[place + 1]
        borne = word.low in told.borne
        item = [*(word.as_name if borne else word.own), *before.before, *behind.behind, *whole]
        item += seen[place - 2].further_before
        item += seen[place + 2].further_behind
        item += (
            f"-k|k={before.kind}|{word.kind}",
            f"k|+k={word.kind}|{behind.kind}",
            f"-k|k|+k={before.kind}|{word.kind}|{behind.kind}",
            f"-h|h|+h={before.shape}|{word.shape}|{behind.shape}",
            f"-k|h={before.kind}|{word.shape}",
            f"-w|k={before.low}|{word.kind}",
            f"k|+w={word.kind}|{behind.low}",
        )
        case = shown if shown or place > 2 else opens
        item.append(f"k@{word.kind}{case}")
        if borne:
            item.append("borne" + case)
        elif place > 2 and before.given:  # that a word is often written small tells little here
            item.append(f"l~{word.small}")
        else:
            item += (*word.rarity, f"l@{word.small}{case}")
        if word.low in told.small:
            item.append("small@" + case)
        items.append(item)
    items[0].append("first")
    items[-1].append("last")
    return items


def _word_at(tokens: Sequence[Token], index: int, words: Describe) -> Word:
    if not 0 <= index < len(tokens):
        return words("\n")
    token = tokens[index]
    return words("\n" if token.kind == "line" else "0" if token.kind == "number" else token.text)


def _of_run(tokens: Sequence[Token], run: Run, seen: Sequence[Word]) -> list[str]:
    """What the run as a whole tells each of its tokens."""
    inner = seen[2:-2]
    found = [f"rl={min(len(inner), 6)}", f"r-w={seen[1].low}", f"r+w={seen[-2].low}"]
    found.append(f"r-k={seen[1].kind}")
    found.append(f"r+k={seen[-2].kind}")
    signs = {sign for word in inner for sign in word.signs}
    found.extend("r" + sign for sign in "oPyA" if sign in signs)
    found.append("re=" + inner[-1].low)
    if (
        run.last + 2 < len(tokens)
        and tokens[run.last + 1].text == ","
        and tokens[run.last + 2].kind == "number"
    ):
        found.append(f"age{len(tokens[run.last + 2].text)}")
    return found


def _opens(tokens: Sequence[Token], run: Run) -> bool:
    """Whether the run opens a sentence or what is quoted, so that its first capital tells little."""
    if not run.first:
        return True
    before = tokens[run.first - 1]
    return before.kind == "line" or before.text in _ENDS or before.text in _QUOTES


def _shown(tokens: Sequence[Token], run: Run) -> str:
    """How the line shows its words: "C" in capitals, "T" each with a capital, "" as prose does."""
    capitals = words = 0
    for token in tokens[max(0, run.first - 6) : run.last + 7]:
        if token.kind == "word" and len(token.text) > 3:
            if token.text.islower():
                return ""
            words += 1
            capitals += token.text.isupper()
        elif token.kind == "line":
            if token.start > tokens[run.first].start:
                break
            capitals = words = 0
    return "" if words < 3 else "C" if 2 * capitals > words else "T"
