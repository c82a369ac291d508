"""The workflow bar on an article's form: where it stands, what this person may do, and why not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from articles import permissions, workflow
from articles.desk.edition_forms import EDITION_FORMS
from articles.desk.schedule import in_words
from articles.desk.verb_forms import ARTICLE_FORMS
from articles.models import Article, Edition, User
from articles.workflow import Standing

__all__ = ["GO_ON", "bar", "stands", "waits"]

GO_ON = "Go on from this version"
#: What takes a story on its way; the first of them that is open stands out.
NEXT_STEPS = ("submit", "publish")
#: What comes with a note for whoever goes on with the story, and what the bar calls the note.
HANDED_OVER = {"submit": "With it", "send_back": "Sent back"}


@dataclass
class Action:
    """A verb this person may do: its label and the page where it is done."""

    verb: str
    label: str
    url: str


@dataclass
class Refusal:
    """A verb this person can't do now, and why."""

    label: str
    reason: str


@dataclass
class Version:
    """A version that readers see or will see, and what may be done with it."""

    words: str
    actions: list[Action]
    #: Where it can be looked at before readers see it.
    looks: list[Action]


def bar(request: HttpRequest, article: Article) -> dict[str, object]:
    """Return what `desk/bar.html` shows under the name `bar`: a fixed number of queries."""
    person = cast(User, request.user)
    standing = Standing.of(article)
    reasons = workflow.reasons(article, person, standing)
    actions = [
        Action(name, form.label, reverse(f"admin:articles_article_{name}", args=[article.pk]))
        for name, form in ARTICLE_FORMS.items()
        if not reasons[form.verb]
    ]
    return {
        "stands": [*stands(standing), *_last_word(article)],
        "versions": versions(standing, person, reasons),
        "next": next((action for action in actions if action.verb in NEXT_STEPS), None),
        "actions": actions,
        "refused": refused(reasons),
        "preview": reverse("admin:articles_article_preview", args=[article.pk]),
        "live": standing.live.get_absolute_url() if standing.live else "",
    }


def refused(reasons: dict[str, str]) -> list[Refusal]:
    """Return the verbs that are refused, publishing once, in the order of the bar."""
    labels = {form.verb: form.label for form in reversed(ARTICLE_FORMS.values())}
    labels |= {form.verb: form.label for form in EDITION_FORMS.values()}
    return [Refusal(labels[verb], reason) for verb, reason in reasons.items() if reason]


def versions(standing: Standing, person: User, reasons: dict[str, str]) -> list[Version]:
    """Return the versions that are yet to go live, soonest first, with the live one before them."""
    return [
        Version(
            _words(edition, standing),
            list(_actions(edition, standing, person, reasons)),
            list(_looks(edition, standing, person)),
        )
        for edition in (standing.current if standing.waiting else ())
    ]


def _words(edition: Edition, standing: Standing) -> str:
    until = f", until {in_words(edition.until)}" if edition.until else ""
    if edition is standing.live:
        return f"Version {edition.article_version} is live."
    return f"Version {edition.article_version} goes live on {in_words(edition.starts_at)}{until}."


def _actions(
    edition: Edition, standing: Standing, person: User, reasons: dict[str, str]
) -> Iterator[Action]:
    ids = [edition.article_id, edition.pk]
    if edition is not standing.live:
        for name, form in EDITION_FORMS.items():
            if not reasons[form.verb]:
                yield Action(name, form.label, reverse(f"admin:articles_article_{name}", args=ids))
    other_text = edition.article_version != standing.article.version
    if other_text and permissions.edits(person, standing.article):
        yield Action("work_from", GO_ON, reverse("admin:articles_article_work_from", args=ids))


def _looks(edition: Edition, standing: Standing, person: User) -> Iterator[Action]:
    if edition is standing.live:
        return
    ids = [edition.article_id, edition.pk]
    yield Action("preview", "Preview", reverse("admin:articles_article_edition_preview", args=ids))
    if permissions.looks_ahead(person):
        # The id alone finds it: section and slug are put right on the way.
        address = reverse("reader:article", args=["-", "-", edition.article_id])
        then = reverse("desk:as_of", args=[edition.starts_at, address])
        yield Action("as_of", "The site then", then)


def stands(standing: Standing) -> list[tuple[str, str]]:
    """Return where the article stands, as pairs of a term and a sentence."""
    article = standing.article
    pairs = [("State", _state(standing)), ("Readers", _readers(standing))]
    if article.embargo_until:
        over = article.embargo_until <= standing.now
        until = in_words(article.embargo_until)
        pairs.append(("Embargo", f"Ended on {until}." if over else f"Until {until}."))
    if standing.current and standing.has_unpublished_changes:
        pairs.append(("Changes", "The copy has changes that no published version carries yet."))
    return pairs


def waits(standing: Standing) -> list[tuple[str, str]]:
    """Return what is yet to go live in the same form, for pages that don't list the versions."""
    words = " ".join(_words(edition, standing) for edition in standing.waiting)
    return [("Next", words)] if words else []


def _state(standing: Standing) -> str:
    article = standing.article
    if article.spiked_at:
        return f"Spiked on {in_words(article.spiked_at)}."
    if article.state == Article.State.REVIEW and article.submitted_by:
        return f"In review, submitted by {article.submitted_by}."
    if article.state == Article.State.PUBLISHED and standing.waiting and not standing.live:
        return "Scheduled."
    return f"{article.get_state_display().capitalize()}."


def _last_word(article: Article) -> list[tuple[str, str]]:
    """Return what was said when it was last handed over, while nothing has happened since."""
    last = article.events.select_related("person").first()
    if last is None or last.verb not in HANDED_OVER or not last.note:
        return []
    return [(HANDED_OVER[last.verb], f"{last.person}: {last.note}")]


def _readers(standing: Standing) -> str:
    live, last = standing.live, standing.last
    if live:
        until = f", until {in_words(live.until)}" if live.until else ""
        return f"See version {live.article_version} since {in_words(live.starts_at)}{until}."
    if standing.withdrawn and last and last.ends_at:
        return f"Saw it until it was withdrawn on {in_words(last.ends_at)}."
    if last and last.ends_at:
        return f"Saw it until {in_words(last.ends_at)}."
    return "Haven't seen it yet."
