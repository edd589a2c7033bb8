"""Stories under people: every story stands in exactly one section.

What speaks for a person in a story is in `claims`, what makes a good layout of them all in `objective`, and how the
best one is found in `placing`. Passing mentions never make a section, and somebody in every story decides
little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from digest.model import Cast, Edition, Involvement, Part, Person, PersonId, Section, Story, StoryId
from digest.stories.claims import Casting, Claim, as_factors, central, claims_of, everywhere
from digest.stories.objective import Contest, contest
from digest.stories.placing import place
from digest.stories.rank import ranked, score, total
from digest.text.similarity import words

ALSO_WITH = 6
WORTH_NAMING = 0.05  # of a section's mentions, for those it only mentions
OTHER_NEWS = "In other news"


def form_sections(
    stories: Iterable[Story], casting: Casting
) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The sections under people and the plain ones, each ranked; how the stories are ordered does not matter.

    Stories that are about muted people alone are left out, as are those that cannot be told without somebody on the
    leave-out list (they have no headline). Every other story stands in exactly one section.
    """
    told = sorted((_without_left_out(each, casting) for each in stories if each.headline), key=lambda s: s.id)
    background = everywhere(told) - casting.followed
    claims = {story.id: claims_of(story, casting, background) for story in told}
    told = [_explained(story, claims[story.id], casting) for story in told]
    about = [story for story in told if _leads(claims[story.id])]
    nobody = [story for story in told if not _leads(claims[story.id]) and not _is_muted(story, casting)]
    sections = sorted(
        (_section(cast, led, claims, casting) for cast, led in _placed(about, claims, casting).items()),
        key=lambda section: _section_order(section, casting),
    )
    return _with_cross_references(sections), _plain(nobody)


def casts_before(
    earlier: Iterable[Edition], now: Mapping[StoryId, StoryId]
) -> dict[StoryId, frozenset[PersonId]]:
    """Under whom earlier editions (newest first) told each story last, by the id it has now; see `Stories.now`."""
    found: dict[StoryId, frozenset[PersonId]] = {}
    for edition in earlier:
        for section in edition.sections:
            cast = frozenset(person.id for person in section.cast)
            for story in section.stories:
                found.setdefault(now.get(story.id, story.id), cast)
    return found


def _without_left_out(story: Story, casting: Casting) -> Story:
    hidden = casting.left_out
    if not any(part.person in hidden for part in story.people):
        return story
    return replace(
        story,
        people=tuple(part for part in story.people if part.person not in hidden),
        quotes=tuple(quote for quote in story.quotes if quote.person not in hidden),
    )


def _explained(story: Story, claims: Sequence[Claim], casting: Casting) -> Story:
    """A story with its claims and its newsworthiness, part by part."""
    first = claims[0].part.person if claims else None
    novelty = casting.rarity.get(first, 1.0) if first else 0.0
    return replace(story, claims=as_factors(claims), score=score([story], casting.cut_off, novelty=novelty))


def _leads(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of those who can lead."""
    return [claim for claim in claims if not claim.bar]


def _is_muted(story: Story, casting: Casting) -> bool:
    parts = central(story)
    return bool(parts) and all(part.person in casting.muted for part in parts)


def _placed(
    stories: Sequence[Story],
    claims: Mapping[StoryId, Sequence[Claim]],
    casting: Casting,
) -> dict[tuple[PersonId, ...], list[Story]]:
    """The stories of each cast."""
    names = {
        claim.part.person: (claim.part.name, claim.part.person)
        for story in stories
        for claim in _leads(claims[story.id])
    }
    people = sorted(names, key=lambda person: names[person])
    order = {person: at for at, person in enumerate(people)}
    contests = [_contest(_leads(claims[story.id]), order, casting) for story in stories]
    found: dict[tuple[PersonId, ...], list[Story]] = defaultdict(list)
    for story, cast in zip(stories, place(contests), strict=True):
        found[tuple(people[at] for at in cast)].append(story)
    return found


def _contest(claims: Sequence[Claim], order: Mapping[PersonId, int], casting: Casting) -> Contest:
    """Whom a story can stand under: those who are followed, if there are any."""
    amounts = {claim.part.person: claim.amount for claim in claims}
    leaders = casting.followed.intersection(amounts) or amounts.keys()
    return contest(
        {order[person]: amounts[person] for person in leaders},
        {order[person]: amounts[person] for person in amounts.keys() - leaders},
    )


def _section(
    people: Sequence[PersonId],
    stories: Sequence[Story],
    claims: Mapping[StoryId, Sequence[Claim]],
    casting: Casting,
) -> Section:
    """A section; of its cast, who is followed comes first, then who has the greatest claim to all of its stories."""
    claimed: dict[PersonId, float] = defaultdict(float)
    names: dict[PersonId, str] = {}
    for story in stories:
        for claim in claims[story.id]:
            claimed[claim.part.person] += claim.amount
            names[claim.part.person] = _fuller(names.get(claim.part.person, ""), claim.part.name)
    core = sorted(people, key=lambda p: (p not in casting.followed, -round(claimed[p], 9), names[p], p))
    cast: Cast = tuple(casting.people.get(person) or Person(id=person, name=names[person]) for person in core)
    novelty = casting.rarity.get(core[0], 1.0)
    followed = not casting.followed.isdisjoint(core)
    return Section(
        stories=ranked(stories),
        cast=tuple(replace(person, name=_fullest(person)) for person in cast),
        also_with=_also_with(core, stories, casting),
        days=tuple(casting.days.get(core[0], ())),
        history=tuple(tuple(casting.days.get(person, ())) for person in core),
        score=score(stories, casting.cut_off, novelty=novelty, followed=followed),
    )


def _fullest(person: Person) -> str:
    """The name; somebody called by one word only by the fullest form that has this word: "Brother Anselm"."""
    own = words(person.name)
    if len(own) != 1:
        return person.name
    fuller = [alias for alias in person.aliases if own[0] in words(alias) and not alias.startswith("@")]
    return min((person.name, *fuller), key=lambda name: (-len(words(name)), name))


def _fuller(one: str, other: str) -> str:
    return min((one, other), key=lambda name: (-len(words(name)), name))


def _also_with(core: Sequence[PersonId], stories: Sequence[Story], casting: Casting) -> tuple[Part, ...]:
    """The others in these stories, each once: whom they are about, then the most present.

    Who has only an initial, a single word or hardly a mention is named where there is nobody better.
    """
    found: dict[PersonId, Part] = {}
    for story in stories:
        for part in story.people:
            if part.person in core or part.person in casting.muted:
                continue
            known = found.get(part.person, replace(part, share=0.0))
            is_central = Involvement.CENTRAL in (part.involvement, known.involvement)
            found[part.person] = replace(
                known,
                name=_shown(part, known, casting),
                share=known.share + part.share / len(stories),
                involvement=Involvement.CENTRAL if is_central else Involvement.PASSING,
            )
    better = [part for part in found.values() if _is_worth_naming(part)]
    order = sorted(better or found.values(), key=_also_order)
    return tuple(order[:ALSO_WITH])


def _shown(part: Part, known: Part, casting: Casting) -> str:
    person = casting.people.get(part.person)
    return (
        _fuller(_fuller(known.name, part.name), _fullest(person))
        if person
        else _fuller(known.name, part.name)
    )


def _is_worth_naming(part: Part) -> bool:
    first, *rest = part.name.split() or [""]
    called_in_full = bool(rest) and len(first.rstrip(".")) > 1
    return part.involvement is Involvement.CENTRAL or (called_in_full and part.share >= WORTH_NAMING)


def _also_order(part: Part) -> tuple[bool, float, str, str]:
    return part.involvement is not Involvement.CENTRAL, -round(part.share, 9), part.name, part.person


def _section_order(section: Section, casting: Casting) -> tuple[bool, float, str, str]:
    """Followed people first, then by newsworthiness, then by name."""
    followed = any(person.id in casting.followed for person in section.cast)
    return not followed, -total(section.score), section.cast[0].name, section.cast[0].id


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


def _plain(stories: Sequence[Story]) -> tuple[Section, ...]:
    """Stories about nobody, by category, the fullest category first; those without one at the end."""
    by_category: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        by_category[story.category or OTHER_NEWS].append(story)
    order = sorted(
        by_category, key=lambda heading: (heading == OTHER_NEWS, -len(by_category[heading]), heading)
    )
    return tuple(Section(stories=ranked(by_category[heading]), heading=heading) for heading in order)
