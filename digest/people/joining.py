"""Figures that are one: whoever bears another name that the article introduces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from digest.people.chunks import Chunk
from digest.people.figures import Figure, Placed
from digest.people.forms import name_of
from digest.people.lexicon import Lexicon
from digest.people.other_names import OtherName, other_names
from digest.people.recognise import Seen
from digest.people.roster import Roster


def join_other_names(
    roster: Roster, placed: Sequence[Placed], seen: Sequence[Seen], lexicon: Lexicon
) -> list[Placed]:
    """Let whoever bears another name bear it in the roster too; where both names made figures, join them.

    Single names that are introduced so ("called him Del") come into the list with their owners.
    """
    joining = _Joining(roster, placed, lexicon)
    joining.headline(seen)
    for told in other_names(seen, lexicon):
        joining.join(told)
    for named, born in _born_behind_a_stage_name(placed):
        joining.make_one(joining.now(named.figures[-1]), joining.now(born.figures[-1]))
    added = [Placed(each, (figure,)) for each, figure in joining.added]
    return [
        Placed(p.seen, tuple(dict.fromkeys(joining.now(f) for f in p.figures))) for p in [*placed, *added]
    ]


class _Joining:
    """Who has become whom so far."""

    def __init__(self, roster: Roster, placed: Sequence[Placed], lexicon: Lexicon) -> None:
        self.added: list[tuple[Seen, Figure]] = []
        self._roster, self._lexicon = roster, lexicon
        self._stage: Seen | None = None  # the one single name of a headline that names nobody in full
        self._of = {id(each.seen): each.figures[0] for each in placed if len(each.figures) == 1}
        self._first: dict[str, int] = {}
        for each in placed:
            self._first.setdefault(each.figures[0].key, id(each.seen))
        self._about: list[Figure] = []
        self._taken: dict[str, Figure] = {}

    def headline(self, seen: Sequence[Seen]) -> None:
        """Look who the headline names; a single name in it that is nobody’s yet may be a stage name."""
        title = [each for each in seen if each.chunk.passage.field == "title"]
        known = [figure for each in title if (figure := self._figure(each))]
        self._about = list(dict.fromkeys(known))
        single = [each for each in title if len(each.chunk.parts) == 1 and not self._common(each.chunk)]
        if not self._about and len({each.chunk.parts for each in single}) == 1:
            self._stage = single[0]
        if title and self._figure(title[0]) is None and _stays_together(title[0], seen):
            self._stage, self._about = title[0], []  # "Sweet Agogo sues Big Fortune": whoever it is acts

    def _common(self, chunk: Chunk) -> bool:
        word = chunk.parts[0]
        known = (
            self._lexicon.words,
            self._lexicon.places,
            self._lexicon.notnames,
            self._lexicon.organisations,
        )
        return chunk.lead == chunk.first and any(word in words for words in known)

    def now(self, figure: Figure) -> Figure:
        """The figure that a figure has become."""
        return self._taken.get(figure.key, figure)

    def join(self, told: OtherName) -> None:
        """Give the name to its owner."""
        owner, known = self._owner(told), self._figure(told.name)
        single = told.owner if told.owner is not None else None if told.unlike else self._stage
        if owner is None and known is not None and single is not None:
            if told.owner is not None or self._first.get(known.key) == id(told.name):
                self._bear(known, single, stage=True)
        elif owner is not None and known is not None:
            self.make_one(owner, known)
        elif owner is not None:
            self._bear(owner, told.name)

    def make_one(self, one: Figure, other: Figure) -> None:
        """Let one figure be the other too."""
        if one is other or one.suffix or other.suffix:
            return
        one.take(other)
        self._roster.drop(other, into=one)
        self._taken = {key: one if figure is other else figure for key, figure in self._taken.items()}
        self._taken[other.key] = one

    def _bear(self, owner: Figure, name: Seen, *, stage: bool = False) -> None:
        """A full name is theirs; a single one is a maiden name, if somebody bears it so, else a nickname."""
        if len(name.chunk.parts) > 1:
            given = name.chunk.parts[0]
            known = stage or given in self._lexicon.given or any(n[0] == given for n in owner.names)
            if not known:
                return
            self._roster.name(owner, name_of(name.chunk))
            self.added.append((name, owner))
            return
        word = name_of(name.chunk)[0]
        other = [f for f in self._roster.called((word,)) if f is not owner and f.bears(word)]
        same = [f for f in other if any((n[0], word) == (m[0], n[-1]) for n in f.names for m in owner.names)]
        if same:
            self.make_one(owner, same[0])
        elif other:
            return
        owner.nicknames.add(word)
        self._roster.name(owner, max(owner.names, key=len))
        self.added.append((name, owner))

    def _owner(self, told: OtherName) -> Figure | None:
        """Whom the other name is said to be of: whoever is named there, else the one the article is about."""
        if told.owner is not None:
            return self._figure(told.owner)
        unlike = self._figure(told.unlike) if told.unlike else None
        name = name_of(told.name.chunk)
        known = self._figure(told.name)
        others = [f for f in self._roster.figures if f is not unlike and f is not known]
        namesakes = [
            f for f in others if len(name) > 1 and any(n[0] == name[0] and n[-1] != name[-1] for n in f.names)
        ]
        about = [self.now(f) for f in self._about]
        if not namesakes and known and self._first.get(known.key) != id(told.name):
            return None  # somebody who was introduced before
        fitting = namesakes or [f for f in about if f is not unlike and f is not known]
        return fitting[0] if len(fitting) == 1 else None

    def _figure(self, seen: Seen) -> Figure | None:
        """Whom a chunk means: as placed, else the only one who bears all of its parts."""
        if id(seen) in self._of:
            return self.now(self._of[id(seen)])
        words = name_of(seen.chunk)
        called = [
            f for f in self._roster.called(words[-1:]) if all(f.bears(w) or w in f.nicknames for w in words)
        ]
        return called[0] if len(called) == 1 else None


def _stays_together(title: Seen, seen: Sequence[Seen]) -> bool:
    """Whether the text writes words of the headline together too."""
    parts = title.chunk.parts
    return len(parts) > 1 and any(
        each.chunk.parts == parts and each.chunk.passage is not title.chunk.passage for each in seen
    )


def _born_behind_a_stage_name(placed: Sequence[Placed]) -> list[tuple[Placed, Placed]]:
    """The headline's one person and the name they were born with, where a stage name is spoken of."""
    headlined = [each for each in placed if each.seen.chunk.passage.field == "title"]
    if len({each.figures[0].key for each in headlined}) != 1:
        return []
    return [(headlined[0], each) for each in placed if _is_birth_name(each.seen.chunk)]


def _is_birth_name(chunk: Chunk) -> bool:
    """Whether "was born" stands in front, and "stage name" in the same sentence."""
    passage = chunk.passage
    if passage.field == "title" or passage.word(chunk.lead - 1) != "born":
        return False
    behind = [passage.word(at) for at in range(chunk.last + 1, chunk.last + 30)]
    sentence = behind[: behind.index(".")] if "." in behind else behind
    return any(pair in (("stage", "name"), ("pen", "name")) for pair in pairwise(sentence))
