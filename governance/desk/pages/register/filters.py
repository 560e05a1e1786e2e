"""The filters of the register, and the papers that match them."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.format import PHASES
from governance.documents.language.search import searchable
from governance.documents.record.attached import Involvement
from governance.documents.record.document import CODE_ALPHABET, Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.flows.engine.models import Task
from governance.roles.unit import Unit

SORTS = ("changed", "number", "title", "kind", "state", "date")
# Characters that people type around a number or a title and that the search column does not have.
DECORATION = str.maketrans("№«»„“”\"'", "        ")


class Filters(forms.Form):
    """The filters of the register. What is not understood is ignored, with a sentence about it."""

    q = forms.CharField(
        label=gettext_lazy("Number, title or check code"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    since = forms.DateField(
        label=gettext_lazy("Dated from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("Dated until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    whose = forms.ChoiceField(
        label=gettext_lazy("List"),
        required=False,
        widget=forms.HiddenInput,
        choices=[
            ("", gettext_lazy("All papers")),
            ("mine", gettext_lazy("Begun by me")),
            ("asked", gettext_lazy("Awaiting me")),
            ("named", gettext_lazy("Naming me")),
        ],
    )
    sort = forms.ChoiceField(
        label=gettext_lazy("Order of the list"),
        required=False,
        widget=forms.HiddenInput,
        choices=[(sign + key, key) for key in SORTS for sign in ("", "-")],
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("all")),
            *((name, model.kind_label_many) for name, model in KINDS.items()),
        ]
        self.fields["unit"].choices = [("", _("all")), *((str(unit.pk), str(unit)) for unit in units)]  # type: ignore[attr-defined]
        self.fields["state"].choices = self.state_choices()  # type: ignore[attr-defined]

    def state_choices(self) -> list[Any]:
        """The five phases that all kinds share, then the states of each kind (of the chosen one, if any)."""
        chosen = self.data.get("kind")
        return [
            ("", _("any")),
            (_("Of any kind"), [(phase.value, label) for phase, label in PHASES.items()]),
            *(
                (model.kind_label, [(f"{name}.{value}", label) for value, label in model.State.choices])
                for name, model in KINDS.items()
                if chosen not in KINDS or name == chosen
            ),
        ]

    def understood(self) -> tuple[dict[str, Any], list[str]]:
        """The valid conditions by name, and a sentence for each ignored one."""
        self.is_valid()
        conditions = {name: value for name, value in self.cleaned_data.items() if value}
        ignored = []
        for name in self.errors:
            if name == "__all__":
                continue
            typed = str(self.data.get(name, ""))[:40]
            ignored.append(
                _("«%(value)s» is no value of «%(filter)s»: this condition was left out.")
                % {"value": typed, "filter": self.fields[name].label}
            )
        for name in sorted(set(self.data) - set(self.fields) - {"page"}):
            ignored.append(
                _("The register knows no condition «%(name)s»: it was left out.") % {"name": name[:40]}
            )
        if "since" in conditions and "until" in conditions and conditions["since"] > conditions["until"]:
            del conditions["since"], conditions["until"]
            ignored.append(_("The period ends before it begins: it was left out."))
        return conditions, ignored


def matching(papers: QuerySet[Document], conditions: dict[str, Any], request: SignedInRequest) -> Any:
    """Narrow `papers` to the conditions."""
    if query := conditions.get("q"):
        papers = papers.filter(search_condition(query))
    if kind := conditions.get("kind"):
        papers = papers.filter(kind=kind)
    if state := conditions.get("state"):
        papers = papers.filter(state_condition(state))
    if unit := conditions.get("unit"):
        papers = papers.filter(unit_id=int(unit))
    if since := conditions.get("since"):
        papers = papers.filter(
            Q(registered_on__gte=since) | Q(registered_on=None, created_at__gte=start_of(since))
        )
    if until := conditions.get("until"):
        papers = papers.filter(
            Q(registered_on__lte=until) | Q(registered_on=None, created_at__lte=end_of(until))
        )
    match conditions.get("whose"):
        case "mine":
            papers = papers.filter(author=request.user)
        case "asked":
            asked = Task.objects.waiting_for(request.user, request.pairs)
            papers = papers.filter(pk__in=asked.values("process__document_id"))
        case "named":
            named = Involvement.objects.filter(person=request.user)
            papers = papers.filter(pk__in=named.values("document_id"))
    return papers


def search_condition(query: str) -> Q:
    """Every word occurs in title or number, or the whole text is the beginning of a check code."""
    condition = Q()
    for word in searchable(query.translate(DECORATION)).split():
        condition &= Q(search__contains=word)
    code = "".join(sign for sign in query.upper() if sign not in " -")
    if len(code) >= 4 and set(code) <= set(CODE_ALPHABET):
        condition |= Q(code__startswith=code)
    return condition


def state_condition(value: str) -> Q:
    """The condition for «with_somebody» (a phase of any kind) or «plan.review» (a state of one kind)."""
    kind, _dot, state = value.partition(".")
    if state:
        return Q(kind=kind, state=state)
    return Q(
        *(Q(kind=name, state__in=model.states_in(Phase(value))) for name, model in KINDS.items()),
        _connector=Q.OR,
    )


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def ordered(papers: QuerySet[Document], sort: str) -> QuerySet[Document]:
    """Sorted by one column, downwards with a minus; the newest first among equals."""
    key, down = sort.removeprefix("-"), sort.startswith("-")
    match key:
        case "number":
            columns: list[Any] = [F("sequence"), F("suffix")]
        case "title":
            columns = [F("search")]
        case "kind":
            columns = [F("kind"), F("sequence")]
        case "state":
            columns = [life(), F("state")]
        case "date":
            columns = [Coalesce(F("registered_on"), TruncDate("created_at"))]
        case _:
            columns = [F("changed_at")]
    return papers.order_by(
        *(column.desc(nulls_last=True) if down else column.asc(nulls_last=True) for column in columns), "-pk"
    )


def life() -> Case:
    """Where a paper stands between draft and end, for all kinds alike."""
    return Case(
        *(
            When(kind=name, state__in=KINDS[name].states_in(phase), then=Value(place))
            for place, phase in enumerate(Phase)
            for name in KINDS
        ),
        default=Value(len(Phase)),
        output_field=IntegerField(),
    )
