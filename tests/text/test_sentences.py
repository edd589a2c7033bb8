"""Every case is a text with | where one sentence ends and the next begins; || stands for a blank line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.sentences import split

CASES = [
    # plain
    "The harbour opened on Monday. | Nobody came.",
    "Who paid for it? | The town did! | It had to.",
    "One sentence without an end",
    "The vote was close: 12 to 11; nobody cheered. | It rained.",
    "Heading || The harbour opened. | It rained. || Last words",
    "A line\nthat goes on. | Next.",
    "Guests:\n | - Odette Carrow\n | - Mira Vance",
    # titles and ranks
    "Mr. Lind met Mrs. Carrow. | They spoke.",
    "Dr. Ada Lind and Prof. Vance agreed. | Sen. Cole did not.",
    "Gov. Tom Reed, Lt. Gov. Ann Bell and Rep. Joe Marsh voted.",
    "The Rev. Amos Pike prayed with Sgt. Lee Tran. | Capt. Dorn watched.",
    "Gen. Ivo Kast and Col. Ruth Amsel retired. | Maj. Finn stayed.",
    "St. Brannock is a small town. | It floods.",
    "She moved to St. Paul. | He stayed on Main St. | The shop closed.",
    "Ft. Harlow burned. | Mt. Orrin did not.",
    # initials
    "J. K. Marlow wrote it. | George W. Tarn read it.",
    "J.K. Marlow and M. L. Orr married.",
    "It was signed by Odette C. | The rest was torn off.",
    "Robert Vane Jr. said so. | Sam Vane Sr. agreed.",
    "The prize went to Robert Vane Jr. | He wept.",
    # places and organisations
    "The U.S. Senate voted. | Nobody left.",
    "He came back to the U.S. | The trial began.",
    "They are in talks with the U.S. | “Today it counts,” she said. | “We wait.”",
    "The pro-U.S. Vantry government fell. | A D.C. Police car stood there.",
    "Washington (CW)Sen. Ada Lind voted. | PORT MERROW, Fla. —President Orr spoke.",
    "The singers J.P. “The Big Bell” Carrow and Bo Orr met. | They sang.",
    "The U.N. envoy flew to Washington, D.C. | She landed late.",
    "He once ran Carrow Foods Inc. | The company fell.",
    "Harbour Tools Corp. bought Pike Bros. Ltd. for $3 million.",
    "They live in Sacramento, Calif. | The house is small.",
    "She comes from Boise, Idaho, and he from Fargo, N.D. | Both sing.",
    "The case is Lind v. Harbour Corp. | It was heard today.",
    # times and numbers
    "It starts at 7 p.m. Tuesday. | Doors open at 6 a.m. | Bring a coat.",
    "At 8 p.m. Eastern the show begins. | It ends at 11 p.m. | Nobody stays.",
    "The call came at 4 p.m. (6 p.m. in Vantry) on Tuesday. | By 5:00 a.m. Harbour City time it was over.",
    "The monk Orrin (c. 340-410) wrote it. | His pupil (b. 371) copied it.",
    "They asked for vitamin c. | 20 people came.",
    "No. 5 seed Mira Vance beat the No. 2 seed. | No. | She said so.",
    "It cost $3.5 million, up 2.25 percent. | That is a lot.",
    "On Dec. 3 they met. | By Jan. 9 it was over.",
    "It ended in Sept. | The next one is in May.",
    "The year was 2015. | Everyone was young. | 20 people came.",
    "See p. 12 and vol. 3 for more. | Fig. 4 shows it.",
    "1. Open the door. | 2. Go in.",
    "Am 5. Mai kam sie an. | Es war kalt.",
    # quotes and brackets
    "“We won.” | She left.",
    "“We won,” she said. | “It was hard.”",
    '"We won!" he said. | "It was hard."',
    "“Is it over?” Carrow asked. | “Yes.”",
    "“Is it over?” | She left the room.",
    "“Stop!” Mira Vance shouted at the driver. | He stopped.",
    "“Why now?” the mayor of Harbour City asked. | Nobody knew.",
    "She called it ‘a shame.’ | He did not.",
    "(It rained.) | Then it stopped.",
    "He left (in a hurry). | She stayed (for a while).",
    "Did he say “never”? | He did.",
    "They sang “Home!” and left. | Nobody minded.",
    'It was "the end." | Then came spring.',
    "Horton Sings! (1955) is her best book. | Read it.",
    "It was over . | Then it rained.",
    "It ran on the E! Network. | Everyone saw it on E! | Then it ended.",
    "The show Jeopardy! Vance won in May is back. | She is not.",
    "Several shouted: “Back up!” | The mayor said nothing.",
    "“She shouted ‘Back up!’” | The end.",
    "They all know “Mom B.” | “She is kind,” Lind said.",
    "He tells it to his “bros.” | It was in March.",
    "The man they call “Dr.” Carrow is no doctor. | “J.” Marlow is.",
    "„Wann kommt ihr?“, fragte die Frau. | Niemand wusste es. | „Bald.“ | Es regnete.",
    "»Das ist gut.« | Sie ging. | ‚Ja.‘ | Er blieb.",
    # ellipses, emojis, no space
    "Wait... what? | Nothing.",
    "He waited... | Then it came.",
    "“We ... I mean, they lost,” she said.",
    "It was … strange. | Nobody spoke.",
    "And so on . . . and on. | The end.",
    "Great day! 🎉🎉 | Thanks to all.",
    "So happy 😂 | The end.",
    "“Guess who won! 🎉” she wrote. | Nobody did.",
    "“See you there! #MerrowCup #Dunholt”",
    "See you there! #merrow || #CashIsKing was used most. | #MerrowCup came second.",
    "It was over.|The harbour closed.",
    "He said it was over.” |She did not.",
    "Read example.com and Node.js today. | Write to ada@harbour.example now.",
    "The iPhone sold out. | iPads did not.",
    # datelines
    "HARBOUR CITY (AP) — The mayor resigned. | Nobody knew why.",
    "PARIS, Dec. 3 — The mayor resigned. | Nobody knew why.",
    "WASHINGTON, D.C. — The president spoke. | It was short.",
    # Latin
    "Fruit, e.g. apples, i.e. what grows. | Etc. is lazy.",
    "Anna Orr, Ph.D. students say, is kind. | She is.",
    "Lind et al. found it. | Others did not.",
    # other scripts
    "東京です。|次は？|はい。",
    "यह एक घर है। | वह बड़ा है।",
    "هل هذا بيت؟ | نعم، هذا بيت.",
    "Это дом. | Он большой!",
    "Es kostet 2,5 Mio. Euro. | Die Polizei sucht Zeugen, z. B. Fahrer. | Das war es.",
    "La Dra. Elena Quiroga llegó. | El Sr. Ibarra se fue a las 10 a. m. en tren.",
    "Es regnet. | Über Nacht wird es kalt.",
    "¿Quién viene? | ¡Nadie! | Él se fue.",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_a_reader_ends_them(case: str):
    pieces = [piece.strip() for part in case.split("||") for piece in part.split("|")]
    text = "\n\n".join("".join(part.replace("| ", "").split("|")) for part in case.split("||"))
    assert [text[start:end] for start, end in split(text)] == pieces


PIECES = (
    "Ada Lind", "the U.S.", "Mr.", "at 5 p.m.", "Inc.", "said", "He", "J. K.", "No. 3", "3.5", "etc.", "#cup", "“", "”",
    '"', "(", ")", "!", "?", ".", "...", "…", ",", ":", " ", " ", "\n", "\n\n", "🎉", "„", "‘", "’", "—",
    "iPhone", "Sen.", "東京。", "c. 340", "x.org", "Fla.", "\n- ",
)  # fmt: skip
newslike = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
any_text = newslike | st.text(max_size=80)
paragraphs = any_text.map(lambda text: " ".join(text.split()))
WHOLE = (
    "The harbour opened on Monday.",
    "“We won,” she said.",
    "Mr. Lind paid $3.5 million!",
    "Who came?",
    "It was signed by J. K. Marlow.",
    "She left (in a hurry).",
    "“Is it over?” Carrow asked.",
)


@given(any_text)
def test_spans_are_in_order_apart_and_cover_all_but_white_space(text: str):
    spans = split(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(st.lists(paragraphs, max_size=4))
def test_a_paragraph_is_split_the_same_wherever_it_stands(given: list[str]):
    apart = [part[start:end] for part in given for start, end in split(part)]
    whole = "\n\n".join(given)
    assert [whole[start:end] for start, end in split(whole)] == apart


@given(st.lists(st.sampled_from(WHOLE), max_size=8), st.sampled_from([" ", "  ", "\n", "\n\n", "\xa0"]))
def test_sentences_put_together_are_taken_apart_again(given: list[str], between: str):
    text = between.join(given)
    assert [text[start:end] for start, end in split(text)] == given


def test_a_text_of_nothing_has_no_sentences():
    assert split("") == split(" \n\n ") == []


HOSTILE = [
    "harbour ", "Mr. X ", "U.S. Senate ", ".", ". ", '"', "”", "(", ")", "🎉", "🎉 ", "🎉A", '."', "A.", "\n ",
    "\r\n", " ", ". #a ", "#a ", "“A?” The ", '" A? ', "No. Mira ", ".[1]", ".\u200d", "\n - ", "5 p.m. Harbour ",
    'X. "A ', "Aa.B", "x-A.B. C-", "?!", "\n \t", "。", "Main St. Vane ",
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_is_split_without_losing_anything(hostile: str):
    text = hostile * 5_000
    kept = "".join(text[start:end] for start, end in split(text))
    assert "".join(kept.split()) == "".join(text.split())


class Counting(str):
    """A text that counts how many of its characters are copied."""

    copied = 0

    def __getitem__(self, key):
        part = Counting(super().__getitem__(key))
        Counting.copied += len(part)
        return part


@pytest.mark.parametrize("hostile", HOSTILE)
def test_few_characters_are_copied_however_long_a_sentence_is(hostile: str):
    text = Counting(hostile * 5_000)
    Counting.copied = 0
    split(text)
    assert Counting.copied < 100 * len(text)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_text_eight_times_as_long_takes_about_eight_times_as_long(hostile: str):
    took = [min(_seconds(hostile * (1_000 * times)) for _ in range(3)) for times in (1, 8)]
    assert took[1] < 24 * took[0] + 0.05  # where the time grew with the square it would be 64 times


def _seconds(text: str) -> float:
    began = time.process_time()
    split(text)
    return time.process_time() - began
