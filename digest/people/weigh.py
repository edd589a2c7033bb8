"""How well each candidate fits a short form of a name: scored evidence, and the most telling of it in words."""

# ruff: noqa: SIM905 -- word lists read best as words
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from digest.people.chunks import Chunk
from digest.people.evidence import Evidence
from digest.people.figures import Figure
from digest.people.forms import name_of
from digest.people.names import is_epithet
from digest.people.telling import Telling, kin_word

CLOSE = 80  # tokens between two mentions, within which the newer one is the likelier
HABIT = 2.4  # points that the article as a whole may give, against what stands beside the name
HEADLINED = 1.4  # points of who alone of the candidates stands in the headline in full
_SENIORS = frozenset("father dad mother mum mom grandfather grandmother uncle aunt sr elder".split())
_JUNIORS = frozenset("son daughter grandson granddaughter nephew niece jr younger".split())
_OFFICES = (  # words for one office
    frozenset("mp member lawmaker legislator parliamentarian backbencher mla msp td".split()),
    frozenset("senator lawmaker legislator".split()),
    frozenset("representative congressman congresswoman lawmaker legislator".split()),
    frozenset("ceo executive boss chief".split()),
    frozenset("lawyer attorney counsel solicitor barrister advocate".split()),
    frozenset("police officer detective constable sergeant inspector superintendent chief".split()),
    frozenset("doctor dr physician surgeon professor".split()),
)
_VAGUE = frozenset(  # beside an office they say little of who holds it
    "mr mrs ms miss mx sir dame the a an of his her their its former late then chief senior deputy and vice".split()
)

Told = tuple[float, str]
NOTHING: Told = (0.0, "")


@dataclass(frozen=True, kw_only=True)
class Short:
    """A short form in its place, with everybody it may mean."""

    chunk: Chunk
    evidence: Evidence
    telling: Telling
    candidates: Sequence[Figure]
    headlined: frozenset[str]  # keys of those whom the headline names in full
    given: bool  # it is a first name rather than a surname
    spoken_of: frozenset[str] = (
        frozenset()
    )  # keys of those named in the words that the mention is said to speak
    beside: frozenset[str] = frozenset()  # keys of those whom the same sentence goes on to introduce in full

    @cached_property
    def name(self) -> str:
        """As written."""
        return self.chunk.name

    @cached_property
    def form(self) -> str:
        """The comparable form: flattened parts."""
        return " ".join(name_of(self.chunk))

    @property
    def age(self) -> int | None:
        """The age told beside it."""
        return self.evidence.age if self.evidence.age is not None else self.telling.age

    @cached_property
    def offices(self) -> set[str]:
        """The words for the office told beside it."""
        return _offices(self.evidence.role_words)

    @cached_property
    def is_part(self) -> bool:
        """Whether it is a part of a candidate's name rather than a nickname."""
        return any(each.bears(self.form) for each in self.candidates)

    @cached_property
    def counts(self) -> list[int]:
        """How often the two candidates named most were named in full or by the same part of the name."""
        return sorted((_count(each, self) for each in self.candidates), reverse=True)[:2]

    def most_of_others(self, figure: Figure) -> int:
        """How often the one named most of the other candidates was named so; 0 where there is no other."""
        if len(self.counts) < 2:
            return 0
        return self.counts[_count(figure, self) == self.counts[0]]

    def others(self, figure: Figure) -> list[Figure]:
        """The other candidates."""
        return [other for other in self.candidates if other is not figure]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its points and the most telling reason."""

    figure: Figure
    points: float
    reason: str


def weigh(short: Short, figure: Figure) -> Weighed:
    """Points of one candidate; the reason is the kind of evidence that weighs most."""
    told = [
        _by_age(short, figure),
        _by_rank(short, figure),
        _by_gender(short, figure),
        _by_pronoun(short, figure),
        _by_role(short, figure),
        _by_family(short, figure),
        _by_death(short, figure),
        _by_kin_beside(short, figure),
        _by_speech(short, figure),
        _by_sentence(short, figure),
        _by_initial(short, figure),
        _by_nickname(short, figure),
        _by_mark(short, figure),
    ]
    habit = _by_article(short, figure)
    best = max((*told, *habit), key=lambda t: t[0])
    points = sum(points for points, _ in told) + min(HABIT, sum(points for points, _ in habit))
    return Weighed(figure, points, best[1] or f"the {short.name} named most here")


def _by_age(short: Short, figure: Figure) -> Told:
    if short.age is None or figure.age is None:
        return NOTHING
    if short.age == figure.age:
        return 5.0, f"the only {short.name} aged {short.age} here"
    return -5.0, ""


def _by_rank(short: Short, figure: Figure) -> Told:
    """The elder and the younger, by their ages, else by what they are to each other."""
    if not short.telling.rank:
        return NOTHING
    ages = [other.age for other in short.others(figure) if other.age is not None]
    if any(_has_heirs(other) for other in short.candidates):
        fits = _has_heirs(figure) == (short.telling.rank == "elder")
    elif figure.age is not None and ages:
        fits = figure.age >= max(ages) if short.telling.rank == "elder" else figure.age <= min(ages)
    else:
        words = {figure.suffix} | figure.kin | figure.role_words
        elder, younger = bool(words & _SENIORS), bool(words & _JUNIORS)
        if elder == younger:
            return (-1.0, "") if ages else NOTHING
        fits = elder == (short.telling.rank == "elder")
    return (4.0, f"the {short.telling.rank} {short.name}") if fits else (-4.0, "")


def _has_heirs(figure: Figure) -> bool:
    """Whether the article tells of somebody's children, but no age that could say more."""
    return figure.parent and figure.age is None


def _by_gender(short: Short, figure: Figure) -> Told:
    gender = short.evidence.gender or short.telling.gender
    if not gender or not figure.gender:
        return NOTHING
    noun = "woman" if gender == "f" else "man"
    if gender == figure.gender:
        return 1.5, f"the {short.name} who is a {noun}"
    return (-3.0 if figure.guessed else -4.0), ""


def _by_pronoun(short: Short, figure: Figure) -> Told:
    if short.evidence.gender or not figure.gender:
        return NOTHING
    pronoun = short.telling.pronoun
    if not pronoun:
        return NOTHING
    weight = 1.0 if short.telling.near else 0.75
    word = "she" if pronoun == "f" else "he"
    if pronoun == figure.gender:
        return weight, f"the {short.name} whom “{word}” fits here"
    return -weight, ""


def _by_role(short: Short, figure: Figure) -> Told:
    """The role told beside the mention: the one who holds it, not one who holds another."""
    if not short.offices:
        return NOTHING
    held = _offices(figure.role_words)
    shared = short.offices & held
    if shared and not all(shared <= _offices(other.role_words) for other in short.others(figure)):
        return (
            3.5,
            f"the {short.name} who is called {short.evidence.role or short.evidence.title or min(shared)}",
        )
    if held and not shared:
        return -1.5, ""
    return NOTHING


def _offices(words: frozenset[str] | set[str]) -> set[str]:
    """The words of a role that say what somebody is, with those for the same office."""
    plain = {word for word in words if len(word) > 1 and word not in _VAGUE and not kin_word(word)}
    return plain.union(*(group for group in _OFFICES if group & plain)) if plain else plain


def _by_family(short: Short, figure: Figure) -> Told:
    """The father is Sr., the son Jr.; "his mother Carrow" is the mother."""
    told = short.evidence.role_words | ({short.telling.kin} - {""})
    elder, younger = bool(told & _SENIORS), bool(told & _JUNIORS)
    if elder != younger and figure.suffix in ("sr", "jr"):
        if elder == (figure.suffix == "sr"):
            return 3.0, f"the {short.name} who is {figure.suffix.title()}."
        return -3.0, ""
    kin = {word for word in told if kin_word(word)}
    if kin & figure.kin and not all(kin & other.kin for other in short.others(figure)):
        return 2.0, f"the {short.name} who is the {min(kin & figure.kin)}"
    return NOTHING


def _by_death(short: Short, figure: Figure) -> Told:
    """The dead are "late", and say nothing any more."""
    dead = figure.late or figure.past
    if not dead and not short.telling.late:
        return NOTHING
    alive = [other for other in short.others(figure) if not (other.late or other.past)]
    if short.telling.late:
        if dead and alive:
            return 3.0, f"the {short.name} who is dead"
        return (-3.0, "") if not dead and len(alive) < len(short.candidates) - 1 else NOTHING
    speaks = short.evidence.speaks and short.chunk.passage.field != "title"
    return (-1.5, "") if dead and alive and (speaks or short.age) else NOTHING


def _by_speech(short: Short, figure: Figure) -> Told:
    """Who is named in somebody's words is not who speaks them."""
    return (-4.5 if short.others(figure) else -3.0, "") if figure.key in short.spoken_of else NOTHING


def _by_sentence(short: Short, figure: Figure) -> Told:
    """Who is named in full behind in the same sentence is another: "Mr Moor, who followed his father, Ivor Moor"."""
    return (-3.0, "") if figure.key in short.beside and short.others(figure) else NOTHING


def _by_initial(short: Short, figure: Figure) -> Told:
    """The initial in front ("U Moor") or behind ("Moor, U.") is the first name's."""
    initial = _initial_beside(short.chunk)
    begin = {other.key for other in short.candidates if any(name[0][:1] == initial for name in other.names)}
    if not initial or not begin:
        return NOTHING
    told = f"the {short.name} whose first name begins with {initial.upper()}"
    return (3.5, told) if figure.key in begin else (-3.5, "")


def _initial_beside(chunk: Chunk) -> str:
    passage, behind = chunk.passage, chunk.last + 2
    if chunk.lead < chunk.first and len(passage.word(chunk.lead)) == 1:
        return passage.word(chunk.lead)
    before = passage.tokens[chunk.lead - 1] if chunk.lead else None
    if before and before.capital and len(before.text) == 1 and not passage.begins(chunk.lead - 1):
        return passage.word(chunk.lead - 1)
    if passage.word(chunk.last + 1) != "," or len(passage.word(behind)) != 1:
        return ""
    return passage.word(behind) if passage.tokens[behind].capital and passage.word(behind + 1) == "." else ""


def _by_nickname(short: Short, figure: Figure) -> Told:
    """A nickname that meant somebody before means them again."""
    if short.is_part:
        return NOTHING
    before = short.form in figure.used and not any(short.form in o.used for o in short.others(figure))
    return (2.5, f"called {short.name} before") if before else NOTHING


def _by_mark(short: Short, figure: Figure) -> Told:
    """Of two, "the Labour Maddocks" is the one of whom Labour was spoken, and none of the others."""
    marks = (short.telling.marks & figure.context) - _VAGUE
    told = {mark for mark in marks if not any(mark in other.context for other in short.others(figure))}
    return (2.5, f"the {short.name} of whom “{min(told)}” was said") if told else NOTHING


def _by_kin_beside(short: Short, figure: Figure) -> Told:
    """Who "buries mother" is not the mother."""
    if not figure.kin:
        return NOTHING
    word, last = short.chunk.passage.word, short.chunk.last
    behind = [word(at) for at in range(last + 1, last + 6)]
    clause = behind[: next((at for at, each in enumerate(behind) if each in ",.;:\n“”"), len(behind))]
    return (-1.5, "") if figure.kin & set(clause) else NOTHING


def _by_article(short: Short, figure: Figure) -> list[Told]:
    """What the article as a whole says: who leads it, who was named last, whom the form meant before."""
    if len(short.chunk.parts) > 1 and not is_epithet(short.chunk.parts):
        return []  # father and son of one name: habit tells nothing
    name, others, form = short.name, short.others(figure), short.form
    lent = not short.given and not figure.bears(form) and any(other.bears(form) for other in others)
    renamed = not short.given and figure.newest is not None and _goes_by_another(figure, form)
    plain = not short.given and not short.evidence.title and not short.evidence.role
    ahead = _count(figure, short) - short.most_of_others(figure)
    headline = short.chunk.passage.field == "title"  # read last: who was named last says nothing there
    newest = not headline and figure.latest >= 0 and all(o.latest < figure.latest for o in others)
    close = newest and _distance(figure, short.chunk) <= CLOSE
    near = close and _in_one_paragraph(figure, short.chunk)
    only_headlined = figure.key in short.headlined and not any(o.key in short.headlined for o in others)
    unknown = figure.latest < 0 and any(o.latest >= 0 for o in others)
    before = form in figure.used and not any(form in o.used for o in others)
    habit = 0.6 if short.given else 0.5
    apart = not short.given and figure.by_given and not any(o.by_given for o in others)
    related = plain and figure.kin and not all(o.kin for o in others)
    led = all(figure.first < o.first for o in others)
    return [
        (min(1.0, 0.6 * ahead), f"the {name} whom the article is mostly about") if ahead > 0 else NOTHING,
        (1.0 if near else 0.6 if close else 0.3, f"the {name} named last") if newest else NOTHING,
        (habit, f"called {name} before") if before else NOTHING,
        (HEADLINED, f"the {name} of the headline") if only_headlined else NOTHING,
        (1.0 if headline else 0.4, f"the {name} with whom the story begins") if led else NOTHING,
        (-1.2 if unknown and not headline else 0.0, ""),  # a short form means somebody introduced
        (-1.6 if renamed else 0.0, ""),  # who has taken another surname
        (-1.4 if lent else 0.0, ""),  # who only may have that surname
        (-0.8 if apart else 0.0, ""),  # who goes by the first name here does not go by the surname
        (
            -0.9 if related else 0.0,
            "",
        ),  # who is introduced as "his mother" is not called by the surname alone
    ]


def _goes_by_another(figure: Figure, form: str) -> bool:
    """Whether a figure of two surnames was last called by the other one."""
    surnames = {name[-1] for name in figure.names if len(name) > 1}
    last = name_of(figure.newest)[-1] if figure.newest else form
    return len(surnames) > 1 and form in surnames and last in surnames and last != form


def _count(figure: Figure, short: Short) -> int:
    """How often a figure was named in full or by the same part of the name."""
    return figure.count - (figure.by_surname if short.given else figure.by_given)


def _distance(figure: Figure, chunk: Chunk) -> int:
    """Tokens since the figure's newest mention."""
    newest = figure.newest
    return chunk.first - newest.last if newest and newest.passage is chunk.passage else CLOSE + 1


def _in_one_paragraph(figure: Figure, chunk: Chunk) -> bool:
    """Whether no line ends between the figure's newest mention and this."""
    start = figure.newest.last if figure.newest else 0
    return all(chunk.passage.word(at) != "\n" for at in range(start, chunk.first))
