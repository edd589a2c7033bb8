"""What the documentation says of feeds.yaml, people.yaml and the environment is what the program reads."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from digest.config import file as models
from digest.config import settings_from
from digest.config.environment import HTTP_PROXY, HTTPS_PROXY, NO_PROXY, SECRETS
from digest.people.corrections import read_corrections
from tests.docs.pages import ROOT, page, pages, rows

GUIDE = page("docs/how-to/configure-feeds.md")
TABLES: dict[type[models.Model], str] = {  # the model, and the heading under which its settings stand
    models.NewsroomFile: "The newsroom",
    models.FeedEntry: "Feeds",
    models.CategoryEntry: "Feeds",
    models.AuthEntry: "Private feeds",
    models.RulesEntry: "Rules",
    models.DigestEntry: "Digests",
    models.MailEntry: "Mail",
    models.NetworkEntry: "Network",
    models.KeepEntry: "Keep",
}
YAML = [(page.name, block.text) for page in pages() for block in page.blocks if block.language == "yaml"]
SHIPPED = (ROOT / "feeds.yaml").read_text(encoding="utf-8")


def names_of(model: type[models.Model]) -> list[str]:
    """A model's settings as they are written in the file."""
    return [str(field.validation_alias or name) for name, field in model.model_fields.items()]


SETTINGS = [(heading, name) for model, heading in TABLES.items() for name in names_of(model)]


@pytest.mark.parametrize(("heading", "name"), SETTINGS)
def test_every_setting_has_its_row(heading: str, name: str) -> None:
    assert f"`{name}`" in rows(GUIDE.section(heading))


@pytest.mark.parametrize("heading", sorted(set(TABLES.values())))
def test_every_row_is_a_setting(heading: str) -> None:
    known = {f"`{name}`" for where, name in SETTINGS if where == heading}
    assert {first for first in rows(GUIDE.section(heading)) if "`" in first} <= known


def test_every_model_has_a_table() -> None:
    assert set(models.Model.__subclasses__()) == set(TABLES)


def variables_read() -> set[str]:
    """The names with which the environment is asked, wherever in digest/config."""
    calls = (
        node
        for path in (ROOT / "digest" / "config").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
    )
    asked = {
        call.args[0].value
        for call in calls
        if call.func.attr in ("get", "choice") and isinstance(call.args[0], ast.Constant)  # type: ignore[attr-defined]
    }
    return {str(name) for name in (*asked, *HTTP_PROXY, *HTTPS_PROXY, *NO_PROXY) if str(name).isupper()}


@pytest.mark.parametrize("name", sorted({*variables_read(), *(f"{each}_FILE" for each in SECRETS)}))
def test_every_variable_is_named(name: str) -> None:
    assert f"`{name}`" in GUIDE.section("The environment")


def test_every_variable_named_is_read() -> None:
    named = set(re.findall(r"`([A-Z][A-Z_]+)`", GUIDE.section("The environment"))) - {"_FILE"}
    assert named <= {*variables_read(), *(f"{each}_FILE" for each in SECRETS)}


@pytest.mark.parametrize(("where", "text"), YAML)
def test_an_example_is_valid(where: str, text: str) -> None:
    if text.startswith("- "):
        assert read_corrections(text)
    else:
        settings_from(text, path=Path("feeds.yaml"), variables={})


def test_the_shipped_file_is_valid() -> None:
    settings_from(SHIPPED, path=Path("feeds.yaml"), variables={})


def with_examples(text: str) -> str:
    """The shipped file with everything in it that is commented out and looks like a setting taken in."""
    taken = re.sub(r"^# ( *(?:- |[a-z_]+:(?=\s)).*)$", r"\1", text, flags=re.MULTILINE)
    return taken.replace("feeds: []", "feeds:")


def test_the_examples_in_the_shipped_file_are_valid_when_taken_in() -> None:
    settings = settings_from(with_examples(SHIPPED), path=Path("feeds.yaml"), variables={})
    assert len(settings.feeds) >= 3
    assert len(settings.digests) >= 2
    assert settings.allow
    assert settings.smtp
    assert [feed.include.languages for feed in settings.feeds if feed.include] == [("en",)]
    assert all("horoscope" in feed.exclude.words for feed in settings.feeds)


def test_the_account_in_the_shipped_file_is_used_when_its_secret_is_there() -> None:
    secret = {"LEDGER_PASSWORD": "x"}
    feeds = settings_from(with_examples(SHIPPED), path=Path("feeds.yaml"), variables=secret).feeds
    assert len([feed for feed in feeds if feed.authorization.startswith("Basic ")]) == 1


@pytest.mark.parametrize("name", sorted({name for _, name in SETTINGS}))
def test_the_shipped_file_tells_every_setting(name: str) -> None:
    assert re.search(rf"\b{name}\b", SHIPPED)
