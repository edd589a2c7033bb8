from __future__ import annotations

import gzip
import tracemalloc
import zlib
from contextlib import suppress

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.addresses import FetchError
from digest.feeds.decoding import PIECE, BoundedBody, size
from tests.feeds.servers import bomb, packed

ENCODINGS = ["gzip", "deflate", "raw deflate", "br"]
MIB = 2**20


def read(data: bytes, encoding: str, *, limit: int = MIB, step: int = 1 << 16) -> bytes:
    body = BoundedBody(encoding.removeprefix("raw "), limit=limit)
    for start in range(0, len(data), step):
        body.add(data[start : start + step])
    return body.whole()


@given(st.binary(max_size=5000), st.sampled_from(ENCODINGS), st.integers(1, 700))
def test_a_compressed_body_is_the_same_in_whatever_pieces_it_arrives(body: bytes, encoding: str, step: int):
    assert read(packed(body, encoding), encoding, step=step) == body


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("length", [PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 5 * PIECE + 3])
def test_bodies_around_the_size_of_a_piece_are_whole(encoding: str, length: int):
    assert read(packed(b"x" * length, encoding), encoding) == b"x" * length


@pytest.mark.parametrize("encoding", ["", "identity", "Identity "])
def test_a_plain_body_is_taken_as_it_is(encoding: str):
    assert read(b"<rss/>", encoding) == b"<rss/>"


def test_an_empty_body_is_empty_whatever_it_claims():
    assert read(b"", "gzip") == b""


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_is_stopped_early_with_little_memory(encoding: str):
    data = bomb(encoding)
    tracemalloc.start()
    with pytest.raises(FetchError, match="the answer is larger than 1 MiB"):
        read(data, encoding)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * MIB


@pytest.mark.parametrize("encoding", ["", *ENCODINGS])
def test_exactly_the_limit_is_allowed_and_a_byte_more_is_not(encoding: str):
    assert len(read(packed(bytes(1000), encoding) if encoding else bytes(1000), encoding, limit=1000)) == 1000
    with pytest.raises(FetchError, match="the answer is larger than 1000 bytes"):
        read(packed(bytes(1001), encoding) if encoding else bytes(1001), encoding, limit=1000)


def test_what_arrives_is_counted_even_if_nothing_comes_out_of_it():
    with pytest.raises(FetchError, match="larger than"):
        read(packed(b"<rss/>", "gzip") + bytes(2000), "gzip", limit=1000)


def test_gzip_in_several_members_is_one_body():
    assert read(gzip.compress(b"<rss>") + gzip.compress(b"</rss>"), "gzip", step=7) == b"<rss></rss>"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_padding_after_the_compressed_body_is_passed_over(encoding: str):
    assert read(packed(b"<rss/>", encoding) + bytes(8), encoding) == b"<rss/>"


def test_thousands_of_empty_members_are_an_attack():
    with pytest.raises(FetchError, match="damaged"):
        read(gzip.compress(b"") * 2000, "gzip")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_compressed_body_that_ends_too_early_is_not_taken_for_whole(encoding: str):
    data = packed(bytes(range(256)) * 10, encoding)
    with pytest.raises(FetchError, match="ends too early"):
        read(data[: len(data) // 2], encoding)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_body_that_is_not_compressed_as_it_claims_is_damaged(encoding: str):
    with pytest.raises(FetchError, match="damaged"):
        read(b"<rss version='2.0'></rss>", encoding)


@pytest.mark.parametrize("encoding", ["zstd", "gzip, gzip", "compress"])
def test_a_compression_we_did_not_ask_for_is_refused(encoding: str):
    with pytest.raises(FetchError, match="compressed in a way we did not ask for"):
        BoundedBody(encoding, limit=MIB)


@given(st.binary(max_size=300), st.sampled_from(["gzip", "x-gzip", "deflate", "br"]))
def test_no_bytes_do_more_than_end_in_a_sentence(data: bytes, encoding: str):
    with suppress(FetchError):
        assert len(read(data, encoding)) <= MIB


def test_the_libraries_bound_their_output():
    assert len(zlib.decompressobj(31).decompress(bomb("gzip", mib=4), PIECE)) <= PIECE
    assert len(brotli.Decompressor().process(bomb("br", mib=4), output_buffer_limit=PIECE)) <= 4 * PIECE


def test_sizes_are_told_as_a_person_would():
    assert [size(10 * MIB), size(MIB + MIB // 2), size(1000)] == ["10 MiB", "1.5 MiB", "1000 bytes"]
