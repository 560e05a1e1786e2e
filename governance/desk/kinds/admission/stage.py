"""Where an admission is today."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance import clock
from governance.desk.base.format import day
from governance.documents.kinds.admission.campaign import Campaign


@dataclass(frozen=True)
class CampaignStage:
    meaning: str
    text: str


def stage(campaign: Campaign) -> CampaignStage | None:
    """Of an admission that is announced or over; None for any other."""
    if campaign.state == Campaign.State.CLOSED:
        return CampaignStage("quiet", _("The admission is over: all are enrolled or informed."))
    if campaign.state != Campaign.State.ANNOUNCED:
        return None
    days, today = campaign.calendar, clock.today()
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
            today < days.results_on,
            "held",
            _("The commission decides; the results are published on %(day)s."),
            days.results_on,
        ),
        (
            today <= days.appeals_until,
            "held",
            _("The results are out; appeals are taken until %(day)s."),
            days.appeals_until,
        ),
    )
    for holds, meaning, sentence, on in stages:
        if holds:
            return CampaignStage(meaning, sentence % {"day": day(on)})
    return CampaignStage("held", _("The term for appeals is over: pupils are enrolled."))


def is_shown(campaign: Campaign) -> bool:
    """Whether it takes or took applications, so that there is something to count and to draw."""
    return campaign.state in (Campaign.State.ANNOUNCED, Campaign.State.CLOSED)
