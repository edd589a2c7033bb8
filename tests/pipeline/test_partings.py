"""One entry parted by an article, led back when the line goes, and what waits for an editor's answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from digest.model import ArticleId, Correction, Teaching
from digest.pipeline import Means
from digest.pipeline.proposals import pending, shown
from tests.builders import NOON, an_article
from tests.pipeline.fakes import means
from tests.pipeline.test_draft import BRIEF, drafted, stocked

BAKER = (
    "Nora Tilling baked bread for the harbour fair. Tilling, the baker, sold loaves and buns from a barrow."
)
BAKER_AGAIN = (
    "The baker Nora Tilling opened a second bakery. Tilling sells loaves and buns to the harbour cafe."
)
SINGER = (
    "Nora Tilling sang for the harbour fair. Tilling, the soprano, chose songs by a composer from Bergen."
)
SINGER_AGAIN = (
    "The soprano Nora Tilling records songs by the composer from Bergen. Tilling rehearsed on Monday."
)
EVERYTHING = (BAKER, SINGER, BAKER_AGAIN, SINGER_AGAIN)


def draft_of(used: Means, *texts: str, day: int = 0, taught: tuple[Correction, ...] = ()) -> list[ArticleId]:
    now = NOON + timedelta(days=day)
    articles = [
        replace(an_article(f"Day {day}, {at}", text, url=f"https://a.example/{day}/{at}"), first_seen=now)
        for at, text in enumerate(texts)
    ]
    stocked(*(replace(each, published=each.first_seen) for each in articles), used=used)
    drafted(used, replace(BRIEF, corrections=taught), now=now)
    return [each.id for each in articles]


def together(used: Means, articles: list[ArticleId]) -> list[str]:
    """Merge all of one name by hand, so that they are one entry with all articles."""
    people = used.storage.people
    ids = sorted({each.person for each in people.identities(articles)})
    moved = [replace(each, person=ids[0]) for each in people.identities(articles)]
    people.move(moved)
    return ids


def owners(used: Means, articles: list[ArticleId]) -> list[str]:
    found = {each.article: each.person for each in used.storage.people.identities(articles)}
    return [found[each] for each in articles]


def test_an_article_parts_an_entry_and_takes_with_it_what_is_more_like_it() -> None:
    used = means()
    articles = draft_of(used, *EVERYTHING)
    one = together(used, articles)[0]
    line = Correction(teaching=Teaching.APART, person=one, value=articles[1])
    draft_of(used, "Nobody was there.", day=1, taught=(line,))
    baker, singer, baker_again, singer_again = owners(used, articles)
    assert baker == baker_again == one
    assert singer == singer_again != one
    assert used.storage.people.get([singer])[singer].name == "Nora Tilling"  # type: ignore[index]


def test_new_articles_go_to_whom_they_fit_once_an_entry_was_parted() -> None:
    used = means()
    articles = draft_of(used, *EVERYTHING)
    one = together(used, articles)[0]
    line = Correction(teaching=Teaching.APART, person=one, value=articles[1])
    (fresh,) = draft_of(used, SINGER_AGAIN, day=1, taught=(line,))
    assert owners(used, [fresh]) == owners(used, [articles[1]])


def test_a_parting_whose_line_goes_is_undone_for_all_articles_and_done_again_with_the_line() -> None:
    used = means()
    articles = draft_of(used, *EVERYTHING)
    one = together(used, articles)[0]
    line = Correction(teaching=Teaching.APART, person=one, value=articles[1])
    draft_of(used, "Nobody was there.", day=1, taught=(line,))
    parted = owners(used, articles)
    draft_of(used, "Nobody was there either.", day=2)
    assert set(owners(used, articles)) == {one}
    draft_of(used, "Nobody came.", day=3, taught=(line,))
    assert owners(used, articles) == parted


def test_a_line_about_an_article_that_names_nobody_else_changes_nothing() -> None:
    used = means()
    (article,) = draft_of(used, BAKER)
    one = owners(used, [article])
    line = Correction(teaching=Teaching.APART, person=one[0], value=article)
    draft_of(used, "Nobody was there.", day=1, taught=(line,))
    assert owners(used, [article]) == one


FULL = "Ferry boss Torvald Brandmo attacked the union over the rota. Brandmo met the mediator Sunniva Rask in Bergen."
NEARLY = (
    "On the ferry quay, Bluey Brandmo, 51, told reporters that he was tired, while the mediator Sunniva Rask spoke of "
    "the rota with the union. Brandmo told the passengers that the ferry would sail."
)


def test_an_uncertain_join_waits_until_a_line_answers_it_and_comes_back_when_the_line_goes() -> None:
    used = means()
    draft_of(used, FULL, NEARLY)
    (asked,) = [each for each in pending(used, ()) if "brandmo" in each.one]
    assert asked.evidence
    assert 0 < asked.confidence < 1
    for teaching in (Teaching.APART, Teaching.SAME):
        line = Correction(teaching=teaching, person=asked.one, value=asked.other)
        assert asked not in pending(used, (line,))
    assert asked in pending(used, ())


def test_a_proposal_is_shown_with_both_people_and_the_words_around_them() -> None:
    used = means()
    draft_of(used, FULL, NEARLY)
    found = next(each for each in shown(used, (), limit=9) if "Brandmo" in each.one.person.name)
    assert {found.one.person.name, found.other.person.name} == {"Torvald Brandmo", "Bluey Brandmo"}
    assert found.one.mention is not None
    assert found.one.mention.mention.surface in found.one.article.text
