"""What a site's settings make of its looks: its logo, and a small stylesheet of its own.

The stylesheet has an address with its digest in it, so it can be kept for good. It is a file of its
own, as the strict policy of readers' pages allows no styles within them.
"""

from hashlib import sha256
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

__all__ = ["Looks", "stylesheet"]

FOR_GOOD = "public, max-age=31536000, immutable"
SCREENS = {"light": "screen", "dark": "screen and (prefers-color-scheme:dark)"}


class Looks(NamedTuple):
    """What the frame around each page needs to know."""

    #: Addresses; empty where nothing is set.
    logo: str
    logo_dark: str
    theme: str
    #: Files of fonts that every page begins with, in its first words.
    fonts: tuple[str, ...]
    #: The colours of the browser's own bars; empty for those of reader/paper.css.
    paper: str
    paper_dark: str

    @classmethod
    def of_settings(cls) -> "Looks":
        css = theme()
        names = (settings.SITE_LOGO, settings.SITE_LOGO_DARK)
        logo, logo_dark = (static(name) if name else "" for name in names)
        upright = (font for font in settings.SITE_FONTS if font.style == "normal")
        papers = {scheme: palette.paper for scheme, palette in settings.SITE_COLOURS.items()}
        return cls(
            logo,
            logo_dark,
            reverse("reader:theme", args=[_digest(css)]) if css else "",
            tuple(static(font.file) for font in upright),
            papers.get("light", ""),
            papers.get("dark", ""),
        )


@require_safe
def stylesheet(_request: HttpRequest, digest: str) -> HttpResponse:
    """Answer with the theme. At the address of an older one it is not to be kept."""
    css = theme()
    keep = FOR_GOOD if digest == _digest(css) else "no-cache"
    headers = {"Cache-Control": keep}
    return HttpResponse(css, "text/css; charset=utf-8", headers=headers)


def theme() -> str:
    """Return the stylesheet of what is set; empty where nothing is."""
    stacks = {"serif": settings.SITE_SERIF, "sans": settings.SITE_SANS}
    families = "".join(f"--{name}:{stack};" for name, stack in stacks.items() if stack)
    parts = [_face(*font) for font in settings.SITE_FONTS]
    if families:
        parts.append(f":root{{{families}}}")
    # Not on paper: what is printed is black on white.
    for scheme, palette in settings.SITE_COLOURS.items():
        colours = "".join(f"--{name}:{value};" for name, value in palette._asdict().items())
        parts.append(f"@media {SCREENS[scheme]}{{:root{{{colours}}}}}")
    return "\n".join(parts)


def _face(family: str, file: str, weight: str, style: str) -> str:
    """Return the rule; after a moment without the file another font is shown for good."""
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f'src:url("{static(file)}") format("woff2");font-display:fallback}}'
    )


def _digest(css: str) -> str:
    return sha256(css.encode()).hexdigest()[:12]
