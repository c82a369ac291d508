"""What open article forms send, as static/desk/writing.js sends it."""

from uuid import UUID

from django.urls import reverse

from tests.desk.test_form import typed

#: One browser tab, and another one.
TAB, OTHER_TAB = (UUID(int=number) for number in (1, 2))


def address(name, article=None):
    return reverse(f"admin:articles_article_{name}", args=[article.pk] if article else [])


def sent(person, article=None, form=TAB, **fields):
    """Return what the form says every few seconds, with all that is typed in it."""
    return {
        **typed(article, **fields),
        "person": person.pk,
        "form": str(form),
        "text": "typed",
        "age": fields.get("age", 0),
    }


def keep(client, person, article=None, form=TAB, **fields):
    """Send it for somebody who is signed in, and return the answer."""
    name = "keep" if article else "keep_new"
    return client.post(address(name, article), sent(person, article, form, **fields))


def poll(client, person, article, **fields):
    """Return what an open form without a new key is told."""
    said = {"person": person.pk, "form": str(TAB), "based_on": article.version, **fields}
    return client.post(address("writing", article), said)
