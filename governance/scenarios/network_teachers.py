"""Network teachers of 2012/2013: seven teachers, eight subjects, three hours a week in grades 9, 10 and 11.

The council votes on each: a member has no vote on the own candidacy, one candidate is declined and another takes the
subject. Each teacher consents and signs an agreement with the own school, whose director appoints them by order; the
list is published. In December one is replaced, and told so three working days ahead.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance.documents.kinds.network.agreement import EMPLOYER, WorkAgreement
from governance.documents.kinds.network.beginning import begin_candidacy
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.consent import WorkConsent
from governance.documents.kinds.network.school_list import SchoolList
from governance.documents.kinds.network.staff_list import StaffList, draft_staff_list
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.protocol.protocol import Protocol
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.names import Case
from governance.roles.unit import Unit
from governance.scenarios.admission_events import SCAN
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Sitting
from governance.scenarios.stage import Stage
from governance.scenarios.teachers import OFFICES, employ_teachers

SINCE, UNTIL = date(2012, 9, 17), date(2013, 5, 31)
# The order of 10.12 tells whoever is replaced three working days ahead.
REPLACED_SINCE = date(2012, 12, 17)
GRADES, HOURS = [9, 10, 11], "3"
MEMBER, DECLINED, LEAVES, TAKES_OVER = (
    "head_lalsk",
    "teacher_physics_lalsk",
    "teacher_english",
    "teacher_social",
)
FIRST = [
    # key, subjects, training in ICT
    ("teacher_maths", ["математика"], "курсы «Сетевые сообщества учителей», 72 часа, 2011 год"),
    ("teacher_russian", ["русский язык"], "курсы «Дистанционное обучение», 36 часов, 2011 год"),
    ("teacher_biology", ["биология", "химия"], "курсы «Дистанционное обучение», 72 часа, 2012 год"),
    (DECLINED, ["физика"], ""),
    ("teacher_informatics", ["информатика"], "преподаёт информатику, ведёт сайт школы"),
    (LEAVES, ["английский язык"], "курсы «Дистанционное обучение», 36 часов, 2012 год"),
    (MEMBER, ["история"], "курсы «ИКТ в управлении школой», 72 часа, 2010 год"),
]
INSTEAD_OF_DECLINED = ("teacher_physics", ["физика"], "курсы «Цифровая лаборатория», 72 часа, 2011 год")
MID_YEAR = (TAKES_OVER, ["английский язык"], "курсы «Дистанционное обучение», 36 часов, 2012 год")
HEARD = "Винокурову С.А."

TERMS = {"contract_date": date(2005, 9, 1), "pay": "3000 рублей в месяц"}

Put = tuple[str, list[str], str]


@dataclass
class Played:
    """The papers of the year."""

    luza: Luza
    stage: Stage
    employments: dict[str, Appointment]
    candidacies: list[Candidacy] = field(default_factory=list)
    protocols: list[Protocol] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)

    @property
    def papers(self) -> dict[str, Any]:
        """By the names of the files that the scenario writes: kind and number, of a list its edition."""
        return {
            **{
                f"candidacy-{number}": Candidacy.objects.get(pk=paper.pk)
                for number, paper in enumerate(self.candidacies, start=1)
            },
            **{
                f"{paper.kind}-{number}": paper
                for kind in (WorkConsent, WorkAgreement)
                for number, paper in enumerate(kind.objects.order_by("pk"), start=1)
            },
            **{f"staff_list-{paper.edition}": paper for paper in StaffList.objects.order_by("edition")},
            **{
                f"school_list-{paper.staff_list.edition}-{self.school_of(paper.unit)}": paper
                for paper in SchoolList.objects.select_related("staff_list", "unit").order_by("pk")
            },
            **{f"protocol-{paper.number}": paper for paper in self.protocols},
            **{f"order-{self.school_of(paper.unit)}-{paper.number}": paper for paper in self.orders},
        }

    def unreached(self) -> list[str]:
        """Which candidacy, edition or appointment is not what the year comes to."""
        states = list(Candidacy.objects.order_by("pk").values_list("state", flat=True))
        appointed = Candidacy.State.APPOINTED.value
        expected = [
            ("Candidacies", [states.count(state) for state in (appointed, "declined", "ended")], [7, 1, 1]),
            (
                "Editions",
                [
                    (paper.state, paper.rows.count(), paper.published_at is not None)
                    for paper in StaffList.objects.order_by("edition")
                ],
                [("replaced", 7, True), ("approved", 7, True)],
            ),
            (
                "Orders",
                [(self.school_of(order.unit), order.number, order.state) for order in self.orders],
                [*((school, "1-К", "signed") for school in OFFICES), ("second", "2-К", "signed")],
            ),
            ("Teachers in autumn", self.teach(LEAVES, SINCE), True),
            ("Teachers in winter", self.teach(LEAVES, REPLACED_SINCE), False),
            ("Who took over", self.teach(TAKES_OVER, REPLACED_SINCE), True),
        ]
        return [f"{name}: {found}" for name, found, wished in expected if found != wished]

    def teach(self, key: str, day: date) -> bool:
        """Whether somebody is a network teacher on a day."""
        held = Appointment.objects.in_force(day).filter(role=Role.NETWORK_TEACHER)
        return held.filter(person=self.luza.people[key]).exists()

    def school_of(self, unit: Unit) -> str:
        return next(key for key, school in self.luza.schools.items() if school.pk == unit.pk)

    def put_forward(
        self, entry: Put, *, since: date = SINCE, until: date = UNTIL, replaces: Candidacy | None = None
    ) -> Candidacy:
        """By the head of the school; the head's own by the methodical council."""
        key, subjects, training = entry
        employment = self.employments[key]
        school = self.school_of(employment.unit)
        by = self.luza.people["methodical_chair" if key == MEMBER else OFFICES[school][1]]
        paper = self.stage.begin(begin_candidacy, by, employment, since=since, until=until, replaces=replaces)
        load = [{"name": name, "grades": GRADES, "hours": HOURS} for name in subjects]
        paper = self.stage.do(paper, "revise", by, load=load, training=training)
        paper = self.stage.do(paper, "submit", by)
        self.candidacies.append(paper)
        return paper

    def council(self, held: str, papers: Sequence[Candidacy], against: Sequence[str] = ()) -> None:
        """The council votes on each candidate, without the candidate."""
        keys = {person.pk: key for key, person in self.luza.people.items()}
        speaker = self.luza.people["deputy"].name
        sitting = Sitting.convene(
            self.stage, self.luza, held, *({"subject": paper, "speaker": speaker} for paper in papers)
        )
        self.stage.at(held)
        sitting.attend(**dict.fromkeys(self.luza.seats, "present"))
        sitting.chair("open")
        texts = {}
        for position, paper in enumerate(papers, start=1):
            choice = "against" if keys[paper.teacher_id] in against else "for"
            voting = [seat for seat in self.luza.seats if sitting.voter(seat).pk not in paper.recused()]
            sitting.vote(position, **dict.fromkeys(voting, choice))
            texts[f"item_{position}"] = (HEARD, "", decision_on(paper, choice))
        sitting.chair("finish")
        self.protocols.append(sitting.protocol(**texts))
        for paper in papers:
            self.stage.find(Candidacy, pk=paper.pk)

    def settle(self, papers: Sequence[Candidacy]) -> None:
        """Each consents, the clerk of the school writes the agreement, both sides sign; one of them by hand."""
        for place, paper in enumerate(papers, start=1):
            school = self.school_of(paper.employment.unit)
            clerk, head = (self.luza.people[key] for key in OFFICES[school])
            self.stage.do(self.stage.find(WorkConsent, candidacy=paper.pk), "give", paper.teacher)
            agreement = self.stage.find(WorkAgreement, candidacy=paper.pk)
            agreement = self.stage.do(agreement, "submit", clerk, contract_number=str(10 + place), **TERMS)
            agreement = self.stage.do(agreement, "sign_as_employee", paper.teacher)
            if paper.teacher == head:
                # A director does not sign with themself: the founder signs the sheet.
                agreement = self.stage.do(
                    agreement,
                    "enter_signature",
                    clerk,
                    side=EMPLOYER,
                    signed_on=self.stage.moment.date(),
                    name="соглашение с подписью учредителя.pdf",
                    data=SCAN,
                )
            else:
                agreement = self.stage.do(agreement, "sign_for_school", head)
            self.stage.find(Candidacy, pk=paper.pk)

    def appoint(self, drawn_up: str, signed: str, published: str) -> StaffList:
        """The council's list, the orders of the directors on the own teachers, the publication."""
        people = self.luza.people
        self.stage.at(drawn_up)
        paper = self.stage.begin(draft_staff_list, people["clerk"], self.luza.district)
        self.stage.at(signed)
        for school_list in paper.school_lists.order_by("pk"):
            clerk, head = (people[key] for key in OFFICES[self.school_of(school_list.unit)])
            order = self.stage.find(Order, links_out__target=school_list.pk, links_out__effect="approve")
            order = self.stage.do(order, "submit", clerk)
            self.orders.append(self.stage.do(order, "sign", head))
            self.stage.find(SchoolList, pk=school_list.pk)
        paper = self.stage.find(StaffList, pk=paper.pk)
        self.stage.at(published)
        return self.stage.do(paper, "publish", people["deputy"])


def decision_on(paper: Candidacy, choice: str) -> str:
    name = paper.teacher.in_case(Case.GENITIVE)
    verb = "Поддержать" if choice == "for" else "Отклонить"
    return f"{verb} кандидатуру сетевого педагога {name}"


def play_network_teachers(luza: Luza, stage: Stage) -> Played:
    """Play the year from the candidates to the replacement in December."""
    played = Played(luza, stage, employ_teachers(luza))
    stage.at("2012-09-03 10:00")
    first = [played.put_forward(entry) for entry in FIRST]
    played.council("2012-09-06 14:00", first, against=[DECLINED])
    stage.at("2012-09-07 10:00")
    instead = played.put_forward(INSTEAD_OF_DECLINED)
    played.council("2012-09-11 14:00", [instead])
    stage.at("2012-09-12 09:00")
    played.settle(
        [
            paper
            for paper in [*first, instead]
            if Candidacy.objects.get(pk=paper.pk).state == Candidacy.State.SUPPORTED
        ]
    )
    played.appoint("2012-09-12 10:00", "2012-09-13 11:00", "2012-09-14 09:00")

    stage.at("2012-12-03 10:00")
    leaves = Candidacy.objects.get(teacher=luza.people[LEAVES])
    successor = played.put_forward(MID_YEAR, since=REPLACED_SINCE, replaces=leaves)
    played.council("2012-12-06 14:00", [successor])
    stage.at("2012-12-07 09:00")
    played.settle([successor])
    played.appoint("2012-12-07 10:00", "2012-12-10 11:00", "2012-12-11 09:00")
    stage.find(Candidacy, pk=leaves.pk)
    return played
