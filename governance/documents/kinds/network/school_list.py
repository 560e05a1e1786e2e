"""The network teachers of one school: whom its own director appoints and releases by one order.

The council's list is one for the district; nobody but the employer gives work (Labour Code, articles 60.2, 67, 72), so
each edition of it makes such a list for each school that has somebody new on it, or somebody who is replaced.
"""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.effects import APPROVE, REPEAL
from governance.documents.approval.ordered import ApprovedByOrder
from governance.documents.errors import NotLegal
from governance.documents.kinds.network.appointing import basis_of, end_appointment, make_appointment
from governance.documents.kinds.network.candidacy import Candidacy, check_can_teach
from governance.documents.kinds.network.effects import ADD_TEACHER, APPOINT, ORDERED, UNAPPOINT
from governance.documents.kinds.network.school_changes import ChangedSchoolList, earliest_release, too_soon
from governance.documents.kinds.network.staff_list import StaffList, StaffRow
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.verb import agreeing_verb
from governance.documents.record.act import Act
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.transitions import ByPaper, condition, move
from governance.documents.record.under_way import undivided
from governance.documents.settings.reminding import OF_REWARDS
from governance.roles.unit import Unit


def gone(school_list: "SchoolList") -> str:
    """Why the director cannot appoint or release as the list says any more, in a sentence; empty when he can."""
    for row in school_list.entries():
        if row.candidacy.state != Candidacy.State.READY:
            return _("%(person)s does not consent any more: reject the order, and draw the list up anew.") % {
                "person": row.candidacy.teacher
            }
        try:
            check_can_teach(row.candidacy)
        except NotLegal as refusal:
            return str(refusal)
    earliest = earliest_release(school_list.district_id)
    for candidacy in school_list.leaving():
        if not successors_of(candidacy).exists():
            return _("Nobody takes over from %(person)s any more: reject the order.") % {
                "person": candidacy.teacher
            }
        if school_list.released_from(candidacy) < earliest:
            return too_soon(candidacy, earliest)
    return ""


@condition(gone)
def nobody_is_gone(school_list: "SchoolList") -> bool:
    return not gone(school_list)


@kind("school_list")
class SchoolList(ChangedSchoolList, ApprovedByOrder):
    """One school's part of an edition, by one order."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("approval", "Draft")
        APPROVAL = "approval", Phase.WITH_SOMEBODY, pgettext_lazy("approval", "Before the director")
        APPROVED = "approved", Phase.IN_FORCE, pgettext_lazy("masculine", "Approved")
        REJECTED = "rejected", Phase.ENDED, pgettext_lazy("masculine", "Rejected")
        ANNULLED = "annulled", Phase.VOID, pgettext_lazy("masculine", "Annulled")

    kind_label = gettext_lazy("List of a school's network teachers")
    kind_label_many = gettext_lazy("Lists of schools' network teachers")
    reminding = OF_REWARDS
    kind_purpose = gettext_lazy("The part of the list of network teachers for one school.")
    noun = Noun(NounGender.MASCULINE, "список", "списка", "список")
    retention = gettext_lazy("50 years")
    effects_in: ClassVar = {
        State.APPROVED: (APPOINT, REPEAL, ORDERED, ADD_TEACHER),
        State.REJECTED: (ORDERED,),
        State.ANNULLED: (UNAPPOINT,),
    }
    content_labels = labelled(
        "title rows teacher school subjects name grades hours since until instead_of is_new released",
        school=gettext_lazy("School"),
        subjects=gettext_lazy("Subjects"),
        instead_of=gettext_lazy("Instead of"),
        is_new=gettext_lazy("Appointed by this order"),
        released=gettext_lazy("Released by this order"),
    )
    select_related_fields = ("staff_list", "approved_by")

    staff_list = models.ForeignKey(StaffList, models.PROTECT, related_name="school_lists", editable=False)
    # [{"candidacy" (id), "from" (the first day without the work)}]; further ones by orders that change it.
    released: Any = models.JSONField(default=list, editable=False)

    def title_in(self, case: str) -> str:
        return self.noun.head(f"сетевых педагогов {self.unit.form('genitive')}", case)

    def content(self) -> dict[str, Any]:
        released = [
            {"teacher": candidacy.teacher.full_name, "since": self.released_from(candidacy).isoformat()}
            for candidacy in self.leaving()
        ]
        return {
            "title": self.title,
            "rows": [row.words() for row in self.entries()],
            "released": released,
        }

    def entries(self) -> list[StaffRow]:
        """Who is appointed; whoever an order has added stands at the end."""
        return [
            row
            for row in self.staff_list.entries()
            if row.is_new and row.candidacy.employment.unit_id == self.unit_id
        ]

    def leaving(self) -> list[Candidacy]:
        """Who is released."""
        keys = [entry["candidacy"] for entry in self.released]
        return list(
            Candidacy.objects.filter(pk__in=keys).select_related("teacher", "employment").order_by("pk")
        )

    def released_from(self, candidacy: Candidacy) -> date:
        """The first day without the work."""
        days = {entry["candidacy"]: date.fromisoformat(entry["from"]) for entry in self.released}
        return days[candidacy.pk]

    def check_standing(self) -> None:
        """Raise NotLegal for what `gone` says."""
        if sentence := gone(self):
            raise NotLegal(sentence)

    def give_way(self, act: Act) -> None:
        """The director issues no order: the edition goes on without this school."""
        self.affect(ORDERED, [self.staff_list_id])

    @move(
        source=State.APPROVAL,
        target=State.APPROVED,
        rule=ByPaper(APPROVE),
        words=agreeing_verb("approval", "Approve", "approved"),
        conditions=(nobody_is_gone,),
    )
    def approve(self, act: Act) -> None:
        """By the signed order of the own director."""
        super().approve(act)

    def take_effect(self, act: Act) -> None:
        """The new ones are appointed from their first day, those whom they replace are released."""
        assert act.basis is not None, "only an order approves"
        for candidacy in self.leaving():
            self.affect(REPEAL, [candidacy.pk])
            last = self.released_from(candidacy) - timedelta(days=1)
            end_appointment(candidacy, basis_of(act.basis), last)
        for row in self.entries():
            self.affect(APPOINT, [row.candidacy_id])
            make_appointment(row.candidacy, act.basis)
        self.affect(ORDERED, [self.staff_list_id])

    def lose_effect(self, act: Act) -> None:
        """Whoever was appointed by the order is not any more."""
        assert act.basis is not None, "only an order annuls"
        for row in self.entries():
            if row.candidacy.state == Candidacy.State.APPOINTED:
                self.affect(UNAPPOINT, [row.candidacy_id])
                end_appointment(row.candidacy, basis_of(act.basis), clock.today() - timedelta(days=1))


@undivided
def draft_school_lists(staff_list: StaffList) -> list[SchoolList]:
    """A list for each school that appoints somebody new of an edition, or releases somebody replaced."""
    schools: dict[int, Unit] = {}
    for row in staff_list.entries():
        if row.is_new:
            schools[row.candidacy.employment.unit_id] = row.candidacy.employment.unit
    released: dict[int, list[dict[str, Any]]] = {}
    for candidacy in staff_list.released():
        unit = candidacy.employment.unit
        schools[unit.pk] = unit
        begins = max(successors_of(candidacy).latest("pk").since, earliest_release(staff_list.district_id))
        released.setdefault(unit.pk, []).append({"candidacy": candidacy.pk, "from": begins.isoformat()})
    return [_draft(staff_list, schools[key], released.get(key, [])) for key in sorted(schools)]


def successors_of(candidacy: Candidacy) -> models.QuerySet[Candidacy]:
    """Who takes over from somebody who is replaced: one, or nobody any more."""
    return Candidacy.objects.filter(
        replaces=candidacy, state__in=(Candidacy.State.READY, Candidacy.State.APPOINTED)
    )


def _draft(staff_list: StaffList, school: Unit, released: list[dict[str, Any]]) -> SchoolList:
    def freeze(school_list: SchoolList, act: Act) -> None:
        school_list.freeze(act)

    return draft(
        SchoolList,
        unit=school,
        title=f"Список сетевых педагогов: {school.short_name}",
        basis=staff_list,
        fill=freeze,
        staff_list=staff_list,
        released=released,
    )
