"""What comes in from WordPress, and as what."""

from datetime import UTC, datetime

import pytest

from articles.models import Article, Author, Edition, IntakeItem, Outcome, Picture, Topic
from tests import people
from tests.wire.wxr import SITE, attachment, export, post

pytestmark = pytest.mark.django_db


def one():
    return Article.objects.get()


def notes():
    return " ".join(note for line in IntakeItem.objects.all() for note in line.notes)


def test_a_post_becomes_a_draft_with_all_that_it_had(bring, file, world):
    named = {"tags": (("trams", "Trams"),), "categories": (("world", "World"), ("sea", "The sea"))}
    out, _, error = bring(file(export(post(excerpt="An hour <b>late</b>.", **named))))
    article = one()
    assert (article.headline, article.slug, article.state) == (
        "Ferry late again",
        "post-7",
        "draft",
    )
    assert article.body == "<p>It came at nine.</p>\n<p>Nobody was told why.</p>"
    assert (article.standfirst, article.section) == ("An hour late.", world)
    assert [author.name for author in article.authors()] == ["Ines Marrow"]
    assert [topic.name for topic in article.topics()] == ["The sea", "Trams"]
    assert f"{article.dated}" == "2012-03-15"
    assert article.history.get().history_change_reason == f"Brought in from {SITE}"
    assert (error, Edition.objects.count()) == ("", 0)
    assert "1  post: new draft" in out


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_all_versions_of_the_format_are_read(bring, file, world, version):
    bring(file(export(post(), version=version)))
    assert one().headline == "Ferry late again"


def test_it_is_published_with_its_own_date_and_found_at_its_old_address(
    bring, file, world, client, clara
):
    bring(file(export(post())), "--publish-as-dated")
    edition = Edition.objects.get()
    assert edition.starts_at == edition.published_at == datetime(2012, 3, 15, 8, tzinfo=UTC)
    assert one().state == "published"
    event = one().events.get()
    assert (event.verb, event.person) == ("bring_in", clara)
    assert client.get(edition.get_absolute_url()).status_code == 200
    for old in ("/2012/03/15/post-7/", "/2012/03/15/post-7"):
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, edition.get_absolute_url())


def test_what_was_not_published_is_not_found_at_any_address(bring, file, world, client):
    bring(file(export(post())))
    assert client.get("/2012/03/15/post-7/").status_code == 404


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ({"status": "private"}, Outcome.DRAFT),
        ({"password": "harbour"}, Outcome.DRAFT),
        ({"status": "draft"}, Outcome.DRAFT),
        ({"status": "pending"}, Outcome.DRAFT),
        ({"status": "made-up"}, Outcome.DRAFT),
        ({"status": "trash"}, Outcome.SPIKED),
        ({"status": "future", "day": "2099-01-01"}, Outcome.SCHEDULED),
        ({"status": "publish"}, Outcome.PUBLISHED),
    ],
)
def test_only_what_everybody_saw_is_published(bring, file, world, given, outcome):
    bring(file(export(post(**given))), "--publish-as-dated")
    assert IntakeItem.objects.get().outcome == outcome
    seen = outcome in {Outcome.PUBLISHED, Outcome.SCHEDULED}
    assert Edition.objects.exists() == seen
    assert (one().spiked_at is not None) == (outcome == Outcome.SPIKED)


def test_pages_and_what_plugins_made_are_left_unless_asked(bring, file, world):
    items = export(post(1, kind="page"), post(2, kind="tribe_events"), post(3, kind="revision"))
    out, _, _ = bring(file(items))
    assert not Article.objects.exists()
    assert "1  page: left out" in out
    assert "a tribe_events, which a plugin made" in out
    assert "1  items of the kind revision: left out" in out
    bring(file(items), "--pages")
    assert one().headline == "Ferry late again"


def test_comments_are_counted_and_left(bring, file, world):
    comment = "<wp:comment><wp:comment_content>First!</wp:comment_content></wp:comment>"
    out, _, _ = bring(file(export(post(more=comment * 3))))
    assert "3  comments: left out" in out
    assert "Its comments stay behind: 3." in notes()


def test_co_authors_are_named_instead_of_the_account(bring, file, world):
    named = "".join(
        f'<category domain="author" nicename="cap-{key}"><![CDATA[{name}]]></category>'
        for key, name in (("jo", "Jo Quill"), ("abel", "Abel Finch"))
    )
    bring(file(export(post(more=named))))
    assert [author.name for author in one().authors()] == ["Jo Quill", "Abel Finch"]


def test_whoever_is_here_is_not_made_again(bring, file, world):
    ines, trams = people.author("Ines Marrow"), people.topic("Trams")
    bring(file(export(post(tags=(("trams", "TRAMS"),)))))
    assert (Author.objects.get(), Topic.objects.get()) == (ines, trams)


def test_pictures_come_from_the_folder_with_what_is_said_of_them(bring, file, world, uploads):
    image = f'<img class="wp-image-21" src="{SITE}/wp-content/uploads/2012/03/quay-300x200.jpg">'
    items = export(
        post(content=f"The quay.\n\n{image}", meta={"_thumbnail_id": "20"}),
        attachment(20, "2012/03/ferry.jpg", alt="A ferry", caption="The ferry at nine"),
        attachment(21, "2012/03/quay.jpg", alt="A quay"),
    )
    bring(file(items), "--uploads", uploads, "--publish-as-dated")
    article, quay = one(), Picture.objects.get(alt="A quay")
    assert (article.lead_picture.alt, article.lead_caption) == ("A ferry", "The ferry at nine")
    assert article.lead_picture.credit == "The Old Courier"
    assert f'<img data-picture="{quay.pk}"' in article.body
    assert 'alt="A quay"' in article.body
    assert Edition.objects.exists()
    bring(file(items), "--uploads", uploads)
    assert Picture.objects.count() == 2


def test_a_picture_that_says_nothing_to_the_blind_keeps_its_post_a_draft(
    bring, file, world, uploads
):
    items = export(post(meta={"_thumbnail_id": "20"}), attachment(20, "2012/03/ferry.jpg"))
    bring(file(items), "--uploads", uploads, "--publish-as-dated")
    assert one().state == "draft"
    assert "It stays a draft: a picture lacks its text" in notes()


def test_a_picture_that_isnt_there_is_named(bring, file, world, uploads, tmp_path):
    (tmp_path / "secret.jpg").write_bytes(people.jpeg((800, 600)))
    names = ("gone.jpg", "gone.jpg", "../../../secret.jpg", "..%2f..%2fsecret.jpg")
    images = "".join(f'<img src="{SITE}/wp-content/uploads/{name}">' for name in names)
    bring(file(export(post(content=f"Words.{images}"))), "--uploads", uploads)
    assert notes().count("The picture gone.jpg is left out: it isn't in the folder.") == 1
    assert one().body == "<p>Words.</p>"
    assert not Picture.objects.exists()


def test_galleries_captions_and_embeds_become_ours(bring, file, world, uploads):
    content = (
        '[caption id="a"]<img src="/wp-content/uploads/2012/03/quay.jpg" alt="A quay" />'
        " The <em>old</em> quay[/caption]\n\n"
        '[gallery ids="20"]\n\n[youtube https://www.youtube.com/watch?v=dQw4w9WgXcQ]\n\n'
        "https://vimeo.com/76979871\n\nThe end [sic]."
    )
    items = export(post(content=content), attachment(20, "2012/03/ferry.jpg", alt="A ferry"))
    bring(file(items), "--uploads", uploads)
    body = one().body
    assert "<figcaption>The <em>old</em> quay</figcaption>" in body
    assert 'alt="A ferry"' in body
    assert '<figure><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in body
    assert '<figure><a href="https://vimeo.com/76979871"' in body
    assert "The end [sic]." in body
    assert body.count("<figure>") == 4


def test_what_is_set_as_it_is_keeps_its_lines_together(bring, file, world):
    content = "Before.\n\n<pre>a\n\n<b>b</b></pre>\n\nAfter.<pre>open\n\nend"
    bring(file(export(post(content=content))))
    assert one().body.startswith("<p>Before.</p>\n<p>a <strong>b</strong></p>\n<p>After.</p>")


def test_blocks_are_read_as_html_and_empty_ones_named(bring, file, world):
    content = (
        "<!-- wp:paragraph -->\n<p>One\nline.</p>\n<!-- /wp:paragraph -->\n"
        '<!-- wp:latest-posts {"postsToShow":5} /-->\n<!-- wp:spacer /-->\n'
        '<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>Late again.</p>'
        "</blockquote></figure><!-- /wp:pullquote -->"
    )
    bring(file(export(post(content=content))))
    assert one().body == (
        '<p>One line.</p>\n<blockquote class="pull"><p>Late again.</p></blockquote>'
    )
    assert "stay behind: latest-posts." in notes()


def test_shortcodes_nobody_knows_are_named_until_they_are_mapped(bring, file, world, tmp_path):
    export_file = file(export(post(content='[note kind="a"]Mind the gap[/note] and [ad_slot]')))
    out, _, _ = bring(export_file)
    assert "Shortcodes stand in the text as they were: [ad_slot], [note]." in notes()
    assert "1  shortcode [note]: left in the text; map it" in out
    mapping = tmp_path / "map.toml"
    mapping.write_text('[shortcodes]\nnote = "<strong>{content}</strong>"\nad_slot = ""\n')
    bring(export_file, "--mapping", mapping, "--update")
    assert one().body == "<p><strong>Mind the gap</strong> and</p>"


def test_links_to_the_old_site_stay_on_ours(bring, file, world):
    link = f'<a href="{SITE}/2012/03/15/post-8/?a=1#b">Yesterday</a>'
    other = '<a href="https://elsewhere.example/x/">There</a>'
    bring(file(export(post(content=f"{link} {other}"))))
    assert 'href="/2012/03/15/post-8/?a=1#b"' in one().body
    assert 'href="https://elsewhere.example/x/"' in one().body


def test_a_file_that_breaks_off_brings_in_what_it_has_and_says_where(bring, file, world):
    whole = export(*(post(n) for n in range(1, 6)))
    cut = whole[: whole.index("<wp:post_id>4</wp:post_id>")]
    out, _, error = bring(file(cut))
    assert Article.objects.count() == 3
    assert "It can't be read on from line" in error
    assert "3  post: new draft" in out
    bring(file(whole))
    assert Article.objects.count() == 5


def test_characters_that_xml_forbids_are_no_obstacle(bring, file, world):
    bring(file(export(post(content="A bell\x07 and a\x0b tab."))))
    assert one().body == "<p>A bell and a tab.</p>"


def test_entities_are_never_expanded(bring, file, world, tmp_path):
    (tmp_path / "secret").write_text("the secret")
    bombs = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>',
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY x "&a;&a;&a;">]>',
        f'<!DOCTYPE rss SYSTEM "file://{tmp_path}/secret">',
    )
    for bomb in bombs:
        text = export(post(title="Head")).replace("?>\n", f"?>\n{bomb}\n", 1)
        _, _, error = bring(file(text.replace("<title>Head", "<title>&x;Head")))
        assert error
        assert not Article.objects.filter(headline__contains="secret").exists()
        assert not Article.objects.filter(headline__contains="haha").exists()
