"""`summarize`: JSON Lines in, the sentences that tell each article or story out."""

from __future__ import annotations

from typing import Annotated

import typer

from digest.cli.telling import tell


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    app.command(epilog="Example: digest summarize articles.jsonl > summaries.jsonl")(summarize)


def summarize(
    file: Annotated[str, typer.Argument(metavar="[FILE|-]", help="JSON Lines; - is standard input.")] = "-",
) -> None:
    """Lift the telling sentences out of articles in JSON Lines.

    A line is {"id","title","text","sentences"}, or has "articles" instead of "title" and "text".
    """
    if tell(file):
        raise typer.Exit(1)
