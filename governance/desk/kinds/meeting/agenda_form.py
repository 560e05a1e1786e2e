"""The forms of a meeting that is being prepared: its card, its questions, and the papers that wait for an agenda."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import model_to_dict
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from governance import clock
from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.papers.forms import Facts
from governance.documents.approval.opinions import Consulted, read_opinions
from governance.documents.approval.regulation import Regulation
from governance.documents.kinds.meeting.agenda import LONGEST_TEXT, LONGEST_TITLE, AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.roles.unit import Unit


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


def rules_of(body: Unit, meeting: Meeting | None) -> Regulation | None:
    """The rules that hold for the meeting, or today for one that is begun; None where the body has none."""
    if meeting is not None:
        return meeting.known_rules
    try:
        return Regulation.objects.in_force(body, clock.today())
    except ValidationError:
        return None


class CardForm(forms.Form):
    """Who meets, when, where, who is invited."""

    title = text_field(_("Title"), LONGEST_TITLE, missing=_("Give the meeting a title."), printed=True)
    day = day_field(
        _("Day"),
        error_messages={
            "required": _("Choose the day of the meeting."),
            "invalid": _("Write the day like 12.09.2011."),
        },
    )
    time = forms.TimeField(
        label=_("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Say at what time the meeting begins."),
            "invalid": _("Write the time like 14:00."),
        },
    )
    place = text_field(
        _("Place"),
        200,
        help_text=_("Town, school, room."),
        missing=_("Say where the meeting is held."),
    )
    invited = text_field(
        _("Invited"),
        LONGEST_TEXT,
        lines=2,
        help_text=_("Who comes besides the members, one a line. May be left empty."),
        required=False,
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < clock.today():
            raise forms.ValidationError(gettext("The day of the meeting has passed: choose another one."))
        return day

    def ask_reason(self, doubt: str = "") -> None:
        """Ask why the number of the sitting and its day are out of order with those of others."""
        self.fields["reason"] = text_field(
            gettext("Why numbers and dates are out of order"),
            LONGEST_TITLE,
            help_text=gettext(
                "For example: an extraordinary meeting before the regular one. The history shows it."
            ),
            required=False,
        )
        if doubt:
            self.add_error("reason", doubt)

    def facts(self) -> Facts:
        kept = {name: self.cleaned_data[name] for name in ("title", "place", "invited")}
        return {**kept, "held_at": self.moment(self.cleaned_data)}

    @staticmethod
    def moment(given: Facts) -> datetime:
        """When the meeting begins."""
        return timezone.make_aware(datetime.combine(given["day"], given["time"]))

    @staticmethod
    def of(meeting: Meeting) -> Facts:
        local = timezone.localtime(meeting.held_at)
        kept = model_to_dict(meeting, ["title", "place", "invited"])
        return {**kept, "day": local.date(), "time": local.time()}


class VoteForm(CardForm):
    """An absentee vote: until when sheets are returned, and where those on paper."""

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        del self.fields["invited"]
        self.fields["day"].label = _("Last day to return the sheets")
        self.fields["time"].label = _("Until what hour")
        self.fields["place"].label = _("Where sheets on paper are returned")
        self.fields["place"].help_text = _("Town, street, room.")
        self.fields["place"].error_messages["required"] = _("Say where sheets on paper are returned.")

    def facts(self) -> Facts:
        self.cleaned_data["invited"] = ""
        return super().facts()


class ItemForm(forms.Form):
    """The words of one question."""

    title = text_field(
        _("Question"),
        LONGEST_TITLE,
        missing=_("Write the question as it will stand on the agenda."),
        printed=True,
    )
    speaker = text_field(_("Speaker"), LONGEST_TITLE, required=False)
    decision_draft = text_field(
        _("Draft decision"),
        LONGEST_TEXT,
        lines=2,
        help_text=_("What is put to the vote. It can be empty if a paper is decided on."),
        required=False,
        printed=True,
    )
    matter = forms.ChoiceField(
        label=_("By which rule it is decided"),
        required=False,
        help_text=_("As the rules of the body name their matters."),
        error_messages={
            "invalid_choice": _("The rules of the body have no such matter: choose another one.")
        },
    )
    secret = forms.BooleanField(label=_("Vote secretly"), required=False)

    def __init__(
        self, data: QueryDict | None, rules: Regulation | None, *, item: AgendaItem | None = None
    ) -> None:
        self.item = item
        self._begin(data, item)
        self._offer(rules, item)
        if item is not None and item.named.all():
            # People are named on the page of the question, with their posts.
            del self.fields["speaker"]

    def _offer(self, rules: Regulation | None, item: AgendaItem | None) -> None:
        """Which matters there are to choose from; none where the paper itself says by which rule it is decided."""
        named = rules.named if rules is not None else []
        if item is not None and any(item.subject_kind in rule.kinds for rule in named):
            named = []
        chosen = item.matter if item is not None else ""
        if not named and not chosen:
            del self.fields["matter"]
            return
        names = dict.fromkeys([*(rule.matter for rule in named), *filter(None, [chosen])])
        rest = gettext("— by the rule for all the rest —")
        choose_from(self, "matter", [("", rest), *((name, name) for name in names)])

    def _begin(self, data: QueryDict | None, item: AgendaItem | None) -> None:
        if item is None:
            super().__init__(data, prefix="new")
            # A blank question is none; one with a speaker and no words is an oversight.
            self.empty_permitted = True
            self.use_required_attribute = False
            return
        prefix = f"item{item.pk}"
        # One that came onto the agenda after the page was opened is shown as it stands.
        posted = data if data is not None and f"{prefix}-title" in data else None
        super().__init__(posted, prefix=prefix, initial=model_to_dict(item, list(self.base_fields)))
