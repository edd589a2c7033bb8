"""Runs of capitals that may be names, cut from the titles in front of them and the headline words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.people.honorifics import describes, is_family_name, is_honorific
from digest.people.lexicon import Lexicon
from digest.people.passages import Passage

STAGE = frozenset({"lil", "dj", "mc", "big", "young"})
_ABBREVIATED = frozenset(
    [
        "gov",
        "sen",
        "rep",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "lt",
        "col",
        "gen",
        "capt",
        "cmdr",
        "sgt",
        "maj",
        "adm",
        "rev",
        "hon",
        "st",
        "ft",
        "mt",
        "jr",
        "sr",
        "messrs",
        "det",
        "supt",
        "insp",
        "cpl",
        "pvt",
        "brig",
        "atty",
    ]
)
_DATES = frozenset(  # that end no name: "met Mahmoud Abbas Monday"; May, April, June and August may
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "july",
        "september",
        "october",
        "november",
        "december",
    ]
)
_OPEN, _CLOSE = frozenset("\"“‘'(„«"), frozenset("\"”’')“»")
_JOINT = re.compile(r"(?:al|el|bin|ibn|ad|as|ar|at|an|az|ash|van|de)-|[dl]['’]")  # al-Something, d’Orsay
_NOBODYS = frozenset({"u s", "u n", "u k", "e u", "u s a", "d c", "a m", "p m", "h i v", "l a", "n y"})
_IN_TITLES = frozenset(
    {"born", "elect", "designate", "general", "based", "educated", "backed", "in chief", "trained", "winning"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A run of capitals in a passage. Indices of tokens, `first` to `last`, both included."""

    passage: Passage
    lead: int  # where the titles in front begin; `first` where there are none
    first: int
    last: int
    parts: tuple[str, ...]  # folded name parts: no particles, suffixes, nickname or marks
    parts_at: tuple[int, ...]  # their tokens
    nickname: str = ""  # quoted inside: Elizabeth “Liz” Hathersage
    suffix: str = ""  # jr, sr, iii
    firm: bool = False  # joined by &
    doubtful: bool = False  # one word whose capital says nothing
    lent: str = ""  # the surname that stands with the next name: Marcus and Talia Brandt

    @property
    def name(self) -> str:
        """The name as written, titles and possessive left out."""
        return self.passage.slice(self.first, self.last)

    @property
    def initials(self) -> bool:
        """Whether a part of it is an initial."""
        return any(self.passage.tokens[i].kind == "initials" for i in self.parts_at)


Pairs = frozenset[tuple[str, str]]


def find_chunks(passage: Passage, lexicon: Lexicon, known: Pairs = frozenset()) -> list[Chunk]:
    """All chunks of a passage, in order, none overlapping. `known`: words that follow each other in names elsewhere."""
    found: list[Chunk] = []
    index = 0
    while index < len(passage.tokens):
        if not _name_like(passage, index):
            index += 1
            continue
        run = _run(passage, index, lexicon)
        for segment in _segments(passage, run, lexicon, known):
            chunk = chunk_of(passage, segment, lexicon)
            if chunk:
                found.append(chunk)
        index = run[-1] + 1
    return found


def _name_like(passage: Passage, index: int) -> bool:
    """Whether this token may be part of a name: a capitalised word, initials, al-Something."""
    if not 0 <= index < len(passage.tokens):
        return False
    token = passage.tokens[index]
    if token.kind == "initials":
        return passage.folded[index] not in _NOBODYS
    if token.kind != "word":
        return False
    if token.text[0].isupper() or token.text.startswith("ff"):  # Piers ffolliott; no English word begins so
        return True
    joint = _JOINT.match(token.text)
    return joint is not None and token.text[joint.end() : joint.end() + 1].isupper()


def _run(passage: Passage, start: int, lexicon: Lexicon) -> list[int]:
    """The tokens of the run that begins at `start`: capitals, particles, initials, a quoted nickname."""
    run = [start]
    while len(run) < 40:
        step = _step(passage, run[-1], lexicon)
        if not step:
            return run
        run.extend(step)
    return run


def _step(passage: Passage, at: int, lexicon: Lexicon) -> list[int]:
    """The tokens by which a run goes on behind the token `at`; none where it ends."""
    after = at + 1
    mark = passage.word(after)
    if _name_like(passage, after):
        return [after]
    if mark in lexicon.particles and passage.tokens[after].kind == "word":
        return _over_particles(passage, after, lexicon)
    if mark == "." and passage.word(at) in _ABBREVIATED:
        if _name_like(passage, after + 1):
            return [after, after + 1]
        beyond = _over_particles(passage, after + 1, lexicon)
        return [after, *beyond] if beyond else []
    if mark == "&" and _name_like(passage, after + 1) and not _joins_people(passage, at, after + 1, lexicon):
        return [after, after + 1]
    if mark == "," and passage.word(after + 1) in ("jr", "sr"):
        return [after, after + 1]
    if mark in _OPEN:
        return _over_nickname(passage, after)
    return []


def _joins_people(passage: Passage, at: int, after: int, lexicon: Lexicon) -> bool:
    """Whether "&" stands between two full names rather than inside a firm's."""
    return (
        passage.word(at - 1) in lexicon.given
        and _name_like(passage, at - 1)
        and passage.word(after) in lexicon.given
        and _name_like(passage, after + 1)
    )


def _over_particles(passage: Passage, index: int, lexicon: Lexicon) -> list[int]:
    """Up to three particles and the capitalised word behind them."""
    end = index
    while end < index + 3 and passage.word(end) in lexicon.particles and not _name_like(passage, end):
        end += 1
    return list(range(index, end + 1)) if _name_like(passage, end) else []


def _over_nickname(passage: Passage, index: int) -> list[int]:
    """A quoted word or two between two parts of a name: “Liz”."""
    end = index + 1
    while end <= index + 3 and _name_like(passage, end):
        end += 1
    closed = end > index + 1 and passage.word(end) in _CLOSE and _name_like(passage, end + 1)
    return list(range(index, end + 2)) if closed else []


def _segments(passage: Passage, run: list[int], lexicon: Lexicon, known: Pairs) -> list[list[int]]:
    """Cut a run where headline words, or the first word of a sentence, stand between names."""
    if passage.capitals:
        return _headline_segments(passage, run, lexicon, known)
    first = passage.word(run[0])
    rest = run[1:]
    while rest and _plain_word(first, lexicon) and not _stays(passage, run, lexicon):
        if passage.tokens[run[0]].kind == "initials":
            break
        if not passage.begins(run[0]) and first not in lexicon.notnames and first not in ("the", "a", "an"):
            break
        if not _name_like(passage, rest[0]):
            break
        run, rest, first = rest, rest[1:], passage.word(rest[0])
    return [run]


def _stays(passage: Passage, run: list[int], lexicon: Lexicon) -> bool:
    """Whether a common word in front belongs to what follows: a title, a particle ("Ap Rhys"), "Hurricane"."""
    words = [passage.word(i) for i in run[:2]]
    particle = words[0] in lexicon.particles and not passage.tokens[run[0]].text.isupper()
    return particle or is_honorific(words, 0) or _tells(words[0], lexicon)


def _tells(word: str, lexicon: Lexicon) -> bool:
    """A word in front that says what follows: a title, or a kind of thing ("Hurricane Delia")."""
    return (
        word in lexicon.titles
        or word in lexicon.roles
        or word in lexicon.storms
        or word in lexicon.ships
        or word in lexicon.place_lead
        or word in lexicon.organisations
    )


def _plain_word(word: str, lexicon: Lexicon) -> bool:
    """A word that is no given name: common, or a weekday, demonym and the like."""
    return (
        (word in lexicon.words or word in lexicon.notnames)
        and word not in lexicon.given
        and word not in STAGE
    )


def _headline_segments(passage: Passage, run: list[int], lexicon: Lexicon, known: Pairs) -> list[list[int]]:
    segments: list[list[int]] = [[]]
    for index in run:
        current = segments[-1]
        pair = (passage.word(current[-1]) if current else "", passage.word(index))
        after_a_name = ("", pair[0]) in known and pair[
            1
        ] in lexicon.words  # of the body: no "Draycott Falls" then
        before = [passage.word(i) for i in current]
        if not _belongs(pair, known) and (after_a_name or _breaks(pair[1], before, lexicon)):
            segments.append([])
        else:
            current.append(index)
    return [s for s in segments if s and _name_like(passage, s[0])]


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
    thing = word in lexicon.organisations or word in lexicon.places_named or word in lexicon.things_named
    return not thing and not (len(names) == 1 and names[0] in lexicon.given and word in lexicon.surnames)


def chunk_of(passage: Passage, segment: list[int], lexicon: Lexicon) -> Chunk | None:
    """The chunk of a segment, its titles split off; None where nothing is left."""
    words = [passage.word(i) for i in segment]
    words = [
        "former" if describes(passage.tokens[i].text, words[at + 1 :], lexicon) else words[at]
        for at, i in enumerate(segment)
    ]
    start = _after_lead(words, lexicon)
    end = len(segment)
    while end - start > 1 and (words[end - 1] in _DATES or words[end - 1] in lexicon.particles):
        end -= 1
    name = segment[start:end]
    if not any(passage.tokens[i].kind in ("word", "initials") for i in name):
        return None
    nickname = _nickname(passage, name)
    quoted = _quoted(passage, name)
    parts_at = [i for i in name if _is_part(passage, i, lexicon) and i not in quoted] or [
        i for i in name if passage.tokens[i].kind in ("word", "initials")
    ][:1]
    suffix = next((passage.word(i) for i in name[1:] if passage.word(i) in lexicon.suffixes), "")
    last = name[-1] + (suffix in ("jr", "sr") and passage.word(name[-1] + 1) == ".")
    single = passage.word(parts_at[0]) if len(parts_at) == 1 else ""
    return Chunk(
        passage=passage,
        lead=segment[0],
        first=name[0],
        last=last,
        parts=tuple(passage.word(i) for i in parts_at),
        parts_at=tuple(parts_at),
        nickname=nickname,
        suffix=suffix,
        firm=any(passage.word(i) == "&" for i in name),
        doubtful=bool(single) and single in lexicon.words and (passage.begins(name[0]) or passage.capitals),
    )


def _after_lead(words: list[str], lexicon: Lexicon) -> int:
    """How many words in front are titles, and what belongs to them ("Ohio Sen.")."""
    names = [i for i, w in enumerate(words) if w not in lexicon.suffixes and w not in ".,"]
    if not names:
        return len(words)
    titled = [i for i in names[:-1] if is_honorific(words, i) or _is_title(words[i], lexicon)]
    titled = [i for i in titled if not is_family_name(words, i)]
    start = 0
    for i in titled:
        bears_name = (
            i > 0
            and words[i - 1] in lexicon.given
            and words[i - 1] not in lexicon.words
            and i + 1 == names[-1]
        )
        if not bears_name:
            start = i + 1
    while start < len(words) and words[start] in ".,&":
        start += 1
    while start < names[-1] and _no_first_part(words[start], lexicon):
        start += 1
    return start


def _no_first_part(word: str, lexicon: Lexicon) -> bool:
    """Whether a word cannot begin a name: a demonym, a month, "former"."""
    plain = word in lexicon.notnames or word in lexicon.title_words
    return plain and word not in lexicon.given and word not in lexicon.particles


def _is_title(word: str, lexicon: Lexicon) -> bool:
    """Whether a word stands in front of names: a title, a role, "Secretary-General", "Egyptian-born"."""
    return word in lexicon.titles or word in lexicon.roles or word.partition(" ")[2] in _IN_TITLES


def _is_part(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    token, word = passage.tokens[index], passage.word(index)
    if token.kind == "mark" or word in lexicon.suffixes:
        return False
    letter = token.kind == "initials" or (len(token.text) == 1 and token.capital)  # no Portuguese "e"
    return letter or not (word in lexicon.particles and word not in lexicon.given)


def _quoted(passage: Passage, name: list[int]) -> set[int]:
    """The tokens between quotation marks inside a name."""
    marks = [i for i in name if passage.tokens[i].text in _OPEN or passage.tokens[i].text in _CLOSE]
    return set(range(marks[0], marks[-1] + 1)) if len(marks) > 1 else set()


def _nickname(passage: Passage, name: list[int]) -> str:
    inside = [i for i in sorted(_quoted(passage, name)) if passage.tokens[i].kind != "mark"]
    return passage.slice(inside[0], inside[-1]) if inside else ""
