"""The form of whoever acts in the parents' place: the request that they signed; the reason is asked beside it."""

from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.kept_file import KeptFileField
from governance.desk.papers.files import ScanFacts
from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.consent import Consent


def request_field() -> KeptFileField:
    return KeptFileField(
        label=gettext_lazy("The parents' signed request"),
        help_text=gettext_lazy("A scan (PDF) or a photograph of it: it stays with the paper."),
        error_messages={
            "required": gettext_lazy(
                "Attach the request that the parents signed: a scan (PDF) or a photograph of it."
            )
        },
    )


class RequestForm(ScanFacts[Application | Consent | Appeal]):
    """The signed request of the parents, as a scan or a photograph."""

    file = request_field()

    @property
    def application(self) -> Application:
        paper: Any = self.document
        return paper if isinstance(paper, Application) else paper.application

    def grounds(self) -> list[str]:
        """Whether the parents will read of it in a letter, or have to be told."""
        application = self.application
        if application.email_confirmed_at is not None and application.applicant.email:
            return [_("You act in the parents' place: they get a letter about it.")]
        return [
            _(
                "You act in the parents' place, and they have confirmed no e-mail address to which we could write: "
                "tell them about it yourself."
            )
        ]
