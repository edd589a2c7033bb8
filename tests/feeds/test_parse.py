"""Feed documents to entries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digest.model import Picture
from tests.feeds.parsing import FEED, described, parsed, recorded, rss, the_entry


def test_rss_2_gives_everything_a_feed_can_say():
    feed = recorded("rss20.xml")
    assert (feed.title, feed.language, feed.link) == (
        "Stagelight & Co.",
        "en-GB",
        "https://stagelight.example/",
    )
    assert (feed.ttl, feed.error, feed.warning) == (timedelta(minutes=30), "", "")
    first = feed.entries[0]
    assert first.feed_url == FEED
    assert first.guid == "sl-1001"
    assert first.url == "https://feeds.example/2026/05/tillings"
    assert first.title == "Mara Tillings & the lost chorus"
    assert first.published == datetime(2026, 5, 11, 7, 30, tzinfo=UTC)
    assert first.byline == "Jonas Peel"
    assert first.categories == ("Theatre", "Awards & Prizes")
    assert first.picture == Picture(url="https://cdn.stagelight.example/large.jpg")
    assert '<a href="https://feeds.example/dir/venues/grand">the Grand</a>' in first.html
    assert '<img src="https://feeds.example/img/tillings.jpg" alt="Mara Tillings in the wings">' in first.html
    assert "steal" not in first.html


def test_what_an_item_lacks_is_made_from_what_it_has():
    _, second, third = recorded("rss20.xml").entries
    assert second.guid == second.url == "https://stagelight.example/2026/05/untold"
    assert second.published is None
    assert second.byline == "Ines Carrow"
    assert second.picture == Picture(url="https://stagelight.example/img/enclosed.png")
    assert (third.title, third.url, third.published) == ("", "", None)
    assert third.guid
    assert third.html == "No title &amp; no link, only a line."


def test_the_oldest_rss_is_read_with_its_doctype():
    feed = recorded("rss091.xml")
    assert [each.title for each in feed.entries] == ["Ferry captain Ole Brandt retires"]
    assert feed.warning == ""


def test_rss_1_is_read_with_dublin_core_and_its_schedule():
    feed = recorded("rss10.rdf")
    assert (feed.language, feed.ttl) == ("de", timedelta(hours=6))
    (entry,) = feed.entries
    assert entry.published == datetime(2026, 5, 10, 4, 15, tzinfo=UTC)
    assert (entry.byline, entry.categories, entry.language) == ("Karl Immich", ("Wirtschaft",), "de")


def test_atom_is_read_with_its_bases_and_languages():
    feed = recorded("atom.xml")
    assert (feed.title, feed.language) == ("Nell & Sons", "en")
    first, second = feed.entries
    assert first.url == "https://notebook.example/blog/2026/claim"
    assert first.title == "A bold claim"
    assert first.published == datetime(2026, 5, 9, 8, tzinfo=UTC)
    assert first.byline == "Nell Ashworth"
    assert '<a href="https://notebook.example/blog/proof">' in first.html
    assert "javascript" not in first.html
    assert second.title == "1 < 2, dit Basile Morel"
    assert second.html == "<p>Moins &lt; plus &amp; ainsi de suite.</p>"
    assert second.published == datetime(2026, 5, 10, 8, tzinfo=UTC)
    assert (second.byline, second.language) == ("Basile Morel, Odile Ferrand", "fr")


def test_json_feed_is_read():
    feed = recorded("feed.json")
    assert (feed.title, feed.language, feed.link) == ("Pitchside", "en-US", "https://pitchside.example/")
    first, second = feed.entries
    assert (first.guid, first.url) == ("42", "https://feeds.example/match/42")
    assert first.html == "<p>Ada Okonjo scored <b>twice</b>.</p>"
    assert first.published == datetime(2026, 5, 10, 20, 15, tzinfo=UTC)
    assert (first.byline, first.categories) == ("Rui Falk", ("Football",))
    assert first.picture == Picture(url="https://feeds.example/img/okonjo.jpg")
    assert (second.url, second.byline) == ("https://other.example/x", "Tom Bexley")
    assert second.html == "<p>Plain &amp; simple.</p><p>Second paragraph.</p>"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("<!DOCTYPE html><html><head><title>Home</title></head></html>", "web page"),
        ("<html><body><p>Hello & welcome", "web page"),
        ("just words", "no feed"),
        ("<note><to>Ada</to></note>", "no feed"),
        ("{", "not valid JSON"),
        ('{"a": 1}', "no JSON Feed"),
        ("[1, 2]", "no JSON Feed"),
        ("[" * 100_000, "JSON"),
        ('<?xml version="1.0"?><rss version="2.0"><channel><title>Q', "before its first entry"),
        ("<rss version='2.0'><channel>" + "<a>" * 1000, "too deep"),
        ("\x00\x01\x02", "empty"),
    ],
)
def test_what_is_no_feed_is_told_in_one_sentence(body, word):
    feed = parsed(body)
    assert word in feed.error
    assert feed.error.endswith(".")
    assert feed.entries == ()


def test_a_feed_without_items_is_a_feed():
    assert parsed(rss()).error == ""


def test_entries_before_a_break_are_kept_and_the_break_is_told():
    feed = recorded("truncated.xml")
    assert [each.title for each in feed.entries][:2] == ["First", "Second"]
    why = "line 2: a sign such as &nbsp; that XML does not know"
    assert feed.warning == f"The feed is malformed ({why}); what could be read was kept."


BOMB = '<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REST = "<rss version='2.0'><channel><item><title>x &b; &a;</title></item></channel></rss>"


@pytest.mark.parametrize(
    "declared", [BOMB, OUTSIDE, f"<!-- <a -->{BOMB}", f"<?x <a ?>{OUTSIDE}", f"\n\n{BOMB}"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7", "utf-32"])
def test_documents_that_declare_entities_are_refused_in_any_encoding(declared, encoding):
    body = f"<?xml version='1.0' encoding='{encoding}'?>{declared}{REST}".encode(encoding)
    feed = parsed(body)
    assert "entities" in feed.error
    assert feed.entries == ()


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE, f"<!-- <a -->{BOMB}", f"\n\n{BOMB}"])
def test_entities_declared_in_ebcdic_stand_for_nothing(declared):
    feed = parsed(f"<?xml version='1.0' encoding='cp037'?>{declared}{REST}".encode("cp037"))
    assert "aaaa" not in str(feed.entries)
    assert "root:" not in str(feed.entries)


def test_an_article_about_entity_declarations_is_read():
    assert (
        "lol" in the_entry(described("<p>Never write &lt;!ENTITY lol 'x'></p><pre><!ENTITY lol></pre>")).html
    )


def test_no_outside_document_is_read():
    feed = parsed(
        '<!DOCTYPE rss SYSTEM "file:///etc/hostname"><rss version="2.0"><channel><item><title>Quay &x;</title></item>'
    )
    assert [each.title for each in feed.entries] in ([], ["Quay"], ["Quay &x;"])


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", None, ""),
        ("utf-8", "windows-1251", ""),
        ("utf-8", "iso-8859-1", "text/xml; charset=us-ascii"),
        ("utf-8", "utf-16", ""),
        ("windows-1252", "windows-1252", ""),
        ("windows-1252", None, ""),
        ("windows-1252", "utf-8", ""),
        ("iso-8859-1", None, 'application/rss+xml; charset="iso-8859-1"'),
        ("iso-8859-1", "nonsense", "text/xml; charset=ISO-8859-1"),
        ("utf-8-sig", "utf-8", ""),
        ("utf-16", "utf-16", ""),
        ("utf-16-le", "utf-16", ""),
        ("utf-16-be", None, ""),
        ("utf-32", "utf-32", ""),
    ],
)
def test_letters_are_right_whatever_the_document_says_of_its_encoding(encoding, declared, header):
    opening = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    body = opening + rss("<title>Jörg Märtens grüßt Zoë</title>").partition("?>")[2]
    feed = parsed(body.encode(encoding), content_type=header)
    assert [each.title for each in feed.entries] == ["Jörg Märtens grüßt Zoë"]


def test_the_header_helps_where_a_document_is_wrong_about_itself():
    body = rss("<title>Łódź</title>").replace("?>", ' encoding="utf-8"?>').encode("iso-8859-2")
    assert parsed(body, content_type="text/xml; charset=iso-8859-2").entries[0].title == "Łódź"
    assert parsed(body, content_type="text/xml; charset=klingon").entries


def test_japanese_in_its_own_encoding_is_left_alone():
    body = '<?xml version="1.0" encoding="iso-2022-jp"?>' + rss("<title>港の話</title>").partition("?>")[2]
    assert parsed(body.encode("iso-2022-jp")).entries[0].title == "港の話"


@pytest.mark.parametrize("before", ["\n\n", " \t\r\n", "\ufeff", "\n\ufeff\n", "\x00", "\x0c"])
def test_what_stands_before_the_declaration_does_no_harm(before):
    feed = parsed(before + rss("<title>Ferry</title>"))
    assert ([each.title for each in feed.entries], feed.warning) == (["Ferry"], "")


def test_nuls_and_controls_inside_do_no_harm():
    feed = parsed(rss("<title>Fer\x00ry\x07 b\x1boat</title>"))
    assert ([each.title for each in feed.entries], feed.warning) == (["Ferry boat"], "")


def test_much_white_space_before_the_first_element_takes_no_time():
    feed = parsed("<?xml version='1.0'?>" + "\n" * 1_000_000 + rss("<title>Ferry</title>").partition("?>")[2])
    assert len(feed.entries) == 1


def test_an_item_given_twice_comes_once_and_a_guid_given_twice_tells_two():
    items = [
        "<guid>1</guid><link>https://a.example/x</link><title>Ferry</title>",
        "<guid>1</guid><link>https://a.example/x</link><title>Ferry</title>",
        "<guid>1</guid><link>https://a.example/y</link><title>Tram</title>",
        "<guid>1</guid><link>https://a.example/z</link><title>Bus</title>",
        "<title>No guid, no link</title>",
        "<title>No guid, no link either</title>",
    ]
    entries = parsed(rss(*items)).entries
    assert [each.title for each in entries] == [
        "Ferry",
        "Tram",
        "Bus",
        "No guid, no link",
        "No guid, no link either",
    ]
    assert len({each.guid for each in entries}) == 5
    assert parsed(rss(*items)) == parsed(rss(*items))


def test_short_posts_without_titles_at_one_address_are_all_kept():
    link = "<guid>https://a.example/day</guid><link>https://a.example/day</link>"
    assert (
        len(
            parsed(
                rss(f"{link}<description>One</description>", f"{link}<description>Two</description>")
            ).entries
        )
        == 2
    )


def test_a_flood_of_items_is_cut():
    assert len(parsed(rss(*(f"<title>{n}</title>" for n in range(2100)))).entries) == 2000


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("Mon, 11 May 2026 09:30:00 GMT", datetime(2026, 5, 11, 9, 30, tzinfo=UTC)),
        ("Mon, 11 May 2026 09:30:00 -0500", datetime(2026, 5, 11, 14, 30, tzinfo=UTC)),
        ("2026-05-11 09:30:00", datetime(2026, 5, 11, 9, 30, tzinfo=UTC)),
        ("2026-05-11T09:30:00", datetime(2026, 5, 11, 9, 30, tzinfo=UTC)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Fri, 01 Jan 2038 00:00:00 GMT", None),
        ("yesterday", None),
        ("", None),
        ("99999-99-99", None),
        ("Mon, 31 Feb 2026 09:30:00 GMT", None),
    ],
)
def test_dates_are_utc_and_nonsense_is_none(told, meant):
    assert the_entry(f"<title>x</title><pubDate>{told}</pubDate>").published == meant


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Bread &amp;amp; butter", "Bread & butter"),
        ("Bread &amp;#8217;n&amp;#8217; butter", "Bread ’n’ butter"),
        ("<![CDATA[<b>Bold</b> claim]]>", "Bold claim"),
        ("<![CDATA[<script>x()</script>Plain]]>", "Plain"),
        ("Two\n   lines\t&#160;here", "Two lines here"),
        ("Tr\u202eick\u202c \u200bzero\ufeff", "Trick zero"),
        ("Family 👩‍👩‍👧 and می‌خواهم", "Family 👩‍👩‍👧 and می‌خواهم"),
        ("Use 5 &lt; 6", "Use 5 < 6"),
    ],
)
def test_titles_are_one_plain_line(written, read):
    assert the_entry(f"<title>{written}</title>").title == read


def test_long_titles_are_cut_at_a_word():
    title = the_entry(f"<title>{'harbour ' * 200}</title>").title
    assert len(title) <= 500
    assert title.endswith("harbour…")
    assert len(the_entry(f"<title>{'x' * 2000}</title>").title) == 500


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "https://[bad", "file:///etc/passwd"],
)
def test_only_web_addresses_are_addresses(link):
    assert the_entry(f"<title>x</title><link>{link}</link><guid isPermaLink='false'>7</guid>").url == ""


def test_an_address_with_a_blank_or_a_line_break_is_mended():
    assert the_entry("<title>x</title><link>\n https://a.example/big\nnews today </link>").url == (
        "https://a.example/bignews%20today"
    )
    assert the_entry(f"<title>x</title><link>https://a.example/{'x' * 3000}</link>").url == ""


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x()</script>",
        "<p onclick='x()'>a</p>",
        "<a href='javascript:x()'>a</a>",
        "<a href=' java\nscript:x()'>a</a>",
        "<a href='data:text/html,x()'>a</a>",
        "<a href='vbscript:x()'>a</a>",
        "<svg><a xlink:href='javascript:x()'>a</a><script>x()</script></svg>",
        "<form action='https://a.example'><input name=q><button>x()</button></form>",
        "<img src=x onerror='x()' srcset='javascript:x() 2x'>",
        "<iframe src='https://a.example' srcdoc='<script>x()</script>'></iframe>",
        "<p style='background:url(javascript:x())'>a</p>",
        "<math><mtext><table><mglyph><style><img src=x onerror=x()>",
        "<object data='javascript:x()'></object><embed src='javascript:x()'>",
        "<meta http-equiv=refresh content='0;url=javascript:x()'><base href='javascript:x()'>",
        "<template><script>x()</script></template><noscript><p title='</noscript><img src=x onerror=x()>'>",
    ],
)
def test_nothing_active_survives(markup):
    cleaned = the_entry(described(f"<p>Before</p>{markup}<p>After</p>")).html
    assert "x()" not in cleaned.replace("&lt;", "")
    for word in (
        "<script",
        "<svg",
        "<form",
        "<iframe",
        "onerror=",
        "srcset",
        "style=",
        "<input",
        "<meta",
        "<base",
    ):
        assert word not in cleaned


def test_a_frame_left_open_does_not_swallow_the_text():
    assert "After" in the_entry(described("<p>Before</p><iframe src='https://a.example/v'><p>After</p>")).html


@pytest.mark.parametrize(
    "nest", ["<div>", "<div></b>", "<font size=1><p>", "<ul><li>", "<b><i></b>", "<table><td>"]
)
def test_html_nested_without_end_becomes_flat_and_keeps_its_words(nest):
    cleaned = the_entry(described(f"{nest * 20_000}The ferry & the tram 5 > 4")).html
    assert cleaned == "<p>" + cleaned[3:-4] + "</p>" or "ferry" in cleaned
    assert "The ferry &amp; the tram 5 &gt; 4" in cleaned
    assert cleaned.count("<") < 200_000


def test_the_longest_text_is_taken():
    words = "<p>" + "word " * 50 + "</p>"
    assert (
        "word" in the_entry(f"<title>x</title><description>{words.replace('<', '&lt;')}</description>").html
    )
    encoded = '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    tiny = f'<![CDATA[<img src="https://a.example/{"y" * 500}.png" alt="">Tiny]]></content:encoded>'
    both = f"<title>x</title><description>{'short ' * 40}</description>{encoded}{tiny}"
    assert the_entry(both).html.startswith("short")


def test_pictures_come_from_the_text_where_the_feed_offers_none():
    pixel = '<img src="https://count.example/p.gif" width="1px" height="1">'
    shown = '<img src="/quay.jpg" alt="The quay &amp; the ferry">'
    entry = the_entry(f"<link>https://a.example/x/y</link>{described(pixel + shown)}")
    assert entry.picture == Picture(url="https://feeds.example/quay.jpg", alt="The quay & the ferry")
    assert the_entry(described(pixel)).picture is None


def test_an_offered_picture_takes_its_alt_text_from_the_article():
    media = 'xmlns:media="http://search.yahoo.com/mrss/"'
    shown = '<img src="https://a.example/quay.jpg" alt="The quay">'
    entry = the_entry(f'<media:thumbnail {media} url="https://a.example/quay.jpg"/>{described(shown)}')
    assert entry.picture == Picture(url="https://a.example/quay.jpg", alt="The quay")
    wrong = the_entry(f'<media:content {media} url="javascript:x()" type="image/png"/>{described(shown)}')
    assert wrong.picture == Picture(url="https://a.example/quay.jpg", alt="The quay")


def test_an_episode_has_its_own_picture():
    itunes = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    entry = the_entry(f'<title>x</title><itunes:image {itunes} href="https://a.example/cover.png"/>')
    assert entry.picture == Picture(url="https://a.example/cover.png")


@pytest.mark.parametrize(
    ("channel", "ttl"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl>999999</ttl>", timedelta(days=7)),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>99999999999999</ttl>", None),
        ("", None),
    ],
)
def test_the_rest_a_feed_asks_for_has_bounds(channel, ttl):
    assert parsed(rss(channel=channel)).ttl == ttl


@pytest.mark.parametrize(
    ("claimed", "read"), [("en_US", "en-US"), ("<b>", ""), ("english, mostly", ""), ("de", "de")]
)
def test_a_language_is_a_tag_or_nothing(claimed, read):
    assert parsed(rss(channel=f"<language><![CDATA[{claimed}]]></language>")).language == read


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("By Ada Okonjo", "Ada Okonjo"),
        ("desk@quay.example", ""),
        ("desk@quay.example (Ada Okonjo)", "Ada Okonjo"),
        ("&lt;b&gt;Ada&lt;/b&gt; Okonjo", "Ada Okonjo"),
        ("", ""),
    ],
)
def test_a_byline_is_names_without_addresses(author, byline):
    assert the_entry(f"<title>x</title><author>{author}</author>").byline == byline


def test_one_bad_item_does_not_lose_the_others():
    items = '{"id": {}, "title": ["x"]}, {"title": "B", "date_published": 5, "tags": "x", "authors": [1]}, {"id": true}'
    feed = parsed(f'{{"version": "https://jsonfeed.org/version/1", "items": [{items}]}}')
    assert [each.title for each in feed.entries if each.title] == ["B"]


def test_one_item_that_breaks_the_cleaning_does_not_lose_the_others(monkeypatch):
    def picky(markup: str, *, base: str) -> str:
        if "bad" in markup:
            raise ValueError("cannot happen")
        return markup

    monkeypatch.setattr("digest.feeds.items.clean_html", picky)
    assert [
        each.html for each in parsed(rss(described("good"), described("bad"), described("fine"))).entries
    ] == [
        "good",
        "fine",
    ]


def test_feedparser_breaking_down_is_told(monkeypatch):
    def broken(*_arguments: object, **_options: object) -> None:
        raise AssertionError("cannot happen")

    monkeypatch.setattr("digest.feeds.parse.feedparser.parse", broken)
    assert parsed(rss()).error == "The feed cannot be read; its publisher must repair it."
