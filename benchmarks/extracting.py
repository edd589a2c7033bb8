"""Words found and pages a second, ours beside plain trafilatura's fast mode, in one run over the labelled pages.

The pages of benchmarks/pages are twelve invented stories in the templates of more than thirty kinds of outlets; what
a reader came for is the story's paragraphs, without its title. Run it from the checkout:

python -m benchmarks.extracting [ROUNDS]
"""

from __future__ import annotations

import gc
import logging
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import trafilatura
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from digest.articles import extract

PAGES = Path(__file__).parent / "pages"
URL = "https://news.example/2026/05/story"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page and the text that a reader came for, its paragraphs separated by a blank line."""

    name: str
    html: bytes
    gold: str


def labelled() -> Iterator[Labelled]:
    """Every story in each of its templates."""
    environment = Environment(loader=FileSystemLoader(PAGES), autoescape=True)
    environment.filters["linked"] = _linked
    for story in (PAGES / "stories.txt").read_text("utf-8").split("==== ")[1:]:
        head, title, *text = story.strip().split("\n\n")[0].split("\n# ") + story.strip().split("\n\n")[1:]
        for name in head.split()[1:]:
            page = environment.get_template(f"{name}.html.j2").render(title=title, text=text)
            yield Labelled(name, page.encode(), "\n\n".join(text))


def _linked(paragraph: str) -> Markup:
    """The paragraph with a link and an emphasis in it, as outlets write them."""
    words = paragraph.split()
    linked, rest = " ".join(words[2:4]), " ".join(words[6:])
    return Markup('{} <a href="/topic">{}</a> <em>{}</em> {}').format(
        escape(" ".join(words[:2])), linked, " ".join(words[4:6]), rest
    )


def f1(text: str, gold: str) -> float:
    """The harmonic mean of precision and recall, counted in words."""
    found, wanted = (Counter(re.findall(r"\w+", each.lower())) for each in (text, gold))
    shared = sum((found & wanted).values())
    return 2 * shared / (found.total() + wanted.total()) if shared else 0.0


def ours(page: bytes) -> str:
    """What the digest finds, with all that it reads beside the text."""
    return extract(page, url=URL).text


def theirs(page: bytes) -> str:
    """What trafilatura finds on its own."""
    return trafilatura.extract(page, url=URL, fast=True) or ""


def bare(page: bytes) -> object:
    """Trafilatura's extraction alone, as the measure of speed."""
    return trafilatura.bare_extraction(page, url=URL, fast=True)


def seconds(read: Callable[[bytes], object], page: bytes) -> float:
    """CPU time for reading one page."""
    begin = process_time()
    read(page)
    return process_time() - begin


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    pages = list(labelled())
    our_sum = their_sum = our_time = their_time = 0.0
    for page in pages:
        here, there = f1(ours(page.html), page.gold), f1(theirs(page.html), page.gold)
        our_sum, their_sum = our_sum + here, their_sum + there
        print(f"{page.name:12} ours {here:.3f}  trafilatura {there:.3f}")
        gc.collect()  # side by side, so that both meet the same load of the machine
        times = [(seconds(ours, page.html), seconds(bare, page.html)) for _ in range(rounds)]
        our_time, their_time = (
            our_time + min(each[0] for each in times),
            their_time + min(each[1] for each in times),
        )
    count = len(pages)
    print(f"{count} pages: F1 ours {our_sum / count:.4f}, trafilatura fast {their_sum / count:.4f}")
    here, there = count / our_time, count / their_time
    print(f"ours {here:.1f} pages/s, trafilatura fast {there:.1f} pages/s: {here / there:.2f} times")


if __name__ == "__main__":
    main()
