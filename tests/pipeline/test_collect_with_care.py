"""Collecting as a publisher would have it: polite to hosts, complete, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.model import Article, Feed, Fetched, FullText, Keep, Rules
from digest.people import load_knowledge
from digest.pipeline import Collected, Means, collect, look
from tests.builders import NOON
from tests.pipeline.builders import LONG, a_post, a_rss
from tests.pipeline.fakes import FakeWeb, means

HARBOUR = Feed(url="https://harbourpost.example/feed.xml")
SPORT = Feed(url="https://harbourpost.example/sport.xml")
LANTERN = Feed(url="https://lantern.example/rss")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PAGE = "https://harbourpost.example/bridge"


def visited(used: Means, *feeds: Feed, at=NOON) -> Collected:
    return collect(used, feeds or [HARBOUR], since=NOON - DAY, now=at)


def kept(used: Means) -> list[Article]:
    return used.storage.articles.first_seen_between(NOON - 9 * DAY, NOON + 9 * DAY)


def state_of(used: Means, feed: Feed = HARBOUR):
    return used.storage.feeds.get([feed.url])[feed.url]


def a_page(text: str = LONG) -> bytes:
    paragraphs = f"<p>{text}</p><p>{text}</p>"
    return f"<html><body><article><h1>Bridge opens</h1>{paragraphs}</article></body></html>".encode()


# ---- polite to hosts


def a_tired_web() -> FakeWeb:
    web = FakeWeb({SPORT.url: a_rss(a_post()), LANTERN.url: a_rss(a_post())})
    web.errors[HARBOUR.url] = "harbourpost.example asks us to come less often (status 429)"
    web.statuses[HARBOUR.url] = 429
    web.retry_after[HARBOUR.url] = 3 * HOUR
    return web


def test_a_host_that_asks_for_peace_is_left_alone_with_all_its_feeds_until_the_time_is_over():
    web = a_tired_web()
    used = means(web)
    visited(used, HARBOUR)
    collected = visited(used, HARBOUR, SPORT, LANTERN, at=NOON + HOUR)
    assert web.asked == [HARBOUR.url, LANTERN.url]
    assert (collected.visited, collected.put_off, collected.failed) == (1, 2, ())
    assert state_of(used, SPORT).next_visit == NOON + 3 * HOUR
    visited(used, SPORT, at=NOON + 3 * HOUR)
    assert web.asked[-1] == SPORT.url


@pytest.mark.parametrize(("asked", "waits"), [(3 * HOUR, 3 * HOUR), (None, HOUR / 4), (99 * DAY, 7 * DAY)])
def test_what_was_not_asked_because_its_host_had_enough_is_put_off_and_no_failure(asked, waits):
    class Closed(FakeWeb):
        def fetch(self, requests):
            for each in requests:
                yield Fetched(request=each, url=each.url, error="not asked", retry_after=asked, unasked=True)

    used = means(Closed())
    collected = visited(used, SPORT)
    assert (collected.visited, collected.put_off, collected.failed) == (0, 1, ())
    assert (state_of(used, SPORT).failures, state_of(used, SPORT).next_visit) == (0, NOON + waits)


def test_a_host_that_asks_for_peace_keeps_what_is_known_of_its_robots_txt():
    web = FakeWeb({HARBOUR.url: a_rss(a_post(text="Short.")), PAGE: a_page()})
    web.pages["https://harbourpost.example/robots.txt"] = b"User-agent: *\nDisallow: /bridge"
    used = means(web)
    visited(used)
    tired = a_tired_web()
    visited(replace(used, fetcher=tired), at=NOON + HOUR)
    known = used.storage.hosts.get(["harbourpost.example"])["harbourpost.example"]
    assert known.paused_until == NOON + 4 * HOUR
    assert "Disallow: /bridge" in known.robots


def test_pages_of_a_host_that_asks_for_peace_wait_and_the_feeds_text_does():
    web = a_tired_web()
    web.pages[LANTERN.url] = a_rss(a_post(text="Short.", url=PAGE))
    used = means(web)
    visited(used, HARBOUR)
    visited(used, LANTERN, at=NOON + HOUR)
    assert [each.text for each in kept(used)] == ["Short."]
    assert PAGE not in web.asked


def test_a_page_by_which_its_host_asks_for_peace_gives_it_that_in_the_next_rounds_too():
    web = a_tired_web()
    web.pages |= {LANTERN.url: a_rss(a_post(text="Short.", url=HARBOUR.url))}
    used = means(web)
    visited(used, LANTERN)
    assert web.asked[-1] == HARBOUR.url
    assert visited(used, SPORT, at=NOON + HOUR).put_off == 1
    known = used.storage.hosts.get(["harbourpost.example"])["harbourpost.example"]
    assert (known.paused_until, known.robots_until) == (NOON + 3 * HOUR, NOON + DAY)


def test_a_host_reached_by_a_redirect_while_it_wants_peace_gets_no_shorter_one():
    web = a_tired_web()
    used = means(web)
    visited(used, HARBOUR)
    web.moved[LANTERN.url] = HARBOUR.url
    web.retry_after[HARBOUR.url] = HOUR / 2
    visited(used, LANTERN, at=NOON + HOUR)
    assert visited(used, SPORT, at=NOON + 2 * HOUR).put_off == 1


def test_a_page_that_robots_txt_keeps_from_programs_is_not_read():
    web = FakeWeb({HARBOUR.url: a_rss(a_post(text="Short.")), PAGE: a_page()})
    web.pages["https://harbourpost.example/robots.txt"] = b"User-agent: *\nDisallow: /bridge"
    used = means(web)
    visited(used)
    assert PAGE not in web.asked
    assert [each.text for each in kept(used)] == ["Short."]


def test_robots_txt_is_asked_for_once_a_day():
    web = FakeWeb({HARBOUR.url: a_rss(a_post(text="Short.")), PAGE: a_page()})
    used = means(web)
    for hours in (0, 2, 25):
        web.pages[HARBOUR.url] = a_rss(a_post(text="Short.", url=f"{PAGE}-{hours}"))
        visited(used, at=NOON + hours * HOUR)
    assert web.asked.count("https://harbourpost.example/robots.txt") == 2


def test_a_host_that_asks_for_long_pauses_has_few_of_its_pages_read():
    posts = [a_post(text="Short.", url=f"{PAGE}/{n}", guid=str(n)) for n in range(9)]
    web = FakeWeb({HARBOUR.url: a_rss(*posts)})
    web.pages["https://harbourpost.example/robots.txt"] = b"User-agent: *\nCrawl-delay: 10"
    used = means(web)
    visited(used)
    assert len([url for url in web.asked if url.startswith(PAGE)]) == 4
    assert len(kept(used)) == 9


def test_a_feed_that_is_gone_is_not_visited_any_more_and_says_how_to_begin_again():
    web = FakeWeb(errors={HARBOUR.url: "harbourpost.example says this is gone for good (status 410)"})
    web.statuses[HARBOUR.url] = 410
    used = means(web)
    ((_, error),) = visited(used).failed
    assert "digest resume" in error
    assert state_of(used).stopped


def test_a_private_feed_is_asked_for_with_its_secret():
    asked = []

    class Listening(FakeWeb):
        def fetch(self, requests):
            requests = list(requests)
            asked.extend(requests)
            return super().fetch(requests)

    new = "https://elsewhere.example/rss"
    used = means(Listening({HARBOUR.url: a_rss(a_post()), new: a_rss(a_post())}, moved={HARBOUR.url: new}))
    for hours in (0, 2, 4):
        visited(used, replace(HARBOUR, authorization="Bearer secret"), at=NOON + hours * HOUR)
    assert [each.url for each in asked] == [HARBOUR.url, HARBOUR.url, new]
    assert [each.authorization for each in asked] == ["Bearer secret", "Bearer secret", ""]
    assert "secret" not in repr(asked)


def test_looking_keeps_nothing():
    used = means(FakeWeb({HARBOUR.url: a_rss(a_post())}, errors={LANTERN.url: "it did not answer"}))
    states = look(used, [HARBOUR, LANTERN], now=NOON)
    assert {url: each.error for url, each in states.items()} == {
        HARBOUR.url: "",
        LANTERN.url: "it did not answer",
    }
    assert kept(used) == []
    assert used.storage.feeds.get([HARBOUR.url, LANTERN.url]) == {}


# ---- complete, and nothing twice


def test_a_first_visit_takes_what_is_recent_says_what_it_left_and_never_takes_that_for_news():
    old = [a_post(f"Old {n}", url=f"{PAGE}/{n}", at=NOON - (n + 2) * DAY) for n in range(5)]
    web = FakeWeb({HARBOUR.url: a_rss(a_post(), *old)})
    used = means(web)
    collected = visited(used)
    assert collected.new == 1
    assert collected.warned == ((HARBOUR.url, "At the first visit 5 older entries were left."),)
    assert state_of(used).note == "At the first visit 5 older entries were left."
    web.pages[HARBOUR.url] = a_rss(a_post("Night ferry", url=f"{PAGE}/ferry"), a_post(), *old)
    assert visited(used, at=NOON + HOUR).new == 1


def test_a_wider_window_takes_more_of_the_archive():
    old = [a_post(f"Old {n}", url=f"{PAGE}/{n}", at=NOON - (n + 2) * DAY) for n in range(5)]
    web = FakeWeb({HARBOUR.url: a_rss(a_post(), *old)})
    used = means(web)
    visited(used)
    assert collect(used, [HARBOUR], since=NOON - 4 * DAY, now=NOON + HOUR).new == 3
    assert collect(used, [HARBOUR], since=NOON - 4 * DAY, now=NOON + 2 * HOUR).unchanged == 1


def test_an_article_that_appears_late_is_taken_once_the_feed_is_known():
    web = FakeWeb({HARBOUR.url: a_rss(a_post())})
    used = means(web)
    visited(used)
    late = a_post("Late", url=f"{PAGE}/late", at=NOON - 20 * HOUR)
    web.pages[HARBOUR.url] = a_rss(late)
    assert collect(used, [HARBOUR], since=NOON + 4 * DAY, now=NOON + 5 * DAY).new == 1


def test_a_flood_is_capped_for_good():
    web = FakeWeb({HARBOUR.url: a_rss(a_post())})
    used = means(web)
    visited(used)
    flood = [a_post(f"Notice {n}", url=f"{PAGE}/{n}", guid=f"g{n}") for n in range(260)]
    web.pages[HARBOUR.url] = a_rss(*flood)
    collected = visited(used, at=NOON + HOUR)
    assert collected.new == 200
    assert "the newest 200 were taken" in collected.warned[0][1]
    web.pages[HARBOUR.url] = a_rss(*flood, title="Another title")
    assert visited(used, at=NOON + 2 * HOUR).new == 0


def test_entries_whose_guids_change_at_every_visit_are_known_by_their_addresses_and_not_read_again():
    web = FakeWeb({HARBOUR.url: a_rss(a_post(text="Short.", guid="one")), PAGE: a_page()})
    used = means(web)
    visited(used)
    web.pages[HARBOUR.url] = a_rss(a_post(text="Short.", guid="two"))
    again = visited(used, at=NOON + HOUR)
    assert (again.new, again.revised) == (0, 0)
    assert web.asked.count(PAGE) == 1


def without_link(title: str, text: str, guid: str) -> str:
    identity = f"<guid isPermaLink='false'>{guid}</guid>"
    return f"<item><title>{title}</title>{identity}<description>{text}</description></item>"


def test_entries_without_an_address_whose_guids_change_at_every_visit_are_known_by_what_they_say():
    web = FakeWeb()
    used = means(web)
    for guid in ("one", "two", "three"):
        web.pages[HARBOUR.url] = a_rss(
            without_link("Bridge", LONG, f"{guid}-a"), without_link("Cup", LONG[::-1], f"{guid}-b")
        )
        visited(used)
    assert len(kept(used)) == 2


def test_an_entry_without_an_address_is_known_by_its_guid_however_it_changes():
    web = FakeWeb({HARBOUR.url: a_rss(without_link("Bridge", LONG, "7"))})
    used = means(web)
    visited(used)
    web.pages[HARBOUR.url] = a_rss(without_link("Lindqvist speaks", "Something else altogether. " * 9, "7"))
    again = visited(used, at=NOON + HOUR)
    assert (again.new, again.revised) == (0, 1)


def test_a_link_and_a_pixel_that_count_readers_are_no_news_and_nothing_is_read_again():
    web = FakeWeb()
    used = means(web)
    for n in range(3):
        pixel = f"Short.<img src='https://count.example/{n}.gif' width='1' height='1'>"
        url = f"{PAGE}?utm_term={n}"
        web.pages |= {HARBOUR.url: a_rss(a_post(text=pixel, url=url, guid="7")), url: a_page()}
        visited(used, at=NOON + n * HOUR)
    assert sum(url.startswith(PAGE) for url in web.asked) == 1


def test_an_entry_under_a_new_address_with_its_old_guid_is_a_revision():
    web = FakeWeb({HARBOUR.url: a_rss(a_post("Bridge opens", guid="7"))})
    used = means(web)
    visited(used)
    web.pages[HARBOUR.url] = a_rss(a_post("Bridge opens at last", url=f"{PAGE}-at-last", guid="7"))
    again = visited(used, at=NOON + HOUR)
    assert (again.new, again.revised) == (0, 1)
    assert [each.title for each in kept(used)] == ["Bridge opens at last"]
    web.pages[HARBOUR.url] = a_rss(
        a_post("Bridge opens at last", url=f"{PAGE}-at-last", guid="7"), title="Another title"
    )
    assert (visited(used, at=NOON + 2 * HOUR).revised, len(kept(used))) == (0, 1)


def test_a_guid_that_is_used_again_for_other_news_is_another_article():
    web = FakeWeb({HARBOUR.url: a_rss(a_post("Bridge opens", guid="1"))})
    used = means(web)
    visited(used)
    other = "Tobias Arkwright scored twice as Kestrel won the cup. He had not played since March. " * 4
    web.pages[HARBOUR.url] = a_rss(
        a_post(
            "Kestrel win the cup", other, url="https://harbourpost.example/cup", guid="1", at=NOON + 30 * HOUR
        )
    )
    assert visited(used, at=NOON + 31 * HOUR).new == 1


@pytest.mark.parametrize(
    "feed",
    [
        replace(HARBOUR, exclude=Rules(words=("horoscope",))),
        replace(HARBOUR, include=Rules(words=("bridge",))),
        replace(HARBOUR, exclude=Rules(languages=("de",))),
    ],
    ids=["a word that is not wanted", "no word that is wanted", "a language that is not wanted"],
)
def test_what_the_rules_leave_out_is_not_kept_and_not_looked_at_again(feed: Feed):
    stars = "Das Horoskop: Die Sterne stehen gut, und der Tag wird lang. (horoscope) Es bleibt heiter. " * 5
    web = FakeWeb({HARBOUR.url: a_rss(a_post(), a_post("Sterne", stars, url=f"{PAGE}/stars", guid="s"))})
    used = means(web)
    collected = visited(used, feed)
    assert [each.title for each in kept(used)] == ["Bridge opens"]
    assert collected.warned == ((HARBOUR.url, "Its rules left 1 new entry out."),)
    assert state_of(used).note == "Its rules left 1 new entry out."
    web.pages[HARBOUR.url] = a_rss(a_post("Sterne", stars, url=f"{PAGE}/stars", guid="s"), title="Renamed")
    assert visited(used, feed, at=NOON + HOUR).new == 0


@pytest.mark.parametrize(
    "rules", [Rules(words=("trams",)), Rules(authors=("Ulla Fennimore",))], ids=["word", "author"]
)
def test_an_item_is_wanted_for_what_only_its_page_tells(rules: Rules):
    author = b"<head><meta name='author' content='Ulla Fennimore'></head><body>"
    web = FakeWeb({HARBOUR.url: a_rss(a_post(text="Short.")), PAGE: a_page().replace(b"<body>", author)})
    used = means(web)
    visited(used, replace(HARBOUR, include=rules))
    assert [each.title for each in kept(used)] == ["Bridge opens"]


@pytest.mark.parametrize(
    "rules",
    [{"include": Rules(languages=("de",))}, {"exclude": Rules(languages=("en",))}],
    ids=["wanted", "not left out"],
)
def test_the_language_of_a_text_counts_and_not_what_its_feed_claims(rules: dict[str, Rules]):
    text = (
        "Die Bürgermeisterin eröffnete am Montag die neue Brücke, und die Kapelle spielte bis zum Abend. " * 6
    )
    claims = a_rss(a_post("Brücke offen", text)).replace(b"<channel>", b"<channel><language>en-US</language>")
    used = means(FakeWeb({HARBOUR.url: claims}))
    visited(used, replace(HARBOUR, **rules))
    assert [each.language for each in kept(used)] == ["de"]


def test_what_has_no_date_is_no_news_when_it_changes_after_its_text_was_pruned():
    link = "<link>https://harbourpost.example/about</link>"
    web = FakeWeb({HARBOUR.url: a_rss(without_link("About us", LONG, "7").replace("<guid", f"{link}<guid"))})
    used = means(web)
    assert visited(used).new == 1
    later = NOON + 100 * DAY
    used.storage.prune(Keep(), now=later)
    web.pages[HARBOUR.url] = web.pages[HARBOUR.url].replace(b"brass band", b"choir")
    again = visited(used, at=later)
    assert (again.new, again.revised) == (0, 0)


def test_paragraphs_that_an_outlet_repeats_are_learnt_and_left_out():
    plea = "Reporting like this costs money; give us some at the kiosk by the ferry."
    news = (
        "Ada Lindqvist opened the bridge after nine years, and a band played until the rain came. " * 4,
        "Tobias Arkwright scored twice as Kestrel won the cup, for the first time since the war ended. " * 4,
        "Nadia Petrescu sold the last tram to a museum, which will let children ring its bell. " * 4,
        "Ulla Fennimore found a coin in the valley, older than the church that looks down on it. " * 4,
    )
    texts = [f"{each}</p><p>{plea}" for each in news]
    posts = [a_post(f"Day {n}", text, url=f"{PAGE}/{n}", guid=str(n)) for n, text in enumerate(texts)]
    web = FakeWeb({HARBOUR.url: a_rss(*posts[:3])})
    used = means(web)
    visited(used)
    assert [plea in each.text for each in kept(used)] == [False] * 3
    web.pages[HARBOUR.url] = a_rss(posts[3])
    visited(used, at=NOON + HOUR)
    assert [plea in each.text for each in kept(used)] == [False] * 4


def test_a_copy_is_kept_but_not_analysed():
    copied = a_post("Harbour bridge opened", url="https://lantern.example/bridge")
    used = means(FakeWeb({HARBOUR.url: a_rss(a_post()), LANTERN.url: a_rss(copied)}))
    visited(used, HARBOUR, LANTERN)
    revisions = [each.revision for each in kept(used)]
    assert len(revisions) == 2
    assert len(used.storage.analyses.get(revisions, version=load_knowledge().version)) == 1


def test_a_section_comes_from_the_feeds_categories():
    post = a_post().replace("</item>", "<category>Harbour</category></item>")
    used = means(FakeWeb({HARBOUR.url: a_rss(post)}))
    visited(used, replace(HARBOUR, full_text=FullText.NO))
    assert [each.section for each in kept(used)] == ["Harbour"]


# ---- addresses that stand for more than one text, and feeds that speak of others' articles

CUP = "Tobias Arkwright scored twice as Kestrel won the cup. He had not played since March, and wept. " * 4
TRAM = "Nadia Petrescu sold the last tram to a museum, which will let children ring its bell on Sundays. " * 4


@pytest.mark.parametrize(
    "urls",
    [
        ["https://harbourpost.example/"] * 3,
        ["https://harbourpost.example/live"] * 3,
        [f"https://harbourpost.example/live#{n}" for n in range(3)],
    ],
    ids=["the site's own", "a page's", "a page's, with fragments"],
)
def test_entries_that_share_an_address_are_articles_of_their_own(urls: list[str]):
    posts = [
        a_post(title, text, url=url, guid=str(n + 7))
        for n, (title, text, url) in enumerate(
            zip(("Bridge opens", "Kestrel win", "Last tram"), (LONG * 2, CUP, TRAM), urls, strict=True)
        )
    ]
    web = FakeWeb({HARBOUR.url: a_rss(*posts)})
    used = means(web)
    assert visited(used).new == 3
    assert {each.title for each in kept(used)} == {"Bridge opens", "Kestrel win", "Last tram"}
    web.pages[HARBOUR.url] = a_rss(*reversed(posts), title="Renamed")
    again = visited(used, at=NOON + HOUR)
    assert (again.new, again.revised) == (0, 0)


def test_entries_that_share_an_address_are_known_whatever_becomes_of_their_guids():
    def posts(guid: str, *more: str) -> bytes:
        url = "https://harbourpost.example/live"
        bridge, cup = a_post(url=url, guid=guid), a_post("Kestrel win", CUP, url=url, guid=f"{guid}-cup")
        return a_rss(*more, bridge, cup)

    web = FakeWeb({HARBOUR.url: posts("one")})
    used = means(web)
    assert visited(used).new == 2
    web.pages[HARBOUR.url] = posts("two")
    again = visited(used, at=NOON + HOUR)
    assert (again.new, again.revised) == (0, 0)
    tram = a_post("Last tram", TRAM, url="https://harbourpost.example/live", guid="three")
    web.pages[HARBOUR.url] = posts("three", tram)
    again = visited(used, at=NOON + 2 * HOUR)
    assert (again.new, again.revised) == (1, 0)


def test_an_entry_that_is_there_before_and_after_a_change_is_one_article():
    after = a_post("Bridge opens at last", guid="b", at=NOON + HOUR)
    used = means(FakeWeb({HARBOUR.url: a_rss(after, a_post(guid="a"))}))
    assert visited(used).new == 1


def test_the_page_that_several_entries_share_is_not_read_for_any_of_them():
    posts = [a_post("Bridge opens", "Short.", guid="a"), a_post("Kestrel win", "Two to one.", guid="b")]
    web = FakeWeb({HARBOUR.url: a_rss(*posts), PAGE: a_page()})
    used = means(web)
    visited(used)
    assert sorted(each.text for each in kept(used)) == ["Short.", "Two to one."]
    assert PAGE not in web.asked


def test_what_a_link_list_says_of_an_article_takes_nothing_from_it():
    used = means(FakeWeb({HARBOUR.url: a_rss(a_post()), LANTERN.url: a_rss(a_post("Wow", CUP * 9))}))
    visited(used, replace(HARBOUR, full_text=FullText.NO))
    again = visited(used, replace(LANTERN, full_text=FullText.NO), at=NOON + HOUR)
    assert (again.new, again.revised) == (0, 0)
    assert [each.title for each in kept(used)] == ["Bridge opens"]
    assert len(used.storage.articles.first_seen_between(NOON - DAY, NOON, feeds=[LANTERN.url])) == 1


@pytest.mark.parametrize("order", [(HARBOUR, LANTERN), (LANTERN, HARBOUR)], ids=["before", "after"])
def test_an_outlets_own_text_stands_whether_it_comes_before_or_after_that_of_another(
    order: tuple[Feed, Feed],
):
    used = means(FakeWeb({HARBOUR.url: a_rss(a_post()), LANTERN.url: a_rss(a_post("Wow", CUP * 9))}))
    visited(used, *(replace(each, full_text=FullText.NO) for each in order))
    assert [each.title for each in kept(used)] == ["Bridge opens"]


def test_of_two_feeds_of_an_outlet_none_takes_much_from_what_the_other_said():
    web = FakeWeb({HARBOUR.url: a_rss(a_post(text=LONG * 3)), SPORT.url: a_rss(a_post(text=LONG))})
    used = means(web)
    whole, short = (replace(each, full_text=FullText.NO) for each in (HARBOUR, SPORT))
    visited(used, whole)
    assert visited(used, short, at=NOON + HOUR).revised == 0
    web.pages[SPORT.url] = a_rss(a_post("Bridge opens at last", text=LONG * 2))
    assert visited(used, short, at=NOON + 2 * HOUR).revised == 1


def test_no_feed_teaches_what_another_outlet_repeats():
    said = "The mayor, who had opposed the bridge for years, stayed away from the opening."
    poison = [
        a_post(f"Fake {n}", f"{each}</p><p>{said}", url=f"{PAGE}/fake{n}", guid=str(n + 7))
        for n, each in enumerate(
            (CUP, TRAM, "Ulla Fennimore found a coin in the valley, older than bells. " * 5)
        )
    ]
    web = FakeWeb({LANTERN.url: a_rss(*poison), HARBOUR.url: a_rss(a_post(text=f"{LONG * 2}</p><p>{said}"))})
    used = means(web)
    visited(used, LANTERN)
    visited(used, HARBOUR, at=NOON + HOUR)
    (bridge,) = (each for each in kept(used) if each.title == "Bridge opens")
    assert said in bridge.text


def a_shortened_web() -> tuple[FakeWeb, str, str]:
    short, counter = "https://short.example/x1", "https://counter.example/x1"
    web = FakeWeb({HARBOUR.url: a_rss(a_post(text="Short.", url=short)), PAGE: a_page()})
    web.elsewhere = {short: counter, counter: PAGE}
    return web, short, counter


def test_a_page_behind_other_hosts_is_read_under_the_rules_of_each():
    web, short, counter = a_shortened_web()
    used = means(web)
    visited(used)
    robots = [f"https://{host}.example/robots.txt" for host in ("short", "counter", "harbourpost")]
    assert web.asked == [HARBOUR.url, robots[0], short, robots[1], counter, robots[2], PAGE]
    assert ["brass band" in each.text for each in kept(used)] == [True]


def test_a_page_that_the_last_host_keeps_from_programs_is_not_read_through_a_shortener():
    web, *_ = a_shortened_web()
    web.pages["https://harbourpost.example/robots.txt"] = b"User-agent: *\nDisallow: /bridge"
    used = means(web)
    visited(used)
    assert PAGE not in web.asked
    assert [each.text for each in kept(used)] == ["Short."]


def test_a_page_that_leads_from_host_to_host_is_given_up():
    web = FakeWeb({HARBOUR.url: a_rss(a_post(text="Short.", url="https://h0.example/x"))})
    web.elsewhere = {f"https://h{n}.example/x": f"https://h{n + 1}.example/x" for n in range(9)}
    used = means(web)
    visited(used)
    assert len([url for url in web.asked if url.endswith("/x")]) == 3
    assert [each.text for each in kept(used)] == ["Short."]


def test_pages_are_read_when_all_feeds_have_been_visited():
    web = FakeWeb(
        {HARBOUR.url: a_rss(a_post(text="Short.")), PAGE: a_page(), SPORT.url: a_rss(a_post(guid="9"))}
    )
    visited(means(web), HARBOUR, SPORT)
    assert web.asked[:2] == [HARBOUR.url, SPORT.url]
    assert web.asked[-1] == PAGE
