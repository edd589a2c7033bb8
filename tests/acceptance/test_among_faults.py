"""Five hundred good feeds among every fault: the good arrive whole, the bad are explained, once more is nearly free."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from . import crowd, hostile
from .command import Said, digest
from .crowd import ARTICLES, GOOD_FEEDS, OUTLETS, SHY, TIRED, WALLED, Crowd, gathered
from .hostile import ANSWERS, FAULTY, NOW, ODD, REDIRECTS, Hostile, closed_port, serving

SECOND = "2026-05-12T07:05:00+00:00"


@dataclass(frozen=True, slots=True)
class Visited:
    """What two collects said and asked for."""

    folder: Path
    crowd: Crowd
    faults: dict[str, str]  # by address: words of the sentence
    first: dict[str, Any]
    listed: str
    again: dict[str, Any]
    asked_first: dict[str, int]


def _faults(server: Hostile, gathering: Crowd) -> dict[str, str]:
    told = {server.at(path): words for path, (_, words) in REDIRECTS.items()}
    told |= {server.at(path): words for path, words in ANSWERS.items()}
    told |= {server.at(path): words for path, (_, _, words) in FAULTY.items()}
    told |= {gathering.at(host, "/tired"): f"(status {status})" for host, (status, _) in TIRED.items()}
    return told | {
        f"http://127.0.0.1:{closed_port()}/feed": "no connection to 127.0.0.1",
        "http://nobody.invalid/feed": "cannot be resolved",
        "http://10.0.0.1/feed": "10.0.0.1 is private",
        "http://100.64.0.1/feed": "100.64.0.1 is shared",
        "http://[::ffff:10.0.0.1]/feed": "is private",
        "http://2130706433/feed": "unusual way to write the address 127.0.0.1",
        "http://0177.0.0.1/feed": "unusual way to write the address 127.0.0.1",
        server.endless: "larger than 10 MiB",
    }


def _file(faults: dict[str, str], server: Hostile, gathering: Crowd) -> str:
    """Faults and good feeds in turns, so that neither has the other's way free."""
    good = [*gathering.good, *(server.at(path) for path in ODD)]
    bad = list(faults)
    mixed = [url for pair in zip(good, [*bad, *[""] * len(good)], strict=False) for url in pair if url]
    neighbours = [gathering.at(host, "/parish/999") for host in TIRED]
    allowed = json.dumps([*hostile.HOSTS, *crowd.HOSTS])
    lines = [f"  - {{url: {json.dumps(url)}, full_text: no}}" for url in [*mixed, *neighbours]]
    walled = [gathering.at(SHY, "/shy"), gathering.at(WALLED, "/walled")]
    lines += [f"  - {{url: {json.dumps(url)}, full_text: yes, category: Walled}}" for url in walled]
    digests = "digests:\n  walled: {categories: [Walled], to: [ada@example.org]}\n"
    return "\n".join([f"network: {{allow: {allowed}}}", "feeds:", *lines, digests])


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    folder = tmp_path_factory.mktemp("among")
    with serving() as server, gathered() as gathering:
        faults = _faults(server, gathering)
        (folder / "feeds.yaml").write_text(_file(faults, server, gathering))
        first = _answered(digest("collect", "--json", "--now", NOW, folder=folder))
        listed = digest("list", "--now", NOW, folder=folder).out
        asked = dict(gathering.asked)
        gathering.forget()
        again = _answered(digest("collect", "--json", "--now", SECOND, folder=folder))
        yield Visited(folder, gathering, faults, first, listed, again, asked)


def _answered(said: Said) -> Any:
    assert said.code == 0, said.all
    return json.loads(said.out)


def test_all_good_feeds_arrive_complete(visited: Visited):
    listed = {each["url"]: each for each in _answered(digest("list", "--json", folder=visited.folder))}
    good = [listed[url] for url in visited.crowd.good]
    assert len(good) == GOOD_FEEDS
    assert {(each["condition"], each["error"]) for each in good} == {("well", "")}
    assert visited.first["new"] >= GOOD_FEEDS * ARTICLES
    checked = digest("check", "--json", "--now", NOW, folder=visited.folder)
    assert checked.code == 1  # some feeds need somebody
    assert json.loads(checked.out)["articles"] == visited.first["new"]


def test_the_list_explains_each_bad_feed_in_one_sentence(visited: Visited):
    lines = visited.listed.splitlines()
    for url, words in visited.faults.items():
        (place,) = (n for n, line in enumerate(lines) if line.split()[-1:] == [url])
        told = lines[place + 1].strip()
        assert words in told, (url, told)
        assert not re.search(r"\.\s+[A-Z]|Error\b|Exception|Traceback", told), told
    assert {each["url"] for each in visited.first["failed"]} >= visited.faults.keys()


def test_a_second_collect_costs_almost_nothing(visited: Visited):
    assert (visited.again["new"], visited.again["revised"]) == (0, 0)
    asked = [path for path in visited.crowd.asked if "/parish/" in path and path.split("/")[0] in OUTLETS]
    assert len(asked) == GOOD_FEEDS
    assert visited.crowd.given < 1000  # bytes: everything else was "not modified"
    assert not any(path.endswith(("/robots.txt", "/money", "/huge")) for path in visited.crowd.asked)


def test_no_host_sees_two_connections_and_every_one_hears_who_asks(visited: Visited):
    assert set(visited.crowd.most_at_once.values()) == {1}
    assert [bool(re.match(r"PeopleDigest/\d", agent)) for agent in visited.crowd.agents] == [True]


@pytest.mark.parametrize("host", [host for host, (_, after) in TIRED.items() if after != "0"])
def test_a_host_that_asks_for_peace_gets_it_for_all_its_feeds(visited: Visited, host: str):
    assert [path for path in visited.asked_first if path.startswith(f"{host}/")] == [f"{host}/tired"]
    assert [path for path in visited.crowd.asked if path.startswith(f"{host}/")] == []
    assert visited.again["put_off"] >= 2


def test_pages_kept_from_programs_or_behind_walls_are_told_with_the_feeds_own_text(visited: Visited):
    assert f"{SHY}/private/1" not in visited.asked_first
    digest("draft", "walled", "--now", SECOND, folder=visited.folder)
    text = " ".join(digest("editions", "show", "1", folder=visited.folder).out.split())
    for told in ("Ottilie Vance kept it", "visited money", "visited consent", "visited huge"):
        assert told in text
    assert "Subscribe" not in text
    assert "partners" not in text
