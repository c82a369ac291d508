"""People at the desk: their accounts and groups. Desks are on the sections' pages."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, Permission
from django.db.models import Case, Q, QuerySet, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
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
    order = Case(*(When(name=name, then=place) for place, name in enumerate(GROUPS)))
    return Group.objects.filter(name__in=GROUPS).exclude(permissions__in=beyond).order_by(order)


#: What Django says of these is meant for programmers.
LABELS = {
    "username": "Name to sign in with",
    "email": "Mail address",
    "is_active": "The account is open",
    "is_staff": "Works at the desk",
    "is_superuser": "May do everything",
}
HELP = {
    "username": "Letters, digits and @ . + - _ only. In notes, @ and this name calls them.",
    "email": "Where notes, mentions and what comes back are mailed to. Readers don't see it.",
    "is_active": "Off, they can't sign in any more. What they did stays on record.",
    "is_staff": "Off, they can't sign in here.",
    "is_superuser": "All rights in every section, those of chief editors and more.",
}


class NewPersonForm(UserCreationForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rules = self.fields["password1"].help_text
        self.fields["password1"].help_text = format_html(
            "Tell it them yourself. They change it once they have signed in. {}", rules
        )
        self.fields["password2"].help_text = "The same once more."


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
    add_form = NewPersonForm
    change_password_form = AdminPasswordChangeForm
    add_form_template = "admin/change_form.html"
    compressed_fields = False
    when_empty = "Everybody who works here has an account of their own, so the record names them."
    list_display = ("username", "full_name", "email", "in_groups", "on_desks", "is_active")
    list_filter = ("is_active", "groups")
    list_per_page = 50
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "shown_password", "first_name", "last_name", "email")}),
        ("At the desk", {"fields": ("is_active", "is_staff", "groups", "on_desks")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        ("At the desk", {"fields": ("first_name", "last_name", "email", "is_staff", "groups")}),
    )
    readonly_fields = ("shown_password", "on_desks")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups", "desks")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj and request.user.is_superuser:
            return (*fieldsets, ("All rights", {"fields": ("is_superuser",)}))
        return fieldsets

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in HELP:
            field.label = LABELS[db_field.name]
            field.help_text = HELP[db_field.name]
        return field

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

    @display(description="Password")
    def shown_password(self, person: User) -> SafeString:
        return format_html(
            'Nobody can read it. If it is forgotten, <a class="desk-link" href="{}">set another'
            "</a> and tell it them yourself.",
            reverse("admin:auth_user_password_change", args=[person.pk]),
        )

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
