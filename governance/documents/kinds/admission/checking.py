"""Two members check each application against its proofs; where they differ the chair decides.

A member with a conflict of interest is shut out of the application: no check, no reading, no vote on it.

Source: docs/domain.md, "Admission".
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.approval.claimed_value import reason_for, typed_value
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.card import REGISTERS, ApplicationCard, State
from governance.documents.kinds.admission.claims import Check, Claim, Verdict
from governance.documents.kinds.admission.effects import CORRECT
from governance.documents.kinds.admission.intake import Intake
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Conflict
from governance.documents.record.perform import perform
from governance.documents.record.transitions import ByPaper, May, condition, move
from governance.documents.settings.admission import CHECKS
from governance.roles.may import holders
from governance.roles.person import Person
from governance.roles.rights import Right


def not_a_checker(application: ApplicationCard, person: Person) -> "str | Promise | None":
    if any(check.person_id == person.pk and check.is_open for check in application.live_checks):
        return None
    return gettext_lazy("This application is checked by other members, or you have checked it already.")


@condition(gettext_lazy("The checks do not differ, or are not all there."))
def checks_differ(application: ApplicationCard) -> bool:
    return application.is_disputed


class Checking(Intake):
    """The moves of the commission's members before the ranking."""

    class Meta(Intake.Meta):
        abstract = True

    def assign_checks(self, act: Act) -> None:
        """Give it to as many members as are to check it: those with the fewest checks, none with a conflict.

        Whoever would decide between two checks makes one only where nobody else is left.

        Raises NotLegal when too few members are left.
        """
        able = {held.person_id: held.person for held in holders(Right.CHECK_APPLICATION, self.unit_id)}
        out = set(self.conflicts.values_list("person_id", flat=True))
        mine = {check.person_id for check in self.checks.filter(dropped_at=None)}
        burden = dict(
            Check.objects.filter(application__campaign_id=self.campaign_id, dropped_at=None)
            .values_list("person_id")
            .annotate(count=Count("pk"))
        )
        decide = {held.person_id for held in holders(Right.SETTLE_CHECK, self.unit_id)}
        free = sorted(able.keys() - out - mine, key=lambda key: (key in decide, burden.get(key, 0), key))
        needed = CHECKS.on(self.district_id) - len(mine)
        if len(free) < needed:
            raise NotLegal(
                _("Too few members of the commission can check this application: appoint another one.")
            )
        for key in free[:needed]:
            Check.objects.create(application_id=self.pk, person=able[key], assigned_at=act.at)
        self._reread()

    @move(
        source=(State.REGISTERED, State.INCOMPLETE, State.REVIEW, State.TIED, State.RESERVE),
        rule=May(Right.CHECK_APPLICATION),
        words=verb("application", "Declare a conflict of interest", "declared a conflict of interest"),
        needs_reason=True,
        grave=True,
    )
    def declare_conflict(self, act: Act) -> None:
        """Related to the pupil, or teaches them for pay: out of this application from now on."""
        self._bar(act, act.person)

    @move(
        source=(State.REGISTERED, State.INCOMPLETE, State.REVIEW, State.TIED, State.RESERVE),
        rule=REGISTERS,
        words=verb("application", "Enter a conflict of interest", "entered a conflict of interest"),
        needs_reason=True,
        inner=True,
    )
    def enter_conflict(self, act: Act, *, person: Person | int) -> None:
        """The secretary enters a conflict of interest that the member or somebody else reported."""
        key = person if isinstance(person, int) else person.pk
        held = next(
            (held for held in holders(Right.READ_APPLICATIONS, self.unit_id) if held.person_id == key), None
        )
        if held is None:
            raise NotLegal(_("Choose a member of the commission from the list."))
        self._bar(act, held.person)

    def _bar(self, act: Act, person: Person) -> None:
        _row, made = Conflict.objects.get_or_create(
            document_id=self.pk, person=person, defaults={"declared_at": act.at}
        )
        if not made:
            raise NotLegal(_("This is entered already."))
        # The conflict covers all papers that belong to the application.
        consents: Any = self.consents  # type: ignore[attr-defined]  # of a kind that is declared after this one
        for consent in consents.all():
            perform(consent, "keep_out", basis=self, person=person)
        act.facts["person"] = person.pk
        # What they found before binds nobody: another member checks.
        dropped = self.checks.filter(person=person, dropped_at=None).update(dropped_at=act.at)
        self._reread()
        if dropped and self.state == State.REVIEW:
            self.claims.update(settled=None, settled_at=None, settled_by=None, settled_reason="")
            self.assign_checks(act)

    @move(
        source=State.REVIEW,
        rule=May(Right.CHECK_APPLICATION, unless=not_a_checker),
        words=verb("application", "Check the points", "checked the points"),
        inner=True,
    )
    def check_claims(self, act: Act, *, verdicts: Iterable[Mapping[str, Any]]) -> None:
        """Say of each claim: accept, correct (with the value and a reason), or reject (with a reason).

        `verdicts`: mappings with `claim` (its id), `outcome`, `value`, `reason`; every claim exactly once.
        """
        check = next(held for held in self.live_checks if held.person_id == act.person.pk and held.is_open)
        claims = {claim.pk: claim for claim in self.all_claims}
        rows = [self._verdict(check, claims, verdict) for verdict in verdicts]
        if sorted(row.claim_id for row in rows) != sorted(claims):
            raise NotLegal(_("Say something of each point: accept, correct or reject it."))
        Verdict.objects.bulk_create(rows)
        check.done_at = act.at
        check.save(update_fields=["done_at"])
        self._reread()
        self._settle_agreed(act)
        act.facts.update(part=check.part)

    def _verdict(self, check: Check, claims: dict[int, Claim], given: Mapping[str, Any]) -> Verdict:
        claim = claims.get(given.get("claim", 0))
        outcome = given.get("outcome", "")
        if claim is None or outcome not in Verdict.Outcome.values:
            raise NotLegal(_("Say something of each point: accept, correct or reject it."))
        reason = " ".join(str(given.get("reason", "")).split())
        value: Decimal | None = claim.value
        if outcome != Verdict.Outcome.ACCEPT:
            reason = reason_for(name_of(self, claim), reason)
            value = None
        if outcome == Verdict.Outcome.CORRECT:
            if claim.is_circumstance:
                raise NotLegal(_("A circumstance is there or is not: accept or reject it."))
            value = typed_value(self.campaign.sheet, claim.code, given.get("value", ""))
            if value == claim.value:
                raise NotLegal(
                    _("«%(criterion)s»: the corrected value is the claimed one: accept it, or write another.")
                    % {"criterion": name_of(self, claim)}
                )
        return Verdict(check_made=check, claim=claim, outcome=outcome, value=value, reason=reason)

    def _settle_agreed(self, act: Act) -> None:
        """Once all checks are there: what they agree on counts."""
        if not self.is_checked_twice:
            return
        verdicts: dict[int, list[Verdict]] = {}
        for verdict in Verdict.objects.filter(
            Q(check_made__dropped_at=None), check_made__application_id=self.pk
        ):
            verdicts.setdefault(verdict.claim_id, []).append(verdict)
        for claim in self.all_claims:
            of_claim = verdicts[claim.pk]
            if len({verdict.value for verdict in of_claim}) == 1:
                reasons = dict.fromkeys(verdict.reason for verdict in of_claim if verdict.reason)
                claim.settle(of_claim[0].value, act.by, act.at, "; ".join(reasons))
        self._reread()

    @move(
        source=State.REVIEW,
        rule=May(Right.SETTLE_CHECK),
        words=verb("application", "Decide where the checks differ", "decided where the checks differ"),
        conditions=(checks_differ,),
        inner=True,
    )
    def settle_claims(self, act: Act, *, decisions: Iterable[Mapping[str, Any]]) -> None:
        """The chair decides on each point on which the checks differ, with a reason: `claim`, `value`, `reason`.

        An empty value rejects the claim.
        """
        open_claims = {claim.pk: claim for claim in self.all_claims if not claim.is_settled}
        by_claim = {int(entry["claim"]): entry for entry in decisions}
        if by_claim.keys() != open_claims.keys():
            raise NotLegal(_("Decide on each point on which the checks differ."))
        for key, claim in open_claims.items():
            written = str(by_claim[key].get("value", "")).strip()
            reason = reason_for(name_of(self, claim), by_claim[key].get("reason", ""))
            if claim.is_circumstance:
                value = Decimal(1) if written else None
            else:
                value = typed_value(self.campaign.sheet, claim.code, written) if written else None
            claim.settle(value, act.by, act.at, reason)
        self._reread()
        act.facts["claims"] = sorted(open_claims)

    @move(
        source=State.REVIEW,
        target=State.REGISTERED,
        rule=REGISTERS,
        words=verb("application", "Return to registration", "returned to registration"),
        needs_reason=True,
    )
    def reopen(self, act: Act) -> None:
        """A paper turned out to be missing after all: the checks made so far bind nobody."""
        self.checks.filter(dropped_at=None).update(dropped_at=act.at)
        self.claims.update(settled=None, settled_at=None, settled_by=None, settled_reason="")
        self._reread()

    @move(
        source=(State.TIED, State.RECOMMENDED, State.RESERVE, State.NOT_RECOMMENDED, State.OFFERED),
        rule=ByPaper(CORRECT),
        words=verb("application", "Correct by an appeal", "points corrected by an appeal"),
    )
    def correct(self, act: Act) -> None:
        """What the appeal commission found counts from now on, with its appeal as the reason."""
        basis: Any = act.basis.whole if act.basis else None
        for entry in basis.corrections:
            claim, _made = Claim.objects.get_or_create(
                application_id=self.pk,
                code=entry["code"],
                defaults={"value": Decimal(0), "is_circumstance": bool(entry.get("circumstance"))},
            )
            value = Decimal(entry["value"]) if entry["value"] else None
            claim.settle(value, act.by, act.at, f"апелляция № {basis.number}")
        self._reread()


def name_of(application: ApplicationCard, claim: Claim) -> str:
    """What people call the criterion or the circumstance of a claim."""
    if claim.is_circumstance:
        titles = {entry["code"]: entry["title"] for entry in application.campaign.circumstances}
        return titles.get(claim.code, claim.code)
    criterion = application.campaign.sheet.by_code.get(claim.code)
    return criterion.name if criterion else claim.code
