"""Beginning a paper from a copy: which earlier ones are offered, and the link on the page of each."""

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import PageLink
from governance.desk.papers.create import FIELD_OF_COPY, address_to_begin
from governance.desk.papers.declaration import Shared, declared, enter_for_all
from governance.documents.record.document import Document


def to_copy(request: SignedInRequest, document: Document) -> PageLink | None:
    """Where this person begins a paper with what this one says; no query."""
    if not document.model.can_be_copied:
        return None
    address = address_to_begin(declared(document.kind).begin, document.model, request)
    if not address:
        return None
    query = urlencode({FIELD_OF_COPY: document.pk})
    return PageLink(label=_("Begin a new one as a copy"), href=f"{address}?{query}")


enter_for_all(Shared(further=[to_copy]))
