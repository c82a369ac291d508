"""Mail at the desk: what hasn't left the house and why, tried again; and whether one gets any."""

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views import View

from articles import permissions, workflow
from articles.desk.act_page import person
from articles.models import Outgoing, User
from articles.reader.feeds.pinging import hub_now, tell_hub_again

__all__ = ["failing_for", "urls"]

#: What fails together fails for the same reason: the first of them are enough to see it.
SHOWN = 100


def failing_for(reader: User) -> QuerySet[Outgoing]:
    """Return what failed to leave the house, as far as it is this person's to see."""
    failing = Outgoing.objects.failing()
    if permissions.sees_all_mail(reader):
        return failing
    # Asked for each of the few rows by its article's key, whatever the archive holds.
    seen = Exists(permissions.visible_to(reader).filter(pk=OuterRef("article")))
    return failing.filter(Q(article=None) | seen, person=reader)


class Outbox(View):
    """GET: what failed. POST: have it tried again."""

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        me = person(request)
        failing = list(failing_for(me)[: SHOWN + 1])
        context = {
            **self.admin_site.each_context(request),
            "title": "Mail",
            "failing": failing[:SHOWN],
            "more": len(failing) > SHOWN,
            "hub": hub_now() if permissions.sees_all_mail(me) else None,
            "waiting": Outgoing.objects.waiting().filter(person=me).exists(),
            "everybody": permissions.sees_all_mail(me),
            "me": me,
        }
        return TemplateResponse(request, "desk/outbox.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        me = person(request)
        with transaction.atomic():
            count = workflow.tell_again(failing_for(me)[:SHOWN])
            if permissions.sees_all_mail(me):
                count += tell_hub_again()
        if count:
            what = "It is" if count == 1 else f"{count} of them are"
            messages.success(request, f"{what} tried again within a minute.")
        else:
            messages.info(request, "Nothing is left to try: it was sent, or is being sent now.")
        return HttpResponseRedirect(reverse("desk:outbox"))


class OwnMail(View):
    """POST: whether this person gets mail."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        me = person(request)
        workflow.want_mail(me) if request.POST.get("mails") else workflow.refuse_mail(me)
        if me.mails:
            messages.success(request, "You get mail about notes and what comes back.")
        else:
            messages.success(
                request, "You get no more mail. What waits for you is on the home page."
            )
        return HttpResponseRedirect(reverse("desk:outbox"))


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the outbox, relative to the desk's."""
    return [
        path("outbox/", site.admin_view(Outbox.as_view()), name="outbox"),
        path("outbox/own/", site.admin_view(OwnMail.as_view()), name="own_mail"),
    ]
