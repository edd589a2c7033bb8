"""Which person each mention means: full names first, then every shorter form by scored evidence.

A shorter form is never simply the latest bearer of the name. Age, title, role, gender, what the name meant before,
who leads the article and who was named last are weighed; where the best candidate is not clearly ahead, nobody
gets the mention and both are told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from digest.model import Mention, Resolution
from digest.people.chunks import Chunk
from digest.people.figures import Figure, Placed
from digest.people.firms import (
    called_firm,
    firm_names,
    firm_words,
    is_no_person,
    is_of_firm,
    means_firm,
    names_a_law,
)
from digest.people.forms import family_of, is_qualified, name_of, names_family
from digest.people.lexicon import Lexicon
from digest.people.names import Parts, is_epithet, same_name
from digest.people.passages import Passage
from digest.people.recognise import Seen
from digest.people.roster import Roster
from digest.people.telling import FAR, Telling, read_telling
from digest.people.weigh import Short, Weighed, weigh

MARGIN = 0.8  # how far the best candidate must be ahead
LONGEST_SPEECH = 120  # tokens that are looked through for its beginning
_OPENING = {"”": "“", '"': '"', "’": "‘", "»": "«"}
_CLOSING = frozenset(_OPENING)
_CROWNED = frozenset("emperor empress pope sultan caliph pharaoh tsar czar tsarina maharaja".split())  # noqa: SIM905
_BREAKS = frozenset('.!?\n;:“”"')
_ENDING = _CLOSING | {"\n"}
IMPOSSIBLE = -2.0  # below it a candidate is none


@dataclass(slots=True)
class Reader:
    """What has been understood so far, in reading order."""

    roster: Roster
    lexicon: Lexicon
    resolutions: list[Resolution]
    headlined: frozenset[str] = frozenset()  # keys of those whom the headline names in full
    coming: dict[int, list[Placed]] = field(default_factory=dict)  # full names by the `id` of their passage
    position: int = 0
    given: list[tuple[Chunk, str]] = field(default_factory=list)  # who has got what, in reading order

    def give(self, seen: Seen, figure: Figure, reason: str, confidence: float) -> None:
        """A mention means a figure."""
        figure.count += 1
        self._count_form(seen.chunk, figure)
        figure.latest, figure.newest = self.position, seen.chunk
        if seen.chunk.passage.field != "title":
            figure.first = min(figure.first, self.position)
        figure.used.add(form_of(seen.chunk))
        self.given.append((seen.chunk, figure.key))
        self._keep(
            Resolution(
                mention=mention_of(seen.chunk), appearance=figure.key, reason=reason, confidence=confidence
            ),
        )

    def _count_form(self, chunk: Chunk, figure: Figure) -> None:
        """Note whether the first name or the surname alone was used, where both are known."""
        if len(chunk.parts) == 1 and max(map(len, figure.names)) > 1:
            given = is_given(chunk, figure)
            figure.by_given += given
            figure.by_surname += not given

    def leave_open(self, seen: Seen, candidates: Sequence[Figure], reason: str) -> None:
        """Two fit: nobody gets the mention."""
        keys = tuple(sorted(f.key for f in candidates))
        self._keep(
            Resolution(
                mention=mention_of(seen.chunk),
                appearance=None,
                candidates=keys,
                reason=reason,
                confidence=0.5,
            ),
        )

    def spoken_of(self, seen: Seen) -> frozenset[str]:
        """Keys of those named in the words that the mention speaks: between the quotation marks just in front."""
        if not seen.evidence.speaks:
            return frozenset()
        start, end = speech_before(seen.chunk)
        named: set[str] = set()
        for chunk, key in reversed(self.given):
            if chunk.passage is not seen.chunk.passage or chunk.last < start:
                break
            if chunk.first < end:
                named.add(key)
        return frozenset(named)

    def introduced_behind(self, seen: Seen) -> frozenset[str]:
        """Keys of those whom its sentence names behind a short form, in full and for the first time."""
        chunk = seen.chunk
        named: set[str] = set()
        for place in self.coming.get(id(chunk.passage), ())[self._next(chunk) :]:
            other = place.seen.chunk
            if other.first - chunk.last > FAR or not _in_one_sentence(chunk, other):
                break
            if place.figures[0].latest < 0:
                named.add(place.figures[0].key)
        return frozenset(named)

    def _next(self, chunk: Chunk) -> int:
        """Where in its passage the full names behind a chunk begin."""
        return bisect_right(
            self.coming.get(id(chunk.passage), ()), chunk.last, key=lambda p: p.seen.chunk.first
        )

    def _keep(self, resolution: Resolution) -> None:
        self.resolutions.append(resolution)
        self.position += 1


def mention_of(chunk: Chunk) -> Mention:
    """The place of a chunk's name in the field as given."""
    return chunk.passage.mention(chunk.first, chunk.last)


def speech_before(chunk: Chunk) -> tuple[int, int]:
    """The tokens of the words in quotation marks that end just in front of a name; two alike where there are none."""
    tokens = chunk.passage.tokens
    close = next(
        (at for at in range(chunk.lead - 1, max(-1, chunk.lead - 4), -1) if tokens[at].text in _ENDING), -1
    )
    if close < 0 or tokens[close].text not in _CLOSING:
        return chunk.lead, chunk.lead
    opening = _OPENING[tokens[close].text]
    start = next(
        (at for at in range(close - 1, max(-1, close - LONGEST_SPEECH), -1) if tokens[at].text == opening),
        close,
    )
    return start, close


def is_given(chunk: Chunk, figure: Figure) -> bool:
    """Whether a single word is a figure's first name or short for it, rather than a surname."""
    (word,) = name_of(chunk)[:1]
    return not any(word in name[1:] for name in figure.names if len(name) > 1)


def form_of(chunk: Chunk) -> str:
    """The comparable short form of a chunk: its flattened parts."""
    return " ".join(name_of(chunk))


def resolve(seen: Sequence[Seen], placed: Sequence[Placed], roster: Roster, lexicon: Lexicon) -> Reader:
    """Read the mentions in order and say whom each means. New figures are added where nobody longer fits."""
    in_title = (each.figures[0].key for each in placed if each.seen.chunk.passage.field == "title")
    reader = Reader(roster, lexicon, [], frozenset(in_title), _coming(placed))
    known = {id(each.seen): each.figures for each in placed}
    passages = list({id(each.chunk.passage): each.chunk.passage for each in seen}.values())
    firms = _firms(passages, roster, lexicon)
    houses = firm_names(passages, (name for figure in roster.figures for name in figure.names))
    laws = {_owned(each.chunk) for each in seen if names_a_law(each.chunk, lexicon)}
    for each in seen:
        if _speaks_of_firm(each, firms, lexicon) or _owned(each.chunk) in laws:
            continue
        owners = known.get(id(each))
        if not owners and (family := _family(each, roster)):
            reader.leave_open(each, family, f"{each.chunk.name} means more than one person here")
            continue
        if name_of(each.chunk) in houses and owners and _is_house(each, owners, lexicon):
            continue
        if owners and len(owners) == 1:
            reader.give(each, owners[0], _full_reason(each, owners[0]), 0.97)
        else:
            _resolve_short(reader, each, owners or candidates_for(each, reader))
    return reader


def _coming(placed: Sequence[Placed]) -> dict[int, list[Placed]]:
    """Who is named in full without doubt, in the order of each passage."""
    coming: dict[int, list[Placed]] = defaultdict(list)
    for place in sorted(placed, key=lambda p: p.seen.chunk.first):
        if len(place.figures) == 1 and len(place.seen.chunk.parts) > 1:
            coming[id(place.seen.chunk.passage)].append(place)
    return coming


def _in_one_sentence(before: Chunk, after: Chunk) -> bool:
    """Whether no sentence, paragraph or speech ends or begins between two chunks of one passage."""
    tokens = before.passage.tokens
    return all(tokens[at].text not in _BREAKS for at in range(before.last + 1, after.lead))


def _firms(passages: Sequence[Passage], roster: Roster, lexicon: Lexicon) -> frozenset[str]:
    """The parts of names that are also parts of the names of firms and things here."""
    parts = frozenset(part for figure in roster.figures for part in figure.parts)
    return firm_words(passages, parts, lexicon) if parts else frozenset()


def _is_house(each: Seen, owners: Sequence[Figure], lexicon: Lexicon) -> bool:
    """Whether a full name that a firm bears too means the firm here, or is nobody's at all."""
    if each.evidence.speaks or each.evidence.title or each.evidence.age is not None:
        return False
    return means_firm(each.chunk, lexicon) or not any(figure.alive for figure in owners)


def _speaks_of_firm(each: Seen, firms: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether a short form means the company rather than the person it is named after."""
    evidence, word = each.evidence, name_of(each.chunk)[-1]
    if called_firm(each.chunk) or (word in firms and len(each.chunk.parts) == 1 and is_of_firm(each.chunk)):
        return True
    if evidence.speaks or evidence.title or evidence.age is not None:
        return False
    if len(each.chunk.parts) == 1 and is_no_person(each.chunk, lexicon):
        return True
    return (
        word in firms and len(each.chunk.parts) == 1 and not evidence.role and means_firm(each.chunk, lexicon)
    )


def _owned(chunk: Chunk) -> tuple[str, str]:
    """A name with the thing that stands behind its possessive: Moor’s Law."""
    return chunk.parts[-1], chunk.passage.word(chunk.last + 2)


def _full_reason(each: Seen, figure: Figure) -> str:
    name = each.chunk.name
    if each.chunk.lent:
        return f"{name}, who shares the surname {each.chunk.lent} with the next name"
    return (
        f"named in full as {name}"
        if name_of(each.chunk) in figure.names
        else f"{name}, another name of {figure.chunk.name}"
    )


def calls(each: Seen, roster: Roster) -> bool:
    """Whether a chunk is made of parts of somebody's name, or a short form of a given name."""
    words = name_of(each.chunk)
    if _family(each, roster):
        return True
    if is_qualified(each.chunk, roster.lexicon) and roster.called(words[-1:]):
        return True
    if all(roster.called((word,)) for word in words) or _spelt_alike(words, roster):
        return True
    if len(words) > 1 and not is_epithet(words):
        return False
    return bool(roster.called((words[-1],)) or roster.called_short(words[-1]))


def _family(each: Seen, roster: Roster) -> list[Figure]:
    """Those whom "the Moors" means, where more than one of that surname is named and nobody is called Moors."""
    surname = family_of(each.chunk)
    if not surname or (not names_family(each.chunk) and roster.called(name_of(each.chunk)[-1:])):
        return []
    borne = [f for f in roster.called((surname,)) if any(name[-1] == surname for name in f.names)]
    return borne if len(borne) > 1 else []


def _spelt_alike(words: Parts, roster: Roster) -> list[Figure]:
    """Those whose initials and surname these are (H. Bell of Hannah Bell), or whose initials alone (C.J.)."""
    if len(words) < 2 or len(words[0]) > 1:
        return []
    if all(len(word) == 1 for word in words):
        return [f for f in roster.called(words[:1]) if any(name[: len(words)] == words for name in f.names)]
    return [f for f in roster.called(words[-1:]) if any(same_name(words, n, roster.lexicon) for n in f.names)]


def candidates_for(each: Seen, reader: Reader) -> tuple[Figure, ...]:
    """The figures that a short form can mean: by a part of the name, a short form of the given name, or initials."""
    parts = name_of(each.chunk)
    if is_qualified(each.chunk, reader.lexicon) and not reader.roster.called(parts[:1]):
        parts = parts[-1:]
    suffix = each.chunk.suffix
    called = reader.roster.called(parts[-1:])
    exact = [f for f in called if all(f.bears(part) or part in f.nicknames for part in parts)]
    exact = exact or _spelt_alike(parts, reader.roster)
    wanted = parts[-1] if is_epithet(parts) else parts[0]
    if not exact and (len(parts) == 1 or is_epithet(parts)):
        exact = reader.roster.called((wanted,)) if is_epithet(parts) else []
        exact = exact or reader.roster.called_short(wanted)
    if len(parts) == 1 and each.evidence.role_words & _CROWNED:
        exact = [f for f in exact if f.role_words & _CROWNED or any(len(name) == 1 for name in f.names)]
    if each.evidence.gender and len(parts) == 1:
        exact = [*exact, *(f for f in reader.roster.of_family(parts[0]) if f not in exact)]
    borne = [f for f in exact if suffix and f.suffix == suffix]
    return tuple(borne or (f for f in exact if not suffix or not f.suffix))


def _resolve_short(reader: Reader, each: Seen, candidates: Sequence[Figure]) -> None:
    """Give a short form to the one who fits best, to nobody when two fit, or to a figure of its own."""
    telling = read_telling(each.chunk, reader.lexicon)
    if _means_a_couple(each.chunk, reader.lexicon) and len(candidates) > 1:
        reader.leave_open(each, candidates, f"{each.chunk.name} means more than one person")
        return
    short = Short(
        chunk=each.chunk,
        evidence=each.evidence,
        telling=telling,
        candidates=candidates,
        headlined=reader.headlined,
        given=bool(candidates) and len(each.chunk.parts) == 1 and is_given(each.chunk, candidates[0]),
        spoken_of=reader.spoken_of(each),
        beside=reader.introduced_behind(each),
    )
    weighed = sorted(
        (w for w in (weigh(short, f) for f in candidates) if w.points > IMPOSSIBLE),
        key=lambda w: (-w.points, w.figure.key),
    )
    if not weighed:
        figure = reader.roster.add(each.chunk, name_of(each.chunk))
        figure.learn(each.evidence, telling)
        _lend_surname(each, figure, telling, reader)
        reader.give(each, figure, f"named only as {each.chunk.name} here", 0.6)
    elif len(weighed) == 1:
        weighed[0].figure.learn(each.evidence, telling)
        reader.give(each, weighed[0].figure, _only_reason(each, weighed[0], candidates), 0.93)
    elif weighed[0].points - weighed[1].points >= MARGIN:
        ahead = weighed[0].points - weighed[1].points
        weighed[0].figure.learn(each.evidence, telling)
        reader.give(each, weighed[0].figure, weighed[0].reason, round(min(0.95, 0.6 + 0.08 * ahead), 2))
    else:
        fitting = [w.figure for w in weighed if weighed[0].points - w.points < MARGIN]
        fitting.sort(key=lambda figure: int(figure.key[1:]))
        names = " and ".join(f.chunk.name for f in fitting[:3])
        reader.leave_open(each, fitting, f"{names} both fit" if len(fitting) == 2 else f"{names} all fit")


def _lend_surname(each: Seen, figure: Figure, telling: Telling, reader: Reader) -> None:
    """Whoever is introduced as a relative by first name only may be called by the other's surname later."""
    if not telling.kin or not reader.given or len(each.chunk.parts) > 1:
        return
    chunk, key = reader.given[-1]
    if chunk.passage is each.chunk.passage and each.chunk.first - chunk.last <= FAR:
        for relative in reader.roster.with_key(key):
            for surname in {name[-1] for name in relative.names if len(name) > 1}:
                reader.roster.lend(figure, surname)


def _means_a_couple(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether "Mr. and Mrs." stands in front."""
    word, at = chunk.passage.word, chunk.lead - 1
    if chunk.lead == chunk.first or word(at) not in ("and", "&"):
        return False
    before = word(at - 2) if word(at - 1) == "." else word(at - 1)
    return before in lexicon.titles and before not in lexicon.roles


def _only_reason(each: Seen, weighed: Weighed, candidates: Sequence[Figure]) -> str:
    if len(candidates) > 1:
        return weighed.reason
    if not weighed.figure.bears(name_of(each.chunk)[0]):
        told = "what others call" if name_of(each.chunk)[0] in weighed.figure.nicknames else "a short form of"
        return f"{each.chunk.name} is {told} {weighed.figure.chunk.name}"
    return f"the only {each.chunk.name} here"
