"""The list of those to be enrolled: what the director's order approves, and the only paper beside it with names.

The order says how many go to which class; who they are stands here, read from the applications and erased with them,
bound by a salted hash (docs/domain.md, "Personal data").
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.approval.changed_list import (
    ADD,
    EXCLUDE as TAKE_OUT,
    ChangedList,
    ListRow,
    RowChange,
    Wanted,
)
from governance.documents.approval.ordered import ApprovedByOrder, ListState
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.decisions_behind import appeal_decisions
from governance.documents.kinds.admission.effects import ENROL, EXCLUDE, GIVE_UP
from governance.documents.kinds.admission.places import Offer, class_called
from governance.documents.kinds.admission.placing import within_places
from governance.documents.kinds.admission.rating import Rating
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.phrases import list_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.transitions import ByPaper, May, condition, move
from governance.documents.record.under_way import undivided
from governance.documents.settings.forms.admission import ENROLMENT_ADDITION, ENROLMENT_EXCLUSION
from governance.documents.settings.reminding import OF_ADMISSION
from governance.roles.rights import Right


@condition(gettext_lazy("Nobody on the list has given the place up."))
def somebody_leaves(enrolment: "Enrolment") -> bool:
    return enrolment.leaving().exists()


@condition(gettext_lazy("An order on changes of this list is on its way: complete it, or reject it first."))
def no_order_is_under_way(enrolment: "Enrolment") -> bool:
    return enrolment.order_under_way() is None


@kind("enrolment")
class Enrolment(ChangedList, ApprovedByOrder):
    """Who is enrolled into which class, by one order.

    When that is annulled, whoever was enrolled keeps the place until another order says where they go.
    """

    State = ListState
    effects_in = {State.APPROVED: (ENROL, EXCLUDE)}
    kind_label = gettext_lazy("List of enrolment")
    kind_label_many = gettext_lazy("Lists of enrolment")
    reminding = OF_ADMISSION
    kind_purpose = gettext_lazy("Who is enrolled; an order of the school puts it into force.")
    noun = Noun(NounGender.MASCULINE, "список", "списка", "список")
    confidential = Right.READ_APPLICATIONS
    personal = True
    retention = gettext_lazy("permanently; personal data: for the term of the district")
    content_labels = labelled(
        "title rows number offer applicant",
        number=gettext_lazy("Application"),
        offer=gettext_lazy("Class"),
    )
    select_related_fields = ("campaign", "rating", "approved_by")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="enrolments")
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="enrolments")

    def title_in(self, case: str) -> str:
        return self.noun.head(f"зачисленных в 10-е классы на {self.campaign.school_year} учебный год", case)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "rows": [
                {
                    "number": row.application.number,
                    "code": row.application.code,
                    "offer": row.offer,
                    "applicant": row.applicant_digest,
                }
                for row in self.rows.filter(self.SIGNED_ROWS).select_related("application")
            ],
        }

    def by_appeal(self) -> list[tuple[Document, str]]:
        """The decisions of the appeal commission that have brought somebody on it, with the numbers of applications."""
        signed = self.rows.filter(self.SIGNED_ROWS).select_related("application")
        return appeal_decisions(self.rating, [row.application for row in signed])

    def counts(self) -> dict[str, int]:
        """How many go to which class or profile, in the order of the campaign."""
        held = list(self.rows.filter(self.SIGNED_ROWS).values_list("offer", flat=True))
        return {offer.name: held.count(offer.code) for offer in self.campaign.offers if offer.code in held}

    def check_standing(self) -> None:
        """Raises NotLegal when somebody on it has given the place up since, or a place is not free yet."""
        gone = [
            row.application.number
            for row in self.rows.select_related("application")
            if row.application.state != "recommended" or row.application.place != row.offer
        ]
        if gone:
            raise NotLegal(
                _(
                    "Applications that hold no place any more: № %(numbers)s. Reject the order: a new list is drawn up."
                )
                % {"numbers": ", ".join(gone)}
            )

        self._check_places(list(self.rows.values_list("offer", flat=True)), [])

    def take_effect(self, act: Act) -> None:
        """Everybody on it who still holds the place is enrolled."""
        self.campaign.lock()
        self._check_places(list(self.rows.values_list("offer", flat=True)), [])
        standing = self.rows.filter(application__state="recommended").order_by("application_id")
        self.affect(ENROL, standing.values_list("application_id", flat=True))

    def _check_places(self, coming: list[str], leaving: list[str]) -> None:
        """Raises NotLegal unless everybody of an offer in `coming` gets a place that nobody holds, those who leave out
        of account."""
        free = self.campaign.places_to_enrol()
        for offer in self.campaign.offers:
            if coming.count(offer.code) > free[offer.code] + leaving.count(offer.code):
                raise NotLegal(
                    _(
                        "«%(offer)s»: the places are held by those enrolled. Whoever gave a place up is excluded "
                        "by an order first, or by the same one."
                    )
                    % {"offer": offer.name}
                )

    # --- changed by an order ----------------------------------------------------------------------------------------

    @move(
        source=State.APPROVED,
        rule=ByPaper(GIVE_UP),
        words=verb("enrolment", "Note a place given up", "a place on it was given up"),
    )
    def give_up(self, act: Act) -> None:
        """The parents of a pupil on it give the place up: an order has to exclude the pupil."""
        self.rows.filter(application=act.basis.pk if act.basis else None).update(refused_on=clock.today())

    @move(
        source=State.APPROVED,
        rule=May(Right.DRAFT_ORDER),
        words=verb("enrolment", "Draft the excluding order", "had the excluding order drafted"),
        conditions=(somebody_leaves, no_order_is_under_way),
    )
    def draft_exclusion(self, act: Act) -> None:
        """The order that excludes those who gave their places up, and enrols the next, is drafted by itself
        (`enrolment_changes`)."""

    def leaving(self) -> "models.QuerySet[EnrolmentRow]":
        """The rows of those who gave their places up and are not excluded yet."""
        return self.rows.filter(self.STANDING_ROWS, refused_on__isnull=False)

    def possible_changes(self) -> list[RowChange]:
        """Whoever stands on it may be excluded; whoever holds a place and stands on no list may be enrolled."""
        offers = {offer.code: offer for offer in self.campaign.offers}
        since = list_date(max(date(self.campaign.year, 9, 1), clock.today()))
        leaves = [
            self._change(TAKE_OUT, row.application, offers[row.offer], **{"день отказа": row.refusal})
            for row in self.rows.filter(self.STANDING_ROWS).select_related("application")
        ]
        comes = [
            self._change(ADD, application, offers[application.place], день=since)
            for application in self.rating.to_enrol().order_by("sequence", "pk")
        ]
        return leaves + comes

    def _change(self, action: str, application: Application, offer: Offer, **said: str) -> RowChange:
        called, number = class_called(offer), str(application.number)
        form = ENROLMENT_EXCLUSION if action == TAKE_OUT else ENROLMENT_ADDITION
        words = form.filled(self.district_id, класс=called, заявление=number, **said)
        return RowChange(action, str(application.pk), f"№ {number}, {called}", words)

    def changes_due(self) -> list[RowChange]:
        """Everybody who gave the place up is excluded, and as many are enrolled as places become free by that."""
        leaving = {str(row.application_id): row.offer for row in self.leaving()}
        changes = self.possible_changes()
        free = self.campaign.places_to_enrol()
        for offer in leaving.values():
            free[offer] += 1
        coming = within_places(list(self.rating.to_enrol()), free)
        keys = {str(application.pk) for application in coming}
        return [
            change
            for change in changes
            if (change.key in leaving if change.action == TAKE_OUT else change.key in keys)
        ]

    def check_changes(self, wanted: Sequence[Wanted]) -> None:
        super().check_changes(wanted)
        keys = {made: [change.key for change in wanted if change.action == made] for made in (TAKE_OUT, ADD)}
        leaving = self.rows.filter(application_id__in=keys[TAKE_OUT]).values_list("offer", flat=True)
        added = Application.objects.filter(pk__in=keys[ADD]).values_list("place", flat=True)
        self._check_places(list(added), list(leaving))

    def exclude_row(self, act: Act, change: Wanted) -> None:
        row = self.rows.get(application_id=int(change.key))
        row.excluded_by = act.basis
        row.save(update_fields=["excluded_by"])
        self.affect(EXCLUDE, [row.application_id])

    def add_row(self, act: Act, change: Wanted) -> None:
        application = Application.objects.select_related("applicant").get(pk=int(change.key))
        row = EnrolmentRow(enrolment=self, application=application, offer=application.place)
        row.applicant_digest, row.added_by = application.applicant.digest(), act.basis
        row.save()
        self.affect(ENROL, [application.pk])


class EnrolmentRow(ListRow):
    """One pupil on the list, by the application."""

    of_paper = "enrolment"
    called = pgettext_lazy("row of the record", "enrolment row")

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="rows")
    application = models.ForeignKey(Application, models.PROTECT, related_name="enrolment_rows")
    offer = models.CharField(max_length=60)
    # When the place was given up.
    refused_on = models.DateField(null=True)
    # Of the personal data as it stood when the list was drawn up; what was signed can be proven while it is kept.
    applicant_digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["enrolment_id", "offer", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "application"], name="one_enrolment_row_a_pupil")
        ]

    @property
    def refusal(self) -> str:
        return list_date(self.refused_on) if self.refused_on else ""


@undivided
def draft_enrolment(rating: Rating) -> Enrolment:
    """Draw up the list of all who are recommended and stand on no other, frozen for the order on it.

    Raises NotLegal when nobody is left.
    """
    campaign = rating.campaign
    campaign.lock()
    waiting = rating.to_enrol().select_related("applicant")
    by_name = waiting.order_by("applicant__surname", "applicant__given", "pk")
    recommended = within_places(list(by_name), campaign.places_to_enrol())
    if not recommended:
        raise NotLegal(_("Nobody is left to enrol on a free place."))

    def write_rows(enrolment: Enrolment, act: Act) -> None:
        EnrolmentRow.objects.bulk_create(
            EnrolmentRow(
                enrolment=enrolment,
                application=application,
                offer=application.place,
                applicant_digest=application.applicant.digest(),
            )
            for application in recommended
        )
        enrolment.freeze(act)

    return draft(
        Enrolment,
        unit=campaign.unit,
        title=Enrolment(campaign=campaign).title_in("nominative"),
        basis=rating,
        fill=write_rows,
        campaign=campaign,
        rating=rating,
    )
