"""What the pages of an admission have in common: where they stand, who answers for it, whom they are about."""

from collections.abc import Sequence
from typing import ClassVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Crumb, PageLink
from governance.desk.base.page import Section
from governance.desk.base.rights import may
from governance.desk.kinds.admission.labels import name_of, offer_names
from governance.desk.papers.write import WritePage
from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.rating import Rating
from governance.documents.record.document import Document
from governance.roles.rights import Right

ADMISSION = Section("admissions", gettext_lazy("Admission"), "admissions")
# Who answers for the personal data in applications and what follows from them.
OVERSEERS = (Right.SETTLE_CHECK, Right.REGISTER_APPLICATION, Right.RUN_CAMPAIGN)


def reads_applications(request: SignedInRequest, campaign: Campaign) -> bool:
    return campaign.commission_id is not None and may(
        request, Right.READ_APPLICATIONS, campaign.commission_id
    )


def to_agenda(request: SignedInRequest, document: Rating | Appeal) -> PageLink | None:
    """To the agenda on which the commission decides: the meeting that has it, or a new one."""
    if document.state != "review" or not may(request, Right.CONVENE, document.unit_id):
        return None
    if document.on_agenda_id is not None:
        return PageLink(label=_("To the meeting"), href=reverse("meeting", args=[document.on_agenda_id]))
    address = f"{reverse('meeting_new')}?body={document.unit_id}"
    return PageLink(label=_("Put it on an agenda…"), href=address)


class ApplicationPage(WritePage[Application]):
    """A page on which the commission works on one application, and then goes on with the list of all."""

    unsaved = gettext_lazy("Please correct what is marked; everything you typed is kept.")
    shows: ClassVar[Sequence[str]] = ("document", "pupil", "wishes")

    @property
    def pupil(self) -> str:
        return name_of(self.document)

    @property
    def wishes(self) -> str:
        names = offer_names(self.document.campaign)
        return "; ".join(names.get(code, code) for code in self.document.wishes)

    def saved(self, paper: Document) -> HttpResponse:
        messages.success(self.request, str(self.said))
        return redirect("applications", pk=self.document.campaign_id)

    def get_crumbs(self) -> Sequence[Crumb]:
        applications = reverse("applications", args=[self.document.campaign_id])
        return [Crumb(_("Applications"), applications), Crumb(str(self.document), self.get_cancel())]
