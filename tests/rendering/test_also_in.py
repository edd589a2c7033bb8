"""Outlets that carry the same text are named beside the one it is told from."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest

from digest.model import Copy, Edition, Story
from digest.rendering.html import render_edition
from tests.rendering.builders import (
    ILSE,
    LIST_LINKS,
    a_section,
    a_story,
    an_edition,
    shipped_templates,
)


def told(
    *outlets: str, sentences: tuple[str, ...] = ("The quay opens.",), own: str = "Harbour Post"
) -> Story:
    """A story whose first source stands in these outlets too."""
    story = a_story("The quay opens", *sentences, outlets=own)
    copies = tuple(Copy(outlet=each, url=f"https://copy{at}.example/quay") for at, each in enumerate(outlets))
    first, *others = story.sources
    return replace(story, sources=(replace(first, copies=copies), *others))


def rendered(edition: Edition):
    return render_edition(edition, templates=shipped_templates(), links=LIST_LINKS)


def led_by(story: Story) -> Edition:
    return an_edition(a_section(story, cast=(ILSE,)))


def words_of(html: str) -> str:
    return " ".join(lxml.html.fromstring(html).text_content().split())


def links_of(html: str) -> dict[str, str]:
    return {each.text_content(): each.get("href") for each in lxml.html.fromstring(html).iter("a")}


@pytest.mark.parametrize("sentences", [(), ("The quay opens.",)])
@pytest.mark.parametrize("look", ["magazine", "compact"])
def test_they_stand_behind_the_outlet_whichever_way_the_story_is_told(look: str, sentences: tuple[str, ...]):
    story = told("Stagelight Weekly", "The Ledger", sentences=sentences)
    other = a_story("Trams cross the bridge", "They do.")
    for edition in (
        led_by(story),
        an_edition(a_section(other, story, cast=(ILSE,))),
        an_edition(plain=(a_section(story, heading="Local"),)),
    ):
        mail = rendered(replace(edition, look=look))
        assert "Harbour Post · also in Stagelight Weekly, The Ledger" in words_of(mail.html)
        assert "also in Stagelight Weekly, The Ledger" in " ".join(mail.text.split())
        assert links_of(mail.html)["The Ledger"] == "https://copy1.example/quay"


def test_three_are_named_and_the_others_counted():
    mail = rendered(led_by(told("A Post", "B Post", "C Post", "D Post", "E Post")))
    assert "also in A Post, B Post, C Post and 2 more" in words_of(mail.html)
    assert "also in A Post, B Post, C Post and 2 more" in " ".join(mail.text.split())
    assert "D Post" not in mail.html


def test_an_outlet_that_tells_the_story_itself_is_not_named_again():
    story = told("The Ledger", "Stagelight Weekly", own="Harbour Post, The Ledger")
    assert "also in Stagelight Weekly" in words_of(rendered(led_by(story)).html)


def test_without_copies_nothing_is_said():
    mail = rendered(led_by(told()))
    assert "also in" not in mail.html
    assert "also in" not in mail.text


def test_copies_do_not_make_a_story_more_widely_told():
    assert (
        "outlets"
        not in words_of(rendered(led_by(told("A Post", "B Post"))).html).split("Harbour Post")[1][:40]
    )


def test_what_an_outlet_is_called_is_never_markup_nor_its_address_a_script():
    story = told("<mj-raw>{{ 7 * 7 }}</mj-raw><script>", "The Ledger")
    copies = (*story.sources[0].copies, Copy(outlet="", url="javascript:alert(1)"))
    mail = rendered(led_by(replace(story, sources=(replace(story.sources[0], copies=copies),))))
    assert "<script" not in mail.html
    assert "<mj-raw" not in mail.html
    assert "javascript:" not in mail.html + mail.text
    assert "{{ 7 * 7 }}" in words_of(mail.html)
