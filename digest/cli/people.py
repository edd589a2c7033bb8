"""`people list`, `show`: the register. `explain` and the commands that teach names stand in modules of their own."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.cells import set_cell_size

from digest.cli import explain, proposals, teach
from digest.cli.session import (
    ConfigOption,
    JsonOption,
    NowOption,
    counted,
    moment,
    opened,
    say,
    say_json,
    settings_of,
)
from digest.config import Settings
from digest.model import Article, ArticleId, Correction, Identity, Person, PersonId, Teaching
from digest.people import verdicts, write_correction
from digest.people.find import find, lines_about, search
from digest.people.lessons import meant_by, unknown
from digest.text.markup import plain_line

if TYPE_CHECKING:
    from digest.app import App
    from digest.pipeline.explain import Portrait

LATELY = timedelta(days=14)
LISTED = 40  # people, unless all are asked for
SHOWN = 30  # articles of one person
BESIDE = 8
QUOTED = 6
NAME = 27  # columns of a name in the list
COUNT = 8


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    family = typer.Typer(no_args_is_help=True, help="Look at the people in the news, and correct names.")
    family.command("list", epilog="Example: digest people list carrow")(list_people)
    family.command("show", epilog='Example: digest people show "Odette Carrow"')(show)
    explain.register(family)
    proposals.register(family)
    teach.register(family)
    app.add_typer(family, name="people", epilog="Example: digest people list carrow")


def list_people(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]", help="Parts of a name.", callback=teach.legible)
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Everybody, not only who is in the news.")] = False,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show who is known: in how many articles of the last 14 days, and as what.

    With WORDS, those one of whose names has all of them; without, those of the last 14 days.
    """
    from digest.app import corrections  # brings half the program: only commands that need it wait for it
    from digest.pipeline.proposals import pending

    settings = settings_of(context, config, secrets=False)
    until = moment(now, settings)
    taught = corrections(settings)
    with opened(settings) as app:
        known = app.everybody()
        found = search(" ".join(words), known) if words else known
        ids = [each.id for each in found]
        counts, _ = app.means.storage.people.frequencies(ids, since=until - LATELY, until=until)
        waiting = len(pending(app.means, taught))
    if not words and not everybody:
        found = [each for each in found if counts[each.id]]
    found = _most_present_first(found, counts)
    if as_json:
        say_json([_told(each, counts[each.id], taught) for each in found])
    elif not found:
        say(_nobody(words, known=len(known)))
    else:
        shown = found if everybody else found[:LISTED]
        _say_table(shown, counts, taught)
        if len(shown) < len(found):
            say(f"… and {len(found) - len(shown)} more; --all shows them.")
    if waiting and not as_json and not words:
        asked = counted(waiting, "proposal waits", "proposals wait")
        say(f"{asked} for your answer: `digest people proposals` shows who may be one person.")


def _most_present_first(people: Iterable[Person], counts: dict[PersonId, int]) -> list[Person]:
    by_name = sorted(people, key=lambda each: (each.name, each.id))
    return sorted(
        by_name, key=lambda each: (counts[each.id], each.last_seen is not None, _seen(each)), reverse=True
    )


def _seen(person: Person) -> float:
    return person.last_seen.timestamp() if person.last_seen else 0.0


def _nobody(words: Sequence[str] | None, *, known: int) -> str:
    if words:
        return f"Nobody in the register has a name with “{plain_line(' '.join(words))}” in it."
    if known:
        everybody = counted(known, "person", "people")
        return f"Nobody was in the news in the last 14 days; --all shows the {everybody} known."
    return "Nobody is known yet; `digest draft` sees who the news is about."


def _say_table(people: Sequence[Person], counts: dict[PersonId, int], taught: Sequence[Correction]) -> None:
    width = shutil.get_terminal_size().columns
    names = Counter(each.name for each in people)
    say(_row("articles", "name", "what they are", width))
    for each in people:
        say(_row(str(counts[each.id]), each.name, each.role, width))
        also = ", ".join((*each.aliases, *each.handles))
        more = (
            each.id if names[each.name] > 1 else "",
            f"also {also}" if also else "",
            f"people.yaml: {', '.join(_words(each, taught))}" if _words(each, taught) else "",
        )
        if any(more):
            say(_fit(f"{'':{COUNT + 2}}{' · '.join(plain_line(part) for part in more if part)}", width))


def _row(count: str, name: str, role: str, width: int) -> str:
    return _fit(f"{count:>{COUNT}}  {_fit(plain_line(name), NAME, pad=True)}  {plain_line(role)}", width)


def _fit(text: str, width: int, *, pad: bool = False) -> str:
    """The text in so many columns of a terminal, cut with … where it is longer."""
    cut = set_cell_size(text, width)
    whole = cut.rstrip() == text.rstrip()
    cut = cut if whole else set_cell_size(text, width - 1) + "…"
    return cut if pad else cut.rstrip()


def _words(person: Person, taught: Sequence[Correction]) -> list[str]:
    """How people.yaml wants somebody treated."""
    told = verdicts(taught, [person])
    words = ((told.followed, "follow"), (told.muted, "mute"), (told.left_out, "leave-out"))
    return [word for people, word in words if people]


def _told(person: Person, count: int, taught: Sequence[Correction]) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "aliases": list(person.aliases),
        "handles": list(person.handles),
        "articles": count,
        "first_seen": person.first_seen,
        "last_seen": person.last_seen,
        "people_yaml": _words(person, taught),
    }


def show(
    context: typer.Context,
    person: teach.PersonArgument,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show one person: names, articles, words, and who stands beside them."""
    from digest.app import corrections  # brings half the program: only commands that need it wait for it

    settings = settings_of(context, config, secrets=False)
    until = moment(now, settings)
    taught = corrections(settings)
    with opened(settings) as app:
        people = app.means.storage.people
        one = _one(app, person)
        counts, _ = people.frequencies([one.id], since=until - LATELY, until=until)
        found = app.portrait(one, limit=SHOWN)
        outlets = {article.id: app.outlet(article) for article, _ in found.articles}
    if as_json:
        about = [write_correction(each) for each in lines_about(one, taught)]
        say_json(_told(one, counts[one.id], taught) | {"lines": about} | _portrayed(found, outlets, taught))
    else:
        _say_person(one, taught, settings)
        _say_portrait(found, outlets, settings)


def _one(app: App, asked: str) -> Person:
    """The person who is meant. Raises UsageError for nobody and for several, with their ids."""
    people = app.means.storage.people
    everybody = app.everybody()
    found = [each for each in find(asked, everybody) if each.id == asked] or meant_by(asked, everybody)
    found = found or list(people.get([PersonId(asked)]).values())
    if not found:
        raise unknown(asked, everybody)
    return found[0]


def _taught_names(person: Person, taught: Sequence[Correction]) -> list[str]:
    about = lines_about(person, [each for each in taught if each.teaching is Teaching.ALIAS])
    return list(dict.fromkeys(each.value for each in about))


def _say_person(person: Person, taught: Sequence[Correction], settings: Settings) -> None:
    say(f"{plain_line(person.name)}  ({plain_line(person.id)})")
    if person.role:
        say(f"  {plain_line(person.role)}")
    names = _taught_names(person, taught)
    read = [plain_line(each) for each in (*person.aliases, *person.handles) if each not in names]
    if read:
        say(f"  also called, in articles: {', '.join(read)}")
    if names:
        say(f"  also called, by people.yaml: {', '.join(map(plain_line, names))}")
    for each in lines_about(person, taught):
        say(f"  people.yaml: {plain_line(write_correction(each)).removeprefix('- ')}")
    if person.first_seen and person.last_seen:
        first, last = (_day(each, settings) for each in (person.first_seen, person.last_seen))
        say(f"  first seen {first}, last seen {last}")


def _day(at: datetime, settings: Settings) -> str:
    return f"{at.astimezone(ZoneInfo(settings.zone)):%Y-%m-%d}"


def _say_portrait(found: Portrait, outlets: dict[ArticleId, str], settings: Settings) -> None:
    if found.articles:
        say()
        say(f"Articles, newest first (the newest {SHOWN} at most):")
    for article, identity in found.articles:
        outlet = plain_line(outlets[article.id], limit=40)
        say(f"  {_day(article.published, settings)}  {plain_line(article.title) or 'without a title'}")
        sure = f"{identity.involvement}, {identity.confidence:.2f}"
        explain.folding(14)(f"{outlet}; {sure}: {plain_line(identity.reason)}")
        say(f"              {plain_line(article.url, limit=2000)}")
    if found.quotes:
        say()
        say("In their words:")
    for text, article in found.quotes[:QUOTED]:
        explain.folding(2)(f"“{plain_line(text, limit=300)}” ({plain_line(outlets[article.id], limit=40)})")
    if found.beside:
        beside = ", ".join(f"{plain_line(each.name)} ({count})" for each, count in found.beside[:BESIDE])
        say()
        explain.folding(0)(f"Beside them: {beside}")


def _portrayed(
    found: Portrait, outlets: dict[ArticleId, str], taught: Sequence[Correction]
) -> dict[str, object]:
    return {
        "taught_names": _taught_names(found.person, taught),
        "appearances": [_appearance(*each, outlets) for each in found.articles],
        "quotes": [{"text": text, "article": article.id} for text, article in found.quotes],
        "beside": [{"id": each.id, "name": each.name, "articles": count} for each, count in found.beside],
    }


def _appearance(article: Article, identity: Identity, outlets: dict[ArticleId, str]) -> dict[str, object]:
    return {
        "article": article.id,
        "url": article.url,
        "title": article.title,
        "outlet": outlets[article.id],
        "published": article.published,
        "involvement": identity.involvement,
        "reason": identity.reason,
        "confidence": identity.confidence,
    }
