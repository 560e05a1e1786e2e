"""Membership in the district: which school belongs to it, by which contract and for which term.

The council's initial members need no history (docs/domain.md, "Processes"): a school that never had a contract keeps
the seat that the founders gave it. A school whose last contract has ended takes no part in decisions from the next
day on. Every question is asked for a day, so decisions of the past stay as they were.
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from governance.record_rows import RecordQuerySet, RecordRow
from governance.roles.unit import Unit


class MembershipQuerySet(RecordQuerySet):
    def in_force(self, day: date) -> "MembershipQuerySet":
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)

    def overlapping(self, since: date, until: date | None) -> "MembershipQuerySet":
        """Memberships that hold on at least one day of the term; `until=None` means a term without an end."""
        not_over = self.filter(Q(until__isnull=True) | Q(until__gte=since))
        return not_over if until is None else not_over.filter(since__lte=until)


class Membership(RecordRow):
    """The membership of one school by one paper. Its last day changes only together with that paper."""

    of_paper = "paper"

    school = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name=_("school"))
    paper = models.ForeignKey(
        "governance.Document", models.PROTECT, related_name="memberships", verbose_name=_("by the paper")
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until, inclusive"), null=True)

    objects: ClassVar = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering: ClassVar = ["school_id", "since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "paper"], name="one_membership_a_school_and_paper"),
            # `until` may be the day before `since`: then it ended before it began.
            models.CheckConstraint(
                name="membership_dates_in_order",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.since} – {self.until or '…'}"


def lock_schools(schools: Iterable[int]) -> None:
    """Make others who decide on the membership of these schools wait until this transaction ends.

    The rows are locked in the order of their ids, so two transactions cannot deadlock, and without blocking rows that
    only refer to a school.
    """
    list(
        Unit.objects.select_for_update(no_key=True)
        .filter(pk__in=set(schools))
        .order_by("pk")
        .values_list("pk")
    )


def member_until(school: str, day: date) -> Subquery:
    """The last day of the membership that the school of a row (`school`: the path to its id) has or had on a day.

    None while no end is set, and for a school that never was a member.
    """
    known = Membership.objects.filter(school_id=OuterRef(school), since__lte=day)
    return Subquery(known.order_by(F("until").desc(nulls_first=True)).values("until")[:1])


def without_membership(schools: Iterable[int], day: date) -> dict[int, date]:
    """Schools that were members before that day and are none on it: school id → last day of membership; one query."""
    last: dict[int, date] = {}
    present: set[int] = set()
    rows = Membership.objects.filter(school_id__in=set(schools), since__lte=day)
    for school, until in rows.values_list("school_id", "until"):
        if until is None or until >= day:
            present.add(school)
        else:
            last[school] = max(until, last.get(school, until))
    return {school: until for school, until in last.items() if school not in present}
