"""What is worth quoting of direct speech: whole utterances, judged by how well they stand alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import fsum
from re import Pattern

from digest.model import ArticleId, Involvement, Part, PersonId, Quote, Reading, StoryQuote
from digest.stories.signals import has_number, is_balanced, is_cut_off
from digest.text.similarity import terms, words

QUOTES = 5
OF_ONE = 2  # quotes of one speaker
SHORTEST_QUOTE, LONGEST_QUOTE = 4, 60  # words
SHORTEST, LONGEST = 6, 40  # words of what stands alone
LEAST_TOLD, LEAST_HERE = 3, 2  # words that say something: alone, under the story
LEANING = 2  # on the words around it
STALE = 2.0  # what a quote loses whose article is a day older than the newest
LEAST = 1.95  # what words are worth at least that lean on others and are not of the speaker
LEFT_OUT = " … "  # stands for an attribution

# What they answer or point at was left behind.
_DANGLING = re.compile(
    r"(?:he|she|it|they|him|them|his|her|hers|their|theirs|its|this|that|these|those|such|there|then|but|and|or|nor|so|yet"
    r"|because|also|therefore|however|instead|otherwise|neither|either|both|each|another|none|same|yes|no|well|okay|oh"
    r"|the (?:others?|former|latter|same|first|second|two|three))\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:i|we|he|she|they) (?:said|says|told|added)\b|\b(?:said|says) (?:he|she)\b|[.!?] (?:he|she|they)\b",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"(?:[-–—:,;(]|\b(?:an?|the|and|or|but|of|to|for|with|by|at|from|my|our|your|his|their|its))$",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\bits?\b|\b(?:that|this|those|these|there|so)(?=[.!?]*(?:$| …))"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)(?=[.!?]*$)",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:he|she|him|his|her|hers|they|them|their|theirs"
    r"|it(?! (?:is|was|will|would|takes|took|rains|rained|snows|snowed|seems)\b|['’]))\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|him|his|her|hers|they|them|their|theirs)\b", re.IGNORECASE)
# What a pronoun behind it may mean.
_NAMED = re.compile(
    r"\b(?i:the|an?|my|our|your|every|no|some|any|both|\d+) (?!(?:bit|lot|little|few|of)\b)\w{3,}"
    r"|(?<=[\w,] )[A-Z]\w{2,}|\b(?i:people|somebody|someone|everybody|everyone|nobody)\b"
)
_SAYING = re.compile(
    r"(?:an?|at|every|everybody|nobody|no|people|you|when|if)\b", re.IGNORECASE
)  # of more than today
_SELF = re.compile(r"\b(?:i|my|me|mine|we|our|us)\b", re.IGNORECASE)
_TURN = re.compile(
    r"\b(?:but|never|nobody|nothing|without|until|unless|only|than|except|not|cannot|still|even|every)\b|n['’]t\b",
    re.IGNORECASE,
)

# What stands between two halves of one utterance: ',” Noh said. “'.
_BETWEEN = re.compile(r"[,.!?…]*\s*[”\"’](?P<attribution>(?=[^“”\"]*\w)[^“”\"\n:]{1,60})[“\"‘]\s*")
_SENTENCES = re.compile(r"\w{3,}[.!?…]+\s+\S")  # "Noh said. She laughed"
_ONLY_SAID = re.compile(
    r"[^,;]*\b(?:said|says|asked|asks|added|adds|wrote|writes|told|tells|replied|answered)\b[^,;]*"
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody says in one go: pieces verbatim, without the attributions between them."""

    speaker: str  # an appearance's key
    start: int  # in the article's text
    end: int
    pieces: tuple[str, ...]
    text: str


def stands_alone(text: str) -> bool:
    """Whether words need nothing that was said around them: whole, not pointing back, and saying something."""
    text = text.strip()
    return (
        SHORTEST <= len(text.split()) <= LONGEST
        and _is_whole(text)
        and not _leaves_open(text, _SOMEBODY)
        and len(terms(text)) >= LEAST_TOLD
    )


def stands_in_story(text: str) -> bool:
    """Whether words need no more than the story they stand under: that tells what "it" is, but not who."""
    return stands_alone(text) or (
        _is_whole(text)
        and _SELF.match(text) is not None
        and not _leaves_open(text, _PERSON)
        and len(terms(text)) >= LEAST_HERE
    )


def _is_whole(text: str) -> bool:
    """Whether it begins, ends and closes as an utterance does, and answers nothing."""
    return (
        not text[:1].islower()
        and not (_DANGLING.match(text) or _REPORTED.search(text) or _UNFINISHED.search(text))
        and is_balanced(text)
        and not is_cut_off(text)
    )


def _leaves_open(text: str, pronoun: re.Pattern[str]) -> bool:
    """Whether it has such a pronoun, and nothing in front of it that could be meant."""
    found = pronoun.search(text)
    return found is not None and not _NAMED.search(text[: found.start()])


def wording(text: str) -> float:
    """How much words are worth reading, whoever says them."""
    return fsum(
        (
            1.0 * (_SELF.search(text) is not None),  # somebody speaks for themselves
            1.0 * (_SAYING.match(text) is not None),  # of more than this day
            1.0 * (_TURN.search(text) is not None),  # a turn in the thought, or an exception
            0.5 * has_number(words(text)),
            0.5 * (9 <= len(text.split()) <= 25),
            0.15 * min(len(terms(text)), 8),  # how much is named
            -1.0 * _leaves_open(text, _POINTING),
            -0.5 * ("?" in text),
        )
    )


def pieces_of(text: str) -> list[str]:
    """The parts of a quote between which an attribution was left out."""
    return text.split(LEFT_OUT)


def utterances(reading: Reading) -> list[Utterance]:
    """The direct speech of an article in order; what a speaker goes on with behind an attribution is one utterance."""
    found: list[Utterance] = []
    for quote in sorted(reading.analysis.quotes, key=lambda each: (each.start, each.end)):
        grown = _continued(found[-1], quote, reading.article.text) if found else None
        if grown:
            found[-1] = grown
        else:
            found.append(_begun(quote))
    return found


def _begun(quote: Quote) -> Utterance:
    text = " ".join(quote.text.split())
    return Utterance(quote.speaker, quote.start, quote.end, (text,), text)


def _continued(before: Utterance, quote: Quote, article: str) -> Utterance | None:
    """Both as one; None where something else stands between them, another speaks, or it gets too long."""
    between = _BETWEEN.fullmatch(article[before.end : quote.start])
    if before.speaker != quote.speaker or not between or _SENTENCES.search(between["attribution"]):
        return None
    more = _begun(quote)
    whole = before.text.endswith((".", "!", "?")) and _ONLY_SAID.fullmatch(between["attribution"])
    text = f"{before.text} {more.text}" if whole else f"{before.text.rstrip(' ,')}{LEFT_OUT}{more.text}"
    if len(text.replace(LEFT_OUT, " ").split()) > LONGEST_QUOTE:
        return None
    return Utterance(before.speaker, before.start, quote.end, (*before.pieces, *more.pieces), text)


@dataclass(frozen=True, slots=True)
class _Candidate:
    quote: StoryQuote
    part: Part  # of who says it
    leans: int  # on nothing 0, on the story 1, on the words around it 2
    worth: float
    at: tuple[int, int]  # its article's place and its own


def choose_quotes(
    readings: Sequence[Reading],
    speakers: Mapping[tuple[ArticleId, str], Part],
    *,
    told: str,
    avoided: Pattern[str],
) -> tuple[StoryQuote, ...]:
    """A few quotes, each speaker's best before anybody's second: what stands alone first, of central people first.

    `speakers`: by article and appearance; `told`: the summary, which is not said again. What leans on the words
    around it comes only where there is nothing else; often there is none.
    """
    by_speaker: dict[PersonId, list[_Candidate]] = defaultdict(list)
    for each in sorted(_candidates(readings, speakers, told, avoided), key=_best_first):
        kept = by_speaker[each.part.person]
        if len(kept) < OF_ONE and not any(_overlap(each, other) for other in kept):
            kept.append(each)
    turns = [(turn, each) for kept in by_speaker.values() for turn, each in enumerate(kept)]
    if any(each.leans < LEANING for _, each in turns):
        turns = [(turn, each) for turn, each in turns if each.leans < LEANING]
    turns.sort(key=lambda turn: (turn[0], _by_part(turn[1])))
    return tuple(each.quote for _, each in turns)[:QUOTES]


def _best_first(each: _Candidate) -> tuple[int, float, tuple[int, int]]:
    return each.leans, -each.worth, each.at


def _by_part(each: _Candidate) -> tuple[object, ...]:
    passing = each.part.involvement is not Involvement.CENTRAL
    return each.leans, passing, *_best_first(each), each.part.name, each.part.person


def _leaning(text: str) -> int:
    return 0 if stands_alone(text) else LEANING - stands_in_story(text)


def _overlap(one: _Candidate, other: _Candidate) -> bool:
    """Whether two articles or two cuts tell the same words."""
    return one.quote.text in other.quote.text or other.quote.text in one.quote.text


def _candidates(
    readings: Sequence[Reading],
    speakers: Mapping[tuple[ArticleId, str], Part],
    told: str,
    avoided: Pattern[str],
) -> Iterator[_Candidate]:
    newest = max(each.article.published for each in readings)
    for place, reading in enumerate(readings):
        behind = min(1.0, (newest - reading.article.published) / timedelta(days=1))
        for said in utterances(reading):
            part = speakers.get((reading.article.id, said.speaker))
            if part is None or any(piece in told for piece in said.pieces):
                continue
            for text in _forms(said, avoided):
                article = reading.article.id
                quote = StoryQuote(text=text, person=part.person, speaker=part.name, article=article)
                worth = round(wording(text) - STALE * behind, 9)
                yield _Candidate(quote, part, _leaning(text), worth, (place, said.start))


def _forms(said: Utterance, avoided: Pattern[str]) -> Iterator[str]:
    """The whole; where that leans on other words, its pieces that do not; where that is none, any that is quotable."""
    whole = _is_quotable(said.text, avoided)
    if whole:
        yield said.text
    if len(said.pieces) > 1 and not stands_alone(said.text):
        for piece in said.pieces:
            if _is_quotable(piece, avoided) and (stands_alone(piece) or not whole):
                yield piece


def _is_quotable(text: str, avoided: Pattern[str]) -> bool:
    """Whether it is a sentence of its own, not a shred of one; where it leans on others, it must be worth it."""
    if text[:1].islower() or not SHORTEST_QUOTE <= len(text.split()) <= LONGEST_QUOTE or avoided.search(text):
        return False
    return stands_alone(text) or not (
        _DANGLING.match(text)
        or _UNFINISHED.search(text)
        or is_cut_off(text)
        or not is_balanced(text)
        or not terms(pieces_of(text)[0])
        or not (_SELF.search(text) or round(wording(text), 9) >= LEAST)
    )
