"""What the tagger sees of a text before anything learnt comes into play."""

from __future__ import annotations

import pytest

from digest.people.lexicon import load_lexicon
from digest.people.tagger.document import Reading, evidence, gather
from digest.people.tagger.features import (
    Known,
    Run,
    Told,
    describe,
    features,
    find_borne,
    find_runs,
    shape_of,
)
from digest.people.tagger.model import names_in, parse_known
from digest.text.tokens import tokenise

LEXICON = load_lexicon()


def runs(text: str) -> list[str]:
    tokens = tokenise(text)
    found = find_runs(tokens, lexicon=LEXICON, borne=find_borne(tokens, word))
    return [text[tokens[a].start : tokens[b].end] for a, b in found]


def word(text: str):
    return describe(text, lexicon=LEXICON, known={"lorry": Known("9", "3", "17", "5", "70")})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tall Anna Colby spoke.", ["Anna Colby"]),
        ("they met Ludwig van der Berg there", ["Ludwig van der Berg"]),
        ("said bin Rashid later", ["bin Rashid"]),
        ("by William Hartley Jr. on Tuesday", ["William Hartley Jr.", "Tuesday"]),
        ("by William Hartley, Jr. and others", ["William Hartley, Jr."]),
        ("met Gov. Colby today", ["Gov. Colby"]),
        ("was Colby. Whitford came", ["Colby", "Whitford"]),
        ("by J. K. Colby", ["J. K. Colby"]),
        ("saw al-Sayed there", ["al-Sayed"]),
        ('the singer Elizabeth "Liz" Colby', ['Elizabeth "Liz" Colby']),
        ("ends with Colby of", ["Colby"]),
        ("met Colby, whose", ["Colby"]),
        ("Colby with", ["Colby"]),
    ],
)
def test_a_run_holds_capitals_and_what_joins_them(text: str, expected: list[str]):
    assert runs(text) == expected


def test_a_run_is_never_longer_than_its_bound():
    tokens = tokenise("COLBY " * 200)
    assert max(b - a for a, b in find_runs(tokens, lexicon=LEXICON)) <= 61


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Anna", "Xx"),
        ("McColby", "XxXx"),
        ("J.K.", "X.X."),
        ("UNO", "X"),
        ("A", "I"),
        ("lorry", "x"),
        ("7th", "9x"),
    ],
)
def test_a_shape_is_the_pattern_of_letters(text: str, shape: str):
    assert shape_of(text) == shape


def test_a_word_carries_what_was_learnt_of_it():
    assert {"c=3", "f=17", "m=5", "n=70"} <= set(word("Lorry").own)
    assert {"l=9", "lk=9w"} <= set(word("Lorry").rarity)
    assert {"c=-", "f=-", "m=-", "n=-"} <= set(word("Zyzzx").own)


def test_behind_a_given_name_it_counts_little_how_often_a_word_is_written_small():
    tokens = tokenise("Then Anna Lorry came.")
    items = features(tokens, Run(1, 2), word, Told())
    assert "l~9" in items[1]
    assert "l=9" not in items[1]
    assert "l=9" in features(tokens, Run(2, 2), word, Told())[0]


def test_a_common_word_that_somebody_bears_is_told_like_any_name():
    tokens = tokenise("Then Anna Lorry came. Lorry spoke.")
    borne = find_borne(tokens, word)
    assert borne == {"lorry"}
    for run in (Run(1, 2), Run(5, 5)):
        item = features(tokens, run, word, Told(borne=borne))[-1]
        assert any(each.startswith("borne") for each in item)
        assert not {"w=lorry", "l=9", "f=17"} & set(item)


def test_in_a_headline_of_capitals_nobody_bears_a_common_word():
    assert find_borne(tokenise("The Fast Anna Lorry Comes Home To Stay"), word) == frozenset()


def test_an_everyday_word_alone_is_looked_at_where_somebody_bears_it():
    def work(text: str):
        return describe(text, lexicon=LEXICON, known={"work": Known("9")})

    tokens = tokenise("then Anna Work resigned. Work was tired. Time was short.")
    found = find_runs(tokens, lexicon=LEXICON, borne=find_borne(tokens, work))
    assert [tokens[first].text for first, _ in found] == ["Anna", "Work"]


def test_every_token_of_a_run_gets_features_and_the_ends_are_marked():
    tokens = tokenise("Yesterday Anna Colby, 41, said hope is small.")
    run = next(each for each in find_runs(tokens, lexicon=LEXICON) if tokens[each.last].text == "Colby")
    items = features(tokens, run, word, Told(small=frozenset({"colby"})))
    assert len(items) == run.last - run.first + 1
    assert "first" in items[0]
    assert {"last", "small@", "age2"} <= set(items[-1])


def test_the_rest_of_the_text_tells_of_a_word_that_stands_elsewhere():
    tokens = tokenise("Mr Colby said no. Anna Colby left. Then Colby met Otto.")
    runs = find_runs(tokens, lexicon=LEXICON)
    readings = [
        Reading(("O", "B"), (0.0, 0.99), (0.0, 0.99)),
        Reading(("B", "I"), (0.9, 0.99), (0.9, 0.0)),
        *(Reading(("O",) * (b - a + 1), (0.05,) * (b - a + 1), (0.0,) * (b - a + 1)) for a, b in runs[2:]),
    ]
    places = gather(tokens, runs, readings, word)
    assert set(places) == {"colby"}
    number = next(i for i, run in enumerate(runs) if i > 1 and tokens[run.last].text == "Colby")
    told = evidence(tokens, runs[number], number, places)
    assert told is not None
    assert {"dsurname", "dsays"} <= set(told[-1])
    assert evidence(tokens, runs[-1], len(runs) - 1, places) is None


def a_reading(labels: str, likely: tuple[float, ...], begins: tuple[float, ...]) -> Reading:
    return Reading(tuple(labels), likely, begins)


def test_names_are_cut_from_labels_and_are_as_likely_as_their_least_likely_token():
    reading = a_reading("BIOIB", (0.9, 0.8, 0.1, 0.7, 0.6), (0.9, 0.0, 0.1, 0.6, 0.6))
    assert names_in(Run(4, 8), reading, least=0.5) == [(4, 5, 0.8), (7, 7, 0.6), (8, 8, 0.6)]


def test_a_name_that_may_go_on_is_less_likely():
    reading = a_reading("BO", (0.9, 0.4), (0.9, 0.0))
    assert names_in(Run(0, 1), reading, least=0.3) == [(0, 0, 0.6)]
    assert names_in(Run(0, 1), reading, least=0.7) == []


def test_a_lower_bar_gives_doubtful_names_too_but_none_beside_one_that_is_sure():
    reading = a_reading("OOOBO", (0.3, 0.25, 0.0, 0.9, 0.3), (0.3, 0.0, 0.0, 0.9, 0.0))
    assert names_in(Run(0, 4), reading, least=0.2) == [(0, 1, 0.25), (3, 3, 0.7)]
    assert names_in(Run(0, 4), reading, least=0.5) == [(3, 3, 0.7)]


def test_two_doubtful_names_beside_each_other_stay_two():
    reading = a_reading("OO", (0.4, 0.4), (0.4, 0.3))
    assert [each[:2] for each in names_in(Run(0, 1), reading, least=0.2)] == [(0, 0), (1, 1)]


def test_learnt_words_are_read_line_by_line():
    assert parse_known("lorry\t9\t3\t17\t5\t70\nvan\t8\t-\t-\t-\t-\n") == {
        "lorry": Known("9", "3", "17", "5", "70"),
        "van": Known(small="8"),
    }
