from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Copy, Feed, Involvement, PersonId, Reading, Story, content_id
from digest.stories.novelty import Told, plain_form
from digest.stories.tell import Background, tell_story
from tests.builders import a_picture, an_article
from tests.stories.builders import FIRE, a_reading, an_appearance, identities, person

AGAIN = (
    "The fish market of Brannock burned down on Monday. Mayor Odette Carrow said the market would be rebuilt. "
    "Police in Brannock looked for witnesses of the market fire."
)


def fire(*appearances, hours_ago: float = 2.0, **others) -> Reading:
    article = an_article("Fire destroys Brannock fish market", FIRE, hours_ago=hours_ago)
    return a_reading(article, *appearances, **others)


def again(*appearances, title: str = "Brannock fish market burns down", **others) -> Reading:
    article = an_article(
        title, AGAIN, url="https://stagelight.example/fire", feed_url="https://stagelight.example/rss"
    )
    return a_reading(article, *appearances, **others)


def told(*readings: Reading, **known) -> Story:
    return tell_story(list(readings), Background(**({"identities": identities(*readings)} | known)))


def test_its_id_is_that_of_its_earliest_article_so_it_survives_growing():
    alone, grown = told(fire()), told(fire(), again())
    assert alone.id == grown.id == content_id("story", fire().article.id)


def test_headline_sentences_and_sources_are_the_articles_own():
    story = told(fire(), again())
    assert story.headline in {fire().article.title, again().article.title}
    assert story.source(story.headline_source).title == story.headline
    texts = {fire().article.id: FIRE, again().article.id: AGAIN}
    assert story.summary
    for sentence in story.summary:
        assert texts[sentence.article][sentence.start : sentence.end] == sentence.text
    assert {source.article for source in story.sources} == set(texts)


def test_a_teaser_is_no_headline_where_there_is_another():
    story = told(fire(), again(title="You won’t believe what burned in Brannock…"))
    assert story.headline == fire().article.title


def test_a_headline_that_names_the_cast_is_preferred():
    story = told(
        fire(an_appearance("Odette Carrow")),
        again(an_appearance("Odette Carrow"), title="Carrow vows to rebuild burned Brannock fish market"),
    )
    assert story.headline.startswith("Carrow")


def test_the_newer_title_heads_a_story_that_moved_on():
    preview = a_reading(an_article("Harlow awaits Sunday’s regatta", "", hours_ago=40))
    result = a_reading(an_article("Harlow wins Sunday’s regatta", "", hours_ago=2))
    assert told(preview, result).headline == "Harlow wins Sunday’s regatta"


def test_an_article_without_a_title_is_headed_by_a_sentence():
    article = an_article("", FIRE, url="https://harbourpost.example/untitled")
    assert told(a_reading(article)).headline == FIRE.split(" Four")[0]
    assert told(a_reading(an_article("", "", url="https://harbourpost.example/empty"))).headline == ""


def test_outlet_category_and_weight_come_from_the_feeds():
    feeds = {
        fire().article.feed_url: Feed(url=fire().article.feed_url, name="Harbour Post", category="Local"),
        again().article.feed_url: Feed(url=again().article.feed_url, category="Local", weight=3),
    }
    story = told(fire(), again(), feeds=feeds)
    assert story.category == "Local"
    assert [source.outlet for source in story.sources] == ["stagelight.example", "Harbour Post"]
    assert [source.weight for source in story.sources] == [3, 1]
    assert told(fire()).category == ""


def test_parts_are_summed_over_the_articles_central_first():
    story = told(
        fire(an_appearance("Odette Carrow", 0.6), an_appearance("Ivo Kast", 0.4, central=False)),
        again(an_appearance("Odette Carrow", 0.2, central=False)),
    )
    assert [(part.name, round(part.share, 2), part.involvement) for part in story.people] == [
        ("Odette Carrow", 0.4, Involvement.CENTRAL),
        ("Ivo Kast", 0.2, Involvement.PASSING),
    ]


def test_who_is_negligible_in_the_whole_story_is_passing():
    story = told(fire(an_appearance("Odette Carrow", 0.02)), again())
    assert story.people[0].involvement is Involvement.PASSING


def test_a_copy_is_a_source_but_adds_nothing_to_anybodys_part():
    copy = a_reading(
        an_article("Market fire", FIRE, url="https://copy.example/fire", hours_ago=1),
        an_appearance("Ivo Kast"),
    )
    story = told(fire(an_appearance("Odette Carrow")), copy)
    assert [part.name for part in story.people] == ["Odette Carrow"]
    assert [source.url for source in story.sources][-1] == "https://copy.example/fire"


def test_people_are_called_what_the_register_calls_them():
    known = {PersonId("odette carrow"): person("Odette Carrow", aliases=("O. Carrow",))}
    renamed = {PersonId("odette carrow"): person("Odette Marie Carrow")}
    reading = fire(
        an_appearance("Odette Carrow"), quotes={"Odette Carrow": "We will build it again, stone by stone"}
    )
    assert told(reading, people=known).people[0].name == "Odette Carrow"
    assert told(reading, people=renamed).quotes[0].speaker == "Odette Marie Carrow"


def test_the_picture_is_the_headlines_else_the_next_source_with_one():
    plain = fire()
    pictured = a_reading(
        an_article("Market of Brannock", AGAIN, url="https://b.example/1", picture=a_picture())
    )
    assert told(plain, pictured).picture == a_picture()
    assert told(plain).picture is None


def test_who_is_on_the_leave_out_list_is_nowhere_in_the_story():
    hidden = person("Odette Carrow")
    reading = a_reading(
        an_article("Carrow vows to rebuild Brannock market", FIRE),
        an_appearance("Odette Carrow"),
        an_appearance("Ivo Kast"),
        quotes={
            "Odette Carrow": "We will build it again this year",
            "Ivo Kast": "Let us hope Carrow means what she says",
        },
        surfaces={"Odette Carrow": "Carrow"},
    )
    story = told(reading, people={hidden.id: hidden}, left_out=frozenset({hidden.id}))
    assert "Carrow" not in repr(story).replace(reading.article.url, "")
    assert story.headline == story.summary[0].text


def test_sentences_told_before_are_not_told_again():
    first = told(fire())
    before = Told(sentences=frozenset(plain_form(each.text) for each in first.summary[:1]))
    assert first.summary[0].text not in {each.text for each in told(fire(), told=before).summary}


def test_a_story_of_very_many_articles_names_all_of_them():
    readings = [
        a_reading(an_article(f"Fire in Brannock, part {n}", f"{FIRE} Part {n}.", hours_ago=n / 10))
        for n in range(1, 90)
    ]
    assert len(told(*readings).sources) == 89


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)))
def test_how_the_articles_are_ordered_does_not_matter(order):
    readings = [
        fire(an_appearance("Odette Carrow")),
        again(an_appearance("Odette Carrow"), an_appearance("Ivo Kast", 0.3)),
        a_reading(an_article("Copy", FIRE, url="https://c.example/1", hours_ago=0.5)),
        a_reading(
            an_article("Market fire", AGAIN + " Ivo Kast wept.", hours_ago=3), an_appearance("Ivo Kast", 0.3)
        ),
    ]
    assert told(*(readings[at] for at in order)) == told(*readings)
    assert max(r.article.published for r in readings) - told(*readings).published == timedelta(0)


def test_a_headline_that_tells_what_is_newest_brings_its_own_summary():
    old = an_article("Holm leaves the club", "Greta Holm left the club on Monday. " * 2 + AGAIN, hours_ago=20)
    text = "Otto Finch takes over the club that Greta Holm left. He begins on Thursday with forty players and a dog."
    new = an_article("Finch takes over from Holm at the club", text, url="https://b.example/2", hours_ago=2)
    story = told(a_reading(old), a_reading(new, an_appearance("Otto Finch")))
    assert story.headline == new.title
    assert story.summary[0].article == new.id


def test_the_other_outlets_of_a_text_are_named_once_each_and_its_own_not_again():
    def elsewhere(outlet: str, path: str):
        return an_article(
            text=FIRE, url=f"https://{outlet}.example/{path}", feed_url=f"https://{outlet}.example/feed.xml"
        )

    copies = (
        elsewhere("ledger", "1"),
        elsewhere("harbourpost", "front"),
        elsewhere("ledger", "2"),
        elsewhere("lantern", "3"),
    )
    feeds = {
        "https://lantern.example/feed.xml": Feed(url="https://lantern.example/feed.xml", name="The Lantern")
    }
    story = tell_story(
        [a_reading(an_article(text=FIRE, copies=copies))], Background(identities={}, feeds=feeds)
    )
    (source,) = story.sources
    assert source.copies == (
        Copy(outlet="ledger.example", url="https://ledger.example/1"),
        Copy(outlet="The Lantern", url="https://lantern.example/3"),
    )


def test_the_first_line_comes_from_the_article_that_the_headline_is_of():
    dull = again(title="Watch: everything we know")
    long = "The fish market of Brannock burned down on Monday and the mayor of the town spoke of the fire."
    other = an_article(
        "Brannock fish market burns down as mayor speaks", long, url="https://ledger.example/fire"
    )
    for story in (told(fire(), again()), told(fire(), dull), told(fire(), dull, a_reading(other))):
        assert story.headline_source == story.summary[0].article


def test_it_is_told_in_the_language_asked_for_where_an_article_is_in_it():
    text = "Der Fischmarkt von Brannock ist in der Nacht auf Montag mit vier Booten abgebrannt."
    url = "https://talbote.example/brand"
    german = a_reading(an_article("Fischmarkt von Brannock brennt ab", text, url=url, language="de"))
    english = a_reading(replace(fire().article, language="en-GB"))
    for language, wanted in (("de", german), ("en", english), ("en-US", english)):
        story = tell_story([german, english], Background(identities={}), language=language)
        assert (story.headline_source, story.summary[0].article) == (wanted.article.id, wanted.article.id)
        assert len(story.sources) == 2
    for language in ("fr", ""):
        assert tell_story([german], Background(identities={}), language=language).summary
