"""The registration card of every paper, and what hangs on it: versions, links, signatures, remarks, files."""

from governance.documents.document.attached import (
    Attachment,
    Conflict,
    Involvement,
    Link,
    Remark,
    Signature,
    Version,
)
from governance.documents.document.card import (
    CODE_ALPHABET,
    Document,
    DocumentQuerySet,
    Phase,
    new_code,
)
from governance.documents.document.signing import keep_scan, scan_of, sign_as, void_signatures

__all__ = [
    "CODE_ALPHABET",
    "Attachment",
    "Conflict",
    "Document",
    "DocumentQuerySet",
    "Involvement",
    "Link",
    "Phase",
    "Remark",
    "Signature",
    "Version",
    "keep_scan",
    "new_code",
    "scan_of",
    "sign_as",
    "void_signatures",
]
