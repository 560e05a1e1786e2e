"""What becomes of a place: offered to the next in reserve, taken, given up; enrolled and excluded by orders."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django_fsm import GET_STATE

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.card import APPLIES, ON_THE_LIST, REGISTERS, ApplicationCard, State
from governance.documents.kinds.admission.checking import Checking
from governance.documents.kinds.admission.effects import ENROL, EXCLUDE, GIVE_UP
from governance.documents.language.phrases import list_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import ByPaper, ByTerm, move
from governance.documents.settings.admission import OFFER
from governance.documents.settings.calendar import last_day

P = TypeVar("P", bound="Placing")


def once_turned_down(application: ApplicationCard, act: Act, **facts: Any) -> str:
    """The state after an offer was not taken: the place held before it, the reserve of another wish, or nothing."""
    if application.place:
        return State.RECOMMENDED.value
    waits = any(
        outcome == "reserve" and code not in (*application.turned_down, application.offered)
        for code, outcome in application.outcomes.items()
    )
    return State.RESERVE.value if waits else State.DECLINED.value


def once_given_up(application: ApplicationCard, act: Act, **facts: Any) -> str:
    return (State.DECLINED if application.enrolled_by_id is None else State.LEAVING).value


def term_of_offer(application: ApplicationCard) -> Any:
    return application.offered_until


class Placing(Checking):
    """The moves of an application once the commission has decided."""

    effects_in = {State.LEAVING: (GIVE_UP,)}

    class Meta(Checking.Meta):
        abstract = True

    @move(
        source=(State.RECOMMENDED, State.ENROLLED),
        target=GET_STATE(once_given_up, states=[State.DECLINED, State.LEAVING]),
        rule=APPLIES,
        words=verb("application", "Give the place up", "gave the place up"),
        for_holder=True,
        grave=True,
    )
    def decline(self, act: Act) -> None:
        """The place is free for the next in reserve; an enrolled pupil leaves the list by another order, and keeps it
        until then."""
        act.facts["offer"] = self.place
        if self.enrolled_by_id is None:
            self.vacate()
        else:
            self.affect(GIVE_UP, [self.enrolled_by_id])

    @move(
        source=(State.RESERVE, State.RECOMMENDED),
        target=State.OFFERED,
        rule=REGISTERS,
        words=verb("application", "Offer the free place", "offered a place"),
        inner=True,
    )
    def offer_place(self, act: Act, *, offer: str) -> None:
        """To the next in reserve and nobody else, with a term. Raises NotLegal when it is another's turn."""
        offered = self.campaign.offer(offer)
        # Simultaneous offers wait here: nothing may change between counting the places and choosing the next in
        # reserve.
        self.campaign.lock()
        if self.campaign.places_left()[offer] < 1:
            raise NotLegal(_("No place is free in «%(offer)s».") % {"offer": offered.name})
        if self.campaign.applications.filter(state=State.TIED, **{f"outcomes__{offer}": "tied"}).exists():
            raise NotLegal(_("The additional test decides about these places first."))
        ranking: Any = self.decided_by_list.whole if self.decided_by_list else None
        turn = ranking.next_in_reserve(offer) if ranking else None
        if turn is None or turn.pk != self.pk:
            raise NotLegal(_("It is another pupil's turn: open the page again."))
        self.offered = offer
        self.offered_until = last_day(OFFER, self.district_id)
        act.facts.update(offer=offer, until=self.offered_until.isoformat())

    @move(
        source=State.OFFERED,
        target=State.RECOMMENDED,
        rule=APPLIES,
        words=verb("application", "Take the offered place", "took the offered place"),
        for_holder=True,
    )
    def take_place(self, act: Act) -> None:
        """One pupil takes one place: the one held before becomes free."""
        if self.offered_until is not None and clock.today() > self.offered_until:
            raise NotLegal(_("The offer was good until %(day)s.") % {"day": list_date(self.offered_until)})
        act.facts.update(offer=self.offered, before=self.place)
        # The pupil keeps waiting for higher wishes, and no longer for lower ones.
        dearer = self.all_wishes[: self.all_wishes.index(self.offered)]
        waits = {code: outcome for code, outcome in self.outcomes.items() if code in dearer}
        self.outcomes = {**waits, self.offered: "recommended"}
        self.hold(self.offered)
        self.offered, self.offered_until = "", None

    @move(
        source=State.OFFERED,
        target=GET_STATE(once_turned_down, states=[State.RECOMMENDED, State.RESERVE, State.DECLINED]),
        rule=APPLIES,
        words=verb("application", "Turn the offered place down", "turned the offered place down"),
        for_holder=True,
    )
    def turn_down(self, act: Act) -> None:
        """The place goes to the next; what is held or waited for besides stays."""
        self._let_offer_go(act)

    @move(
        source=State.OFFERED,
        target=GET_STATE(once_turned_down, states=[State.RECOMMENDED, State.RESERVE, State.DECLINED]),
        rule=ByTerm(term_of_offer),
        words=verb("application", "Let the offer expire", "offer expired"),
    )
    def expire_offer(self, act: Act) -> None:
        """Nobody answered by the last day: silence is no consent."""
        self._let_offer_go(act)

    def hold(self, place: str) -> None:
        """Hold this place from today on, or none; the same one goes on being held since its day."""
        if place != self.place:
            self.place_since = clock.today() if place else None
        self.place = place

    def _let_offer_go(self, act: Act) -> None:
        act.facts["offer"] = self.offered
        self.turned_down = [*self.turned_down, self.offered]
        self.offered, self.offered_until = "", None

    @move(
        source=State.RECOMMENDED,
        target=State.ENROLLED,
        rule=ByPaper(ENROL),
        words=verb("application", "Enrol", "enrolled"),
    )
    def enrol(self, act: Act) -> None:
        """By the list that the director's order approved."""
        self.enrolled_by = act.basis

    @move(
        source=ON_THE_LIST,
        target=State.EXCLUDED,
        rule=ByPaper(EXCLUDE),
        words=verb("application", "Exclude from those enrolled", "excluded from those enrolled"),
    )
    def exclude(self, act: Act) -> None:
        """By the list, which the director's order has changed."""
        self.vacate()


def within_places(waiting: list[P], places: Mapping[str, int]) -> list[P]:
    """Those of them who get one of these places, by their offer: the earlier applications first."""
    free = dict(places)
    enrolled = set()
    for application in sorted(waiting, key=lambda each: (each.sequence or 0, each.pk)):
        if free[application.place] > 0:
            free[application.place] -= 1
            enrolled.add(application.pk)
    return [application for application in waiting if application.pk in enrolled]
