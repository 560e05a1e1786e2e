"""Declaring a conflict of interest, after which the member can no longer see the application."""

from django.utils.translation import gettext_lazy

from governance.desk.base.fields import text_field
from governance.desk.kinds.admission.section import ApplicationPage
from governance.desk.papers.forms import SeenForm
from governance.documents.record.document import Document
from governance.documents.record.perform import LONGEST_REASON


class ConflictReasonForm(SeenForm):
    """What makes the conflict: the commission reads it, and whoever checks its work."""

    reason = text_field(
        gettext_lazy("What makes the conflict"),
        LONGEST_REASON,
        lines=3,
        help_text=gettext_lazy("For example: the pupil is my nephew; I teach the pupil for pay."),
    )


class ConflictPage(ApplicationPage):
    form_class = ConflictReasonForm
    template = "governance/admission/conflict.html"
    title = gettext_lazy("Declare a conflict of interest")
    said = gettext_lazy("Your conflict of interest is entered: the application is considered without you.")
    read_as = gettext_lazy("conflict of interest")
    address, name = "papers/<int:pk>/conflict/", "application_conflict"
    # A quiet link leads there (`to_conflict`): it is no next step.
    label = ""

    @classmethod
    def fits(cls, document: Document) -> bool:
        return False
