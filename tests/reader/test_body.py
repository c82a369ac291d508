"""The body as readers get it: its pictures and tables."""

from datetime import timedelta

import pytest

from tests import people
from tests.reader.stories import published, text

pytestmark = pytest.mark.django_db


def placed(picture, alt="", caption=""):
    """A picture in a body as the editor stores it."""
    said = f"<figcaption>{caption}</figcaption>" if caption else ""
    image = (
        f'<img data-picture="{picture.pk}" src="/media/x.webp" alt="{alt}" width="8" height="6">'
    )
    return f"<figure>{image}{said}</figure>"


def body(client, world, html, **content):
    page = text(client.get(published(world, body=html, **content).get_absolute_url()))
    return page[page.index('<div class="body">') : page.index("</main>")]


def test_a_picture_comes_in_renditions_with_caption_and_credit(client, world, harbour):
    shown = body(client, world, placed(harbour))
    assert 'type="image/avif"' in shown
    assert harbour.sources("full", "webp")[0].url in shown
    assert 'width="800" height="600" alt="The sun over the harbour" loading="lazy"' in shown
    assert "The harbour at noon.</span>" in shown
    assert '<span class="credit" dir="auto">J. Quill</span>' in shown
    assert "data-picture" not in shown
    assert "/media/x.webp" not in shown


def test_words_of_the_article_come_before_the_librarys(client, world, harbour):
    html = placed(harbour, "A &quot;quay&quot; &gt; here", "By <em>noon</em> &amp; after")
    shown = body(client, world, html)
    assert 'alt="A &quot;quay&quot; &gt; here"' in shown
    assert "By <em>noon</em> &amp; after</span>" in shown
    assert "The harbour at noon." not in shown


def test_a_librarys_caption_is_text_not_markup(client, world, harbour):
    harbour.caption = "<b>Bold</b>"
    harbour.save()
    assert "&lt;b&gt;Bold&lt;/b&gt;" in body(client, world, placed(harbour))


@pytest.mark.parametrize(
    "html", ["{}", "<ul><li>Before{}</li></ul>", "<blockquote>{}</blockquote>"]
)
def test_a_picture_without_licence_goes_with_its_caption(client, clock, world, harbour, html):
    harbour.licence_until = clock.now
    harbour.save()
    shown = body(client, world, html.format(placed(harbour, caption="Told")) + "<p>Stays</p>")
    assert "<figure>" not in shown
    assert "Told" not in shown
    assert "Stays" in shown


def test_a_picture_that_isnt_prepared_or_there_is_left_out(client, world):
    waiting = people.picture()
    gone = people.picture()
    html = placed(waiting) + placed(gone)
    gone.delete()
    assert "<figure>" not in body(client, world, html)


def test_a_licence_that_begins_later_is_kept(client, clock, world, harbour):
    harbour.licence_from = clock.now + timedelta(seconds=1)
    harbour.save()
    edition = published(world, body=placed(harbour))
    assert "<figure>" not in text(client.get(edition.get_absolute_url()))
    clock.tick()
    assert "<figure>" in text(client.get(edition.get_absolute_url()))


def test_a_table_scrolls_within_itself_and_can_be_focused(client, world):
    table = "<table><tbody><tr><td>One</td></tr></tbody></table>"
    assert f'tabindex="0">{table}</div>' in body(client, world, f"{table}<p>After</p>")


def test_a_dateline_stands_before_a_body_that_begins_otherwise(client, world):
    shown = body(client, world, "<h2>Head</h2><p>Text</p>", dateline="A & B")
    assert '<p><span class="dateline">A &amp; B</span></p>\n<h2>Head</h2>' in shown
