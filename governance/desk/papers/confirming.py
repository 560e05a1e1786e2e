"""Deciding from a page that a letter has opened for reading: the password signs in, and then the move is made."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth import authenticate
from django.http import HttpResponse

from governance.desk.base.access import SignedInRequest


def sign_in_reader(request: SignedInRequest) -> HttpResponse | None:
    """Sign in the reader with the password that stands in the form, as on the page to sign in.

    Returns the answer whose cookies are to be kept; None if the password is wrong or locked. A second factor is not
    passed by: whoever has one reads nothing by a letter (`base.reading`).
    """
    reader, typed = request.user, request.POST.get("password", "")
    found = authenticate(request, username=reader.get_username(), password=typed) if typed else None
    if found is None or found.pk != reader.pk:
        return None
    answer = perform_password_login(request, {"email": reader.email}, Login(user=found, email=reader.email))
    request.reads_only = False
    return answer
