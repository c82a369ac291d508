"""How long an article takes to read."""

import re

from articles import richtext

__all__ = ["minutes"]

#: Words a minute: Brysbaert (2019), silent reading of English non-fiction by adults,
#: https://doi.org/10.1016/j.jml.2019.104047
WORDS = 238
#: Characters a minute of Chinese, and of Japanese: Trauzettel-Klosinski and Dietz (2012),
#: https://doi.org/10.1167/iovs.11-8284
CHINESE, JAPANESE = 255, 357
#: Thai, Lao, Burmese and Khmer set no spaces either: so many letters pass for a word.
LETTERS = 5

IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff]")
CHARACTER = re.compile(f"[{IDEOGRAPHS}\u3040-\u30ff\u31f0-\u31ff]")
LETTER = re.compile("[\u0e01-\u0e30\u0e81-\u0eb0\u1000-\u102a\u1780-\u17b3]")
UNSPACED = re.compile(f"{CHARACTER.pattern}|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
WORD = re.compile(r"\w")


def minutes(body: str) -> int:
    """Return how many minutes a body, clean HTML, takes to read: 0 only where it has no words.

    The time is `words / 238` where words stand apart. Chinese and Japanese are counted by
    character, at 255 and 357 a minute: what stands between kana is read as Japanese.
    """
    text = richtext.text(body)
    taken = 0.0
    # Most texts have none of these, and looking for each of them takes longer than all else.
    if UNSPACED.search(text):
        pace = JAPANESE if KANA.search(text) else CHINESE
        taken = len(CHARACTER.findall(text)) / pace + len(LETTER.findall(text)) / LETTERS / WORDS
        text = UNSPACED.sub(" ", text)
    taken += sum(1 for word in text.split() if word.isalnum() or WORD.search(word)) / WORDS
    return max(1, round(taken)) if taken else 0
