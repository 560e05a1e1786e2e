"""A school that admits, as a scenario plays it: its plan, its commissions, and parents with their private links."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from governance.documents.kinds.admission.appeal import Appeal, file_appeal
from governance.documents.kinds.admission.application import Application, begin_application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.consent import Consent, draft_consent
from governance.documents.kinds.admission.rating import Rating
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.documents.record.private_link import new_key
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.scenarios.admission_applicants import Pupil
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Body, Sitting
from governance.scenarios.stage import Stage

PHYSICS, CHEMISTRY, GENERAL = "a-physics", "a-chemistry", "b"
CLASSES = [
    {
        "code": "a",
        "name": "10 «А»",
        "places": 25,
        "profiles": [
            {"code": "physics", "name": "физико-математический", "places": 12},
            {"code": "chemistry", "name": "химико-биологический", "places": 13},
        ],
    },
    {"code": "b", "name": "10 «Б»", "places": 20, "general": True},
]


def exam(code: str, title: str, most: str, **rest: str) -> dict[str, str]:
    return {"code": code, "kind": "ratio", "max_value": most, "points": "100", "title": title, **rest}


CRITERIA = {
    "criteria": [
        exam("math", "ГИА, математика", "31", minimum="8"),
        exam("russian", "ГИА, русский язык", "42"),
        exam("physics", "ГИА, физика", "36"),
        exam("informatics", "ГИА, информатика", "22"),
        exam("chemistry", "ГИА, химия", "34"),
        exam("biology", "ГИА, биология", "43"),
        {"code": "certificate", "kind": "per_unit", "points": "20", "title": "Средний балл аттестата"},
        {"code": "prize", "kind": "per_unit", "points": "10", "cap": "30", "title": "Призёр олимпиады"},
        {"code": "honours", "kind": "once", "points": "3", "title": "Аттестат с отличием"},
        {"code": TEST, "kind": "per_unit", "points": "0", "title": "Дополнительное испытание"},
    ],
    "best_of": [{"codes": ["physics", "informatics", "chemistry", "biology"], "take": 1}],
    "required": ["math"],
    "guarantee": ["federal_winner"],
    "ahead_of_all": [],
    "tie_break": ["certificate", "math", TEST],
}
CIRCUMSTANCES = [
    {"code": "federal_winner", "title": "Победитель всероссийской олимпиады", "proof": "диплом"},
]
HEARD = "Секретаря комиссии."
# What one check says of claims otherwise than «accept», by their codes.
Finding = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Question:
    """A paper on an agenda: how everybody votes, what is said, what is decided."""

    paper: Document
    choice: str
    spoke: str
    decided: str


@dataclass(frozen=True)
class Staff:
    """By the keys of people: who runs the admission and signs the orders, and who sits in the commissions.

    The first of a commission is its chair.
    """

    school: str
    runner: str
    clerk: str
    head: str
    selection: tuple[str, ...]
    selection_secretary: str
    appeal: tuple[str, ...]
    appeal_secretary: str

    def members(self, people: Mapping[str, Person]) -> list[dict[str, Any]]:
        members = []
        for body, keys, secretary in (
            ("selection", self.selection, self.selection_secretary),
            ("appeal", self.appeal, self.appeal_secretary),
        ):
            places = ["chair", *["member"] * (len(keys) - 1), "secretary"]
            for place, key in zip(places, [*keys, secretary], strict=True):
                members.append({"body": body, "place": place, "person": people[key]})
        return members


class AdmittingSchool:
    """One campaign on a stage. Every act is made by `perform`; `keys` are the keys of the parents' private links."""

    campaign: Campaign

    def __init__(self, luza: Luza, stage: Stage, staff: Staff) -> None:
        self.luza, self.stage, self.staff = luza, stage, staff
        self.keys: dict[int, str] = {}

    def person(self, key: str) -> Person:
        return self.luza.people[key]

    @property
    def secretary(self) -> Person:
        return self.person(self.staff.selection_secretary)

    # --- the plan of the admission --------------------------------------------------------------------------------

    def prepare(
        self,
        title: str,
        year: int,
        ordered: str,
        days: Mapping[str, date],
        classes: Sequence[Mapping[str, Any]] = CLASSES,
    ) -> Order:
        """Drafted, put up, approved by the order that also appoints the commissions."""
        runner = self.person(self.staff.runner)
        campaign = self.stage.begin(
            begin_campaign, runner, unit=self.luza.schools[self.staff.school], title=title, year=year
        )
        campaign = self.stage.do(
            campaign,
            "revise",
            runner,
            classes=classes,
            criteria=CRITERIA,
            circumstances=CIRCUMSTANCES,
            members=self.staff.members(self.luza.people),
            **days,
        )
        campaign = self.stage.do(campaign, "submit", runner)
        self.stage.at(ordered)
        order = self.order_on(campaign)
        self.campaign = self.stage.find(Campaign, pk=campaign.pk)
        return order

    def order_on(self, paper: Document) -> Order:
        """The order that has drafted itself on a paper, signed by the director."""
        order = self.stage.find(Order, links_out__target=paper.pk, links_out__effect="approve")
        order = self.stage.do(order, "submit", self.person(self.staff.clerk))
        return self.stage.do(order, "sign", self.person(self.staff.head))

    def announce(self) -> None:
        self.campaign = self.stage.do(self.campaign, "announce", self.person(self.staff.runner))

    # --- applications ---------------------------------------------------------------------------------------------

    def fill_in(self, pupil: Pupil, *, proof: bytes = b"", by: Person | None = None) -> Application:
        """The form filled in; by a parent through the link, or by the secretary from paper. `proof` of a prize."""
        key = new_key() if by is None else ""
        application = self.stage.begin(begin_application, by, self.campaign, key=key)
        if key:
            self.keys[application.pk] = key
        claims = pupil.claims()
        if proof:
            application = self.stage.do(
                application, "enclose", by, key=key, name="диплом призёра.pdf", data=proof
            )
            file = application.attachments.get()
            claims = [{**claim, "proof": file} if claim["code"] == "prize" else claim for claim in claims]
        return self.stage.do(
            application,
            "revise",
            by,
            key=key,
            applicant=pupil.personal,
            wishes=pupil.wishes,
            general_too=pupil.general_too,
            claims=claims,
        )

    def apply(self, pupil: Pupil, *, proof: bytes = b"", by: Person | None = None) -> Application:
        """Filled in, with the consent, submitted: registered with its number."""
        application = self.fill_in(pupil, proof=proof, by=by)
        key = self.keys.get(application.pk, "")
        with self.stage.playing():
            consent: Consent = draft_consent(application)
        self.stage.do(consent, "give", by, key=key)
        return self.stage.do(application, "submit", by, key=key)

    def parent(self, application: Application, move: str, **facts: Any) -> Application:
        """A move by the private link."""
        return self.stage.do(application, move, None, key=self.keys[application.pk], **facts)

    def register(self, application: Application, move: str, **facts: Any) -> Application:
        """A move of the commission's secretary."""
        return self.stage.do(application, move, self.secretary, **facts)

    def application(self, number: int) -> Application:
        """As it stands now."""
        return cast(
            Application,
            Application.objects.get(
                campaign=self.campaign, number=str(number), registered_on__year=self.stage.moment.year
            ),
        )

    def check(self, application: Application, *findings: Finding) -> Application:
        """Everybody who is to check it does, each with their finding."""
        checks = [check for check in application.live_checks if check.is_open]
        for position, check in enumerate(checks):
            finding = findings[position] if position < len(findings) else {}
            application = self.check_once(application, check.person, finding)
        return application

    def check_once(self, application: Application, by: Person, finding: Finding | None = None) -> Application:
        """One member accepts each claim but what the finding says of it."""
        verdicts = [
            {"claim": claim.pk, "outcome": "accept"} | (finding or {}).get(claim.code, {})
            for claim in application.all_claims
        ]
        return self.stage.do(application, "check_claims", by, verdicts=verdicts)

    # --- the list, appeals, enrolment -----------------------------------------------------------------------------

    def rank(self) -> Rating:
        """The next edition of the list, put before the commission."""
        self.campaign = self.stage.do(self.campaign, "rank", self.secretary)
        rating = self.stage.find(Rating, campaign=self.campaign)
        return self.stage.do(rating, "submit", self.secretary)

    def body(self, unit: Unit, chair: str, secretary: str) -> Body:
        """A commission at work: its seats by the keys of the people."""
        keys = {person.pk: key for key, person in self.luza.people.items()}
        held = Appointment.objects.in_force(self.stage.moment.date()).filter(unit=unit, seat__until=None)
        seats = {
            keys[appointment.person_id]: appointment.seat
            for appointment in held.select_related("seat")
            if appointment.seat is not None
        }
        return Body(unit, seats, self.person(chair), self.person(secretary))

    def selection(self) -> Body:
        assert self.campaign.commission is not None, "appointed by the order"
        return self.body(self.campaign.commission, self.staff.selection[0], self.staff.selection_secretary)

    def appeals(self) -> Body:
        assert self.campaign.appeal_commission is not None, "appointed by the order"
        return self.body(self.campaign.appeal_commission, self.staff.appeal[0], self.staff.appeal_secretary)

    def decide(
        self,
        body: Body,
        held: str,
        *questions: "Question",
        out: Iterable[str] = (),
    ) -> Protocol:
        """The body meets on these questions, everybody votes alike; whoever is `out` does not vote."""
        subjects = [{"subject": question.paper, "speaker": body.keeper.name} for question in questions]
        sitting = Sitting.convene(self.stage, self.luza, held, *subjects, body=body)
        self.stage.at(held)
        sitting.attend(**dict.fromkeys(body.seats, "present"))
        sitting.chair("open")
        voting = [key for key in body.seats if key not in set(out)]
        for position, question in enumerate(questions, start=1):
            sitting.vote(position, **dict.fromkeys(voting, question.choice))
        sitting.chair("finish")
        return sitting.protocol(
            **{
                f"item_{position}": (HEARD, question.spoke, question.decided)
                for position, question in enumerate(questions, start=1)
            }
        )

    def appeal(self, application: Application, text: str) -> Appeal:
        """Filed by the private link."""
        with self.stage.playing():
            file_appeal(application, text, key=self.keys[application.pk])
        return self.stage.find(Appeal, application=application)


def begin_campaign(*, unit: Unit, title: str, year: int, by: Person) -> Campaign:
    return draft(Campaign, unit=unit, title=title, by=by, year=year)
