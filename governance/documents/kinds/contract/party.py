"""A party of a contract: the school, who acts for it, and on what basis (docs/domain.md, "Contract")."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.record.document import Document
from governance.record_rows import RecordRow
from governance.roles.acts.people import keep_form
from governance.roles.appointment import Appointment
from governance.roles.may import May, holders_of
from governance.roles.names import Case
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit
from governance.roles.unit_names import suggested

CHARTER = "Устава"


def not_of_the_base_school(paper: Document, person: Person) -> "Promise | None":
    """The district's contracts are concluded by its base school alone (docs/domain.md, "The district")."""
    return (
        None if paper.unit.is_base else _("The base school concludes the district's contracts, and no other.")
    )


BASE_SCHOOL_DRAFTS = May(Right.DRAFT_CONTRACT, unless=not_of_the_base_school)

# The papers on which people act, as the words «на основании …» need them.


class ContractParty(RecordRow):
    """One side. Its words are suggested from the appointment of whoever acts for the school, and can be corrected."""

    of_paper = "paper"
    called = pgettext_lazy("row of the record", "contract party")

    paper = models.ForeignKey("governance.Document", models.PROTECT, related_name="parties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("school"))
    # The base school is the first.
    position = models.PositiveSmallIntegerField()
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    # «директора Пелевина Л.В.», after «в лице»; then «Устава», after «на основании».
    represented_by = models.CharField(_("represented by, in the genitive"), max_length=300)
    basis = models.CharField(_("acting on the basis of, in the genitive"), max_length=300, default=CHARTER)
    # The last day of a party that has left by notice while others stay bound.
    leaves_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["paper_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "unit"], name="party_once"),
            models.UniqueConstraint(fields=["paper", "position"], name="party_position_once"),
        ]

    def __str__(self) -> str:
        return str(self.unit)

    @property
    def place(self) -> str:
        """Where its signature stands; also its name as a part of the paper's process."""
        return f"party:{self.unit_id}"

    def keep_name(self, by: Person | None) -> None:
        """Keep a corrected name with the person who acts, so that the next paper suggests it."""
        _office, _space, name = self.represented_by.partition("директора ")
        if name:
            keep_form(self.appointment.person, Case.GENITIVE, name, by=by, basis="имя исправлено в договоре")

    def act_through(self, appointment: Appointment) -> None:
        """From now on the paper names this one as acting for the school."""
        self.appointment = appointment
        for name, wording in suggested_wording(appointment).items():
            setattr(self, name, wording)
        self.save()

    def words(self) -> dict[str, Any]:
        """The party as the contract names it."""
        female = self.appointment.person.gender == Person.Gender.FEMALE
        return {
            "name": self.unit.charter_name,
            "address": self.unit.address or self.unit.place,
            "requisites": "\n".join(self.unit.requisite_lines),
            "represented_by": self.represented_by,
            "acting": f"{'действующей' if female else 'действующего'} на основании {self.basis}",
            "position": position_of(self.appointment),
            "signatory": self.appointment.person.signature_name,
        }


def position_of(appointment: Appointment) -> str:
    """«Директор», «И.о. директора»: beside a signature."""
    return "И.о. директора" if appointment.is_acting else "Директор"


def representative(unit: Unit) -> Appointment | None:
    """Who acts for a school today: the stand-in while there is one, for then the head is away; else the head."""
    return representatives([unit]).get(unit.pk)


def representatives(units: Iterable[Unit]) -> dict[int, Appointment]:
    """Who acts for each school today, by its id; a school for which nobody may sign is missing. One query."""
    holders = holders_of({(Right.SIGN_CONTRACT.value, unit.pk) for unit in units})
    return {
        unit_id: next((appointment for appointment in held if appointment.is_acting), held[0])
        for (_right, unit_id), held in holders.items()
    }


def suggested_wording(appointment: Appointment) -> dict[str, str]:
    """«директора Пелевина Л.В.» and «Устава», or the stand-in's order."""
    name = appointment.person.in_case(Case.GENITIVE)
    if not appointment.is_acting:
        return {"represented_by": f"директора {name}", "basis": CHARTER}
    female = appointment.person.gender == Person.Gender.FEMALE
    acting = "исполняющей" if female else "исполняющего"
    return {
        "represented_by": f"{acting} обязанности директора {name}",
        "basis": in_genitive(appointment.basis),
    }


def in_genitive(basis: str) -> str:
    """«приказ от … № 12» → «приказа от … № 12»; what is not known stays as it is written."""
    return suggested(basis, Case.GENITIVE)


def new_party(paper: Document, unit: Unit, position: int, **words: str) -> ContractParty:
    """Put a school among the parties, acting through whoever represents it today.

    Raises NotLegal when nobody may sign for it.
    """

    appointment = representative(unit)
    if appointment is None:
        raise NotLegal(
            _("Nobody may sign contracts for «%(unit)s» today: appoint its director first.") % {"unit": unit}
        )
    wording = {key: " ".join(text.split()) for key, text in words.items() if text.strip()}
    party = ContractParty.objects.create(
        paper_id=paper.pk,
        unit=unit,
        position=position,
        appointment=appointment,
        **{**suggested_wording(appointment), **wording},
    )
    party.keep_name(paper.author)
    return party
