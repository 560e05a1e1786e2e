"""Two members check each application; both values stay; whoever has a conflict of interest is out of it."""

from decimal import Decimal
from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.claims import Verdict
from governance.documents.kinds.admission.consent import consent_of
from governance.documents.record.document import Document
from governance.documents.record.history import history_of
from governance.documents.record.perform import perform
from governance.flows.engine.models import Task
from governance.roles.person import Person
from tests.memory import recalled

from .office import MATHS, Office, fresh

POINTS = {"math": "20", "certificate": "4"}


@pytest.fixture
@recalled
def accepted(office: Office) -> Application:
    application = office.applied(office.announced(), [MATHS], POINTS)
    found: Application = office.act(application, "accept", office.secretary)
    return found


def verdicts(application: Application, **others: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"claim": claim.pk, "outcome": "accept"} | others.get(claim.code, {})
        for claim in application.all_claims
    ]


def check(office: Office, application: Application, by: Person, **others: dict[str, str]) -> Application:
    found: Application = office.act(application, "check_claims", by, verdicts=verdicts(application, **others))
    return found


def test_each_application_goes_to_two_members_and_the_work_is_shared(office: Office) -> None:
    campaign = office.announced()
    burden: dict[int, int] = {}
    for _each in range(5):
        application = office.act(office.applied(campaign, [MATHS], POINTS), "accept", office.secretary)
        for made in application.live_checks:
            burden[made.person_id] = burden.get(made.person_id, 0) + 1
    # The chair decides where two differ, so the other four check.
    assert sorted(burden.values()) == [2, 2, 3, 3]
    assert office.chair.pk not in burden


def test_those_two_are_asked_and_nobody_else_checks(office: Office, accepted: Application) -> None:
    checkers = {made.person for made in accepted.live_checks}
    selectors = {member.person for member in accepted.campaign.members.filter(body="selection")}
    with office.playing():
        asked = {person for person in selectors if waiting(person, accepted)}
    assert asked == checkers
    for person in (*(selectors - checkers), office.director, office.people["head_second"]):
        with pytest.raises(NotAllowed):
            check(office, accepted, person)


def waiting(person: Person, application: Application) -> list[Task]:
    return [task for task in Task.objects.waiting_for(person) if task.document.pk == application.pk]


def test_where_both_agree_their_value_counts(office: Office, accepted: Application) -> None:
    wrong = {"math": {"outcome": "correct", "value": "19", "reason": "в справке 19"}}
    for made in accepted.live_checks:
        accepted = check(office, accepted, made.person, **wrong)
    claim = accepted.claims.get(code="math")
    assert (claim.value, claim.settled, claim.settled_reason) == (Decimal(20), Decimal(19), "в справке 19")
    assert accepted.is_settled
    assert accepted.ranked().values == {"math": Decimal(19), "certificate": Decimal(4)}


def test_what_both_reject_does_not_count_and_is_still_known(office: Office, accepted: Application) -> None:
    none = {"certificate": {"outcome": "reject", "reason": "аттестат не представлен"}}
    for made in accepted.live_checks:
        accepted = check(office, accepted, made.person, **none)
    claim = accepted.claims.get(code="certificate")
    assert (claim.value, claim.settled, claim.is_settled) == (Decimal(4), None, True)
    assert accepted.ranked().values == {"math": Decimal(20)}


def test_where_they_differ_the_chair_decides_with_a_reason(office: Office, accepted: Application) -> None:
    first, second = (made.person for made in accepted.live_checks)
    accepted = check(office, accepted, first)
    accepted = check(
        office, accepted, second, math={"outcome": "correct", "value": "18", "reason": "опечатка"}
    )
    claim = accepted.claims.get(code="math")
    assert (accepted.is_disputed, claim.settled_at) == (True, None)
    decision = {"claim": claim.pk, "value": "18", "reason": "по справке"}
    for person in (office.people["teacher_maths"], office.secretary, office.director):
        with pytest.raises(NotAllowed):
            office.act(accepted, "settle_claims", person, decisions=[decision])
    with pytest.raises(NotLegal):
        office.act(accepted, "settle_claims", office.chair, decisions=[{**decision, "reason": " "}])
    accepted = office.act(accepted, "settle_claims", office.chair, decisions=[decision])
    claim.refresh_from_db()
    assert (accepted.is_settled, claim.value, claim.settled, claim.settled_by) == (
        True,
        Decimal(20),
        Decimal(18),
        office.chair,
    )
    assert Verdict.objects.filter(claim=claim).count() == 2


def test_the_chair_decides_nothing_while_the_checks_agree_or_are_not_all_there(
    office: Office, accepted: Application
) -> None:
    for made in accepted.live_checks:
        with pytest.raises(NotLegal):
            office.act(accepted, "settle_claims", office.chair, decisions=[])
        accepted = check(office, accepted, made.person)
    with pytest.raises(NotLegal):
        office.act(accepted, "settle_claims", office.chair, decisions=[])


def test_a_check_says_something_of_each_claim_and_why(office: Office, accepted: Application) -> None:
    member = accepted.live_checks[0].person
    for wrong in (
        {"outcome": "reject"},
        {"outcome": "correct", "value": "19"},
        {"outcome": "correct", "value": "20", "reason": "так же"},
        {"outcome": "correct", "value": "32", "reason": "больше"},
        {"outcome": "maybe"},
    ):
        with pytest.raises(NotLegal):
            check(office, accepted, member, math=wrong)
    with pytest.raises(NotLegal):
        office.act(accepted, "check_claims", member, verdicts=verdicts(accepted)[:1])
    assert not Verdict.objects.exists()
    assert not fresh(accepted).live_checks[0].done_at


def test_nobody_checks_one_application_twice(office: Office, accepted: Application) -> None:
    member = accepted.live_checks[0].person
    accepted = check(office, accepted, member)
    with pytest.raises(NotAllowed):
        check(office, accepted, member)


def test_whoever_declares_a_conflict_is_out_and_another_member_checks(
    office: Office, accepted: Application
) -> None:
    related, other = (made.person for made in accepted.live_checks)
    accepted = check(office, accepted, related)
    with pytest.raises(NotLegal):
        office.act(accepted, "declare_conflict", related)
    accepted = office.act(accepted, "declare_conflict", related, reason="Племянница")
    checkers = [made.person for made in accepted.live_checks]
    assert len(checkers) == 2
    assert other in checkers
    assert related not in checkers
    assert not accepted.is_settled
    with pytest.raises(NotAllowed):
        check(office, accepted, related)
    with office.playing():
        assert not Document.objects.visible_to(related).filter(pk=accepted.pk).exists()
        assert Document.objects.visible_to(other).filter(pk=accepted.pk).exists()
        assert waiting(related, accepted) == []
    for person in checkers:
        accepted = check(office, accepted, person)
    assert accepted.is_settled


def test_the_secretary_enters_a_conflict_that_somebody_else_told_of(
    office: Office, accepted: Application
) -> None:
    related = accepted.live_checks[1].person
    with pytest.raises(NotLegal):
        office.act(accepted, "enter_conflict", office.secretary, person=office.director, reason="Сын")
    accepted = office.act(accepted, "enter_conflict", office.secretary, person=related, reason="Сын")
    assert related not in [made.person for made in accepted.live_checks]
    with pytest.raises(NotLegal):
        office.act(accepted, "enter_conflict", office.secretary, person=related, reason="Сын")


def test_the_consent_keeps_out_whom_its_application_keeps_out_and_nobody_does_it_by_hand(
    office: Office, accepted: Application
) -> None:
    related, consent = accepted.live_checks[1].person, consent_of(accepted)
    other = office.applied(accepted.campaign, [MATHS], POINTS)
    assert consent is not None
    events = history_of(consent)
    with office.playing():
        for by in (office.secretary, office.chair, office.director):
            with pytest.raises(NotAllowed):
                perform(consent, "keep_out", by=by, person=related)
        with pytest.raises(NotAllowed):
            perform(consent, "keep_out", basis=other, person=related)
    assert (history_of(consent), list(consent.conflicts.all())) == (events, [])
    office.act(accepted, "enter_conflict", office.secretary, person=related, reason="Сын")
    assert (history_of(consent), [row.person for row in consent.conflicts.all()]) == (
        [*events, "keep_out"],
        [related],
    )


def test_whoever_is_out_before_the_checks_is_never_asked(office: Office) -> None:
    campaign = office.announced()
    related = office.people["teacher_maths"]
    for _each in range(4):
        application = office.applied(campaign, [MATHS], POINTS)
        office.act(application, "declare_conflict", related, reason="Ученик")
        application = office.act(application, "accept", office.secretary)
        assert related not in [made.person for made in application.live_checks]


def test_too_few_members_without_a_conflict_stop_the_checks_in_one_sentence(office: Office) -> None:
    application = office.applied(office.announced(), [MATHS], POINTS)
    for member in application.campaign.members.filter(body="selection").exclude(place="secretary")[:4]:
        office.act(application, "enter_conflict", office.secretary, person=member.person_id, reason="Родня")
    with pytest.raises(NotLegal):
        office.act(application, "accept", office.secretary)
    assert fresh(application).state == "registered"


def test_what_is_reopened_is_checked_anew(office: Office, accepted: Application) -> None:
    for made in accepted.live_checks:
        accepted = check(office, accepted, made.person)
    accepted = office.act(accepted, "reopen", office.secretary, reason="Нет аттестата")
    assert (accepted.state, accepted.live_checks) == ("registered", [])
    assert not any(claim.is_settled for claim in accepted.all_claims)
    accepted = office.act(accepted, "accept", office.secretary)
    assert len(accepted.live_checks) == 2
    assert not accepted.is_settled
