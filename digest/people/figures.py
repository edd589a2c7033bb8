"""A person of one article, with everything the article tells of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from digest.people.chunks import Chunk
from digest.people.evidence import Evidence
from digest.people.lexicon import Lexicon
from digest.people.names import Parts
from digest.people.recognise import Seen
from digest.people.telling import Telling

_UNISEX = ("preet", "deep", "jeet", "jit", "inder")  # ends of given names that women and men bear alike


@dataclass(slots=True, eq=False)
class Figure:
    """A person while the article is being read; grows with what is told."""

    key: str
    chunk: Chunk  # the fullest form
    names: set[Parts] = field(default_factory=set)
    suffix: str = ""
    nicknames: set[str] = field(default_factory=set)
    gender: str = ""
    age: int | None = None
    roles: list[str] = field(default_factory=list)
    role_words: set[str] = field(default_factory=set)
    context: set[str] = field(default_factory=set)  # telling words beside the full name
    kin: set[str] = field(default_factory=set)  # "father": what the article says they are to somebody
    count: int = 0
    by_given: int = 0  # how often by the first name alone
    by_surname: int = 0
    first: int = 10**9  # the reading position of the first mention in the text
    latest: int = -1  # the reading position of the newest mention
    newest: Chunk | None = None
    used: set[str] = field(default_factory=set)  # short forms that meant this person before
    handles: set[str] = field(default_factory=set)
    past: bool = False  # dead for years
    parent: bool = False  # the article speaks of their children
    late: bool = False
    alive: bool = False  # something was told of it that only people are or do
    guessed: bool = False  # the gender is only told by pronouns
    pronouns: Counter[str] = field(default_factory=Counter)

    def learn(self, evidence: Evidence, telling: Telling) -> None:
        """Add what stands around one more mention. What was told first stays."""
        self._learn_gender(evidence, telling)
        told = (
            evidence.speaks,
            evidence.acts,
            evidence.title,
            evidence.role,
            evidence.described,
            telling.kin,
        )
        self.alive = self.alive or any(told) or evidence.age is not None or telling.age is not None
        age = evidence.age if evidence.age is not None else telling.age
        self.age = self.age if self.age is not None else age
        if evidence.role and evidence.role not in self.roles:
            self.roles.append(evidence.role)
        self.role_words |= evidence.role_words
        self.kin |= {telling.kin} - {""}
        self.past = self.past or evidence.past
        self.late = self.late or telling.late
        self.parent = self.parent or telling.parent

    def _learn_gender(self, evidence: Evidence, telling: Telling) -> None:
        """Titles and kinship tell it, pronouns only where nothing else does and most of them agree."""
        told = evidence.gender or telling.gender
        pronoun = telling.pronoun
        if told:
            self.gender, self.guessed = told, False
        elif pronoun and (self.guessed or not self.gender):
            self.pronouns[pronoun] += 1
            women, men = self.pronouns["f"], self.pronouns["m"]
            self.gender = "f" if women > men else "m" if men > women else ""
            self.guessed = True

    def take(self, other: Figure) -> None:
        """Have all that is known of another figure, who turned out to be the same."""
        self.names |= other.names
        self.nicknames |= other.nicknames
        self.roles.extend(role for role in other.roles if role not in self.roles)
        self.role_words |= other.role_words
        self.kin |= other.kin
        self.gender = self.gender or other.gender
        self.age = self.age if self.age is not None else other.age
        self.late, self.past = self.late or other.late, self.past or other.past

    @property
    def parts(self) -> set[str]:
        """Every single part by which the figure may be called."""
        return {part for name in self.names for part in name if len(part) > 1}

    def bears(self, part: str) -> bool:
        """Whether a single part is one by which the figure may be called: as in `parts`, and quicker to ask."""
        return len(part) > 1 and any(part in name for name in self.names)


@dataclass(frozen=True, slots=True)
class Placed:
    """A full name in its place: whose it is, or whose it may be."""

    seen: Seen
    figures: tuple[Figure, ...]


def name_gender(chunk: Chunk, lexicon: Lexicon) -> str:
    """The gender that a given name tells; a patronymic tells it too."""
    last = chunk.parts[-1]
    if last.endswith(("dottir", "ovna", "evna")):
        return "f"
    first = chunk.parts[1] if chunk.initials and len(chunk.parts) > 2 else chunk.parts[0]
    return "" if first.endswith(_UNISEX) else lexicon.gender(first)
