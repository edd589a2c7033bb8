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
    assert said(text) == [("Greta Holm", "I sold the dog")]


def test_a_speech_goes_on_behind_its_verb():
    assert said("“It was cold,” Greta Holm said. “It was very cold.”") == [
        ("Greta Holm", "It was cold"),
        ("Greta Holm", "It was very cold."),
    ]


def test_words_without_a_speaker_are_no_quote():
    assert said("“We do not comment at all,” a spokesman said. Greta Holm left.") == []


def test_she_is_never_a_man():
    assert said("Otto Finch called Greta Holm. Otto Finch waited. “I will not come,” she said.") == [
        ("Greta Holm", "I will not come")
    ]


def test_the_comma_of_the_sentence_around_it_is_no_part_of_a_quote():
    text = "“We had 88 years to prepare,” Greta Holm said."
    (quote,) = read(text).quotes
    assert (quote.text, text[quote.start : quote.end]) == ("We had 88 years to prepare",) * 2


def test_whom_a_speaker_names_is_not_the_speaker():
    text = (
        "Otto Finch will come, said the club. Greta Holm hoped so. “Then we will have Otto Finch,” she said."
    )
    assert said(text) == [("Greta Holm", "Then we will have Otto Finch")]


@pytest.mark.parametrize(
    "text",
    [
        "Otto Finch sold the dog. The trombones could wait, the bandmaster said. “But not Wagstaff today,” he added.",
        "Otto Finch sold it all. The Skipper, as the quay calls him, spoke once. “This is your captain,” he said.",
        "Greta Holm signed first. His daughter put it differently. “I cannot run it alone,” she said.",
    ],
)
def test_where_a_noun_without_a_name_comes_between_nobody_is_quoted(text: str):
    assert said(text) == []


def test_somebody_of_the_paragraph_speaks_rather_than_somebody_before_it():
    text = "Greta Holm signed the claim.\n\nA lawyer, Desta Okwuosa, laughed. “It was in order,” she said."
    assert said(text) == [("Desta Okwuosa", "It was in order")]


def test_an_apposition_is_the_same_person():
    text = "Otto Finch, the captain, said that he had known. “She told me on the bus,” he said."
    assert said(text) == [("Otto Finch", "She told me on the bus")]


def test_whom_a_letter_goes_to_did_not_write_it():
    text = (
        "Otto Finch, 40, resigned on Monday.\n\n"
        "In a letter to Prime Minister Greta Holm he wrote that he had “confused an intention with an address”."
    )
    assert said(text) == [("Otto Finch", "confused an intention with an address")]
