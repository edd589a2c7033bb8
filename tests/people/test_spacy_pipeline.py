"""A spaCy pipeline as recogniser: the real loading, of a tiny pipeline made here."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest
import spacy

from digest.errors import UsageError
from digest.model import RevisionId
from digest.people import analyse
from digest.people.knowledge import Knowledge, load_knowledge
from digest.people.recognisers import load_recogniser
from digest.people.spacy_pipeline import LONGEST_PIECE


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline on disk that knows two persons and a company by heart."""
    made = spacy.blank("en")
    made.add_pipe("entity_ruler").add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "PERSON", "pattern": "Quillon Abernassy"},
            {"label": "PERSON", "pattern": "Zzyx"},
            {"label": "ORG", "pattern": "Abernassy Freight"},
        ]
    )
    folder = tmp_path_factory.mktemp("spacy") / "en_tiny"
    made.to_disk(folder)
    return folder


def test_the_persons_of_a_pipeline_are_found_at_their_places(pipeline: Path) -> None:
    text = "Abernassy Freight hired Quillon Abernassy on Monday."
    (found,) = load_recogniser(f"spacy:{pipeline}").tag(text)
    assert text[found.start : found.end] == "Quillon Abernassy"


def test_a_possessive_is_no_part_of_a_name(pipeline: Path) -> None:
    made = spacy.load(pipeline)
    made.get_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Ottoline's"}])  # type: ignore[attr-defined]
    folder = pipeline.parent / "possessive"
    made.to_disk(folder)
    text = "It was Ottoline's idea."
    (found,) = load_recogniser(f"spacy:{folder}").tag(text)
    assert text[found.start : found.end] == "Ottoline"


@pytest.mark.parametrize("gap", [" ", "\n", "x"])
def test_a_text_longer_than_a_piece_keeps_its_places(pipeline: Path, gap: str) -> None:
    text = gap * (LONGEST_PIECE + 7) + " Quillon Abernassy spoke. " + gap * LONGEST_PIECE + " Zzyx left."
    found = load_recogniser(f"spacy:{pipeline}").tag(text)
    assert [text[each.start : each.end] for each in found] == ["Quillon Abernassy", "Zzyx"]


def test_an_empty_text_names_nobody(pipeline: Path) -> None:
    assert load_recogniser(f"spacy:{pipeline}").tag("") == []


def test_the_analyser_reads_with_it_and_keeps_its_readings_apart(pipeline: Path) -> None:
    own = load_knowledge()
    other = Knowledge(own.lexicon, load_recogniser(f"spacy:{pipeline}"))
    assert other.version != own.version
    read = analyse(
        RevisionId("r"), title="", text="Quillon Abernassy, 61, resigned on Monday.", knowledge=other
    )
    assert [each.name for each in read.appearances] == ["Quillon Abernassy"]
    assert read.version == other.version


def test_a_pipeline_that_is_not_there_is_told_with_what_to_do() -> None:
    with pytest.raises(UsageError, match=r"spacy:en_nowhere: .*python -m spacy download en_nowhere"):
        load_recogniser("spacy:en_nowhere")


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name == "spacy":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UsageError, match=r"pip install 'people-digest\[spacy\]'"):
        load_recogniser("spacy:en_core_web_sm")


def test_an_unknown_recogniser_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="no recogniser 'oracle'; there are: tagger"):
        load_recogniser("oracle")
