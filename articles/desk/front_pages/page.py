"""The page of a front: GET shows it, also in an order that isn't in place yet; POST puts it so."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views import View

from articles import permissions, workflow
from articles.desk import picture_files
from articles.desk.act_page import person
from articles.desk.front_pages import order as orders
from articles.desk.front_pages.asked import Asked, front_url, moment_query
from articles.desk.front_pages.candidates import candidates
from articles.desk.front_pages.drawing import Drawing, draw
from articles.desk.front_pages.refusing import status_of, waiting_briefly
from articles.desk.front_pages.timeline import around, planned
from articles.desk.schedule import in_words
from articles.desk.section_tree import section_tree
from articles.models import Placement, Section
from articles.models.placement import SLOTS
from articles.workflow import Refused

__all__ = ["FrontPage"]

NOT_AHEAD = "Only editors see what lies ahead. This is the front as it is now."
UNCLEAR = "It isn't clear what you looked at. Open this page again."


class FrontPage(View):
    """The front of a section, or the site's.

    Answers 409 where somebody rearranged it meanwhile, 422 where the order can't be put in place,
    503 while somebody else is at it.
    """

    admin_site: AdminSite = admin.site
    http_method_names = ["get", "head", "post"]
    section: Section | None
    sections: list[Section]

    def dispatch(self, request: HttpRequest, *args: Any, **ids: int) -> Any:
        if not permissions.looks_back(person(request)):
            raise PermissionDenied
        self.sections = list(section_tree())
        self.section = self._found(ids["section_id"]) if ids else None
        return super().dispatch(request, *args, **ids)

    def _found(self, pk: int) -> Section:
        for section in self.sections:
            if section.pk == pk:
                return section
        raise Http404

    @property
    def subsections(self) -> list[int]:
        """The sections whose articles this one's page shows too."""
        if self.section is None:
            return []
        return [each.pk for each in self.sections if each.parent_id == self.section.pk]

    def get(self, request: HttpRequest, **_ids: int) -> HttpResponse:
        asked = Asked.read(self.section, timezone.now(), request.GET)
        refused = ""
        if asked.ahead and not permissions.looks_ahead(person(request)):
            asked.chosen, refused = None, NOT_AHEAD
        return self.page(asked, refused=refused, undo=asked.undo)

    def post(self, request: HttpRequest, **_ids: int) -> HttpResponse:
        asked = Asked.read(self.section, timezone.now(), request.POST)
        if not asked.form.is_valid() or asked.draft is None or asked.seen is None:
            return self.page(asked, HTTPStatus.UNPROCESSABLE_ENTITY, UNCLEAR)
        before = orders.with_ends(self.placements(asked.at))
        try:
            with waiting_briefly():
                events = workflow.arrange(
                    person(request),
                    section=self.section,
                    at=asked.chosen,
                    slots=dict(enumerate(asked.draft, 1)),
                    seen={slot: wish.article_id for slot, wish in enumerate(asked.seen, 1) if wish},
                )
        except Refused as refused:
            return self.page(asked, status_of(refused), str(refused))
        return self.arranged(asked, before if events else None)

    def arranged(self, asked: Asked, before: orders.Order | None) -> HttpResponse:
        """Say what was done, and offer to put back what was there before."""
        if before is None:
            messages.info(self.request, "It is so already: nothing was changed.")
            return HttpResponseRedirect(front_url(self.section, asked.chosen))
        if asked.chosen:
            messages.success(self.request, f"Readers see it so from {in_words(asked.chosen)} on.")
        else:
            messages.success(self.request, "Readers see it so now.")
        return HttpResponseRedirect(
            front_url(self.section, asked.chosen, undo=orders.written(before))
        )

    def placements(self, at: datetime) -> list[Placement]:
        standing = Placement.objects.standing(self.section.pk if self.section else None, at)
        return list(standing.filter(slot__lte=SLOTS).select_related("placed_by"))

    def page(
        self,
        asked: Asked,
        status: int = HTTPStatus.OK,
        refused: str = "",
        undo: orders.Order | None = None,
    ) -> HttpResponse:
        cannot = permissions.arranging_refusal(person(self.request), self.section)
        arranges = not cannot and not asked.past
        drawing = self.drawing(asked, asked.draft if arranges else None)
        context = {
            **self.admin_site.each_context(self.request),
            "title": "Front pages",
            "section": self.section,
            "fronts": [None, *self.sections],
            "asked": asked,
            "refused": refused,
            "cannot": cannot,
            "arranges": arranges,
            "drawing": drawing,
            "candidates": self.candidates(asked, drawing) if arranges else [],
            "undo": orders.written(undo) if undo is not None and arranges else "",
            **self._when(asked),
            **self._orders(asked, drawing, status),
        }
        page = TemplateResponse(self.request, "desk/front/page.html", context, status=status)
        # At the moment that is drawn, their licences may have begun.
        page.add_post_render_callback(picture_files.show_on_page)
        return page

    def drawing(self, asked: Asked, draft: orders.Order | None) -> Drawing:
        return draw(
            self.section,
            self.subsections,
            asked.at,
            self.placements(asked.at),
            draft,
            person(self.request),
        )

    def candidates(self, asked: Asked, drawing: Drawing) -> list[Any]:
        return candidates(person(self.request), asked, self.subsections, drawing.shown)

    def _when(self, asked: Asked) -> dict[str, Any]:
        near = around(self.section, asked.at)
        ahead = permissions.looks_ahead(person(self.request))
        address = self.section.get_absolute_url() if self.section else reverse("reader:front")
        later = near.after if near.after and (ahead or near.after <= asked.now) else None
        return {
            "moment": moment_query(asked.chosen) if asked.chosen else {},
            "moment_words": in_words(asked.at),
            "before_url": front_url(self.section, near.before) if near.before else "",
            "after_url": front_url(self.section, later) if later else "",
            "now_url": front_url(self.section),
            "again_url": front_url(self.section, asked.chosen),
            "readers_url": (
                reverse("desk:as_of", args=[asked.chosen, address]) if asked.chosen else address
            ),
            "planned": planned(self.section, asked.now) if ahead else [],
        }

    def _orders(self, asked: Asked, drawing: Drawing, status: int) -> dict[str, str]:
        """Return the orders as forms carry them.

        Whoever was told that the front was rearranged has seen it now: what they send next counts.
        """
        fresh = asked.seen is None or not drawing.changed or status == HTTPStatus.CONFLICT
        order = orders.written(drawing.order)
        seen = orders.written((drawing.stored if fresh else asked.seen) or orders.EMPTY)
        return {
            "order": order,
            "seen": seen,
            # Whoever has to sign in again meanwhile comes back to it.
            "draft_url": front_url(self.section, asked.chosen, slots=order, seen=seen),
        }
