"""Partners at the desk: let in, changed, given another token, closed out."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from articles import workflow
from articles.models import Partner
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    client.force_login(people.chief())
    return client


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def token_in(response):
    return re.search(r"shown this once: ([\w-]{43})", said(response))[1]


def test_a_partner_is_let_in_and_the_token_is_shown_once(chief):
    world = people.section("World")
    given = {"name": "The Echo", "takes": "on", "sections": [world.pk], "a_minute": 60}
    response = chief.post(reverse("desk:partners"), given)
    partner = Partner.objects.get()
    token = token_in(response)
    assert workflow.partner_of(token) == partner
    assert list(partner.sections.all()) == [world]
    assert token not in partner.digest
    chief.get(response.url)
    assert token not in chief.get(response.url).content.decode()


def test_one_that_hands_in_needs_a_desk(chief):
    given = {"name": "The Echo", "hands_in": "on", "a_minute": 60}
    response = chief.post(reverse("desk:partners"), given)
    assert response.status_code == 422
    assert "Choose the desk on which their copy lands." in response.content.decode()
    assert not Partner.objects.exists()


def test_what_they_may_is_changed_and_they_are_closed_out(chief):
    partner, old = workflow.make_partner(people.chief(), name="The Echo")
    address = reverse("desk:partner", args=[partner.pk])
    chief.post(address, {"name": "The Echo", "ahead": "on", "a_minute": 5})
    partner.refresh_from_db()
    assert (partner.takes, partner.ahead, partner.a_minute) == (False, True, 5)
    new = token_in(chief.post(reverse("desk:partner_token", args=[partner.pk])))
    assert workflow.partner_of(old) is None
    assert workflow.partner_of(new) == partner
    chief.post(reverse("desk:partner_close", args=[partner.pk]))
    assert workflow.partner_of(new) is None
    assert "Closed out" in chief.get(address).content.decode()
