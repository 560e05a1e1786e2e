"""The list of network teachers for a year: what the base school's director appoints by order.

Each edition holds everybody: those who go on, those who are new, and who was replaced. So the published list is whole,
and the history of a replacement in mid-year stands in the editions.

Source: docs/domain.md, "Network teachers".
"""

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.approval import is_unpublished
from governance.documents.approval.effects import REPEAL
from governance.documents.approval.ordered import ApprovedByOrder
from governance.documents.errors import NotLegal
from governance.documents.kinds.network.candidacy import APPOINT, Candidacy, check_still_needed
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.phrases import number_and_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.transitions import ByPaper, Condition, May, move
from governance.record_rows import RecordRow
from governance.roles.acts.appointing import appoint, dismiss
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

LIVE = ("draft", "approval")


def base_school_of(paper: Document) -> "list[Unit]":
    return list(Unit.objects.filter(kind=UnitKind.SCHOOL, is_base=True, district_id=paper.unit.root_id))


@kind("staff_list")
class StaffList(ApprovedByOrder):
    """One edition of the list of network teachers."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("staff list", "Draft")
        APPROVAL = "approval", Phase.WITH_SOMEBODY, pgettext_lazy("staff list", "Before the director")
        APPROVED = "approved", Phase.IN_FORCE, pgettext_lazy("staff list", "In force")
        REJECTED = "rejected", Phase.ENDED, pgettext_lazy("staff list", "Rejected")
        REPLACED = "replaced", Phase.ENDED, pgettext_lazy("staff list", "Replaced by a new edition")

    kind_label = gettext_lazy("List of network teachers")
    kind_label_many = gettext_lazy("Lists of network teachers")
    noun = Noun(NounGender.MASCULINE, "список", "списка", "список")
    drafted_by = May(Right.DRAFT_ORDER, on=base_school_of)
    retention = gettext_lazy("50 years")
    effects_in = {State.APPROVED: (APPOINT, REPEAL)}
    content_labels = labelled(
        "title rows teacher school subjects name grades hours since until instead_of is_new",
        school=gettext_lazy("School"),
        subjects=gettext_lazy("Subjects"),
        instead_of=gettext_lazy("Instead of"),
        is_new=gettext_lazy("Appointed by this order"),
    )
    select_related_fields = ("approved_by", "repealed_by")

    edition = models.PositiveSmallIntegerField(gettext_lazy("edition"), default=1)
    repealed_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    def title_in(self, case: str) -> str:
        return self.noun.head("сетевых педагогов", case)

    def content(self) -> dict[str, Any]:
        return {"title": self.title, "edition": self.edition, "rows": [row.words() for row in self.entries()]}

    def entries(self) -> "list[StaffRow]":
        return list(
            self.rows.select_related(
                "candidacy__teacher", "candidacy__employment__unit", "candidacy__replaces__teacher"
            )
        )

    def take_effect(self, act: Act) -> None:
        """The new ones are appointed, those they replace end, and the edition before too."""
        assert act.basis is not None, "only an order approves"
        for row in self.entries():
            if row.is_new:
                self.affect(APPOINT, [row.candidacy_id])
                _appoint(row.candidacy, act.basis)
                if row.candidacy.replaces is not None:
                    self.affect(REPEAL, [row.candidacy.replaces.pk])
        earlier = StaffList.objects.filter(district_id=self.district_id, state=self.State.APPROVED)
        self.affect(REPEAL, earlier.values_list("pk", flat=True))

    @move(
        source=State.APPROVED,
        target=State.REPLACED,
        rule=ByPaper(REPEAL),
        words=verb("staff list", "Replace", "replaced by a new edition"),
    )
    def repeal(self, act: Act) -> None:
        """A later edition stands instead."""
        self.repealed_by = act.basis

    @move(
        source=State.APPROVED,
        rule=May(Right.PUBLISH),
        words=verb("staff list", "Publish", "published"),
        conditions=(Condition(is_unpublished, gettext_lazy("The list is published already.")),),
    )
    def publish(self, act: Act) -> None:
        """Subjects and hours with the teachers' names, on the district's public pages."""
        self.published_at = act.at


class StaffRow(RecordRow):
    """One teacher on an edition."""

    of_paper = "staff_list"
    called = pgettext_lazy("row of the record", "staff row")

    staff_list = models.ForeignKey(StaffList, models.PROTECT, related_name="rows")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="staff_rows")
    is_new = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["staff_list_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff_list", "candidacy"], name="one_staff_row_a_candidacy")
        ]

    def words(self) -> dict[str, Any]:
        candidacy = self.candidacy
        return {
            "teacher": candidacy.teacher.full_name,
            "school": candidacy.employment.unit.short_name,
            "subjects": candidacy.load,
            "since": candidacy.since.isoformat(),
            "until": candidacy.until.isoformat(),
            "is_new": self.is_new,
            "instead_of": candidacy.replaces.teacher.full_name if candidacy.replaces else "",
        }


def _appoint(candidacy: Candidacy, order: Document) -> None:
    """The appointment that the order makes; of whoever is replaced it ends the day before."""
    since = candidacy.first_day(order)
    basis = f"приказ {number_and_date(order.number, order.registered_on)}"
    if candidacy.replaces is not None:
        held = Appointment.objects.in_force(since).filter(
            person=candidacy.replaces.teacher, role=Role.NETWORK_TEACHER, unit_id=candidacy.district_id
        )
        for appointment in held:
            dismiss(appointment, by=None, basis=basis, until=since - timedelta(days=1))
    appoint(
        candidacy.teacher,
        Role.NETWORK_TEACHER,
        candidacy.district,
        by=None,
        basis=basis,
        since=since,
        until=candidacy.until,
        title="сетевой педагог",
    )


@transaction.atomic
def draft_staff_list(district: Unit, *, by: Person) -> StaffList:
    """The next edition: everybody appointed and not replaced, and all whom the council supported, for the order on it.

    Raises NotLegal if nobody is new, a new one can no longer be appointed, or an edition is not decided yet; NotAllowed
    without the right to draft orders.
    """
    Unit.objects.select_for_update().filter(pk=district.pk).first()
    if StaffList.objects.filter(district=district, state__in=LIVE).exists():
        raise NotLegal(_("A list of network teachers is on its way already."))
    new = list(Candidacy.objects.filter(district=district, state=Candidacy.State.SUPPORTED).order_by("pk"))
    if not new:
        raise NotLegal(_("The council has supported nobody who is not appointed yet."))
    for candidacy in new:
        check_still_needed(candidacy)
    replaced = {candidacy.replaces_id for candidacy in new}
    going_on = Candidacy.objects.filter(
        district=district, state=Candidacy.State.APPOINTED, until__gte=clock.today()
    ).exclude(pk__in=replaced)

    def write_rows(staff_list: StaffList, act: Act) -> None:
        rows = [*((old, False) for old in going_on.order_by("pk")), *((added, True) for added in new)]
        StaffRow.objects.bulk_create(
            StaffRow(staff_list=staff_list, candidacy=candidacy, is_new=is_new) for candidacy, is_new in rows
        )
        staff_list.freeze(act)

    return draft(
        StaffList,
        unit=district,
        title="Список сетевых педагогов",
        by=by,
        fill=write_rows,
        edition=StaffList.objects.filter(district=district).count() + 1,
    )
