"""Pages behind a private link: they get the application that it opens, and tell nothing to anybody else."""

from functools import wraps
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from governance.desk.base.access import View
from governance.desk.base.visitor import guesses_keys, note_wrong_key, too_often
from governance.desk.public.apply.submission import application_behind


def by_key(view: View) -> View:
    """A page of the application behind a key. Every key that opens nothing gets the same answer, whatever the cause."""

    @wraps(view)
    def guarded(request: HttpRequest, key: str, *args: object, **kwargs: object) -> HttpResponseBase:
        if guesses_keys(request):
            return private(too_often(request))
        application = application_behind(key)
        if application is None:
            note_wrong_key(request)
            return private(no_such_link(request))
        return private(view(request, application, key, *args, **kwargs))

    guarded.access = "key"  # type: ignore[attr-defined]  # a view carries who may open it
    return guarded


def no_such_link(request: HttpRequest) -> HttpResponse:
    """The page for a link that opens nothing; it says what to do."""
    return render(request, "governance/apply/no_link.html", status=404)


R = TypeVar("R", bound=HttpResponseBase)


def private(response: R) -> R:
    """Headers that keep the page out of search engines and caches."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return response
