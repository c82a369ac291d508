"""Slugs made from headlines."""

from django.utils.text import slugify

__all__ = ["slug_from"]

LONGEST = 80
#: Latin letters that are no plain letter with an accent on it.
SPELT = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l",
        "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
        "’": "", "'": "", "&": " and ",
    }
)  # fmt: skip


def slug_from(headline: str) -> str:
    """Return a slug of whole words, at most 80 characters; `article` where none can be made.

    `static/desk/article.js` proposes the same while somebody types.
    """
    slug = slugify(headline.translate(SPELT))
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    return slug or "article"
