"""Putting an election on the agenda: to which office, how many, from whom, by which majority, for what term."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.kinds.meeting.page import FormOfMeeting
from governance.desk.papers.forms import SeenForm
from governance.documents.kinds.meeting.election.nominating import MOST_POSTS
from governance.documents.kinds.meeting.election.office import OFFICES, Among, OfficeKey, Winning
from governance.documents.record.perform import perform
from governance.roles.body import Seat
from governance.roles.unit import Unit, UnitKind


class ElectionForm(SeenForm):
    """What is elected, and how."""

    office = forms.ChoiceField(label=_("Office"), choices=OfficeKey.choices)
    unit = forms.TypedChoiceField(label=_("Of which body"), coerce=int)
    detail = text_field(
        _("Addition to the name of the office"),
        100,
        help_text=_("For a delegate: to which conference."),
        required=False,
    )
    posts = forms.IntegerField(
        label=_("How many are elected"),
        min_value=1,
        max_value=MOST_POSTS,
        initial=1,
        error_messages={"required": _("Say how many are elected.")},
    )
    among = forms.ChoiceField(label=_("From whom"), choices=Among.choices, initial=Among.MEMBERS)
    group = forms.ChoiceField(label=_("Group of members"), required=False)
    winning = forms.ChoiceField(label=_("Elected is"), choices=Winning.choices)
    secret = forms.BooleanField(label=_("Vote secretly"), required=False, initial=True)
    since = day_field(
        _("In office from"),
        help_text=_("Left empty: from the day on which the protocol is signed."),
        required=False,
    )
    until = day_field(_("Until, inclusive"), help_text=_("May be left empty."), required=False)
    replaces = forms.BooleanField(
        label=_("Those who hold the office now leave it the day before"), required=False, initial=True
    )


class ElectionPage(FormOfMeeting):
    """One more question of the agenda, which elects."""

    move = "add_election"
    title = _("Election on the agenda")
    lead = _("The candidates are put up afterwards, here or at the sitting. Nobody stands without consent.")
    submit = _("Put on the agenda")
    form: ElectionForm

    def get_form(self) -> ElectionForm:
        meeting = self.document
        form = ElectionForm(self.data, initial={"seen": meeting.revision})
        units = bodies_to_elect_to(meeting.unit)
        choose_from(form, "unit", [(unit.pk, str(unit)) for unit in units])
        form.fields["unit"].initial = meeting.unit_id
        seats = Seat.objects.filter(unit_id=meeting.unit_id).exclude(group="")
        groups = sorted(set(seats.values_list("group", flat=True)))
        if groups:
            choose_from(form, "group", [("", "—"), *((group, group) for group in groups)])
        else:
            del form.fields["group"]
            choose_from(form, "among", [choice for choice in Among.choices if choice[0] != Among.GROUP])
        return form

    def respond(self) -> HttpResponse:
        return self.turned_away() or super().respond()

    def act(self) -> HttpResponse:
        perform(self.document, self.move, by=self.request.user, **self.form.cleaned_data)
        messages.success(self.request, gettext("The election stands on the agenda: put up the candidates."))
        return redirect(self.get_cancel())

    def get_cancel(self) -> str:
        return reverse("meeting", args=[self.document.pk])


def bodies_to_elect_to(body: Unit) -> list[Unit]:
    """The body itself first; a council elects to the other bodies of its district, too."""
    kinds = {kind for office in OFFICES.values() for kind in office.roles}
    if body.kind != UnitKind.COUNCIL:
        return [body]
    others = Unit.objects.filter(district_id=body.root_id, kind__in=kinds).exclude(pk=body.pk)
    return [body, *others.select_related("district").order_by("kind", "pk")]
