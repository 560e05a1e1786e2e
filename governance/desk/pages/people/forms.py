"""Forms of the pages about people: who somebody is, to what they are appointed, when it ends."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.format import day
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
}


def date_input() -> forms.DateInput:
    """The date field of the browser, which takes dates in ISO format only."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PersonForm(forms.ModelForm):
    """Name, gender and e-mail; and the case forms of the name, suggested until somebody corrects them."""

    class Meta:
        model = Person
        fields = ("surname", "given", "patronymic", "gender", "email")
        help_texts: ClassVar = {"email": gettext_lazy("The person signs in with it.")}
        error_messages: ClassVar = {"email": {"unique": gettext_lazy("Somebody has this e-mail already.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            return
        for case, label in CASES.items():
            self.fields[case.value] = forms.CharField(
                label=label, max_length=100, required=False, initial=self.instance.in_case(case)
            )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, commit: bool = True) -> Person:
        """Store a case form only if it differs from the one suggested for the present name."""
        person: Person = super().save(commit=False)
        typed = {case: " ".join(self.cleaned_data.get(case.value, "").split()) for case in CASES}
        shown = {case: self.fields[case.value].initial for case in CASES if case.value in self.fields}
        kept = dict(person.forms)
        for case, form in typed.items():
            if case in shown and form != shown[case]:
                kept[case.value] = form
        person.forms = {case: form for case, form in kept.items() if form}
        if commit:
            person.save()
        return person


class AppointForm(forms.Form):
    """An appointment: a role at a unit, for a term, on a basis."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Where"), empty_label="—")
    seat = forms.ModelChoiceField(
        Seat.objects.none(),
        empty_label="—",
        label=gettext_lazy("Seat in the body"),
        required=False,
        help_text=gettext_lazy("For members who vote: a ballot belongs to the seat."),
    )
    since = forms.DateField(label=gettext_lazy("First day"), widget=date_input())
    until = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=date_input(),
        help_text=gettext_lazy("Leave it empty when no end is set."),
    )
    basis = forms.CharField(
        label=gettext_lazy("Basis"),
        max_length=300,
        help_text=gettext_lazy("The order or the decision, for example: order No. 5-К of 01.09.2011."),
    )
    title = forms.CharField(
        label=gettext_lazy("How papers call this position"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example: director of the base school. Empty: the name of the role."),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "—"), *grouped_roles()]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        today = clock.today()
        seats = Seat.objects.filter(Q(until=None) | Q(until__gte=today), unit__in=units).select_related(
            "unit"
        )
        self.fields["seat"].queryset = seats  # type: ignore[attr-defined]
        self.fields["seat"].label_from_instance = lambda seat: f"{seat.unit}: {seat}"  # type: ignore[attr-defined]
        self.fields["since"].initial = today


def grouped_roles() -> list[tuple[str, list[tuple[str, str]]]]:
    """The roles grouped by the kinds of unit at which they are held, so that people choose a fitting pair."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for role, row in ROLES.items():
        held_at = " / ".join(sorted(str(kind.label) for kind in row.held_at))
        groups.setdefault(held_at, []).append((role.value, str(Role(role).label)))
    return list(groups.items())


class StandInForm(forms.Form):
    """An acting appointment: the role, unit and seat of somebody else, for a term."""

    stands_for = forms.ModelChoiceField(
        Appointment.objects.none(), label=gettext_lazy("Whom this person stands in for"), empty_label="—"
    )
    since = forms.DateField(label=gettext_lazy("First day"), widget=date_input())
    until = forms.DateField(label=gettext_lazy("Last day"), widget=date_input())
    basis = forms.CharField(
        label=gettext_lazy("Basis"),
        max_length=300,
        help_text=gettext_lazy("The order or the decision, for example: order No. 5-К of 01.09.2011."),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Appointment.objects.in_force().filter(unit__in=units, stands_for=None)
        field: Any = self.fields["stands_for"]
        field.queryset = held.select_related("person", "unit").order_by(
            "person__surname", "person__given", "pk"
        )
        field.label_from_instance = lambda one: f"{one.person.name}, {one.capacity} ({one.unit})"
        self.fields["since"].initial = clock.today()


class EndForm(forms.Form):
    """The last day of an appointment."""

    until = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=date_input(),
        help_text=gettext_lazy("On this day the rights still hold, on the next they do not."),
    )

    def __init__(self, *args: Any, appointment: Appointment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appointment = appointment
        self.fields["until"].initial = clock.today()

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
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
