"""Time travel: the reader's own pages as of any moment, for the desk alone."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Author, Picture, Placement
from articles.reader.sharing import share_links
from tests import people
from tests.reader.stories import DAY, archive, published

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LINK = re.compile(r'<a\b[^>]*? href="([^"]*)"')


@pytest.fixture
def editor(clock, world):
    return people.editor(world)


@pytest.fixture
def look(as_, editor):
    """`look(moment, address)`: the page there as of that moment, for an editor unless told."""

    def look(at, address="/", person=editor, **options):
        return as_(person).get(where(at, address), **options)

    return look


def where(at, address="/"):
    return reverse("desk:as_of", args=[at, address])


def text(response):
    return response.content.decode()


def bar(response):
    html = text(response)
    return html[html.index('<aside class="as-of"') : html.index("</aside>")]


def page(response):
    """Return the page without the bar."""
    return text(response).replace(bar(response), "")


def way(response, words):
    """Return where a link of the bar leads, or None."""
    found = re.search(rf'<a href="([^"]*)"[^>]*>{words}', bar(response))
    return unescape(found[1]) if found else None


def test_the_front_page_is_shown_as_it_was_and_as_it_will_be(look, clock, world):
    published(world, "Over by now", until=clock.now - HOUR)
    coming = people.article(people.reporter(), world, headline="Still to come")
    people.edition(coming, clock.now + HOUR)
    then, now, later = look(clock.now - 2 * HOUR), look(clock.now), look(clock.now + HOUR)
    assert ("Over by now" in page(then), "Still to come" in page(then)) == (True, False)
    assert ("Over by now" in page(now), "Still to come" in page(now)) == (False, False)
    assert ("Over by now" in page(later), "Still to come" in page(later)) == (False, True)


def test_the_bar_says_the_moment_its_zone_and_how_far_away_it_is(look, clock):
    was, will_be = look(datetime(2026, 3, 1, 7, 5, 9, tzinfo=UTC)), look(clock.now + 26 * HOUR)
    assert "As it was" in bar(was)
    assert "Sunday 1 March 2026, 07:05:09 (Europe/London)" in bar(was)
    assert "2\xa0days, 1\xa0hour ago" in bar(was)
    assert "As it will be" in bar(will_be)
    assert "in 1\xa0day, 2\xa0hours" in bar(will_be)
    assert "As it is" in bar(look(clock.now))
    assert "<title>Sunday 1 March 2026" in text(was)


def test_a_withdrawn_article_is_there_before_and_gone_after(look, clock, world):
    gone = clock.now - HOUR
    edition = published(world, "It was wrong", until=gone, withdrawn="We were wrong.")
    before = look(gone - timedelta(seconds=1), edition.get_absolute_url())
    after = look(gone, edition.get_absolute_url())
    assert (before.status_code, after.status_code) == (200, 410)
    assert "It was wrong</h1>" in page(before)
    assert "We were wrong." in page(after)
    assert bar(after)


def test_what_was_not_there_yet_answers_404_below_the_bar(look, clock, world):
    edition = published(world)
    response = look(DAY - HOUR, edition.get_absolute_url())
    assert response.status_code == 404
    assert "There is no page at this address" in page(response)
    assert f'href="{where(DAY - HOUR)}"' in page(response)
    assert bar(response)
    assert look(clock.now, "/no/such/page/").status_code == 404


@pytest.fixture
def site(clock, world):
    """A site with a page of each kind, whose stories link to each other in every way."""
    other = published(people.section("Sport"), "The other story", author_ids=[people.author().pk])
    address = other.get_absolute_url()
    links = (
        f'<p><a href="{address}">one</a> <a href="http://127.0.0.1:8000{address}">two</a> '
        '<a href="https://example.org/">away</a> <a href="/media/x.pdf">a file</a></p>'
    )
    archive(
        people.section("Europe", parent=world),
        24,
        body=links,
        author_ids=[people.author().pk],
        topic_ids=[people.topic().pk],
    )
    return links


def test_every_link_stays_inside(as_, editor, clock, site, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    as_, home = as_(editor), where(clock.now)
    seen, waiting, outside = set(), [home], set()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        response = as_.get(address)
        assert response.status_code == 200, address
        if not response["Content-Type"].startswith("text/html"):
            continue  # feeds, whose links are for programs elsewhere
        for link in map(unescape, LINK.findall(page(response))):
            whole = address.partition("?")[0] + link if link.startswith("?") else link
            if whole.startswith(home):
                waiting += {whole} - seen - set(waiting)
            elif not link.startswith("#"):
                outside.add(link.partition("?")[0])
    passed_on = {link.address.partition("?")[0] for link in share_links("", "")}
    assert outside == {"https://example.org/", "/media/x.pdf"} | passed_on
    kinds = ("", "world/", "world/europe/", "sport/", "authors/ines-marrow/", "topics/bridges/")
    assert {home + kind for kind in kinds} <= seen
    assert any("?before=" in address for address in seen)
    assert len([address for address in seen if "a-story" in address]) == 25


def test_parameters_go_on_working_and_the_bar_keeps_them(as_, editor, clock, site):
    first = as_(editor).get(where(clock.now, "/world/"))
    older = re.search(r'rel="next" href="([^"]*)"', text(first))[1]
    second = as_(editor).get(where(clock.now, "/world/") + older)
    assert "Story 003" in page(second)
    assert "Story 023" not in page(second)
    assert way(second, "Leave") == f"/world/{older}"
    assert way(second, "← Previous").endswith(f"/world/{older}")


def test_an_old_address_leads_to_the_right_one_inside(look, clock, world):
    edition = published(world)
    response = look(clock.now, f"/old/other-{edition.article_id}/")
    assert response.status_code == 301
    assert response.url == where(clock.now, edition.get_absolute_url())
    assert look(clock.now, "/world").url == where(clock.now, "/world/")


def test_a_picture_is_there_as_long_as_its_licence_was(
    as_, editor, look, clock, world, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    picture = people.picture((800, 600), licence_until=clock.now - HOUR)
    picture.prepare()
    address = published(world, lead_picture=picture).get_absolute_url()
    then = page(look(clock.now - 2 * HOUR, address))
    assert "/media/" not in page(look(clock.now, address))
    # Readers don't get the file any more, so it comes from the desk.
    file = re.search(r'<img src="(/admin/media/[^"]*)"', then)[1]
    assert 'srcset="/media/' not in then
    assert b"".join(as_(editor).get(file).streaming_content)


def changes_of_every_kind(clock, world):
    """Make a change of each kind; return their moments in order of time."""
    moments = [clock.now + n * HOUR for n in range(-4, 7)]
    lasting = published(world, "It lasts", since=moments[0])
    published(world, "It is over", since=moments[1], until=moments[2])
    again = people.article(people.reporter(), world, headline="It changes")
    first = people.edition(again, moments[5], moments[6])
    people.edition(again, moments[6], published_at=first.starts_at)
    Placement.objects.create(
        section=world,
        slot=1,
        article=lasting.article,
        starts_at=moments[7],
        ends_at=moments[8],
        placed_by=people.chief(),
        placed_at=clock.now,
    )
    licences = ({"licence_from": moments[3]}, {"licence_until": moments[9]}, {})
    pictures = [people.picture(alt=f"Picture {n}", **each) for n, each in enumerate(licences)]
    Picture.objects.update(prepared=True)
    figure = f'<figure><img data-picture="{pictures[0].pk}" src="/media/x.webp" alt=""></figure>'
    published(world, "With a body", since=moments[0], body=figure)
    # What stands in for the picture on the page is what its licence counts for.
    replaced = people.picture(replaced_by=pictures[1], replaced_at=moments[0] - HOUR)
    published(world, "With a lead", since=moments[0], lead_picture=replaced)
    Author.objects.create(name="Ines", slug="ines", portrait=pictures[2])
    Picture.objects.filter(pk=pictures[2].pk).update(
        replaced_by=pictures[0], replaced_at=moments[10]
    )
    people.picture(alt="Nobody sees it", licence_until=moments[0] + HOUR / 2)
    return [*moments[:4], *moments[5:]]


def test_next_and_previous_lead_from_change_to_change(as_, editor, look, clock, world):
    moments = changes_of_every_kind(clock, world)
    for words, expected in (("Next", moments), ("← Previous", moments[::-1])):
        edge = expected[0] - HOUR if words == "Next" else expected[0] + HOUR
        walked, response = [], look(edge)
        while address := way(response, words):
            walked.append(address)
            response = as_(editor).get(address)
        assert walked == [where(moment) for moment in expected]
        assert f"No {'later' if words == 'Next' else 'earlier'} change" in bar(response)


def test_it_says_what_changes(look, clock, world):
    moments = changes_of_every_kind(clock, world)
    said = [
        unescape(re.search(r'id="as-of-next">[^:]*:\d\d: ([^<]*)<', bar(look(each - HOUR)))[1])
        for each in moments
    ]
    assert said == [
        "“It lasts” goes live",
        "“It is over” goes live",
        "“It is over” ends",
        "a picture may be shown: Picture 0",
        "“It changes” goes live",
        "a new version of “It changes” goes live",
        "the front of World changes",
        "the front of World changes",
        "a picture’s licence ends: Picture 1",
        "a picture is replaced: Picture 2",
    ]


def test_a_replaced_picture_is_shown_as_it_was_at_every_moment(look, editor, clock, world):
    first, second, third = pictures = [
        people.picture((400, 225), alt=f"Quay {n}") for n in range(3)
    ]
    for picture in pictures:
        picture.prepare()
    figure = f'<figure><img data-picture="{first.pk}" src="/media/x.webp" alt=""></figure>'
    address = published(world, lead_picture=first, body=figure).get_absolute_url()
    clock.tick(hours=1)
    workflow.replace_picture(first, editor, second)
    clock.tick(hours=1)
    workflow.replace_picture(second, editor, third)
    clock.tick(hours=1)
    workflow.restore_picture(first, editor)
    clock.tick(hours=1)
    for ago, seen in enumerate((first, first, third, second, first)):
        shown = page(look(clock.now - ago * HOUR, address))
        sources = {each: each.sources("wide", "webp")[0].url in shown for each in pictures}
        assert sources == {each: each is seen for each in pictures}, ago
        assert seen.sources("full", "webp")[0].url in shown
    told = [bar(look(clock.now - ago * HOUR - HOUR / 2, address)) for ago in (3, 2, 1)]
    assert [re.search(r'id="as-of-next">[^:]*:\d\d: ([^<]*)<', each)[1] for each in told] == [
        "a picture is replaced: Quay 0",
        "a picture is replaced: Quay 0",
        "a picture is shown itself again: Quay 0",
    ]


def test_a_change_within_a_second_is_seen_at_the_address_that_leads_to_it(as_, look, clock, world):
    moment = clock.now - HOUR + timedelta(microseconds=1)
    published(world, "In the blink of an eye", since=moment)
    response = as_(people.editor(world)).get(way(look(clock.now), "← Previous"))
    assert "In the blink of an eye" in page(response)
    assert way(response, "← Previous") is None


def test_a_reporter_looks_back_but_not_ahead(look, clock, world):
    coming = people.article(people.reporter(), world, headline="Still to come")
    people.edition(coming, clock.now + HOUR)
    back, ahead = (look(clock.now + n * HOUR, person=people.colleague()) for n in (0, 1))
    assert back.status_code == 200
    assert way(back, "Next") is None
    assert ahead.status_code == 403
    assert "Only editors see what lies ahead" in text(ahead)
    assert "Still to come" not in text(back) + text(ahead)
    choosing = as_text(look, people.colleague())
    assert "What changed last" in choosing
    assert "What changes next" not in choosing


def as_text(look, who):
    client = look(datetime(2026, 3, 1, tzinfo=UTC), person=who).client
    return text(client.get(reverse("desk:as_of_choose")))


def test_a_waiting_version_leads_editors_to_the_site_then(as_, editor, clock, world):
    coming = people.article(people.reporter(), world, headline="Still to come")
    edition = people.edition(coming, clock.now + HOUR)
    form = reverse("admin:articles_article_change", args=[coming.pk])
    then = re.search(r'href="([^"]*)"[^>]*>The site then', text(as_(editor).get(form)))[1]
    response = as_(editor).get(then, follow=True)
    assert response.redirect_chain[-1][0] == where(edition.starts_at, edition.get_absolute_url())
    assert "Still to come</h1>" in page(response)
    assert "The site then" not in text(as_(people.reporter()).get(form))


def test_people_in_no_group_and_readers_see_nothing_of_it(client, look, clock):
    addresses = [
        where(clock.now),
        reverse("desk:as_of_choose"),
        reverse("desk:as_of_now", args=[""]),
    ]
    for address in addresses:
        client.logout()
        assert client.get(address).url.startswith(reverse("admin:login"))
        client.force_login(people.outsider())
        assert client.get(address).status_code == 403


def test_nobody_keeps_it_or_finds_it_by_searching(look, clock, world):
    edition = published(world)
    for address in ("/", edition.get_absolute_url(), "/nothing/"):
        response = look(clock.now, address, headers={"If-None-Match": "*"})
        assert response.status_code in (200, 404)
        assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "same-origin"
        assert "script-src" not in response["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
        assert "ETag" not in response
        assert 'rel="canonical"' not in text(response)


def test_it_is_only_looked_at(as_, editor, clock):
    assert as_(editor).post(where(clock.now)).status_code == 405
    assert as_(editor).head(where(clock.now)).status_code == 200


@pytest.mark.parametrize("at", ["2026-02-30T08:00:00Z", "0001-01-01T00:00:00Z", "yesterday"])
def test_what_is_no_moment_is_no_page(as_, editor, at):
    assert as_(editor).get(f"/admin/as-of/{at}/").status_code == 404


def jump(client, at, address="", **more):
    return client.get(reverse("desk:as_of_choose"), {"at": at, "address": address, **more})


def test_a_typed_moment_is_the_newsrooms_and_keeps_the_page(as_, editor):
    response = jump(as_(editor), "2026-07-01T08:00", "/world/?before=1.2")
    assert response.url == "/admin/as-of/2026-07-01T07:00:00Z/world/?before=1.2"


@pytest.mark.parametrize("address", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_no_typed_address_leads_to_another_site(as_, editor, address):
    response = jump(as_(editor), "2026-03-01T08:00", address)
    assert response.url.startswith("/admin/as-of/2026-03-01T08:00:00Z/")


@pytest.mark.parametrize("address", ["//evil.example/", "\\evil.example/", "/\\evil.example/?a"])
def test_no_address_makes_the_bar_lead_to_another_site(as_, editor, clock, address):
    response = as_(editor).get(where(clock.now) + address)
    assert response.status_code == 404
    assert re.match(r"/(evil|%5Cevil)", way(response, "Leave"))
    assert way(response, "Now").startswith("/admin/as-of/now/")


def test_a_time_that_comes_twice_is_asked_for_and_not_guessed(as_, editor):
    asked = jump(as_(editor), "2026-10-25T01:30", "/world/")
    assert asked.status_code == 422
    assert "Choose which you mean" in text(asked)
    second = re.findall(r'name="at_meant" value="([^"]*)"', text(asked))[1]
    answered = jump(as_(editor), "2026-10-25T01:30", "/world/", at_meant=unescape(second))
    assert answered.url == "/admin/as-of/2026-10-25T01:30:00Z/world/"


def test_now_leads_to_this_second(as_, editor, clock):
    response = as_(editor).get(reverse("desk:as_of_now", args=["/world/"]), {"before": "1.2"})
    assert response.url == f"{where(clock.now, '/world/')}?before=1.2"


def test_the_page_costs_what_it_costs_readers_and_a_few_queries(
    as_, editor, clock, site, django_assert_num_queries, client
):
    address = re.search(r'<a href="(/[^"]*a-story[^"]*)"', text(client.get("/world/")))[1]
    as_(editor).get(where(clock.now))
    with django_assert_num_queries(2):
        client.get(address)
    # Session, person and what they may, and one for the changes around the moment.
    with django_assert_num_queries(2 + 4):
        client.get(where(clock.now, address))


def test_readers_notice_nothing_of_it(client, look, clock, world):
    published(world)
    before = client.get("/").content
    look(clock.now - HOUR)
    client.logout()
    assert client.get("/").content == before
    assert b"as-of" not in before
