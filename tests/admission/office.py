"""An admission as its people play it: the school, the commissions, parents with their private links."""

from datetime import date
from typing import Any, cast

import tests.office
from governance.documents.kinds.admission.appeal import Appeal, file_appeal
from governance.documents.kinds.admission.application import Application, begin_application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.consent import draft_consent
from governance.documents.kinds.admission.rating import Rating
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.documents.record.private_link import new_key
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Body
from tests.memory import recalled
from tests.office import fresh

PREPARED, ANNOUNCED, INTAKE = date(2012, 4, 2), date(2012, 4, 16), date(2012, 6, 4)
CHECKED, SELECTION, RESULTS = date(2012, 6, 18), date(2012, 7, 2), date(2012, 7, 5)
APPEAL, AFTER = date(2012, 7, 6), date(2012, 7, 12)

CLASSES = [
    {
        "code": "a",
        "name": "10 «А»",
        "places": 3,
        "profiles": [
            {"code": "maths", "name": "физико-математический", "places": 2},
            {"code": "chemistry", "name": "химико-биологический", "places": 1},
        ],
    },
    {"code": "b", "name": "10 «Б»", "places": 2, "general": True},
]
MATHS, CHEMISTRY, GENERAL = "a-maths", "a-chemistry", "b"
CRITERIA = {
    "criteria": [
        {
            "code": "math",
            "kind": "ratio",
            "max_value": "31",
            "points": "100",
            "minimum": "8",
            "title": "ГИА, математика",
        },
        {"code": "certificate", "kind": "per_unit", "points": "20", "title": "Средний балл аттестата"},
        {"code": "prize", "kind": "per_unit", "points": "10", "cap": "30", "title": "Призёр олимпиады"},
        {"code": TEST, "kind": "per_unit", "points": "0", "title": "Дополнительное испытание"},
    ],
    "required": ["math"],
    "guarantee": ["federal_winner"],
    "ahead_of_all": [],
    "tie_break": ["certificate", TEST],
}
CIRCUMSTANCES = [{"code": "federal_winner", "title": "Победитель всероссийской олимпиады", "proof": "диплом"}]
SELECTORS = ("deputy", "teacher_maths", "teacher_russian", "methodical_chair", "deputy_second")
HEARERS = ("head_second", "head_lalsk", "head_fabrichnaya")


class Office(tests.office.Office):
    """The admission of the base school in the summer of 2012; a day is played by `on`."""

    changing = ("day", "keys", "born")

    def __init__(self, luza: Luza) -> None:
        super().__init__(luza)
        self.day = PREPARED
        self.keys: dict[int, str] = {}
        self.born = 0

    # --- who ------------------------------------------------------------------------------------------------------

    @property
    def clerk(self) -> Person:
        return self.people["clerk"]

    @property
    def director(self) -> Person:
        return self.people["director"]

    @property
    def secretary(self) -> Person:
        """The secretary of the admission commission."""
        return self.people["clerk_second"]

    @property
    def chair(self) -> Person:
        return self.people["deputy"]

    # --- when -----------------------------------------------------------------------------------------------------

    def on(self, day: date) -> None:
        self.day = day

    # --- the campaign ---------------------------------------------------------------------------------------------

    def members(self) -> list[dict[str, Any]]:
        places = {0: "chair"}
        selection = [
            {"body": "selection", "place": places.get(n, "member"), "person": self.people[key]}
            for n, key in enumerate(SELECTORS)
        ]
        appeal = [
            {"body": "appeal", "place": places.get(n, "member"), "person": self.people[key]}
            for n, key in enumerate(HEARERS)
        ]
        secretaries = [
            {"body": "selection", "place": "secretary", "person": self.people["clerk_second"]},
            {"body": "appeal", "place": "secretary", "person": self.people["methodical_secretary"]},
        ]
        return [*selection, *appeal, *secretaries]

    @recalled
    def drafted(self, **changes: Any) -> Campaign:
        with self.playing():
            campaign = draft(
                Campaign,
                unit=self.luza.base,
                title="Приём в 10-е классы на 2012/2013 учебный год",
                by=self.clerk,
                year=2012,
            )
        given = {
            "classes": CLASSES,
            "criteria": CRITERIA,
            "circumstances": CIRCUMSTANCES,
            "members": self.members(),
            "announced_by": ANNOUNCED,
            "intake_from": INTAKE,
            "intake_until": date(2012, 6, 22),
            "selection_on": SELECTION,
            "results_on": RESULTS,
            "appeals_until": date(2012, 7, 10),
        }
        return cast(Campaign, self.act(campaign, "revise", self.clerk, **{**given, **changes}))

    @recalled
    def approved(self, **changes: Any) -> Campaign:
        campaign = self.act(self.drafted(**changes), "submit", self.clerk)
        self.ordered(campaign)
        return fresh(campaign)

    def ordered(self, paper: Document) -> Order:
        return super().ordered(paper, self.clerk, self.director)

    @recalled
    def announced(self, **changes: Any) -> Campaign:
        """Announced in good time."""
        campaign = self.approved(**changes)
        self.on(ANNOUNCED)
        return cast(Campaign, self.act(campaign, "announce", self.clerk))

    # --- applications ---------------------------------------------------------------------------------------------

    @recalled
    def begun(self, campaign: Campaign, **personal: Any) -> Application:
        """A parent's form, filled in but for what is claimed; the key of its link is kept."""
        self.on(INTAKE)
        self.born += 1
        with self.playing():
            key = new_key()
            application = begin_application(campaign, key=key)
            self.keys[application.pk] = key
        given = {
            "surname": f"Ученик{'абвгдежзиклмнопрстуфхцчшщэюя'[self.born % 28]}ов",
            "given": "Пётр",
            "patronymic": "Сергеевич",
            "birth_date": date(1996, 1 + self.born % 12, 1 + self.born % 28),
            "school": self.luza.schools["kulikovo"],
            "address": "г. Луза, ул. Ленина, д. 1",
            "language": "русский",
            "native_language": "русский",
            "parent": "Ученикова Мария Ивановна",
            "parent_address": "г. Луза, ул. Ленина, д. 1",
            "parent_document": "паспорт 33 02 123456, выдан ОВД Лузского района",
            "acquainted": True,
            "phone": "8-900-000-00-00",
            "email": f"parent{self.born}@mail.example",
            **personal,
        }
        return cast(Application, self.parent(application, "revise", applicant=given))

    def parent(self, paper: Any, move: str, **facts: Any) -> Any:
        """A move by the private link."""
        return self.act(paper, move, key=self.keys[paper.opened_with], **facts)

    @recalled
    def applied(
        self,
        campaign: Campaign,
        wishes: list[str],
        values: dict[str, str],
        *,
        general_too: bool = True,
        **personal: Any,
    ) -> Application:
        """Submitted by a parent: registered with its number."""
        application = self.begun(campaign, **personal)
        claims = [{"code": code, "value": value} for code, value in values.items()]
        application = self.parent(
            application, "revise", wishes=wishes, claims=claims, general_too=general_too
        )
        with self.playing():
            consent = draft_consent(application)
        self.parent(consent, "give")
        return cast(Application, self.parent(application, "submit"))

    @recalled
    def checked(self, application: Application) -> Application:
        """Accepted as complete, and both checks accept every point."""
        application = self.act(application, "accept", self.secretary)
        for check in application.live_checks:
            application = self.act(
                application,
                "check_claims",
                check.person,
                verdicts=[{"claim": claim.pk, "outcome": "accept"} for claim in application.all_claims],
            )
        return application

    # --- meetings -------------------------------------------------------------------------------------------------

    def decided(
        self, paper: Document, body: Unit, chair: Person, secretary: Person, *, choice: str = "for"
    ) -> Protocol:
        """The body meets today, everybody votes alike, the protocol is signed."""
        seats = {str(seat.pk): seat for seat in body.seats.filter(until=None)}
        return self.decided_by(Body(body, seats, chair, secretary), paper, choice=choice)

    @recalled
    def ranked(self, campaign: Campaign) -> Rating:
        """The list computed and put before the commission; never before what was done already."""
        self.on(max(self.day, SELECTION))
        self.act(campaign, "rank", self.secretary)
        rating = Rating.objects.filter(campaign=campaign).latest("edition")
        return cast(Rating, self.act(rating, "submit", self.secretary))

    @recalled
    def adopted(self, campaign: Campaign) -> Rating:
        rating = self.ranked(campaign)
        assert campaign.commission is not None
        self.decided(rating, campaign.commission, self.chair, self.secretary)
        return fresh(rating)

    @recalled
    def published(self, campaign: Campaign) -> Rating:
        rating = self.adopted(campaign)
        self.on(RESULTS)
        return cast(Rating, self.act(rating, "publish", self.secretary))

    @recalled
    def appealed(self, application: Application, text: str = "Не учли диплом призёра.") -> Appeal:
        self.on(APPEAL)
        with self.playing():
            return file_appeal(application, text, key=self.keys[application.pk])

    @recalled
    def heard(self, appeal: Appeal, *, choice: str = "for") -> Appeal:
        people = self.people
        self.decided(appeal, appeal.unit, people[HEARERS[0]], people["methodical_secretary"], choice=choice)
        return fresh(appeal)
