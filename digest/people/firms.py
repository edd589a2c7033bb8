# ruff: noqa: SIM905 -- word lists read best as words
"""Firms, houses and things called by the surname of whom they are named after: Moor the man, Moor the company."""

from __future__ import annotations

from collections.abc import Iterable

from digest.people.chunks import Chunk
from digest.people.lexicon import Lexicon
from digest.people.names import Parts
from digest.people.passages import Passage

_FIRM_NOUNS = frozenset(
    "shares share stock stocks bonds shareholders investors stores store shops shop outlets plant plants factory"
    " factories products brand brands label models cars trucks phones boats planes coats bags shoes watches dresses"
    " spokesman spokeswoman spokesperson executives employees workers staff customers subsidiary headquarters"
    " management deal takeover bid merger sales profits revenue images data poster posters stand bar trial case"
    " board".split()
)
_FIRM_VERBS = frozenset(
    "employs employed manufactures manufactured operates operated trades traded floated listed launched founded"
    " acquired rose fell jumped slid gained plunged soared tumbled slumped surged dipped climbed opened closed".split()
)
_FIRM_CLAUSE = frozenset(
    "halt trading shares stock profit profits loss losses revenue takeover merger bankruptcy layoffs ipo dividend"
    " earnings investors receivership administration".split()
)
_FIRM_WORDS = frozenset(
    "firm company group house business brand label retailer maker manufacturer bank chain".split()
)
_LEGAL = frozenset(
    "sas spa llp plc gmbh inc ltd co corp nv bv ab oy kk pty llc sarl pte bhd ag sa se".split()
)
_HOUSES = frozenset(
    "bar pub shop store restaurant cafe garage bakery brewery factory hotel inn diner saloon club deli".split()
)
_WORKING = frozenset(
    "works worked working work job jobs employed engineer engineers analyst executive manager director scientist"
    " scientists researcher designer designers intern internship trainee career colleagues staff headquarters".split()
)
_OF_FIRMS = frozenset(
    "shares share stake stock investors shareholders spokesman spokeswoman spokesperson takeover acquisition purchase"
    " chairman chairwoman director executive owner owners ceo employee employees customers staff sales parent sponsor"
    " merger bid subsidiary workers".split()
)
_PEERS = frozenset("duke duchess earl count countess marquess marquis viscount baron baroness bishop".split())
_PARTIES = frozenset("states state people commonwealth regina r rex crown board union republic".split())
_WHICH = frozenset(
    "late younger elder older eldest youngest former great then real same young old whole other two".split()
)
_TRADE_VERBS = frozenset(  # behind which "by", "from", "to", "for", "with" stands in front of a firm
    "made built owned bought sold acquired employed published supplied manufactured sponsored funded financed ordered"
    " order orders buy buys shipped delivered joined joining works worked working spokesman spokeswoman spokesperson"
    " engineer engineers analyst banked partnered merged merger contract contracts supplier dealer".split()
)
_RENAMED = frozenset("known renamed rebranded trading traded restyled".split())
_BEARS = frozenset("jacket van vans sign signs door label labels lorry truck tin packet badge cap".split())
_SELLS = frozenset("sells stocks recalled withdrew shipped manufactures ordered".split())
_INSIDE = frozenset({"at", "in", "inside", "outside", "within", "via"})
_NO_FIRM = frozenset("family brothers sisters sons daughters case trial years era day home".split())
_ENDS = frozenset('.!?;:\n,“”"()') | {"as", "after", "but", "when", "while", "who"}


def firm_words(passages: Iterable[Passage], names: frozenset[str], lexicon: Lexicon) -> frozenset[str]:
    """Those of the name parts that also begin or stand in the name of a firm or thing: "Moor Tools", "Penn & Moor"."""
    found: set[str] = set()
    for passage in passages:
        found |= {
            word
            for at, word in enumerate(passage.folded)
            if word in names
            and passage.tokens[at].capital
            and not passage.shouts(at)
            and _goes_on_as_thing(passage, at, lexicon)
        }
    return frozenset(found)


def firm_names(passages: Iterable[Passage], names: Iterable[Parts]) -> frozenset[Parts]:
    """Those of the names of two parts that a firm bears too: "Greta Moor LLP"."""
    asked = {name[-1]: name for name in names if len(name) == 2}
    return frozenset(
        asked[word]
        for passage in passages
        for at, word in enumerate(passage.folded)
        if word in asked and passage.word(at + 1) in _LEGAL and passage.word(at - 1) == asked[word][0]
    )


def _goes_on_as_thing(passage: Passage, at: int, lexicon: Lexicon) -> bool:
    """Whether capitalised words that name a thing follow, or "&" stands beside."""
    if passage.word(at + 1) == "&" or passage.word(at - 1) == "&":
        return True
    for index in range(at + 1, min(at + 4, len(passage.tokens))):
        token, word = passage.tokens[index], passage.word(index)
        if token.kind != "word" or not token.capital or word in _NO_FIRM:
            return False
        if (
            word in _LEGAL
            or word in lexicon.organisations
            or word in lexicon.things_named
            or word in lexicon.places_named
        ):
            return True
        if word in lexicon.words and word not in lexicon.surnames and word not in lexicon.given:
            return word not in lexicon.notnames
    return False


def is_no_person(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether the place shows that a known name is not the person here, whatever else bears it.

    "The Duke of Moor", "United States v. Moor", "works at Moor", "Moor's Law".
    """
    word, first = chunk.passage.word, chunk.first
    if chunk.lead < first:
        return False
    if word(first - 1) == "of" and word(first - 2) in _PEERS:
        return True
    if word(first - 1) == "." and word(first - 2) in ("v", "vs"):
        return True
    if word(first - 1) in ("v", "vs") and word(first - 2) in _PARTIES:
        return True
    if word(first - 1) == "at" and word(chunk.last + 1) not in ("'s", "’s"):
        return any(word(at) in _WORKING for at in range(first - 6, first - 1))
    return names_a_law(chunk, lexicon)


def names_a_law(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether a thing with a capital is owned by the name in a text: "Moor's Law"."""
    passage, noun = chunk.passage, chunk.last + 2
    if chunk.shouted or passage.word(chunk.last + 1) not in ("'s", "’s") or noun >= len(passage.tokens):
        return False
    thing = passage.word(noun) in lexicon.things_named or passage.word(noun) in lexicon.places_named
    return thing and passage.tokens[noun].capital and passage.tokens[noun].kind == "word"


def is_of_firm(chunk: Chunk) -> bool:
    """Whether what firms only have stands in front: "shares in Moor", "a spokesman for Moor", "at the Moor site"."""
    word, first = chunk.passage.word, chunk.first
    if chunk.lead < first or word(chunk.last + 1) in ("'s", "’s"):
        return False
    if word(first - 1) in ("for", "of", "in", "at", "by", "with") and word(first - 2) in _OF_FIRMS:
        return True
    named = word(first - 1) == "as" and any(
        word(at) in ("known", "renamed", "rebranded") for at in range(first - 5, first - 1)
    )
    return named and word(chunk.last + 1) in (".", ",")


def called_firm(chunk: Chunk) -> bool:
    """Whether "as the firm is known" or the like stands behind a name."""
    word, last = chunk.passage.word, chunk.last
    if word(last + 1) != "," or word(last + 2) != "as":
        return False
    return any(word(at) in _FIRM_WORDS for at in range(last + 3, last + 6))


def means_firm(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether the words around a name speak of a firm or thing rather than of a person."""
    if chunk.lead < chunk.first:
        return False
    return _named_as_firm(chunk) or _stands_as_thing(chunk, lexicon) or _in_firm_clause(chunk, lexicon)


def _named_as_firm(chunk: Chunk) -> bool:
    """Whether what follows is said of firms: "Moor shares", "Moor, as the firm is known", "Moor last traded at"."""
    word, last = chunk.passage.word, chunk.last
    after = word(last + 1)
    if after == ",":
        return word(last + 2) in ("launched", "founded", "established", "based", "headquartered")
    if after in ("'s", "’s"):
        return word(last + 2) in _HOUSES
    return after in _FIRM_NOUNS or after in _FIRM_VERBS or (after == "last" and word(last + 2) == "traded")


def _stands_as_thing(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether the name stands where things do: "the Moor", "the famous Moor bag", "in Moor's", "Moor coats"."""
    word, first, last = chunk.passage.word, chunk.first, chunk.last
    before, after = word(first - 1), word(last + 1)
    does = after in lexicon.human or after in lexicon.speech
    if before == "the" and not does:
        return True
    if (
        word(first - 2) == "the"
        and before in lexicon.words
        and before not in _WHICH
        and before not in lexicon.roles
    ):
        return after in lexicon.words and not does and not chunk.passage.tokens[last + 1].capital
    if before in _INSIDE and after in ("'s", "’s"):
        owned = word(last + 2)
        return not owned.isalpha() or owned in lexicon.everyday
    return (before in _INSIDE and not does) or _dealt_with(chunk) or _noun_follows(chunk, lexicon)


def _dealt_with(chunk: Chunk) -> bool:
    """Whether it is traded with or renamed: "a spokesman for Moor", "known from April as Moor", "Moor on my van"."""
    word, before, at = chunk.passage.word, chunk.first - 1, chunk.last + 1
    if word(at) in ("'s", "’s") or chunk.suffix:
        return False
    if word(before) in ("by", "from", "to", "for", "with") and word(before - 1) in _TRADE_VERBS:
        return True
    if word(before) == "as" and any(word(before - back) in _RENAMED for back in (1, 2, 3)):
        return True
    if word(at) == "on":
        return any(word(at + ahead) in _BEARS for ahead in (2, 3))
    said = word(at + 1) if word(at) in ("had", "has") else word(at)
    return said in _SELLS or (said == "lost" and any(word(at + ahead) == "money" for ahead in (1, 2)))


def _noun_follows(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether a plural noun follows at once: "Moor coats"."""
    after = chunk.passage.word(chunk.last + 1)
    if not after.endswith("s") or after.endswith("ss") or len(after) < 4 or after not in lexicon.words:
        return False
    verb = after in lexicon.speech or after in lexicon.human or after in lexicon.roles
    return (
        not verb
        and after[:-1] in lexicon.words
        and after[:-1] not in lexicon.human
        and not _verb(after, lexicon)
    )


def _verb(word: str, lexicon: Lexicon) -> bool:
    """Whether a word in -s has a form in -ed or -ing, so that it may be a verb: "walks"."""
    stem = word[:-1]
    return any(
        f"{stem}{end}" in lexicon.words or f"{stem[:-1]}{end}" in lexicon.words for end in ("ed", "ing")
    )


def _in_firm_clause(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether "in trading halt" or the like follows in the clause, with no verb of people in between."""
    word = chunk.passage.word
    for at in range(chunk.last + 1, chunk.last + 6):
        if word(at) in _FIRM_CLAUSE:
            return True
        if word(at) in _ENDS or word(at) in lexicon.speech or word(at) in lexicon.human:
            return False
    return False
