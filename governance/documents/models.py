"""The models of this floor. Importing a kind enters it into the registry."""

from governance.documents.document import (
    Attachment,
    Document,
    Involvement,
    Link,
    Remark,
    Signature,
    Version,
)
from governance.documents.event import Event, EventReason
from governance.documents.register import Register

__all__ = [
    "Attachment",
    "Document",
    "Event",
    "EventReason",
    "Involvement",
    "Link",
    "Register",
    "Remark",
    "Signature",
    "Version",
]
