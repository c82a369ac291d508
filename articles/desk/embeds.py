"""Videos and posts at the desk: whether what somebody pasted leads to one that readers can load.

The address is read and never asked for, whoever typed it.
"""

import re
from html import unescape

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.text import get_text_list
from django.views import View

from articles.desk.act_page import person
from articles.embeds import PROVIDERS, Embed, embed_of, is_on

__all__ = ["urls"]

#: What is looked through; the codes that providers give out come to a few hundred characters.
LONGEST = 10_000
ADDRESS = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)


class Pasted(View):
    """GET with `address`, or the code a provider gives out for it: `{"address", "provider"}`.

    The address is as bodies have it. For all else `{"refusal"}`, a sentence.
    """

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> JsonResponse:
        if not person(request).has_perm("articles.view_article"):
            raise PermissionDenied
        embed = embed_in(request.GET.get("address", "")[:LONGEST])
        if embed is None or not is_on(embed.provider):
            return JsonResponse({"refusal": _refusal(embed)})
        return JsonResponse({"address": embed.address, "provider": embed.provider.label})


def embed_in(pasted: str) -> Embed | None:
    """Return the first video or post whose address is in this text."""
    found = ADDRESS.findall(unescape(pasted)) or [f"https://{pasted.strip()}"]
    return next(filter(None, map(embed_of, found)), None)


def _refusal(embed: Embed | None) -> str:
    if embed:
        return (
            f"This site shows nothing of {embed.provider.label} within its stories. "
            "Put the address into the text as a link."
        )
    labels = [provider.label for provider in PROVIDERS.values() if is_on(provider)]
    if not labels:
        return "This site shows no videos or posts of others. Put the address in as a link."
    return (
        f"This leads to no video or post on {get_text_list(labels, 'or')}. "
        "Correct it, or put it into the text as a link."
    )


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of embeds, for the desk's own."""
    return [path("embed/", site.admin_view(Pasted.as_view()), name="embed")]
