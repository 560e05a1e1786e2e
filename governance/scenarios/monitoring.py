"""Monitoring of 2011/2012: the council adopts the list of indicators, and a new edition of it in spring."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from governance.documents.kinds.monitoring.indicators import Indicators
from governance.documents.kinds.monitoring.shipped import beginning
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Sitting
from governance.scenarios.stage import Stage

TITLE = "Перечень показателей мониторинга Лузского школьного округа"
SPOKE = "Выступили члены совета: показатели понятны, числа есть в отчётности школ."


@dataclass
class Played:
    """The papers of the year."""

    luza: Luza
    stage: Stage
    editions: list[Indicators] = field(default_factory=list)
    protocols: list[Protocol] = field(default_factory=list)

    @property
    def papers(self) -> dict[str, Any]:
        """By the names of the files that the scenario writes."""
        return {
            **{
                f"indicators-{number}": Indicators.objects.get(pk=paper.pk)
                for number, paper in enumerate(self.editions, start=1)
            },
            **{f"protocol-{paper.number}": paper for paper in self.protocols},
        }

    def unreached(self) -> list[str]:
        """What is not what the year comes to."""
        expected = [
            (
                "Editions",
                [
                    (paper.state, paper.published_at is not None)
                    for paper in Indicators.objects.order_by("pk")
                ],
                [("replaced", True), ("adopted", True)],
            ),
        ]
        return [f"{name}: {found}" for name, found, wished in expected if found != wished]

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


def play_monitoring(luza: Luza, stage: Stage) -> Played:
    """Play the year from the list of indicators on."""
    played = Played(luza, stage)
    adopt_first_list(played, "2011-09-05 10:00", "2011-09-06 09:00", "2011-09-12 14:00")
    stage.at("2012-02-01 10:00")
    played.adopt(played.next_edition("О1", Decimal(90)), "2012-02-02 09:00", "2012-02-09 14:00")
    return played
