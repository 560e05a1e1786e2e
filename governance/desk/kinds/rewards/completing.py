"""The head, or the methodical council, completes a nomination (measure, category, share, experience) and nominates."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.fields import CommaField, text_field
from governance.desk.kinds.rewards.lines import LineShown, ScoreRow, lines_of, score_rows
from governance.desk.kinds.rewards.own_sheet import AboutForm
from governance.desk.kinds.rewards.section import NominationPage
from governance.desk.papers.forms import Facts
from governance.documents.kinds.rewards.nomination import Nomination


class CompletingForm(AboutForm):
    measure = forms.ChoiceField(
        label=gettext_lazy("Measure"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the measure.")},
    )
    pool = forms.ChoiceField(label=gettext_lazy("Category"))
    share = CommaField(
        label=gettext_lazy("Share of the period"),
        help_text=gettext_lazy("1 if the teacher worked the whole period, 0,5 for half of it."),
        min_value=0.0001,
        max_value=1,
        max_digits=5,
        decimal_places=4,
        said=gettext_lazy("Give the share of the period as a part of 1, e.g. 0,5."),
    )
    merit_summary = text_field(
        gettext_lazy("Merits, in words"),
        3000,
        lines=5,
        required=False,
        help_text=gettext_lazy("For the council: for what this teacher is put forward."),
    )

    field_order = ("measure", "pool", "share", "experience", "category", "merit_summary")

    def __init__(self, data: Any, *, nomination: Nomination, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        period = nomination.reward_period
        measures = [
            (
                one.code,
                _("%(measure)s (with money)") % {"measure": one.title} if one.with_money else one.title,
            )
            for one in period.system.all_measures
        ]
        self.fields["measure"].choices = measures  # type: ignore[attr-defined]
        pools = [(pool["code"], pool["title"]) for pool in period.pools]
        self.fields["pool"].choices = pools  # type: ignore[attr-defined]


class CompletingPage(NominationPage):
    """Save, or save and nominate."""

    form_class = CompletingForm
    template = "governance/rewards/complete.html"
    shows = ("document", "lines", "scores")
    label = gettext_lazy("Complete and nominate")
    read_as = gettext_lazy("form of the nomination")
    move = "revise"
    address, name = "papers/<int:pk>/nominate/", "nomination_complete"

    @property
    def nominates(self) -> bool:
        return self.request.POST.get("do") != "save"

    @property
    def lines(self) -> list[LineShown]:
        return lines_of(self.document)

    @property
    def scores(self) -> list[ScoreRow]:
        return score_rows(self.document) if self.document.lines else []

    def get_initial(self) -> Facts:
        return super().get_initial() | {"share": f"{self.document.share.normalize():f}"}

    def get_form_options(self) -> Facts:
        return {"nomination": self.document}

    def moves(self) -> list[tuple[str, Facts]]:
        nominate: list[tuple[str, Facts]] = [("nominate", {})] if self.nominates else []
        return [*super().moves(), *nominate]

    def get_said(self) -> str:
        if self.nominates:
            return _("The teacher is nominated.")
        return _("Saved; the teacher is not nominated yet.")

    def get_title(self) -> str:
        return _("Nominate: %(name)s") % {"name": self.document.teacher.full_name}

    def get_lead(self) -> str:
        return self.document.reward_period.title
