"""Who appears in the sample newsroom, as an editor wrote it down in `newsroom.yaml`, and what the program makes of it.

Each article is read from its page, as collecting would keep it. A mention counts as held by whoever is given half of
it, or a part that stands within it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ruamel.yaml import YAML

from digest.articles.extract import extract
from digest.model import Article, Person, Quote, Reading, article_id, revision_id
from digest.newsroom import Item, Outlet, read_newsroom, respond
from digest.people import analyse, identify, load_knowledge

DAY = date(2026, 5, 12)
END = datetime(2026, 5, 13, 22, 0, tzinfo=UTC)
SAMPLES = Path(__file__).parents[2] / "samples" / "newsroom"
LABELS = Path(__file__).parent / "newsroom.yaml"
KINDS = frozenset({"passing", "nobody", "maybe", "neither", "says"})
NOBODY, NEITHER = "nobody", "neither"

Spot = tuple[str, int, int]  # field, start, end


@dataclass(frozen=True)
class Pattern:
    """Words as they stand in an article, with the part of them that is the mention."""

    before: str
    mention: str
    behind: str

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the mention stands, as whole words."""
        words = re.escape(self.before + self.mention + self.behind)
        for found in re.finditer(rf"(?<!\w){words}(?!\w)", text):
            start = found.start() + len(self.before)
            yield start, start + len(self.mention)


@dataclass
class Labels:
    """What an editor wrote down of one article."""

    people: dict[str, list[Pattern]] = field(default_factory=dict)  # by name, in reading order
    passing: frozenset[str] = frozenset()
    maybe: dict[Pattern, tuple[str, ...]] = field(default_factory=dict)
    nobody: list[Pattern] = field(default_factory=list)
    neither: list[Pattern] = field(default_factory=list)
    says: dict[str, list[Pattern]] = field(default_factory=dict)  # how quotes begin, by speaker

    def patterns(self) -> list[Pattern]:
        """All of them, the longest first: what it claims is not another's."""
        named = {each for surfaces in self.people.values() for each in surfaces}
        found = {*named, *self.maybe, *self.nobody, *self.neither}
        return sorted(found, key=lambda p: (-len(p.before + p.mention + p.behind), p.mention, p.before))

    def owners(self, pattern: Pattern) -> tuple[str, ...]:
        """Who may be meant by it: one person, several, nobody or somebody who does not count."""
        named = tuple(name for name, surfaces in self.people.items() if pattern in surfaces)
        if named or pattern in self.maybe:
            return named or self.maybe[pattern]
        return (NOBODY,) if pattern in self.nobody else (NEITHER,)


@dataclass
class Marked:
    """An article with its mentions placed."""

    id: str
    article: Article
    labels: Labels
    spots: dict[Spot, tuple[str, ...]] = field(default_factory=dict)  # whose each place is
    certain: dict[Spot, str] = field(default_factory=dict)  # the mentions that count

    def text(self, name: str) -> str:
        return self.article.title if name == "title" else self.article.text

    def words(self, spot: Spot) -> str:
        """The words around a place, with it in brackets."""
        name, start, end = spot
        text = self.text(name)
        told = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 40]}"
        return " ".join(told.split())


@dataclass
class Outcome:
    """What became of the mentions, and every difference in a sentence."""

    counts: Counter[str] = field(default_factory=Counter)  # right, open, missed, wrong
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    identities: list[str] = field(default_factory=list)  # split or merged
    speakers: list[str] = field(default_factory=list)  # quotes given to somebody who did not say them


# ------------------------------------------------------------------------------------------ labels and articles


def read_labels() -> dict[str, Labels]:
    """What the editor wrote down, by article."""
    told = YAML(typ="safe", pure=True).load(LABELS.read_text("utf-8"))
    return {article: _labels(each) for article, each in told.items()}


def _labels(told: Mapping[str, Any]) -> Labels:
    people = {str(name): list(_patterns(said)) for name, said in told.items() if name not in KINDS}
    maybe = told.get("maybe", {})
    return Labels(
        people,
        frozenset(told.get("passing", ())),
        {_pattern(said): (who,) if isinstance(who, str) else tuple(who) for said, who in maybe.items()},
        list(_patterns(told.get(NOBODY, ()))),
        list(_patterns(told.get(NEITHER, ()))),
        {name: list(_patterns(said)) for name, said in told.get("says", {}).items()},
    )


def _patterns(said: Iterable[str]) -> Iterator[Pattern]:
    for each in said:
        words, times = re.fullmatch(r"(.+?)(?: x(\d+))?", each).groups()  # type: ignore[union-attr]
        yield from [_pattern(words)] * int(times or 1)


def _pattern(said: str) -> Pattern:
    before, opening, rest = said.partition("[")
    return Pattern(before, *rest.split("]")) if opening else Pattern("", said, "")


def marked_articles() -> list[Marked]:
    """All articles of the newsroom with their labels, in their newest texts and, as `@1`, the older ones."""
    newsroom, labels = read_newsroom(SAMPLES, day=DAY), read_labels()
    folders = {
        YAML(typ="safe", pure=True).load(f)["host"]: f.parent.name for f in SAMPLES.glob("*/outlet.yaml")
    }
    found = []
    for host, outlet in newsroom.outlets.items():
        files = sorted((SAMPLES / folders[host] / "articles").glob("*.md"))
        for file, path in zip(files, outlet.articles, strict=True):
            *older, _ = (text.since for text in outlet.articles[path][1])
            for number, now in enumerate((END, *older)):
                key = f"{folders[host]}/{file.stem}{f'@{number}' if number else ''}"
                page = respond(newsroom, host=host, path=path, now=now).body
                [item] = [each for each in outlet.items(now) if urlsplit(each.url).path == path]
                found.append(_placed(Marked(key, _article(key, item, outlet, page), labels[key])))
    return found


def _article(id_: str, item: Item, outlet: Outlet, page: bytes) -> Article:
    read = extract(page, url=item.url)
    key = article_id(f"{item.url}#{id_}")
    return Article(
        id=key,
        revision=revision_id(key, item.title, read.text),
        feed_url=f"https://{outlet.host}{outlet.feed}",
        url=item.url,
        title=item.title,
        text=read.text,
        byline=item.byline,
        published=item.published,
        first_seen=item.published,
    )


def _placed(marked: Marked) -> Marked:
    for pattern in marked.labels.patterns():
        owners = marked.labels.owners(pattern)
        for name in ("title", "text"):
            for start, end in pattern.places(marked.text(name)):
                spot = (name, start, end)
                if not any(_touch(spot, other) for other in marked.spots):
                    marked.spots[spot] = owners
                    if any(pattern in each for each in marked.labels.people.values()):
                        marked.certain[spot] = owners[0]
    return marked


def complaints(marked: Marked) -> list[str]:
    """Where labels and article disagree: a mention that is not there or is there more often, or in another order."""
    told = []
    for name, patterns in marked.labels.people.items():
        places = sorted((s for s, owner in marked.certain.items() if owner == name), key=_order)
        stand = [marked.text(field)[start:end] for field, start, end in places]
        if stand != [each.mention for each in patterns]:
            told.append(
                f"{marked.id}: {name} is listed as {[p.mention for p in patterns]} but stands as {stand}"
            )
    claimed = {marked.text(field)[start:end] for field, start, end in marked.spots}
    others = {*marked.labels.maybe, *marked.labels.nobody, *marked.labels.neither}
    told += (f"{marked.id}: {p.mention} does not stand there" for p in others if p.mention not in claimed)
    said = [p for patterns in marked.labels.says.values() for p in patterns]
    told += (f"{marked.id}: nobody says {p.mention}" for p in said if not list(p.places(marked.article.text)))
    strangers = marked.labels.passing - marked.labels.people.keys()
    return told + [f"{marked.id}: {each} is called passing but not listed" for each in sorted(strangers)]


def _order(spot: Spot) -> tuple[bool, int]:
    return spot[0] == "text", spot[1]


def _touch(one: Spot, other: Spot) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _holds(one: Spot, other: Spot) -> bool:
    """Whether two places are the same mention: half of the shorter one is in both."""
    shared = min(one[2], other[2]) - max(one[1], other[1])
    return one[0] == other[0] and 2 * shared >= min(one[2] - one[1], other[2] - other[1])


# ------------------------------------------------------------------------------------------ what the program makes


@dataclass(frozen=True)
class Given:
    """What the program made of one article: who holds each place (None: open), and who that is everywhere."""

    spots: Mapping[Spot, str | None]
    people: Mapping[str, Person]  # by appearance
    quotes: Sequence[Quote]


def compare(articles: Sequence[Marked]) -> Outcome:
    """Read all articles in one batch and hold them against their labels."""
    outcome = Outcome()
    seen: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))  # name -> id -> articles
    names: dict[str, str] = {}
    for marked, given in zip(articles, _read(articles), strict=True):
        owner = _owners(marked, given)
        _count(marked, given, owner, outcome)
        outcome.speakers += _misquoted(marked, given, owner)
        for key, name in owner.items():
            if name != NEITHER and key in given.people:
                seen[name][given.people[key].id].add(marked.id)
                names[given.people[key].id] = given.people[key].name
    outcome.identities += _identities(seen, names)
    return outcome


def _read(articles: Sequence[Marked]) -> Iterator[Given]:
    knowledge = load_knowledge()
    readings = [
        Reading(
            article=a.article,
            analysis=analyse(
                a.article.revision,
                title=a.article.title,
                text=a.article.text,
                byline=a.article.byline,
                knowledge=knowledge,
            ),
        )
        for a in articles
    ]
    found = identify(readings, (), lexicon=knowledge.lexicon)
    people = {person.id: person for person in found.people}
    whose = {(each.article, each.appearance): people[each.person] for each in found.identities}
    for reading in readings:
        spots: dict[Spot, str | None] = {
            (r.mention.field, r.mention.start, r.mention.end): r.appearance
            for r in reading.analysis.resolutions
        }
        here = {key: who for (article, key), who in whose.items() if article == reading.article.id}
        yield Given(spots, here, reading.analysis.quotes)


def _owners(marked: Marked, given: Given) -> dict[str, str]:
    """Who each appearance is: whose mentions it holds most of, long ones counting more."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for spot, appearance in given.spots.items():
        for place, owners in marked.spots.items():
            if appearance and _holds(spot, place) and len(owners) == 1 and owners[0] != NOBODY:
                weight = place[2] - place[1]
                votes[appearance][owners[0]] += 100 * weight if place in marked.certain else 1
    return {appearance: tally.most_common(1)[0][0] for appearance, tally in votes.items()}


def _count(marked: Marked, given: Given, owner: Mapping[str, str], outcome: Outcome) -> None:
    for spot, name in marked.certain.items():
        holders = {owner.get(key or "", key) for place, key in given.spots.items() if _holds(place, spot)}
        fate = "right" if name in holders else "open" if None in holders else "missed"
        if not holders or fate != "missed":
            outcome.counts[fate] += 1
        if not holders or fate == "open":
            outcome.lost.append(f"{marked.id}: {fate}: {marked.words(spot)} is {name}")
    for spot, key in given.spots.items():
        fault = _fault(marked, spot, owner.get(key, key) if key else None)
        if fault:
            outcome.counts["wrong"] += 1
            outcome.wrong.append(f"{marked.id}: {marked.words(spot)} {fault}")


def _fault(marked: Marked, spot: Spot, given: str | None) -> str:
    """What is wrong with giving a place to somebody; empty if nothing is. None: it was left open."""
    meant = {name for place, owners in marked.spots.items() if _holds(spot, place) for name in owners}
    if given is None or given in meant:
        return ""
    told = " or ".join(sorted(meant)) or NOBODY
    return (
        f"was given to {given}, but is {told}" if meant != {NEITHER} or given in marked.labels.people else ""
    )


def _misquoted(marked: Marked, given: Given, owner: Mapping[str, str]) -> Iterator[str]:
    """Quotes given to somebody who did not say them, and those the labels forgot."""
    for quote in given.quotes:
        said = {name for name, places in _said(marked) if any(quote.start <= p < quote.end for p in places)}
        speaker = owner.get(quote.speaker, quote.speaker)
        if said != {speaker}:
            told = " or ".join(sorted(said)) or "not listed"
            yield f"{marked.id}: “{quote.text[:60]}” was given to {speaker}, but is {told}"


def _said(marked: Marked) -> Iterator[tuple[str, list[int]]]:
    """Each speaker with where the quotes begin."""
    for name, patterns in marked.labels.says.items():
        yield name, [start for each in patterns for start, _ in each.places(marked.article.text)]


def _identities(seen: Mapping[str, Mapping[str, set[str]]], names: Mapping[str, str]) -> list[str]:
    told = []
    merged: dict[str, set[str]] = defaultdict(set)
    for name, by_id in seen.items():
        if len(by_id) > 1:
            parts = "; ".join(f"{names[id_]} in {', '.join(sorted(there))}" for id_, there in by_id.items())
            told.append(f"{name} is several people: {parts}")
        for id_ in by_id:
            merged[id_].add(name)
    told += (f"{' and '.join(sorted(who))} are one person" for who in merged.values() if len(who) > 1)
    return told
