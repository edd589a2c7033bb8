"""A small installation for tests: a folder with feeds.yaml, and two outlets on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from digest.app import App, open_app
from digest.config import read_settings
from tests.builders import NOON
from tests.feeds.servers import Server, page, serving
from tests.pipeline.builders import LONG, a_post, a_rss

AN_HOUR_AGO = NOON - timedelta(hours=1)
SWIM = (
    "Bo Ek swam the bay at dawn on Monday and came out singing. Ek, 71, has done so every year since 1979. "
    "“The water was rude,” Ek said. His daughter drove him home. "
)


@dataclass(frozen=True)
class Installation:
    """A folder with feeds.yaml and the web it reads."""

    folder: Path
    web: Server

    @property
    def file(self) -> Path:
        return self.folder / "feeds.yaml"

    @contextmanager
    def opened(self, **variables: str) -> Iterator[App]:
        with open_app(read_settings(self.file, variables)) as app:
            yield app


def two_outlets() -> dict[str, object]:
    """What the two outlets serve."""
    bridge = a_post(
        "Lindqvist opens the bridge", LONG * 2, url="https://harbour.example/bridge", at=AN_HOUR_AGO
    )
    swim = a_post("Bo Ek swims the bay", SWIM * 3, url="https://lantern.example/swim", at=AN_HOUR_AGO)
    return {"/harbour": page(a_rss(bridge)), "/lantern": page(a_rss(swim, title="The Lantern"))}


@contextmanager
def installed(folder: Path, *, digests: str = "daily: {to: [ada@example.org]}") -> Iterator[Installation]:
    """An installation whose feeds are served until the block is left."""
    with serving(two_outlets()) as web:  # type: ignore[arg-type]
        (folder / "feeds.yaml").write_text(
            "title: The Test Cast\n"
            "feeds:\n"
            f"  - {{url: {web.url('/harbour')}, name: Harbour Post, category: Local}}\n"
            f"  - {web.url('/lantern')}\n"
            f"digests:\n  {digests}\n"
            "network: {allow: [127.0.0.1]}\n"
        )
        yield Installation(folder, web)
