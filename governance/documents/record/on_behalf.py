"""A person acts in place of the holder of a private link: a secretary for the parents who came, called or wrote.

What is theirs to decide is then done with a reason and the request that they signed; the record names who did it, in
which capacity and in whose place.
"""

from typing import Any

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.files import attach_scan

# Stands after the capacity of whoever acts.
IN_PLACE = "за заявителя"


def enclose_request(document: Document, act: Act, facts: dict[str, Any]) -> dict[str, Any]:
    """Attach the signed request (`name`, `data` of the facts); returns the other facts. Raises NotLegal without it."""
    rest = dict(facts)
    name, data = rest.pop("name", ""), rest.pop("data", b"")
    if not data:
        raise NotLegal(_("Attach the request that the parents signed: a scan (PDF) or a photograph of it."))
    attach_scan(document, act, name=name, data=data)
    return rest
