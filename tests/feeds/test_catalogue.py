"""Editing feeds.yaml: one line changes, everything else stays to the letter."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from digest.config import settings_from
from digest.errors import UsageError
from digest.feeds.catalogue import add_feed, add_feeds, remove_feed, set_paused, write_atomically
from digest.model import Feed, FullText, Rules

FILE = """\
# my newsroom
title: Mine   # nice

feeds:
    # the first ones
    - https://a.example/feed    # daily
    - {url: https://b.example/x, name: "B, Inc"}   # b's

    # the second ones
    - url: https://c.example/
      name: C
    # nothing after this
categories:
  - name: Sports
    sources:
      - https://d.example/
      - https://e.example/
digests:
  daily: {at: "07:00"}
"""


def feeds(text: str) -> dict[str, Feed]:
    return {feed.url: feed for feed in settings_from(text, path=Path("feeds.yaml"), variables={}).feeds}


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_an_added_feed_is_one_new_line_after_the_last():
    after = add_feed(FILE, Feed(url="https://new.example/"))
    assert changed(FILE, after) == ([], ["    - https://new.example/"])
    assert after.index("https://new.example/") < after.index("# nothing after this")


def test_an_added_feed_says_what_differs_from_the_usual():
    feed = Feed(
        url="https://n.example/",
        name="A: {b}",
        category="News",
        weight=2.0,
        full_text=FullText.NO,
        paused=True,
    )
    assert feeds(add_feed(FILE, feed))[feed.url] == feed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "feeds: []\n",
        "feeds:\ntitle: x\n",
        "feeds:\n- https://a.example/",
        "feeds: [https://a.example/]",
    ],
)
def test_a_feed_can_be_added_to_any_file(text: str):
    assert "https://new.example/" in feeds(add_feed(text, Feed(url="https://new.example/")))


def test_a_feed_is_not_added_twice():
    with pytest.raises(UsageError, match="already"):
        add_feed(FILE, Feed(url="https://d.example/"))


@pytest.mark.parametrize(
    "url", ["https://a.example/feed", "https://b.example/x", "https://c.example/", "https://d.example/"]
)
def test_a_removed_feed_takes_its_own_lines_and_no_comment_of_the_others(url: str):
    after = remove_feed(FILE, url)
    gone, came = changed(FILE, after)
    assert came == []
    assert all(not line.strip().startswith("#") for line in gone)
    assert set(feeds(FILE)) - set(feeds(after)) == {url}


def test_the_last_feed_of_a_list_can_be_removed():
    assert feeds(remove_feed("feeds:\n  - https://a.example/\ntitle: x\n", "https://a.example/")) == {}


def test_a_feed_in_a_list_on_one_line_can_be_removed():
    assert list(
        feeds(remove_feed("feeds: [https://a.example/, https://b.example/]", "https://a.example/"))
    ) == ["https://b.example/"]


@pytest.mark.parametrize(
    "url", ["https://a.example/feed", "https://b.example/x", "https://c.example/", "https://e.example/"]
)
def test_a_paused_feed_can_be_resumed(url: str):
    paused = set_paused(FILE, url, paused=True)
    assert [feed.url for feed in feeds(paused).values() if feed.paused] == [url]
    assert feeds(set_paused(paused, url, paused=False)) == feeds(FILE)
    assert set_paused(paused, url, paused=True) == paused


@pytest.mark.parametrize("url", ["https://a.example/feed", "https://b.example/x", "https://c.example/"])
def test_resuming_a_feed_that_is_not_paused_changes_nothing(url: str):
    assert set_paused(FILE, url, paused=False) == FILE


@pytest.mark.parametrize("edit", [remove_feed, lambda text, url: set_paused(text, url, paused=True)])
def test_a_feed_that_is_not_there_is_told(edit):
    with pytest.raises(UsageError, match="digest list"):
        edit(FILE, "https://unknown.example/")


@example("?0")
@example("-x")
@example(":x")
@given(name=st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=40).map(str.strip))
def test_any_name_survives_being_written(name: str):
    feed = Feed(url="https://n.example/?a=1&b=2#c", name=name)
    assert feeds(add_feed(FILE, feed))[feed.url].name == name


def test_a_file_is_replaced_in_one_step_with_its_permissions(tmp_path: Path):
    path = tmp_path / "feeds.yaml"
    path.write_text("title: Old")
    path.chmod(0o600)
    write_atomically(path, "title: New")
    assert path.read_text() == "title: New"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["feeds.yaml"]


def test_a_file_that_cannot_be_written_is_left_as_it_was(tmp_path: Path):
    path = tmp_path / "feeds.yaml"
    path.write_text("title: Old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "title: \ud800")
    assert path.read_text() == "title: Old"
    assert [each.name for each in tmp_path.iterdir()] == ["feeds.yaml"]


def test_the_first_feed_of_an_empty_list_is_one_line_of_its_own_and_comments_stay():
    before = "feeds: []   # none yet\n#  - https://example.example/\ntitle: x\n"
    after = add_feed(before, Feed(url="https://a.example/", name="A", weight=2.0))
    assert "\n  - {url: https://a.example/, name: A, weight: 2}\n#  - https://example.example/\n" in after
    assert "# none yet" in after
    bare = add_feed("feeds: []\n", Feed(url="https://a.example/"))
    assert bare.startswith("feeds:\n  - ")


def test_many_feeds_are_added_in_one_go_less_those_that_are_there():
    added = [
        Feed(url="https://x.example/", name="X", category="News / Local"),
        Feed(url="https://d.example/"),
        Feed(url="https://y.example/"),
        Feed(url="https://x.example/", name="X again"),
    ]
    after = add_feeds(FILE, added)
    assert changed(FILE, after) == (
        [],
        ["    - {url: https://x.example/, name: X, category: News / Local}", "    - https://y.example/"],
    )
    assert list(feeds(after))[3:5] == ["https://x.example/", "https://y.example/"]


@pytest.mark.parametrize("text", ["", "feeds: []\n", "title: x", "feeds: [https://a.example/]\n", FILE])
def test_many_feeds_can_be_added_to_any_file(text: str):
    added = [Feed(url=f"https://new.example/{n}", name=f"No. {n}", category="News") for n in range(3)]
    after = feeds(add_feeds(text, added))
    assert [feed for feed in after.values() if feed in added] == added
    assert set(feeds(text)) <= set(after)


def test_adding_nothing_new_changes_nothing():
    assert add_feeds(FILE, []) == FILE
    assert add_feeds(FILE, [Feed(url="https://a.example/feed")]) == FILE


def test_the_rules_of_a_feed_are_written_where_it_has_any():
    feed = Feed(
        url="https://n.example/",
        include=Rules(words=("harbour", "a, b"), languages=("en",)),
        exclude=Rules(authors=("Ada: Lindqvist",)),
    )
    written = YAML(typ="safe", pure=True).load(add_feed("", feed))["feeds"][0]
    assert written["include"] == {"words": ["harbour", "a, b"], "languages": ["en"]}
    assert written["exclude"] == {"authors": ["Ada: Lindqvist"]}


@pytest.mark.parametrize(
    "name", ["true", "Null", "1.5", "2026-05-12", "a:", "a: b", "a #b", "\u2028", "é\x85", "👩‍🚀"]
)
def test_a_name_that_yaml_would_take_for_something_else_is_quoted(name: str):
    assert YAML(typ="safe", pure=True).load(add_feed("", Feed(url="https://n.example/", name=name))) == {
        "feeds": [{"url": "https://n.example/", "name": name}]
    }
