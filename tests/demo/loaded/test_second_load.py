import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.models import Article, Edition, Event, Picture, Section, User
from tests.demo.loaded.conftest import Loaded


def counts() -> list[int]:
    return [model.objects.count() for model in (Article, Edition, Event, Picture, Section, User)]


def test_a_second_load_is_refused_and_changes_nothing(demo: Loaded):
    before = counts()
    password = (settings.VAR_DIR / "demo-password").read_text()
    with pytest.raises(CommandError, match=r"already \(44 articles\).*nothing was changed"):
        call_command("load_demo", password="another one altogether")
    assert counts() == before
    assert (settings.VAR_DIR / "demo-password").read_text() == password


def test_it_says_what_it_did(demo: Loaded):
    assert demo.output.startswith("The demo is in: 44 stories. Sign in as reporter, editor, chief.")
