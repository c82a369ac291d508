"""People: chief editors manage them, and can give nobody more than they have themselves."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from articles import workflow
from articles.models import User
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def clara(client):
    clara = people.chief()
    client.force_login(clara)
    return clara


def change(person):
    return reverse("admin:articles_user_change", args=[person.pk])


def fields(person, **changed):
    return {
        "username": person.username, "first_name": person.first_name, "last_name": "", "email": "",
        "is_active": "on", "is_staff": "on", "groups": [group.pk for group in person.groups.all()],
        **changed,
    }  # fmt: skip


def names(person):
    return sorted(person.groups.values_list("name", flat=True))


def test_the_chief_makes_an_account(client, clara):
    password = "seven swans a-swimming"
    client.post(
        reverse("admin:articles_user_add"),
        {
            "username": "nora", "first_name": "Nora", "usable_password": "true",
            "password1": password, "password2": password, "is_staff": "on",
            "groups": [people.group("Reporter").pk],
        },
    )  # fmt: skip
    nora = User.objects.get(username="nora")
    assert (names(nora), nora.is_superuser) == (["Reporter"], False)
    assert client.login(username="nora", password=password)


def test_the_chief_moves_people_between_groups(client, clara):
    rosa = people.reporter()
    client.post(change(rosa), fields(rosa, groups=[people.group("Editor").pk]))
    assert names(rosa) == ["Editor"]


def test_the_chief_makes_nobody_a_superuser(client, clara):
    rosa = people.reporter()
    everything = Permission.objects.values_list("pk", flat=True)
    for person in (rosa, clara):
        client.post(
            change(person), fields(person, is_superuser="on", user_permissions=list(everything))
        )
        person.refresh_from_db()
        assert not person.is_superuser
        assert not person.user_permissions.exists()


def test_only_the_three_groups_are_given_out_and_none_that_may_more(client, clara):
    other = Group.objects.create(name="Backups")
    chiefs = people.group("Chief editor")
    chiefs.permissions.remove(Permission.objects.get(codename="withdraw_article"))
    people.group("Editor").permissions.add(Permission.objects.get(codename="withdraw_article"))
    rosa = people.reporter()
    offered = client.get(change(rosa)).context["adminform"].form.fields["groups"].queryset
    assert [group.name for group in offered] == ["Reporter", "Chief editor"]
    client.post(change(rosa), fields(rosa, groups=[other.pk]))
    assert names(rosa) == ["Reporter"]


def test_a_group_that_is_not_offered_stays(client, clara):
    rosa = people.reporter()
    rosa.groups.add(Group.objects.create(name="Choir"))
    client.post(change(rosa), fields(rosa, groups=[people.group("Editor").pk]))
    assert names(rosa) == ["Choir", "Editor"]


def test_the_chief_cannot_touch_who_may_more(client, clara):
    root = User.objects.create_superuser("root", password=people.PASSWORD)
    keeper = people.person("keeper")
    keeper.user_permissions.add(Permission.objects.get(codename="delete_user"))
    asleep = User.objects.create_superuser("asleep", password=people.PASSWORD, is_active=False)
    for person in (root, keeper, asleep):
        assert client.post(change(person), fields(person, first_name="Mine")).status_code == 403
        password = reverse("admin:auth_user_password_change", args=[person.pk])
        new = {"password1": "mine mine mine", "password2": "mine mine mine"}
        assert client.post(password, new).status_code == 403
        person.refresh_from_db()
        assert person.first_name != "Mine"
        assert person.check_password(people.PASSWORD)


def test_a_superuser_may_make_superusers(client):
    client.force_login(User.objects.create_superuser("root", password=people.PASSWORD))
    rosa = people.reporter()
    client.post(change(rosa), fields(rosa, is_superuser="on"))
    rosa.refresh_from_db()
    assert rosa.is_superuser


def test_who_did_something_is_deactivated_not_deleted(client):
    root = User.objects.create_superuser("root", password=people.PASSWORD)
    client.force_login(root)
    rosa, idle = people.reporter(), people.colleague()
    workflow.submit(people.article(rosa, people.section()), rosa)
    for person in (rosa, idle):
        client.post(reverse("admin:articles_user_delete", args=[person.pk]), {"post": "yes"})
    client.post(
        reverse("admin:articles_user_changelist"),
        {"action": "delete_selected", "_selected_action": [rosa.pk], "post": "yes"},
    )
    assert set(User.objects.all()) == {root, rosa}


def test_others_see_no_people(client):
    for person in (people.reporter(), people.editor()):
        client.force_login(person)
        assert client.get(reverse("admin:articles_user_changelist")).status_code == 403
        assert client.get(change(person)).status_code == 403


def test_what_groups_may_is_for_superusers(client, clara):
    groups = reverse("admin:auth_group_changelist")
    assert client.get(groups).status_code == 403
    client.force_login(User.objects.create_superuser("root", password=people.PASSWORD))
    assert client.get(groups).status_code == 200


def test_the_form_of_a_person_speaks_to_a_chief_editor(client, clara):
    new = client.get(reverse("admin:articles_user_add"))
    assert new.context["adminform"].form.initial["is_staff"] is True
    for page in (new, client.get(change(people.reporter()))):
        told = page.content.decode()
        assert "In notes, @ and this name calls them." in told
        for technical in ("staff status", "pbkdf2", "iterations", "Password-based", "admin site"):
            assert technical not in told


def test_a_password_is_set_anew_from_the_persons_page(client, clara):
    rosa, password = people.reporter(), "seven swans a-swimming"
    address = reverse("admin:auth_user_password_change", args=[rosa.pk])
    assert f'href="{address}"' in client.get(change(rosa)).content.decode()
    client.post(address, {"password1": password, "password2": password})
    assert client.login(username=rosa.username, password=password)
