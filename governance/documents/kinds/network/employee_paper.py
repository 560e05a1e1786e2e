"""Papers between a teacher and the school that employs them, before the order: a consent, an agreement.

Each is signed by the teacher alone, in the system or by hand; of a sheet signed by hand the clerk of the school enters
the scan. Others than the two sides see none of it.
"""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.record.act import Act
from governance.documents.record.attached import Signature
from governance.documents.record.paper import Paper
from governance.documents.record.signatures import check_signed_on, sign_by_hand
from governance.documents.record.transitions import May
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.rights import Right

# Where the teacher's signature stands.
TEACHER = "teacher"


def not_the_teacher(paper: "EmployeePaper", person: Person) -> "str | Promise | None":
    if paper.candidacy.teacher_id == person.pk:
        return None
    return gettext_lazy("Only %(name)s answers this, nobody in their place.") % {
        "name": paper.candidacy.teacher
    }


BY_TEACHER = May(Right.ANSWER_AS_EMPLOYEE, unless=not_the_teacher)
BY_CLERK = May(Right.CERTIFY_PAPER)


class EmployeePaper(Paper):
    """The base of such papers; they belong to the school."""

    retention: ClassVar[Any] = gettext_lazy("50 years")
    confidential: ClassVar[Right | None] = Right.READ_DRAFTS
    personal = True
    about_person = "candidacy__teacher"
    select_related_fields = (
        "candidacy__teacher",
        "candidacy__employment__unit",
        "candidacy__employment__person",
        "candidacy__supported_by",
    )

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="%(class)ss", editable=False)

    class Meta(Paper.Meta):
        abstract = True

    @property
    def employment(self) -> Appointment:
        """In which the teacher works for the school."""
        return self.candidacy.employment

    def check_employed(self, day: date) -> None:
        """Raises NotLegal when the teacher does not work in the school on a day."""
        if not self.employment.holds_on(day):
            raise NotLegal(
                _("%(person)s is not employed in a school of the district.")
                % {"person": self.candidacy.teacher}
            )

    def enter_by_hand(
        self, act: Act, place: str, signer: Appointment, *, signed_on: date, name: str, data: bytes
    ) -> Signature:
        """The scan of a sheet that was signed by hand, certified by whoever acts. Raises NotLegal."""
        check_signed_on(self, signed_on)
        return sign_by_hand(self, act, place, signer=signer, signed_on=signed_on, name=name, data=data)
