"""One number of a digest out of its sections: as long as a mail may be, and nothing lost in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from digest.model import Digest, Edition, Factor, Section, Skipped, Story

ALSO = "Also in the news"
MOST_ALSO = 20  # stories in the list of what found no section of its own
MOST_IN_SECTION = 8
MOST_IN_PLAIN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is being composed: a digest's number for one local date."""

    digest: Digest
    local_date: date
    since: datetime
    cut_off: datetime
    article_count: int = 0
    outlet_count: int = 0


def compose(sections: Sequence[Section], plain: Sequence[Section], issue: Issue) -> Edition | Skipped:
    """The edition, or why there is none. `sections` and `plain` come ranked.

    Sections beyond the digest's `max_sections` become a short list, "Also in the news"; `left_out` counts the
    stories that stand nowhere in the edition.
    """
    digest = issue.digest
    count = sum(len(section.stories) for section in (*sections, *plain))
    if count < max(1, digest.min_stories):
        return Skipped(digest=digest.name, local_date=issue.local_date, reason=_reason(count, digest))
    kept = tuple(_shortened(section, MOST_IN_SECTION) for section in sections[: digest.max_sections])
    beyond = _also(sections, digest.max_sections)
    lists = (*beyond, *(_shortened(section, MOST_IN_PLAIN) for section in plain))
    shown = sum(len(section.stories) for section in (*kept, *lists))
    return Edition(
        digest=digest.name,
        title=digest.title,
        local_date=issue.local_date,
        zone=digest.zone,
        language=digest.language,
        look=digest.look,
        since=issue.since,
        cut_off=issue.cut_off,
        sections=_within(kept),
        plain=lists,
        article_count=issue.article_count,
        outlet_count=issue.outlet_count,
        left_out=count - shown,
    )


def _reason(count: int, digest: Digest) -> str:
    if not count:
        return "There is nothing new to tell."
    stories = "1 story" if count == 1 else f"{count} stories"
    return f"Only {stories} to tell, and {digest.name} asks for at least {digest.min_stories} (min_stories)."


def _shortened(section: Section, most: int) -> Section:
    """The section with as many stories as it may have, and a word on those that it had to leave out."""
    count = len(section.stories)
    if count <= most:
        return section
    said = _said("left out", f"{count - most} of {count} stories; the first {most} are shown")
    return replace(section, stories=section.stories[:most], score=(*section.score, said))


def _also(sections: Sequence[Section], shown: int) -> tuple[Section, ...]:
    """The first stories of the sections that found no place, then their further ones, with their places."""
    beyond = [_placed(section, at, sections, shown) for at, section in enumerate(sections[shown:], shown + 1)]
    firsts: list[Story] = [stories[0] for stories in beyond]
    further: list[Story] = [story for stories in beyond for story in stories[1:]]
    also = Section(stories=(*firsts, *further), heading=ALSO)
    return (_shortened(also, MOST_ALSO),) if also.stories else ()


def _placed(section: Section, at: int, sections: Sequence[Section], shown: int) -> list[Story]:
    """The stories of a section that is not shown, with its place among all."""
    names = " & ".join(person.name for person in section.cast)
    said = _said("place", f"{_ordinal(at)} of {len(sections)} sections, {names}; the edition shows {shown}")
    return [replace(story, score=(*story.score, said)) for story in section.stories]


def _said(name: str, why: str) -> Factor:
    """A reason that adds nothing."""
    return Factor(name=name, amount=0.0, why=why)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _within(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections with cross-references only to those that are there."""
    leads = {section.cast[0].id for section in sections if section.cast}
    return tuple(
        replace(section, elsewhere=tuple(person for person in section.elsewhere if person in leads))
        for section in sections
    )
