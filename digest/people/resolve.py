"""Which person each mention means: full names first, then every shorter form by scored evidence.

A shorter form is never simply the latest bearer of the name. Age, title, role, gender, what the name meant before,
who leads the article and who was named last are weighed; where the best candidate is not clearly ahead, nobody
gets the mention and both are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Mention, Resolution
from digest.people.chunks import Chunk
from digest.people.evidence import Evidence
from digest.people.figures import Figure
from digest.people.gather import Placed
from digest.people.lexicon import Lexicon
from digest.people.names import flatten, is_epithet
from digest.people.recognise import Seen
from digest.people.roster import Roster

MARGIN = 0.9  # how far the best candidate must be ahead
HEADLINED = 1.4  # points of who alone of the candidates stands in the headline in full
IMPOSSIBLE = -2.0  # below it a candidate is none
_FAMILY = {"father": "sr", "dad": "sr", "elder": "sr", "son": "jr", "younger": "jr"}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its points and the most telling reason."""

    figure: Figure
    points: float
    reason: str


@dataclass(slots=True)
class Reader:
    """What has been understood so far, in reading order."""

    roster: Roster
    lexicon: Lexicon
    resolutions: list[Resolution]
    headlined: frozenset[str] = frozenset()  # keys of those whom the headline names in full
    position: int = 0

    def give(self, seen: Seen, figure: Figure, reason: str, confidence: float) -> None:
        """A mention means a figure, which learns from it."""
        figure.learn(seen.evidence)
        figure.count += 1
        figure.latest = self.position
        figure.used.add(form_of(seen.chunk))
        self._keep(
            Resolution(
                mention=mention_of(seen.chunk), appearance=figure.key, reason=reason, confidence=confidence
            ),
        )

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

    def _keep(self, resolution: Resolution) -> None:
        self.resolutions.append(resolution)
        self.position += 1


def mention_of(chunk: Chunk) -> Mention:
    """The place of a chunk's name in the field as given."""
    return chunk.passage.mention(chunk.first, chunk.last)


def form_of(chunk: Chunk) -> str:
    """The comparable short form of a chunk: its flattened parts."""
    return " ".join(flatten(chunk.parts))


def resolve(seen: Sequence[Seen], placed: Sequence[Placed], roster: Roster, lexicon: Lexicon) -> Reader:
    """Read the mentions in order and say whom each means. New figures are added where nobody longer fits."""
    in_title = (each.figures[0].key for each in placed if each.seen.chunk.passage.field == "title")
    reader = Reader(roster, lexicon, [], frozenset(in_title))
    known = {id(each.seen): each.figures for each in placed}
    for each in seen:
        owners = known.get(id(each))
        if owners and len(owners) == 1:
            reader.give(each, owners[0], _full_reason(each, owners[0]), 0.97)
        else:
            _resolve_short(reader, each, owners or candidates_for(each, reader))
    return reader


def _full_reason(each: Seen, figure: Figure) -> str:
    name = each.chunk.name
    if each.chunk.lent:
        return f"{name}, who shares the surname {each.chunk.lent} with the next name"
    return (
        f"named in full as {name}"
        if flatten(each.chunk.parts) in figure.names
        else f"{name}, another form of the name"
    )


def calls(each: Seen, roster: Roster) -> bool:
    """Whether a chunk is made of parts of somebody's name, or a short form of a given name."""
    words = flatten(each.chunk.parts)
    if all(roster.called((word,)) for word in words):
        return True
    if len(words) > 1 and not is_epithet(words):
        return False
    return bool(roster.called((words[-1],)) or roster.called_short(words[-1]))


def candidates_for(each: Seen, reader: Reader) -> tuple[Figure, ...]:
    """The figures that a short form can mean: by a part of the name, a short form of the given name, or initials."""
    parts = flatten(each.chunk.parts)
    suffix = each.chunk.suffix
    called = reader.roster.called(parts[-1:])
    exact = [f for f in called if all(part in f.parts or part in f.nicknames for part in parts)]
    wanted = parts[-1] if is_epithet(parts) else parts[0]
    if not exact and (len(parts) == 1 or is_epithet(parts)):
        exact = reader.roster.called((wanted,)) if is_epithet(parts) else []
        exact = exact or reader.roster.called_short(wanted)
    return tuple(f for f in exact if not suffix or f.suffix in ("", suffix))


def _resolve_short(reader: Reader, each: Seen, candidates: Sequence[Figure]) -> None:
    """Give a short form to the one who fits best, to nobody when two fit, or to a figure of its own."""
    if each.evidence.plural and len(candidates) > 1:
        reader.leave_open(each, candidates, f"{each.chunk.name} means more than one person")
        return
    weighed = sorted(
        (w for w in (_weigh(each, f, candidates, reader) for f in candidates) if w.points > IMPOSSIBLE),
        key=lambda w: (-w.points, w.figure.key),
    )
    if not weighed:
        figure = reader.roster.add(each.chunk, flatten(each.chunk.parts))
        reader.give(each, figure, f"nobody here has a longer name with {each.chunk.name}", 0.6)
    elif len(weighed) == 1:
        reader.give(each, weighed[0].figure, _only_reason(each, weighed[0], candidates), 0.93)
    elif weighed[0].points - weighed[1].points >= MARGIN:
        ahead = weighed[0].points - weighed[1].points
        reader.give(each, weighed[0].figure, weighed[0].reason, round(min(0.95, 0.6 + 0.08 * ahead), 2))
    else:
        fitting = [w.figure for w in weighed if weighed[0].points - w.points < MARGIN]
        fitting.sort(key=lambda figure: int(figure.key[1:]))
        names = " and ".join(f.chunk.name for f in fitting[:3])
        reader.leave_open(each, fitting, f"{names} both fit" if len(fitting) == 2 else f"{names} all fit")


def _only_reason(each: Seen, weighed: Weighed, candidates: Sequence[Figure]) -> str:
    if len(candidates) > 1:
        return weighed.reason
    if flatten(each.chunk.parts)[0] not in weighed.figure.parts:
        return f"{each.chunk.name} is a short form of {weighed.figure.chunk.name}"
    return f"the only {each.chunk.name} here"


def _weigh(each: Seen, figure: Figure, candidates: Sequence[Figure], reader: Reader) -> Weighed:
    """Points of one candidate; the reason is the kind of evidence that weighs most."""
    name = each.chunk.name
    told = [
        _by_age(each.evidence, figure, name),
        _by_gender(each.evidence, figure, name),
        _by_role(each.evidence, figure, candidates, name),
        _by_family(each.evidence, figure, name),
        *_by_article(each, figure, candidates, reader),
    ]
    best = max(told, key=lambda t: t[0])
    return Weighed(figure, sum(points for points, _ in told), best[1] or f"the {name} named most here")


def _by_age(evidence: Evidence, figure: Figure, name: str) -> tuple[float, str]:
    if evidence.age is None or figure.age is None:
        return 0.0, ""
    return (5.0, f"the only {name} aged {evidence.age} here") if evidence.age == figure.age else (-5.0, "")


def _by_gender(evidence: Evidence, figure: Figure, name: str) -> tuple[float, str]:
    if evidence.gender and figure.gender:
        noun = "woman" if evidence.gender == "f" else "man"
        return (1.5, f"the {name} who is a {noun}") if evidence.gender == figure.gender else (-4.0, "")
    if evidence.pronoun and figure.gender:
        word = "she" if evidence.pronoun == "f" else "he"
        return (
            (1.0, f"the {name} whom “{word}” fits here") if evidence.pronoun == figure.gender else (-1.0, "")
        )
    return 0.0, ""


def _by_role(
    evidence: Evidence, figure: Figure, candidates: Sequence[Figure], name: str
) -> tuple[float, str]:
    shared = evidence.role_words & figure.role_words
    if not shared or all(shared <= other.role_words for other in candidates):
        return 0.0, ""
    return 2.5, f"the {name} who is called {evidence.role or figure.roles[0]}"


def _by_family(evidence: Evidence, figure: Figure, name: str) -> tuple[float, str]:
    """The father is Sr., the son Jr."""
    told = {_FAMILY[word] for word in evidence.role_words if word in _FAMILY}
    if not told or not figure.suffix:
        return 0.0, ""
    return (3.0, f"the {name} who is {figure.suffix.title()}.") if figure.suffix in told else (-3.0, "")


def _by_article(
    each: Seen, figure: Figure, candidates: Sequence[Figure], reader: Reader
) -> list[tuple[float, str]]:
    """What the article as a whole says: who leads it, who was named last, whom the form meant before."""
    name, form = each.chunk.name, form_of(each.chunk)
    if len(each.chunk.parts) > 1 and not is_epithet(each.chunk.parts):
        return []  # father and son of one name: habit tells nothing
    others = [f for f in candidates if f is not figure]
    ahead = figure.count - max((f.count for f in others), default=0)
    headline = (
        each.chunk.passage.field == "title"
    )  # read last: who was named last in the text says nothing there
    newest = not headline and figure.latest >= 0 and all(f.latest < figure.latest for f in others)
    only_headlined = figure.key in reader.headlined and not any(f.key in reader.headlined for f in others)
    unknown = figure.latest < 0 and any(f.latest >= 0 for f in others)
    before = form in figure.used and not any(form in f.used for f in others)
    nickname = not any(form in f.parts for f in candidates)
    habit = 3.0 if nickname else 0.6 if each.chunk.parts[0] in reader.lexicon.given else 0.4
    return [
        (min(1.0, 0.6 * ahead), f"the {name} whom the article is mostly about") if ahead > 0 else (0.0, ""),
        (0.5, f"the {name} named last") if newest else (0.0, ""),
        (habit, f"called {name} before") if before else (0.0, ""),
        (HEADLINED, f"the {name} of the headline") if only_headlined else (0.0, ""),
        (-0.5 if unknown else 0.0, ""),  # a short form means somebody introduced
    ]
