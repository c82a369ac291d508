"""The addresses of the front pages' desk, below /admin/front-pages/."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path
from django.views import View

from articles.desk.front_pages.page import FrontPage
from articles.desk.front_pages.placement import EndPlacement, PlacementPage

__all__ = ["urls"]


def urls(admin_site: AdminSite) -> list[URLPattern]:
    """Return the addresses, for `articles.desk.urls`."""

    def page(address: str, name: str, view: type[View]) -> URLPattern:
        wrapped = admin_site.admin_view(view.as_view(admin_site=admin_site))
        return path(f"front-pages/{address}", wrapped, name=name)

    placement = "placements/<int:placement_id>/"
    return [
        page("", "front", FrontPage),
        page("<int:section_id>/", "front", FrontPage),
        page(placement, "placement", PlacementPage),
        page(f"{placement}end/", "placement_end", EndPlacement),
    ]
