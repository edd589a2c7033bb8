"""What `summarize` does: JSON Lines in, the sentences that tell each article or story out.

Apart from the command, because other programs start it often for little work: nothing here brings the whole program.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digest.cli.jsonl import complaint, opened_lines
from digest.stories.summarise import Brief, summarise_article
from digest.stories.telling import Telling, summarise_story

MOST_SENTENCES = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one line: its JSON, or one sentence about what is wrong with it."""

    number: int
    line: str = ""
    error: str = ""


def tell(file: str = "-") -> int:
    """Answer each line of a file (- is standard input) on standard output; the exit code."""
    failed = 0
    with opened_lines(file) as lines:
        for answer in answers(lines):
            if answer.error:
                failed += 1
                sys.stderr.write(f"digest: line {answer.number}: {answer.error}\n")
            else:
                sys.stdout.write(f"{answer.line}\n")
    sys.stdout.flush()  # a reader that has gone is told of here, not at the interpreter's end
    return 1 if failed else 0


def answers(lines: Iterable[str]) -> Iterator[Answer]:
    """One answer for each line that is not blank."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                # Escaped, so that half a surrogate pair in the input cannot make output that is no UTF-8.
                yield Answer(number, line=json.dumps(_summary(json.loads(line))))
            except (ValueError, RecursionError) as error:
                yield Answer(number, error=complaint(error))


def _summary(asked: object) -> dict[str, object]:
    if not isinstance(asked, dict):
        raise ValueError('an object is needed, such as {"id": "1", "title": "...", "text": "..."}.')
    if not isinstance(asked.get("id"), str | int):
        raise ValueError('"id" is missing, or is neither text nor a number.')
    count = asked.get("sentences", 3)
    if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= MOST_SENTENCES:
        raise ValueError(f'"sentences" must be a number from 1 to {MOST_SENTENCES}.')
    return {"id": asked["id"], "summary": _sentences(asked, Brief(count=count))}


def _sentences(asked: dict[str, object], brief: Brief) -> list[str]:
    if "articles" not in asked:
        article = _telling(asked)
        spans = summarise_article(article.title, article.text, brief)
        return [article.text[start:end] for start, end in spans]
    given = asked["articles"]
    if not isinstance(given, list):
        raise ValueError('"articles" must be a list of {"title", "text"}.')
    articles = [_telling(each) for each in given]
    return [articles[at].text[start:end] for at, start, end in summarise_story(articles, brief)]


def _telling(given: object) -> Telling:
    if not isinstance(given, dict):
        raise ValueError('an article must be an object with "title" and "text".')
    title, text = given.get("title") or "", given.get("text") or ""
    if not isinstance(title, str) or not isinstance(text, str):
        raise ValueError('"title" and "text" must be text.')
    return Telling(title=title, text=text)
