"""A seal: the heads of all papers at one moment, signed with the district's key.

The chain of events shows a change to anyone who kept an earlier head. A seal is that head for all papers at once:
a small file to keep elsewhere. Signing is Django's HMAC with a key of its own salt, so a seal cannot be made up without
the server's key; comparing heads needs no key at all.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from governance import clock
from governance.documents.language.canonical_json import sha256
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import Fault

SALT = "governance.seal"


class BrokenSeal(Exception):
    """The seal file itself is damaged or was not made here. `str()` is the sentence."""


def make_seal() -> str:
    """The seal of this moment as the text of a file."""
    papers = Document.objects.order_by("code").values_list("code", "revision", "head")
    heads = [[code, revision, head] for code, revision, head in papers]
    content: dict[str, Any] = {
        "made_at": clock.now().isoformat(),
        "papers": len(heads),
        "root": sha256(heads),
        "heads": heads,
    }
    content["signature"] = signing.Signer(salt=SALT).signature(f"{content['made_at']}:{content['root']}")
    return json.dumps(content, ensure_ascii=False, indent=1)


def check_seal(text: str) -> Iterator[Fault]:
    """Every sealed head that the record no longer shows. Raises BrokenSeal when the seal itself does not hold."""
    try:
        content = json.loads(text)
        heads, made_at, root = content["heads"], content["made_at"], content["root"]
        signature = content["signature"]
        wanted = {(str(code), int(position)): str(head) for code, position, head in heads}
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenSeal(
            _("This is not a seal of the record: give the file that `seal_history` wrote.")
        ) from error
    signer = signing.Signer(salt=SALT)
    if sha256(heads) != root or not constant_time_compare(signer.signature(f"{made_at}:{root}"), signature):
        raise BrokenSeal(_("The seal has been altered or was made with another key."))
    codes = {code for code, _position in wanted}
    kept = {
        (code, position): head
        for code, position, head in Event.objects.filter(document__code__in=codes).values_list(
            "document__code", "position", "hash"
        )
    }
    for (code, position), head in wanted.items():
        if kept.get((code, position)) != head:
            yield Fault(
                code, position, _("the record differs from the seal of %(moment)s") % {"moment": made_at}
            )
