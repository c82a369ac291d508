"""The article form: what is saved, by whom, through which door; who may write and who only look."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.models import Article
from tests import people

pytestmark = pytest.mark.django_db

ADD = reverse("admin:articles_article_add")


@pytest.fixture
def world():
    return people.section("World")


@pytest.fixture
def rosa():
    return people.reporter()


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def typed(article=None, **fields):
    """Return what the form sends for this article, or for a new one, with these fields changed."""
    content = article.content() if article else {"headline": people.HEADLINE, "body": people.BODY}
    content = {
        name.removesuffix("_id"): value for name, value in content.items() if value is not None
    }
    content.pop("notices", None)
    based_on = article.version if article else ""
    return {**content, "based_on": based_on, "reason": "", "_continue": "1", **fields}


def errors(response):
    return response.context["adminform"].form.errors


def test_a_new_article_is_a_draft_of_whoever_wrote_it(client, rosa, world):
    ines, rosas = people.author("Ines Marrow"), people.byline(rosa)
    topics = [people.topic(name).pk for name in ("Harbour", "Bridges")]
    client.force_login(rosa)
    response = client.post(
        ADD,
        typed(
            section=world.pk,
            author_ids=[ines.pk, rosas.pk],
            topic_ids=topics,
            reason="First take",
        ),
    )
    article = Article.objects.get()
    assert response.url == change(article)
    assert (article.created_by, article.state, article.section) == (rosa, "draft", world)
    assert article.author_ids == [ines.pk, rosas.pk]
    assert article.topic_ids == topics
    version = article.history.get()
    assert (version.history_user, version.history_change_reason) == (rosa, "First take")


def test_a_save_makes_a_version_with_its_author_and_reason(client, rosa, world):
    article = people.article(rosa, world)
    emil = people.editor(world)
    client.force_login(emil)
    client.post(change(article), typed(article, headline="Bridge open", reason="Shorter"))
    article.refresh_from_db()
    assert (article.headline, article.version) == ("Bridge open", 2)
    newest = article.history.first()
    assert (newest.version, newest.history_user, newest.history_change_reason) == (
        2,
        emil,
        "Shorter",
    )


def test_order_counts_and_each_name_once(client, rosa, world):
    ines, rosas = people.author("Ines Marrow"), people.byline(rosa)
    article = people.article(rosa, world, author_ids=[ines.pk, rosas.pk])
    client.force_login(rosa)
    client.post(change(article), typed(article, author_ids=[rosas.pk, ines.pk, rosas.pk]))
    article.refresh_from_db()
    assert article.author_ids == [rosas.pk, ines.pk]
    client.post(change(article), typed(article, author_ids=[]))
    article.refresh_from_db()
    assert article.author_ids == []


def test_a_name_that_is_gone_is_told_of(client, rosa, world):
    client.force_login(rosa)
    response = client.post(ADD, typed(author_ids=[987654]))
    assert errors(response) == {
        "author_ids": ["One author doesn't exist any more. Look at the list again."]
    }


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Łódź’s straße & the Ærø ferry", "lodzs-strasse-and-the-aero-ferry"),
        ("الجسر يفتح من جديد", "article"),
        ("word " * 30, ("word-" * 16).rstrip("-")),
    ],
)
def test_a_blank_slug_comes_from_the_headline(client, rosa, headline, slug):
    client.force_login(rosa)
    client.post(ADD, typed(headline=headline.strip(), slug=""))
    assert Article.objects.get().slug == slug


def test_the_body_is_cleaned(client, rosa):
    client.force_login(rosa)
    client.post(
        ADD, typed(body='<p onclick="x()">In</p><script>x()</script><iframe src="/"></iframe>')
    )
    assert Article.objects.get().body == "<p>In</p>"


@pytest.mark.parametrize("tag", ["english", "EN", "e", "en_GB"])
def test_a_language_is_a_tag(client, rosa, tag):
    client.force_login(rosa)
    assert "language" in errors(client.post(ADD, typed(language=tag)))
    assert not Article.objects.exists()


def test_who_sees_but_may_not_edit_reads(client, rosa, world):
    article = people.article(rosa, world, topic_ids=[people.topic("Bridges").pk])
    workflow.submit(article, rosa)
    client.force_login(rosa)
    page = client.get(change(article)).content.decode()
    assert "<h2>What was repaired</h2>" in page
    assert "Rosa Writes" in page
    assert "Bridges" in page
    assert "data-config" not in page
    assert 'name="_continue"' not in page


def test_what_somebody_types_while_it_leaves_their_hands_is_given_back(client, rosa, world):
    article = people.article(rosa, world)
    mine = typed(article, headline="Mine <b>", body="<p>My <em>words</em></p><script>x()</script>")
    workflow.submit(article, rosa)
    client.force_login(rosa)
    response = client.post(change(article), mine)
    assert response.status_code == 403
    page = response.content.decode()
    assert "Mine &lt;b&gt;" in page
    assert "<p>My <em>words</em></p>" in page
    assert "x()" not in page
    assert "Rosa submitted it on" in page
    assert Article.objects.get().headline == people.HEADLINE


def test_who_may_not_see_it_finds_nothing(client, rosa, world):
    article = people.article(rosa, world)
    for other in (people.colleague(), people.editor(people.section("Sport"))):
        client.force_login(other)
        for address in (
            change(article),
            reverse("admin:articles_article_history", args=[article.pk]),
        ):
            assert client.get(address).status_code == 302
        client.post(change(article), typed(article, headline="Theirs"))
    assert Article.objects.get().headline == people.HEADLINE


def test_what_happened_stands_beside_the_form(client, rosa, world):
    article = people.article(rosa, world)
    workflow.submit(article, rosa)
    workflow.send_back(article, people.editor(world), "Call the council <again>.")
    client.force_login(rosa)
    page = client.get(change(article)).content.decode()
    assert "Emil sent it back on" in page
    assert "Call the council &lt;again&gt;." in page


def test_the_history_says_who_when_and_why(client, rosa, world):
    article = people.article(rosa, world)
    article.headline = "Bridge open"
    workflow.save_copy(article, people.editor(world), reason="Shorter", based_on=1)
    client.force_login(rosa)
    page = client.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()
    assert "Bridge open" in page
    assert "Shorter" in page
    assert "Emil" in page


def test_the_form_costs_the_same_however_long_the_history(client, rosa, world):
    article = people.article(rosa, world)
    client.force_login(rosa)

    def cost():
        client.get(change(article))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(change(article)).status_code == 200
        return len(captured)

    before = cost()
    for place in range(12):
        people.author(f"Author {place}")
        people.picture()
        article.headline = f"Take {place}"
        article = workflow.save_copy(article, rosa, based_on=article.version)
        workflow.submit(article, rosa)
        workflow.send_back(article, people.editor(world), "Again.")
    assert cost() <= before


def test_the_editor_loads_only_what_is_listed(client, rosa):
    client.force_login(rosa)
    config = client.get(ADD).context["adminform"].form.fields["body"].widget.config
    plugins = set(config["plugins"].split(",")) | set(config["extraPlugins"].split(","))
    assert not plugins & {
        "preview",
        "sourcearea",
        "exportpdf",
        "filebrowser",
        "uploadimage",
        "iframe",
    }
    assert config["allowedContent"] is not True
    assert "script" not in config["allowedContent"]
    assert config["versionCheck"] is False


def test_a_body_that_comes_with_an_address_is_cleaned_before_the_editor_reads_it(client, rosa):
    """Anybody may have written the link, and the editor's own filter isn't trusted."""
    client.force_login(rosa)
    body = "<p>Hello</p><style><!--</style><img src=x onerror=alert(1)>-->"
    form = client.get(ADD, {"body": body}).context["adminform"].form
    assert form.initial["body"].startswith("<p>Hello</p>")
    assert "<img" not in form.initial["body"]
    assert "<style" not in form.initial["body"]
