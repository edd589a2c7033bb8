from __future__ import annotations

import pytest

from digest.stories.lines import CANDIDATES, READ, read_lines
from digest.stories.summarise import Brief, choose, read_page, summarise_article
from digest.stories.telling import READ_AT_ONCE, Telling, summarise_story
from tests.stories.builders import FIRE

MARKET = "The fish market of Brannock burned down early on Monday, police said."


def leaning(second: str, first: str = MARKET) -> bool:
    return read_lines(f"{first} {second}")[1].leans


@pytest.mark.parametrize(
    "sentence",
    [
        "“We will win again,” he said on the steps of the town hall.",
        "In the evening, she went home by the last boat.",
        "On Wednesday it was carried into the hall of Brannock.",
        "When she did not come home, the neighbours rang.",
        "The next day the harbour was closed.",
        "As for the boats, nobody had asked.",
        "The 41-year-old was seen near the harbour.",
        "Rosalba Finch asked him whether the barn had a door.",
        "Rosalba Finch, who defends the house, asked them about the barn.",
        "The barn was sold by his father on Monday.",
        "The dealer, 58, is charged with selling Ada Lind the barn.",
        "The five-to-two vote ended the matter.",
        "On Saturday one of those boys will win the cup.",
        "Just before midnight in Brannock, on the quay, they were seen.",
    ],
)
def test_what_points_back_leans(sentence: str):
    assert leaning(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Odette Carrow will win again, she said on the steps of the town hall.",
        "In the evening, Odette Carrow went home by the last boat.",
        "When Odette Carrow did not come home, she was missed.",
        "The owner of the market was in Harlow.",
        "Ada Lind, 41, sold the barn of her father.",
        "Ada Lind promised Rosalba Finch that the town would pay him.",
        "In her speech on the quay, Ada Lind promised a market.",
        "The boats sank with all their nets.",
        "The captain of Brannock Rovers scored twice.",
        "The skipper who sold the barn lives in Harlow.",
        "The harbour dealer Ada Lind sold the barn.",
    ],
)
def test_what_names_its_people_stands_alone(sentence: str):
    assert not leaning(sentence)


def test_the_thing_leans_where_a_thing_was_spoken_of():
    assert leaning("The dinghy sank.", "Carrow took a dinghy across the harbour.")
    assert not leaning("The dinghy sank.")
    assert leaning("The angry letter was read aloud.", "Carrow’s long letter came on Monday.")
    assert not leaning("The government fell.", "Carrow had left the government on Monday.")


def test_the_thing_stands_behind_the_sentence_that_spoke_of_one():
    lines = read_lines(f"Carrow took a dinghy across. {MARKET} The dinghy sank.")
    assert (lines[2].leans, lines[2].on) == (True, 0)


def told(text: str, count: int = 3) -> list[str]:
    return [text[start:end] for start, end in summarise_article("", text, Brief(count=count))]


def test_a_pronoun_comes_behind_the_last_sentence_that_names_somebody():
    lines = read_lines(
        f"{MARKET} Ada Lind sold it. The rain fell. The rain took all of his fish. The barn was his."
    )
    assert [line.leans for line in lines] == [False, False, False, True, True]
    assert [line.on for line in lines] == [-1, -1, -1, 1, 1]
    assert read_lines("Rain fell. The rain took all of his fish.")[1].on == 0, "for want of a name"


def test_words_without_a_speaker_are_told_only_behind_one_who_may_have_said_them():
    said = "“We shall build it again before the winter comes.”"
    assert told(f"{MARKET} Ada Lind spoke on the quay. {said}")[-1] == said
    assert said not in told(f"{said} {MARKET}")
    assert said not in told(f"{MARKET} “Nobody will help us with it, as ever.” {said}")


def test_the_turns_of_an_interview_are_not_told():
    for turn in ("PS: You spent six weeks on the salt flats.", "Ada Lind: The salt was everywhere by then."):
        assert told(f"{MARKET} {turn}") == [MARKET]


def test_what_closed_the_speech_before_does_not_open_a_line():
    text = f"{MARKET}\n\n« Im Schein der Lampe stand die Fischerin Ada Lind."
    assert "« Im" not in " ".join(line.text for line in read_lines(text))


def test_an_opening_may_point_forward_and_is_told_as_it_is_for_want_of_another():
    assert not read_lines("This week Brannock votes on its market.")[0].leans
    assert not read_lines("Another 600 people lost their boats in the storm.")[0].leans
    text = "He has done it again, say his friends in the harbour"
    assert summarise_article("", text) == []
    whole = "He has done it again, say his friends in the harbour."
    assert summarise_article("", whole) == [(0, len(whole))]


def test_a_feeds_excerpt_without_its_end_is_told_if_it_is_prose():
    excerpt = (
        "The fish market of Brannock burned down early on Monday and took four boats with it before crews"
    )
    assert summarise_article("", excerpt) == [(0, len(excerpt))]
    assert (
        summarise_article(
            "", "Brannock Fish Market Opening Hours Monday Tuesday Wednesday Thursday Friday Saturday"
        )
        == []
    )


def test_a_speech_of_two_sentences_is_told_whole_or_not_at_all():
    text = f"{MARKET} “It was the best market on the coast. Nobody will build another,” said Odette Carrow."
    assert len(summarise_article("", text)) == 3
    assert len(summarise_article("", text, Brief(count=2))) == 1


def test_lists_and_tables_tell_nothing():
    rows = "\n\n".join(f"- Harlow {n}, Brannock {n + 1} after extra time and much rain." for n in range(9))
    assert summarise_article("", rows) == []
    assert summarise_article("", "\n".join(f"Harlow {n}  Brannock {n}" for n in range(90))) == []


def test_a_summary_stays_in_the_language_of_the_text():
    german = "Der Fischmarkt von Brannock ist in der Nacht auf Montag mit vier Booten abgebrannt."
    told = summarise_article("", f"{FIRE} {german}", Brief(count=6))
    assert german not in {f"{FIRE} {german}"[start:end] for start, end in told}
    text = f"{german} Die Polizei hat mit der Suche nach den Ursachen des Brandes begonnen. {MARKET}"
    assert MARKET not in {text[start:end] for start, end in summarise_article("", text)}


def test_of_a_text_of_200_000_words_only_the_top_is_read():
    page = read_page("", f"{MARKET} " * 16_000)
    assert len(page.lines) <= CANDIDATES
    assert page.lines[-1].end <= READ
    assert len(choose(page, 3)) == 1, "the same sentence is told once"


def test_of_a_story_of_400_articles_forty_compete(monkeypatch):
    asked = []

    def counting(title: str, text: str, brief: Brief) -> list[tuple[int, int]]:
        asked.append(text)
        return summarise_article(title, text, brief)

    monkeypatch.setattr("digest.stories.telling.summarise_article", counting)
    story = [Telling(title=f"Fire {n}", text=f"{FIRE} It was fire {n}.") for n in range(400)]
    assert summarise_story(story)
    assert len(asked) == READ_AT_ONCE


def test_a_story_of_the_same_text_is_told_once():
    told = summarise_story([Telling(title="Fire", text=FIRE)] * 5)
    assert {at for at, _, _ in told} == {0}


def test_an_article_that_is_favoured_tells_a_story_of_like_ones():
    two = [Telling(title="Fire", text=FIRE), Telling(title="Fire", text=FIRE, favour=0.1)]
    assert {at for at, _, _ in summarise_story(two)} == {1}
