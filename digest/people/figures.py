"""A person of one article, with everything the article tells of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from digest.people.chunks import Chunk
from digest.people.evidence import Evidence
from digest.people.lexicon import Lexicon
from digest.people.names import Parts


@dataclass(slots=True)
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
    count: int = 0
    latest: int = -1  # the reading position of the newest mention
    used: set[str] = field(default_factory=set)  # short forms that meant this person before
    handles: set[str] = field(default_factory=set)
    past: bool = False  # dead for years

    def learn(self, evidence: Evidence) -> None:
        """Add what stands around one more mention. What was told first stays."""
        self.gender = evidence.gender or self.gender
        self.age = self.age if self.age is not None else evidence.age
        if evidence.role and evidence.role not in self.roles:
            self.roles.append(evidence.role)
        self.role_words |= evidence.role_words
        self.past = self.past or evidence.past

    @property
    def parts(self) -> set[str]:
        """Every single part by which the figure may be called."""
        return {part for name in self.names for part in name if len(part) > 1}


def name_gender(chunk: Chunk, lexicon: Lexicon) -> str:
    """The gender that a given name tells; a patronymic tells it too."""
    last = chunk.parts[-1]
    if last.endswith(("dottir", "ovna", "evna")):
        return "f"
    first = chunk.parts[1] if chunk.initials and len(chunk.parts) > 2 else chunk.parts[0]
    return lexicon.gender(first)
