"""The picture of an entry and what it shows."""

from __future__ import annotations

import pytest

from digest.model import Entry, Picture
from tests.feeds.parsing import described, parsed, rss

MEDIA = '<rss xmlns:media="http://search.yahoo.com/mrss/" '
QUAY = "https://a.example/quay.jpg"


def with_media(inside: str, *, title: str = "<title>Ferry</title>") -> Entry:
    (entry,) = parsed(rss(title + inside).replace("<rss ", MEDIA)).entries
    return entry


def content(url: str, *, inside: str = "", width: int = 100) -> str:
    return f'<media:content url="{url}" medium="image" width="{width}">{inside}</media:content>'


@pytest.mark.parametrize(
    ("media", "alt"),
    [
        (content(QUAY, inside="<media:description>The quay at dawn</media:description>"), "The quay at dawn"),
        (
            content(QUAY, inside='<media:title type="html">The &lt;b&gt;quay&lt;/b&gt;</media:title>'),
            "The quay",
        ),
        (
            content(
                QUAY, inside="<media:title>IMG 1</media:title><media:description>Dawn</media:description>"
            ),
            "Dawn",
        ),
        (
            content(QUAY) + "<media:description>The quay &amp; the ferry</media:description>",
            "The quay & the ferry",
        ),
        (f"<media:group><media:title>Quay</media:title>{content(QUAY)}</media:group>", "Quay"),
        (content(QUAY, inside=f"<media:description>{'word ' * 100}</media:description>"), ""),
        (content(QUAY, inside="<media:description> </media:description>"), ""),
        (f'<media:thumbnail url="{QUAY}"/><media:description>Dawn</media:description>', "Dawn"),
        (content(QUAY), ""),
    ],
)
def test_what_a_picture_shows_is_what_the_feed_writes_of_it(media, alt):
    assert with_media(media).picture == Picture(url=QUAY, alt=alt)


def test_each_picture_keeps_its_own_words_and_the_widest_is_taken():
    first = content("https://a.example/1.jpg", inside="<media:description>One</media:description>", width=80)
    second = content(
        "https://a.example/2.jpg", inside="<media:description>Two</media:description>", width=800
    )
    assert with_media(first + second).picture == Picture(url="https://a.example/2.jpg", alt="Two")
    third = content("https://a.example/3.jpg", width=900)
    assert with_media(first + second + third).picture == Picture(url="https://a.example/3.jpg")
    assert with_media(first + third).picture == Picture(url="https://a.example/3.jpg", alt="One")


def test_what_is_written_of_a_picture_leaves_title_and_text_as_they_were():
    entry = with_media(
        content(QUAY, inside="<media:title>Picture</media:title>")
        + "<description>The line ends.</description>"
    )
    assert (entry.title, entry.html) == ("Ferry", "The line ends.")


def test_what_is_written_of_the_channels_picture_is_not_the_items():
    body = rss("<title>Ferry</title>", channel="<media:title>Channel</media:title>").replace("<rss ", MEDIA)
    feed = parsed(body)
    assert feed.entries[0].picture is None
    assert feed.warning == ""


@pytest.mark.parametrize(
    ("offered", "url"),
    [
        ([f"http{QUAY[5:]}", QUAY], QUAY),
        ([QUAY, f"http{QUAY[5:]}"], QUAY),
        ([f"http{QUAY[5:]}", "https://a.example/other.jpg"], f"http{QUAY[5:]}"),
    ],
)
def test_a_picture_offered_by_https_too_is_taken_so(offered, url):
    assert with_media("".join(content(each) for each in offered)).picture == Picture(url=url)


def test_a_picture_that_the_text_shows_by_https_is_taken_so_with_its_alt_text():
    shown = described(f'<img src="{QUAY}" alt="The quay">')
    assert with_media(content(f"http{QUAY[5:]}") + shown, title="").picture == Picture(
        url=QUAY, alt="The quay"
    )


def test_of_twenty_enclosures_the_first_picture_is_taken():
    files = [f'<enclosure url="https://a.example/{n}.mp3" type="audio/mpeg" length="1"/>' for n in range(10)]
    files += [f'<enclosure url="https://a.example/{n}.jpg" type="image/jpeg" length="1"/>' for n in range(10)]
    assert with_media("".join(files)).picture == Picture(url="https://a.example/0.jpg")


def test_a_video_is_no_picture():
    video = '<media:content url="https://a.example/v.mp4" medium="video"/>'
    assert with_media(video).picture is None
