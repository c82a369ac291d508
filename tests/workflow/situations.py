"""Articles in the situations verbs are for, and every verb in a form that any article takes."""

from collections.abc import Callable
from datetime import timedelta

from articles import workflow
from articles.models import Article, Event, User

HOUR = timedelta(hours=1)
NOTE = "Who paid for the bearings?"
NOTICE = "An earlier version gave a wrong number of bearings."


def reload(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def rewrite(article: Article, by: User, headline: str = "Bridge closes again") -> Article:
    article = reload(article)
    article.headline = headline
    return workflow.save_copy(article, by, based_on=article.version)


def first_waiting(article: Article):
    return article.editions.order_by("-starts_at").first()


#: Each verb as `perform(article, person)` does it.
ACTS: dict[str, Callable[[Article, User], Event]] = {
    "submit": workflow.submit,
    "send_back": lambda article, by: workflow.send_back(article, by, NOTE),
    "publish": workflow.publish,
    "reschedule": lambda article, by: workflow.reschedule(
        first_waiting(article), by, first_waiting(article).starts_at + HOUR
    ),
    "cancel": lambda article, by: workflow.cancel(first_waiting(article), by),
    "set_end": lambda article, by: workflow.set_end(article, by, article.created_at + 9 * HOUR),
    "correct": lambda article, by: workflow.correct(article, by, NOTICE),
    "clarify": lambda article, by: workflow.clarify(article, by, NOTICE),
    "update": lambda article, by: workflow.update(article, by, NOTICE),
    "withdraw": lambda article, by: workflow.withdraw(article, by, NOTICE),
    "set_embargo": lambda article, by: workflow.set_embargo(
        article, by, article.created_at + 3 * HOUR
    ),
    "lift_embargo": workflow.lift_embargo,
    "spike": workflow.spike,
    "revive": workflow.revive,
}
