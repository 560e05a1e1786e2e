"""An admission of the base school in the summer of 2012: seventy applications for forty-five places.

Papers are missing, one application is withdrawn, one pupil applies twice; a member has a conflict of interest, two
checks differ; a tie at the last place is broken by a test; one appeal is upheld, one dismissed; a place given up after
the enrolment goes to the next in reserve.
"""

from dataclasses import dataclass

from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.enrolment import Enrolment
from governance.documents.kinds.admission.rating import Rating
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.protocol.extract import Extract, draft_extract
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.document import Document
from governance.scenarios import admission_events as events
from governance.scenarios.admission_applicants import Pupil, pupils
from governance.scenarios.admission_school import PHYSICS, AdmittingSchool, Question
from governance.scenarios.luza import Luza
from governance.scenarios.stage import Stage


@dataclass
class Played:
    """The papers of the summer."""

    school: AdmittingSchool
    orders: list[Order]
    protocols: list[Protocol]
    extract: Extract

    @property
    def papers(self) -> dict[str, Document]:
        """By the names of the files that the scenario writes: kind and number, of a list its edition."""
        campaign = self.school.campaign
        ratings = Rating.objects.filter(campaign=campaign).order_by("edition")
        enrolments = Enrolment.objects.filter(campaign=campaign).order_by("pk")
        return {
            "campaign": campaign,
            **{f"rating-{rating.edition}": rating for rating in ratings},
            **{f"enrolment-{number}": paper for number, paper in enumerate(enrolments, start=1)},
            **{f"{paper.kind}-{paper.number}": paper for paper in [*self.orders, *self.protocols]},
            f"extract-{self.extract.number}": self.extract,
        }

    def unreached(self) -> list[str]:
        """Which application, list, place or number is not what the summer ends with."""
        state, campaign = State, self.school.campaign
        wanted: dict[int, str] = {
            **dict.fromkeys((events.WITHDRAWN, events.TWIN), state.WITHDRAWN),
            **dict.fromkeys(
                (*events.EQUAL, events.GUARANTEED, events.WITHOUT_PROOF, events.DIFFERENT), state.ENROLLED
            ),
            events.GIVES_UP: state.EXCLUDED,
        }
        missed = [
            f"{application}: {application.state_label}"
            for number, wished in wanted.items()
            if (application := self.school.application(number)).state != str(wished)
        ]
        expected = [
            ("Applications", Application.objects.filter(campaign=campaign).count(), 70),
            ("Enrolled", campaign.applications.filter(state=state.ENROLLED).count(), 45),
            ("Places left", sum(campaign.places_left().values()), 0),
            (
                "Editions",
                list(Rating.objects.order_by("edition").values_list("state", flat=True)),
                ["replaced", "replaced", "adopted"],
            ),
            (
                "Appeals",
                list(Appeal.objects.order_by("pk").values_list("state", flat=True)),
                ["upheld", "dismissed"],
            ),
            (
                "Orders",
                [(order.number, order.state) for order in self.orders],
                [("1-ОД", "signed"), ("1-У", "signed"), ("2-У", "signed")],
            ),
            ("Campaign", campaign.state, Campaign.State.CLOSED.value),
            ("Extract", self.extract.state, Extract.State.ISSUED.value),
        ]
        return missed + [f"{name}: {found}" for name, found, wished in expected if found != wished]


def play_admission(luza: Luza, stage: Stage) -> Played:
    """Play the summer from the plan of the admission to its end."""
    school = AdmittingSchool(luza, stage, events.STAFF)
    stage.at("2012-04-02 10:00")
    orders = [school.prepare(events.TITLE, 2012, "2012-04-03 11:00", events.DAYS)]
    stage.at("2012-04-16 09:00")
    school.announce()
    take_applications(school, pupils(luza))
    protocols = [decide_on_list(school), break_the_tie(school), hear_appeals(school)]
    orders.append(enrol(school, "2012-07-11 10:00"))
    orders.append(pass_on_the_place(school))
    stage.at("2012-07-17 10:00")
    extract = extract_of(school, protocols[1])
    stage.at("2012-07-20 10:00")
    school.campaign = stage.do(school.campaign, "close", luza.people["clerk"])
    return Played(school, orders, protocols, extract)


def take_applications(school: AdmittingSchool, applying: list[Pupil]) -> None:
    """Three weeks of intake: parents apply by day, the secretary looks in the evening, members check."""
    for place, day in enumerate(events.WORKDAYS):
        first = place * len(events.HOURS)
        numbered = list(enumerate(applying, start=1))[first : first + len(events.HOURS)]
        school.stage.at(f"2012-06-{day:02} 08:30")
        ask_again(school)
        for hour, (number, pupil) in zip(events.HOURS, numbered, strict=True):
            school.stage.at(f"2012-06-{day:02} {hour}")
            school.apply(
                pupil,
                by=school.secretary if number in events.ON_PAPER else None,
                proof=events.SCAN if "prize" in pupil.values and number != events.WITHOUT_PROOF else b"",
            )
        school.stage.at(f"2012-06-{day:02} 17:30")
        for number, _pupil in numbered:
            receive(school, number)
    school.stage.at("2012-06-25 19:00")
    school.parent(school.application(events.WITHDRAWN), "withdraw", reason="Поступает в колледж.")


def ask_again(school: AdmittingSchool) -> None:
    """Who was asked for papers brings them; who has not by the last day is checked without them."""
    for application in school.campaign.applications.filter(state=State.INCOMPLETE):
        if int(application.number) in events.BROUGHT:
            application = school.parent(application, "supplement")
        elif application.missing_until and school.stage.moment.date() <= application.missing_until:
            continue
        check(school, school.register(application, "accept"))


def receive(school: AdmittingSchool, number: int) -> None:
    """The secretary accepts it or not; what is accepted goes to two members."""
    application = school.application(number)
    twin = application.twins().first()
    if twin is not None:
        reason = f"Подано дважды: об этом же ученике заявление № {twin.number}."
        request = {"name": "просьба родителей.pdf", "data": events.SCAN}
        school.register(application, "withdraw", reason=reason, **request)
    elif number in events.ASKED:
        school.register(application, "ask", missing=events.ASKED[number])
    else:
        check(school, school.register(application, "accept"))


def check(school: AdmittingSchool, application: Application) -> None:
    """Both members find the same and all in order, but for what this summer is played for."""
    number, chair = int(application.number), school.person(events.STAFF.selection[0])
    if number == events.CONFLICT:
        member = next(held.person for held in application.live_checks if held.person_id != chair.pk)
        reason = "Ученица — моя племянница."
        application = school.stage.do(application, "declare_conflict", member, reason=reason)
    application = school.check(application, *events.FINDINGS.get(number, ()))
    if number == events.DIFFERENT:
        claim = application.claims.get(code="prize")
        reason = "Диплом школьного этапа, а считаются муниципальный и выше."
        decision = {"claim": claim.pk, "value": "", "reason": reason}
        school.stage.do(application, "settle_claims", chair, decisions=[decision])


def decide_on_list(school: AdmittingSchool) -> Protocol:
    """The first edition: two are equal at the last place of a profile, and it stays open."""
    school.stage.at("2012-07-02 10:00")
    rating = school.rank()
    protocol = school.decide(
        school.selection(),
        "2012-07-02 14:00",
        Question(
            rating,
            "for",
            "Винокурова С.А.: на последнее место профиля двое с равными баллами.",
            "Утвердить рейтинговый список, провести дополнительное испытание.",
        ),
        out=out_of(school, rating),
    )
    tell(school, *events.EQUAL, events.GUARANTEED, events.BELOW_MINIMUM)
    return protocol


def break_the_tie(school: AdmittingSchool) -> Protocol:
    """The additional test decides between equals; the second edition is published on its day."""
    school.stage.at("2012-07-03 12:00")
    for number, result in events.EQUAL.items():
        school.register(school.application(number), "enter_test", value=result)
    school.stage.at("2012-07-04 09:00")
    rating = school.rank()
    protocol = school.decide(
        school.selection(),
        "2012-07-04 14:00",
        Question(
            rating,
            "for",
            "Петухова Л.А. о результатах дополнительного испытания.",
            "Утвердить рейтинговый список, редакция 2.",
        ),
        out=out_of(school, rating),
    )
    tell(school, *events.EQUAL)
    school.stage.at("2012-07-05 10:00")
    school.stage.do(school.stage.find(Rating, pk=rating.pk), "publish", school.secretary)
    return protocol


def hear_appeals(school: AdmittingSchool) -> Protocol:
    """Another commission upholds one appeal, and the third edition follows from it; the other it dismisses."""
    school.stage.at("2012-07-06 11:00")
    upheld = school.appeal(
        school.application(events.WITHOUT_PROOF),
        "Диплом призёра муниципального этапа сдан в школу 20 мая, в заявление он не попал по ошибке.",
    )
    school.stage.at("2012-07-06 15:00")
    dismissed = school.appeal(
        school.application(events.DISMISSED), "Прошу пересмотреть балл по русскому языку."
    )
    hearers = school.appeals()
    correction = {"code": "prize", "value": "1"}
    upheld = school.stage.do(upheld, "prepare", hearers.keeper, corrections=[correction])
    protocol = school.decide(
        hearers,
        "2012-07-09 14:00",
        Question(
            upheld,
            "for",
            "Крылова И.П.: диплом найден в школе.",
            "Апелляцию № 1-А по заявлению № 62 удовлетворить, учесть диплом призёра.",
        ),
        Question(
            dismissed,
            "against",
            "Жданов Н.С.: балл стоит в справке о результатах экзаменов.",
            "",
        ),
    )
    school.stage.find(Appeal, pk=upheld.pk)
    school.stage.find(Appeal, pk=dismissed.pk)
    school.stage.find(Rating, campaign=school.campaign)
    tell(school, events.WITHOUT_PROOF)
    return protocol


def enrol(school: AdmittingSchool, moment: str) -> Order:
    """The list of those who hold a place, and the director's order on it."""
    school.stage.at(moment)
    rating = Rating.objects.filter(campaign=school.campaign).latest("edition")
    school.stage.do(rating, "enrol", school.person(events.STAFF.clerk))
    enrolment = school.stage.find(Enrolment, campaign=school.campaign)
    order = school.order_on(enrolment)
    school.stage.find(Enrolment, pk=enrolment.pk)
    return order


def pass_on_the_place(school: AdmittingSchool) -> Order:
    """A place given up after the enrolment is offered to the next in reserve, who takes it: one order."""
    school.stage.at("2012-07-12 10:00")
    school.parent(school.application(events.GIVES_UP), "decline", reason="Семья переезжает в г. Киров.")
    school.stage.at("2012-07-13 09:00")
    following = Rating.objects.filter(campaign=school.campaign).latest("edition").next_in_reserve(PHYSICS)
    application = school.register(following, "offer_place", offer=PHYSICS)
    school.stage.at("2012-07-13 18:00")
    school.parent(application, "take_place")
    school.stage.at("2012-07-16 10:00")
    enrolment = Enrolment.objects.get(campaign=school.campaign)
    school.stage.do(enrolment, "draft_exclusion", school.person(events.STAFF.clerk))
    order = school.stage.find(Order, amends=enrolment.approved_by)
    order = school.stage.do(order, "submit", school.person(events.STAFF.clerk))
    order = school.stage.do(order, "sign", school.person(events.STAFF.head))
    school.stage.find(Enrolment, pk=enrolment.pk)
    tell(school, events.GIVES_UP, int(application.number))
    return order


def extract_of(school: AdmittingSchool, protocol: Protocol) -> Extract:
    """The decision on the list, for the founder of the school."""
    item = AgendaItem.objects.get(meeting=protocol.meeting, position=1)
    extract = school.stage.begin(draft_extract, school.secretary, protocol, item)
    extract = school.stage.do(extract, "certify", school.secretary)
    return school.stage.do(extract, "issue", school.secretary, to="Департамент образования Кировской области")


def out_of(school: AdmittingSchool, rating: Rating) -> set[str]:
    """Whoever is out of an application on the list, by the key: no vote on it."""
    keys = {person.pk: key for key, person in school.luza.people.items()}
    return {keys[person] for person in rating.recused()}


def tell(school: AdmittingSchool, *numbers: int) -> None:
    """What has come of these applications by itself."""
    for number in numbers:
        school.stage.find(Application, pk=school.application(number).pk)
