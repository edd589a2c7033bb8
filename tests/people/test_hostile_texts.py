"""Whatever a feed brings: no fault, offsets into the fields as given, and an answer."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Analysis, RevisionId
from digest.people import analyse, load_knowledge

pytestmark = pytest.mark.unmeasured

SYLLABLES = ("ba", "ko", "ri", "ne", "ta", "lu", "mo", "si", "ve", "do")


def read(text: str, *, title: str = "News") -> Analysis:
    return analyse(RevisionId("r"), title=title, text=text, knowledge=load_knowledge())


def assert_sound(found: Analysis, *, title: str, text: str) -> None:
    """Every mention and quote lies where it says, apart from the others, and belongs to somebody who is listed."""
    fields = {"title": title, "text": text}
    keys = {each.key for each in found.appearances}
    edge = ("", 0)
    for each in sorted(found.resolutions, key=lambda r: r.mention):
        mention = each.mention
        assert fields[mention.field][mention.start : mention.end] == mention.surface != ""
        assert edge <= (mention.field, mention.start) or edge[0] != mention.field
        edge = (mention.field, mention.end)
        assert each.appearance in keys or (each.appearance is None and len(each.candidates) > 1)
        assert each.reason
        assert 0 <= each.confidence <= 1
    for quote in found.quotes:
        assert text[quote.start : quote.end] == quote.text
        assert quote.speaker in keys


def some_names(count: int) -> list[str]:
    chance = random.Random(7)
    return [" ".join("".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(2)) for _ in range(count)]


# Long enough for a pattern that goes back and forth over a text to be felt.
TEXTS = {
    "nothing": "",
    "blanks": " \n\t " * 1000,
    "a million capitals": "A" * 1_000_000,
    "shouting": "OTTILIE BRANDVOLD SAID THE COUNCIL WOULD MEET. " * 4_000,
    "bytes that are no text": bytes(range(256)).decode("latin-1") * 60,
    "zeros": "\0" * 50_000,
    "half characters": "\ud800 Ottilie Brandvold spoke. \udfff" * 500,
    "mixed scripts": "Иван Петров встретил Ottilie Brandvold 李小龙 في القاهرة. " * 300,
    "marks upon marks": "A\u0301\u0302\u0303" * 5_000,
    "invisible marks": "Ot\u200btil\u00adie Brand\u2060vold spoke. " * 500,
    "quotes that never close": '“‘"(' * 10_000,
    "one name all over": "Brandvold said. " * 5_000,
    "one sentence": "and Ottilie Brandvold, " * 2_000,
    "handles": "@ottilie #OttilieBrandvold " * 1_500,
    "initials": "O. B. V. D. " * 5_000,
    "ages": "Ottilie Brandvold, 41, and Odd Brandvold, 74, met. Brandvold left. " * 300,
}


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_is_too_odd(name: str) -> None:
    assert_sound(read(TEXTS[name]), title="News", text=TEXTS[name])


@pytest.mark.parametrize("name", ["bytes that are no text", "half characters", "quotes that never close"])
def test_no_headline_is_too_odd(name: str) -> None:
    assert_sound(read("", title=TEXTS[name]), title=TEXTS[name], text="")


def test_hundreds_of_people_are_all_found() -> None:
    names = list(dict.fromkeys(some_names(1000)))
    text = " ".join(f"Councillor {name} spoke for an hour." for name in names)
    found = read(text)
    assert_sound(found, title="News", text=text)
    assert len(found.appearances) > 0.95 * len(names)


def test_a_text_in_another_language_is_read_with_less_confidence() -> None:
    english = read("Ottilie Brandvold resigned on Monday. “We must go on,” Brandvold said in the town hall.")
    german = read(
        "Die Bürgermeisterin Ottilie Brandvold ist am Montag zurückgetreten. Das sagte Brandvold im Rathaus, wo sie "
        "nach der Sitzung mit den Abgeordneten über den Haushalt und die neue Brücke gesprochen hatte."
    )
    assert {each.name for each in german.appearances} == {"Ottilie Brandvold"}
    assert max(r.confidence for r in german.resolutions) < min(r.confidence for r in english.resolutions)
    assert all("German" in r.reason for r in german.resolutions)


PIECES = st.sampled_from(
    ["Ottilie", "Brandvold", "Odd Brandvold", ", 41,", " said", "Mr.", "“", "”", "\n", " and ", "@ottilie", "the ",
     "Brandvolds", "’s", "née ", "&amp;", "\u200b", "his wife", ". ", "J.", "K.", "—", "Jr.", "(", ")", "ß", "İ", "ﬁ"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(title=st.lists(PIECES, max_size=12), text=st.lists(PIECES | st.text(max_size=4), max_size=60))
def test_any_mixture_of_names_and_marks_is_read_soundly(title: list[str], text: list[str]) -> None:
    joined, headline = "".join(text), " ".join(title)
    assert_sound(read(joined, title=headline), title=headline, text=joined)


@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_the_same_text_is_read_the_same_twice(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert read(text) == read(text)
