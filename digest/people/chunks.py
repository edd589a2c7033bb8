"""Runs of capitals that may be names, cut from the titles in front of them and the headline words around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import TypeVar, cast

from digest.people.cutting import (
    CLOSE,
    OPEN,
    STAGE,
    Pairs,
    as_tagged,
    begins_name,
    headline_segments,
    likelihood,
    name_like,
    quoted,
    rest_of_tag,
    tells,
)
from digest.people.honorifics import behind_ex, describes, is_family_name, is_honorific
from digest.people.lexicon import Lexicon
from digest.people.passages import Passage

SURE = 0.7  # as sure as this it overrules what the words may also mean: "Mark", the Hill of Marc Lamont Hill
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "jnr", "snr"})
_DATES = frozenset(  # that end no name: "met Mahmoud Abbas Monday"; May, April, June and August may
    "monday tuesday wednesday thursday friday saturday sunday january february march july "  # noqa: SIM905
    "september october november december".split()
)
_BEFORE_DATES = frozenset("on last next this by until since before after every each from late early".split())  # noqa: SIM905
_CHILD_OF = frozenset({("a", "l"), ("a", "p"), ("s", "o"), ("d", "o")})  # a/l, a/p: Malaysian names
_FORMER = frozenset({"ex", "then", "now", "co", "vice", "self"})
_TRADES = (
    *(
        "ologist",
        "ographer",
        "onomist",
        "master",
        "mistress",
        "keeper",
        "woman",
        "women",
        "bencher",
        "grapher",
    ),
    *("monger", "wright", "maker", "setter", "player", "worker", "driver", "holder", "leader", "iatrician"),
)
_IN_TITLES = frozenset(
    "born elect designate general based educated backed trained winning term time year old day hit seeded".split()  # noqa: SIM905
) | {"in chief", "in law", "at large"}

_Reading = TypeVar("_Reading", bound=Callable[..., object])


@dataclass(frozen=True, kw_only=True)
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
    shouted: bool = False  # its capitals say nothing, as none do in its line
    likely: float = 0.0  # how surely the recogniser reads just this as a name
    torn: bool = False  # the recogniser reads a name that begins or ends elsewhere
    lent: str = ""  # the surname that stands with the next name: Marcus and Talia Brandt
    kept: dict[object, object] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )  # see `once`

    @cached_property
    def name(self) -> str:
        """The name as written, titles and possessive left out."""
        return self.passage.slice(self.first, self.last)

    @cached_property
    def initials(self) -> bool:
        """Whether a part of it is an initial."""
        return any(self.passage.tokens[i].kind == "initials" for i in self.parts_at)


def once(read: _Reading) -> _Reading:
    """A reading of chunks that is made once and kept with each: no chunk changes, and one lexicon reads them all."""

    @wraps(read)
    def reading(chunk: Chunk, *lexicon: Lexicon) -> object:
        if read not in chunk.kept:
            chunk.kept[read] = read(chunk, *lexicon)
        return chunk.kept[read]

    return cast("_Reading", reading)


def find_chunks(passage: Passage, lexicon: Lexicon, known: Pairs = frozenset()) -> list[Chunk]:
    """All chunks of a passage, in order, none overlapping. `known`: words that follow each other in names elsewhere."""
    found: list[Chunk] = []
    index = 0
    while index < len(passage.tokens):
        if not name_like(passage, index):
            index += 1
            continue
        run = _run(passage, index, lexicon)
        for segment in _segments(passage, run, lexicon, known):
            chunk = chunk_of(passage, segment, lexicon)
            if chunk:
                found.append(chunk)
        index = run[-1] + 1
    return found


def _run(passage: Passage, start: int, lexicon: Lexicon) -> list[int]:
    """The tokens of the run that begins at `start`: capitals, particles, initials, a quoted nickname."""
    run = [start]
    while len(run) < 40:
        step = _step(passage, run[-1], lexicon) or rest_of_tag(passage, run[-1])
        if not step:
            return run
        run.extend(step)
    return run


def _step(passage: Passage, at: int, lexicon: Lexicon) -> list[int]:
    """The tokens by which a run goes on behind the token `at`; none where it ends."""
    after = at + 1
    mark = passage.word(after)
    if name_like(passage, after):
        return [] if _begins_behind_initial(passage, after, lexicon) else [after]
    if mark in lexicon.particles and passage.tokens[after].kind == "word":
        return _over_particles(passage, after, lexicon)
    if passage.word(after + 1) == "/" and (mark, passage.word(after + 2)) in _CHILD_OF:
        return list(range(after, after + 4)) if name_like(passage, after + 3) else []
    if mark == "." and passage.word(at) in lexicon.abbreviated:
        if name_like(passage, after + 1):
            return [after, after + 1]
        beyond = _over_particles(passage, after + 1, lexicon)
        return [after, *beyond] if beyond else []
    if mark == "&" and name_like(passage, after + 1) and not _joins_people(passage, at, after + 1, lexicon):
        return [after, after + 1]
    if mark == "," and passage.word(after + 1) in ("jr", "sr"):
        return [after, after + 1]
    if mark in OPEN:
        return _over_nickname(passage, after)
    return []


def _begins_behind_initial(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    """Whether a sentence begins behind what only looks like an initial: "a boat called Ines P. She sails"."""
    word = passage.word(index)
    plain = word in lexicon.pronouns or word in ("the", "a", "an", "it", "they", "this", "that", "but", "and")
    return plain and passage.tokens[index - 1].kind == "initials"


def _joins_people(passage: Passage, at: int, after: int, lexicon: Lexicon) -> bool:
    """Whether "&" stands between two full names rather than inside a firm's."""
    return (
        passage.word(at - 1) in lexicon.given
        and name_like(passage, at - 1)
        and passage.word(after) in lexicon.given
        and name_like(passage, after + 1)
    )


def _over_particles(passage: Passage, index: int, lexicon: Lexicon) -> list[int]:
    """Up to three particles and the capitalised word behind them."""
    end = index
    while end < index + 3 and passage.word(end) in lexicon.particles and not name_like(passage, end):
        end += 1
    return list(range(index, end + 1)) if name_like(passage, end) else []


def _over_nickname(passage: Passage, index: int) -> list[int]:
    """A quoted word or two between two parts of a name: “Liz”."""
    end = index + 1
    while end <= index + 3 and name_like(passage, end):
        end += 1
    closed = end > index + 1 and passage.word(end) in CLOSE and name_like(passage, end + 1)
    return list(range(index, end + 2)) if closed else []


def _segments(passage: Passage, run: list[int], lexicon: Lexicon, known: Pairs) -> list[list[int]]:
    """Cut a run where headline words, or the first word of a sentence, stand between names."""
    if passage.shouts(run[0]):
        return headline_segments(passage, run, lexicon, known)
    if len(run) > 1 and _is_date(passage, run[0]) and name_like(passage, run[1]):
        run = run[1:]
    first = passage.word(run[0])
    rest = run[1:]
    while rest and _plain_word(first, lexicon) and not _stays(passage, run, lexicon):
        if passage.tokens[run[0]].kind == "initials" or begins_name(passage, run[0], rest[0]):
            break
        if not passage.begins(run[0]) and first not in lexicon.notnames and first not in ("the", "a", "an"):
            break
        if not name_like(passage, rest[0]):
            break
        run, rest, first = rest, rest[1:], passage.word(rest[0])
    return [run]


def _is_date(passage: Passage, index: int) -> bool:
    """Whether a day stands before a name, no given name: "on Sunday Noor Talhami will be dressed"."""
    return passage.word(index) in _DATES and passage.word(index - 1) in _BEFORE_DATES


def _stays(passage: Passage, run: list[int], lexicon: Lexicon) -> bool:
    """Whether a common word in front belongs to what follows: a title, a particle ("Ap Rhys"), "Hurricane"."""
    words = [passage.word(i) for i in run[:2]]
    particle = words[0] in lexicon.particles and not passage.tokens[run[0]].text.isupper()
    return particle or is_honorific(words, 0) or tells(words[0], lexicon)


def _plain_word(word: str, lexicon: Lexicon) -> bool:
    """A word that is no given name: common, or a weekday, demonym and the like."""
    return (
        (word in lexicon.words or word in lexicon.notnames)
        and word not in lexicon.given
        and word not in STAGE
    )


def chunk_of(passage: Passage, segment: list[int], lexicon: Lexicon) -> Chunk | None:
    """The chunk of a segment, its titles split off; None where nothing is left."""
    words = [passage.word(i) for i in segment]
    words = [
        "former"
        if "-" in passage.tokens[i].text and describes(passage.tokens[i].text, words[at + 1 :], lexicon)
        else words[at]
        for at, i in enumerate(segment)
    ]
    start = _after_lead(words, lexicon)
    end = len(segment)
    if not passage.shouts(segment[0]):
        start, end = as_tagged(passage, segment, (start, end), lexicon)
    while end - start > 1 and _ends_behind(passage, segment[end - 1], lexicon):
        end -= 1
    name = segment[start:end]
    if not any(passage.tokens[i].kind in ("word", "initials") for i in name):
        return None
    nickname = _nickname(passage, name)
    inside = quoted(passage, name)
    parts_at = [i for i in name if _is_part(passage, i, lexicon) and i not in inside] or [
        i for i in name if passage.tokens[i].kind in ("word", "initials")
    ][:1]
    suffix = next((passage.word(i) for i in name[1:] if passage.word(i) in GENERATIONS), "")
    last = name[-1] + (suffix in ("jr", "sr") and passage.word(name[-1] + 1) == ".")
    single = passage.word(parts_at[0]) if len(parts_at) == 1 else ""
    likely, shouted = likelihood(passage, name, lexicon), passage.shouts(name[0])
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
        doubtful=single in lexicon.words and likely < SURE and (passage.begins(name[0]) or shouted),
        shouted=shouted,
        likely=likely,
        torn=not likely and bool(passage.tags_in(name[0], last)),
    )


def _ends_behind(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    """Whether the last word of a run is no part of the name: a weekday, a particle, letters that honour (KC, MBE)."""
    word = passage.word(index)
    honours = is_suffix(passage, index, lexicon) and word not in GENERATIONS
    return word in _DATES or word in lexicon.particles or honours or word == ","


def _after_lead(words: list[str], lexicon: Lexicon) -> int:
    """How many words in front are titles, and what belongs to them ("Ohio Sen.")."""
    names = [i for i, w in enumerate(words) if w not in lexicon.suffixes and w not in ".,"]
    if not names:
        return len(words)
    titled = [i for i in names[:-1] if is_honorific(words, i) or _is_title(words[i], lexicon)]
    titled = [i for i in titled if not is_family_name(words, i)]
    start = behind_ex(words, lexicon)
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
    if word in lexicon.titles or word in lexicon.roles or _is_office(word, lexicon):
        return True
    head, _, tail = word.partition(" ")
    if not tail or head in lexicon.given or head in lexicon.surnames:
        return False
    return tail in _IN_TITLES or tail in lexicon.titles or tail in lexicon.roles or head in _FORMER


def _is_office(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is one by its form: several of them ("Neighbours Nora and ..."), or what ends as trades do."""
    if word in lexicon.given or word in lexicon.surnames or word in lexicon.places:
        return False
    several = word.removesuffix("s") in lexicon.roles and word not in lexicon.organisations
    return several or (len(word) > 8 and word.endswith(_TRADES))


def _is_part(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    token, word = passage.tokens[index], passage.word(index)
    if len(word) == 1 and "/" in (passage.word(index - 1), passage.word(index + 1)):
        return False
    if token.kind == "mark" or is_suffix(passage, index, lexicon):
        return False
    letter = token.kind == "initials" or (len(token.text) == 1 and token.capital)  # no Portuguese "e"
    return letter or not (word in lexicon.particles and word not in lexicon.given)


def is_suffix(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    """Whether letters behind a name are none of its parts: "Jr.", "III", "KC" (but not "Ma" or "Sen")."""
    text = passage.tokens[index].text
    return passage.word(index) in lexicon.suffixes and (
        len(text) > 2 or text.isupper() or text in ("Jr", "Sr")
    )


def _nickname(passage: Passage, name: list[int]) -> str:
    inside = [i for i in sorted(quoted(passage, name)) if passage.tokens[i].kind != "mark"]
    return passage.slice(inside[0], inside[-1]) if inside else ""
