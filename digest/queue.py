"""Work by name: what a schedule asks for is done by whoever works the queue.

In one process that is this one, at once. The scaled-out installation puts the same names and arguments into its
database and lets any host take them, so arguments are ids and dates, never objects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from digest.errors import UsageError


@dataclass(frozen=True, slots=True)
class DirectQueue:
    """`ports.Queue` where putting a job is doing it."""

    jobs: Mapping[str, Callable[..., object]]

    def put(self, job: str, /, **arguments: str | int) -> None:
        """Do the named job now; what it raises goes to who put it."""
        if job not in self.jobs:
            raise UsageError(f"there is no job {job!r}; there are: {', '.join(sorted(self.jobs))}")
        self.jobs[job](**arguments)
