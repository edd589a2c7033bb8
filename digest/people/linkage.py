"""What speaks for and against two records being one person, in points of log-odds and in words.

The sum follows Fellegi and Sunter's record linkage (1969): each agreement weighs as much as it is rare, by how many of
the articles at hand have it, and a clash counts against. What is in every article of a day says little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import exp, log

from digest.people.lexicon import Lexicon
from digest.people.likeness import IMPOSSIBLE, Likeness, compare
from digest.people.occupations import clash, worlds
from digest.people.records import Record
from digest.people.sightings import Sighting, sound_of, surprise
from digest.people.spellings import same_family
from digest.text.folding import fold, fold_spelling

SUPPOSED = (
    100  # articles that are supposed beside those at hand, so that few do not make much of what they share
)
RARE_NAME = 0.01  # of the articles supposed name any one person
TELLING = 0.05  # the share of rare words from which two articles are about like things
CLEAR = 1.8  # points of names that need no words about their parts
AMONG_THEIRS = 0.8  # points of others named beside both from which it counts less that the articles differ
ENOUGH_WORDS, MANY_WORDS = 8, 25  # in both, so that having none in common says something, and much


@dataclass(slots=True)
class Background:
    """How often words and names stand in the articles at hand."""

    lexicon: Lexicon
    articles: int = 0
    words: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    known: dict[str, float] = field(default_factory=dict)
    called: dict[str, str] = field(
        default_factory=dict
    )  # names that are one person's, with the first of them
    texts: dict[frozenset[str], float] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)  # folded names as articles write them

    def word(self, word: str) -> float:
        """The surprise at a word, in log-odds."""
        if word not in self.known:
            supposed = SUPPOSED * exp(-surprise(word, self.lexicon))
            self.known[word] = -log((self.words[word] + supposed) / (self.articles + SUPPOSED))
        return self.known[word]

    def text(self, words: frozenset[str]) -> float:
        """The surprise at all words of an article."""
        if words not in self.texts:
            self.texts[words] = sum(map(self.word, sorted(words)))
        return self.texts[words]

    def learn(self, record: Record) -> None:
        """Take the whole names of a record for one in whatever article they stand, unless they are somebody else's."""
        names = sorted(" ".join(name) for name in record.names if len(name) > 1)
        for name in names[1:]:
            self.called.setdefault(name, self.called.get(names[0], names[0]))

    def shown(self, name: str) -> str:
        """A folded name as articles write it."""
        return self.written.get(name) or name.title()

    def name(self, surname: str) -> float:
        """The surprise at one of the others named, 0 to 1."""
        share = (self.named[surname] + SUPPOSED * RARE_NAME) / (self.articles + SUPPOSED)
        return min(1.0, -log(share) / 3.0)


def background_of(seen: Iterable[Sighting], known: Iterable[Record], lexicon: Lexicon) -> Background:
    """Count the words and names of the articles once each, and of each person in the register as of an article."""
    found = Background(lexicon)
    told: set[str] = set()
    for each in seen:
        found.written.setdefault(" ".join(each.name), each.appearance.name)
        if each.reading.article.revision not in told:
            told.add(each.reading.article.revision)
            found.articles += 1
            found.words.update(each.words)
            found.named.update({sound_of(" ".join(each.name)), *map(sound_of, each.others)})
    for record in known:
        found.articles += 1
        found.words.update(record.words.keys())
        found.named.update(set(record.surnames))
    return found


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one record fits another: points, and what speaks for it and against it in words."""

    record: Record
    points: float
    name: Likeness
    reasons: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def context(self) -> float:
        """The points without those of the names."""
        return self.points - self.name.points

    @property
    def reason(self) -> str:
        """For whoever asks why, as an editor would say it."""
        return told([self.name.words, *self.reasons])

    @property
    def confidence(self) -> float:
        """The points as a probability."""
        return round(min(0.98, max(0.05, 1 / (1 + exp(-self.points)))), 2)


def told(reasons: Sequence[str]) -> str:
    """Reasons as a sentence goes on: "the same full name and role, named beside Ana Ruiz again"."""
    if len(reasons) > 1 and reasons[0] == "the same full name" and reasons[1].startswith("the same role"):
        joined = f"the same full name and {reasons[1].removeprefix('the same ')}"
        reasons = [joined, *reasons[2:]]
    return ", ".join(each for each in reasons[:3] if each)


Told = tuple[float, str]


def weigh(one: Record, other: Record, background: Background) -> Fit:
    """How well `one` (a sighting or a few) fits `other`: `points` are below 0 where they are rather two people."""
    named = _by_handle(one, other) or compare(one.names, other.names, background.lexicon)
    if named.points <= IMPOSSIBLE:
        return Fit(other, IMPOSSIBLE, named, (), ())
    barred = _barred(one, other)
    if barred:
        return Fit(other, IMPOSSIBLE, named, (), (barred,))
    if named.points < CLEAR:
        named = replace(named, words=_as_written(named.words, one, other))
    told = [
        _by_roles(one, other, background),
        _by_others(one, other, background),
        _by_age(one, other),
        _by_family(one, other),
        _by_words(one, other, background),
        _by_fields(one, other),
    ]
    gender = _by_gender(one, other)
    if told[1][0] + told[3][0] > AMONG_THEIRS:  # whoever is among the same people may do other things today
        told = [(points if points > 0 else points * 0.4, words) for points, words in told]
    told.append(gender)
    reasons = [each for each in told if each[0] > 0.25 and each[1]]
    against = sorted(each for each in told if each[0] < -0.25)
    points = named.points + sum(each[0] for each in told)
    return Fit(other, points, named, tuple(w for _, w in reasons), tuple(w for _, w in against))


def _as_written(words: str, one: Record, other: Record) -> str:
    """Words about names with their parts as the articles write them."""
    written = {
        fold_spelling(fold(part)).title(): part
        for record in (one, other)
        for name in (record.display, *sorted(record.aliases))
        for part in name.split()
    }
    return " ".join(written.get(word, word) for word in words.split(" "))


def _by_handle(one: Record, other: Record) -> Likeness | None:
    """One handle is one account, whatever name stands beside it."""
    handles = {each.casefold() for each in one.handles} & {each.casefold() for each in other.handles}
    return Likeness(3.0, f"the same handle {min(handles)}") if handles else None


def _barred(one: Record, other: Record) -> str:
    """What rules out that two records are one person; "" where nothing does."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return f"one is {one.suffix.title()}, the other {other.suffix.title()}"
    if one.born is not None and other.born is not None and abs(one.born - other.born) > 2:
        years = " and ".join(str(each) for each in sorted((one.born, other.born)))
        return f"born about {years}"
    if one.seen_in & other.seen_in or _named_apart(one, other) or _named_apart(other, one):
        return "an article names both"
    return ""


def _named_apart(one: Record, other: Record) -> bool:
    """Whether somebody else beside one of them bears the whole name of the other."""
    suffix = (other.suffix,) if other.suffix else ()
    own = one.names if other.suffix == one.suffix else set()
    names = {" ".join((*name, *suffix)) for name in other.names - own if len(name) > 1}
    return not names.isdisjoint(one.others)


def _by_roles(one: Record, other: Record, background: Background) -> Told:
    shared = one.roles & other.roles
    if shared:
        points = sum(
            background.word(word) if word not in background.lexicon.everyday else 1.5 for word in shared
        )
        called = one.role if one.roles & shared and one.role else other.role
        return min(2.0, 0.4 * points), f"the same role ({called or ', '.join(sorted(shared))})"
    ours, theirs = worlds(one.roles), worlds(other.roles)
    if ours & theirs:
        return 0.3, f"roles that go together ({one.role}, {other.role})"
    if not clash(ours, theirs):
        return 0.0, ""
    return -1.4, f"one is called {one.role or 'otherwise'}, the other {other.role or 'otherwise'}"


def _by_gender(one: Record, other: Record) -> Told:
    """Pronouns are given to the wrong one at times, so that much else outweighs them, but not for a bare surname."""
    if not one.gender or not other.gender or one.gender == other.gender:
        return 0.0, ""
    return -2.5 if one.full and other.full else -4.0, "one is told of as a woman, the other as a man"


def _by_others(one: Record, other: Record, background: Background) -> Told:
    """Those named beside both: by their whole names, or by a part where an article has no more."""
    ours, theirs = ({background.called.get(each, each) for each in r.others} for r in (one, other))
    points = {each: 1.4 * background.name(sound_of(each)) for each in ours & theirs}
    done = {sound_of(each) for each in points}
    for surname in (one.surnames.keys() & other.surnames.keys()) - done:
        shorter, longer = sorted((one.surnames[surname], other.surnames[surname]), key=lambda e: (len(e), e))
        within = set(shorter.split()) <= set(longer.split())
        worth = 1.2 if within else 0.8 if _begin_alike(shorter, longer, background.lexicon) else 0.1
        points[longer] = worth * background.name(surname)
    for few, many in ((one, other), (other, one)):
        for first in few.others & many.first_names.keys():  # "Teo" here, Teo Vasilakis there
            points.setdefault(many.first_names[first], 1.1)
    if not points:
        return 0.0, ""
    named = sorted(points, key=lambda each: (-points[each], each))[:2]
    beside = " and ".join(background.shown(each) for each in named)
    return min(3.0, sum(points.values())), f"named beside {beside} again"


def _begin_alike(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two first names can be one in another form or language: J. and Josephine, Yiorgos and Giorgos."""
    first, second = one.partition(" ")[0], other.partition(" ")[0]
    return first[0] == second[0] or same_family(first, second) or lexicon.same_given(first, second)


def _by_age(one: Record, other: Record) -> Told:
    if one.born is None or other.born is None:
        return 0.0, ""
    return (2.0, "of the same age") if abs(one.born - other.born) <= 1 else (0.5, "of about the same age")


def _by_words(one: Record, other: Record, background: Background) -> Told:
    """The rare words that two of their articles share, as a part of all in the one that has fewer."""
    best, shared = 0.0, frozenset[str]()
    for ours in one.texts:
        whole = max(background.text(ours), 60.0)
        for theirs in other.texts:
            both = ours & theirs
            share = sum(map(background.word, sorted(both))) / whole if both else 0.0
            if share > best:
                best, shared = share, both
    if not shared and min(len(one.words), len(other.words)) >= ENOUGH_WORDS:
        long = min(len(one.words), len(other.words)) >= MANY_WORDS
        return -1.6 if long else -1.0, "the articles have nothing else in common"
    known = sorted(shared, key=lambda word: (-background.word(word), word))[:2]
    words = [each.replace("_", " ").title() if "_" in each else each for each in known]
    return min(3.0, 12 * max(0.0, best - TELLING)), f"in articles about the same things ({', '.join(words)})"


def _by_fields(one: Record, other: Record) -> Told:
    if not one.fields or not other.fields:
        return 0.0, ""
    if one.fields & other.fields:
        return 0.4, f"both in {_listed(one.fields & other.fields)}"
    return -1.6, f"one is in {_listed(one.fields)}, the other in {_listed(other.fields)}"


def _listed(fields: Iterable[str]) -> str:
    return " and ".join(sorted(fields))


def _by_family(one: Record, other: Record) -> Told:
    """A bare first name beside others of the surname: "his daughter Signe"."""
    if one.full or not other.full:
        return 0.0, ""
    part = next(iter(one.names))[0]
    families = {name[-1] for name in other.names if len(name) > 1 and name[0] == part}
    relatives = {each.split(" ")[-1] for each in one.others if " " in each}
    shared = sorted(families & relatives)
    return (2.2, f"beside the {shared[0].title()} family") if shared else (0.0, "")
