"""The people and papers around a plan: stand-ins for the council's papers, real orders of the director."""

from datetime import date

import pytest

from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.edits import WriteHead, WriteRow, WriteSection
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.office import Office

YEAR = (date(2011, 9, 1), date(2012, 8, 31))


class Chain(Office):
    """Brings a plan of the Luza district into any state. The council's papers are orders made to speak as such."""

    # The papers that speak.
    changing = ("_speaking",)

    def __init__(self, luza: Luza, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(luza)
        self.deputy = luza.people["deputy"]
        self.director = luza.people["director"]
        self.clerk = luza.people["clerk"]
        self.stranger = luza.people["deputy_second"]
        self._speaking: set[int] = set()
        real = Order.gives_effect

        def gives_effect(order: Order, effect: str) -> bool:
            return order.pk in self._speaking or real(order, effect)

        monkeypatch.setattr(Order, "gives_effect", gives_effect)

    @recalled
    def small(self) -> Plan:
        """A draft of two sections: «Совет» with two rows, «Школы» with one."""
        plan = draft(
            Plan, unit=self.luza.district, title="План работы округа на 2011/2012 учебный год", by=self.deputy
        )
        plan = self.edit(plan, WriteHead(period_start=YEAR[0], period_end=YEAR[1]))
        plan = self.edit(plan, WriteSection("Совет"), WriteSection("Школы"))
        council, schools = plan.table()
        return self.edit(
            plan,
            WriteRow("Создание совета округа", "Декабрь", "Директор БШ", section=council.pk),
            WriteRow("Сбор сведений", "Сентябрь", "Зам по УВР", section=council.pk),
            WriteRow("День открытых дверей", "май", "Директора школ", section=schools.pk),
        )

    def edit(self, plan: Plan, *edits: object) -> Plan:
        return perform(plan, "revise", by=self.deputy, edits=edits)

    def move(self, plan: Document, name: str, /, **facts: object) -> Plan:
        return perform(plan, name, by=self.deputy, **facts)

    @recalled
    def decision(self, plan: Plan, effect: str, *, version: int | None = None) -> Document:
        """A paper that orders `effect` about the plan's version, not yet in force."""
        frozen = plan.versions.get(number=version or plan.version)

        def link(paper: Order, act: Act) -> None:
            Link.objects.create(source_id=paper.pk, target=plan, effect=effect, version=frozen)

        return draft(Order, unit=self.luza.base, title=f"О плане: {effect}", by=self.clerk, fill=link)

    def silence(self) -> None:
        """No paper is in force any more: papers that were undone leave their keys to others."""
        self._speaking.clear()

    def enforce(self, paper: Document) -> Link:
        """Bring the paper into force, so that it acts; how its link ended."""
        self._speaking.add(paper.pk)
        perform(paper, "remark", by=self.director, text="В силе")
        return paper.links_out.get()

    @recalled
    def decide(self, plan: Plan, effect: str) -> Plan:
        self.enforce(self.decision(plan, effect))
        return self.fresh(plan)

    @recalled
    def agreed(self) -> Plan:
        return self.decide(self.move(self.small(), "submit"), "agree")

    def order_of(self, plan: Plan) -> Document:
        """The order that the flow has drafted to approve the plan."""
        link = plan.links_in.filter(effect="approve").select_related("source").latest("pk")
        return link.source

    @recalled
    def approved(self, plan: Plan | None = None) -> Plan:
        plan = plan or self.agreed()
        order = self.order_of(plan)
        perform(order, "submit", by=self.clerk)
        perform(order, "sign", by=self.director)
        return self.fresh(plan)

    def fresh(self, plan: Document) -> Plan:
        return Plan.objects.select_related("unit", "district").get(pk=plan.pk)


def table_of(plan: Plan) -> list[tuple[str, list[str]]]:
    """Each section with its rows as «1. Text»."""
    return [(section.title, [str(row) for row in section.rows.all()]) for section in plan.table()]
