"""Beginning a paper on changes from the paper in force that it changes."""

from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from governance.documents.approval.amendable import Amendable
from governance.documents.approval.opinions import Consulted
from governance.documents.errors import NotLegal
from governance.documents.kinds.approved.changes import PaperChanges
from governance.documents.kinds.approved.changes_fit import check_in_force
from governance.documents.kinds.approved.route import outside_parties
from governance.documents.printing.citation import decapitalized
from governance.documents.record.kinds import KINDS
from governance.documents.record.perform import draft, perform
from governance.documents.settings.forms.changes import CHANGES_TITLE
from governance.roles.names import Case
from governance.roles.person import Person


@transaction.atomic
def draft_changes(paper: Amendable, *, by: Person) -> PaperChanges:
    """Begin the changes of a plan or a regulation; outside bodies that agreed to it are to agree to its changes too.

    Raises NotLegal for a paper that is not in force or comes in whole editions alone, NotAllowed when `by` may not
    draft such papers there.
    """
    if not paper.changed_by:
        raise NotLegal(
            _("A paper of the kind «%(kind)s» is not changed by parts: prepare a new edition.")
            % {"kind": paper.kind_label}
        )
    check_in_force(paper)
    model = cast(type[PaperChanges], KINDS[paper.changed_by])
    named = decapitalized(paper.title_in(Case.ACCUSATIVE))
    title = CHANGES_TITLE.filled(paper.district_id, документ=named)[:500]
    begun = draft(model, unit=paper.unit, title=title, by=by, amends=paper)
    for body in outside_parties(paper) if isinstance(paper, Consulted) else ():
        begun = perform(begun, "invite", by=by, unit=body)
    return begun
