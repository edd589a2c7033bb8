"""Where names begin and end in a run of capitals: what the recogniser reads, and what headline words tell."""

from __future__ import annotations

import re

from digest.people.lexicon import Lexicon
from digest.people.passages import Passage

UNREAD = 0.3  # how likely a chunk is a name where no recogniser has read the text
LIKELY = 0.4  # from here on the recogniser's word counts for where a name begins and ends
STAGE = frozenset({"lil", "dj", "mc", "big", "young"})
OPEN, CLOSE = frozenset("\"“‘'(„«"), frozenset("\"”’')“»")
_JOINT = re.compile(r"(?:al|el|bin|ibn|ad|as|ar|at|an|az|ash|van|de)-|[dl]['’]")  # al-Something, d’Orsay
_NOBODYS = frozenset({"u s", "u n", "u k", "e u", "u s a", "d c", "a m", "p m", "h i v", "l a", "n y"})
Pairs = frozenset[tuple[str, str]]


def name_like(passage: Passage, index: int) -> bool:
    """Whether this token may be part of a name: a capitalised word, initials, al-Something."""
    if not 0 <= index < len(passage.tokens):
        return False
    token = passage.tokens[index]
    if token.kind == "initials":
        return passage.folded[index] not in _NOBODYS
    if token.kind != "word":
        return False
    if token.text[0].isupper():
        return True
    if token.text.startswith("ff") and len(token.text) > 4:
        return True  # ffolliott, ffrench: no English word begins so
    joint = _JOINT.match(token.text)
    return joint is not None and token.text[joint.end() : joint.end() + 1].isupper()


def tells(word: str, lexicon: Lexicon) -> bool:
    """A word in front that says what follows: a title, or a kind of thing ("Hurricane Delia")."""
    return (
        word in lexicon.titles
        or word in lexicon.roles
        or word in lexicon.storms
        or word in lexicon.ships
        or word in lexicon.place_lead
        or word in lexicon.organisations
    )


def names_a_thing(word: str, lexicon: Lexicon) -> bool:
    """Whether a word says what bears a name: an organisation, a place, an award."""
    return word in lexicon.organisations or word in lexicon.places_named or word in lexicon.things_named


def quoted(passage: Passage, name: list[int]) -> set[int]:
    """The tokens between quotation marks inside a name."""
    if len(name) < 3:
        return set()
    marks = [i for i in name if passage.tokens[i].text in OPEN or passage.tokens[i].text in CLOSE]
    return set(range(marks[0], marks[-1] + 1)) if len(marks) > 1 else set()


def rest_of_tag(passage: Passage, at: int) -> list[int]:
    """The tokens behind `at` of what the recogniser reads as one name."""
    return [
        i for tag in passage.tags_in(at, at) if tag.probability >= LIKELY for i in range(at + 1, tag.last + 1)
    ]


def begins_name(passage: Passage, first: int, after: int) -> bool:
    """Whether a word that could be cut off is read as the first of a name; an article never is."""
    return passage.word(first) not in ("the", "a", "an") and _one_name(passage, first, after)


def _one_name(passage: Passage, before: int, after: int) -> bool:
    """Whether the recogniser reads two tokens as parts of one name."""
    return any(tag.last >= after and tag.probability >= LIKELY for tag in passage.tags_in(before, before))


def headline_segments(passage: Passage, run: list[int], lexicon: Lexicon, known: Pairs) -> list[list[int]]:
    """A run of headline words, cut where the recogniser, the body's names (`known`) or common words say so."""
    segments: list[list[int]] = [[]]
    for index in run:
        current = segments[-1]
        pair = (passage.word(current[-1]) if current else "", passage.word(index))
        after_a_name = ("", pair[0]) in known and pair[
            1
        ] in lexicon.words  # of the body: no "Draycott Falls" then
        before = [passage.word(i) for i in current]
        nicknamed = current and passage.word(current[-1]) in OPEN | CLOSE  # Lorne ‘Skip’ Dahlstedt
        if nicknamed or (current and _one_name(passage, current[-1], index)):
            current.append(index)
        elif current and _parted(passage, current[-1], index, lexicon):
            segments.append([index])
        elif not _belongs(pair, known) and (after_a_name or _breaks(pair[1], before, lexicon)):
            segments.append([])
        else:
            current.append(index)
    return [s for s in segments if s and name_like(passage, s[0])]


def _parted(passage: Passage, before: int, after: int, lexicon: Lexicon) -> bool:
    """Whether the recogniser reads a name that ends with one headline word or begins with the next.

    Titles stay with what they stand before, and a name with what makes it a thing's ("Davis Cup").
    """
    ends = any(tag.last == before and tag.probability >= LIKELY for tag in passage.tags_in(before, before))
    begins = any(tag.first == after and tag.probability >= LIKELY for tag in passage.tags_in(after, after))
    word = passage.word(after)
    goes_on = word in lexicon.suffixes or names_a_thing(word, lexicon) or passage.tokens[after].kind == "mark"
    apart = (
        not tells(passage.word(before), lexicon) and passage.word(before) not in OPEN
    )  # Wendell ‘Bud’ Peltier
    return (ends and not goes_on) or (begins and apart)


def _belongs(pair: tuple[str, str], known: Pairs) -> bool:
    """Whether the body's names say that the second of two headline words goes with the first."""
    return pair in known or ("", pair[1]) in known


def _breaks(word: str, before: list[str], lexicon: Lexicon) -> bool:
    """Whether a headline word ends the name in front of it."""
    if word in lexicon.titles or word in lexicon.roles:
        return False
    if word in STAGE or (word in lexicon.particles and before):
        return False
    common = word in lexicon.words or word in lexicon.notnames
    if not common:
        return False
    names = [w for w in before if w not in lexicon.titles and w not in lexicon.roles]
    if not names:
        return word not in lexicon.given and word not in lexicon.title_words
    return not names_a_thing(word, lexicon) and not (
        len(names) == 1 and names[0] in lexicon.given and word in lexicon.surnames
    )


def as_tagged(
    passage: Passage, segment: list[int], name: tuple[int, int], lexicon: Lexicon
) -> tuple[int, int]:
    """Begin and end of a name in a segment, moved to where the recogniser begins and ends it."""
    start, end = name
    if start >= end:
        return start, end  # nothing but titles
    tags = [t for t in passage.tags_in(segment[0], segment[-1]) if t.probability >= LIKELY]
    if (
        start == end
        or len(tags) != 1
        or not segment[start] <= tags[0].first <= tags[0].last <= segment[end - 1]
    ):
        return start, end
    tag = tags[0]
    front = [passage.word(i) for i in segment[start:] if i < tag.first]
    behind = [passage.word(i) for i in segment[:end] if i > tag.last]
    if front and not any(_bears(word, lexicon) for word in front):
        start = next(at for at, i in enumerate(segment) if i >= tag.first)
    if behind and all(_is_plain(word, lexicon) for word in behind):
        end = next(at for at, i in enumerate(segment) if i > tag.last)
    return start, end


def _bears(word: str, lexicon: Lexicon) -> bool:
    """Whether a word in front of a name is rather its first part: a given name, a mark."""
    return word in lexicon.given or word in lexicon.particles or not word.isalpha()


def _is_plain(word: str, lexicon: Lexicon) -> bool:
    """Whether a capital behind a name is no part of it: "Monday", "I". Any other common word may be a surname."""
    return word == "i" or (word in lexicon.notnames and word not in lexicon.surnames)


def likelihood(passage: Passage, name: list[int], lexicon: Lexicon) -> float:
    """How surely the recogniser reads just this name. A title in front, a suffix behind, a nickname change nothing.

    Where it reads the given name alone ("Jonas" in "Jonas Fell") that speaks neither for the whole nor against it.
    """
    tags = passage.tags_in(name[0], name[-1])
    if not tags or tags[0].first > name[0]:
        return 0.0 if passage.read else UNREAD
    words = [i for i in name if passage.tokens[i].kind != "mark" and passage.word(i) not in lexicon.suffixes]
    parted = {i for tag in tags for i in range(tag.first, tag.last + 1)}
    nickname = quoted(passage, name)
    fits = all(i in parted or i in nickname for i in words) and tags[-1].last <= name[-1] + 1
    if fits and (len(tags) == 1 or nickname):
        return max(tag.probability for tag in tags)
    if nickname:
        return UNREAD
    half = passage.word(name[0]) in lexicon.given and tags[0].last < name[-1]
    return max(UNREAD, tags[0].probability / 2) if half else 0.0
