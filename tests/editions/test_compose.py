from __future__ import annotations

from datetime import date, timedelta

from pydantic import TypeAdapter

from digest.editions.compose import Issue, compose
from digest.model import Digest, Edition, PersonId, Section, Skipped
from tests.builders import NOON
from tests.stories.builders import a_story, person


def an_issue(**digest) -> Issue:
    return Issue(
        digest=Digest(**({"name": "daily", "title": "The Daily Cast"} | digest)),
        local_date=date(2026, 5, 12),
        since=NOON - timedelta(days=1),
        cut_off=NOON,
        article_count=9,
        outlet_count=4,
    )


def a_section(name: str, *headlines: str, **others) -> Section:
    stories = tuple(a_story(headline, name) for headline in headlines)
    return Section(stories=stories, cast=(person(name),), **others)


def plain(*headlines: str, heading: str = "Local") -> Section:
    return Section(stories=tuple(a_story(headline) for headline in headlines), heading=heading)


def edition(*args, **kwargs) -> Edition:
    result = compose(*args, **kwargs)
    assert isinstance(result, Edition)
    return result


def test_an_edition_has_the_digest_s_face_and_the_issue_s_figures():
    result = edition(
        [a_section("Ada", "One")], [plain("Two")], an_issue(zone="Europe/Berlin", look="compact")
    )
    assert (result.digest, result.title, result.zone, result.look) == (
        "daily",
        "The Daily Cast",
        "Europe/Berlin",
        "compact",
    )
    assert (result.article_count, result.outlet_count, result.left_out, result.number) == (9, 4, 0, 0)
    assert [story.headline for story in result.stories] == ["One", "Two"]


def test_too_few_stories_make_no_edition_and_it_says_why():
    result = compose([a_section("Ada", "One")], [], an_issue(min_stories=3))
    assert result == Skipped(
        digest="daily",
        local_date=date(2026, 5, 12),
        reason="Only 1 story to tell, and daily asks for at least 3 (min_stories).",
    )
    several = compose([a_section("Ada", "One", "Two")], [], an_issue(min_stories=3))
    assert isinstance(several, Skipped)
    assert several.reason.startswith("Only 2 stories")


def test_nothing_at_all_makes_no_edition_even_where_none_is_asked_for():
    result = compose([], [], an_issue(min_stories=0))
    assert isinstance(result, Skipped)
    assert result.reason == "There is nothing new to tell."


def test_sections_beyond_the_most_become_a_list_of_their_stories():
    sections = [a_section("Ada", "One"), a_section("Bob", "Two", "Further"), a_section("Cleo", "Three")]
    result = edition(sections, [plain("Four")], an_issue(max_sections=1))
    assert [section.cast[0].name for section in result.sections] == ["Ada"]
    assert [(each.heading, [story.headline for story in each.stories]) for each in result.plain] == [
        ("Also in the news", ["Two", "Three", "Further"]),
        ("Local", ["Four"]),
    ]
    assert result.left_out == 0


def test_what_stands_nowhere_is_counted():
    many = [a_section(f"Person{n}", f"Story {n}") for n in range(40)]
    crowded = a_section("Ada", *(f"Ada {n}" for n in range(12)))
    local = plain(*(f"Local {n}" for n in range(20)))
    result = edition([crowded, *many], [local], an_issue(max_sections=5))
    assert len(result.stories) + result.left_out == 12 + 40 + 20
    assert result.left_out == 4 + 16 + 8


def test_what_has_no_section_of_its_own_says_where_it_would_stand():
    sections = [a_section(f"Person{n}", f"Story {n}") for n in range(1, 24)]
    also = edition(sections, [], an_issue(max_sections=1)).plain[0]
    whys = [story.score[-1].why for story in also.stories]
    assert whys[0] == "2nd of 23 sections, Person2; the edition shows 1"
    assert [why.split()[0] for why in whys[1:3]] == ["3rd", "4th"]
    assert [why.split()[0] for why in whys[9:13]] == ["11th", "12th", "13th", "14th"]
    assert whys[19].startswith("21st")
    assert [part.why for part in also.score] == ["2 of 22 stories; the first 20 are shown"]


def test_a_section_says_what_it_had_to_leave_out():
    crowded = a_section("Ada", *(f"Ada {n}" for n in range(12)))
    (section,) = edition([crowded], [], an_issue()).sections
    assert section.score[-1].why == "4 of 12 stories; the first 8 are shown"


def test_cross_references_lead_only_to_sections_that_are_there():
    sections = [
        a_section("Ada", "One", elsewhere=(PersonId("bob"), PersonId("cleo"))),
        a_section("Bob", "Two"),
        a_section("Cleo", "Three"),
    ]
    assert edition(sections, [], an_issue(max_sections=2)).sections[0].elsewhere == (PersonId("bob"),)


def test_the_same_input_gives_the_same_bytes():
    kind = TypeAdapter(Edition)
    made = [edition([a_section("Ada", "One")], [plain("Two")], an_issue()) for _ in range(2)]
    assert kind.dump_json(made[0]) == kind.dump_json(made[1])
    assert kind.validate_json(kind.dump_json(made[0])) == made[0]
