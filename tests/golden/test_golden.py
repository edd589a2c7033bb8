"""One edition, kept as HTML and text: a change of the mail shows in review as a change of these files.

Where the change is meant, write them again with

    REFRESH_GOLDEN=1 pytest tests/golden

and look at the difference before committing it. The HTML is kept with a line for each element, so that it can be read.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from digest.rendering.html import Links, render_edition
from tests.rendering.builders import LIST_LINKS, a_rich_edition, shipped_templates

HERE = Path(__file__).parent
EDITIONS = {"magazine": LIST_LINKS, "compact": Links()}


def kept(name: str, produced: str) -> str:
    """What is kept under a name; with REFRESH_GOLDEN set, `produced` from now on."""
    path = HERE / name
    if os.environ.get("REFRESH_GOLDEN"):
        path.write_text(produced, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("look", EDITIONS)
def test_the_html_is_the_one_kept(look):
    mail = render_edition(a_rich_edition(look), templates=shipped_templates(), links=EDITIONS[look])
    readable = mail.html.replace("><", ">\n<")
    assert kept(f"{look}.html", readable) == readable


@pytest.mark.parametrize("look", EDITIONS)
def test_the_plain_text_is_the_one_kept(look):
    mail = render_edition(a_rich_edition(look), templates=shipped_templates(), links=EDITIONS[look])
    assert kept(f"{look}.txt", mail.text) == mail.text
