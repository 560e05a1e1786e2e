"""From the half-filled form to an application that is complete: submitting, asking for what is missing, withdrawing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.approval.claimed_value import enclose_proof, read_claim, typed_value
from governance.documents.approval.erasable import last_day_kept
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.applicant import Applicant
from governance.documents.kinds.admission.card import (
    APPLIES,
    BEFORE_REVIEW,
    PLACED,
    REGISTERS,
    ApplicationCard,
    State,
)
from governance.documents.kinds.admission.claims import Claim
from governance.documents.kinds.admission.effects import LAPSE
from governance.documents.kinds.admission.erasing import (
    RUN_OUT,
    application_kept_until,
    form_kept_until,
)
from governance.documents.kinds.admission.places import read_wishes
from governance.documents.language.typed_text import lines_of_text
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.numbering import give_number
from governance.documents.record.transitions import ByPaper, ByTerm, condition, move
from governance.documents.settings.admission import SUPPLEMENT
from governance.documents.settings.calendar import last_day

LONGEST_MISSING = 2_000
MOST_FILES = 20


@condition(gettext_lazy("Applications are taken only on the announced days of the intake."))
def intake_is_open(application: ApplicationCard) -> bool:
    return application.campaign.takes_applications


@condition(gettext_lazy("The address is confirmed already."))
def is_address_open(application: ApplicationCard) -> bool:
    return application.email_confirmed_at is None


class Intake(ApplicationCard):
    """The moves of whoever applies, and of the secretary who receives."""

    class Meta(ApplicationCard.Meta):
        abstract = True

    @move(
        source=(State.DRAFT, State.INCOMPLETE),
        rule=APPLIES,
        words=verb("application", "Fill in", "filled in"),
        inner=True,
    )
    def revise(
        self,
        act: Act,
        *,
        applicant: Mapping[str, Any] | None = None,
        wishes: Sequence[str] | None = None,
        general_too: bool | None = None,
        claims: Iterable[Mapping[str, Any]] | None = None,
    ) -> None:
        """Change what is given; half filled is possible. The history remembers which fields, never what they hold."""
        self.check_not_erased()
        if self.state == State.DRAFT:
            self.kept_until = form_kept_until(self.campaign)
        if applicant is not None:
            row = self.applicant
            changed = row.write(dict(applicant))
            row.save()
            if "email" in changed:
                self.email_confirmed_at = None
            act.facts["fields"] = changed
        if wishes is not None:
            self.wishes = read_wishes(wishes, self.campaign.offers)
        if general_too is not None:
            self.general_too = general_too
        if claims is not None:
            write_claims(self, claims)
            self._reread()

    @move(
        source=(State.DRAFT, State.REGISTERED, State.INCOMPLETE),
        rule=APPLIES,
        words=verb("application", "Enclose a file", "enclosed a file"),
        inner=True,
    )
    def enclose(self, act: Act, *, name: str, data: bytes) -> None:
        """A proof or another paper; claims name it. Raises NotLegal for a file that is none of ours, or too many."""
        self.check_not_erased()
        enclose_proof(self, act, name=name, data=data, most=MOST_FILES)

    @move(
        source=State.DRAFT,
        target=State.REGISTERED,
        rule=APPLIES,
        words=verb("application", "Submit", "submitted and registered"),
        conditions=(intake_is_open,),
    )
    def submit(self, act: Act) -> None:
        """Registered on the same day, with its number. Raises NotLegal for what an application cannot be without."""
        self.applicant.check_whole()
        if not self.wishes:
            raise NotLegal(_("Choose at least one class or profile."))
        consents: Any = self.consents  # type: ignore[attr-defined]  # of a kind that is declared after this one
        if not consents.filter(state="given").exists():
            raise NotLegal(
                _("Give the consent to the processing of personal data first: it is a separate paper.")
            )
        self.round = self.campaign.round
        self.submitted_at = act.at
        self.kept_until = application_kept_until(self.campaign)
        if act.by is not None:
            self.way = self.Way.PAPER
        self.freeze(act)
        give_number(self, act, on=clock.today())

    @move(
        source="*",
        rule=APPLIES,
        words=verb("application", "Confirm the e-mail", "confirmed the e-mail"),
        conditions=(is_address_open,),
        inner=True,
    )
    def confirm_email(self, act: Act) -> None:
        """Whoever followed the link of the letter reads that mailbox (`desk` proves it before)."""
        self.email_confirmed_at = act.at

    # --- the secretary --------------------------------------------------------------------------------------------

    @move(
        source=State.REGISTERED,
        target=State.INCOMPLETE,
        rule=REGISTERS,
        words=verb("application", "Ask for what is missing", "asked for what is missing"),
        inner=True,
    )
    def ask(self, act: Act, *, missing: str, until: date | None = None) -> None:
        """The application waits until the parents bring it, or say that there is none."""
        missing = lines_of_text(missing, LONGEST_MISSING)
        if not missing:
            raise NotLegal(_("Write what is missing: the parents read these words."))
        until = until or last_day(SUPPLEMENT, self.district_id)
        if until <= clock.today():
            raise NotLegal(_("Give the parents at least until tomorrow."))
        self.missing, self.missing_until = missing, until

    @move(
        source=State.INCOMPLETE,
        target=State.REGISTERED,
        rule=APPLIES,
        words=verb("application", "Send what was missing", "sent what was missing"),
    )
    def supplement(self, act: Act) -> None:
        """The missing papers came, or cannot be obtained: the secretary looks again."""
        self.applicant.check_whole()
        self.missing, self.missing_until = "", None
        self.freeze(act)

    @move(
        source=BEFORE_REVIEW,
        target=State.REVIEW,
        rule=REGISTERS,
        words=verb("application", "Accept as complete", "accepted as complete"),
        several=True,
    )
    def accept(self, act: Act) -> None:
        """It goes to the members who check it. What was not brought by its day counts as not claimed."""
        if self.state == State.INCOMPLETE:
            if self.missing_until is not None and clock.today() <= self.missing_until:
                raise NotLegal(
                    _("The parents have time to bring what is missing until %(day)s.")
                    % {"day": f"{self.missing_until:%d.%m.%Y}"}
                )
            self.missing, self.missing_until = "", None
        self.freeze(act)
        self.assign_checks(act)

    def assign_checks(self, act: Act) -> None:
        """Say who checks it (`checking`)."""
        raise NotImplementedError

    # --- going back on it -----------------------------------------------------------------------------------------

    @move(
        source=(*BEFORE_REVIEW, State.REVIEW, *PLACED),
        target=State.WITHDRAWN,
        rule=APPLIES,
        words=verb("application", "Withdraw", "withdrawn"),
        grave=True,
        for_holder=True,
    )
    def withdraw(self, act: Act) -> None:
        """The parents take it back, at any time before enrolment; the secretary does it for them, by their request."""
        self.vacate()

    @move(
        source=(State.DRAFT, *BEFORE_REVIEW, State.REVIEW, *PLACED),
        target=State.WITHDRAWN,
        rule=ByPaper(LAPSE),
        words=verb("application", "Withdraw", "withdrawn with the consent"),
    )
    def lapse(self, act: Act) -> None:
        """The consent to the processing of the personal data was taken back: nothing may be done with it any more."""
        self.vacate()

    @move(
        source=(*BEFORE_REVIEW, State.REVIEW, State.TIED, State.RECOMMENDED, State.RESERVE, State.OFFERED),
        target=State.WITHDRAWN,
        rule=ByTerm(last_day_kept),
        words=RUN_OUT,
    )
    def run_out(self, act: Act) -> None:
        """Nobody has decided by the last day of the personal data: without that nothing can be decided any more."""
        self.vacate()

    def vacate(self) -> None:
        """Hold no place, wait for none."""
        self.place, self.place_since, self.offered, self.offered_until = "", None, "", None
        self.missing, self.missing_until = "", None


def begin_applicant(application: ApplicationCard, act: Act) -> None:
    """The empty row for the personal data of a fresh application."""
    Applicant.objects.create(application_id=application.pk)


def write_claims(application: ApplicationCard, given: Iterable[Mapping[str, Any]]) -> None:
    """Replace the claims: mappings with `code`, `value` (text; of a circumstance left out), `note`, `proof` (a file).

    Raises NotLegal, naming the criterion, for a value that does not fit it; what was claimed before stays then.
    """
    rows = [_claim(application, entry) for entry in given]
    codes = [row.code for row in rows]
    if len(set(codes)) != len(codes):
        raise NotLegal(_("Each criterion is claimed once: open the page again."))
    known = {claim.code: claim for claim in application.claims.all()}
    for code in known.keys() - set(codes):
        known[code].delete()
    for row in rows:
        # The row of a claim stays the same, so that what was found about it before can still be read.
        row.pk = known[row.code].pk if row.code in known else None
        row.save()


def _claim(application: ApplicationCard, entry: Mapping[str, Any]) -> Claim:
    campaign = application.campaign
    code, written, note, proof = read_claim(application, entry)
    circumstance = code in {each["code"] for each in campaign.circumstances}
    return Claim(
        application_id=application.pk,
        code=code,
        value=Decimal(1) if circumstance else typed_value(campaign.sheet, code, written),
        is_circumstance=circumstance,
        note=note,
        proof=proof,
    )
