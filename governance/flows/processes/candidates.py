"""The flow of candidates: whoever is put up for an office is asked to consent, in time before the vote."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from governance import clock
from governance.documents.kinds.meeting.election.election import Candidate
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.settings.tasks import CONSENT_TO_STAND
from governance.flows.engine.flow import Decide, enter
from governance.flows.engine.parallel import PartFlow
from governance.roles.person import Person

# While members are told of the meeting; a draft asks nobody.
OPEN = (Meeting.State.PLANNED, Meeting.State.RUNNING)


def candidate_of(document: Any, part: str) -> Person:
    """The person whom a part («candidate:7») is about."""
    row = Candidate.objects.select_related("person").get(pk=int(part.partition(":")[2]))
    return row.person


def before_the_vote(document: Any, part: str) -> date:
    """The day before the meeting at the latest; of one who is put up there, at once."""
    day_before = timezone.localdate(document.held_at) - timedelta(days=1)
    return max(clock.today(), day_before)


@enter("CandidateFlow")
class CandidateFlow(PartFlow):
    """One candidate consents or declines; what they said on paper or aloud the secretary enters."""

    kinds = ("meeting",)
    opened_by = frozenset(
        {
            "convene",
            "put_up",
            "put_up_at_sitting",
            "consent",
            "stand_down",
            "enter_consent",
            "enter_withdrawal",
            "open_round",
            "annul_round",
            "leave_item",
            "drop_item",
            "finish",
            "fail",
            "cancel",
        }
    )

    start = flow.StartHandle(this.open).Next(this.consent)
    consent = Decide(
        "consent",
        "stand_down",
        "enter_consent",
        "enter_withdrawal",
        title=_("Consent to stand for the office, or decline"),
        within=CONSENT_TO_STAND,
        named=candidate_of,
        due=before_the_vote,
    ).Next(this.end)
    end = flow.End()

    @classmethod
    def open_parts(cls, document: Meeting) -> set[str]:
        if document.state not in OPEN:
            return set()
        asked = Candidate.objects.filter(
            election__item__meeting_id=document.pk,
            election__item__left_reason="",
            consent=Candidate.Consent.ASKED,
            withdrawn_at=None,
        )
        # Once the ballot is open, nobody who has not consented stands on it.
        voted = asked.filter(election__item__rounds__state__in=("open", "closed"))
        return {candidate.part for candidate in asked.exclude(pk__in=voted)}
