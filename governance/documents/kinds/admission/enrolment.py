"""The list of those to be enrolled: what the director's order approves, and the only paper beside it with names.

The order says how many go to which class; who they are stands here, read from the applications and erased with them,
bound by a salted hash (docs/domain.md, "Personal data").
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.approval.ordered import ApprovedByOrder, ListState
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.effects import ENROL
from governance.documents.kinds.admission.rating import Rating
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.record.act import Act
from governance.documents.record.kinds import kind
from governance.documents.record.perform import draft
from governance.documents.record.under_way import undivided
from governance.record_rows import RecordRow
from governance.roles.rights import Right


@kind("enrolment")
class Enrolment(ApprovedByOrder):
    """Who is enrolled into which class, by one order.

    When that is annulled, whoever was enrolled keeps the place until another order says where they go.
    """

    State = ListState
    effects_in = {State.APPROVED: (ENROL,)}
    kind_label = gettext_lazy("List of enrolment")
    kind_label_many = gettext_lazy("Lists of enrolment")
    noun = Noun(NounGender.MASCULINE, "список", "списка", "список")
    confidential = Right.READ_APPLICATIONS
    personal = True
    retention = gettext_lazy("permanently; personal data: 1 year after the admission")
    content_labels = labelled(
        "title rows number offer applicant",
        number=gettext_lazy("Application"),
        offer=gettext_lazy("Class"),
    )
    select_related_fields = ("campaign", "rating", "approved_by")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="enrolments")
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="enrolments")

    def title_in(self, case: str) -> str:
        return self.noun.head(f"зачисленных в 10 классы на {self.campaign.school_year} учебный год", case)

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
                for row in self.rows.select_related("application")
            ],
        }

    def counts(self) -> dict[str, int]:
        """How many go to which class or profile, in the order of the campaign."""
        held = list(self.rows.values_list("offer", flat=True))
        return {offer.name: held.count(offer.code) for offer in self.campaign.offers if offer.code in held}

    def check_standing(self) -> None:
        """Raises NotLegal when somebody on it has given the place up since."""
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

    def take_effect(self, act: Act) -> None:
        """Everybody on it who still holds the place is enrolled."""
        standing = self.rows.filter(application__state="recommended").order_by("application_id")
        self.affect(ENROL, standing.values_list("application_id", flat=True))


class EnrolmentRow(RecordRow):
    """One pupil on the list, by the application."""

    of_paper = "enrolment"
    called = pgettext_lazy("row of the record", "enrolment row")

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="rows")
    application = models.ForeignKey(Application, models.PROTECT, related_name="enrolment_rows")
    offer = models.CharField(max_length=60)
    # Of the personal data as it stood when the list was drawn up; what was signed can be proven while it is kept.
    applicant_digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["enrolment_id", "offer", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "application"], name="one_enrolment_row_a_pupil")
        ]


@undivided
def draft_enrolment(rating: Rating) -> Enrolment:
    """Draw up the list of all who are recommended and stand on no other, frozen for the order on it.

    Raises NotLegal when nobody is left.
    """
    recommended = list(
        rating.to_enrol().select_related("applicant").order_by("applicant__surname", "applicant__given", "pk")
    )
    if not recommended:
        raise NotLegal(_("Nobody is left to enrol."))
    campaign = rating.campaign

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
