"""Copies of one text across outlets become one article, and nothing else does."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.articles.duplicates import with_copies
from digest.model import Article
from tests.builders import an_article

WIRE = (
    "A fire destroyed the covered fish market of Brannock early on Monday, the harbor police said. "
    "Four boats burned beside the hall before crews put the flames out at dawn.\n\n"
    '"We will rebuild the market by autumn," mayor Odette Carrow told reporters on the quay. '
    "She promised 300,000 crowns for the 41 traders who lost their stalls in the blaze.\n\n"
    "Investigators believe that the fire began in a cold store on the north side of the hall. "
    "No one was hurt, but two firefighters were treated after breathing smoke, their chief Ivo Kast said.\n\n"
    "The market has stood on the quay since 1911 and was last repaired twelve years ago. "
    "Traders sold what was left of the morning's catch from vans along the harbor road."
)
PRINTED = (
    "BRANNOCK (NNA) — By Mara Quill\n\n"
    "A fire destroyed the covered fish market of Brannock early on Monday, the harbour police said. "
    "Four boats burned next to the hall before crews extinguished the flames at dawn.\n\n"
    "“We will rebuild the market by autumn,” mayor Odette Carrow told reporters on the quay. "
    "She promised 300,000 crowns for the 41 traders who lost their stalls in the blaze.\n\n"
    "Investigators believe the fire began in a cold store on the north side of the hall. "
    "No one was hurt, but two firefighters were treated after breathing smoke, their chief Ivo Kast said.\n\n"
    "Reporting by Mara Quill; editing by Tom Orr. © 2026 Stagelight Media. All rights reserved."
)
OWN_WORDS = (
    "Brannock lost its fish market in the night to Monday: flames ate through the old hall on the quay "
    "in less than three hours, and four boats moored nearby went with it. Mayor Odette Carrow, who came "
    "in her coat and slippers, said the town would put the building up again before winter. Where it "
    "started is not certain; the fire brigade under Ivo Kast is looking at a refrigerated room. "
    "All 41 stallholders are to share 300,000 crowns, and nobody was seriously injured in the fire."
)
MATCH = (
    "{home} beat {away} {score} at {ground} on Saturday in front of {crowd} spectators. {scorer} opened the "
    "scoring after {minute} minutes when the ball came back from the post, and the home side kept pushing "
    "for a second goal until the break. After the change of ends the visitors had the better chances, but "
    "{keeper} kept them out twice. The coach of the winners, {coach}, said that the team had earned it. "
    "The next round is played in two weeks, and the table stays as close as it has been all the season."
)
SATURDAY = {
    "home": "Harlow", "away": "Brannock", "score": "3-1", "ground": "Mill Lane", "crowd": "4,120", "minute": "12",
    "scorer": "Bo Ek", "keeper": "Jan Roth", "coach": "Lena Moss",
}  # fmt: skip
SUNDAY = {
    "home": "Corvane", "away": "Orlo", "score": "2-0", "ground": "Quay Park", "crowd": "7,930", "minute": "37",
    "scorer": "Ivo Pell", "keeper": "Sam Dorn", "coach": "Rita Vale",
}  # fmt: skip


def at(outlet: str, title: str, text: str, hours_ago: float = 1.0, **others: object) -> Article:
    url = f"https://{outlet}.example/{abs(hours_ago)}/{'-'.join(title.lower().split())}"
    feed = f"https://{outlet}.example/feed.xml"
    return an_article(title, text, url=url, hours_ago=hours_ago, feed_url=feed, **others)


FIRST = at("harbourpost", "Fire destroys fish market", WIRE, 5)


def joined(*articles: Article) -> list[tuple[str, ...]]:
    """The outlets of each article that is left, its own first."""
    return [(each.url, *(copy.url for copy in each.copies)) for each in with_copies(articles)]


def test_the_earliest_of_equal_texts_names_the_others_earliest_first():
    second = at("lantern", "Market burns", WIRE, 4)
    third = at("stagelight", "Brannock mourns its market", WIRE, 3)
    (found,) = with_copies([third, FIRST, second])
    assert found == replace(FIRST, copies=(second, third))


@pytest.mark.parametrize(
    "text",
    [
        PRINTED,
        WIRE.upper(),
        WIRE.replace('"', "”").replace("\n\n", " "),
        WIRE.rsplit("\n\n", 1)[0],
        "HARBOURTON (NNA) - " + WIRE + "\n\nSign up for our newsletter. Follow us on every channel you like.",
        WIRE.replace(
            "\n\nInvestigators",
            "\n\nThe quay was closed to cars until noon, and the ferries left from the other pier.\n\nInvestigators",
        ),
    ],
)
def test_a_text_that_another_outlet_edited_is_a_copy(text: str):
    other = at("stagelight", "Brannock: flames take historic hall", text, 3)
    assert len(joined(FIRST, other)) == 1


def test_a_report_in_own_words_is_none():
    assert len(joined(FIRST, at("lantern", "Fire destroys fish market", OWN_WORDS))) == 2


def test_a_form_filled_in_anew_is_none():
    one, other = MATCH.format(**SATURDAY), MATCH.format(**SUNDAY)
    assert len(joined(at("a", "Harlow beat Brannock", one), at("b", "Corvane beat Orlo", other))) == 2
    assert len(joined(at("a", "Harlow beat Brannock", one), at("a", "Corvane beat Orlo", other))) == 2


def test_one_outlet_with_one_figure_changed_tells_something_new():
    changed = WIRE.replace("300,000", "450,000")
    assert len(joined(FIRST, at("harbourpost", "Fire destroys fish market", changed, 2))) == 2
    assert len(joined(FIRST, at("lantern", "Fire destroys fish market", changed, 2))) == 1


def test_a_follow_up_that_tells_yesterday_again_below_is_none():
    fresh = OWN_WORDS.replace("\n", " ")
    half = "\n\n".join(WIRE.split("\n\n")[:2])
    assert len(joined(FIRST, at("lantern", "Market: what we know", f"{fresh}\n\n{half}", 1))) == 2


def test_a_live_blog_with_a_new_day_above_is_none():
    assert len(joined(FIRST, at("lantern", "Market fire live", f"{OWN_WORDS}\n\n{WIRE}", 1))) == 2


def test_the_same_outlet_with_the_same_text_under_two_addresses_is_one():
    front = replace(at("harbourpost", "Fish market destroyed", WIRE, 4))
    assert len(joined(FIRST, front)) == 1


def test_an_address_that_is_none_stands_for_no_outlet():
    broken = replace(at("lantern", "Market burns", WIRE, 4), url="http://[::", feed_url="urn:x")
    assert len(joined(FIRST, broken)) == 1


def test_one_outlet_with_one_text_under_unlike_titles_shows_a_wall():
    assert len(joined(FIRST, at("harbourpost", "Orlo wins the prize", WIRE, 4))) == 2


def test_short_texts_are_copies_only_with_the_same_title_and_text():
    short = "The harbour of Brannock opened again on Monday, said Odette Carrow."
    one = at("harbourpost", "Harbour opens", short, 3)
    assert len(joined(one, at("lantern", "HARBOUR opens!", short.replace(",", ""), 2))) == 1
    assert len(joined(one, at("lantern", "Harbour opens again", short, 2))) == 2
    assert len(joined(one, at("lantern", "Harbour opens", short.replace("Monday", "Friday"), 2))) == 2


def test_texts_without_words_are_never_copies():
    for text in ("", " \n", "… — !", "\u200b"):
        assert len(joined(at("a", "Photo", text), at("b", "Photo", text))) == 2


def test_different_languages_are_never_copies_and_regions_of_one_are():
    assert len(joined(FIRST, at("lantern", "Fire", WIRE, 3, language="de"))) == 2
    assert len(joined(FIRST, at("lantern", "Fire", WIRE, 3, language="en-GB"))) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("uk", [f"слово{at} рядок{at * 7 % 13} новина" for at in range(40)]),
        ("ja", [f"魚市場{chr(0x4E00 + at * 17)}火{chr(0x5200 + at * 31)}港" for at in range(60)]),
        ("el", [f"λιμάνι{at} φωτιά{at * 5 % 11} αγορά" for at in range(40)]),
    ],
)
def test_copies_are_found_in_any_script(language: str, words: list[str]):
    between = "" if language == "ja" else " "
    edited = [*words[:9], *words[10:-3]]
    one = at("a", "Title", between.join(words), 3, language=language)
    assert len(joined(one, at("b", "Other", between.join(edited), 2, language=language))) == 1


@pytest.mark.parametrize(
    "text", ["x" * 5000, "\ud800" * 2000, "word " * 2000, "d l " * 1000, "\x00" * 1500, "é" * 1500]
)
def test_strange_texts_are_no_fault(text: str):
    other = at("b", "Two", text + " and then", 2)
    assert sum(len(each) for each in joined(at("a", "One", text, 3), other, at("c", "One", text, 1))) == 3


def test_only_the_beginning_of_a_very_long_text_is_compared():
    long = WIRE + "".join(f" Item {number} of the register follows." for number in range(20_000))
    assert len(joined(at("a", "Register", long, 3), at("b", "Register", "By Mara Quill. " + long, 2))) == 1


def test_hundreds_of_edits_of_one_text_are_one():
    edits = [at(f"outlet{number}", "Fire", f"NOTE {number} {WIRE}", number / 100) for number in range(300)]
    assert len(with_copies(edits)) == 1


def test_hundreds_of_filled_in_forms_stay_apart():
    forms = [
        at(
            f"outlet{n}",
            f"Match {n}",
            MATCH.format(**{key: f"X{value}{n}" for key, value in SATURDAY.items()}),
            n / 100,
        )
        for n in range(60)
    ]
    assert len(with_copies(forms)) == 60


def test_what_came_folded_is_folded_anew():
    earlier = at("lantern", "Market burns", WIRE, 9)
    once = with_copies([FIRST, at("stagelight", "Hall burns", PRINTED, 2)])
    (found,) = with_copies([*once, earlier])
    assert found.url == earlier.url
    assert [each.url for each in found.copies] == [FIRST.url, once[0].copies[0].url]
    assert not any(each.copies for each in found.copies)
    assert with_copies([found]) == [found]


TEXTS = ("", "A short note.", WIRE, PRINTED, OWN_WORDS, MATCH.format(**SATURDAY), MATCH.format(**SUNDAY))


@st.composite
def some_articles(draw: st.DrawFn) -> list[Article]:
    drawn = draw(
        st.lists(st.tuples(st.sampled_from(TEXTS), st.integers(0, 3), st.integers(0, 4)), max_size=12)
    )
    return [
        at(f"outlet{outlet}", f"Title {number} burns", text, hours, language="en")
        for number, (text, outlet, hours) in enumerate(drawn)
    ]


@given(some_articles(), st.randoms(use_true_random=False))
def test_every_article_is_in_the_result_once_however_they_come(articles: list[Article], random):
    found = with_copies(articles)
    flat = [replace(each, copies=()) for each in found] + [copy for each in found for copy in each.copies]
    assert sorted(flat, key=lambda each: each.id) == sorted(articles, key=lambda each: each.id)
    assert [each.id for each in found] == [
        each.id for each in sorted(found, key=lambda each: (each.published, each.id))
    ]
    assert all(copy.published >= each.published for each in found for copy in each.copies)
    shuffled = list(articles)
    random.shuffle(shuffled)
    assert with_copies(shuffled) == found
    assert with_copies(found) == found


def test_other_processes_find_the_same():
    program = (
        "from rensa import RMinHash\n"
        "print(RMinHash.digest_matrix_from_token_byte_sets([[b'fish market', b'harbour']], 8, 1).to_rows())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
