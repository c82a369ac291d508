import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from articles.models import Article, database_now


@dataclass
class Loaded:
    """The demo as it came in, and the moment at which it was there."""

    output: str
    now: datetime

    def article(self, slug: str) -> Article:
        return Article.objects.with_periods(self.now).get(slug=slug)


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Loaded]:
    """Load the demo once, without a password given, for all tests that only look at it."""
    output = io.StringIO()
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.delenv("DEMO_PASSWORD", raising=False)
        call_command("load_demo", stdout=output)
        yield Loaded(output.getvalue(), database_now())
        transaction.set_rollback(True)


@pytest.fixture
def demo(db: None, loaded: Loaded) -> Loaded:
    return loaded
