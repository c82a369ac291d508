"""Addresses of the whole site: the desk under /admin/, readers everywhere else."""

from django.contrib import admin
from django.urls import path

urlpatterns = [path("admin/", admin.site.urls)]

handler500 = "newsroom.faults.server_error"
