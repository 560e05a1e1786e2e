"""Monitoring as tests play it: the list in force, figures asked for and given."""

from datetime import date

from governance.documents.kinds.monitoring.indicators import Indicators
from governance.documents.kinds.monitoring.shipped import beginning
from governance.documents.record.perform import draft
from governance.roles.person import Person
from tests.memory import recalled
from tests.office import Office

AUTUMN = date(2011, 9, 12)


class MonitoringOffice(Office):
    day = AUTUMN

    @property
    def deputy(self) -> Person:
        return self.people["deputy"]

    @recalled
    def drafted(self, title: str = "Перечень показателей") -> Indicators:
        with self.playing():
            paper = draft(Indicators, unit=self.luza.district, title=title, by=self.deputy)
        return self.act(paper, "revise", self.deputy, **beginning(self.luza.base.pk))

    @recalled
    def adopted(self) -> Indicators:
        """The shipped list in force."""
        paper = self.act(self.drafted(), "submit", self.deputy)
        self.decided(paper)
        return Indicators.objects.get(pk=paper.pk)
