"""What the wider surroundings of a name tell of its bearer: kinship, age, pronouns, death, who is the younger.

`evidence` looks at the dozen words beside a name, to see whether it is one. This looks as far as the next name, to see
whose it is.
"""

# ruff: noqa: SIM905 -- word lists read best as words
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from digest.people.chunks import Chunk, once
from digest.people.lexicon import Lexicon
from digest.people.passages import Passage

Gender = Literal["", "f", "m"]
Rank = Literal["", "elder", "younger"]
CONTEXT = 25  # tokens behind a full name that say who its bearer is
FAR = 60  # tokens behind a name in which a pronoun may mean its bearer
_KIN_F = frozenset(
    "mother mum mom mama mamma mam ma daughter sister wife aunt auntie niece grandmother granddaughter grandma granny"
    " nan nana gran stepmother stepdaughter stepsister girlfriend fiancee bride widow goddaughter godmother ex-wife"
    " mother-in-law daughter-in-law sister-in-law great-grandmother great-granddaughter great-aunt half-sister"
    " matriarch mistress twin-sister foster-mother".split()
)
_KIN_M = frozenset(
    "father dad daddy papa pa son brother husband uncle nephew grandfather grandson grandpa grandad granddad"
    " stepfather stepson stepbrother boyfriend fiance bridegroom groom widower godson godfather ex-husband"
    " father-in-law son-in-law brother-in-law great-grandfather great-grandson great-uncle half-brother patriarch"
    " twin-brother foster-father".split()
)
_KIN_OPEN = frozenset(
    "cousin twin sibling partner spouse child parent grandchild grandparent ex relative kinsman".split()
)
_KIN: dict[str, Gender] = {
    **{word.replace("-", " "): "f" for word in _KIN_F},
    **{word.replace("-", " "): "m" for word in _KIN_M},
    **{word.replace("-", " "): "" for word in _KIN_OPEN},
}
_OWNERS = frozenset("his her their my our your its the a an whose 's ’s".split())
_CHILDREN = frozenset(
    "daughter daughters son sons child children grandson grandsons granddaughter granddaughters grandchildren"
    " stepson stepdaughter stepchildren heir heirs niece nephew nieces nephews".split()
)
_LATE = frozenset({"late", "deceased", "departed"})
_OF_THE_DEAD = frozenset(
    "death funeral burial body remains grave ashes coffin casket corpse estate widow widower killer killers killing"
    " murder autopsy inquest memorial wake cremation tomb obituary slaying demise suicide murderer remembrance".split()
)
_ELDER = frozenset({"elder", "older", "eldest", "oldest", "senior"})
_YOUNGER = frozenset({"younger", "youngest", "junior"})
_ENDS = frozenset(".!?;:\n")
_OPENING, _CLOSING = frozenset("“„«"), frozenset("”»")
_BESIDE_KIN = frozenset(", and the a an".split())
_BEHIND_OBJECTS = frozenset(
    "well to that in on at for with and a an the by from as when if not up out off over into back down what how why"
    " about because so but or after before again away now then there here later today yesterday too who which where"
    " while until since through only even is was would will had has his her him them it this these those all".split()
)
_TURNED = frozenset("is was turned turns aged age".split())
_AGE_ENDS = frozenset([",", ".", ";", ")", "and", "now", "today", "\n", "", "on", "but", "last", "this", "”"])
_DIED = frozenset("died dies dead killed drowned murdered".split())
_HONORIFICS: dict[str, Gender] = {  # that stand behind a name
    **dict.fromkeys("saab sahib saheb sahab bhai babu bhau anna dada bey efendi agha".split(), "m"),
    **dict.fromkeys("madam maam didi ben behn tai akka hanim khanum sahiba".split(), "f"),
}
_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the surroundings of one mention tell of whom it means."""

    age: int | None = None
    gender: Gender = ""  # told by a word of kinship
    pronoun: Gender = ""  # told by the next "he" or "she"
    near: bool = False  # which stands in the same sentence
    kin: str = ""  # "father", where the name is introduced as somebody's
    parent: bool = False  # of whom "his daughter", "her three sons" is said behind
    late: bool = False
    rank: Rank = ""
    marks: frozenset[str] = (
        frozenset()
    )  # words that tell the name from another: "the Labour X", "X (Ulm)", "X of Ulm"


@once
def read_telling(chunk: Chunk, lexicon: Lexicon) -> Telling:
    """Look back over the apposition in front, and forward as far as the next name. At most FAR tokens."""
    pronoun, near = _next_pronoun(chunk, lexicon)
    kin = _kin_before(chunk, lexicon) or _kin_behind(chunk)
    age = _age_behind(chunk)
    age = age if age is not None else _age_before(chunk, lexicon)
    return Telling(
        age=age if age is not None else _age_in_next_sentence(chunk, lexicon),
        gender=_KIN.get(kin, "") or _HONORIFICS.get(chunk.passage.word(chunk.last + 1), ""),
        pronoun=pronoun,
        near=near,
        kin=kin,
        parent=_has_children(chunk, lexicon),
        late=_is_late(chunk),
        rank=_rank(chunk),
        marks=_marks(chunk),
    )


def kin_word(word: str) -> bool:
    """Whether a folded word says how somebody is related to somebody else."""
    return word in _KIN


def _kin_before(chunk: Chunk, lexicon: Lexicon) -> str:
    """The word of kinship in front: "her father, former chief minister X", "his late sister, X"."""
    passage, at = chunk.passage, chunk.first - 1
    if passage.word(at) == "and" and passage.word(at - 1) in _KIN:
        return ""  # "Oona's mother and Jem's sister"
    for index in range(at, max(-1, at - 9), -1):
        word = passage.word(index)
        if word in _KIN:
            return word if _owned(passage, index) else ""
        if not (word in _BESIDE_KIN or word == "." or _in_title(passage, index, lexicon)):
            return ""
    return ""


def _owned(passage: Passage, index: int) -> bool:
    """Whether "his", "the duke’s" or the like stands in front of a word of kinship, or nothing (a headline)."""
    for back in range(1, 4):
        word = passage.word(index - back)
        if word in _OWNERS or word in _ENDS or word in ("", ",", "and", "as", "says", "with"):
            return True
    return passage.field == "title"


def _in_title(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    """Whether a word may belong to a title or role between a word of kinship and a name."""
    word, token = passage.word(index), passage.tokens[index]
    if token.kind != "word" or word in lexicon.speech or word in lexicon.pronouns:
        return False
    return word in lexicon.titles or word in lexicon.title_words or word in lexicon.roles or word == "of"


def _kin_behind(chunk: Chunk) -> str:
    """The word of kinship in the apposition behind: "X, his eldest daughter,"; "X, 41, the mother of ..."."""
    passage, at = chunk.passage, chunk.last + 1
    if passage.word(at) == "," and _NUMBER.fullmatch(passage.word(at + 1)) and passage.word(at + 2) == ",":
        at += 2
    if passage.word(at) != "," or passage.word(at + 1) not in _OWNERS:
        return ""
    for index in range(at + 2, at + 6):
        word = passage.word(index)
        if word in _KIN:
            return word if passage.word(index + 1) in (",", ".", "and", "of", "by", "’s") else ""
        if word in _ENDS or word == ",":
            return ""
    return ""


def _age_behind(chunk: Chunk) -> int | None:
    """The age in ", aged 41", "(age 41)", ", who is 41", "has died aged 41"."""
    word, at = chunk.passage.word, chunk.last + 1
    if word(at) in (",", "("):
        at += 1
    if word(at) in ("a", "an", "the") and word(at + 3).endswith("old") and _NUMBER.fullmatch(word(at + 1)):
        return int(word(at + 1)) if int(word(at + 1)) < 115 else None  # ", a 63-year-old bus driver"
    if word(at) in ("who", "has", "have", "had") and word(at + 1) in _TURNED | {"has", "died", "just"}:
        at += 1
    while word(at) in ("has", "just", "recently", "died", "dies", "dead") and at < chunk.last + 6:
        at += 1
    if word(at) not in _TURNED or not _NUMBER.fullmatch(word(at + 1)):
        return None
    age = int(word(at + 1))
    return age if 0 < age < 115 and word(at + 2) in _AGE_ENDS else None


_NO_NOUN = frozenset(
    "from to with against than over at in on for of and or as after before beside behind who was is".split()
)


def _age_before(chunk: Chunk, lexicon: Lexicon) -> int | None:
    """The age in "his 19-year-old son, X", "the 24-year-old striker X"."""
    passage = chunk.passage
    for index in range(chunk.first - 1, max(0, chunk.first - 9), -1):
        word = passage.word(index)
        if word in ("year old", "years old") or (word == "old" and passage.word(index - 1) == "year"):
            return _years(passage, index)
        if word in _ENDS or word in _NO_NOUN or word in lexicon.speech or word in lexicon.human:
            return None  # "the 27-year-old takes over from X" is not X's age
        token = passage.tokens[index]
        if token.capital and not (index >= chunk.lead or word in lexicon.notnames):
            return None
    return None


def _age_in_next_sentence(chunk: Chunk, lexicon: Lexicon) -> int | None:
    """The age in "The 22-year-old left-hander ...", where that is the next to be spoken of."""
    passage, broken = chunk.passage, False
    if not _leads_sentence(chunk, lexicon):
        return None
    for index in range(chunk.last + 1, min(chunk.last + FAR, len(passage.tokens))):
        word = passage.word(index)
        if word == "the" and _NUMBER.fullmatch(passage.word(index + 1)):
            end = next((at for at in range(index + 2, index + 5) if passage.word(at).endswith("old")), -1)
            named = any(
                _may_name(passage, at, lexicon) for at in range(end + 1, min(end + 5, len(passage.tokens)))
            )
            fits = (
                end > 0
                and not named
                and passage.begins(index)
                and _is_somebody(passage.word(end + 1), lexicon)
            )
            return _years(passage, end) if fits else None
        named = (
            _may_name(passage, index, lexicon) and passage.word(index - 1) != "the"
        )  # "the Tour of the Kessel"
        if (word == "\n" and broken) or named:
            return None
        broken = broken or word == "\n"
    return None


def _is_somebody(word: str, lexicon: Lexicon) -> bool:
    """Whether what is so many years old may be a person: a role, a word that is not common, or what people do."""
    return (
        word in lexicon.roles or word not in lexicon.words or word in lexicon.human or word in lexicon.speech
    )


def _years(passage: Passage, index: int) -> int | None:
    """The number in front of "-year-old"."""
    for back in (1, 2, 3):
        number = passage.word(index - back)
        if _NUMBER.fullmatch(number):
            return int(number) if int(number) < 115 else None
    return None


def _next_pronoun(chunk: Chunk, lexicon: Lexicon) -> tuple[Gender, bool]:
    """The gender of the next "he" or "she" outside speech, before another name; and whether it is in the sentence.

    Of the next sentences only where the name is the first of its own: "Nance said that Opie slept. He ..." is Nance.
    """
    passage = chunk.passage
    speech, near, leading = False, True, _leads_sentence(chunk, lexicon)
    for index in range(chunk.last + 1, min(chunk.last + FAR, len(passage.tokens))):
        text, word = passage.tokens[index].text, passage.word(index)
        near = near and word not in ".!?"
        if text in _OPENING or text in _CLOSING or text == '"':
            speech = text in _OPENING or (text == '"' and not speech)
        elif _ends_search(passage, index, lexicon, leading=leading) and (word == "\n" or not speech):
            return "", False
        elif word in ("whose", "whom") and not speech:
            return "", False  # "X, whose seat she won": somebody else is the subject now
        elif not speech and _stands_for_subject(passage, index, chunk, lexicon):
            return ("f" if lexicon.pronouns[word] == "f" else "m"), near
    return "", False


def _ends_search(passage: Passage, index: int, lexicon: Lexicon, *, leading: bool) -> bool:
    """Whether the paragraph or (unless it was led by the name) the sentence ends here, or another name begins."""
    word = passage.word(index)
    return word == "\n" or (word in ".!?" and not leading) or _may_name(passage, index, lexicon)


def _leads_sentence(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether no other name stands in front in the same sentence."""
    passage = chunk.passage
    for index in range(chunk.lead - 1, max(-1, chunk.lead - 40), -1):
        if passage.word(index) in ".!?\n" or passage.tokens[index].text in _CLOSING:
            return True
        if _may_name(passage, index, lexicon) and not passage.begins(index):
            return False
    return True


def _stands_for_subject(passage: Passage, index: int, chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether it is "he", "his hat", "her hat": an object ("told her", "wished her well") is rather somebody else."""
    word = passage.word(index)
    if word in ("he", "she"):
        return True
    if word not in ("his", "her") or chunk.last >= index - 1 or passage.word(index - 1) in lexicon.speech:
        return False
    owned = passage.word(index + 1)
    return word == "his" or (owned.isalpha() and owned not in _BEHIND_OBJECTS)


def _may_name(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    token, word = passage.tokens[index], passage.word(index)
    if not token.capital or word in lexicon.notnames or word in lexicon.pronouns or word == "i":
        return False
    return not (passage.begins(index) and word in lexicon.words)


def _is_late(chunk: Chunk) -> bool:
    """Whether the name's bearer is told to be dead: "the late Mr X", "X, who died in May"."""
    word = chunk.passage.word
    if any(word(chunk.first - back) in _LATE for back in range(1, chunk.first - chunk.lead + 3)):
        return True
    if word(chunk.last + 1) in ("'s", "’s", "'", "’") and word(chunk.last + 2) in _OF_THE_DEAD:
        return True
    at = chunk.last + 1 + (word(chunk.last + 1) == ",")
    behind = [word(at + ahead) for ahead in range(4)]
    return any(each in _DIED for each in behind[:3]) and behind[0] in ("who", "has", "died", "dies", "had")


def _has_children(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether the sentence goes on to "his daughter", "her three grown sons", before anybody else is named."""
    passage = chunk.passage
    owned = 0
    for index in range(chunk.last + 1, min(chunk.last + CONTEXT, len(passage.tokens))):
        word = passage.word(index)
        if word in _ENDS or word in _OPENING or _may_name(passage, index, lexicon):
            return False
        if owned and word in _CHILDREN:
            return True
        owned = 4 if word in ("his", "her") else max(0, owned - 1)
    return False


def _rank(chunk: Chunk) -> Rank:
    """Which of two relatives a name means: "the elder X", "X the younger", "X senior"."""
    word = chunk.passage.word
    before = {word(at) for at in range(chunk.lead - 1, chunk.first)}
    behind = word(chunk.last + 1) if word(chunk.last + 1) != "the" else word(chunk.last + 2)
    told = before | {behind if behind in ("senior", "junior", "elder", "younger") else ""}
    if told & _ELDER:
        return "elder"
    return "younger" if told & _YOUNGER else ""


def _marks(chunk: Chunk) -> frozenset[str]:
    """The word between "the" and a name, in brackets behind it, or behind "of", "from"."""
    word = chunk.passage.word
    found: set[str] = set()
    if word(chunk.lead - 2) == "the":
        found.add(word(chunk.lead - 1))
    if word(chunk.lead - 1) == "the":
        found.add(chunk.parts[0])
    if chunk.lead < chunk.first:
        found |= {word(at) for at in range(chunk.lead, chunk.first)}
    behind = chunk.last + 1
    if word(behind) == "(" and word(behind + 2) == ")":
        found.add(word(behind + 1))
    behind += word(behind) == ","
    if word(behind) in ("of", "from"):
        found.add(word(behind + 1))
    return frozenset(each for each in found if each.isalpha())


def read_context(chunk: Chunk, lexicon: Lexicon) -> set[str]:
    """The telling words behind a name in its sentence: "a statistician at a college in Ulm"."""
    passage = chunk.passage
    found: set[str] = set()
    for index in range(chunk.last + 1, min(chunk.last + CONTEXT, len(passage.tokens))):
        word = passage.word(index)
        if word in ".!?;\n":
            break
        if (passage.tokens[index].kind == "word" and word not in lexicon.everyday) or (
            passage.tokens[index].capital and passage.tokens[index].kind == "word"
        ):
            found.add(word)
    return found
