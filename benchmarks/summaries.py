"""Our summaries of articles and stories beside their peers, in one run.

python benchmarks/summaries.py ARTICLES STORIES

Files are of lines {"id","title","text","refs":[...]}, or with "articles":[{"title","text"}] instead of "title" and
"text"; or, ending in .yaml, those of tests/quality/summaries. Peers and the scorer are no dependencies of the project:

    python -m pip install rouge-score sumy newspaper4k summa lxml_html_clean

sumy and newspaper4k get our sentences, since their own need data that is downloaded apart: only the choice differs.
Peers that do not take several texts get a story's articles one after the other.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from ruamel.yaml import YAML

from digest.stories.boilerplate import is_boilerplate
from digest.stories.signals import PRONOUN
from digest.stories.summarise import Brief, summarise_article
from digest.stories.telling import Telling, by_centrality, summarise_story
from digest.text.sentences import split
from digest.text.similarity import words
from tests.quality.rouge import difference

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # processor time is compared

try:
    from newspaper import nlp as newspaper
    from newspaper.text import StopWords
    from rouge_score.rouge_scorer import RougeScorer
    from summa.summarizer import summarize as summa_summary
    from sumy.nlp.stemmers import Stemmer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.lsa import LsaSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer
except ImportError as missing:
    sys.exit(
        f"{missing.name} is missing: python -m pip install rouge-score sumy newspaper4k summa lxml_html_clean"
    )

COUNT = 3
METRICS = ("rouge1", "rouge2", "rougeLsum")
Articles = Sequence[Telling]  # one, or those of a story
System = Callable[[Articles], list[str]]


class Row(NamedTuple):
    """One text or story with its references."""

    articles: Articles
    wanted: Sequence[str]


def main(articles_file: str, stories_file: str) -> None:
    stories_only = {"first article's LEAD-3": lead, "central article's LEAD-3": central_lead}
    compare(read(articles_file), {"LEAD-3": lead} | PEERS, base="LEAD-3")
    compare(read(stories_file), stories_only | PEERS, base="central article's LEAD-3")


def read(file: str) -> list[Row]:
    text = Path(file).read_text(encoding="utf-8")
    rows = editors(text) if file.endswith(".yaml") else [json.loads(line) for line in text.splitlines()]
    return [
        Row([Telling(title=e["title"], text=e["text"]) for e in row.get("articles", [row])], row["refs"])
        for row in rows
    ]


def editors(text: str) -> list[dict]:
    """Our own texts; what their editor wrote, highlights and abstract, are the references."""
    rows = YAML(typ="safe").load(text)
    return [
        row | {"refs": [*(["\n".join(row["highlights"])] if "highlights" in row else []), row["abstract"]]}
        for row in rows
    ]


def compare(rows: Sequence[Row], systems: dict[str, System], *, base: str) -> None:
    print(f"\n{len(rows)} texts\n")
    print("| system | R1 | R2 | RL | words | leans % | page % | a second | to " + base + " | ours to it |")
    print("|---" * 10 + "|")
    told = {name: measured(rows, system) for name, system in ({"ours": ours} | systems).items()}
    for name, each in told.items():
        figures = " | ".join(f"{mean(score[at] for score in each.scores):.2f}" for at in range(3))
        to_base, to_it = (
            difference([score[0] for score in one.scores], [score[0] for score in other.scores])
            for one, other in ((each, told[base]), (told["ours"], each))
        )
        print(
            f"| {name} | {figures} | {each.words:.0f} | {each.leaning:.1f} | {each.page:.2f} | {each.rate:.0f}"
            f" | {to_base} | {to_it} |",
            flush=True,
        )


class Measured(NamedTuple):
    """What a system got."""

    scores: list[tuple[float, ...]]
    words: float
    leaning: float  # % of the sentences open with a pronoun or connective left alone
    page: float  # % of the sentences are the page speaking
    rate: float  # texts a second of processor time


def measured(rows: Sequence[Row], system: System) -> Measured:
    scorer = RougeScorer(METRICS, use_stemmer=True)
    start = time.process_time()
    told = [system(row.articles) for row in rows]
    spent = time.process_time() - start
    sentences = [
        (row, summary, at) for row, summary in zip(rows, told, strict=True) for at in range(len(summary))
    ]
    return Measured(
        scores=[_scores(scorer, summary, row.wanted) for row, summary in zip(rows, told, strict=True)],
        words=mean(len(" ".join(summary).split()) for summary in told),
        leaning=100 * sum(_leans_alone(*each) for each in sentences) / max(1, len(sentences)),
        page=100
        * sum(is_boilerplate(summary[at], words(summary[at])) for _, summary, at in sentences)
        / max(1, len(sentences)),
        rate=len(rows) / max(1e-9, spent),
    )


def _scores(scorer: RougeScorer, summary: Sequence[str], wanted: Sequence[str]) -> tuple[float, ...]:
    found = [scorer.score(each, "\n".join(summary)) for each in wanted]
    return tuple(100 * mean(each[metric].fmeasure for each in found) for metric in METRICS)


def _leans_alone(row: Row, summary: Sequence[str], at: int) -> bool:
    """Whether a sentence opens with a word that points back, and the one before it was left out."""
    if not PRONOUN.match(summary[at]):
        return False
    source = " ".join(" ".join(each.text.split()) for each in row.articles)
    together = " ".join(f"{summary[at - 1] if at else ''} {summary[at]}".split())
    return not at or together not in source


def ours(articles: Articles) -> list[str]:
    if len(articles) > 1:
        return [
            articles[at].text[start:end] for at, start, end in summarise_story(articles, Brief(count=COUNT))
        ]
    (one,) = articles
    return [one.text[start:end] for start, end in summarise_article(one.title, one.text, Brief(count=COUNT))]


def lead(articles: Articles) -> list[str]:
    text = articles[0].text
    return [text[start:end] for start, end in split(text)[:COUNT]]


def central_lead(articles: Articles) -> list[str]:
    return lead([articles[by_centrality(articles)[0]]])


def joined(articles: Articles) -> str:
    return "\n\n".join(each.text for each in articles)


class OurSentences:
    """For sumy, whose own tokenizer needs data that is downloaded apart: the peers choose from the same sentences."""

    language = "english"

    def to_sentences(self, text: str) -> tuple[str, ...]:
        return tuple(text[start:end] for start, end in split(text))

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(words(text))


def by_sumy(summarizer: type) -> System:
    def summary(articles: Articles) -> list[str]:
        parser = PlaintextParser.from_string(joined(articles), OurSentences())
        return [str(each) for each in summarizer(Stemmer("english"))(parser.document, COUNT)]

    return summary


def by_newspaper(articles: Articles) -> list[str]:
    title = articles[0].title or " ".join(lead(articles)[:1])  # without one it chooses nothing
    return list(newspaper.summarize(title, joined(articles), NEWSPAPER_STOP_WORDS, COUNT))


def by_summa(articles: Articles) -> list[str]:
    text = joined(articles)
    share = min(1.0, COUNT / max(1, len(split(text))))
    return summa_summary(text, ratio=share, split=True)[:COUNT]


newspaper.split_sentences = OurSentences().to_sentences  # its own needs NLTK's data
NEWSPAPER_STOP_WORDS = StopWords("en")
PEERS: dict[str, System] = {
    "sumy LexRank": by_sumy(LexRankSummarizer),
    "sumy TextRank": by_sumy(TextRankSummarizer),
    "sumy LSA": by_sumy(LsaSummarizer),
    "newspaper4k": by_newspaper,
    "summa TextRank": by_summa,
}


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
