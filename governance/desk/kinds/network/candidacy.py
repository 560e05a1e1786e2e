"""A candidate for network teacher: begun for somebody employed, filled in subject by subject, put forward."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from governance import clock
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.format import day
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.rewards.create import employed
from governance.desk.kinds.rewards.labels import holds, points
from governance.desk.papers.forms import EFFECTS, PAGES, OwnPage, SeenForm
from governance.desk.papers.page import CONTEXT
from governance.desk.papers.work import attempt, day_field, is_refused, saved, text_field, work_page
from governance.documents.errors import Refused
from governance.documents.kinds.network.candidacy import Candidacy, begin_candidacy
from governance.documents.kinds.network.load import GRADES, MOST_HOURS, MOST_SUBJECTS
from governance.documents.law.validation import plain
from governance.roles.appointment import Appointment
from governance.roles.rights import Right

PAGES["candidacy", "revise"] = OwnPage("candidacy_edit", gettext_lazy("Fill in the candidacy"))
EFFECTS["candidacy", "submit"] = gettext_lazy("The council votes on this candidate by name.")
EFFECTS["candidacy", "withdraw"] = gettext_lazy("It goes no further; the teacher can be put forward anew.")


# --- beginning --------------------------------------------------------------------------------------------------------


class NewForm(forms.Form):
    """Who, for which term, instead of whom."""

    employment = forms.ChoiceField(
        label=gettext_lazy("Teacher"),
        error_messages={
            "required": gettext_lazy("Choose the teacher."),
            "invalid_choice": gettext_lazy("Choose a teacher from the list."),
        },
    )
    since = day_field(gettext_lazy("First day"))
    until = day_field(gettext_lazy("Last day"))
    replaces = forms.ChoiceField(
        label=gettext_lazy("Instead of"),
        required=False,
        help_text=gettext_lazy("Only where a teacher is replaced during the year."),
    )

    def __init__(
        self, *args: Any, found: dict[str, Appointment], appointed: dict[str, Candidacy], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        said = [(key, f"{one.person.full_name}, {one.capacity} ({one.unit})") for key, one in found.items()]
        self.fields["employment"].choices = [("", _("choose")), *said]  # type: ignore[attr-defined]
        others = [(key, one.teacher.full_name) for key, one in appointed.items()]
        self.fields["replaces"].choices = [("", _("nobody")), *others]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("The last day is before the first: correct one of the two."))
        return given


def school_year() -> tuple[date, date]:
    """The days of the year for which one is put forward: the coming one from the summer on."""
    today = clock.today()
    first = today.year if today.month >= 6 else today.year - 1
    return max(date(first, 9, 1), today) if today.month < 6 else date(first, 9, 1), date(first + 1, 5, 31)


@signed_in
def candidacy_begin(request: SignedInRequest) -> HttpResponse:
    """404 for those who put nobody forward."""
    if not holds(request, Right.NOMINATE):
        raise Http404
    districts = {one.unit.root_id for one in request.appointments}
    found = {str(one.pk): one for one in employed(request)}
    appointed = {
        str(one.pk): one
        for one in Candidacy.objects.filter(district_id__in=districts, state=Candidacy.State.APPOINTED)
        .select_related("teacher")
        .order_by("teacher__surname", "pk")
    }
    since, until = school_year()
    form = NewForm(
        request.POST or None, found=found, appointed=appointed, initial={"since": since, "until": until}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            begun = begin_candidacy(
                found[given["employment"]],
                by=request.user,
                since=given["since"],
                until=given["until"],
                replaces=appointed.get(given["replaces"]),
            )
            return redirect("candidacy_edit", pk=begun.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "section": "network",
        "crumbs": [{"label": _("Network teachers"), "href": reverse("network_teachers")}],
        "title": _("Put forward a network teacher"),
        "lead": _("Subjects, grades and hours are filled in on the next page."),
        "form": form,
        "submit": _("Begin"),
        "cancel": reverse("network_teachers"),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


# --- filling in -------------------------------------------------------------------------------------------------------


class CandidacyForm(SeenForm):
    since = day_field(gettext_lazy("First day"))
    until = day_field(gettext_lazy("Last day"))
    training = text_field(
        gettext_lazy("Training in ICT"),
        500,
        lines=2,
        required=False,
        help_text=gettext_lazy("For example: курсы «Дистанционное обучение», 72 часа, 2011 г."),
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("The last day is before the first: correct one of the two."))
        return given


class SubjectForm(forms.Form):
    """One subject; hours a week in each of the grades that are ticked."""

    name = text_field(
        gettext_lazy("Subject"), 120, error_messages={"required": gettext_lazy("Name the subject.")}
    )
    hours = forms.DecimalField(
        label=gettext_lazy("Hours a week in each grade"),
        min_value=0.1,
        max_value=MOST_HOURS,
        decimal_places=1,
        max_digits=3,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            (
                "required",
                "invalid",
                "min_value",
                "max_value",
                "max_digits",
                "max_decimal_places",
                "max_whole_digits",
            ),
            gettext_lazy("Give the hours as a number, for example 3 or 1,5."),
        ),
    )
    grades = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Grades"),
        coerce=int,
        choices=[(grade, str(grade)) for grade in GRADES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick the grades.")},
    )


def subject_form(sent: Any, *, prefix: str, initial: Any) -> SubjectForm:
    """A subject, its hours typed with a comma as people do."""
    name = f"{prefix}-hours"
    if sent is not None and "," in sent.get(name, ""):
        sent = sent.copy()
        sent[name] = sent[name].replace(",", ".")
    return SubjectForm(sent, prefix=prefix, initial=initial)


class CandidacyPage:
    """The whole candidacy: as it stands, as it was typed, or rearranged by a small button."""

    def __init__(self, document: Candidacy, data: QueryDict | None) -> None:
        load = [{**entry, "hours": str(entry["hours"]).replace(".", ",")} for entry in document.load]
        self.subjects = RowsEditor("subject", subject_form, load, data, blank=1, most=MOST_SUBJECTS)
        self.pressed = self.subjects.pressed
        standing = {
            "seen": document.revision,
            **{name: getattr(document, name) for name in ("since", "until", "training")},
        }
        initial = data.dict() if data is not None and self.pressed else standing
        self.form = CandidacyForm(None if self.pressed else data, initial=initial)

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.subjects.is_valid()])  # each is asked, so that each is marked

    def save(self, request: SignedInRequest, document: Any) -> bool:
        """Whether the door took it; what it refused stands on the form."""
        given = {name: self.form.cleaned_data[name] for name in ("since", "until", "training")}
        if self.subjects.given:
            given["load"] = [{**one, "hours": plain(one["hours"])} for one in self.subjects.given]
        return attempt(request, document, "revise", self.form, **given) is not None


@work_page("candidacy", "revise")
def candidacy_edit(request: SignedInRequest, document: Any) -> HttpResponse:
    """Saving goes through the door; refused, the page comes back with all that was typed."""
    page = CandidacyPage(document, request.POST if request.method == "POST" else None)
    done = saved(request, document, page, said=_("The candidacy is saved."), here="candidacy_edit")
    if done is not None:
        return done
    context = {
        "section": "network",
        "crumbs": [
            {"label": _("Network teachers"), "href": reverse("network_teachers")},
            {"label": str(document.teacher), "href": reverse("paper", args=[document.pk])},
        ],
        "title": _("Network teacher: %(name)s") % {"name": document.teacher.full_name},
        "document": document,
        "form": page.form,
        "page": page,
        "cancel": reverse("paper", args=[document.pk]),
    }
    status = 422 if is_refused(request, page) else 200
    return render(request, "governance/network/candidacy.html", context, status=status)


def context(request: SignedInRequest, document: Any) -> dict[str, Any]:
    """What is put forward, beside the text."""
    facts = [
        {"name": _("Teacher"), "value": document.teacher.full_name},
        {"name": _("School"), "value": document.employment.unit},
        {"name": pgettext("candidacy", "Term"), "value": f"{day(document.since)} – {day(document.until)}"},
        *({"name": one.name, "value": subject_words(one)} for one in document.subjects),
        {"name": _("Training in ICT"), "value": document.training},
    ]
    return {"standing": [fact for fact in facts if fact["value"]]}


def subject_words(subject: Any) -> str:
    """«9, 10, 11 кл., по 3 ч»."""
    grades = ", ".join(str(grade) for grade in subject.grades)
    return _("grades %(grades)s, %(hours)s h a week each") % {
        "grades": grades,
        "hours": points(subject.hours),
    }


CONTEXT["candidacy"] = context
