"""Monitoring of 2011/2012: the list of indicators, the figures of two years, the report that the council adopts.

In autumn the schools give the year before, which is what later years are compared with. In June one school is late, one
gives a part above its whole and is returned. The council adopts the report, and in August the next edition of the list.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from governance.documents.errors import NotLegal
from governance.documents.kinds.monitoring.collection import begin_collection
from governance.documents.kinds.monitoring.figures import Figures
from governance.documents.kinds.monitoring.indicators import Indicators
from governance.documents.kinds.monitoring.report import MonitoringReport, begin_report
from governance.documents.kinds.monitoring.shipped import beginning
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from governance.scenarios.monitoring_figures import BEFORE, NOW, given, notes
from governance.scenarios.sitting import Sitting
from governance.scenarios.stage import Stage

TITLE = "Перечень показателей мониторинга Лузского школьного округа"
SPOKE = "Члены совета: показатели понятны, числа есть в отчётности школ."
HEADS = {"base": "director"}
RETURNED, LATE = "lalsk", "kulikovo"


@dataclass
class Played:
    """The papers of the year."""

    luza: Luza
    stage: Stage
    editions: list[Indicators] = field(default_factory=list)
    protocols: list[Protocol] = field(default_factory=list)
    reports: list[MonitoringReport] = field(default_factory=list)

    @property
    def papers(self) -> dict[str, Any]:
        """By the names of the files that the scenario writes."""
        return {
            **{
                f"indicators-{number}": Indicators.objects.get(pk=paper.pk)
                for number, paper in enumerate(self.editions, start=1)
            },
            **{
                f"figures-{paper.starts_on.year}-{self.school_of(paper)}": paper
                for paper in Figures.objects.filter(span="year").order_by("pk")
            },
            **{
                f"monitoring_report-{paper.starts_on.year}": MonitoringReport.objects.get(pk=paper.pk)
                for paper in self.reports
            },
            **{f"protocol-{paper.number}": paper for paper in self.protocols},
        }

    def unreached(self) -> list[str]:
        """What is not what the year comes to."""
        last = MonitoringReport.objects.latest("pk")
        found = {row["code"]: row for row in last.facts["rows"]}
        editions = Indicators.objects.order_by("pk")
        expected: list[tuple[str, Any, Any]] = [
            (
                "Editions",
                [(paper.state, paper.published_at is not None) for paper in editions],
                [("replaced", True), ("adopted", True)],
            ),
            ("Figures", sorted(set(Figures.objects.values_list("state", flat=True))), ["accepted"]),
            (
                "Reports",
                [
                    (paper.state, paper.published_at is not None)
                    for paper in MonitoringReport.objects.order_by("pk")
                ],
                [("adopted", True), ("adopted", True)],
            ),
            # 158 of 189 pupils of the schools that have them; the others divide by zero.
            ("Share of profiles", found["У1"]["district"]["value"], "83.6"),
            ("Its target", found["У1"]["reached"], True),
            ("The year before", (found["У1"]["before"], found["У1"]["trend"]), ("64.4", "grew")),
            ("Lessons of the base school", found["П6"]["district"]["value"], "93.2"),
        ]
        return [f"{name}: {is_so}" for name, is_so, wished in expected if is_so != wished]

    def school_of(self, paper: Figures) -> str:
        return next(key for key, unit in self.luza.schools.items() if unit.pk == paper.unit_id)

    def adopt(self, paper: Document, convened: str, held: str, decided: str = "") -> Protocol:
        """The deputy puts it before the council, all of whom vote for it."""
        deputy = self.luza.people["deputy"]
        self.stage.at(convened)
        paper = self.stage.do(paper, "submit", deputy)
        sitting = Sitting.convene(self.stage, self.luza, held, {"subject": paper, "speaker": deputy.name})
        self.stage.at(held)
        sitting.attend(**dict.fromkeys(self.luza.seats, "present"))
        sitting.chair("open")
        sitting.vote(1, **dict.fromkeys(self.luza.seats, "for"))
        sitting.chair("finish")
        protocol = sitting.protocol(item_1=(f"{deputy.name} представила документ.", SPOKE, decided))
        self.protocols.append(protocol)
        self.stage.find(type(paper), pk=paper.pk)
        return protocol

    # --- figures --------------------------------------------------------------------------------------------------

    def ask(self, at: str, *, span: str = "year", first: date, last: date, due: date) -> dict[str, Figures]:
        """The deputy asks all at once; by school."""
        self.stage.at(at)
        with self.stage.playing():
            begun = begin_collection(
                self.luza.district,
                by=self.luza.people["deputy"],
                span=span,
                starts_on=first,
                ends_on=last,
                due=due,
            )
        for paper in begun:
            self.stage.tell(paper, self.luza.people["deputy"], "показатели запрошены")
        return {self.school_of(paper): paper for paper in begun}

    def give(self, paper: Figures, numbers: dict[str, str], why: dict[str, str] | None = None) -> Figures:
        """The head fills them in and hands them in."""
        key = self.school_of(paper)
        head = self.luza.people[HEADS.get(key, f"head_{key}")]
        paper = self.stage.do(paper, "fill", head, given=numbers, notes=why or {})
        return self.stage.do(paper, "submit", head)

    def accept(self, *papers: Figures) -> None:
        for paper in papers:
            self.stage.do(paper, "accept", self.luza.people["deputy"])

    # --- list and report ------------------------------------------------------------------------------------------

    def report(self, begun: str, convened: str, held: str, *, first: date, last: date, own: str) -> None:
        """Drafted from what is accepted; the deputy adds a finding of their own; the council adopts it."""
        deputy = self.luza.people["deputy"]
        self.stage.at(begun)
        paper = self.stage.begin(begin_report, deputy, self.luza.district, starts_on=first, ends_on=last)
        findings = [*paper.findings, {"code": "", "text": own}]
        paper = self.stage.do(paper, "revise", deputy, findings=findings)
        self.reports.append(paper)
        self.adopt(paper, convened, held)

    def next_edition(self, code: str, target: Decimal) -> Indicators:
        """The list in force with another target for one indicator."""
        deputy, present = self.luza.people["deputy"], self.editions[-1]
        paper = self.stage.begin(begin_list, deputy, luza=self.luza)
        rows = [{**row, "target": str(target)} if row["code"] == code else row for row in present.indicators]
        paper = self.stage.do(paper, "revise", deputy, inputs=present.inputs, indicators=rows)
        self.editions.append(paper)
        return paper


def begin_list(*, luza: Luza, by: Person) -> Indicators:
    return draft(Indicators, unit=luza.district, title=TITLE, by=by)


def adopt_first_list(played: Played, begun: str, convened: str, held: str) -> Indicators:
    """What the program ships, as the council adopts it."""
    luza, stage, deputy = played.luza, played.stage, played.luza.people["deputy"]
    stage.at(begun)
    paper = stage.begin(begin_list, deputy, luza=luza)
    paper = stage.do(paper, "revise", deputy, **beginning(luza.base.pk))
    played.editions.append(paper)
    played.adopt(paper, convened, held)
    return Indicators.objects.get(pk=paper.pk)


def year_before(played: Played, asked: str, given_at: str, due: date) -> None:
    """What the schools were like when they joined: with it later years are compared."""
    figures = played.ask(asked, first=date(2010, 9, 1), last=date(2011, 5, 31), due=due)
    played.stage.at(given_at)
    played.accept(*[played.give(paper, given(key, BEFORE)) for key, paper in figures.items()])


def year_played(played: Played) -> None:
    """June: one school gives a part above its whole, one answers after the day; all are accepted in the end."""
    stage, luza = played.stage, played.luza
    figures = played.ask(
        "2012-05-28 10:00", first=date(2011, 9, 1), last=date(2012, 5, 31), due=date(2012, 6, 8)
    )
    (lessons,) = played.ask(
        "2012-05-28 10:30", span="half", first=date(2012, 1, 9), last=date(2012, 5, 31), due=date(2012, 6, 8)
    ).values()
    stage.at("2012-06-06 11:00")
    played.accept(played.give(lessons, {"уроки_план": "324", "уроки_дано": "302"}))
    wrong = given(RETURNED, NOW) | {"профиль": "63"}
    paper = stage.do(figures[RETURNED], "fill", luza.people["head_lalsk"], given=wrong, notes=notes(RETURNED))
    try:
        with stage.playing():
            stage.do(paper, "submit", luza.people["head_lalsk"])
    except NotLegal as refusal:
        stage.tell(paper, luza.people["head_lalsk"], f"отказано: {refusal}")
    else:
        raise AssertionError("A part above its whole was handed in.")
    wrong = given(RETURNED, NOW) | {"педагоги": "42"}
    paper = played.give(figures[RETURNED], wrong, notes(RETURNED) | {"педагоги": "с совместителями"})
    for key, asked in figures.items():
        if key not in (RETURNED, LATE):
            played.accept(played.give(asked, given(key, NOW), notes(key)))
    stage.at("2012-06-07 10:00")
    paper = stage.do(
        paper, "send_back", luza.people["deputy"], reason="Совместители не считаются: исправьте."
    )
    stage.at("2012-06-08 15:00")
    played.accept(played.give(paper, given(RETURNED, NOW), notes(RETURNED)))
    stage.at("2012-06-13 09:00")
    played.accept(played.give(figures[LATE], given(LATE, NOW), notes(LATE)))


def play_monitoring(luza: Luza, stage: Stage) -> Played:
    """Play the year from the list of indicators to the report and the next edition."""
    played = Played(luza, stage)
    adopt_first_list(played, "2011-09-05 10:00", "2011-09-06 09:00", "2011-09-12 14:00")
    year_before(played, "2011-09-13 10:00", "2011-09-20 11:00", date(2011, 9, 23))
    played.report(
        *("2011-09-26 10:00", "2011-09-27 09:00", "2011-10-03 14:00"),
        first=date(2010, 9, 1),
        last=date(2011, 5, 31),
        own="Исходное состояние школ округа принять за основу для сравнения.",
    )
    year_played(played)
    played.report(
        *("2012-06-14 10:00", "2012-06-15 09:00", "2012-06-22 14:00"),
        first=date(2011, 9, 1),
        last=date(2012, 5, 31),
        own="Школам, не достигшим целей, представить меры до 01.10.2012.",
    )
    stage.at("2012-08-20 10:00")
    played.adopt(played.next_edition("О1", Decimal(90)), "2012-08-21 09:00", "2012-08-28 14:00")
    return played
