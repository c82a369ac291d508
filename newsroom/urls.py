"""Addresses of the whole site: the desk under /admin/, readers everywhere else."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    # Last: sections name themselves.
    path("", include("articles.reader.urls")),
]

handler400 = "newsroom.faults.bad_request"
handler404 = "articles.reader.answers.not_found"
handler500 = "newsroom.faults.server_error"
