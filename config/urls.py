"""Addresses of the project: the desk, and the admin for repair."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("governance.desk.urls")),
]
