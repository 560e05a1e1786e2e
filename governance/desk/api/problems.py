"""What the open interface answers to what it does not do: `application/problem+json` (RFC 9457), in the caller's words.

Whatever else under its addresses ends in an error, in the middleware or in the program, becomes such an answer too.
"""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from governance.desk.base.components import Words
from governance.desk.base.visitor import in_the_next_hour
from governance.documents.errors import NeedsReason, NotAllowed, Refused, Stale

ROOT = "/api/"
MEDIA_TYPE = "application/problem+json"
# By its name, the last part of its type: the status and the title.
PROBLEMS: dict[str, tuple[int, Words]] = {
    "malformed": (400, _("The request cannot be read")),
    "no-idempotency-key": (400, _("The header Idempotency-Key is missing or too long")),
    "unknown-token": (401, _("The token opens nothing")),
    "no-second-factor": (403, _("A second factor is needed")),
    "reads-only": (403, _("This token only reads")),
    "signature": (403, _("A person signs on the desk")),
    "not-allowed": (403, _("Not allowed to this person")),
    "not-found": (404, _("There is no such thing for this person")),
    "wrong-method": (405, _("This address takes no such request")),
    "not-legal": (409, _("Not possible now")),
    "needs-reason": (409, _("Possible with a reason")),
    "gone": (410, _("The file is lost")),
    "changed": (412, _("The paper has changed since it was read")),
    "too-large": (413, _("The request is too large")),
    "invalid": (422, _("The request does not fit")),
    "key-of-another-call": (422, _("The Idempotency-Key belongs to another call")),
    "not-read": (428, _("The header If-Match has to name the version that was read")),
    "too-often": (429, _("Too many calls in this hour")),
    "failed": (500, _("An error of the program")),
    "away": (503, _("Not possible for the moment")),
}
# What an answer of another origin is called, by its status.
BY_STATUS = {status: name for name, (status, _title) in reversed(PROBLEMS.items())}


class Problem(Exception):
    """Refuse a call. `name`: one of PROBLEMS; `detail`: a sentence for people; `more`: further members."""

    def __init__(self, name: str, detail: object = "", **more: Any) -> None:
        super().__init__(name)
        self.name, self.detail, self.more = name, str(detail), more


def answer_to(problem: Problem) -> HttpResponse:
    status, title = PROBLEMS[problem.name]
    body = {
        "type": f"{settings.PUBLIC_ADDRESS}{ROOT}#{problem.name}",
        "title": str(title),
        "status": status,
        **({"detail": problem.detail} if problem.detail else {}),
        **problem.more,
    }
    answer = HttpResponse(json.dumps(body), status=status, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "no-store"
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return in_the_next_hour(answer) if status == 429 else answer


def of_refusal(refusal: Refused) -> Problem:
    """What the door said: the same sentence as on the page."""
    if isinstance(refusal, NotAllowed):
        return Problem("not-allowed", refusal)
    if isinstance(refusal, Stale):
        return Problem("changed", refusal)
    return Problem("needs-reason" if isinstance(refusal, NeedsReason) else "not-legal", refusal)


def of_validation(error: ValidationError) -> Problem:
    """Which values of the call do not fit, each by its place."""
    errors = [
        {"pointer": "/".join(map(str, one.get("loc", ()))), "detail": str(one.get("msg", ""))}
        for one in error.errors
    ]
    return Problem("invalid", "", errors=errors)


def handle(api: NinjaAPI) -> None:
    """Have the interface answer so."""

    def handles(cause: type[Exception], made: Callable[[Any], Problem]) -> None:
        api.add_exception_handler(cause, lambda request, error: answer_to(made(error)))

    handles(Problem, lambda problem: problem)
    handles(Refused, of_refusal)
    handles(ValidationError, of_validation)
    handles(Http404, lambda error: Problem("not-found"))
    handles(RequestDataTooBig, lambda error: Problem("too-large"))
    handles(TooManyFieldsSent, lambda error: Problem("too-large"))
    handles(AuthenticationError, lambda error: Problem("unknown-token"))
    handles(HttpError, lambda error: Problem(BY_STATUS.get(error.status_code, "malformed")))


def says_problems(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: every error under these addresses is a problem, and no page."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        made = get_response(request)
        is_own = request.path_info.startswith(ROOT) and made.status_code >= 400
        if not is_own or made.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
            return made
        told = answer_to(Problem(BY_STATUS.get(made.status_code, "malformed")))
        told.status_code = made.status_code
        for name in ("Allow", "Retry-After"):
            if made.has_header(name):
                told[name] = made.headers[name]
        return told

    return answer
