"""The application as a kind of paper: how one begins, and what comes of it once it is checked."""

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _, gettext_lazy
from django_fsm import GET_STATE

from governance import clock
from governance.documents.approval.claimed_value import typed_value
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.card import APPLIES, PLACED, REGISTERS, ApplicationCard, State
from governance.documents.kinds.admission.checking import Checking
from governance.documents.kinds.admission.claims import Claim
from governance.documents.kinds.admission.effects import ENROL, TAKE_OUTCOME
from governance.documents.kinds.admission.erasing import form_kept_until
from governance.documents.kinds.admission.intake import begin_applicant
from governance.documents.language.phrases import list_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.private_link import give_link
from governance.documents.record.transitions import ByPaper, ByTerm, ByWhole, condition, move
from governance.roles.person import Person

RANKED = (State.REVIEW, State.TIED, State.RECOMMENDED, State.RESERVE, State.NOT_RECOMMENDED)


def outcome_in_list(application: ApplicationCard, act: Act, **facts: Any) -> str:
    """The state that the list gives: the best that any of the wishes came to.

    A tie goes first: it is over a dearer wish than the place that is held meanwhile, and the test has to be taken.
    """
    outcomes = _outcomes(application, act).values()
    for state in (State.TIED, State.RECOMMENDED, State.RESERVE):
        if state.value in outcomes:
            return state.value
    return State.NOT_RECOMMENDED.value


def once_turned_down(application: ApplicationCard, act: Act, **facts: Any) -> str:
    """The state after an offer was not taken: the place held before it, the reserve of another wish, or nothing."""
    if application.place:
        return State.RECOMMENDED.value
    waits = any(
        outcome == "reserve" and code not in (*application.turned_down, application.offered)
        for code, outcome in application.outcomes.items()
    )
    return State.RESERVE.value if waits else State.DECLINED.value


def _outcomes(application: ApplicationCard, act: Act) -> dict[str, str]:
    ranking: Any = act.basis.whole if act.basis else None
    return dict(ranking.outcomes_of(application.public_code)) if ranking else {}


def term_of_offer(application: ApplicationCard) -> Any:
    return application.offered_until


@condition(gettext_lazy("The criteria of this admission know no additional test as the last key of a tie."))
def is_tied(application: ApplicationCard) -> bool:
    return TEST in application.campaign.sheet.tie_break


TITLE = "Заявление о приёме в 10 класс"


@kind("application")
class Application(Checking):
    """A parent's application for a pupil's place in a 10th class (docs/domain.md, "Application")."""

    class Meta(Checking.Meta):
        constraints: ClassVar = [
            *Checking.Meta.constraints,
            models.CheckConstraint(
                name="application_registered_when_submitted",
                condition=Q(submitted_at__isnull=True) | ~Q(wishes=[]),
            ),
        ]

    @move(
        source=RANKED,
        target=GET_STATE(
            outcome_in_list, states=[State.TIED, State.RECOMMENDED, State.RESERVE, State.NOT_RECOMMENDED]
        ),
        rule=ByPaper(TAKE_OUTCOME),
        words=verb("application", "Take the outcome", "got its outcome"),
    )
    def take_outcome(self, act: Act) -> None:
        """By the list that the commission adopted, and by nothing else."""
        self.outcomes = _outcomes(self, act)
        self.decided_by_list = act.basis
        self.place = next((code for code, outcome in self.outcomes.items() if outcome == "recommended"), "")
        act.facts["outcomes"] = self.outcomes

    @move(
        source=State.TIED,
        rule=REGISTERS,
        words=verb(
            "application",
            "Enter the result of the additional test",
            "entered the result of the additional test",
        ),
        conditions=(is_tied,),
        inner=True,
    )
    def enter_test(self, act: Act, *, value: str) -> None:
        """The test decides among equals only; the next list is computed with it."""
        result = typed_value(self.campaign.sheet, TEST, value)
        Claim.objects.update_or_create(
            application_id=self.pk,
            code=TEST,
            defaults={
                "value": result,
                "settled": result,
                "settled_at": act.at,
                "settled_by": act.by,
                "settled_reason": "дополнительное испытание",
            },
        )
        self._reread()

    # --- places that become free ------------------------------------------------------------------------------------

    @move(
        source=(State.RECOMMENDED, State.ENROLLED),
        target=State.DECLINED,
        rule=APPLIES,
        words=verb("application", "Give the place up", "gave the place up"),
        for_holder=True,
        grave=True,
    )
    def decline(self, act: Act) -> None:
        """The place is free for the next in reserve."""
        act.facts["offer"] = self.place
        self.vacate()

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
        Document.objects.select_for_update().filter(pk=self.campaign_id).values_list("pk").first()
        if self.campaign.places_left()[offer] < 1:
            raise NotLegal(_("No place is free in «%(offer)s».") % {"offer": offered.name})
        if self.campaign.applications.filter(state=State.TIED, **{f"outcomes__{offer}": "tied"}).exists():
            raise NotLegal(_("The additional test decides about these places first."))
        ranking: Any = self.decided_by_list.whole if self.decided_by_list else None
        turn = ranking.next_in_reserve(offer) if ranking else None
        if turn is None or turn.pk != self.pk:
            raise NotLegal(_("It is another pupil's turn: open the page again."))
        self.offered = offer
        self.offered_until = clock.today() + timedelta(days=settings.ADMISSION_OFFER_DAYS)
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
        self.place, self.offered, self.offered_until = self.offered, "", None

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
        source=(*PLACED, State.ENROLLED, State.DECLINED),
        rule=APPLIES,
        words=verb("application", "Appeal", "appealed"),
        inner=True,
    )
    def appeal(self, act: Act) -> None:
        """Against the published result, within its term; the appeal is a paper of its own (`appeal.file_appeal`).

        What it is about is kept long enough for it to be heard, and no longer for its sake.
        """
        heard_by = clock.today() + timedelta(days=settings.ADMISSION_APPEAL_KEPT_DAYS)
        self.kept_until = max(self.kept_until, heard_by)
        if self.campaign.appeal_commission is not None:
            # Whoever hears the appeal has to see the points and their proofs.
            self.readers.add(self.campaign.appeal_commission)

    @move(
        source="*",
        rule=ByWhole(),
        words=verb("application", "Give a new link", "got a new private link"),
        inner=True,
    )
    def renew_link(self, act: Act, *, opened_by: str) -> None:
        """Whoever reads the mailbox gets a new private link; the one before opens nothing any more."""
        give_link(self, self.link_until(), opened_by)

    def erase_own(self) -> None:
        """Names, files and reasons go; points and decisions stay."""
        self.missing = ""
        self.applicant.delete()
        self.claims.update(note="", settled_reason="")
        for check in self.checks.all():
            check.verdicts.exclude(reason="").update(reason="—")
        self.remarks.update(text="—")


@transaction.atomic
def begin_application(campaign: Campaign, *, by: Person | None = None, key: str = "") -> Application:
    """An empty application: for a parent on the public page, or by the secretary for one that came on paper.

    `key`: of the private link that opens it.

    Raises NotLegal while the admission takes none, NotAllowed when `by` does not register applications.
    """
    if not campaign.takes_applications or campaign.commission is None:
        raise NotLegal(_("Applications are taken only on the announced days of the intake."))

    def begin(application: Application, act: Act) -> None:
        begin_applicant(application, act)
        if key:
            give_link(application, application.link_until(), key)

    return draft(
        Application,
        unit=campaign.commission,
        title=TITLE,
        by=by,
        basis=None if by is not None else campaign,
        fill=begin,
        campaign=campaign,
        round=campaign.round,
        kept_until=form_kept_until(campaign),
    )
