"""What it costs to take in plain text, also such as nobody writes.

    python -m tests.benchmarks.taking_in

Prints for each unit, repeated to 100,000 characters, the best of three in milliseconds of the
processor, and the same for ten times as much text as a ratio: about 10 where the time goes with the
length, 100 where it goes with its square.
"""

import os
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

from articles.wire.text import take_in

RUNS, LENGTH, TIMES = 3, 100_000, 10
UNITS = [
    "Some words here, and more of them. ",
    "a\n",
    "Term: said. ",
    "- item\n",
    "A ",
    "Subhead\n\nText.\n\n",
    "<",
    " ",
    "date 2026-01-01 ",
    "Headline: ",
]


def milliseconds(unit: str, length: int) -> float:
    """Return the best of some runs."""
    copy = f"{unit * (length // len(unit))}x".encode()
    best = float("inf")
    for _ in range(RUNS):
        started = time.process_time()
        take_in(copy)
        best = min(best, time.process_time() - started)
    return best * 1000


def main() -> None:
    for unit in UNITS:
        short, long = (milliseconds(unit, length) for length in (LENGTH, LENGTH * TIMES))
        print(f"{unit!r:40} {short:8.1f} ms {long / short:6.1f} times")


if __name__ == "__main__":
    main()
