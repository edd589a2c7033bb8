"""Readings for tests of people: what a test does not name does not matter to it."""

from __future__ import annotations

from digest.model import Analysis, Article, Identification, Reading, RevisionId
from digest.people import Lexicon, analyse, load_knowledge
from tests.builders import an_article


def lexicon() -> Lexicon:
    return load_knowledge().lexicon


def read(text: str, *, title: str = "", byline: str = "") -> Analysis:
    return analyse(RevisionId("r"), title=title, text=text, byline=byline, knowledge=load_knowledge())


def names(text: str, *, title: str = "", byline: str = "") -> set[str]:
    return {each.name for each in read(text, title=title, byline=byline).appearances}


def meant(analysis: Analysis) -> list[tuple[str, str]]:
    """(surface, name) of the mentions in order; the name is "?" where two fit."""
    by_key = {each.key: each.name for each in analysis.appearances}
    return [(r.mention.surface, by_key.get(r.appearance or "", "?")) for r in analysis.resolutions]


def a_reading(text: str, *, title: str = "News", url: str = "", hours_ago: float = 1.0) -> Reading:
    article: Article = an_article(title, text, url=url, hours_ago=hours_ago)
    analysis = analyse(article.revision, title=title, text=text, knowledge=load_knowledge())
    return Reading(article=article, analysis=analysis)


def who(found: Identification) -> dict[str, set[str]]:
    """The names of the people and the articles each appears in."""
    by_id = {person.id: person.name for person in found.people}
    told: dict[str, set[str]] = {}
    for each in found.identities:
        told.setdefault(f"{by_id[each.person]}", set()).add(each.article)
    return told
