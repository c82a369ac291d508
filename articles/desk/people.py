"""People at the desk: their accounts and groups. Desks are on the sections' pages."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from articles.models import User

__all__ = ["GroupAdmin", "PeopleAdmin"]

#: The groups that ship with the project (migration 0003), the only ones that are given out here.
GROUPS = ("Reporter", "Editor", "Chief editor")


def held(person: User) -> set[int]:
    """Return the ids of all permissions of this person, also while the account is inactive."""
    if person.is_superuser:
        return set(Permission.objects.values_list("pk", flat=True))
    mine = Q(group__user=person) | Q(user=person)
    return set(Permission.objects.filter(mine).values_list("pk", flat=True))


def outranks(person: User, other: User) -> bool:
    """Say whether the other may do something that this person may not.

    Whoever sets the password of an account can act as it, so nobody manages such people.
    """
    if person.is_superuser:
        return False
    return other.is_superuser or not held(other) <= held(person)


def grantable(person: User) -> QuerySet[Group]:
    """Return the groups this person may put others in: those that may nothing more than they."""
    beyond = Permission.objects.exclude(pk__in=held(person))
    return Group.objects.filter(name__in=GROUPS).exclude(permissions__in=beyond).order_by("pk")


class PersonForm(UserChangeForm):
    def clean_groups(self) -> QuerySet[Group]:
        """Groups that aren't offered here are left as they are."""
        chosen = self.cleaned_data["groups"]
        offered = self.fields["groups"].queryset
        kept = self.instance.groups.exclude(pk__in=offered.values("pk"))
        return (Group.objects.filter(pk__in=chosen.values("pk")) | kept).distinct()


@admin.register(User)
class PeopleAdmin(DjangoUserAdmin, ModelAdmin):
    form = PersonForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    compressed_fields = False
    list_display = ("username", "full_name", "email", "in_groups", "on_desks", "is_active")
    list_filter = ("is_active", "groups")
    list_per_page = 50
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password", "first_name", "last_name", "email")}),
        ("At the desk", {"fields": ("is_active", "is_staff", "groups", "on_desks")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "usable_password", "password1", "password2")}),
        ("At the desk", {"fields": ("first_name", "last_name", "email", "is_staff", "groups")}),
    )
    readonly_fields = ("on_desks",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups", "desks")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj and request.user.is_superuser:
            return (*fieldsets, ("All rights", {"fields": ("is_superuser",)}))
        return fieldsets

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and not (obj and outranks(cast(User, request.user), obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """People who did something stay, or the record of it would name nobody."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and not (obj and obj.events.exists())

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["queryset"] = grantable(cast(User, request.user))
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["help_text"] = "What they may do; each group may all that the one before it may."
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @display(description="Name")
    def full_name(self, person: User) -> str:
        return person.get_full_name() or "—"

    @display(description="Groups")
    def in_groups(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all()) or "—"

    @display(description="Desks")
    def on_desks(self, person: User) -> str:
        return ", ".join(section.name for section in person.desks.all()) or "—"


# Django's own admin of groups, in the desk's clothes: superusers alone may see it.
admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, ModelAdmin):
    """What each group may do."""
