"""Making contracts from the common form: one a school, all at once, and agreements that change or end one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.contract.amendment import Amendment, check_unamended
from governance.documents.kinds.contract.change import Purpose
from governance.documents.kinds.contract.contract import OVER, Contract, check_free
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.kinds.contract.negotiation import begin_parties
from governance.documents.kinds.contract.patterns import Matter
from governance.documents.kinds.contract.text import read_values
from governance.documents.language.phrases import number_and_date
from governance.documents.record.attached import Version
from governance.documents.record.perform import draft
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind


@dataclass(frozen=True)
class Making:
    """One contract to make: with whom, what fills the blanks, and the words of the party where they are corrected."""

    schools: tuple[Unit, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[int, dict[str, str]] = field(default_factory=dict)


def schools_to_bind(form: ContractForm) -> list[Unit]:
    """The schools of the district with which such a contract can be begun; one query.

    Of membership there is one at a time.
    """
    schools = Unit.objects.filter(district_id=form.district_id, kind=UnitKind.SCHOOL).exclude(pk=form.unit_id)
    if form.matter == Matter.MEMBERSHIP:
        busy = Contract.objects.filter(district_id=form.district_id, matter=form.matter).exclude(
            state__in=OVER
        )
        schools = schools.exclude(pk__in=busy.values("parties__unit_id"))
    return list(schools.order_by("pk"))


def make_contracts(form: ContractForm, makings: Iterable[Making], *, by: Person) -> Iterator[Contract]:
    """Make the contracts one after another, each whole or not at all.

    Raises NotLegal before the first one when the form is not in use; for a school that is busy or that nobody can sign
    for, when its turn comes (those before it stay made).
    """
    version = form.present_version
    if form.state != ContractForm.State.IN_USE or version is None:
        raise NotLegal(_("Put the form into use first: contracts are made from a frozen version."))
    for making in makings:
        yield make_contract(form, version, making, by=by)


@transaction.atomic
def make_contract(form: ContractForm, version: Version, making: Making, *, by: Person) -> Contract:
    """One contract with one school or, in one paper, with several.

    Raises NotLegal if a school is the base school, is in another district, or has a contract that is being made.
    """
    schools = list(dict.fromkeys(making.schools))
    if not schools:
        raise NotLegal(_("Name the school with which it is concluded."))
    for school in schools:
        if school.kind != UnitKind.SCHOOL or school.root_id != form.district_id or school.pk == form.unit_id:
            raise NotLegal(_("«%(school)s» is no member school of this district.") % {"school": school})
    # Of two who make a contract with one school at once, the second finds the first one's.
    check_free(schools, form.matter)
    # In quotation marks, for the names are not declined.
    names = ", ".join(f"«{school}»" for school in schools)
    content = version.content
    words = dict(making.words)
    return draft(
        Contract,
        unit=form.unit,
        title=f"{content['title']} {'со школой' if len(schools) == 1 else 'со школами'} {names}"[:500],
        by=by,
        form_version=version,
        matter=form.matter,
        place=form.unit.place,
        sections=content["sections"],
        legal_basis=content["legal_basis"],
        values=read_values(making.values),
        ends_on=date.fromisoformat(content["ends_on"]) if content["ends_on"] else None,
        # As the version has it in words: a form in use is not changed.
        notice=form.notice,
        fill=lambda contract, act: begin_parties(contract, schools, words),
    )


@transaction.atomic
def draft_amendment(contract: Contract, *, by: Person, purpose: Purpose = Purpose.CHANGE) -> Amendment:
    """Begin an additional agreement to a contract in force, with all parties that it binds today.

    Raises NotLegal if the contract is not in force, or another agreement to it is being made.
    """
    # Held, so that of two who begin one at once the second finds the first one's.
    contract = Contract.locked(contract.pk)
    contract.check_alive()
    check_unamended(contract)
    today = clock.today()
    others = [
        party.unit for party in contract.sides[1:] if party.leaves_on is None or party.leaves_on >= today
    ]
    what = "о расторжении договора" if purpose == Purpose.TERMINATE else "к договору"
    return draft(
        Amendment,
        unit=contract.unit,
        title=f"Дополнительное соглашение {what} {number_and_date(contract.number, contract.registered_on)}",
        by=by,
        contract=contract,
        purpose=purpose,
        place=contract.place,
        fill=lambda amendment, act: begin_parties(amendment, others),
    )
