"""Accurate reading: what the second reading changes, where, and that nothing upsets it."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import UsageError
from digest.people.accurate import accurate_installed, load, load_accurate
from digest.people.accurate.features import SIZE, telling
from digest.people.accurate.model import Accurate, Name, doubtful, mixed, names_of
from digest.people.accurate.net import Asked, Likely
from digest.people.accurate.pieces import cutting, read_vocabulary
from digest.people.accurate.sentences import LONGEST, Sentence, sentences
from digest.people.tagger import Tagger, load_tagger
from digest.people.tagger.document import Reading
from digest.people.tagger.features import Run
from digest.text.tokens import tokenise

VOCABULARY = read_vocabulary("[PAD]\n[UNK]\n[CLS]\n[SEP]\nbrock\n##hurst\n##s\n-\n'\nanna\n.\n")
installed = pytest.mark.skipif(
    importlib.util.find_spec("onnxruntime") is None,
    reason="onnxruntime is not installed; run: pip install 'people-digest[accurate]'",
)


class Saying:
    """Stands for the transformer: the words it is given are names, all others are not; keeps what it was asked."""

    def __init__(self, *names: str) -> None:
        self.names = {cutting(VOCABULARY)(name) for name in names}
        self.asked: list[Asked] = []

    def __call__(self, asked: Sequence[Asked]) -> list[list[Likely]]:
        self.asked.extend(asked)
        return [[self.one(pieces) for pieces in each.pieces] for each in asked]

    def one(self, pieces: tuple[int, ...]) -> Likely:
        return (0.0001, 0.9998, 0.0001) if pieces in self.names else (0.9998, 0.0001, 0.0001)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


@pytest.fixture(scope="module")
def accurate(tagger: Tagger) -> Accurate:
    return load_accurate(tagger)


def behind(tagger: Tagger, net: Saying) -> Accurate:
    return Accurate(tagger, net, cutting(VOCABULARY), telling(tagger.words), "said")


def unsure_of(tagger: Tagger, label: str) -> Tagger:
    """A tagger that gives every token the same label and does not know whether it is right."""

    def read(items: Sequence[object]) -> Reading:
        return Reading((label,) * len(items), (0.4,) * len(items), (0.3,) * len(items))

    return Tagger(tagger.words, tagger.lexicon, read, read)


def names(recogniser: Accurate, text: str) -> list[str]:
    return [text[each.start : each.end] for each in recogniser.tag(text)]


def test_a_sentence_of_which_the_tagger_is_sure_is_not_read_again(tagger: Tagger):
    net = Saying()
    assert names(behind(tagger, net), "President Barack Obama met Senator John McCain.") == [
        "Barack Obama",
        "John McCain",
    ]
    assert net.asked == []


def test_a_sentence_of_which_the_tagger_is_unsure_is_read_again(tagger: Tagger):
    net = Saying("brockhurst")
    assert names(behind(unsure_of(tagger, "O"), net), "He saw Brockhurst in the Anna.") == ["Brockhurst"]
    assert len(net.asked) == 1


def test_a_name_that_the_second_reading_takes_back_is_gone(tagger: Tagger):
    assert names(behind(unsure_of(tagger, "B"), Saying()), "He saw Brockhurst there.") == []


def test_only_the_first_part_of_a_text_of_nothing_but_doubt_is_read_again(tagger: Tagger):
    net = Saying("brockhurst")
    text = "He saw Brockhurst there. " * 6000
    behind(unsure_of(tagger, "O"), net).tag(text)
    assert sum(len(each.pieces) for each in net.asked) <= 20000


def test_a_word_is_cut_into_the_longest_pieces_that_are_known():
    assert cutting(VOCABULARY)("Brockhursts") == (4, 5, 6)


def test_a_word_without_known_pieces_is_unknown_and_so_is_one_without_letters():
    pieces = cutting(VOCABULARY)
    assert pieces("Xanten") == pieces("\u200b") == pieces("\n") == (VOCABULARY["[UNK]"],)


def test_accents_and_capitals_do_not_change_the_pieces():
    pieces = cutting(VOCABULARY)
    assert pieces("Ánná") == pieces("ANNA") == (VOCABULARY["anna"],)
    assert pieces("Anna-Brock") == (VOCABULARY["anna"], VOCABULARY["-"], VOCABULARY["brock"])


def test_what_is_unlike_a_word_has_few_pieces():
    assert len(cutting(VOCABULARY)("." * 5000)) <= 6


def test_two_readings_are_weighed_against_each_other():
    sure, unsure = (0.01, 0.98, 0.01), (0.6, 0.3, 0.1)
    [(o, b, i)] = mixed([sure], [unsure], weight=0.7)
    assert 0.01 < o < 0.6
    assert 0.3 < b < 0.98
    assert o + b + i == pytest.approx(1)


def test_a_name_goes_on_until_another_begins():
    part = Sentence(10, 14, range(0))
    likely = [(0.1, 0.8, 0.1), (0.2, 0.1, 0.7), (0.1, 0.8, 0.1), (0.9, 0.05, 0.05)]
    assert names_of(part, likely) == [Name(10, 11, 0.8), Name(12, 12, 0.9)]


def test_a_name_that_only_goes_on_begins_where_it_is_first_seen():
    assert names_of(Sentence(0, 2, range(0)), [(0.9, 0.0, 0.1), (0.1, 0.1, 0.8)]) == [Name(1, 1, 0.9)]


def test_a_run_of_capitals_read_as_no_name_with_doubt_makes_its_sentence_doubtful():
    part = Sentence(0, 5, range(1))
    assert doubtful([part], [Reading(("O",), (0.2,), (0.2,))], 0.02) == [part]
    assert doubtful([part], [Reading(("O",), (0.0001,), (0.0001,))], 0.02) == []


def test_a_text_is_cut_into_sentences_that_cut_no_run_and_are_not_too_long():
    tokens = tokenise("word " * 70 + "A B " * 25 + "word " * 70)
    run = Run(70, 119)
    parts = sentences("word " * 70 + "A B " * 25 + "word " * 70, tokens, [run])
    assert [(each.first, each.last) for each in parts] == [(0, 70), (70, 150), (150, 190)]
    assert [list(each.runs) for each in parts] == [[], [0], []]


def test_a_run_longer_than_what_is_read_at_once_stays_whole():
    text = "A B " * 60
    parts = sentences(text, tokenise(text), [Run(0, 119)])
    assert [(each.first, each.last) for each in parts] == [(0, 120)]
    assert parts[0].last > LONGEST


def test_the_tagger_stays_where_accurate_reading_is_not_installed(
    tagger: Tagger, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(load, "find_spec", lambda name: None)
    assert not accurate_installed()
    with pytest.raises(UsageError, match="not installed"):
        load_accurate(tagger)


def test_features_are_numbers_below_their_size_and_tell_capitals(tagger: Tagger):
    tell = telling(tagger.words)
    kinds = [tell(each.text, each.kind) for each in tokenise("ANNA Anna anna A. A McRae 3 @anna ,")]
    assert len({each[0] for each in kinds}) == 9
    assert all(0 <= mark < SIZE for each in kinds for mark in each)


@installed
def test_names_are_found_without_titles_and_possessives(accurate: Accurate):
    text = "The report of Senator Margaret Colby angered President Daniel Whitford's lawyers, officials said."
    assert names(accurate, text) == ["Margaret Colby", "Daniel Whitford"]


@installed
def test_a_headline_in_capitals_gives_its_names(accurate: Accurate):
    text = "COLBY SAYS WHITFORD LIED ABOUT THE HARBOUR\n\nMargaret Colby accused Daniel Whitford of lying."
    assert {"Margaret Colby", "Daniel Whitford"} <= set(names(accurate, text))


@installed
def test_spans_are_those_of_the_text_as_given(accurate: Accurate):
    text = "He met President Mar\u200bgaret &quot;Colby&quot; and Senator Anna&nbsp;Brockhurst in May."
    assert "Anna&nbsp;Brockhurst" in names(accurate, text)


@installed
def test_the_same_text_always_gives_the_same(accurate: Accurate, tagger: Tagger):
    text = "Brockhurst, of Will and Rose Ltd, met May. COLBY AND MAY ARE OUT. Rose May said nothing."
    assert accurate.tag(text) == accurate.tag(text) == load_accurate(tagger).tag(text)


@installed
def test_its_version_tells_its_readings_from_the_taggers(accurate: Accurate, tagger: Tagger):
    assert accurate.version.endswith(tagger.version)
    assert accurate.version != tagger.version


@installed
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "A" * 3000,
        "COLBY MET MAY " * 1000,
        "\x00\ud800 Anna \U0001f600",
        "Анна и Иван " * 50,
        "ab" * 5000,
    ],
)
def test_text_that_is_no_prose_is_read_without_fault(accurate: Accurate, text: str):
    assert all(each.end <= len(text) for each in accurate.tag(text))


@installed
@settings(max_examples=40, deadline=None)
@given(
    text=st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(
                [
                    "Mr. Colby ",
                    "ANNA ",
                    "Will ",
                    "van der ",
                    ", Jr. ",
                    "’s ",
                    "J.K. ",
                    "\n\n",
                    "&amp;",
                    "May. ",
                ]
            ),
        ),
        max_size=20,
    ).map("".join)
)
def test_whatever_the_text_names_stand_in_order_apart_and_inside_it(accurate: Accurate, text: str):
    found = accurate.tag(text)
    ends = [0, *(each.end for each in found)]
    assert all(end <= each.start < each.end <= len(text) for end, each in zip(ends, found, strict=False))
    assert all(0.0 <= each.probability <= 1.0 for each in found)
