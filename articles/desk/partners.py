"""Partners at the desk: who may take what by the wire, who took what, and what waits."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views import View

from articles import permissions, workflow
from articles.desk.act_page import person
from articles.models import Delivery, Partner, Section
from articles.wire.partners.handing_in import try_again

__all__ = ["urls"]

#: So many requests and deliveries are shown, the latest first.
SHOWN = 100


class PartnerForm(forms.ModelForm):
    #: None of its fields stands for another.
    either = ()

    class Meta:
        model = Partner
        fields = ("name", "takes", "sections", "ahead", "hands_in", "desk", "a_minute")
        widgets = {"sections": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        for name in ("sections", "desk"):
            self.fields[name].queryset = Section.objects.in_order()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("hands_in") and not data.get("desk"):
            self.add_error("desk", "Choose the desk on which their copy lands.")
        return data


class PartnerView(View):
    """What only those see who keep partners."""

    admin_site: AdminSite = admin.site

    def dispatch(self, request: HttpRequest, *args: Any, **given: Any) -> Any:
        if not permissions.keeps_partners(person(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **given)

    def page(self, name: str, status: int = 200, **context: Any) -> HttpResponse:
        whole = {**self.admin_site.each_context(self.request), **context}
        return TemplateResponse(self.request, f"desk/{name}.html", whole, status=status)

    def told(self, partner: Partner, token: str) -> None:
        """Show the token, this once."""
        messages.success(self.request, f"The token of {partner}, which is shown this once: {token}")


class Partners(PartnerView):
    """GET: the partners, and what waits. POST: let one in."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.listed(PartnerForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PartnerForm(request.POST)
        if not form.is_valid():
            return self.listed(form, 422)
        partner, token = workflow.make_partner(person(request), **form.cleaned_data)
        self.told(partner, token)
        return HttpResponseRedirect(reverse("desk:partner", args=[partner.pk]))

    def listed(self, form: PartnerForm, status: int = 200) -> HttpResponse:
        waiting = Delivery.objects.quarantined().select_related("partner").defer("data")
        return self.page(
            "partners",
            status,
            title="Partners",
            partners=Partner.objects.select_related("desk"),
            waiting=waiting[:SHOWN],
            form=form,
        )


class OnePartner(PartnerView):
    """GET: one partner, and what they took. POST: change what they may."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, partner_id: int) -> HttpResponse:
        partner = get_object_or_404(Partner, pk=partner_id)
        return self.one(partner, PartnerForm(instance=partner))

    def post(self, request: HttpRequest, partner_id: int) -> HttpResponse:
        partner = get_object_or_404(Partner, pk=partner_id)
        form = PartnerForm(request.POST, instance=partner)
        if not form.is_valid():
            return self.one(partner, form, 422)
        form.save()
        messages.success(request, f"What {partner} may is changed.")
        return HttpResponseRedirect(reverse("desk:partner", args=[partner.pk]))

    def one(self, partner: Partner, form: PartnerForm, status: int = 200) -> HttpResponse:
        return self.page(
            "partner",
            status,
            title=partner.name,
            partner=partner,
            form=form,
            takings=partner.takings.all()[:SHOWN],
            deliveries=partner.deliveries.defer("data")[:SHOWN],
        )


class PartnerToken(PartnerView):
    """POST: another token instead of the one they have."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, partner_id: int) -> HttpResponse:
        partner = get_object_or_404(Partner, pk=partner_id)
        self.told(partner, workflow.renew_token(partner, person(request)))
        return HttpResponseRedirect(reverse("desk:partner", args=[partner.pk]))


class PartnerClosing(PartnerView):
    """POST: close a partner out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, partner_id: int) -> HttpResponse:
        partner = get_object_or_404(Partner, pk=partner_id)
        workflow.close_partner(partner, person(request))
        messages.success(request, f"{partner} is closed out: the token is worth nothing now.")
        return HttpResponseRedirect(reverse("desk:partners"))


class DeliveryAgain(PartnerView):
    """POST: try again to take in what waits."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, delivery_id: int) -> HttpResponse:
        delivery = try_again(get_object_or_404(Delivery, pk=delivery_id))
        if delivery.reason:
            messages.error(request, f"It waits on. {delivery.reason}")
        else:
            messages.success(request, f"Taken in as drafts: {len(delivery.article_ids)}.")
        return HttpResponseRedirect(reverse("desk:partners"))


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of partners, relative to the desk's."""
    views: list[tuple[str, type[View], str]] = [
        ("partners/", Partners, "partners"),
        ("partners/<int:partner_id>/", OnePartner, "partner"),
        ("partners/<int:partner_id>/token/", PartnerToken, "partner_token"),
        ("partners/<int:partner_id>/close/", PartnerClosing, "partner_close"),
        ("partners/deliveries/<int:delivery_id>/again/", DeliveryAgain, "delivery_again"),
    ]
    return [path(where, site.admin_view(view.as_view()), name=name) for where, view, name in views]
