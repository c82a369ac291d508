"""Videos and posts of other sites: a card that loads nothing until the reader asks for it.

Without script the card is its caption, a plain link. The frame lies in a template, which browsers
don't load from; static/reader/embeds.js puts it in place when its button is pressed.
"""

from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from articles.embeds import Shape, is_on
from articles.reader.answers import right_to_left
from articles.richtext.embedding import Placed, embeds_in, replace_embeds

__all__ = ["origins", "with_cards"]

#: What a frame may do: nothing to our page, which is another site's to it.
SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"


class Kind(NamedTuple):
    """What it is called, what its button says, and which features its frame is given."""

    what: str | Promise
    ask: str | Promise
    allow: str


VIDEO = Kind(
    _("Video on %(provider)s"),
    _("Play the video"),
    "autoplay; encrypted-media; fullscreen; picture-in-picture",
)
SOUND = Kind(_("Audio on %(provider)s"), _("Play the audio"), "autoplay; encrypted-media")
POST = Kind(_("Post on %(provider)s"), _("Show the post"), "fullscreen")
KINDS = {
    Shape.WIDE: VIDEO,
    Shape.TALL: VIDEO,
    Shape.SOUND: SOUND,
    Shape.LIST: SOUND,
    Shape.POST: POST,
}


def origins(body: str) -> tuple[str, ...]:
    """Return where the frames of a body's cards come from, each once, in order of name."""
    found = {placed.embed.origin for placed in embeds_in(body) if is_on(placed.embed.provider)}
    return tuple(sorted(found))


def with_cards(body: SafeString) -> SafeString:
    """Return a body with its embeds as cards, those of providers switched off as links."""
    return mark_safe(replace_embeds(body, _card))  # noqa: S308 -- safe before, and cards are


def _card(placed: Placed) -> str:
    embed, provider = placed.embed, placed.embed.provider
    kind = KINDS[embed.shape]
    what = str(kind.what) % {"provider": provider.label}
    if not is_on(provider):
        link = '<p><a href="{}" rel="external noopener">{}</a></p>'
        return format_html(link, embed.address, placed.title or what)
    context = {
        "embed": embed,
        "provider": provider,
        "kind": kind,
        "what": what,
        "title": placed.title,
        "sandbox": SANDBOX,
        "language": settings.LANGUAGE_CODE,
        "direction": "rtl" if right_to_left(settings.LANGUAGE_CODE) else "ltr",
    }
    return render_to_string("reader/parts/embed.html", context)
