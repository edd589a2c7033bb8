"""Settings: feeds.yaml and the environment in one value."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import formataddr
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from digest.config.environment import Environment, Proxies, Smtp, is_loopback, read_smtp
from digest.config.file import CategoryEntry, DigestEntry, FeedEntry, NewsroomFile, zone_name
from digest.config.tree import Tree, read_tree
from digest.errors import ConfigurationError, Mistake
from digest.model import Digest, Feed, Keep

__all__ = ["Settings", "Smtp", "is_loopback", "read_settings", "settings_from"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an installation is told."""

    path: Path  # of feeds.yaml
    title: str
    zone: str
    language: str
    feeds: tuple[Feed, ...]
    digests: tuple[Digest, ...]
    allow: tuple[str, ...] = ()  # private hosts that may be visited
    proxies: Proxies = field(default_factory=Proxies)
    keep: Keep = field(default_factory=Keep)
    sender: str = ""  # From
    database_url: str = field(repr=False)
    smtp: Smtp | None = None
    base_url: str = ""  # where readers reach the web pages; empty: nowhere
    host: str = "127.0.0.1"
    port: int = 8010
    secret_key: str = field(default="", repr=False)
    log_level: str = "info"
    log_format: str = "text"

    @property
    def root(self) -> Path:
        """The installation's folder."""
        return self.path.parent

    @property
    def outbox(self) -> Path:
        """Where editions are written as files."""
        return self.root / "outbox"

    def digest(self, name: str | None) -> Digest:
        """The digest of that name; the first one without a name. Raises ConfigurationError."""
        for each in self.digests:
            if name is None or each.name == name:
                return each
        known = ", ".join(each.name for each in self.digests)
        raise ConfigurationError(
            (Mistake(self.path.name, f"there is no digest {name!r}; there are: {known}"),)
        )

    def feeds_of(self, digest: Digest) -> tuple[Feed, ...]:
        """The feeds a digest reads, in the file's order."""
        wanted = {each.casefold() for each in digest.categories}
        return tuple(feed for feed in self.feeds if not wanted or feed.category.casefold() in wanted)


def read_settings(path: Path, variables: Mapping[str, str]) -> Settings:
    """Read feeds.yaml and the environment. Raises ConfigurationError with every mistake of both."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        what = "there is no such file; `digest init` makes one, --config names another"
        raise ConfigurationError((Mistake(str(path), what),)) from None
    except UnicodeDecodeError:
        raise ConfigurationError((Mistake(str(path), "it is not UTF-8 text; save it as UTF-8"),)) from None
    except OSError as error:
        what = f"it cannot be read ({error.strerror}); check the path and its rights"
        raise ConfigurationError((Mistake(str(path), what),)) from None
    return settings_from(text, path=path.absolute(), variables=variables)


def settings_from(text: str, *, path: Path, variables: Mapping[str, str]) -> Settings:
    """Settings from the text of a feeds.yaml. Raises ConfigurationError with every mistake of both."""
    environment = Environment(variables)
    mistakes: list[Mistake] = []
    content = NewsroomFile()
    try:
        tree = read_tree(text, name=path.name)
        mistakes.extend(_contradictions(tree))
        content = NewsroomFile.model_validate(tree.data if tree.data is not None else {})
    except ConfigurationError as error:
        mistakes.extend(error.mistakes)
    except ValidationError as error:
        mistakes.extend(_explained(error, tree))
    settings = _settings(content, path=path, environment=environment)
    mistakes.extend(environment.mistakes)
    if mistakes:
        raise ConfigurationError(tuple(sorted(mistakes, key=_place)))
    return settings


def _place(mistake: Mistake) -> tuple[int, ...]:
    """The line and column of a mistake; those of the environment come last."""
    numbers = [int(part) for part in mistake.where.split(":")[1:] if part.isdigit()]
    return tuple(numbers) or (sys.maxsize,)


def _settings(content: NewsroomFile, *, path: Path, environment: Environment) -> Settings:
    zone = environment.get("TZ", content.timezone).lstrip(":")
    if zone.startswith("/"):  # a file of this machine's, which names no zone
        zone = content.timezone
    try:
        zone_name(zone)
    except ValueError as error:
        environment.wrong("TZ", str(error))
        zone = content.timezone
    host, port = _listen(environment)
    smtp = read_smtp(environment, url=content.mail.smtp)
    sender = content.mail.sender or formataddr((content.title, _own_address(smtp)))
    language = content.language
    return Settings(
        path=path,
        title=content.title,
        zone=zone,
        language=language,
        feeds=tuple(_feeds(content)),
        digests=tuple(_digests(content, zone=zone, sender=sender)),
        allow=tuple(content.network.allow),
        sender=sender,
        database_url=environment.get("DATABASE_URL", f"sqlite:///{path.parent / 'data' / 'digest.db'}"),
        smtp=smtp,
        base_url=_base_url(environment),
        host=host,
        port=port,
        secret_key=environment.get("SECRET_KEY"),
        log_level=environment.choice("LOG_LEVEL", ("debug", "info", "warning", "error"), "info"),
        log_format=environment.choice("LOG_FORMAT", ("text", "json"), "text"),
    )


def _own_address(smtp: Smtp | None) -> str:
    """The sender's address where none is given: the mail account's, if it looks like one."""
    return smtp.username if smtp and "@" in smtp.username else "digest@localhost"


def _base_url(environment: Environment) -> str:
    value = environment.get("BASE_URL").rstrip("/")
    if value and not value.startswith(("https://", "http://")):
        environment.wrong("BASE_URL", f"{value!r} is no address; write https://digest.example.org")
        return ""
    return value


def _listen(environment: Environment) -> tuple[str, int]:
    value = environment.get("LISTEN_ADDR", "127.0.0.1:8010")
    host, _, port = value.rpartition(":")
    if not port.isdigit() or int(port) > 65535:
        environment.wrong("LISTEN_ADDR", f"{value!r} is no address with a port; write 127.0.0.1:8010")
        return "127.0.0.1", 8010
    return host.strip("[]") or "127.0.0.1", int(port)


def _feeds(content: NewsroomFile) -> Iterator[Feed]:
    lists = [(content.feeds, ""), *((group.sources, group.name) for group in content.categories)]
    for entries, category in lists:
        for entry in entries:
            yield Feed(
                url=entry.url,
                name=entry.name,
                category=entry.category or category,
                weight=entry.weight,
                full_text=entry.full_text,
                paused=entry.paused,
            )


def _digests(content: NewsroomFile, *, zone: str, sender: str) -> Iterator[Digest]:
    entries: Mapping[str, DigestEntry | None] = content.digests or {"daily": None}
    for name, entry in entries.items():
        entry = entry or DigestEntry()
        yield Digest(
            name=name,
            title=entry.title or content.title,
            zone=entry.timezone or zone,
            language=entry.language or content.language,
            at=None if entry.cron else entry.at or Digest(name="", title="").at,
            on=entry.on,
            cron=entry.cron or "",
            categories=tuple(entry.categories),
            to=tuple(entry.to),
            sender=sender,
            min_stories=entry.min_stories,
            max_sections=entry.max_sections,
            look=entry.look,
            images=entry.images,
            approve=entry.approve,
            cut_off=entry.cut_off,
            window=entry.window,
            max_age=entry.max_age,
        )


def _contradictions(tree: Tree) -> Iterator[Mistake]:
    """What each part allows and the whole does not; read from the raw data: no mistake hides another."""
    first: dict[str, str] = {}
    categories: dict[str, None] = {}
    for path, url, category in _raw_feeds(tree.data):
        where = tree.where(path)
        if url in first:
            yield Mistake(where, f"{url} stands at {first[url]} already; remove one of the two")
        first.setdefault(url, where)
        categories[category] = None
    known = {each.casefold() for each in categories}
    for path, category in _raw_categories_of_digests(tree.data):
        if category.casefold() not in known:
            guess = _guess(category, [each for each in categories if each])
            yield Mistake(tree.where(path), f"no feed has the category {category!r}{guess}")


def _part(value: Any, key: str, kind: type) -> Any:
    """The part of a mapping under `key` where it is there and of that kind, else an empty one."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, kind) else kind()


def _raw_feeds(data: Any) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every feed in the raw file: its path, address and category."""
    lists: list[tuple[tuple[str | int, ...], list[Any], str]] = [(("feeds",), _part(data, "feeds", list), "")]
    for place, group in enumerate(_part(data, "categories", list)):
        lists.append(
            (("categories", place, "sources"), _part(group, "sources", list), _part(group, "name", str))
        )
    for path, entries, category in lists:
        for index, entry in enumerate(entries):
            url = entry if isinstance(entry, str) else _part(entry, "url", str)
            if url.strip():
                yield (*path, index), url.strip(), _part(entry, "category", str).strip() or category.strip()


def _raw_categories_of_digests(data: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name, digest in _part(data, "digests", dict).items():
        for index, category in enumerate(_part(digest, "categories", list)):
            if isinstance(category, str):
                yield ("digests", str(name), "categories", index), category.strip()


def _explained(error: ValidationError, tree: Tree) -> Iterator[Mistake]:
    """Each of pydantic's errors as a sentence with its place in the file."""
    for each in error.errors(include_url=False, include_input=False):
        path = [part for part in each["loc"] if part != "[key]"]
        name = str(path[-1]) if path else "the file"
        if each["type"] == "extra_forbidden":
            what = f"there is no setting {name!r}{_guess(name, _known(path))}"
        elif each["type"] == "missing":
            what = f"{name!r} is missing here"
        elif each["type"] == "value_error":
            what = str(each["ctx"]["error"])
        elif each["type"] == "model_type":
            what = f"{name!r} has the wrong shape; it takes settings such as `name: value`"
        else:
            what = f"{name!r}: {each['msg'][0].lower()}{each['msg'][1:]}"
        yield Mistake(tree.where(path), what)


def _known(path: Sequence[str | int]) -> list[str]:
    models: dict[Any, Any] = {
        "feeds": FeedEntry,
        "sources": FeedEntry,
        "categories": CategoryEntry,
        "digests": DigestEntry,
    }
    inside = [models[part] for part in path[:-1] if part in models]
    return list((inside[-1] if inside else NewsroomFile).model_fields)


def _guess(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return (
        f"; did you mean {close[0]!r}?"
        if close
        else f"; there are: {', '.join(sorted(known))}"
        if known
        else ""
    )
