"""The copies the tagger learns from: their spans hold names, and the same texts always give the same copies."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from digest.people.lexicon import Lexicon, load_lexicon
from digest.people.tagger.features import Known

TRAINING = Path(__file__).resolve().parents[2] / "training"
TEXT = "Senator Anna Colby spoke. The hall was full. Colby and @anna met Jan van der Berg, said Mr. Berg."
NAMES = ("Anna Colby", "Colby", "Jan van der Berg", "Berg")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(autouse=True)
def _training_on_the_path(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(TRAINING))
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        del sys.modules[name]


def a_document():
    from corpus import Document

    starts = (8, TEXT.index("Colby and"), TEXT.index("Jan"), TEXT.index("Berg."))
    people = tuple((start, start + len(name)) for start, name in zip(starts, NAMES, strict=True))
    unsure = TEXT.index("@anna")
    return Document("invented", "gum_open", TEXT, people, ((unsure, unsure + 5),))


def swapped_copy(lexicon: Lexicon):
    from swaps import pools, swapped

    names = pools(lexicon, {"lorry": Known("9")})
    return swapped([a_document()], lexicon, names, one_in=1)[0]


def test_in_a_copy_the_same_word_bears_the_same_new_name(lexicon: Lexicon):
    copy = swapped_copy(lexicon)
    full, surname, other, alone = (copy.text[start:end] for start, end in copy.people)
    assert full.split()[-1] == surname != "Colby"
    assert other.split()[1:3] == ["van", "der"]
    assert other.split()[-1] == alone != "Berg"


def test_in_a_copy_all_else_stays_and_nothing_is_learnt_of_sentences_without_names(lexicon: Lexicon):
    copy = swapped_copy(lexicon)
    unsure = [copy.text[start:end] for start, end in copy.unsure]
    assert unsure[0] == "@anna"
    assert "The hall was full." in unsure[1]
    assert copy.text.startswith("Senator ")


def test_the_same_text_gives_the_same_copy(lexicon: Lexicon):
    assert swapped_copy(lexicon) == swapped_copy(lexicon)


def test_invented_lines_name_somebody_where_they_say_so(lexicon: Lexicon):
    from boxes import boxes
    from swaps import pools

    made = boxes(lexicon, pools(lexicon, {}), count=60)
    names = [each.text[start:end] for each in made for start, end in each.people]
    assert made == boxes(lexicon, pools(lexicon, {}), count=60)
    assert all(name == name.strip() and name and "\n" not in name for name in names)
    assert any(name.isupper() for name in names)


def test_names_inside_names_are_neither_names_nor_examples_against_them():
    from corpus import Document, normalised

    text = "They crossed the Anna Colby Bridge with Mr. Berg."
    inside, name = text.index("Anna"), text.index("Mr.")
    document = Document("invented", "gum_open", text, ((inside, inside + 10), (name, name + 8)))
    assert normalised(document).unsure == ((inside, inside + 10),)
    assert normalised(document).people == ((name + 4, name + 8),)
