"""Mail as files: for those who read it there, send it with their own tools, or only want to see it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from digest.errors import DeliveryError
from digest.model import Edition, Outgoing, RenderedEmail, content_id
from digest.ports import Sent

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 180  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The files of an edition."""

    eml: Path
    html: Path
    text: Path


class Outbox:
    """`ports.Mailer` that writes every message into a directory, and an edition as .eml, .html and .txt."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def keep(self, edition: Edition, *, rendered: RenderedEmail, message: bytes) -> Kept:
        """Write `<digest>-<date>.eml`, `.html` and `.txt`, each whole or not at all. Raises DeliveryError."""
        stem = f"{_file_name(edition.digest)}-{edition.local_date.isoformat()}"
        kept = Kept(
            eml=self._directory / f"{stem}.eml",
            html=self._directory / f"{stem}.html",
            text=self._directory / f"{stem}.txt",
        )
        try:
            _write(kept.html, rendered.html.encode("utf-8", "replace"))
            _write(kept.text, rendered.text.encode("utf-8", "replace"))
            _write(kept.eml, message)
        except OSError as error:
            raise DeliveryError("the outbox", _refusal(self._directory, error)) from error
        return kept

    def send(self, messages: Iterable[Outgoing]) -> Iterator[Sent]:
        """Write each message under its Message-ID, so that sending again replaces it."""
        for outgoing in messages:
            local = outgoing.message_id.strip("<>").partition("@")[0]
            try:
                _write(self._directory / f"{_file_name(local)}.eml", outgoing.data)
            except OSError as error:
                yield Sent(outgoing, error=_refusal(self._directory, error), temporary=True)
            else:
                yield Sent(outgoing)


def _write(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name[:40]}.", delete=False) as file:
        partial = Path(file.name)
        try:
            file.write(data)
            file.flush()
            partial.chmod(0o644)
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


def _file_name(name: str) -> str:
    """`name` as a file's: no separator, no leading dot, never empty, never too long; two names never become one."""
    plain = _UNSAFE.sub("-", name).strip("-.").encode("utf-8")[:_LONGEST].decode("utf-8", "ignore")
    return plain if plain == name else f"{plain or 'digest'}-{content_id(name)[:6]}"


def _refusal(directory: Path, error: OSError) -> str:
    why = error.strerror or "for a reason unknown"
    return f"no file can be written in {directory} ({why}); check the folder's rights and the disk, then run again"
