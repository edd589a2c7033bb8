"""Sports boxes: line-ups and scores list surnames, and so tell that a bare surname of the report is a person's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.people.lexicon import Lexicon
from digest.people.passages import Passage
from digest.people.recognise import Seen

FEWEST = 6  # names in a line that make it a box
MOST_SMALL = 0.3  # the share of words written small up to which a line is no sentence
_DISMISSED = frozenset(
    {("run", "out"), ("not", "out"), ("hit", "wicket"), ("retired", "hurt"), ("c", "&"), ("c", "and")}
)
_LISTING = re.compile(r"[;(]|\d+")  # of which a box has more than one
_PARTING = frozenset(",;()[]–—-/0123456789")


def in_boxes(seen: Sequence[Seen], title: Passage, lexicon: Lexicon) -> list[Seen]:
    """The single names that a line-up lists and the report names too; `title` shows which are teams ("Portage 4")."""
    out = [each for each in seen if _in_scorecard(each)]
    body = next((each.chunk.passage for each in seen if each.chunk.passage.field != "title"), None)
    listed = box_names(body) if body else frozenset()
    if not body or not listed:
        return out
    names = {body.word(i) for i in listed} - _teams(body) - _teams(title) - lexicon.notnames
    boxed = [each for each in seen if _at(each) in listed and each.chunk.parts[0] in names]
    told = [
        each for each in seen if _at(each) not in listed and each.chunk.parts[0] in names and _is_free(each)
    ]
    both = {each.chunk.parts[0] for each in told}
    return [*told, *(each for each in boxed if each.chunk.parts[0] in both), *out]


def _in_scorecard(each: Seen) -> bool:
    """Whether a cricketer is out or takes a wicket here: "Fenn lbw b Rusk 0", "Hay c Stoll b Rusk 12"."""
    word, behind, at = each.chunk.passage.word, each.chunk.last + 1, each.chunk.lead - 1
    dismissed = word(behind) == "lbw" or (word(behind), word(behind + 1)) in _DISMISSED
    token = each.chunk.passage.tokens[at] if at >= 0 else None
    by = token is not None and token.text in ("b", "c", "st") and token.kind == "word"
    caught = word(behind) in ("b", "c", "st") and _begins_name(each.chunk.passage, behind + 1)
    return (
        dismissed or caught or (by and (word(behind)[:1].isdigit() or word(behind) in ("b", ",", "\n", "")))
    )


def _begins_name(passage: Passage, index: int) -> bool:
    return index < len(passage.tokens) and passage.tokens[index].capital


def _at(each: Seen) -> int:
    return each.chunk.first if each.chunk.passage.field != "title" else -1


def _is_free(each: Seen) -> bool:
    """Whether nothing says that this place names something else: "the", "in", a common word that begins a sentence."""
    placed = each.evidence.placed and not each.evidence.possessive  # "headed in Quayle’s corner"
    return not (each.evidence.determined or placed or each.chunk.doubtful)


def _teams(passage: Passage) -> set[str]:
    """The words with a score or a colon behind them, and those that begin a line with brackets behind."""
    return {
        passage.word(i)
        for i, token in enumerate(passage.tokens)
        if token.kind == "word" and token.capital and _names_a_team(passage, i)
    }


def _names_a_team(passage: Passage, index: int) -> bool:
    behind, begins = passage.word(index + 1), passage.word(index - 1) in ("", "\n")
    scored = passage.field == "title" and (
        behind[:1].isdigit() or (behind == "," and passage.word(index + 2).isdigit())
    )
    return scored or behind == ":" or (begins and (behind in ("(", "—", "–") or behind[:1].isdigit()))


def box_names(passage: Passage) -> frozenset[int]:
    """The tokens that stand alone as names in line-ups: between commas, semicolons, brackets and numbers."""
    ends = [i for i, token in enumerate(passage.tokens) if token.kind == "line"]
    starts = [0, *(end + 1 for end in ends)]
    lines = zip(starts, [*ends, len(passage.tokens)], strict=True)
    return frozenset(
        i for start, end in lines if end - start > FEWEST for i in _box(passage, range(start, end))
    )


def _box(passage: Passage, line: Sequence[int]) -> list[int]:
    """The tokens of single names in a line that is a line-up; none where it is a sentence."""
    tokens = passage.tokens[line[0] : line[-1] + 1]
    if len(_LISTING.findall(passage.slice(line[0], line[-1]))) < 2:
        return []
    if sum(token.text in (";", "(") or token.kind == "number" for token in tokens) < 2:
        return []
    words = [i for i in line if passage.tokens[i].kind == "word"]
    alone = [
        i for i in words if passage.tokens[i].capital and _parted(passage, i - 1) and _parted(passage, i + 1)
    ]
    small = sum(not passage.tokens[i].capital for i in words)
    return alone if len(alone) >= FEWEST and small <= MOST_SMALL * len(words) else []


def _parted(passage: Passage, index: int) -> bool:
    """Whether a mark that parts names, a number or the line's end stands here."""
    word = passage.word(index)
    return word in ("", "\n", ".", ":") or word[0] in _PARTING
