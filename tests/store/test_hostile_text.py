from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import StorageError
from digest.model import Analysis, Appearance, Edition, FeedState, Mention, Resolution, RevisionId
from digest.ports import Sighting
from digest.store import open_storage
from digest.store.columns import storable
from digest.store.records import ANALYSIS, EDITION, from_json, to_json
from tests.builders import NOON, an_article
from tests.store.builders import a_person, an_analysis, an_edition, register

HOSTILE = "nul \0, half \ud83d, whole 📰"
CLEAN = "nul \ufffd, half \ufffd, whole 📰"
ANY_TEXT = st.text(st.characters(exclude_categories=[]))
GOOD_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


def test_what_no_database_takes_is_replaced_and_the_rest_comes_back(url: str) -> None:
    article = replace(an_article(), title=HOSTILE, text=HOSTILE, entry_guid=HOSTILE)
    with open_storage(url) as storage:
        storage.articles.add([article])
        storage.articles.sighted(HOSTILE, [Sighting(HOSTILE, article.id, HOSTILE)], now=NOON)
        storage.feeds.put([FeedState(feed_url="f", error=HOSTILE)])
        storage.people.keep(register(a_person("p1", HOSTILE, keys=(HOSTILE,), aliases=(HOSTILE,))))
        storage.analyses.put([an_analysis(article, name=HOSTILE)])
        storage.editions.put(an_edition(title=HOSTILE))

        assert storage.articles.get([article.id])[0].text == CLEAN
        assert storage.articles.sightings(HOSTILE, [HOSTILE])[HOSTILE] == Sighting(HOSTILE, article.id, CLEAN)
        assert storage.feeds.get(["f"])["f"].error == CLEAN
        person = storage.people.bearing([HOSTILE])[0]
        assert (person.name, person.aliases) == (CLEAN, (CLEAN,))
        analysis = storage.analyses.get([article.revision], version="v1")[article.revision]
        assert analysis.appearances[0].name == CLEAN
        edition = storage.editions.get(1)
        assert edition is not None
        assert edition.title == CLEAN


@pytest.mark.parametrize(
    "text", ["'; drop table article; --", "%s %(x)s :name ?", "\\u0000", "\x01\x1f\u2028\ufeff"]
)
def test_other_odd_texts_come_back_as_they_are(url: str, text: str) -> None:
    article = replace(an_article(), title=text, text=text)
    with open_storage(url) as storage:
        storage.articles.add([article])
        storage.analyses.put([an_analysis(article, name=text)])
        assert storage.articles.get([article.id]) == [article]
        kept = storage.analyses.get([article.revision], version="v1")
        assert kept == {article.revision: an_analysis(article, name=text)}


@pytest.mark.parametrize(
    ("text", "kept"), [("a\ud83db", "a\ufffdb"), ("é\0", "é\ufffd"), ("\0", "\ufffd"), ("é", "é"), ("", "")]
)
def test_each_unstorable_letter_becomes_one_replacement(text: str, kept: str) -> None:
    assert storable(text) == kept


def test_a_time_without_a_zone_is_refused(url: str) -> None:
    naive = NOON.replace(tzinfo=None)
    with open_storage(url) as storage, pytest.raises((ValueError, StorageError), match="without a zone"):
        storage.feeds.put([FeedState(feed_url="f", last_visit=naive)])


@given(text=ANY_TEXT)
def test_a_storable_text_has_the_same_length_and_can_be_encoded(text: str) -> None:
    assert len(storable(text)) == len(text)
    assert "\0" not in storable(text).encode().decode()


@given(text=GOOD_TEXT)
def test_a_good_text_is_left_alone(text: str) -> None:
    assert storable(text) is text


@given(
    analysis=st.builds(
        Analysis,
        revision=st.builds(RevisionId, GOOD_TEXT),
        version=GOOD_TEXT,
        appearances=st.lists(
            st.builds(
                Appearance,
                key=GOOD_TEXT,
                name=GOOD_TEXT,
                aliases=st.lists(GOOD_TEXT, max_size=2).map(tuple),
                age=st.none() | st.integers(0, 120),
                share=st.floats(0, 1),
            ),
            max_size=2,
        ).map(tuple),
        resolutions=st.lists(
            st.builds(
                Resolution,
                mention=st.builds(
                    Mention, start=st.integers(0, 9**9), end=st.integers(0, 9**9), surface=GOOD_TEXT
                ),
                appearance=st.none() | GOOD_TEXT,
                reason=GOOD_TEXT,
                confidence=st.floats(0, 1),
            ),
            max_size=2,
        ).map(tuple),
    )
)
def test_an_analysis_as_json_is_the_same_analysis(analysis: Analysis) -> None:
    again = from_json(ANALYSIS, to_json(ANALYSIS, analysis))
    assert again == analysis
    assert hash(again) == hash(analysis)
    assert repr(again) == repr(analysis)  # the same types all the way down


@given(
    title=GOOD_TEXT,
    days=st.lists(st.integers(0, 99), max_size=14).map(tuple),
    moment=st.datetimes(timezones=st.just(NOON.tzinfo)),
)
def test_an_edition_as_json_is_the_same_edition_to_the_byte(
    title: str, days: tuple[int, ...], moment: object
) -> None:
    edition: Edition = an_edition(title=title, cut_off=moment)
    edition = replace(edition, sections=tuple(replace(each, days=days) for each in edition.sections))
    record = to_json(EDITION, edition)
    again = from_json(EDITION, record)
    assert again == edition
    assert hash(again) == hash(edition)
    assert to_json(EDITION, again) == record
