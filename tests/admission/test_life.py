"""One admission through any sequence of acts: what never holds otherwise, whoever does what and when."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from governance.documents.errors import Refused
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.claims import Check
from governance.documents.kinds.admission.enrolment import Enrolment, EnrolmentRow
from governance.documents.kinds.admission.ranking import compute
from governance.documents.kinds.admission.rating import Rating
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Link
from governance.documents.record.history import verify
from governance.flows.jobs.ends import expire_offers
from governance.scenarios.luza import Luza
from tests.whole import machine

from .office import AFTER, CHEMISTRY, GENERAL, MATHS, RESULTS, SELECTION, SELECTORS, Office, fresh

pytestmark = pytest.mark.django_db

WISHES = [[MATHS], [MATHS, CHEMISTRY], [CHEMISTRY, MATHS], [GENERAL]]
BY_PARENTS = ("withdraw", "decline", "take_place", "turn_down")
HOLDING = ("tied", "recommended", "offered", "enrolled")


def life_of(luza: Luza) -> type[RuleBasedStateMachine]:
    class AdmissionLife(RuleBasedStateMachine):
        """One campaign; each run is undone at its end."""

        def __init__(self) -> None:
            super().__init__()
            self.run = transaction.atomic()
            self.run.__enter__()
            self.applied: list[Application] = []
            self.enrolled: set[int] = set()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

        @initialize()
        def begin(self) -> None:
            self.office = Office(luza)
            self.campaign = self.office.announced()
            for mark in (31, 30, 30, 29):
                self.apply(mark, 0, general_too=False)
            for application in self.applied:
                self.office.checked(application)

        def attempt(self, act: Any) -> Any:
            """Whatever is refused has changed nothing: the invariants say so."""
            try:
                return act()
            except Refused:
                return None

        def any_of(self, which: int) -> Application:
            found: Application = fresh(self.applied[which % len(self.applied)])
            return found

        @rule(mark=st.integers(7, 31), wish=st.integers(0, 3), general_too=st.booleans())
        def apply(self, mark: int, wish: int, general_too: bool) -> None:
            day = self.office.day
            if len(self.applied) < 7 and day < SELECTION:
                self.applied.append(
                    self.office.applied(
                        self.campaign,
                        WISHES[wish],
                        {"math": str(mark), "certificate": "4"},
                        general_too=general_too,
                    )
                )

        @rule(which=st.integers(0, 6))
        def check(self, which: int) -> None:
            application = self.any_of(which)
            if application.state == "registered":
                self.office.checked(application)

        @rule(which=st.integers(0, 6), who=st.sampled_from(SELECTORS))
        def conflict(self, which: int, who: str) -> None:
            member = self.office.people[who]
            self.attempt(
                lambda: self.office.act(self.any_of(which), "declare_conflict", member, reason="Родня")
            )
            self.attempt(lambda: self.recheck(which))

        def recheck(self, which: int) -> None:
            application = self.any_of(which)
            for made in [made for made in application.live_checks if made.is_open]:
                verdicts = [{"claim": claim.pk, "outcome": "accept"} for claim in application.all_claims]
                self.office.act(application, "check_claims", made.person, verdicts=verdicts)

        @rule(which=st.integers(0, 6), move=st.sampled_from(BY_PARENTS))
        def parent(self, which: int, move: str) -> None:
            application = self.any_of(which)
            self.attempt(lambda: self.office.parent(application, move))

        @rule()
        def decide(self) -> None:
            """The list as it stands now, adopted and, on its day, published."""
            day = self.office.day
            try:
                rating = self.attempt(lambda: self.office.adopted(self.campaign))
            finally:
                self.office.on(max(day, SELECTION))
            if rating is not None:
                self.office.on(max(day, RESULTS))
                self.attempt(lambda: self.office.act(rating, "publish", self.office.secretary))

        @rule(which=st.integers(0, 6), result=st.sampled_from(["3", "4", "5"]))
        def take_test(self, which: int, result: str) -> None:
            self.attempt(
                lambda: self.office.act(self.any_of(which), "enter_test", self.office.secretary, value=result)
            )

        @rule()
        def enrol(self) -> None:
            rating = Rating.objects.filter(state="adopted").order_by("edition").last()
            if rating is None:
                return
            self.office.on(max(self.office.day, AFTER))
            if self.attempt(lambda: self.office.act(rating, "enrol", self.office.clerk)) is not None:
                enrolment = Enrolment.objects.latest("pk")
                self.office.ordered(enrolment)
                self.enrolled |= set(enrolment.rows.values_list("application", flat=True))

        @rule(which=st.integers(0, 2))
        def exclude(self, which: int) -> None:
            """The order that excludes those who gave up their places on one list, and enrols the next; or not."""
            lists = list(Enrolment.objects.filter(state="approved").order_by("pk"))
            if not lists:
                return
            enrolment = lists[which % len(lists)]
            if (
                self.attempt(lambda: self.office.act(enrolment, "draft_exclusion", self.office.clerk))
                is not None
            ):
                order = Order.objects.exclude(amends=None).latest("pk")
                order = self.office.act(order, "submit", self.office.clerk)
                self.attempt(lambda: self.office.act(order, "sign", self.office.director))
                changes = fresh(order).changes.all() if fresh(order).number else []
                self.enrolled -= {int(change.row) for change in changes if change.action == "exclude_row"}
                self.enrolled |= {int(change.row) for change in changes if change.action == "add_row"}

        @rule(offer=st.sampled_from([MATHS, CHEMISTRY, GENERAL]))
        def offer_next(self, offer: str) -> None:
            rating = Rating.objects.filter(state="adopted").order_by("edition").last()
            turn = rating.next_in_reserve(offer) if rating is not None else None
            if turn is not None:
                self.attempt(lambda: self.office.act(turn, "offer_place", self.office.secretary, offer=offer))

        @rule(which=st.integers(0, 6), offer=st.sampled_from([MATHS, GENERAL]))
        def offer_anybody(self, which: int, offer: str) -> None:
            self.attempt(
                lambda: self.office.act(self.any_of(which), "offer_place", self.office.secretary, offer=offer)
            )

        @rule(days=st.integers(1, 5))
        def time_passes(self, days: int) -> None:
            self.office.on(self.office.day + timedelta(days=days))
            with self.office.playing():
                expire_offers()

        @invariant()
        def never_more_hold_places_than_there_are(self) -> None:
            taken: Counter[str] = Counter()
            for application in Application.objects.filter(state__in=HOLDING):
                taken.update(code for code in (application.place, application.offered) if code)
            assert all(taken[offer.code] <= offer.places for offer in self.campaign.offers)
            assert fresh(self.campaign).places_left() == {
                offer.code: offer.places - taken[offer.code] for offer in self.campaign.offers
            }

        @invariant()
        def never_more_stand_on_orders_than_there_are_places(self) -> None:
            standing = Application.objects.filter(state__in=("enrolled", "leaving"))
            taken = Counter(standing.values_list("place", flat=True))
            assert all(taken[offer.code] <= offer.places for offer in self.campaign.offers)
            rows = EnrolmentRow.objects.filter(enrolment__state="approved", excluded_by=None)
            assert Counter(rows.values_list("offer", flat=True)) == taken

        @invariant()
        def a_place_is_held_by_those_alone_who_are_to_get_it(self) -> None:
            for application in Application.objects.all():
                if application.state in ("recommended", "enrolled", "leaving"):
                    assert application.place != ""
                elif application.state not in HOLDING:
                    assert (application.place, application.offered) == ("", "")

        @invariant()
        def whoever_is_enrolled_stays_so_until_an_order_excludes_them(self) -> None:
            standing = Application.objects.filter(state__in=("enrolled", "leaving"))
            assert set(standing.values_list("pk", flat=True)) == self.enrolled
            failed = Link.objects.exclude(failure="").filter(source__kind="order")
            assert list(failed.values_list("effect", "failure")) == []

        @invariant()
        def nobody_with_a_conflict_checks(self) -> None:
            for made in Check.objects.filter(dropped_at=None).select_related("application"):
                assert not made.application.conflicts.filter(person=made.person_id).exists()

        @invariant()
        def what_a_list_says_follows_from_the_settled_points(self) -> None:
            """Right after it was adopted; places given up since change what a new one would say."""
            rating = Rating.objects.order_by("edition").last()
            last = Application.objects.order_by("-changed_at").first()
            if rating is None or last is None or rating.state != "adopted":
                return
            if set(Application.objects.exclude(decided_by_list=rating).values_list("state")):
                return
            untouched = not Application.objects.exclude(
                pk__in=[
                    one.pk
                    for one in Application.objects.all()
                    if one.events.latest("position").move == "take_outcome"
                ]
            ).exists()
            if untouched:
                assert compute(fresh(self.campaign)) == rating.lists

        @invariant()
        def the_record_is_whole(self) -> None:
            assert list(verify()) == []

    return AdmissionLife


@pytest.mark.exhaustive
def test_no_sequence_of_acts_breaks_an_admission(luza: Luza) -> None:
    run_state_machine_as_test(
        life_of(luza),
        settings=machine(runs=4, steps=15),
    )


def test_the_usual_way_of_the_machine_reaches_the_end(luza: Luza) -> None:
    """The machine proves something only if its runs get far."""
    machine: Any = life_of(luza)()
    try:
        machine.begin()
        machine.decide()
        assert {one.state for one in Application.objects.all()} == {"recommended", "tied", "reserve"}
        machine.what_a_list_says_follows_from_the_settled_points()
        machine.take_test(1, "5")
        machine.take_test(2, "3")
        machine.decide()
        machine.enrol()
        machine.parent(0, "decline")
        machine.offer_next(MATHS)
        machine.parent(2, "take_place")
        machine.enrol()
        machine.never_more_stand_on_orders_than_there_are_places()
        machine.exclude(0)
        machine.never_more_stand_on_orders_than_there_are_places()
        machine.whoever_is_enrolled_stays_so_until_an_order_excludes_them()
        assert [fresh(one).state for one in machine.applied] == [
            "excluded",
            "enrolled",
            "enrolled",
            "reserve",
        ]
    finally:
        machine.teardown()
