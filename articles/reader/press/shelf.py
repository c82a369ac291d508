"""The copies, within so much memory: what was asked for longest ago leaves first."""

import re
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple

from django.utils.http import parse_http_date_safe

from articles.reader.press.encoding import IDENTITY, decoded, encoded
from articles.reader.press.keys import EVERYTHING

__all__ = ["Copy", "Headers", "Sheet", "Shelf"]

Headers = list[tuple[str, str]]
#: What an entry takes besides its body: names, headers, its places in the dictionaries.
OVERHEAD = 2048
ENCODED = re.compile(r"-(?:br|zstd|gzip)\Z")


class Copy(NamedTuple):
    """An answer in one encoding, ready to be sent."""

    etag: str
    headers: Headers
    not_modified: Headers
    body: bytes


class Sheet:
    """An answer that was printed, and until when it is true."""

    def __init__(
        self, headers: Headers, body: bytes, keys: frozenset[str], at: float, until: datetime
    ) -> None:
        self.keys = keys
        #: By the clock that never jumps.
        self.printed_at = at
        self.until = until
        self._headers = headers
        self._etag = next((value for name, value in headers if name == "ETag"), "").strip('"')
        changed = next((value for name, value in headers if name == "Last-Modified"), "")
        self._changed = parse_http_date_safe(changed)
        self._gzip = encoded(body, "gzip")
        self._copies: dict[str, Copy] = {}

    @property
    def size(self) -> int:
        """What it takes at the most: the other encodings come out no larger than gzip."""
        return OVERHEAD + 3 * len(self._gzip)

    def is_had(self, environ: dict[str, Any]) -> bool:
        """Say whether whoever asks has it already, by its ETag in any encoding, or by its date."""
        if given := environ.get("HTTP_IF_NONE_MATCH"):
            tags = (tag.strip().removeprefix("W/").strip('"') for tag in given.split(","))
            return any(tag == "*" or ENCODED.sub("", tag) == self._etag for tag in tags)
        if self._changed is None or "HTTP_IF_MODIFIED_SINCE" not in environ:
            return False
        since = parse_http_date_safe(environ["HTTP_IF_MODIFIED_SINCE"])
        return since is not None and self._changed <= since

    def copy(self, encoding: str) -> Copy:
        """Return the copy in an encoding; all but the uncompressed one are made once."""
        found = self._copies.get(encoding)
        if found is None:
            found = self._made(encoding)
            if encoding != IDENTITY:
                self._copies[encoding] = found
        return found

    def _made(self, encoding: str) -> Copy:
        body = self._gzip
        if encoding != "gzip":
            body = encoded(decoded(body), encoding)
        etag = f'"{self._etag}"' if encoding == IDENTITY else f'"{self._etag}-{encoding}"'
        headers = [pair for pair in self._headers if pair[0] not in {"ETag", "Content-Length"}]
        headers += [("ETag", etag), ("Vary", "Accept-Encoding")]
        not_modified = [pair for pair in headers if not pair[0].startswith("Content-")]
        if encoding != IDENTITY:
            headers.append(("Content-Encoding", encoding))
        headers.append(("Content-Length", str(len(body))))
        return Copy(etag, headers, not_modified, body)


class Shelf:
    """Sheets by name; those of one name may be replaced, those of a key are dropped together."""

    def __init__(self, size: int) -> None:
        self.room = size
        self.taken = self.dropped = self.evicted = 0
        self._sheets: OrderedDict[str, tuple[Sheet, int]] = OrderedDict()
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._sheets)

    def get(self, name: str) -> Sheet | None:
        try:
            sheet, _ = self._sheets[name]
            self._sheets.move_to_end(name)
        except KeyError:  # dropped between the two, at the worst
            return None
        return sheet

    def put(self, name: str, sheet: Sheet) -> None:
        """Keep the sheet; what was asked for longest ago makes room for it."""
        size = sheet.size
        with self._lock:
            self._remove(name)
            # One answer must not push out many.
            if size > self.room // 8:
                return
            self._sheets[name] = sheet, size
            self.taken += size
            for key in sheet.keys:
                self._names[key].add(name)
            while self.taken > self.room:
                self._remove(next(iter(self._sheets)))
                self.evicted += 1

    def discard(self, name: str, sheet: Sheet) -> None:
        """Remove this very sheet, if it is there."""
        with self._lock:
            if self._sheets.get(name, (None, 0))[0] is sheet:
                self._remove(name)

    def drop(self, keys: Iterable[str]) -> None:
        """Drop all sheets of these keys."""
        with self._lock:
            wanted = set(keys)
            if EVERYTHING in wanted:
                names = set(self._sheets)
            else:
                names = {name for key in wanted for name in self._names.get(key, ())}
            for name in names:
                self._remove(name)
            self.dropped += len(names)

    def _remove(self, name: str) -> None:
        sheet, size = self._sheets.pop(name, (None, 0))
        if sheet is None:
            return
        self.taken -= size
        for key in sheet.keys:
            names = self._names[key]
            names.discard(name)
            if not names:
                del self._names[key]
