"""The standing people of the tests, and what they work with.

Rosa reports; a colleague of hers reports too. Emil edits the sections he is given, and so does a
second editor. Clara is the chief. The outsider may sign in, and is in no group.
"""

import importlib
import io
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.utils.text import slugify
from PIL import Image, ImageDraw

from articles import workflow
from articles.models import Article, Author, Edition, Picture, Section, Topic, User, claims_of

GROUPS = importlib.import_module("articles.migrations.0003_groups").GROUPS
PASSWORD = "nine herons over the lock"

HEADLINE = "Harbour bridge reopens after nine months"
STANDFIRST = "Cyclists cross first; lorries have to wait until the summer."
BODY = (
    "<p>The bridge over the old harbour opened at seven in the morning, and the first to cross it "
    "were two postal workers on their way to the islands.</p>"
    "<h2>What was repaired</h2>"
    "<p>Engineers replaced forty bearings and the whole of the northern hinge.</p>"
)


def section(name: str = "World", parent: Section | None = None) -> Section:
    return Section.objects.get_or_create(
        slug=slugify(name), parent=parent, defaults={"name": name}
    )[0]


def author(name: str = "Ines Marrow", user: User | None = None) -> Author:
    named = {"name": name, "user": user}
    return Author.objects.get_or_create(slug=slugify(name), defaults=named)[0]


def topic(name: str = "Bridges") -> Topic:
    return Topic.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def jpeg(size: tuple[int, int] = (1600, 900)) -> bytes:
    """A real picture: a sun over water."""
    image = Image.new("RGB", size, "#b9d4e8")
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle((0, height * 2 // 3, width, height), fill="#2f6079")
    draw.ellipse((width // 5, height // 5, width // 5 + 120, height // 5 + 120), fill="#f3c969")
    file = io.BytesIO()
    image.save(file, "JPEG")
    return file.getvalue()


def picture(size: tuple[int, int] = (1600, 900), **fields: Any) -> Picture:
    """Return a stored picture; readers get it once its `prepare()` has run."""
    fields = {"alt": "The sun over the harbour", "credit": "J. Quill", **fields}
    return Picture.objects.create(file=ContentFile(jpeg(size), name="harbour.jpg"), **fields)


def group(name: str) -> Group:
    """Return a group as the migration makes it; tests with real transactions empty its table."""
    found, new = Group.objects.get_or_create(name=name)
    if new:
        found.permissions.set(
            Permission.objects.filter(content_type__app_label="articles", codename__in=GROUPS[name])
        )
    return found


def person(name: str, *groups: str) -> User:
    found = User.objects.filter(username=name).first()
    if found is None:
        found = User.objects.create_user(
            name, password=PASSWORD, first_name=name.title(), is_staff=True
        )
        found.groups.set([group(each) for each in groups])
    return found


def reporter(name: str = "rosa") -> User:
    return person(name, "Reporter")


def colleague(name: str = "oskar") -> User:
    return person(name, "Reporter")


def editor(*sections: Section, name: str = "emil") -> User:
    """Return an editor on the desks of these sections."""
    found = person(name, "Editor")
    found.desks.add(*sections)
    return found


def second_editor(*sections: Section, name: str = "ada") -> User:
    return editor(*sections, name=name)


def chief(name: str = "clara") -> User:
    return person(name, "Chief editor")


def outsider(name: str = "otto") -> User:
    return person(name)


def byline(user: User) -> Author:
    """Return the author as whom this person writes."""
    return author(f"{user.first_name} Writes", user=user)


def article(by: User, section: Section | None, **content: Any) -> Article:
    """Return a draft by this person, and bylined so, that preflight lets pass."""
    content = {
        "headline": HEADLINE,
        "standfirst": STANDFIRST,
        "body": BODY,
        "slug": "harbour-bridge-reopens",
        "author_ids": [byline(by).pk],
        "section": section,
        **content,
    }
    return workflow.create(by, **content)


def checked(article: Article) -> Article:
    """Tick all that the article's copy states, as whoever created it."""
    claims = [claim.digest for claim in claims_of(article)]
    workflow.check_claims(article, article.created_by, claims, "The reporter's notes")
    return article


def edition(
    article: Article, starts_at: datetime, ends_at: datetime | None = None, **fields: Any
) -> Edition:
    """Store an edition of the working copy as it is, past the workflow; the database's rules hold.

    With `brought_in=True` it may start in the past.
    """
    made = article.as_edition(starts_at)
    made.ends_at = ends_at
    for name, value in fields.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    return made
