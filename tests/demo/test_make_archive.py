"""`manage.py make_archive`: what it refuses, and that what it makes is kept."""

import io

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from tests import people


@pytest.mark.django_db
def test_a_newsroom_with_content_is_left_alone():
    people.section("World")
    with pytest.raises(CommandError, match="There is something in the newsroom already"):
        call_command("make_archive", "100", stdout=io.StringIO())
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_a_few_articles_make_no_archive():
    with pytest.raises(CommandError, match="100 articles at least"):
        call_command("make_archive", "7", stdout=io.StringIO())
