"""An edition as mail: Jinja2 makes MJML of it, MJML makes HTML that mail programs understand.

The only module that imports mjml.
"""

from __future__ import annotations

from xml.parsers import expat

from mjml import mjml2html

from digest.errors import RenderingError
from digest.model import Edition, RenderedEmail
from digest.rendering.context import mail_view
from digest.rendering.templates import Templates, load_templates
from digest.rendering.text import tidy
from digest.rendering.views import Limits, Links, MailView

__all__ = ["LARGEST", "Links", "Templates", "encoded_size", "load_templates", "render_edition"]

LARGEST = 80_000  # bytes as sent; Gmail clips at 102 KB
_ESCAPED = b"=" + bytes(range(128, 256))
_LADDER = (
    Limits(),
    Limits(told=4),
    Limits(told=2),
    Limits(stories=12, told=4, plain=30),
    Limits(stories=12, told=2, plain=30),
    Limits(stories=8, told=3, plain=24),
    Limits(stories=8, told=1, plain=16),
    Limits(stories=6, told=1, plain=12),
    Limits(stories=4, told=1, plain=12, sections=40),
    Limits(stories=3, told=1, plain=8, sections=30),
    Limits(stories=2, told=1, plain=8, sections=20, sentences=3),
    Limits(stories=1, told=1, plain=4, sections=12, sentences=2),
    Limits(stories=1, told=1, plain=4, sections=6, sentences=1),
)  # how far an edition is shortened, step by step, until it fits


def render_edition(edition: Edition, *, templates: Templates, links: Links) -> RenderedEmail:
    """The edition as mail: the same bytes for the same edition, templates and links.

    An edition too large for one mail is shortened, and says so. Raises RenderingError, naming file and line, for a
    template that does not render; what feeds bring never raises.
    """
    mail, html = _fitting(edition, templates=templates, links=links)
    text = tidy(templates.plain("edition.txt.j2", {"mail": mail}))
    return RenderedEmail(subject=mail.subject, preheader=mail.preheader, html=html, text=text)


def encoded_size(html: str) -> int:
    """About the bytes an HTML body takes in a message (quoted-printable), never fewer than it does take."""
    data = html.encode("utf-8")
    escaped = len(data) - len(data.translate(None, _ESCAPED))
    return int((len(data) + 2 * escaped) * 76 / 73) + 3


def _fitting(edition: Edition, *, templates: Templates, links: Links) -> tuple[MailView, str]:
    """The fullest mail that is not too large: nearly always the whole one, else found by halving the ladder."""
    low, high = 0, len(_LADDER) - 1
    at, found = 0, None
    while found is None or low < high:
        mail = mail_view(edition, links=links, limits=_LADDER[at])
        html = _html(mail, templates)
        if encoded_size(html) <= LARGEST:
            high, found = at, (mail, html)
        elif at == len(_LADDER) - 1:
            return mail, html
        else:
            low = at + 1
        at = (low + high) // 2
    return found


def _html(mail: MailView, templates: Templates) -> str:
    markup = templates.markup("edition.mjml.j2", {"mail": mail})
    try:
        return mjml2html(markup, fonts={}) + "\n"
    except ValueError as error:
        raise RenderingError(
            f"edition.mjml.j2 does not make valid MJML: {_mistake(markup) or error}"
        ) from error


def _mistake(markup: str) -> str:
    """Where in rendered MJML the markup is broken: MJML itself does not say."""
    parser = expat.ParserCreate()
    parser.UseForeignDTD(True)  # so that &nbsp; and its like pass
    try:
        parser.Parse(markup, True)
    except expat.ExpatError as error:
        line = (markup + "\n").split("\n")[error.lineno - 1].strip()
        return f"{expat.ErrorString(error.code)} near {line[:80]!r}"
    return ""
