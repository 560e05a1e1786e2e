"""A paper that begins as a copy: of last year's admission, sheet of criteria, agenda, order, form of contract."""

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from governance.roles.person import Person


def write_copy(begun: Document, source: Document, *, by: Person) -> Document:
    """Write into a draft what an earlier paper of the same kind says. Raises Refused, and then nothing is written."""
    if type(begun) is not type(source) or not source.can_be_copied:
        raise NotLegal(_("A paper begins as a copy of one of its own kind."))
    for move, facts in source.moves_of_a_copy():
        begun = perform(begun, move, by=by, **facts)
    return begun
