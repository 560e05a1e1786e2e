"""What the drafter says on a paper's page: which outside bodies are to agree, and which edition it replaces."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.desk.kinds.approved.create import edition_text
from governance.desk.papers.forms import FactsForm
from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.approved.route import bodies_outside, outside_parties
from governance.roles.unit import UnitKind


class OutsideForm(FactsForm):
    """One outside body out of a list."""

    unit = forms.TypedChoiceField(
        label=_("Outside body"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the outside body.")},
    )

    def offer(self, units: Any) -> None:
        self.fields["unit"].choices = [(unit.pk, unit.name) for unit in units]  # type: ignore[attr-defined]

    @property
    def fits(self) -> bool:
        return bool(self.fields["unit"].choices)  # type: ignore[attr-defined]


class InviteForm(OutsideForm):
    """«Назвать ещё»: those of the district that are not named yet."""

    def prepare(self) -> None:
        named = outside_parties(self.document)
        self.offer(unit for unit in bodies_outside(self.document) if unit not in named)


class DropForm(OutsideForm):
    """Those named that have not agreed."""

    def prepare(self) -> None:
        self.offer(
            opinion.unit
            for opinion in self.document.live_opinions
            if opinion.unit.kind == UnitKind.OUTSIDE and not opinion.agrees
        )


class EditionOfForm(FactsForm):
    """Which paper in force loses its force to this one."""

    paper = forms.TypedChoiceField(
        label=_("It takes the place of"), coerce=int, empty_value=None, required=False, help_text=" "
    )

    def prepare(self) -> None:
        document = self.document
        editions = type(document).objects.filter(unit_id=document.unit_id, state=ApprovalState.APPROVED)
        self.editions = [(paper.pk, edition_text(paper)) for paper in editions.order_by("-approved_on")]
        self.fields["paper"].choices = [("", _("no paper")), *self.editions]  # type: ignore[attr-defined]
        self.initial["paper"] = document.replaces_id

    @property
    def fits(self) -> bool:
        return bool(self.editions)
