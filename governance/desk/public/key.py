"""The page with the public key of the district, for everyone who wants to check a dossier."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from governance.desk.base.access import everyone
from governance.desk.base.components import Fact
from governance.desk.base.page import Page
from governance.documents.dossier.key import fingerprint, public_key


class KeyPage(Page):
    """The key and its fingerprint, to be compared with those in a dossier."""

    def __init__(self) -> None:
        super().__init__(title="", section="")
        self.key = public_key()
        self.facts = [Fact(_("Fingerprint"), fingerprint(self.key)), Fact(_("Public key"), self.key)]


@everyone
def key(request: HttpRequest) -> HttpResponse:
    return KeyPage().response(request, "governance/key.html")
