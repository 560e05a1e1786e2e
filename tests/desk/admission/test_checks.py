"""Applications are completed and checked on the desk."""

import pytest
from django.urls import reverse

from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.record.attached import Conflict
from tests.admission.office import CHECKED, GENERAL, Office, fresh
from tests.desk.admission.conftest import (
    CHAIR,
    SECRETARY,
    SURNAME,
    Desk,
    address,
    checkers,
    client_of,
    do,
    fill_and_send,
    page,
)
from tests.scans import REQUEST

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


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
        for place in places:
            content = reader.get(place).content.decode(errors="replace")
            # The words that were looked for stand in the field of the search.
            assert said not in content.replace(f'value="{said}"', ""), place
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
