"""The rules of a feed: what they leave out, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.rules import unwanted
from digest.model import Entry, Rules
from tests.builders import a_feed


def an_entry(title: str = "Harbour opens", **others: object) -> Entry:
    fields: dict[str, object] = {"feed_url": "https://a.example/", "guid": "1", "url": "", "html": ""}
    return Entry(title=title, **(fields | others))  # type: ignore[arg-type]


def why(entry: Entry | None = None, *, text: str = "", language: str = "en", **rules: Rules) -> str:
    return unwanted(a_feed(**rules), entry or an_entry(), text=text, language=language)


def words(*given: str) -> Rules:
    return Rules(words=given)


def test_without_rules_everything_is_wanted():
    assert why() == ""


def test_a_word_is_excluded_in_the_title_and_in_the_text():
    assert why(an_entry("Your Horoscope"), exclude=words("horoscope")) == (
        "its title has the excluded word 'horoscope'"
    )
    assert why(text="The stars: a horoscope.", exclude=words("tarot", "horoscope")) == (
        "its text has the excluded word 'horoscope'"
    )


@pytest.mark.parametrize(
    ("word", "text", "fits"),
    [
        ("art", "A party in town", False),
        ("art", "Art: the fair", True),
        ("ÉTÉ", "Fin d'ete - l’été est fini", True),
        ("horoscope", "L'horoscope du jour", True),
        ("Finn's", "all of Finn’s boats", True),
        ("lottery numbers", "The lottery\n numbers of today", True),
        ("lottery numbers", "The lottery had numbers", False),
        ("self-driving", "a self driving bus", True),
        ("Straße", "in der STRASSE", True),
        ("星座", "今日の星座占い", True),
        ("АКЦИЯ", "новая акция магазина", True),
    ],
)
def test_words_are_whole_and_case_and_accents_make_no_difference(word: str, text: str, fits: bool):
    assert bool(why(text=text, exclude=words(word), language="")) is fits


def test_where_words_are_written_without_blanks_the_letters_alone_count():
    assert why(text="新しいAIが出た", exclude=words("AI"), language="ja-JP")
    assert not why(text="新しいAIが出た", exclude=words("AI"), language="en")


def test_a_phrase_does_not_reach_from_the_title_into_the_text():
    assert not why(an_entry("The lottery"), text="numbers rise", exclude=words("lottery numbers"))


def test_a_word_that_folds_to_nothing_fits_nothing():
    assert not why(text="anything", exclude=words("\u0301"), language="ja")


def test_categories_are_compared_as_whole_names():
    opinion = an_entry(categories=("Opinion & Comment", "  sport "))
    assert not why(opinion, exclude=Rules(categories=("Opinion",)))
    assert why(opinion, exclude=Rules(categories=("News", "SPORT"))) == (
        "it stands in the excluded category 'SPORT'"
    )


@pytest.mark.parametrize(
    ("byline", "fits"),
    [
        ("Ann Lee", True),
        ("By Ann Lee and Bo Roe", True),
        ("Bo Roe, ANN LEE", True),
        ("Bo Roe  with  Ann Lee", True),
        ("desk@a.example (Ann Lee)", True),
        ("Mary Ann Lee", False),
        ("Ann Leech", False),
        ("", False),
    ],
)
def test_an_author_is_one_of_the_names_in_a_byline(byline: str, fits: bool):
    told = why(an_entry(byline=byline), exclude=Rules(authors=("Ann Lee",)))
    assert told == ("it is by the excluded author 'Ann Lee'" if fits else "")


def test_an_author_whose_name_looks_like_two_is_found_as_well():
    assert why(an_entry(byline="Roe & Sons"), exclude=Rules(authors=("Roe & Sons",)))


def test_languages_are_compared_by_their_primary_tag():
    assert why(language="en-GB", exclude=Rules(languages=("de", "EN"))) == (
        "it is in the excluded language 'en'"
    )
    assert not why(language="en-GB", include=Rules(languages=("en-US",)))
    assert why(language="fr", include=Rules(languages=("en", "de"))) == (
        "its language 'fr' is none of those that are wanted"
    )


@pytest.mark.parametrize("unknown", ["", "und"])
def test_an_unknown_language_is_neither_excluded_nor_missed(unknown: str):
    assert not why(language=unknown, include=Rules(languages=("en",)), exclude=Rules(languages=("de",)))


def test_what_is_included_fits_every_kind_that_is_given():
    rules = Rules(words=("harbour", "quay"), categories=("Local",), authors=("Ann Lee",), languages=("en",))
    local, ann = ("Local",), "Ann Lee"
    assert why(an_entry(categories=local, byline=ann), include=rules) == ""
    assert "none of the words" in why(an_entry("Rain", categories=local, byline=ann), include=rules)
    assert "none of the categories" in why(an_entry(byline=ann), include=rules)
    assert "none of the authors" in why(an_entry(categories=local), include=rules)


def test_what_is_excluded_is_out_although_it_is_included():
    assert "excluded" in why(text="harbour", include=words("harbour"), exclude=words("harbour"))


@given(
    st.text(max_size=200),
    st.lists(st.text(min_size=1, max_size=8), max_size=4),
    st.sampled_from(["", "ja", "en"]),
)
def test_any_item_is_wanted_or_a_sentence_says_why_not(text: str, given: list[str], language: str):
    told = why(
        an_entry(text, byline=text, categories=(text,)),
        text=text,
        language=language,
        exclude=Rules(words=tuple(given), categories=tuple(given), authors=tuple(given)),
    )
    assert told == "" or (told.startswith("it") and told.isprintable())


@given(st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=12))
def test_a_word_is_found_among_others(word: str):
    assert why(text=f"before {word}, after", exclude=words(word)) or not word.strip()
