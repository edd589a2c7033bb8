"""What the words around a name say of it: title, age, role, gender, whether it speaks, whether it is a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from digest.people.chunks import Chunk, once
from digest.people.cutting import LIKELY, names_a_thing
from digest.people.honorifics import is_honorific
from digest.people.lexicon import Lexicon
from digest.people.passages import Passage
from digest.people.roles import printable

Gender = Literal["", "f", "m"]
_YEARS_OLD = re.compile(r"(\d{1,3}) year old$")
_STOPS = frozenset('.!?;:\n—–"”“()')
_TO_PEOPLE = frozenset({"to", "from"})  # one writes to people as well as going to places
_ALONG = frozenset({"on", "along", "down", "up", "past"})  # a road
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "their", "its", "my", "our"})
_RELATIVES = frozenset({"who", "whose", "which", "that", "where", "when", "and", "but", "whom"})
_WEAK = frozenset(
    "is was has had have will would could can does did do".split()  # noqa: SIM905
)
_OF_TEAMS = frozenset(  # one word before them may as well be a side's name
    "won win wins beat beats lost lose loses drew draw scored score scores defeated defeat finished held led leads "  # noqa: SIM905
    "signed sign play plays played face faces faced host hosts hosted visit opened bought sold sent ran runs".split()
)
_SAME_OFFICE = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "prof": "professor", "dr": "doctor",
    "capt": "captain", "cmdr": "commander", "col": "colonel", "sgt": "sergeant", "lt": "lieutenant", "adm": "admiral",
    "cllr": "councillor", "councilor": "councillor", "congressman": "representative", "congresswoman": "representative",
    "det": "detective", "rev": "reverend", "pres": "president", "cabinet": "minister",
}  # fmt: skip
_LOOSE = frozenset(
    "official rival champion maker patient opener general principal executive candidate killer "  # noqa: SIM905
    "opposition minor sponsor owner partner host hero prime twin intelligent expert producer backer "
    "receiver center centre forward substitute operator buyer seller supplier broadcaster publisher "
    "retailer manufacturer insurer".split()
)
_QUARTERS = frozenset(  # "in rural Georgia"
    "north south east west northern southern eastern western central rural urban upstate downtown suburban coastal "  # noqa: SIM905
    "mainland inner outer greater nearby neighbouring neighboring distant far-off modern-day present-day".split()
)
_OPENING = frozenset("“\"‘'")
_CLOSING = frozenset(",”\"’'!?")
_SUPERLATIVES = frozenset({"first", "last", "only"})
_PARTICIPLES = frozenset(  # "the lawyer convicted of fraud" is no clause
    "convicted accused hired named appointed elected charged arrested sentenced accepted "  # noqa: SIM905
    "born known married rejected".split()
)
_PERFECT = frozenset(
    "come gone grown said told asked known slept resigned died married".split()  # noqa: SIM905
)
_PREPOSITIONS = frozenset(
    "under over after before since until as than like about against among between into near via "  # noqa: SIM905
    "through during without".split()
)
_LINKS = frozenset({"of", "for", "in", "at", "to", "by", "on", "with", "from"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What stands around one chunk."""

    title: str = ""  # folded: "sen", "mr"
    gender: Gender = ""  # told by title or role
    pronoun: Gender = ""  # the first pronoun behind it in its sentence
    age: int | None = None
    role: str = ""  # verbatim
    role_words: frozenset[str] = frozenset()
    speaks: bool = False
    acts: bool = False  # subject of a verb that mostly follows people
    is_something: bool = False  # subject of "is", "has", "will", which follow anything
    described: bool = False  # ", who", ", whose"
    determined: bool = False  # "the" in front
    placed: bool = False  # "in", "at", "near" in front
    possessive: bool = False
    plural: bool = False  # Mr. and Mrs. X
    dated: bool = False  # "(born 1949)", "(1806-1843)"
    past: bool = False  # ", who died in 1922"
    addressed: bool = False  # “Lastri, stay on top of it”


@once
def read_evidence(chunk: Chunk, lexicon: Lexicon) -> Evidence:
    """Weigh nothing, only look: at most a dozen tokens to each side."""
    passage = chunk.passage
    age, behind = _age(passage, chunk.last)
    start, end, old = _role_before(chunk, lexicon)
    before_role = passage.slice(start, end) if start >= 0 else ""
    after_role = _role_after(passage, behind, lexicon)
    role = _widened(passage, start, end, lexicon) if before_role else ""
    role = after_role if after_role and not printable(role, lexicon) else role
    of_place = _of_place(chunk, lexicon)
    role = "" if of_place else role
    lead = [passage.word(i) for i in range(chunk.lead, chunk.first)]
    titles = [word for i, word in enumerate(lead) if word in lexicon.titles or is_honorific(lead, i)]
    words = frozenset(_SAME_OFFICE.get(w, w) for w in _words(before_role) + _words(after_role) + titles)
    before, after = passage.word(chunk.lead - 1), passage.word(chunk.last + 1)
    verb_at = _verb_at(passage, behind)
    verb, next_verb = passage.word(verb_at), passage.word(verb_at + 1)
    weak = _WEAK | _OF_TEAMS if len(chunk.parts) == 1 else _WEAK
    return Evidence(
        title=titles[-1] if titles else "",
        gender=_gender(words, lexicon),
        pronoun=_pronoun(passage, chunk.last, lexicon),
        age=age if age is not None else old,
        role=role,
        role_words=words,
        speaks=verb in lexicon.speech or _inverted(chunk, lexicon) or _labels(chunk),
        acts=(verb in lexicon.human and verb not in weak)
        or after in ("herself", "himself")
        or (verb in ("had", "has") and next_verb in _PERFECT),
        is_something=verb in weak,
        described=not of_place
        and passage.word(behind) == ","
        and passage.word(behind + 1) in ("who", "whose", "whom"),
        determined=before == "the",
        placed=of_place or _placed(chunk, lexicon),
        possessive=after in ("'s", "’s") or (after in ("'", "’") and passage.word(chunk.last).endswith("s")),
        plural=bool(titles) and before == "and",
        dated=after == "(" and _is_date(passage.word(chunk.last + 2)),
        past=_died_long_ago(passage, behind),
        addressed=before in _OPENING and after in (",", "!", "?"),
    )


def _placed(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether a name stands as places do: "in Austin", "in rural Georgia"; people are written to, and heard from."""
    before = chunk.passage.word(chunk.lead - 1)
    if names_a_thing(chunk.parts[-1], lexicon):
        return before in lexicon.place_before or before in _ALONG
    if before in _TO_PEOPLE and chunk.likely >= LIKELY:
        return False
    quarter = before in _QUARTERS and chunk.passage.word(chunk.lead - 2) in lexicon.place_before
    return quarter or before in lexicon.place_before


def _of_place(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether one word tells where somebody is from: "Mrs Holm, of Zwolle, who ...", "Baroness Holm of Erith"."""
    passage, at = chunk.passage, chunk.lead - 2
    if len(chunk.parts) > 1 or chunk.first != chunk.lead or passage.word(at + 1) != "of" or at < 0:
        return False
    named = passage.tokens[at].capital and not passage.begins(at)
    held = passage.word(at) in lexicon.titles or passage.word(at) in lexicon.roles
    return passage.word(at) in (",", ")") or (named and not held)


def _died_long_ago(passage: Passage, behind: int) -> bool:
    """Whether ", who died in 1922" or "(1806-1843)" follows: of somebody who died in the news the day is told."""
    if passage.word(behind) == "(":
        return re.fullmatch(r"1\d{3}\W?\s?1\d{3}", passage.word(behind + 1)) is not None
    if passage.word(behind) != "," or passage.word(behind + 1) != "who":
        return False
    words = [passage.word(i) for i in range(behind + 2, behind + 10)]
    died = words.index("died") if "died" in words[:3] else -1
    return died >= 0 and any(
        a == "in" and re.fullmatch(r"1\d{3}|200\d", b) for a, b in pairwise(words[died:])
    )


def _age(passage: Passage, last: int) -> tuple[int | None, int]:
    """The age in ", 41," behind a name (or "(41)"), and the index of what follows it."""
    at = last + 1
    if passage.word(at) in (",", "(") and _is_age(passage, at + 1):
        closed = passage.word(at + 2)
        if closed in (",", ".", ")", ";", "and", "\n", "") or passage.word(at) == "(":
            return int(passage.word(at + 1)), at + 2 + (closed == ")")
    return None, at


def _is_date(word: str) -> bool:
    return word in ("born", "b", "nee") or (word[:4].isdigit() and len(word) >= 8)


def _is_age(passage: Passage, index: int) -> bool:
    word = passage.word(index)
    return word.isascii() and word.isdigit() and len(word) <= 3 and int(word) < 115


def _verb_at(passage: Passage, behind: int) -> int:
    """Where the verb stands whose subject the name is: at once, or behind a short apposition."""
    if passage.word(behind) in ("'s", "’s"):
        return len(passage.tokens)
    if passage.word(behind) != ",":
        return behind
    for index in range(behind + 1, min(behind + 14, len(passage.tokens))):
        if passage.word(index) in _STOPS:
            break
        if passage.word(index) == ",":
            return index + 1
    return behind + 1


def _inverted(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether the name follows its verb: “...,” said Carrow. Without the comma "said London" may be another clause."""
    verb = chunk.passage.word(chunk.lead - 1) in lexicon.speech
    if chunk.passage.word(chunk.lead - 1) == "," and len(chunk.parts) > 1:
        return _said_by(chunk, lexicon)
    return verb and (len(chunk.parts) > 1 or chunk.passage.word(chunk.lead - 2) in _CLOSING)


def _said_by(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether a role parts the verb from the name: “...,” said the chair of the jury, Greta Holm."""
    passage = chunk.passage
    for at in range(chunk.lead - 2, max(chunk.lead - 12, 0), -1):
        if passage.word(at) in _STOPS or passage.word(at) == "," or passage.word(at) in _RELATIVES:
            return False
        if passage.word(at) in lexicon.speech:
            return passage.word(at + 1) in _DETERMINERS and passage.word(at - 1) in _CLOSING
    return False


def _labels(chunk: Chunk) -> bool:
    """Whether the name stands before a colon and words in quotation marks ("Trahern: “We ...”")."""
    word = chunk.passage.word
    return word(chunk.last + 1) == ":" and word(chunk.last + 2) in ('"', "“", "‘", "'")


def _role_before(chunk: Chunk, lexicon: Lexicon) -> tuple[int, int, int | None]:
    """The tokens of the role in front ("former Montana Gov."; -1 for none), and an age told by "the 24-year-old"."""
    passage, at = chunk.passage, chunk.lead - 1
    if chunk.first == chunk.lead and passage.word(at) == ",":
        at -= 1
    lead = [passage.word(i).split(" ")[-1] for i in range(chunk.lead, chunk.first)]
    held = (
        any(word in lexicon.titles or word in lexicon.roles for word in lead)
        or any(is_honorific(lead, i) for i in range(len(lead)))
        or passage.word(at) in lexicon.roles
    )
    old = _YEARS_OLD.search(" ".join(passage.word(i) for i in range(max(0, at - 4), at + 1)))
    age = int(old.group(1)) if old else None
    if not held or (chunk.first == chunk.lead and len(chunk.parts) == 1 and passage.word(at) in _LOOSE):
        return -1, -1, age
    start = chunk.lead if chunk.lead < chunk.first else at
    while start > max(0, chunk.lead - 6) and _in_noun_phrase(passage, start - 1, lexicon):
        start -= 1
    end = chunk.first - 1 if chunk.lead < chunk.first else at
    return start, end, age


def _widened(passage: Passage, first: int, last: int, lexicon: Lexicon) -> str:
    """A role with the plain words between it and its article: "a lighthouse keeper", not "keeper"."""
    at = first - 1
    while at >= max(0, first - 3) and _plain(passage, at, lexicon):
        at -= 1
    return passage.slice(at + 1 if passage.word(at) in _DETERMINERS else first, last)


def _plain(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    """An adjective or a noun written small: no verb, number, preposition or pronoun."""
    token, word = passage.tokens[index], passage.word(index)
    if token.kind != "word" or token.capital or word in _DETERMINERS | _RELATIVES | _LINKS | _WEAK:
        return False
    return not (
        word in lexicon.speech or word in lexicon.human or word in lexicon.pronouns or word in lexicon.kin
    )


def _in_noun_phrase(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    """Whether the word may stand inside a role in front of a name: an adjective or a noun, no verb or preposition."""
    token, word = passage.tokens[index], passage.word(index)
    if token.kind != "word" or word in _DETERMINERS | _RELATIVES | _LINKS:
        return False
    if word in lexicon.speech or word in lexicon.human or word in lexicon.pronouns:
        return False
    return word in lexicon.title_words or word in lexicon.roles or word in lexicon.notnames or token.capital


def _role_after(passage: Passage, behind: int, lexicon: Lexicon) -> str:
    """The role in the apposition behind a name, verbatim: ", the district manager,"."""
    if passage.word(behind) != ",":
        return ""
    start = behind + 1
    first = passage.word(start)
    named = first in lexicon.roles or first in lexicon.title_words
    if first not in _DETERMINERS and not named:
        return ""
    end = start
    while end < min(start + 11, len(passage.tokens)) and not _ends_role(passage, end):
        end += 1
    words = [passage.word(i) for i in range(start, end)]
    nouns = any(word in lexicon.roles for word in words[:7])
    clause = any(
        noun in lexicon.roles and verb in lexicon.human and verb not in _PARTICIPLES
        for noun, verb in pairwise(words)
    )
    singled_out = passage.word(end) in _RELATIVES - {"and", "but"} and any(
        word in _SUPERLATIVES for word in words[:2]
    )
    return passage.slice(start, end - 1) if nouns and not clause and not singled_out else ""


def _ends_role(passage: Passage, index: int) -> bool:
    word = passage.word(index)
    return word in _STOPS or word == "," or word in _RELATIVES


def _words(role: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", role.lower())


def _gender(words: frozenset[str], lexicon: Lexicon) -> Gender:
    told = {lexicon.titles.get(w) or lexicon.roles.get(w) or "" for w in words} - {""}
    if told == {"f"}:
        return "f"
    return "m" if told == {"m"} else ""


def _pronoun(passage: Passage, last: int, lexicon: Lexicon) -> Gender:
    """The gender of the first pronoun behind a name, before another name or the sentence's end."""
    for index in range(last + 1, min(last + 16, len(passage.tokens))):
        word, token = passage.word(index), passage.tokens[index]
        if word in ".!?\n" or (token.capital and word not in lexicon.notnames and word != "i"):
            return ""
        gender = lexicon.pronouns.get(word)
        if (
            gender
            and passage.word(index - 1) not in lexicon.speech
            and passage.word(index - 1) not in _LINKS - {"with", "on"}
        ):
            return "f" if gender == "f" else "m"
    return ""
