from __future__ import annotations

from hypothesis import given
from hypothesis.strategies import text

from digest.model import Analysis, Correction, Mention, Reading, Resolution, Teaching
from digest.people import identify
from digest.people.explain import NOBODY, UNDECIDED, Decided, ExplainedMention, explain, names_in
from tests.builders import an_article
from tests.people.builders import a_reading, lexicon

STORY = (
    "Ada Lindqvist opened the new harbour bridge on Monday after nine years of building, and Lindqvist said that it "
    "would hold for a hundred more.\n\nHer son Bo Lindqvist walked across it with two hundred children. "
    "Lindqvist waved."
)


def decided_on(*readings: Reading, corrections: tuple[Correction, ...] = ()) -> Decided:
    found = identify(readings, (), lexicon=lexicon())
    return Decided(
        identities={(each.article, each.appearance): each for each in found.identities},
        people={each.id: each for each in found.people},
        corrections=corrections,
    )


def mentions_of(reading: Reading, decided: Decided) -> list[ExplainedMention]:
    return list(explain(reading, decided).mentions)


def test_every_mention_comes_in_the_order_of_reading_title_first() -> None:
    reading = a_reading(STORY, title="Ada Lindqvist opens the bridge")
    found = mentions_of(reading, decided_on(reading))
    places = [(each.mention.field == "text", each.mention.start) for each in found]
    assert places == sorted(places)
    assert len(found) == len(reading.analysis.resolutions)
    assert found[0].mention.field == "title"


def test_a_mention_stands_between_the_words_around_it() -> None:
    reading = a_reading(STORY)
    first, second, *_ = mentions_of(reading, decided_on(reading))
    assert (first.before, first.mention.surface) == ("", "Ada Lindqvist")
    assert first.after == " opened the new harbour bridge on Monday after nine years of…"
    assert second.before == "…harbour bridge on Monday after nine years of building, and "


def test_whom_a_mention_means_is_told_with_the_reason_and_the_confidence() -> None:
    reading = a_reading(STORY)
    first = mentions_of(reading, decided_on(reading))[0]
    told = reading.analysis.resolutions[0]
    assert first.name == "Ada Lindqvist"
    assert first.person is not None
    assert (first.reason, first.confidence) == (told.reason, told.confidence)


def test_an_open_mention_names_those_who_fit() -> None:
    brothers = "Karl Stens and Bernd Stens opened a shop on Monday. Stens said that it was fun."
    reading = a_reading(brothers)
    left_open = [each for each in mentions_of(reading, decided_on(reading)) if each.person is None]
    assert [each.mention.surface for each in left_open] == ["Stens"]
    assert set(left_open[0].candidates) == {"Karl Stens", "Bernd Stens"}
    assert left_open[0].name == ""
    assert left_open[0].reason


def test_an_open_mention_names_those_who_fit_before_a_draft_too() -> None:
    reading = a_reading("Karl Stens and Bernd Stens opened a shop on Monday. Stens said that it was fun.")
    found = mentions_of(reading, Decided({}, {}))
    assert set(found[-1].candidates) == {"Karl Stens", "Bernd Stens"}
    assert found[0].name == "Karl Stens"


def test_each_of_an_articles_people_is_joined_with_the_register_for_a_reason() -> None:
    reading = a_reading(STORY)
    ada = explain(reading, decided_on(reading)).people[0]
    assert (ada.appearance, ada.name, ada.involvement) == ("Ada Lindqvist", "Ada Lindqvist", "central")
    assert ada.reason == "the first Ada Lindqvist"
    assert 0 < ada.confidence <= 1


def test_a_person_no_longer_in_the_register_keeps_the_articles_name() -> None:
    reading = a_reading(STORY)
    known = decided_on(reading)
    ada = explain(reading, Decided(known.identities, {})).people[0]
    assert ada.name == "Ada Lindqvist"


def test_before_a_draft_nothing_is_settled() -> None:
    reading = a_reading(STORY)
    told = explain(reading, Decided({}, {}), drafted=False)
    assert {each.reason for each in told.people} == {UNDECIDED}
    assert not told.drafted


def test_a_name_that_people_yaml_calls_nobodys_is_told_as_such() -> None:
    reading = a_reading(STORY)
    nobody = Correction(teaching=Teaching.NOBODY, person="ada lindqvist")
    told = explain(reading, decided_on(reading, corrections=(nobody,)))
    assert told.people[0].reason == told.mentions[0].reason == NOBODY
    assert told.people[0].person is told.mentions[0].person is None


def test_an_article_names_somebody_by_surface_or_by_the_fullest_form() -> None:
    reading = a_reading(STORY)
    assert names_in(reading, "LINDQVIST")
    assert names_in(reading, "Bo Lindqvist")
    assert not names_in(reading, "Bo")


@given(text(), text())
def test_the_words_around_are_one_line_and_not_long(before: str, after: str) -> None:
    title = f"{before} Ada Lindqvist {after}"
    start = len(before) + 1
    mention = Mention(field="title", start=start, end=start + 13, surface="Ada Lindqvist")
    read = Resolution(mention=mention, appearance=None, reason="two fit", confidence=0.5)
    article = an_article(title, url="https://harbourpost.example/any")
    reading = Reading(
        article=article, analysis=Analysis(revision=article.revision, version="v", resolutions=(read,))
    )
    (told,) = mentions_of(reading, Decided({}, {}))
    for around in (told.before, told.after):
        assert len(around.splitlines()) <= 1
        assert len(around) <= 62
