"""Links for outsiders: made at the desk, opened without signing in, closed again."""

import hashlib
import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from articles import workflow
from articles.models import Article, Event, Share, ShareOpening
from tests import people
from tests.desk.steps import fresh, in_review, live, saved, scheduled
from tests.racing import while_uncommitted

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"


def at_desk(article):
    return reverse("admin:articles_article_shares", args=[article.pk])


def ask(client, article, recipient="Ines Marrow", lasts="3", version="1"):
    typed = {"recipient": recipient, "lasts": lasts, "version": version}
    return client.post(at_desk(article), typed)


def link_in(response):
    """Return the address outsiders get, without the site."""
    whole = re.search(r'id="shares-link"[^>]*value="([^"]*)"', response.content.decode())[1]
    return unescape(whole).removeprefix("http://127.0.0.1:8000")


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_URL = "http://127.0.0.1:8000"


@pytest.fixture
def share(story):
    """`share(lasts=..., by=..., ...)`: a link to the story's first version, and its address."""

    def make(by=None, lasts=3 * DAY, version=1, recipient="Ines Marrow"):
        by = by or story.created_by
        made, secret = workflow.share(
            fresh(story), by, version=version, recipient=recipient, lasts=lasts
        )
        return made, reverse("share", args=[secret])

    return make


def test_a_link_is_made_and_shows_the_version_without_signing_in(as_, story, client):
    made = ask(as_(story.created_by), story)
    assert made.status_code == 201
    address = link_in(made)
    client.logout()
    page = client.get(address)
    assert page.status_code == 200
    assert f"{people.HEADLINE}</h1>" in page.content.decode()
    assert "For Ines Marrow only." in page.content.decode()
    assert "6 March 2026, 09:00 GMT" in page.content.decode()


def test_the_secret_is_long_shown_once_and_stored_nowhere(as_, story):
    address = link_in(ask(as_(story.created_by), story))
    secret = address.split("/")[2]
    assert re.fullmatch(r"[-\w]{43}", secret)
    assert Share.objects.get().digest == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in str(Share.objects.values().get())
    assert secret not in as_(story.created_by).get(at_desk(story)).content.decode()


def test_it_shows_that_version_only(client, story, share, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = people.picture()
    picture.prepare()
    by = story.created_by
    saved(story, by, headline="Second thoughts", lead_picture=picture)
    _, first = share()
    _, second = share(version=2)
    saved(story, by, headline="Third thoughts", lead_picture=None)
    assert f"{people.HEADLINE}</h1>" in client.get(first).content.decode()
    page = client.get(second).content.decode()
    assert "Second thoughts</h1>" in page
    assert picture.sources("wide", "webp")[0].url in page
    assert "Third thoughts" not in page


def test_the_page_is_kept_found_and_passed_on_by_nobody(client, share):
    response = client.get(share()[1], headers={"Cookie": "sessionid=stolen"})
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Frame-Options"] == "DENY"
    assert "script-src" not in response["Content-Security-Policy"]
    assert not response.cookies
    head = response.content.decode().partition("</head>")[0]
    assert people.HEADLINE not in head  # a messenger's card would show it to everybody
    assert "canonical" not in head


def test_a_wrong_secret_answers_like_any_page_that_is_not_there(client, share):
    _, address = share()
    wrong = client.get("/share/" + "x" * 43 + "/")
    never = client.get("/no/such/page/at/all/")
    assert (wrong.status_code, wrong.content) == (404, never.content)
    assert client.get(address.rstrip("/") + "x/").status_code == 404
    assert client.post(address).status_code == 405


def test_it_expires_to_the_second(client, clock, share):
    _, address = share(lasts=DAY)
    clock.tick(days=1, seconds=-1)
    assert client.get(address).status_code == 200
    clock.tick()
    closed = client.get(address)
    assert closed.status_code == 410
    assert "This link has expired or was closed" in closed.content.decode()
    assert people.HEADLINE not in closed.content.decode()
    assert "no-store" in closed["Cache-Control"]


def revoke(client, article, share):
    return client.post(
        reverse("admin:articles_article_revoke_share", args=[article.pk, share.pk]), follow=True
    )


def test_a_closed_link_shows_nothing_at_once(as_, client, clock, story, share):
    made, address = share()
    response = revoke(as_(story.created_by), story, made)
    assert "The link for Ines Marrow is closed." in response.content.decode()
    assert "Closed by Rosa on Tuesday 3 March 2026, 09:00" in response.content.decode()
    assert client.get(address).status_code == 410
    first = Share.objects.get().revoked_at
    clock.tick()
    revoke(as_(story.created_by), story, made)
    assert Share.objects.get().revoked_at == first


def test_it_dies_when_the_article_is_spiked(client, story, share):
    _, address = share()
    workflow.spike(story, story.created_by)
    assert client.get(address).status_code == 410


def test_it_dies_when_its_maker_may_not_see_the_article_any_more(client, story, share, world):
    editor = people.editor(world)
    _, address = share(by=editor)
    assert client.get(address).status_code == 200
    editor.desks.clear()
    assert client.get(address).status_code == 410


def test_it_dies_when_its_maker_is_let_in_no_more_and_the_desk_is_told(as_, client, share, story):
    gone = people.second_editor(story.section)
    _, address = share(by=gone)
    gone.is_staff = False
    gone.save()
    assert client.get(address).status_code == 410
    page = as_(story.created_by).get(at_desk(story)).content.decode()
    assert "Closed since Ada may not see the article any more." in page


def test_it_shows_a_version_whose_section_is_gone(client, story, share):
    _, address = share()
    gone = story.section
    saved(story, story.created_by, section=people.section("Islands"))
    gone.delete()
    page = client.get(address)
    assert page.status_code == 200
    assert story.headline in page.content.decode()


def test_it_dies_when_the_article_is_withdrawn_and_a_later_one_lives(
    as_, client, clock, story, share, world
):
    live(story, world)
    _, before = share()
    clock.tick()
    workflow.withdraw(fresh(story), people.chief(), "We were wrong.")
    clock.tick()
    _, after = share()
    assert (client.get(before).status_code, client.get(after).status_code) == (410, 200)
    page = as_(story.created_by).get(at_desk(story)).content.decode()
    assert page.count("Closed since the article was withdrawn or spiked.") == 1


def test_who_opened_it_is_listed_with_the_browser(as_, client, clock, story, share):
    _, address = share()
    assert "Not opened yet." in as_(story.created_by).get(at_desk(story)).content.decode()
    client.get(address, headers={"User-Agent": FIREFOX})
    clock.tick(hours=1)
    client.get(address, headers={"User-Agent": "Slackbot-LinkExpanding 1.0"})
    page = as_(story.created_by).get(at_desk(story)).content.decode()
    assert "Opened Tuesday 3 March 2026, 10:00 (Europe/London): a program, not a person" in page
    assert "Tuesday 3 March 2026, 09:00 (Europe/London): Firefox on Linux" in page


def test_openings_are_noted_once_a_minute_and_only_while_it_is_open(client, clock, share):
    made, address = share(lasts=DAY)
    browser = {"User-Agent": "x" * 1000}
    for _ in range(5):
        assert client.get(address, headers=browser).status_code == 200
    assert made.openings.count() == 1
    clock.tick(seconds=59)
    client.get(address, headers=browser)
    assert made.openings.count() == 1
    clock.tick()
    client.head(address, headers=browser)
    assert made.openings.count() == 1
    client.get(address, headers=browser)
    assert made.openings.count() == 2
    clock.tick(days=1)
    client.get(address, headers=browser)
    assert made.openings.count() == 2


def test_a_reader_is_noted_whose_messenger_fetched_the_link_just_before(client, share):
    made, address = share()
    for browser in ("Slackbot-LinkExpanding 1.0", FIREFOX, FIREFOX):
        client.get(address, headers={"User-Agent": browser})
    assert {each.browser for each in made.openings.all()} == {"Slackbot-LinkExpanding 1.0", FIREFOX}


def test_a_program_with_ever_new_names_fills_nothing(client, share):
    made, address = share()
    for number in range(12):
        client.get(address, headers={"User-Agent": f"Program {number}"})
    assert made.openings.count() == 10


@pytest.mark.django_db(transaction=True)
def test_two_openings_at_once_are_one(story, share):
    made, _ = share()

    def opening():
        workflow.note_opening(Share.objects.get(pk=made.pk), "A")

    _, waited = while_uncommitted(opening, opening)
    assert waited
    assert ShareOpening.objects.count() == 1


def test_a_reporter_shares_their_draft_but_not_what_is_in_review(as_, story, world):
    in_review(story)
    refused = ask(as_(story.created_by), story)
    assert refused.status_code == 422
    assert not Share.objects.exists()
    page = as_(story.created_by).get(at_desk(story)).content.decode()
    assert "Only whoever may change the copy now can show it to an outsider." in page
    assert "Make the link" not in page
    assert ask(as_(people.editor(world)), story).status_code == 201


def test_only_its_maker_and_the_desk_close_it(as_, client, story, share, world):
    editor = people.editor(world)
    made, address = share(by=editor)
    refused = revoke(as_(story.created_by), story, made)
    assert "Only whoever made a link, and the article’s desk, can close it." in (
        refused.content.decode().replace("&#x27;", "’").replace("'", "’")
    )
    assert client.get(address).status_code == 200
    revoke(as_(people.second_editor(world)), story, made)
    assert client.get(address).status_code == 410


def test_strangers_neither_see_the_links_nor_make_or_close_one(as_, story, share):
    made, _ = share()
    for stranger in (people.colleague(), people.outsider()):
        client = as_(stranger)
        assert client.get(at_desk(story)).status_code == 404
        assert ask(client, story).status_code == 404
        assert revoke(client, story, made).status_code == 404
    assert Share.objects.get().revoked_at is None


def test_a_link_of_another_article_is_not_closed_by_this_one(as_, story, share, world):
    made, _ = share()
    other = people.article(story.created_by, world, slug="other")
    assert revoke(as_(story.created_by), other, made).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"recipient": " "}, "Say who the link is for."),
        ({"lasts": "31"}, "31 is not one of the available choices."),
        ({"version": "9"}, "There is no such version."),
        ({"version": "nine"}, "nine is not one of the available choices."),
    ],
)
def test_what_is_missing_or_wrong_is_said(as_, story, typed, said):
    response = ask(as_(story.created_by), story, **typed)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Share.objects.exists()


def test_nothing_happens_to_the_article(as_, story):
    before = Article.objects.values().get()
    ask(as_(story.created_by), story)
    assert Article.objects.values().get() == before
    assert not Event.objects.exists()


def test_the_database_keeps_a_link_as_it_was_made(share, story):
    made, _ = share()
    other = people.article(story.created_by, story.section, slug="other")
    for change in ({"version": 2}, {"digest": "x"}, {"article": other}, {"recipient": "All"}):
        with pytest.raises(IntegrityError, match="until it is revoked"), transaction.atomic():
            Share.objects.update(**change)
    workflow.revoke_share(made, story.created_by)
    with pytest.raises(IntegrityError, match="until it is revoked"):
        Share.objects.update(revoked_at=None, revoked_by=None)


def test_the_database_lets_no_link_last_longer_than_30_days(share, clock, story):
    assert share(lasts=30 * DAY)
    with pytest.raises(workflow.Refused, match="30 days at most"):
        share(lasts=31 * DAY)
    with pytest.raises(IntegrityError, match="share_expires_within_30_days"):
        Share.objects.create(
            article=story,
            version=1,
            recipient="Ines",
            digest="x",
            made_by=story.created_by,
            made_at=clock.now,
            expires_at=clock.now + 30 * DAY + timedelta(seconds=1),
        )


def test_the_article_says_how_many_links_are_open(as_, clock, story, share):
    form = reverse("admin:articles_article_change", args=[story.pk])
    assert "No link to this article is open." in as_(story.created_by).get(form).content.decode()
    share(lasts=DAY)
    share()
    assert "2 links to this article are open." in as_(story.created_by).get(form).content.decode()
    clock.tick(days=1)
    assert "1 link to this article is open." in as_(story.created_by).get(form).content.decode()


def test_a_link_that_died_with_its_article_is_not_said_to_be_open(as_, clock, story, share, world):
    form = reverse("admin:articles_article_change", args=[story.pk])
    live(story, world)
    share()
    clock.tick()
    workflow.withdraw(fresh(story), people.chief(), "We were wrong.")
    assert "No link to this article is open." in as_(story.created_by).get(form).content.decode()
    clock.tick()
    share()
    assert "1 link to this article is open." in as_(story.created_by).get(form).content.decode()
    workflow.spike(fresh(story), people.chief())
    assert "No link to this article is open." in as_(people.chief()).get(form).content.decode()


def test_many_links_and_openings_cost_no_more_queries(
    as_, clock, story, share, django_assert_num_queries, django_assert_max_num_queries
):
    client = as_(story.created_by)
    client.get(at_desk(story))
    with django_assert_max_num_queries(9) as few:
        client.get(at_desk(story))
    for _ in range(6):
        made, _ = share()
        made.openings.create(at=clock.now)
    with django_assert_num_queries(len(few)):
        client.get(at_desk(story))


def test_a_waiting_version_can_be_looked_at_and_shared_from_its_preview(as_, story, world):
    edition = scheduled(story, world)
    editor = as_(people.editor(world))
    preview = reverse("admin:articles_article_edition_preview", args=[story.pk, edition.pk])
    form = reverse("admin:articles_article_change", args=[story.pk])
    assert f'href="{preview}"' in editor.get(form).content.decode()
    assert f'href="{at_desk(story)}?version=1"' in editor.get(preview).content.decode()
    saved(story, people.editor(world), headline="Second thoughts")
    offered = editor.get(f"{at_desk(story)}?version=1").content.decode()
    assert re.search(r'<option value="1" selected>', offered)
