"""What a use case works with, and what its workers run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from digest.model import Analysis, Article, Reading, RevisionId
from digest.people import analyse, load_knowledge
from digest.ports import Fetcher, Storage, Workers

log = logging.getLogger("digest")
ANALYSIS_SECONDS = 60.0

Progress = Callable[
    [str, int, int], None
]  # what is being done, how many are done, of how many (0: not known)


def silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Means:
    """The ports a use case reads and writes through."""

    storage: Storage
    fetcher: Fetcher
    workers: Workers
    progress: Progress = field(default=silent)
    recogniser: str = ""  # its name, see people.recognisers


def analyse_article(article: Article, *, recogniser: str = "") -> Analysis:
    """What the analyser reads in an article: run in the workers' processes."""
    return analyse(
        article.revision,
        title=article.title,
        text=article.text,
        byline=article.byline,
        knowledge=load_knowledge(recogniser),
    )


def read(means: Means, articles: Sequence[Article]) -> list[Reading]:
    """The articles with their analyses, analysing and keeping those not analysed before.

    Raises UsageError where the recogniser asked for is not installed.
    """
    version = load_knowledge(means.recogniser).version
    known = means.storage.analyses.get([each.revision for each in articles], version=version)
    missing = [each for each in articles if each.revision not in known]
    fresh = _analysed(means, missing, version)
    means.storage.analyses.put(fresh.values())
    known |= fresh
    return [Reading(article=each, analysis=known[each.revision]) for each in articles]


def _analysed(means: Means, articles: Iterable[Article], version: str) -> dict[RevisionId, Analysis]:
    """New analyses; an article that cannot be analysed is kept as one that names nobody, and the log says so."""
    found: dict[RevisionId, Analysis] = {}
    wanted = list({each.revision: each for each in articles}.values())
    analyse_one = partial(analyse_article, recogniser=means.recogniser)
    for outcome in means.workers.run(analyse_one, wanted, timeout=ANALYSIS_SECONDS):
        revision = outcome.given.revision
        if outcome.result is None:
            log.warning("nobody could be recognised in %s: %s", outcome.given.url, outcome.error)
        found[revision] = outcome.result or Analysis(revision=revision, version=version)
        means.progress("recognising people", len(found), len(wanted))
    return found
