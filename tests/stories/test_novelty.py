from __future__ import annotations

from datetime import date, timedelta

from digest.model import ArticleId, Edition, RevisionId, Section, Story
from digest.stories.novelty import Told, drop_told, plain_form, told_in
from tests.builders import NOON
from tests.stories.builders import a_source, a_story


def an_edition(*stories: Story) -> Edition:
    return Edition(
        digest="daily",
        title="The Daily Cast",
        local_date=date(2026, 5, 11),
        zone="UTC",
        language="en",
        look="magazine",
        since=NOON - timedelta(days=2),
        cut_off=NOON - timedelta(days=1),
        plain=(Section(stories=stories, heading="Local"),),
    )


def told(*stories: Story) -> Told:
    return told_in([an_edition(*stories)])


def test_marks_case_and_spacing_do_not_make_a_sentence_new():
    assert plain_form("“It’s over,”  she SAID.") == plain_form("It's over, she said")


def test_a_story_drawn_from_the_same_texts_is_not_told_again():
    story = a_story(sentences=["The harbour opened."])
    assert drop_told([story], told(story)) == []
    assert drop_told([story], told()) == [story]
    assert drop_told([story], Told()) == [story]


def test_a_continuing_story_keeps_only_its_new_sentences():
    yesterday = a_story(sentences=["The harbour opened."])
    today = a_story("Harbour closes", sentences=["The harbour opened.", "Then it closed."])
    (kept,) = drop_told([today], told(yesterday))
    assert [each.text for each in kept.summary] == ["Then it closed."]


def test_a_changed_text_with_nothing_new_to_say_is_not_told_again():
    story = a_story(sentences=["The harbour opened."])
    revised = a_story(
        sentences=["The harbour opened!"],
        sources=(a_source("https://harbourpost.example/Harbour opens", revision=RevisionId("later")),),
    )
    assert drop_told([revised], told(story)) == []


def test_a_new_headline_alone_is_news():
    story = a_story(sentences=["The harbour opened."])
    other = a_story(
        "Harbour closes again", sources=(a_source("https://harbourpost.example/9", article=ArticleId("9")),)
    )
    assert drop_told([other], told(story)) == [other]
