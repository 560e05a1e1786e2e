"""The council's list of network teachers for a year; each school's director appoints the own ones of it by order.

Each edition holds everybody: those who go on, those who are new, and who was replaced. So the published list is whole,
and the history of a replacement in mid-year stands in the editions.

Source: docs/domain.md, "Network teachers".
"""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django_fsm import GET_STATE

from governance import clock
from governance.documents.approval.approval import is_unpublished
from governance.documents.approval.changed_list import being_added
from governance.documents.approval.effects import REPEAL
from governance.documents.errors import NotLegal
from governance.documents.kinds.network.candidacy import Candidacy, check_can_teach
from governance.documents.kinds.network.effects import ADD_TEACHER, ORDERED
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.paper import Paper
from governance.documents.record.perform import draft
from governance.documents.record.transitions import ByPaper, Condition, May, move
from governance.documents.settings.reminding import OF_REWARDS
from governance.record_rows import RecordRow
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

DRAFT, IN_FORCE, REJECTED = "draft", "approved", "rejected"


def base_school_of(paper: Document) -> "list[Unit]":
    return list(Unit.objects.filter(kind=UnitKind.SCHOOL, is_base=True, district_id=paper.unit.root_id))


def once_ordered(staff_list: "StaffList", act: Act, **facts: Any) -> str:
    """In force with the last decision of a director, if one of them has appointed somebody."""
    lists = staff_list.school_lists.values_list("state", flat=True)
    if any(state in ("draft", "approval") for state in lists):
        return DRAFT
    return IN_FORCE if "approved" in lists else REJECTED


@kind("staff_list")
class StaffList(Paper):
    """One edition of the council's list; the orders that carry it out are one a school (`school_list`)."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("staff list", "Orders of the schools awaited")
        APPROVED = "approved", Phase.IN_FORCE, pgettext_lazy("staff list", "In force")
        REJECTED = "rejected", Phase.ENDED, pgettext_lazy("staff list", "Rejected by the directors")
        REPLACED = "replaced", Phase.ENDED, pgettext_lazy("staff list", "Replaced by a new edition")

    kind_label = gettext_lazy("List of network teachers")
    kind_label_many = gettext_lazy("Lists of network teachers")
    reminding = OF_REWARDS
    kind_purpose = gettext_lazy("All who teach for several schools in a year.")
    noun = Noun(NounGender.MASCULINE, "список", "списка", "список")
    drafted_by = May(Right.DRAFT_ORDER, on=base_school_of)
    retention = gettext_lazy("50 years")
    numbered = False
    effects_in = {State.APPROVED: (REPEAL,)}
    content_labels = labelled(
        "title rows teacher school subjects name grades hours since until instead_of is_new",
        school=gettext_lazy("School"),
        subjects=gettext_lazy("Subjects"),
        instead_of=gettext_lazy("Instead of"),
        is_new=gettext_lazy("New"),
    )
    select_related_fields = ("repealed_by",)

    edition = models.PositiveSmallIntegerField(gettext_lazy("edition"), default=1)
    repealed_by = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")

    if TYPE_CHECKING:
        school_lists: RelatedManager[Any]
        rows: RelatedManager["StaffRow"]

    @property
    def is_being_written(self) -> bool:
        """It is frozen as it is drawn up."""
        return False

    def title_in(self, case: str) -> str:
        return self.noun.head("сетевых педагогов", case)

    def content(self) -> dict[str, Any]:
        return {"title": self.title, "edition": self.edition, "rows": [row.words() for row in self.entries()]}

    def entries(self) -> "list[StaffRow]":
        """Those whom it was drawn up with, then those whom orders on changes have added."""
        return list(
            self.rows.select_related(
                "candidacy__teacher",
                "candidacy__employment__unit",
                "candidacy__replaces__teacher",
                "candidacy__supported_by",
                "candidacy__appointed_by",
            )
        )

    def released(self) -> "list[Candidacy]":
        """Those appointed whom somebody replaces by this edition, or has replaced without their release yet."""
        successors = Candidacy.objects.filter(
            staff_rows__staff_list=self, state__in=(Candidacy.State.READY, Candidacy.State.APPOINTED)
        )
        return list(
            Candidacy.objects.filter(pk__in=successors.values("replaces"), state=Candidacy.State.APPOINTED)
            .select_related("employment__unit", "teacher")
            .order_by("pk")
        )

    @move(
        source=State.DRAFT,
        target=GET_STATE(once_ordered, states=(DRAFT, IN_FORCE, REJECTED)),
        rule=ByPaper(ORDERED),
        words=verb("staff list", "Count an order", "a school decided on its order"),
    )
    def count_order(self, act: Act) -> None:
        """A director has signed or rejected; with the last of them the edition is in force, the one before is not."""
        if once_ordered(self, act) == IN_FORCE:
            earlier = StaffList.objects.filter(district_id=self.district_id, state=IN_FORCE)
            self.affect(REPEAL, earlier.values_list("pk", flat=True))

    @move(
        source=State.APPROVED,
        rule=ByPaper(ADD_TEACHER),
        words=verb("staff list", "Add a teacher", "a teacher was added by the order of a school"),
    )
    def add_teacher(self, act: Act) -> None:
        """A school has added somebody to its part by an order: the whole list names them too."""
        links = Link.objects.filter(source=act.basis, target_id=self.pk, effect=ADD_TEACHER)
        known = {str(key) for key in self.rows.values_list("candidacy_id", flat=True)}
        for key in sorted(set(links.values_list("place", flat=True)) - known, key=int):
            StaffRow.objects.create(staff_list=self, candidacy_id=int(key), is_new=True)

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


def to_be_released(district: Unit) -> list[int]:
    """Those appointed whose successor is appointed too: their own director has not released them yet."""
    appointed = Candidacy.objects.filter(district=district, state=Candidacy.State.APPOINTED)
    return list(appointed.filter(pk__in=appointed.values("replaces")).values_list("pk", flat=True))


@transaction.atomic
def draft_staff_list(district: Unit, *, by: Person) -> StaffList:
    """The next edition: everybody appointed and not replaced, and all whose consent and agreement are signed.

    The orders of their schools carry it out. Raises NotLegal if nobody is new or to be released, a new one can no
    longer be appointed, or an edition waits for its orders; NotAllowed without the right to draft orders.
    """
    Unit.objects.select_for_update().filter(pk=district.pk).first()
    if StaffList.objects.filter(district=district, state=DRAFT).exists():
        raise NotLegal(_("A list of network teachers is on its way already."))
    ready = Candidacy.objects.filter(district=district, state=Candidacy.State.READY)
    new = list(ready.exclude(pk__in=map(int, being_added("school_list"))).order_by("pk"))
    if not new and not to_be_released(district):
        raise NotLegal(
            _(
                "Nobody can be appointed yet: the council supports, the teacher consents, both sign the agreement."
            )
        )
    for candidacy in new:
        check_can_teach(candidacy)
    replaced = {candidacy.replaces_id for candidacy in new} | set(to_be_released(district))
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
