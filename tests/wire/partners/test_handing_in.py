"""What partners hand in: drafts on a desk, once; what is bad waits with its reason."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles import workflow
from articles.models import Article, Delivery
from articles.wire.partners.handing_in import LARGEST
from tests import people
from tests.wire.partners.conftest import Asking
from tests.wire.test_formats import NINJS

pytestmark = pytest.mark.django_db
COPY = json.dumps(NINJS)


@pytest.fixture
def echo(let_in):
    return let_in(hands_in=True, takes=False, desk=people.section("World"))


def test_copy_lands_as_a_draft_on_their_desk(echo):
    partner, asking = echo
    answer = asking.post(COPY)
    article = Article.objects.get()
    assert (answer.status_code, answer.json()) == (200, {"articles": [article.pk]})
    assert (article.state, article.section.name) == ("draft", "World")
    assert article.history.get().history_change_reason == "Brought in from The Echo"
    delivery = partner.deliveries.get()
    assert (bytes(delivery.data), delivery.reason) == (b"", "")
    assert delivery.settled_at is not None


def test_handed_in_twice_it_is_there_once(echo):
    _, asking = echo
    first, second = asking.post(COPY), asking.post(COPY)
    assert first.json() == second.json()
    assert Article.objects.count() == 1
    other = asking.post(json.dumps({**NINJS, "uri": "urn:2"}))
    assert other.status_code == 409
    assert "The key 1 came with another text before." in other.json()["detail"]


def test_a_newer_version_of_theirs_becomes_one_unless_an_editor_changed_it(echo):
    _, asking = echo
    asking.post(COPY)
    newer = {**NINJS, "headlines": [{"value": "Ferry on time"}]}
    asking.post(json.dumps(newer), key="2")
    assert Article.objects.get().headline == "Ferry on time"


def test_two_partners_may_call_different_things_the_same(echo, client):
    echo[1].post(COPY)
    given = {"hands_in": True, "desk": people.section("World")}
    _, token = workflow.make_partner(people.chief(), name="The Mail", **given)
    Asking(client, token).post(COPY)
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ('{"uri": "urn:1"', "It is no whole JSON"),
        (b"%PDF-1.7 x", "It is a PDF"),
        (b"", "There are no words in it"),
        (json.dumps({**NINJS, "pubStatus": "canceled"}), "Its agency has cancelled it."),
    ],
)
def test_what_is_bad_waits_with_its_reason_and_is_tried_again_at_the_desk(echo, client, data, told):
    partner, asking = echo
    answer = asking.post(data)
    assert answer.status_code == 422
    assert told in answer.json()["detail"]
    delivery = partner.deliveries.get()
    assert told in delivery.reason
    client.force_login(people.chief())
    page = client.get(reverse("desk:partners")).content.decode()
    assert told in page
    client.post(reverse("desk:delivery_again", args=[delivery.pk]))
    assert Delivery.objects.quarantined().get() == delivery
    Delivery.objects.update(data=COPY.encode())
    client.post(reverse("desk:delivery_again", args=[delivery.pk]))
    assert not Delivery.objects.quarantined().exists()
    assert Article.objects.count() == 1
    client.post(reverse("desk:delivery_again", args=[delivery.pk]))
    assert Article.objects.count() == 1


def test_it_needs_a_key_and_a_size_that_fits(echo, client):
    _, asking = echo
    assert asking.post(COPY, key="").status_code == 400
    assert asking.post(COPY, key="x" * 201).status_code == 400
    assert asking.post(b"x" * (LARGEST + 1)).status_code == 413
    assert not Delivery.objects.exists()


def test_who_may_not_hand_in_cannot(let_in):
    assert let_in(takes=True)[1].post(COPY).status_code == 403
    assert not Article.objects.exists()


def watch(folder, partner="The Echo"):
    call_command("watch_folder", folder, "--partner", partner, "--once")


def test_a_folder_is_watched_and_emptied(echo, tmp_path, capsys):
    tmp_path.joinpath("ferry.json").write_text(COPY)
    tmp_path.joinpath("scan.pdf").write_bytes(b"%PDF-1.7")
    tmp_path.joinpath("large.txt").write_bytes(b"x" * (LARGEST + 1))
    tmp_path.joinpath(".hidden").write_text("x")
    watch(tmp_path)
    assert Article.objects.get().headline == "Ferry late again"
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")) == [
        ".hidden",
        "quarantine/large.txt",
        "quarantine/scan.pdf",
        "taken-in/ferry.json",
    ]
    assert Delivery.objects.quarantined().get().name == "scan.pdf"
    tmp_path.joinpath("ferry.json").write_text(COPY)
    watch(tmp_path)
    assert tmp_path.joinpath("taken-in/2-ferry.json").exists()
    assert Article.objects.count() == 1


def test_a_folder_or_partner_that_isnt_there_is_refused(echo, tmp_path):
    with pytest.raises(CommandError, match="is no folder"):
        watch(tmp_path / "gone")
    with pytest.raises(CommandError, match="may not hand copy in"):
        watch(tmp_path, "The Mail")
