"""The catalogues of translations: whole, in step with the sources, and compiled as they stand."""

import gettext
import re
from io import BytesIO

import pytest

from tests import messages

PLACES = re.compile(r"%\(\w+\)[sd]|</?\w+>")


@pytest.fixture(scope="module")
def sources():
    return {(each.context, each.id) for each in messages.extracted() if each.id}


def test_all_that_readers_see_was_looked_through(sources):
    said = {each[0] if isinstance(each, tuple) else each for _, each in sources}
    assert {"Read next", "Correction", "There is no section “%(path)s”.", "Also new"} <= said
    assert "%(minutes)s minute to read" in said


def test_a_new_language_is_english_until_it_is_translated(tmp_path):
    file = tmp_path / "pl" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.touch()
    catalogue = messages.brought_up_to_date(file, messages.extracted())
    polish = gettext.GNUTranslations(BytesIO(messages.compiled(catalogue)))
    assert polish.charset() == "utf-8"
    assert polish.gettext("Read next") == "Read next"
    assert polish.ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", 5) == (
        "%(minutes)s minutes to read"
    )


@pytest.mark.parametrize("file", messages.catalogues(), ids=lambda file: file.parts[-3])
class TestEach:
    def test_it_has_every_message_and_no_other(self, file, sources):
        assert {(each.context, each.id) for each in messages.read(file) if each.id} == sources

    def test_every_message_is_translated_with_the_same_places_for_values(self, file):
        for message in messages.read(file):
            if not message.id:
                continue
            source, translated = (
                each if isinstance(each, (tuple, list)) else [each]
                for each in (message.id, message.string)
            )
            assert all(translated), message.id
            assert not message.fuzzy, message.id
            for each in translated:
                assert sorted(PLACES.findall(each)) == sorted(PLACES.findall(source[-1])), each

    def test_the_compiled_one_says_the_same(self, file):
        made = gettext.GNUTranslations(BytesIO(messages.compiled(messages.read(file))))
        with file.with_suffix(".mo").open("rb") as stored:
            kept = gettext.GNUTranslations(stored)
        assert kept._catalog == made._catalog, "run make messages"
