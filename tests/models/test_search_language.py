"""Search knows the forms of words in the site's language, and says where that was changed."""

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models.search_language import search_speaks_the_sites_language
from tests import people
from tests.reader.search.reading import address, found
from tests.reader.stories import published

pytestmark = pytest.mark.django_db


def test_a_change_of_the_sites_language_is_noticed_and_carried_out(client, settings, capsys):
    published(people.section(), "Una historia", body="<p>Elecciones nacionales en España.</p>")
    assert found(client.get(address("nacional"))) == []
    assert search_speaks_the_sites_language(["default"]) == []
    settings.LANGUAGE_CODE = "es-ar"
    warning = search_speaks_the_sites_language(["default"])[0]
    assert "english, and LANGUAGE_CODE asks for spanish" in warning.msg
    assert "rebuild_search" in warning.hint
    call_command("rebuild_search")
    assert "100%" in capsys.readouterr().out
    assert search_speaks_the_sites_language(["default"]) == []
    assert found(client.get(address("NACIONAL españa"))) == ["Una historia"]


@pytest.mark.parametrize(
    ("code", "language"),
    [("en", "english"), ("en-gb", "english"), ("pt-br", "portuguese"), ("nb", "norwegian"),
     ("ja", "simple"), ("zh-hans", "simple"), ("et", "estonian")],
)  # fmt: skip
def test_a_language_that_postgresql_knows_no_forms_of_is_taken_word_by_word(code, language):
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_language(%s), search_speak(%s)", [code, code])
        assert cursor.fetchone()[0] == language
    assert search_speaks_the_sites_language([]) == []
