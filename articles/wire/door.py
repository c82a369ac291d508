"""The one door: whatever file it is, its format is found in it, not in its name.

An archive (WordPress, Ghost, ninjs, a feed) is a source of its own. Single stories (text, HTML,
Markdown, Word) are items of one source, "files". Those of a folder are known by their place in it,
so that a changed file is known again; one that is named by itself is known by what is in it, since
the next story may well be called the same.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from articles.wire import docx, feeds, ghost, html, markdown, ninjs, text, wordpress, xml
from articles.wire.decoding import SIZE_LIMIT, Refused, decode
from articles.wire.items import Item, Source
from articles.wire.mapping import Mapping
from articles.wire.taking import FILES

__all__ = ["DOCUMENT_LIMIT", "Found", "archive", "bytes_of", "files_in", "sources", "story"]

#: So much of a file is looked at to tell what it is.
HEAD = 65_536
#: A document may have pictures in it.
DOCUMENT_LIMIT = 100_000_000
MEGABYTE = 1_000_000

OpenFile = Callable[[], BinaryIO]


class Found(NamedTuple):
    """A file, and what it is called: its path from the folder that was asked for."""

    path: Path
    name: str
    alone: bool = False


def files_in(paths: Iterable[Path]) -> Iterator[Found]:
    """Yield the files, and those in the folders, in order; hidden ones are left."""
    for path in paths:
        if not path.is_dir():
            yield Found(path, path.name, alone=True)
            continue
        folder = path.resolve().name
        for inner in sorted(path.rglob("*")):
            name = inner.relative_to(path)
            if inner.is_file() and not any(part.startswith(".") for part in name.parts):
                yield Found(inner, f"{folder}/{name}")


def sources(files: Iterable[Found], mapping: Mapping, *, pages: bool) -> Iterator[Source]:
    """Yield what is in the files: the archives as they come, then all stories together."""
    stories: list[Found | Item] = []
    for found in files:
        open_file = cast("OpenFile", partial(found.path.open, "rb"))
        try:
            source = archive(open_file, mapping, pages=pages)
        except (OSError, Refused) as refusal:
            stories.append(_refused(found.name, refusal))
            continue
        if source is None:
            stories.append(found)
        else:
            yield source
    if stories:
        items = (each if isinstance(each, Item) else _story(each) for each in stories)
        yield Source(name=FILES, format=FILES, items=items)


def archive(open_file: OpenFile, mapping: Mapping, *, pages: bool) -> Source | None:
    """Return what is in an archive; None where the file is none. Raises `Refused`, `OSError`."""
    with open_file() as file:
        head = file.read(HEAD)
    if wordpress.is_wordpress(head):
        return wordpress.read(open_file, mapping, pages=pages)
    if ghost.is_ghost(head):
        return ghost.read(open_file, pages=pages)
    if ninjs.is_ninjs(head):
        return ninjs.read(open_file)
    if xml.is_feed(head):
        return feeds.read(open_file)
    return None


def story(data: bytes) -> Item:
    """Return the story in a file's bytes; raise `Refused` with what to do where there is none."""
    if docx.is_docx(data):
        return docx.read(data)
    if html.is_html(data[:HEAD]):
        if len(data) > SIZE_LIMIT:
            raise _too_large(len(data), SIZE_LIMIT)
        return html.read(data)
    copy, _encoding = decode(data)
    if markdown.is_markdown(copy):
        return markdown.read(copy)
    return _plain(data)


def _plain(data: bytes) -> Item:
    incoming = text.take_in(data)
    return Item(
        key="",
        headline=incoming.headline,
        dated=incoming.dated,
        body=incoming.body,
        notes=incoming.notes,
    )


def _story(found: Found) -> Item:
    try:
        data = bytes_of(found.path)
        item = story(data)
    except Refused as refusal:
        return _refused(found.name, refusal)
    item.key, item.called, item.kind = found.name, found.name, "file"
    if found.alone:
        item.key = f"{found.name} {hashlib.sha256(data).hexdigest()}"
    return item


def bytes_of(path: Path) -> bytes:
    """Return what is in a file, as far as a story may have it; raise `Refused` otherwise."""
    try:
        with path.open("rb") as opened:
            data = opened.read(HEAD)
            limit = DOCUMENT_LIMIT if docx.is_docx(data) else SIZE_LIMIT
            if path.stat().st_size > limit:
                raise _too_large(path.stat().st_size, limit)
            return data + opened.read(limit + 1 - len(data))
    except OSError as error:
        raise Refused(_unreadable(error)) from error


def _refused(name: str, refusal: OSError | Refused) -> Item:
    reason = _unreadable(refusal) if isinstance(refusal, OSError) else str(refusal)
    return Item(key=name, kind="file", refused=reason)


def _unreadable(error: OSError) -> str:
    return f"It can't be read: {error.strerror}."


def _too_large(size: int, limit: int) -> Refused:
    what = "copy" if limit == SIZE_LIMIT else "a document"
    return Refused(
        f"It has {size / MEGABYTE:.1f} MB, and {what} may have {limit // MEGABYTE} MB at most. "
        "Bring it in in parts."
    )
