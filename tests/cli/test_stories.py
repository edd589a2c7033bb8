"""`stories list`, `show`, `join` and `part`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from digest.model import StoryId, article_id
from tests.builders import NOON, an_article
from tests.cli.test_commands import said, typed
from tests.installation import Installation, installed

NOW = ["--now", "2026-05-12T12:00:00+00:00"]
BRIDGE = "https://harbour.example/bridge"
SWIM = "https://lantern.example/swim"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    with installed(tmp_path) as installation:
        yield installation


@pytest.fixture
def ran(here: Installation) -> Installation:
    said("collect", *NOW)
    said("draft", *NOW)
    return here


def data(*words: str) -> Any:
    return json.loads(said("stories", *words, "--json"))


def ids() -> tuple[str, str]:
    """The stories of the bridge and of the swim."""
    by_headline = {each["headline"]: each["id"] for each in data("list")["stories"]}
    return by_headline["Lindqvist opens the bridge"], by_headline["Bo Ek swims the bay"]


def headlines() -> set[str]:
    return {each["headline"] for each in data("list")["stories"]}


def joined() -> str:
    """The two stories, told as one; its id."""
    said("stories", "join", *ids())
    said("draft", *NOW)
    [story] = data("list")["stories"]
    return str(story["id"])


def refused(*words: str) -> str:
    code, out, err = typed("stories", *words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    return err


def test_the_list_has_ids_headlines_articles_and_people(ran: Installation):
    bridge, swim = ids()
    lines = said("stories", "list").splitlines()
    assert lines[0] == "Edition 1 (daily, 2026-05-12, draft)"
    assert f"  {bridge[:8]}  Lindqvist opens the bridge (1 article)" in lines
    assert f"  {swim[:8]}  Bo Ek swims the bay (1 article)" in lines
    assert {"Ada Lindqvist", "Bo Ek"} <= set(lines)
    assert said("stories", "list", "1").splitlines() == lines


def test_stories_about_nobody_are_listed_under_their_heading(here: Installation):
    fog = an_article("Fog closes the harbour", "Fog closed the harbour for three hours on Monday morning.")
    with here.opened() as app:
        [feed, *_] = app.settings.feeds
        fog = an_article(fog.title, fog.text, feed_url=feed.url)
        app.means.storage.articles.add([fog])
        app.means.storage.articles.sighted(feed.url, [], now=NOON)
    said("draft", *NOW)
    assert said("stories", "list").splitlines()[2:3] == ["Local"]
    assert data("list")["stories"][0] | {"id": ""} == {
        "id": "", "headline": fog.title, "articles": 1, "people": [], "heading": "Local",
    }  # fmt: skip


def test_the_list_of_an_edition_that_is_not_there_is_refused(here: Installation):
    code, _, err = typed("stories", "list")
    assert code == 1
    assert "`digest draft` makes one" in err
    assert typed("stories", "list", "7")[0] == 1


def test_a_story_is_shown_with_its_articles_and_editions(ran: Installation):
    bridge, _ = ids()
    shown = said("stories", "show", bridge[:4])
    assert shown.splitlines()[0] == f"Lindqvist opens the bridge  ({bridge})"
    for part in (article_id(BRIDGE), "2026-05-12 11:00", "Harbour Post", BRIDGE):
        assert part in shown
    assert "In edition 1 (daily, 2026-05-12, draft)." in shown
    assert "Editors decided" not in shown


def test_what_is_shown_to_programs_has_the_same(ran: Installation):
    bridge, swim = ids()
    said("stories", "join", bridge, swim)
    shown = data("show", bridge)
    assert (shown["id"], shown["headline"]) == (bridge, "Lindqvist opens the bridge")
    assert [each["url"] for each in shown["articles"]] == [BRIDGE]
    assert shown["articles"][0]["outlet"] == "Harbour Post"
    [decision] = shown["decisions"]
    assert sorted(decision["articles"]) == sorted([article_id(BRIDGE), article_id(SWIM)])
    assert decision["together"] is True
    assert [each["number"] for each in shown["editions"]] == [1]


def test_a_story_in_no_edition_says_so(ran: Installation):
    bridge, _ = ids()
    with ran.opened() as app:
        fog = an_article("\x1b[31mFog", "Fog closed the harbour.")
        app.means.storage.articles.add([fog])
        app.means.storage.stories.keep({fog.id: StoryId("fee1" * 4)}, merged={})
    shown = said("stories", "show", "fee1" * 4)
    assert shown.endswith("In none of the last editions.\n")
    assert "\x1b" not in shown
    answer = said("stories", "join", "fee1" * 4, bridge)
    assert answer.endswith("one story: `digest draft daily` makes the edition anew and tells them as one.\n")


def test_joined_stories_are_told_as_one_by_the_next_draft(ran: Installation):
    bridge, swim = ids()
    answer = said("stories", "join", bridge[:6], swim[:6])
    assert answer == (
        "“Lindqvist opens the bridge” and “Bo Ek swims the bay” are one story: "
        "`digest draft daily` makes the edition anew and tells them as one.\n"
    )
    said("draft", *NOW)
    [story] = data("list")["stories"]
    assert story["articles"] == 2
    shown = said("stories", "show", story["id"])
    assert "tell one story." in shown.split("Editors decided:")[1]


def test_a_join_is_taken_back(ran: Installation):
    before = headlines()
    answer = said("stories", "join", joined(), "--undo")
    assert (
        "is taken back: `digest draft daily` makes the edition anew and lets the texts alone decide."
        in answer
    )
    said("draft", *NOW)
    assert headlines() == before
    assert "nobody joined these" in refused("join", *ids(), "--undo")


def test_an_edition_that_was_approved_does_not_change_and_the_answer_says_so(ran: Installation):
    bridge, swim = ids()
    said("approve", "1")
    answer = said("stories", "join", bridge, swim)
    assert answer.endswith(
        "the next `digest draft` tells them as one; edition 1 (approved) does not change.\n"
    )
    assert said("draft", *NOW)
    assert len(data("list")["stories"]) == 2


def test_an_article_is_parted_by_its_address_and_comes_back(ran: Installation):
    before = headlines()
    story = joined()
    answer = said("stories", "part", story, SWIM)
    assert answer.startswith("“Bo Ek swims the bay” is no part of “")
    assert answer.endswith("`digest draft daily` makes the edition anew and tells it apart.\n")
    said("draft", *NOW)
    assert headlines() == before
    assert "tell two stories." in said("stories", "show", story)
    answer = said("stories", "part", story, article_id(SWIM)[:5], "--undo")
    assert answer.startswith("What parted “Bo Ek swims the bay” is taken back: ")
    assert "nobody parted these" in refused("part", story, BRIDGE, "--undo")


def test_two_articles_are_parted_from_a_third(ran: Installation):
    story = joined()
    third = an_article("A third", "Nothing of that.")
    with ran.opened() as app:
        app.means.storage.articles.add([third])
        app.means.storage.stories.keep({third.id: StoryId(story)}, merged={})
    answer = said("stories", "part", story, BRIDGE, SWIM)
    assert "“Lindqvist opens the bridge” and “Bo Ek swims the bay” are no part of “" in answer
    assert answer.endswith("tells them apart.\n")


def test_editions_of_several_digests_are_named(ran: Installation):
    bridge, swim = ids()
    ran.file.write_text(ran.file.read_text().replace("  daily:", "  weekly: {}\n  daily:"))
    said("draft", "weekly", *NOW)
    answer = said("stories", "join", bridge, swim)
    assert "`digest draft daily` and `digest draft weekly` make the editions anew and tell" in answer
    said("approve", "1")
    said("approve", "2")
    answer = said("stories", "join", bridge, swim, "--undo")
    assert answer.endswith("edition 1 (approved) and edition 2 (approved) do not change.\n")


def test_ids_that_mean_nothing_say_what_to_do(ran: Installation):
    bridge, _ = ids()
    assert "`digest stories list` shows them" in refused("show", "zzzz")
    assert "give 4 letters of it or more" in refused("show", bridge[:3])
    assert "takes two stories or more" in refused("join", bridge, bridge)
    assert f"`digest stories show {bridge}` shows its articles" in refused("part", bridge, SWIM)
    assert "only the articles that tell something else" in refused("part", bridge, BRIDGE)
