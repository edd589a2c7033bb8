"""An edition as Chromium shows it: nothing sticks out, everything is readable, in light and dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from digest.model import Picture
from digest.rendering.html import render_edition
from tests.rendering.builders import (
    KOFI,
    LIST_LINKS,
    a_day_quote,
    a_part,
    a_person,
    a_rich_edition,
    a_section,
    a_story,
    an_edition,
    shipped_templates,
    told_before,
)

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install playwright"
)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]
WIDTHS = (375, 600, 1280)
SCHEMES = ("light", "dark")

# The texts an edition shows, each with its colour, the colour behind it and its size.
TEXTS = """() => {
  const shown = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), element = walker.currentNode.parentElement;
    const style = getComputedStyle(element);
    if (text.length < 2 || !element.getClientRects().length || parseFloat(style.fontSize) < 2) continue;
    let behind = element, paper = 'rgba(0, 0, 0, 0)';
    while (behind && paper === 'rgba(0, 0, 0, 0)') {
      paper = getComputedStyle(behind).backgroundColor;
      behind = behind.parentElement;
    }
    shown.push([text, style.color, paper, parseFloat(style.fontSize)]);
  }
  return shown;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


def html_of(edition):
    return render_edition(edition, templates=shipped_templates(), links=LIST_LINKS).html


def a_wide_edition():
    """Everything that could stick out: words, names and casts without end."""
    person = a_person("Maximiliana-Wilhelmine von und zu Hohenfels-Quillfeather", "W" * 120)
    cast = (person, a_person("N" * 79, "role " * 30), KOFI)
    story = a_story(
        "H" * 300,
        "S" * 300,
        "https://harbourpost.example/" + "a" * 280,
        outlets="Q" * 59,
        quote=(person, "X" * 300),
        category="C" * 80,
        picture=Picture(url="https://harbourpost.example/huge.jpg", alt="P" * 200),
    )
    also = tuple(a_part(a_person("Z" * 70 + str(at))) for at in range(4))
    story = replace(story, continues=told_before(12, since=date(2026, 4, 28), told=date(2026, 5, 11)))
    section = a_section(story, story, cast=cast, also_with=also, history=(tuple(range(14)),) * 3)
    quotes = (a_day_quote(person, "Y" * 600, story),)
    return an_edition(section, plain=(a_section(story, heading="C" * 80),), title="T" * 80, quotes=quotes)


EDITIONS = {
    "magazine": a_rich_edition(),
    "compact": a_rich_edition("compact"),
    "wide": a_wide_edition(),
    "empty": an_edition(),
}


def shown(browser, html, *, width=600, scheme="light"):
    """A page with the mail on it, nothing fetched."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.route("**/*", lambda route: route.abort())
    page.set_content(html)
    return page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", EDITIONS)
def test_nothing_sticks_out(browser, name, width):
    page = shown(browser, html_of(EDITIONS[name]), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_where_the_style_sheets_are_taken_away(browser, width):
    page = shown(browser, html_of(a_rich_edition()), width=width)
    page.evaluate("document.querySelectorAll('style').forEach(each => each.remove())")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def luminance(colour):
    channels = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def unreadable(page):
    """The texts too small or too pale (WCAG AA for normal text)."""
    found = []
    for text, colour, paper, size in page.evaluate(TEXTS):
        low, high = sorted((luminance(colour), luminance(paper)))
        if (high + 0.05) / (low + 0.05) < 4.5 or size < 13:
            found.append((text, colour, paper, size))
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["magazine", "compact"])
def test_every_text_is_readable(browser, name, scheme):
    page = shown(browser, html_of(EDITIONS[name]), scheme=scheme)
    assert len(page.evaluate(TEXTS)) > 60
    assert unreadable(page) == []
    page.close()


def test_every_text_is_readable_where_the_style_sheets_are_taken_away(browser):
    page = shown(browser, html_of(a_rich_edition()), scheme="dark")
    page.evaluate("document.querySelectorAll('style').forEach(each => each.remove())")
    assert unreadable(page) == []
    page.close()


def test_dark_is_dark_and_light_is_light(browser):
    papers = []
    for scheme in SCHEMES:
        page = shown(browser, html_of(a_rich_edition()), scheme=scheme)
        papers.append(luminance(page.evaluate("getComputedStyle(document.body).backgroundColor")))
        page.close()
    assert papers[0] > 0.7
    assert papers[1] < 0.02


def test_headings_are_what_a_screen_reader_lists(browser):
    page = shown(browser, html_of(a_rich_edition()))
    headings = page.eval_on_selector_all(
        "h1, h2", "all => all.filter(each => each.getClientRects().length).map(each => each.textContent)"
    )
    page.close()
    assert headings == [
        "The Daily Cast",
        "Ilse Thornbury & Rubén Aldecoa",
        "Kofi Mensah-Vale",
        "Sunniva Hagen",
        "Margarethe Pell",
        "In other news",
    ]


def test_names_in_the_cast_lead_to_their_sections(browser):
    page = shown(browser, html_of(a_rich_edition()))
    page.click("a:text-is('Margarethe Pell') >> nth=0")
    top = page.evaluate("document.getElementById('c4').getBoundingClientRect().top")
    page.close()
    assert -5 <= top <= 800


def test_a_blocked_picture_says_what_it_shows_and_takes_no_more_room(browser):
    page = shown(browser, html_of(a_rich_edition()), width=375)
    box = page.eval_on_selector("img", "each => [each.alt, each.getBoundingClientRect().width]")
    page.close()
    assert box[0] == "The old ferry quay at low tide"
    assert box[1] <= 375


def test_right_to_left_runs_from_the_right(browser):
    page = shown(browser, html_of(replace(a_rich_edition(), language="ar")))
    disc, name = page.evaluate(
        "[...document.querySelectorAll('h2')].slice(1, 2).flatMap(each => [each.closest('tr').cells[0], each])"
        ".map(each => each.getBoundingClientRect().left)"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 600
    page.close()
    assert disc > name
