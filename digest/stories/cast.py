"""Stories under people: every story stands in exactly one section.

A story goes to the one person it is most about, where what speaks for a person is their share of the story times
how rarely they are in the news. Who shares all the stories of a section joins its cast, up to three. Passing
mentions never make a section, and somebody in every story weighs little, so they do not swallow the edition.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from math import log

from digest.model import Cast, Involvement, Part, Person, PersonId, Section, Story
from digest.stories.rank import ranked, score
from digest.text.similarity import words

MOST_IN_CAST = 3
ALSO_WITH = 6
COMPARABLE = 0.6  # of what speaks for the lead, from which somebody may stand beside them
COMPARABLE_IN_TITLES = 0.5  # where the titles name both
IN_TITLES = 0.1  # of the titles, in which somebody stands beside a lead whom only some of them name
EVERYWHERE = 0.3  # of the stories, from which somebody counts as being everywhere
FEW = 5  # stories, below which nobody is everywhere
LEAST_WEIGHT = 0.2  # of somebody in every article of the last weeks
IN_HEADLINE = 0.5  # how much more of the story is theirs
GATHERING = 0.25  # how much a person's other stories speak for them
OTHER_NEWS = "In other news"


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """What decides who leads."""

    cut_off: datetime
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    rarity: Mapping[PersonId, float] = field(default_factory=dict)  # who is missing is new: 1
    followed: frozenset[PersonId] = frozenset()
    muted: frozenset[PersonId] = frozenset()  # lead no section
    left_out: frozenset[PersonId] = frozenset()  # appear nowhere
    days: Mapping[PersonId, Sequence[int]] = field(default_factory=dict)  # stories a day, today last


@dataclass(frozen=True, slots=True)
class _Draft:
    """A section on its way: who its stories share, the lead first."""

    core: tuple[PersonId, ...]
    stories: tuple[Story, ...]


def form_sections(
    stories: Iterable[Story], casting: Casting
) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The sections under people and the plain ones, each ranked; how the stories are ordered does not matter.

    Stories that are about muted people alone are left out, as are those that cannot be told without somebody on the
    leave-out list (they have no headline). Every other story stands in exactly one section.
    """
    told = sorted((_without_left_out(each, casting) for each in stories if each.headline), key=lambda s: s.id)
    about = [story for story in told if _leads(story, casting)]
    nobody = [story for story in told if not _leads(story, casting) and not _is_muted(story, casting)]
    drafts = _join_shared(_by_lead(about, casting), casting)
    sections = sorted(
        (_section(draft, casting) for draft in drafts), key=lambda section: _section_order(section, casting)
    )
    return _with_cross_references(sections), _plain(nobody, casting)


def _without_left_out(story: Story, casting: Casting) -> Story:
    hidden = casting.left_out
    if not any(part.person in hidden for part in story.people):
        return story
    return replace(
        story,
        people=tuple(part for part in story.people if part.person not in hidden),
        quotes=tuple(quote for quote in story.quotes if quote.person not in hidden),
    )


def _leads(story: Story, casting: Casting) -> list[Part]:
    """The parts from which a story's lead can be taken: whom the reader meets in what is told of it."""
    free = [part for part in _central(story) if part.person not in casting.muted]
    if not story.summary:
        return free
    shown = _words_shown(story.headline, tuple(sentence.text for sentence in story.summary))
    return [part for part in free if part.person in casting.followed or not shown.isdisjoint(_called(part))]


@lru_cache(maxsize=8192)
def _words_shown(headline: str, sentences: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in (headline, *sentences) for word in words(text))


def _called(part: Part) -> set[str]:
    """The words by which somebody is called for short: the surname may come first."""
    own = words(part.name)
    return {*own[:1], *own[-1:]}


def _central(story: Story) -> list[Part]:
    return [part for part in story.people if part.involvement is Involvement.CENTRAL]


def _is_muted(story: Story, casting: Casting) -> bool:
    central = _central(story)
    return bool(central) and all(part.person in casting.muted for part in central)


def _by_lead(stories: Sequence[Story], casting: Casting) -> list[_Draft]:
    """Every story under the person it is most about, with those who share all of that person's stories."""
    count = Counter(part.person for story in stories for part in _central(story))
    weights = {
        person: _weight(person, count[person] / len(stories), len(stories), casting) for person in count
    }
    told: dict[PersonId, list[Story]] = defaultdict(list)
    for story in stories:
        lead = min(
            _leads(story, casting),
            key=lambda part: (
                -round(
                    _share(story, part.person)
                    * weights[part.person]
                    * (1 + GATHERING * log(count[part.person])),
                    9,
                ),
                part.name,
                part.person,
            ),
        )
        told[lead.person].append(story)
    return [_draft(lead, led, casting, weights) for lead, led in sorted(told.items())]


def _weight(person: PersonId, presence: float, stories: int, casting: Casting) -> float:
    """How much somebody decides: what is rare in the last weeks and in this edition does."""
    everywhere = max(0.0, (presence - EVERYWHERE) / (1 - EVERYWHERE)) if stories >= FEW else 0.0
    rare = casting.rarity.get(person, 1.0) * (1 - everywhere)
    return (2.0 if person in casting.followed else 0.0) + LEAST_WEIGHT + (1 - LEAST_WEIGHT) * rare


def _draft(
    lead: PersonId, stories: Sequence[Story], casting: Casting, weights: Mapping[PersonId, float]
) -> _Draft:
    """A section under a lead; whoever is as central in all of its stories stands beside them, if they are few.

    Where the headline or other titles name the lead, only who is named there too stands beside them.
    """
    titled = max(_titled(story, lead) for story in stories)
    needed = COMPARABLE_IN_TITLES if titled else COMPARABLE

    def belongs(person: PersonId) -> bool:
        if titled and max(_titled(story, person) for story in stories) < (IN_TITLES if titled < 1 else 1):
            return False
        return all(
            _share(s, person) * weights[person] >= needed * _share(s, lead) * weights[lead] for s in stories
        )

    beside = [person for person in _shared(stories, casting) if person != lead and belongs(person)]
    core = (lead, *beside) if len(beside) < MOST_IN_CAST else (lead,)
    return _Draft(core, tuple(stories))


def _shared(stories: Sequence[Story], casting: Casting) -> list[PersonId]:
    """Who is central in all of these stories and not muted, the most present first."""
    shares: dict[PersonId, float] = defaultdict(float)
    count: Counter[PersonId] = Counter()
    for story in stories:
        for part in _leads(story, casting):
            shares[part.person] += _share(story, part.person)
            count[part.person] += 1
    everywhere = [person for person in shares if count[person] == len(stories)]
    return sorted(everywhere, key=lambda person: (-round(shares[person], 9), person))


def _share(story: Story, person: PersonId) -> float:
    """How much of a story somebody has; the people of the headline have more, those of its other titles a little."""
    part = next(part for part in story.people if part.person == person)
    return part.share * (1 + IN_HEADLINE * _titled(story, person))


def _titled(story: Story, person: PersonId) -> float:
    """1 for somebody the headline names, else the part of the titles that do."""
    called = _called(next(part for part in story.people if part.person == person))
    titles = [source.title for source in story.sources if source.title]
    if called & set(words(story.headline)):
        return 1.0
    return sum(bool(called & set(words(title))) for title in titles) / max(1, len(titles))


def _join_shared(drafts: Sequence[_Draft], casting: Casting) -> list[_Draft]:
    """Make one section of those whose leads share all the stories of both: a pair told under either name."""
    joined: list[_Draft] = []
    places: dict[PersonId, set[int]] = defaultdict(
        set
    )  # of drafts by lead: only those can share with another
    for draft in drafts:
        candidates = sorted({at for person in _shared(draft.stories, casting) for at in places[person]})
        for at in candidates:
            core = _common_core(joined[at], draft, casting)
            if core:
                joined[at] = _Draft(core, (*joined[at].stories, *draft.stories))
                places[core[0]].add(at)
                break
        else:
            places[draft.core[0]].add(len(joined))
            joined.append(draft)
    return joined


def _common_core(one: _Draft, other: _Draft, casting: Casting) -> tuple[PersonId, ...]:
    stories = (*one.stories, *other.stories)
    shared = _shared(stories, casting)
    leads = {one.core[0], other.core[0]}
    if not leads <= set(shared):
        return ()
    core = [person for person in shared if person in leads or person in {*one.core, *other.core}]
    return tuple(core) if len(core) <= MOST_IN_CAST else tuple(p for p in core if p in leads)


def _section(draft: _Draft, casting: Casting) -> Section:
    names = {part.person: part.name for story in draft.stories for part in story.people}
    cast: Cast = tuple(
        casting.people.get(person) or Person(id=person, name=names[person]) for person in draft.core
    )
    return Section(
        stories=ranked(draft.stories, cut_off=casting.cut_off),
        cast=cast,
        also_with=_also_with(draft, casting),
        days=tuple(casting.days.get(draft.core[0], ())),
    )


def _also_with(draft: _Draft, casting: Casting) -> tuple[Part, ...]:
    """The others in these stories, each once, most present first."""
    found: dict[PersonId, Part] = {}
    for story in draft.stories:
        for part in story.people:
            if part.person in draft.core or part.person in casting.muted:
                continue
            known = found.get(part.person, replace(part, share=0.0))
            central = Involvement.CENTRAL in (part.involvement, known.involvement)
            found[part.person] = replace(
                known,
                share=known.share + part.share / len(draft.stories),
                involvement=Involvement.CENTRAL if central else Involvement.PASSING,
            )
    order = sorted(found.values(), key=lambda part: (-round(part.share, 9), part.name, part.person))
    return tuple(order[:ALSO_WITH])


def _section_order(section: Section, casting: Casting) -> tuple[bool, float, str, str]:
    """Followed people first, then by newsworthiness, then by name."""
    followed = any(person.id in casting.followed for person in section.cast)
    novelty = casting.rarity.get(section.cast[0].id, 1.0)
    newsworthiness = score(section.stories, cut_off=casting.cut_off, novelty=novelty).total
    return not followed, -round(newsworthiness, 6), section.cast[0].name, section.cast[0].id


def _with_cross_references(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Say of each section in which others its cast appears too."""
    places: dict[PersonId, list[int]] = defaultdict(list)
    for at, section in enumerate(sections):
        for person in dict.fromkeys(part.person for story in section.stories for part in story.people):
            places[person].append(at)
    return tuple(
        replace(section, elsewhere=_elsewhere(at, section, sections, places))
        for at, section in enumerate(sections)
    )


def _elsewhere(
    at: int, section: Section, sections: Sequence[Section], places: Mapping[PersonId, Sequence[int]]
) -> tuple[PersonId, ...]:
    others = sorted({place for each in section.cast for place in places[each.id] if place != at})
    return tuple(sections[place].cast[0].id for place in others)


def _plain(stories: Sequence[Story], casting: Casting) -> tuple[Section, ...]:
    """Stories about nobody, by category, the fullest category first; those without one at the end."""
    by_category: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        by_category[story.category or OTHER_NEWS].append(story)
    order = sorted(
        by_category, key=lambda heading: (heading == OTHER_NEWS, -len(by_category[heading]), heading)
    )
    return tuple(
        Section(stories=ranked(by_category[heading], cut_off=casting.cut_off), heading=heading)
        for heading in order
    )
