"""Collegial bodies: their seats and the dated rules by which they decide (docs/domain.md, "Deciding rules")."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.record_rows import OrganisationRow, RecordQuerySet
from governance.roles.person import Person
from governance.roles.unit import Unit


class Seat(OrganisationRow):
    """A place in a collegial body. Ballots belong to seats, not to accounts."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="seats", verbose_name=_("body"))
    name = models.CharField(_("name"), max_length=120)
    # The school this seat speaks for; a commission's seat may speak for none.
    represents = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("represents")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    since = models.DateField(_("since"))
    until = models.DateField(_("until, inclusive"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering: ClassVar = ["unit_id", "position", "id"]

    def __str__(self) -> str:
        return self.name


class RegulationQuerySet(RecordQuerySet):
    def in_force(self, unit: Unit, on: date) -> "Regulation":
        """The rules of the body on that day. Raises ValidationError when there are none."""
        regulation = (
            self.filter(unit=unit, since__lte=on)
            .filter(Q(until__isnull=True) | Q(until__gte=on))
            .order_by("-since")
        ).first()
        if regulation is None:
            raise ValidationError(
                _("No deciding rules of «%(unit)s» are in force on that day: enter them first.")
                % {"unit": unit}
            )
        return regulation


class Regulation(OrganisationRow):
    """How a body decides, from a day on.

    `rule` is the JSON of a `VotingRule`, as the command `tally` reads it; `source` is quoted in protocols.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="regulations", verbose_name=_("body"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until, inclusive"), null=True, blank=True)
    source = models.CharField(_("where it is written"), max_length=300)
    rule = models.JSONField(_("rule"))
    allows_proxy = models.BooleanField(_("a member may vote by proxy"), default=True)
    proxy_counts_for_quorum = models.BooleanField(_("a represented seat counts for the quorum"), default=True)

    objects: ClassVar = RegulationQuerySet.as_manager()

    class Meta:
        verbose_name = _("regulation")
        verbose_name_plural = _("regulations")
        ordering: ClassVar = ["unit_id", "-since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "since"], name="one_regulation_a_day_and_body"),
        ]

    def __str__(self) -> str:
        return self.source


class Proxy(OrganisationRow):
    """One member votes for another on a written basis for a term (docs/domain.md, "Deciding rules").

    It is not passed on, not given to oneself, and a seat holds at most one. The meeting checks this where a proxy is
    used, because a proxy ends by itself when its principal comes or votes.
    """

    of_unit = "principal__unit"

    principal = models.ForeignKey(Seat, models.PROTECT, related_name="proxies_given", verbose_name=_("seat"))
    holder = models.ForeignKey(
        Seat, models.PROTECT, related_name="proxies_held", verbose_name=_("votes for it")
    )
    basis = models.CharField(_("basis"), max_length=300)
    since = models.DateField(_("since"))
    until = models.DateField(_("until, inclusive"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("entered by"))

    class Meta:
        verbose_name = _("proxy")
        verbose_name_plural = _("proxies")
        constraints: ClassVar = [
            models.CheckConstraint(name="proxy_not_to_self", condition=~Q(principal=models.F("holder"))),
            models.CheckConstraint(name="proxy_dates_in_order", condition=Q(until__gte=models.F("since"))),
            models.UniqueConstraint(
                fields=["holder"], condition=Q(ended_at__isnull=True), name="one_live_proxy_a_holder"
            ),
            models.UniqueConstraint(
                fields=["principal"], condition=Q(ended_at__isnull=True), name="one_live_proxy_a_principal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principal} → {self.holder}"
