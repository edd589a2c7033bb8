"""The joins that wait for an editor's answer, each with both people, their newest words and what speaks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Article, Correction, Person, PersonId, Proposal
from digest.people import answered, with_taught_names
from digest.people.explain import ExplainedMention
from digest.pipeline.explain import explained_articles
from digest.pipeline.means import Means


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two, as an article names them."""

    person: Person
    article: Article
    mention: ExplainedMention | None  # None where the article's text is not kept as it was read


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A proposal nobody answered yet; the side that its article shows comes first."""

    proposal: Proposal
    one: Side
    other: Side


def pending(means: Means, corrections: Sequence[Correction]) -> list[Proposal]:
    """The proposals that no correction answers, surest first; each line taken away brings its proposal back."""
    kept = means.storage.people.proposals()
    people = means.storage.people.get({one for each in kept for one in (each.one, each.other)})
    named = {each.id: each for each in with_taught_names(people.values(), corrections)}
    return [each for each in kept if not answered(named[each.one], named[each.other], corrections)]


def shown(means: Means, corrections: Sequence[Correction], *, limit: int) -> list[Pending]:
    """The surest of them, with both people; those of whom no article is kept any more are left out."""
    found = (_shown(means, each, corrections) for each in pending(means, corrections))
    told: list[Pending] = []
    for each in found:
        if each is not None:
            told.append(each)
        if len(told) == limit:
            break
    return told


def _shown(means: Means, proposal: Proposal, corrections: Sequence[Correction]) -> Pending | None:
    one, other = (_side(means, each, proposal, corrections) for each in (proposal.one, proposal.other))
    if one is None or other is None:
        return None
    if other.article.id == proposal.article != one.article.id:
        one, other = other, one
    return Pending(proposal=proposal, one=one, other=other)


def _side(
    means: Means, person: PersonId, proposal: Proposal, corrections: Sequence[Correction]
) -> Side | None:
    """A person in the article that shows the doubt, or else in their newest one; None without any."""
    there = [
        each.article for each in means.storage.people.identities([proposal.article]) if each.person == person
    ]
    newest = [each.article for each in means.storage.people.identities_of(person, limit=1)]
    articles = means.storage.articles.get((*there, *newest)[:1])
    people = with_taught_names(means.storage.people.get([person]).values(), corrections)
    if not articles or not people:
        return None
    explanations = explained_articles(means, articles, corrections)
    mentions = [each for found in explanations for each in found.mentions if each.person == person]
    in_text = [each for each in mentions if each.mention.field == "text"]
    return Side(person=people[0], article=articles[0], mention=next(iter(in_text or mentions), None))
