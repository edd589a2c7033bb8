"""The word lists behind the rules: names, nicknames, places, common words, and words by what they say of a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from digest.text.folding import fold, fold_spelling

Words = frozenset[str]
_EVERYDAY = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Lists of folded words. Read once by `load_lexicon` and passed to whoever needs them."""

    given: Mapping[str, str]  # given name: "f", "m" or "u" where both bear it
    surnames: Words
    nicknames: Mapping[str, Words]  # given name: its short forms
    words: Words  # common English words that are written small
    everyday: Words  # the commonest of them, which tell nothing of an article
    places: Words  # also of several words
    titles: Mapping[str, str]  # title: the gender it tells, or ""
    abbreviated: Words  # titles and the like that a stop may follow: "gov", "st"
    title_words: Words  # stand beside titles: "vice", "former", "interior"
    roles: Mapping[str, str]  # role noun: the gender it tells, or ""
    kin: Words
    speech: Words  # verbs of saying
    human: Words  # verbs and pronouns that mostly follow people
    pronouns: Mapping[str, str]  # pronoun: its gender
    particles: Words
    suffixes: Words
    organisations: Words
    places_named: Words
    things_named: Words
    storms: Words
    ships: Words
    vessels: Words  # what a ship is called, written small in front of its name
    place_lead: Words
    place_before: Words
    notnames: Words
    fictions: Words
    animals: Words
    asian_surnames: Words
    credits: Words
    agencies: Words
    fields: Mapping[str, Words]  # "sport", "politics": the words that tell what an article is about

    def gender(self, name: str) -> str:
        """The gender of a folded given name: "f", "m", or "" where the list does not tell."""
        found = self.given.get(name) or self.given.get(name.split("-")[0].split(" ")[0], "")
        return found if found in ("f", "m") else ""

    def same_given(self, one: str, other: str) -> bool:
        """Whether two folded given names can be the same person's: alike, an initial, a short form."""
        if one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1]):
            return True
        return other in self.nicknames.get(one, ()) or one in self.nicknames.get(other, ())


@cache
def load_lexicon() -> Lexicon:
    """Read the lists that the package brings, once a process."""
    words = _read("words.txt")  # commonest first
    vocabulary = _sections(_read("vocabulary.txt"))
    by_word = {name: frozenset(" ".join(lines).split()) for name, lines in vocabulary.items()}
    topics = {name[6:]: words for name, words in by_word.items() if name.startswith("field_")}
    plain = set(Lexicon.__dataclass_fields__) & set(by_word) - {"titles", "roles", "fictions", "words"}
    fields = {name: by_word[name] for name in plain}
    fields["particles"] = frozenset(
        word.replace("/", " ") for word in fields["particles"]
    )  # a/l folds to "a l"
    return Lexicon(
        given=dict(_pair(line) for line in _read("given_names.txt")),
        surnames=frozenset(_read("surnames.txt")),
        nicknames=_nicknames(_read("nicknames.txt")),
        words=frozenset(words),
        everyday=frozenset(words[:_EVERYDAY]),
        places=frozenset(_read("places.txt")),
        titles=_gendered(by_word, "titles"),
        roles=_gendered(by_word, "roles"),
        pronouns=dict.fromkeys(by_word["women"], "f") | dict.fromkeys(by_word["men"], "m"),
        fictions=frozenset(name for line in vocabulary["fictions"] for name in line.split(";")),
        fields=topics,
        **fields,
    )


def _read(name: str) -> list[str]:
    return (files("digest.people") / "data" / name).read_text("utf-8").splitlines()


def _pair(line: str) -> tuple[str, str]:
    name, gender = line.split()
    return name, gender


def _nicknames(lines: list[str]) -> dict[str, Words]:
    """Short forms by given name, as spelt and as names are compared: "samuel" and "samul"."""
    listed = {fold(name): short.split() for name, _, short in (line.partition(":") for line in lines)}
    spelt = {name: frozenset((*short, *map(fold_spelling, short))) for name, short in listed.items()}
    return {fold_spelling(name): short for name, short in spelt.items()} | spelt


def _gendered(by_word: Mapping[str, Words], name: str) -> dict[str, str]:
    """One mapping from the sections NAME, NAME_f and NAME_m."""
    return (
        dict.fromkeys(by_word[name], "")
        | dict.fromkeys(by_word[f"{name}_f"], "f")
        | dict.fromkeys(by_word[f"{name}_m"], "m")
    )


def _sections(lines: list[str]) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("["):
            current = sections[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            current.append(line)
    return sections
