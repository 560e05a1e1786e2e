"""A school's list of rewards: until the order is signed its director decides, beside what the council recommends."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner
from governance.desk.base.fields import SumField, choose_from
from governance.desk.kinds.rewards.section import OVERSEERS, REWARDS
from governance.desk.papers.context import PaperContext
from governance.desk.papers.declaration import enter
from governance.desk.papers.forms import ChoosingForm, Facts
from governance.documents.kinds.rewards.award_list import AwardList, above_own_fund, above_pools
from governance.documents.language.phrases import roubles


class OtherwiseForm(ChoosingForm[AwardList]):
    """Who gets another sum or another measure than the council recommends; why is asked by the move itself."""

    chosen_in = "row"

    row = forms.TypedChoiceField(
        label=gettext_lazy("Whom it concerns"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose whom it concerns.")},
    )
    amount = SumField(
        label=gettext_lazy("Another sum, roubles"),
        required=False,
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=2,
        said=gettext_lazy("Give the sum in roubles, from 0, with kopecks at most."),
        help_text=gettext_lazy("Empty: it stays as it is."),
    )
    measure = forms.ChoiceField(label=gettext_lazy("Another measure"), required=False)

    def prepare(self) -> None:
        super().prepare()
        measures = [(measure.code, measure.title) for measure in self.document.measures]
        choose_from(self, "measure", [("", _("it stays as it is")), *measures])
        if not self.document.with_money:
            del self.fields["amount"]

    def choices(self) -> list[tuple[object, str]]:
        rows = self.document.rows.select_related("nomination__teacher")
        return [
            (row.pk, ", ".join(filter(None, [row.nomination.teacher.name, row.measure, roubles(row.amount)])))
            for row in rows
        ]

    def facts(self) -> Facts:
        return {name: value for name, value in super().facts().items() if value not in (None, "")}


def context(request: SignedInRequest, award_list: AwardList) -> PaperContext | None:
    """Before the signature: that the fund or a pool does not suffice, in time to do something about it."""
    if award_list.state not in (AwardList.State.DRAFT, AwardList.State.APPROVAL):
        return None
    sentences = list(filter(None, [above_own_fund(award_list), above_pools(award_list)]))
    if not sentences:
        return None
    title = _("The order on it could not be signed as it stands")
    return PaperContext(notices=[Banner(meaning="due", title=title, text=" ".join(sentences))])


enter(
    AwardList,
    section=REWARDS,
    writes={"decide_otherwise": OtherwiseForm},
    effects={
        "decide_otherwise": gettext_lazy(
            "The order gets the words that follow; what the council recommended stays beside it, with your reason."
        ),
    },
    overseers=OVERSEERS,
    context=context,
)
