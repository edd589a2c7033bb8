"""Links lead somewhere, pictures are there and are told in words."""

from __future__ import annotations

import pytest

from tests.docs.pages import Link, Page, page, pages

LINKS = [(each, link) for each in pages() for link in each.links]
RELATIVE = [(each, link) for each, link in LINKS if "://" not in link.target]


def named(value: object) -> str | None:
    if isinstance(value, Page):
        return value.name
    return value.target if isinstance(value, Link) else None


@pytest.mark.parametrize(("source", "link"), RELATIVE, ids=named)
def test_a_link_leads_to_a_file_and_a_heading_that_are_there(source: Page, link: Link) -> None:
    path, _, anchor = link.target.partition("#")
    target = (source.path.parent / path).resolve() if path else source.path
    assert target.exists(), f"{source.name} links to {link.target}, which is not there"
    if anchor:
        assert anchor in Page(target, target.read_text(encoding="utf-8")).anchors


@pytest.mark.parametrize(("source", "link"), LINKS, ids=named)
def test_a_link_to_the_outside_is_secure(source: Page, link: Link) -> None:
    assert not link.target.startswith("http:")


@pytest.mark.parametrize(("source", "link"), [each for each in LINKS if each[1].picture], ids=named)
def test_a_picture_is_told_in_words(source: Page, link: Link) -> None:
    assert len(link.text.split()) >= 8


@pytest.mark.parametrize("target", pages(), ids=named)
def test_every_page_can_be_reached_from_the_readme(target: Page) -> None:
    reached, waiting = set(), [page("README.md")]
    while waiting:
        at = waiting.pop()
        reached.add(at.path)
        for link in at.links:
            path = (at.path.parent / link.target.partition("#")[0]).resolve()
            if path.suffix == ".md" and path.exists() and path not in reached:
                waiting.append(Page(path, path.read_text(encoding="utf-8")))
    assert target.path in reached
