"""Whose words they are: never whoever merely stands near."""

from tests.people.builders import read


def said(text: str, *, title: str = "") -> list[tuple[str, str]]:
    analysis = read(text, title=title)
    by_key = {each.key: each.name for each in analysis.appearances}
    return [(by_key[quote.speaker], quote.text) for quote in analysis.quotes]


def test_whoever_is_spoken_for_does_not_speak():
    assert said("A spokeswoman for Greta Holm said: “Greta is always making music.” Holm sang.") == []


def test_what_the_trust_said_of_somebody_is_not_what_they_said():
    assert said("The trust said that Ms Greta Holm had “left a ward without cover” on Friday.") == []


def test_who_was_asked_answers():
    text = "Asked by Otto Finch if she had ever milked a cow, Greta Holm replied: “Not on purpose, no.”"
    assert said(text) == [("Greta Holm", "Not on purpose, no.")]


def test_a_sentence_that_follows_finished_words_does_not_name_their_speaker():
    text = "“It is a bus,” said Greta Holm. “It cannot hide in a cupboard.” Otto Finch added that it could."
    assert {whom for whom, _ in said(text)} == {"Greta Holm"}


def test_an_abbreviated_rank_ends_no_sentence():
    text = "“With respect to the mayor,” Gen. Otto Finch said, “it is raining very hard.”"
    assert [whom for whom, _ in said(text)] == ["Otto Finch", "Otto Finch"]


def test_somebody_named_in_between_ends_the_speech_unless_he_only_stands_beside():
    text = "“He cried all day,” Greta Holm said. Otto Finch promised to return the coat “when hell freezes over”."
    assert ("Greta Holm", "when hell freezes over") not in said(text)
    text = "“We read about it,” Greta Holm said on the steps, with Otto Finch beside her. “Today we sleep at last.”"
    assert [whom for whom, _ in said(text)] == ["Greta Holm", "Greta Holm"]


def test_what_is_quoted_inside_a_speech_is_no_quote_of_its_own():
    text = (
        "“Her son Otto came and whispered, ‘Mam left her instructions here,’ and so I sang,” Greta Holm said."
    )
    assert len(said(text)) == 1
