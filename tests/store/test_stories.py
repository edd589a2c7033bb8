"""Which story each article was told in; ids of stories survive merging."""

from digest.model import ArticleId, StoryDecision, StoryId
from digest.ports import Storage

A, B, C = (ArticleId(each) for each in "abc")
ONE, TWO, THREE = (StoryId(each) for each in ("s1", "s2", "s3"))


def test_an_article_is_told_in_its_newest_story(storage: Storage) -> None:
    storage.stories.keep({A: ONE, B: TWO}, merged={})
    storage.stories.keep({B: ONE}, merged={})
    assert storage.stories.of([A, B, C]) == {A: ONE, B: ONE}


def test_a_merged_id_leads_to_the_other_and_never_vanishes(storage: Storage) -> None:
    storage.stories.keep({A: ONE, B: TWO}, merged={})
    storage.stories.keep({}, merged={TWO: ONE})
    assert storage.stories.of([B]) == {B: ONE}
    assert storage.stories.now([ONE, TWO, THREE]) == {ONE: ONE, TWO: ONE}


def test_a_chain_of_merges_leads_to_its_end(storage: Storage) -> None:
    storage.stories.keep({A: ONE, B: TWO, C: THREE}, merged={TWO: ONE})
    storage.stories.keep({}, merged={ONE: THREE})
    assert set(storage.stories.of([A, B, C]).values()) == {THREE}


def test_merging_back_makes_no_circle(storage: Storage) -> None:
    storage.stories.keep({A: ONE, B: TWO}, merged={TWO: ONE})
    storage.stories.keep({}, merged={ONE: TWO})
    assert storage.stories.now([ONE, TWO]) == {ONE: ONE, TWO: ONE}


def test_a_story_told_again_by_itself_leads_nowhere_else_any_more(storage: Storage) -> None:
    storage.stories.keep({A: ONE, B: TWO, C: THREE}, merged={TWO: ONE, THREE: ONE})
    storage.stories.keep({A: ONE, B: TWO}, merged={})
    assert storage.stories.of([A, B, C]) == {A: ONE, B: TWO, C: ONE}


def test_keeping_the_same_twice_changes_nothing(storage: Storage) -> None:
    for _ in range(2):
        storage.stories.keep({A: ONE, B: ONE}, merged={TWO: ONE})
    assert storage.stories.of([A, B]) == {A: ONE, B: ONE}
    assert storage.stories.now([TWO]) == {TWO: ONE}


def test_the_articles_of_a_story_are_those_of_all_that_was_merged_into_it(storage: Storage) -> None:
    storage.stories.keep({A: ONE, B: TWO, C: THREE}, merged={TWO: ONE})
    assert storage.stories.articles([ONE, TWO]) == {ONE: (A, B)}


def together(one: ArticleId, other: ArticleId) -> StoryDecision:
    return StoryDecision(one=one, other=other, together=True)


def apart(one: ArticleId, other: ArticleId) -> StoryDecision:
    return StoryDecision(one=one, other=other, together=False)


def test_what_editors_decided_is_given_oldest_first(storage: Storage) -> None:
    assert storage.stories.decisions() == []
    storage.stories.decide([together(B, C)])
    storage.stories.decide([apart(A, C), together(A, B)])
    assert storage.stories.decisions() == [together(B, C), apart(A, C), together(A, B)]


def test_the_last_word_on_a_pair_holds_whichever_way_round_it_is_said(storage: Storage) -> None:
    storage.stories.decide([together(A, B), together(B, C)])
    storage.stories.decide([apart(B, A)])
    assert storage.stories.decisions() == [together(B, C), apart(A, B)]


def test_a_decision_withdrawn_is_forgotten(storage: Storage) -> None:
    storage.stories.decide([together(A, B), apart(B, C)])
    assert storage.stories.withdraw([apart(B, A), together(A, C)]) == 1
    assert storage.stories.decisions() == [apart(B, C)]
