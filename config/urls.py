"""Addresses of the project: the desk, and the admin for repair."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

# There is one door: the pages for repair ask for the second factor, too, and know no change of a password of their own.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth documents it

urlpatterns = [
    path("admin/password_change/", RedirectView.as_view(pattern_name="password")),
    path("admin/", admin.site.urls),
    path("", include("governance.desk.urls")),
]

# What was tried too often (django-allauth looks for it here).
handler429 = "governance.desk.base.visitor.too_often_in_this_minute"
# Whatever nobody has handled: a database that is away is no error of the program.
handler500 = "governance.operation.away.broken"
