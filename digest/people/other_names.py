"""Other names that an article says are somebody's: "née", "who performs as", "called him Del", "Tosh to everyone"."""

# ruff: noqa: E501 -- the patterns read best whole
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from digest.people.chunks import Chunk
from digest.people.forms import name_of
from digest.people.lexicon import Lexicon
from digest.people.recognise import Seen

Means = Literal["beside", "subject", "not subject", "before"]

_FRIENDS = (
    r"(?:everyone|everybody|all|many|most|some|friends?|fans?|family|colleagues|team-?mates|neighbou?rs|supporters|"
    r"locals|people|others|insiders|they|we|you|I|he|she|(?:his|her|their|my|the|its|other|old) [\w’'-]+(?: [\w’'-]+)?)"
)
_ADVERB = (
    r"(?:now|then|also|better|best|once|still|always|simply|only|just|popularly|widely|universally|affectionately|"
    r"fondly|professionally|previously|formerly|originally|generally|commonly|plain|really|actually|legally|officially|"
    r"henceforth|forever|usually|jokingly|in fact|currently|today|more)"
)
_KNOWN = rf"known(?: [\w’'-]+){{0,6}}? as|known (?:{_ADVERB} )?as"
_NAME = (
    r"(?:real|birth|maiden|married|stage|pen|ring|full|given|legal|proper|offstage|professional|former|baptismal|religious|"
    r"middle|screen|old|new|performing|drag|christian|nick)"
)
_ACTS = (
    r"(?:performs?|performed|performing|records?|recorded|recording|posts?|posted|posting|writes?|wrote|writing|raps?|"
    r"sings?|sang|wrestles?|wrestled|fights?|fought|plays?|DJs|blogs?|streams?|signs?|signed|publishes|published|trades?|"
    r"tweets?|paints?|painted|appears?|appeared|works?|worked|tours?|toured|competes?|competed|raced|danced|dances|styled|"
    r"billed|credited|baptised|baptized|ordained|registered|listed|crowned|enthroned|reborn)"
)
# What stands between an owner's name and the other name, the other name behind it.
_BEHIND_OWNER = re.compile(
    rf"(?:\b(?:née|nee|né|born|geb\.?|alias|aka|a\.k\.a\.|formerly|previously|nicknamed|dubbed|christened)"
    rf"|\b{_KNOWN}|\b{_NAME}[ -]?name(?: (?:is|was|being))?[,:]?|\b(?:who|whose name) (?:is|was) {_ADVERB}"
    rf"|\bwho,? (?:now |then )?as|\b(?:now|then|once) (?:called|named|calls (?:himself|herself))"
    rf"|\b{_ACTS}(?: [\w’'-]+){{0,3}}? as|\bunder the (?:[\w’'-]+ )?name(?: of)?|\bgo(?:es|ing)? by(?: the name(?: of)?)?"
    rf"|\bwent by(?: the name(?: of)?)?|\banswers to(?: the name(?: of)?)?|\bchanged (?:his|her|their) name (?:back )?to"
    rf"|\b(?:took|taking|takes|chose|adopted|assumed) the name(?: of)?|\bprefers(?: to be called)?"
    rf"|\b{_FRIENDS} (?:call|calls|called|knew|know|nickname|nicknamed|dub|dubbed)(?: as)?|\bbecame|\bis now|\bnow"
    rf"|\bwho (?:would )?(?:later )?bec[ao]me|\bsigns (?:his|her|their) [\w’'-]+)"
    r"[\s,:(]*(?:the )?(?:“|‘|\"|')?$",
    re.IGNORECASE,
)
_LAST_WORDS = (  # with one of which `_BEHIND_OWNER` ends, unless it is about how somebody signs
    *(
        "née",
        "nee",
        "né",
        "born",
        "geb",
        "geb.",
        "alias",
        "aka",
        "a.k.a.",
        "christened",
        "nicknamed",
        "dubbed",
        "as",
    ),
    *(
        "name",
        "is",
        "was",
        "being",
        "of",
        "by",
        "to",
        "call",
        "calls",
        "called",
        "named",
        "himself",
        "herself",
    ),
    *("knew", "know", "nickname", "dub", "prefers", "became", "become"),
    *_ADVERB.removeprefix("(?:").removesuffix(")").split("|"),
)
_BARE_AS = re.compile(r"\bas (?:“|‘|\")?$")
_AS = re.compile(r"\bas (?:the )?(?:“|‘|\")?$")
_CALLED_HIM = re.compile(
    r"\b(?:call|calls|called|calling|nicknamed|nicknames|dubbed|dubs|christened|named|renamed) "
    r"(?:him|her)(?: simply| just| only)? (?:“|‘|\")?$"
)
_IS = re.compile(rf"^[\s,—–-]*(?:who |that )?(?:is|was)(?: {_ADVERB}| none other than)* $")
_HAS_BEEN = re.compile(
    r"\b(?:is|was|be|been|became|remained|remains)(?: [\w’'-]+)? (?:“|‘|\")?$|[—–,(][ ]?(?:“|‘|\")?$"
)
_TO_ALL = re.compile(
    rf"^(?:”|’|\")?,? (?:to (?:{_FRIENDS}|me|us)\b|(?:on|in) (?:the|his|her|their) (?:tax return|passport|birth"
    r" certificate|sleeve|cover|posters?|programme|program|credits|team ?sheet|scoreboard|ballot|register|label|payroll|"
    r"papers|door|jersey|shirt|bill|driving licence|driver’s license|byline|record)\b)"
)
_AS_CALLED = re.compile(
    rf"^(?:”|’|\")?,? as (?:{_FRIENDS}) (?:{_ADVERB} )?(?:called|calls|call|knew|know|became|nicknamed|dubbed|"
    r"(?:is|was|are|were)(?: [\w’'-]+)? (?:known|called|nicknamed)|then was|was then|prefers|liked)\b"
)
_POSSESSIVE = re.compile(r"^['’]s?\b")
_PLAYED = re.compile(r"^(?:”|’|\")? (?:in|from|on|of) (?:the )?[“‘\"]?[^\W\d_a-z]")  # a part in a play
_SENTENCE = re.compile(r"[.!?]['’”\"]* +(?=[“‘\"]?[^\W\d_a-z])|\n")
_NO_NAMES = frozenset("the they there this that these those we you it one".split())  # noqa: SIM905
_BEFORE = 110  # code points in front of a name in which it may be said whose it is
_AFTER = 60
_BACK = 12  # chunks that are looked through for the owner


@dataclass(frozen=True, slots=True)
class OtherName:
    """A chunk that is said to be another name of somebody; `owner` is the chunk that names them, if one stands near.

    Without a near one it is whom the article is about; then not the one of `unlike`, who calls them so.
    """

    name: Seen
    owner: Seen | None
    unlike: Seen | None = None


def other_names(seen: Sequence[Seen], lexicon: Lexicon) -> list[OtherName]:
    """All that the article says of other names, in order. Linear: each chunk is looked at with its neighbours."""
    found: list[OtherName] = []
    seen = [each for each in seen if not _is_word(each.chunk, lexicon)]
    for at, each in enumerate(seen):
        told = _told(seen, at)
        if told:
            found.append(OtherName(each, told.owner, told.unlike))
    return found


def _is_word(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether a single word is rather a common one with a capital: "The", "Saturday"."""
    word = chunk.parts[0]
    if len(chunk.parts) > 1:
        return False
    if word in lexicon.notnames or word in lexicon.places or word in lexicon.pronouns or word in _NO_NAMES:
        return True
    return chunk.passage.begins(chunk.first) and word in lexicon.everyday


@dataclass(frozen=True, slots=True)
class _Told:
    owner: Seen | None
    unlike: Seen | None = None


def _told(seen: Sequence[Seen], at: int) -> _Told | None:
    """Whether the chunk at an index is said to be another name, and whose."""
    chunk = seen[at].chunk
    front, behind = _front(chunk), _behind(chunk)
    near = _in_sentence(seen, at, front)
    if _POSSESSIVE.match(behind) or (_PLAYED.match(behind) and _AS.search(front)):
        return None
    if _CALLED_HIM.search(front):
        return _Told(None, unlike=near[0] if near else None)
    if _is_other(seen, at):
        return _Told(seen[at - 1])
    if _is_behind_owner(front):
        return _Told(_best(chunk, near))
    if _AS_CALLED.match(behind) or (_TO_ALL.match(behind) and _HAS_BEEN.search(front)):
        return _Told(_best(chunk, near) or _previous(seen, at))
    same_given = [one for one in near if _shares_given(one.chunk, chunk)]
    if _BARE_AS.search(front) and same_given:
        return _Told(same_given[0])
    return None


def _is_behind_owner(front: str) -> bool:
    """Whether `_BEHIND_OWNER` is found; its last word is looked for first, as most texts have none of them there."""
    low = front.lower().rstrip(' \t\n,:(“‘"').removesuffix(" the").rstrip(" \t\n,:(")
    return (low.endswith(_LAST_WORDS) or "signs" in low) and _BEHIND_OWNER.search(front) is not None


def _front(chunk: Chunk) -> str:
    """The text in front of a chunk, back to the end of the sentence before."""
    text, start = chunk.passage.legible.text, chunk.passage.tokens[chunk.lead].start
    front = text[max(0, start - _BEFORE) : start]
    ends = list(_SENTENCE.finditer(front))
    return front[ends[-1].end() :] if ends else front


def _behind(chunk: Chunk) -> str:
    end = chunk.passage.tokens[chunk.last].end
    return chunk.passage.legible.text[end : end + _AFTER]


def _in_sentence(seen: Sequence[Seen], at: int, front: str) -> list[Seen]:
    """The chunks of the same sentence in front, nearest first."""
    chunk = seen[at].chunk
    start = chunk.passage.tokens[chunk.lead].start - len(front)
    near: list[Seen] = []
    for index in range(at - 1, max(-1, at - _BACK), -1):
        other = seen[index].chunk
        if other.passage is not chunk.passage or other.passage.tokens[other.last].start < start:
            break
        near.append(seen[index])
    return near


def _previous(seen: Sequence[Seen], at: int) -> Seen | None:
    """The chunk in front, in whatever sentence."""
    return seen[at - 1] if at and seen[at - 1].chunk.passage is seen[at].chunk.passage else None


def _best(chunk: Chunk, near: Sequence[Seen]) -> Seen | None:
    """The nearest with the same first name, else the nearest full name, else the nearest."""
    same = [one for one in near if len(one.chunk.parts) > 1 and _shares_given(one.chunk, chunk)]
    nearest = near[:1] if near and _adjoins(near[0].chunk, chunk) else []
    full = [one for one in near if len(one.chunk.parts) > 1]
    return next(iter((*same, *nearest, *full, *near)), None)


def _adjoins(before: Chunk, after: Chunk) -> bool:
    return after.lead - before.last < 6


def _shares_given(one: Chunk, other: Chunk) -> bool:
    """Whether two full names begin alike and end otherwise: Hannah Pritchard, Hannah Millward."""
    first, second = name_of(one), name_of(other)
    return len(first) > 1 and len(second) > 1 and first[0] == second[0] and first[-1] != second[-1]


def _is_other(seen: Sequence[Seen], at: int) -> bool:
    """Whether "X is Y" says that both are one: a single name and a full one, neither owning what follows."""
    if not at:
        return False
    before, after = seen[at - 1].chunk, seen[at].chunk
    if before.passage is not after.passage or len(before.parts) > 1 or len(after.parts) < 2:
        return False
    tokens, text = before.passage.tokens, before.passage.legible.text
    return bool(_IS.match(text[tokens[before.last].end : tokens[after.lead].start]))
