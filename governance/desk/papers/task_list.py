"""The tasks of one person as a list: chosen by conditions from its address, counted, and put in the order of urgency.

The same list says which task comes next after a decision, so it is asked for by the query of its address.
"""

from collections.abc import Iterable
from functools import cached_property

from django import forms
from django.db.models import Count, DateField, F, Min, Q, QuerySet, Value, Window
from django.db.models.functions import Coalesce
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.conditions import DECORATION, Conditions
from governance.documents.language.search import searchable
from governance.documents.record.kinds import KINDS
from governance.flows.engine.flow import FLOWS
from governance.flows.engine.models import Task, awaits, of_rights
from governance.flows.engine.snoozing import asleep
from governance.flows.engine.waiting import sent_by, with_somebody
from governance.roles.appointment import Appointment

Tasks = QuerySet[Task]
Pairs = set[tuple[str, int]]

MINE, OTHERS, LATER, COLLEAGUES = "mine", "others", "later", "colleagues"
BY_TERM, BY_PAPER = "term", "paper"
# How a page is opened and turned, and what a refused common decision has left: none of it chooses tasks.
NO_CONDITIONS = ("page", "marked", "view", "all", "show", "by", "did")


class TaskConditions(Conditions):
    """Words, kind of paper, what is asked, and by which of one's posts."""

    q = CharFilter(
        label=_("Words, number or name"),
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
        method="containing",
    )
    kind = ChoiceFilter(label=_("Kind"), empty_label=_("all"), field_name="process__document__kind")
    asked = ChoiceFilter(label=_("What is asked"), empty_label=_("anything"), field_name="flow_task")
    school = ChoiceFilter(label=_("Unit"), empty_label=_("all"), field_name="process__document__unit_id")
    whose = ChoiceFilter(
        label=_("Whose"),
        empty_label=_("all of mine"),
        choices=[
            ("named", _("asked of me by name")),
            ("posts", _("asked of my posts")),
            ("deputised", _("of those whom I stand in for")),
        ],
        method="asked_as",
    )

    request: SignedInRequest

    def __init__(self, request: HttpRequest, queryset: Tasks, data: QueryDict) -> None:
        known = data.copy()
        for name in NO_CONDITIONS:
            known.pop(name, None)
        super().__init__(request, queryset, known)

    def offer(self, kinds: Iterable[str], steps: Iterable[str], units: Iterable[tuple[int, str]]) -> None:
        """Let one choose among what there is."""
        labels = sorted((kind, str(KINDS[kind].kind_label_many)) for kind in set(kinds) if kind in KINDS)
        self.form.fields["kind"].choices = sorted(labels, key=lambda choice: choice[1])
        verbs = {step: str(verb) for step in set(steps) if (verb := verb_of(step))}
        self.form.fields["asked"].choices = sorted(verbs.items(), key=lambda choice: choice[1])
        self.form.fields["school"].choices = sorted(set(units), key=lambda choice: choice[1])

    def asked_as(self, tasks: Tasks, name: str, value: str) -> Tasks:
        own = own_rights(self.request)
        if value == "named":
            return tasks.filter(Q(person=self.request.user) | Q(holder=self.request.user))
        pairs = own if value == "posts" else self.request.pairs - own
        return tasks.filter(of_rights(pairs), person__isnull=True)

    def containing(self, tasks: Tasks, name: str, query: str) -> Tasks:
        """Every word stands in title or number, in what is asked, or in the name of whom the paper is about."""
        for word in searchable(query.translate(DECORATION)).split():
            steps = [step for step, title in all_steps() if word in searchable(title)]
            found = Q(process__document__search__contains=word) | Q(flow_task__in=steps)
            for model in KINDS.values():
                if model.about_person:
                    about = model._default_manager.filter(
                        **{f"{model.about_person}__surname__istartswith": word.capitalize()}
                    )
                    found |= Q(process__document__in=about.order_by().values("pk"))
            tasks = tasks.filter(found)
        return tasks


def all_steps() -> list[tuple[str, str]]:
    """Every step that asks somebody, with what it asks."""
    return [
        (f"{flow_class.name}.{node.name}", str(node.title))
        for flow_class in FLOWS.values()
        for node in flow_class.instance.nodes()
        if getattr(node, "title", "")
    ]


def verb_of(step: str) -> str:
    return dict(all_steps()).get(step, "")


def own_rights(request: SignedInRequest) -> Pairs:
    """The rights by one's own posts; a query only for whoever stands in for somebody."""
    if all(one.stands_for_id is None for one in request.appointments):
        return request.pairs
    own = Appointment.objects.filter(person=request.user, stands_for=None).in_force()
    path = "group__unitgrouppermission__"
    return set(own.values_list(f"{path}permission__codename", f"{path}content_object_id"))


class TaskList:
    """The tasks of one person. `show`: which of four lists; `query`: what chooses among them."""

    def __init__(self, request: SignedInRequest, query: QueryDict) -> None:
        self.request, self.query = request, query
        self.show = query.get("show", MINE) if query.get("show") in self.lists else MINE
        self.by = BY_PAPER if query.get("by") == BY_PAPER else BY_TERM
        self.conditions = TaskConditions(request, self.base, query)

    @cached_property
    def lists(self) -> dict[str, Q]:
        """What stands on each list."""
        person, pairs = self.request.user, self.request.pairs
        mine = Q(awaits(person, pairs), flow_task_type="HUMAN")
        colleagues = Q(of_rights(pairs), holder__isnull=False, flow_task_type="HUMAN") & ~Q(holder=person)
        return {
            MINE: mine & ~Q(asleep(person)),
            OTHERS: Q(sent_by(person)) & with_somebody() & ~mine,
            LATER: mine & Q(asleep(person)),
            COLLEAGUES: colleagues,
        }

    @property
    def base(self) -> Tasks:
        tasks: Tasks = Task.objects.open().filter(self.lists[self.show])
        return tasks

    @cached_property
    def tasks(self) -> Tasks:
        """In the order of urgency; by paper, the paper with the most urgent task first."""
        found = self.conditions.qs.with_paper()
        if self.by == BY_PAPER:
            never = Value("9999-12-31", output_field=DateField())
            first = Window(Min(Coalesce("due", never)), partition_by=[F("process__document_id")])
            return found.annotate(first=first).order_by(
                "first", "process__document_id", F("due").asc(nulls_last=True), "pk"
            )
        return found.order_by(F("due").asc(nulls_last=True), "pk")

    @cached_property
    def counted(self) -> list[dict[str, object]]:
        """How many tasks of each list there are, by kind, step and unit; one query."""
        late = Q(self.lists[MINE], due__lt=clock.today())
        every = Q()
        for which in self.lists.values():
            every |= which
        counts = {name: Count("pk", filter=which) for name, which in self.lists.items()}
        groups = Task.objects.open().filter(every).order_by()
        by = (
            "process__document__kind",
            "flow_task",
            "process__document__unit_id",
            "process__document__unit__name",
        )
        return list(groups.values(*by).annotate(late=Count("pk", filter=late), **counts))

    def total(self, name: str) -> int:
        return sum(int(str(group[name])) for group in self.counted)

    def offer_choices(self) -> None:
        """Fill the conditions with what there is on this list."""
        here = [group for group in self.counted if group[self.show]]
        self.conditions.offer(
            (str(group["process__document__kind"]) for group in here),
            (step_name(group["flow_task"]) for group in here),
            (
                (int(str(group["process__document__unit_id"])), str(group["process__document__unit__name"]))
                for group in here
            ),
        )


def step_name(step: object) -> str:
    """«PlanFlow.draft»; empty for a step that is no more."""
    flow_class = getattr(step, "flow_class", None)
    return f"{flow_class.name}.{getattr(step, 'name', '')}" if flow_class is not None else ""


def next_task(request: SignedInRequest, query: QueryDict, but: int) -> Task | None:
    """The most urgent task of the list that one came from, on another paper than that which was just decided."""
    tasks = TaskList(request, query)
    tasks.offer_choices()
    first: Task | None = tasks.tasks.exclude(process__document=but).first()
    return first
