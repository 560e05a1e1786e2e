"""Verifying the log of a district: its leaves against the events of today, its seals against its leaves.

A seal that somebody has kept is held against the leaves as well: whoever has the database and the key can rewrite
events, leaves and seals alike, and only what was kept elsewhere shows it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from governance.documents.record.events import Event
from governance.documents.record.rows_by_paper import ROWS
from governance.documents.seals.checkpoint import UNDER_WAY, Checkpoint
from governance.documents.seals.models import InnerNode, Leaf, Seal, log_keys
from governance.documents.seals.note import BrokenNote, open_note, parted
from governance.documents.seals.sealing import districts, new_events, origin_of
from governance.documents.seals.stored_tree import STEP
from governance.documents.seals.tree import GrowingTree, leaf_hash
from governance.roles.unit import Unit
from governance.sealed import sources
from governance.verification import CouldNotLook, Fault, Scope, source


@dataclass(frozen=True)
class KeptSeal:
    """A seal that somebody has kept, with the district that made it."""

    district: Unit
    checkpoint: Checkpoint


def read_seal(text: str) -> KeptSeal:
    """A seal from a file or a letter, signed by a key that is known here. Raises BrokenNote, which says what is wrong.

    Programs for letters and notes change the ends of lines and put a mark before the text; that does no harm.
    """
    note = text.removeprefix("\ufeff").replace("\r\n", "\n").strip() + "\n"
    checkpoint = Checkpoint.parse(parted(note)[0])
    for district in districts():
        if origin_of(district) == checkpoint.origin:
            open_note(note, log_keys(checkpoint.origin))
            return KeptSeal(district, checkpoint)
    raise BrokenNote(
        _("It is a seal of another log, «%(origin)s»: no district here has it.")
        % {"origin": checkpoint.origin}
    )


@source(lambda n: ngettext("%(n)d seal", "%(n)d seals", n) % {"n": n}, of_papers=True)
def _seals(scope: Scope) -> Iterator[list[Fault]]:
    kept = kept_seal(scope.seal) if scope.seal is not None else None
    if scope.papers is None or kept is not None:
        yield from verify_logs(kept)


def kept_seal(path: str) -> KeptSeal:
    """The seal in a file. Raises CouldNotLook."""
    try:
        return read_seal(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, BrokenNote) as error:
        raise CouldNotLook(_("The seal cannot be read: %(why)s") % {"why": error}) from error


def verify_logs(kept: KeptSeal | None = None) -> Iterator[list[Fault]]:
    """The faults in the logs of all districts, seal by seal.

    With a seal that was kept, also where the record does not extend it.
    """
    for district in districts():
        own = kept.checkpoint if kept is not None and kept.district == district else None
        yield from LogCheck(district, own).faults()


class LogCheck:
    """Goes once through the leaves of a district, in their order."""

    def __init__(self, district: Unit, kept: Checkpoint | None = None) -> None:
        self.district = district
        self.origin = origin_of(district)
        self.tree = GrowingTree()
        self.seals = list(Seal.objects.filter(district=district).order_by("size"))
        # What has to be the root after so many leaves, and what is said otherwise.
        self.roots: dict[int, list[tuple[bytes, str]]] = defaultdict(list)
        # The sizes of its seals, and their moments.
        self.sizes: list[int] = []
        self.moments: list[datetime] = []
        for seal in self.seals:
            if self._is_sound(seal):
                head = seal.checkpoint
                self.roots[head.size].append((head.root, _("the log differs from its seal")))
                if head.made_at is not None:
                    self.sizes.append(head.size)
                    self.moments.append(head.made_at)
        if kept is not None:
            sentence = _("the record differs from the seal of %(moment)s: what it held was rewritten") % {
                "moment": spoken(kept.made_at)
            }
            self.roots[kept.size].append((kept.root, sentence))
        nodes = InnerNode.objects.filter(district=district).values_list("height", "index", "hash")
        self.nodes = {(height, index): digest for height, index, digest in nodes.iterator(ROWS)}

    def _is_sound(self, seal: Seal) -> bool:
        """Whether a seal was signed here and stands where it says."""
        head = seal.opened
        return head is not None and (head.origin, head.size) == (self.origin, seal.size)

    def faults(self) -> Iterator[list[Fault]]:
        """For each seal what is wrong with it and with the leaves that it holds more than the one before."""
        leaves = Leaf.objects.filter(district=self.district).order_by("position").iterator(ROWS)
        first = list(self._root_faults())
        for seal in self.seals:
            altered = _("a seal has been altered or was not signed by this server")
            own = [] if self._is_sound(seal) else [Fault(self.origin, seal.size, altered)]
            yield [*first, *own, *self._faults_within(leaves, seal.size - self.tree.size)]
            first = []
        rest = [*first, *self._faults_within(leaves, None), *self._faults_of_rest()]
        if rest:
            yield rest

    def _faults_within(self, leaves: Iterator[Leaf], number: int | None) -> Iterator[Fault]:
        """Of so many more leaves, or of all that are left."""
        wanted = islice(leaves, None if number is None else max(number, 0))
        while batch := list(islice(wanted, ROWS)):
            yield from self._faults_of_leaves(batch)

    def _faults_of_leaves(self, leaves: list[Leaf]) -> Iterator[Fault]:
        events = self._events(leaves)
        for leaf in leaves:
            if leaf.position != self.tree.size:
                yield Fault(self.origin, self.tree.size, _("leaves of the log are missing"))
            yield from self._faults_against_event(leaf, events.get((leaf.source, leaf.event)))
            for node, value in self.tree.append(leaf_hash(raw(leaf.hash))):
                if node[0] % STEP == 0 and self.nodes.pop(node, "") != value.hex():
                    yield Fault(self.origin, self.tree.size, _("an inner node of the log has been altered"))
            yield from self._root_faults()

    def _root_faults(self) -> Iterator[Fault]:
        for root, sentence in self.roots.pop(self.tree.size, ()):
            if self.tree.root != root:
                yield Fault(self.origin, self.tree.size, sentence)

    def _events(self, leaves: list[Leaf]) -> dict[tuple[str, int], tuple[str, int, str, datetime]]:
        """The events of leaves: chain, place, hash and moment, by source and key."""
        found = {}
        for name, model in sources().items():
            sealed = model.sealed
            rows = model._base_manager.filter(pk__in=[leaf.event for leaf in leaves if leaf.source == name])
            columns = rows.values_list("pk", sealed.chain, sealed.place, sealed.digest, sealed.at)
            found.update({(name, pk): (str(chain), *values) for pk, chain, *values in columns})
        return found

    def _faults_against_event(
        self, leaf: Leaf, event: tuple[str, int, str, datetime] | None
    ) -> Iterator[Fault]:
        if event is None:
            yield fault_of(
                leaf.source, leaf.chain, leaf.place, _("an event that was sealed has been removed")
            )
            return
        chain, place, digest, at = event
        if (chain, place, digest) != (leaf.chain, leaf.place, leaf.hash):
            yield fault_of(
                leaf.source, leaf.chain, leaf.place, _("an event that was sealed has been rewritten")
            )
        before = self._seal_before(leaf.position)
        if before is not None and at + UNDER_WAY < before:
            yield late_fault(leaf.source, chain, place, before)

    def _seal_before(self, position: int) -> datetime | None:
        """The moment of the last seal that does not hold this leaf yet."""
        earlier = bisect_right(self.sizes, position)
        return self.moments[earlier - 1] if earlier else None

    def _faults_of_rest(self) -> Iterator[Fault]:
        """Seals over more leaves than there are, nodes over none, and events that ought to have been sealed."""
        for size in sorted(self.roots):
            sentence = _(
                "the seal holds %(sealed)d events, the log only %(present)d: the others were removed"
            )
            yield Fault(self.origin, size, sentence % {"sealed": size, "present": self.tree.size})
        if self.seals and self.seals[-1].size < self.tree.size:
            yield Fault(self.origin, self.tree.size, _("leaves of the log stand under no seal"))
        if self.nodes:
            yield Fault(self.origin, self.tree.size, _("an inner node of the log has been altered"))
        if not self.moments:
            return
        last = self.moments[-1]
        for name, model in sources().items():
            late = new_events(name, self.district.pk).filter(**{f"{model.sealed.at}__lt": last - UNDER_WAY})
            for _pk, chain, place, _digest in late.iterator(ROWS):
                yield late_fault(name, str(chain), place, last)


def fault_of(source: str, chain: str, place: int, sentence: str) -> Fault:
    """A fault in the event of a source; one that is in no paper is called by what it is."""
    if source == Event.__name__:
        return Fault(chain, place, sentence)
    model = sources().get(source)
    return Fault("", place, sentence, str(model._meta.verbose_name) if model is not None else source)


def late_fault(source: str, chain: str, place: int, before: datetime) -> Fault:
    sentence = _(
        "an event dated before the seal of %(moment)s is not in it: it was added later, or the clock was set back"
    )
    return fault_of(source, chain, place, sentence % {"moment": spoken(before)})


def raw(digest: str) -> bytes:
    """The bytes of a hash in hexadecimal; something else, where it was altered into what is none."""
    try:
        return bytes.fromhex(digest)
    except ValueError:
        return digest.encode()


def spoken(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%d.%m.%Y %H:%M}" if moment else ""
