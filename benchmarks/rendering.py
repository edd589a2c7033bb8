"""How long an edition takes to render, and a message to build for one reader.

    python benchmarks/rendering.py

Prints milliseconds of CPU (the median of many runs, after the first), the size of the mail as sent, and beside it
what MJML alone takes for the same edition in the same run. The goal is at most 5 ms for 50 stories.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from mjml import mjml2html

from digest.delivery.message import Envelope, build_message, message_id
from digest.model import reader_at
from digest.rendering.context import mail_view
from digest.rendering.html import encoded_size, render_edition
from digest.rendering.views import Limits
from tests.rendering.builders import LIST_LINKS, an_edition_of, shipped_templates

RUNS = 60


def median_ms(action: Callable[[], object]) -> float:
    """The median of many runs, after one that fills the caches."""
    action()
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return statistics.median(times) * 1000


def main() -> None:
    templates = shipped_templates()
    for stories in (10, 50, 60):
        edition = an_edition_of(stories, per_section=6)
        start = time.process_time()
        mail = render_edition(edition, templates=templates, links=LIST_LINKS)
        first = (time.process_time() - start) * 1000
        taken = median_ms(
            lambda edition=edition: render_edition(edition, templates=templates, links=LIST_LINKS)
        )
        size = encoded_size(mail.html)
        mjml = templates.markup(
            "edition.mjml.j2", {"mail": mail_view(edition, links=LIST_LINKS, limits=Limits())}
        )
        alone = median_ms(lambda mjml=mjml: mjml2html(mjml, fonts={}))
        told = f"first {first:6.1f} ms, then {taken:5.2f} ms, {taken / alone:.1f} times MJML alone"
        print(f"{stories:3} stories: {told}, {size:,} bytes as sent")
    print(f"  1 message for one reader: {median_ms(message_builder(mail, edition)):.3f} ms")


def message_builder(mail, edition):
    """Builds the message of the next reader at each call."""
    readers = iter(range(10**9))

    def build():
        reader = reader_at(f"reader{next(readers)}@example.org")
        envelope = Envelope(
            sender_name="The Daily Cast",
            sender_address="digest@digest.example",
            reader=reader,
            date=datetime(2026, 5, 12, tzinfo=UTC),
            message_id=message_id(edition, reader, domain="digest.example"),
            list_id="daily.digest.example",
        )
        return build_message(mail, envelope=envelope)

    return build


if __name__ == "__main__":
    main()
