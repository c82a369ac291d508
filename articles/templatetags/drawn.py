"""Parts of pages that are the same on many of them: each is drawn once in a process."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.template import engines
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from articles.reader.cards import Card
from articles.reader.related import Teaser

__all__ = ["card", "frame", "teaser"]

register = template.Library()

#: What was drawn, of so many parts: pages show the same ones again and again.
DRAWN: dict[tuple[object, ...], SafeString] = {}
REMEMBERED = 10_000
#: What the frame is given.
OF_FRAME = ("site_name", "site_url", "looks", "language", "direction", "zone")
OF_PLACE = ("navigation", "here", "above", "nearby")


@register.simple_tag
def card(card: Card, **how: Any) -> SafeString:
    """Draw a card by `reader/parts/card.html`, which is given `card` and all other arguments."""
    return _drawn("reader/parts/card.html", (card.key, *how.items()), {"card": card, **how})


@register.simple_tag(takes_context=True)
def teaser(context: Context, teaser: Teaser) -> SafeString:
    """Draw the line that leads to another article, by `reader/parts/teaser.html`."""
    return _drawn("reader/parts/teaser.html", teaser, {"teaser": teaser})


@register.simple_tag(takes_context=True)
def frame(context: Context, name: str) -> SafeString:
    """Draw a part of the frame by `reader/parts/<name>.html`.

    It is given the names above and `at`, and may depend on no more of that than its day.
    """
    given = {each: context.get(each) for each in (*OF_FRAME, *OF_PLACE, "at")}
    site = tuple(given[each] for each in OF_FRAME)
    navigation, here, above = given["navigation"], given["here"], given["above"]
    where = [each and (each.pk, each.name) for each in (here, above)]
    day = timezone.localdate(given["at"])
    key = (*site, navigation and navigation.key, *where, day)
    return _drawn(f"reader/parts/{name}.html", key, given)


def _drawn(name: str, key: tuple[object, ...], given: Mapping[str, Any]) -> SafeString:
    """Return the template drawn with what is given, which must follow from the key.

    Addresses, words, hours and templates are looked to here.
    """
    whole = (
        name,
        get_script_prefix(),
        translation.get_language(),
        timezone.get_current_timezone_name(),
        engines["django"],
        *key,
    )
    drawn = DRAWN.get(whole)
    if drawn is None:
        drawn = render_to_string(name, dict(given))
        if len(DRAWN) >= REMEMBERED:
            DRAWN.clear()
        if not settings.DEBUG:
            DRAWN[whole] = drawn
    return drawn
