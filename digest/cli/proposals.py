"""`people proposals`: who may be one person, side by side, and the two commands that answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.explain import folding
from digest.cli.session import ConfigOption, JsonOption, counted, opened, say, say_json, settings_of
from digest.text.markup import plain_line

if TYPE_CHECKING:
    from digest.model import ArticleId
    from digest.pipeline.proposals import Pending, Side

SHOWN = 20
NONE = "Nobody is proposed to be somebody else: what was uncertain is answered."


def register(family: typer.Typer) -> None:
    """Add `proposals`."""
    family.command("proposals", epilog="Example: digest people proposals --limit 5")(proposals)


def proposals(
    context: typer.Context,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=500, metavar="N", help="How many, surest first.")
    ] = SHOWN,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show who may be one person, for you to decide: both, what speaks for it and against it, and what to answer.

    The program joins nobody where it is not sure. `merge` says that they are one, `split` that they are two.
    """
    from digest.app import corrections  # brings half the program: only commands that need it wait for it
    from digest.pipeline.proposals import pending, shown

    settings = settings_of(context, config, secrets=False)
    taught = corrections(settings)
    with opened(settings) as app:
        found = shown(app.means, taught, limit=limit)
        waiting = len(pending(app.means, taught)) if len(found) == limit else len(found)
        outlets = {
            side.article.id: app.outlet(side.article) for each in found for side in (each.one, each.other)
        }
    if as_json:
        say_json([_told(each, outlets) for each in found])
        return
    for number, each in enumerate(found):
        if number:
            say()
        _say(each, outlets)
    if not found:
        say(NONE)
    if waiting > len(found):
        say()
        say(f"… and {counted(waiting - len(found), 'more', 'more')}; --limit shows them.")


def _say(each: Pending, outlets: dict[ArticleId, str]) -> None:
    say(f"Are these one person? {each.proposal.confidence:.0%} likely")
    for side in (each.one, each.other):
        role = f", {plain_line(side.person.role)}" if side.person.role else ""
        folding(2)(f"{plain_line(side.person.name)}{role} [{side.person.id}]")
        when = f"{side.article.published:%Y-%m-%d}"
        folding(6)(
            f"{plain_line(outlets[side.article.id], limit=40)}, {when}: {plain_line(side.article.title)}"
        )
        if side.mention:
            quoted = f"{side.mention.before}[{side.mention.mention.surface}]{side.mention.after}"
            folding(6)(plain_line(quoted))
    folding(2)(f"For: {_listed(each.proposal.evidence)}")
    if each.proposal.against:
        folding(2)(f"Against: {_listed(each.proposal.against)}")
    folding(2)(f"One person: {_answers(each)[0]}")
    folding(2)(f"Two people: {_answers(each)[1]}")


def _listed(reasons: Sequence[str]) -> str:
    return plain_line("; ".join(reasons) or "the names")


def _answers(each: Pending) -> tuple[str, str]:
    """The commands that say that they are one, called as whoever has the longer name, or two."""
    one, other = each.one.person, each.other.person
    if len(other.name.split()) > len(one.name.split()):
        one, other = other, one
    return f"digest people merge {one.id} {other.id}", f"digest people split {one.id} {other.id}"


def _told(each: Pending, outlets: dict[ArticleId, str]) -> dict[str, object]:
    same, apart = _answers(each)
    return {
        "one": _side(each.one, outlets),
        "other": _side(each.other, outlets),
        "evidence": list(each.proposal.evidence),
        "against": list(each.proposal.against),
        "confidence": each.proposal.confidence,
        "article": each.proposal.article,
        "on": each.proposal.on.isoformat(),
        "if_one": same,
        "if_two": apart,
    }


def _side(side: Side, outlets: dict[ArticleId, str]) -> dict[str, object]:
    mention = side.mention
    return {
        "id": side.person.id,
        "name": side.person.name,
        "role": side.person.role,
        "article": side.article.id,
        "title": side.article.title,
        "url": side.article.url,
        "outlet": outlets[side.article.id],
        "published": side.article.published,
        "before": mention.before if mention else "",
        "surface": mention.mention.surface if mention else "",
        "after": mention.after if mention else "",
    }
