"""What all calculators are: a form in words, and under it what comes out, as a person would write it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Crumb, Words
from governance.desk.base.keys import key_in
from governance.desk.base.navigation import Group, enter_section
from governance.desk.base.page import Page, Section
from governance.desk.papers.form_page import FormPage
from governance.documents.law.validation import ImpossibleInput

CALCULATORS = enter_section(Section("calculators", _("Calculators"), "calculators"), Group.DISTRICT, place=2)

COUNT = "count"


class Calculator(FormPage):
    """One calculator. A subclass makes the `form`, and `answer` of what was typed; small buttons only show it again."""

    section = CALCULATORS
    submit = _("Count it")
    shows: ClassVar[Sequence[str]] = ("answer",)

    # What came out; None before anything is counted.
    answer: Any = None

    def worked_out(self) -> Any:
        """The answer to a valid form. Raises ImpossibleInput with the law's sentence where numbers contradict."""
        raise NotImplementedError

    def is_valid(self) -> bool:
        return self.form.is_valid()

    def send(self) -> HttpResponse | None:
        """Nothing is stored, so the page is shown again, with the answer."""
        if not self.is_valid():
            return None
        try:
            self.answer = self.worked_out()
        except ImpossibleInput as wrong:
            self.form.add_error(None, str(wrong))
            return None
        return self.render()

    def get_crumbs(self) -> Sequence[Crumb]:
        return [CALCULATORS.crumb]


def named_in(request: SignedInRequest, name: str) -> int | None:
    """The id that the address names, as in «?campaign=7»; None if it names none."""
    return key_in(request.GET.get(name, ""))


@dataclass(frozen=True)
class Offer:
    """One calculator in the list: what it is for, and where."""

    title: Words
    purpose: Words
    address: str


OFFERS: Sequence[Offer] = (
    Offer(
        _("Last day of a term"),
        _("In working days, days, weeks or months, by the calendar of the district."),
        "deadline",
    ),
    Offer(_("A vote"), _("Whether there is a quorum, and whether a decision is adopted by a rule."), "tally"),
    Offer(_("An election"), _("Who is elected, who is tied, who is in the second round."), "elect"),
    Offer(_("A selection"), _("Points by criteria, ranks, ties, and who gets a place."), "rank"),
    Offer(_("Rewards"), _("What a point is worth, what each gets, what is left of a fund."), "distribute"),
)


@dataclass(kw_only=True)
class CalculatorsPage(Page):
    """The context of templates/governance/calculators/list.html."""

    offers: Sequence[Offer]


@signed_in
def calculators(request: SignedInRequest) -> HttpResponse:
    page = CalculatorsPage(
        title=CALCULATORS.label,
        section=CALCULATORS.name,
        lead=_("Try rules and numbers before they bind anybody. Nothing that you type here is kept."),
        offers=OFFERS,
    )
    return page.response(request, "governance/calculators/list.html")
