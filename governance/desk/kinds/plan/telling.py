"""What is said after a file was read into a plan."""

from django.contrib import messages
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest
from governance.desk.kinds.plan.editing import counted
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document


def tell_rows(request: SignedInRequest, plan: Document) -> None:
    """How many rows were taken from the file, in one sentence."""
    assert isinstance(plan, Plan)
    messages.success(
        request, _("Taken from the file: %(rows)s in %(sections)s.") % counted(list(plan.table()))
    )
