"""The form of a meeting that is being prepared: its card and all questions of its agenda at once.

Every button of the page saves the whole form first, so nothing typed in one place is lost by a press in another.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.documents.approval.opinions import Consulted, read_opinions
from governance.documents.kinds.meeting.agenda import LONGEST_TEXT, LONGEST_TITLE, AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.roles.rights import Right
from governance.roles.unit import Unit

Step = tuple[str, dict[str, Any]]


def awaiting(request: SignedInRequest, body: Unit) -> list[Document]:
    """The papers that wait for the decision of this body and that this person may see.

    One query for their cards, one for each table that has some of them, and one for the agreement sheets of all.
    """
    decided = [
        kind
        for kind in KINDS.values()
        if kind.decision_moves is not None and kind.decided_by_kind in (None, body.kind)
    ]
    waiting = Q(
        *(Q(kind=kind.kind_name, state__in=kind.states_in(Phase.WITH_SOMEBODY)) for kind in decided),
        _connector=Q.OR,
    )
    visible = Document.objects.visible_to(request.user, request.pairs).filter(district_id=body.root_id)
    tables: dict[type[Document], list[int]] = {}
    for pk, kind in visible.filter(waiting).order_by("pk").values_list("pk", "kind"):
        tables.setdefault(KINDS[kind]._meta.concrete_model, []).append(pk)
    found = [
        paper
        for table, keys in tables.items()
        for paper in table._default_manager.filter(pk__in=keys)
        .select_related(*getattr(table, "agenda_with", ()))
        .order_by("pk")
    ]
    read_opinions(paper for paper in found if isinstance(paper, Consulted))
    return [paper for paper in found if paper.can_go_on_agenda and paper.decided_by in (None, body)]


def bodies(request: SignedInRequest) -> list[Unit]:
    """The bodies whose meetings this person convenes."""
    held = {unit for right, unit in request.pairs if right == Right.CONVENE}
    return list(Unit.objects.filter(pk__in=held).select_related("district").order_by("pk"))


class CardForm(forms.Form):
    """Who meets, when, where, who is invited."""

    title = text_field(
        gettext_lazy("Title"),
        LONGEST_TITLE,
        error_messages={"required": gettext_lazy("Give the meeting a title.")},
    )
    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Choose the day of the meeting."),
            "invalid": gettext_lazy("Write the day like 12.09.2011."),
        },
    )
    time = forms.TimeField(
        label=gettext_lazy("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("Say at what time the meeting begins."),
            "invalid": gettext_lazy("Write the time like 14:00."),
        },
    )
    place = text_field(
        gettext_lazy("Place"),
        200,
        help_text=gettext_lazy("Town, school, room."),
        error_messages={"required": gettext_lazy("Say where the meeting is held.")},
    )
    invited = text_field(
        gettext_lazy("Invited"),
        LONGEST_TEXT,
        lines=2,
        help_text=gettext_lazy("Who comes besides the members, one a line. May be left empty."),
        required=False,
    )

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day < clock.today():
            raise forms.ValidationError(_("The day of the meeting has passed: choose another one."))
        return day

    def facts(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data[name] for name in ("title", "place", "invited")}
        moment = datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"])
        return {**kept, "held_at": timezone.make_aware(moment)}

    @staticmethod
    def of(meeting: Meeting) -> dict[str, Any]:
        local = timezone.localtime(meeting.held_at)
        return {
            "title": meeting.title,
            "day": local.date(),
            "time": local.time(),
            "place": meeting.place,
            "invited": meeting.invited,
        }


class ItemForm(forms.Form):
    """The words of one question."""

    title = text_field(
        gettext_lazy("Question"),
        LONGEST_TITLE,
        error_messages={"required": gettext_lazy("Write the question as it will stand on the agenda.")},
    )
    speaker = text_field(gettext_lazy("Speaker"), LONGEST_TITLE, required=False)
    decision_draft = text_field(
        gettext_lazy("Draft decision"),
        LONGEST_TEXT,
        lines=2,
        help_text=gettext_lazy("What is put to the vote. It can be empty if a paper is decided on."),
        required=False,
    )
    secret = forms.BooleanField(label=gettext_lazy("Vote secretly"), required=False)

    def __init__(self, *args: Any, item: AgendaItem | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        if item is None:
            # A blank question is none; one with a speaker and no words is an oversight.
            self.empty_permitted = True
            self.use_required_attribute = False

    @staticmethod
    def of(item: AgendaItem) -> dict[str, Any]:
        return {
            "title": item.title,
            "speaker": item.speaker,
            "decision_draft": item.decision_draft,
            "secret": item.secret,
        }


def item_form(data: Any, item: AgendaItem) -> ItemForm:
    """The form of a question; one that came onto the agenda after the page was opened is shown as it stands."""
    prefix = f"item{item.pk}"
    posted = data if data is not None and f"{prefix}-title" in data else None
    return ItemForm(posted, prefix=prefix, initial=ItemForm.of(item), item=item)


class Preparation:
    """The whole form. `meeting` is None while it is not begun."""

    def __init__(
        self, request: SignedInRequest, body: Unit, meeting: Meeting | None, initial: dict[str, Any]
    ) -> None:
        data = request.POST if request.method == "POST" else None
        self.meeting = meeting
        self.card = CardForm(data, initial=CardForm.of(meeting) if meeting else initial)
        self.items = [
            item_form(data, item) for item in (meeting.agenda().order_by("position") if meeting else ())
        ]
        self.fresh = ItemForm(data, prefix="new")
        taken = {form.item.subject_id for form in self.items if form.item}
        self.awaiting = [paper for paper in awaiting(request, body) if paper.pk not in taken]
        chosen = data.getlist("paper") if data is not None else request.GET.getlist("paper")
        self.papers = [paper for paper in self.awaiting if str(paper.pk) in chosen]
        self.refusal = ""

    @property
    def chosen(self) -> set[int]:
        return {paper.pk for paper in self.papers}

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in (self.card, *self.items, self.fresh) if form.is_bound)

    @property
    def has_errors(self) -> bool:
        return any(form.is_bound and form.errors for form in (self.card, *self.items, self.fresh))

    def changes(self) -> list[Step]:
        """The moves that turn the meeting into what was typed."""
        steps: list[Step] = []
        if self.meeting is not None and self.card.has_changed():
            steps.append(("revise", self.card.facts()))
        for form in self.items:
            if form.is_bound and form.item is not None and form.has_changed():
                steps.append(("revise_item", {"item": form.item.pk, **form.cleaned_data}))
        steps += [("add_item", {"subject": paper.pk}) for paper in self.papers]
        if self.fresh.has_changed():
            steps.append(("add_item", dict(self.fresh.cleaned_data)))
        return steps

    def pressed(self, button: str) -> list[Step]:
        """What the pressed button asks for besides saving: «up-7», «down-7», «drop-7», «convene»."""
        verb, _dash, key = button.partition("-")
        keys = [form.item.pk for form in self.items if form.item]
        if verb == "convene":
            return [("convene", {})]
        if not key.isdigit() or int(key) not in keys:
            return []
        if verb == "drop":
            return [("drop_item", {"item": int(key)})]
        at = keys.index(int(key))
        to = at - 1 if verb == "up" else at + 1
        if verb not in ("up", "down") or not 0 <= to < len(keys):
            return []
        keys[at], keys[to] = keys[to], keys[at]
        return [("reorder", {"order": keys})]
