"""A deciding rule in words, tried on the numbers of a vote; it begins with the rule of a body if one is named."""

from django.http import Http404
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.pages.calculators.page import Calculator, named_in
from governance.desk.pages.organisation.rule_form import RuleFields, choices_of
from governance.desk.pages.organisation.rule_trial import Trial, trial
from governance.documents.approval.regulation import Regulation

USUAL_SEATS = 7


class TallyCalculator(Calculator):
    title = gettext_lazy("A vote")
    lead = gettext_lazy("Say the rule, then the numbers: sittings and protocols decide by the same law.")
    template = "governance/calculators/tally.html"
    shows = ("answer", "trial")

    form: RuleFields

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        initial, seats = {}, USUAL_SEATS
        body = named_in(request, "body")
        if self.data is None and body is not None:
            known = Regulation.objects.filter(unit__district_id=request.user.district_id, until=None)
            rules = known.filter(unit_id=body).order_by("-since").first()
            if rules is None:
                raise Http404
            initial = choices_of(rules.law, advisory=rules.advisory, clause=rules.clause)
            seats = rules.unit.seats.filter(until=None).count() or seats
        self.form = RuleFields(self.data, initial=initial)
        self.trial = trial("", self.data, self.form.law, seats)

    def worked_out(self) -> Trial:
        return self.trial
