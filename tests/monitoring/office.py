"""Monitoring as tests play it: the list in force, figures asked for and given."""

from datetime import date
from typing import Any

from governance.documents.kinds.monitoring.collection import begin_collection
from governance.documents.kinds.monitoring.figures import Figures
from governance.documents.kinds.monitoring.indicators import Indicators
from governance.documents.kinds.monitoring.shipped import beginning
from governance.documents.record.perform import draft
from governance.roles.person import Person
from tests.memory import recalled
from tests.office import Office

AUTUMN = date(2011, 9, 12)
# What a school gives of a year, all of it without a fault.
GIVEN = {
    "старшие": "40",
    "профиль": "30",
    "всего": "200",
    "олимпиады": "80",
    "призёры": "10",
    "девятые": "30",
    "элективы": "28",
    "допущены": "30",
    "сдавали": "20",
    "балл": "3.9",
    "сетевые": "45",
    "педагоги": "25",
    "категория": "15",
    "молодые": "4",
    "курсы": "24",
    "чужие": "3",
    "ставки": "26.5",
    "вакансии": "1",
    "опрошены": "120",
    "довольны": "110",
}


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

    first, last, due = date(2011, 9, 1), date(2012, 5, 31), date(2012, 6, 8)

    def collect(self, **change: Any) -> list[Figures]:
        """Asked of all for the year, unless something is said else."""
        asked = {"span": "year", "starts_on": self.first, "ends_on": self.last, "due": self.due, **change}
        return begin_collection(self.luza.district, by=self.deputy, **asked)

    @recalled
    def asked(self) -> list[Figures]:
        with self.playing():
            return self.collect()

    def of_school(self, school: str) -> Figures:
        return Figures.objects.filter(unit=self.luza.schools[school]).latest("pk")

    @recalled
    def given(self, school: str, by: str = "", **change: str) -> Figures:
        """Handed in by the head of the school, with other figures where it is said."""
        heads = {"base": "director"}
        person = self.people[by or heads.get(school, f"head_{school}")]
        paper = self.of_school(school)
        paper = self.act(paper, "fill", person, given={**GIVEN, **change}, notes={})
        return self.act(paper, "submit", person)
