"""The columns of the article list: how each is shown, and what it is in a table of plain text."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from unfold.decorators import display

from articles.desk.labels import Listed, short_moment, tags

__all__ = ["COLUMNS", "DEFAULT", "Column", "headline"]


#: A dash in the table; the cards on narrow screens leave it out.
NOTHING = mark_safe('<span class="desk-none">—</span>')


@dataclass(frozen=True)
class Column:
    """`text` is what it says in plain text; `shown` is what Django's admin calls for each row."""

    name: str
    title: str
    text: Callable[[Listed], str]
    shown: Callable[[Listed], str | SafeString]


def column(name: str, title: str, text: Callable[[Listed], str]) -> Column:
    """Return a column that is shown as its text, and as a dash where there is none."""

    @display(description=title)
    def shown(article: Listed) -> str | SafeString:
        return text(article) or NOTHING

    # Django's admin names the cells after the function.
    shown.__name__ = f"shown_{name}"
    return Column(name, title, text, shown)


@display(description="Headline")
def headline(article: Listed) -> str:
    return article.headline


headline.__name__ = "shown_headline"


@display(description="State")
def shown_state(article: Listed) -> SafeString:
    # With the version that this person saw, for the verbs on several at once.
    return format_html(
        '{}<input type="hidden" name="version-{}" value="{}">',
        format_html_join(
            " ", '<span class="desk-tag desk-tag-{}">{}</span>', tags(article, timezone.now())
        ),
        article.pk,
        article.version,
    )


def in_state(article: Listed) -> str:
    return ", ".join(tag.text for tag in tags(article, timezone.now()))


#: Always the first after the headline: the verbs on several at once rest on it.
STATE = Column("state", "State", in_state, shown_state)

COLUMNS: dict[str, Column] = {
    each.name: each
    for each in (
        STATE,
        column("section", "Section", lambda article: str(article.section or "")),
        column("authors", "Authors", lambda article: article.byline),
        column("live", "Live since", lambda article: short_moment(article.live_since)),
        column("next", "Next version", lambda article: short_moment(article.next_at)),
        column("ends", "Ends", lambda article: short_moment(article.live_until)),
        column("embargo", "Embargo", lambda article: short_moment(article.embargo_until)),
        column("deadline", "Deadline", lambda article: short_moment(article.deadline)),
        column("planned", "Planned slot", lambda article: short_moment(article.planned_at)),
        column("notes", "Notes", lambda article: "open" if article.noted else ""),
        column("creator", "Created by", lambda article: str(article.created_by)),
        column("created", "Created", lambda article: short_moment(article.created_at)),
        column("updated", "Updated", lambda article: short_moment(article.updated_at)),
        column("version", "Version", lambda article: str(article.version)),
        column("kicker", "Kicker", lambda article: article.kicker),
        column("slug", "Slug", lambda article: article.slug),
        column("language", "Language", lambda article: article.language),
    )
}
DEFAULT = ("section", "authors", "live", "next", "updated")
