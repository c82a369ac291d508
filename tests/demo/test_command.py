import pytest
from django.core.management import CommandError, call_command

from articles.management.commands.load_demo import given_password
from articles.models import Article, Picture, Section
from tests import people


def test_an_article_of_one_s_own_is_left_alone(db: None):
    people.article(people.reporter(), people.section("World"))
    with pytest.raises(CommandError, match=r"already \(1 article\)"):
        call_command("load_demo")
    assert Article.objects.count() == 1
    assert not Picture.objects.exists()


def test_an_account_of_the_same_name_is_left_alone(db: None):
    chief = people.chief(name="chief")
    with pytest.raises(CommandError, match="a user named chief already"):
        call_command("load_demo", password="another one altogether")
    chief.refresh_from_db()
    assert chief.check_password(people.PASSWORD)
    assert not Section.objects.exists()


def test_the_password_is_the_option_s_else_the_environment_s(monkeypatch, settings):
    settings.DEMO_PASSWORD = "from the settings"
    monkeypatch.setenv("DEMO_PASSWORD", "from the environment")
    assert given_password("from the option") == "from the option"
    assert given_password(None) == "from the environment"
    monkeypatch.delenv("DEMO_PASSWORD")
    assert given_password(None) == "from the settings"
    settings.DEMO_PASSWORD = ""
    assert given_password(None) == ""
