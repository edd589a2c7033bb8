"""Settings: feeds.yaml and the environment in one value."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import formataddr
from pathlib import Path

from pydantic import ValidationError

from digest.config.environment import Environment, Proxies, Smtp, is_loopback, read_proxies, read_smtp
from digest.config.file import AuthEntry, DigestEntry, NewsroomFile, RulesEntry
from digest.config.mistakes import by_place, contradictions, explained, missing_secrets, too_short
from digest.config.tree import read_tree
from digest.config.values import zone_name
from digest.errors import ConfigurationError, Mistake
from digest.model import Digest, Feed, Keep, Rules

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
    recogniser: str = ""  # see people.recognisers; empty: what is best of what is installed
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


def read_settings(path: Path, variables: Mapping[str, str], *, secrets: bool = True) -> Settings:
    """Read feeds.yaml and the environment. Raises ConfigurationError with every mistake of both.

    `secrets=False` is for what visits no feed, such as listing them: see `settings_from`.
    """
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
    return settings_from(text, path=path.absolute(), variables=variables, secrets=secrets)


def settings_from(text: str, *, path: Path, variables: Mapping[str, str], secrets: bool = False) -> Settings:
    """Settings from the text of a feeds.yaml. Raises ConfigurationError with every mistake of both.

    With `secrets`, a secret of a feed that the environment does not give is a mistake; without, the feed has no
    `authorization`, so that a file can be checked or edited where its secrets are not.
    """
    environment = Environment(variables)
    mistakes: list[Mistake] = []
    content = NewsroomFile()
    try:
        tree = read_tree(text, name=path.name)
        mistakes.extend(contradictions(tree))
        if secrets:
            mistakes.extend(missing_secrets(tree, environment))
        content = NewsroomFile.model_validate(tree.data if tree.data is not None else {})
        mistakes.extend(too_short(content, tree))
    except ConfigurationError as error:
        mistakes.extend(error.mistakes)
    except ValidationError as error:
        mistakes.extend(explained(error, tree))
    settings = _settings(content, path=path, environment=environment)
    mistakes.extend(environment.mistakes)
    if mistakes:
        raise ConfigurationError(tuple(sorted(mistakes, key=by_place)))
    return settings


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
        feeds=tuple(_feeds(content, environment)),
        digests=tuple(_digests(content, zone=zone, sender=sender)),
        allow=tuple(content.network.allow),
        proxies=read_proxies(environment),
        keep=Keep(texts=content.keep.texts, analyses=content.keep.analyses, editions=content.keep.editions),
        recogniser=content.recogniser,
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


def _feeds(content: NewsroomFile, environment: Environment) -> Iterator[Feed]:
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
                include=_rules(entry.include),
                exclude=_rules(content.exclude, entry.exclude),
                authorization=_authorization(entry.auth, environment) if entry.auth else "",
            )


def _rules(*entries: RulesEntry | None) -> Rules:
    """Several entries as one: an item that fits one of them fits all together."""
    given = [entry for entry in entries if entry]
    return Rules(
        words=tuple(dict.fromkeys(each for entry in given for each in entry.words)),
        categories=tuple(dict.fromkeys(each for entry in given for each in entry.categories)),
        authors=tuple(dict.fromkeys(each for entry in given for each in entry.authors)),
        languages=tuple(dict.fromkeys(each for entry in given for each in entry.languages)),
    )


def _authorization(auth: AuthEntry, environment: Environment) -> str:
    """The HTTP field's value (RFC 7617 in UTF-8, RFC 6750); empty where the secret is missing."""
    try:
        if auth.token_from:
            return f"Bearer {environment.secret(auth.token_from, token=True)}"
        password = environment.secret(auth.password_from or "", token=False)
    except ValueError:
        return ""
    return "Basic " + b64encode(f"{auth.username}:{password}".encode()).decode("ascii")


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
