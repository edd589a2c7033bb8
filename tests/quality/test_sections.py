"""Stories stand where an editor would put them: on the sample newsroom, and on editions invented for one question each.

The newsroom's stories are given as an editor groups them, so that only their placing is judged; who is in them, and how
much, is what the program reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from digest.model import Part, PersonId, Reading, Section, Story
from digest.people import analyse, identify, load_knowledge
from digest.stories.cast import form_sections
from digest.stories.claims import Casting
from digest.stories.rarity import rarity
from digest.stories.tell import Background, tell_story
from tests.builders import NOON
from tests.quality.newsroom import marked_articles
from tests.stories.builders import a_part, a_story

EXPECTED = YAML(typ="safe").load((Path(__file__).parent / "sections.yaml").read_text("utf-8"))
TODAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)  # 07:00 in Berlin
RIGHT = 0.91  # of the newsroom's stories; only the first two editions were looked at while the constants were chosen
NOBODY = "nobody"

Cast = frozenset[str]


def misplaced(
    sections: Sequence[Section], expected: Sequence[Mapping[str, Any]], keys: Mapping[str, str]
) -> list[str]:
    """The expected stories that do not stand under a right cast and with all those that belong with them.

    `keys`: how `expected` calls a story, by its headline's id.
    """
    casts: dict[str, Cast | str] = {}
    for section in sections:
        cast = frozenset(person.id for person in section.cast) or NOBODY
        casts |= {keys[story.id]: cast for story in section.stories}
    told = []
    for entry in expected:
        right = right_casts(entry)
        found = {str(story): casts.get(str(story)) for story in entry["stories"]}
        for story, cast in found.items():
            if cast not in right:
                told.append(f"{story} stands under {cast}, not {right}")
            elif len(set(found.values())) > 1:
                told.append(f"{story} stands apart from what belongs with it: {found}")
    return told


def right_casts(entry: Mapping[str, Any]) -> list[Cast | str]:
    """The casts that an entry allows: those it lists, or any one, two or three of its people."""
    if "under" in entry:
        return [each if each == NOBODY else frozenset(map(str.lower, each)) for each in entry["under"]]
    people = [each.lower() for each in entry["of"]]
    return [frozenset(cast) for size in (1, 2, 3) for cast in combinations(people, size)]


@pytest.mark.parametrize("name", EXPECTED["invented"])
def test_an_invented_edition_is_laid_out_as_an_editor_would(name: str):
    edition = EXPECTED["invented"][name]
    stories = [
        a_story(headline, [invented_part(who, share) for who, share in people.items()])
        for headline, people in edition["stories"].items()
    ]
    casting = Casting(
        cut_off=NOON,
        rarity={PersonId(who.lower()): value for who, value in edition.get("rarity", {}).items()},
        followed=frozenset(PersonId(who.lower()) for who in edition.get("followed", ())),
    )
    sections, plain = form_sections(stories, casting)
    keys = {story.id: story.headline for story in stories}
    assert misplaced((*sections, *plain), edition["sections"], keys) == []


def invented_part(who: str, share: float) -> Part:
    """Somebody as the file writes them: (mentioned), or with a number behind a name that others bear too."""
    part = a_part(who.strip("()"), share, central=not who.startswith("("))
    return Part(
        person=part.person, name=part.name.rstrip(" 2"), involvement=part.involvement, share=part.share
    )


@pytest.fixture(scope="module")
def newsroom() -> dict[str, Reading]:
    """Every article of the sample newsroom as it is read, by its outlet and number."""
    knowledge = load_knowledge()
    found = {}
    for marked in marked_articles():
        outlet, file = marked.id.split("/")
        number, _, revision = file.partition("-")[0], *file.partition("@")[1:]
        article = marked.article
        analysis = analyse(
            article.revision,
            title=article.title,
            text=article.text,
            byline=article.byline,
            knowledge=knowledge,
        )
        key = f"{outlet}/{number}" + (f"@{revision}" if revision else "")
        found[key] = Reading(article=article, analysis=analysis)
    return found


def test_the_newsroom_s_stories_stand_under_the_people_an_editor_put_them_under(
    newsroom: dict[str, Reading],
):
    told, count = [], 0
    for day, expected in EXPECTED["newsroom"].items():
        sections, keys, names = laid_out(newsroom, int(str(day).split(",")[0]), expected)
        as_named = [by_id(entry, names) for entry in expected]
        told += [f"day {day}: {each}" for each in misplaced(sections, as_named, keys)]
        count += len(keys)
    assert len(told) <= (1 - RIGHT) * count, "\n".join(told)


def by_id(entry: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """An entry with the ids of its people."""
    if "of" in entry:
        return {**entry, "of": [names.get(each, each) for each in entry["of"]]}
    casts = entry["under"]
    return {**entry, "under": [c if c == NOBODY else [names.get(each, each) for each in c] for c in casts]}


def laid_out(
    newsroom: Mapping[str, Reading], day: int, expected: Sequence[Mapping[str, Any]]
) -> tuple[tuple[Section, ...], dict[str, str], dict[str, str]]:
    """A morning's sections, what the file calls each story, and the ids of the people in them by name."""
    morning = TODAY + timedelta(days=day)
    known = [each for each in newsroom.values() if each.article.published < morning]
    found = identify(known, (), lexicon=load_knowledge().lexicon)
    people = {person.id: person for person in found.people}
    whose = {(each.article, each.appearance): people[each.person].id for each in found.identities}
    background = Background(identities=whose, people=people)
    stories: dict[str, Story] = {}
    for entry in expected:
        for articles in entry["stories"]:
            stories[str(articles)] = tell_story([newsroom[each] for each in articles], background)
    count = Counter(person for _, person in {(article, person) for (article, _), person in whose.items()})
    casting = Casting(cut_off=morning, people=people, rarity=rarity(count, len(known)))
    sections, plain = form_sections(stories.values(), casting)
    keys = {story.id: key for key, story in stories.items()}
    names = {part.name: str(part.person) for story in stories.values() for part in story.people}
    return (*sections, *plain), keys, names
