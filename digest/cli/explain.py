"""`people explain`: every mention with the words around it, whom it means, and why."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from textwrap import wrap
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from digest.cli.session import ConfigOption, JsonOption, NowOption, moment, opened, say, say_json, settings_of
from digest.cli.teach import legible
from digest.config import Settings
from digest.people.explain import ExplainedIdentity, ExplainedMention, Explanation
from digest.text.markup import plain_line, visible

_OPEN, _CLOSE = "\ue000", "\ue001"  # of no script: they mark the name until it is known how


def register(family: typer.Typer) -> None:
    """Add `explain`."""
    family.command("explain", epilog="Example: digest people explain https://harbourpost.example/bridge")(
        explain
    )


def explain(
    context: typer.Context,
    asked: Annotated[
        str,
        typer.Argument(
            metavar="NAME|ARTICLE",
            help="A name or a person's id; or an article's address or id, a story's id, an edition's number.",
            callback=legible,
        ),
    ],
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=100, metavar="N", help="How many articles of a name.")
    ] = 5,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Say why a name was read so: whom each mention means, for what reason, how sure.

    Of a name, the newest articles in which it stands; of an article, all its names.
    """
    settings = settings_of(context, config, secrets=False)
    with opened(settings) as app:
        found = app.explain(asked, now=moment(now, settings), limit=limit)
        outlets = {each.article.id: app.outlet(each.article) for each in found}
    if as_json:
        say_json([_told(each, outlets[each.article.id]) for each in found])
        return
    for number, each in enumerate(found):
        if number:
            say()
        _say_article(each, outlets[each.article.id], settings)
    if not found:
        say(f"“{plain_line(asked)}” stands in no article that is kept.")


def _say_article(each: Explanation, outlet: str, settings: Settings) -> None:
    article, fold = each.article, folding(2)
    say(plain_line(article.title) or "Without a title")
    when = article.published.astimezone(ZoneInfo(settings.zone))
    say(f"{plain_line(outlet, limit=60)}, {when:%Y-%m-%d %H:%M}, {plain_line(article.url, limit=2000)}")
    if not each.drafted:
        fold("No draft has settled this article yet: this is what one would say now.")
    for mention in each.mentions:
        say()
        _say_mention(mention)
    if each.people:
        say()
        say("Who they are in the register:")
    for person in each.people:
        fold(_identity(person))
    if not each.mentions and not each.people:
        fold("It names nobody.")


def _say_mention(each: ExplainedMention) -> None:
    quote, told = folding(2), folding(6)
    before, after = (_bare(part) for part in (each.before, each.after))
    quote(f"{before}{_OPEN}{plain_line(_bare(each.mention.surface))}{_CLOSE}{after}")
    if each.name:
        told(f"→ {plain_line(each.name)}, {each.confidence:.2f}: {plain_line(each.reason)}")
    elif each.candidates:
        fits = ", ".join(plain_line(name) for name in each.candidates if name not in each.reason)
        more = f" ({fits})" if fits else ""
        told(f"→ left open, {each.confidence:.2f}: {plain_line(each.reason)}{more}")
    else:
        told(f"→ nobody, {each.confidence:.2f}: {plain_line(each.reason)}")


def _bare(text: str) -> str:
    """What an article says, without anything that a terminal would obey."""
    return "".join(
        char if char.isprintable() else " " for char in visible(text) if char not in _OPEN + _CLOSE
    )


def _identity(each: ExplainedIdentity) -> str:
    role = f" ({plain_line(each.role)})" if each.role else ""
    seen = f"{plain_line(each.appearance)}{role}"
    if each.person is None:
        return f"{seen}: {plain_line(each.reason)}"
    who = f"{plain_line(each.name)} [{plain_line(each.person)}]"
    return f"{seen} → {who}, {each.involvement}, {each.confidence:.2f}: {plain_line(each.reason)}"


def folding(indent: int) -> Callable[[str], None]:
    """Say a text folded to the terminal's width under an indent, the marked name bold, or in brackets."""
    width = shutil.get_terminal_size().columns
    bold = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    marks = ("\x1b[1m", "\x1b[22m") if bold else ("[", "]")

    def fold(text: str) -> None:
        for line in wrap(text, max(width - indent - 2, 20), break_on_hyphens=False):
            say(" " * indent + line.replace(_OPEN, marks[0]).replace(_CLOSE, marks[1]))

    return fold


def _told(each: Explanation, outlet: str) -> dict[str, object]:
    article = each.article
    return {
        "article": article.id,
        "url": article.url,
        "title": article.title,
        "outlet": outlet,
        "published": article.published,
        "drafted": each.drafted,
        "mentions": [_mention_as_data(one) for one in each.mentions],
        "people": [_identity_as_data(one) for one in each.people],
    }


def _mention_as_data(each: ExplainedMention) -> dict[str, object]:
    mention = each.mention
    return {
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "before": each.before,
        "after": each.after,
        "person_id": each.person,
        "name": each.name,
        "candidates": list(each.candidates),
        "reason": each.reason,
        "confidence": each.confidence,
    }


def _identity_as_data(each: ExplainedIdentity) -> dict[str, object]:
    return {
        "appearance": each.appearance,
        "role": each.role,
        "person_id": each.person,
        "name": each.name,
        "involvement": each.involvement,
        "reason": each.reason,
        "confidence": each.confidence,
    }
