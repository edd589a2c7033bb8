"""The composition root: Settings in, App out. The only place that builds things and ties them together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from functools import partial
from pathlib import Path

from digest.articles.canonical import outlet_of
from digest.config import Settings, shipped
from digest.delivery.outbox import Outbox
from digest.delivery.smtp import SmtpMailer
from digest.errors import ConfigurationError, Mistake
from digest.feeds.catalogue import write_atomically
from digest.feeds.fetch import AiohttpFetcher, FetchLimits, user_agent
from digest.feeds.health import Health, health
from digest.feeds.visits import address_of, host_of, is_due, resumed
from digest.model import (
    Article,
    Correction,
    Digest,
    Edition,
    Feed,
    FeedState,
    Person,
    Pruned,
    Reader,
    RenderedEmail,
    Skipped,
    reader_at,
)
from digest.people import read_corrections, with_taught_names
from digest.people.explain import Explanation
from digest.pipeline import (
    Brief,
    Collected,
    Dispatch,
    Means,
    Post,
    approve,
    collect,
    draft,
    kept_edition,
    look,
    preview_message,
    send,
    send_copy,
)
from digest.pipeline.explain import Portrait, Question, explained, portrait
from digest.pipeline.means import Progress, silent
from digest.ports import Fetcher, Mailer
from digest.rendering.html import Links, Templates, load_templates, render_edition
from digest.store import open_storage
from digest.workers import KillableWorkers

DAY = timedelta(days=1)
PEOPLE = "people.yaml"


@dataclass(frozen=True, slots=True)
class App:
    """An installation at work: its settings and everything built from them."""

    settings: Settings
    means: Means
    templates: Templates
    outbox: Outbox
    mailer: Mailer

    def with_settings(self, settings: Settings) -> App:
        """The same App under other settings: its store and its processes stay. Raises DigestError for a bad host."""
        means = replace(self.means, fetcher=_fetcher(settings, {}), recogniser=settings.recogniser)
        return replace(self, settings=settings, means=means, mailer=_mailer(settings, self.outbox))

    def collect(
        self, *, now: datetime, only: Callable[[FeedState | None], bool] = lambda _: True
    ) -> Collected:
        """Visit the feeds that are neither paused nor gone for good."""
        states = self.states()
        feeds = [feed for feed in self._living(states) if only(states.get(feed.url))]
        window = max((digest.window for digest in self.settings.digests), default=DAY)
        return collect(self.means, feeds, since=now - window, now=now)

    def collect_due(self, *, now: datetime) -> Collected:
        """Visit the feeds whose next visit is due."""
        return self.collect(now=now, only=partial(is_due, now=now))

    def look(self, *, now: datetime) -> dict[str, FeedState]:
        """Visit the feeds that are neither paused nor gone, and keep nothing: the states that visits would leave."""
        states = self.states()
        return states | look(self.means, self._living(states), now=now)

    def states(self) -> dict[str, FeedState]:
        """What the last visits to the feeds left, by their addresses."""
        return self.means.storage.feeds.get([feed.url for feed in self.settings.feeds])

    def health(self, states: Mapping[str, FeedState], *, now: datetime) -> list[tuple[Feed, Health]]:
        """How each feed is by these states and by what its host asks of every visitor, in the file's order."""
        hosts = {feed: host_of(address_of(states.get(feed.url), feed.url)) for feed in self.settings.feeds}
        told = self.means.storage.hosts.get(set(hosts.values()))
        return [
            (feed, health(feed, states.get(feed.url), host=told.get(host), now=now))
            for feed, host in hosts.items()
        ]

    def _living(self, states: Mapping[str, FeedState]) -> list[Feed]:
        gone = {url for url, state in states.items() if state.stopped}
        return [feed for feed in self.settings.feeds if not feed.paused and feed.url not in gone]

    def resume(self, url: str) -> None:
        """Let a feed that stopped, fails or waits for its host be visited again, now; the host may still say no."""
        states, hosts = self.means.storage.feeds, self.means.storage.hosts
        known = states.get([url])
        states.put(resumed(each) for each in known.values())
        waited_for = hosts.get([host_of(address_of(known.get(url), url))])
        hosts.put(replace(each, paused_until=None, reason="") for each in waited_for.values())

    def prune(self, *, now: datetime, dry_run: bool = False) -> Pruned:
        """Take away what is older than feeds.yaml keeps."""
        return self.means.storage.prune(self.settings.keep, now=now, dry_run=dry_run)

    def draft(self, digest: Digest, *, now: datetime, local_date: date | None = None) -> Edition | Skipped:
        """Compose a digest's edition and keep it."""
        brief = Brief(digest, self.settings.feeds_of(digest), corrections(self.settings))
        return draft(self.means, brief, now=now, local_date=local_date)

    def edition(self, number: int) -> Edition:
        """The edition with this number. Raises EditionError where there is none."""
        return kept_edition(self.means.storage, number)

    def render(self, edition: Edition) -> RenderedEmail:
        """An edition as mail."""
        return render_edition(edition, templates=self.templates, links=self.links())

    def links(self) -> Links:
        """Where the mail's own links lead."""
        return Links(base_url=self.settings.base_url)

    def approve(self, number: int, *, now: datetime) -> Edition:
        """Let an edition go out."""
        return approve(self.means.storage, number, now=now)

    def send(self, number: int, *, now: datetime) -> Dispatch:
        """Write an edition to the outbox and deliver it to its readers."""
        return send(self.means, self._post(), number, now=now)

    def send_copy(self, edition: Edition, address: str, *, now: datetime) -> Dispatch:
        """Send a preview to one address; nothing is recorded."""
        return send_copy(self._post(), edition, reader_at(address), now=now)

    def readers(self, edition: Edition) -> Sequence[Reader]:
        """Who gets an edition: the digest's `to:`."""
        for digest in self.settings.digests:
            if digest.name == edition.digest:
                return tuple(dict.fromkeys(reader_at(address) for address in digest.to))
        return ()

    def message(self, edition: Edition, *, now: datetime) -> bytes:
        """An edition as the whole message that its first reader would get now."""
        return preview_message(self._post(), edition, now=now)

    def outlet(self, article: Article) -> str:
        """Who published an article: as the file calls its feed, as that calls itself, else its host."""
        named = {feed.url: feed.name for feed in self.settings.feeds}
        state = self.means.storage.feeds.get([article.feed_url]).get(article.feed_url)
        title = state.title if state else ""
        return named.get(article.feed_url) or title or outlet_of(article.url) or article.feed_url

    def everybody(self) -> list[Person]:
        """The register, with the names that people.yaml gives."""
        return with_taught_names(self.means.storage.people.all(), corrections(self.settings))

    def portrait(self, person: Person, *, limit: int) -> Portrait:
        """One person as their newest articles show them."""
        return portrait(self.means, person, limit=limit)

    def explain(self, asked: str, *, now: datetime, limit: int) -> list[Explanation]:
        """Why names were read so: in an article, in those of a story or edition, or one name in the newest articles."""
        question = Question(asked=asked, corrections=corrections(self.settings), limit=limit)
        return explained(self.means, question, now=now)

    def teach(self, change: Callable[[str], str]) -> None:
        """Change people.yaml, which is made where it is missing. Raises BusyError while somebody else does."""
        with self.means.storage.lock("people.yaml"):
            write_atomically(self.settings.root / PEOPLE, change(people_text(self.settings)))

    def _keep(self, edition: Edition, rendered: RenderedEmail, message: bytes) -> Sequence[Path]:
        kept = self.outbox.keep(edition, rendered=rendered, message=message)
        return (kept.html, kept.eml, kept.text)

    def _post(self) -> Post:
        return Post(
            render=self.render,
            keep=self._keep,
            mailer=self.mailer,
            readers=self.readers,
            sender=self.settings.sender,
        )


def contact(settings: Settings) -> str:
    """Where a publisher reaches whoever runs this: the pages' address, else the mail's."""
    address = parseaddr(settings.sender)[1]
    return settings.base_url or ("" if address.endswith("@localhost") else address)


def corrections(settings: Settings) -> tuple[Correction, ...]:
    """What editors taught. Raises ConfigurationError with the line of every mistake."""
    return read_corrections(people_text(settings))


def people_text(settings: Settings) -> str:
    """people.yaml as it stands, line ends and all; empty where there is none. Raises ConfigurationError."""
    path = settings.root / PEOPLE
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        what = "it is not UTF-8 text; save it as UTF-8"
        raise ConfigurationError((Mistake(path.name, what),)) from None
    except OSError as error:
        what = f"it cannot be read ({error.strerror}); check its rights"
        raise ConfigurationError((Mistake(path.name, what),)) from None


@contextmanager
def open_app(
    settings: Settings,
    *,
    mapped: Mapping[str, tuple[str, int]] | None = None,
    progress: Progress = silent,
) -> Iterator[App]:
    """Build an App; closing it ends its processes and connections. `mapped` names hosts that stand for others."""
    with ExitStack() as stack:
        storage = stack.enter_context(open_storage(settings.database_url))
        workers = stack.enter_context(KillableWorkers())
        outbox = Outbox(settings.outbox)
        fetcher = _fetcher(settings, mapped or {})
        yield App(
            settings=settings,
            means=Means(
                storage=storage,
                fetcher=fetcher,
                workers=workers,
                progress=progress,
                recogniser=settings.recogniser,
            ),
            templates=load_templates([settings.root / "templates", shipped("templates")]),
            outbox=outbox,
            mailer=_mailer(settings, outbox),
        )


def _fetcher(settings: Settings, mapped: Mapping[str, tuple[str, int]]) -> Fetcher:
    limits = FetchLimits(user_agent=user_agent(contact(settings)))
    return AiohttpFetcher(limits, allow=settings.allow, mapped=mapped, proxies=settings.proxies)


def _mailer(settings: Settings, outbox: Outbox) -> Mailer:
    return SmtpMailer(settings.smtp) if settings.smtp else outbox
