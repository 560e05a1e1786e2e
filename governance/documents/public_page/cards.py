"""The card of a school on the public page: how to reach it, what it teaches, what it is proud of, where it stands."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.public_page.pictures import PublicPicture, ReadyPicture, drop_picture, keep_picture
from governance.record_rows import OrganisationRow
from governance.roles.acts.door import organisation_act
from governance.roles.organisation import OrganisationAct
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

LONGEST_TEXT = 3_000
MOST_PICTURES = 8


def degrees(label: Any, most: int) -> models.DecimalField:
    """A coordinate in degrees; five decimals are a metre."""
    bounds = [MinValueValidator(Decimal(-most)), MaxValueValidator(Decimal(most))]
    return models.DecimalField(
        label, max_digits=8, decimal_places=5, null=True, blank=True, validators=bounds
    )


class SchoolCard(OrganisationRow):
    """What a school says of itself to everybody; texts are plain paragraphs."""

    of_unit = "unit"

    unit = models.OneToOneField(
        Unit, models.PROTECT, related_name="card", verbose_name=gettext_lazy("school")
    )
    phone = models.CharField(gettext_lazy("phone"), max_length=60, blank=True)
    email = models.EmailField(gettext_lazy("e-mail"), max_length=120, blank=True)
    site = models.URLField(gettext_lazy("site of the school"), max_length=200, blank=True)
    directions = models.TextField(gettext_lazy("directions of work"), max_length=LONGEST_TEXT, blank=True)
    projects = models.TextField(gettext_lazy("projects"), max_length=LONGEST_TEXT, blank=True)
    achievements = models.TextField(gettext_lazy("achievements"), max_length=LONGEST_TEXT, blank=True)
    latitude = degrees(gettext_lazy("latitude"), 90)
    longitude = degrees(gettext_lazy("longitude"), 180)

    class Meta:
        verbose_name = gettext_lazy("card of a school")
        verbose_name_plural = gettext_lazy("cards of schools")
        ordering: ClassVar = ["unit_id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="card_stands_at_a_point",
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.unit)

    def clean(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError(_("A place on the map needs both: latitude and longitude."))


def card_of(unit: Unit) -> SchoolCard:
    """The card of a school; an empty one, not saved, while nobody has written it."""
    return SchoolCard.objects.filter(unit=unit).first() or SchoolCard(unit=unit)


def change_card(unit: Unit, values: Mapping[str, Any], *, by: Person | None) -> SchoolCard:
    """Write the card of a school anew. Raises ValidationError with a sentence for what does not fit."""
    with _act(unit, by):
        card = SchoolCard.objects.filter(unit=unit).first() or SchoolCard(unit=unit)
        for name, value in values.items():
            setattr(card, name, value)
        card.full_clean(validate_unique=False)
        card.save()
    return card


def add_picture(unit: Unit, picture: ReadyPicture, alt: str, *, by: Person | None) -> PublicPicture:
    """Put a photograph on the card. Raises ValidationError beyond MOST_PICTURES, or without words for it."""
    with _act(unit, by):
        if PublicPicture.objects.filter(unit=unit).count() >= MOST_PICTURES:
            raise ValidationError(
                _("A card holds at most %(n)d photographs: take one away first.") % {"n": MOST_PICTURES}
            )
        return keep_picture(unit, picture, alt)


def remove_picture(picture: PublicPicture, *, by: Person | None) -> None:
    """Take a photograph off the card, and its file away for good."""
    with _act(picture.unit, by):
        drop_picture(picture)


def _act(unit: Unit, by: Person | None) -> Any:
    return organisation_act(
        OrganisationAct.CHANGE_CARD,
        unit.root_id,
        by=by,
        basis=_("the school writes its own card"),
        right=Right.EDIT_CARD,
        on=unit,
    )
