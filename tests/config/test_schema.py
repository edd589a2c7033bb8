"""The JSON Schema of feeds.yaml accepts what the program reads, and refuses what it refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from digest.config import read_tree, schema, settings_from, shipped
from digest.errors import ConfigurationError
from tests.config.test_settings import REFUSED
from tests.docs.pages import ROOT, pages

SCHEMA = schema()
YAML = [(page.name, block.text) for page in pages() for block in page.blocks if block.language == "yaml"]
NEWSROOMS = [
    *((where, text) for where, text in YAML if not text.startswith("- ")),
    *((name, (ROOT / name).read_text(encoding="utf-8")) for name in ("feeds.yaml", "samples/feeds.yaml")),
]


def data(text: str) -> Any:
    return read_tree(text, name="feeds.yaml").data


def fits(value: Any) -> bool:
    return bool(Draft202012Validator(SCHEMA).is_valid(value))


def is_read(value: Any) -> bool:
    """Whether the program takes a file with these values; JSON is YAML."""
    try:
        settings_from(json.dumps(value), path=Path("feeds.yaml"), variables={})
    except ConfigurationError:
        return False
    return True


def test_the_file_in_docs_is_what_the_models_say() -> None:
    written = json.loads((ROOT / "docs" / "feeds.schema.json").read_text(encoding="utf-8"))
    assert written == SCHEMA, "make it anew: .venv/bin/python scripts/feeds_schema.py"


def test_it_is_a_schema_of_the_draft_it_names() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_it_ships_with_the_program() -> None:
    assert json.loads(shipped("docs/feeds.schema.json").read_text(encoding="utf-8")) == SCHEMA


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every schema of a mapping, at any depth."""
    if isinstance(value, dict):
        if "properties" in value:
            yield value
        for each in value.values():
            yield from objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each)


def test_every_mapping_refuses_what_it_does_not_know_and_tells_each_setting() -> None:
    for each in objects(SCHEMA):
        assert each["additionalProperties"] is False
        for name, setting in each["properties"].items():
            told = (
                setting.get("description") or SCHEMA["$defs"][setting["$ref"].split("/")[-1]]["description"]
            )
            assert len(told) > 5, name


def test_its_defaults_are_as_people_write_them() -> None:
    for each in objects(SCHEMA):
        for name, setting in each["properties"].items():
            if "default" in setting:
                assert Draft202012Validator({**setting, "$defs": SCHEMA["$defs"]}).is_valid(
                    setting["default"]
                ), name


@pytest.mark.parametrize(("where", "text"), NEWSROOMS)
def test_every_newsroom_of_the_project_fits(where: str, text: str) -> None:
    assert list(Draft202012Validator(SCHEMA).iter_errors(data(text))) == []


def parsed() -> Iterator[Any]:
    for text, _ in REFUSED:
        try:
            yield data(text)
        except ConfigurationError:
            continue  # no YAML at all: editors tell that without a schema


@pytest.mark.parametrize("value", list(parsed()), ids=repr)
def test_what_the_program_refuses_does_not_fit(value: Any) -> None:
    assert not fits(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "feeds: [https://a.example/, 'HTTP://b.example:8080?x=1#y', 'https://[2001:db8::1]/', ' https://c.example ']",
        "feeds: [{url: https://a.example/, full_text: true}, {url: https://b.example/, full_text: no, paused: yes}]",
        "digests: {a: , b-2_c: {at: 7:05}, c: {at: '23:59', cut_off: '0:00', approve: true}}",
        "digests: {a: {on: mon-fri}, b: {on: 'sat, Sunday'}, c: {on: [tue, Thu-sat]}, d: {on: daily}}",
        "digests: {a: {cron: '*/5 0-8 1,2 * sun'}, b: {window: 2 W, max_age: 36h}}",
        "digests: {a: {categories: , to: Ann Lee <ann@a.example>}, b: {to: [a@a.example, b@b.example]}}",
        "timezone: America/Argentina/Buenos_Aires\nlanguage: pt-BR",
        "exclude: {words: C++, languages: [en, zh-Hant]}\nkeep: {texts: 9999d, analyses: 1 w, editions: Forever}",
        "feeds: [{url: https://a.example/, auth: }, {url: https://b.example/, auth: {username: '', token_from: A_2}}]",
        "feeds: [{url: https://b.example/, auth: {username: 'Ann Lee', password_from: ' PASS '}}]",
        "network: {allow: intranet.example}\nmail: {from: Me <me@a.example>, smtp: smtp://me@a.example}",
        "categories: [{name: A}, {name: B, sources: [https://a.example/, {url: https://b.example/, weight: 0.5}]}]",
    ],
)
def test_the_shapes_that_the_program_reads_fit(text: str) -> None:
    value = data(text)
    assert is_read(value) or "username: ''" in text
    assert fits(value) == is_read(value)


WRITTEN = """en|pt-BR|mon-fri|daily|07:00|24:00|3d|90d|0d|forever|0 7 * * *|yes|auto|A_NAME|SECRET_KEY|me@a.example
|Me <me@a.example>|https://a.example/|ftp://a.example/|x|!|mon wed"""
TEXTS = st.sampled_from(WRITTEN.replace("\n", "").split("|"))
VALUES = st.one_of(TEXTS, st.none(), st.booleans(), st.lists(TEXTS, max_size=2), st.text(max_size=6))


def mappings(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Mappings with some settings of a model, each with any value."""
    settings = sorted(SCHEMA["$defs"][name]["properties"])
    return st.dictionaries(st.sampled_from(settings), VALUES, max_size=3)


RULES = mappings("RulesEntry")
FEEDS = st.builds(
    lambda own, more: {"url": "https://a.example/", **own, **more},
    mappings("FeedEntry"),
    st.fixed_dictionaries({}, optional={"auth": mappings("AuthEntry"), "include": RULES, "exclude": RULES}),
)
FILES = st.fixed_dictionaries(
    {},
    optional={
        "feeds": st.lists(FEEDS, max_size=1),
        "digests": st.dictionaries(st.text("aB-1", max_size=3), mappings("DigestEntry"), max_size=1),
        "exclude": RULES,
        "keep": mappings("KeepEntry"),
        "mail": mappings("MailEntry"),
        "language": VALUES,
        "title": VALUES,
    },
)


@given(FILES)
def test_whatever_the_program_reads_fits(value: dict[str, Any]) -> None:
    assert fits(value) or not is_read(value)
