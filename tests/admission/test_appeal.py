"""Appeals: in their term, heard by another commission; and the enrolment that waits for them."""

from datetime import timedelta
from typing import Any

import pytest

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.admission.appeal import Appeal, file_appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.enrolment import Enrolment
from governance.documents.kinds.admission.rating import Rating
from governance.documents.kinds.order.order import Order
from governance.documents.record.document import Document
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import perform
from tests.memory import recalled

from .office import AFTER, APPEAL, HEARERS, MATHS, RESULTS, Office, fresh


@pytest.fixture
@recalled
def ranked(office: Office) -> list[Application]:
    """Two places, three who want them; published."""
    campaign = office.announced()
    applied = [
        office.checked(
            office.applied(campaign, [MATHS], {"math": mark, "certificate": "4"}, general_too=False)
        )
        for mark in ("31", "30", "29")
    ]
    office.published(campaign)
    return [fresh(one) for one in applied]


def keeper(office: Office) -> Any:
    return office.people["methodical_secretary"]


def prepared(office: Office, appeal: Appeal, value: str = "1") -> Any:
    return office.act(appeal, "prepare", keeper(office), corrections=[{"code": "prize", "value": value}])


def test_an_appeal_is_taken_up_to_and_including_its_last_day(
    office: Office, ranked: list[Application]
) -> None:
    until = ranked[2].campaign.appeals_until
    assert until is not None
    office.on(until + timedelta(days=1))
    with office.playing(), pytest.raises(NotLegal):
        file_appeal(ranked[2], "Не согласны", key=office.keys[ranked[2].pk])
    office.on(until)
    with office.playing():
        appeal = file_appeal(ranked[2], "Не согласны", key=office.keys[ranked[2].pk])
    assert (appeal.state, appeal.number) == ("review", "1-А")


def test_nobody_appeals_before_the_results_are_published(office: Office) -> None:
    campaign = office.announced()
    application = office.checked(office.applied(campaign, [MATHS], {"math": "31", "certificate": "4"}))
    rating = office.adopted(campaign)
    office.on(RESULTS)
    with office.playing(), pytest.raises(NotLegal):
        file_appeal(fresh(application), "Не согласны", key=office.keys[application.pk])
    office.act(rating, "publish", office.secretary)
    assert office.appealed(fresh(application)).state == "review"


def test_one_appeal_at_a_time_with_words_and_by_its_own_link(
    office: Office, ranked: list[Application]
) -> None:
    office.on(APPEAL)
    with office.playing():
        with pytest.raises(NotLegal):
            file_appeal(ranked[2], " ", key=office.keys[ranked[2].pk])
        with pytest.raises(NotAllowed):
            file_appeal(ranked[2], "Не согласны", key=office.keys[ranked[1].pk])
    office.appealed(ranked[2])
    with pytest.raises(NotLegal):
        office.appealed(ranked[2])
    assert office.appealed(ranked[1]).number == "2-А"


def test_an_upheld_appeal_corrects_the_points_and_both_editions_are_kept(
    office: Office, ranked: list[Application]
) -> None:
    appeal = prepared(office, office.appealed(ranked[2]))
    assert office.heard(appeal).state == "upheld"
    assert [fresh(one).state for one in ranked] == ["recommended", "reserve", "recommended"]
    editions = Rating.objects.order_by("edition")
    assert [(one.state, one.published_at is not None) for one in editions] == [
        ("replaced", True),
        ("adopted", True),
    ]
    claim = fresh(ranked[2]).claims.get(code="prize")
    assert (claim.settled, claim.settled_reason) == (1, f"апелляция № {appeal.number}")
    assert list(verify()) == []


def test_the_list_is_corrected_by_its_own_appeal_and_by_nobody_by_hand(
    office: Office, ranked: list[Application]
) -> None:
    other = office.appealed(ranked[1])
    appeal = office.heard(prepared(office, office.appealed(ranked[2])))
    events, states = history_of(appeal), list(Rating.objects.order_by("pk").values_list("state", flat=True))
    with office.playing():
        for by in (office.people[HEARERS[0]], office.chair, office.director):
            with pytest.raises(NotAllowed):
                perform(appeal, "correct_list", by=by, rating=Rating.objects.latest("pk").pk)
        with pytest.raises(NotAllowed):
            perform(appeal, "correct_list", basis=other, rating=Rating.objects.latest("pk").pk)
    assert history_of(appeal) == events
    assert list(Rating.objects.order_by("pk").values_list("state", flat=True)) == states


def test_a_dismissed_appeal_changes_nothing(office: Office, ranked: list[Application]) -> None:
    appeal = prepared(office, office.appealed(ranked[2]))
    assert office.heard(appeal, choice="against").state == "dismissed"
    assert [fresh(one).state for one in ranked] == ["recommended", "recommended", "reserve"]
    assert Rating.objects.get().state == "adopted"
    assert not fresh(ranked[2]).claims.filter(code="prize").exists()


def test_only_the_other_commission_reads_and_prepares_it(office: Office, ranked: list[Application]) -> None:
    appeal = office.appealed(ranked[2])
    for person in (office.chair, office.secretary, office.director):
        with pytest.raises(NotAllowed):
            office.act(appeal, "prepare", person, corrections=[])
        with office.playing():
            assert not Document.objects.visible_to(person).filter(pk=appeal.pk).exists()
    for key in HEARERS:
        with office.playing():
            assert Document.objects.visible_to(office.people[key]).filter(pk=appeal.pk).exists()


def test_whoever_selected_has_no_vote_on_the_appeal(office: Office, ranked: list[Application]) -> None:
    recused = office.appealed(ranked[2]).recused()
    selectors = ranked[2].campaign.members.filter(body="selection").values_list("person", flat=True)
    assert set(selectors) <= set(recused)
    assert not {office.people[key].pk for key in HEARERS} & set(recused)


def test_what_is_corrected_fits_its_criterion_and_stands_once(
    office: Office, ranked: list[Application]
) -> None:
    appeal = office.appealed(ranked[2])
    for corrections in (
        [{"code": "unheard_of", "value": "1"}],
        [{"code": "math", "value": "32"}],
        [{"code": "prize", "value": "1"}, {"code": "prize", "value": "2"}],
    ):
        with pytest.raises(NotLegal):
            office.act(appeal, "prepare", keeper(office), corrections=corrections)
    assert prepared(office, appeal).corrections == [{"code": "prize", "value": "1", "circumstance": False}]


def test_nobody_is_enrolled_before_the_appeals_are_over(office: Office, ranked: list[Application]) -> None:
    rating = Rating.objects.get()
    appeal = prepared(office, office.appealed(ranked[2]))
    with pytest.raises(NotLegal):
        office.act(rating, "enrol", office.clerk)
    office.on(AFTER)
    with pytest.raises(NotLegal):
        office.act(rating, "enrol", office.clerk)
    office.heard(appeal, choice="against")
    office.act(rating, "enrol", office.clerk)
    assert Enrolment.objects.get().rows.count() == 2


def enrolled(office: Office) -> Order:
    office.on(AFTER)
    office.act(Rating.objects.latest("edition"), "enrol", office.clerk)
    return office.ordered(Enrolment.objects.latest("pk"))


def test_the_director_enrols_by_an_order_of_its_own_series(office: Office, ranked: list[Application]) -> None:
    order = enrolled(office)
    assert (order.number, order.series) == ("1-У", Order.Series.PUPILS)
    assert [fresh(one).state for one in ranked] == ["enrolled", "enrolled", "reserve"]
    assert Enrolment.objects.get().counts() == {fresh(ranked[0]).campaign.offer(MATHS).name: 2}
    with pytest.raises(NotLegal):
        office.parent(fresh(ranked[0]), "withdraw")


def test_who_gave_the_place_up_since_stops_the_order(office: Office, ranked: list[Application]) -> None:
    office.on(AFTER)
    office.act(Rating.objects.get(), "enrol", office.clerk)
    office.parent(ranked[0], "decline")
    order = Order.objects.get(links_out__target=Enrolment.objects.get(), links_out__effect="approve")
    order = office.act(order, "submit", office.clerk)
    assert f"№ {ranked[0].number}." in order.links_out.get(effect="put_up").failure
    with pytest.raises(NotLegal):
        office.act(order, "sign", office.director)
    assert [fresh(one).state for one in ranked] == ["declined", "recommended", "reserve"]


def test_who_takes_a_place_from_the_reserve_is_enrolled_by_a_further_order(
    office: Office, ranked: list[Application]
) -> None:
    order = enrolled(office)
    office.parent(fresh(ranked[0]), "decline")
    office.act(Enrolment.objects.get(), "draft_exclusion", office.clerk)
    excluding = office.act(Order.objects.get(amends=order.pk), "submit", office.clerk)
    office.act(excluding, "sign", office.director)
    office.act(fresh(ranked[2]), "offer_place", office.secretary, offer=MATHS)
    office.parent(fresh(ranked[2]), "take_place")
    assert enrolled(office).number == "3-У"
    assert [fresh(one).state for one in ranked] == ["excluded", "enrolled", "enrolled"]
    with pytest.raises(NotLegal):
        office.act(Rating.objects.get(), "enrol", office.clerk)
    assert list(verify()) == []
