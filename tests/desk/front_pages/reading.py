"""What is read off the page of a front, and how an order is written for it."""

import html
import re
from datetime import timedelta

from articles.models import Placement

SITE = "/admin/front-pages/"
HOUR = timedelta(hours=1)


def text(response):
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", response.content.decode())).split())


def slots(response):
    """Return the headline in each slot, and how it came there: placed, filled or new."""
    page = response.content.decode().partition("front-slots")[2].partition("</ol>")[0]
    found = re.findall(
        r'class="front-slot([^"]*)" data-slot="(\d)".*?<h3[^>]*>(.*?)</h3>', page, re.S
    )
    kinds = {number: ("new" if "new" in kind else "filled" if "filled" in kind else "placed")
             for kind, number, _ in found}  # fmt: skip
    return {int(number): (html.unescape(name), kinds[number]) for _, number, name in found}


def offered(response):
    found = response.content.decode().partition('id="front-found"')[2]
    return [html.unescape(name) for name in re.findall(r"<h4[^>]*>(.*?)</h4>", found)]


def order(*articles):
    return ",".join(str(each.pk) if each else "" for each in [*articles, *[None] * 5][:5])


def at(moment):
    return moment.strftime("%Y-%m-%dT%H:%M")


def standing(moment, section=None):
    found = Placement.objects.standing(section, moment).select_related("article")
    return {each.slot: each.article.headline for each in found}
