"""The sentences that tell an article, lifted verbatim.

In news the order of appearance dominates (the inverted pyramid): a sentence's score falls with the logarithm of its
place. Beside it counts what the article keeps coming back to; what a chosen sentence has told already counts less in
the next (coverage as a submodular gain: Lin & Bilmes, "A class of submodular functions for document
summarization", 2011). Numbers, length and tone only shift it. What reads badly is ruled out, not weighed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log

from digest.stories.boilerplate import is_boilerplate
from digest.stories.casting import Cast
from digest.stories.lines import Line, in_one_language, read_lines
from digest.stories.signals import (
    LIST_MARK,
    has_number,
    is_balanced,
    is_cut_off,
    is_doubtful,
    is_only_speech,
    is_personal,
    is_prose,
    is_turn,
    is_whole,
    naming,
    opens_with_speech,
    runs_without_blanks,
)
from digest.stories.told import is_told
from digest.stories.weights import TUNED, Weights
from digest.text.sentences import Span
from digest.text.similarity import words

SHORTEST, LONGEST = 4, 90  # words: longer "sentences" are tables and lists
BRIEF, LONG = 8, 25  # words
PADDING = 2  # words added to a sentence's length, so that a word or two do not make it central
FIRST = 6  # sentences in which somebody of the cast is named, if they matter
REPEATING = 0.7  # of the shorter one's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is asked of a summary."""

    count: int = 3  # sentences at most
    prefer: Collection[str] = ()  # names in full: they are introduced before they are mentioned
    avoid: Collection[str] = ()  # names that must not be read
    told: Collection[str] = frozenset()  # sentences told before, in `novelty.plain_form`


ANY = Brief()


@dataclass(frozen=True, slots=True)
class Page:
    """An article read for summarising; what does not depend on the weights, so that they can be fitted."""

    lines: Sequence[Line]
    frequency: Mapping[str, float] = field(repr=False)  # logarithm of how many lines have the term
    fit: Collection[int]  # places of the lines that can be chosen
    opening: Line | None  # told where none of them can
    speeches: Sequence[Line]  # each begins somebody's words that the line behind it ends
    cast: Cast


def summarise_article(title: str, text: str, brief: Brief = ANY, weights: Weights = TUNED) -> list[Span]:
    """The spans in `text` of at most `brief.count` sentences, in order of appearance.

    A sentence that leans on the one before it ("He", "But", "The couple") comes only together with it. Where no
    sentence is fit, the opening is told as it is, if it is prose.
    """
    page = read_page(title, text, brief)
    chosen = choose(page, brief.count, weights)
    return [(line.start, line.end) for line in chosen]


def read_page(title: str, text: str, brief: Brief = ANY) -> Page:
    """The article's sentences, which of them are fit to be chosen, and how often their words stand in it."""
    lines = read_lines(text)
    counts = Counter(term for line in lines for term in line.terms)
    heading, avoided = words(title), naming(brief.avoid)

    def allowed(line: Line) -> bool:
        return not is_told(line.words, line.terms, brief.told) and not avoided.search(line.text)

    readable = [line for line in lines if _is_readable(line) and allowed(line)]
    fit = in_one_language(text, [line for line in readable if _is_fit(line, lines, heading)])
    frequency = {term: log(count) for term, count in counts.items()}
    opening = readable[0] if readable and _is_opening(readable[0]) else None
    speeches = [line for line, after in pairwise(readable) if _ends_speech(line, after)]
    return Page(lines, frequency, {line.at for line in fit}, opening, speeches, Cast.of(brief.prefer, fit))


def _is_readable(line: Line) -> bool:
    """Whether the reporter speaks here: no heading, list, table, or line of the page."""
    length = len(line.words)
    size = SHORTEST <= length <= LONGEST or (length < SHORTEST and runs_without_blanks(line.text))
    return size and not is_boilerplate(line.text, line.words) and not LIST_MARK.match(line.text)


def _is_fit(line: Line, lines: Sequence[Line], heading: Sequence[str]) -> bool:
    whole = is_whole(line.text) and is_balanced(line.text) and line.words != heading
    return (
        whole and not is_turn(line.text) and not (is_only_speech(line.text) and _lacks_speaker(line, lines))
    )


def _lacks_speaker(line: Line, lines: Sequence[Line]) -> bool:
    """Whether the sentence before it tells nobody who could be speaking."""
    return line.at == 0 or is_only_speech(lines[line.at - 1].text)


def _is_opening(line: Line) -> bool:
    """Whether it opens the text: a feed's excerpt may break off, or say "he" from the start."""
    return line.at == 0 and (is_whole(line.text) or is_prose(line.text, line.words))


def _ends_speech(line: Line, after: Line) -> bool:
    """Whether two sentences in a row are whole only together, as one speech."""
    if (
        is_balanced(line.text)
        or after.at != line.at + 1
        or not is_whole(line.text)
        or not is_whole(after.text)
    ):
        return False
    return is_balanced(f"{line.text} {after.text}")


def choose(page: Page, count: int, weights: Weights = TUNED) -> list[Line]:
    """The best sentences, one after the other, in order of appearance; for want of any, the opening."""
    chosen = _naming_somebody(page, _best(page, count, weights), count)
    if len(chosen) + 2 <= count:
        chosen = _with_speeches(page, chosen, count)
    return chosen or ([page.opening] if page.opening else [])


def _naming_somebody(page: Page, chosen: list[Line], count: int) -> list[Line]:
    """The chosen lines; where they name nobody of the cast, with the first line that does, for the last of them."""
    cast = page.cast
    if not cast.introduced or any(cast.names(line) for line in chosen):
        return chosen
    naming = [page.lines[at] for at in sorted(page.fit) if at < FIRST and cast.introduced.get(at)]
    for line in naming:
        kept = chosen[: count - 1]
        repeats = any(_repeats(line, each) for each in kept)
        if not repeats and _is_open(line, {each.at: each for each in kept}, cast):
            return sorted([*kept, line], key=lambda each: each.at)
    return chosen


def _with_speeches(page: Page, chosen: Sequence[Line], count: int) -> list[Line]:
    """Speeches of two sentences, where a short text has nothing else left to tell."""
    found = {line.at: line for line in chosen}
    for line in page.speeches:
        if (
            len(found) + 2 <= count
            and (line.at == 0 or line.at - 1 in found)
            and page.cast.allows(line, found)
        ):
            found |= {line.at: line, line.at + 1: page.lines[line.at + 1]}
    return [found[at] for at in sorted(found)]


def _best(page: Page, count: int, weights: Weights) -> list[Line]:
    scores = {at: _score(page.lines[at], page, weights) for at in sorted(page.fit)}
    chosen: dict[int, Line] = {}
    covered: frozenset[str] = frozenset()
    while len(chosen) < count:
        open_to = [page.lines[at] for at in scores if _is_open(page.lines[at], chosen, page.cast)]
        if not open_to:
            break
        gain = _gain(page, scores, covered, weights)
        best = max(open_to, key=lambda line: (gain(line) + page.cast.bonus(line, chosen, weights), -line.at))
        chosen[best.at] = best
        covered |= best.terms
        scores = {at: score for at, score in scores.items() if not _repeats(page.lines[at], best)}
    return [chosen[at] for at in sorted(chosen)]


def _is_open(line: Line, chosen: Mapping[int, Line], cast: Cast) -> bool:
    return (not line.leans or line.at - 1 in chosen or line.on in chosen) and cast.allows(line, chosen)


def _repeats(line: Line, other: Line) -> bool:
    """Whether it says what a chosen one says; that one itself does."""
    if line is other:
        return True
    return len(line.terms & other.terms) > REPEATING * min(len(line.terms), len(other.terms))


def _score(line: Line, page: Page, weights: Weights) -> float:
    """What speaks for a sentence before any other is chosen."""
    length = len(line.words)
    common = sum([page.frequency[term] for term in line.terms]) / (len(line.terms) + PADDING)
    return (
        weights.central * common
        + weights.place * log(1 + line.at)
        + weights.number * has_number(line.words)
        + weights.short * (length < BRIEF)
        + weights.long * max(0, length - LONG)
        + weights.personal * is_personal(line.words)
        + weights.question * ("?" in line.text)
        + weights.doubtful * is_doubtful(line.words)
        + weights.quoting * opens_with_speech(line.text)
        + weights.cut * is_cut_off(line.text)
    )


def _gain(
    page: Page, scores: Mapping[int, float], covered: frozenset[str], weights: Weights
) -> Callable[[Line], float]:
    """What a sentence adds to those chosen: words that they have told already count less."""
    lost = weights.central * (1 - weights.covered)

    def gain(line: Line) -> float:
        told = sum([page.frequency[term] for term in line.terms & covered])
        return scores[line.at] - lost * told / (len(line.terms) + PADDING)

    return gain
