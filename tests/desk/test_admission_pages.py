"""The commission's pages: who reaches the list, an application, a check, the ratings, an appeal; what is recorded."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance import clock
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.record.attached import Conflict
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.scenarios.luza import Luza
from tests.admission.office import CHECKED, CHEMISTRY, GENERAL, MATHS, Office, fresh
from tests.memory import recalled
from tests.scans import REQUEST

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]
# Who has nothing to do with the applications of the base school.
OUTSIDERS = ("head_lalsk", "observer", "secretary", "director", "clerk", "teacher_biology")
SECRETARY, CHAIR = "clerk_second", "deputy"
SURNAME = "Неповторимов"


@pytest.fixture
def office(luza: Luza) -> Office:
    return Office(luza)


@pytest.fixture
@recalled
def campaign(office: Office) -> Campaign:
    return office.announced()


@pytest.fixture
@recalled
def application(office: Office, campaign: Campaign) -> Application:
    return office.applied(
        campaign, [MATHS, CHEMISTRY], {"math": "25", "certificate": "4.7"}, surname=SURNAME, given="Пётр"
    )


@pytest.fixture(autouse=True)
def _june(office: Office) -> Iterator[None]:
    """Pages are opened on a day of the checks."""
    with clock.played(CHECKED):
        yield


def page(client: Client, name: str, paper: Document, **query: str) -> Any:
    return client.get(reverse(name, args=[paper.pk]), query)


def do(client: Client, paper: Document, move: str, **facts: Any) -> Any:
    return client.post(reverse("paper_do", args=[paper.pk]), {"move": move, **facts})


def readings(paper: Document) -> list[tuple[str, str]]:
    """(who, which page) of each recorded reading, the oldest first."""
    found = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, object_id=paper.pk).order_by("pk")
    return [(entry.actor_email, entry.additional_data["page"]) for entry in found]


def address(office: Office, key: str) -> str:
    return office.people[key].email


def checkers(application: Application) -> list[str]:
    return [check.person.email for check in fresh(application).live_checks]


def client_of(office: Office, email: str, desk: Desk) -> Client:
    return desk(next(key for key, person in office.people.items() if person.email == email))


# --- who reaches what -------------------------------------------------------------------------------------------------


def test_the_secretary_and_the_members_read_applications_and_nobody_else_does(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    for key in (SECRETARY, CHAIR, "teacher_maths"):
        assert page(desk(key), "paper", application).status_code == 200
        assert page(desk(key), "applications", campaign).status_code == 200
    for key in OUTSIDERS:
        client = desk(key)
        for name in ("paper", "paper_pdf", "paper_dossier", "paper_readings", "application_check"):
            assert page(client, name, application).status_code == 404, (key, name)
        assert page(client, "applications", campaign).status_code == 404, key


def test_a_name_stands_on_the_pages_of_the_commission_and_in_no_list_of_papers(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    secretary = desk(SECRETARY)
    assert SURNAME in page(secretary, "applications", campaign).content.decode()
    assert SURNAME in page(secretary, "paper", application).content.decode()
    for name in ("documents", "tasks", "dashboard"):
        assert SURNAME not in secretary.get(reverse(name)).content.decode(), name
    found = secretary.get(reverse("documents"), {"q": SURNAME})
    assert list(found.context["page_obj"]) == []


def test_a_member_with_a_conflict_finds_nothing_of_the_application(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.on(CHECKED)
    office.act(
        application, "enter_conflict", office.secretary, person=office.people["teacher_maths"], reason="Тётя."
    )
    member = desk("teacher_maths")
    assert page(member, "paper", application).status_code == 404
    shown = page(member, "applications", campaign)
    assert SURNAME not in shown.content.decode()
    assert shown.context["board"].barred.startswith("1 application is considered without you")
    assert page(desk(CHAIR), "paper", application).status_code == 200


# --- what is recorded -------------------------------------------------------------------------------------------------


def test_each_page_that_shows_an_application_is_recorded_once(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    secretary = desk(SECRETARY)
    for name in ("applications", "paper", "paper_pdf", "paper_dossier", "paper_readings"):
        page(secretary, name, campaign if name == "applications" else application)
    who = address(office, SECRETARY)
    assert readings(application) == [
        (who, "applications"),
        (who, "paper"),
        (who, "paper_pdf"),
        (who, "paper_dossier"),
        (who, "paper_readings"),
    ]


def test_a_page_that_was_refused_or_led_elsewhere_is_no_reading(
    office: Office, application: Application, desk: Desk
) -> None:
    assert page(desk("head_lalsk"), "paper", application).status_code == 404
    assert do(desk(SECRETARY), application, "accept").status_code == 302
    assert readings(application) == []


def test_only_those_who_answer_for_it_see_who_has_read(
    office: Office, application: Application, desk: Desk
) -> None:
    page(desk("teacher_maths"), "paper", application)
    shown = page(desk(CHAIR), "paper_readings", application)
    assert [row.reading.actor.name for row in shown.context["rows"]] == [office.people["teacher_maths"].name]
    assert page(desk("teacher_maths"), "paper_readings", application).status_code == 404


# --- the list ---------------------------------------------------------------------------------------------------------


def numbers(answer: Any) -> list[str]:
    return [application.number for application in answer.context["page_obj"]]


def test_the_list_is_searched_by_surname_number_and_wish(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.applied(campaign, [GENERAL], {"math": "20", "certificate": "4"}, surname="Другов")
    secretary = desk(SECRETARY)
    assert numbers(page(secretary, "applications", campaign)) == ["1", "2"]
    assert numbers(page(secretary, "applications", campaign, q="непов")) == ["1"]
    assert numbers(page(secretary, "applications", campaign, q="№ 2")) == ["2"]
    assert numbers(page(secretary, "applications", campaign, q=application.public_code)) == ["1"]
    assert numbers(page(secretary, "applications", campaign, wish=MATHS)) == ["1"]
    assert numbers(page(secretary, "applications", campaign, wish=GENERAL)) == ["1", "2"]
    assert numbers(page(secretary, "applications", campaign, q="Никого")) == []


def test_my_checks_are_those_that_i_have_not_made(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.on(CHECKED)
    office.act(application, "accept", office.secretary)
    first, second = checkers(application)
    client = client_of(office, first, desk)
    assert numbers(page(client, "applications", campaign, show="mine")) == ["1"]
    fill_and_send(client, application, "accept")
    assert numbers(page(client, "applications", campaign, show="mine")) == []
    assert numbers(page(client_of(office, second, desk), "applications", campaign, show="mine")) == ["1"]


@pytest.mark.parametrize("count", [2, 12])
def test_the_list_takes_at_most_twelve_queries_however_long(
    office: Office, campaign: Campaign, desk: Desk, count: int
) -> None:
    for number in range(count):
        application = office.applied(campaign, [MATHS], {"math": "20", "certificate": "4"})
        if number % 2:
            office.on(CHECKED)
            office.act(application, "accept", office.secretary)
    client = desk(SECRETARY)
    page(client, "applications", campaign)
    with CaptureQueriesContext(connection) as queries:
        shown = page(client, "applications", campaign)
    assert len(shown.context["page_obj"]) == count
    assert len(queries) <= 12


# --- complete or not --------------------------------------------------------------------------------------------------


def test_the_secretary_asks_for_what_is_missing_and_the_words_stand_on_the_page(
    office: Office, application: Application, desk: Desk
) -> None:
    secretary = desk(SECRETARY)
    refused = do(secretary, application, "ask", missing="Копия аттестата", until="2012-06-01")
    assert refused.status_code == 422
    assert "Копия аттестата" in refused.content.decode()
    assert do(secretary, application, "ask", missing="Копия аттестата", until="2012-06-21").status_code == 302
    assert fresh(application).state == "incomplete"
    assert "Копия аттестата" in page(secretary, "paper", application).content.decode()


def test_a_second_application_for_the_same_pupil_is_shown_with_the_first(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    born = application.applicant.birth_date
    twin = office.applied(
        campaign,
        [GENERAL],
        {"math": "25", "certificate": "4"},
        surname=SURNAME,
        given="Пётр",
        birth_date=born,
    )
    notices = page(desk(SECRETARY), "paper", twin).context["notices"]
    assert notices[0].link == reverse("paper", args=[application.pk])
    office.on(CHECKED)
    office.act(application, "withdraw", office.secretary, reason="Подано дважды", **REQUEST)
    notices = page(desk(SECRETARY), "paper", twin).context["notices"]
    assert all(one.link != reverse("paper", args=[application.pk]) for one in notices)


# --- checks -----------------------------------------------------------------------------------------------------------


def fill_and_send(client: Client, application: Application, said: str, **one: str) -> Any:
    """Say the same of every claim; `one`: the fields of the first claim instead."""
    claims = fresh(application).all_claims
    typed = {f"c{claim.pk}-outcome": said for claim in claims}
    typed |= {f"c{claims[0].pk}-{name}": value for name, value in one.items()}
    return client.post(reverse("application_check", args=[application.pk]), typed)


@pytest.fixture
@recalled
def accepted(office: Office, application: Application) -> Application:
    office.on(CHECKED)
    return office.act(application, "accept", office.secretary)


def test_a_task_of_a_check_leads_to_its_page_by_number(
    office: Office, accepted: Application, desk: Desk
) -> None:
    client = client_of(office, checkers(accepted)[0], desk)
    rows = [row for group in client.get(reverse("tasks")).context["groups"] for row in group.tasks]
    hrefs = {row.href: row.title for row in rows}
    assert "№ 1" in hrefs[reverse("application_check", args=[accepted.pk])]


def test_every_claim_is_answered_and_what_was_typed_stays(
    office: Office, accepted: Application, desk: Desk
) -> None:
    client = client_of(office, checkers(accepted)[0], desk)
    refused = fill_and_send(client, accepted, "", outcome="correct", value="24", reason="Справка говорит 24.")
    assert refused.status_code == 422
    assert "Справка говорит 24." in refused.content.decode()
    assert fresh(accepted).live_checks[0].done_at is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "correct", "value": "24", "reason": ""},
        {"outcome": "correct", "value": "", "reason": "Иначе."},
        {"outcome": "correct", "value": "25", "reason": "То же."},
        {"outcome": "correct", "value": "32", "reason": "Больше наибольшего."},
        {"outcome": "reject", "reason": ""},
    ],
)
def test_a_correction_needs_another_value_that_fits_and_a_reason(
    office: Office, accepted: Application, desk: Desk, wrong: dict[str, str]
) -> None:
    client = client_of(office, checkers(accepted)[0], desk)
    assert fill_and_send(client, accepted, "accept", **wrong).status_code == 422
    assert fresh(accepted).live_checks[0].done_at is None


def test_who_does_not_check_the_application_is_led_to_it_and_told_why(
    office: Office, accepted: Application, desk: Desk
) -> None:
    other = next(
        key
        for key in ("deputy", "teacher_maths", "teacher_russian", "methodical_chair", "deputy_second")
        if address(office, key) not in checkers(accepted)
    )
    answer = page(desk(other), "application_check", accepted)
    assert answer["Location"] == reverse("paper", args=[accepted.pk])


def test_nobody_sees_what_the_first_check_said_before_the_second_is_made(
    office: Office, accepted: Application, desk: Desk
) -> None:
    first, second = checkers(accepted)
    said = "Исправлено в справке."
    fill_and_send(
        client_of(office, first, desk), accepted, "accept", outcome="correct", value="24", reason=said
    )
    paper = reverse("paper", args=[accepted.pk])
    places = [paper, f"{paper}?part=history", f"{paper}?part=versions", f"{paper}pdf/"]
    places += [
        reverse("application_check", args=[accepted.pk]),
        reverse("admissions"),
        f"/register/?q={said}",
    ]
    readers = [client_of(office, second, desk), desk(CHAIR), desk("secretary")]
    for reader in readers:
        for address in places:
            content = reader.get(address).content.decode(errors="replace")
            # The words that were looked for stand in the field of the search.
            assert said not in content.replace(f'value="{said}"', ""), address
    assert not any(claim.verdicts for claim in readers[0].get(paper).context["claims"])
    fill_and_send(readers[0], accepted, "accept")
    assert said in readers[0].get(paper).content.decode()


def test_where_two_checks_differ_the_chair_sees_both_and_decides_with_a_reason(
    office: Office, accepted: Application, desk: Desk
) -> None:
    first, second = checkers(accepted)
    fill_and_send(
        client_of(office, first, desk),
        accepted,
        "accept",
        outcome="correct",
        value="24",
        reason="Исправлено в справке.",
    )
    fill_and_send(client_of(office, second, desk), accepted, "accept")
    disputed = fresh(accepted)
    assert disputed.is_disputed
    chair = desk(CHAIR)
    shown = page(chair, "application_settle", accepted)
    assert [len(claim.verdicts) for claim in shown.context["claims"]] == [2]
    assert "Исправлено в справке." in shown.content.decode()
    claim = next(claim for claim in disputed.all_claims if not claim.is_settled)
    settle = reverse("application_settle", args=[accepted.pk])
    assert chair.post(settle, {f"c{claim.pk}-choice": "24"}).status_code == 422
    typed = {f"c{claim.pk}-choice": "24", f"c{claim.pk}-reason": "Справка исправлена школой."}
    late = {**typed, "seen": disputed.revision, f"c{claim.pk}-reason": "Справку исправил учитель."}
    assert chair.post(settle, typed).status_code == 302
    assert fresh(accepted).is_settled
    # A second window, sent after the first: nothing is decided twice, and the words come back.
    refused = chair.post(settle, late)
    assert (refused.status_code, refused.context["left_over"]) == (422, ["Справку исправил учитель."])
    member = client_of(
        office, next(email for email in (first, second) if email != address(office, CHAIR)), desk
    )
    assert page(member, "application_settle", accepted).status_code == 302


def test_a_declared_conflict_leads_back_to_the_list_and_another_member_checks(
    office: Office, campaign: Campaign, accepted: Application, desk: Desk
) -> None:
    email = checkers(accepted)[0]
    client = client_of(office, email, desk)
    where = reverse("application_conflict", args=[accepted.pk])
    assert client.post(where, {"reason": ""}).status_code == 422
    answer = client.post(where, {"reason": "Мой племянник."})
    assert answer["Location"] == reverse("applications", args=[campaign.pk])
    assert client.get(where).status_code == 404
    assert email not in checkers(accepted)
    assert len(checkers(accepted)) == 2
    assert Conflict.objects.filter(document_id=accepted.pk, person__email=email).count() == 1


# --- the lists --------------------------------------------------------------------------------------------------------


def test_the_commission_sees_names_on_the_lists_and_other_readers_see_codes(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.checked(application)
    rating = office.published(campaign)
    named = page(desk(CHAIR), "rating_lists", rating).content.decode()
    assert SURNAME in named
    assert application.public_code in named
    coded = page(desk("clerk"), "rating_lists", rating).content.decode()
    assert SURNAME not in coded
    assert application.public_code in coded
    assert readings(application)[-1] == (address(office, CHAIR), "rating_lists")
    assert address(office, "clerk") not in [who for who, _page in readings(application)]


def test_a_member_with_a_conflict_sees_the_code_alone_and_the_list_says_who_is_out_of_the_vote(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.checked(application)
    free = next(
        key
        for key in ("teacher_maths", "teacher_russian")
        if address(office, key) not in checkers(application)
    )
    office.act(application, "enter_conflict", office.secretary, person=office.people[free], reason="Тётя.")
    rating = office.published(campaign)
    shown = page(desk(free), "rating_lists", rating)
    assert SURNAME not in shown.content.decode()
    assert application.public_code in shown.content.decode()
    assert shown.context["barred"] == office.people[free].name


def test_the_free_place_is_offered_from_the_list_to_the_next_in_reserve_alone(
    office: Office, campaign: Campaign, desk: Desk
) -> None:
    ranked = [
        office.applied(campaign, [MATHS], {"math": math, "certificate": "5"})
        for math in ("31", "30", "29", "28")
    ]
    for one in ranked:
        office.checked(one)
    rating = office.published(campaign)
    office.parent(fresh(ranked[0]), "decline")
    with clock.played(office.day):
        shown = page(desk(SECRETARY), "rating_lists", rating)
        offers = {row.application.number: row.offers for row in shown.context["lists"][0].rows}
        assert [number for number, where in offers.items() if where] == [ranked[2].number]
        refused = do(desk(SECRETARY), fresh(ranked[3]), "offer_place", offer=MATHS)
        assert refused.status_code == 422
        assert do(desk(SECRETARY), fresh(ranked[2]), "offer_place", offer=MATHS).status_code == 302
    assert fresh(ranked[2]).offered == MATHS


@pytest.mark.parametrize("count", [3, 12])
def test_the_lists_take_at_most_twelve_queries_however_long(
    office: Office, campaign: Campaign, desk: Desk, count: int
) -> None:
    for _number in range(count):
        office.checked(office.applied(campaign, [MATHS, CHEMISTRY], {"math": "20", "certificate": "4"}))
    rating = office.published(campaign)
    client = desk(SECRETARY)
    with clock.played(office.day):
        page(client, "rating_lists", rating)
        with CaptureQueriesContext(connection) as queries:
            shown = page(client, "rating_lists", rating)
    assert len(shown.context["lists"][0].rows) == count
    assert len(queries) <= 12


# --- appeals ----------------------------------------------------------------------------------------------------------


def test_the_appeal_commission_prepares_what_counts_if_it_upholds(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.checked(application)
    office.published(campaign)
    appeal = office.appealed(application)
    client = desk("methodical_secretary")
    with clock.played(office.day):
        assert "Не учли диплом" in page(client, "paper", appeal).content.decode()
        where = reverse("appeal_prepare", args=[appeal.pk])
        assert client.post(where, {"prize-choice": "change", "prize-value": ""}).status_code == 422
        assert client.post(where, {"prize-choice": "change", "prize-value": "2"}).status_code == 302
        shown = page(client, "paper", appeal).context
        assert page(desk(SECRETARY), "paper", appeal).status_code == 404
        assert page(desk("head_second"), "appeal_prepare", appeal).status_code == 302
    assert (shown["sum"], shown["new_sum"]) == (Decimal("174.65"), Decimal("194.65"))
    assert fresh(appeal).corrections == [{"code": "prize", "value": "2", "circumstance": False}]


def test_a_criterion_that_would_not_count_stands_so_when_the_corrections_are_opened_again(
    office: Office, campaign: Campaign, application: Application, desk: Desk
) -> None:
    office.checked(application)
    office.published(campaign)
    appeal = office.appealed(application)
    client = desk("methodical_secretary")
    with clock.played(office.day):
        assert client.post(reverse("appeal_prepare", args=[appeal.pk]), {"math-choice": "remove"}).url
        asked = page(client, "appeal_prepare", appeal).context["asked"]
    chosen = {form.code: (form["choice"].value(), form["value"].value()) for form in asked if form.initial}
    assert chosen == {"math": ("remove", "")}


def test_nothing_of_a_refused_check_is_in_the_history(
    office: Office, accepted: Application, desk: Desk
) -> None:
    before = Event.objects.filter(document_id=accepted.pk).count()
    fill_and_send(client_of(office, checkers(accepted)[0], desk), accepted, "")
    assert Event.objects.filter(document_id=accepted.pk).count() == before
