"""Entries and pages for tests of making articles."""

from __future__ import annotations

from digest.articles import Page
from digest.model import Entry

SENTENCES = (
    "Mara Tillings opened the new ferry terminal on Monday and thanked the dock workers.",
    "The harbour had been closed for eleven months after the storm in the spring.",
    "“We waited for this day,” she said to the crowd that had gathered on the quay.",
    "Captain Ole Brandt will take the first boat across the bay tomorrow morning at six.",
    "Tickets are free for a week, and the town hall expects several thousand passengers.",
    "The old terminal will become a museum, although nobody has said who is to pay for it.",
)


def an_entry(
    title: str = "Ferry sails again", html: str = "<p>The ferry sailed on Monday.</p>", **others: object
) -> Entry:
    """An entry of the harbour's feed."""
    fields: dict[str, object] = {
        "feed_url": "https://quay.example/feed.xml",
        "guid": "quay-1",
        "url": "https://quay.example/ferry?utm_source=rss",
    }
    return Entry(title=title, html=html, **(fields | others))  # type: ignore[arg-type]


def a_page(text: str = "", **others: object) -> Page:
    """What the page behind the entry says."""
    return Page(url="https://quay.example/ferry", text=text or "\n\n".join(SENTENCES), **others)  # type: ignore[arg-type]


def a_news_page(*paragraphs: str, head: str = "", before: str = "") -> str:
    """A page as outlets make them: navigation, an article, related links, a footer."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs or SENTENCES)
    return f"""<!doctype html><html lang="en-GB"><head><title>Ferry sails again - The Quay</title>{head}</head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>{before}
    <main><article><h1>Ferry sails again</h1>{body}
    <figure><img src="/quay.jpg"><figcaption>The quay at dawn, by our photographer.</figcaption></figure>
    </article></main>
    <aside><a href="/other">Other news of the day</a></aside><footer>Imprint and contact</footer></body></html>"""
