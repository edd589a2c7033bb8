"""What a database says when it fails, as one sentence for a person."""

from __future__ import annotations

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from digest.errors import StorageError

_SQLITE = {  # by the start of the error's name: https://www.sqlite.org/rescode.html
    "SQLITE_BUSY": "is locked by another program; try again when that has finished",
    "SQLITE_LOCKED": "is locked by another program; try again when that has finished",
    "SQLITE_FULL": "cannot grow, because its disk is full; make room and try again, nothing was changed",
    "SQLITE_CANTOPEN": "cannot be opened; check that its directory exists and may be written to",
    "SQLITE_READONLY": "may not be written to; check the rights of the file and of its directory",
    "SQLITE_PERM": "may not be opened; check the rights of the file",
    "SQLITE_AUTH": "may not be opened; check the rights of the file",
    "SQLITE_NOTADB": "is no database; name another file or move this one away",
    "SQLITE_CORRUPT": "is damaged; restore a backup",
    "SQLITE_IOERR": "cannot be read or written, because its disk reports an error",
    "SQLITE_CONSTRAINT": "refused a row that does not fit the others; nothing was changed",
}
_POSTGRES = {  # by the start of the SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
    "53100": "cannot grow, because its disk is full; make room and try again, nothing was changed",
    "53300": "has no connection to spare; raise max_connections or run fewer workers",
    "55P03": "is locked by another program; try again when that has finished",
    "40": "was changed by another program at the same moment; try again, nothing was changed",
    "23": "refused a row that does not fit the others; nothing was changed",
    "28": "does not let us in; check the name and the password in DATABASE_URL",
    "3D000": "does not exist; make it with createdb",
    "42501": "may not be written to; check the rights of the database's user",
    "57P": "was shut down while in use; nothing of the last step was kept",
}


def explained(error: Exception, *, place: str) -> StorageError:
    """The error that tells what happened to the store at `place` and what to do; the original stays its cause."""
    if isinstance(error, ValidationError):
        return StorageError(
            f"The store {place} holds an {error.title} that this version cannot read; upgrade the program."
        )
    original = error.orig if isinstance(error, DBAPIError) else None
    for name, sentences in (
        (getattr(original, "sqlite_errorname", None), _SQLITE),
        (getattr(original, "sqlstate", None), _POSTGRES),
    ):
        for start, sentence in sentences.items():
            if name and name.startswith(start):
                return StorageError(f"The store {place} {sentence}.")
    if isinstance(error, DBAPIError) and getattr(original, "sqlstate", "") is None:
        return StorageError(f"The store {place} cannot be reached: {_first_line(original)}.")
    return StorageError(f"The store {place} failed: {_first_line(original or error)}.")


def _first_line(error: object) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rstrip(". ")
