"""The sample newsroom: what its outlets show, and that they behave like real ones."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from time import struct_time

import feedparser
import pytest

from digest.errors import UsageError
from digest.newsroom import ZONE, Answer, Newsroom, OpenNewsroom, read_newsroom, respond, serve

SAMPLES = Path(__file__).parent.parent / "samples"
DAY = date(2026, 5, 12)
END = datetime(2026, 5, 13, 22, 0, tzinfo=UTC)
MORNING = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)  # 07:00 in Berlin
MALFORMED = "marqueehour.example"


@pytest.fixture(scope="module")
def newsroom() -> Newsroom:
    return read_newsroom(SAMPLES / "newsroom", day=DAY)


@pytest.fixture
def opened(newsroom: Newsroom) -> Iterator[OpenNewsroom]:
    with serve(newsroom, now=END) as opened:
        yield opened


def feed_of(newsroom: Newsroom, host: str, *, now: datetime = END) -> Answer:
    return respond(newsroom, host=host, path=newsroom.outlets[host].feed, now=now)


def parsed(answer: Answer) -> feedparser.FeedParserDict:
    return feedparser.parse(BytesIO(answer.body), response_headers={"content-type": answer.content_type})


def get(opened: OpenNewsroom, host: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    address, port = opened.hosts[host]
    connection = HTTPConnection(address, port, timeout=5)
    connection.request(
        "GET",
        path,
        headers={"Host": host} | {name.replace("_", "-"): value for name, value in headers.items()},
    )
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, dict(response.getheaders()), body


def test_there_are_at_least_nine_outlets_in_six_formats(newsroom):
    assert len(newsroom.hosts) >= 9
    assert len({each.format for each in newsroom.outlets.values()}) >= 6
    assert {each.charset for each in newsroom.outlets.values()} >= {"utf-8", "windows-1252", "iso-8859-1"}


def test_there_are_at_least_100_articles_over_sixteen_days_and_eight_on_each_of_the_last_five(newsroom):
    days = Counter(
        item.published.astimezone(ZONE).date()
        for outlet in newsroom.outlets.values()
        for item in outlet.items(END)
    )
    assert sum(days.values()) >= 100
    assert {DAY - timedelta(days=back) for back in range(16)} == set(days)
    assert min(days.values()) >= 3
    assert min(days[DAY - timedelta(days=back)] for back in range(5)) >= 8


def test_every_feed_is_well_formed_but_the_one_that_is_meant_not_to_be(newsroom):
    for host, outlet in newsroom.outlets.items():
        answer = feed_of(newsroom, host)
        assert answer.status == 200
        if outlet.format == "jsonfeed":
            assert json.loads(answer.body)["version"] == "https://jsonfeed.org/version/1.1"
            continue
        assert bool(parsed(answer).bozo) == (host == MALFORMED), host


def test_every_feed_tells_the_titles_addresses_and_times_of_its_articles(newsroom):
    for host, outlet in newsroom.outlets.items():
        if outlet.format == "jsonfeed":
            told = [
                (each["title"], each["url"], datetime.fromisoformat(each["date_published"]))
                for each in json.loads(feed_of(newsroom, host).body)["items"]
            ]
        else:
            told = [
                (
                    each.title,
                    each.link.partition("?")[0],
                    utc(each.get("published_parsed") or each.updated_parsed),
                )
                for each in parsed(feed_of(newsroom, host)).entries
            ]
        expected = [(item.title, item.url, item.published) for item in outlet.items(END)]
        assert told == expected, host


def utc(moment: struct_time) -> datetime:
    return datetime(*moment[:6], tzinfo=UTC)


def test_a_feed_in_another_character_set_keeps_its_letters(newsroom):
    answer = feed_of(newsroom, "norrevagcourier.example")
    assert "Nørrevåg".encode("windows-1252") in answer.body
    assert parsed(answer).feed.title == "Nørrevåg Courier"


def test_only_what_was_published_up_to_now_is_shown(newsroom):
    for host, outlet in newsroom.outlets.items():
        assert all(item.published <= MORNING for item in outlet.items(MORNING))
        before = datetime(2026, 4, 26, tzinfo=UTC)
        assert outlet.items(before) == []
        if outlet.format != "jsonfeed":
            assert parsed(feed_of(newsroom, host, now=before)).entries == []
        for item in outlet.items(END):
            path = item.url.removeprefix(f"https://{host}")
            assert respond(newsroom, host=host, path=path, now=before).status == 404


def test_each_page_carries_its_text(newsroom):
    for host, outlet in newsroom.outlets.items():
        for item in outlet.items(END):
            answer = respond(newsroom, host=host, path=item.url.removeprefix(f"https://{host}"), now=END)
            page = plain(answer.body.decode(outlet.charset))
            assert answer.status == 200
            assert all(plain_block(block) in page for block in item.blocks), item.url


def plain(html: str) -> str:
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def plain_block(block: str) -> str:
    lines = [re.sub(r"^(- |## |> )", "", line) for line in block.splitlines()]
    return " ".join(" ".join(lines).split())


def test_the_front_page_leads_to_the_feed_and_an_unknown_path_to_404(newsroom):
    for host, outlet in newsroom.outlets.items():
        front = respond(newsroom, host=host, path="/", now=END)
        assert f'href="https://{host}{outlet.feed}"'.encode() in front.body
        assert respond(newsroom, host=host, path="/nowhere", now=END).status == 404


def test_every_picture_an_article_names_is_there_with_words_for_those_who_do_not_see_it(newsroom):
    pictured = 0
    for host, outlet in newsroom.outlets.items():
        for item in outlet.items(END):
            if item.picture:
                answer = respond(
                    newsroom, host=host, path=item.picture.removeprefix(f"https://{host}"), now=END
                )
                assert (answer.status, answer.content_type) == (200, "image/jpeg"), item.picture
                assert len(answer.body) < 60_000
                assert item.picture_alt
                pictured += 1
    assert pictured >= 15


def test_a_revised_article_shows_its_newer_text_and_says_when(newsroom):
    revised = [
        (item, texts)
        for outlet in newsroom.outlets.values()
        for item, texts in outlet.articles.values()
        if texts[1:]
    ]
    assert revised
    for item, texts in revised:
        outlet = newsroom.outlets[item.url.split("/")[2]]
        for text in texts:
            [shown] = [each for each in outlet.items(text.since) if each.url == item.url]
            assert (shown.title, shown.blocks, shown.updated) == (text.title, text.blocks, text.since)


def test_the_samples_name_no_host_outside_example():
    for file in SAMPLES.rglob("*"):
        if file.suffix in {".md", ".yaml"}:
            text = file.read_text(encoding="utf-8")
            hosts = re.findall(r"https?://([^/\s\"'})]+)", text) + re.findall(r"\w@([\w.-]+\.\w+)", text)
            assert [host for host in hosts if not host.endswith((".example", "example.org"))] == [], file
            assert not re.search(r"\b\w+\.(com|net|org|io)\b", text.replace("example.org", "")), file


def test_the_samples_are_small():
    assert sum(file.stat().st_size for file in SAMPLES.rglob("*") if file.is_file()) < 2_500_000


def test_every_outlet_answers_under_its_own_name_on_loopback(opened):
    assert set(opened.hosts) == set(opened.newsroom.hosts)
    for host, (address, _) in opened.hosts.items():
        assert address == "127.0.0.1"
        status, headers, body = get(opened, host, opened.newsroom.outlets[host].feed)
        assert status == 200
        assert headers["Content-Type"].startswith(opened.newsroom.outlets[host].content_type)
        assert len(body) == int(headers["Content-Length"])


def test_a_name_that_is_no_outlet_is_not_found(opened):
    connection = HTTPConnection("127.0.0.1", opened.port, timeout=5)
    connection.request("GET", "/", headers={"Host": "elsewhere.example"})
    assert connection.getresponse().status == 404
    connection.close()


def test_what_did_not_change_is_not_sent_again(opened):
    for host, outlet in opened.newsroom.outlets.items():
        _, headers, _ = get(opened, host, outlet.feed)
        assert get(opened, host, outlet.feed, If_None_Match=headers["ETag"])[::2] == (304, b"")
        assert get(opened, host, outlet.feed, If_Modified_Since=headers["Last-Modified"])[::2] == (304, b"")
        assert get(opened, host, outlet.feed, If_None_Match='"other"')[0] == 200
        assert get(opened, host, outlet.feed, If_Modified_Since="Mon, 01 Jan 2001 00:00:00 GMT")[0] == 200
        assert get(opened, host, outlet.feed, If_Modified_Since="yesterday")[0] == 200
        assert get(opened, host, "/", If_Modified_Since=headers["Last-Modified"])[0] == 304


def test_time_can_move_on_while_the_outlets_are_open(opened):
    host = "harbourpost.example"
    feed = opened.newsroom.outlets[host].feed
    opened.at(MORNING - timedelta(days=2))
    _, early, before = get(opened, host, feed)
    opened.at(MORNING)
    status, _, after = get(opened, host, feed, If_None_Match=early["ETag"])
    assert status == 200
    assert len(parsed_bytes(after)) > len(parsed_bytes(before)) > 0


def parsed_bytes(body: bytes) -> list[feedparser.FeedParserDict]:
    entries: list[feedparser.FeedParserDict] = feedparser.parse(BytesIO(body)).entries
    return entries


def test_a_directory_without_outlets_is_said_to_be_one(tmp_path):
    with pytest.raises(UsageError, match="holds no sample newsroom"):
        read_newsroom(tmp_path, day=DAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [("Once upon a time", "does not begin with front matter"), ("---\na: [\n---\nText", "is not valid YAML")],
)
def test_an_article_that_cannot_be_read_is_named(tmp_path, text, said):
    (tmp_path / "a" / "articles").mkdir(parents=True)
    (tmp_path / "a" / "outlet.yaml").write_text("host: a.example\n", encoding="utf-8")
    (tmp_path / "a" / "articles" / "01-b.md").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=rf"01-b\.md {said}"):
        read_newsroom(tmp_path, day=DAY)


def test_a_demo_reads_the_outlets_of_its_own_feed_list():
    from ruamel.yaml import YAML

    listed = {each["url"] for each in YAML(typ="safe").load(SAMPLES / "feeds.yaml")["feeds"]}
    newsroom = read_newsroom(SAMPLES / "newsroom", day=DAY)
    assert listed == {f"https://{host}{outlet.feed}" for host, outlet in newsroom.outlets.items()}
