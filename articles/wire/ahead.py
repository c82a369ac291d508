"""Reading ahead: the next items are read and made HTML while the database stores those before."""

from collections.abc import Generator, Iterable
from queue import Full, Queue
from threading import Event, Thread
from typing import Any

from articles.richtext import clean
from articles.wire.items import Item

__all__ = ["ahead"]

#: How often a side that waits looks whether the other one is still there, in seconds.
LOOK = 0.5


def ahead(items: Iterable[Item], count: int) -> Generator[Item, None, None]:
    """Yield the items in their order, with so many of them read before they are asked for.

    What reading raises is raised in its place. The database is never asked in that other thread.
    """
    queue: Queue[Any] = Queue(count)
    left = Event()
    thread = Thread(target=_read, args=(items, queue, left), name="reading ahead", daemon=True)
    thread.start()
    try:
        while True:
            item, fault = queue.get()
            if fault is not None:
                raise fault
            if item is None:
                return
            yield item
    finally:
        left.set()
        thread.join()


def _read(items: Iterable[Item], queue: "Queue[Any]", left: Event) -> None:
    fault: BaseException | None = None
    try:
        for item in items:
            # It is remembered, so that storing it has nothing left to do.
            clean(item.body)
            if not _put(queue, (item, None), left):
                return
    except BaseException as raised:  # told to whoever asks for the next item
        fault = raised
    _put(queue, (None, fault), left)


def _put(queue: "Queue[Any]", told: Any, left: Event) -> bool:
    while not left.is_set():
        try:
            queue.put(told, timeout=LOOK)
        except Full:
            continue
        return True
    return False
