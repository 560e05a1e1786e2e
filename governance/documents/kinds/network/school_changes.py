"""What an order changes in a school's list of network teachers: who leaves the work early, who is added to it.

The council's list stays whole: whoever is added here is supported by the council, and stands on that list too.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.approval.changed_list import (
    ADD,
    DAY,
    EXCLUDE,
    ChangedByOrder,
    RowChange,
    Wanted,
)
from governance.documents.approval.effects import REPEAL
from governance.documents.errors import NotLegal
from governance.documents.kinds.network.appointing import basis_of, end_appointment, make_appointment
from governance.documents.kinds.network.candidacy import Candidacy, check_can_teach
from governance.documents.kinds.network.effects import ADD_TEACHER, APPOINT
from governance.documents.kinds.network.grounds import grounds_of
from governance.documents.kinds.network.load_text import load_text, term_text
from governance.documents.kinds.network.staff_list import StaffList, StaffRow
from governance.documents.language.phrases import list_date
from governance.documents.printing.citation import cited
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.settings.calendar import last_day
from governance.documents.settings.catalogue import RELEASE_NOTICE
from governance.documents.settings.forms.employees import TEACHER_ADDED, TEACHER_EXCLUDED
from governance.roles.appointment import Appointment
from governance.roles.names import Case


def earliest_release(district: int) -> date:
    """The first day without the work of whoever is released by an order of today."""
    return last_day(RELEASE_NOTICE, district) + timedelta(days=1)


def too_soon(candidacy: Candidacy, earliest: date) -> str:
    return _(
        "%(person)s has to be told %(term)s ahead, so the work cannot end before %(day)s: reject the order, "
        "and draw it up anew."
    ) % {
        "person": candidacy.teacher,
        "term": RELEASE_NOTICE.on(candidacy.district_id),
        "day": list_date(earliest),
    }


class ChangedSchoolList(ChangedByOrder):
    """The base of the list: its changes by orders of the same director."""

    staff_list: Any
    staff_list_id: int
    # [{"candidacy" (id), "from" (the first day without the work)}]
    released: Any

    class Meta(ChangedByOrder.Meta):
        abstract = True

    def entries(self) -> list[StaffRow]:
        raise NotImplementedError

    def serving(self) -> list[Candidacy]:
        """Those whom it has appointed and who still do the work."""
        return [row.candidacy for row in self.entries() if row.candidacy.appointed_by_id == self.pk]

    def addable(self) -> list[Candidacy]:
        """Teachers of the school whom the council supports and who have agreed on the work, while no list has them."""
        if self.staff_list.state != StaffList.State.APPROVED:
            return []
        ready = Candidacy.objects.filter(state=Candidacy.State.READY, employment__unit_id=self.unit_id)
        waiting = ready.filter(staff_rows__staff_list__state=StaffList.State.DRAFT)
        return list(
            ready.exclude(pk__in=waiting.values("pk"))
            .select_related("teacher", "employment__unit", "replaces", "supported_by__unit")
            .order_by("pk")
        )

    @property
    def unchanged_because(self) -> str:
        if self.staff_list.state != StaffList.State.APPROVED:
            return _("A later list of the council's is in force: whoever is new comes with the next one.")
        return _("Nobody whom the council supports has consented and signed the agreement.")

    def possible_changes(self) -> list[RowChange]:
        """The employer may end the work beside the contract early, told in time (Labour Code, article 60.2); whoever
        the council supports, and who has agreed, is appointed by the same order as a list appoints."""
        day = earliest_release(self.district_id)
        leaves = [
            RowChange(
                EXCLUDE,
                str(candidacy.pk),
                candidacy.teacher.name,
                TEACHER_EXCLUDED.filled(
                    self.district_id, кого=candidacy.teacher.in_case(Case.ACCUSATIVE), день=DAY
                ),
                day=day,
            )
            for candidacy in self.serving()
            if candidacy.state == Candidacy.State.APPOINTED and candidacy.until >= day
        ]
        return leaves + [self._addition(candidacy) for candidacy in self.addable()]

    def _addition(self, candidacy: Candidacy) -> RowChange:
        protocol = candidacy.supported_by
        assert protocol is not None, "supported"
        words = TEACHER_ADDED.filled(
            self.district_id,
            кого=candidacy.teacher.in_case(Case.ACCUSATIVE),
            срок=term_text(candidacy),
            объём=load_text(candidacy),
            решение=f"решение {protocol.unit.form('genitive')} ({cited(protocol)})",
            основание=grounds_of(candidacy),
        )
        return RowChange(ADD, str(candidacy.pk), candidacy.teacher.name, words)

    def employments(self, keys: Sequence[str]) -> list[Appointment]:
        candidacies = Candidacy.objects.filter(pk__in=map(int, keys)).select_related(
            "employment__person", "employment__unit"
        )
        return [candidacy.employment for candidacy in candidacies.order_by("pk")]

    def check_changes(self, wanted: Sequence[Wanted]) -> None:
        super().check_changes(wanted)
        by_key = {str(candidacy.pk): candidacy for candidacy in self.serving()}
        leaving = {int(change.key) for change in wanted if change.action == EXCLUDE}
        for change in wanted:
            if change.action == EXCLUDE:
                self._check_release(by_key[change.key], change.day)
        added = {change.key for change in wanted if change.action == ADD}
        for candidacy in self.addable():
            if str(candidacy.pk) in added:
                self._check_addition(candidacy, leaving)

    def _check_release(self, candidacy: Candidacy, day: date | None) -> None:
        assert day is not None, "the list asks for it"
        earliest = earliest_release(self.district_id)
        if day < earliest:
            raise NotLegal(too_soon(candidacy, earliest))
        if day > candidacy.until:
            raise NotLegal(
                _("The work of %(person)s ends on %(day)s anyway: choose a day before that.")
                % {"person": candidacy.teacher, "day": list_date(candidacy.until)}
            )

    def _check_addition(self, candidacy: Candidacy, leaving: set[int]) -> None:
        check_can_teach(candidacy)
        replaced = self._still_serving(candidacy)
        if replaced is not None and replaced.appointed_by_id == self.pk and replaced.pk not in leaving:
            raise NotLegal(
                _("%(person)s takes over from %(replaced)s: take that teacher out by the same order.")
                % {"person": candidacy.teacher, "replaced": replaced.teacher}
            )

    @staticmethod
    def _still_serving(candidacy: Candidacy) -> Candidacy | None:
        """Whom the teacher takes over from, while that one still does the work."""
        replaced: Candidacy | None = candidacy.replaces
        return replaced if replaced is not None and replaced.state == Candidacy.State.APPOINTED else None

    def awaited(self, wanted: Sequence[Wanted]) -> str:
        """Nobody takes over from a teacher of another school whom that school has not released."""
        added = {change.key for change in wanted if change.action == ADD}
        for candidacy in self.addable():
            replaced = self._still_serving(candidacy) if str(candidacy.pk) in added else None
            if replaced is None or replaced.appointed_by is None or replaced.appointed_by_id == self.pk:
                continue
            theirs: Any = replaced.appointed_by.whole
            return _(
                "%(person)s takes over from %(replaced)s, whom another order has appointed (%(school)s, %(order)s): "
                "this order can be signed once its director has taken that teacher out by an order that changes it."
            ) % {
                "person": candidacy.teacher,
                "replaced": replaced.teacher,
                "school": theirs.unit.short_name,
                "order": cited(theirs.approved_by),
            }
        return ""

    def exclude_row(self, act: Act, change: Wanted) -> None:
        """The teacher is released from that day on."""
        assert act.basis is not None, "only an order changes"
        assert change.day is not None, "the list asks for it"
        candidacy = next(each for each in self.serving() if str(each.pk) == change.key)
        self.released = [*self.released, {"candidacy": candidacy.pk, "from": change.day.isoformat()}]
        self.affect(REPEAL, [candidacy.pk])
        end_appointment(candidacy, basis_of(act.basis), change.day - timedelta(days=1))

    def add_row(self, act: Act, change: Wanted) -> None:
        """The teacher is appointed, and stands on the council's list from then on."""
        assert act.basis is not None, "only an order changes"
        candidacy = Candidacy.objects.select_related("teacher").get(pk=int(change.key))
        self.affect(APPOINT, [candidacy.pk])
        Link.objects.create(
            source_id=self.pk, target_id=self.staff_list_id, effect=ADD_TEACHER, place=str(candidacy.pk)
        )
        make_appointment(candidacy, act.basis)
