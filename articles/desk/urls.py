"""Addresses of the desk that aren't below one article or in Django's admin."""

from django.contrib import admin
from django.urls import URLPattern

from articles.desk import as_of, calendar, embeds, intakes, outbox, partners, picture_files, unsaved
from articles.desk.front_pages import urls as front_pages
from articles.desk.planner import urls as planner

__all__ = ["app_name", "urlpatterns"]

app_name = "desk"
urlpatterns: list[URLPattern] = [
    *as_of.urls(admin.site),
    *calendar.urls(admin.site),
    *embeds.urls(admin.site),
    *front_pages(admin.site),
    *intakes.urls(admin.site),
    *outbox.urls(admin.site),
    *partners.urls(admin.site),
    *picture_files.urls(admin.site),
    *planner.urls(admin.site),
    *unsaved.urls(admin.site),
]
