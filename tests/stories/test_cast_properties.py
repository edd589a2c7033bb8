"""What holds of the sections of every edition, however its stories and people lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from digest.model import Involvement, PersonId, Section, Story, StoryId
from digest.stories import placing
from digest.stories.cast import form_sections
from digest.stories.claims import FEW, Casting, everywhere
from digest.stories.objective import COMPARABLE, Contest, Layout, contest, value
from digest.stories.placing import best_layout, place
from tests.builders import NOON
from tests.stories.builders import a_part, a_story

NAMES = ["Ada", "Bob", "Cleo", "Dan", "Eve", "Flo", "Gus", "Hal"]
SHARES = [0.1, 0.2, 0.25, 0.4, 0.6]
EVERYONE = frozenset(PersonId(name.lower()) for name in NAMES)

people = st.frozensets(st.sampled_from(sorted(EVERYONE)), max_size=3)
rarities = st.dictionaries(st.sampled_from(sorted(EVERYONE)), st.sampled_from([0.0, 0.5, 1.0]))
usual = st.dictionaries(st.sampled_from(sorted(EVERYONE)), st.sampled_from([0.5, 0.8, 1.0]))


@st.composite
def some_stories(draw: st.DrawFn, *, least: int = 0, most: int = 12) -> list[Story]:
    stories = []
    for n in range(draw(st.integers(least, most))):
        names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4))
        parts = [a_part(name, draw(st.sampled_from(SHARES)), central=draw(st.booleans())) for name in names]
        stories.append(a_story(f"Story {n}", parts, category=draw(st.sampled_from(["", "Local", "Sports"]))))
    return stories


@st.composite
def some_contests(draw: st.DrawFn, *, most: int = 6) -> list[Contest]:
    claims = st.dictionaries(st.integers(0, 5), st.sampled_from(SHARES), min_size=1, max_size=4)
    found = []
    for _ in range(draw(st.integers(1, most))):
        all_claims = draw(claims)
        followed = draw(st.frozensets(st.sampled_from(sorted(all_claims)), max_size=1)) or all_claims.keys()
        leaders = {person: all_claims[person] for person in followed}
        found.append(contest(leaders, {p: c for p, c in all_claims.items() if p not in leaders}))
    return found


def formed(stories: Sequence[Story], **casting) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    return form_sections(stories, Casting(**({"cut_off": NOON} | casting)))


def placed(stories: Sequence[Story], **casting) -> dict[StoryId, tuple[str, ...]]:
    """The cast of each story that has one."""
    sections, _ = formed(stories, **casting)
    return {
        story.id: tuple(p.name for p in section.cast) for section in sections for story in section.stories
    }


def central(story: Story) -> set[PersonId]:
    return {part.person for part in story.people if part.involvement is Involvement.CENTRAL}


@settings(max_examples=200)
@given(some_stories(), people, rarities)
def test_every_story_stands_in_one_section_and_every_person_in_one_cast(stories, followed, rarity):
    sections, plain = formed(stories, followed=followed, rarity=rarity)
    told = Counter(story.id for section in (*sections, *plain) for story in section.stories)
    assert told == Counter(story.id for story in stories)
    cast = Counter(person.id for section in sections for person in section.cast)
    assert set(cast.values()) <= {1}
    for section in sections:
        assert 1 <= len(section.cast) <= 3
        for story in section.stories:
            assert {person.id for person in section.cast} <= central(story)
    assert {story.id for section in plain for story in section.stories} == {
        story.id for story in stories if not central(story)
    }


@settings(max_examples=100)
@given(some_stories(), rarities, st.randoms(use_true_random=False))
def test_the_same_stories_in_any_order_make_the_same_sections(stories, rarity, random):
    shuffled = list(stories)
    random.shuffle(shuffled)
    assert formed(stories, rarity=rarity) == formed(shuffled, rarity=rarity)


@settings(max_examples=200)
@given(some_stories(least=FEW), st.sampled_from([0.1, 1.0, 1.5]), st.booleans(), usual)
def test_a_name_in_every_story_moves_no_story_but_those_about_nobody(stories, times, is_central, rarity):
    """Even where it is named more than whoever leads the story; nobody else is everywhere."""
    assume(not everywhere(stories))
    crowded = []
    for story in stories:
        most = max((part.share for part in story.people if part.person in central(story)), default=0.5)
        name = a_part("President", times * most, central=is_central)
        crowded.append(replace(story, people=(*story.people, name)))
    before, after = placed(stories, rarity=rarity), placed(crowded, rarity=rarity)
    assert {story: after[story] for story in before} == before
    assert {cast for story, cast in after.items() if story not in before} <= {("President",)}


@settings(max_examples=200)
@given(some_stories(), people, rarities)
def test_an_unrelated_story_changes_no_other_section(stories, followed, rarity):
    other = a_story("Elsewhere", {"Zoe": 0.5, "Abe": 0.45})
    assume(everywhere(stories) == everywhere([*stories, other]))
    before = placed(stories, followed=followed, rarity=rarity)
    after = placed([*stories, other], followed=followed, rarity=rarity)
    assert after == before | {other.id: ("Zoe", "Abe")}


@settings(max_examples=200)
@given(some_stories(), people, rarities)
def test_followed_people_lead_what_they_are_central_in(stories, followed, rarity):
    for section in formed(stories, followed=followed, rarity=rarity)[0]:
        for story in section.stories:
            if central(story) & followed:
                assert section.cast[0].id in followed


@settings(max_examples=200)
@given(some_stories(), people, people)
def test_muted_people_lead_nothing_and_who_is_left_out_appears_nowhere(stories, muted, left_out):
    sections, plain = formed(stories, muted=muted, left_out=left_out)
    assert not {person.id for section in sections for person in section.cast} & (muted | left_out)
    named = {p.person for section in (*sections, *plain) for story in section.stories for p in story.people}
    assert not named & left_out


@settings(max_examples=200)
@given(some_stories(), rarities)
def test_whoever_leads_a_story_has_a_claim_comparable_to_the_greatest(stories, rarity):
    for section in formed(stories, rarity=rarity)[0]:
        for story in section.stories:
            amounts = {each.name: each.amount for each in story.claims}
            lead = max(amounts[person.name] for person in section.cast)
            assert lead >= COMPARABLE * max(amounts.values()) - 1e-3


def singly(contests: Sequence[Contest]) -> Layout:
    """Each story under whom it is most about."""
    return frozenset((each.best,) for each in contests)


def one_by_one(contests: Sequence[Contest]) -> Layout:
    """Again and again the person who can lead most of what is left takes all of it."""
    left, taken = list(contests), set()
    while left:
        count = Counter(person for each in left for person in each.losses for _ in range(each.times))
        person = min(count, key=lambda p: (-count[p], p))
        taken.add((person,))
        left = [each for each in left if person not in each.losses]
    return frozenset(taken)


@settings(max_examples=200)
@given(some_contests(), st.sampled_from([placing.EXACT, 0]))
def test_the_layout_is_never_worse_than_single_leads_or_one_greedy_person_after_the_other(contests, exact):
    worth = value(contests, searched(contests, exact))
    assert worth is not None
    for other in (singly(contests), one_by_one(contests)):
        compared = value(contests, other)
        assert compared is not None
        assert worth <= compared


@settings(max_examples=50)
@given(some_contests(most=4))
def test_local_search_comes_close_to_the_best_layout(contests):
    exact, searched_for = (value(contests, searched(contests, most)) for most in (10**5, 0))
    assert exact is not None
    assert searched_for is not None
    assert exact <= searched_for
    assert searched_for[0] <= 1.5 * exact[0]


def searched(contests: Sequence[Contest], exact: int) -> Layout:
    """The best layout found where all layouts are tried up to so many."""
    before = placing.EXACT
    placing.EXACT = exact
    try:
        return best_layout(contests)
    finally:
        placing.EXACT = before


@settings(max_examples=100)
@given(some_contests())
def test_every_contest_is_placed_under_a_cast_that_can_lead_it(contests):
    for each, cast in zip(contests, place(contests), strict=True):
        assert each.loss(cast) is not None
