"""Whether readers see an article through a period, and why not."""

from datetime import datetime

from articles.workflow.standing import Standing, moment

__all__ = ["shown_until", "why_not_shown"]


def shown_until(standing: Standing, at: datetime) -> datetime | None:
    """Return where the run of editions ends that readers see at `at`; None: no end in sight.

    One edition after another without a gap is one run. Where none is seen at `at`, that is `at`.
    """
    end: datetime | None = at
    for edition in standing.current:
        if end is None or edition.starts_at > end:
            break
        if edition.ends_at is None or edition.ends_at > end:
            end = edition.ends_at
    return end


def why_not_shown(standing: Standing, at: datetime, until: datetime | None = None) -> str:
    """Return why readers won't see the article from `at` on and, if given, until `until`.

    A sentence; empty: they will.
    """
    end = shown_until(standing, at)
    if end == at:
        return _why_not_at(standing, at)
    if until is None or end is None or until <= end:
        return ""
    again = _next_start(standing, end)
    if again and again < until:
        return f"Readers don't see it from {moment(end)} until {moment(again)}."
    return f"Readers see it until {moment(end)} only."


def _next_start(standing: Standing, after: datetime) -> datetime | None:
    return next((each.starts_at for each in standing.waiting if each.starts_at >= after), None)


def _why_not_at(standing: Standing, at: datetime) -> str:
    article, last = standing.article, standing.last
    if article.spiked_at:
        return "It is spiked."
    if article.embargo_until and article.embargo_until > at:
        return f"It is under embargo until {moment(article.embargo_until)}."
    if starts := _next_start(standing, at):
        return f"Readers see it from {moment(starts)} on. Choose that moment or a later one."
    ended = [
        edition.ends_at for edition in (last, *standing.current) if edition and edition.ends_at
    ]
    if standing.withdrawn:
        return f"It was withdrawn on {moment(max(ended))}."
    if ended:
        return f"Readers see it until {moment(max(ended))} only."
    return "It is neither published nor scheduled. Publish or schedule it first."
