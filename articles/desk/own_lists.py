"""What a person keeps of the article list: filters under a name, and the columns they want."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from articles.desk.act_page import person
from articles.desk.columns import COLUMNS, DEFAULT, STATE, Column
from articles.models import ListColumns, SavedList, User

__all__ = ["chosen_columns", "list_head", "urls"]

#: What the list knows of its address, without the page it is on.
FILTERS = ("q", "whose", "state", "section", "author", "updated_at_from", "updated_at_to")
MOST = 30
NOTHING = "Filter or search first: there is nothing to keep yet."


class NameForm(forms.ModelForm):
    """A list's name; the filters come from the list that was looked at."""

    class Meta:
        model = SavedList
        fields = ("name", "query")
        error_messages = {
            "name": {"required": "Give the list a name."},
            "query": {"required": NOTHING},
        }

    def clean_query(self) -> str:
        query = filters_of(QueryDict(self.cleaned_data["query"]))
        if not query:
            raise forms.ValidationError(NOTHING)
        return query


class ColumnsForm(forms.Form):
    columns = forms.MultipleChoiceField(
        required=False,
        choices=[(each.name, each.title) for each in COLUMNS.values() if each is not STATE],
    )


def filters_of(asked: QueryDict) -> str:
    """Return the filters among what was asked for, as in an address."""
    kept = QueryDict(mutable=True)
    for name in FILTERS:
        if value := asked.get(name, "").strip():
            kept[name] = value
    return kept.urlencode()


def chosen_columns(reader: User) -> list[Column]:
    """Return the columns beside the headline as this person wants them: one query, then kept."""
    if not hasattr(reader, "_list_columns"):
        row = ListColumns.objects.filter(person=reader).first()
        names = row.columns if row else DEFAULT
        chosen = [COLUMNS[name] for name in names if name in COLUMNS]
        reader._list_columns = [STATE, *chosen]  # type: ignore[attr-defined]
    return reader._list_columns  # type: ignore[attr-defined]


def list_head(request: HttpRequest) -> dict[str, Any]:
    """Return what stands above the list: this person's lists, and the columns to choose from."""
    query, chosen = filters_of(request.GET), chosen_columns(person(request))
    return {
        "own_lists": SavedList.objects.filter(person=person(request)),
        "list_query": query,
        "columns": [(each, each in chosen) for each in COLUMNS.values() if each is not STATE],
    }


@require_POST
def save_list(request: HttpRequest) -> HttpResponse:
    """Keep the filters under a name; the same name again takes the new ones."""
    owner = person(request)
    name = request.POST.get("name", "").strip()
    kept = SavedList.objects.filter(person=owner, name=name).first()
    form = NameForm({**request.POST.dict(), "name": name}, instance=kept or SavedList(person=owner))
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return HttpResponseRedirect(f"{_list()}?{filters_of(QueryDict(request.POST.get('query')))}")
    if kept is None and SavedList.objects.filter(person=owner).count() >= MOST:
        messages.error(request, f"You have {MOST} lists already. Remove one first.")
    else:
        # A second click at the same moment finds the row of the first.
        query = {"query": form.cleaned_data["query"]}
        SavedList.objects.update_or_create(person=owner, name=name, defaults=query)
        messages.success(request, f"“{name}” is kept.")
    return HttpResponseRedirect(f"{_list()}?{form.cleaned_data['query']}")


@require_POST
def remove_list(request: HttpRequest, list_id: int) -> HttpResponse:
    kept = get_object_or_404(SavedList, pk=list_id, person=person(request))
    kept.delete()
    messages.success(request, f"“{kept.name}” is removed. The articles are where they were.")
    return HttpResponseRedirect(_list())


@require_POST
def choose_columns(request: HttpRequest) -> HttpResponse:
    """Keep which columns this person wants; `standard` goes back to those we chose."""
    owner, form = person(request), ColumnsForm(request.POST)
    if "standard" in request.POST:
        ListColumns.objects.filter(person=owner).delete()
    elif form.is_valid():
        chosen = {"columns": form.cleaned_data["columns"]}
        ListColumns.objects.update_or_create(person=owner, defaults=chosen)
    else:
        messages.error(request, "There is no such column. Look at the list again.")
    return HttpResponseRedirect(f"{_list()}?{filters_of(QueryDict(request.POST.get('query')))}")


def _list() -> str:
    return reverse("admin:articles_article_changelist")


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses below that of the list. They touch nothing but the person's own."""
    return [
        path("lists/", site.admin_view(save_list), name="articles_article_lists"),
        path(
            "lists/<int:list_id>/remove/",
            site.admin_view(remove_list),
            name="articles_article_list_remove",
        ),
        path("columns/", site.admin_view(choose_columns), name="articles_article_columns"),
    ]
