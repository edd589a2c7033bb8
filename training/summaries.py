"""Fits the weights of `digest/stories/weights.py`: how much each sign says that a sentence belongs into a summary.

Coordinate search on mean ROUGE-1 of the development articles, from the weights in use; how well that does is told by
five folds, each scored with weights that have not seen it. Writes the numbers into weights.py and the report
training/SUMMARIES.md. No chance is involved but the bootstrap's, whose seed is fixed: a run gives the same files again.

python training/summaries.py [--data FOLDER] [--keep]      (--keep: report only, leave the weights as they are)
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from ruamel.yaml import YAML

from digest.stories.lines import Line
from digest.stories.summarise import Page, choose, read_page
from digest.stories.telling import Telling, by_centrality, summarise_story
from digest.stories.weights import TUNED, Weights
from digest.text.sentences import split
from tests.quality.rouge import Counts, Difference, counts, difference, unigram_f1

HERE = Path(__file__).parent
PROJECT = HERE.parent
SEEN = PROJECT / "tests" / "quality" / "summaries" / "seen" / "articles.yaml"
FITTED = ("place", "central", "covered", "number", "long", "short", "personal")
STEPS = (0.5, 0.25)  # of a weight
ENOUGH = 0.02  # points of ROUGE-1 on the fitting folds: what gains less stays as it is
FOLDS = 5
END = "<!-- from here on written by training/summaries.py -->"
COUNT = 3


class Example(NamedTuple):
    """One text with its references, and what `choose` needs of it."""

    page: Page
    first: list[Counts]
    wanted: list[Counts]
    texts: list[Counts]  # by place


def main() -> None:
    """Fit, write and report."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--data", type=Path, default=PROJECT.parent / "shared" / "data" / "summaries")
    arguments.add_argument("--keep", action="store_true", help="report on the weights in use")
    given = arguments.parse_args()
    articles = [
        example(row["title"], row["text"], row["refs"]) for row in rows(given.data / "cnndm_dev.jsonl")
    ]
    folds = [[each for at, each in enumerate(articles) if at % FOLDS == k] for k in range(FOLDS)]
    fitted = TUNED if given.keep else fit(articles)
    by_fold = [TUNED if given.keep else fit(_without(folds, k)) for k in range(FOLDS)]
    held = [score(each, by_fold[k]) for k, fold in enumerate(folds) for each in fold]
    first = [unigram_f1(each.first, each.wanted) for fold in folds for each in fold]
    report = [*_on_articles(articles, folds, fitted, by_fold, difference(held, first))]
    report += [*_on_others(fitted, given.data)]
    if not given.keep:
        write(fitted)
        (HERE / "SUMMARIES.md").write_text(_page(report), encoding="utf-8")
    sys.stdout.write("\n".join(report) + "\n")


def rows(path: Path) -> list[dict]:
    """The objects of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def example(title: str, text: str, wanted: Sequence[str]) -> Example:
    """A text, read once for all weights."""
    page = read_page(title, text)
    first = [counts(text[start:end]) for start, end in split(text)[:COUNT]]
    return Example(page, first, [counts(each) for each in wanted], [counts(line.text) for line in page.lines])


def score(each: Example, weights: Weights) -> float:
    """ROUGE-1 of what these weights choose."""
    chosen: Sequence[Line] = choose(each.page, COUNT, weights)
    return unigram_f1([each.texts[line.at] for line in chosen], each.wanted)


def fit(examples: Sequence[Example]) -> Weights:
    """Coordinate search: a step of one weight is kept as long as it gains ENOUGH."""

    def worth(weights: Weights) -> float:
        return mean(score(each, weights) for each in examples)

    best, gained = TUNED, worth(TUNED)
    for step in STEPS:
        for name in FITTED:
            best, gained = _along(best, gained, name, step, worth)
    return best


def _along(
    weights: Weights, gained: float, name: str, step: float, worth: Callable[[Weights], float]
) -> tuple[Weights, float]:
    for factor in (1 + step, 1 / (1 + step)):
        while True:
            tried = replace(weights, **{name: round(getattr(weights, name) * factor, 4)})
            reached = worth(tried)
            if reached < gained + ENOUGH:
                break
            weights, gained = tried, reached
    return weights, gained


def _without(folds: Sequence[Sequence[Example]], left_out: int) -> list[Example]:
    return [each for k, fold in enumerate(folds) if k != left_out for each in fold]


def write(weights: Weights) -> None:
    """Put the fitted numbers into weights.py."""
    path = PROJECT / "digest" / "stories" / "weights.py"
    text = path.read_text(encoding="utf-8")
    for name in FITTED:
        text = re.sub(rf"(?m)^(    {name}: float = )\S+", rf"\g<1>{getattr(weights, name):g}", text)
    path.write_text(text, encoding="utf-8")


def _on_articles(
    articles: Sequence[Example],
    folds: Sequence[Sequence[Example]],
    fitted: Weights,
    by_fold: Sequence[Weights],
    gain: Difference,
) -> list[str]:
    lines = [
        f"## {len(articles)} development articles with highlights", "",
        "| weights | ROUGE-1 |", "|---|---|",
        f"| first {COUNT} sentences | {mean(unigram_f1(e.first, e.wanted) for e in articles):.2f} |",
        f"| in use before this run | {mean(score(e, TUNED) for e in articles):.2f} |",
        f"| fitted on all of them | {mean(score(e, fitted) for e in articles):.2f} |",
        f"| fitted on four folds, scored on the fifth | {_held(folds, by_fold):.2f} |", "",
        f"Folds kept out against the first sentences: {gain}", "",
        "| weight | fitted | " + " | ".join(f"fold {k + 1}" for k in range(FOLDS)) + " | without it |",
        "|---" * (FOLDS + 3) + "|",
    ]  # fmt: skip
    for name in FITTED:
        without = mean(
            score(e, replace(fitted, **{name: 1.0 if name == "covered" else 0.0})) for e in articles
        )
        values = " | ".join(f"{getattr(each, name):g}" for each in by_fold)
        lines.append(f"| {name} | {getattr(fitted, name):g} | {values} | {without:.2f} |")
    for each in (each for each in fields(Weights) if each.name not in FITTED):
        without = mean(score(e, replace(fitted, **{each.name: 0.0})) for e in articles)
        lines.append(
            f"| {each.name} | {getattr(fitted, each.name):g} (by hand) |{' |' * FOLDS} {without:.2f} |"
        )
    return lines


def _held(folds: Sequence[Sequence[Example]], by_fold: Sequence[Weights]) -> float:
    return mean(score(each, by_fold[k]) for k, fold in enumerate(folds) for each in fold)


def _on_others(weights: Weights, data: Path) -> list[str]:
    """Texts of other kinds, on which nothing is fitted: nowhere may it be worse than the first sentences."""
    seen = YAML(typ="safe").load(SEEN.read_text(encoding="utf-8"))
    stories = rows(data / "story_dev.jsonl")
    kinds = {
        "our seen articles, highlights": [
            example(each["title"], each["text"], [" ".join(each["highlights"])]) for each in seen
        ],
        "our seen articles, abstracts": [
            example(each["title"], each["text"], [each["abstract"]]) for each in seen
        ],
        "short texts: each article of a story alone": [
            example(each["title"], each["text"], row["refs"]) for row in stories for each in row["articles"]
        ],
    }
    lines = ["", "## Texts of other kinds, nothing fitted on them", ""]
    lines += ["| texts | n | first sentences | ours | difference, 95 % interval |", "|---|---|---|---|---|"]
    for kind, examples in kinds.items():
        ours = [score(each, weights) for each in examples]
        first = [unigram_f1(each.first, each.wanted) for each in examples]
        lines.append(
            f"| {kind} | {len(ours)} | {mean(first):.2f} | {mean(ours):.2f} | {difference(ours, first)} |"
        )
    return [*lines, "", *_on_stories(stories)]


def _on_stories(stories: Sequence[dict]) -> list[str]:
    ours, central = [], []
    for row in stories:
        articles = [Telling(title=each["title"], text=each["text"]) for each in row["articles"]]
        wanted = [counts(each) for each in row["refs"]]
        ours.append(
            unigram_f1([counts(articles[at].text[s:e]) for at, s, e in summarise_story(articles)], wanted)
        )
        text = articles[by_centrality(articles)[0]].text
        central.append(unigram_f1([counts(text[s:e]) for s, e in split(text)[:COUNT]], wanted))
    means = (
        f"Ours {mean(ours):.2f}; first sentences of the article nearest to the centroid {mean(central):.2f}"
    )
    return [f"## {len(stories)} development stories", "", f"{means}; difference {difference(ours, central)}"]


def _page(report: Sequence[str]) -> str:
    """The report below what was written by hand, which ends with the line END."""
    path = HERE / "SUMMARIES.md"
    head = path.read_text(encoding="utf-8").partition(END)[0] if path.exists() else ""
    return f"{head}{END}\n\n" + "\n".join(report) + "\n"


if __name__ == "__main__":
    main()
