"""The touch of a passkey by which a person confirmed a signature: kept with it, proving that it was for this paper."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.documents.errors import NotAllowed, Stale
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.proof.canonical_json import sha256
from governance.proof.passkey import is_for
from governance.record_rows import RecordRow
from governance.roles.person import Person
from governance.verification import Fault, Scope, source

ROWS = 500


class PasskeyTouch(RecordRow):
    """One touch: for which version, by whose key. `sha256` and `nonce` make its challenge again (`proof.passkey`)."""

    of_paper = "document"

    document = models.ForeignKey(Document, models.PROTECT, related_name="touches")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    move = models.CharField(max_length=40)
    # Of the version that was signed.
    sha256 = models.CharField(max_length=64)
    nonce = models.CharField(max_length=32, unique=True)
    # The site to which the key belongs, and the public key itself (`proof.passkey.encoded_key`).
    site = models.CharField(max_length=253)
    key = models.TextField()
    # The answer of the browser.
    response: Any = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = gettext_lazy("confirmation by passkey")
        ordering: ClassVar = ["document_id", "made_at"]

    @property
    def holds(self) -> bool:
        return is_for(self.sha256, self.nonce, self.site, self.key, self.response)

    def keep(self, document: Document, act: Act) -> None:
        """Keep it with the act that it confirms. Raises Stale when another text was signed meanwhile, or NotAllowed."""
        if act.by is None or act.by.pk != self.person_id or not self.holds:
            raise NotAllowed(_("The passkey was not given for this paper: try again."))
        if self.sha256 != document.present_hash:
            raise Stale(
                _("The text is not the one for which the passkey was given: read it again and sign it.")
            )
        self.document_id, self.made_at = document.pk, act.at
        self.save(force_insert=True)


def hash_to_sign(document: Document) -> str:
    """The hash of the version that a signature now would be over; the move itself may freeze it."""
    return document.present_hash or sha256(document.content())


@source(
    lambda n: ngettext("%(n)d touch of a passkey", "%(n)d touches of passkeys", n) % {"n": n}, of_papers=True
)
def touch_faults(scope: Scope) -> Any:
    """Each touch was for the version that its paper has."""
    touches = PasskeyTouch.objects.select_related("document").order_by("pk")
    if scope.papers is not None:
        touches = touches.filter(document__in=scope.papers.order_by().values("pk"))
    for touch in touches.iterator(ROWS):
        known = touch.holds and touch.document.versions.filter(sha256=touch.sha256).exists()
        sentence = _("the passkey by which a signature was confirmed was not given for this paper")
        yield [] if known else [Fault(touch.document.code, 0, sentence, str(touch.document))]
