"""The application as a kind of paper: how one begins, and what comes of it once it is checked."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _, gettext_lazy
from django_fsm import GET_STATE

from governance.documents.approval.claimed_value import typed_value
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.card import (
    APPLIES,
    PLACED,
    REGISTERS,
    ApplicationCard,
    State,
)
from governance.documents.kinds.admission.claims import Claim
from governance.documents.kinds.admission.effects import TAKE_OUTCOME
from governance.documents.kinds.admission.erasing import form_kept_until
from governance.documents.kinds.admission.intake import begin_applicant
from governance.documents.kinds.admission.placing import Placing
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.private_link import give_link
from governance.documents.record.transitions import ByPaper, ByWhole, condition, move
from governance.documents.settings.admission import APPEAL_KEPT
from governance.documents.settings.calendar import last_day
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


def _outcomes(application: ApplicationCard, act: Act) -> dict[str, str]:
    ranking: Any = act.basis.whole if act.basis else None
    return dict(ranking.outcomes_of(application.public_code)) if ranking else {}


@condition(gettext_lazy("The criteria of this admission know no additional test as the last key of a tie."))
def is_tied(application: ApplicationCard) -> bool:
    return TEST in application.campaign.sheet.tie_break


TITLE = "Заявление о приёме в 10-й класс"


@kind("application")
class Application(Placing):
    """A parent's application for a pupil's place in a 10th class (docs/domain.md, "Application")."""

    class Meta(Placing.Meta):
        constraints: ClassVar = [
            *Placing.Meta.constraints,
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
        place = next((code for code, outcome in self.outcomes.items() if outcome == "recommended"), "")
        self.hold(place)
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
        heard_by = last_day(APPEAL_KEPT, self.district_id)
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
