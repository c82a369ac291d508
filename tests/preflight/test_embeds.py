import pytest

from articles.preflight import embeds
from articles.richtext import clean
from tests.preflight.proofs import findings, found

ADDRESS = "https://vimeo.com/76979871"
TITLED = clean(f'<figure><a href="{ADDRESS}">Bells</a></figure>')


def test_one_with_a_title_passes():
    assert found(embeds, body=TITLED) == []
    assert found(embeds, body="<p>Text</p>") == []


def test_one_without_a_title_is_told_each_time():
    (first, second) = findings(embeds, body=clean(f"<p>{ADDRESS}</p><p>{ADDRESS}#t=9</p>"))
    assert (first.level, first.field, first.excerpt) == ("warn", "body", ADDRESS)
    assert first.message.startswith("What is on Vimeo has no title.")
    assert second.excerpt == f"{ADDRESS}#t=9s"


@pytest.mark.parametrize(("on", "told"), [(("youtube",), 1), (("vimeo",), 0)])
def test_what_this_site_does_not_show_is_told(settings, on, told):
    settings.EMBED_PROVIDERS = on
    said = findings(embeds, body=TITLED)
    assert [finding.excerpt for finding in said] == ["Bells"] * told
