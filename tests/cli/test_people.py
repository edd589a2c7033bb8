"""`people list`, `people show` and `people explain`."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from digest import cli
from digest.model import (
    Identification,
    Identity,
    Involvement,
    Person,
    PersonId,
    Proposal,
    article_id,
)
from tests.builders import NOON, an_article
from tests.cli.test_commands import said, typed
from tests.installation import Installation, installed

NOW = ["--now", "2026-05-12T12:00:00+00:00"]
BRIDGE = "https://harbour.example/bridge"
GOALIE = Person(id=PersonId("colin-1"), name="Colin Ashgrove", role="goalkeeper", last_seen=NOON)
BAKER = Person(id=PersonId("colin-2"), name="Colin Ashgrove", aliases=("C. Åshgrove",), handles=("@bread",))
HOSTILE = Person(id=PersonId("bad-1"), name="Mal \x1b[31mO\x9b" * 9, role="\x1b]0;x\x07mayor\u202e" * 9)
BROTHERS = (
    "Karl Stens and Bernd Stens opened a shop on Monday. Stens said that it was \x9b31m fun.\u202e " * 2
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    with installed(tmp_path) as installation:
        yield installation


@pytest.fixture
def ran(here: Installation) -> Installation:
    said("run", *NOW)
    return here


def keep(here: Installation, *people: Person) -> None:
    with here.opened() as app:
        app.means.storage.people.keep(Identification(people=people))


def people(*words: str) -> str:
    return said("people", *words, *NOW)


def refused(*words: str) -> str:
    code, out, err = typed("people", *words, *NOW)
    assert (code, out) == (2, "")
    return err


def test_the_list_has_those_in_the_news_and_in_how_many_articles(ran: Installation):
    keep(ran, GOALIE)
    lines = people("list").splitlines()
    assert lines[0].split() == ["articles", "name", "what", "they", "are"]
    assert [line.split()[0:3] for line in lines[1:] if not line.startswith(" " * 10)] == [
        ["1", "Ada", "Lindqvist"],
        ["1", "Bo", "Ek"],
    ]
    assert "Ashgrove" not in people("list")
    assert "       0  Colin Ashgrove" in people("list", "--all")


def test_the_list_says_what_people_yaml_wants(ran: Installation):
    (ran.folder / "people.yaml").write_text("- follow: Ada Lindqvist\n- mute: Bo Ek\n- leave-out: bo ek\n")
    out = people("list")
    assert "people.yaml: follow" in out
    assert "people.yaml: mute, leave-out" in out


def test_a_search_takes_any_name_whatever_accents_and_case(ran: Installation):
    keep(ran, GOALIE, BAKER)
    out = people("list", "ASHGROVE", "c")
    assert "colin-1" in out  # two of one name are told apart by their ids
    assert "colin-2 · also C. Åshgrove, @bread" in out
    assert out.index("colin-1") < out.index("colin-2")  # seen before never seen
    assert "has a name with “Zz” in it" in people("list", "Zz")


def test_the_list_fits_eighty_columns_and_obeys_nothing_in_a_name(here: Installation):
    keep(here, HOSTILE, Person(id=PersonId("wide"), name="李小龍" * 20, role="演員" * 40))
    out = people("list", "--all")
    assert all(len(line) <= 80 for line in out.splitlines())
    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(out)
    assert "…" in out


def test_an_empty_register_says_how_it_is_filled(here: Installation):
    assert "digest draft" in people("list")
    keep(here, GOALIE)
    assert "--all shows the 1 person known" in people("list")


def test_a_long_list_is_cut_and_says_so(here: Installation):
    keep(here, *(Person(id=PersonId(f"p{n}"), name=f"Ada Number{n}") for n in range(50)))
    assert "… and 10 more; --all shows them." in people("list", "ada")
    assert len(people("list", "ada", "--all").splitlines()) == 51
    assert len(json.loads(people("list", "ada", "--json"))) == 50


def test_the_list_is_there_for_programs(ran: Installation):
    ada, _ = json.loads(people("list", "--json"))
    assert (ada["name"], ada["articles"], ada["people_yaml"]) == ("Ada Lindqvist", 1, [])
    assert ada["last_seen"].startswith("2026-05-12")


def test_json_holds_no_character_that_a_terminal_obeys(here: Installation):
    keep(here, HOSTILE)
    out = people("list", "--all", "--json")
    assert not {"\x1b", "\x9b", "\u202e"} & set(out)
    assert json.loads(out)[0]["name"] == HOSTILE.name


def test_one_person_is_shown_with_names_articles_and_words(ran: Installation):
    (ran.folder / "people.yaml").write_text("- alias: Bo Ek = @ek.swims\n- follow: Bo Ek\n")
    out = people("show", "bo ek")
    assert out.startswith("Bo Ek  (bo-ek-")
    assert "also called, by people.yaml: @ek.swims" in out
    assert "people.yaml: follow: Bo Ek" in out
    assert "first seen 2026-05-12, last seen 2026-05-12" in out
    assert "2026-05-12  Bo Ek swims the bay" in out
    assert "central, 0." in out
    assert "https://lantern.example/swim" in out
    assert "“The water was rude” (The Lantern)" in out


def test_names_read_in_articles_are_told_from_those_of_people_yaml(here: Installation):
    keep(here, replace(BAKER, aliases=("C. Ashgrove", "Crumbs"), role="baker"))
    (here.folder / "people.yaml").write_text("- alias: colin-2 = Crumbs\n")
    out = people("show", "colin-2")
    assert "also called, in articles: C. Ashgrove, @bread" in out
    assert "also called, by people.yaml: Crumbs" in out
    assert "  baker" in out


def test_who_stands_beside_somebody_is_shown(here: Installation):
    with here.opened() as app:
        article = an_article("Brothers open a shop", BROTHERS, url="https://harbour.example/shop")
        app.means.storage.articles.add([article])
        app.means.storage.articles.sighted(here.web.url("/harbour"), [], now=NOON)
    here.file.write_text(here.file.read_text().replace("feeds:\n", f"feeds:\n  - {article.feed_url}\n"))
    said("draft", "--now", "2026-05-12T12:30:00+00:00")
    out = people("show", "Karl Stens")
    assert "Beside them: Bernd Stens (1)" in out
    told = json.loads(people("show", "Karl Stens", "--json"))
    assert told["beside"][0]["name"] == "Bernd Stens"
    assert told["appearances"][0]["url"] == "https://harbour.example/shop"
    explained = people("explain", "https://harbour.example/shop")
    assert "left open" in explained
    assert not {"\x1b", "\x9b", "\u202e"} & set(explained + out)


def test_two_of_one_name_are_listed_with_their_ids(here: Installation):
    keep(here, GOALIE, BAKER)
    err = refused("show", "Colin Ashgrove")
    assert "means 2 people; name one by the id:" in err
    assert "colin-1  Colin Ashgrove, goalkeeper" in err
    assert people("show", "colin-1").startswith("Colin Ashgrove  (colin-1)")


def test_an_id_that_was_merged_away_shows_whom_it_leads_to(here: Installation):
    keep(here, GOALIE, BAKER)
    with here.opened() as app:
        app.means.storage.people.merge(GOALIE.id, into=BAKER.id)
    assert people("show", "colin-1").startswith("Colin Ashgrove  (colin-2)")
    assert "stands in no article" in people("explain", "colin-1")


def test_somebody_unknown_is_told_with_names_like_theirs(ran: Installation):
    assert "did you mean “Ada Lindqvist”?" in refused("show", "Ada Lindkvist")
    assert "nobody in the register is called “Xu”" in refused("explain", "Xu")


def test_bytes_that_are_no_text_are_refused(here: Installation):
    for words in (("show", "\udcff"), ("explain", "\udcff"), ("list", "\udcff"), ("follow", "\udcff")):
        assert "UTF-8" in refused(*words)


def test_an_article_is_explained_mention_by_mention(ran: Installation):
    out = people("explain", BRIDGE + "?utm_source=mail")
    assert out.startswith("Lindqvist opens the bridge\nHarbour Post, 2026-05-12 ")
    assert "  [Lindqvist] opens the bridge\n      → Ada Lindqvist, 0." in out
    assert "Who they are in the register:" in out
    assert "Ada Lindqvist → Ada Lindqvist [ada-lindqvist-" in " ".join(out.split())
    assert "No draft" not in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_an_article_is_found_by_its_id_its_story_and_its_edition_too(ran: Installation):
    one = article_id(BRIDGE)
    with ran.opened() as app:
        story = next(each for each in app.edition(1).stories if one in {s.article for s in each.sources})
    for asked in (one, story.id):
        told = json.loads(people("explain", asked, "--json"))
        assert [each["article"] for each in told] == [one]
    assert len(json.loads(people("explain", "1", "--json"))) == 2
    assert people("explain", "1").count("Who they are in the register:") == 2
    code, _, err = typed("people", "explain", "7")
    assert code == 1
    assert "there is no edition 7" in err
    assert "no article is kept of https://harbour.example/none" in refused(
        "explain", "https://harbour.example/none"
    )
    assert "nobody in the register" in refused("explain", "0123456789abcdef")


def test_an_article_in_no_draft_yet_is_explained_as_one_would_decide_now(here: Installation):
    said("collect", *NOW)
    out = people("explain", BRIDGE)
    assert "No draft has settled this article yet" in out
    assert "[Lindqvist] opens the bridge" in out
    assert "Nobody" in people("list", "--all")  # nothing of it is kept


def test_an_article_about_nobody_says_so(here: Installation):
    article = an_article(
        "Fog over the bay", "Fog lay over the bay until noon.", url="https://harbour.example/fog"
    )
    with here.opened() as app:
        app.means.storage.articles.add([article])
    assert "It names nobody." in people("explain", article.id)


def test_a_name_is_explained_in_the_newest_articles_and_only_that_name(ran: Installation):
    swim = people("explain", "Bo Ek")
    assert "[Bo Ek] swims the bay" in swim
    assert "Lindqvist" not in swim
    assert "bridge" not in swim
    by_surface = json.loads(people("explain", "lindqvist", "--json"))
    assert {each["surface"] for each in by_surface[0]["mentions"]} == {"Lindqvist"}
    person = by_surface[0]["mentions"][0]["person_id"]
    assert {"Ada Lindqvist", "Lindqvist"} <= {
        each["surface"] for each in json.loads(people("explain", person, "--json"))[0]["mentions"]
    }


def test_no_more_articles_of_a_name_are_explained_than_asked_for(ran: Installation):
    with ran.opened() as app:
        for hours in range(1, 8):
            at = NOON - timedelta(hours=hours)
            article = an_article(f"Day {hours}", "Bo Ek swam again on Monday.", published=at, first_seen=at)
            app.means.storage.articles.add([article])
    assert len(json.loads(people("explain", "Bo Ek", "--json"))) == 5
    assert len(json.loads(people("explain", "Bo Ek", "--limit", "2", "--json"))) == 2


def test_what_people_yaml_calls_nobody_is_explained_as_nobody(ran: Installation):
    (ran.folder / "people.yaml").write_text("- nobody: Bo Ek\n")
    out = people("explain", "https://lantern.example/swim")
    assert "→ nobody, " in out
    assert "people.yaml says that this is nobody's name" in out


def test_a_terminal_shows_the_name_bold(ran: Installation, monkeypatch: pytest.MonkeyPatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "argv", ["digest", "people", "explain", "Bo Ek", *NOW])
    with redirect_stdout(screen), pytest.raises(SystemExit):
        cli.main()
    assert "\x1b[1mBo Ek\x1b[22m swims the bay" in screen.getvalue()


@pytest.mark.parametrize("name", ["list", "show", "explain"])
def test_every_command_has_a_help_text_with_an_example(name: str):
    assert f"Example: digest people {name}" in " ".join(said("people", name, "--help").split())


UNSURE = Proposal(
    one=GOALIE.id,
    other=BAKER.id,
    evidence=("the same full name", "named beside Ada Lindqvist again"),
    against=("one is in sport, the other in food",),
    confidence=0.4,
    article=article_id(BRIDGE),
    on=NOON.date(),
)


def in_doubt(here: Installation) -> None:
    """Two namesakes, each in an article of their own, and that they may be one."""
    articles = [
        an_article(
            f"News {at}", f"Colin Ashgrove, {name}, sang at the bridge.", url=f"https://a.example/{at}"
        )
        for at, name in enumerate(("the keeper", "the baker"))
    ]
    identities = tuple(
        Identity(
            article=article.id,
            revision=article.revision,
            appearance="p1",
            person=person.id,
            involvement=Involvement.CENTRAL,
            reason="the first",
            confidence=0.7,
        )
        for article, person in zip(articles, (GOALIE, BAKER), strict=True)
    )
    proposal = replace(UNSURE, article=articles[1].id)
    with here.opened() as app:
        app.means.storage.articles.add(articles)
        app.means.storage.people.keep(
            Identification(people=(GOALIE, BAKER), identities=identities, proposals=(proposal,))
        )


def test_who_may_be_one_person_is_shown_side_by_side_with_the_commands_that_answer(here: Installation):
    in_doubt(here)
    out = people_proposals()
    assert "Are these one person? 40% likely" in out
    assert "the same full name; named beside Ada Lindqvist again" in out
    assert "Against: one is in sport, the other in food" in out
    assert "digest people merge colin-2 colin-1" in out
    assert "digest people split colin-2 colin-1" in out
    assert "[Colin Ashgrove], the baker, sang" in out
    assert "1 proposal waits for your answer" in people("list")


def test_proposals_as_data_have_both_sides_and_the_answers(here: Installation):
    in_doubt(here)
    (told,) = json.loads(people_proposals("--json"))
    assert (told["one"]["id"], told["other"]["id"]) == ("colin-2", "colin-1")
    assert told["one"]["surface"] == "Colin Ashgrove"
    assert told["if_one"] == "digest people merge colin-2 colin-1"
    assert told["on"] == "2026-05-12"


def test_an_answered_proposal_is_gone_until_the_line_is_taken_back(here: Installation):
    in_doubt(here)
    people("split", "colin-1", "colin-2")
    assert "Nobody is proposed" in people_proposals()
    people("split", "colin-1", "colin-2", "--undo")
    assert "Are these one person?" in people_proposals()


def test_who_was_taken_for_somebody_is_parted_by_an_article(here: Installation):
    in_doubt(here)
    with here.opened() as app:
        people_of = app.means.storage.people
        (theirs,) = people_of.identities_of(BAKER.id, limit=9)
        people_of.move([replace(theirs, person=GOALIE.id)])
    out = people("split", "colin-1", "https://a.example/1")
    assert "Colin Ashgrove of “News 1” is somebody else" in out
    written = (here.folder / "people.yaml").read_text()
    assert f"- 2026-05-12 apart: colin-1 = {article_id('https://a.example/1')}" in written
    assert "says so already" in refused("split", "colin-1", "https://a.example/1")
    people("split", "colin-1", "https://a.example/1", "--undo")
    assert (here.folder / "people.yaml").read_text() == ""


def test_only_somebody_who_is_in_an_article_and_in_others_is_parted_by_it(here: Installation):
    in_doubt(here)
    assert "is in no other article" in refused("split", "colin-1", "https://a.example/0")
    assert "is not in “News 1”" in refused("split", "colin-1", "https://a.example/1")
    assert "no article is kept of" in refused("split", "colin-1", "https://a.example/9")


def people_proposals(*words: str) -> str:
    return said("people", "proposals", *words)
