"""Addresses: the portal's own and those of its one app."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("careers.urls")),
]

handler404 = "careers.views.pages.not_found"
handler500 = "careers.views.pages.server_error"
