"""Who holds a private link: their pages get the application it opens, and tell nobody else anything."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from governance.desk.base.access import View
from governance.desk.public.apply.submission import application_behind


def by_key(view: View) -> View:
    """A page of the application behind a key; one answer for every key that opens nothing: wrong, replaced, ended."""

    @wraps(view)
    def guarded(request: HttpRequest, key: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        application = application_behind(key)
        if application is None:
            return private(no_such_link(request))
        return private(view(request, application, key, *args, **kwargs))

    guarded.access = "key"  # type: ignore[attr-defined]
    return guarded


def no_such_link(request: HttpRequest) -> HttpResponse:
    """Where a link opens nothing: what to do."""
    return render(request, "governance/apply/no_link.html", status=404)


def private(response: HttpResponseBase) -> HttpResponseBase:
    """Kept by no search engine and no cache, and its address told to no other site."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return response
