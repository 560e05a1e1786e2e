"""Forms of the pages about people: who somebody is, to what they are appointed, when it ends."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.fields import choose_from, choose_row, refuse_reversed
from governance.desk.base.format import day
from governance.documents.record.document import Document
from governance.roles.acts.door import LONGEST_BASIS
from governance.roles.appointment import Appointment
from governance.roles.body import Seat
from governance.roles.catalogue import ROLES, Role
from governance.roles.names import Case
from governance.roles.person import Person
from governance.roles.unit import Unit

CASES = {
    Case.GENITIVE: gettext_lazy("Whom? (genitive: «on behalf of …»)"),
    Case.DATIVE: gettext_lazy("To whom? (dative: «to pay …»)"),
    Case.ACCUSATIVE: gettext_lazy("Whom? (accusative: «to appoint …», «HEARD: …»)"),
    Case.INSTRUMENTAL: gettext_lazy("By whom? (instrumental: «signed by …»)"),
    Case.PREPOSITIONAL: gettext_lazy("About whom? (prepositional: «about …»)"),
}


def date_input() -> forms.DateInput:
    """The date field of the browser, which takes dates in ISO format only."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class BasisField(forms.CharField):
    """On what an act rests."""

    def __init__(self, example: Any) -> None:
        super().__init__(label=gettext_lazy("Basis"), max_length=LONGEST_BASIS, help_text=example)


class BasisForm(forms.Form):
    """On what an act rests that asks for nothing else."""

    basis = BasisField(gettext_lazy("The order or the decision, for example: order No. 5-К of 01.09.2011."))


class PersonForm(forms.ModelForm):
    """Name, gender and e-mail; and the case forms of the name, suggested until somebody corrects them."""

    basis = BasisField(gettext_lazy("For example: order No. 5-К of 01.09.2011, a new passport."))

    class Meta:
        model = Person
        fields = ("surname", "given", "patronymic", "gender", "email")
        help_texts: ClassVar = {"email": gettext_lazy("The person signs in with it.")}
        error_messages: ClassVar = {"email": {"unique": gettext_lazy("Somebody has this e-mail already.")}}

    def __init__(self, data: QueryDict | None, instance: Person | None = None) -> None:
        super().__init__(data, instance=instance)
        if instance is None:
            return
        self.fields["since"] = forms.DateField(
            label=gettext_lazy("Holds since"), widget=date_input(), initial=clock.today
        )
        for case, label in CASES.items():
            self.fields[case.value] = forms.CharField(
                label=label, max_length=100, required=False, initial=instance.in_case(case)
            )
        self.order_fields([*(self._meta.fields or ()), *(case.value for case in CASES), "since", "basis"])

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def values(self) -> dict[str, Any]:
        """What is to be written of the person. A case form is kept only if it differs from the one suggested; the forms
        of a former name go with it.
        """
        typed = {case: " ".join(self.cleaned_data.get(case.value, "").split()) for case in CASES}
        shown = {case: self.fields[case.value].initial for case in CASES if case.value in self.fields}
        is_renamed = {"surname", "given", "patronymic"} & set(self.changed_data)
        kept = {} if is_renamed else dict(self.instance.forms)
        for case, form in typed.items():
            if case in shown and form != shown[case]:
                kept[case.value] = form
        given = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        return {**given, "forms": {case: form for case, form in kept.items() if form}}


class SeatField(forms.ModelChoiceField):
    def label_from_instance(self, seat: Seat) -> str:
        return f"{seat.unit}: {seat}"


class HolderField(forms.ModelChoiceField):
    def label_from_instance(self, held: Appointment) -> str:
        return f"{held.person.name}, {held.capacity} ({held.unit})"


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return person.full_name


class PostsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, post: Appointment) -> str:
        return f"{post.capacity} ({post.unit})"


class TermForm(forms.Form):
    """The first day of an appointment, today unless another is given, and its basis."""

    since = forms.DateField(label=gettext_lazy("First day"), widget=date_input(), initial=clock.today)
    basis = BasisField(gettext_lazy("The order or the decision, for example: order No. 5-К of 01.09.2011."))


class AppointForm(TermForm):
    """An appointment: a role at a unit, for a term, on a basis."""

    field_order = ("role", "unit", "seat", "since", "until", "basis", "title")

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Where"), empty_label="—")
    seat = SeatField(
        Seat.objects.none(),
        empty_label="—",
        label=gettext_lazy("Seat in the body"),
        required=False,
        help_text=gettext_lazy("For members who vote: a ballot belongs to the seat."),
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=date_input(),
        help_text=gettext_lazy("Leave it empty when no end is set."),
    )
    title = forms.CharField(
        label=gettext_lazy("How papers call this position"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example: director of the base school. Empty: the name of the role."),
    )

    def __init__(self, data: QueryDict | None, units: QuerySet[Unit]) -> None:
        super().__init__(data)
        choose_from(self, "role", [("", "—"), *grouped_roles()])
        choose_row(self, "unit", units)
        seats = Seat.objects.filter(Q(until=None) | Q(until__gte=clock.today()), unit__in=units)
        choose_row(self, "seat", seats.select_related("unit"))


def grouped_roles() -> list[tuple[str, list[tuple[str, str]]]]:
    """The roles grouped by the kinds of unit at which they are held, so that people choose a fitting pair."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for role, row in ROLES.items():
        held_at = " / ".join(sorted(str(kind.label) for kind in row.held_at))
        groups.setdefault(held_at, []).append((role.value, str(Role(role).label)))
    return list(groups.items())


class StandInForm(TermForm):
    """An acting appointment: the role, unit and seat of somebody else, for a term."""

    field_order = ("stands_for", "since", "until", "basis")

    stands_for = HolderField(
        Appointment.objects.none(), label=gettext_lazy("Whom this person stands in for"), empty_label="—"
    )
    until = forms.DateField(label=gettext_lazy("Last day"), widget=date_input())

    def __init__(self, data: QueryDict | None, units: QuerySet[Unit]) -> None:
        super().__init__(data)
        held = Appointment.objects.in_force().filter(unit__in=units, stands_for=None)
        by_name = held.select_related("person", "unit").order_by("person__surname", "person__given", "pk")
        choose_row(self, "stands_for", by_name)


class AwayForm(TermForm):
    """Who stands in for somebody in all their posts, for a term, by an order."""

    field_order = ("person", "posts", "since", "until", "order", "basis")

    person = PersonField(Person.objects.none(), label=gettext_lazy("Who stands in"), empty_label="—")
    posts = PostsField(
        Appointment.objects.none(),
        label=gettext_lazy("In which posts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Mark at least one post.")},
    )
    until = forms.DateField(label=gettext_lazy("Last day"), widget=date_input())
    order = forms.ModelChoiceField(
        Document.objects.none(),
        label=gettext_lazy("By which order"),
        required=False,
        empty_label=gettext_lazy("— an order on paper, named below —"),
    )

    def __init__(
        self,
        data: QueryDict | None,
        people: QuerySet[Person],
        posts: QuerySet[Appointment],
        orders: QuerySet[Document],
    ) -> None:
        super().__init__(data, initial={"posts": list(posts)})
        choose_row(self, "person", people)
        choose_row(self, "posts", posts)
        choose_row(self, "order", orders)
        self.fields["basis"].required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        order, basis = given.get("order"), given.get("basis", "")
        if order is not None and not basis:
            given["basis"] = f"приказ от {order.registered_on:%d.%m.%Y} № {order.number}"
        elif order is None and not basis and "basis" not in self.errors:
            self.add_error("basis", _("Choose the order, or name the one on paper."))
        refuse_reversed(self, "since", "until")
        return given


class EndForm(forms.Form):
    """The last day of an appointment, and who takes over."""

    field_order = ("until", "successor", "basis")

    until = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=date_input(),
        help_text=gettext_lazy("On this day the rights still hold, on the next they do not."),
        initial=clock.today,
    )
    basis = BasisField(gettext_lazy("The order or the decision, for example: order No. 5-К of 01.09.2011."))

    successor = PersonField(
        Person.objects.none(),
        label=gettext_lazy("Who takes over"),
        empty_label=gettext_lazy("— nobody yet —"),
        required=False,
        help_text=gettext_lazy("From the next day they hold the post, with its seat and what waits for it."),
    )

    def __init__(self, data: QueryDict | None, appointment: Appointment) -> None:
        super().__init__(data)
        self.appointment = appointment
        if appointment.is_acting:
            del self.fields["successor"]
            return
        others = Person.objects.filter(district_id=appointment.unit.root_id, is_active=True)
        choose_row(self, "successor", others.exclude(pk=appointment.person_id))

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self.appointment.since:
            raise forms.ValidationError(
                _("The appointment begins on %(day)s: it cannot end before that day.")
                % {"day": day(self.appointment.since)}
            )
        if self.appointment.until is not None and until > self.appointment.until:
            raise forms.ValidationError(
                _("It ends on %(day)s already: to prolong it, appoint anew.")
                % {"day": day(self.appointment.until)}
            )
        return until
