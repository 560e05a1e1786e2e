"""Units: the district, its schools and its collegial bodies, in one table."""

from typing import ClassVar

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase
from stdnum.ru import inn, ogrn

from governance.record_rows import OrganisationRow, RecordQuerySet
from governance.roles.rights import Right
from governance.roles.unit_names import suggested, within_sentence


class UnitKind(models.TextChoices):
    DISTRICT = "district", _("district")
    SCHOOL = "school", _("school")
    COUNCIL = "council", _("council")
    COMMISSION = "commission", _("commission")
    METHODICAL_COUNCIL = "methodical_council", _("methodical council")
    # A body of a school or of the district that no process names: pedagogical council, parents, a working group.
    BODY = "body", _("collegial body")
    OUTSIDE = "outside", _("outside body")


# Those that decide by votes.
COLLEGIAL = (UnitKind.COUNCIL, UnitKind.COMMISSION, UnitKind.METHODICAL_COUNCIL, UnitKind.BODY)
# Bodies that belong to one school, which keeps their papers; the councils belong to the district.
OF_A_SCHOOL = (UnitKind.COMMISSION, UnitKind.BODY)


class Unit(OrganisationRow):
    """A body that owns papers and in which people hold roles. The district is the tenant of all below it."""

    of_unit = "pk"

    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)
    # As the charter calls a school; contracts name it so.
    full_name = models.CharField(_("full name by the charter"), max_length=500, blank=True)
    # Case forms of the name that people have corrected: {"genitive": "совета округа"}; the others are suggested.
    forms = models.JSONField(_("case forms"), default=dict, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    # What contracts say of a party beside its name: postal address, its numbers, its account.
    address = models.CharField(_("address"), max_length=300, blank=True)
    tax_number = models.CharField("ИНН", max_length=10, blank=True)
    state_number = models.CharField("ОГРН", max_length=13, blank=True)
    requisites = models.TextField(_("requisites"), blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    district = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    is_base = models.BooleanField(_("base school"), default=False)
    has_senior_classes = models.BooleanField(_("has grades 10-11"), default=False)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering: ClassVar = ["district_id", "kind", "id"]
        permissions: ClassVar = list(Right.choices)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="unit_district_or_inside_one",
                condition=models.Q(kind="district", district__isnull=True)
                | (~models.Q(kind="district") & models.Q(district__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["district"], condition=models.Q(is_base=True), name="one_base_school_a_district"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def root(self) -> "Unit":
        """The district this unit belongs to (a district belongs to itself)."""
        return self if self.district is None else self.district

    @property
    def root_id(self) -> int:
        return self.pk if self.district_id is None else self.district_id

    @property
    def is_body(self) -> bool:
        """Whether it decides by votes."""
        return self.kind in COLLEGIAL

    @property
    def charter_name(self) -> str:
        """The full name where it is known, else the usual one."""
        return self.full_name or self.name

    @property
    def requisite_lines(self) -> list[str]:
        """«ИНН …, ОГРН …» and what else is known, a line each, as papers carry them."""
        known = (("ИНН", self.tax_number), ("ОГРН", self.state_number))
        numbers = ", ".join(f"{name} {number}" for name, number in known if number)
        return [line for line in (numbers, *self.requisites.splitlines()) if line.strip()]

    @property
    def form_head(self) -> list[str]:
        """What stands under the name on the form of letters: the address, then the requisites."""
        return [line for line in (self.address or self.place, *self.requisite_lines) if line]

    def form(self, case: str) -> str:
        """The name in a grammatical case: as people corrected it, or else as it is suggested."""
        return self.form_of(self.name, case)

    def form_of(self, name: str, case: str) -> str:
        """As `form`, of a name that the unit may have had before."""
        corrected = self.forms.get(case) if name == self.name else None
        if corrected:
            return str(corrected)
        form = suggested(name, case)
        # «заседания комиссии по …»: nothing begins with the genitive of a body.
        return within_sentence(form) if self.is_body and case == "genitive" else form

    def clean(self) -> None:
        if self.parent and self.parent.root_id != self.root_id:
            raise ValidationError(_("A unit and its parent belong to one district."))
        # The last digit of either number is computed from the others. Twelve and 15 digits are those of a person.
        if self.tax_number and not (len(self.tax_number) == 10 and inn.is_valid(self.tax_number)):
            raise ValidationError(
                {
                    "tax_number": _(
                        "The ИНН of an organisation has 10 digits, and these are not one: check them."
                    )
                }
            )
        if self.state_number and not (len(self.state_number) == 13 and ogrn.is_valid(self.state_number)):
            raise ValidationError(
                {
                    "state_number": _(
                        "The ОГРН of an organisation has 13 digits, and these are not one: check them."
                    )
                }
            )


class UnitGroupPermission(OrganisationRow, GroupObjectPermissionBase):
    """What a group (one role at one unit) may do on a unit: guardian's table with a direct foreign key."""

    of_unit = "content_object"
    spelt: ClassVar = {"group": "group__name", "permission": "permission__codename"}

    content_object = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="group_permissions")

    objects: ClassVar = RecordQuerySet.as_manager()  # type: ignore[assignment]  # guardian's own writes past the record

    class Meta(GroupObjectPermissionBase.Meta):
        verbose_name = _("right of a role")
        verbose_name_plural = _("rights of roles")


class UnitUserPermission(OrganisationRow, UserObjectPermissionBase):
    """guardian requires this twin of the table above. Nobody is granted rights in person, so it stays empty."""

    of_unit = "content_object"

    content_object = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="user_permissions")

    objects: ClassVar = RecordQuerySet.as_manager()  # type: ignore[assignment]  # guardian's own writes past the record

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("right of a person")
        verbose_name_plural = _("rights of persons")


__all__ = ["Group", "Unit", "UnitGroupPermission", "UnitKind", "UnitUserPermission"]
