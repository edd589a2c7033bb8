"""Feeds and pages that are broken, hostile or absent: each has one plain sentence, and the edition is made."""

from __future__ import annotations

import email
import email.policy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .command import Said, digest
from .hostile import ANSWERS, FAULTY, GOOD, NOW, ODD, REDIRECTS, Hostile, closed_port, feeds_file, serving

TECHNICAL = re.compile(
    r"Error\b|Exception|Traceback|<unknown>|\bNone\b|\berrno\b|0x[0-9a-f]{4}|aiohttp|feedparser|sqlalchemy"
)
ACTIVE = re.compile(
    r"<script|<iframe|<object|<embed|<form|<svg|javascript:|\son[a-z]+\s*=|<mj-", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Visited:
    """A morning with every bad feed there is, and the run after it."""

    folder: Path
    faults: dict[str, str]  # by address: words of the sentence
    odd: dict[str, str]  # by path: addresses of what is read all the same
    ran: dict[str, Any]
    again: dict[str, Any]
    listed: dict[str, dict[str, Any]]
    pages_asked_again: int

    @property
    def errors(self) -> dict[str, list[str]]:
        """The sentences told of each feed."""
        told: dict[str, list[str]] = {}
        for each in self.ran["collected"]["failed"]:
            told.setdefault(each["url"], []).append(each["error"])
        return told

    def outbox(self, suffix: str) -> str:
        """The edition as it was written."""
        (path,) = (self.folder / "outbox").glob(f"daily-2026-05-12{suffix}")
        return path.read_text(encoding="utf-8")


def _faults(server: Hostile) -> dict[str, str]:
    """Every faulty address with words of the sentence about it; those that need no reading come first."""
    faults = {server.at(path): words for path, (_, words) in REDIRECTS.items() if path != "/circle-2"}
    faults |= {server.at(path): words for path, words in ANSWERS.items()}
    faults |= {
        f"http://127.0.0.1:{closed_port()}/feed": "no connection to 127.0.0.1",
        "http://nobody.invalid/feed": "the name nobody.invalid cannot be resolved",
        "http://10.0.0.1/feed": "10.0.0.1 is private",
        "http://2130706433/feed": "unusual way to write the address 127.0.0.1",
        server.endless: "larger than 10 MiB",
        server.slow: "had not finished sending within 30 s",
    }
    return faults | {server.at(path): words for path, (_, _, words) in FAULTY.items()}


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    folder = tmp_path_factory.mktemp("hostile")
    with serving() as server:
        faults = _faults(server)
        odd = {path: server.at(path) for path in ODD}
        urls = {server.at("/page-hangs"): "yes"} | dict.fromkeys([*faults, *odd.values()], "no")
        (folder / "feeds.yaml").write_text(feeds_file(urls, max_sections=50))
        ran = _answered(digest("run", "--json", "--now", NOW, folder=folder))
        listed = {each["url"]: each for each in _answered(digest("list", "--json", folder=folder))}
        server.tired.set()  # what hung breaks off now, so that the second run need not wait
        before = server.asked.count("/hang")
        again = _answered(digest("run", "--json", "--now", NOW, folder=folder))
        asked = server.asked.count("/hang") - before
        yield Visited(folder, faults, odd, ran, again, listed, asked)


def _answered(said: Said) -> Any:
    assert said.code == 0, said.all
    assert said.err == ""
    return json.loads(said.out)


def test_every_bad_feed_has_exactly_one_sentence_that_says_what_is_wrong(visited: Visited):
    assert visited.errors.keys() == visited.faults.keys()
    for url, sentences in visited.errors.items():
        (sentence,) = sentences
        assert visited.faults[url] in sentence
        assert "\n" not in sentence
        assert 15 < len(sentence) < 160


def test_no_sentence_speaks_as_programs_do(visited: Visited):
    told = [sentence for sentences in visited.errors.values() for sentence in sentences]
    told += [each["warning"] for each in visited.ran["collected"]["warned"]]
    assert [sentence for sentence in told if TECHNICAL.search(sentence)] == []


def test_the_list_explains_every_bad_feed_and_praises_the_good_ones(visited: Visited):
    for url, sentences in visited.errors.items():
        assert visited.listed[url]["error"] == sentences[0]
        assert visited.listed[url]["failures"] == 1
    for url in visited.odd.values():
        assert visited.listed[url]["error"] == ""


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes_and_told(visited: Visited):
    warned = {each["url"]: each["warning"] for each in visited.ran["collected"]["warned"]}
    assert "it breaks off there" in warned.pop(visited.odd["/cut-late"])
    assert warned == {visited.odd["/many"]: "At the first visit 300 older entries were left."}


def test_the_good_feed_arrives_complete(visited: Visited):
    text = visited.outbox(".txt")
    headlines = [story for section in _edition(visited)["sections"] for story in section["stories"]]
    for headline in GOOD:
        assert headlines.count(headline) == 1
        assert headline in text


def test_odd_feeds_bring_what_can_be_told_and_each_thing_once(visited: Visited):
    text = " ".join(visited.outbox(".txt").split())
    for headline in (
        "Cato Lindqvist sails",
        "Jörg Müßig kehrt heim",
        "Ulla Fennimore",
        "Petra Voss resigns",
    ):
        assert headline in text
    assert text.count("Horst Ebeling repeats himself") == 1
    assert "2999" not in text
    assert "1970" not in text


def test_an_article_whose_page_hangs_is_told_with_the_feeds_own_text(visited: Visited):
    assert "Wanda Ostrowska climbed alone." in visited.outbox(".txt")
    assert visited.pages_asked_again == 0


def _edition(visited: Visited) -> dict[str, Any]:
    (edition,) = visited.ran["editions"]
    assert edition["state"] == "sent"
    return edition


def test_nothing_in_the_mail_is_active_and_nothing_was_evaluated(visited: Visited):
    html = visited.outbox(".html")
    shown = re.sub(r"&lt;.*?&gt;", "", html)
    assert ACTIVE.findall(shown) == []
    assert "{{ 7*7 }}" in html  # an outlet may call itself that; it is shown, and nothing is counted
    assert not re.search(r"\b49\b", visited.outbox(".txt"))
    assert "/etc/passwd" not in html
    assert "root:" not in html
    assert "evil.example" not in html
    for link in re.findall(r'(?:href|src)="([^"]*)"', html):
        assert link.startswith(("https://", "http://", "mailto:", "#")), link


def test_the_plain_text_hides_nothing_and_turns_nothing_round(visited: Visited):
    text = visited.outbox(".txt")
    assert [char for char in text if not char.isprintable() and char != "\n"] == []
    assert "\u202e" not in text
    assert max(len(line) for line in text.splitlines() if "://" not in line) <= 320


def test_the_message_has_the_headers_that_we_gave_it_and_no_other(visited: Visited):
    message = email.message_from_string(visited.outbox(".eml"), policy=email.policy.default)
    assert message["Bcc"] is None
    assert message["To"] == "ada@example.org"
    assert "{{" not in message["Subject"]


def test_a_second_run_reads_nothing_twice_and_makes_no_second_edition(visited: Visited):
    collected = visited.again["collected"]
    assert (collected["new"], collected["revised"]) == (0, 0)
    assert collected["unchanged"] == len(visited.odd) + 1  # the feed whose page hangs
    (edition,) = visited.again["editions"]
    assert edition["number"] == _edition(visited)["number"] == 1
    assert edition["delivery"]["sent"] == 0
    assert edition["delivery"]["sent_before"] == 1
    assert len(json.loads(digest("editions", "list", "--json", folder=visited.folder).out)) == 1
