"""The sample newsroom's editions beside what an editor says they should tell (CAST.md, its last table).

    python -m tests.quality.mornings [FOLDER OF A DEMO]

Of each morning: whether articles of one event stand in one story, whether what goes on is known as such, and whether a
story stands under somebody the editor names, or under nobody.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from digest.cli.demo import DAY
from digest.config import read_settings
from digest.model import ArticleId, Edition, Section, Story, article_id
from digest.newsroom import read_newsroom
from digest.store import open_storage
from digest.text.similarity import words

SAMPLES = Path(__file__).parents[2] / "samples" / "newsroom"
_ROW = re.compile(r"^\| (-?\d+) \|(.*?)\|(.*?)\|(.*?)\|$", re.MULTILINE)
_EVENT = re.compile(r"(?P<cast>\*\*[^(]*)\((?P<articles>[^)]*)\)")
_PLAIN = re.compile(r"(?P<what>[^(,]*)\((?P<articles>[^)]*)\)")


@dataclass(frozen=True)
class Event:
    """What an editor would tell as one story: its articles as `outlet/number`, and under whom."""

    articles: frozenset[str]
    cast: frozenset[str]  # folded words of the names; nobody: empty
    again: bool | None  # None: either reads well


def expected(page: str) -> dict[int, list[Event]]:
    """The events of each morning, by the number of its day."""
    return {int(day): [*_events(cast), *_plain(nobody)] for day, cast, nobody, _ in _ROW.findall(page)}


def _events(cell: str) -> Iterator[Event]:
    for found in _EVENT.finditer(cell):
        names = " ".join(re.findall(r"\*\*(.*?)\*\*", found["cast"]))
        said = words(found["cast"])
        again = None if "perhaps" in said else "again" in said
        yield Event(_articles(found["articles"]), frozenset(words(names)), again)


def _plain(cell: str) -> Iterator[Event]:
    for found in _PLAIN.finditer(cell):
        yield Event(_articles(found["articles"]), frozenset(), again=None)


def _articles(listed: str) -> frozenset[str]:
    """`harbourpost/06, /11, copy lantern/13`: a copy is no article of its own."""
    found, outlet = [], ""
    for each in re.sub(r"cop(?:y|ies) .*", "", listed).split(","):
        named = re.match(r"\s*([a-z]*)/(\d+)", each)
        if named:
            outlet = named[1] or outlet
            found.append(f"{outlet}/{named[2]}")
    return frozenset(found)


@dataclass(frozen=True)
class Verdict:
    """What the program made of one morning."""

    morning: int
    parted: tuple[str, ...]  # articles of one event in two stories
    mixed: tuple[str, ...]  # articles of two events in one story
    misplaced: tuple[str, ...]  # stories under somebody else
    wrongly_new: tuple[str, ...]  # goes on, and is not said to
    wrongly_old: tuple[str, ...]  # is new, and said to go on
    placed: int
    stories: int


def judge(morning: int, edition: Edition, events: Iterable[Event], names: Mapping[ArticleId, str]) -> Verdict:
    """Compare an edition with what an editor says it should tell."""
    events = list(events)
    of = {article: event for event in events for article in event.articles}
    stories = [
        (section, story) for section in (*edition.sections, *edition.plain) for story in section.stories
    ]
    at = {
        names[source.article]: number
        for number, (_, story) in enumerate(stories)
        for source in story.sources
        if source.article in names
    }
    pairs = [(one, other) for one, other in combinations(sorted(set(at) & set(of)), 2)]
    judged = [(section, story, _event(story, of, names)) for section, story in stories]
    known = [(section, story, event) for section, story, event in judged if event]
    return Verdict(
        morning,
        parted=tuple(f"{a} {b}" for a, b in pairs if of[a] == of[b] and at[a] != at[b]),
        mixed=tuple(f"{a} {b}" for a, b in pairs if of[a] != of[b] and at[a] == at[b]),
        misplaced=tuple(
            f"{story.headline} [{_who(section)}]"
            for section, story, event in known
            if not _fits(section, event)
        ),
        wrongly_new=tuple(story.headline for _, story, event in known if event.again and not story.continues),
        wrongly_old=tuple(
            story.headline for _, story, event in known if story.continues and event.again is False
        ),
        placed=sum(_fits(section, event) for section, _, event in known),
        stories=len(known),
    )


def _event(story: Story, of: Mapping[str, Event], names: Mapping[ArticleId, str]) -> Event | None:
    """The event most of a story's articles tell."""
    told = [of[names[each.article]] for each in story.sources if names.get(each.article) in of]
    return max(told, key=told.count) if told else None


def _fits(section: Section, event: Event) -> bool:
    """Whether the story stands under somebody named for it; a list at the end is no place that could be wrong."""
    if not section.cast:
        return not event.cast or section.heading == "Also in the news"
    return bool(event.cast & set(words(section.cast[0].name)))


def _who(section: Section) -> str:
    return " & ".join(person.name for person in section.cast) or section.heading


def articles(day: date) -> dict[ArticleId, str]:
    """The sample's articles as CAST.md calls them."""
    newsroom = read_newsroom(SAMPLES, day=day)
    found: dict[ArticleId, str] = {}
    for folder in sorted(each.parent for each in SAMPLES.glob("*/outlet.yaml")):
        host = re.search(r"^host:\s*\"?([\w.-]+)", (folder / "outlet.yaml").read_text("utf-8"), re.MULTILINE)
        assert host
        files = sorted((folder / "articles").glob("*.md"))
        for file, (item, _) in zip(files, newsroom.outlets[host[1]].articles.values(), strict=True):
            found[article_id(item.url)] = f"{folder.name}/{file.name[:2]}"
    return found


def editions(folder: Path) -> list[Edition]:
    """The editions of a demo's folder, oldest first."""
    settings = read_settings(folder / "feeds.yaml", {})
    with open_storage(settings.database_url) as storage:
        return sorted(storage.editions.newest(limit=60), key=lambda each: each.number)


def verdicts(folder: Path) -> list[Verdict]:
    """What the editions in a demo's folder are worth."""
    told = expected((SAMPLES / "CAST.md").read_text(encoding="utf-8"))
    names = articles(DAY.date())
    made = {(each.local_date - DAY.date()) // timedelta(days=1): each for each in editions(folder)}
    return [
        judge(morning, made[morning], told[morning], names) for morning in sorted(told) if morning in made
    ]


def main() -> None:
    """Print the verdicts on a demo's editions, made anew unless a folder is named."""
    from digest.cli.demo import demo

    with tempfile.TemporaryDirectory() as fresh:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(fresh) / "demo"
        if not folder.exists():
            demo(folder)
        found = verdicts(folder)
    for each in found:
        print(f"morning {each.morning}: {each.placed} of {each.stories} stories under the right people")
        for label in ("parted", "mixed", "misplaced", "wrongly_new", "wrongly_old"):
            for line in getattr(each, label):
                print(f"    {label.replace('_', ' ')}: {line}")
    total = sum(each.stories for each in found)
    print(f"all: {sum(each.placed for each in found)} of {total} under the right people; ", end="")
    print(
        ", ".join(
            f"{sum(len(getattr(each, label)) for each in found)} {label.replace('_', ' ')}"
            for label in ("parted", "mixed", "wrongly_new", "wrongly_old")
        )
    )


if __name__ == "__main__":
    main()
