"""In what a body travels: what the reader's program takes best."""

import gzip

import brotli
import pytest
import zstandard

from articles.reader.press.encoding import chosen, decoded, encoded


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("zstd, gzip", "zstd"),
        ("br;q=0.5, gzip", "gzip"),
        ("br;q=0, gzip;q=0.1", "gzip"),
        ("GZIP ; Q=0.8", "gzip"),
        ("*", "br"),
        ("*;q=0.1, br;q=0", "zstd"),
        ("identity, gzip;q=0.5", "identity"),
        ("deflate", "identity"),
        ("*;q=0", "identity"),
        ("gzip;q=much", "identity"),
        (",;=,q=1;;", "identity"),
        ("br;q=9", "br"),
    ],
)
def test_what_is_wanted_most_is_taken_and_the_smallest_of_equals(accepted, expected):
    assert chosen(accepted) == expected


@pytest.mark.parametrize(
    ("encoding", "read"),
    [
        ("br", brotli.decompress),
        ("gzip", gzip.decompress),
        ("zstd", lambda body: zstandard.ZstdDecompressor().decompress(body)),
        ("identity", bytes),
    ],
)
def test_it_can_be_read_again(encoding, read):
    body = b"The ferry sails. " * 200
    assert read(encoded(body, encoding)) == body
    assert decoded(encoded(body, "gzip")) == body
