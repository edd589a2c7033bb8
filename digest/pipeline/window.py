"""Which articles an edition tells, and which of the days before it has to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from digest.articles.duplicates import with_copies
from digest.model import Article, ArticleId
from digest.ports import Articles

SPAN = timedelta(days=3)  # how far back articles of the same story are looked for


@dataclass(frozen=True, kw_only=True)
class Window:
    """The articles of an edition, in (published, id) order, their copies folded into them."""

    fresh: tuple[Article, ...]  # what it tells: texts not seen before
    before: tuple[Article, ...] = ()  # what there was to be told in the days before
    old_texts: tuple[Article, ...] = ()  # what the fresh ones said before their texts were changed

    def told_before(self, story: Sequence[Article]) -> list[Article]:
        """Of one story, the texts that were there to be told in the days before."""
        changed = sorted(self._old[each.id] for each in story if each.id in self._old)
        return [
            *(each for each in story if each.id not in self._new),
            *(self.old_texts[at] for at in changed),
        ]

    @cached_property
    def _new(self) -> frozenset[ArticleId]:
        return frozenset(each.id for each in self.fresh)

    @cached_property
    def _old(self) -> dict[ArticleId, int]:
        return {each.id: at for at, each in enumerate(self.old_texts)}


def window_of(
    articles: Articles,
    *,
    feeds: Sequence[str],
    since: datetime,
    until: datetime,
    max_age: timedelta,
    first: bool = False,
) -> Window:
    """The texts first seen since the previous edition's cut-off, less what was stale by then.

    They are folded together with the articles of the days before: what has a copy among those was there to be told.
    An article whose text was changed since is fresh too. Before a `first` edition nothing was there to be told.
    """
    looked_back = timedelta(0) if first else max(max_age, SPAN)
    seen = articles.first_seen_between(since - looked_back, until, feeds=feeds)
    folded = with_copies(each for each in seen if each.first_seen - each.published <= max_age)
    fresh = [each for each in folded if all(text.newest_seen > since for text in (each, *each.copies))]
    new = {each.id for each in fresh}
    changed = [each.id for each in fresh if each.first_seen <= since]
    return Window(
        fresh=tuple(fresh),
        before=tuple(each for each in folded if each.id not in new),
        old_texts=tuple(articles.as_of(changed, since)) if changed else (),
    )
