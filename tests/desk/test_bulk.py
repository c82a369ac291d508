"""Verbs on several articles: each through the workflow, a result for each."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from articles import workflow
from articles.models import Article, Edition
from tests import people

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")


@pytest.fixture
def world():
    return people.section("World")


@pytest.fixture
def rosa():
    return people.reporter()


@pytest.fixture
def emil(world):
    return people.editor(world)


def do(client, verb, *articles, **data):
    seen = {f"version-{article.pk}": article.version for article in articles}
    chosen = [article.pk for article in articles]
    return client.post(LIST, {"action": verb, "_selected_action": chosen, **seen, **data})


def told(response):
    return sorted(str(message) for message in get_messages(response.wsgi_request))


def results(response):
    """Return what came of it by headline: why it was refused, or nothing."""
    return {each.article.headline: each.refusal for each in response.context["results"]}


def states():
    return dict(Article.objects.values_list("headline", "state"))


def test_each_is_told_of_and_one_refused_stops_no_other(client, rosa, emil, world):
    ready = people.article(rosa, world, headline="Ready")
    draft = people.article(rosa, world, headline="Still a draft")
    workflow.submit(ready, rosa)
    client.force_login(emil)
    answer = do(client, "publish", draft, ready)
    assert results(answer) == {
        "Ready": "",
        "Still a draft": "It has to be submitted for review first.",
    }
    page = " ".join(answer.content.decode().split())
    assert "2 chosen, 1 refused." in page
    assert "<strong>Live</strong>" in page
    assert "It has to be submitted for review first." in page
    assert states() == {"Ready": "published", "Still a draft": "draft"}


def test_submit_and_spike(client, rosa, world):
    one = people.article(rosa, world, headline="One")
    two = people.article(rosa, world, headline="Two")
    client.force_login(rosa)
    do(client, "submit", one)
    do(client, "spike", two)
    assert states()["One"] == "review"
    assert Article.objects.get(headline="Two").spiked_at


def test_sending_back_asks_for_a_note_and_gives_it_to_each(client, rosa, emil, world):
    several = [people.article(rosa, world, headline=name) for name in ("One", "Two")]
    for article in several:
        workflow.submit(article, rosa)
    client.force_login(emil)
    asked = do(client, "send_back", *several)
    assert "with your note" in asked.content.decode()
    assert "Say what has to be done" in do(client, "send_back", *several, note=" ").content.decode()
    assert states() == {"One": "review", "Two": "review"}
    do(client, "send_back", *several, note="Call the council.")
    assert states() == {"One": "draft", "Two": "draft"}
    assert {article.events.first().note for article in several} == {"Call the council."}


def test_cancelling_takes_every_version_that_waits(client, rosa, world, clock):
    clara = people.chief()
    article = people.article(rosa, world, headline="Later")
    workflow.publish(article, clara, at=clock.now + timedelta(hours=2))
    client.force_login(clara)
    assert results(do(client, "cancel", article)) == {"Later": ""}
    assert not Edition.objects.exists()
    assert results(do(client, "cancel", article)) == {"Later": "No version of it is scheduled."}


def test_verbs_reach_only_what_the_person_sees(client, rosa, world):
    hidden = people.article(people.colleague(), world, headline="Not Rosa’s")
    client.force_login(rosa)
    do(client, "submit", hidden)
    assert states()["Not Rosa’s"] == "draft"


def test_reporters_are_not_offered_what_editors_do(client, rosa, world):
    article = people.article(rosa, world)
    workflow.submit(article, rosa)
    client.force_login(rosa)
    assert 'value="publish"' not in client.get(LIST).content.decode()
    do(client, "publish", article)
    assert not Edition.objects.exists()


def test_sent_again_it_acts_once(client, rosa, world):
    article = people.article(rosa, world, headline="Once")
    client.force_login(rosa)
    for _ in range(2):
        assert results(do(client, "submit", article)) == {"Once": ""}
    assert article.events.count() == 1


def test_the_results_lead_back_to_the_list_as_it_was(client, rosa, world):
    article = people.article(rosa, world)
    client.force_login(rosa)
    data = {"action": "submit", "_selected_action": [article.pk], f"version-{article.pk}": 1}
    page = client.post(f"{LIST}?state=draft", data).content.decode()
    assert f'href="{LIST}?state=draft"' in page


def test_no_more_at_once_than_a_page_shows(client, rosa, world):
    for place in range(51):
        people.article(rosa, world, headline=f"Story {place}")
    client.force_login(rosa)
    messages = told(do(client, "submit", *Article.objects.all(), select_across="1"))
    assert messages == ["Choose at most 50 articles at once. Nothing was done."]
    assert set(states().values()) == {"draft"}


def test_text_that_changed_since_the_list_was_shown_is_not_published(client, rosa, emil, world):
    ready = people.article(rosa, world, headline="Ready")
    workflow.submit(ready, rosa)
    client.force_login(emil)
    assert f'name="version-{ready.pk}" value="1"' in client.get(LIST).content.decode()
    changed = Article.objects.get(pk=ready.pk)
    changed.headline = "Not what Emil saw"
    workflow.save_copy(changed, people.chief(), based_on=1)
    (message,) = results(do(client, "publish", ready)).values()
    assert "Clara saved a newer version since you opened this one" in message
    assert not Edition.objects.exists()
