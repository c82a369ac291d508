"""Who gets what at each address of the desk: every person, every address, every state.

An address without a row here fails the test, so nobody adds one without saying who may use it.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from articles import workflow
from articles.models import Article, Edition, Event, Intake
from tests import people

pytestmark = pytest.mark.django_db

#: Answers to GET, by name of the address (its route, where it has no name) and by person.
#: The application's name is left out.
#: 302 leads on within the desk; 405 wants a POST.
HOUSE = """
                                            outsider reporter colleague editor elsewhere chief
index                                            200      200       200    200       200   200
login                                            302      302       302    302       302   302
logout                                           405      405       405    405       405   405
password_change                                  200      200       200    200       200   200
password_change_done                             200      200       200    200       200   200
search                                           200      200       200    200       200   200
autocomplete                                     403      403       403    403       403   403
jsi18n                                           200      200       200    200       200   200
view_on_site                                     404      404       404    404       404   404
app_list                                         404      200       200    200       200   200
embed                                            403      200       200    200       200   200
outbox                                           200      200       200    200       200   200
own_mail                                         405      405       405    405       405   405
(?P<url>.*)$                                     404      404       404    404       404   404
planner                                          403      302       302    302       302   302
planner_day                                      403      200       200    200       200   200
planner_week                                     403      200       200    200       200   200
planner_month                                    403      200       200    200       200   200
planner_shift                                    403      404       404    404       404   404
planner_undo                                     405      405       405    405       405   405
planner_entry                                    403      200       404    200       404   200
calendar                                         403      200       200    200       200   200
calendar_end                                     405      405       405    405       405   405
front                                            403      200       200    200       200   200
placement                                        404      404       404    404       404   200
placement_end                                    404      404       404    404       404   405
as_of_choose                                     403      200       200    200       200   200
as_of_now                                        403      302       302    302       302   302
as_of                                            403      200       200    200       200   200
article_changelist                               403      200       200    200       200   200
article_add                                      403      200       200    200       200   200
article_csv                                      403      200       200    200       200   200
article_lists                                    405      405       405    405       405   405
article_list_remove                              405      405       405    405       405   405
article_columns                                  405      405       405    405       405   405
article_bring_in                                 403      200       200    200       200   200
intakes                                          403      200       200    200       200   200
intake                                           404      200       404    404       404   200
intake_csv                                       404      200       404    404       404   200
partners                                         403      403       403    403       403   200
partner                                          403      403       403    403       403   200
partner_token                                    403      403       403    403       403   405
partner_close                                    403      403       403    403       403   405
delivery_again                                   403      403       403    403       403   405
article_keep_new                                 405      405       405    405       405   405
unsaved                                          200      200       200    200       200   200
unsaved_signed_in                                200      200       200    200       200   200
unsaved_one                                      404      200       404    404       404   404
unsaved_discard                                  405      405       405    405       405   405
unsaved_take_back                                405      405       405    405       405   405
assignment_changelist                            403      200       200    200       200   200
assignment_add                                   403      403       403    200       200   200
assignment_change                                403      200       302    200       302   200
assignment_history                               302      200       302    200       302   200
assignment_delete                                403      403       403    403       403   403
assignment/<id>/                                 302      302       302    302       302   302
assignment_begin                                 405      405       405    405       405   405
assignment_take                                  405      405       405    405       405   405
assignment_give_back                             405      405       405    405       405   405
assignment_drop                                  405      405       405    405       405   405
assignment_resume                                405      405       405    405       405   405
picture_file                                     403      404       404    404       404   404
picture_library                                  403      200       200    200       200   200
picture_upload                                   405      405       405    405       405   405
picture_describe                                 405      405       405    405       405   405
picture_replace                                  403      403       403    200       200   200
picture_restore                                  405      405       405    405       405   405
picture_changelist                               403      200       200    200       200   200
picture_add                                      403      200       200    200       200   200
picture_change                                   403      200       200    200       200   200
picture_history                                  403      200       200    200       200   200
picture_delete                                   403      403       403    403       403   200
picture/<id>/                                    302      302       302    302       302   302
author_names                                     403      200       200    200       200   200
author_changelist                                403      200       200    200       200   200
author_add                                       403      403       403    200       200   200
author_change                                    403      200       200    200       200   200
author_history                                   403      200       200    200       200   200
author_delete                                    403      403       403    403       403   200
author/<id>/                                     302      302       302    302       302   302
topic_names                                      403      200       200    200       200   200
topic_changelist                                 403      200       200    200       200   200
topic_add                                        403      403       403    200       200   200
topic_change                                     403      200       200    200       200   200
topic_history                                    403      200       200    200       200   200
topic_delete                                     403      403       403    403       403   200
topic/<id>/                                      302      302       302    302       302   302
section_changelist                               403      200       200    200       200   200
section_add                                      403      403       403    403       403   200
section_change                                   403      200       200    200       200   200
section_history                                  403      200       200    200       200   200
section_delete                                   403      403       403    403       403   200
section/<id>/                                    302      302       302    302       302   302
user_changelist                                  403      403       403    403       403   200
user_add                                         403      403       403    403       403   200
user_change                                      403      403       403    403       403   200
user_history                                     403      403       403    403       403   200
user_delete                                      403      403       403    403       403   403
auth_user_password_change                        403      403       403    403       403   200
user/<id>/                                       302      302       302    302       302   302
auth_group_changelist                            403      403       403    403       403   403
auth_group_add                                   403      403       403    403       403   403
auth_group_change                                403      403       403    403       403   403
auth_group_history                               403      403       403    403       403   403
auth_group_delete                                403      403       403    403       403   403
auth/group/<id>/                                 302      302       302    302       302   302
django_tasks_database_dbtaskresult_changelist     403      403       403    403       403   403
django_tasks_database_dbtaskresult_add           403      403       403    403       403   403
django_tasks_database_dbtaskresult_change        403      403       403    403       403   403
django_tasks_database_dbtaskresult_history       302      302       302    302       302   302
django_tasks_database_dbtaskresult_delete        403      403       403    403       403   403
django_tasks_database/dbtaskresult/<id>/         302      302       302    302       302   302
"""

#: The same for the addresses of one article, which is the reporter's: what the reporter, an editor
#: of its desk and the chief get, state by state. 409: the article's state doesn't allow it.
ARTICLE = """
                          draft        review       live         scheduled    spiked
article_change            200 200 200  200 200 200  200 200 200  200 200 200  200 200 200
article_history           200 200 200  200 200 200  200 200 200  200 200 200  200 200 200
article_delete            403 403 403  403 403 403  403 403 403  403 403 403  403 403 403
article/<id>/             302 302 302  302 302 302  302 302 302  302 302 302  302 302 302
article_preview           200 200 200  200 200 200  200 200 200  200 200 200  200 200 200
article_preview_page      200 200 200  200 200 200  200 200 200  200 200 200  200 200 200
article_version_preview   200 200 200  200 200 200  200 200 200  200 200 200  200 200 200
article_version_preview_page 200 200 200  200 200 200  200 200 200  200 200 200  200 200 200
article_edition_preview   404 404 404  404 404 404  200 200 200  200 200 200  404 404 404
article_edition_preview_page 404 404 404  404 404 404  200 200 200  200 200 200  404 404 404
article_shares            200 200 200  200 200 200  200 200 200  200 200 200  200 200 200
article_out               200 200 200  200 200 200  200 200 200  200 200 200  200 200 200
article_revoke_share      405 405 405  405 405 405  405 405 405  405 405 405  405 405 405
article_submit            200 200 200  409 409 409  409 409 409  409 409 409  409 409 409
article_send_back         403 409 409  403 200 200  403 409 409  403 409 409  403 409 409
article_publish           403 403 200  403 200 200  403 403 409  403 403 200  403 403 409
article_schedule          403 403 200  403 200 200  403 403 409  403 403 200  403 403 409
article_set_end           403 409 409  403 409 409  403 200 200  403 409 409  403 409 409
article_correct           403 403 409  403 409 409  403 403 200  403 403 409  403 403 409
article_clarify           403 403 409  403 409 409  403 403 200  403 403 409  403 403 409
article_update            403 403 409  403 409 409  403 403 200  403 403 409  403 403 409
article_withdraw          403 403 409  403 403 409  403 403 200  403 403 409  403 403 409
article_set_embargo       403 200 200  403 200 200  403 409 200  403 200 200  403 409 409
article_lift_embargo      403 409 409  403 409 409  403 409 409  403 409 409  403 409 409
article_spike             200 200 200  200 200 200  409 409 409  409 409 409  409 409 409
article_revive            409 409 409  409 409 409  409 409 409  409 409 409  200 200 200
article_reschedule        404 404 404  404 404 404  403 409 409  403 200 200  404 404 404
article_cancel            404 404 404  404 404 404  403 409 409  403 200 200  404 404 404
article_work_from         404 404 404  404 404 404  200 200 200  200 200 200  404 404 404
article_choose_versions   302 302 302  302 302 302  302 302 302  302 302 302  302 302 302
article_compare           200 200 200  200 200 200  200 200 200  200 200 200  200 200 200
article_changes           404 404 404  404 404 404  200 200 200  200 200 200  404 404 404
article_restore           409 409 409  403 409 409  409 409 409  409 409 409  403 403 403
article_merge             302 302 302  302 302 302  302 302 302  302 302 302  302 302 302
article_keep              405 405 405  405 405 405  405 405 405  405 405 405  405 405 405
article_writing           405 405 405  405 405 405  405 405 405  405 405 405  405 405 405
article_take_over         405 405 405  405 405 405  405 405 405  405 405 405  405 405 405
article_leave             405 405 405  405 405 405  405 405 405  405 405 405  405 405 405
article_assignment        200 200 200  200 200 200  200 200 200  200 200 200  200 200 200
article_notes             200 200 200  200 200 200  200 200 200  200 200 200  200 200 200
article_notes_people      200 200 200  200 200 200  200 200 200  200 200 200  200 200 200
article_notes_places      405 405 405  405 405 405  405 405 405  405 405 405  405 405 405
article_note_replies      405 405 405  405 405 405  405 405 405  405 405 405  405 405 405
article_note_resolve      405 405 405  405 405 405  405 405 405  405 405 405  405 405 405
article_note_reopen       405 405 405  405 405 405  405 405 405  405 405 405  405 405 405
article_note_take_back    405 405 405  405 405 405  405 405 405  405 405 405  405 405 405
article_claims            200 200 200  200 200 200  200 200 200  200 200 200  200 200 200
article_claim_reopen      405 405 405  405 405 405  405 405 405  405 405 405  405 405 405
"""

#: What people get there whose article it isn't: the same as for an article that doesn't exist.
STRANGERS = """
                          outsider colleague elsewhere
article_change                 403       302       302
article_history                302       302       302
article_delete                 403       403       403
article/<id>/                  302       302       302
article_preview                404       404       404
article_preview_page           404       404       404
article_version_preview        404       404       404
article_version_preview_page   404       404       404
article_edition_preview        404       404       404
article_edition_preview_page   404       404       404
article_shares                 404       404       404
article_out                    404       404       404
article_revoke_share           405       405       405
article_submit                 404       404       404
article_send_back              404       404       404
article_publish                404       404       404
article_schedule               404       404       404
article_set_end                404       404       404
article_correct                404       404       404
article_clarify                404       404       404
article_update                 404       404       404
article_withdraw               404       404       404
article_set_embargo            404       404       404
article_lift_embargo           404       404       404
article_spike                  404       404       404
article_revive                 404       404       404
article_reschedule             404       404       404
article_cancel                 404       404       404
article_work_from              404       404       404
article_choose_versions        404       404       404
article_compare                404       404       404
article_changes                404       404       404
article_restore                404       404       404
article_merge                  404       404       404
article_keep                   405       405       405
article_writing                405       405       405
article_take_over              405       405       405
article_leave                  405       405       405
article_assignment             404       404       404
article_notes                  404       404       404
article_notes_people           404       404       404
article_notes_places           405       405       405
article_note_replies           405       405       405
article_note_resolve           405       405       405
article_note_reopen            405       405       405
article_note_take_back         405       405       405
article_claims                 404       404       404
article_claim_reopen           405       405       405
"""

STATES = ("draft", "review", "live", "scheduled", "spiked")
INSIDERS = ("reporter", "editor", "chief")
OUTSIDERS = ("outsider", "colleague", "elsewhere")
EVERYBODY = ("outsider", "reporter", "colleague", "editor", "elsewhere", "chief")


def table(text, columns):
    """Return the rows by name: what each column holds."""
    rows = (line.split() for line in text.splitlines()[2:])
    return {name: dict(zip(columns, map(int, cells), strict=True)) for name, *cells in rows}


HOUSE_ROWS = table(HOUSE, EVERYBODY)
ARTICLE_ROWS = table(ARTICLE, [(who, state) for state in STATES for who in INSIDERS])
STRANGERS_ROWS = table(STRANGERS, OUTSIDERS)


def addresses(patterns=None, before=""):
    """Yield the key and the route of every address below /admin/."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif route.startswith("admin/"):
            yield key_of(pattern.name or route), route


def key_of(name):
    short = name.removeprefix("admin/").removeprefix("articles/").removeprefix("articles_")
    return short.replace("<path:object_id>", "<id>")


DESK = dict(addresses())


def is_of_article(route):
    return route.startswith("admin/articles/article/<")


def filled_in(route, ids):
    for parameter, value in ids.items():
        route = route.replace(parameter, str(value))
    assert "<" not in route, f"{route}: say in this test what stands for its parameters"
    return f"/{route}"


@pytest.fixture
def newsroom(clock):
    """The standing people, by what they are called in the tables."""
    world, sport = people.section("World"), people.section("Sport")
    return {
        "outsider": people.outsider(),
        "reporter": people.reporter(),
        "colleague": people.colleague(),
        "editor": people.editor(world),
        "elsewhere": people.second_editor(sport),
        "chief": people.chief(),
    }


def story(state, newsroom, clock):
    """Return an article of the reporter's in this state."""
    article = people.article(newsroom["reporter"], people.section("World"))
    if state == "spiked":
        workflow.spike(article, newsroom["reporter"])
    elif state != "draft":
        workflow.submit(article, newsroom["reporter"])
    if state in ("live", "scheduled"):
        at = clock.now + timedelta(days=1) if state == "scheduled" else None
        workflow.publish(article, newsroom["editor"], at=at)
    clock.tick()
    return Article.objects.get(pk=article.pk)


def ids_of(article):
    edition = Edition.objects.filter(article=article).first()
    return {
        "<int:article_id>": article.pk,
        "<path:object_id>": article.pk,
        "<int:edition_id>": edition.pk if edition else 0,
        "<int:claim_id>": 0,
        "<int:note_id>": 0,
        "<int:share_id>": 0,
        "<slug:ending>": "txt",
        "<int:version>": 1,
        "<int:old>": 1,
        "<int:new>": 1,
    }


def placement():
    """Return a placement on the site's front page."""
    article = people.article(people.chief(), people.section("Sport"))
    people.edition(article, timezone.now())
    workflow.place(article, people.chief(), section=None, slot=1)
    return article.placements.get()


def house_ids(newsroom):
    """Return what stands for the parameters of an address, by the start of its route."""
    plan = workflow.assign(
        newsroom["editor"],
        title="The bridge opens",
        section=people.section("World"),
        person=newsroom["reporter"],
    )
    rows = {
        "assignment": plan,
        "author": people.author("Somebody Else"),
        "topic": people.topic(),
        "section": people.section("World"),
        "picture": people.picture(),
        "user": newsroom["colleague"],
    }
    ids = {f"admin/articles/{name}/": {"<path:object_id>": row.pk} for name, row in rows.items()}
    ids["admin/articles/assignment/"]["<int:assignment_id>"] = plan.pk
    ids["admin/articles/article/lists/"] = {"<int:list_id>": 0}
    ids["admin/articles/user/"]["<id>"] = newsroom["colleague"].pk
    ids["admin/articles/picture/"]["<int:picture_id>"] = rows["picture"].pk
    ids["admin/auth/group/"] = {"<path:object_id>": Group.objects.get(name="Reporter").pk}
    ids["admin/django_tasks_database/"] = {"<path:object_id>": 0}
    ids["admin/r/"] = {
        "<path:content_type_id>": ContentType.objects.get_for_model(Article).pk,
        "<path:object_id>": 0,
    }
    unsaved = workflow.keep(newsroom["reporter"], workflow.OpenForm(uuid4()), {}, timezone.now())
    ids["admin/unsaved/"] = {"<int:buffer_id>": unsaved.pk}
    ids["admin/planner/"] = {
        "<day:day>": "2026-03-03",
        "<slug:what>": "slot",
        "<int:pk>": plan.pk,
    }
    ids["admin/front-pages/<int:section_id>"] = {"<int:section_id>": rows["section"].pk}
    intake = Intake.objects.create(by=newsroom["reporter"], names="export.xml")
    ids["admin/intakes/"] = {"<int:intake_id>": intake.pk}
    partner, _ = workflow.make_partner(newsroom["chief"], name="The Echo")
    ids["admin/partners/"] = {"<int:partner_id>": partner.pk, "<int:delivery_id>": 0}
    ids["admin/front-pages/placements/"] = {"<int:placement_id>": placement().pk}
    ids["admin/media/"] = {"<path:name>": "no-such.webp"}
    ids["admin/as-of/"] = {
        "<moment:at>": "2026-03-01T08:00:00Z",
        "<reader_address:address>": "",
    }
    ids["admin/^(?P<app_label>"] = {DESK["app_list"]: "admin/articles/"}
    ids["admin/(?P<url>"] = {"(?P<url>.*)$": "no-such-page/"}
    return ids


def house_addresses(newsroom):
    ids = house_ids(newsroom)
    for key, route in DESK.items():
        if not is_of_article(route):
            start = next((start for start in ids if route.startswith(start)), None)
            yield key, filled_in(route, ids.get(start, {}))


def article_addresses(ids):
    for key, route in DESK.items():
        if is_of_article(route):
            yield key, filled_in(route, ids)


def test_every_address_of_the_desk_has_a_row():
    of_article = {key for key, route in DESK.items() if is_of_article(route)}
    assert set(ARTICLE_ROWS) == of_article
    assert set(STRANGERS_ROWS) == of_article
    assert set(HOUSE_ROWS) == set(DESK) - of_article


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, newsroom, clock):
    article = story("live", newsroom, clock)
    for key, address in [*house_addresses(newsroom), *article_addresses(ids_of(article))]:
        for answer in (client.get(address), client.post(address)):
            if key not in ("login", "logout"):
                assert answer.status_code == 302, address
                assert answer.url.startswith("/admin/login/?next="), address
    assert not Event.objects.filter(article=article).exclude(verb__in=("submit", "publish"))


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_house(client, newsroom, who):
    client.force_login(newsroom[who])
    answers = {key: client.get(url).status_code for key, url in house_addresses(newsroom)}
    # Signing out by GET is refused, so whoever was signed in still is.
    assert answers == {key: row[who] for key, row in HOUSE_ROWS.items()}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", INSIDERS)
def test_an_article(client, newsroom, clock, state, who):
    ids = ids_of(story(state, newsroom, clock))
    client.force_login(newsroom[who])
    answers = {key: client.get(url).status_code for key, url in article_addresses(ids)}
    assert answers == {key: row[who, state] for key, row in ARTICLE_ROWS.items()}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_article_of_others_answers_as_if_there_were_none(client, newsroom, clock, state, who):
    article = story(state, newsroom, clock)
    nowhere = dict.fromkeys(ids_of(article), 999_999_999)
    client.force_login(newsroom[who])
    expected = {key: row[who] for key, row in STRANGERS_ROWS.items()}
    for ids in (ids_of(article), nowhere):
        answers = {key: client.get(url).status_code for key, url in article_addresses(ids)}
        assert answers == expected


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_refused_to_look_at_can_not_be_done_either(client, newsroom, clock, state, who):
    article = story(state, newsroom, clock)
    before = stored(article)
    client.force_login(newsroom[who])
    typed = {
        "version": article.version, "note": "Why", "notice": "Why", "at": "2027-01-01T08:00",
        "until": "2027-02-01T08:00",
    }  # fmt: skip
    for key, url in article_addresses(ids_of(article)):
        row = ARTICLE_ROWS[key][who, state] if who in INSIDERS else STRANGERS_ROWS[key][who]
        if row != 200:
            client.post(url, typed)
            assert stored(article) == before, key


def stored(article):
    """Return all that acts on an article could have changed."""
    return (
        Article.objects.filter(pk=article.pk).values().get(),
        list(Edition.objects.filter(article=article).values()),
        list(Event.objects.filter(article=article).values()),
    )
