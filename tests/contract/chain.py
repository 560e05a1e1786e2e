"""The parties of the district's contracts: they bring a contract into any state through the door."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from governance import clock
from governance.documents.approval.opinions import Opinion
from governance.documents.kinds.contract.amendment import Amendment
from governance.documents.kinds.contract.change import Purpose
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.kinds.contract.making import Making, draft_amendment, make_contracts
from governance.documents.language.clauses import parse_text
from governance.documents.record.attached import Signature
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.flows.engine.models import Task
from governance.roles.acts.appointing import appoint
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.membership import Membership
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.office import Office
from tests.scans import SCANNED_PDF

TODAY = date(2012, 1, 16)
LAST_DAY = date(2012, 12, 31)
NOTICE = {"count": 30, "unit": "days"}
SECOND, LALSK = "СОШ № 2 г. Лузы", "СОШ пгт Лальск"
MEMBERS = ("second", "lalsk", "fabrichnaya", "zhivotovo", "kulikovo")
LAW = {"text": "Закон Российской Федерации «Об образовании»", "day": "1992-07-10"}
TEXT = """1. Предмет договора
1.1. {базовая школа} и {школа} сотрудничают в профильном обучении. Предметы: {предметы}.
1.2. Школу представляет {директор}.
2. Обязанности
2.1. Базовая школа предоставляет кабинеты.
2.2. Школа направляет учащихся.
3. Срок
3.1. Договор действует с {начало} по {окончание}.
3.2. О выходе уведомляют за {срок уведомления}.
"""


class Parties(Office):
    """The base school's director and deputy, the heads of the five others, the clerk."""

    changing = ()

    def __init__(self, luza: Luza) -> None:
        super().__init__(luza)
        self.deputy = luza.people["deputy"]
        self.director = luza.people["director"]
        self.clerk = luza.people["clerk"]

    def head(self, key: str) -> Person:
        return self.director if key == "base" else self.luza.people[f"head_{key}"]

    def unit(self, key: str) -> Unit:
        return self.luza.schools[key]

    # --- the form ---------------------------------------------------------------------------------------------------

    @recalled
    def form(self, **changes: Any) -> ContractForm:
        """A draft of the common form."""
        begun = draft(ContractForm, unit=self.luza.base, title="Договор о сотрудничестве", by=self.deputy)
        given = {
            "sections": parse_text(TEXT),
            "blanks": [{"name": "предметы", "label": "Предметы"}],
            "legal_basis": [LAW],
            "ends_on": LAST_DAY,
            "notice": NOTICE,
            **changes,
        }
        return self.act(begun, "revise", **given)

    @recalled
    def form_in_use(self, **changes: Any) -> ContractForm:
        return self.act(self.form(**changes), "issue")

    # --- contracts --------------------------------------------------------------------------------------------------

    @recalled
    def made(self, *keys: str, form: ContractForm | None = None, **changes: Any) -> Contract:
        """A draft with one school, or with several in one paper."""
        schools = tuple(self.unit(key) for key in keys or ("second",))
        making = Making(schools, {"предметы": "физика, химия"})
        (contract,) = make_contracts(form or self.form_in_use(), [making], by=self.deputy)
        return self.act(contract, "revise", **changes) if changes else contract

    @recalled
    def submitted(self, *keys: str, **changes: Any) -> Contract:
        return self.act(self.made(*keys, **changes), "submit")

    @recalled
    def agreed(self, *keys: str, **changes: Any) -> Contract:
        return self.consented(self.submitted(*keys, **changes))

    @recalled
    def in_force(self, *keys: str, **changes: Any) -> Contract:
        return self.signed(self.agreed(*keys, **changes))

    @recalled
    def consented(self, paper: Any) -> Any:
        """Everybody asked agrees."""
        for opinion in paper.live_opinions:
            if opinion.is_open:
                paper = perform(paper, "consent", by=self.head(self.key(opinion.unit)))
        return paper

    @recalled
    def signed(self, paper: Any) -> Any:
        """Every party that has not signed does."""
        for party in paper.sides:
            if party.place not in paper.signed_places:
                paper = perform(paper, "sign", by=self.head(self.key(party.unit)))
        return paper

    @recalled
    def amendment(self, contract: Contract, purpose: Purpose = Purpose.CHANGE, **changes: Any) -> Amendment:
        """A draft of an additional agreement."""
        begun = draft_amendment(contract, by=self.deputy, purpose=purpose)
        return self.act(begun, "revise", **changes) if changes else begun

    @recalled
    def amended(self, contract: Contract, purpose: Purpose = Purpose.CHANGE, **changes: Any) -> Amendment:
        """An additional agreement that everybody has signed."""
        drafted = self.amendment(contract, purpose, **changes)
        return self.signed(self.consented(self.act(drafted, "submit")))

    # --- single acts ------------------------------------------------------------------------------------------------

    def act(self, paper: Any, move: str, by: Person | None = None, **facts: Any) -> Any:
        """A move by the deputy, unless somebody else is named."""
        return perform(paper, move, by=by or self.deputy, **facts)

    def objected(self, paper: Any, key: str, *proposals: tuple[int, str], remark: str = "") -> Any:
        """The head of a school sends back: (place of the clause, their wording) or a remark."""
        clauses = clauses_of(paper)
        lines = [{"clause": clauses[place]["id"], "theirs": theirs} for place, theirs in proposals]
        return perform(paper, "object_to", by=self.head(key), proposals=lines, remark=remark)

    def certify(self, paper: Any, key: str, **facts: Any) -> Any:
        """The clerk enters a signature by hand."""
        given = {
            "unit": self.unit(key).pk,
            "signed_on": clock.today(),
            "name": f"{key}.pdf",
            "data": SCANNED_PDF + key.encode(),
            **facts,
        }
        return perform(paper, "certify_signature", by=self.clerk, **given)

    @recalled
    def stand_in(self, key: str, person: str = "acting_lalsk", **dates: date) -> Appointment:
        """Somebody acts for the head of a school."""
        holder = Appointment.objects.get(
            unit=self.unit(key), role=Role.SCHOOL_HEAD, stands_for=None, person=self.head(key)
        )
        return appoint(
            self.luza.people[person],
            Role.SCHOOL_HEAD,
            self.unit(key),
            basis="приказ от 10.01.2012 № 12-л/с",
            stands_for=holder,
            **{"since": TODAY, "until": date(2012, 2, 29), **dates},
            by=None,
        )

    def key(self, unit: Unit) -> str:
        return next(key for key, school in self.luza.schools.items() if school.pk == unit.pk)


def clauses_of(paper: Any) -> list[dict[str, str]]:
    """The clauses as they are shown."""
    return [clause for section in paper.content_put_up()["sections"] for clause in section["clauses"]]


def state_of(paper: Document) -> str:
    return Document.objects.values_list("state", flat=True).get(pk=paper.pk)


def terms() -> list[tuple[str, str, date, date | None]]:
    """All memberships: the school's short name, the contract's number, first and last day."""
    rows = Membership.objects.order_by("paper_id", "school_id")
    return list(rows.values_list("school__short_name", "paper__number", "since", "until"))


def asked(paper: Document) -> set[tuple[str, str]]:
    """Whom the paper's open tasks wait for: (school or body, right)."""
    tasks = Task.objects.open().filter(process__document_id=paper.pk, flow_task_type="HUMAN")
    return set(tasks.values_list("unit__short_name", "right"))


def answers(paper: Document) -> list[tuple[str, str, int | None]]:
    """The live opinions: school, outcome, the number of the version that it is about."""
    rows = Opinion.objects.filter(document_id=paper.pk, lapsed_at=None).order_by("pk")
    return list(rows.values_list("unit__short_name", "outcome", "version__number"))


def signatures(paper: Document) -> list[tuple[str, str, bool]]:
    """All signatures ever: who, in which way, whether it still binds."""
    rows = Signature.objects.filter(document_id=paper.pk).select_related("person").order_by("pk")
    return [(one.person.surname, one.way, one.voided_at is None) for one in rows]


def everything(papers: Iterable[Document]) -> list[Any]:
    """All that a refused move must leave as it is."""
    keys = [paper.pk for paper in papers]
    return [
        list(Document.objects.filter(pk__in=keys).order_by("pk").values()),
        list(Contract.objects.order_by("pk").values()),
        list(Amendment.objects.order_by("pk").values()),
        list(Signature.objects.order_by("pk").values()),
        list(Opinion.objects.order_by("pk").values()),
        list(Membership.objects.order_by("pk").values()),
        list(Task.objects.open().order_by("pk").values("pk")),
    ]
