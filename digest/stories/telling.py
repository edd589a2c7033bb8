"""The sentences that tell a story: those of the article that says best what all of them say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from digest.stories.summarise import ANY, Brief, summarise_article
from digest.text.similarity import Vector, dot, idf, normalised, terms, tfidf, total, words

READ = 1_500  # characters of an article that are compared with the others
READ_AT_ONCE = 40  # articles whose summaries compete
ENOUGH = 12  # words of a summary that need no second article

Place = tuple[int, int, int]  # index of the article, start, end


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An article as a story's summary sees it."""

    title: str
    text: str
    favour: float = 0.0  # what else speaks for telling the story by it, such as its age; nearness is 0 to 1


def summarise_story(articles: Sequence[Telling], brief: Brief = ANY) -> list[Place]:
    """(index of the article, start, end) of at most `brief.count` sentences of one story.

    The article whose own summary is nearest to what all articles say tells it; sentences of several mixed read worse
    and score worse. Another one adds a sentence only where fewer than ENOUGH words were found.
    """
    found: list[Place] = []
    for at, spans in _best_first(articles, brief):
        if found:
            spans = _still_new(articles, at, found, brief)
        found += [(at, start, end) for start, end in spans]
        if len(found) >= brief.count or _word_count(articles, found) >= ENOUGH:
            break
    return found


def _best_first(articles: Sequence[Telling], brief: Brief) -> list[tuple[int, list[tuple[int, int]]]]:
    """The articles that have something to tell with their summaries, the one nearest to all of them first."""
    counts = [_counts(each) for each in articles]
    weights = idf(counts)
    centre = normalised(total(tfidf(each, weights) for each in counts))
    told = {
        at: summarise_article(articles[at].title, articles[at].text, brief)
        for at in by_centrality(articles)[:READ_AT_ONCE]
    }

    def nearness(at: int) -> float:
        text = " ".join(articles[at].text[start:end] for start, end in told[at])
        return round(dot(tfidf(Counter(terms(text)), weights), centre) + articles[at].favour, 9)

    return [(at, told[at]) for at in sorted(told, key=lambda at: (-nearness(at), at)) if told[at]]


def _still_new(
    articles: Sequence[Telling], at: int, found: Sequence[Place], brief: Brief
) -> list[tuple[int, int]]:
    """What an article adds to sentences of others."""
    told = {" ".join(words(articles[i].text[start:end])) for i, start, end in found}
    rest = replace(brief, count=brief.count - len(found), told=frozenset(brief.told) | told)
    return summarise_article(articles[at].title, articles[at].text, rest)


def _word_count(articles: Sequence[Telling], found: Collection[Place]) -> int:
    return sum(len(articles[at].text[start:end].split()) for at, start, end in found)


def _counts(article: Telling) -> Counter[str]:
    return Counter(terms(article.title) + terms(article.text[:READ]))


def by_centrality(articles: Sequence[Telling]) -> list[int]:
    """The articles, the one most like all the others first."""
    if len(articles) < 2:
        return list(range(len(articles)))
    counts = [_counts(each) for each in articles]
    weights = idf(counts)
    vectors: list[Vector] = [tfidf(each, weights) for each in counts]
    centre = normalised(total(vectors))
    return sorted(range(len(articles)), key=lambda at: (-round(dot(vectors[at], centre), 9), at))
