"""A seal: the heads of all papers at one moment, signed with the district's key.

Whoever has kept an earlier head of a hash chain can see that the chain was changed. A seal holds the heads of all
papers: a small file to be stored elsewhere. It is signed by HMAC, so nobody can forge a seal without the key of the
server; comparing heads needs no key.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _, ngettext

from governance import clock
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.rows_by_paper import ROWS
from governance.proof.canonical_json import sha256
from governance.verification import CouldNotLook, Fault, Scope, source

SALT = "governance.seal"


class BrokenSeal(Exception):
    """The seal is damaged or was not made by this server. `str()` is the sentence."""


def make_seal() -> str:
    """The seal of the present moment, as the text of a file (JSON)."""
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
    """A fault for every sealed head that the record no longer has. Raises BrokenSeal if the seal is not valid."""
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
    events = Event.objects.order_by().values_list("document__code", "position", "hash")
    kept = {
        (code, position)
        for code, position, head in events.iterator(chunk_size=ROWS)
        if wanted.get((code, position)) == head
    }
    for code, position in wanted:
        if (code, position) not in kept:
            yield Fault(
                code, position, _("the record differs from the seal of %(moment)s") % {"moment": made_at}
            )


@source(lambda n: ngettext("%(n)d seal", "%(n)d seals", n) % {"n": n}, of_papers=True)
def _seal(scope: Scope) -> Iterator[list[Fault]]:
    if scope.seal is None:
        return
    try:
        yield list(check_seal(Path(scope.seal).read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise CouldNotLook(_("The seal cannot be read: %(why)s") % {"why": error}) from error
    except BrokenSeal as error:
        raise CouldNotLook(str(error)) from error
