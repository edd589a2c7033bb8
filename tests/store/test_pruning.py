from __future__ import annotations

from datetime import timedelta

from digest.model import ArticleId, EditionState, Keep, PersonId, Pruned, StoryId
from digest.ports import Sighting, Storage
from tests.builders import NOON, an_article
from tests.store.builders import (
    TUESDAY,
    a_delivery,
    a_person,
    a_story,
    an_analysis,
    an_edition,
    naming,
    register,
    retold,
)

DAY = timedelta(days=1)
FOR_EVER = Keep(texts=None, analyses=None, editions=None)
FEED = "https://harbourpost.example/feed.xml"


def aged(days: float, title: str = "") -> object:
    return an_article(title or f"Story of {days} days", hours_ago=24 * days)


def test_old_articles_go_with_all_that_speaks_of_nothing_else(storage: Storage) -> None:
    old, young = an_article("Old", hours_ago=24 * 91), an_article("Young", hours_ago=24 * 89)
    storage.articles.add([old, young, retold(old, "Another text.", first_seen=NOON)])
    storage.articles.sighted(FEED, [Sighting("g", old.id)], now=NOON)
    storage.people.keep(register(a_person(), identities=naming(old, "p1") + naming(young, "p1")))
    storage.stories.keep({old.id: StoryId("s1"), young.id: StoryId("s1")}, merged={})
    storage.analyses.put([an_analysis(old), an_analysis(old, version="v2"), an_analysis(young)])

    assert storage.prune(Keep(), now=NOON) == Pruned(articles=1, analyses=2)
    assert storage.articles.get([old.id, young.id]) == [young]
    assert storage.stories.of([old.id, young.id]) == {young.id: StoryId("s1")}
    assert storage.analyses.get([old.revision, young.revision], version="v1").keys() == {young.revision}
    assert storage.people.all() == [a_person()]
    assert storage.articles.sightings(FEED, ["g"]) == {"g": Sighting("g", old.id)}
    storage.articles.add([old])  # nothing of it is left that would count again
    window = {"since": NOON - 99 * DAY, "until": NOON}
    assert storage.people.frequencies([PersonId("p1")], **window) == ({PersonId("p1"): 1}, 1)
    assert storage.articles.get([old.id]) == [old]
