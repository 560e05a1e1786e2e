"""The rows of an admission that is filled in: its classes with their profiles, and who sits in its commissions."""

import secrets
from collections.abc import Sequence

from django import forms
from django.db.models import Case, Q, When
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext

from governance.desk.base.fields import WholeField, choose_from, text_field
from governance.desk.base.keys import keys_in
from governance.desk.editors.rows import RowsEditor
from governance.desk.papers.forms import Facts
from governance.desk.public.admission import TITLES
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.commission import CommissionMember
from governance.documents.kinds.admission.places import (
    LONGEST_NAME,
    MOST_CLASSES,
    MOST_PLACES,
    read_classes,
)
from governance.documents.kinds.admission.print.campaign import office
from governance.documents.record.lists import Listed
from governance.documents.settings.admission import APPEAL_MEMBERS, COMMISSION_MEMBERS
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.unit import UnitKind

Body, Place = CommissionMember.Body, CommissionMember.Place
# The first two rows of a commission; members follow.
HEADS = (Place.CHAIR, Place.SECRETARY)
MOST_MEMBERS = 20
# Who can be chosen by id, each with the words of their office.
People = dict[int, tuple[Person, str]]


# --- classes ----------------------------------------------------------------------------------------------------------


def _no_places() -> str:
    return _("Give the number of places, from 1 to %(most)d.") % {"most": MOST_PLACES}


class PlacesForm(forms.Form):
    """What a class and a profile have in common; the code is given once and carried along unseen."""

    field_order = ("name",)

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    places = WholeField(
        label=gettext_lazy("Places"), min_value=1, max_value=MOST_PLACES, said=lazy(_no_places, str)()
    )

    def clean_code(self) -> str:
        """A new one begins with a letter, as the codes of classes do."""
        return self.cleaned_data["code"] or f"c{secrets.token_hex(4)}"


class ProfileForm(PlacesForm):
    name = text_field(
        gettext_lazy("Profile"),
        LONGEST_NAME,
        error_messages={"required": gettext_lazy("Name the profile, for example: физико-математический.")},
    )


class ClassForm(PlacesForm):
    name = text_field(
        gettext_lazy("Class"),
        LONGEST_NAME,
        error_messages={"required": gettext_lazy("Name the class, for example: 10 «А».")},
    )
    general = forms.BooleanField(
        label=gettext_lazy("general class, without profiles: nobody is refused it for points"), required=False
    )

    profiles: RowsEditor


class ListedProfileForm(PlacesForm):
    """A profile chosen from the list of profiles in force; one that stood before stays until it is changed."""

    name = forms.ChoiceField(
        label=gettext_lazy("Profile"),
        error_messages={"required": gettext_lazy("Choose the profile from the list of profiles in force.")},
    )

    def __init__(self, *args: object, names: Sequence[str] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through
        present = str(self["name"].value() or "")
        others = [present] if present and present not in names else []
        choose_from(self, "name", [("", "—"), *((name, name) for name in [*names, *others])])


class ClassesEditor(RowsEditor):
    """The classes as they stand, or as they were typed; each row has the rows of its `profiles`.

    After `is_valid()` `classes` is what is to be stored, `refusal` a sentence on the whole (sums that do not agree).
    """

    def __init__(
        self, standing: Sequence[Facts], data: QueryDict | None = None, listed: Listed | None = None
    ) -> None:
        self.listed = listed
        self.classes: list[Facts] = []
        self.refusal = ""
        super().__init__(
            "class", ClassForm, standing, data, blank=0, least=1, most=MOST_CLASSES, unseen=("code",)
        )
        self.pressed = self.pressed or any(row.profiles.pressed for row in self.rows)

    def complete(self, row: ClassForm, key: int) -> None:
        form: type[forms.Form] = ProfileForm
        options: Facts = {}
        if self.listed is not None:
            form, options = ListedProfileForm, {"names": self.listed.names}
        row.profiles = RowsEditor(
            f"{row.prefix}-profile",
            form,
            row.initial.get("profiles", ()),
            self.sent,
            blank=0,
            most=MOST_PLACES,
            unseen=("code",),
            **options,
        )

    def is_valid(self) -> bool:
        fits = all([super().is_valid(), *(row.profiles.is_valid() for row in self.begun)])
        # None at all is a page not filled in yet, unless there were some.
        if fits and (self.begun or self.standing):
            given = [{**row.cleaned_data, "profiles": row.profiles.given} for row in self.begun]
            try:
                self.classes = [school_class.to_json() for school_class in read_classes(given)]
            except NotLegal as refusal:
                self.refusal = str(refusal)
        return fits and not self.refusal

    @property
    def total(self) -> int:
        """How many places there are in all, as far as they can be read."""
        numbers = [str(row["places"].value() or "") for row in self.rows]
        return sum(keys_in(numbers, longest=4))


# --- commissions ------------------------------------------------------------------------------------------------------


class PersonForm(forms.Form):
    person = forms.TypedChoiceField(
        coerce=int,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy(
                "This person is in no office of the district any more: choose another."
            )
        },
    )


class CommissionRows(RowsEditor):
    """One commission: its chair, its secretary, and as many members as there are lines; an emptied line goes."""

    at_once = 2

    def __init__(
        self,
        body: CommissionMember.Body,
        standing: Sequence[CommissionMember],
        people: People,
        data: QueryDict | None,
        district: int,
    ) -> None:
        needed = least(body, district)
        self.people, self.title, self.rule = people, TITLES[body], rule(body, needed)
        heads = {member.place: member.person_id for member in standing}
        members = [member.person_id for member in standing if member.place == Place.MEMBER]
        super().__init__(
            body.value,
            PersonForm,
            [{"person": key} for key in [*(heads.get(place) for place in HEADS), *members]],
            data,
            blank=0,
            least=needed + 1,
            most=len(HEADS) + MOST_MEMBERS,
        )

    def complete(self, row: PersonForm, key: int) -> None:
        names = [(pk, f"{person.name}, {office}") for pk, (person, office) in self.people.items()]
        choose_from(row, "person", [("", "—"), *names])
        field = row.fields["person"]
        if key == 0:
            field.label = pgettext("person", "Chair")
        elif key == 1:
            field.label, field.help_text = pgettext("person", "Secretary"), _("Has no vote.")
        else:
            field.label = _("Member %(n)d") % {"n": key - 1}

    @property
    def members(self) -> list[Facts]:
        """The facts for `perform`. Only after `is_valid`."""
        places = {f"{self.stem}-{key}": place for key, place in enumerate(HEADS)}
        return [
            {
                "body": self.stem,
                "place": places.get(str(row.prefix), Place.MEMBER).value,
                "person": self.people[row.cleaned_data["person"]][0],
            }
            for row in self.begun
        ]


def commissions_of(campaign: Campaign, data: QueryDict | None) -> list[CommissionRows]:
    """Both commissions as they stand, or as they were chosen."""
    standing = list(campaign.members.select_related("person"))
    people = people_of(campaign, [member.person for member in standing])
    return [
        CommissionRows(
            body, [member for member in standing if member.body == body], people, data, campaign.district_id
        )
        for body in Body
    ]


def least(body: CommissionMember.Body, district: int) -> int:
    """How many have to have a vote, as the district has set it."""
    if body == Body.APPEAL:
        return APPEAL_MEMBERS.on(district)
    return COMMISSION_MEMBERS.on(district)


def rule(body: CommissionMember.Body, needed: int) -> str:
    """What is asked of a commission, in a sentence."""
    sentence = ngettext(
        "At least %(n)d member with a vote, the chair among them.",
        "At least %(n)d members with a vote, the chair among them.",
        needed,
    ) % {"n": needed}
    if body == Body.APPEAL:
        return f"{sentence} {_('Nobody of the admission commission sits in it.')}"
    return sentence


def people_of(campaign: Campaign, chosen: Sequence[Person]) -> People:
    """Who holds an office in the district today, with its words; and who was chosen before. One query."""
    appointments = (
        Appointment.objects.in_force()
        .filter(
            Q(unit__district=campaign.district_id) | Q(unit=campaign.district_id), stands_for__isnull=True
        )
        .exclude(unit__kind__in=[UnitKind.OUTSIDE, UnitKind.COMMISSION])
        .select_related("person", "unit")
        .order_by(
            "person__surname",
            "person__given",
            "person__patronymic",
            # Where one works goes before the councils in which one sits.
            Case(When(unit__kind=UnitKind.SCHOOL, then=0), default=1),
            "pk",
        )
    )
    people: People = {}
    for appointment in appointments:
        people.setdefault(appointment.person_id, (appointment.person, office(appointment)))
    for person in chosen:
        people.setdefault(person.pk, (person, _("holds no office today")))
    return people
