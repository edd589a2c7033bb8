"""The sentences that tell an article or a story, lifted verbatim.

In news the order of appearance dominates (the inverted pyramid): a sentence's score falls with the logarithm of its
place, and what it says of the article's frequent words, its numbers, its length and its tone only shift it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log

from digest.stories.novelty import plain_form
from digest.stories.signals import (
    DATELINE,
    LOOSE_SPEAKER,
    POINTING,
    PRONOUN,
    has_number,
    is_balanced,
    is_boilerplate,
    is_cut_off,
    is_doubtful,
    is_personal,
    is_whole,
    naming,
)
from digest.text.sentences import Span, split
from digest.text.similarity import dot, idf, normalised, stems, terms, tfidf, total, words

READ = 6_000  # characters of an article that are read: what happened stands far above
CANDIDATES = 24  # sentences of an article that can be chosen
SHORTEST, LONGEST = 4, 90  # words: longer "sentences" are tables and lists
W_PLACE = 0.5
W_CENTRAL = 2.0
W_NUMBER = 0.1
P_LONG = 0.03
P_SHORT = 0.6
P_FIRST = 0.8
P_QUESTION = 1.0
P_DOUBT = 0.8
P_CUT = 1.5
P_LOOSE = 0.4
W_NAMED = 1.0
ENOUGH = 20  # words of a story's summary that need no second article


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is asked of a summary."""

    count: int = 3  # sentences at most
    prefer: Collection[str] = ()  # names in full: sentences that introduce them are welcome
    avoid: Collection[str] = ()  # names that must not be read
    told: Collection[str] = frozenset()  # sentences told before, in `novelty.plain_form`


@dataclass(frozen=True, slots=True)
class _Line:
    at: int
    start: int
    end: int
    text: str
    words: list[str]
    leans: bool  # it needs the sentence before it
    terms: frozenset[str] = field(repr=False)


ANY = Brief()


def summarise_article(title: str, text: str, brief: Brief = ANY) -> list[Span]:
    """The spans in `text` of at most `brief.count` sentences, in order of appearance.

    A sentence that leans on the one before it ("He", "But", "The couple") comes only together with it.
    """
    lines = _lines(text)
    if not lines:
        return []
    frequency = Counter(term for line in lines for term in line.terms)
    heading = words(title)
    scores = {line.at: _score(line, frequency, brief) for line in lines if _is_fit(line, heading, brief)}
    chosen = _choose(lines, scores, brief.count)
    return [(line.start, line.end) for line in chosen]


def _lines(text: str) -> list[_Line]:
    spans = split(text[:READ])
    if len(text) > READ:
        spans = spans[:-1] or spans
    lines = []
    for at, (start, end) in enumerate(spans[:CANDIDATES]):
        opening = DATELINE.match(text, start, end)
        if opening and opening.end() < end:
            start = opening.end()
        sentence = text[start:end]
        own = words(sentence)
        leans = _leans(sentence, first=at == 0)
        lines.append(_Line(at, start, end, sentence, own, leans, frozenset(stems(own))))
    return lines


def _leans(sentence: str, *, first: bool) -> bool:
    if PRONOUN.match(sentence):
        return True
    return not first and (POINTING.match(sentence) is not None or _inside_quote(sentence))


def _inside_quote(sentence: str) -> bool:
    close = sentence.find("”")
    return close >= 0 and not 0 <= sentence.find("“") < close


def _is_fit(line: _Line, title: Sequence[str], brief: Brief) -> bool:
    if not SHORTEST <= len(line.words) <= LONGEST or not is_whole(line.text):
        return False
    if is_boilerplate(line.text, line.words) or naming(brief.avoid).search(line.text):
        return False
    return line.words != title and " ".join(line.words) not in brief.told


def _score(line: _Line, frequency: Mapping[str, int], brief: Brief) -> float:
    common = sum(log(frequency[term]) for term in line.terms) / (len(line.terms) + 3)
    score = W_CENTRAL * common - W_PLACE * log(1 + line.at)
    score += W_NUMBER * has_number(line.words)
    score -= P_SHORT * (len(line.words) < 8) + P_LONG * max(0, len(line.words) - 25)
    score -= P_FIRST * is_personal(line.words)
    score -= P_QUESTION * ("?" in line.text) + P_DOUBT * is_doubtful(line.words)
    score -= P_LOOSE * (LOOSE_SPEAKER.search(line.text) is not None) + P_LOOSE * (not is_balanced(line.text))
    score -= P_CUT * is_cut_off(line.text)
    return score + W_NAMED * any(name in line.text for name in brief.prefer)


def _choose(lines: Sequence[_Line], scores: Mapping[int, float], count: int) -> list[_Line]:
    """The best, one after the other; a leaning sentence once the one before it is in."""
    chosen: dict[int, _Line] = {}
    while len(chosen) < count:
        open_to = [
            line
            for line in lines
            if line.at in scores
            and line.at not in chosen
            and (not line.leans or line.at - 1 in chosen)
            and not _repeats(line, chosen.values())
        ]
        if not open_to:
            break
        best = max(open_to, key=lambda line: (scores[line.at], -line.at))
        chosen[best.at] = best
    return [chosen[at] for at in sorted(chosen)]


def _repeats(line: _Line, chosen: Collection[_Line]) -> bool:
    return any(
        len(line.terms & other.terms) > 0.7 * min(len(line.terms), len(other.terms)) for other in chosen
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An article as a story's summary sees it."""

    title: str
    text: str


def summarise_story(articles: Sequence[Telling], brief: Brief = ANY) -> list[tuple[int, int, int]]:
    """(index of the article, start, end) of at most `brief.count` sentences of one story.

    The article nearest to all of them tells it; sentences of several mixed read worse and score worse. Another
    one adds a sentence only where fewer than 20 words were found.
    """
    order = by_centrality(articles)
    found: list[tuple[int, int, int]] = []
    for at in order:
        told = frozenset(brief.told) | {plain_form(articles[i].text[start:end]) for i, start, end in found}
        rest = replace(brief, count=brief.count - len(found), told=told)
        spans = summarise_article(articles[at].title, articles[at].text, rest)
        found += [(at, start, end) for start, end in spans]
        if len(found) >= brief.count or _word_count(articles, found) >= ENOUGH:
            break
    return found


def _word_count(articles: Sequence[Telling], found: Collection[tuple[int, int, int]]) -> int:
    return sum(len(articles[at].text[start:end].split()) for at, start, end in found)


def by_centrality(articles: Sequence[Telling]) -> list[int]:
    """The articles, the one most like all the others first."""
    counts = [Counter(terms(each.title) + terms(each.text[:1500])) for each in articles]
    weights = idf(counts)
    vectors = [tfidf(each, weights) for each in counts]
    centre = normalised(total(vectors))
    return sorted(range(len(articles)), key=lambda at: (-round(dot(vectors[at], centre), 9), at))
