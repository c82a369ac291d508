"""Help beside fields: there where something is filled in, and not where it is only read."""

import pytest
from django.urls import reverse
from lxml.html import fromstring

from articles import workflow
from tests import people

pytestmark = pytest.mark.django_db

#: Fields whose label says it all.
PLAIN = {"first_name", "last_name", "name", "body", "reason", "dropped"}


def form(client, model, row=None):
    address = f"admin:articles_{model}_change" if row else f"admin:articles_{model}_add"
    page = client.get(reverse(address, args=[row.pk] if row else []))
    return page.context["adminform"].form, page.content.decode()


@pytest.mark.parametrize(
    "model", ["article", "assignment", "author", "picture", "section", "topic", "user"]
)
def test_every_field_of_a_form_has_help_or_needs_none(client, model):
    client.force_login(people.chief())
    fields = form(client, model)[0].visible_fields()
    silent = {field.name for field in fields if not field.help_text}
    assert silent <= PLAIN


def test_what_is_only_read_has_no_help(client):
    article = people.article(people.reporter(), people.section())
    client.force_login(article.created_by)
    helped = "One to three words above the headline."
    assert helped in form(client, "article", article)[1]
    workflow.submit(article, article.created_by)
    assert helped not in form(client, "article", article)[1]
    topic = people.topic()
    reading = fromstring(form(client, "topic", topic)[1]).text_content()
    assert topic.name in reading
    assert "part of the address" not in reading
