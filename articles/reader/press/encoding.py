"""Bodies as they travel: compressed in what the reader's program takes best.

https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
"""

import gzip
from functools import lru_cache

import brotli
import zstandard

__all__ = ["IDENTITY", "chosen", "decoded", "encoded"]

IDENTITY = "identity"
#: The smallest first: among those that are taken alike, it is sent.
PREFERRED = ("br", "zstd", "gzip", IDENTITY)
GZIP_LEVEL, BROTLI_QUALITY, ZSTD_LEVEL = 6, 5, 9


@lru_cache(maxsize=512)
def chosen(accepted: str) -> str:
    """Return the encoding for a header `Accept-Encoding`; where none is taken, none is used."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(",")[:32]:
        name, _, parameter = part.partition(";")
        weights[name.strip()] = _weight(parameter)
    rest = weights.get("*")
    best, heaviest = IDENTITY, 0.0
    for name in PREFERRED:
        # What isn't compressed is always taken unless it is refused, but wanted least.
        usual = 0.001 if name == IDENTITY else 0.0
        weight = weights.get(name, usual if rest is None else rest)
        if weight > heaviest:
            best, heaviest = name, weight
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0


def encoded(body: bytes, encoding: str) -> bytes:
    """Return the body in one of the encodings."""
    if encoding == "br":
        return brotli.compress(body, quality=BROTLI_QUALITY)
    if encoding == "zstd":
        return zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(body)
    if encoding == "gzip":
        return gzip.compress(body, GZIP_LEVEL, mtime=0)
    return body


def decoded(body: bytes) -> bytes:
    """Return the body that `gzip` was made of."""
    return gzip.decompress(body)
