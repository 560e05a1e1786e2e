"""Before personal data is erased the school is told, and asked to finish what still needs it (docs/domain.md).

Told or not, confirmed or not: on the day after the last one the data goes.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext_lazy

from governance.documents.kinds.admission.appointing import Appointing
from governance.documents.kinds.admission.campaign_card import RUNS, CampaignCard
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import ByTerm, condition, move
from governance.documents.settings.admission import ERASURE_NOTICE
from governance.documents.settings.calendar import latest_start

State = CampaignCard.State
BEGUN = (State.ANNOUNCED, State.CLOSED, State.ANNULLED)


def next_last_day(campaign: Any) -> date | None:
    """The first day after which data of what was submitted is erased; None if there is nothing more to erase."""
    submitted = campaign.applications.filter(submitted_at__isnull=False)
    days = [
        submitted.filter(erased_at=None).aggregate(day=Min("kept_until"))["day"],
        submitted.filter(consents__erased_at=None).aggregate(day=Min("consents__kept_until"))["day"],
    ]
    return min(filter(None, days), default=None)


def day_before_notice(campaign: Any) -> date | None:
    last = next_last_day(campaign)
    if last is None or last == campaign.erasure_on:
        return None
    return latest_start(ERASURE_NOTICE, campaign.district_id, last) - timedelta(days=1)


@condition(gettext_lazy("It is confirmed already."))
def is_open(campaign: Any) -> bool:
    return campaign.erasure_confirmed_at is None


class ErasureNotice(Appointing):
    """The moves around the last day of the personal data of an admission."""

    class Meta(Appointing.Meta):
        abstract = True

    @move(
        source=BEGUN,
        rule=ByTerm(day_before_notice),
        words=verb("campaign", "Announce the erasing", "erasing of the personal data announced"),
        inner=True,
    )
    def announce_erasure(self, act: Act) -> None:
        """The school is asked to finish what still needs the data."""
        self.erasure_on, self.erasure_confirmed_at = next_last_day(self), None
        act.facts.update(until=self.erasure_on.isoformat() if self.erasure_on else "")

    @move(
        source=BEGUN,
        rule=RUNS,
        words=verb(
            "campaign",
            "Confirm: nothing needs the personal data any more",
            "confirmed that nothing needs the personal data",
        ),
        conditions=(is_open,),
        inner=True,
    )
    def confirm_erasure(self, act: Act) -> None:
        """Somebody has seen that they go, and when."""
        self.erasure_confirmed_at = act.at
        act.facts["part"] = self.erasure_part

    @move(
        source=BEGUN,
        rule=ByTerm(lambda campaign: campaign.erasure_on),
        words=verb("campaign", "Erase the personal data", "personal data erased"),
        inner=True,
    )
    def report_erasure(self, act: Act, *, erased: int) -> None:
        """How many papers were erased; whoever was asked before is asked no more."""
        act.facts["erased"] = erased
        self.erasure_on = self.erasure_confirmed_at = None

    @property
    def erasure_part(self) -> str:
        """The part of the admission that is open while the school is asked (`flows`); empty without."""
        return f"erasure:{self.erasure_on.isoformat()}" if self.erasure_on else ""
