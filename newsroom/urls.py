"""Addresses of the whole site: the desk under /admin/, readers everywhere else."""

from django.contrib import admin
from django.urls import include, path

from articles.desk.calendar import calendar_feed
from articles.desk.shared import shared

urlpatterns = [
    # Before the admin, which answers everything below its address.
    path("admin/", include("articles.desk.urls")),
    path("admin/", admin.site.urls),
    path("feeds/<slug:secret>/plan.ics", calendar_feed, name="calendar_feed"),
    path("share/<slug:secret>/", shared, name="share"),
    path("wire/v1/", include("articles.wire.partners.views")),
    # Last: sections name themselves.
    path("", include("articles.reader.urls")),
]

handler400 = "newsroom.faults.bad_request"
handler404 = "articles.reader.missing.not_found"
handler500 = "newsroom.faults.server_error"
