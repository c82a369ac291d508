"""What it costs to compare and to merge long bodies, also those that nobody writes.

    python -m tests.benchmarks.comparing

Prints for each pair of bodies the best of three in milliseconds of the processor, and the same for
twice as much text as a ratio: about 2 where the time goes with the length, 4 with its square.
"""

import os
import random
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

from articles.richtext.compare import compare
from articles.richtext.merge import merge

RUNS = 3
WORDS = 10_000
PARAGRAPH = 60
VOCABULARY = [f"word{number}" for number in range(3000)]

Body = list[list[str]]
#: Makes two bodies of so many words.
Make = Callable[[int], tuple[Body, Body]]
Act = Callable[[str, str], object]
CHANCE = random.Random(1)


def words(number: int) -> list[str]:
    """Return words as copy has them: a few of them over and over, most of them seldom."""
    return [VOCABULARY[int(len(VOCABULARY) * CHANCE.random() ** 3)] for _ in range(number)]


def body(number: int, paragraph: int = PARAGRAPH) -> Body:
    return [words(paragraph) for _ in range(number // paragraph)]


def edited(paragraph: list[str], changes: int) -> list[str]:
    made = list(paragraph)
    for _ in range(changes):
        made[CHANCE.randrange(len(made))] = CHANCE.choice(VOCABULARY)
    return made


def shuffled(paragraphs: Body) -> Body:
    return CHANCE.sample(paragraphs, len(paragraphs))


def html(paragraphs: Body) -> str:
    return "".join(f"<p>{' '.join(paragraph)}</p>" for paragraph in paragraphs)


def pair(old: Body, change: Callable[[list[str]], list[str]]) -> tuple[Body, Body]:
    return old, [change(paragraph) for paragraph in old]


KINDS: dict[str, Make] = {
    "nothing changed": lambda size: pair(body(size), list),
    "every twentieth block changed": lambda size: (
        old := body(size),
        [edited(each, 3) if place % 20 == 0 else each for place, each in enumerate(old)],
    ),
    "all blocks changed a little": lambda size: pair(body(size), lambda each: edited(each, 4)),
    "all blocks rewritten in part": lambda size: pair(body(size), lambda each: edited(each, 30)),
    "another article": lambda size: (body(size), body(size)),
    "all blocks moved and changed": lambda size: pair(
        old := body(size), lambda each: edited(CHANCE.choice(old), 3)
    ),
    "identical blocks": lambda size: ([["same"]] * size, [["same"]] * (size * 4 // 5)),
    "two kinds of block in disorder": lambda size: (
        shuffled([["a"], ["b"]] * (size // 2)),
        shuffled([["a"], ["b"]] * (size // 2)),
    ),
    "blocks that are almost alike": lambda size: (
        [["row", str(place), "of", "it"] for place in range(size // 4)],
        [["row", str(place * 7 % size), "of", "it"] for place in range(size // 4)],
    ),
    "one block": lambda size: (old := body(size, size), [edited(old[0], size // 7)]),
    "one block of two words in disorder": lambda size: (
        [[CHANCE.choice("ab") for _ in range(size)]],
        [[CHANCE.choice("ab") for _ in range(size)]],
    ),
}


def best(act: Callable[[], object]) -> float:
    """Return the shortest of some runs in milliseconds of the processor."""
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        act()
        times.append(time.process_time() - begun)
    return min(times) * 1000


def report(name: str, act: Act, make: Make) -> None:
    def cost(size: int) -> float:
        old, new = map(html, make(size))
        return best(lambda: act(old, new))

    once, twice = cost(WORDS), cost(2 * WORDS)
    print(f"{name:46} {once:8.0f} ms {twice / once:8.1f}")


def main() -> None:
    print(f"{f'{WORDS} words a side':46} {'best':>11} {'twice':>8}")
    for name, make in KINDS.items():
        report(f"compare: {name}", compare, make)
    for name in ("all blocks changed a little", "identical blocks"):
        report(f"merge: {name}", lambda old, new: merge(old, new, old), KINDS[name])


if __name__ == "__main__":
    main()
