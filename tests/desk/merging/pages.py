"""A stale save, and what the page after it shows and sends."""

from django.urls import reverse
from lxml import html

from tests.desk.test_form import change

TWO = "<p>The first paragraph.</p><p>The second one.</p>"


def by_rosa(client, rosa, article, opened, **fields):
    """Save what Rosa typed in a form that she opened before."""
    client.force_login(rosa)
    mine = {"headline": "Rosa's headline", "body": TWO.replace("first", "very first"), **fields}
    return client.post(change(article), {**opened, **mine})


def merge_address(article):
    return reverse("admin:articles_article_merge", args=[article.pk])


def sent(response, **answers):
    """Return what the page sends when these answers are chosen: values by name."""
    form = html.fromstring(response.content.decode()).get_element_by_id("merge_form")
    data = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    data.pop("csrfmiddlewaretoken", None)
    return data | {f"choice-{name}": [choice] for name, choice in answers.items()}


def questions(response):
    """Return what the page asks: the values that can be chosen, by name."""
    form = html.fromstring(response.content.decode()).get_element_by_id("merge_form")
    found = {}
    for radio in form.xpath(".//input[@type='radio']"):
        found.setdefault(radio.name.removeprefix("choice-"), []).append(radio.get("value"))
    return found


def parts(response):
    """Return who changed each block of the body that needs no choice, and what happened to it."""
    return [
        (part.kind, block.kind)
        for part in response.context["parts"]
        if not hasattr(part, "sides")
        for block in part.blocks
    ]
