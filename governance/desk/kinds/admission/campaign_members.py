"""Who is to sit in the two commissions of an admission: chosen from the people of the district."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.conf import settings
from django.db.models import Case, Q, When
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _, ngettext, pgettext_lazy

from governance.desk.base.components import Words
from governance.desk.papers.forms import Facts
from governance.desk.public.commissions import TITLES, office
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.commission import CommissionMember
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.unit import UnitKind

Body: TypeAlias = CommissionMember.Body
Place: TypeAlias = CommissionMember.Place
MOST_MEMBERS = 20
MORE_AT_ONCE = 2


class BodyForm(forms.Form):
    """One commission: its chair, its secretary, and as many members as there are lines; an emptied line goes."""

    def __init__(self, *args: Any, people: list[tuple[str, str]], lines: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *people]
        self.fields["chair"] = self._choice(pgettext_lazy("person", "Chair"), choices)
        self.fields["secretary"] = self._choice(
            pgettext_lazy("person", "Secretary"), choices, help_text=_("Has no vote.")
        )
        for line in range(lines):
            self.fields[f"member-{line}"] = self._choice(_("Member %(n)d") % {"n": line + 1}, choices)

    @staticmethod
    def _choice(label: Any, choices: list[tuple[str, str]], **kwargs: Any) -> forms.ChoiceField:
        wrong = _("This person is in no office of the district any more: choose another.")
        return forms.ChoiceField(
            label=label, choices=choices, required=False, error_messages={"invalid_choice": wrong}, **kwargs
        )

    @property
    def members(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name.startswith("member-")]

    def chosen(self) -> list[tuple[str, int]]:
        """(place, id of the person). Only after `is_valid`."""
        return [
            (name if name in Place.values else Place.MEMBER.value, int(key))
            for name, key in self.cleaned_data.items()
            if key
        ]


@dataclass(frozen=True)
class BodyAsked:
    """One commission as templates/governance/admission/members.html shows it."""

    form: BodyForm
    body: str
    title: Words
    rule: str


class MembersEditor:
    """Both commissions as they stand, or as they were chosen. `pressed`: a button asked for more lines only."""

    def __init__(self, campaign: Campaign, data: QueryDict | None = None) -> None:
        self.standing = list(campaign.members.select_related("person"))
        self.people = people_of(campaign, [member.person for member in self.standing])
        press = "" if data is None else data.get("do", "")
        self.pressed = press in {f"more_members:{body}" for body in Body.values}
        choices = [(str(key), f"{person.name}, {office}") for key, (person, office) in self.people.items()]
        self.bodies: list[BodyAsked] = []
        for body in Body:
            typed = self._typed(body) if data is None else data
            lines = count_of(typed, body) + (MORE_AT_ONCE if press == f"more_members:{body}" else 0)
            form = BodyForm(
                data if not self.pressed else None,
                prefix=body.value,
                initial=own(typed, body),
                people=choices,
                lines=min(lines, MOST_MEMBERS),
            )
            self.bodies.append(BodyAsked(form, body.value, TITLES[body], rule(body)))

    def is_valid(self) -> bool:
        return not any(body.form.errors for body in self.bodies)

    def members(self) -> list[Facts]:
        """The facts for `perform`. Only after `is_valid`."""
        return [
            {"body": asked.body, "place": place, "person": self.people[key][0]}
            for asked in self.bodies
            for place, key in asked.form.chosen()
        ]

    def _typed(self, body: Body) -> dict[str, str]:
        rows = [member for member in self.standing if member.body == body]
        typed = {f"{body.value}-{row.place}": str(row.person_id) for row in rows if row.place != Place.MEMBER}
        members = [row for row in rows if row.place == Place.MEMBER]
        lines = max(len(members), least(body) - 1)
        typed |= {f"{body.value}-member-{line}": "" for line in range(lines)}
        return typed | {f"{body.value}-member-{n}": str(row.person_id) for n, row in enumerate(members)}


def own(typed: Mapping[str, object], body: Body) -> dict[str, object]:
    """The fields of one commission, without its prefix."""
    stem = f"{body.value}-"
    return {name.removeprefix(stem): value for name, value in typed.items() if name.startswith(stem)}


def count_of(typed: Mapping[str, object], body: Body) -> int:
    """How many lines for members the page had."""
    return sum(name.startswith(f"{body.value}-member-") for name in typed)


def least(body: Body) -> int:
    """How many have to have a vote (docs/domain.md, "Admission")."""
    if body == Body.APPEAL:
        return settings.ADMISSION_APPEAL_MEMBERS
    return settings.ADMISSION_COMMISSION_MEMBERS


def rule(body: Body) -> str:
    """What the law of the installation asks of it, in a sentence."""
    needed = least(body)
    said = ngettext(
        "At least %(n)d member with a vote, the chair among them.",
        "At least %(n)d members with a vote, the chair among them.",
        needed,
    ) % {"n": needed}
    return f"{said} {_('Nobody of the admission commission sits in it.')}" if body == Body.APPEAL else said


def people_of(campaign: Campaign, also: list[Person]) -> dict[int, tuple[Person, str]]:
    """Who holds an office in the district today, with its words; and who was chosen before. One query."""
    held = (
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
    found: dict[int, tuple[Person, str]] = {}
    for one in held:
        found.setdefault(one.person_id, (one.person, office(one)))
    for person in also:
        found.setdefault(person.pk, (person, _("holds no office today")))
    return found
