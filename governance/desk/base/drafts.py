"""Drafts of forms: the script saves what is typed and offers it again on the page of the form, until it is sent.

Without the script there are none, and every form works as ever.
"""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, signed_in
from governance.roles.person import Person
from governance.roles.unsent import LONGEST_KEY, FormDraft, forget_draft, keep_draft

# In the form: under which key its draft is kept.
FIELD = "draft"
LONGEST_DRAFT, MOST_FIELDS = 400_000, 3_000
# What is never kept, whatever a script sends.
SECRET = ("password", "csrfmiddlewaretoken", "passkey")


@signed_in
def draft(request: SignedInRequest) -> HttpResponse:
    """What this person has typed into a form and not sent; 204 if there is nothing."""
    key = request.GET.get("key", "")
    found = (
        FormDraft.objects.filter(person=request.user, key=key).first()
        if 0 < len(key) <= LONGEST_KEY
        else None
    )
    if found is None or not found.typed:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return JsonResponse({"typed": found.typed, "saved": f"{localtime(found.saved_at):%d.%m.%Y %H:%M}"})


@require_POST
@signed_in
def draft_save(request: SignedInRequest) -> HttpResponse:
    """Keep what was typed so far. 400 for what is no draft, 413 for one that is too long."""
    key, content = request.POST.get("key", ""), request.POST.get("typed", "")
    if len(content) > LONGEST_DRAFT:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    typed = understood(content)
    if typed is None or not 0 < len(key) <= LONGEST_KEY:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    keep_draft(request.user, key, typed)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@signed_in
def draft_forget(request: SignedInRequest) -> HttpResponse:
    forget_draft(request.user, request.POST.get("key", "")[:LONGEST_KEY])
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def understood(content: str) -> list[tuple[str, str]] | None:
    """The names and values of the fields, without secrets; None for anything else than a list of pairs of texts."""
    try:
        pairs = json.loads(content)
    except ValueError:
        return None
    if not isinstance(pairs, list) or len(pairs) > MOST_FIELDS or not all(map(is_pair, pairs)):
        return None
    return [(name, value) for name, value in pairs if name.rpartition("-")[2] not in SECRET]


def is_pair(given: Any) -> bool:
    return isinstance(given, list) and len(given) == 2 and all(isinstance(part, str) for part in given)


def ends_sent_drafts(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Middleware: the draft of a form ends when the form was done, which is answered by a redirect.

    A form that was refused, or was sent by somebody who has been signed out meanwhile, keeps its draft.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_done = request.method == "POST" and response.status_code in (302, 303)
        if (
            is_done
            and isinstance(request.user, Person)
            and FIELD in request.POST
            and not was_refused(request)
        ):
            forget_draft(request.user, request.POST[FIELD][:LONGEST_KEY])
        return response

    return answer


def was_refused(request: HttpRequest) -> bool:
    """Whether the page that follows says that something went wrong; looking does not take the message away."""
    queued = getattr(messages.get_messages(request), "_queued_messages", ())
    return any(message.level >= messages.WARNING for message in queued)
