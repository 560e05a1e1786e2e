"""The register of all papers that a person may see: filter, search, sort, page, export."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache
from typing import cast

from django import forms
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language, gettext as _, gettext_lazy
from django_filters import ChoiceFilter, DateFilter

from governance.desk.base.access import SignedInRequest, units_within
from governance.desk.base.components import Chip, PageLink, Words
from governance.desk.base.conditions import ConditionsForm, PaperSearch
from governance.desk.base.format import PHASES
from governance.desk.base.page import DOCUMENTS
from governance.desk.base.waiting_for import WaitingFor, waiting_for
from governance.desk.papers.beginnings import begun_by
from governance.desk.papers.board import Board
from governance.desk.papers.phases import by_phase
from governance.documents.approval.effects import AMEND, CHANGE_LIST
from governance.documents.record.attached import Involvement, Link
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.documents.record.visibility import DocumentQuerySet
from governance.flows.engine.models import Task

Papers = QuerySet[Document]

SORTS = ("changed", "number", "title", "kind", "state", "date")
NEWEST = "-changed"


class DatedForm(ConditionsForm):
    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            del given["since"], given["until"]
            self.dropped.append(_("The period ends before it begins: it was left out."))


class PaperFilters(PaperSearch):
    """The papers that one may see, narrowed and sorted."""

    kind = ChoiceFilter(
        label=gettext_lazy("Kind"),
        empty_label=gettext_lazy("all"),
        choices=lambda: [(name, model.kind_label_many) for name, model in KINDS.items()],
    )
    state = ChoiceFilter(label=gettext_lazy("State"), empty_label=gettext_lazy("any"), method="in_state")
    unit = ChoiceFilter(label=gettext_lazy("Unit"), empty_label=gettext_lazy("all"), field_name="unit_id")
    since = DateFilter(
        label=gettext_lazy("Dated from"), widget=forms.DateInput(attrs={"type": "date"}), method="dated"
    )
    until = DateFilter(
        label=gettext_lazy("Dated until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        method="dated",
    )
    whose = ChoiceFilter(
        label=gettext_lazy("List"),
        empty_label=gettext_lazy("All papers"),
        choices=[
            ("mine", gettext_lazy("Begun by me")),
            ("asked", gettext_lazy("Awaiting me")),
            ("named", gettext_lazy("Naming me")),
        ],
        widget=forms.HiddenInput,
        method="of_reader",
    )
    sort = ChoiceFilter(
        label=gettext_lazy("Order of the list"),
        choices=[(sign + key, key) for key in SORTS for sign in ("", "-")],
        widget=forms.HiddenInput,
        method=lambda papers, name, value: papers,  # the order is no condition
    )

    class Meta:
        form = DatedForm

    request: SignedInRequest

    def __init__(self, request: SignedInRequest, queryset: Papers, data: QueryDict | None = None) -> None:
        super().__init__(request, queryset, data)
        known = {unit for _right, unit in request.pairs}
        self.form.fields["unit"].choices = [(str(unit.pk), str(unit)) for unit in units_within(known)]
        self.form.fields["state"].choices = self.state_choices()

    def state_choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The five phases that all kinds share, then the states of each kind (of the chosen one, if any)."""
        chosen = self.data.get("kind", "")
        return state_choices(chosen if chosen in KINDS else "", get_language())

    @property
    def sort_key(self) -> str:
        return str(self.understood.get("sort", NEWEST))

    @property
    def papers(self) -> Papers:
        """Those that match, in their order."""
        matching: Papers = self.qs
        changes = Link.objects.filter(effect__in=(AMEND, CHANGE_LIST), carried_at__isnull=False)
        changed = changes.filter(target_id=OuterRef("pk")).exclude(source__state="annulled")
        return ordered(matching, self.sort_key).select_related("unit").annotate(is_changed=Exists(changed))

    # --- one condition each ---------------------------------------------------------------------------------------

    def in_state(self, papers: Papers, name: str, value: str) -> Papers:
        """«with_somebody» (a phase of any kind) or «plan.review» (a state of one kind)."""
        kind, _dot, state = value.partition(".")
        if state:
            return papers.filter(kind=kind, state=state)
        return cast(DocumentQuerySet, papers).in_phase(Phase(value))

    def dated(self, papers: Papers, name: str, day: date) -> Papers:
        """By the date on the paper; one without a date by the day on which it was begun."""
        side, hour = ("gte", time.min) if name == "since" else ("lte", time.max)
        begun = timezone.make_aware(datetime.combine(day, hour))
        without_date = Q(("registered_on", None), (f"created_at__{side}", begun))
        return papers.filter(Q((f"registered_on__{side}", day)) | without_date)

    def of_reader(self, papers: Papers, name: str, value: str) -> Papers:
        person = self.request.user
        if value == "mine":
            return papers.filter(author=person)
        if value == "asked":
            asked = Task.objects.waiting_for(person, self.request.pairs)
            return papers.filter(pk__in=asked.values("process__document_id"))
        named = Involvement.objects.filter(person=person)
        return papers.filter(pk__in=named.values("document_id"))


@cache
def state_choices(kind: str, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The phases, then the states of a kind (of each kind if it is ""), in the words of a language."""
    return [
        (_("Of any kind"), [(phase.value, str(label)) for phase, label in PHASES.items()]),
        *(
            (str(model.kind_label), [(f"{name}.{value}", str(label)) for value, label in model.State.choices])
            for name, model in KINDS.items()
            if kind in ("", name)
        ),
    ]


def ordered(papers: Papers, sort: str) -> Papers:
    """Sorted by one column, downwards with a minus; the newest first among equals."""
    key, down = sort.removeprefix("-"), sort.startswith("-")
    columns: dict[str, list[F | Case | Coalesce]] = {
        "number": [F("sequence"), F("suffix")],
        "title": [F("search")],
        "kind": [F("kind"), F("sequence")],
        "state": [by_phase(list(Phase)), F("state")],
        "date": [Coalesce(F("registered_on"), TruncDate("created_at"))],
    }
    if key == "changed":  # never empty, and read by its index
        return papers.order_by("-changed_at" if down else "changed_at", "-pk")
    by = [column.desc(nulls_last=True) if down else column.asc(nulls_last=True) for column in columns[key]]
    return papers.order_by(*by, "-pk")


class Register(Board[Document]):
    """Papers of all kinds, each with its most urgent open step."""

    model = Document
    template = "governance/register.html"
    title = gettext_lazy("Documents")
    address, name = "documents/", DOCUMENTS.address
    conditions_class = PaperFilters
    exports = True

    conditions: PaperFilters

    def get_visible(self) -> QuerySet[Document]:
        return Document.objects.seen_by(self.request.user, self.request.pairs).cards

    @property
    def papers(self) -> QuerySet[Document]:
        return self.conditions.papers

    @property
    def rows(self) -> Sequence[tuple[Document, WaitingFor | None]]:
        steps = waiting_for(paper.pk for paper in self.sheet)
        return [(paper, steps.get(paper.pk)) for paper in self.sheet]

    @property
    def chips(self) -> list[Chip]:
        return self.conditions.chips("whose")

    @property
    def filtered(self) -> bool:
        return bool(self.conditions.understood.keys() - {"sort"})

    @property
    def narrowed(self) -> bool:
        return self.filtered

    @property
    def begins(self) -> list[PageLink]:
        """The kinds of paper that this person may begin somewhere today; no query."""
        return begun_by(self.request)

    def get_title(self) -> Words:
        model = KINDS.get(self.conditions.understood.get("kind", ""))
        return model.kind_label_many if model else self.title
