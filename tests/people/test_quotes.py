import pytest

from tests.people.builders import read


def said(text: str) -> list[tuple[str, str]]:
    analysis = read(text)
    by_key = {each.key: each.name for each in analysis.appearances}
    assert all(text[quote.start : quote.end] == quote.text for quote in analysis.quotes)
    return [(by_key[quote.speaker], quote.text) for quote in analysis.quotes]


@pytest.mark.parametrize(
    "text",
    [
        "Greta Holm left. “I sold the dog,” Holm said.",
        "“I sold the dog,” said Greta Holm.",
        'Greta Holm told reporters: "I sold the dog,"',
        "Greta Holm left. “I sold the dog,” she said.",
    ],
)
def test_direct_speech_has_its_speaker(text: str):
    assert said(text) == [("Greta Holm", "I sold the dog,")]


def test_a_speech_goes_on_behind_its_verb():
    assert said("“It was cold,” Greta Holm said. “It was very cold.”") == [
        ("Greta Holm", "It was cold,"),
        ("Greta Holm", "It was very cold."),
    ]


def test_words_without_a_speaker_are_no_quote():
    assert said("“We do not comment at all,” a spokesman said. Greta Holm left.") == []


def test_she_is_never_a_man():
    assert said("Otto Finch called Greta Holm. Otto Finch waited. “I will not come,” she said.") == [
        ("Greta Holm", "I will not come,")
    ]
