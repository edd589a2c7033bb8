"""Fakes of the ports: they keep the contracts of digest.ports without network, processes or mail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from digest.errors import DeferredError
from digest.model import Fetched, Outgoing, Request
from digest.pipeline import Means
from digest.ports import Outcome, Sent
from tests.fakes import FakeStorage

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class FakeWeb:
    """A Fetcher whose web is a dict: what each address answers."""

    pages: dict[str, bytes] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)  # of what fails; no host has a robots.txt
    retry_after: dict[str, timedelta] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)  # pages that lead to another host
    moved: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, requests: Iterable[Request]) -> Iterator[Fetched]:
        for request in requests:
            self.asked.append(request.url)
            yield self._answer(request) if request.url not in self.elsewhere else self._led(request)

    def _led(self, request: Request) -> Fetched:
        target = self.elsewhere[request.url]
        assert request.stays  # only pages are led to other hosts here
        return Fetched(request=request, url=target, status=302, error="elsewhere", leads_to=target)

    def _answer(self, request: Request) -> Fetched:
        url = self.moved.get(request.url, request.url)
        if url in self.errors or url not in self.pages:
            unknown = 404 if url.endswith("/robots.txt") else 0
            told = self.errors.get(url, f"{url} is not there (404)")
            status, later = self.statuses.get(url, unknown), self.retry_after.get(url)
            return Fetched(request=request, url=url, error=told, status=status, retry_after=later)
        body, moved = self.pages[url], self.moved.get(request.url, "")
        etag = f'"{hash(body)}"'
        if request.etag == etag:
            return Fetched(request=request, url=url, status=304, moved_to=moved)
        return Fetched(request=request, url=url, status=200, body=body, etag=etag, moved_to=moved)


@dataclass
class InlineWorkers:
    """Workers in this process. `broken` names functions whose every run is reported as killed."""

    broken: set[str] = field(default_factory=set)

    def run(
        self, function: Callable[[T], R], values: Iterable[T], *, timeout: float
    ) -> Iterator[Outcome[T, R]]:
        for value in values:
            if getattr(function, "func", function).__name__ in self.broken:
                yield Outcome(given=value, error=f"it took longer than {timeout:g} seconds")
            else:
                yield Outcome(given=value, result=function(value))


@dataclass
class FakeMailer:
    """A Mailer that keeps what it is given; `answers` for some addresses, and gone after `down_after` messages."""

    answers: dict[str, Sent] = field(default_factory=dict)
    down_after: int | None = None
    taken: list[Outgoing] = field(default_factory=list)

    def send(self, messages: Iterable[Outgoing]) -> Iterator[Sent]:
        for message in messages:
            if self.down_after is not None and len(self.taken) >= self.down_after:
                raise DeferredError("all", "mail.example does not answer")
            said = self.answers.get(message.reader.address)
            if said is None:
                self.taken.append(message)
                yield Sent(message)
            else:
                yield Sent(message, error=said.error, temporary=said.temporary, ambiguous=said.ambiguous)


def means(
    web: FakeWeb | None = None, *, storage: FakeStorage | None = None, workers: InlineWorkers | None = None
) -> Means:
    """What a use case works with, all of it fake."""
    return Means(
        storage=storage or FakeStorage(), fetcher=web or FakeWeb(), workers=workers or InlineWorkers()
    )
