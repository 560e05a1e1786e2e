"""The contract of membership: concluded, amended, ended (docs/domain.md, "Contract")."""

from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django_fsm import GET_STATE

from governance import clock
from governance.documents.approval.effects import AMEND
from governance.documents.errors import NotLegal
from governance.documents.kinds.contract.change import TERMINATE, ContractChange
from governance.documents.kinds.contract.negotiation import NOT_CONCLUDED
from governance.documents.kinds.contract.party import ContractParty
from governance.documents.kinds.contract.patterns import Matter
from governance.documents.kinds.contract.text import ContractText, Ending, check_order
from governance.documents.language.phrases import list_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kinds import kind
from governance.documents.record.needs import Holder, InForce, Known, Where
from governance.documents.record.register import RegisterOf
from governance.documents.record.transitions import ByPaper, ByTerm, May, move
from governance.documents.settings.reminding import OF_CONTRACTS
from governance.roles.membership import Membership, lock_schools
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

# A contract in one of these states leaves room for another with the same school.
OVER = ("in_force", "expired", "terminated", "archived", NOT_CONCLUDED)


def last_day(contract: "Contract") -> date | None:
    return contract.ends_on


def bound_parties(contract: "Contract") -> list[Unit]:
    """The schools that have not given notice."""
    return [party.unit for party in contract.sides if party.leaves_on is None]


def once_past_its_term(contract: "Contract", act: Act, **facts: Any) -> str:
    state = Contract.State
    return state.EXPIRED if contract.ending == Ending.TERM else state.TERMINATED


def once_terminated(contract: "Contract", act: Act, **facts: Any) -> str:
    """An agreement may name a last day that is still to come."""
    state = Contract.State
    return state.IN_FORCE if contract.ends_on and contract.ends_on >= clock.today() else state.TERMINATED


@kind("contract")
class Contract(ContractText):
    """An agreement of the base school with one member school, or with several in one paper."""

    kind_label = pgettext_lazy("kind of paper", "Contract")
    kind_label_many = pgettext_lazy("kind of paper", "Contracts")
    reminding = OF_CONTRACTS
    kind_purpose = gettext_lazy("What the base school and a member school owe each other; both sign it.")
    registers = (
        RegisterOf(
            {UnitKind.SCHOOL}, "contract", "Договоры о сотрудничестве", "{n}-Д", base_school_only=True
        ),
    )
    needs = (
        Holder(Right.SIGN_CONTRACT, Where.EACH_SCHOOL),
        Known(("full_name", "address", "tax_number", "state_number"), Where.EACH_SCHOOL),
        InForce("contract_form"),
    )
    State = ContractText.State
    numbered_in = (State.IN_FORCE, State.EXPIRED, State.TERMINATED, State.ARCHIVED)

    # Its additional agreements where a page has read them already, so that nobody asks twice.
    known_amendments: list[ContractChange] | None = None

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="contract_dates_in_order",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="contract_in_force_by_a_signed_version",
                condition=Q(in_force_since=None, signed_version=None)
                | Q(in_force_since__isnull=False, signed_version__isnull=False),
            ),
        ]

    def live_amendments(self) -> list[ContractChange]:
        """The additional agreements in force, oldest first."""
        if self.in_force_since is None:
            return []
        known = self.known_amendments
        amendments = self.amendments.order_by("in_force_since", "pk") if known is None else known
        return [amendment for amendment in amendments if amendment.in_force_since is not None]

    def check_free(self) -> None:
        check_free([party.unit for party in self.sides[1:]], self.matter)

    # --- in force ---------------------------------------------------------------------------------------------------

    def check_alive(self) -> None:
        """Raises NotLegal unless there is something to change or to end."""
        if self.state != self.State.IN_FORCE:
            raise NotLegal(
                _("The contract is not in force («%(state)s»): there is nothing to change.")
                % {"state": self.state_label}
            )
        if self.ends_on and self.ends_on < clock.today():
            raise NotLegal(
                _("The contract № %(number)s has ended on %(day)s: there is nothing to change.")
                % {"number": self.number, "day": list_date(self.ends_on)}
            )

    def check_alone(self, schools: Collection[Unit], until: date | None) -> None:
        """Raises NotLegal when one of the schools has another contract in force before this one would end.

        Whoever concludes or prolongs a contract with one of them queues here. Only membership excludes another one.
        """
        if not self.gives_membership:
            return
        assert self.in_force_since is not None  # the caller knows from when on it binds
        lock_schools(school.pk for school in schools)
        other = (
            Membership.objects.filter(school__in=schools)
            .exclude(paper_id=self.pk)
            .overlapping(self.in_force_since, until)
            .select_related("school", "paper")
            .first()
        )
        if other is not None:
            raise NotLegal(
                _("«%(school)s» has a contract in force for that time, № %(number)s: end it first.")
                % {"school": other.school, "number": other.paper.number}
            )

    def enter_into_force(self, act: Act) -> None:
        """From the first day of the contract, or from today if that has passed; a contract of membership makes members.

        Raises NotLegal when the contract is over already, or the school is a member by another one for that time.
        """
        if self.ends_on and self.ends_on < clock.today():
            raise NotLegal(_("The last day of the contract has passed: take it back and give a later one."))
        self.in_force_since = max(clock.today(), self.starts_on or clock.today())
        self.signed_version = self.present_version
        if not self.gives_membership:
            return
        self.check_alone([party.unit for party in self.sides[1:]], self.ends_on)
        for party in self.sides:
            Membership.objects.create(
                school=party.unit, paper_id=self.pk, since=self.in_force_since, until=self.ends_on
            )

    @move(source=State.IN_FORCE, rule=ByPaper(AMEND), words=verb("contract", "Amend", "amended"))
    def amend(self, act: Act) -> None:
        """By an additional agreement that both parties have signed; the signed text stays, the amendment beside it."""
        amendment = self._amendment(act)
        if amendment.new_ends_on is not None:
            self._end_together(amendment, amendment.new_ends_on, Ending.TERM)
            act.facts["ends_on"] = amendment.new_ends_on.isoformat()

    @move(
        source=State.IN_FORCE,
        target=GET_STATE(once_terminated, states=(State.IN_FORCE, State.TERMINATED)),
        rule=ByPaper(TERMINATE),
        words=verb("contract", "Terminate by agreement", "terminated by agreement"),
    )
    def terminate(self, act: Act) -> None:
        """By an agreement of the parties, on the last day that it names."""
        amendment = self._amendment(act)
        day = amendment.new_ends_on or clock.today()
        self._end_together(amendment, day, Ending.AGREEMENT)
        act.facts["ends_on"] = day.isoformat()

    @move(
        source=State.IN_FORCE,
        rule=May(Right.SIGN_CONTRACT, on=bound_parties),
        words=verb("contract", "Give notice", "gave notice"),
        needs_reason=True,
        needs_password=True,
        grave=True,
    )
    def give_notice(self, act: Act) -> None:
        """One party leaves when its period of notice has passed. Without a second one, or the base school, it ends."""
        assert act.ground is not None  # the rule asks for it
        party = self.side(act.ground.unit_id)
        day = self.last_day_by_notice()
        if self.ends_on and self.ends_on <= day:
            raise NotLegal(
                _("The contract ends by itself on %(day)s, before the notice would.")
                % {"day": list_date(self.ends_on)}
            )
        if self.in_force_since and day < self.in_force_since:
            raise NotLegal(
                _("The contract begins on %(day)s, after the notice would have passed: give notice later.")
                % {"day": list_date(self.in_force_since)}
            )
        party.leaves_on = day
        party.save(update_fields=["leaves_on"])
        self._unread()
        if party.unit_id == self.unit_id or len(bound_parties(self)) < 2:
            self._end_on(day, Ending.NOTICE, None)
        else:
            self._leave(party, day)
        act.facts.update(unit=party.unit_id, last_day=day.isoformat())

    @move(
        source=State.IN_FORCE,
        target=GET_STATE(once_past_its_term, states=(State.EXPIRED, State.TERMINATED)),
        rule=ByTerm(last_day),
        words=verb("contract", "End", "ended"),
    )
    def expire(self, act: Act) -> None:
        """The last day has passed: by its term, by agreement or by notice."""
        act.facts.update(ending=self.ending, last_day=self.ends_on.isoformat() if self.ends_on else "")

    @move(
        source=(State.EXPIRED, State.TERMINATED),
        target=State.ARCHIVED,
        rule=May(Right.ARCHIVE),
        words=verb("contract", "Put into the archive", "put into the archive"),
    )
    def archive(self, act: Act) -> None:
        """Kept for five years after it has ended (docs/domain.md, "Terms of keeping")."""

    def _amendment(self, act: Act) -> ContractChange:
        paper = act.basis.whole if act.basis is not None else None
        if not isinstance(paper, ContractChange):
            raise NotLegal(_("A contract is changed only by an additional agreement."))
        return paper

    def _end_together(self, amendment: ContractChange, day: date, ending: Ending) -> None:
        """By agreement; it takes the place of a notice that one of those who agree has given before."""
        agreeing = {party.unit_id for party in amendment.sides}
        for party in self.sides:
            if party.leaves_on is not None and party.unit_id in agreeing:
                party.leaves_on = None
                party.save(update_fields=["leaves_on"])
        self._end_on(day, ending, amendment)

    def _end_on(self, day: date, ending: Ending, by: Document | None) -> None:
        """Set another last day, for the membership of every party that has not left before."""
        check_order(self.in_force_since, day)
        self.ends_on, self.ending, self.ended_by = day, ending, by
        for party in self.sides:
            self._leave(party, min(day, party.leaves_on or day))

    def _leave(self, party: ContractParty, day: date) -> None:
        if not self.gives_membership:
            return
        membership = Membership.objects.get(paper_id=self.pk, school_id=party.unit_id)
        membership.until = day
        membership.save(update_fields=["until"])


def check_free(schools: Collection[Unit], matter: str) -> None:
    """Raise NotLegal if a contract on this matter is being made with one of the schools.

    Simultaneous beginnings wait here. Programmes may be several: a network contract excludes no other.
    """
    if matter != Matter.MEMBERSHIP:
        return
    lock_schools(school.pk for school in schools)
    for school in schools:
        busy = Contract.objects.filter(parties__unit=school, matter=matter).exclude(state__in=OVER).first()
        if busy is not None:
            raise NotLegal(
                _("A contract with «%(school)s» is on its way already («%(state)s»): go on with that one.")
                % {"school": school, "state": busy.state_label}
            )
