"""The page with the public key of the district, for everyone who wants to check a dossier."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.desk.base.access import everyone
from governance.documents.dossier.key import fingerprint, public_key


@everyone
def key(request: HttpRequest) -> HttpResponse:
    """The key and its fingerprint, to be compared with those in a dossier."""
    own = public_key()
    facts = [{"name": _("Fingerprint"), "value": fingerprint(own)}, {"name": _("Public key"), "value": own}]
    return render(request, "governance/key.html", {"facts": facts, "key": own})
