"""Snapshots come back exactly, older ones too."""

from __future__ import annotations

import json
from dataclasses import replace

from digest.model import Copy, Section
from digest.store.records import EDITION, from_json, to_json
from tests.store.builders import TUESDAY, an_edition
from tests.stories.builders import a_source, a_story


def with_copies():
    source = a_source(copies=(Copy(outlet="The Ledger", url="https://ledger.example/1"),))
    story = a_story(sources=(source,), headline_source=source.article)
    return replace(an_edition("daily", TUESDAY), sections=(Section(stories=(story,)),))


def test_the_copies_of_a_source_come_back():
    assert from_json(EDITION, to_json(EDITION, with_copies())) == with_copies()


def test_a_snapshot_from_before_sources_had_copies_is_read():
    record = json.loads(to_json(EDITION, with_copies()))
    del record["sections"][0]["stories"][0]["sources"][0]["copies"]
    (story,) = from_json(EDITION, json.dumps(record)).stories
    assert story.sources[0].copies == ()
