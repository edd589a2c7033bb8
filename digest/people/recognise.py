"""Which chunks name people: each is scored on its wording and on what stands around it anywhere in the article.

Scores are counted in points: a title or an age tells much (3), a known given name too, a capital alone nothing. The
article is read as one document (as in Mikheev, "A knowledge-free method for capitalized word disambiguation", 1999):
what is told of a name in one place counts for it in all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from digest.people.chunks import Chunk
from digest.people.cutting import STAGE, names_a_thing
from digest.people.evidence import Evidence
from digest.people.lexicon import Lexicon
from digest.people.names import Parts, flatten, is_patronymic, same_name
from digest.people.word_names import called_by_words

FULL = (0.61, 0.78, 1.50, 0.77, 0.76, -0.39, 0.11, 0.26, -0.39)  # of `full_kinds`; training/fit_points.py
SINGLE = (  # of `single_kinds`; fitted too
    *(0.48, 1.06, 1.51, 2.26, 1.78, 1.79, 0.97, 0.75, 1.11, -0.11, 1.51, -2.74, -1.91, 0.75, 0.61, -0.38),
    *(-0.34, -1.70, -1.02, -0.63, -2.0, -1.17),
)
LISTED_POINTS = 0.75
RELATIVE_POINTS = 1.0
_LEAST, _SUREST = 0.1, 0.88  # the recogniser counts between these: no word of its is the last one
_VIRTUES = frozenset(
    "hope faith grace joy will mark charity honor honour justice victory liberty patience mercy dawn "  # noqa: SIM905
    "love".split()
)
MONTHS = frozenset({"may", "april", "june", "august", "march"})
_DATING = frozenset(
    "on in by since until last next this late early of during from before after".split()  # noqa: SIM905
)
_BEHIND_SUBJECTS = frozenset(
    [
        ",",
        "(",
        "’s",
        "'s",
        *[
            "and",
            "then",
            "also",
            "later",
            "never",
            "now",
            "who",
            "still",
            "always",
            "already",
            "just",
            "only",
            "even",
            "once",
            "really",
        ],
    ]
)
_PLAIN_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "sir", "dame"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A chunk with what stands around it."""

    chunk: Chunk
    evidence: Evidence


def full_names(seen: Sequence[Seen], lexicon: Lexicon) -> list[Seen]:
    """Those chunks of two or more parts that name people."""
    of_name: dict[tuple[str, ...], list[Seen]] = defaultdict(list)
    for each in seen:
        if len(each.chunk.parts) > 1:
            of_name[each.chunk.parts].append(each)
    repeated = _repeated(of_name, _alone(seen, lexicon), lexicon)
    people = {name for name, places in of_name.items() if _is_person(name, places, repeated[name], lexicon)}
    people |= called_by_words([each.chunk for each in seen], lexicon)
    people |= _variants(people, of_name, lexicon)
    people |= _listed(seen, people, lexicon)
    people |= _relatives(of_name, people, lexicon)
    return [each for each in seen if each.chunk.parts in people]


def _variants(people: set[Parts], of_name: Mapping[Parts, object], lexicon: Lexicon) -> set[Parts]:
    """Other ways of writing the people's names: JK Thornbury where J.K. Thornbury is one."""
    by_last: dict[str, list[Parts]] = defaultdict(list)
    for name in people:
        by_last[name[-1]].append(name)
    return {
        name
        for name in of_name
        if any(same_name(flatten(name), flatten(other), lexicon) for other in by_last.get(name[-1], ())[:5])
    }


def _alone(seen: Sequence[Seen], lexicon: Lexicon) -> Mapping[str, float]:
    """Points for names from where their last part stands alone and does what people do."""
    points: dict[str, float] = defaultdict(float)
    for each in seen:
        aged = each.evidence.age is not None
        if len(each.chunk.parts) == 1 and (aged or each.evidence.speaks or not each.chunk.doubtful):
            told = (
                1.0 * each.evidence.speaks + 0.5 * each.evidence.acts + 0.5 * bool(each.evidence.title) + aged
            )
            told += 1.0 * (each.chunk.parts[0] in lexicon.words)  # whose capital says something here
            points[each.chunk.parts[0]] = min(2.5, points[each.chunk.parts[0]] + told + 0.25)
    return points


def _listed(seen: Sequence[Seen], people: set[Parts], lexicon: Lexicon) -> set[Parts]:
    """Likely names that stand in a list beside a person's: "Kofi Ansong, Dimitra Vlachou and ..."."""
    found: set[Parts] = set()
    for before, after in [*pairwise(seen), *pairwise(reversed(seen))]:
        name, beside = after.chunk.parts, before.chunk.parts
        if len(name) in (2, 3) and name not in people and (beside in people or beside in found):
            likely = _wording(after.chunk, lexicon) + around_points(after.evidence) >= LISTED_POINTS
            if likely and _in_one_list(*sorted((before.chunk, after.chunk), key=lambda c: c.first)):
                found.add(name)
    return found


def _relatives(of_name: Mapping[Parts, Sequence[Seen]], people: set[Parts], lexicon: Lexicon) -> set[Parts]:
    """Likely names that share a surname with somebody named here."""
    surnames = {name[-1] for name in people}
    return {
        name
        for name, places in of_name.items()
        if name not in people
        and name[-1] in surnames
        and max(_wording(e.chunk, lexicon) + around_points(e.evidence) for e in places) >= RELATIVE_POINTS
    }


def _in_one_list(before: Chunk, after: Chunk) -> bool:
    """Whether only a comma or "and" stands between two chunks without titles."""
    if before.passage is not after.passage or after.lead != after.first:
        return False
    between = [before.passage.word(i) for i in range(before.last + 1, after.first)]
    return 0 < len(between) < 3 and all(word in (",", "and", "&", ";", "und") for word in between)


def _is_person(name: Parts, places: Sequence[Seen], repeated: float, lexicon: Lexicon) -> bool:
    return _weighed(full_kinds(name, places, repeated, lexicon), FULL) >= 0


def _weighed(kinds: Sequence[float], weights: Sequence[float]) -> float:
    return sum(kind * weight for kind, weight in zip(kinds, weights, strict=True))


def full_kinds(name: Parts, places: Sequence[Seen], repeated: float, lexicon: Lexicon) -> tuple[float, ...]:
    """What tells of a name of two parts or more, from all its places, in the order of the weights `FULL`.

    Its wording, what stands around it, its parts elsewhere, the recogniser's log-odds, how often that reads another
    span, whether its capitals say nothing, its further places, whether the lists know none of its parts; 1.
    """
    wording = max(_wording(each.chunk, lexicon) for each in places)
    if " ".join(name) in lexicon.places or " ".join(name) in lexicon.fictions:
        wording -= 4
    around = max(around_points(each.evidence) for each in places)
    if all(each.evidence.placed for each in places):
        around -= 4.0 * names_a_thing(name[-1], lexicon) or 2.0 * (name[0] not in lexicon.given)
    torn = sum(each.chunk.torn for each in places) / len(places)
    odds = log_odds(max(each.chunk.likely for each in places))
    shouted = all(each.chunk.shouted for each in places)
    lists = (lexicon.given, lexicon.surnames, lexicon.words, lexicon.places, lexicon.notnames)
    new = not any(part in words for part in (name[0], name[-1]) for words in lists)
    return wording, around, repeated, odds, torn, shouted, min(len(places) - 1, 3), new, 1.0


def log_odds(likely: float) -> float:
    """The log-odds of a probability, kept in bounds."""
    kept = min(max(likely, _LEAST), _SUREST)
    return log(kept / (1 - kept))


def _repeated(names: Collection[Parts], alone: Mapping[str, float], lexicon: Lexicon) -> dict[Parts, float]:
    """Points of each name from where one of its parts stands alone.

    The first part counts too: surnames that come first, first names that serve as surnames (Genet Lemma). Companies go
    by their first word as well, so it counts less; not at all where a part is a common word, a place or a surname here.
    """
    surnames = {name[-1] for name in names}
    things = (lexicon.words, lexicon.places, lexicon.notnames, lexicon.organisations, surnames)
    points: dict[Parts, float] = {}
    for name in names:
        plain = not any(name[0] in words for words in things) and not any(
            name[-1] in words for words in things[:4]
        )
        share = 1.0 if name[0] in lexicon.asian_surnames else 0.6 if plain else 0.0
        points[name] = max(alone.get(name[-1], 0.0), share * alone.get(name[0], 0.0))
    return points


def _wording(chunk: Chunk, lexicon: Lexicon) -> float:
    """Points for how the name itself looks."""
    parts = chunk.parts
    first, last = parts[0], parts[-1]
    points = _first_points(first, lexicon) + _form_points(chunk) + 0.5 * (not chunk.shouted)
    sure = first in lexicon.given and first not in lexicon.words and not chunk.shouted
    points += _last_points(last, lexicon, sure=sure)
    new = not (
        first in lexicon.given
        or first in lexicon.words
        or first in lexicon.places
        or first in lexicon.notnames
    )
    points += 1.0 * (
        new and last in lexicon.surnames and last not in lexicon.words and last not in lexicon.places
    )
    points += 1.5 * (len(parts) > 1 and any(is_patronymic(part) for part in parts[1:]))
    if first in lexicon.asian_surnames and len(parts) in (2, 3) and last not in lexicon.words:
        points += 1.5 + (last in lexicon.given and first not in lexicon.given)
    if first in STAGE and len(parts) == 2 and last not in lexicon.notnames:
        points += 2.5 if first in ("lil", "dj", "mc") else 0.5
    elif all(part in lexicon.words or part in lexicon.notnames for part in parts):
        points -= (0.5 if last in lexicon.surnames else 1.25) if first in lexicon.given else 2
    if len(parts) > 4:
        points -= 2
    if max(map(len, parts)) < 3 and first not in lexicon.asian_surnames:
        points -= 3
    return points


def _first_points(word: str, lexicon: Lexicon) -> float:
    """Points for the first part: most for a given name that is nothing else."""
    given = lexicon.given.get(word) or lexicon.given.get(word.split(" ")[0])
    if word in lexicon.notnames and word not in lexicon.given:
        return -3
    if given and word not in lexicon.words and word not in lexicon.places:
        return 2
    if given:
        return 1.25
    if word in lexicon.words:
        return -2
    return -1 if word in lexicon.places else 0.25


def _last_points(word: str, lexicon: Lexicon, *, sure: bool) -> float:
    """Points for the last part; behind a `sure` given name in a text, even a common word is a surname."""
    if word in lexicon.notnames:
        return 0.0 if word in lexicon.surnames else -1.5
    if word in lexicon.words:
        return 0.25 if word in lexicon.surnames else 0.0 if sure else -1.0
    if word in lexicon.surnames:
        return 0.75
    return -0.75 if word in lexicon.places else 0.5


def _form_points(chunk: Chunk) -> float:
    """Points for initials, suffixes, nicknames, hyphens, particles; less for shouted short forms (SV, FC)."""
    tokens = [chunk.passage.tokens[i].text for i in chunk.parts_at]
    points = 1.5 * chunk.initials + 2.5 * bool(chunk.suffix) + 2.5 * bool(chunk.nickname)
    for text in tokens:
        halves = text.split("-")
        if len(halves) == 2 and halves[0][:1].isupper() and halves[1]:
            points += 0.75 if halves[1][0].isupper() else 2
    points += 0.25 * (not chunk.name.isascii())
    inside = chunk.last - chunk.first + 1 > len(tokens) and not chunk.nickname and not chunk.initials
    points += 0.75 * inside
    shouted = any(text.isupper() and 1 < len(text) < 6 and text.isalpha() for text in tokens)
    return points - 1.5 * (shouted and not chunk.shouted)


def around_points(evidence: Evidence) -> float:
    """Points for what stands around a name."""
    points = 2.5 * bool(evidence.role) + 1.5 * (evidence.title in _PLAIN_TITLES)
    points += 2.5 * (evidence.age is not None) + 2.0 * evidence.speaks + 1.5 * evidence.described
    points += (
        1.0 * evidence.acts
        + 0.5 * evidence.is_something
        + 2.0 * evidence.dated
        + 0.5 * evidence.possessive
        + 0.25 * bool(evidence.pronoun)
    )
    if evidence.determined and not evidence.role:
        points -= 2.5
    return points


def certain_singles(seen: Sequence[Seen], lexicon: Lexicon) -> list[Seen]:
    """Those chunks of one part that name somebody with no longer name: mononyms, bare surnames and first names."""
    of_word: dict[str, list[Seen]] = defaultdict(list)
    for each in seen:
        of_word[each.chunk.parts[0]].append(each)
    people = {
        word for word, places in of_word.items() if _weighed(single_kinds(word, places, lexicon), SINGLE) >= 0
    }
    return [each for each in seen if each.chunk.parts[0] in people and not misplaced(each, lexicon)]


def single_kinds(word: str, places: Sequence[Seen], lexicon: Lexicon) -> tuple[float, ...]:
    """What tells of one word, from all its places, in the order of the weights `SINGLE`; the last is 1.

    First its wording and a hyphen; then what stands around it where its capital says something; then how its places
    look, the recogniser's log-odds, whether no list knows it (told of as people are, and not), how often it stands as
    places do, whether it is only spoken to.
    """
    seen = [each.evidence for each in places if not each.chunk.doubtful]
    titled = any(e.title for e in seen)
    placed = sum(e.placed or (e.determined and not e.role) for e in seen)
    unknown = word not in lexicon.given and word not in lexicon.surnames
    told = any(_is_told(e) for e in seen)
    return (
        _single_wording(word, lexicon),
        "-" in places[0].chunk.name,
        any(e.title or e.role for e in seen),
        any(e.age is not None for e in seen),
        any(e.speaks for e in seen),
        any(e.described for e in seen),
        any(e.acts for e in seen),
        any(e.is_something for e in seen) and not unknown,  # a side wins and loses too
        any(e.pronoun for e in seen),
        min(len(places) - 1, 3),
        word in lexicon.words and titled,
        all(each.chunk.shouted for each in places),
        any(_is_acronym(each.chunk) for each in places),
        any(each.chunk.nickname or each.chunk.suffix for each in places),
        log_odds(max(each.chunk.likely for each in places)),
        unknown,  # it may be a side's or a village's name
        unknown and not told,
        placed > 0,
        placed > 1,
        not seen,
        bool(seen) and all(e.addressed for e in seen),
        1.0,
    )


def _is_told(evidence: Evidence) -> bool:
    """Whether something is said of a name that is said of people only."""
    known = evidence.title or evidence.role or evidence.speaks or evidence.described or evidence.pronoun
    return bool(known) or evidence.age is not None


def _is_acronym(chunk: Chunk) -> bool:
    text = chunk.name.replace(".", "")
    return text.isupper() and len(text) < 6 and not chunk.shouted


def _single_wording(word: str, lexicon: Lexicon) -> float:
    if word in lexicon.notnames or word.removesuffix("s") in lexicon.notnames or word[1:2] == " ":
        return -4
    common, place = word in lexicon.words, word in lexicon.places
    given = word in lexicon.given
    points = 1.25 * given + 0.5 * (word in lexicon.surnames) + 0.25 * (not (common or place))
    known_thing = (
        word in lexicon.organisations or word in lexicon.things_named or word in lexicon.places_named
    )
    return points - (0.5 if given else 3.0) * common - 4.5 * place - 2.0 * known_thing - 2.0 * (len(word) < 3)


def unread(short: Sequence[Seen], seen: Sequence[Seen], lexicon: Lexicon) -> list[Seen]:
    """Short forms, those left out which the recogniser reads nowhere and which stand as things and places do.

    The plural of a surname ("the Haddads") is none of those. `seen`: all that stands in the article.
    """
    read = {each.chunk.parts[0] for each in short if each.chunk.likely or each.evidence.title}
    surnames = {each.chunk.parts[-1] for each in seen if len(each.chunk.parts) > 1}
    read |= {plural for name in surnames for plural in (f"{name}s", f"{name}es")}
    return [each for each in short if each.chunk.parts[0] in read or not _thing_like(each, lexicon)]


def _thing_like(each: Seen, lexicon: Lexicon) -> bool:
    """Whether a word stands behind "the" or "in", or in a headline where its capital says nothing."""
    word, evidence = each.chunk.parts[0], each.evidence
    plain = word in lexicon.words or word in lexicon.places or word in lexicon.notnames
    return evidence.determined or evidence.placed or (each.chunk.shouted and plain)


def misplaced(each: Seen, lexicon: Lexicon) -> bool:
    """Whether this one place of a known name is rather the common word, month or place of the same spelling."""
    chunk, evidence, word = each.chunk, each.evidence, each.chunk.parts[0]
    if evidence.title or evidence.speaks or evidence.acts or evidence.age is not None or evidence.possessive:
        return False
    month = word in MONTHS
    after = chunk.passage.word(chunk.last + 1)
    if month or word in lexicon.places:
        vague = evidence.is_something and word in lexicon.given
        elsewhere = evidence.placed or evidence.determined or vague
        before = chunk.passage.word(chunk.lead - 1)
        dated = month and (before in _DATING or (before.isdigit() and len(before) < 3))
        return elsewhere or after[:1].isdigit() or dated
    if evidence.is_something and word in _VIRTUES:
        return chunk.doubtful
    return chunk.doubtful and not _predicated(after, lexicon)


def _predicated(after: str, lexicon: Lexicon) -> bool:
    """Whether a word is one that follows a subject: a verb, a comma, an adverb."""
    return (
        after in lexicon.speech or after in lexicon.human or after.endswith("ed") or after in _BEHIND_SUBJECTS
    )
