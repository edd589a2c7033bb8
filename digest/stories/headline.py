"""The headline of a story: one of its sources' titles, never written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import timedelta

from digest.model import Article, ArticleId
from digest.text.similarity import dot, idf, normalised, terms, tfidf, total

_TEASER = re.compile(
    r"\?\s*$|^(?:why|how|what|here['’]s|this is|these are|watch|video|live|photos?|pictures?|opinion|exclusive|breaking"
    r"|listen|quiz|in pictures|analysis|editorial|letters?|recap|\d+ (?:things|ways|reasons|times|photos))\b"
    r"|you won['’]t believe|you need to know|what happened next|everything we know|everything to know|this one"
    r"|\blive updates?\b|\.\.\.$|…$|!$",
    re.IGNORECASE,
)
_ANGLE = re.compile(r"^[“\"‘']|\?")  # somebody's words, a question: a side of the story
SHORTEST, LONGEST = 4, 18  # words
READ = 1_500  # characters of an article that say what the story is about
NEAR = 3.0  # for the title that says most of what all the articles say
STALE = 0.3  # of a title a day older than the newest: the story has moved on
LEAD = 0.3  # for the one whom the story is most about
TELLS = 0.6  # for the article that the summary is taken from


def choose_headline(
    articles: Sequence[Article], *, cast: Collection[str], avoided: re.Pattern[str], telling: ArticleId
) -> Article:
    """The article whose title tells the story best: no teaser, naming its people, near to the other titles.

    `articles` come best first, `telling` is the one that the summary is taken from; `cast` are the names of the people
    the story is about. An article without a title, or whose title names somebody `avoided`, is chosen only where
    there is no other.
    """
    near = _nearness(articles)
    newest = max(each.published for each in articles)

    def worth(at: int) -> tuple[float, int]:
        hidden = avoided.search(articles[at].title) is not None
        behind = min(1.0, (newest - articles[at].published) / timedelta(days=1))
        tells = TELLS * (articles[at].id == telling)
        return _worth(articles[at].title, cast) + tells + NEAR * near[at] - STALE * behind - 5.0 * hidden, -at

    return articles[max(range(len(articles)), key=worth)]


def _nearness(articles: Sequence[Article]) -> list[float]:
    """How much each title says of what all the articles say: the cosine, the nearest one's being 1."""
    counts = [Counter(terms(each.title) + terms(each.text[:READ])) for each in articles]
    weights = idf(counts)
    centre = normalised(total(tfidf(each, weights) for each in counts))
    near = [dot(tfidf(Counter(terms(each.title)), weights), centre) for each in articles]
    return [round(each / (max(near) or 1.0), 9) for each in near]


def _worth(title: str, cast: Collection[str]) -> float:
    length = len(title.split())
    if not length:
        return -10.0
    worth = 0.0
    worth -= 1.5 * (_TEASER.search(title) is not None)
    worth -= 0.5 * (_ANGLE.search(title) is not None)
    worth -= 0.7 * (not SHORTEST <= length <= LONGEST)
    worth -= 0.5 * title.isupper()
    own = set(terms(title))
    named = [bool(own & {*terms(name)[:1], *terms(name)[-1:]}) for name in cast]
    full = [name in title for name in cast]
    if named:
        worth += 1.0 * sum(named[:3]) / min(3, len(named)) + 0.3 * any(full) + LEAD * named[0]
    return worth
