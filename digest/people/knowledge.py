"""What the analyser reads with: the word lists and a recogniser of names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from digest.people.lexicon import Lexicon, load_lexicon
from digest.people.recognisers import load_recogniser
from digest.ports import Recogniser

RULES = "people-8"  # raised with every change of what the rules read


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Word lists and a recogniser."""

    lexicon: Lexicon
    recogniser: Recogniser

    @property
    def version(self) -> str:
        """What analyses made with this are kept under: other knowledge reads anew."""
        return f"{RULES}+{self.recogniser.version}"


@cache
def load_knowledge(recogniser: str = "") -> Knowledge:
    """The lists and a recogniser (see `load_recogniser`), loaded once a process. Raises UsageError."""
    return Knowledge(load_lexicon(), load_recogniser(recogniser))
