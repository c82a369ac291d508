"""The demo's people, sections, authors and topics."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group

from articles.models import Author, Section, Topic, User

__all__ = ["SIGN_IN", "Staff", "engage"]

#: Who may sign in. The other authors have accounts too, without a password that would fit.
SIGN_IN = ("reporter", "editor", "chief")


@dataclass(frozen=True)
class Staff:
    """Who and what the stories name."""

    users: dict[str, User]  #: by user name
    sections: dict[str, Section]  #: by path
    authors: dict[str, Author]  #: by slug
    topics: dict[str, Topic]  #: by slug

    def writer(self, authors: tuple[str, ...]) -> User:
        """Return the account of the first author; copy without one came from the reporter."""
        user = self.authors[authors[0]].user if authors else None
        return user or self.users["reporter"]

    def editor(self, section: Section | None) -> User:
        """Return who publishes there: the editor on their own desks, elsewhere the chief."""
        editor, chief = self.users["editor"], self.users["chief"]
        if section and Section.objects.on_desks_of(editor).filter(pk=section.pk).exists():
            return editor
        return chief


def engage(newsroom: dict[str, Any], password: str) -> Staff:
    """Store them all, and return them."""
    users = {row["username"]: _user(row, password) for row in newsroom["person"]}
    authors = {}
    for row in newsroom["author"]:
        username = row.pop("user")
        user = _user({**row, "username": username, "group": "Reporter"}, password)
        users[username] = user
        authors[row["slug"]] = Author.objects.create(user=user, **row)
    return Staff(
        users=users,
        sections=_sections(newsroom["section"], users),
        authors=authors,
        topics={row["slug"]: Topic.objects.create(**row) for row in newsroom["topic"]},
    )


def _user(row: dict[str, str], password: str) -> User:
    first, _, last = row["name"].partition(" ")
    user = User.objects.create_user(
        row["username"],
        email=row.get("email", f"{row['username']}@example.org"),
        password=password if row["username"] in SIGN_IN else None,
        first_name=first,
        last_name=last,
        is_staff=True,
    )
    user.groups.add(Group.objects.get(name=row["group"]))
    return user


def _sections(rows: list[dict[str, Any]], users: dict[str, User]) -> dict[str, Section]:
    """Store the sections in the order of the file, a subsection after its parent."""
    made: dict[str, Section] = {}
    for order, row in enumerate(rows, start=1):
        desk, parent = row.pop("desk", []), made.get(row.pop("parent", ""))
        section = Section.objects.create(order=order, parent=parent, **row)
        section.desk.set(users[username] for username in desk)
        made[section.path] = section
    return made
