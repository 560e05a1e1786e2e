"""The Regulation of the district, winter of 2011-2012: «критиковалось, снова и снова перерабатывалось».

All six schools remark on it side by side, one sends it back clause by clause and alone is asked again; two outside
bodies agree, one after sending it back once, the other by letter; the council decides, the director orders, it is
published. In spring a second edition replaces it.
"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from governance.documents.approval.opinions import Proposal
from governance.documents.kinds.approved.kinds import DistrictRegulation
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.language.clauses import clauses_of, parse_text
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.roles.person import Person
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Sitting
from governance.scenarios.stage import Stage

SOURCE = settings.BASE_DIR / "data" / "regulation.txt"
TITLE = "Положение о Лузском школьном округе"
AGREED = ("base", "second", "fabrichnaya")


@dataclass
class Played:
    """The papers of a play."""

    first: DistrictRegulation
    second: DistrictRegulation
    others: list[Document] = field(default_factory=list)

    @property
    def papers(self) -> dict[str, Document]:
        """By the names of the files that the scenario writes; a number that comes again has its year beside it."""
        editions: dict[str, Document] = {"regulation": self.first, "regulation-2": self.second}
        for paper in self.others:
            name = f"{paper.kind}-{paper.number}"
            editions[f"{name}-{paper.registered_on:%Y}" if name in editions else name] = paper
        return editions

    def unreached(self) -> list[str]:
        """Which paper is not in the state that the play ends in."""
        wanted: list[tuple[Document, str]] = [
            (self.first, DistrictRegulation.State["REPEALED"]),
            (self.second, DistrictRegulation.State["APPROVED"]),
            *((paper, Protocol.State.SIGNED) for paper in self.others if isinstance(paper, Protocol)),
            *((paper, Order.State.SIGNED) for paper in self.others if isinstance(paper, Order)),
        ]
        missed = [
            f"{paper.kind_label}: {paper.state_label}" for paper, state in wanted if paper.state != str(state)
        ]
        if self.second.published_at is None:
            missed.append(f"{self.second.kind_label}: not published")
        return missed


def play_regulation(luza: Luza, stage: Stage) -> Played:
    """Play the first edition through all its rounds, then the second one that replaces it."""
    people = luza.people
    deputy = people["deputy"]

    paper = rounds_of_schools(stage, luza, put_up(stage, luza))
    paper = rounds_outside(stage, luza, paper)
    stage.at("2011-12-12 10:00")
    papers = decided(stage, luza, paper, "2011-12-15 14:00", "2011-12-16 09:00", "2011-12-19 10:00")
    paper = stage.find(DistrictRegulation, pk=paper.pk)
    paper = stage.do(paper, "publish", deputy)

    # The council has changed its rules of voting by spring: a second edition, to which nobody objects.
    stage.at("2012-03-12 09:00")
    second = stage.begin(begin_regulation, deputy, luza=luza)
    second = stage.do(
        second,
        "revise",
        deputy,
        sections=reworded(
            paper,
            "4.2",
            "Заседание совета правомочно, если на нём присутствует более половины членов совета. Решение принимается "
            "простым большинством голосов присутствующих; при равенстве голосов решает голос председательствующего.",
        ),
    )
    second = stage.do(second, "replace", deputy, paper=paper)
    second = stage.do(second, "submit", deputy)
    stage.at("2012-03-14 10:00")
    for head in heads_of_schools(luza).values():
        second = stage.do(second, "consent", head)
    stage.at("2012-03-15 10:00")
    papers += decided(stage, luza, second, "2012-03-20 14:00", "2012-03-21 09:00", "2012-03-22 10:00")
    second = stage.find(DistrictRegulation, pk=second.pk)
    second = stage.do(second, "publish", deputy)
    paper = stage.find(DistrictRegulation, pk=paper.pk)
    return Played(paper, second, papers)


def begin_regulation(*, luza: Luza, by: Person) -> DistrictRegulation:
    return draft(DistrictRegulation, unit=luza.district, title=TITLE, by=by)


def put_up(stage: Stage, luza: Luza) -> DistrictRegulation:
    """The first edition from its text to those who are asked."""
    deputy = luza.people["deputy"]
    stage.at("2011-11-07 09:00")
    paper = stage.begin(begin_regulation, deputy, luza=luza)
    paper = stage.do(paper, "revise", deputy, sections=parse_text(SOURCE.read_text(encoding="utf-8")))
    for key in ("department", "roo"):
        paper = stage.do(paper, "invite", deputy, unit=luza.outside[key])
    return stage.do(paper, "submit", deputy)


def heads_of_schools(luza: Luza) -> dict[str, Person]:
    """Who answers for each school."""
    return {key: luza.people["director" if key == "base" else f"head_{key}"] for key in luza.schools}


def rounds_of_schools(stage: Stage, luza: Luza, paper: DistrictRegulation) -> DistrictRegulation:
    """Six schools side by side; one objects clause by clause, and only that one is asked again."""
    heads, deputy = heads_of_schools(luza), luza.people["deputy"]
    stage.at("2011-11-09 10:00")
    for key in AGREED:
        paper = stage.do(paper, "consent", heads[key])
    remark = "Учесть, что связь в д. Животово бывает не каждый день: материалы присылать заранее."
    paper = stage.do(paper, "consent_with_remarks", heads["zhivotovo"], remark=remark)
    remark = "Просим указать, кто отвечает за сохранность оборудования при выездных занятиях."
    paper = stage.do(paper, "consent_with_remarks", heads["lalsk"], remark=remark)
    stage.at("2011-11-11 15:00")
    paper = stage.do(
        paper,
        "object_to",
        heads["kulikovo"],
        remark="Школа малочисленная: два пункта в такой редакции для неё невыполнимы.",
        proposals=[
            {
                "clause": clause_id(paper, "3.3"),
                "theirs": "Школа вправе выйти из округа по окончании учебного года, предупредив совет округа не "
                "позднее чем за два месяца.",
                "why": "За один месяц не перестроить расписание.",
            },
            {
                "clause": clause_id(paper, "5.3"),
                "theirs": "Подвоз обучающихся к месту занятий обеспечивает базовая школа.",
                "why": "У нашей школы нет автобуса.",
            },
        ],
    )
    stage.at("2011-11-14 09:00")
    leaving, transport = Proposal.objects.filter(opinion__document=paper.pk).order_by("pk")
    paper = stage.do(paper, "answer_proposal", deputy, proposal=leaving.pk, answer=Proposal.Answer.ACCEPTED)
    paper = stage.do(
        paper,
        "answer_proposal",
        deputy,
        proposal=transport.pk,
        answer=Proposal.Answer.OTHER,
        wording="Подвоз обучающихся к месту занятий обеспечивает школа, в которой они обучаются, а для школ без "
        "автобуса — базовая школа по графику, согласованному советом округа.",
    )
    paper = stage.do(paper, "submit", deputy)
    stage.at("2011-11-15 10:00")
    return stage.do(paper, "consent", heads["kulikovo"])


def rounds_outside(stage: Stage, luza: Luza, paper: DistrictRegulation) -> DistrictRegulation:
    """The district office sends it back once, the regional department answers by letter."""
    people, deputy = luza.people, luza.people["deputy"]
    # The department writes a letter and returns the copy that it was sent.
    letter: dict[str, Any] = {
        "letter": "от 22.11.2011 № 01-12-92",
        "name": "Положение, экземпляр департамента.pdf",
        "data": render(paper.print_form, print_data(paper)),
    }
    stage.at("2011-11-21 11:00")
    paper = stage.do(
        paper,
        "object_to",
        people["head_roo"],
        remark="Порядок утверждения сметы согласовать с учредителем школ.",
        proposals=[
            {
                "clause": clause_id(paper, "6.2"),
                "theirs": "Расходы на общие мероприятия округа производятся по смете, принятой советом округа и "
                "согласованной с учредителем.",
                "why": "Средства районного бюджета расходуются с ведома учредителя.",
            }
        ],
    )
    stage.at("2011-11-24 11:00")
    paper = stage.do(
        paper,
        "enter_answer",
        people["secretary"],
        unit=luza.outside["department"].pk,
        outcome="consent",
        **letter,
    )
    stage.at("2011-11-28 09:00")
    proposal = Proposal.objects.get(opinion__document=paper.pk, answer="")
    paper = stage.do(paper, "answer_proposal", deputy, proposal=proposal.pk, answer=Proposal.Answer.ACCEPTED)
    paper = stage.do(paper, "submit", deputy)
    stage.at("2011-12-05 12:00")
    return stage.do(paper, "consent", people["head_roo"])


def decided(
    stage: Stage, luza: Luza, paper: DistrictRegulation, held: str, written: str, ordered: str
) -> list[Document]:
    """The council decides, the director of the base school orders; the protocol and the order."""
    people = luza.people
    sitting = Sitting.convene(stage, luza, held, {"subject": paper, "speaker": people["deputy"].name})
    stage.at(held)
    sitting.attend(**dict.fromkeys(luza.seats, "present"))
    sitting.chair("open")
    sitting.vote(1, **{key: "abstain" if key == "kulikovo" else "for" for key in luza.seats})
    sitting.chair("finish")
    stage.at(written)
    protocol = sitting.protocol(
        item_1=(
            "Винокурову С.А. о положении: замечания школ и учредителей учтены.",
            "Крылова И.П. предложила согласовать положение.",
            "Согласовать Положение о Лузском школьном округе.",
        )
    )
    stage.at(ordered)
    order = stage.find(Order, links_out__target=paper.pk, links_out__effect="approve")
    order = stage.do(order, "submit", people["clerk"])
    order = stage.do(order, "sign", people["director"])
    return [protocol, order]


def clause_id(paper: DistrictRegulation, number: str) -> str:
    """The id of the clause that has this number in the version put up."""
    return next(
        str(clause["id"]) for clause in clauses_of(paper.sections_put_up) if clause["number"] == number
    )


def reworded(paper: DistrictRegulation, number: str, text: str) -> list[dict[str, Any]]:
    """The text of a paper with another wording of one clause."""
    sections: list[dict[str, Any]] = paper.content()["sections"]
    for clause in clauses_of(sections):
        if clause["number"] == number:
            clause["text"] = text
    return sections
