"""What grows with the archive, as a picture.

    python -m tests.benchmarks.growth docs/growth.svg postgresql://.../small postgresql://.../large

Runs `tests.benchmarks.pages` and `tests.benchmarks.desk` in archives that `manage.py make_archive`
made, the smallest first, which may be thrown away afterwards, and draws each page's time in the
larger ones against that in the smallest. Pages that hold more in a larger archive are left out:
what they cost is told by `tests.benchmarks.pages`.
"""

import json
import os
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import NamedTuple

#: How many times as long as in the smallest archive a page may take: the goal.
GOAL = 1.3
#: Pages whose bytes differ by more hold more.
SAME = 1.3
LEFT, ROW, WIDTH, PER_TIMES = 290, 22, 800, 220
COLOURS = ("#4d7ea8", "#8a1c2b", "#2f6f4f")


class Archive(NamedTuple):
    """An archive: how many articles it holds, the time of each page in ms, and its bytes."""

    articles: int
    times: dict[str, float]
    sizes: dict[str, int]


def measured(url: str) -> Archive:
    times: dict[str, float] = {}
    sizes: dict[str, int] = {}
    articles = 0
    for benchmark in ("pages", "desk"):
        command = [sys.executable, "-m", f"tests.benchmarks.{benchmark}"]
        own = {**os.environ, "DATABASE_URL": url, "AS_JSON": "1"}
        answer = subprocess.run(command, env=own, stdout=subprocess.PIPE, check=True)
        told = json.loads(answer.stdout)
        articles = articles or told["articles"]
        times |= told["times"]
        sizes |= told.get("sizes", {})
    return Archive(articles, times, sizes)


def grown(archives: list[Archive]) -> dict[str, list[float]]:
    """Return how many times as long each page takes in the larger archives."""
    smallest, *larger = archives
    found = {}
    for name, time in smallest.times.items():
        sizes = [archive.sizes.get(name, 1) for archive in archives]
        if max(sizes) <= SAME * min(sizes):
            found[name] = [archive.times[name] / time for archive in larger]
    return found


def drawn(archives: list[Archive], found: dict[str, list[float]]) -> str:
    height = ROW * (len(found) + 4)
    bottom = height - 2 * ROW
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}">',
        "<style>text { font: 13px system-ui, sans-serif }</style>",
        "<title>Time of pages in larger archives, against the smallest</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for times in (0, 0.5, 1, GOAL, 1.5, 2):
        x, dash = LEFT + times * PER_TIMES, ' stroke-dasharray="4 3"' if times == GOAL else ""
        parts.append(
            f'<path d="M{x} {2 * ROW - 8}V{bottom}" stroke="#bbb"{dash}/>'
            f'<text x="{x}" y="{bottom + 16}" text-anchor="middle" fill="#555">{times:g} ×</text>'
        )
    for place, archive in enumerate(archives[1:]):
        x = LEFT + 200 * place
        parts.append(
            f'<circle cx="{x}" cy="17" r="5" fill="{COLOURS[place % len(COLOURS)]}"/>'
            f'<text x="{x + 10}" y="22">{archive.articles:,} articles</text>'
        )
    for row, (name, ratios) in enumerate(found.items()):
        y = ROW * (row + 2.5)
        words = f"{escape(name)}, {archives[0].times[name]:.1f} ms"
        parts.append(f'<text x="{LEFT - 12}" y="{y + 4}" text-anchor="end">{words}</text>')
        for place, ratio in enumerate(ratios):
            x, colour = LEFT + min(ratio, 2.2) * PER_TIMES, COLOURS[place % len(COLOURS)]
            parts.append(f'<circle cx="{x:.1f}" cy="{y}" r="5" fill="{colour}"/>')
    told = f"Names have the time among {archives[0].articles:,} articles, which is 1 ×"
    parts.append(f'<text x="{LEFT}" y="{height - 8}" fill="#555">{told}</text></svg>')
    return "\n".join(parts) + "\n"


def main(picture: str, *urls: str) -> None:
    archives = [measured(url) for url in urls]
    found = grown(archives)
    for name, ratios in found.items():
        times = "  ".join(f"{archive.times[name]:8.1f}" for archive in archives)
        print(f"{name:32} {times}   {ratios[-1]:.2f}")
    Path(picture).write_text(drawn(archives, found))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
