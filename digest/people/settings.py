"""Signs that a whole article gives: on a racecourse and in a season of storms, names are borne by horses and storms."""

from __future__ import annotations

from collections.abc import Sequence

from digest.people.chunks import Chunk
from digest.people.evidence import read_evidence
from digest.people.lexicon import Lexicon
from digest.people.passages import Passage


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_RACING = _words(
    "jockey jockeys racecourse racecourses hurdle hurdles hurdler furlong furlongs steeplechase steeplechaser paddock "
    "gelding mare filly colt stallion racehorse racehorses horse horses showjumping dressage eventing saddle stalls "
    "non-runner non-runners chaser bay fences stud yearling thoroughbred handicap"
)
_WEATHER = _words("hurricane storm cyclone typhoon storms hurricanes cyclones typhoons blizzard gale gales")
_STORMY = _words(
    "landfall weakened strengthened intensified dissipated churned churning fizzled downgraded weakening strengthening"
)
_AHEAD = _words("gelding mare filly colt stallion chaser hurdler")
_BACKED = _words("favourite favorite outsider mount winner")
_MARGINS = _words("nose neck head length lengths whisker")
_BEATS = _words("beats beat pipped pips denied denies held holds edged edges")
_PLACES = _words("first second third fourth fifth sixth last")
_ON = _words("riding aboard on rode rides ridden saddled partnering partnered")
_RIDERS = _words("ridden trained owned bred saddled partnered")
FEWEST = 2  # words of racing that make an article one of it


def named_by_setting(chunks: Sequence[Chunk], lexicon: Lexicon) -> list[Chunk]:
    """The chunks that name horses in an article on racing, or storms in one on storms."""
    passages = list({id(chunk.passage): chunk.passage for chunk in chunks}.values())
    racing = len(_spoken(passages, _RACING)) >= FEWEST
    stormy = bool(_spoken(passages, _WEATHER))
    if not racing and not stormy:
        return []
    return [c for c in chunks if (racing and _is_horse(c)) or (stormy and _is_storm(c, lexicon))]


def _spoken(passages: Sequence[Passage], words: frozenset[str]) -> set[str]:
    return {word for passage in passages for word in words.intersection(passage.folded)}


def _is_horse(chunk: Chunk) -> bool:
    """Whether it runs: "Ida Lake, the 5-2 favourite", "beats Ida Lake by a nose", "on the favourite, Major Lake"."""
    word, before, at = chunk.passage.word, chunk.lead - 1, chunk.last + 1
    if word(before) == "," and word(before - 2) in ("the", "a", "his", "her"):
        ahead = word(before - 1) in _AHEAD or (word(before - 1) in _BACKED and word(before - 3) == "on")
        return ahead and word(at) in (",", ".")
    if word(at) == "by" and any(word(at + ahead) in _MARGINS for ahead in (2, 3, 4)):
        return word(before) not in (",", "and")
    if word(at) in _BEATS and any(
        word(at + ahead) == "by" and word(at + ahead + 2) in _MARGINS for ahead in range(2, 7)
    ):
        return True
    if word(before) == "with" and word(at) in ("a", "an") and word(at + 2) in _PLACES:
        return True
    behind = [word(at + ahead) for ahead in range(1, 6)]
    if word(at) == "," and behind[0] in ("the", "a", "an", "at"):
        odds = any(each[:1].isdigit() and not each.isdigit() for each in behind[1:3]) or "-" in behind[1:4]
        return odds and not any(each.endswith("old") for each in behind)
    if word(at) == "," and behind[0] in _RIDERS and behind[1] == "by":
        return True
    return word(at) in ("were", "was") and behind[0].startswith("non") and behind[0] != "none"


def _is_storm(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether it is one of the season's: "after Ida, which flooded Perth", "the next will be called Ida"."""
    word, before, at = chunk.passage.word, chunk.lead - 1, chunk.last + 1
    if len(chunk.parts) > 1 or chunk.lead < chunk.first:
        return False
    if word(at) in _STORMY or (word(at) == "made" and word(at + 1) == "landfall"):
        return True
    if word(before) in ("called", "named"):
        return any(word(before - back) in ("next", "storm", "it") for back in range(1, 5))
    if word(at) == "," and word(at + 1) in ("which", "following", "packing", "downgraded"):
        evidence = read_evidence(chunk, lexicon)
        return not (evidence.title or evidence.role or word(before) in lexicon.speech)
    return False
