"""A body read piece by piece, decompressed, and never larger than it may be. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import brotli  # type: ignore[import-untyped]

from digest.feeds.addresses import FetchError

PIECE = 64 * 1024  # decompressed at once; what a bomb can cost beyond the limit
_MEMBERS = 1000  # of one gzip body; more are an attack
_GZIP = 16 + zlib.MAX_WBITS

ACCEPTED = "gzip, deflate, br"


class BoundedBody:
    """Takes a body as it arrives and keeps it decompressed; refuses to grow beyond `limit` bytes.

    Both what arrives and what comes out of it are counted. `add` and `whole` raise FetchError.
    """

    def __init__(self, content_encoding: str, *, limit: int) -> None:
        self._limit = limit
        self._arrived = 0
        self._size = 0
        self._pieces: list[bytes] = []
        self._decoder = _decoder(content_encoding)

    def add(self, chunk: bytes) -> None:
        """Take the next bytes from the network."""
        for _ in self.adding(chunk):
            pass

    def adding(self, chunk: bytes) -> Iterator[int]:
        """Take the next bytes step by step: the size of the body after each, at most about PIECE more."""
        self._arrived += len(chunk)
        if self._arrived > self._limit:
            raise FetchError(f"the answer is larger than {size(self._limit)}")
        pieces = iter((chunk,)) if self._decoder is None else _intact(self._decoder.pieces(chunk))
        for piece in pieces:
            self._size += len(piece)
            if self._size > self._limit:
                raise FetchError(f"the answer is larger than {size(self._limit)}")
            self._pieces.append(piece)
            yield self._size

    def whole(self) -> bytes:
        """The body, once all of it has been added."""
        if self._decoder is not None and self._arrived and not self._decoder.ended():
            raise FetchError("the compressed body ends too early; it may be whole at the next visit")
        return b"".join(self._pieces)


def size(count: int) -> str:
    """A number of bytes for a sentence."""
    return f"{count / 2**20:g} MiB" if count >= 2**20 else f"{count} bytes"


def _intact(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except (zlib.error, brotli.error) as error:
        raise FetchError("the compressed body is damaged; it may be whole at the next visit") from error


class _Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        self._decompressor = brotli.Decompressor()

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        yield (piece := self._decompressor.process(chunk, output_buffer_limit=PIECE))
        while not self.ended() and (len(piece) >= PIECE or not self._decompressor.can_accept_more_data()):
            yield (piece := self._decompressor.process(b"", output_buffer_limit=PIECE))

    def ended(self) -> bool:
        return bool(self._decompressor.is_finished())


class _Zlib:
    """RFC 1950 to 1952: gzip of one or more members, and deflate with or without the zlib frame."""

    def __init__(self, wbits: int | None) -> None:
        self._wbits = wbits  # None: decided by the first byte, as servers mean either by "deflate"
        self._member: zlib._Decompress | None = None
        self._members = 0

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            if self._member is None and not self._start(chunk):
                return
            assert self._member is not None
            yield (piece := self._member.decompress(chunk, PIECE))
            while (
                self._member.unconsumed_tail or len(piece) == PIECE
            ):  # a full piece: zlib may hold back more
                yield (piece := self._member.decompress(self._member.unconsumed_tail, PIECE))
            chunk = self._member.unused_data
            if self._member.eof:
                self._member = None

    def _start(self, chunk: bytes) -> bool:
        """Begin a member; what follows the first and is none is padding that some servers add."""
        if self._wbits is None:
            self._wbits = zlib.MAX_WBITS if chunk[0] & 0x0F == 8 else -zlib.MAX_WBITS
        if self._members and (self._wbits != _GZIP or chunk[0] != 0x1F):
            return False
        self._members += 1
        if self._members > _MEMBERS:
            raise zlib.error("too many members")
        self._member = zlib.decompressobj(wbits=self._wbits)
        return True

    def ended(self) -> bool:
        return self._member is None


_DECODERS: dict[str, Callable[[], _Zlib | _Brotli] | None] = {
    "": None,
    "identity": None,
    "gzip": lambda: _Zlib(_GZIP),
    "x-gzip": lambda: _Zlib(_GZIP),
    "deflate": lambda: _Zlib(None),
    "br": _Brotli,
}


def _decoder(content_encoding: str) -> _Zlib | _Brotli | None:
    name = content_encoding.strip().lower()
    if name not in _DECODERS:
        raise FetchError(f"the body is compressed in a way we did not ask for ({name[:40]!r})")
    make = _DECODERS[name]
    return make() if make is not None else None
