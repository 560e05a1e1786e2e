"""What the pages of an admission have in common: who reads them, where it stands today, how outcomes are said."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Badge, Crumb, PageLink
from governance.desk.base.format import day
from governance.desk.base.navigation import enter_section
from governance.desk.base.page import Section
from governance.desk.base.rights import may
from governance.desk.papers.write import WritePage
from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.rating import Rating
from governance.documents.record.document import Document
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

# Whoever runs one, reads its applications, or sits in the council that announces it.
ADMISSION = enter_section(
    Section("admissions", gettext_lazy("Admission"), "admissions"),
    is_for=lambda reader: (
        reader.is_insider
        and (reader.holds(Right.RUN_CAMPAIGN, Right.READ_APPLICATIONS) or reader.sits_in(UnitKind.COUNCIL))
    ),
)
# Who answers for the personal data in applications and what follows from them.
OVERSEERS = (Right.SETTLE_CHECK, Right.REGISTER_APPLICATION, Right.RUN_CAMPAIGN)
# What a list says of one wish.
OUTCOMES = {
    "recommended": Badge("force", pgettext_lazy("outcome", "recommended")),
    "tied": Badge("due", pgettext_lazy("outcome", "additional test")),
    "reserve": Badge("held", pgettext_lazy("outcome", "in reserve")),
    "not_recommended": Badge("alarm", pgettext_lazy("outcome", "not recommended")),
    "placed_higher": Badge("quiet", pgettext_lazy("outcome", "got a dearer wish")),
}


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


def name_of(application: Application) -> str:
    """The pupil's name, for those who work on the application."""
    if application.erased_at is not None:
        return _("personal data erased")
    return application.applicant.name or _("without a name yet")


def offer_names(campaign: Campaign) -> dict[str, str]:
    return {offer.code: offer.name for offer in campaign.offers}


def stage(campaign: Campaign, appeals_until: date | None) -> Badge | None:
    """Where an admission that is announced or over is today; None of any other.

    `appeals_until`: the last day of appeals against the results of its round; None before they are published.
    """
    if campaign.state == Campaign.State.CLOSED:
        return Badge("quiet", _("The admission is over: all are enrolled or informed."))
    if campaign.state != Campaign.State.ANNOUNCED:
        return None
    days, today = campaign.calendar, clock.today()
    is_out = appeals_until is not None
    stages = (
        (today < days.intake_from, "held", _("Applications are taken from %(day)s."), days.intake_from),
        (today <= days.intake_until, "force", _("Applications are taken until %(day)s."), days.intake_until),
        (
            today < days.selection_on,
            "held",
            _("The intake is over, the commission checks the points; the selection is on %(day)s."),
            days.selection_on,
        ),
        (
            not is_out and today <= days.results_on,
            "held",
            _("The commission decides; the results are published on %(day)s."),
            days.results_on,
        ),
        (
            not is_out,
            "due",
            _("The results were to be published on %(day)s; appeals are taken from the publication on."),
            days.results_on,
        ),
        (
            appeals_until is not None and today <= appeals_until,
            "held",
            _("The results are out; appeals are taken until %(day)s."),
            appeals_until,
        ),
    )
    for holds, meaning, sentence, on in stages:
        if holds:
            return Badge(meaning, sentence % {"day": day(on)})
    return Badge("held", _("The term for appeals is over: pupils are enrolled."))


def is_shown(campaign: Campaign) -> bool:
    """Whether it takes or took applications, so that there is something to count and to draw."""
    return campaign.state in (Campaign.State.ANNOUNCED, Campaign.State.CLOSED)


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
