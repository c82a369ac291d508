"""Cards of articles, as lists show them."""

from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from articles.reader.cards import Card

__all__ = ["card"]

register = template.Library()

#: What was drawn, of so many cards: lists show the same ones again and again.
DRAWN: dict[tuple[object, ...], SafeString] = {}
REMEMBERED = 5000


@register.simple_tag
def card(card: Card, **how: Any) -> SafeString:
    """Draw a card by `reader/parts/card.html`, which is given `card` and all other arguments."""
    # Names of places in it: those of addresses, of words, and of hours.
    place = get_script_prefix(), translation.get_language(), timezone.get_current_timezone_name()
    key = (card.key, place, *how.items())
    drawn = DRAWN.get(key)
    if drawn is None:
        drawn = render_to_string("reader/parts/card.html", {"card": card, **how})
        if len(DRAWN) >= REMEMBERED:
            DRAWN.clear()
        if not settings.DEBUG:
            DRAWN[key] = drawn
    return drawn
