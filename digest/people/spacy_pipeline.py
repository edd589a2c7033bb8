"""A spaCy pipeline that an installation has, as its recogniser: `recogniser: spacy:en_core_web_trf`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.errors import UsageError
from digest.ports import Tagged

if TYPE_CHECKING:
    from spacy.language import Language

LONGEST_PIECE = 20_000  # code points read at once: a pipeline's memory grows with the text
LIKELY = 0.9  # of every name: pipelines tell no probability
_PERSONS = frozenset({"PERSON", "PER"})
_NOT_NEEDED = ["parser", "senter", "tagger", "morphologizer", "lemmatizer", "attribute_ruler", "textcat"]
_POSSESSIVES = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class SpacyRecogniser:
    """The names of persons as a pipeline's entities tell them."""

    pipeline: Language
    version: str

    def tag(self, text: str, *, least: float = 0.0) -> list[Tagged]:
        """The names in order, without a possessive behind; all equally likely, so none where `least` is more."""
        if least > LIKELY:
            return []
        places = list(_pieces(text))
        documents = self.pipeline.pipe(text[start:end] for start, end in places)
        return [
            _without_possessive(start + each.start_char, start + each.end_char, text)
            for (start, _), document in zip(places, documents, strict=True)
            for each in document.ents
            if each.label_ in _PERSONS
        ]


def load_spacy(name: str) -> SpacyRecogniser:
    """Load a pipeline by its package's name or its folder. Raises UsageError where there is none of that name."""
    try:
        import spacy  # heavy, and an extra
    except ImportError:
        raise UsageError(
            f"recogniser spacy:{name}: spaCy is not installed; install it with: pip install 'people-digest[spacy]'"
        ) from None
    try:
        pipeline = spacy.load(name, exclude=_NOT_NEEDED)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"recogniser spacy:{name}: spaCy has no such pipeline ({_first_line(error)}); "
            f"install it with: python -m spacy download {name}"
        ) from None
    return SpacyRecogniser(pipeline, f"spacy-{_named(pipeline.meta)}")


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")


def _named(meta: dict[str, Any]) -> str:
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Spans of whole paragraphs, cut at a blank (or anywhere) where one is too long; together the whole text."""
    start = 0
    while start < len(text):
        end = start + LONGEST_PIECE
        if end < len(text):
            edges = (text.rfind("\n", start, end), text.rfind(" ", start, end))
            end = next((edge for edge in edges if edge > start), end - 1) + 1
        yield start, min(end, len(text))
        start = end


def _without_possessive(start: int, end: int, text: str) -> Tagged:
    kept = end - 2 if text[start:end].endswith(_POSSESSIVES) and end - start > 2 else end
    return Tagged(start, kept, LIKELY)
