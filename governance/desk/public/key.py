"""The page with the public key of the district, for everyone who wants to check a dossier."""

from django.http import HttpRequest, HttpResponse

from governance.desk.base.access import everyone
from governance.desk.base.page import Page
from governance.documents.dossier.key import fingerprint, public_key


@everyone
def key(request: HttpRequest) -> HttpResponse:
    """The key and its fingerprint, to be compared with those in a dossier."""
    known = public_key()
    also = {"key": known, "fingerprint": fingerprint(known)}
    return Page(title="", section="").response(request, "governance/key.html", also=also)
