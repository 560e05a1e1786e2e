"""The common form as the scenarios prepare it, the five contracts made from it, and what their parties say."""

from datetime import date
from typing import Any

from governance.documents.approval.opinions import Proposal
from governance.documents.kinds.contract.agreement import Agreement
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.kinds.contract.making import Making, make_contracts
from governance.documents.kinds.contract.patterns import Matter, pattern_of
from governance.documents.language.clauses import clauses_of
from governance.documents.record.history import done_label
from governance.documents.record.perform import draft
from governance.scenarios.luza import Luza
from governance.scenarios.stage import Stage

LAST_DAY = date(2014, 8, 31)
LEGAL_BASIS = [
    {"text": "Закон Российской Федерации № 3266-1 «Об образовании»", "day": "1992-07-10"},
    {
        "text": "Концепция профильного обучения на старшей ступени общего образования, утверждённая приказом "
        "Минобразования России № 2783",
        "day": "2002-07-18",
    },
    {"text": "Положение о Лузском школьном округе", "day": "2011-08-01"},
]
VALUES = {
    "second": {
        "предметы": "математика, физика, информатика (профильный уровень)",
        "часы": "3 часа в неделю по каждому предмету в 10-х и 11-х классах",
        "ресурсы": "кабинет физики, компьютерный класс на 12 мест, учитель химии Базовой школе на 3 часа в неделю",
    },
    "lalsk": {
        "предметы": "русский язык, обществознание (профильный уровень)",
        "часы": "3 часа в неделю по каждому предмету в 10-х и 11-х классах, через Интернет",
        "ресурсы": "кабинет с видеосвязью, учитель истории на 3 часа в неделю",
    },
    "fabrichnaya": {
        "предметы": "математика, русский язык (предпрофильная подготовка)",
        "часы": "3 часа в неделю в 9-м классе",
        "ресурсы": "кабинет информатики, школьный автобус по вторникам и четвергам",
    },
    "zhivotovo": {
        "предметы": "математика, английский язык (предпрофильная подготовка)",
        "часы": "3 часа в неделю в 9-м классе, через Интернет",
        "ресурсы": "кабинет с доступом в Интернет",
    },
    "kulikovo": {
        "предметы": "физика, информатика (предпрофильная подготовка)",
        "часы": "3 часа в неделю в 9-м классе",
        "ресурсы": "учебная мастерская, доступ в Интернет",
    },
}

# Clauses of the form that the parties speak about.
HOURS, TIDINGS, ESCORT, REPORT = "1.4", "2.5", "3.2", "3.7"
# Another wording, and why: a school without grades 10 and 11 has conditions of its own.
OBJECTIONS = {
    TIDINGS: (
        "Сообщать Школе об успеваемости и посещаемости её учеников по итогам каждого месяца, а о пропуске "
        "занятий без уважительной причины — в тот же день.",
        "четверть для девятиклассников — слишком долгий срок",
    ),
    ESCORT: (
        "Направлять учеников на занятия по расписанию. В пути учеников сопровождает работник Базовой школы.",
        "в школе нет свободной ставки",
    ),
    REPORT: (
        "Представлять Базовой школе сведения, необходимые для отчёта об исполнении плана работы Округа, до "
        "1 июля каждого года.",
        "до 25 июня идёт выпуск девятых классов",
    ),
}


def draft_form(*, luza: Luza, by: Any) -> ContractForm:
    """An empty form of the base school."""
    return draft(
        ContractForm, unit=luza.base, title=pattern_of(Matter.MEMBERSHIP, luza.district.pk).title, by=by
    )


def put_form_into_use(luza: Luza, stage: Stage) -> ContractForm:
    """The deputy head prepares the common form and puts it into use."""
    deputy = luza.people["deputy"]
    form = stage.begin(draft_form, deputy, luza=luza)
    usual = pattern_of(Matter.MEMBERSHIP, luza.district.pk).fields
    form = stage.do(
        form,
        "revise",
        deputy,
        sections=usual["sections"],
        legal_basis=LEGAL_BASIS,
        blanks=usual["blanks"],
        ends_on=LAST_DAY,
        notice={"count": 30, "unit": "days"},
    )
    return stage.do(form, "issue", deputy)


class Contracts:
    """The contracts with the five schools, by their keys, as a scenario plays them."""

    def __init__(self, luza: Luza, stage: Stage, made: dict[str, Contract]) -> None:
        self.luza, self.stage, self.made = luza, stage, made

    @classmethod
    def from_form(cls, luza: Luza, stage: Stage, form: ContractForm) -> "Contracts":
        """One contract a member school, all made at once."""
        deputy = luza.people["deputy"]
        makings = [Making((luza.schools[key],), values) for key, values in VALUES.items()]
        made = {}
        with stage.playing():
            for key, contract in zip(VALUES, make_contracts(form, makings, by=deputy), strict=True):
                made[key] = contract
                stage.tell(contract, deputy, done_label(Contract, "draft"))
        return cls(luza, stage, made)

    def __getitem__(self, key: str) -> Contract:
        return self.made[key]

    def act(self, key: str, move: str, who: str, /, **facts: object) -> None:
        """Make a move on the contract with a school, by the person of this key."""
        self.made[key] = self.stage.do(self.made[key], move, self.luza.people[who], **facts)

    def object_to(self, key: str, who: str, remark: str, wordings: dict[str, tuple[str, str]]) -> None:
        """Send a contract back: by the number of a clause, another wording and why."""
        proposals = [
            {"clause": clause_of(self.made[key], number), "theirs": theirs, "why": why}
            for number, (theirs, why) in wordings.items()
        ]
        self.act(key, "object_to", who, remark=remark, proposals=proposals)

    def answer(self, key: str, number: str, answer: Proposal.Answer, **facts: str) -> None:
        """The deputy head answers the wording proposed for a clause."""
        proposal = self.made[key].open_proposals().get(number=number)
        self.act(key, "answer_proposal", "deputy", proposal=proposal.pk, answer=answer, **facts)

    def found(self, key: str) -> Contract:
        """A contract that went on by another paper, or by its term; told as the next step."""
        self.made[key] = self.stage.find(Contract, pk=self.made[key].pk)
        return self.made[key]


def clause_of(paper: Agreement, number: str) -> str:
    """The id of a clause, by its number in the text put up."""
    return next(
        clause["id"]
        for clause in clauses_of(paper.content_put_up()["sections"])
        if clause["number"] == number
    )
