"""The templates readers' mail is made from: an installation's own first, the shipped ones after.

Whoever can write a template cannot run code with it: the sandbox is immutable, and templates see values only.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from digest.errors import RenderingError
from digest.rendering.text import list_item, paragraph
from digest.rendering.views import (
    Continued,
    DayQuoteView,
    Disc,
    Link,
    MailView,
    PersonDays,
    PlainView,
    SectionView,
    StoryView,
    Told,
)

_VIEWS = frozenset(
    {Continued, DayQuoteView, Disc, Link, MailView, PersonDays, PlainView, SectionView, StoryView, Told}
)  # plain values, nothing to call


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox with a short way for what templates mostly do, read a field of a view: a third of all time."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) in _VIEWS and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


@dataclass(frozen=True, slots=True)
class Templates:
    """Templates ready to render. A changed file is read again at its next use."""

    directories: tuple[Path, ...]
    _markup: _Sandbox
    _plain: _Sandbox

    @property
    def version(self) -> str:
        """Another text whenever a template file is added, removed or changed: what a live preview watches."""
        seen = blake2b(digest_size=8)
        for directory in self.directories:
            for path in sorted(directory.rglob("*")):
                if path.is_file():
                    state = path.stat()
                    seen.update(f"{path}\0{state.st_mtime_ns}\0{state.st_size}\n".encode())
        return seen.hexdigest()

    def markup(self, name: str, values: Mapping[str, object]) -> str:
        """A template rendered with everything escaped. Raises RenderingError naming the template's file and line."""
        return _render(self._markup, name, values)

    def plain(self, name: str, values: Mapping[str, object]) -> str:
        """A template rendered as plain text. Raises RenderingError naming the template's file and line."""
        return _render(self._plain, name, values)


def load_templates(directories: Sequence[Path]) -> Templates:
    """The templates of these directories; of two files with one name the earlier directory's counts."""
    paths = tuple(directories)
    plain = _environment(paths, autoescape=False)
    plain.filters.update(paragraph=paragraph, item=list_item)
    return Templates(paths, _environment(paths, autoescape=True), plain)


def _environment(directories: tuple[Path, ...], *, autoescape: bool) -> _Sandbox:
    return _Sandbox(
        loader=FileSystemLoader(directories),
        autoescape=autoescape,  # always or never: by suffix, `.mjml` would not be escaped
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _render(environment: _Sandbox, name: str, values: Mapping[str, object]) -> str:
    try:
        return environment.get_template(name).render(values)
    except TemplateNotFound as error:
        place = _place(error, environment, name)
        raise RenderingError(
            f"{place}: no template is named {error.name}; copy the shipped one back"
        ) from error
    except TemplateSyntaxError as error:
        raise RenderingError(f"{error.filename or error.name}:{error.lineno}: {error.message}") from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise RenderingError(f"{_place(error, environment, name)}: {error}") from error


def _place(error: Exception, environment: _Sandbox, name: str) -> str:
    """File and line of the template in which an error arose: Jinja2 rewrites the traceback to show them."""
    assert isinstance(environment.loader, FileSystemLoader)
    roots = tuple(environment.loader.searchpath)
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(roots)
    ]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else name
