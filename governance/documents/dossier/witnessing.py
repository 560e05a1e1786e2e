"""What the seal in a dossier proves: that the log of the district holds these events, by public keys alone."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from governance.documents.seals.checkpoint import UNDER_WAY, Checkpoint
from governance.documents.seals.note import NoteKey, open_note, parted
from governance.documents.seals.tree import leaf_hash, proves_inclusion


class NotWitnessed(Exception):
    """The seal does not prove what it is given for. `str()` is the sentence."""


@dataclass(frozen=True)
class Witnessed:
    """How many of the events a seal holds, from the first one on, and when it was made; None without a seal."""

    events: int
    sealed_at: datetime | None


def witnessed(
    history: Sequence[dict[str, Any]], witness: dict[str, Any], record_keys: Sequence[str]
) -> Witnessed:
    """Check the proofs of `witness.proofs_of` over the events of a history.

    Raises NotWitnessed, BrokenNote for a seal that none of the keys has signed, and what reading JSON of another shape
    raises.
    """
    if not witness["checkpoint"]:
        if witness["events"]:
            raise NotWitnessed(_("There are proofs in it, and no seal."))
        return Witnessed(0, None)
    origin = Checkpoint.parse(parted(witness["checkpoint"])[0]).origin
    keys = [NoteKey(origin, key) for key in record_keys]
    head = Checkpoint.parse(open_note(witness["checkpoint"], keys))
    held = witness["events"]
    for number, (proven, entry) in enumerate(zip(held, history, strict=False), start=1):
        leaf = leaf_hash(bytes.fromhex(entry["hash"]))
        path = [base64.b64decode(one, validate=True) for one in proven["proof"]]
        if proven["position"] != number or not proves_inclusion(
            leaf, int(proven["index"]), head.size, path, head.root
        ):
            raise NotWitnessed(_("The log of the district does not hold event %(n)d.") % {"n": number})
    if len(held) > len(history):
        raise NotWitnessed(_("There are proofs of more events than the history has."))
    for entry in history[len(held) :]:
        at = datetime.fromisoformat(entry["event"]["at"])
        if head.made_at is not None and at + UNDER_WAY < head.made_at:
            raise NotWitnessed(
                _("Event %(n)s is older than the seal, and not in it.") % {"n": entry["event"]["position"]}
            )
    return Witnessed(len(held), head.made_at if held else None)
