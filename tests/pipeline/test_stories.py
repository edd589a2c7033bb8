"""What editors say about stories holds for what is told later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import UsageError
from digest.model import Article, ArticleId, Edition, EditionState, StoryId, content_id
from digest.pipeline import Means, approve
from digest.pipeline.stories import (
    decided_for,
    dossier,
    find_articles,
    find_story,
    join_stories,
    part_story,
    undo_join,
    undo_part,
)
from digest.stories.group import group_stories
from tests.builders import NOON, an_article
from tests.fakes import FakeStorage
from tests.pipeline.test_draft import BRIDGE, PRIZE, drafted, stocked

DAY = timedelta(days=1)
ALIKE = (
    "The new harbour bridge is open. Ada Lindqvist, the engineer, cut the ribbon on Monday in light rain.\n\n"
    "Two hundred children followed Lindqvist across the harbour bridge. Building it took nine years and two mayors."
)
AFTER = (
    "The new harbour bridge is closed again. Engineer Ada Lindqvist found a loose railing on the bridge.\n\n"
    "Lindqvist expects the harbour bridge to carry walkers by Friday, and lorries a week after that."
)
AGAIN = (
    "The harbour bridge stays closed. A gate on the new bridge does not shut, engineer Ada Lindqvist told the port.\n\n"
    "Lindqvist had the gate of the harbour bridge weighed, and found a whole kilogram of paint on it."
)
ENCORE = (
    "Tomas Iriarte keeps the Orlo prize. The jury counted the votes for his second film once more.\n\n"
    "A rival of Iriarte had asked the Orlo jury to count. The film and its prize go on tour in spring."
)

bridge = an_article("Lindqvist opens the harbour bridge", BRIDGE, hours_ago=4)
alike = an_article(
    "Lindqvist opens the new harbour bridge", ALIKE, hours_ago=3, url="https://lantern.example/b"
)
prize = an_article("Iriarte wins the Orlo prize", PRIZE, hours_ago=2)


def told(used: Means, *articles: Article) -> list[StoryId | None]:
    """The story of each article."""
    known = used.storage.stories.of(each.id for each in articles)
    return [known.get(each.id) for each in articles]


def drafted_of(*articles: Article) -> tuple[Means, list[StoryId]]:
    used = stocked(*articles)
    drafted(used)
    return used, [each for each in told(used, *articles) if each]


def approved(used: Means) -> Edition:
    return approve(used.storage, used.storage.editions.newest(limit=1)[0].number, now=NOON)


def morning(used: Means, days: int, *articles: Article) -> Edition:
    """The edition of some days later with these articles, approved."""
    drafted(stocked(*articles, used=used), now=NOON + days * DAY)
    return approved(used)


def later(title: str, text: str, days: int) -> Article:
    return an_article(title, text, hours_ago=2 - 24 * days)


def a_storage(*articles: Article, **stories: str) -> FakeStorage:
    """A storage in which each article, by its title, was told in a story."""
    storage = FakeStorage()
    storage.articles.add(articles)
    storage.stories.keep(
        {each.id: StoryId(stories[each.title]) for each in articles if each.title in stories}, merged={}
    )
    return storage


FIVE = {name: an_article(name, f"{name} " * 9, hours_ago=9 - at) for at, name in enumerate("abcde")}
A, B, C, D, E = FIVE.values()


def groups_of(storage: FakeStorage) -> set[str]:
    """What the five would be told as, by titles."""
    decided = decided_for(storage.stories, FIVE.values())
    return {
        "".join(each.title for each in group) for group in group_stories([*FIVE.values()], decided=decided)
    }


def test_stories_joined_are_one_when_the_draft_is_made_again():
    used, [one, other] = drafted_of(bridge, prize)
    join_stories(used.storage, [other, one])
    [story] = drafted(used).stories
    assert {each.article for each in story.sources} == {bridge.id, prize.id}
    assert (story.id, told(used, bridge, prize)) == (one, [one, one])
    assert used.storage.stories.now([other]) == {other: one}


def test_joined_stories_keep_one_id_though_the_next_days_articles_resemble_one_half():
    used, [one, other] = drafted_of(bridge, prize)
    approved(used)
    join_stories(used.storage, [one, other])
    encore = later("Iriarte keeps the Orlo prize", ENCORE, 1)
    closed = later("Lindqvist closes the harbour bridge", AFTER, 2)
    morning(used, 1, encore)
    morning(used, 2, closed)
    assert told(used, bridge, prize, encore, closed) == [one] * 4


def test_the_next_morning_goes_on_with_the_story_that_was_joined():
    used, [one, other] = drafted_of(bridge, prize)
    join_stories(used.storage, [one, other])
    morning(used, 0)
    [story] = morning(used, 1, later("Iriarte keeps the Orlo prize", ENCORE, 1)).stories
    assert story.id == one
    assert story.continues is not None


def test_an_approved_edition_stays_as_it_is_and_the_decision_holds_from_the_next_on():
    used, [one, other] = drafted_of(bridge, prize)
    before = approved(used)
    join_stories(used.storage, [one, other])
    assert drafted(used) == before
    assert dossier(used.storage, one).gone == (before,)


def test_a_parted_article_is_told_apart_when_the_draft_is_made_again():
    used, [one, same] = drafted_of(bridge, alike)
    assert one == same
    apart = part_story(used.storage, one, [alike.id])
    edition = drafted(used)
    assert {story.id: [each.article for each in story.sources] for story in edition.stories} == {
        one: [bridge.id],
        apart: [alike.id],
    }


def test_a_parted_article_stays_apart_the_next_mornings_though_the_texts_are_alike():
    used, [one, _] = drafted_of(bridge, alike)
    approved(used)
    apart = part_story(used.storage, one, [alike.id])
    closed = later("Lindqvist closes the harbour bridge", AFTER, 1)
    again = later("Lindqvist closes the harbour bridge again", AGAIN, 2)
    morning(used, 1, closed)
    morning(used, 2, again)
    assert told(used, bridge, alike) == [one, apart]
    assert {*told(used, closed, again)} <= {one, apart}


def test_what_was_joined_and_then_parted_is_apart():
    used, [one, other] = drafted_of(bridge, prize)
    join_stories(used.storage, [one, other])
    drafted(used)
    assert part_story(used.storage, one, [prize.id]) == other
    assert len(drafted(used).stories) == 2
    assert told(used, bridge, prize) == [one, other]


def test_what_was_parted_and_then_joined_is_together():
    used, [one, _] = drafted_of(bridge, alike)
    apart = part_story(used.storage, one, [alike.id])
    join_stories(used.storage, [one, apart])
    assert [story.id for story in drafted(used).stories] == [one]
    assert all(each.together for each in used.storage.stories.decisions())


def test_a_join_taken_back_leaves_what_the_texts_say():
    used, [one, other] = drafted_of(bridge, prize)
    join_stories(used.storage, [one, other])
    drafted(used)
    assert undo_join(used.storage, [one]) == 1
    assert {story.id for story in drafted(used).stories} == {one, other}
    assert told(used, bridge, prize) == [one, other]


def test_a_join_taken_back_before_a_draft_changes_nothing():
    used, [one, other] = drafted_of(bridge, prize)
    before = drafted(used)
    join_stories(used.storage, [one, other])
    assert undo_join(used.storage, [one, other]) == 1
    assert drafted(used) == before


def test_a_part_taken_back_leaves_what_the_texts_say():
    used, [one, _] = drafted_of(bridge, alike)
    before = drafted(used)
    part_story(used.storage, one, [alike.id])
    drafted(used)
    assert undo_part(used.storage, one, [alike.id]) == 1
    assert drafted(used) == before


def test_one_of_two_that_were_parted_comes_back_alone():
    storage = a_storage(A, B, C, a="s1", b="s1", c="s1")
    apart = part_story(storage, StoryId("s1"), [B.id, C.id])
    assert undo_part(storage, apart, [C.id]) == 1
    assert storage.stories.of([A.id, B.id, C.id]) == {A.id: "s1", B.id: apart, C.id: "s1"}
    assert undo_part(storage, apart, [C.id]) == 0


def test_taking_out_the_article_that_joined_others_leaves_these_joined():
    storage = a_storage(*FIVE.values(), a="s1", b="s2", c="s3")
    join_stories(storage, [StoryId(each) for each in ("s1", "s2", "s3")])
    storage.stories.keep({}, merged={StoryId("s2"): StoryId("s1"), StoryId("s3"): StoryId("s1")})
    part_story(storage, StoryId("s1"), [C.id])
    assert groups_of(storage) == {"ab", "c", "d", "e"}


def test_articles_taken_out_are_called_after_their_oldest():
    storage = a_storage(A, B, C, a="s1", b="s1", c="s1")
    assert part_story(storage, StoryId("s1"), [C.id, B.id]) == content_id("story", B.id)


def test_articles_taken_out_do_not_take_the_id_of_another_story():
    own = content_id("story", A.id)
    storage = a_storage(A, B, a=own, b=own)
    apart = part_story(storage, StoryId(own), [A.id])
    assert apart != own
    assert storage.stories.of([A.id, B.id]) == {A.id: apart, B.id: own}
    other = a_storage(A, B, C, a="s1", b="s1", c=own)
    assert part_story(other, StoryId("s1"), [A.id]) not in {own, "s1"}


@given(
    st.lists(st.tuples(st.booleans(), st.sets(st.sampled_from("abcde"), min_size=1, max_size=3)), max_size=6)
)
def test_the_newest_decision_holds_whatever_was_decided_before(steps: list[tuple[bool, set[str]]]):
    storage = a_storage(*FIVE.values(), a="s1", b="s1", c="s2", d="s3", e="s3")
    for together, names in steps:
        ids = {FIVE[name].id for name in names}
        stories = sorted({*storage.stories.of(ids).values()})
        own = {*storage.stories.articles(stories[:1])[stories[0]]}
        if together and len(stories) > 1:
            own = {each for told in storage.stories.articles(stories).values() for each in told}
            join_stories(storage, stories)
            storage.stories.keep({}, merged=dict.fromkeys(stories[1:], stories[0]))
            assert any({FIVE[name].id for name in group} >= own for group in groups_of(storage))
        elif not together and own - ids:
            part_story(storage, stories[0], sorted(own & ids))
            for group in groups_of(storage):
                there = {FIVE[name].id for name in group}
                assert not there & own & ids or not there & (own - ids)


def test_a_story_joined_with_itself_or_with_nothing_is_refused():
    storage = a_storage(A, a="s1")
    with pytest.raises(UsageError, match="two stories or more"):
        join_stories(storage, [StoryId("s1"), StoryId("s1")])


def test_parting_all_of_a_story_or_what_is_not_in_it_is_refused():
    storage = a_storage(A, B, C, a="s1", b="s1", c="s2")
    with pytest.raises(UsageError, match="the whole story"):
        part_story(storage, StoryId("s1"), [A.id, B.id])
    with pytest.raises(UsageError, match="is not in story s1"):
        part_story(storage, StoryId("s1"), [C.id])
    assert storage.stories.decisions() == []


def test_a_story_whose_articles_are_gone_has_nothing_to_show():
    storage = FakeStorage()
    storage.stories.keep({A.id: StoryId("s1")}, merged={})
    with pytest.raises(UsageError, match="not kept any more"):
        dossier(storage, StoryId("s1"))


def test_a_dossier_tells_articles_decisions_and_editions():
    used, [one, other] = drafted_of(bridge, prize)
    [decision] = join_stories(used.storage, [one, other])
    found = dossier(used.storage, one)
    assert (found.headline, found.articles, found.others) == (bridge.title, (bridge,), (prize,))
    assert {frozenset((each.one, each.other)) for each in found.decisions} == {
        frozenset((decision.one, decision.other))
    }
    assert [each.state for each in found.drafts] == [EditionState.DRAFT]
    assert found.gone == ()


def test_a_story_in_no_edition_is_called_by_its_newest_article():
    found = dossier(a_storage(A, B, a="s1", b="s1"), StoryId("s1"))
    assert (found.headline, found.editions) == ("b", ())


def test_a_story_is_found_by_its_id_or_by_how_that_begins():
    used, [one, other] = drafted_of(bridge, prize)
    assert find_story(used.storage, one) == one
    assert find_story(used.storage, f" {other[:4].upper()}") == other


def test_a_story_that_was_merged_is_found_under_its_old_id():
    used, [one, other] = drafted_of(bridge, prize)
    join_stories(used.storage, [one, other])
    drafted(used)
    assert find_story(used.storage, other) == one


def test_a_story_just_parted_is_found_before_a_draft_tells_it():
    used, [one, _] = drafted_of(bridge, alike)
    apart = part_story(used.storage, one, [alike.id])
    assert find_story(used.storage, apart[:6]) == apart


def test_what_no_id_begins_with_or_several_do_is_no_story():
    storage = a_storage(A, B, a="abcd1", b="abcd2")
    join_stories(storage, [StoryId("abcd1"), StoryId("abcd2")])
    with pytest.raises(UsageError, match="abcd1, abcd2; add letters"):
        find_story(storage, "abcd")
    with pytest.raises(UsageError, match="digest stories list"):
        find_story(storage, "ffff")
    with pytest.raises(UsageError, match="too short"):
        find_story(storage, "abc")


def test_articles_are_found_by_id_by_how_that_begins_and_by_address():
    found = dossier(a_storage(A, B, C, a="s1", b="s1", c="s1"), StoryId("s1"))
    asked = [A.id, B.id[:5].upper(), f"{C.url}?utm_source=mail", A.url]
    assert find_articles(found, asked) == [A.id, B.id, C.id]


def test_articles_of_other_stories_are_not_found():
    storage = a_storage(A, B, C, a="s1", b="s2", c="s1")
    found = dossier(storage, StoryId("s1"))
    for asked in (B.id, B.url, "ffff"):
        with pytest.raises(UsageError, match="digest stories show s1"):
            find_articles(found, [asked])
    with pytest.raises(UsageError, match="too short"):
        find_articles(found, ["a"])


def test_what_several_articles_begin_with_is_none_of_them():
    twin = an_article("twin", hours_ago=0.5)
    twin = replace(twin, id=ArticleId(A.id[:4] + "f" * 12))
    found = dossier(a_storage(A, twin, a="s1", twin="s1"), StoryId("s1"))
    with pytest.raises(UsageError, match="begins several ids"):
        find_articles(found, [A.id[:4]])
