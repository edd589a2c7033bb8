"""What editors decided about stories goes on holding."""

from digest.model import ArticleId, StoryDecision, StoryId
from digest.stories.decisions import join, part, sticking

A, B, C, D, E = (ArticleId(each) for each in "abcde")
ONE, TWO = StoryId("s1"), StoryId("s2")


def pairs(decisions: list[StoryDecision]) -> list[tuple[str, bool]]:
    return [(each.one + each.other, each.together) for each in decisions]


def test_stories_are_joined_by_all_their_articles():
    assert pairs(join([[A, B], [C]])) == [("ac", True), ("bc", True)]


def test_a_story_joined_with_itself_decides_nothing_new():
    assert pairs(join([[A], [A]])) == []


def test_an_article_taken_out_is_apart_from_all_that_stay():
    assert pairs(part([A, B, C], [C])) == [("ca", False), ("cb", False)]


def test_two_taken_out_may_stay_together():
    assert pairs(part([A, B, C], [B, C])) == [("ba", False), ("ca", False)]


def test_a_decision_about_articles_never_told_stands_as_it_is():
    decided = [StoryDecision(one=A, other=B, together=True), StoryDecision(one=C, other=D, together=False)]
    assert sticking(decided, {}) == decided


def test_what_came_to_joined_stories_later_stays_with_them():
    decided = [StoryDecision(one=A, other=B, together=True)]
    known = {A: ONE, B: ONE, C: ONE, D: TWO}
    assert pairs(sticking(decided, known)) == [("ba", True), ("ca", True), ("ab", True)]


def test_what_came_to_a_parted_story_later_stays_apart_from_what_was_taken_out():
    decided = [StoryDecision(one=A, other=B, together=False)]
    known = {A: ONE, C: ONE, B: TWO, D: TWO}
    assert pairs(sticking(decided, known)) == [
        ("ab", False), ("ad", False), ("cb", False), ("cd", False), ("ab", False),
    ]  # fmt: skip


def test_a_story_parted_since_it_was_told_is_not_torn_to_pieces():
    decided = [StoryDecision(one=A, other=B, together=False)]
    assert sticking(decided, {A: ONE, B: ONE, C: ONE}) == decided


def test_many_decisions_about_two_stories_are_spread_once():
    decided = [StoryDecision(one=A, other=each, together=False) for each in (B, C, D)]
    known = {A: ONE, B: TWO, C: TWO, D: TWO, E: TWO}
    assert len(sticking(decided, known)) == 3 + 4


def test_the_newest_decision_comes_last():
    decided = [StoryDecision(one=A, other=B, together=True), StoryDecision(one=A, other=B, together=False)]
    assert sticking(decided, {A: ONE, B: TWO})[-1].together is False
