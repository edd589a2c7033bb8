"""The errors of People Digest, one tree.

    DigestError                 anything we expect can go wrong; one clear sentence
    ├─ UsageError               the caller or the configuration is wrong (exit code 2)
    │  └─ ConfigurationError    feeds.yaml or the environment: all mistakes, with their places
    ├─ StorageError             the store cannot be read or written
    │  └─ BusyError             another process holds the lock
    ├─ RenderingError           a template does not render; names file and line
    ├─ EditionError             what was asked does not fit the edition's state
    └─ DeliveryError            one reader did not get an edition
       └─ DeferredError         not now; trying later may help

Every error is picklable, so that a queue or a worker process can carry it. What is expected of a
feed or a page is no error but a result: see `model.Fetched` and `model.FeedState.error`.
"""

from __future__ import annotations

from dataclasses import dataclass


class DigestError(Exception):
    """Something expected went wrong; `str()` is one sentence for a person."""


class UsageError(DigestError):
    """What was asked for cannot be done as asked."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a configuration, where it stands and what to do."""

    where: str  # "feeds.yaml:12:5" or "SMTP_PORT"
    what: str  # a sentence

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class ConfigurationError(UsageError):
    """The configuration has mistakes; all of them are told at once."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__(mistakes)
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join(str(each) for each in self.mistakes)


class StorageError(DigestError):
    """The store cannot be read or written."""


class BusyError(StorageError):
    """Another process is at the same work."""


class RenderingError(DigestError):
    """A template does not render."""


class EditionError(DigestError):
    """What was asked does not fit the edition."""


class DeliveryError(DigestError):
    """One reader, named by id and never by address, did not get an edition."""

    def __init__(self, reader: str, reason: str) -> None:
        super().__init__(reader, reason)
        self.reader = reader
        self.reason = reason

    def __str__(self) -> str:
        return f"not delivered to {self.reader}: {self.reason}"


class DeferredError(DeliveryError):
    """Not delivered now; trying later may help."""
