"""How a body decides: its dated regulation, with a rule for each named matter and one for all the rest.

Source: docs/domain.md, "Deciding rules". What a rule says is the voting law's (`documents/law/voting`).
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _, gettext_lazy

from governance.checked_json import CheckedJSONField
from governance.documents.law.validation import ImpossibleInput
from governance.documents.law.voting import VotingRule
from governance.documents.law.working_days import Term
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.documents.settings.stored_term import TermField
from governance.record_rows import OrganisationRow, RecordQuerySet, is_past_the_door
from governance.roles.body import Seat
from governance.roles.unit import Unit

LONGEST_MATTER = 150


def checked_rule(value: Any) -> VotingRule:
    """Read the JSON of a rule. Raises ValidationError with the law's sentence for anything that is none."""
    try:
        return VotingRule.from_json(value)
    except ImpossibleInput as wrong:
        raise ValidationError(str(wrong)) from wrong


class RuleField(CheckedJSONField):
    """The JSON of a `VotingRule`, as `tally` reads it; whatever is none cannot be written, one row or many."""

    checked = staticmethod(checked_rule)


class CheckedQuerySet(RecordQuerySet):
    """Rows that are as checked when many are written as when one is."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        if not is_past_the_door():
            for row in rows:
                row.full_clean()
        return super().bulk_create(rows, *args, **kwargs)


class RegulationQuerySet(CheckedQuerySet):
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


class HowDecided(OrganisationRow):
    """What both have: the rule for all the rest, and the one for a named matter."""

    rule = RuleField(gettext_lazy("rule"))
    # The decision recommends: another body or person decides.
    advisory = models.BooleanField(gettext_lazy("the decision is a recommendation"), default=False)

    objects: ClassVar = CheckedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError for what contradicts itself, whoever writes it."""
        if not is_past_the_door():
            self.full_clean()
        super().save(*args, **kwargs)

    @property
    def law(self) -> VotingRule:
        """The rule as the voting law takes it."""
        return VotingRule.from_json(self.rule)

    @property
    def about(self) -> str:
        """For which matter it is; empty for all the rest."""
        raise NotImplementedError

    @property
    def quoted(self) -> str:
        """Where it is written, as protocols quote it."""
        raise NotImplementedError


class Regulation(HowDecided):
    """How a body decides, from a day on: its `rule` holds for all matters that no `DecidingRule` of it names."""

    about = ""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="regulations", verbose_name=gettext_lazy("body")
    )
    since = models.DateField(gettext_lazy("since"))
    until = models.DateField(gettext_lazy("until, inclusive"), null=True, blank=True)
    # «Положение о совете, утверждённое …», and the clause of the rule for all the rest.
    source = models.CharField(gettext_lazy("where it is written"), max_length=300)
    clause = models.CharField(gettext_lazy("clause"), max_length=60, blank=True)
    # The same paper, where it is one of this district.
    paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=gettext_lazy("paper")
    )
    # All seats, vacancies included; empty: as many as are entered.
    established = models.PositiveSmallIntegerField(gettext_lazy("established number"), null=True, blank=True)
    allows_proxy = models.BooleanField(gettext_lazy("a member may vote by proxy"), default=True)
    proxy_counts_for_quorum = models.BooleanField(
        gettext_lazy("a represented seat counts for the quorum"), default=True
    )
    elects_chair = models.BooleanField(gettext_lazy("the sitting elects who presides"), default=False)
    elects_secretary = models.BooleanField(gettext_lazy("the sitting elects its secretary"), default=False)
    # For how long at most the chair may suspend a decision; empty: not at all.
    suspension = TermField(gettext_lazy("the chair may suspend a decision for"), null=True, blank=True)
    # For one speech; empty: as the district has it.
    speech_minutes = models.PositiveSmallIntegerField(
        gettext_lazy("minutes for a speech"), null=True, blank=True
    )

    # How often it meets in a year at least; empty: it says nothing of it.
    sittings_a_year = models.PositiveSmallIntegerField(gettext_lazy("sittings a year"), null=True, blank=True)

    later: ClassVar = {"speech_minutes": None, "sittings_a_year": None}

    objects: ClassVar = RegulationQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("regulation")
        verbose_name_plural = gettext_lazy("regulations")
        ordering: ClassVar = ["unit_id", "-since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "since"], name="one_regulation_a_day_and_body"),
            models.CheckConstraint(
                name="established_at_least_one",
                condition=Q(established__isnull=True) | Q(established__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.source

    @property
    def quoted(self) -> str:
        return self.with_clause(self.clause)

    def with_clause(self, clause: str) -> str:
        """«п. 4.2, Положение о совете»."""
        return ", ".join(filter(None, [clause, self.source]))

    @property
    def longest_suspension(self) -> Term | None:
        """For how long at most the chair may suspend a decision; None: not at all."""
        return None if self.suspension is None else Term.from_json(self.suspension)

    @cached_property
    def named(self) -> list["DecidingRule"]:
        """The rules for named matters, in their order."""
        return list(self.matters.all())

    def rule_for(self, kind: str | None, matter: str = "") -> HowDecided:
        """The one rule for a question: of its paper's kind, of its matter, or of all the rest.

        A kind that a rule names is decided by that rule alone. Raises ValidationError for a matter that this
        regulation does not know, or that contradicts the paper.
        """
        by_kind = next((rule for rule in self.named if kind is not None and kind in rule.kinds), None)
        by_matter = next((rule for rule in self.named if rule.matter == matter), None) if matter else None
        if matter and by_matter is None:
            raise ValidationError(
                _("The rules of the body know no matter «%(matter)s»: choose another one.")
                % {"matter": matter}
            )
        if by_kind is not None and by_matter is not None and by_kind != by_matter:
            raise ValidationError(
                _("Such a paper is decided by the rule for «%(own)s»: choose no other matter.")
                % {"own": by_kind.matter}
            )
        return by_kind or by_matter or self

    def established_on(self, day: date) -> int:
        """The established number: as the regulation says it, or all seats that are entered for that day."""
        if self.established is not None:
            return self.established
        counted: dict[date, int] = vars(self).setdefault("entered_seats", {})
        if day not in counted:
            entered = Seat.objects.filter(unit_id=self.unit_id, since__lte=day)
            counted[day] = entered.filter(Q(until__isnull=True) | Q(until__gte=day)).count()
        return counted[day]


class DecidingRule(HowDecided):
    """How matters of one name are decided: questions about papers of its kinds, and those put up under its name."""

    of_unit = "regulation__unit"

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="matters")
    position = models.PositiveSmallIntegerField(gettext_lazy("position"))
    matter = models.CharField(gettext_lazy("matter"), max_length=LONGEST_MATTER)
    # The names of the kinds of paper that it decides.
    kinds = models.JSONField(gettext_lazy("kinds of paper"), default=list, blank=True)
    clause = models.CharField(gettext_lazy("clause"), max_length=60, blank=True)

    class Meta:
        verbose_name = gettext_lazy("deciding rule")
        verbose_name_plural = gettext_lazy("deciding rules")
        ordering: ClassVar = ["regulation_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["regulation", "matter"], name="matter_once_a_regulation"),
            models.UniqueConstraint(fields=["regulation", "position"], name="deciding_rule_position_once"),
            models.CheckConstraint(name="matter_has_a_name", condition=~Q(matter="")),
        ]

    def __str__(self) -> str:
        return self.matter

    @property
    def about(self) -> str:
        return self.matter

    @property
    def quoted(self) -> str:
        return self.regulation.with_clause(self.clause or self.regulation.clause)

    def clean(self) -> None:
        """Raises ValidationError for a kind of paper that there is not, or that another rule of the body names."""
        if not isinstance(self.kinds, list) or not all(kind in decided_kinds() for kind in self.kinds):
            raise ValidationError(
                {"kinds": _("Choose the kinds of paper from the list: a body decides on these.")}
            )
        others = DecidingRule.objects.filter(regulation_id=self.regulation_id).exclude(pk=self.pk)
        for other in others:
            for kind in set(self.kinds) & set(other.kinds):
                raise ValidationError(
                    {
                        "kinds": _("«%(kind)s» is decided by «%(other)s» already: name it once.")
                        % {"kind": KINDS[kind].kind_label, "other": other.matter}
                    }
                )


def decided_kinds() -> list[str]:
    """The names of the kinds of paper on which a body decides."""
    return [name for name, kind in KINDS.items() if kind.decision_moves is not None]
