"""Collegial bodies: their seats, and the proxies between them (docs/domain.md, "Deciding rules")."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.record_rows import OrganisationRow
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
    # The group of members to which it belongs, where the body has groups: parents, staff.
    group = models.CharField(_("group of members"), max_length=60, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until, inclusive"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering: ClassVar = ["unit_id", "position", "id"]

    def __str__(self) -> str:
        return self.name


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
