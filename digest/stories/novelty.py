"""What an earlier edition told is not told again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from digest.model import Article, Edition, RevisionId, Sentence, Story
from digest.stories.signals import points_back
from digest.text.sentences import split
from digest.text.similarity import words

READ = 40_000  # characters of an article told before whose sentences count as known


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What earlier editions said: their sentences and headlines in plain form, the texts they drew on."""

    sentences: frozenset[str] = frozenset()
    headlines: frozenset[str] = frozenset()
    revisions: frozenset[RevisionId] = frozenset()


def plain_form(text: str) -> str:
    """A sentence without case, marks and spacing: two outlets' copies of it are equal."""
    return " ".join(words(text))


def told_in(editions: Iterable[Edition]) -> Told:
    """What these editions told."""
    stories = [story for edition in editions for story in edition.stories]
    return Told(
        sentences=frozenset(plain_form(each.text) for story in stories for each in story.summary),
        headlines=frozenset(plain_form(story.headline) for story in stories),
        revisions=frozenset(source.revision for story in stories for source in story.sources),
    )


def with_texts(told: Told, articles: Iterable[Article]) -> Told:
    """Told, with every sentence of these texts: readers of an earlier edition could read on there."""
    texts = (each.text[:READ] for each in articles)
    known = {plain_form(text[start:end]) for text in texts for start, end in split(text)}
    return replace(told, sentences=told.sentences | known) if known else told


def drop_told(stories: Iterable[Story], told: Told) -> list[Story]:
    """The stories with something new, in the order given; sentences told before are gone from them.

    So are those that another story tells: a sentence stays with the one of more sources, else with the first.
    """
    fresh = (_without_told(story, told) for story in stories)
    return _each_once([story for story in fresh if _has_news(story, told)])


def _each_once(stories: Sequence[Story]) -> list[Story]:
    """The stories with each sentence in one of them; what leans on a sentence that goes goes with it."""
    said: set[str] = set()
    found = list(stories)
    for at in sorted(range(len(stories)), key=lambda at: -len(stories[at].sources)):
        kept: list[Sentence] = []
        gone = False
        for each in stories[at].summary:
            gone = plain_form(each.text) in said or (gone and _leans(each.text))
            if not gone:
                kept.append(each)
        said.update(plain_form(each.text) for each in kept)
        if len(kept) < len(stories[at].summary):
            found[at] = replace(stories[at], summary=tuple(kept))
    return found


def _leans(sentence: str) -> bool:
    return points_back(sentence, words(sentence), first=False)


def _without_told(story: Story, told: Told) -> Story:
    kept = tuple(each for each in story.summary if not _is_told(each, told))
    return replace(story, summary=kept) if len(kept) < len(story.summary) else story


def _is_told(sentence: Sentence, told: Told) -> bool:
    return plain_form(sentence.text) in told.sentences


def _has_news(story: Story, told: Told) -> bool:
    """A text not drawn on before, and from it a sentence or at least a headline that is new."""
    if all(source.revision in told.revisions for source in story.sources):
        return False
    return bool(story.summary) or plain_form(story.headline) not in told.headlines
