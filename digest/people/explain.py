"""Why a name was read as it was: every mention with the words around it, whom it means, and the reason in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.model import (
    Appearance,
    Article,
    Correction,
    Identity,
    Mention,
    Person,
    PersonId,
    Reading,
    Resolution,
    Teaching,
)
from digest.people.taught import is_nobodys
from digest.text.folding import fold

AROUND = 60  # characters on either side, less what does not reach a whole word
NOBODY = "people.yaml says that this is nobody's name"
UNDECIDED = "no draft has settled yet who this is"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedMention:
    """One mention with the words around it and whom it means."""

    mention: Mention
    before: str  # on one line, as is `after`
    after: str
    person: PersonId | None  # None: left open, or nobody
    name: str  # "" where it is open
    candidates: tuple[str, ...] = ()  # names; of a mention that is open
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedIdentity:
    """One of an article's people, and why this is that person of the register."""

    appearance: str  # the fullest name in the article
    role: str  # there
    person: PersonId | None  # None: nobody, says people.yaml
    name: str  # in the register
    involvement: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that was decided of the names in one article."""

    article: Article
    mentions: tuple[ExplainedMention, ...] = ()  # title before text, each in its order
    people: tuple[ExplainedIdentity, ...] = ()  # in the order of the analysis
    drafted: bool = True  # whether a draft has settled who is who; else it is what one would say now


@dataclass(frozen=True, slots=True)
class Decided:
    """What is known of the people of some articles."""

    identities: Mapping[tuple[str, str], Identity]  # by (article, appearance)
    people: Mapping[PersonId, Person]
    corrections: Sequence[Correction] = ()


def explain(reading: Reading, decided: Decided, *, drafted: bool = True) -> Explanation:
    """The verdicts on one article, from its analysis and what identifying decided."""
    nobody = {each.person for each in decided.corrections if each.teaching is Teaching.NOBODY}
    seen = {
        each.key: _Seen(each, *_decided_of(each, reading, decided), nobody)
        for each in reading.analysis.appearances
    }
    resolutions = sorted(
        reading.analysis.resolutions,
        key=lambda r: (r.mention.field != "title", r.mention.start, r.mention.end),
    )
    return Explanation(
        article=reading.article,
        mentions=tuple(_mention(each, reading.article, seen) for each in resolutions),
        people=tuple(_identity(each) for each in seen.values()),
        drafted=drafted,
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """An appearance with what was decided of it."""

    appearance: Appearance
    identity: Identity | None
    person: Person | None
    nobody: Collection[str]

    @property
    def is_nobody(self) -> bool:
        return is_nobodys(self.appearance.name, self.nobody)

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.appearance.name


def _decided_of(
    each: Appearance, reading: Reading, decided: Decided
) -> tuple[Identity | None, Person | None]:
    identity = decided.identities.get((reading.article.id, each.key))
    return identity, decided.people.get(identity.person) if identity else None


def _mention(each: Resolution, article: Article, seen: Mapping[str, _Seen]) -> ExplainedMention:
    field = article.title if each.mention.field == "title" else article.text
    meant = seen.get(each.appearance or "")
    told = meant if meant and not meant.is_nobody else None
    return ExplainedMention(
        mention=each.mention,
        before=_words_before(field[: each.mention.start]),
        after=_words_after(field[each.mention.end :]),
        person=told.person.id if told and told.person else None,
        name=told.name if told else "",
        candidates=()
        if meant
        else tuple(dict.fromkeys(seen[key].name for key in each.candidates if key in seen)),
        reason=NOBODY if meant and meant.is_nobody else each.reason,
        confidence=each.confidence,
    )


def _identity(seen: _Seen) -> ExplainedIdentity:
    appearance, identity = seen.appearance, seen.identity
    if seen.is_nobody:
        person, name, reason, confidence = None, "", NOBODY, 1.0
    elif identity is None:
        person, name, reason, confidence = None, "", UNDECIDED, 0.0
    else:
        person, name, reason, confidence = identity.person, seen.name, identity.reason, identity.confidence
    return ExplainedIdentity(
        appearance=appearance.name,
        role=appearance.role,
        person=person,
        name=name,
        involvement=identity.involvement if identity else appearance.involvement,
        reason=reason,
        confidence=confidence,
    )


def about(explanation: Explanation, name: str, people: Collection[Person]) -> Explanation:
    """Only what concerns a name or one of these people."""
    wanted, ids = fold(name), {each.id for each in people}
    called = {each.name for each in people}
    mentions = (
        each
        for each in explanation.mentions
        if each.person in ids or fold(each.mention.surface) == wanted or called & set(each.candidates)
    )
    found = (each for each in explanation.people if each.person in ids or fold(each.appearance) == wanted)
    return replace(explanation, mentions=tuple(mentions), people=tuple(found))


def names_in(reading: Reading, name: str) -> bool:
    """Whether an article has a mention that reads like this name, or somebody of that name."""
    wanted = fold(name)
    surfaces = (each.mention.surface for each in reading.analysis.resolutions)
    people = (said for each in reading.analysis.appearances for said in (each.name, *each.handles))
    return any(fold(said) == wanted for said in (*surfaces, *people))


def _words_before(text: str) -> str:
    near = text[-2 * AROUND :]
    line = " ".join(near.split())
    cut = line if len(line) <= AROUND else "…" + _after_first_word(line[-AROUND:])
    return cut + (" " if near[-1:].isspace() else "")


def _words_after(text: str) -> str:
    near = text[: 2 * AROUND]
    line = " ".join(near.split())
    cut = line if len(line) <= AROUND else _before_last_word(line[:AROUND]) + "…"
    return (" " if near[:1].isspace() else "") + cut


def _after_first_word(line: str) -> str:
    """The line from its first whole word on; as it is where it has but one."""
    return line.partition(" ")[2] or line


def _before_last_word(line: str) -> str:
    return line.rpartition(" ")[0] or line
