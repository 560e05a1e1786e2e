"""What the drafter says on a paper's page: which outside bodies are to agree, and which edition it replaces."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Words
from governance.desk.base.fields import choose_from
from governance.desk.kinds.approved.create import edition_text, editions
from governance.desk.papers.forms import ChoosingForm
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.approved.route import bodies_outside, outside_parties
from governance.roles.unit import Unit, UnitKind


class OutsideForm(ChoosingForm[ApprovedPaper]):
    """One outside body out of a list."""

    chosen_in = "unit"

    unit = forms.TypedChoiceField(
        label=_("Outside body"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the outside body.")},
    )

    def units(self) -> Iterable[Unit]:
        """The bodies that can be chosen."""
        raise NotImplementedError

    def choices(self) -> list[tuple[object, Words]]:
        return [(unit.pk, unit.name) for unit in self.units()]


class InviteForm(OutsideForm):
    """«Назвать ещё»: those of the district that are not named yet."""

    def units(self) -> Iterable[Unit]:
        named = outside_parties(self.document)
        return (unit for unit in bodies_outside(self.document) if unit not in named)


class DropForm(OutsideForm):
    """Those named that have not agreed."""

    def units(self) -> Iterable[Unit]:
        opinions = [opinion for opinion in self.document.live_opinions if not opinion.agrees]
        return (opinion.unit for opinion in opinions if opinion.unit.kind == UnitKind.OUTSIDE)


class EditionOfForm(ChoosingForm[ApprovedPaper]):
    """Which paper in force loses its force to this one."""

    chosen_in = "paper"

    paper = forms.TypedChoiceField(
        label=_("It takes the place of"), coerce=int, empty_value=None, required=False, help_text=" "
    )

    def choices(self) -> list[tuple[object, Words]]:
        in_force = editions(type(self.document), [self.document.unit_id])
        return [(paper.pk, edition_text(paper)) for paper in in_force]

    def prepare(self) -> None:
        super().prepare()
        choose_from(self, "paper", [("", _("no paper")), *self.offered])
        self.initial["paper"] = self.document.replaces_id
