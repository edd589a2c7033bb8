from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import timedelta

from digest.model import Copy, PersonId
from digest.stories.rank import ranked, score
from digest.stories.rarity import rarity
from tests.builders import NOON
from tests.stories.builders import a_source, a_story


def test_the_parts_of_a_score_sum_to_its_total():
    result = score([a_story()], cut_off=NOON, novelty=0.5)
    assert result.total == sum(dataclasses.astuple(result))


def test_two_outlets_are_more_than_one_and_more_than_one_outlet_twice():
    both = a_story(sources=(a_source("1"), a_source("2", outlet="Stagelight")))
    twice = a_story(sources=(a_source("1"), a_source("2")))
    assert score([both], cut_off=NOON).outlets == 1 > score([twice], cut_off=NOON).outlets == 0


def test_newer_heavier_and_rarer_is_more_newsworthy():
    usual = score([a_story()], cut_off=NOON)
    old = a_story(sources=(a_source(published=NOON - timedelta(days=2)),))
    assert score([old], cut_off=NOON).recency < usual.recency
    assert score([a_story(sources=(a_source(weight=2.0),))], cut_off=NOON).total > usual.total
    assert score([a_story()], cut_off=NOON, novelty=1.0).total > usual.total
    assert score([a_story("One"), a_story("Two")], cut_off=NOON).total > usual.total


def test_stories_are_ranked_the_same_in_whatever_order_they_come():
    stories = [
        a_story("A"),
        a_story("B"),
        a_story("C", sources=(a_source("1"), a_source("2", outlet="Other"))),
    ]
    assert [each.headline for each in ranked(stories, cut_off=NOON)] == ["C", "A", "B"]
    assert ranked(stories[::-1], cut_off=NOON) == ranked(stories, cut_off=NOON)


def test_a_new_name_is_rare_and_one_in_every_article_is_not():
    values = rarity({PersonId("new"): 0, PersonId("some"): 10, PersonId("everywhere"): 100}, 100)
    assert values["new"] == 1 > values["some"] > values["everywhere"] == 0


def test_without_earlier_articles_everybody_is_new():
    assert rarity({PersonId("ada"): 0}, 0) == {"ada": 1.0}


def test_copies_are_no_support():
    alone = a_story()
    copies = tuple(Copy(outlet=f"Outlet {n}", url=f"https://outlet{n}.example/") for n in range(5))
    copied = a_story(sources=(replace(alone.sources[0], copies=copies),))
    assert score([copied], cut_off=NOON) == score([alone], cut_off=NOON)
