"""Giving notice: the last day is reckoned and shown before anything is pressed."""

from datetime import timedelta

from django.utils.translation import gettext as _, ngettext

from governance.desk.base.format import day
from governance.desk.papers.forms import FactsForm
from governance.documents.kinds.contract.contract import bound_parties


class NoticeForm(FactsForm):
    """Nothing is typed but the reason and the password; the day follows from the contract."""

    @property
    def fits(self) -> bool:
        """Not where the contract ends by itself before the notice would."""
        last = self.document.last_day_by_notice()
        return self.document.ends_on is None or last < self.document.ends_on

    def grounds(self) -> list[str]:
        last = self.document.last_day_by_notice()
        days = self.document.notice_days
        facts = {"day": day(last), "next": day(last + timedelta(days=1)), "n": days}
        said = [
            ngettext(
                "The period of notice is %(n)d day; given today, the last day is %(day)s.",
                "The period of notice is %(n)d days; given today, the last day is %(day)s.",
                days,
            )
            % facts
        ]
        if len(bound_parties(self.document)) > 2:
            said.append(_("The contract stays in force between the other schools."))
        said.append(
            _(
                "From %(next)s on a school without another contract in force takes no part in the council's decisions."
            )
            % facts
        )
        return said
