"""Who calls: a program with the token of a person, or the person's own browser, which only reads.

A call acts as that person, never as more than they may now: the token names nobody but them, and every rule is asked
anew. Whoever has to have a second factor on the desk has to have it here.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.security.base import AuthBase

from governance.desk.api.problems import Problem
from governance.desk.base.access import SignedInRequest, know_rights, lacks_second_factor
from governance.desk.base.signed_in import PersonBackend
from governance.desk.base.visitor import guesses_keys, note_wrong_key
from governance.documents.record.rate_limit import count_attempt
from governance.roles.api_token import ApiToken, note_use, token_behind

SAFE = ("GET", "HEAD", "OPTIONS")


class ApiRequest(SignedInRequest):
    """A call that was let in."""

    # None: the browser of the person.
    token: ApiToken | None = None
    # The revision of the paper that the answer shows.
    revision: int | None = None


def let_in(request: Any, token: ApiToken | None) -> None:
    """Raises Problem for whoever may see nothing on the desk either."""
    request.reads_only, request.token, request.revision = False, token, None
    know_rights(request)
    if lacks_second_factor(request):
        raise Problem("no-second-factor")


class ByToken(HttpBearer):
    """`Authorization: Bearer sdg_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        if guesses_keys(request):
            raise Problem("too-often")
        found = token_behind(token)
        person = PersonBackend().get_user(found.person_id) if found is not None else None
        if found is None or person is None:
            note_wrong_key(request)
            raise Problem("unknown-token")
        request.user = person
        let_in(request, found)
        if not request.appointments:  # type: ignore[attr-defined]  # they have left
            raise Problem("unknown-token")
        if count_attempt("api token", str(found.pk)) > settings.API_CALLS_PER_HOUR:
            raise Problem("too-often")
        if request.method not in SAFE and not found.acts:
            raise Problem("reads-only")
        note_use(found)
        return found


class BySession(AuthBase):
    """The person looks at an address in the browser in which they are signed in."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        if request.method not in SAFE or not request.user.is_authenticated:
            return None
        let_in(request, None)
        return request.user


by_token, by_session = ByToken(), BySession()
