"""The page on which a body gets its rules: a form in words, each rule tried at once on numbers beside it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import WholeField, choose_row, text_field
from governance.desk.base.term_field import TermFormField
from governance.desk.editors.rows import RowsEditor
from governance.desk.pages.organisation.forms import ActForm
from governance.desk.pages.organisation.rule_form import RuleFields, choices_of
from governance.desk.pages.organisation.rule_trial import Trial, trial
from governance.desk.pages.organisation.setup import UnitPage
from governance.documents.approval.regulating import regulate
from governance.documents.approval.regulation import (
    LONGEST_MATTER,
    DecidingRule,
    Regulation,
    decided_kinds,
)
from governance.documents.law.voting import describe
from governance.documents.printing.citation import cited
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.roles.unit import Unit

MOST_MATTERS = 20
TRY = "try"
# The kinds of paper that say how a body decides.
SOURCES = ("regulation", "order", "protocol", "old_paper")


def papers_with_rules(request: SignedInRequest, unit: Unit) -> QuerySet[Document]:
    """The papers in force that may say how a body decides, as far as this person may see them."""
    in_force = Q(
        *(Q(kind=name, state__in=KINDS[name].states_in(Phase.IN_FORCE)) for name in SOURCES),
        _connector=Q.OR,
    )
    visible = Document.objects.visible_to(request.user, request.pairs).filter(district_id=unit.root_id)
    return visible.filter(in_force).order_by("-registered_on", "-pk")


class RegulationForm(ActForm, RuleFields):
    """The rules of a body: what holds for all, and the rule for all matters that are not named."""

    paper = forms.ModelChoiceField(
        Document.objects.none(),
        label=gettext_lazy("Paper of this district"),
        required=False,
        empty_label=gettext_lazy("— an older paper, named below —"),
    )
    source = text_field(
        gettext_lazy("Where it is written"),
        300,
        required=False,
        help_text=gettext_lazy("For example: Положение о совете, утверждённое приказом от 01.09.2010 № 12."),
    )
    established = WholeField(
        label=gettext_lazy("Seats by the regulation, vacant ones too"),
        help_text=gettext_lazy("Left empty: as many as are entered."),
        required=False,
        min_value=1,
        max_value=999,
        said=gettext_lazy("Whole numbers from 1 to 999."),
    )
    allows_proxy = forms.BooleanField(
        label=gettext_lazy("A member may vote by proxy"), required=False, initial=True
    )
    proxy_counts_for_quorum = forms.BooleanField(
        label=gettext_lazy("A represented seat counts for the quorum"), required=False, initial=True
    )
    elects_chair = forms.BooleanField(label=gettext_lazy("Each sitting elects who presides"), required=False)
    elects_secretary = forms.BooleanField(
        label=gettext_lazy("Each sitting elects its secretary"), required=False
    )
    suspension = TermFormField(
        label=gettext_lazy("The chair may suspend a decision for at most"),
        help_text=gettext_lazy("Left empty: the chair has no such right."),
        required=False,
    )

    speech_minutes = WholeField(
        label=gettext_lazy("Minutes for one speech at a sitting"),
        help_text=gettext_lazy("Left empty: as the settings of the district have it."),
        required=False,
        min_value=1,
        max_value=120,
        said=gettext_lazy("Whole numbers from 1 to 120."),
    )

    sittings_a_year = WholeField(
        label=gettext_lazy("Sittings a year, at least"),
        help_text=gettext_lazy("Left empty: the rules say nothing of it."),
        required=False,
        min_value=1,
        max_value=99,
        said=gettext_lazy("Whole numbers from 1 to 99."),
    )

    OF_BODY = (
        "established",
        "allows_proxy",
        "proxy_counts_for_quorum",
        "elects_chair",
        "elects_secretary",
        "suspension",
        "speech_minutes",
        "sittings_a_year",
    )

    def __init__(self, data: QueryDict | None, papers: QuerySet[Document], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        choose_row(self, "paper", papers)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("source") and not given.get("paper") and "source" not in self.errors:
            self.add_error("source", _("Name the point of the regulation: protocols quote it."))
        return given

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        paper = given["paper"]
        source = given["source"] or f"{paper.title} ({cited(paper)})"[:300]
        return {
            **self.columns,
            **{name: given[name] for name in self.OF_BODY},
            "paper": paper,
            "source": source,
        }


class MatterForm(RuleFields):
    """The rule for one named matter."""

    matter = text_field(
        gettext_lazy("Matter"),
        LONGEST_MATTER,
        missing=gettext_lazy("Name the matter, for example: приём новых участников."),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Papers that are decided by this rule"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ("matter", "kinds")

    def __init__(self, *args: Any, body: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_body = [name for name in decided_kinds() if KINDS[name].decided_by_kind in (None, body.kind)]
        kinds = self.fields["kinds"]
        assert isinstance(kinds, forms.MultipleChoiceField)
        kinds.choices = [(name, KINDS[name].kind_label) for name in of_body]

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**self.columns, "matter": given["matter"], "kinds": given["kinds"]}


class RegulationPage(UnitPage):
    """New rules of a body; they begin as a copy of those in force."""

    title = gettext_lazy("New rules of the body")
    template = "governance/organisation/regulation.html"
    shows = ("matters", "trials", "trial_of_rest", "oob")

    form: RegulationForm

    def made(self) -> RegulationForm:
        press = "" if self.data is None else self.data.get("do", "")
        standing = Regulation.objects.filter(unit=self.unit, until=None).order_by("-since").first()
        named = list(standing.matters.all()) if standing is not None else []
        self.matters = RowsEditor(
            "rule",
            MatterForm,
            [initial_of_matter(row) for row in named],
            self.data,
            blank=0,
            most=MOST_MATTERS,
            saved_by=("save", TRY),
            body=self.unit,
        )
        self.pressed = self.matters.pressed or press == TRY
        is_judged = self.data is not None and press in ("", "save", TRY)
        papers = papers_with_rules(self.request, self.unit)
        initial = initial_of(standing) if standing is not None else {}
        if self.data is not None and not is_judged:
            initial = typed(self.data)
        form = RegulationForm(self.data if is_judged else None, papers, initial)
        seats = self.unit.seats.filter(Q(until=None) | Q(until__gte=clock.today())).count()
        self.trial_of_rest = trial("", self.data, form.law, seats)
        self.trials = [(row, trial(row.prefix, self.data, row.law, seats)) for row in self.matters.rows]
        return form

    @property
    def oob(self) -> str:
        """The parts of the page that renew themselves when something is chosen."""
        shown: list[Trial] = [self.trial_of_rest, *(one for _row, one in self.trials)]
        return ",".join(f"#{one.id}" for one in shown)

    def send(self) -> HttpResponse | None:
        return super().send() if self.matters.is_valid() else None

    def change(self) -> HttpResponse:
        rows = [row.values for row in self.matters.begun]
        names = [row["matter"].casefold() for row in rows]
        twice = next((row["matter"] for row in rows if names.count(row["matter"].casefold()) > 1), None)
        if twice is not None:
            raise ValidationError(
                _("«%(matter)s» stands twice: one matter has one rule.") % {"matter": twice}
            )
        regulation = regulate(self.unit, matters=rows, **self.act, **self.form.values)
        return self.done(_("The rules have been entered: %(rule)s") % {"rule": describe(regulation.law)})


def initial_of(regulation: Regulation) -> dict[str, Any]:
    """A form that begins with these rules; the day and the basis of the new ones are asked anew."""
    of_body = {name: getattr(regulation, name) for name in RegulationForm.OF_BODY}
    rule = choices_of(regulation.law, advisory=regulation.advisory, clause=regulation.clause)
    return {**rule, **of_body, "source": regulation.source, "paper": regulation.paper_id}


def initial_of_matter(rule: DecidingRule) -> dict[str, Any]:
    choices = choices_of(rule.law, advisory=rule.advisory, clause=rule.clause)
    return {**choices, "matter": rule.matter, "kinds": rule.kinds}


def typed(data: QueryDict) -> dict[str, Any]:
    """What was typed, for a page that is shown again without being judged."""
    return {
        name: field.widget.value_from_datadict(data, {}, name)
        for name, field in RegulationForm.base_fields.items()
    }
