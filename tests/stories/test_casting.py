from __future__ import annotations

import pytest

from digest.stories.casting import Cast
from digest.stories.lines import read_lines
from digest.stories.summarise import Brief, summarise_article
from digest.stories.weights import TUNED

CARROW = "Odette Carrow"
OPENING = "The harbour of Brannock will be closed to boats for the winter, the town said on Monday."
SHORT = "Carrow had asked the council of Brannock for the closing of the harbour in spring."
FULL = "Mayor Odette Carrow told the council of Brannock that the boats would go to Harlow."
OTHER = "Forty boats are moored in the harbour of Brannock, most of them belonging to Harlow people."


def told(*sentences: str, count: int = 2, prefer: tuple[str, ...] = (CARROW,)) -> list[str]:
    text = " ".join(sentences)
    return [text[start:end] for start, end in summarise_article("", text, Brief(count=count, prefer=prefer))]


def test_who_is_mentioned_is_named_in_full_first_where_the_source_does_so():
    for order in ((OPENING, SHORT, OTHER, FULL), (OPENING, FULL, SHORT, OTHER), (SHORT, OPENING, FULL)):
        for count in (1, 2, 3):
            chosen = " ".join(told(*order, count=count))
            assert "Carrow" not in chosen.partition(CARROW)[0], (order, count)


def test_who_is_never_named_in_full_may_be_mentioned():
    assert SHORT in told(SHORT, OPENING)


def test_a_second_name_between_does_not_hide_who_it_is():
    second = FULL.replace(CARROW, "Odette Marie Carrow")
    assert second in told(OPENING, OTHER, second, count=1)


def test_of_a_headline_nothing_counts():
    text = f"{OPENING} {SHORT} {FULL}"
    spans = summarise_article("Odette Carrow closes the harbour", text, Brief(count=3, prefer=(CARROW,)))
    assert SHORT not in [text[start:end] for start, end in spans]


def test_a_thing_that_bears_the_name_introduces_nobody():
    bearer = "The lifeboat Odette Carrow has saved forty sailors off Brannock since the spring of last year."
    prize = "The Odette Carrow prize of Brannock went to forty sailors of the town in the spring."
    assert FULL in told(bearer, OTHER, OPENING, FULL, count=1)
    assert FULL in told(prize, OTHER, OPENING, FULL, count=1)


def test_one_name_alone_is_a_full_name():
    singer = "Pop singer Biscuit came to the harbour of Brannock on Monday to look at the boats."
    assert told(OTHER, singer, count=1, prefer=("Biscuit",)) == [singer]


def test_blank_names_ask_for_nothing():
    assert told(OPENING, OTHER, prefer=(" ",)) == told(OPENING, OTHER, prefer=())


def test_who_opens_a_sentence_gains_a_little_and_who_is_introduced_much_but_once():
    lines = read_lines(
        "Odette Carrow left. A long and rather tedious dinner of the council was given for Odette Carrow."
    )
    cast = Cast.of([CARROW], lines)
    first, second = (cast.bonus(line, (), TUNED) for line in lines)
    assert first - second == pytest.approx(TUNED.acting)
    assert second == TUNED.naming
    assert cast.bonus(lines[1], {0: lines[0]}, TUNED) == 0


def test_a_relative_named_in_full_or_a_firm_of_the_name_is_no_mention_of_somebody_else():
    lead = (
        "Mayor Odette Carrow of Brannock handed the harbour over to Ivo Carrow, her son, on Monday morning."
    )
    firm = "The yard of Carrow & Sons has built the boats of Brannock for more than a hundred years."
    later = "Ivo Carrow learned the trade in the harbour of Brannock and in two others on the coast."
    assert told(lead, firm, later, prefer=("Ivo Carrow", "Odette Carrow"))[0] == lead


def test_of_two_with_one_surname_either_introduces_it():
    lead = "Mayor Odette Carrow of Brannock closed the harbour on Monday morning after the storm."
    short = "Carrow said that the boats of Brannock would stay in the harbour until the storm was over."
    other = "Ivo Carrow brought the boats of Brannock back to the harbour two days after the storm."
    assert told(lead, short, other, count=2, prefer=("Ivo Carrow", "Odette Carrow"))[0] == lead
